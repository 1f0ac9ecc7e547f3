//! What is there: which views, facets, columns, groups and lanes a dataset has any use
//! for.
//!
//! What is not there is not seen. A facet with fewer than two choices, a column that is
//! empty or says the same in every row, and a view with nothing in it are not shown; the
//! menu of columns still has every column. This is the one place that decides it.

use crate::dataset::{
    Dataset, Factuality, FieldIx, FieldType, RecordType, Relationship, RelationshipIx,
    RelationshipKind,
};
use crate::query::{Column, Facet, Group, Index};
use crate::state::{ColumnSet, Lanes, View};
use crate::table::counts;

/// What of the widget has something to show. Worked out once a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presence {
    /// The views with records in them, in their order.
    pub views: Vec<View>,
    /// The facets that a reader can choose from, in the order of their menus: those of
    /// the format, then the declared fields.
    pub facets: Vec<Facet>,
    /// Whether there are dates to ask for a range of.
    pub has_dates: bool,
    /// Whether a relationship leans to any side: only then are there signs to explain.
    pub has_stances: bool,
    /// The columns that are hidden unless the reader asks for them.
    pub plain: ColumnSet,
    /// The columns that the menu of columns has, in the order of the table.
    pub columns: Vec<Column>,
    /// Which fields of numbers relationships of which kinds have a value of: where one of
    /// them has none, that is said.
    pub given: Vec<(FieldIx, RelationshipKind)>,
    /// What the rows of the table can be put together by.
    pub groups: Vec<Group>,
    /// The fields that the matrix and the network can be weighed by, each with its largest
    /// number that is in sums, without its sign.
    pub weights: Vec<(FieldIx, f64)>,
    /// What the lanes of the timeline can be; without lanes first.
    pub lanes: Vec<Lanes>,
}

impl Presence {
    /// Looks at a dataset and its index.
    #[must_use]
    pub fn new(dataset: &Dataset, index: &Index) -> Self {
        let fields = || (0..).map(FieldIx).zip(&dataset.fields);
        let has_choice = |facet: Facet| match facet {
            Facet::Field(ix) if index.has_range(ix) => true,
            // Most records are as they were.
            Facet::Revision => !index.values(facet).is_empty(),
            _ => index.values(facet).len() > 1,
        };
        let facets = Facet::MENUS.into_iter();
        let facets = facets.chain(fields().map(|(ix, _)| Facet::Field(ix)));

        let of_rows = fields().filter(|(_, field)| field.of == RecordType::Relationship);
        let of_rows: Vec<FieldIx> = of_rows.map(|(ix, _)| ix).collect();
        let columns = Column::ALL.into_iter();
        let columns = columns.chain(of_rows.iter().map(|ix| Column::Field(*ix)));
        let columns: Vec<Column> = columns.collect();
        let mut plain = ColumnSet::fields();
        for column in &columns {
            plain.set(*column, !is_shown(*column, dataset));
        }

        let largest = |ix: FieldIx| {
            let numbers = dataset.field(ix).into_iter();
            let numbers = numbers.flat_map(|field| field.values.numbers());
            let counted = numbers.filter_map(|(record, number)| {
                let it = dataset.relationship(RelationshipIx(record))?;
                counts(it).then_some(number.abs())
            });
            counted.fold(0.0, f64::max)
        };
        let weights = of_rows.iter().filter(|ix| dataset.can_weigh(**ix));
        let weights = weights.map(|ix| (*ix, largest(*ix))).collect();

        let mut given = Vec::new();
        for (ix, field) in of_rows
            .iter()
            .filter_map(|ix| Some((*ix, dataset.field(*ix)?)))
        {
            for (record, _) in field.values.numbers() {
                let kind = dataset
                    .relationship(RelationshipIx(record))
                    .map(|it| it.kind);
                let pair = kind.map(|kind| (ix, kind));
                given.extend(pair.filter(|pair| !given.contains(pair)));
            }
        }

        let with_choices = |list: RecordType| {
            fields().filter(move |(_, field)| field.of == list && field.value_type.has_choices())
        };
        let is_group = |group: &Group| {
            let rows = &dataset.relationships;
            match group {
                Group::Subject => differ(rows, |it| it.subject),
                Group::Object => differ(rows, |it| it.object),
                Group::Kind => differ(rows, |it| it.kind),
                Group::Field(ix) => is_shown(Column::Field(*ix), dataset),
            }
        };
        let groups = with_choices(RecordType::Relationship).map(|(ix, _)| Group::Field(ix));
        let is_lane = |lanes: &Lanes| match lanes {
            Lanes::None => true,
            Lanes::Actor => index.values(Facet::Actor).len() > 1,
            Lanes::Kind => differ(&dataset.events, |it| it.kind),
            Lanes::Status => differ(&dataset.events, |it| it.status),
            Lanes::Field(ix) => has_choice(Facet::Field(*ix)),
        };
        let lanes = with_choices(RecordType::Event).map(|(ix, _)| Lanes::Field(ix));
        Self {
            views: (View::TABS.into_iter())
                .filter(|view| view.has_records(dataset))
                .collect(),
            facets: facets.filter(|facet| has_choice(*facet)).collect(),
            has_dates: index.has_dates(),
            has_stances: (dataset.relationships.iter()).any(|it| it.stance.is_some()),
            plain,
            given,
            weights,
            groups: (Group::ALL.into_iter())
                .chain(groups)
                .filter(is_group)
                .collect(),
            lanes: (Lanes::ALL.into_iter())
                .chain(lanes)
                .filter(is_lane)
                .collect(),
            columns,
        }
    }
}

/// Whether a column says anything that tells rows apart; of one row alone, whether it
/// says anything. The three that make the sentence always do.
fn is_shown(column: Column, dataset: &Dataset) -> bool {
    let rows = &dataset.relationships;
    let says = |is_said: &dyn Fn(&Relationship) -> bool| match rows.as_slice() {
        [row] => is_said(row),
        _ => false,
    };
    match column {
        Column::Subject | Column::Predicate | Column::Object => true,
        Column::What => differ(rows, |it| &it.what) || says(&|it| !it.what.is_empty()),
        Column::Period => differ(rows, |it| it.period.as_ref()) || says(&|it| it.period.is_some()),
        // Every other status stands in front of its row, as a word.
        Column::Status => {
            let is_fact =
                |it: &Relationship| it.status.is_some() && it.factuality() == Factuality::Fact;
            rows.iter().any(is_fact) && differ(rows, |it| it.status) || says(&is_fact)
        }
        Column::Claimant => {
            let claimant = |it: &Relationship| (it.attribution, it.is_said_by_article());
            differ(rows, claimant) || says(&|it| it.attribution.is_some())
        }
        Column::Field(ix) => dataset.field(ix).is_some_and(|field| {
            let values = &field.values;
            let positions = || (0_u32..).take(rows.len());
            if field.value_type == FieldType::Number {
                let mut numbers = positions().map(|record| values.number(record));
                let first = numbers.next().flatten();
                numbers.any(|number| number != first) || rows.len() == 1 && first.is_some()
            } else {
                let mut codes = positions().map(|record| values.codes(record));
                let first = codes.next().unwrap_or_default();
                codes.any(|it| it != first) || rows.len() == 1 && !first.is_empty()
            }
        }),
    }
}

/// Whether any two of the records differ in what `of` tells of them.
fn differ<'a, R, T: PartialEq>(records: &'a [R], of: impl Fn(&'a R) -> T) -> bool {
    let mut values = records.iter().map(of);
    let first = values.next();
    first.is_some_and(|first| values.any(|value| value != first))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::dataset::{Value, decode};

    fn presence(document: Json) -> Presence {
        let document: Value = serde_json::from_value(document).unwrap();
        let decoded = decode(&document).unwrap();
        assert_eq!(decoded.problems, []);
        Presence::new(&decoded.dataset, &Index::new(&decoded.dataset))
    }

    fn payment(id: &str, object: &str, fields: Json) -> Json {
        json!({"id": id, "subject": "firm", "predicate": "gave to", "object": object,
            "kind": "trade", "fields": fields, "evidence": [{"paragraph": 1, "start": "a"}]})
    }

    fn payments(relationships: Vec<Json>) -> Json {
        json!({
            "format": "backstory/1",
            "entities": [
                {"id": "firm", "kind": "organisation", "name": "A firm"},
                {"id": "party", "kind": "organisation", "name": "A party"},
                {"id": "other", "kind": "organisation", "name": "Another"}
            ],
            "relationships": relationships,
            "fields": [
                {"id": "amount", "of": "relationships", "name": "Amount", "type": "number"},
                {"id": "way", "of": "relationships", "name": "Way", "type": "choice"},
                {"id": "never", "of": "relationships", "name": "Never", "type": "text"}
            ]
        })
    }

    fn shown(presence: &Presence) -> Vec<Column> {
        let columns = presence.columns.iter();
        columns
            .copied()
            .filter(|it| !presence.plain.contains(*it))
            .collect()
    }

    #[test]
    fn a_list_of_payments_has_no_timeline_and_no_empty_column() {
        let presence = presence(payments(vec![
            payment("a", "party", json!({"amount": 7, "way": "cash"})),
            payment("b", "other", json!({"amount": 8, "way": "cash"})),
            payment("c", "other", json!({"way": "cash"})),
        ]));
        assert_eq!(presence.views, [View::Relationships]);
        assert!(!presence.has_dates);
        assert!(!presence.has_stances);
        let amount = FieldIx(0);
        assert_eq!(
            shown(&presence),
            [
                Column::Subject,
                Column::Predicate,
                Column::Object,
                Column::Field(amount)
            ]
        );
        // One kind, one way, nobody's stance: no choice.
        assert_eq!(presence.facets, [Facet::Actor, Facet::Field(amount)]);
        assert_eq!(presence.groups, [Group::Object]);
        // The menu has every column.
        assert_eq!(presence.columns.len(), Column::ALL.len() + 3);
    }

    #[test]
    fn what_tells_rows_apart_is_shown() {
        let presence = presence(payments(vec![
            payment("a", "party", json!({"amount": 7, "way": "cash"})),
            payment(
                "b",
                "party",
                json!({"amount": 7, "way": ["cash", "cheque"]}),
            ),
        ]));
        let way = FieldIx(1);
        assert_eq!(shown(&presence).last(), Some(&Column::Field(way)));
        assert_eq!(presence.facets, [Facet::Actor, Facet::Field(way)]);
        assert_eq!(presence.groups, [Group::Field(way)]);
    }

    #[test]
    fn of_one_row_all_is_shown_that_it_says() {
        let presence = presence(payments(vec![payment("a", "party", json!({"amount": 7}))]));
        assert_eq!(shown(&presence).last(), Some(&Column::Field(FieldIx(0))));
        assert_eq!(shown(&presence).len(), 4);
        assert_eq!(presence.facets, [Facet::Actor]);
        assert_eq!(presence.groups, []);
    }

    #[test]
    fn a_number_is_missed_only_of_kinds_that_have_it() {
        let mut other = payment("b", "other", json!({"way": "cash"}));
        other["kind"] = "legal".into();
        let presence = presence(payments(vec![
            payment("a", "party", json!({"amount": 7})),
            payment("c", "party", json!({})),
            other,
        ]));
        assert_eq!(presence.given, [(FieldIx(0), RelationshipKind::Trade)]);
    }

    #[test]
    fn the_first_story_shows_all_that_it_showed() {
        let document = include_str!("../../../../data/rwanda.json");
        let presence = presence(serde_json::from_str(document).unwrap());
        assert_eq!(presence.views, View::TABS);
        assert!(presence.has_dates);
        assert!(presence.has_stances);
        let (revision, others) = Facet::MENUS.split_last().unwrap();
        assert_eq!(presence.facets, others);
        assert_eq!(*revision, Facet::Revision, "nothing was corrected");
        assert_eq!(shown(&presence), Column::ALL);
        assert_eq!(presence.groups, Group::ALL);
        assert_eq!(presence.lanes, Lanes::ALL);
    }
}
