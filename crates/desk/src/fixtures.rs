//! Documents that several tests read.

use super::edit::Value;

/// A council, a company, a town and a person, with an event and a relationship.
pub fn northport() -> Value {
    serde_json::from_str(
        r#"{"entities": [
            {"id": "council", "kind": "organisation", "name": "Northport Council", "aliases": ["the council"]},
            {"id": "kestrel", "kind": "organisation", "name": "Kestrel Ltd", "aliases": ["Kestrel"]},
            {"id": "northport", "kind": "place", "name": "Northport"},
            {"id": "lavrov", "kind": "person", "name": "Sergei Lavrov"}],
          "events": [{"id": "e", "title": "T", "kind": "other"}], "relationships": [{"id": "r", "subject": "", "object": ""}]}"#,
    )
    .unwrap()
}
