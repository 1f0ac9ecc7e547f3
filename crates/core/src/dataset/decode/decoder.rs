//! A dataset in the making, record by record.

use super::super::event_order::{Ordering, contradictions};
use super::super::fields::{DecodeContext, Fields, Path, wrong_type};
use super::super::names::{self, RecordType};
use super::super::{
    Article, Dataset, Entity, EntityIx, Event, EventIx, LoadError, MediaTable, OrderBounds,
    OrderLink, OrderRelation, Problem, ProblemKind, Relationship, Severity, Text, Value, ValueType,
};
use super::article::article;
use super::custom::Declared;
use super::entity::{entity, member_of};
use super::event::{StatedLink, event};
use super::media::media;
use super::records::Records;
use super::relationship::relationship;

/// So many entities are copied for a preview at a dataset within a few
/// milliseconds.
const MOST_AT_A_GLIMPSE: usize = 2_000;

/// A dataset with what was wrong in its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The records that could be read.
    pub dataset: Dataset,
    /// Everything that is wrong, in the order of the document.
    pub problems: Vec<Problem>,
    /// How many records were left out for it.
    pub skipped: u32,
}

/// A dataset in the making, record by record: all entities, then all events,
/// then all relationships.
#[derive(Default)]
pub(in super::super) struct Decoder {
    context: DecodeContext,
    article: Article,
    declared: Declared,
    /// What is wrong with the kinds and fields that the document declares.
    in_declarations: Vec<Problem>,
    entities: Records<Entity>,
    events: Records<Event>,
    relationships: Records<Relationship>,
    media: MediaTable,
    /// What entities say they belong to, until all entities are known.
    members: Vec<Member>,
    /// What events say they are ordered by, until all events are known.
    links: Vec<LinkOf>,
}

/// One event that another says it is ordered by.
struct LinkOf {
    /// The place in the document of the event that says so.
    index: usize,
    /// Its place in the dataset.
    position: u32,
    link: StatedLink,
}

/// How an event stands to those in its list of this name.
fn relation(field: &str) -> OrderRelation {
    match field {
        names::event::DURING => OrderRelation::During,
        names::event::BEFORE => OrderRelation::Before,
        _ => OrderRelation::After,
    }
}

/// What an entity says it belongs to.
struct Member {
    /// The entity's place in the document.
    index: usize,
    /// The entity's place in the dataset.
    position: u32,
    /// The id of what it belongs to, or what is wrong with that.
    of: Result<Text, ProblemKind>,
}

impl Decoder {
    /// Wants texts in this language, where there are several.
    pub fn prefer(&mut self, language: &str) {
        language.clone_into(&mut self.context.language);
    }

    /// Reads the record at `index` of a list, leaving it out where it cannot be
    /// read or repeats an id.
    pub fn record(&mut self, list: RecordType, index: usize, value: &Value) {
        if list != RecordType::Entity {
            self.link_members();
        }
        if list == RecordType::Relationship {
            self.link_events();
        }
        let Self {
            context,
            declared,
            entities,
            events,
            relationships,
            members,
            links,
            ..
        } = self;
        let path = Path::Field(&Path::Root, list.list());
        let path = &Path::Item(&path, index);
        let position = match list {
            RecordType::Entity => {
                let read = |path: &Path| entity(value, path, context, &declared.kinds);
                let position = entities.read(value, path, context, read);
                if let Some(position) = position
                    && let Some(of) = member_of(value)
                {
                    members.push(Member {
                        index,
                        position,
                        of,
                    });
                }
                position
            }
            RecordType::Event => {
                let mut stated = Vec::new();
                let kinds = &declared.kinds;
                let known = &entities.ids;
                let read = |path: &Path| event(value, path, context, kinds, known, &mut stated);
                let position = events.read(value, path, context, read);
                if let Some(position) = position {
                    links.extend(stated.into_iter().map(|link| LinkOf {
                        index,
                        position,
                        link,
                    }));
                }
                position
            }
            RecordType::Relationship => {
                let kinds = &declared.kinds;
                let read = |path: &Path| {
                    relationship(value, path, context, kinds, &entities.ids, &events.ids)
                };
                relationships.read(value, path, context, read)
            }
        };
        declared.read_values(list, value, path, context, position);
        let media = media(value, path, context);
        if let Some(position) = position {
            self.media.push(list, position, media);
        }
    }

    /// Notes that a value that should be a list is not one.
    pub fn no_list(&self, list: RecordType, value: &Value) {
        if *value != Value::Null {
            let path = Path::Field(&Path::Root, list.list());
            let problem = wrong_type(ValueType::List, value);
            self.context.add(&path, problem, Severity::Skipped);
        }
    }

    /// Resolves `member_of` once all entities are known. A bad one is dropped
    /// and noted: leaving the entity out would take all of its records with it.
    fn link_members(&mut self) {
        for Member {
            index,
            position,
            of,
        } in std::mem::take(&mut self.members)
        {
            let found = of.and_then(|id| match self.entities.ids.find(&id) {
                Some(found) if found != position => Ok(found),
                Some(_) => Err(ProblemKind::MemberOfItself),
                None => Err(self.entities.ids.unknown(&id, &self.context)),
            });
            match found {
                Ok(found) => {
                    let entity = self.entities.kept.get_mut(EntityIx(position).position());
                    if let Some(entity) = entity {
                        entity.member_of = Some(EntityIx(found));
                    }
                }
                Err(problem) => {
                    let list = Path::Field(&Path::Root, RecordType::Entity.list());
                    let item = Path::Item(&list, index);
                    let path = Path::Field(&item, names::entity::MEMBER_OF);
                    self.context.add(&path, problem, Severity::Noted);
                }
            }
        }
    }

    /// Resolves `after`, `before` and `during` once all events are known. A bad one is
    /// dropped and noted, as in [`Decoder::link_members`], and so is one that contradicts
    /// others or the dates.
    fn link_events(&mut self) {
        let mut found: Vec<(LinkOf, Ordering)> = Vec::new();
        for it in std::mem::take(&mut self.links) {
            let field = it.link.field;
            match self.events.ids.find(&it.link.id) {
                Some(other) if other != it.position => {
                    let ordering = Ordering {
                        event: EventIx(it.position),
                        relation: relation(field),
                        other: EventIx(other),
                    };
                    found.push((it, ordering));
                }
                Some(_) => self.note_link(&it, ProblemKind::OrderedByItself { field }),
                None => {
                    let unknown = self.events.ids.unknown(&it.link.id, &self.context);
                    self.note_link(&it, unknown);
                }
            }
        }
        let orderings = found.iter().map(|(_, ordering)| *ordering).collect();
        let mut wrong = contradictions(&self.events.kept, orderings);
        crate::util::sort::sort_by_key(&mut wrong, |(position, _)| (*position as i64, 0));
        let mut wrong = wrong.into_iter().peekable();
        for (position, (it, ordering)) in found.into_iter().enumerate() {
            if let Some((_, chain)) = wrong.next_if(|(wrong, _)| *wrong == position) {
                self.note_link(&it, ProblemKind::OrderContradiction(Box::new(chain)));
                continue;
            }
            let Some(event) = self.events.kept.get_mut(ordering.event.position()) else {
                continue;
            };
            let order = event.order.get_or_insert_default();
            let list = match ordering.relation {
                OrderRelation::During => &mut order.during,
                OrderRelation::Before => &mut order.before,
                _ => &mut order.after,
            };
            list.push(OrderLink {
                event: ordering.other,
                evidence: it.link.evidence,
            });
        }
    }

    fn note_link(&self, it: &LinkOf, problem: ProblemKind) {
        let list = Path::Field(&Path::Root, RecordType::Event.list());
        let event = Path::Item(&list, it.index);
        let field = Path::Field(&event, it.link.field);
        let path = Path::Item(&field, it.link.item);
        self.context.add(&path, problem, Severity::Noted);
    }

    /// Reads what the document declares in a field of this name, if it does.
    pub fn declare(&mut self, name: &str, value: &Value) {
        let before = self.context.take_problems();
        self.declared.declare(name, value, &self.context);
        self.in_declarations.extend(self.context.take_problems());
        self.context.add_problems(before);
    }

    /// Whether all that the record refers to among the declarations is known.
    pub fn can_read(&self, list: RecordType, record: &Value) -> bool {
        self.declared.can_read(list, record)
    }

    /// Reads what stands in the document next to the lists. What is wrong there
    /// comes before all that is wrong in the lists.
    pub fn head(&mut self, document: &Value) {
        let in_lists = self.context.take_problems();
        let context = &self.context;
        if let Some(top) = Fields::of(document, &Path::Root, context, names::document::ALL) {
            let article = top.object(names::document::ARTICLE, |value, path| {
                article(value, path, context)
            });
            self.article = article.flatten().unwrap_or_default();
        }
        let in_declarations = std::mem::take(&mut self.in_declarations);
        self.context.add_problems(in_declarations);
        self.context.add_problems(in_lists);
    }

    /// Whether there is a preview of so many; see `Loader::begins`.
    pub fn can_preview(&self, most: usize) -> bool {
        self.entities.kept.len() <= MOST_AT_A_GLIMPSE && self.relationships.kept.len() >= most
    }

    /// The first `most` relationships with all entities; see `Loader::preview`.
    pub fn preview(&self, most: usize) -> Option<Decoded> {
        let relationships = self.relationships.kept.get(..most)?;
        self.can_preview(most).then(|| Decoded {
            dataset: Dataset {
                article: Article::default(),
                kinds: self.declared.kinds.clone(),
                fields: (self.declared.fields.iter())
                    .map(|builder| builder.field.clone())
                    .collect(),
                entities: self.entities.kept.clone(),
                events: Vec::new(),
                relationships: relationships.to_vec(),
                media: MediaTable::default(),
                bounds: OrderBounds::default(),
            },
            problems: Vec::new(),
            skipped: 0,
        })
    }

    /// The dataset that the records make.
    pub fn finish(mut self) -> Result<Decoded, LoadError> {
        self.link_members();
        self.link_events();
        let skipped = self.entities.skipped + self.events.skipped + self.relationships.skipped;
        let problems = self.context.take_problems();
        self.article.languages = self.context.take_chosen();
        let (events, relationships) = (self.events.kept, self.relationships.kept);
        if events.is_empty() && relationships.is_empty() && problems.is_empty() {
            return Err(LoadError::Empty);
        }
        let bounds = OrderBounds::new(&events, self.article.published.as_ref());
        Ok(Decoded {
            dataset: Dataset {
                bounds,
                article: self.article,
                kinds: self.declared.kinds,
                fields: (self.declared.fields.into_iter())
                    .map(|builder| builder.field)
                    .collect(),
                entities: self.entities.kept,
                events,
                relationships,
                media: self.media,
            },
            problems,
            skipped,
        })
    }
}
