//! What the page around a widget asks of it: the arguments of the element's
//! methods.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::field::{day, first_day, last_day, parse_record};
use super::field_names::split_keys;
use super::{Action, Layout, Record, View};
use crate::dataset::{Dataset, DateRange, Field, FieldIx, FieldType, Suggestions, Value};
use crate::query::{Facet, FacetChoices, FieldRange, FieldRanges, Filter, Finite};
use crate::util::find::cut;
use crate::util::format::{decimal, parse_decimal};

/// A filter as a page writes it: every name optional, a facet's value one text
/// or a list of them.
///
/// It is the same in both directions: what `setFilter` takes, and what the event
/// `backstory:filter` tells.
///
/// ```
/// use backstory_core::dataset::Value;
/// use backstory_core::state::PageFilter;
///
/// let field = |name: &'static str| (name.into(), Value::Text("russia".into()));
/// assert!(PageFilter::try_from(Value::Map(vec![field("actor")])).is_ok());
/// let error = PageFilter::try_from(Value::Map(vec![field("acter")])).unwrap_err();
/// assert_eq!(error, "unknown field \"acter\"; did you mean \"actor\"?");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Value<'static>", into = "Value<'static>")]
pub struct PageFilter {
    /// Words, all of which a record has to hold.
    q: String,
    /// The values of the facets; whether the dataset has them is not known yet.
    chosen: FacetChoices,
    /// What is asked of the fields that the dataset declares, by their ids.
    pub(super) fields: Vec<(String, FieldQuery)>,
    range: DateRange,
    sure: bool,
}

/// What is asked of a declared field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FieldQuery {
    /// One of these values.
    Values(Vec<String>),
    /// A value between these two, each a number or a date; empty is no end.
    Range {
        /// The least, or the first.
        from: String,
        /// The most, or the last.
        to: String,
        /// Whether what has no value passes as well.
        none: bool,
    },
}

impl FieldQuery {
    /// What a filter asks of fields, by their ids.
    pub fn of_filter(filter: &Filter, dataset: &Dataset) -> Vec<(String, Self)> {
        let mut queries = Vec::new();
        for (ix, field) in (0..).map(FieldIx).zip(&dataset.fields) {
            let chosen = filter.chosen.of(Facet::Field(ix));
            if !chosen.is_empty() {
                let keys = chosen.iter().map(|(_, key)| key.to_string());
                queries.push((field.id.to_string(), Self::Values(keys.collect())));
            }
            if let Some(range) = filter.ranges.of(ix) {
                let days = range.days();
                let (from, to) = if field.value_type == FieldType::Date {
                    (day(days.from), day(days.to))
                } else {
                    let text = |end: Option<Finite>| end.map(|end| decimal(end.get()));
                    let text = |end| text(end).unwrap_or_default();
                    (text(range.from), text(range.to))
                };
                let none = range.with_none;
                queries.push((field.id.to_string(), Self::Range { from, to, none }));
            }
        }
        queries
    }

    /// The value of a permalink's field.
    pub fn parse(text: &str) -> Self {
        let (range, none) = match text.strip_suffix(",none") {
            Some(range) => (range, true),
            None => (text, false),
        };
        match cut(range, "..") {
            Some((from, to)) if !range.contains(',') => Self::Range {
                from: from.to_owned(),
                to: to.to_owned(),
                none,
            },
            _ => Self::Values(split_keys(text)),
        }
    }

    /// Asks for it in a filter of a dataset; what the dataset does not have is
    /// passed over.
    pub fn add_to(&self, id: &str, filter: &mut Filter, dataset: &Dataset) {
        let Some(ix) = dataset.find_field(id) else {
            return;
        };
        let value_type = dataset.field(ix).map(|field| field.value_type);
        let keys = match self {
            Self::Values(keys) => keys.clone(),
            // A choice may look like a range.
            Self::Range { from, to, none } => {
                let none = if *none { ",none" } else { "" };
                split_keys(&[&**from, "..", to, none].concat())
            }
        };
        match (value_type, self) {
            (Some(FieldType::Number), Self::Range { from, to, none }) => {
                let number = |text: &str| parse_decimal(text).and_then(Finite::new);
                let range = FieldRange {
                    from: number(from),
                    to: number(to),
                    with_none: *none,
                };
                filter.ranges.set(ix, Some(range));
            }
            (Some(FieldType::Date), Self::Range { from, to, none }) => {
                let days = DateRange {
                    from: first_day(from),
                    to: last_day(to),
                };
                let range = FieldRange {
                    with_none: *none,
                    ..FieldRange::of_days(days)
                };
                filter.ranges.set(ix, Some(range));
            }
            _ => {
                let facet = Facet::Field(ix);
                for key in keys.iter().filter(|key| facet.knows(key, dataset)) {
                    filter.chosen.add(facet, key.as_str().into());
                }
            }
        }
    }

    /// What is wrong with it for a dataset, in words for the page's developer.
    fn check(&self, id: &str, dataset: &Dataset) -> Result<(), String> {
        let nearest = |known: Vec<&str>, word: &str| {
            let found = Suggestions::default().nearest(word, known.into_iter());
            found.map_or_else(String::new, |it| ["; did you mean \"", it, "\"?"].concat())
        };
        let Some(field) = dataset.fields.iter().find(|field| &*field.id == id) else {
            let known = dataset.fields.iter().map(|field| &*field.id).collect();
            return Err(["unknown field \"", id, "\"", &nearest(known, id)].concat());
        };
        let wrong = |what: &str| Err(["fields.", id, ": ", what].concat());
        match (self, field.value_type) {
            (Self::Values(keys), it) if it.has_choices() => {
                let known = || field.values.distinct().iter().map(|value| &*value.key);
                for key in keys {
                    if !known().any(|it| it == key) {
                        let nearest = nearest(known().collect(), key);
                        return wrong(&["unknown value \"", key, "\"", &nearest].concat());
                    }
                }
                Ok(())
            }
            (Self::Range { from, to, .. }, it) if it.has_range() => {
                let is_date = it == FieldType::Date;
                let is_end = |text: &String| {
                    text.is_empty()
                        || (is_date && first_day(text).is_some())
                        || (!is_date && parse_decimal(text).is_some())
                };
                match [from, to].into_iter().find(|text| !is_end(text)) {
                    Some(text) if is_date => wrong(&["\"", text, "\" is not a date"].concat()),
                    Some(text) => wrong(&["\"", text, "\" is not a number"].concat()),
                    None => Ok(()),
                }
            }
            (_, it) if it.has_choices() => wrong("one value or a list of values is wanted"),
            (_, it) if it.has_range() => {
                wrong("a range is wanted, such as {\"from\": 10, \"to\": 20}")
            }
            _ => wrong("it is not a field that records are filtered by"),
        }
    }

    fn to_value(&self) -> Value<'static> {
        let text = |text: &String| Value::Text(text.clone().into());
        match self {
            Self::Values(keys) => Value::List(keys.iter().map(text).collect()),
            Self::Range { from, to, none } => {
                let mut fields: Vec<Field> = Vec::new();
                for (name, end) in [(PageFilter::FROM, from), (PageFilter::TO, to)] {
                    if !end.is_empty() {
                        // A number where it is one.
                        let number = parse_decimal(end).map(Value::Number);
                        fields.push((name.into(), number.unwrap_or_else(|| text(end))));
                    }
                }
                if *none {
                    fields.push((PageFilter::NONE.into(), Value::Bool(true)));
                }
                Value::Map(fields)
            }
        }
    }

    fn from_value(id: &str, value: Value) -> Result<Option<Self>, String> {
        let Value::Map(given) = value else {
            let keys = texts(id, value)?;
            return Ok((!keys.is_empty()).then_some(Self::Values(keys)));
        };
        let (mut from, mut to, mut none) = (String::new(), String::new(), false);
        for (name, value) in given {
            match (&*name, value) {
                (_, Value::Null) => {}
                (PageFilter::FROM, value) => from = end_text(&name, value)?,
                (PageFilter::TO, value) => to = end_text(&name, value)?,
                (PageFilter::NONE, Value::Bool(is_in)) => none = is_in,
                (PageFilter::NONE, value) => {
                    return Err(mismatch(&name, "true or false", &value));
                }
                _ => {
                    let known = [PageFilter::FROM, PageFilter::TO, PageFilter::NONE];
                    return Err(unknown(&name, &known));
                }
            }
        }
        let is_asked = !from.is_empty() || !to.is_empty();
        Ok(is_asked.then_some(Self::Range { from, to, none }))
    }
}

/// An end of a range: a number or a text.
fn end_text(name: &str, value: Value) -> Result<String, String> {
    match value {
        Value::Number(number) if number.is_finite() => Ok(decimal(number)),
        value => text(name, value),
    }
}

impl PageFilter {
    const FIELDS: &'static str = "fields";
    const NONE: &'static str = "none";
    const WORDS: &'static str = "q";
    const FROM: &'static str = "from";
    const TO: &'static str = "to";
    const SURE: &'static str = "sure";

    /// The names of its fields.
    #[must_use]
    pub fn fields() -> [&'static str; 14] {
        let mut fields = [Self::WORDS; 14];
        let facets = Facet::ALL.into_iter().map(Facet::as_str);
        let names = facets.chain([Self::FIELDS, Self::FROM, Self::TO, Self::SURE]);
        for (field, name) in fields.iter_mut().skip(1).zip(names) {
            *field = name;
        }
        fields
    }

    /// The filter of a dataset: values that it does not have are passed over, as
    /// in a permalink.
    fn of(&self, dataset: &Dataset) -> Filter {
        let mut filter = self.unchecked();
        filter.chosen.retain(|facet, key| facet.knows(key, dataset));
        for (id, query) in &self.fields {
            query.add_to(id, &mut filter, dataset);
        }
        filter
    }

    /// What it asks for that the dataset does not have: a field, or a value of one.
    ///
    /// # Errors
    ///
    /// A sentence that names it, with the nearest that there is.
    pub fn check(&self, dataset: &Dataset) -> Result<(), String> {
        let mut queries = self.fields.iter();
        queries.try_for_each(|(id, query)| query.check(id, dataset))
    }

    /// A filter of a dataset as the page is told of it.
    #[must_use]
    pub fn new(filter: &Filter, dataset: &Dataset) -> Self {
        let mut chosen = filter.chosen.clone();
        chosen.retain(|facet, _| !matches!(facet, Facet::Field(_)));
        Self {
            q: filter.text.trim().to_owned(),
            chosen,
            fields: FieldQuery::of_filter(filter, dataset),
            range: filter.range,
            sure: filter.sure_only,
        }
    }

    /// The filter of any dataset.
    pub(super) fn unchecked(&self) -> Filter {
        Filter {
            text: self.q.trim().into(),
            chosen: self.chosen.clone(),
            ranges: FieldRanges::default(),
            range: self.range,
            sure_only: self.sure,
        }
    }
}

impl From<PageFilter> for Value<'static> {
    /// What is not asked for is left out.
    fn from(filter: PageFilter) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        let mut add = |name: &'static str, text: String| {
            if !text.is_empty() {
                fields.push((name.into(), Value::Text(text.into())));
            }
        };
        add(PageFilter::WORDS, filter.q);
        add(PageFilter::FROM, day(filter.range.from));
        add(PageFilter::TO, day(filter.range.to));
        for facet in Facet::ALL {
            let keys = filter.chosen.of(facet).iter();
            let keys: Vec<Value> = keys
                .map(|(_, key)| Value::Text(String::from(&**key).into()))
                .collect();
            if !keys.is_empty() {
                fields.push((facet.as_str().into(), Value::List(keys)));
            }
        }
        if !filter.fields.is_empty() {
            let queries = filter.fields.iter();
            let queries = queries.map(|(id, query)| (id.clone().into(), query.to_value()));
            fields.push((PageFilter::FIELDS.into(), Value::Map(queries.collect())));
        }
        if filter.sure {
            fields.push((PageFilter::SURE.into(), Value::Bool(true)));
        }
        Value::Map(fields)
    }
}

impl TryFrom<Value<'_>> for PageFilter {
    type Error = String;

    /// Reads what a page wrote. `null`, `undefined` and an empty text ask for
    /// nothing.
    ///
    /// # Errors
    ///
    /// A field that is not known, with the nearest that is; a value of another
    /// type; a date that cannot be read.
    fn try_from(value: Value) -> Result<Self, String> {
        let fields = match value {
            Value::Null => Vec::new(),
            Value::Map(fields) => fields,
            other => return Err(mismatch("a filter", "an object", &other)),
        };
        let mut filter = Self::default();
        for (name, value) in fields {
            let name = &*name;
            match name {
                Self::WORDS => filter.q = text(name, value)?,
                Self::FROM => filter.range.from = date(name, value, first_day)?,
                Self::TO => filter.range.to = date(name, value, last_day)?,
                Self::FIELDS => {
                    let queries = match value {
                        Value::Null => Vec::new(),
                        Value::Map(queries) => queries,
                        other => return Err(mismatch(name, "an object", &other)),
                    };
                    for (id, value) in queries {
                        let query = FieldQuery::from_value(&id, value)?;
                        let query = query.map(|query| (id.into_owned(), query));
                        filter.fields.extend(query);
                    }
                }
                Self::SURE => {
                    filter.sure = match value {
                        Value::Null => false,
                        Value::Bool(sure) => sure,
                        // As it is in a permalink.
                        Value::Text(text) => text == "1",
                        other => return Err(mismatch(name, "true or false", &other)),
                    }
                }
                _ => {
                    let facet = Facet::parse(name);
                    let facet = facet.ok_or_else(|| unknown(name, &Self::fields()))?;
                    for key in texts(name, value)? {
                        filter.chosen.add(facet, key.into());
                    }
                }
            }
        }
        let DateRange { from, to } = filter.range;
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            filter.range = DateRange { from: to, to: from };
        }
        Ok(filter)
    }
}

/// The records that a page asks for, by their names (`event.sochi`): none, one
/// to be opened, or several to be pinned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Value<'static>")]
pub struct PageSelection(pub(super) Vec<String>);

impl TryFrom<Value<'_>> for PageSelection {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        texts("a selection", value).map(Self)
    }
}

/// Something that the page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Another filter, in place of what is asked for.
    Filter(PageFilter),
    /// Other records, in place of what is open and pinned.
    Select(PageSelection),
    /// No filter, and no records.
    Clear,
    /// A view.
    Show(View),
    /// Which way time runs on the timeline.
    SetLayout(Layout),
}

impl Request {
    /// What it does to the state.
    #[must_use]
    pub fn action(self, dataset: &Dataset) -> Action {
        match self {
            Self::Filter(filter) => Action::SetFilter(filter.of(dataset)),
            Self::Select(PageSelection(names)) => {
                let records = names.iter();
                let records: Rc<[Record]> = records
                    .filter_map(|name| parse_record(name, dataset))
                    .collect();
                match *records {
                    [record] if names.len() == 1 => Action::Select(Some(record), Rc::default()),
                    _ => Action::Select(None, records),
                }
            }
            Self::Clear => Action::Clear,
            Self::Show(view) => Action::Show(view),
            Self::SetLayout(layout) => Action::SetLayout(layout),
        }
    }
}

fn text(name: &str, value: Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::Text(text) => Ok(text.into_owned()),
        other => Err(mismatch(name, "text", &other)),
    }
}

/// One text, or a list of them.
fn texts(name: &str, value: Value) -> Result<Vec<String>, String> {
    let mut texts = match value {
        Value::List(items) => {
            let items = items.into_iter();
            items
                .map(|item| text(name, item))
                .collect::<Result<Vec<_>, _>>()?
        }
        Value::Null | Value::Text(_) => vec![text(name, value)?],
        other => return Err(mismatch(name, "text or a list of texts", &other)),
    };
    texts.retain(|text| !text.is_empty());
    Ok(texts)
}

fn date<T>(
    name: &str,
    value: Value,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, String> {
    let text = text(name, value)?;
    match read(&text) {
        None if !text.is_empty() => {
            Err([name, ": \"", &text, "\" is not a date such as 2017-11-23"].concat())
        }
        day => Ok(day),
    }
}

fn mismatch(name: &str, wanted: &str, got: &Value) -> String {
    [name, ": ", wanted, " is wanted, and not ", got.type_name()].concat()
}

fn unknown(name: &str, fields: &[&str]) -> String {
    let nearest = Suggestions::default().nearest(name, fields.iter().copied());
    let mut message = ["unknown field \"", name, "\""].concat();
    match nearest {
        Some(nearest) => message.extend(["; did you mean \"", nearest, "\"?"]),
        None => message.extend(["; known are ", &fields.join(", ")]),
    }
    message
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: serde_json::Value) -> Result<PageFilter, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn a_filter_is_the_same_in_both_directions() {
        let whole = json!({
            "q": "sochi", "from": "2017-01-01", "to": "2018-12-31",
            "actor": ["russia"], "kind": ["visit"], "status": ["denied"],
            "stance": ["hostile"], "claimant": ["-"], "subject": ["rwanda"],
            "object": ["russia", "rwanda"], "sure": true, "revision": ["corrected"],
            "soleClaimant": ["rwanda"],
            "fields": {"court": ["High Court, London"], "amount": {"from": 10.5, "none": true}},
        });
        let filter = read(whole.clone()).unwrap();
        assert_eq!(serde_json::to_value(&filter).unwrap(), whole);
        let named: Vec<_> = whole.as_object().unwrap().keys().collect();
        let mut fields = PageFilter::fields().to_vec();
        fields.sort_unstable();
        assert_eq!(named, fields);
    }

    #[test]
    fn one_value_need_not_be_a_list_and_nothing_asks_for_nothing() {
        assert_eq!(
            read(json!({"actor": "russia"})),
            read(json!({"actor": ["russia"]}))
        );
        for nothing in [
            json!(null),
            json!({}),
            json!({"q": "", "actor": null, "kind": [], "from": "", "sure": false}),
        ] {
            assert_eq!(read(nothing), Ok(PageFilter::default()));
        }
        let turned = read(json!({"from": "2018", "to": "2017-06-30"})).unwrap();
        assert!(turned.range.from < turned.range.to);
    }

    #[test]
    fn what_is_misspelt_is_an_error_that_names_it() {
        for (value, message) in [
            (
                json!({"acter": "x"}),
                "unknown field \"acter\"; did you mean \"actor\"?",
            ),
            (
                json!({"colour": "x"}),
                "unknown field \"colour\"; known are q, actor, kind, status, stance, claimant, \
                 subject, object, revision, soleClaimant, fields, from, to, sure",
            ),
            (
                json!({"actor": 7}),
                "actor: text or a list of texts is wanted, and not a number",
            ),
            (
                json!({"kind": [true]}),
                "kind: text is wanted, and not true or false",
            ),
            (json!({"q": {}}), "q: text is wanted, and not an object"),
            (
                json!({"sure": 1}),
                "sure: true or false is wanted, and not a number",
            ),
            (
                json!({"from": "yesterday"}),
                "from: \"yesterday\" is not a date such as 2017-11-23",
            ),
            (
                json!("russia"),
                "a filter: an object is wanted, and not text",
            ),
        ] {
            assert_eq!(read(value).unwrap_err(), message);
        }
    }

    #[test]
    fn what_the_dataset_does_not_have_is_an_error_with_the_nearest() {
        let document = json!({
            "format": "backstory/1",
            "events": [{"id": "e", "title": "It", "kind": "visit",
                "evidence": [{"paragraph": 1, "start": "a"}],
                "fields": {"court": "High Court", "paid": "2018", "note": "x"}}],
            "fields": [
                {"id": "court", "of": "events", "name": "Court", "type": "choice"},
                {"id": "amount", "of": "events", "name": "Amount", "type": "number"},
                {"id": "paid", "of": "events", "name": "Paid", "type": "date"},
                {"id": "note", "of": "events", "name": "Note", "type": "text"}
            ]
        });
        let document: Value = serde_json::from_value(document).unwrap();
        let dataset = crate::dataset::decode(&document).unwrap().dataset;
        let check = |fields: serde_json::Value| {
            let filter = read(json!({"fields": fields})).unwrap();
            filter.check(&dataset).err().unwrap_or_default()
        };
        let sound = json!({
            "court": "High Court", "amount": {"from": 1, "to": "2.5"}, "paid": {"to": "2018-06"}
        });
        assert_eq!(check(sound), "");
        for (fields, message) in [
            (
                json!({"curt": "x"}),
                "unknown field \"curt\"; did you mean \"court\"?",
            ),
            (
                json!({"court": ["Hihg Court"]}),
                "fields.court: unknown value \"Hihg Court\"; did you mean \"High Court\"?",
            ),
            (
                json!({"court": {"from": 1}}),
                "fields.court: one value or a list of values is wanted",
            ),
            (
                json!({"amount": {"from": "much"}}),
                "fields.amount: \"much\" is not a number",
            ),
            (
                json!({"paid": {"to": "late"}}),
                "fields.paid: \"late\" is not a date",
            ),
            (
                json!({"amount": "7"}),
                "fields.amount: a range is wanted, such as {\"from\": 10, \"to\": 20}",
            ),
            (
                json!({"note": "x"}),
                "fields.note: it is not a field that records are filtered by",
            ),
        ] {
            assert_eq!(check(fields), message);
        }
        let error = read(json!({"fields": {"amount": {"form": 1}}})).unwrap_err();
        assert_eq!(error, "unknown field \"form\"; did you mean \"from\"?");
        let error = read(json!({"fields": 7})).unwrap_err();
        assert_eq!(error, "fields: an object is wanted, and not a number");
    }
}
