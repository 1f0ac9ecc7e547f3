//! What the page around a widget asks of it: the arguments of the element's
//! methods.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::field::{day, first_day, last_day, parse_record};
use super::{Action, Layout, Record, View};
use crate::dataset::{Dataset, DateRange, Field, Suggestions, Value};
use crate::query::{Facet, FacetChoices, Filter};

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
    range: DateRange,
    sure: bool,
}

impl PageFilter {
    const WORDS: &'static str = "q";
    const FROM: &'static str = "from";
    const TO: &'static str = "to";
    const SURE: &'static str = "sure";

    /// The names of its fields.
    #[must_use]
    pub fn fields() -> [&'static str; 11] {
        let mut fields = [Self::WORDS; 11];
        let facets = Facet::ALL.into_iter().map(Facet::as_str);
        let names = facets.chain([Self::FROM, Self::TO, Self::SURE]);
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
        filter
    }

    /// The filter of any dataset.
    pub(super) fn unchecked(&self) -> Filter {
        Filter {
            text: self.q.trim().into(),
            chosen: self.chosen.clone(),
            range: self.range,
            sure_only: self.sure,
        }
    }
}

impl From<&Filter> for PageFilter {
    fn from(filter: &Filter) -> Self {
        Self {
            q: filter.text.trim().to_owned(),
            chosen: filter.chosen.clone(),
            range: filter.range,
            sure: filter.sure_only,
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
                    let facet = Facet::parse(name).ok_or_else(|| unknown(name))?;
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

fn unknown(name: &str) -> String {
    let fields = PageFilter::fields();
    let nearest = Suggestions::default().nearest(name, fields.into_iter());
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
            "object": ["russia", "rwanda"], "sure": true,
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
                 subject, object, from, to, sure",
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
}
