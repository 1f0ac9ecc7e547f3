//! Which edition of a dataset this is.

use std::hash::Hasher;

use super::Dataset;
use crate::util::hash::QuickHasher;

/// A short name for the records of a dataset and their order, as this version of
/// the crate shows them: what was rendered from another edition knows other
/// records by the same numbers.
///
/// The same on every machine, and no proof against somebody who wants two
/// datasets to be taken for one.
#[must_use]
pub fn edition(dataset: &Dataset) -> String {
    let mut hasher = QuickHasher::default();
    let ids = (dataset.entities.iter().map(|it| &it.id))
        .chain(dataset.events.iter().map(|it| &it.id))
        .chain(dataset.relationships.iter().map(|it| &it.id));
    for id in ids {
        hasher.write(id.as_bytes());
    }
    // Half of it is enough, and is one number for JavaScript.
    let half = u32::try_from(hasher.finish() >> 32).unwrap_or_default();
    [env!("CARGO_PKG_VERSION"), "-", &half.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::super::{Value, decode};
    use super::*;

    fn of(ids: [&str; 2]) -> String {
        let events = ids.map(|id| {
            format!(
                r#"{{"id": "{id}", "title": "It", "kind": "other", "status": "happened",
                "evidence": [{{"paragraph": 1, "start": "it"}}]}}"#
            )
        });
        let text = format!(
            r#"{{"format": "backstory/1", "events": [{}]}}"#,
            events.join(",")
        );
        let value: Value = serde_json::from_str(&text).unwrap();
        edition(&decode(&value).unwrap().dataset)
    }

    #[test]
    fn another_order_or_another_record_is_another_edition() {
        assert_eq!(of(["a", "b"]), of(["a", "b"]));
        assert_ne!(of(["a", "b"]), of(["b", "a"]));
        assert_ne!(of(["a", "b"]), of(["a", "c"]));
    }
}
