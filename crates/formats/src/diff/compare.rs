//! Finding what changed, record by record.

use std::collections::HashMap;

use super::{Difference, RecordChange, Values};
use backstory_core::dataset::names::{article, entity, event, relationship};
use backstory_core::dataset::{
    CustomField, Dataset, Date, Entity, EntityIx, Event, EventIx, EventStatus, Evidence, Media,
    RecordType, Relationship, RelationshipStatus, Revision, Source, Stance,
};
use backstory_core::locale::{ENGLISH, correction_reason, describe, field_value};

/// What is otherwise in `new`: the article first, then each list in the order of `new`,
/// with what is no longer there after it.
#[must_use]
pub fn differences(old: &Dataset, new: &Dataset) -> Vec<Difference> {
    let mut found = Found::default();
    let (was, is) = (&old.article, &new.article);
    found.begin(None, "", &is.title);
    found.text(article::TITLE, &was.title, &is.title);
    found.text(article::SUMMARY, &was.summary, &is.summary);
    found.other(article::PUBLISHER, &was.publisher, &is.publisher);
    found.date(was.published.as_ref(), is.published.as_ref());
    found.list(article::MEDIA, media(&was.media), media(&is.media));
    for correction in &is.corrections {
        if !was.corrections.contains(correction) {
            found.add(RecordChange::Revised {
                is_retraction: false,
                note: correction_reason(correction, &ENGLISH),
            });
        }
    }
    let gone = was.corrections.iter();
    let gone = gone.filter(|it| is.corrections.iter().all(|other| other.note != it.note));
    let gone = gone.map(|it| ["“", &*it.note, "”"].concat()).collect();
    found.list(article::CORRECTIONS, gone, Vec::new());
    found.records(
        RecordType::Entity,
        (old, new),
        |it| &it.entities,
        |it| &it.id,
        |_, it| it.name.to_string(),
        |found, was, is| {
            found.entity(old, new, was.1, is.1);
            found.fields(RecordType::Entity, (old, was.0), (new, is.0));
        },
    );
    found.records(
        RecordType::Event,
        (old, new),
        |it| &it.events,
        |it| &it.id,
        |_, it| it.title.to_string(),
        |found, was, is| {
            found.event(old, new, was.1, is.1);
            found.fields(RecordType::Event, (old, was.0), (new, is.0));
        },
    );
    found.records(
        RecordType::Relationship,
        (old, new),
        |it| &it.relationships,
        |it| &it.id,
        Dataset::sentence,
        |found, was, is| {
            found.relationship(old, new, was.1, is.1);
            found.fields(RecordType::Relationship, (old, was.0), (new, is.0));
        },
    );
    found.all
}

#[derive(Default)]
struct Found {
    all: Vec<Difference>,
    record: Option<RecordType>,
    id: String,
    name: String,
}

impl Found {
    fn begin(&mut self, record: Option<RecordType>, id: &str, name: &str) {
        self.record = record;
        id.clone_into(&mut self.id);
        name.clone_into(&mut self.name);
    }

    fn add(&mut self, change: RecordChange) {
        self.all.push(Difference {
            record: self.record,
            id: self.id.clone(),
            name: self.name.clone(),
            change,
        });
    }

    fn records<T>(
        &mut self,
        record: RecordType,
        (old, new): (&Dataset, &Dataset),
        list: impl Fn(&Dataset) -> &[T],
        id: impl Fn(&T) -> &str,
        name: impl Fn(&Dataset, &T) -> String,
        compare: impl Fn(&mut Self, (u32, &T), (u32, &T)),
    ) {
        let by_id = |(position, it)| (id(it), (position, it));
        let mut rest: HashMap<&str, (u32, &T)> = (0..).zip(list(old)).map(by_id).collect();
        for is in (0..).zip(list(new)) {
            self.begin(Some(record), id(is.1), &name(new, is.1));
            match rest.remove(id(is.1)) {
                Some(was) => compare(self, was, is),
                None => self.add(RecordChange::Added),
            }
        }
        for was in list(old) {
            if rest.contains_key(id(was)) {
                self.begin(Some(record), id(was), &name(old, was));
                self.add(RecordChange::Removed);
            }
        }
    }

    fn entity(&mut self, old: &Dataset, new: &Dataset, was: &Entity, is: &Entity) {
        self.text(entity::NAME, &was.name, &is.name);
        self.text(entity::ROLE, &was.role, &is.role);
        self.other(
            entity::KIND,
            was.kind.id(&old.kinds),
            is.kind.id(&new.kinds),
        );
        self.other(
            entity::MEMBER_OF,
            &name(old, was.member_of),
            &name(new, is.member_of),
        );
        let texts = |it: &Entity| it.aliases.iter().map(ToString::to_string).collect();
        self.list(entity::ALIASES, texts(was), texts(is));
    }

    fn event(&mut self, old: &Dataset, new: &Dataset, was: &Event, is: &Event) {
        self.text(event::TITLE, &was.title, &is.title);
        self.date(was.date.as_ref(), is.date.as_ref());
        let status = |it: &Event| it.status.map_or("", EventStatus::as_str);
        self.other(event::STATUS, status(was), status(is));
        self.other(event::KIND, was.kind.id(&old.kinds), is.kind.id(&new.kinds));
        self.other(event::PLACE, &name(old, was.place), &name(new, is.place));
        self.text(event::SUMMARY, &was.summary, &is.summary);
        let participants = |dataset: &Dataset, it: &Event| {
            let all = it.participants.iter().map(|it| {
                let who = name(dataset, Some(it.entity));
                if it.role.is_empty() {
                    who
                } else {
                    [&who, ": ", &*it.role].concat()
                }
            });
            all.collect()
        };
        self.list(
            event::PARTICIPANTS,
            participants(old, was),
            participants(new, is),
        );
        let order = |dataset: &Dataset, it: &Event| {
            let lists = it.order.iter().flat_map(|order| order.lists());
            let links = lists.flat_map(|(relation, links)| {
                let title = |ix| dataset.event(ix).map_or("", |it| &*it.title);
                let said = move |event| [relation.as_str(), " “", title(event), "”"].concat();
                links.iter().map(move |link| said(link.event))
            });
            links.collect()
        };
        self.list("order", order(old, was), order(new, is));
        self.shared(
            (&was.evidence, &was.sources, was.revision.as_ref()),
            (&is.evidence, &is.sources, is.revision.as_ref()),
        );
    }

    fn relationship(
        &mut self,
        old: &Dataset,
        new: &Dataset,
        was: &Relationship,
        is: &Relationship,
    ) {
        self.other(
            relationship::SUBJECT,
            &name(old, Some(was.subject)),
            &name(new, Some(is.subject)),
        );
        self.text(relationship::PREDICATE, &was.predicate, &is.predicate);
        self.other(
            relationship::OBJECT,
            &name(old, Some(was.object)),
            &name(new, Some(is.object)),
        );
        self.text(relationship::WHAT, &was.what, &is.what);
        self.date(was.period.as_ref(), is.period.as_ref());
        self.claim(old, new, was, is);
        self.other(
            relationship::KIND,
            was.kind.id(&old.kinds),
            is.kind.id(&new.kinds),
        );
        let stance = |it: &Relationship| it.stance.map_or("", Stance::as_str);
        self.other(relationship::STANCE, stance(was), stance(is));
        let claimant = |dataset, it: &Relationship| name(dataset, it.attribution);
        self.other(
            relationship::ATTRIBUTION,
            &claimant(old, was),
            &claimant(new, is),
        );
        self.text(relationship::SUMMARY, &was.summary, &is.summary);
        let titles = |dataset: &Dataset, events: &[EventIx]| {
            let events = events.iter().filter_map(|ix| dataset.event(*ix));
            events.map(|it| it.title.to_string()).collect()
        };
        self.list(
            relationship::EVENTS,
            titles(old, &was.events),
            titles(new, &is.events),
        );
        self.shared(
            (&was.evidence, &was.sources, was.revision.as_ref()),
            (&is.evidence, &is.sources, is.revision.as_ref()),
        );
    }

    /// Whether the claim is denied, and by whom.
    fn claim(&mut self, old: &Dataset, new: &Dataset, was: &Relationship, is: &Relationship) {
        let names = |dataset: &Dataset, it: &Relationship| -> Vec<String> {
            let all = it.denied_by.iter().map(|ix| name(dataset, Some(*ix)));
            all.collect()
        };
        let denied = Some(RelationshipStatus::Denied);
        let is_denied = |it: &Relationship| it.status == denied || !it.denied_by.is_empty();
        match (is_denied(was), is_denied(is)) {
            (false, true) => self.add(RecordChange::Denied(names(new, is))),
            (true, false) => self.add(RecordChange::NoLongerDenied),
            _ => self.list(relationship::DENIED_BY, names(old, was), names(new, is)),
        }
        if was.status != denied && is.status != denied {
            let status = |it: &Relationship| it.status.map_or("", RelationshipStatus::as_str);
            self.other(relationship::STATUS, status(was), status(is));
        }
    }

    /// Media, and the values of the story's own fields, by the fields' ids.
    fn fields(
        &mut self,
        list: RecordType,
        (old, was): (&Dataset, u32),
        (new, is): (&Dataset, u32),
    ) {
        let media = |dataset: &Dataset, record| media(dataset.media.of(list, record));
        self.list(event::MEDIA, media(old, was), media(new, is));
        let of = |it: &&CustomField| it.of == list;
        let said = |fields: &[CustomField], id: &str, record: u32| -> String {
            let field = fields.iter().filter(of).find(|it| &*it.id == id);
            let values = field.into_iter().flat_map(|field| {
                let values = field.values.of(record);
                values.map(|value| field_value(field, value, &ENGLISH))
            });
            values.collect::<Vec<_>>().join(", ")
        };
        let is_gone = |it: &&CustomField| new.fields.iter().all(|new| new.id != it.id);
        let gone = old.fields.iter().filter(is_gone);
        for field in new.fields.iter().chain(gone).filter(of) {
            let from = said(&old.fields, &field.id, was);
            let to = said(&new.fields, &field.id, is);
            if from != to {
                let name = field.name.to_string();
                self.add(RecordChange::OwnField(name, values(&from, &to)));
            }
        }
    }

    fn shared(
        &mut self,
        was: (&[Evidence], &[Source], Option<&Revision>),
        is: (&[Evidence], &[Source], Option<&Revision>),
    ) {
        self.list(event::EVIDENCE, passages(was.0), passages(is.0));
        self.list(event::SOURCES, sources(was.1), sources(is.1));
        if let Some(revision) = is.2.filter(|_| was.2 != is.2) {
            self.add(RecordChange::Revised {
                is_retraction: revision.is_retraction(),
                note: revision.note.to_string(),
            });
        }
    }

    fn text(&mut self, field: &'static str, from: &str, to: &str) {
        if from != to {
            self.add(RecordChange::Reworded(field, values(from, to)));
        }
    }

    fn other(&mut self, field: &'static str, from: &str, to: &str) {
        if from != to {
            self.add(RecordChange::Other(field, values(from, to)));
        }
    }

    fn list(&mut self, field: &'static str, from: Vec<String>, to: Vec<String>) {
        let without = |list: &[String], other: &[String]| -> Vec<String> {
            let rest = list.iter().filter(|it| !other.contains(it));
            rest.cloned().collect()
        };
        let (added, removed) = (without(&to, &from), without(&from, &to));
        if !added.is_empty() || !removed.is_empty() {
            self.add(RecordChange::List {
                field,
                added,
                removed,
            });
        }
    }

    fn date(&mut self, from: Option<&Date>, to: Option<&Date>) {
        if from == to {
            return;
        }
        let said = |date: Option<&Date>| {
            let said = date.map(|date| describe(Some(date), &ENGLISH));
            said.unwrap_or_default()
        };
        let values = values(&said(from), &said(to));
        self.add(match (from, to) {
            (Some(from), Some(to)) if is_within(to, from) => RecordChange::DateMoreExact(values),
            (Some(from), Some(to)) if is_within(from, to) => RecordChange::DateLessExact(values),
            (None, Some(_)) => RecordChange::DateMoreExact(values),
            (Some(_), None) => RecordChange::DateLessExact(values),
            _ => RecordChange::OtherDate(values),
        });
    }
}

/// Whether all that one date may mean is within what another may mean, and is less.
fn is_within(one: &Date, other: &Date) -> bool {
    let reach = |date: &Date| {
        let spans = date.spans().iter();
        let from = spans.clone().map(|it| it.start_earliest).min();
        (from, spans.map(|it| it.end_latest).max())
    };
    let (one, other) = (reach(one), reach(other));
    one != other && one.0 >= other.0 && one.1 <= other.1
}

fn name(dataset: &Dataset, ix: Option<EntityIx>) -> String {
    let entity = ix.and_then(|ix| dataset.entity(ix));
    entity.map(|it| it.name.to_string()).unwrap_or_default()
}

fn passages(evidence: &[Evidence]) -> Vec<String> {
    let all = evidence.iter().map(|it| {
        let words = match &it.end {
            Some(end) => [&*it.start, " … ", end].concat(),
            None => it.start.to_string(),
        };
        format!("“{words}” (paragraph {})", it.paragraph)
    });
    all.collect()
}

fn sources(sources: &[Source]) -> Vec<String> {
    let all = sources.iter().map(|it| match &it.url {
        Some(url) if url.as_str() == &*it.title => it.title.to_string(),
        Some(url) => format!("{} ({})", it.title, url.as_str()),
        None => it.title.to_string(),
    });
    all.collect()
}

/// Each medium by all that it says, so that another word in it is a change.
fn media(media: &[Media]) -> Vec<String> {
    let all = media.iter().map(|it| {
        let texts = [&it.title, &it.caption, &it.credit, &it.alt].into_iter();
        let texts = texts.filter(|text| !text.is_empty()).map(|text| &**text);
        let texts: Vec<&str> = texts.collect();
        if texts.is_empty() {
            return it.src.as_str().to_owned();
        }
        format!("{} ({})", texts.join("; "), it.src.as_str())
    });
    all.collect()
}

fn values(from: &str, to: &str) -> Values {
    Values {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}
