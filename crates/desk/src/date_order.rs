//! Dates such as `09/05/2023`, of which nothing tells whether the day or the month is first: asked
//! once, for all of them.

use super::edit::{Edit, Value, at, text, text_at};
use super::validate::record;
use backstory_core::dataset::{Date, FieldType, RecordType, names};
use backstory_formats::english_date::{Interpretation, interpret};

/// What is first in a date that is written in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// `09/05/2023` is of May.
    DayFirst,
    /// `09/05/2023` is of September.
    MonthFirst,
}

/// A date of which the order is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct UnorderedDate {
    /// The path of its field.
    pub path: String,
    /// As it is written.
    pub words: String,
    day_first: Date,
    month_first: Date,
}

impl UnorderedDate {
    /// The date, in one of the orders.
    #[must_use]
    pub const fn read(&self, order: DayOrder) -> &Date {
        match order {
            DayOrder::DayFirst => &self.day_first,
            DayOrder::MonthFirst => &self.month_first,
        }
    }

    /// The order in which it is this date.
    #[must_use]
    pub fn order_of(&self, date: &Date) -> Option<DayOrder> {
        [DayOrder::DayFirst, DayOrder::MonthFirst]
            .into_iter()
            .find(|it| self.read(*it) == date)
    }
}

/// The dates of a document of which the order is not known.
#[must_use]
pub fn unordered_dates(document: &Value) -> Vec<UnorderedDate> {
    let mut found = Vec::new();
    let Value::Map(parts) = document else {
        return found;
    };
    for (name, value) in parts {
        let lists = RecordType::ALL.map(RecordType::list);
        match value {
            Value::List(records) if lists.contains(&&**name) => {
                let others = other_fields(document, name);
                for (index, it) in records.iter().enumerate() {
                    dates_in(it, &record(name, index), &others, &mut found);
                }
            }
            Value::Map(_) if *name == "article" => dates_in(value, name, &[], &mut found),
            _ => {}
        }
    }
    found
}

/// The ids of the fields that the document declares for a list, and whose values are not dates.
fn other_fields<'v>(document: &'v Value, list: &str) -> Vec<&'v str> {
    let Some(Value::List(fields)) = at(document, names::document::FIELDS) else {
        return Vec::new();
    };
    let of_list = fields
        .iter()
        .filter(|it| text_at(it, names::field::OF) == list);
    let others = of_list.filter(|it| {
        let its = FieldType::parse(text_at(it, names::field::TYPE));
        its.is_some_and(|it| it != FieldType::Date)
    });
    others.map(|it| text_at(it, names::field::ID)).collect()
}

/// The dates among the fields of a record, and among those of the document's own but for `others`.
fn dates_in(record: &Value, path: &str, others: &[&str], found: &mut Vec<UnorderedDate>) {
    let Value::Map(fields) = record else { return };
    for (name, value) in fields {
        let path = || [path, ".", name].concat();
        match value {
            Value::Text(words) if ["date", "period", "published", "added"].contains(&&**name) => {
                found.extend(unordered(&path(), words));
            }
            Value::Map(own) if *name == "fields" => {
                for (name, value) in own {
                    if let Value::Text(words) = value
                        && !others.contains(&&**name)
                    {
                        found.extend(unordered(&[&*path(), ".", name].concat(), words));
                    }
                }
            }
            _ => {}
        }
    }
}

fn unordered(path: &str, words: &str) -> Option<UnorderedDate> {
    let words = words.trim();
    // The whole is numbers with signs between them.
    let is_numeric = words
        .chars()
        .all(|it| it.is_ascii_digit() || "/.-".contains(it));
    if !is_numeric || Date::parse(words).is_ok() {
        return None;
    }
    let mut numbers = words.split(['/', '.', '-']);
    let first: u8 = numbers.next()?.parse().ok()?;
    let Interpretation::Ambiguous(dates) = interpret(words, None) else {
        return None;
    };
    let day = |date: &Date| date.earliest().ymd().2;
    let [one, other] = dates.as_slice() else {
        return None;
    };
    let (day_first, month_first) = if day(one) == first {
        (one, other)
    } else {
        (other, one)
    };
    (day(day_first) == first && day(month_first) != first).then(|| UnorderedDate {
        path: path.to_owned(),
        words: words.to_owned(),
        day_first: day_first.clone(),
        month_first: month_first.clone(),
    })
}

/// The changes that read all of them in one order.
#[must_use]
pub fn in_order(dates: &[UnorderedDate], order: DayOrder) -> Vec<Edit> {
    let dates = dates.iter();
    dates
        .map(|it| Edit::Set(it.path.clone(), text(it.read(order).as_str())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::edit::edited;
    use super::*;

    #[test]
    fn all_dates_of_a_sheet_are_read_in_one_order() {
        let document: Value = serde_json::from_str(
            r#"{"article": {"published": "01/02/2024"},
                "events": [{"id": "a", "date": "09/05/2023"}, {"id": "b", "date": "2023-05-09"},
                           {"id": "c", "date": "31/12/2023", "title": "09/05/2023"}],
                "relationships": [{"id": "r", "period": "3-4-2020", "fields": {"paid": "5/6/2020"}}]}"#,
        )
        .unwrap();
        let found = unordered_dates(&document);
        let paths: Vec<&str> = found.iter().map(|it| &*it.path).collect();
        assert_eq!(
            paths,
            [
                "article.published",
                "events[0].date",
                "relationships[0].period",
                "relationships[0].fields.paid"
            ]
        );
        let read = |order| {
            let after = edited(&document, &in_order(&found, order));
            [
                "article.published",
                "events[0].date",
                "relationships[0].fields.paid",
            ]
            .map(|path| text_at(&after, path).to_owned())
        };
        assert_eq!(
            read(DayOrder::DayFirst),
            ["2024-02-01", "2023-05-09", "2020-06-05"]
        );
        assert_eq!(
            read(DayOrder::MonthFirst),
            ["2024-01-02", "2023-09-05", "2020-05-06"]
        );
        let date = Date::parse("2023-09-05").unwrap();
        assert_eq!(found[1].order_of(&date), Some(DayOrder::MonthFirst));
    }

    #[test]
    fn a_field_of_text_is_not_a_date() {
        let document: Value = serde_json::from_str(
            r#"{"fields": [{"id": "file", "of": "events", "type": "text"}, {"id": "heard", "of": "events", "type": "date"},
                           {"id": "heard", "of": "relationships", "type": "text"}],
                "events": [{"id": "a", "fields": {"file": "09/05/2023", "heard": "10/05/2023"}}]}"#,
        )
        .unwrap();
        let paths: Vec<String> = unordered_dates(&document)
            .into_iter()
            .map(|it| it.path)
            .collect();
        assert_eq!(paths, ["events[0].fields.heard"]);
    }
}
