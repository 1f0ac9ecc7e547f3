//! Which edition of a dataset this is.

use super::Dataset;

/// A short name for the records of a dataset and their order, as this version of
/// the crate shows them: what was rendered from another edition knows other
/// records by the same numbers.
///
/// The same on every machine, and not a defence against somebody who wants two
/// datasets to be taken for one.
#[must_use]
pub fn edition(dataset: &Dataset) -> String {
    // FNV-1a, whose result is the same on every machine.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let ids = (dataset.entities.iter().map(|it| &it.id))
        .chain(dataset.events.iter().map(|it| &it.id))
        .chain(dataset.relationships.iter().map(|it| &it.id));
    for id in ids {
        // A byte that no text has stands between two ids.
        for byte in id.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    // Half of it is enough, and is one number for JavaScript.
    let half = u32::try_from(hash >> 32).unwrap_or_default();
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
