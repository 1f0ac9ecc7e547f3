//! The messages that a language has to give, with their English.

use std::cell::RefCell;

use super::message::{Message, Plural, Readable, messages};
use super::{DateWords, Language};
use crate::dataset::{
    Basis, CustomKinds, Dataset, EntityKind, EventKind, EventStatus, RelationshipKind,
    RelationshipStatus, RevisionStatus, Stance, Value,
};
use crate::query::{Column, Facet};

messages! {
    /// All that the widget says in one language.
    Messages {
        dates: DateWords = DateWords::ENGLISH,

        widget: Message = "The backstory",
        events: Plural = Plural::english("{n} event", "{n} events"),
        relationships: Plural = Plural::english("{n} relationship", "{n} relationships"),
        records: Plural = Plural::english("{n} result", "{n} results"),
        timeline: Message = "Timeline",
        table: Message = "Relationships",
        showing: Message = "Showing {events} of {all_events} and {relationships} of {all_relationships}",
        /// Where a story has only events, or only relationships.
        showing_some: Message = "Showing {records} of {all}",
        showing_all: Message = "{events} and {relationships}",
        loading: Message = "Loading the backstory…",
        stop: Message = "Stop loading",

        search: Message = "Search",
        search_hint: Message = "Search names, events, claims",
        filters: Message = "Filters",
        active_filters: Message = "Active filters",
        clear_all: Message = "Clear all",
        clear: Message = "Clear",
        remove: Message = "Remove filter {filter}",
        choose: Message = "Choose {facet}",
        event_kinds: Message = "Events",
        relationship_kinds: Message = "Relationships",
        count_events: Message = "Events",
        count_relationships: Message = "Relationships",
        find_choice: Message = "Find in this list",

        when: Message = "When",
        from: Message = "From",
        to: Message = "To",
        from_date: Message = "from {date}",
        to_date: Message = "to {date}",
        certain_only: Message = "Only what is certainly in this range",
        possibly: Message = "possibly",
        possibly_outside: Plural = Plural::english("{n} may be outside this range", "{n} may be outside this range"),
        undated_hidden: Plural = Plural::english("{n} undated record is hidden", "{n} undated records are hidden"),
        corrections: Plural = Plural::english("{n} correction since publication", "{n} corrections since publication"),
        bad_date: Message = "Enter a date such as 2017, 2017-11 or 2017-11-23.",
        date_hint: Message = "2017, 2017-11 or 2017-11-23",

        no_matches: Message = "Nothing matches all of these filters.",
        no_matches_here: Message = "Nothing matches in this view. The other view has {n}.",
        remove_facet: Message = "Remove “{filter}” ({n})",
        remove_search: Message = "Remove the search “{filter}” ({n})",
        remove_range: Message = "Remove the date range ({n})",

        earlier: Plural = Plural::english("{n} earlier", "{n} earlier"),
        later: Plural = Plural::english("{n} later", "{n} later"),
        zoom_in: Message = "Zoom in",
        zoom_out: Message = "Zoom out",
        fit_all: Message = "Fit the whole timeline",
        zoom_hint: Message = "Use {key} + scroll to zoom",
        timeline_keys: Message = "Arrow keys move through time, plus and minus zoom, Home and End go to the first and the last event. On an event, arrow keys go from one to the next.",
        layout_horizontal: Message = "Horizontal",
        layout_vertical: Message = "Vertical",
        vertical_keys: Message = "Up and down arrow keys go from one event to the next, Home and End to the first and the last.",
        /// From one event to the next.
        years_later: Plural = Plural::english("{n} year later", "{n} years later"),
        months_later: Plural = Plural::english("{n} month later", "{n} months later"),
        days_later: Plural = Plural::english("{n} day later", "{n} days later"),
        hours_later: Plural = Plural::english("{n} hour later", "{n} hours later"),
        /// Above what comes after the publication.
        still_to_come: Message = "Still to come",
        group: Message = "{events}, {from} to {to}: zoom in",
        group_on_day: Message = "{events}, {day}: zoom in",
        window_empty: Message = "No event in this part of the timeline.",
        group_other: Message = "Other",
        step_through: Message = "Step through",
        previous_event: Message = "Previous event",
        next_event: Message = "Next event",
        step_of: Message = "{n} of {all}",
        /// On the first page of the story, to the first event.
        start: Message = "Start",
        /// From the story to the timeline and the relationships.
        see_all: Message = "See it all",
        overview: Message = "Date range",
        no_limit: Message = "no limit",
        undated: Message = "Undated",
        undated_note: Message = "The article gives no date for these.",
        undated_before_publication: Message = "before this article was published ({date})",
        undated_after: Message = "after: {events}",
        undated_before: Message = "before: {events}",
        undated_during: Message = "during: {events}",
        comes_after: Message = "Comes after",
        comes_before: Message = "Comes before",
        comes_during: Message = "During",
        includes: Message = "In its course",
        between: Message = "some time between: {from} – {to}",
        not_before: Message = "no earlier than: {date}",
        not_after: Message = "no later than: {date}",
        more: Plural = Plural::english("{n} more", "{n} more"),
        said_before: Message = "It said: {words}",
        says_now: Message = "Now: {words}",
        added: Message = "Added",
        published_line: Message = "Published",
        now_line: Message = "Now",
        legend: Message = "How dates are drawn",
        legend_instant: Message = "exact time",
        legend_day: Message = "exact day",
        legend_month: Message = "some time in a month or so",
        legend_months: Message = "some time in several months",
        legend_year: Message = "some time in a year or longer",
        legend_lasting: Message = "whole period",
        legend_between: Message = "no date, but a place in the order",
        legend_about: Message = "approximate",
        legend_uncertain: Message = "uncertain",
        legend_open: Message = "no known end",
        legend_open_start: Message = "no known start",
        legend_plan: Message = "planned or proposed",

        show_as: Message = "Show as",
        view_table: Message = "Table",
        view_matrix: Message = "Matrix",
        view_network: Message = "Network",
        group_by: Message = "Group by",
        weigh_by: Message = "Weigh by",
        no_groups: Message = "No groups",
        columns_shown: Message = "Columns",
        column_width: Message = "Width of “{column}”",
        reset_widths: Message = "Reset the widths",
        sort_also: Message = "Shift-click to sort by this as well",
        export: Message = "Export",
        copy_sheet: Message = "Copy for a spreadsheet",
        save_csv: Message = "Save as CSV",
        save_json: Message = "Save as JSON",
        print: Message = "Print",
        not_printed: Plural = Plural::english("{n} more row is not printed; save it to a file.", "{n} more rows are not printed; save them to a file."),
        find_hint: Message = "The browser’s own search sees only the rows on the screen. The search above finds all rows.",
        who_to_whom: Message = "Who does what to whom",
        matrix_cell: Message = "{subject} to {object}: {n}",
        mixed: Message = "Mixed",
        more_actors: Plural = Plural::english("and {n} more", "and {n} more"),
        matrix_hint: Message = "Each row shows what one actor does to those in the columns. Press a number to see only those relationships.",
        network_hint: Message = "Each line starts at its thick end. Press a name or a line to see only what is connected to it.",

        /// The menu of a phone that sorts; elsewhere a column's head does.
        sort: Message = "Sort",
        sort_by: Message = "Sort by {column}",
        sorted_up: Message = "Sorted by {column}, ascending",
        sorted_down: Message = "Sorted by {column}, descending",
        unsorted: Message = "In the order of the article",
        close: Message = "Close",
        copy_citation: Message = "Copy citation",
        copied: Message = "Copied",
        not_copied: Message = "Could not copy",
        copy_by_hand: Message = "Copying is blocked here. Select the text:",

        date_basis: Message = "How the date is known",
        place: Message = "Where",
        participants: Message = "Who took part",
        supports: Message = "Supports",
        based_on: Message = "Based on",
        evidence: Message = "Quoted from the article",
        sources: Message = "Sources",
        /// Asks a provider, such as youtube.com, for its player.
        load_from: Message = "Load from {host}",
        paragraph: Message = "Paragraph {n}",
        /// The head of a column of a sheet.
        paragraph_column: Message = "Paragraph",
        /// The head of a column of a sheet: the addresses of pictures and films.
        media_column: Message = "Media",
        status: Message = "Status",
        also_called: Message = "Also called",
        belongs_to: Message = "Part of",
        members: Message = "Members",
        claims: Message = "Claims made",
        denials: Message = "Denials",
        contradicted: Message = "Contradicting claims",
        cite_claimant: Message = "claimed by: {who}",
        /// Next to who denies a claim; in a citation in small letters.
        denied_by: Message = "Denied by",
        /// In front of a record that is not put as a fact, with a colon behind it.
        /// They stand on their own: no grammar ties them to what follows.
        label_reported: Message = "Reported, not confirmed",
        label_planned: Message = "Planned",
        label_proposed: Message = "Proposed, not agreed",
        label_denied: Message = "Claim, denied",
        label_analysis: Message = "Analysis",
        cite_paragraph: Message = "paragraph {n}",
        the_article: Message = "The article",

        /// Between a label and what it labels, with the spaces of the language.
        label_separator: Message = ": ",
        /// Between parts of equal rank. Dates have their own, in
        /// [`DateWords`]: Chinese tells the two apart.
        list_separator: Message = ", ",
        /// Between parts that may hold lists themselves.
        clause_separator: Message = "; ",
        /// Between two sentences; the last one has no full stop.
        sentence_separator: Message = ". ",
        /// Around what explains the words before it.
        parenthesis_open: Message = " (",
        parenthesis_close: Message = ")",
        quote: Message = "“{words}”",
        quote_cut: Message = "“{start} … {end}”",
        cite_event: Message = "{title} ({when}).",
        cite_relationship: Message = "{fact} ({claimed}).",
        /// Next to a text of the data that is given in another language only.
        only_in: Message = "in {language}",
        at_publication: Message = "When this was published: {relative}",

        skipped: Plural = Plural::english("{n} record has errors and is not shown.", "{n} records have errors and are not shown."),
        problems: Plural = Plural::english("{n} problem in the data", "{n} problems in the data"),
        failed: Message = "The backstory cannot be shown.",
        retry: Message = "Try again",
        failed_none: Message = "No data: give the element a `src`, or put JSON inside it.",
        failed_offline: Message = "You seem to be offline. The data at {url} could not be reached.",
        failed_network: Message = "The data at {url} could not be reached.",
        failed_cors: Message = "The server of {url} does not let this page read the data (CORS).",
        failed_status: Message = "The data at {url} could not be read (status {detail}).",
        failed_timeout: Message = "The data at {url} did not arrive in time.",
        failed_html: Message = "{url} is a web page, not data.",
        failed_type: Message = "{url} is {detail}, not data.",
        failed_large: Message = "The data is too large: the limit is 400 MB. {url}",
        failed_empty: Message = "The document is empty. {url}",
        failed_stopped: Message = "Loading was stopped. {url}",
        failed_json: Message = "The document is not JSON: {detail} {url}",

        go_to_passage: Message = "Show in the article",
        passage_missing: Message = "Not found in the article on this page.",
        passage_ambiguous: Message = "These words appear in several places in the article.",
        /// Beside a passage that is in another paragraph than the data says.
        passage_moved: Message = "The data says paragraph {n}.",
        passage_elsewhere: Message = "Open it in the article",
        passages: Plural = Plural::english("{n} passage", "{n} passages"),
        passage_of: Message = "Passage {n} of {all}",
        previous_passage: Message = "Previous passage",
        next_passage: Message = "Next passage",
        highlighted: Plural = Plural::english("{n} row highlighted", "{n} rows highlighted"),
        copy_link: Message = "Copy link",
        link_by_hand: Message = "Copying is blocked here. Select the link:",

        facets: [Message; Facet::ALL.len()] = ["Who", "Kind", "Status", "Stance", "Claimed by", "Subject", "Object", "Since publication", "Claimed only by"],
        columns: [Message; Column::ALL.len()] = [
        "Who",
        "Does what",
        "What",
        "To whom",
        "When",
        "Status",
        "Claimed by",
    ],
        entity_kinds: [Message; EntityKind::ALL.len()] = ["Person", "Country", "Organisation", "Place", "Group"],
        event_kind: [Message; EventKind::ALL.len()] = [
        "Visit",
        "Meeting",
        "Agreement",
        "Supply",
        "Statement",
        "Sanction",
        "Conflict",
        "Offer",
        "Office",
        "Other",
    ],
        event_status: [Message; EventStatus::ALL.len()] = ["Happened", "Ongoing", "Planned", "Proposed", "Reported"],
        relationship_kind: [Message; RelationshipKind::ALL.len()] = [
        "Military",
        "Trade",
        "Diplomatic",
        "Nuclear",
        "Legal",
        "Political",
        "Membership",
        "Family",
    ],
        relationship_status: [Message; RelationshipStatus::ALL.len()] = ["Stated", "Reported", "Proposed", "Denied", "Analysis"],
        stance: [Message; Stance::ALL.len()] = ["Cooperative", "Neutral", "Hostile"],
        basis: [Message; Basis::ALL.len()] = [
        "stated in the article",
        "relative to publication",
        "inferred",
    ],
        revision: [Message; RevisionStatus::ALL.len()] = ["Corrected", "Withdrawn"],

        yes: Message = "Yes",
        no: Message = "No",
        total: Message = "Total",
        in_rows: Message = "in {n} of {all}",
        not_given: Message = "not given",
        not_in_total: Message = "not counted",
        not_counted: Plural = Plural::english("{n} not counted", "{n} not counted"),
        not_counted_why: Message = "Amounts that are denied, proposed or withdrawn are in no total",
        at_least: Message = "No less than",
        at_most: Message = "No more than",
        also_without: Plural = Plural::english("Also {n} with no value", "Also {n} with no value"),
        or_none: Message = "or none",
        bad_number: Message = "Enter a number such as 1500 or 12.5.",
        values_between: Message = "from {from} to {to}",
    }
}

/// A language: what it says, and its rules.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Its rules for numbers, dates and lists.
    pub language: Language,
    messages: Messages,
}

/// English, the language that is built in.
pub static ENGLISH: Words = Words {
    language: Language::ENGLISH,
    messages: Messages::ENGLISH,
};

impl std::ops::Deref for Words {
    type Target = Messages;

    fn deref(&self) -> &Messages {
        &self.messages
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Words {
    /// Why there is no data, by the code that `host` gives the reason;
    /// `{detail}` and `{url}` are to be filled in.
    #[must_use]
    pub fn failure(&self, code: &str) -> &'static str {
        match code {
            "none" => self.failed_none,
            "offline" => self.failed_offline,
            "network" => self.failed_network,
            "cors" => self.failed_cors,
            "status" => self.failed_status,
            "timeout" => self.failed_timeout,
            "html" => self.failed_html,
            "type" => self.failed_type,
            "large" => self.failed_large,
            "empty" => self.failed_empty,
            "json" => self.failed_json,
            "stopped" => self.failed_stopped,
            _ => "{detail}",
        }
    }

    /// The language of `tag`, whose file is built in where there is no page to
    /// fetch it; `None` where it is not one of [`LANGUAGES`](super::LANGUAGES).
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn built_in(tag: &str) -> Option<&'static Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        if primary == "en" {
            return Some(Self::of(tag, None));
        }
        let (_, file) = super::files::FILES
            .iter()
            .find(|(tag, _)| *tag == primary)?;
        let file = Value::parse(file)?;
        Some(Self::of(tag, Some(&file)))
    }

    /// The language of `tag`, as its file says it; English where there is none.
    /// The same tag gives the same words.
    #[must_use]
    pub fn of(tag: &str, file: Option<&Value>) -> &'static Self {
        let language = Language::new(tag);
        KNOWN.with_borrow_mut(|known| {
            if let Some(words) = known.iter().find(|words| words.language == language) {
                return *words;
            }
            let read = file.and_then(|file| Messages::read(file, language));
            let mut messages = read.unwrap_or(Messages::ENGLISH);
            messages.dates = language.dates(messages.dates);
            // A page meets a few languages at most, and keeps them.
            let words: &Self = Box::leak(Box::new(Self { language, messages }));
            known.push(words);
            words
        })
    }
}

thread_local! {
    /// Every language that was read.
    static KNOWN: RefCell<Vec<&'static Words>> = const { RefCell::new(Vec::new()) };
}

/// The entry of `list` for a vocabulary's value; the lists are as long as their
/// vocabularies, by their type.
fn entry<const N: usize>(list: &[Message; N], position: usize) -> Message {
    list.get(position).copied().unwrap_or_default()
}

impl Words {
    /// What ends a sentence.
    #[must_use]
    pub fn full_stop(&self) -> Message {
        self.sentence_separator.trim_end()
    }

    /// A facet's name.
    #[must_use]
    pub fn facet<'a>(&self, facet: Facet, dataset: &'a Dataset) -> &'a str {
        match facet {
            Facet::Field(ix) => dataset.field(ix).map_or("", |field| &field.name),
            _ => entry(&self.facets, facet.position()),
        }
    }

    /// A column's name.
    #[must_use]
    pub fn column<'a>(&self, column: Column, dataset: &'a Dataset) -> &'a str {
        match column {
            Column::Field(ix) => dataset.field(ix).map_or("", |field| &field.name),
            _ => entry(&self.columns, column.position()),
        }
    }

    /// What an entity is.
    #[must_use]
    pub fn entity_kind<'a>(&self, kind: EntityKind, kinds: &'a CustomKinds) -> &'a str {
        let custom = kind.custom(kinds).map(|kind| &*kind.name);
        custom.unwrap_or_else(|| entry(&self.entity_kinds, kind.position()))
    }

    /// What sort of happening an event is.
    #[must_use]
    pub fn event_kind<'a>(&self, kind: EventKind, kinds: &'a CustomKinds) -> &'a str {
        let custom = kind.custom(kinds).map(|kind| &*kind.name);
        custom.unwrap_or_else(|| entry(&self.event_kind, kind.position()))
    }

    /// How real an event is.
    #[must_use]
    pub fn event_status(&self, status: EventStatus) -> Message {
        entry(&self.event_status, status as usize)
    }

    /// The field of life that a relationship belongs to.
    #[must_use]
    pub fn relationship_kind<'a>(&self, kind: RelationshipKind, kinds: &'a CustomKinds) -> &'a str {
        let custom = kind.custom(kinds).map(|kind| &*kind.name);
        custom.unwrap_or_else(|| entry(&self.relationship_kind, kind.position()))
    }

    /// How firmly a relationship is put.
    #[must_use]
    pub fn relationship_status(&self, status: RelationshipStatus) -> Message {
        entry(&self.relationship_status, status as usize)
    }

    /// Which way a relationship leans.
    #[must_use]
    pub fn stance(&self, stance: Stance) -> Message {
        entry(&self.stance, stance as usize)
    }

    /// How a date is known.
    #[must_use]
    pub fn basis(&self, basis: Basis) -> Message {
        entry(&self.basis, basis as usize)
    }

    /// What has become of a record.
    #[must_use]
    pub fn revision(&self, status: RevisionStatus) -> Message {
        entry(&self.revision, status as usize)
    }
}
