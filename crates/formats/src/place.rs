//! The place in a JSON text that a problem's path means.

use backstory_core::dataset::JsonCursor;

/// The line and the column, both from 1, at which the value at `path`
/// (`events[3].date`) begins; where there is no such value, the nearest one
/// around it. `None` where the text is not JSON that far.
///
/// ```
/// use backstory_formats::line_of;
///
/// let text = "{\n  \"events\": [\n    {\"date\": \"soon\"}\n  ]\n}";
/// assert_eq!(line_of(text, "events[0].date"), Some((3, 14)));
/// assert_eq!(line_of(text, "events[0].title"), Some((3, 5)));
/// ```
#[must_use]
pub fn line_of(text: &str, path: &str) -> Option<(usize, usize)> {
    let text = super::text::without_mark(text);
    let steps: Vec<PathStep> = steps(path);
    let mut cursor = JsonCursor::new(text);
    let mut found = cursor.position();
    for step in &steps {
        let entered = match step {
            PathStep::Field(name) => cursor.enter_field(name),
            PathStep::Item(index) => cursor.enter_item(*index),
        };
        match entered {
            Some(at) => found = at,
            None => break,
        }
    }
    let before = text.get(..found)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next()?.chars().count() + 1;
    Some((line, column))
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

    #[test]
    fn a_path_leads_to_its_line() {
        assert_eq!(line_of(TEXT, ""), Some((1, 1)));
        assert_eq!(line_of(TEXT, "note"), Some((2, 11)));
        assert_eq!(line_of(TEXT, "events[0].date"), Some((4, 25)));
        assert_eq!(line_of(TEXT, "events[0].kinds[1][1]"), Some((4, 48)));
        assert_eq!(line_of(TEXT, "events[1].id"), Some((6, 13)));
    }

    #[test]
    fn what_is_not_there_leads_to_what_is_around_it() {
        assert_eq!(line_of(TEXT, "events[1].date"), Some((5, 5)));
        assert_eq!(line_of(TEXT, "events[7]"), Some((3, 13)));
        assert_eq!(line_of("", "events"), Some((1, 1)));
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
        fn no_text_makes_it_panic(text in "[{}\\[\\]\",:a0\\\\ ]{0,30}|\\PC{0,20}", path in "[a.\\[\\]0-9]{0,12}") {
            let _ = line_of(&text, &path);
        }
    }
}
