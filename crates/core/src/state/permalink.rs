//! The state as a short, readable line, and back.
//!
//! ```text
//! q=kagame&actor=russia,rwanda&from=2017-10-01&view=relationships&sort=-period,subject&open=event.sochi
//! ```
//!
//! Only fields that differ from the default are written (the default view and layout
//! are those that the element began with), percent-encoded (RFC 3986, section 2.1) with `+` for
//! a space. Unknown fields and ids that the dataset no
//! longer has are ignored, so that an old link never fails.

use std::rc::Rc;

use super::field::{day, first_day, last_day, parse_record};
use super::field_names::{
    column_name, group_name, join_keys, lanes_name, parse_column, parse_group, parse_lanes,
    parse_weight,
};
use super::reduce::MOST_SORTS;
use super::request::FieldQuery;
use super::{
    ColumnSet, DayWindow, Initial, Lanes, Layout, MAX_COLUMNS, PageFilter, PageSelection, Record,
    RelationshipView, Request, State, TableLayout, View, Widths,
};
use crate::dataset::{Dataset, DateRange};
use crate::query::{Column, Direction, Facet, Filter, Sort};
use crate::util::find::cut;
use crate::util::percent;

/// The state as a line, for an element that began with `initial`; empty for the
/// default state.
#[must_use]
pub fn encode(state: &State, initial: Initial, dataset: &Dataset) -> String {
    let mut line = PermalinkWriter::default();
    line.add_filter(&state.filter);
    for (id, query) in FieldQuery::of_filter(&state.filter, dataset) {
        line.add_field(&id, &query);
    }
    if state.view != initial.view.or_other(dataset) {
        line.add("view", state.view.as_str());
    }
    let sorts = state.sort.iter().map(|Sort { column, direction }| {
        let sign = match direction {
            Direction::Ascending => "",
            Direction::Descending => "-",
        };
        [sign, &*column_name(*column, dataset)].concat()
    });
    line.add("sort", &list(sorts));
    let TableLayout {
        shape,
        group,
        weight,
        hidden,
        shown,
        widths,
    } = &state.table_layout;
    if *shape != RelationshipView::default() {
        line.add("as", shape.as_str());
    }
    let group = group.map(|group| group_name(group, dataset));
    line.add("group", &group.unwrap_or_default());
    let weight = weight.map(|ix| column_name(Column::Field(ix), dataset));
    line.add("weigh", &weight.unwrap_or_default());
    for (name, columns) in [("hide", hidden), ("show", shown)] {
        let names = columns.iter().map(|column| column_name(column, dataset));
        line.add(name, &list(names));
    }
    if let Some(Widths(widths)) = widths {
        let columns = Column::ALL.len() + dataset.fields.len();
        line.add(
            "widths",
            &list(widths.iter().take(columns).map(u16::to_string)),
        );
    }
    line.add(
        "open",
        &state
            .open
            .and_then(|open| record_text(open, dataset))
            .unwrap_or_default(),
    );
    let pinned: Vec<String> = state
        .pinned
        .iter()
        .filter_map(|pinned| record_text(*pinned, dataset))
        .collect();
    line.add("rows", &pinned.join(","));
    if let Some(DayWindow { from, to }) = state.window {
        line.add(
            "window",
            &[&*from.to_string(), "..", &to.to_string()].concat(),
        );
    }
    if state.lanes != Lanes::None {
        line.add("lanes", &lanes_name(state.lanes, dataset));
    }
    if state.layout != initial.layout {
        line.add("layout", state.layout.as_str());
    }
    line.0
}

/// The state that a line stands for, in an element that began with `initial`.
#[must_use]
pub fn decode(line: &str, initial: Initial, dataset: &Dataset) -> State {
    let mut state = State {
        view: initial.view,
        layout: initial.layout,
        ..State::default()
    };
    for (name, value) in pairs(line) {
        let value = percent::decode(value);
        match name {
            "q" => state.filter.text = Rc::from(&*value),
            "from" => state.filter.range.from = first_day(&value),
            "to" => state.filter.range.to = last_day(&value),
            "sure" => state.filter.sure_only = value == "1",
            "view" => state.view = View::parse(&value).unwrap_or(initial.view),
            "sort" => state.sort = parse_sorts(&value, dataset),
            "as" => state.table_layout.shape = RelationshipView::parse(&value).unwrap_or_default(),
            "group" => state.table_layout.group = parse_group(&value, dataset),
            "weigh" => state.table_layout.weight = parse_weight(&value, dataset),
            "hide" => state.table_layout.hidden = parse_columns(&value, dataset),
            "show" => state.table_layout.shown = parse_columns(&value, dataset),
            "widths" => state.table_layout.widths = parse_widths(&value),
            "open" => state.open = parse_record(&value, dataset),
            "rows" => {
                let pinned = value.split(',');
                state.pinned = pinned
                    .filter_map(|record| parse_record(record, dataset))
                    .collect();
            }
            "window" => state.window = parse_window(&value),
            "lanes" => state.lanes = parse_lanes(&value, dataset).unwrap_or_default(),
            "layout" => state.layout = Layout::parse(&value).unwrap_or(initial.layout),
            _ => {
                if let Some(id) = name.strip_prefix(Facet::FIELD_PREFIX) {
                    let query = FieldQuery::parse(&value);
                    query.add_to(&percent::decode(id), &mut state.filter, dataset);
                } else if let Some(facet) = Facet::parse(name) {
                    for key in value.split(',') {
                        state.filter.chosen.add(facet, key.into());
                    }
                }
            }
        }
    }
    let is_known = |facet: Facet, key: &str| facet.knows(key, dataset);
    state.filter.chosen.retain(is_known);
    let DateRange { from, to } = state.filter.range;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        state.filter.range = DateRange::default();
    }
    state.view = state.view.or_other(dataset);
    state.leave_story();
    state
}

/// The line with what the page asks for, before there is a dataset: decoded, it
/// is what [`Request::action`] would have made of the state. Only what made a reader
/// leave the story is not remembered once it is no longer asked for.
#[must_use]
pub fn amend(line: &str, request: &Request) -> String {
    let is_filter =
        |name: &str| PageFilter::fields().contains(&name) || name.starts_with(Facet::FIELD_PREFIX);
    let is_selection = |name| name == "open" || name == "rows";
    let is_replaced = |name| match request {
        Request::Filter(_) => is_filter(name),
        Request::Select(_) => is_selection(name),
        Request::Clear => is_filter(name) || is_selection(name),
        Request::Show(_) => name == "view",
        Request::SetLayout(_) => name == "layout",
    };
    let mut amended = PermalinkWriter::default();
    let kept: Vec<&str> = line
        .split('&')
        .filter(|pair| !is_replaced(pair.split('=').next().unwrap_or_default()))
        .collect();
    amended.0 = kept.join("&");
    match request {
        Request::Filter(filter) => {
            amended.add_filter(&filter.unchecked());
            for (id, query) in &filter.fields {
                amended.add_field(id, query);
            }
        }
        Request::Select(PageSelection(names)) => {
            let name = if names.len() == 1 { "open" } else { "rows" };
            amended.add(name, &names.join(","));
        }
        Request::Clear => {}
        Request::Show(view) => amended.add("view", view.as_str()),
        Request::SetLayout(layout) => amended.add("layout", layout.as_str()),
    }
    amended.0
}

/// Whether a line leaves the relationships as they come, in their table: what of
/// it is shown before all of it has arrived is then its beginning.
#[must_use]
pub fn is_table_as_it_comes(line: &str, initial: View) -> bool {
    let is_plain =
        pairs(line).all(|(name, _)| matches!(name, "view" | "layout" | "hide" | "show" | "widths"));
    is_plain && view_in(line, initial) == View::Relationships
}

/// The view of a line, before there is a dataset that it is of.
#[must_use]
pub fn view_in(line: &str, initial: View) -> View {
    let view = pairs(line).filter(|(name, _)| *name == "view").last();
    view.and_then(|(_, value)| View::parse(value))
        .unwrap_or(initial)
}

/// The names and values of a line, as they are written; a name without a value says nothing.
fn pairs(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split('&').filter_map(|pair| pair.split_once('='))
}

#[derive(Default)]
struct PermalinkWriter(String);

impl PermalinkWriter {
    /// Adds what is asked for.
    fn add_filter(&mut self, filter: &Filter) {
        let Filter {
            text,
            chosen,
            range,
            sure_only,
            ranges: _,
        } = filter;
        self.add("q", text.trim());
        for facet in Facet::ALL {
            let keys = chosen.of(facet).iter().map(|(_, key)| &**key);
            // No id has a comma, and two would be read from one that has.
            let keys: Vec<&str> = keys.filter(|key| !key.contains(',')).collect();
            self.add(facet.as_str(), &keys.join(","));
        }
        self.add("from", &day(range.from));
        self.add("to", &day(range.to));
        self.add("sure", if *sure_only { "1" } else { "" });
    }

    /// Adds what is asked of a declared field.
    fn add_field(&mut self, id: &str, query: &FieldQuery) {
        let mut name = Facet::FIELD_PREFIX.to_owned();
        escape(id, &mut name);
        match query {
            FieldQuery::Values(keys) => {
                self.add(&name, &join_keys(keys.iter().map(|key| &**key)));
            }
            FieldQuery::Range { from, to, none } => {
                let none = if *none { ",none" } else { "" };
                self.add(&name, &[from, "..", to, none].concat());
            }
        }
    }

    /// Adds a field, unless it is empty.
    fn add(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        escape(value, &mut self.0);
    }
}

/// Percent-encodes what a fragment or a query reads as something else, and
/// everything that is not ASCII; a space becomes `+`.
fn escape(value: &str, line: &mut String) {
    for (index, words) in value.split(' ').enumerate() {
        if index > 0 {
            line.push('+');
        }
        percent::encode(words, b"-._~,", line);
    }
}

/// The words of a list, as one.
fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(",")
}

fn parse_sorts(text: &str, dataset: &Dataset) -> Vec<Sort> {
    let mut sorts: Vec<Sort> = Vec::new();
    for sort in text.split(',').filter_map(|it| parse_sort(it, dataset)) {
        if sorts.len() < MOST_SORTS && sorts.iter().all(|it| it.column != sort.column) {
            sorts.push(sort);
        }
    }
    sorts
}

fn parse_columns(text: &str, dataset: &Dataset) -> ColumnSet {
    let mut columns = ColumnSet::default();
    for column in text.split(',').filter_map(|it| parse_column(it, dataset)) {
        columns.set(column, true);
    }
    columns
}

/// One width a column, none too narrow, and no more than the whole in all.
fn parse_widths(text: &str) -> Option<Widths> {
    let widths: Option<Vec<u16>> = text.split(',').map(|width| width.parse().ok()).collect();
    let given = widths?;
    let mut widths = Widths::default();
    // Those of the fields may be missing: a document had fewer before.
    if !(Column::ALL.len()..=MAX_COLUMNS).contains(&given.len()) {
        return None;
    }
    widths
        .0
        .iter_mut()
        .zip(given)
        .for_each(|(width, given)| *width = given);
    let is_wide = |width: &u16| (Widths::LEAST..=1000).contains(width);
    let total = |widths: Widths| widths.0.iter().map(|width| u32::from(*width)).sum::<u32>();
    let own = Widths::default();
    (widths.0.iter().all(is_wide) && total(widths) == total(own) && widths != own).then_some(widths)
}

fn parse_sort(text: &str, dataset: &Dataset) -> Option<Sort> {
    let (direction, column) = match text.strip_prefix('-') {
        Some(column) => (Direction::Descending, column),
        None => (Direction::Ascending, text),
    };
    Some(Sort {
        column: parse_column(column, dataset)?,
        direction,
    })
}

fn parse_window(text: &str) -> Option<DayWindow> {
    let (from, to) = cut(text, "..")?;
    let (from, to) = (first_day(from)?, first_day(to)?);
    (from < to).then_some(DayWindow { from, to })
}

/// A record's name, as it is in a permalink and in what the page is told:
/// `event.sochi`.
#[must_use]
pub fn record_text(record: Record, dataset: &Dataset) -> Option<String> {
    let (sort, id) = match record {
        Record::Event(ix) => ("event.", &dataset.event(ix)?.id),
        Record::Relationship(ix) => ("relationship.", &dataset.relationship(ix)?.id),
        Record::Entity(ix) => ("entity.", &dataset.entity(ix)?.id),
    };
    Some([sort, id].concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::dataset::{Day, EntityIx, EventIx, EventKind, FieldIx, Value};
    use crate::query::{FieldRange, Finite, Group};

    fn dataset() -> Dataset {
        let value: Value = serde_json::from_value(serde_json::json!({
            "format": "backstory/1",
            "entities": [
                {"id": "russia", "kind": "country", "name": "Russia"},
                {"id": "rwanda", "kind": "country", "name": "Rwanda"}
            ],
            "events": [{
                "id": "sochi", "title": "A meeting", "kind": "meeting", "status": "happened",
                "evidence": [{"paragraph": 1, "start": "a"}],
                "fields": {"court": ["High Court, 100% + 1", "b..c", "x", "1..2, 3", "none"]}
            }],
            "fields": [
                {"id": "court", "of": "events", "name": "Court", "type": "choice"},
                {"id": "amount", "of": "relationships", "name": "Amount", "type": "number"},
                {"id": "paid", "of": "relationships", "name": "Paid", "type": "date"}
            ],
            "relationships": [{
                "id": "r", "subject": "russia", "predicate": "meets", "object": "rwanda",
                "kind": "trade", "fields": {"amount": 7, "paid": "2018"}, "evidence": [{"paragraph": 1, "start": "a"}]
            }]
        }))
        .unwrap();
        crate::dataset::decode(&value).unwrap().dataset
    }

    fn written(state: &State, dataset: &Dataset) -> String {
        encode(state, Initial::default(), dataset)
    }

    fn read(line: &str, dataset: &Dataset) -> State {
        decode(line, Initial::default(), dataset)
    }

    #[test]
    fn the_default_view_is_the_one_that_the_element_began_with() {
        let dataset = dataset();
        for view in View::ALL {
            let state = State {
                view,
                ..State::default()
            };
            for first in View::ALL {
                let initial = Initial {
                    view: first,
                    ..Initial::default()
                };
                let line = encode(&state, initial, &dataset);
                assert_eq!(line.is_empty(), view == first);
                assert_eq!(decode(&line, initial, &dataset), state);
                assert_eq!(decode("view=map", initial, &dataset).view, first);
            }
        }
    }

    #[test]
    fn the_default_layout_is_the_one_that_the_element_began_with() {
        let dataset = dataset();
        for layout in Layout::ALL {
            let state = State {
                layout,
                ..State::default()
            };
            for first in Layout::ALL {
                let initial = Initial {
                    layout: first,
                    ..Initial::default()
                };
                let line = encode(&state, initial, &dataset);
                assert_eq!(line.is_empty(), layout == first);
                assert_eq!(decode(&line, initial, &dataset), state);
                assert_eq!(decode("layout=round", initial, &dataset).layout, first);
            }
        }
    }

    #[test]
    fn the_table_as_it_comes_is_known_before_the_data() {
        let is_plain = |line| is_table_as_it_comes(line, View::Timeline);
        assert!(is_plain("view=relationships&hide=what&widths=1"));
        assert!(is_table_as_it_comes("", View::Relationships));
        for (line, initial, expected) in [
            ("", View::Relationships, View::Relationships),
            (
                "text=a&view=relationships",
                View::Timeline,
                View::Relationships,
            ),
            (
                "view=timeline&view=relationships",
                View::Timeline,
                View::Relationships,
            ),
            ("view=elsewhere", View::Relationships, View::Relationships),
        ] {
            assert_eq!(view_in(line, initial), expected, "{line}");
        }
        for other in [
            "",
            "view=timeline",
            "view=relationships&q=a",
            "view=relationships&sort=what",
            "view=relationships&actor=nobody",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }

    #[test]
    fn a_name_without_a_value_says_nothing_before_the_data_is_there_as_after() {
        let dataset = dataset();
        for (line, view) in [
            ("view", View::Timeline),
            ("view=relationships&view", View::Relationships),
            ("q&view=relationships", View::Relationships),
        ] {
            let initial = Initial::default();
            assert_eq!(decode(line, initial, &dataset).view, view, "{line}");
            assert_eq!(view_in(line, initial.view), view, "{line}");
            let is_table = view == View::Relationships;
            assert_eq!(is_table_as_it_comes(line, initial.view), is_table, "{line}");
        }
    }

    #[test]
    fn a_permalink_can_be_read() {
        let dataset = dataset();
        let mut state = State {
            view: View::Relationships,
            ..State::default()
        };
        state.filter.text = " Kagamé & co ".into();
        state.filter.toggle(Facet::Actor, "russia".into());
        state.filter.toggle(Facet::Actor, "rwanda".into());
        state.filter.range.from = Day::from_ymd(2017, 10, 1);
        state.sort = parse_sorts("-period,subject", &dataset);
        state.table_layout.group = Some(Group::Kind);
        state.table_layout.hidden.toggle(Column::What);
        state.open = parse_record("event.sochi", &dataset);
        state.pinned = [Record::Entity(EntityIx(0)), Record::Event(EventIx(0))].into();
        let line = written(&state, &dataset);
        assert_eq!(
            line,
            "q=Kagam%C3%A9+%26+co&actor=russia,rwanda&from=2017-10-01\
             &view=relationships&sort=-period,subject&group=kind&hide=what&open=event.sochi\
             &rows=entity.russia,event.sochi"
        );
        state.filter.text = "Kagamé & co".into();
        assert_eq!(read(&line, &dataset), state);
        assert_eq!(written(&State::default(), &dataset), "");
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let dataset = dataset();
        for line in [
            "",
            "section-2",
            "=",
            "&&=&",
            "open=event.gone",
            "open=sochi",
            "rows=event.gone,,sochi",
            "sort=colour",
            "as=map",
            "group=status",
            "hide=predicate,colour",
            "widths=100,200",
            "widths=1,1,1,1,1,1,994",
            "widths=9000,9000,9000,9000,9000,9000,12000",
            "view=map",
            "from=yesterday",
            "actor=",
            "actor=,",
            "utm_source=mail",
            "window=2018..2017",
            "window=x",
            "lanes=colour",
            "from=2018&to=2017",
            "actor=nobody",
            "kind=gone",
            "claimant=nobody",
            "to=2018/..",
            "field.court=gone",
            "field.court=",
            "field.gone=x",
            "field.amount=x..y",
            "field.amount=..",
            "field.amount=7",
            "field.paid=soon..later",
            "group=field.gone",
            "lanes=field.gone",
            "sort=field.gone",
            "show=field.gone",
        ] {
            assert_eq!(read(line, &dataset), State::default(), "{line}");
        }
        assert_eq!(&*read("q=100%&q=%zz%4", &dataset).filter.text, "%zz%4");
        let known = "actor=russia&kind=visit&status=denied&stance=hostile&claimant=-,rwanda";
        assert_eq!(written(&read(known, &dataset), &dataset), known);
        let stale = "actor=nobody,russia&claimant=-,gone";
        assert_eq!(
            written(&read(stale, &dataset), &dataset),
            "actor=russia&claimant=-"
        );
    }

    #[test]
    fn a_year_that_is_typed_is_all_of_it() {
        let range = read("from=2017&to=2018-02", &dataset()).filter.range;
        assert_eq!(range.from, Day::from_ymd(2017, 1, 1));
        assert_eq!(range.to, Day::from_ymd(2018, 2, 28));
    }

    fn requests() -> impl Strategy<Value = Request> {
        let key = select(vec![
            "russia", "rwanda", "nobody", "visit", "-", "hostile", "",
        ]);
        let keys = proptest::collection::vec(key, 0..3);
        let facets = proptest::collection::btree_map(select(Facet::ALL.to_vec()), keys, 0..4);
        let (text, from, to) = ("[a-z &=%é,]{0,6}", "(201[0-9])?", "(202[0-9]-0[1-9])?");
        let filter =
            (text, facets, from, to, any::<bool>()).prop_map(|(q, facets, from, to, sure)| {
                let mut value =
                    serde_json::json!({"q": q.trim(), "from": from, "to": to, "sure": sure});
                for (facet, keys) in facets {
                    value[facet.as_str()] = keys.into();
                }
                if !from.is_empty() {
                    let amount = serde_json::json!({"from": 1.5, "none": sure});
                    value["fields"] = serde_json::json!({
                        "court": [q.trim(), "High Court, 100% + 1", "b..c"], "amount": amount,
                        "paid": {"from": from, "to": to}, "gone": ["x"]
                    });
                }
                Request::Filter(serde_json::from_value(value).unwrap())
            });
        let record = select(vec![
            "event.sochi",
            "entity.russia",
            "entity.gone",
            "russia",
        ]);
        let records = proptest::collection::vec(record, 0..4)
            .prop_map(|records| Request::Select(serde_json::from_value(records.into()).unwrap()));
        let view = select(View::TABS.to_vec()).prop_map(Request::Show);
        let layout = select(Layout::ALL.to_vec()).prop_map(Request::SetLayout);
        prop_oneof![filter, records, Just(Request::Clear), view, layout]
    }

    #[test]
    fn what_became_of_a_record_is_still_found_by_links_that_took_it_for_a_status() {
        let state = decode("status=corrected,happened", Initial::default(), &dataset());
        let chosen = state.filter.chosen.all().iter();
        let chosen: Vec<_> = chosen.map(|(facet, key)| (*facet, &**key)).collect();
        let expected = [(Facet::Status, "happened"), (Facet::Revision, "corrected")];
        assert_eq!(chosen, expected);
    }

    #[test]
    fn a_value_with_a_comma_is_one_value_before_the_data_is_there_as_after() {
        let dataset = dataset();
        let filter = serde_json::json!({"actor": ["russia,rwanda", "rwanda"]});
        let request = Request::Filter(serde_json::from_value(filter).unwrap());
        let before = decode(&amend("", &request), Initial::default(), &dataset);
        let state = std::rc::Rc::new(State::default());
        let after = crate::state::reduce(&state, request.action(&dataset), &dataset);
        assert_eq!(before, *after);
        assert_eq!(after.filter.chosen.all().len(), 1);
    }

    #[test]
    fn a_link_into_the_story_shows_what_is_open() {
        let dataset = dataset();
        let initial = Initial {
            view: View::Story,
            ..Initial::default()
        };
        for (record, view) in [
            ("event.sochi", View::Story),
            ("entity.russia", View::Timeline),
        ] {
            let names = serde_json::json!([record]);
            let request = Request::Select(serde_json::from_value(names).unwrap());
            let before = decode(&amend("", &request), initial, &dataset);
            let state = std::rc::Rc::new(decode("", initial, &dataset));
            let after = crate::state::reduce(&state, request.action(&dataset), &dataset);
            assert_eq!((&before, before.view), (&*after, view));
        }
    }

    #[test]
    fn a_choice_may_look_like_a_range() {
        let dataset = dataset();
        for keys in [
            &["1..2, 3"][..],
            &["b..c", "none"],
            &["b..c"],
            &["none", "x"],
        ] {
            let mut state = State::default();
            for key in keys {
                state.filter.toggle(Facet::Field(FieldIx(0)), (*key).into());
            }
            let line = written(&state, &dataset);
            assert_eq!(read(&line, &dataset), state, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_asked_for_before_the_data_is_there_is_the_same(
            requests in proptest::collection::vec(requests(), 0..5),
            (view, layout) in (select(View::TABS.to_vec()), select(Layout::ALL.to_vec())),
        ) {
            let initial = Initial { view, layout };
            let dataset = dataset();
            let start = "q=before&open=event.sochi&sort=what";
            let mut state = std::rc::Rc::new(decode(start, initial, &dataset));
            let mut line = start.to_owned();
            for request in requests {
                line = amend(&line, &request);
                state = crate::state::reduce(&state, request.action(&dataset), &dataset);
            }
            prop_assert_eq!(&decode(&line, initial, &dataset), &*state, "{}", line);
        }

        #[test]
        fn any_line_is_survived(line in ".{0,60}") {
            let _ = read(&line, &dataset());
        }

        #[test]
        fn what_is_written_is_read_back(
            text in "[^ \\t\\n\\r\\pZ\\pC]{0,3}( ?[^ \\t\\n\\r\\pZ\\pC]{1,5}){0,3}",
            kinds in proptest::collection::btree_set(select(EventKind::ALL), 0..3),
            from in proptest::option::of(-800_000_i64..0),
            to in proptest::option::of(0_i64..800_000),
            sorts in proptest::sample::subsequence(Column::ALL.to_vec(), 0..=MOST_SORTS),
            is_down: bool,
            (shape, group) in (select(&RelationshipView::ALL[..]), proptest::option::of(select(&Group::ALL[..]))),
            hidden in proptest::sample::subsequence(Column::ALL.to_vec(), 0..7),
            (border, by) in (select(Column::ALL.to_vec()), -100_i32..100),
            sure_only: bool, open: bool,
            window in proptest::option::of((-800_000_i64..0, 1_i64..800_000)),
            (lanes, layout) in (select(Lanes::ALL.to_vec()), select(Layout::ALL.to_vec())),
            courts in proptest::sample::subsequence(vec!["High Court, 100% + 1", "b..c", "x"], 0..3),
            (low, high, none) in (
                proptest::option::of(-1e9..1e9_f64), proptest::option::of(1e9..1e12_f64), any::<bool>(),
            ),
            of_field: bool,
        ) {
            let dataset = dataset();
            let mut state = State {
                open: open.then_some(Record::Entity(EntityIx(1))),
                window: window.map(|(from, to)| DayWindow { from: Day(from), to: Day(to) }),
                lanes,
                layout,
                sort: sorts.into_iter().map(|column| Sort {
                    column,
                    direction: if is_down { Direction::Descending } else { Direction::Ascending },
                }).collect(),
                table_layout: TableLayout { shape, group, ..TableLayout::default() },
                ..State::default()
            };
            hidden.into_iter().for_each(|column| state.table_layout.hidden.toggle(column));
            let widths = Widths::default().moved(border, ColumnSet::fields(), by);
            state.table_layout.widths = Some(widths).filter(|widths| *widths != Widths::default());
            state.filter.text = text.trim().into();
            for kind in kinds {
                state.filter.toggle(Facet::Kind, kind.word().unwrap().into());
            }
            state.filter.range = DateRange { from: from.map(Day), to: to.map(Day) };
            state.filter.sure_only = sure_only;
            for court in courts {
                state.filter.toggle(Facet::Field(FieldIx(0)), court.into());
            }
            // As few decimals as a permalink has.
            let end = |end: Option<f64>| end.and_then(|it| Finite::new((it * 100.0).round() / 100.0));
            let range = FieldRange { from: end(low), to: end(high), with_none: none };
            state.filter.ranges.set(FieldIx(1), Some(range));
            let days = FieldRange::of_days(state.filter.range);
            state.filter.ranges.set(FieldIx(2), Some(days));
            if of_field {
                state.lanes = Lanes::Field(FieldIx(0));
                state.table_layout.weight = Some(FieldIx(1));
                state.table_layout.group = Some(Group::Field(FieldIx(0)));
                state.table_layout.shown.set(Column::Field(FieldIx(1)), true);
                let column = Column::Field(FieldIx(1));
                state.sort = vec![Sort { column, direction: Direction::Descending }];
            }
            prop_assert_eq!(read(&written(&state, &dataset), &dataset), state);
        }
    }
}
