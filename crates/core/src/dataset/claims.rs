//! Who says what, and who says otherwise.

use super::{Dataset, EntityIx, Relationship, RelationshipIx};

impl Dataset {
    /// The claims of others that say otherwise than those of an entity: between the same two
    /// and of the same kind, with another stance or another status.
    #[must_use]
    pub fn contradicting(&self, claimant: EntityIx) -> Vec<RelationshipIx> {
        let is_own = |it: &&Relationship| it.attribution == Some(claimant);
        let own: Vec<&Relationship> = self.relationships.iter().filter(is_own).collect();
        let contradicts = |one: &Relationship, other: &Relationship| {
            (one.subject, one.object, one.kind) == (other.subject, other.object, other.kind)
                && (one.stance, one.status) != (other.stance, other.status)
        };
        let others = self.relationships().filter(|(_, it)| {
            it.attribution != Some(claimant) && own.iter().any(|one| contradicts(one, it))
        });
        others.map(|(ix, _)| ix).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Value, decode};
    use super::*;

    #[test]
    fn others_say_otherwise_of_the_same_two() {
        let claim = |id: &str, object: &str, stance: &str, status: &str, who: &str| {
            serde_json::json!({
                "id": id, "subject": "a", "predicate": "helps", "object": object, "kind": "trade",
                "stance": stance, "status": status, "attribution": who,
                "evidence": [{"paragraph": 1, "start": "it helps"}],
            })
        };
        let entity = |id| serde_json::json!({"id": id, "kind": "country", "name": id});
        let entities = ["a", "b", "c", "x", "y"].map(entity);
        let document = serde_json::json!({
            "format": "backstory/1",
            "entities": entities,
            "relationships": [
                claim("own", "b", "cooperative", "stated", "x"),
                claim("same", "b", "cooperative", "stated", "y"),
                claim("otherwise", "b", "hostile", "stated", "y"),
                claim("weaker", "b", "cooperative", "reported", "y"),
                claim("elsewhere", "c", "hostile", "stated", "y"),
                claim("own-doubt", "b", "neutral", "stated", "x"),
            ],
        });
        let value: Value = serde_json::from_value(document).unwrap();
        let dataset = decode(&value).unwrap().dataset;
        let ids = |entity| -> Vec<String> {
            let found = dataset.contradicting(EntityIx(entity)).into_iter();
            found
                .map(|ix| dataset.relationship(ix).unwrap().id.to_string())
                .collect()
        };
        // "x" also says that it is neutral, which "same" is not.
        assert_eq!(ids(3), ["same", "otherwise", "weaker"]);
        assert_eq!(ids(4), ["own", "own-doubt"]);
        assert_eq!(ids(0), [""; 0], "it claims nothing");
    }
}
