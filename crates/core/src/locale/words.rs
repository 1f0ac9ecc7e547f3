//! The messages that a language has to give, with their English.

use std::cell::RefCell;

use super::message::{Message, Plural, Readable, messages};
use super::{DateWords, Language};
use crate::dataset::{
    Basis, EntityKind, EventKind, EventStatus, RelationshipKind, RelationshipStatus,
    RevisionStatus, Stance, Value,
};
use crate::query::{Column, Facet};
use crate::state::Shape;

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
        count_relationships: Message = "Ties",
        find_choice: Message = "Find in this list",

        when: Message = "When",
        from: Message = "From",
        to: Message = "To",
        from_date: Message = "from {date}",
        to_date: Message = "to {date}",
        sure_only: Message = "Leave out what is only possibly in this time",
        possibly: Message = "possibly",
        possibly_count: Plural = Plural::english("{n} of these is only possibly in this time", "{n} of these are only possibly in this time"),
        undated_left_out: Plural = Plural::english("{n} undated record is left out", "{n} undated records are left out"),
        bad_date: Message = "This is no date. Write 2017, 2017-11 or 2017-11-23.",
        date_hint: Message = "2017, 2017-11 or 2017-11-23",

        nothing: Message = "Nothing matches all of these filters.",
        nothing_here: Message = "Nothing on this side matches; the other view has {n}.",
        without: Message = "Without “{filter}”: {n}",
        without_text: Message = "Without the search “{filter}”: {n}",
        without_range: Message = "Without the dates: {n}",

        earlier: Plural = Plural::english("{n} earlier", "{n} earlier"),
        later: Plural = Plural::english("{n} later", "{n} later"),
        zoom_in: Message = "Zoom in",
        zoom_out: Message = "Zoom out",
        pan_back: Message = "Earlier",
        pan_on: Message = "Later",
        fit: Message = "Show all of time",
        zoom_hint: Message = "Use {key} + scroll to zoom",
        timeline_keys: Message = "Arrow keys move through time, plus and minus zoom, Home and End go to the first and the last event. On an event, arrow keys go from one to the next.",
        group: Message = "{events}, {from} to {to}: zoom in",
        lanes: Message = "Lanes",
        lanes_none: Message = "None",
        lane_rest: Message = "Others",
        walk: Message = "Walk through",
        walk_back: Message = "Previous event",
        walk_on: Message = "Next event",
        walk_at: Message = "{n} of {all}",
        ribbon: Message = "Dates to show",
        brush_open: Message = "no limit",
        undated: Message = "Undated",
        undated_note: Message = "The story gives no date for these.",
        undated_before_story: Message = "before this story, {date}",
        undated_after: Message = "after: {events}",
        undated_before: Message = "before: {events}",
        comes_after: Message = "Comes after",
        comes_before: Message = "Comes before",
        more: Plural = Plural::english("{n} more", "{n} more"),
        published_line: Message = "This story",
        now_line: Message = "Now",
        legend: Message = "How dates are drawn",
        legend_instant: Message = "at a moment",
        legend_day: Message = "on a day",
        legend_month: Message = "some time in a month or so",
        legend_year: Message = "some time in a year or longer",
        legend_lasting: Message = "all this time",
        legend_about: Message = "about then",
        legend_uncertain: Message = "not certain",
        legend_open: Message = "goes on",
        legend_open_start: Message = "or earlier",
        legend_plan: Message = "planned or proposed",

        shape: Message = "Show as",
        shapes: [Message; Shape::ALL.len()] = ["Table", "Matrix", "Network"],
        group_by: Message = "Group by",
        no_groups: Message = "No groups",
        columns_shown: Message = "Columns",
        column_width: Message = "Width of “{column}”",
        own_widths: Message = "Reset the widths",
        sort_more: Message = "With Shift: sort by it as well",
        export: Message = "Take along",
        copy_sheet: Message = "Copy for a spreadsheet",
        save_csv: Message = "Save as CSV",
        save_json: Message = "Save as JSON",
        print: Message = "Print",
        not_printed: Plural = Plural::english("{n} more row is not printed; save it instead.", "{n} more rows are not printed; save them instead."),
        find_hint: Message = "The browser’s own search sees only the rows in sight. The search above finds all.",
        who_to_whom: Message = "Who to whom",
        from_to: Message = "{subject} to {object}: {n}",
        mixed: Message = "Mixed",
        more_actors: Plural = Plural::english("and {n} more", "and {n} more"),
        matrix_hint: Message = "Read along a line: what that actor does to those above. Press a number to see only these.",
        network_hint: Message = "A line is thick where it begins. Press a name, or a line, to see only what is tied to it.",

        sort_by: Message = "Sort by {column}",
        sorted_up: Message = "Sorted by {column}, ascending",
        sorted_down: Message = "Sorted by {column}, descending",
        unsorted: Message = "In the order of the story",
        details: Message = "Details",
        close: Message = "Close",
        copy_citation: Message = "Copy citation",
        copied: Message = "Copied",
        not_copied: Message = "Could not copy",
        copy_by_hand: Message = "Copying is blocked here. Select the text:",

        how_known: Message = "How the date is known",
        place: Message = "Where",
        took_part: Message = "Who took part",
        rests_on_this: Message = "What rests on this",
        rests_on: Message = "Rests on",
        evidence: Message = "What the story says",
        sources: Message = "Sources",
        paragraph: Message = "Paragraph {n}",
        status: Message = "Status",
        also_called: Message = "Also called",
        belongs_to: Message = "Part of",
        members: Message = "With",
        claims: Message = "Claims made",
        according_to: Message = "According to {who}",
        cite_claimant: Message = "says: {who}",
        cite_paragraph: Message = "paragraph {n}",
        the_article: Message = "The article",
        only_this: Message = "Only {name}",
        all_about: Message = "Filtered to what concerns {name}.",
        corrected: Message = "Corrected",
        retracted: Message = "Retracted",

        labelled: Message = "{label}: {text}",
        quote: Message = "“{words}”",
        quote_cut: Message = "“{start} … {end}”",
        cite_event: Message = "{title} ({when}; {status}).",
        cite_relationship: Message = "{fact} ({status}; {claimed}).",
        /// Beside a text of the data that is there in another language only.
        only_in: Message = "in {language}",
        at_publication: Message = "When this was published: {relative}",

        left_out: Plural = Plural::english("{n} record could not be read and is left out.", "{n} records could not be read and are left out."),
        problems: Plural = Plural::english("{n} problem in the data", "{n} problems in the data"),
        failed: Message = "The backstory cannot be shown.",
        retry: Message = "Try again",
        failed_none: Message = "The element names no data: it needs a src, or data inside of it.",
        failed_offline: Message = "You seem to be offline. The data at {url} could not be reached.",
        failed_network: Message = "The data at {url} could not be reached.",
        failed_cors: Message = "The server of {url} does not let this page read the data (CORS).",
        failed_status: Message = "The data at {url} could not be read (status {detail}).",
        failed_timeout: Message = "The data at {url} did not come in time.",
        failed_html: Message = "What is at {url} is a web page and no data.",
        failed_type: Message = "What is at {url} is {detail} and no data.",
        failed_large: Message = "The data is too large: 400 MB is the most. {url}",
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
        picked: Plural = Plural::english("{n} row picked out", "{n} rows picked out"),
        copy_link: Message = "Copy link",
        link_by_hand: Message = "Copying is blocked here. Select the link:",

        facets: [Message; Facet::ALL.len()] = ["Who", "Kind", "Status", "Stance", "Claimed by", "From", "To"],
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
        "printed in the story",
        "counted from the day of publication",
        "worked out",
    ],
        revision: [Message; RevisionStatus::ALL.len()] = ["Corrected", "Retracted"],
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
    /// A facet's name.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> Message {
        entry(&self.facets, facet as usize)
    }

    /// A column's name.
    #[must_use]
    pub fn column(&self, column: Column) -> Message {
        entry(&self.columns, column as usize)
    }

    /// What a shape is called.
    #[must_use]
    pub fn shape_name(&self, shape: Shape) -> Message {
        entry(&self.shapes, shape as usize)
    }

    /// What an entity is.
    #[must_use]
    pub fn entity_kind(&self, kind: EntityKind) -> Message {
        entry(&self.entity_kinds, kind as usize)
    }

    /// What sort of happening an event is.
    #[must_use]
    pub fn event_kind(&self, kind: EventKind) -> Message {
        entry(&self.event_kind, kind as usize)
    }

    /// How real an event is.
    #[must_use]
    pub fn event_status(&self, status: EventStatus) -> Message {
        entry(&self.event_status, status as usize)
    }

    /// The field of life that a relationship belongs to.
    #[must_use]
    pub fn relationship_kind(&self, kind: RelationshipKind) -> Message {
        entry(&self.relationship_kind, kind as usize)
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
