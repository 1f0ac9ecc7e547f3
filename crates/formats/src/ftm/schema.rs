//! The schemata of FollowTheMoney that join two entities.

use serde_json::Value;

use backstory_core::dataset::RelationshipKind;
use backstory_core::dataset::RelationshipKind::{Family, Legal, Membership, Political, Trade};

/// How a schema that joins two entities reads as a relationship.
pub(super) struct EdgeSchema {
    pub schema: &'static str,
    pub source: &'static str,
    pub target: &'static str,
    pub predicate: &'static str,
    pub kind: RelationshipKind,
    /// The properties that say with what, or in what.
    pub what: &'static [&'static str],
}

const fn edge(
    schema: &'static str,
    [source, target]: [&'static str; 2],
    predicate: &'static str,
    kind: RelationshipKind,
    what: &'static [&'static str],
) -> EdgeSchema {
    EdgeSchema {
        schema,
        source,
        target,
        predicate,
        kind,
        what,
    }
}

pub(super) const EDGES: [EdgeSchema; 17] = [
    edge(
        "Ownership",
        ["owner", "asset"],
        "owns",
        Trade,
        &[
            "percentage",
            "sharesCount",
            "sharesValue",
            "sharesCurrency",
            "role",
        ],
    ),
    edge(
        "Directorship",
        ["director", "organization"],
        "is a director of",
        Membership,
        &["role"],
    ),
    edge(
        "Employment",
        ["employee", "employer"],
        "works for",
        Membership,
        &["role"],
    ),
    edge(
        "Membership",
        ["member", "organization"],
        "is a member of",
        Membership,
        &["role"],
    ),
    edge(
        "Representation",
        ["agent", "client"],
        "represents",
        Legal,
        &["role"],
    ),
    edge(
        "Payment",
        ["payer", "beneficiary"],
        "pays",
        Trade,
        &["amount", "currency", "amountEur", "amountUsd", "purpose"],
    ),
    edge(
        "Debt",
        ["debtor", "creditor"],
        "owes",
        Trade,
        &["amount", "currency", "amountEur", "amountUsd", "role"],
    ),
    edge(
        "Succession",
        ["predecessor", "successor"],
        "is succeeded by",
        Membership,
        &["role"],
    ),
    edge(
        "Family",
        ["person", "relative"],
        "is family of",
        Family,
        &["relationship"],
    ),
    edge(
        "Associate",
        ["person", "associate"],
        "is an associate of",
        Political,
        &["relationship"],
    ),
    edge(
        "UnknownLink",
        ["subject", "object"],
        "is linked to",
        Political,
        &["role"],
    ),
    edge(
        "Occupancy",
        ["holder", "post"],
        "holds",
        Political,
        &["status"],
    ),
    edge(
        "ContractAward",
        ["supplier", "contract"],
        "is awarded",
        Trade,
        &["amount", "currency", "amountEur", "amountUsd", "role"],
    ),
    edge(
        "ProjectParticipant",
        ["participant", "project"],
        "takes part in",
        Trade,
        &["role"],
    ),
    edge(
        "CourtCaseParty",
        ["party", "case"],
        "is a party to",
        Legal,
        &["role"],
    ),
    edge(
        "EconomicActivity",
        ["supplier", "receiver"],
        "supplies",
        Trade,
        &["role"],
    ),
    edge(
        "Similar",
        ["candidate", "match"],
        "may be the same as",
        Political,
        &["confidenceScore"],
    ),
];

/// The properties that every interval has, and what is made of them.
pub(super) const INTERVAL: [&str; 8] = [
    "startDate",
    "endDate",
    "date",
    "summary",
    "description",
    "sourceUrl",
    "publisher",
    "publisherUrl",
];

/// Whether a line is an entity of FollowTheMoney's.
#[must_use]
pub fn is_ftm(value: &Value) -> bool {
    value.get("schema").is_some_and(Value::is_string)
        && value.get("properties").is_some_and(Value::is_object)
}
