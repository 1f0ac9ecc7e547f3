//! What an import or an export has to say, grouped by what happened.

use std::collections::HashMap;
use std::fmt;

use super::Unsupported;

/// The same thing, said of one row or of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeGroup {
    /// Of what it is said, without the rows: `Payment.amountEur`.
    pub subject: String,
    /// What happened; where the rows differ in it, what happened in the first.
    pub message: String,
    /// Whether the message is the same for every row.
    pub is_same: bool,
    /// Whether it was imported, if in another way than it was written.
    pub is_imported: bool,
    /// Every row of the group: its whole path, and its own message.
    pub rows: Vec<Unsupported>,
}

/// The most letters of a message that are shown in a summary.
const MAX_MESSAGE_LETTERS: usize = 300;

/// Groups notices by what happened, in the order in which each first did.
#[must_use]
pub fn grouped(notices: &[Unsupported]) -> Vec<NoticeGroup> {
    let mut groups: Vec<NoticeGroup> = Vec::new();
    let mut known: HashMap<(String, String, bool), usize> = HashMap::new();
    for notice in notices {
        let subject = subject(&notice.path);
        let key = (
            subject.clone(),
            pattern(&notice.message),
            notice.is_imported,
        );
        let at = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => {
                group.is_same &= group.message == notice.message;
                group.rows.push(notice.clone());
            }
            None => groups.push(NoticeGroup {
                subject,
                message: notice.message.clone(),
                is_same: true,
                is_imported: notice.is_imported,
                rows: vec![notice.clone()],
            }),
        }
    }
    groups
}

/// A path without the numbers of rows: `line 7, Payment.amountEur` and
/// `events[3].media` are `Payment.amountEur` and `events.media`.
fn subject(path: &str) -> String {
    let is_row = |part: &&str| {
        let number = part
            .strip_prefix("line ")
            .or_else(|| part.strip_prefix("entity "));
        number.is_none_or(|number| number.parse::<u64>().is_err())
    };
    let parts = path.split(", ").filter(is_row);
    let mut subject = String::with_capacity(path.len());
    let mut rest = &*parts.collect::<Vec<_>>().join(", ");
    while let Some((before, after)) = rest.split_once('[') {
        subject.push_str(before);
        match after.split_once(']') {
            Some((number, after)) if number.parse::<u64>().is_ok() => rest = after,
            _ => {
                subject.push('[');
                rest = after;
            }
        }
    }
    subject.push_str(rest);
    subject
}

/// A message without what it quotes, its numbers and what comes after "read as"
/// and "not": what is the same where the same happened. A column is told by itself.
fn pattern(message: &str) -> String {
    if message.starts_with("the column \"") {
        return message.to_owned();
    }
    let mut pattern = String::with_capacity(message.len());
    let mut is_quoted = false;
    for letter in message.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted || letter.is_ascii_digit() => {}
            _ => pattern.push(letter),
        }
    }
    for mark in ["is read as ", "imported, not "] {
        if let Some((before, _)) = pattern.split_once(mark) {
            return [before, mark].concat();
        }
    }
    pattern
}

impl fmt::Display for NoticeGroup {
    /// One line, of a length that can be read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self.message.char_indices().nth(MAX_MESSAGE_LETTERS) {
            Some((end, _)) => [self.message.get(..end).unwrap_or_default(), "…"].concat(),
            None => self.message.clone(),
        };
        let message = message.replace(['\n', '\r'], " ");
        match self.rows.as_slice() {
            [row] => write!(f, "{}: {message}", row.path),
            rows => {
                let colon = if self.subject.is_empty() { "" } else { ": " };
                let such_as = if self.is_same { "" } else { "such as " };
                let count = rows.len();
                write!(f, "{}{colon}{count} rows, {such_as}{message}", self.subject)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(notices: &[(&str, &str)]) -> Vec<String> {
        let notices = notices
            .iter()
            .map(|(path, message)| Unsupported::new(*path, *message));
        let groups = grouped(&notices.collect::<Vec<_>>());
        groups.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_same_is_said_once_with_the_number_of_rows() {
        assert_eq!(
            said(&[
                ("line 2, Payment.amountEur", "is not imported"),
                ("line 3, Payment.date", "is not imported"),
                ("line 9, Payment.amountEur", "is not imported"),
                ("v.csv, line 4, date", "\"June 2018\" is read as 2018-06"),
                ("v.csv, line 5, date", "\"May 2018\" is read as 2018-05"),
                ("events[3].media.alt", "is not imported"),
                ("events[14].media.alt", "is not imported"),
            ]),
            [
                "Payment.amountEur: 2 rows, is not imported",
                "line 3, Payment.date: is not imported",
                "v.csv, date: 2 rows, such as \"June 2018\" is read as 2018-06",
                "events.media.alt: 2 rows, is not imported",
            ]
        );
    }

    #[test]
    fn no_line_is_too_long_to_read() {
        // Longer than a line may be, and as many rows as a large sheet has.
        let long = "word ".repeat(100);
        let rows: Vec<(String, &str)> = (0..10_000)
            .map(|row| (format!("line {row}, Payment.amountEur"), &*long))
            .collect();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(path, it)| (&**path, *it)).collect();
        let said = said(&rows);
        assert_eq!(said.len(), 1);
        assert!(said[0].chars().count() < 400, "{}", said[0]);
    }

    proptest::proptest! {
        #[test]
        fn every_notice_is_in_one_group(paths in proptest::collection::vec("[a-b]{0,2}(\\[[0-9]{0,2}\\]?)?(, line [0-9])?", 0..9)) {
            let notices: Vec<_> = paths.iter().map(|path| Unsupported::new(path, "x")).collect();
            let mut rows: Vec<_> = grouped(&notices).into_iter().flat_map(|it| it.rows).collect();
            let mut all = notices;
            rows.sort();
            all.sort();
            proptest::prop_assert_eq!(rows, all);
        }
    }
}
