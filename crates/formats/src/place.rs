//! The place in a JSON text that a problem's path means.

use std::collections::HashMap;

use backstory_core::dataset::JsonCursor;

/// Where the values of a JSON text stand.
///
/// What it has passed on the way to one value it remembers for the next, so that a document
/// in which everything is wrong is walked through once and not once for each problem.
///
/// ```
/// use backstory_formats::Places;
///
/// let text = "{\n  \"events\": [\n    {\"date\": \"soon\"}\n  ]\n}";
/// let mut places = Places::new(text);
/// assert_eq!(places.line_of("events[0].date"), (3, 14));
/// assert_eq!(places.line_of("events[0].title"), (3, 5));
/// ```
pub struct Places<'t> {
    text: &'t str,
    cursor: JsonCursor<'t>,
    /// Where the text's own value begins.
    start: usize,
    /// Where the members of a list begin, by where the list does.
    items: HashMap<usize, Vec<usize>>,
    /// Where a field's value begins, by where its object does; `None` where it has no such.
    fields: HashMap<(usize, String), Option<usize>>,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The place that was asked for last, in bytes, and its column from 1.
    last: (usize, usize),
}

impl<'t> Places<'t> {
    /// The places of a text, whose byte order mark takes no column.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let text = super::text::without_mark(text);
        let cursor = JsonCursor::new(text);
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            start: cursor.position(),
            cursor,
            items: HashMap::new(),
            fields: HashMap::new(),
            lines: std::iter::once(0).chain(breaks).collect(),
            last: (0, 1),
        }
    }

    /// The line and the column, both from 1 and in characters, at which the value at `path`
    /// (`events[3].date`) begins; where there is no such value, or the text is not JSON that
    /// far, the nearest one around it.
    pub fn line_of(&mut self, path: &str) -> (usize, usize) {
        let mut found = self.start;
        for step in steps(path) {
            let entered = match step {
                PathStep::Field(name) => self.field(found, name),
                PathStep::Item(index) => self.item(found, index),
            };
            match entered {
                Some(at) => found = at,
                None => break,
            }
        }
        self.line_and_column(found)
    }

    fn field(&mut self, object: usize, name: String) -> Option<usize> {
        let cursor = &mut self.cursor;
        let known = self.fields.entry((object, name));
        *known.or_insert_with_key(|(object, name)| {
            cursor.go_to(*object);
            cursor.enter_field(name)
        })
    }

    fn item(&mut self, list: usize, index: usize) -> Option<usize> {
        let cursor = &mut self.cursor;
        let items = self.items.entry(list).or_insert_with(|| {
            cursor.go_to(list);
            cursor.items()
        });
        items.get(index).copied()
    }

    fn line_and_column(&mut self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|it| self.lines.get(it));
        let start = start.copied().unwrap_or_default();
        // A document may be one line: its letters are counted on from the last place.
        let (known, column) = match self.last {
            last @ (known, _) if (start..=at).contains(&known) => last,
            _ => (start, 1),
        };
        let between = self.text.get(known..at).unwrap_or_default();
        self.last = (at, column + between.chars().count());
        (line, self.last.1)
    }
}

/// A step of a problem's path.
pub enum PathStep {
    /// The field of this name.
    Field(String),
    /// The item at this position.
    Item(usize),
}

/// The steps of a path such as `relationships[3].object`.
pub fn steps(path: &str) -> Vec<PathStep> {
    let mut steps = Vec::new();
    for piece in path.split('.').filter(|piece| !piece.is_empty()) {
        let mut parts = piece.split('[');
        let name = parts.next().unwrap_or_default();
        if !name.is_empty() {
            steps.push(PathStep::Field(name.to_owned()));
        }
        for index in parts {
            if let Ok(index) = index.trim_end_matches(']').parse() {
                steps.push(PathStep::Item(index));
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "note": "a \" { [ quote",
  "events": [
    {"id": "a", "date": null, "kinds": [1, [2, 3]]},
    {
      "id": "b"
    }
  ]
}"#;

    fn line_of(text: &str, path: &str) -> (usize, usize) {
        Places::new(text).line_of(path)
    }

    #[test]
    fn a_path_leads_to_its_line() {
        let mut places = Places::new(TEXT);
        for (path, place) in [
            ("events[1].id", (6, 13)),
            ("", (1, 1)),
            ("note", (2, 11)),
            ("events[0].kinds[1][1]", (4, 48)),
            ("events[0].date", (4, 25)),
        ] {
            assert_eq!(places.line_of(path), place, "{path} after others");
            assert_eq!(line_of(TEXT, path), place, "{path}");
        }
    }

    #[test]
    fn what_is_not_there_leads_to_what_is_around_it() {
        assert_eq!(line_of(TEXT, "events[1].date"), (5, 5));
        assert_eq!(line_of(TEXT, "events[7]"), (3, 13));
        assert_eq!(line_of(TEXT, "note[1]"), (2, 11));
        assert_eq!(line_of("", "events"), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let marked = ["\u{feff}", TEXT].concat();
        for path in ["", "note", "events[1].id"] {
            assert_eq!(line_of(&marked, path), line_of(TEXT, path));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic_and_no_order_changes_a_place(
            text in "[{}\\[\\]\",:a0\\\\ \n]{0,30}|\\PC{0,20}",
            paths in proptest::collection::vec("[a.\\[\\]0-9]{0,12}", 1..5),
        ) {
            let mut places = Places::new(&text);
            for path in &paths {
                proptest::prop_assert_eq!(places.line_of(path), line_of(&text, path));
            }
        }
    }
}
