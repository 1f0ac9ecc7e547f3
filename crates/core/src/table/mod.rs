//! Where a relationship *stands*: as a line of a long table, as a cell of a
//! matrix, as a line of a picture.
//!
//! Plain geometry, as [`crate::timeline`] is for events: nothing
//! here knows of a browser.

mod heights;
mod keys;
mod matrix;
mod network;
mod rows;
mod scroll;
mod total;

pub use heights::Heights;
pub use keys::{Cell, GridSize, step};
pub use matrix::{Edge, Header, Matrix, matrix};
pub use network::{Link, Network, Node, Point, network, taper, toward};
pub use rows::{GroupHeader, RelationshipMatch, Row, Section, TableRows};
pub use scroll::{ScrollMapping, Slice, placed, slice};
pub use total::{Total, Totals, counts};

#[cfg(test)]
pub(crate) mod tests {
    use crate::dataset::{
        Article, CustomKinds, Dataset, Entity, EntityIx, EntityKind, Evidence, MediaTable,
        OrderBounds, Relationship, RelationshipKind, RelationshipStatus, Stance,
    };

    /// A dataset of these edges: from whom, to whom, and the place of both the
    /// kind and the stance in their lists.
    pub fn dataset(edges: &[(u32, u32, usize)]) -> Dataset {
        let entity = |n: u32| Entity {
            id: format!("e{n}").into(),
            kind: EntityKind::Country,
            name: format!("E{n}").into(),
            aliases: Vec::new(),
            role: "".into(),
            member_of: None,
            wikidata: None,
        };
        let relationship = |(subject, object, sort): &(u32, u32, usize)| Relationship {
            id: "r".into(),
            subject: EntityIx(*subject),
            predicate: "meets".into(),
            object: EntityIx(*object),
            what: "".into(),
            kind: RelationshipKind::ALL[*sort],
            stance: Some(Stance::ALL[*sort]),
            period: None,
            status: Some(RelationshipStatus::Stated),
            attribution: None,
            denied_by: Vec::new(),
            summary: "".into(),
            events: Vec::new(),
            evidence: vec![Evidence {
                paragraph: 1,
                start: "one two".into(),
                end: Some("nine ten".into()),
            }],
            sources: Vec::new(),
            revision: None,
            added: None,
        };
        Dataset {
            media: MediaTable::default(),
            bounds: OrderBounds::default(),
            article: Article::default(),
            kinds: CustomKinds::default(),
            fields: Vec::new(),
            entities: (0..30).map(entity).collect(),
            events: Vec::new(),
            relationships: edges.iter().map(relationship).collect(),
        }
    }
}
