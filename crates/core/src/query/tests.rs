//! The rules of the filter, one by one, and all of them against a naive engine.

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::dataset::{
    Article, CustomField, CustomKinds, Dataset, Date, DateRange, DistinctValue, Entity, EntityIx,
    EntityKind, Event, EventIx, EventKind, EventStatus, Evidence, FieldIx, FieldType, FieldValue,
    FieldValues, Match, MediaTable, OrderBounds, Participant, RecordType, Relationship,
    RelationshipIx, RelationshipKind, RelationshipStatus, Revision, RevisionStatus, Stance,
};

fn entity(id: &str, name: &str) -> Entity {
    Entity {
        id: id.into(),
        kind: EntityKind::Person,
        name: name.into(),
        aliases: Vec::new(),
        role: "".into(),
        member_of: None,
        wikidata: None,
    }
}

fn event(kind: EventKind, status: EventStatus, date: Option<&str>, who: &[u32]) -> Event {
    Event {
        id: "e".into(),
        date: date.map(|text| Date::parse(text).unwrap()),
        dating: None,
        title: kind.word().unwrap().into(),
        summary: "".into(),
        kind,
        status: Some(status),
        place: None,
        order: None,
        participants: who
            .iter()
            .map(|entity| Participant {
                entity: EntityIx(*entity),
                role: "".into(),
            })
            .collect(),
        evidence: Vec::new(),
        sources: Vec::new(),
        revision: None,
        added: None,
    }
}

fn relationship(subject: u32, object: u32, events: &[u32]) -> Relationship {
    Relationship {
        id: "r".into(),
        subject: EntityIx(subject),
        predicate: "knows".into(),
        object: EntityIx(object),
        what: "".into(),
        kind: RelationshipKind::Military,
        stance: Some(Stance::Cooperative),
        period: None,
        status: Some(RelationshipStatus::Stated),
        attribution: None,
        denied_by: Vec::new(),
        summary: "".into(),
        events: events.iter().copied().map(EventIx).collect(),
        evidence: Vec::new(),
        sources: Vec::new(),
        revision: None,
        added: None,
    }
}

/// Three people; a dated visit of the first, an undated offer of the second;
/// what the first is to the second rests on the visit.
fn small() -> Dataset {
    let mut bashir = entity("bashir", "Omar al-Bashir");
    bashir.aliases.push("Béchir".into());
    Dataset {
        media: MediaTable::default(),
        bounds: OrderBounds::default(),
        article: Article::default(),
        kinds: CustomKinds::default(),
        fields: Vec::new(),
        entities: vec![
            bashir,
            entity("putin", "Vladimir Putin"),
            entity("nkurunziza", "Pierre Nkurunziza"),
        ],
        events: vec![
            event(
                EventKind::Visit,
                EventStatus::Happened,
                Some("2017-11"),
                &[0, 1],
            ),
            event(EventKind::Offer, EventStatus::Proposed, None, &[1]),
        ],
        relationships: vec![
            relationship(0, 1, &[0]),
            Relationship {
                kind: RelationshipKind::Political,
                stance: Some(Stance::Hostile),
                status: Some(RelationshipStatus::Analysis),
                attribution: Some(EntityIx(2)),
                period: Some(Date::parse("2013/..").unwrap()),
                what: "debt 10".into(),
                ..relationship(1, 2, &[])
            },
        ],
    }
}

fn choose(choices: &[(Facet, &str)]) -> Filter {
    let mut filter = Filter::default();
    for (facet, key) in choices {
        filter.toggle(*facet, (*key).into());
    }
    filter
}

/// The positions of the events and of the relationships that a filter leaves.
fn found(dataset: &Dataset, filter: &Filter) -> (Vec<u32>, Vec<u32>) {
    let selection = Index::new(dataset).select(dataset, filter);
    (
        selection.events().iter().map(|(ix, _)| ix.0).collect(),
        selection
            .relationships()
            .iter()
            .map(|(ix, _)| ix.0)
            .collect(),
    )
}

fn search(text: &str) -> (Vec<u32>, Vec<u32>) {
    found(
        &small(),
        &Filter {
            text: text.into(),
            ..Filter::default()
        },
    )
}

#[test]
fn words_are_found_whatever_their_case_and_accents() {
    assert_eq!(search("nkurunziza"), (vec![], vec![1]));
    assert_eq!(search("al bashir"), (vec![0], vec![0]));
    assert_eq!(search("AL-BASHIR"), (vec![0], vec![0]));
    assert_eq!(search("bechir"), (vec![0], vec![0]));
    // Every word must be there, and begin a word.
    assert_eq!(search("putin bashir"), (vec![0], vec![0]));
    assert_eq!(search("put vlad offer"), (vec![1], vec![]));
    assert_eq!(search("utin"), (vec![], vec![]));
    // Nothing but white space asks for everything.
    assert_eq!(search("  - "), (vec![0, 1], vec![0, 1]));
    for nothing in ["", "  ", " - "] {
        assert!(
            !Filter {
                text: nothing.into(),
                ..Filter::default()
            }
            .is_active()
        );
    }
}

#[test]
fn words_in_quotation_marks_stand_together() {
    let mut dataset = small();
    dataset.events[0].summary = "The first visit to the Black Sea".into();
    dataset.events[1].summary = "The sea was black. To the first, a visit".into();
    let search = |text: &str| {
        let filter = Filter {
            text: text.into(),
            ..Filter::default()
        };
        found(&dataset, &filter).0
    };
    for (text, expected) in [
        ("black sea", vec![0, 1]),
        ("\"black sea\"", vec![0]),
        ("“Black Sea”", vec![0]),
        ("\"the first\"", vec![0, 1]),
        ("\"the first\" \"black sea\"", vec![0]),
        // A phrase's words are whole, but for one that is still being typed.
        ("\"black se\"", vec![]),
        ("\"black se", vec![0]),
        ("\"black", vec![0, 1]),
        // A name's words stand together, and no phrase goes from one text of a
        // record on to the next.
        ("\"omar al-bashir\"", vec![0]),
        ("\"bashir bechir\"", vec![]),
        ("\"visit the first\"", vec![]),
        ("\"\"", vec![0, 1]),
    ] {
        assert_eq!(search(text), expected, "{text}");
    }
}

#[test]
fn words_can_be_made_ready_a_slice_at_a_time() {
    let dataset = small();
    let index = Index::new(&dataset);
    let mut slices = 1;
    while !index.prepare(&dataset, 2) {
        slices += 1;
    }
    // Each of its seven units is read and then has its words put in order.
    assert!(slices >= 8, "{slices}");
    let filter = Filter {
        text: "nkurunziza".into(),
        ..Filter::default()
    };
    let selection = index.select(&dataset, &filter);
    assert_eq!(selection.relationships().len(), 1);
    assert_eq!(selection.events().len(), 0);
}

#[test]
fn every_text_of_a_record_is_searched() {
    let mut dataset = small();
    dataset.entities[2].aliases.push("盧旺達總統".into());
    dataset.entities.push(entity("sochi", "Sochi"));
    dataset.events[0].place = Some(EntityIx(3));
    dataset.events[0].participants[0].role = "host".into();
    dataset.events[1].summary = "An airlift".into();
    dataset.relationships[0].summary = "Thirdly".into();
    let search = |text: &str| {
        found(
            &dataset,
            &Filter {
                text: text.into(),
                ..Filter::default()
            },
        )
    };
    for (text, expected) in [
        ("sochi", (vec![0], vec![])),
        ("host", (vec![0], vec![])),
        ("airlift", (vec![1], vec![])),
        ("thirdly", (vec![], vec![0])),
        ("knows", (vec![], vec![0, 1])),
        ("debt 10", (vec![], vec![1])),
        // Chinese puts no space between words.
        ("總統", (vec![], vec![1])),
    ] {
        assert_eq!(search(text), expected, "{text}");
    }
}

#[test]
fn search_finds_what_the_reader_read() {
    let mut dataset = small();
    let passage = |start: &str, end: Option<&str>| Evidence {
        paragraph: 1,
        start: start.into(),
        end: end.map(Into::into),
    };
    dataset.events[1].evidence = vec![passage("She resigned in the", Some("of last winter"))];
    dataset.relationships[0].evidence = vec![passage("Kestrel paid its half", None)];
    dataset.relationships[0].what = "£18,500 a month".into();
    dataset.relationships[0].period = Some(Date::parse("2019-06~").unwrap());
    dataset.relationships[1].what = "18500 shells".into();
    dataset.relationships[1].period = Some(Date::parse("2015/2021").unwrap());
    for (text, expected) in [
        // Words of the passage, at both of its ends.
        ("resigned", (vec![1], vec![])),
        ("winter", (vec![1], vec![])),
        ("\"paid its half\"", (vec![], vec![0])),
        // No phrase runs from one end to the other.
        ("\"the of last\"", (vec![], vec![])),
        // A number, however its digits are grouped here and there.
        ("18500", (vec![], vec![0, 1])),
        ("18,500", (vec![], vec![0, 1])),
        ("£18,500", (vec![], vec![0, 1])),
        ("18 500 month", (vec![], vec![0])),
        ("\"18,500 a month\"", (vec![], vec![0])),
        // A year, by its name and by what lasted through it.
        ("2019", (vec![], vec![0, 1])),
        ("2016", (vec![], vec![1])),
        ("2016 shells", (vec![], vec![1])),
        ("2016 month", (vec![], vec![])),
        ("2030", (vec![], vec![])),
        // Digits of a day or a month are no year.
        ("06", (vec![], vec![])),
    ] {
        let filter = Filter {
            text: text.into(),
            ..Filter::default()
        };
        assert_eq!(found(&dataset, &filter), expected, "{text}");
    }
}

#[test]
fn somebody_without_records_leaves_none() {
    let mut dataset = small();
    dataset.entities.push(entity("bystander", "Bystander"));
    for facet in [Facet::Actor, Facet::Claimant] {
        assert_eq!(
            found(&dataset, &choose(&[(facet, "bystander")])),
            (vec![], vec![])
        );
    }
    let both = choose(&[(Facet::Actor, "bystander"), (Facet::Actor, "bashir")]);
    assert_eq!(found(&dataset, &both), (vec![0], vec![0]));
}

#[test]
fn records_of_the_same_days_keep_the_order_of_the_dataset() {
    let mut dataset = small();
    let dates = [
        Some("2018-06?"),
        Some("2018-06"),
        None,
        Some("2018-05"),
        None,
    ];
    dataset.events = dates
        .map(|date| event(EventKind::Visit, EventStatus::Happened, date, &[]))
        .into();
    dataset.relationships = ["2018-06?", "2018-06", "2018-05"]
        .map(|period| Relationship {
            period: Date::parse(period).ok(),
            ..relationship(0, 1, &[])
        })
        .into();
    let selection = Index::new(&dataset).select(&dataset, &Filter::default());
    assert_eq!(
        selection
            .events()
            .iter()
            .map(|row| row.0.0)
            .collect::<Vec<_>>(),
        [3, 0, 1, 2, 4]
    );
    for (direction, order) in [
        (Direction::Ascending, [2, 0, 1]),
        (Direction::Descending, [0, 1, 2]),
    ] {
        let mut rows = selection.relationships().to_vec();
        Index::new(&dataset).sort(
            &dataset,
            &mut rows,
            &[Sort {
                column: Column::Period,
                direction,
            }],
        );
        assert_eq!(rows.iter().map(|row| row.0.0).collect::<Vec<_>>(), order);
    }
}

#[test]
fn choices_are_or_within_a_facet_and_and_across() {
    let dataset = small();
    let filter = choose(&[(Facet::Actor, "bashir"), (Facet::Actor, "nkurunziza")]);
    assert_eq!(found(&dataset, &filter), (vec![0], vec![0, 1]));
    let filter = choose(&[
        (Facet::Actor, "bashir"),
        (Facet::Actor, "nkurunziza"),
        (Facet::Stance, "hostile"),
    ]);
    assert_eq!(found(&dataset, &filter), (vec![], vec![1]));
}

#[test]
fn a_record_answers_through_its_relationships_for_values_that_it_cannot_have() {
    let dataset = small();
    for (facet, key, expected) in [
        (Facet::Kind, "visit", (vec![0], vec![0])),
        (Facet::Kind, "military", (vec![0], vec![0])),
        (Facet::Kind, "political", (vec![], vec![1])),
        (Facet::Stance, "cooperative", (vec![0], vec![0])),
        (Facet::Status, "happened", (vec![0], vec![0])),
        (Facet::Status, "stated", (vec![0], vec![0])),
        (Facet::Status, "proposed", (vec![1], vec![])),
        (Facet::Claimant, ARTICLE, (vec![0], vec![0])),
        (Facet::Claimant, "nkurunziza", (vec![], vec![1])),
    ] {
        assert_eq!(found(&dataset, &choose(&[(facet, key)])), expected, "{key}");
    }
}

#[test]
fn a_status_of_both_vocabularies_is_each_records_own() {
    let mut dataset = small();
    dataset.events[0].status = Some(EventStatus::Reported);
    assert_eq!(
        found(&dataset, &choose(&[(Facet::Status, "reported")])),
        (vec![0], vec![])
    );
}

#[test]
fn a_choice_that_the_dataset_does_not_have_is_ignored() {
    let filter = choose(&[(Facet::Actor, "nobody")]);
    assert_eq!(found(&small(), &filter), (vec![0, 1], vec![0, 1]));
}

#[test]
fn dates_are_asked_and_the_undated_are_counted() {
    let day = |text: &str| Some(Date::parse(text).unwrap().earliest());
    let range = DateRange {
        from: day("2017-11-15"),
        to: None,
    };
    let selection = Index::new(&small()).select(
        &small(),
        &Filter {
            range,
            ..Filter::default()
        },
    );
    assert_eq!(selection.events(), [(EventIx(0), Match::Possible)]);
    assert_eq!(
        selection.relationships(),
        [(RelationshipIx(1), Match::Definite)]
    );
    assert_eq!(
        selection.possibly,
        Count {
            events: 1,
            relationships: 0
        }
    );
    assert_eq!(
        selection.undated_left_out,
        Count {
            events: 1,
            relationships: 1
        }
    );

    let sure = Filter {
        range,
        sure_only: true,
        ..Filter::default()
    };
    assert_eq!(found(&small(), &sure), (vec![], vec![1]));
}

#[test]
fn a_count_says_what_choosing_would_leave() {
    let index = Index::new(&small());
    let selection = index.select(
        &small(),
        &choose(&[(Facet::Stance, "hostile"), (Facet::Kind, "visit")]),
    );
    assert_eq!(selection.found(), Count::default());
    let counts: Vec<(&str, Count)> = index
        .values(Facet::Stance)
        .iter()
        .map(|value| &*value.key)
        .zip(selection.counts.of(Facet::Stance).iter().copied())
        .collect();
    // Of the visits, and with no regard to the stance that is chosen now.
    assert_eq!(
        counts,
        [
            (
                "cooperative",
                Count {
                    events: 1,
                    relationships: 1
                }
            ),
            ("hostile", Count::default()),
        ]
    );
}

#[test]
fn the_removal_that_brings_most_back_is_offered() {
    let index = Index::new(&small());
    let filter = Filter {
        text: "putin".into(),
        ..choose(&[(Facet::Stance, "hostile"), (Facet::Kind, "visit")])
    };
    assert_eq!(
        index.least_removal(&small(), &filter),
        Some((
            Removal::Facet(Facet::Stance),
            Count {
                events: 1,
                relationships: 1
            }
        ))
    );
    let hopeless = Filter {
        text: "x".into(),
        ..choose(&[(Facet::Kind, "visit")])
    };
    assert_eq!(
        index.least_removal(&small(), &hopeless),
        Some((
            Removal::Text,
            Count {
                events: 1,
                relationships: 1
            }
        ))
    );
    // Of equals the first: facets stand before words.
    let equal = Filter {
        text: "offer".into(),
        ..choose(&[(Facet::Stance, "hostile")])
    };
    assert_eq!(
        index.least_removal(&small(), &equal),
        Some((
            Removal::Facet(Facet::Stance),
            Count {
                events: 1,
                relationships: 0
            }
        ))
    );
}

#[test]
fn values_come_in_the_order_a_reader_expects() {
    let index = Index::new(&small());
    let keys = |facet| {
        index
            .values(facet)
            .iter()
            .map(|v| v.key.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(Facet::Actor), ["putin", "bashir", "nkurunziza"]);
    assert_eq!(
        keys(Facet::Kind),
        ["visit", "offer", "military", "political"]
    );

    // Those of as many records come by name, whatever the order of the document.
    let mut dataset = small();
    dataset.entities[1].name = "Zinaida".into();
    dataset.events[1].participants[0].entity = EntityIx(2);
    dataset.relationships[1].subject = EntityIx(0);
    let index = Index::new(&dataset);
    let keys: Vec<&str> = index
        .values(Facet::Actor)
        .iter()
        .map(|value| &*value.key)
        .collect();
    assert_eq!(keys, ["bashir", "nkurunziza", "putin"]);
}

#[test]
fn sorting_is_stable_and_leaves_the_empty_last() {
    let mut dataset = small();
    dataset.relationships.push(Relationship {
        what: "debt 9".into(),
        ..relationship(2, 1, &[])
    });
    dataset.relationships.push(Relationship {
        predicate: "arms".into(),
        ..relationship(0, 2, &[])
    });
    let order = |column, direction| {
        let mut rows: Vec<_> = (0..4)
            .map(|position| (RelationshipIx(position), Match::Definite))
            .collect();
        Index::new(&dataset).sort(&dataset, &mut rows, &[Sort { column, direction }]);
        rows.iter().map(|(ix, _)| ix.0).collect::<Vec<_>>()
    };
    use Direction::{Ascending, Descending};
    assert_eq!(order(Column::Subject, Ascending), [0, 3, 2, 1]);
    assert_eq!(order(Column::Subject, Descending), [1, 2, 0, 3]);
    assert_eq!(order(Column::Object, Ascending), [1, 3, 0, 2]);
    assert_eq!(order(Column::Predicate, Ascending), [3, 0, 1, 2]);
    // Numbers by their value; nothing to sort by comes last either way.
    assert_eq!(order(Column::What, Ascending), [2, 1, 0, 3]);
    assert_eq!(order(Column::What, Descending), [1, 2, 0, 3]);
    assert_eq!(order(Column::Period, Descending), [1, 0, 2, 3]);
    assert_eq!(order(Column::Status, Descending), [1, 0, 2, 3]);
    // The article itself stands before whom it names.
    assert_eq!(order(Column::Claimant, Ascending), [0, 2, 3, 1]);
}

#[test]
fn a_second_column_decides_where_the_first_finds_no_difference() {
    let mut dataset = small();
    dataset.relationships = [(2, 0), (0, 2), (2, 1), (0, 1), (0, 2)]
        .map(|(subject, object)| relationship(subject, object, &[]))
        .into();
    let order = |sorts: &[(Column, Direction)]| {
        let mut rows: Vec<_> = (0..5)
            .map(|position| (RelationshipIx(position), Match::Definite))
            .collect();
        let sorts: Vec<Sort> = sorts
            .iter()
            .map(|(column, direction)| Sort {
                column: *column,
                direction: *direction,
            })
            .collect();
        Index::new(&dataset).sort(&dataset, &mut rows, &sorts);
        rows.iter().map(|(ix, _)| ix.0).collect::<Vec<_>>()
    };
    use Direction::{Ascending, Descending};
    let names: Vec<&str> = dataset.entities.iter().map(|it| &*it.name).collect();
    let by_name = |ix: u32| names[ix as usize];
    let (subject, object) = (Column::Subject, Column::Object);
    let rows = order(&[(subject, Ascending), (object, Descending)]);
    let ends = |row: &u32| {
        let it = &dataset.relationships[*row as usize];
        (
            by_name(it.subject.0),
            std::cmp::Reverse(by_name(it.object.0)),
            *row,
        )
    };
    assert!(
        rows.windows(2).all(|pair| ends(&pair[0]) < ends(&pair[1])),
        "{rows:?}"
    );
    assert_ne!(rows, order(&[(object, Descending), (subject, Ascending)]));
    assert_eq!(order(&[]), [0, 1, 2, 3, 4]);
}

/// The same questions, answered by looking at every record with no index.
mod naive {
    use super::*;

    fn tied(dataset: &Dataset, event: usize) -> impl Iterator<Item = &Relationship> {
        dataset
            .relationships
            .iter()
            .filter(move |it| it.events.iter().any(|ix| ix.position() == event))
    }

    fn id(dataset: &Dataset, ix: EntityIx) -> String {
        dataset.entity(ix).unwrap().id.to_string()
    }

    fn actors(dataset: &Dataset, ix: EntityIx) -> Vec<String> {
        let entity = dataset.entity(ix).unwrap();
        let body = entity
            .member_of
            .filter(|_| entity.kind == EntityKind::Person);
        [Some(ix), body]
            .into_iter()
            .flatten()
            .map(|ix| id(dataset, ix))
            .collect()
    }

    fn claimant(dataset: &Dataset, it: &Relationship) -> Option<String> {
        match it.attribution {
            Some(ix) => Some(id(dataset, ix)),
            // The article does not claim what it passes on as denied.
            None if it.status == Some(RelationshipStatus::Denied) => None,
            // Nor what has no status.
            None if it.status.is_none() => None,
            None => Some(ARTICLE.to_owned()),
        }
    }

    /// Who claims it, where every other claim between the two and of the kind is theirs.
    fn sole_claimant(dataset: &Dataset, it: &Relationship) -> Option<String> {
        let own = it.attribution.map(|ix| id(dataset, ix))?;
        let of_the_same = |other: &&Relationship| {
            (other.subject, other.object, other.kind) == (it.subject, it.object, it.kind)
        };
        let mut same = dataset.relationships.iter().filter(of_the_same);
        let is_own = |other| claimant(dataset, other).is_none_or(|other| other == own);
        same.all(is_own).then_some(own)
    }

    fn revised(revision: Option<&Revision>, added: Option<&Date>) -> Vec<String> {
        let revision = revision.map(|it| it.status.as_str().to_owned());
        let added = added.map(|_| "added".to_owned());
        revision.into_iter().chain(added).collect()
    }

    /// Everybody whom a relationship names.
    fn named(it: &Relationship) -> impl Iterator<Item = EntityIx> {
        let ends = [Some(it.subject), Some(it.object), it.attribution];
        let deniers = it.denied_by.iter().copied();
        ends.into_iter().flatten().chain(deniers)
    }

    /// All values that a record has of a facet.
    fn has(dataset: &Dataset, record: usize, facet: Facet) -> Vec<String> {
        if let Some(event) = dataset.events.get(record) {
            let related = || tied(dataset, record);
            return match facet {
                Facet::Actor => {
                    let who = event
                        .participants
                        .iter()
                        .map(|p| p.entity)
                        .chain(event.place);
                    who.flat_map(|ix| actors(dataset, ix)).collect()
                }
                Facet::Kind => {
                    let related = related().map(|it| it.kind.word().unwrap().to_owned());
                    related
                        .chain([event.kind.word().unwrap().to_owned()])
                        .collect()
                }
                Facet::Status => related()
                    .filter_map(|it| Some(it.status?.as_str()))
                    .filter(|word| EventStatus::parse(word).is_none())
                    .chain(event.status.map(EventStatus::as_str))
                    .map(str::to_owned)
                    .collect(),
                Facet::Revision => revised(event.revision.as_ref(), event.added.as_ref()),
                Facet::SoleClaimant => related()
                    .filter_map(|it| sole_claimant(dataset, it))
                    .collect(),
                Facet::Stance => related()
                    .filter_map(|it| Some(it.stance?.as_str().to_owned()))
                    .collect(),
                Facet::Claimant => related().filter_map(|it| claimant(dataset, it)).collect(),
                Facet::Subject => related().map(|it| id(dataset, it.subject)).collect(),
                Facet::Object => related().map(|it| id(dataset, it.object)).collect(),
                Facet::Field(ix) => values(dataset, record, ix)
                    .into_iter()
                    .map(|it| it.0)
                    .collect(),
            };
        }
        let it = &dataset.relationships[record - dataset.events.len()];
        let related = || it.events.iter().map(|ix| dataset.event(*ix).unwrap());
        match facet {
            Facet::Actor => named(it).flat_map(|ix| actors(dataset, ix)).collect(),
            Facet::Kind => related()
                .map(|event| event.kind.word().unwrap().to_owned())
                .chain([it.kind.word().unwrap().to_owned()])
                .collect(),
            Facet::Status => related()
                .filter_map(|event| Some(event.status?.as_str()))
                .filter(|word| RelationshipStatus::parse(word).is_none())
                .chain(it.status.map(RelationshipStatus::as_str))
                .map(str::to_owned)
                .collect(),
            Facet::Revision => revised(it.revision.as_ref(), it.added.as_ref()),
            Facet::SoleClaimant => sole_claimant(dataset, it).into_iter().collect(),
            Facet::Stance => it.stance.iter().map(|it| it.as_str().to_owned()).collect(),
            Facet::Claimant => claimant(dataset, it).into_iter().collect(),
            Facet::Subject => vec![id(dataset, it.subject)],
            Facet::Object => vec![id(dataset, it.object)],
            Facet::Field(ix) => values(dataset, record, ix)
                .into_iter()
                .map(|it| it.0)
                .collect(),
        }
    }

    /// All values that a record has of a field, itself or by what it is connected to:
    /// each by its key and as a number or a date.
    fn values(
        dataset: &Dataset,
        record: usize,
        ix: FieldIx,
    ) -> Vec<(String, Option<f64>, Option<Date>)> {
        let field = dataset.field(ix).unwrap();
        let bearers: Vec<u32> = match (field.of, dataset.events.get(record)) {
            (RecordType::Event, Some(_)) => vec![u32::try_from(record).unwrap()],
            (RecordType::Relationship, Some(_)) => dataset
                .relationships()
                .filter(|(_, it)| it.events.iter().any(|ix| ix.position() == record))
                .map(|(ix, _)| ix.0)
                .collect(),
            (RecordType::Entity, Some(event)) => event
                .participants
                .iter()
                .map(|it| it.entity.0)
                .chain(event.place.map(|ix| ix.0))
                .collect(),
            (list, None) => {
                let position = record - dataset.events.len();
                let it = &dataset.relationships[position];
                match list {
                    RecordType::Event => it.events.iter().map(|ix| ix.0).collect(),
                    RecordType::Relationship => vec![u32::try_from(position).unwrap()],
                    RecordType::Entity => vec![it.subject.0, it.object.0],
                }
            }
        };
        let values = bearers
            .into_iter()
            .flat_map(|bearer| field.values.of(bearer));
        values
            .map(|value| match value {
                FieldValue::Number(number) => (String::new(), Some(number), None),
                FieldValue::Text(value) => (value.key.to_string(), None, value.date.clone()),
            })
            .collect()
    }

    /// Whether a record passes what is asked of fields by ranges.
    fn in_ranges(
        dataset: &Dataset,
        filter: &Filter,
        record: usize,
        without: Option<Removal>,
    ) -> bool {
        let mut ranges = filter.ranges.all().iter();
        ranges.all(|(ix, range)| {
            if without == Some(Removal::Facet(Facet::Field(*ix))) {
                return true;
            }
            let values = values(dataset, record, *ix);
            let least = if filter.sure_only {
                Match::Definite
            } else {
                Match::Possible
            };
            let passes = |value: &(String, Option<f64>, Option<Date>)| match value {
                (_, Some(number), _) => {
                    range.from.is_none_or(|from| from.get() <= *number)
                        && range.to.is_none_or(|to| *number <= to.get())
                }
                (_, _, Some(date)) => date.answer(range.days()) >= least,
                _ => false,
            };
            // Of several dates the first is the record's.
            let is_date = dataset.field(*ix).unwrap().value_type == FieldType::Date;
            let most = if is_date { 1 } else { values.len() };
            values.is_empty() && range.with_none || values.iter().take(most).any(passes)
        })
    }

    fn date(dataset: &Dataset, record: usize) -> Option<&Date> {
        match dataset.events.get(record) {
            Some(event) => event.date.as_ref(),
            None => dataset.relationships[record - dataset.events.len()]
                .period
                .as_ref(),
        }
    }

    /// All words by which a record is found.
    fn words(dataset: &Dataset, record: usize) -> Vec<String> {
        let name = |ix: EntityIx| dataset.entity(ix).unwrap().name.to_string();
        let texts: Vec<String> = match dataset.events.get(record) {
            Some(event) => {
                let who = event
                    .participants
                    .iter()
                    .map(|it| it.entity)
                    .chain(event.place);
                who.map(name).chain([event.title.to_string()]).collect()
            }
            None => {
                let it = &dataset.relationships[record - dataset.events.len()];
                named(it)
                    .map(name)
                    .chain([it.predicate.to_string()])
                    .collect()
            }
        };
        texts
            .iter()
            .flat_map(|text| text.split(' '))
            .map(str::to_lowercase)
            .collect()
    }

    /// What a record answers to the range.
    pub fn answer(dataset: &Dataset, filter: &Filter, record: usize) -> Match {
        match date(dataset, record) {
            _ if filter.range == DateRange::default() => Match::Definite,
            Some(date) => date.answer(filter.range),
            None => Match::No,
        }
    }

    pub fn is_undated(dataset: &Dataset, record: usize) -> bool {
        date(dataset, record).is_none()
    }

    /// What is looked at again and again: every record's values and words.
    pub struct Looked<'a> {
        pub dataset: &'a Dataset,
        values: Vec<Vec<Vec<String>>>,
        words: Vec<Vec<String>>,
    }

    impl<'a> Looked<'a> {
        pub fn at(dataset: &'a Dataset) -> Self {
            let all = || 0..records(dataset);
            Self {
                dataset,
                values: all()
                    .map(|record| {
                        let facets = Facet::all(dataset.fields.len());
                        facets.map(|facet| has(dataset, record, facet)).collect()
                    })
                    .collect(),
                words: all().map(|record| words(dataset, record)).collect(),
            }
        }

        /// All values that a record has of a facet.
        pub fn has(&self, record: usize, facet: Facet) -> &[String] {
            &self.values[record][facet.position()]
        }

        /// Which records pass the filter, but for the part `without`.
        pub fn pass(&self, filter: &Filter, without: Option<Removal>) -> Vec<usize> {
            let has_one = |record: usize, facet: Facet, keys: &BTreeSet<&str>| {
                let mut has = self.has(record, facet).iter();
                has.any(|key| keys.contains(&**key))
            };
            let all = || 0..records(self.dataset);
            let asked = Facet::all(self.dataset.fields.len()).map(|facet| {
                let chosen = filter.chosen.all().iter().filter(|it| it.0 == facet);
                (facet, chosen.map(|it| &*it.1).collect::<BTreeSet<&str>>())
            });
            let asked = asked.filter(|(facet, keys)| {
                let by_entity = facet.is_by_entity();
                let mut entities = self.dataset.entities.iter();
                let exists = by_entity && entities.any(|it| keys.contains(&*it.id))
                    || all().any(|record| has_one(record, *facet, keys));
                exists && Some(Removal::Facet(*facet)) != without
            });
            let asked: Vec<_> = asked.collect();
            let least = if filter.sure_only {
                Match::Definite
            } else {
                Match::Possible
            };
            let passes = |record: &usize| {
                let mut asked = asked.iter();
                let chosen = asked.all(|(facet, keys)| has_one(*record, *facet, keys));
                let words = &self.words[*record];
                let mut terms = filter.text.split_whitespace();
                let found = Some(Removal::Text) == without
                    || terms.all(|term| words.iter().any(|w| w.starts_with(term)));
                let in_range = Some(Removal::Range) == without
                    || answer(self.dataset, filter, *record) >= least;
                let in_ranges = in_ranges(self.dataset, filter, *record, without);
                chosen && found && in_range && in_ranges
            };
            all().filter(passes).collect()
        }
    }

    pub fn records(dataset: &Dataset) -> usize {
        dataset.events.len() + dataset.relationships.len()
    }

    pub fn count(dataset: &Dataset, records: impl IntoIterator<Item = usize>) -> Count {
        let mut count = Count::default();
        for record in records {
            if record < dataset.events.len() {
                count.events += 1;
            } else {
                count.relationships += 1;
            }
        }
        count
    }
}

const ENTITIES: u32 = 5;

fn some_date() -> impl Strategy<Value = Option<Date>> {
    let texts = vec![
        "2017",
        "2017-11",
        "2018-06~",
        "1963?",
        "2013/..",
        "[2018-06-01,2018-06-07]",
    ];
    proptest::option::of(select(texts)).prop_map(|text| text.map(|text| Date::parse(text).unwrap()))
}

fn some_revision() -> impl Strategy<Value = (Option<Revision>, Option<Date>)> {
    let revision = select(RevisionStatus::ALL).prop_map(|status| Revision {
        status,
        date: None,
        note: "".into(),
        was: "".into(),
    });
    (
        proptest::option::weighted(0.2, revision),
        proptest::option::weighted(0.2, Just(Date::parse("2018-07").unwrap())),
    )
}

fn some_event() -> impl Strategy<Value = Event> {
    (
        select(EventKind::ALL),
        proptest::option::weighted(0.8, select(EventStatus::ALL)),
        some_date(),
        proptest::collection::vec(0..ENTITIES, 0..3),
        proptest::option::of(0..ENTITIES),
        some_revision(),
    )
        .prop_map(
            |(kind, status, date, who, place, (revision, added))| Event {
                revision,
                added,
                date,
                place: place.map(EntityIx),
                status,
                ..event(kind, EventStatus::Happened, None, &who)
            },
        )
}

fn some_relationship(events: u32) -> impl Strategy<Value = Relationship> {
    (
        (
            0..ENTITIES,
            0..ENTITIES,
            proptest::option::of(0..ENTITIES),
            proptest::option::of(0..ENTITIES),
        ),
        (
            select(RelationshipKind::ALL),
            proptest::option::weighted(0.8, select(Stance::ALL)),
            proptest::option::weighted(0.8, select(RelationshipStatus::ALL)),
        ),
        some_date(),
        some_revision(),
        proptest::collection::vec(0..events.max(1), 0..3),
    )
        .prop_map(
            move |(
                (subject, object, attribution, denier),
                (kind, stance, status),
                period,
                (revision, added),
                related,
            )| {
                Relationship {
                    revision,
                    added,
                    attribution: attribution.map(EntityIx),
                    denied_by: denier.into_iter().map(EntityIx).collect(),
                    kind,
                    stance,
                    status,
                    period,
                    ..relationship(subject, object, if events == 0 { &[] } else { &related })
                }
            },
        )
}

fn some_dataset() -> impl Strategy<Value = Dataset> {
    proptest::collection::vec(some_event(), 0..40)
        .prop_flat_map(|events| {
            let count = u32::try_from(events.len()).unwrap();
            let value = (0..ENTITIES + 40, 0_u8..4);
            (
                Just(events),
                proptest::collection::vec(some_relationship(count), 0..40),
                proptest::collection::vec(proptest::collection::vec(value, 0..30), 5),
            )
        })
        .prop_map(|(events, relationships, values)| Dataset {
            media: MediaTable::default(),
            bounds: OrderBounds::default(),
            article: Article::default(),
            kinds: CustomKinds::default(),
            fields: some_fields(values, events.len(), relationships.len()),
            entities: (0..ENTITIES)
                .map(|n| Entity {
                    // The second belongs to the first, the third to the second…
                    member_of: n.checked_sub(1).map(EntityIx),
                    kind: if n % 3 == 0 {
                        EntityKind::Country
                    } else {
                        EntityKind::Person
                    },
                    ..entity(&format!("e{n}"), &format!("E{n}"))
                })
                .collect(),
            events,
            relationships,
        })
}

/// A field of each sort: amounts and days of relationships, courts of events, sectors and
/// a yes or no of entities.
fn some_fields(
    values: Vec<Vec<(u32, u8)>>,
    events: usize,
    relationships: usize,
) -> Vec<CustomField> {
    let sorts = [
        (RecordType::Relationship, FieldType::Number),
        (RecordType::Event, FieldType::Choice),
        (RecordType::Relationship, FieldType::Date),
        (RecordType::Entity, FieldType::Choice),
        (RecordType::Entity, FieldType::YesNo),
    ];
    let fields = sorts.into_iter().zip(values).zip(0..);
    fields
        .map(|(((of, value_type), mut given), number)| {
            let most = match of {
                RecordType::Entity => ENTITIES as usize,
                RecordType::Event => events,
                RecordType::Relationship => relationships,
            };
            given.retain(|(record, _)| (*record as usize) < most);
            given.sort_unstable();
            given.dedup_by_key(|it| {
                if value_type == FieldType::Choice {
                    *it
                } else {
                    (it.0, 0)
                }
            });
            let mut values = FieldValues::default();
            let dates = ["2017-11-15", "2018", "2013/..", "2018-06-03"];
            if value_type != FieldType::Number {
                for code in 0..4 {
                    let key: Rc<str> = match value_type {
                        FieldType::YesNo => ["no", "yes"][code % 2].into(),
                        FieldType::Date => dates[code].into(),
                        _ => format!("c{code}").into(),
                    };
                    let date = (value_type == FieldType::Date).then(|| Date::parse(&key).unwrap());
                    if code < 2 || value_type != FieldType::YesNo {
                        values.add_distinct(DistinctValue {
                            name: key.clone(),
                            key,
                            date,
                        });
                    }
                }
            }
            for (record, value) in given {
                match value_type {
                    FieldType::Number => {
                        values.push_number(record, [-2.5, 0.0, 7.0, 1e6][usize::from(value)])
                    }
                    FieldType::YesNo => values.push_code(record, u32::from(value % 2)),
                    _ => values.push_code(record, u32::from(value)),
                }
            }
            CustomField {
                id: format!("f{number}").into(),
                of,
                name: format!("F{number}").into(),
                value_type,
                unit: "".into(),
                values,
            }
        })
        .collect()
}

const fn field(ix: u8) -> Facet {
    Facet::Field(FieldIx(ix))
}

fn some_range() -> impl Strategy<Value = (FieldIx, Option<FieldRange>)> {
    let number = || proptest::option::of(select(vec![-3.0, -2.5, 0.0, 5.0, 7.0, 2e6]));
    let day = || proptest::option::of(select(vec!["2013", "2017-11-15", "2018-06-03", "2019"]));
    let none = any::<bool>();
    let numbers = (number(), number(), none).prop_map(|(from, to, with_none)| {
        let end = |end: Option<f64>| end.and_then(Finite::new);
        let range = FieldRange {
            from: end(from),
            to: end(to),
            with_none,
        };
        (FieldIx(0), Some(range))
    });
    let dates = (day(), day(), none).prop_map(|(from, to, with_none)| {
        let end = |end: Option<&str>| end.map(|end| Date::parse(end).unwrap().earliest());
        let days = DateRange {
            from: end(from),
            to: end(to),
        };
        (
            FieldIx(2),
            Some(FieldRange {
                with_none,
                ..FieldRange::of_days(days)
            }),
        )
    });
    let open = select(vec![FieldIx(0), FieldIx(2)]).prop_map(|ix| (ix, None));
    prop_oneof![4 => numbers, 2 => dates, 1 => open]
}

fn some_filter() -> impl Strategy<Value = Filter> {
    let keys = vec![
        (field(1), "c0"),
        (field(1), "c1"),
        (field(3), "c2"),
        (field(4), "yes"),
        (Facet::Actor, "e0"),
        (Facet::Actor, "e1"),
        (Facet::Actor, "e2"),
        (Facet::Kind, "visit"),
        (Facet::Kind, "offer"),
        (Facet::Kind, "trade"),
        (Facet::Kind, "legal"),
        (Facet::Status, "reported"),
        (Facet::Status, "happened"),
        (Facet::Status, "denied"),
        (Facet::Stance, "hostile"),
        (Facet::Claimant, ARTICLE),
        (Facet::Claimant, "e3"),
        (Facet::SoleClaimant, "e3"),
        (Facet::SoleClaimant, "e1"),
        (Facet::Revision, "corrected"),
        (Facet::Revision, "added"),
        (Facet::Actor, "nobody"),
        (Facet::Subject, "e0"),
        (Facet::Subject, "e1"),
        (Facet::Object, "e1"),
    ];
    let day = || proptest::option::of(select(vec!["2013", "2017-11-15", "2018-06-03", "2019"]));
    let text = select(vec![
        "", "", " ", "e", "e1", "e1 e2", "knows", "vis", "off e0", "nothing",
    ]);
    (
        proptest::collection::vec(select(keys), 0..5),
        text,
        day(),
        day(),
        any::<bool>(),
        proptest::option::of(some_range()),
    )
        .prop_map(|(choices, text, from, to, sure_only, range)| {
            let day = |text: &str| Date::parse(text).unwrap().earliest();
            let mut filter = choose(&[]);
            filter.text = text.into();
            for (facet, key) in choices {
                filter.toggle(facet, Rc::from(key));
            }
            filter.range = DateRange {
                from: from.map(day),
                to: to.map(day),
            };
            filter.sure_only = sure_only;
            if let Some((field, range)) = range {
                filter.ranges.set(field, range);
            }
            filter
        })
}

/// One thing that a reader does to a filter.
#[derive(Clone, Debug)]
enum FilterStep {
    Toggle(Facet, &'static str),
    Range(Option<&'static str>, Option<&'static str>),
    FieldRange(FieldIx, Option<FieldRange>),
    SureOnly(bool),
    Text(&'static str),
    Clear,
    Replace(Filter),
}

fn some_step() -> impl Strategy<Value = FilterStep> {
    let toggles = vec![
        (Facet::Actor, "e0"),
        (Facet::Actor, "e1"),
        (Facet::Kind, "visit"),
        (Facet::Kind, "trade"),
        (Facet::Status, "reported"),
        (Facet::Stance, "hostile"),
        (Facet::Claimant, ARTICLE),
        (Facet::SoleClaimant, "e1"),
        (Facet::Revision, "retracted"),
        (Facet::Object, "e1"),
        (field(1), "c0"),
        (field(4), "no"),
    ];
    let day = || {
        proptest::option::of(select(vec![
            "1963",
            "2013",
            "2017-11-15",
            "2018-06-03",
            "2019",
        ]))
    };
    prop_oneof![
        4 => select(toggles).prop_map(|(facet, key)| FilterStep::Toggle(facet, key)),
        4 => (day(), day()).prop_map(|(from, to)| FilterStep::Range(from, to)),
        4 => some_range().prop_map(|(field, range)| FilterStep::FieldRange(field, range)),
        1 => any::<bool>().prop_map(FilterStep::SureOnly),
        2 => select(vec!["", "e1", "knows", "vis"]).prop_map(FilterStep::Text),
        1 => Just(FilterStep::Clear),
        1 => some_filter().prop_map(FilterStep::Replace),
    ]
}

impl FilterStep {
    fn apply(&self, filter: &mut Filter) {
        let day = |text: &str| Date::parse(text).unwrap().earliest();
        match self {
            Self::Toggle(facet, key) => filter.toggle(*facet, (*key).into()),
            Self::Range(from, to) => {
                filter.range = DateRange {
                    from: from.map(day),
                    to: to.map(day),
                };
            }
            Self::FieldRange(field, range) => filter.ranges.set(*field, *range),
            Self::SureOnly(sure_only) => filter.sure_only = *sure_only,
            Self::Text(text) => filter.text = (*text).into(),
            Self::Clear => *filter = Filter::default(),
            Self::Replace(other) => *filter = other.clone(),
        }
    }
}

/// Holds what the engine says to what looking at every record says.
fn agrees(
    index: &Index,
    looked: &naive::Looked,
    filter: &Filter,
    selection: &Selection,
) -> Result<(), TestCaseError> {
    let dataset = looked.dataset;
    let expected = looked.pass(filter, None);
    let answer = |record: usize, answer: Match| {
        prop_assert_eq!(naive::answer(dataset, filter, record), answer);
        Ok(record)
    };
    let events = selection.events().iter();
    let events = events.map(|(ix, it)| answer(ix.position(), *it));
    let relationships = selection.relationships().iter();
    let relationships =
        relationships.map(|(ix, it)| answer(dataset.events.len() + ix.position(), *it));
    let mut records: Vec<usize> = events.chain(relationships).collect::<Result<_, _>>()?;
    records.sort_unstable();
    let count = |records: &[usize]| naive::count(dataset, records.iter().copied());
    prop_assert_eq!(selection.found(), count(&expected));
    prop_assert_eq!(&records, &expected);

    let mut possibly = expected;
    possibly.retain(|record| naive::answer(dataset, filter, *record) == Match::Possible);
    prop_assert_eq!(selection.possibly, count(&possibly));
    let mut skipped = looked.pass(filter, Some(Removal::Range));
    skipped.retain(|record| filter.has_range() && naive::is_undated(dataset, *record));
    prop_assert_eq!(selection.undated_left_out, count(&skipped));

    for facet in Facet::all(dataset.fields.len()) {
        let values = index.values(facet);
        let others = looked.pass(filter, Some(Removal::Facet(facet)));
        prop_assert_eq!(values.len(), selection.counts.of(facet).len());
        for (value, count) in values.iter().zip(selection.counts.of(facet)) {
            let has = |record: &usize| {
                looked
                    .has(*record, facet)
                    .iter()
                    .any(|it| **it == *value.key)
            };
            let with_value = others.iter().copied().filter(has);
            prop_assert_eq!(*count, naive::count(dataset, with_value));
        }
    }
    for pair in selection.events().windows(2) {
        let date = |row: &(EventIx, Match)| dataset.event(row.0).unwrap().date.clone();
        let (a, b) = (date(&pair[0]), date(&pair[1]));
        prop_assert!(b.is_none() || (a.is_some() && a <= b));
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_engine_agrees_with_a_naive_one(dataset in some_dataset(), filter in some_filter()) {
        let index = Index::new(&dataset);
        let looked = naive::Looked::at(&dataset);
        agrees(&index, &looked, &filter, &index.select(&dataset, &filter))?;

        let left_without = |part| looked.pass(&filter, Some(part)).len();
        let most = filter.removals().into_iter().map(left_without).max().filter(|most| *most > 0);
        let removal = index.least_removal(&dataset, &filter);
        prop_assert_eq!(removal.map(|(_, count)| count.total() as usize), most);
        prop_assert_eq!(removal.map(|(part, _)| left_without(part)), most);

        let with_choices = |facet: &Facet| match facet {
            Facet::Field(ix) => dataset.field(*ix).unwrap().value_type.has_choices(),
            _ => true,
        };
        for facet in Facet::all(dataset.fields.len()).filter(with_choices) {
            let known: BTreeSet<&str> =
                index.values(facet).iter().map(|value| &*value.key).collect();
            let all = 0..naive::records(&dataset);
            let occur = all.flat_map(|record| looked.has(record, facet)).map(|it| &**it).collect();
            prop_assert_eq!(known, occur);
        }
    }

    /// Whether it follows each changed record, counts all anew, or chooses.
    #[test]
    fn one_filter_after_another_agrees_too(
        dataset in some_dataset(),
        steps in proptest::collection::vec(some_step(), 1..10),
        cost in select(vec![0, 2, u32::MAX]),
    ) {
        let index = Index::new(&dataset);
        let looked = naive::Looked::at(&dataset);
        let mut session = QuerySession { delta_cost: cost, ..QuerySession::default() };
        let mut filter = Filter::default();
        for step in steps {
            step.apply(&mut filter);
            let selection = session.run(&index, &dataset, &filter);
            agrees(&index, &looked, &filter, &selection)?;
            prop_assert_eq!(&selection, &index.select(&dataset, &filter));
        }
    }
}

/// Events of which two have no date: one between others, one of which nothing is known.
fn ordered() -> Dataset {
    let event = |id: &str, rest: &str| {
        format!(
            r#"{{"id": "{id}", "title": "{id}", "kind": "other", "status": "planned", {rest}
            "evidence": [{{"paragraph": 1, "start": "a"}}]}}"#
        )
    };
    let events = [
        event("unknown", ""),
        event("between", r#""after": ["first"], "before": ["last"],"#),
        event("last", r#""date": "2018-05","#),
        event("first", r#""date": "2017-10","#),
        event("later", r#""after": ["last"],"#),
    ];
    let text = format!(
        r#"{{"format": "backstory/1", "events": [{}]}}"#,
        events.join(",")
    );
    let value: crate::dataset::Value = serde_json::from_str(&text).unwrap();
    crate::dataset::decode(&value).unwrap().dataset
}

#[test]
fn what_only_its_order_bounds_is_possibly_in_a_range() {
    let dataset = ordered();
    let index = Index::new(&dataset);
    let in_time: Vec<u32> = index.in_time().iter().map(|ix| ix.0).collect();
    assert_eq!(in_time, [3, 2, 1, 4, 0], "dated, bounded, undated");

    let mut session = QuerySession::default();
    let mut ask = |from: (i64, u8, u8), to: (i64, u8, u8), sure_only: bool| {
        let mut filter = Filter::default();
        filter.range.from = crate::dataset::Day::from_ymd(from.0, from.1, from.2);
        filter.range.to = crate::dataset::Day::from_ymd(to.0, to.1, to.2);
        filter.sure_only = sure_only;
        let selection = session.run(&index, &dataset, &filter);
        assert_eq!(
            selection,
            index.select(&dataset, &filter),
            "one after another"
        );
        let events = selection.events().iter();
        let events: Vec<(u32, Match)> = events.map(|(ix, answer)| (ix.0, *answer)).collect();
        (events, selection.undated_left_out.events)
    };
    let (definite, possible) = (Match::Definite, Match::Possible);
    // Even where the range holds all of what is possible.
    assert_eq!(
        ask((2017, 1, 1), (2019, 1, 1), false),
        (
            vec![(3, definite), (2, definite), (1, possible), (4, possible)],
            1
        )
    );
    assert_eq!(
        ask((2018, 1, 1), (2018, 1, 31), false),
        (vec![(1, possible)], 1)
    );
    assert_eq!(ask((2018, 1, 1), (2018, 1, 31), true), (Vec::new(), 1));
    assert_eq!(
        ask((2030, 1, 1), (2031, 1, 1), false),
        (vec![(4, possible)], 1)
    );
    assert_eq!(ask((2016, 1, 1), (2016, 1, 31), false), (Vec::new(), 1));
}

#[test]
fn what_was_corrected_can_be_chosen() {
    let mut dataset = small();
    let revision = |status| {
        Some(Revision {
            status,
            date: None,
            note: "A name was wrong.".into(),
            was: "".into(),
        })
    };
    dataset.events[0].revision = revision(RevisionStatus::Corrected);
    dataset.relationships[1].revision = revision(RevisionStatus::Retracted);
    dataset.events[1].added = Date::parse("2018-07").ok();
    let index = Index::new(&dataset);
    let choose = |word: &str| {
        let mut filter = Filter::default();
        filter.toggle(Facet::Revision, word.into());
        let found = index.select(&dataset, &filter);
        let events: Vec<u32> = found.events().iter().map(|(ix, _)| ix.0).collect();
        let relationships: Vec<u32> = found.relationships().iter().map(|(ix, _)| ix.0).collect();
        (events, relationships)
    };
    assert_eq!(choose("corrected"), (vec![0], vec![]));
    assert_eq!(choose("retracted"), (vec![], vec![1]));
    assert_eq!(choose("added"), (vec![1], vec![]));
    let values = index.values(Facet::Revision).iter();
    let words: Vec<&str> = values.map(|it| &*it.key).collect();
    assert_eq!(words, ["corrected", "retracted", "added"]);
}

#[test]
fn a_number_of_who_is_told_twice_counts_once() {
    let mut dataset = small();
    let mut values = FieldValues::default();
    for (entity, number) in [(0, 10.0), (1, 20.0)] {
        values.push_number(entity, number);
    }
    dataset.fields.push(CustomField {
        id: "wealth".into(),
        of: RecordType::Entity,
        name: "Wealth".into(),
        value_type: FieldType::Number,
        unit: "".into(),
        values,
    });
    // Who is both ends.
    for it in &mut dataset.relationships {
        (it.subject, it.object) = (EntityIx(0), EntityIx(0));
    }
    for it in &mut dataset.events {
        it.participants.clear();
        it.place = None;
    }
    let index = Index::new(&dataset);
    let numbers = index.numbers(FieldIx(0)).unwrap().values().to_vec();
    assert_eq!(numbers.len(), dataset.relationships.len());
}
