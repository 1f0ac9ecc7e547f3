//! Who says what, and who says otherwise.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::{Dataset, EntityIx, Relationship, RelationshipIx, RelationshipStatus, Stance};
use crate::util::sort;

/// Both ends as one number, and the kind as another.
type Ends = (i64, i64);
type Said = (Option<Stance>, Option<RelationshipStatus>);

fn said(it: &Relationship) -> Said {
    (it.stance, it.status)
}

/// Whether two say otherwise; what one leaves out says nothing.
fn differs(one: Said, other: Said) -> bool {
    let stances = one.0.zip(other.0).is_some_and(|(one, other)| one != other);
    let statuses = one.1.zip(other.1).is_some_and(|(one, other)| one != other);
    stances || statuses
}

impl Dataset {
    /// The claims of others that say otherwise than those of an entity: between the same two
    /// and of the same kind, with another stance or another status.
    #[must_use]
    pub fn contradicting(&self, claimant: EntityIx) -> Vec<RelationshipIx> {
        let is_own = |it: &&Relationship| it.attribution == Some(claimant);
        let own = self.relationships.iter().filter(is_own);
        let mut all: Vec<(Ends, Said)> = own.map(|it| (self.ends(it), said(it))).collect();
        sort::sort_by_key(&mut all, |it| it.0);
        // What it says of each two, once: there are no more than two dozen things to say.
        let mut own: Vec<(Ends, Said)> = Vec::new();
        for it in all {
            let same = own.iter().rev().take_while(|other| other.0 == it.0);
            if !same.into_iter().any(|other| other.1 == it.1) {
                own.push(it);
            }
        }
        let others = self.relationships().filter(|(_, it)| {
            let ends = self.ends(it);
            let first = own.partition_point(|it| it.0 < ends);
            let mut same = own.iter().skip(first).take_while(|one| one.0 == ends);
            it.attribution != Some(claimant) && same.any(|one| differs(one.1, said(it)))
        });
        others.map(|(ix, _)| ix).collect()
    }

    /// Of each relationship, who claims it where nobody else claims one between the same two
    /// and of the same kind; `None` where the article or somebody else does.
    #[must_use]
    pub fn sole_claimants(&self) -> Vec<Option<EntityIx>> {
        // Of each two with a kind the one who claims it, or `None` where there are several.
        let mut claims: HashMap<Ends, Option<EntityIx>, FxBuildHasher> = HashMap::default();
        for it in &self.relationships {
            if let Some(claimant) = it.attribution {
                let known = claims.entry(self.ends(it)).or_insert(Some(claimant));
                *known = known.filter(|known| *known == claimant);
            }
        }
        if !claims.is_empty() {
            let of_article = (self.relationships.iter()).filter(|it| it.is_said_by_article());
            for it in of_article {
                if let Some(known) = claims.get_mut(&self.ends(it)) {
                    *known = None;
                }
            }
        }
        let sole = |it: &Relationship| {
            let claimant = it.attribution?;
            claims
                .get(&self.ends(it))
                .copied()?
                .filter(|it| *it == claimant)
        };
        self.relationships.iter().map(sole).collect()
    }

    /// Of whom a relationship is, and of which kind; of a mutual one in no order.
    fn ends(&self, it: &Relationship) -> Ends {
        let (mut subject, mut object) = (i64::from(it.subject.0), i64::from(it.object.0));
        if self.is_mutual(it) && object < subject {
            std::mem::swap(&mut subject, &mut object);
        }
        (subject << 32 | object, it.kind.position() as i64)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    /// Claims between three, of a kind that leads from one to the other and of a mutual one,
    /// made by two of them, by the article or by nobody.
    fn claims() -> impl Strategy<Value = Dataset> {
        let claim = (
            0..3_usize,
            0..3_usize,
            0..2_usize,
            0..4_usize,
            any::<bool>(),
        );
        proptest::collection::vec(claim, 1..24).prop_map(|claims| {
            let ids = ["a", "b", "c"];
            let claims = claims.into_iter().enumerate();
            let claims = claims.map(|(at, (subject, object, kind, who, has_status))| {
                let kind = ["trade", "pact"][kind];
                let attribution = ["", "a", "b", "c"][who];
                serde_json::json!({
                    "id": format!("r{at}"), "subject": ids[subject], "predicate": "is with",
                    "object": ids[object], "kind": kind,
                    "attribution": attribution,
                    "status": has_status.then_some("stated"),
                    "evidence": [{"paragraph": 1, "start": "it is"}],
                })
            });
            let claims: Vec<_> = claims.collect();
            let document = serde_json::json!({
                "format": "backstory/1",
                "kinds": {"relationships": [{"id": "pact", "name": "Pact", "directed": false}]},
                "entities": ids.map(|id| serde_json::json!({"id": id, "kind": "country", "name": id})),
                "relationships": claims,
            });
            let value: Value = serde_json::from_value(document).unwrap();
            decode(&value).unwrap().dataset
        })
    }

    proptest! {
        /// Held against a reading of every pair of claims.
        #[test]
        fn a_sole_claimant_is_one_whose_claim_nobody_else_makes(dataset in claims()) {
            let all = &dataset.relationships;
            let is_same = |one: &Relationship, other: &Relationship| {
                let turned = (other.object, other.subject);
                one.kind == other.kind
                    && ((one.subject, one.object) == (other.subject, other.object)
                        || dataset.is_mutual(one) && (one.subject, one.object) == turned)
            };
            let says_too = |one: &Relationship, other: &Relationship| {
                is_same(one, other)
                    && other.attribution != one.attribution
                    && (other.attribution.is_some() || other.is_said_by_article())
            };
            let sole = |one: &Relationship| {
                one.attribution.filter(|_| !all.iter().any(|other| says_too(one, other)))
            };
            let expected: Vec<_> = all.iter().map(sole).collect();
            prop_assert_eq!(dataset.sole_claimants(), expected);
        }
    }

    #[test]
    fn what_is_mutual_is_said_of_both_and_what_is_left_out_says_nothing() {
        let tie = |id: &str, subject: &str, object: &str, stance: Option<&str>, who: &str| {
            serde_json::json!({
                "id": id, "subject": subject, "predicate": "is with", "object": object,
                "kind": "pact", "stance": stance, "attribution": who,
                "evidence": [{"paragraph": 1, "start": "it is"}],
            })
        };
        let entity = |id| serde_json::json!({"id": id, "kind": "country", "name": id});
        let entities = ["a", "b", "x", "y"].map(entity);
        let document = serde_json::json!({
            "format": "backstory/1",
            "kinds": {"relationships": [{"id": "pact", "name": "Pact", "directed": false}]},
            "entities": entities,
            "relationships": [
                tie("own", "a", "b", Some("cooperative"), "x"),
                tie("turned", "b", "a", Some("hostile"), "y"),
                tie("silent", "a", "b", None, "y"),
            ],
        });
        let value: Value = serde_json::from_value(document).unwrap();
        let dataset = decode(&value).unwrap().dataset;
        assert_eq!(dataset.contradicting(EntityIx(2)), [RelationshipIx(1)]);
    }
}
