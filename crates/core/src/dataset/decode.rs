//! From a document to a dataset, with all that is wrong in it.

use std::collections::HashMap;

use super::fields::{Fields, Path, Reading, did_you_mean, join};
use super::value::Field;
use super::{
    Article, Basis, Dataset, Dating, Entity, EntityIx, EntityKind, Event, EventIx, EventKind,
    EventStatus, Evidence, Languages, Participant, Problem, Refusal, Relationship,
    RelationshipKind, RelationshipStatus, Revision, RevisionStatus, SafeUrl, Severity, Source,
    Stance, Text, Value,
};
use crate::util::hash::Quick;

/// The `format` that this version reads.
pub const FORMAT: &str = "backstory/1";

/// How many words either end of a passage may have, and how many a `start` that
/// is all of it.
const MAX_LOCATOR_WORDS: usize = 6;
const MAX_WHOLE_WORDS: usize = 12;

/// So many entities are copied for a glimpse at a dataset within a few
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
    pub left_out: u32,
}

/// Reads a document as a dataset.
///
/// A broken record is left out and its problems are reported; the rest is kept.
/// A record that refers to one that was left out is itself left out.
///
/// # Errors
///
/// A [`Refusal`] where the document as a whole is no dataset.
///
/// # Examples
///
/// ```
/// use backstory_core::dataset::{Value, decode};
///
/// let document: Value = serde_json::from_str(
///     r#"{"format": "backstory/1",
///         "entities": [{"id": "russia", "kind": "contry", "name": "Russia"}]}"#,
/// )?;
/// let decoded = decode(&document).unwrap();
/// assert_eq!(
///     decoded.problems[0].to_string(),
///     "entities[0].kind: \"contry\" is no kind; did you mean \"country\"?",
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn decode(document: &Value) -> Result<Decoded, Refusal> {
    decode_in(document, "")
}

/// The same for a reader of `language`, a BCP 47 tag: a text that is given in
/// several languages (`{"en": "…", "fr": "…"}`) is read in that one, and in the
/// first that is given where it lacks it.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_in(document: &Value, language: &str) -> Result<Decoded, Refusal> {
    let Value::Map(top) = document else {
        return Err(match document {
            Value::Null => Refusal::Empty,
            _ => Refusal::NotAnObject,
        });
    };
    check_format(top)?;
    let mut decoder = Decoder::default();
    decoder.prefer(language);
    decoder.head(document);
    // The lists in the order in which they refer to each other.
    for list in List::ALL {
        match top.iter().find(|(name, _)| name == list.name()) {
            Some((_, Value::List(values))) => {
                for (index, value) in values.iter().enumerate() {
                    decoder.record(list, index, value);
                }
            }
            Some((_, other)) => decoder.no_list(list, other),
            None => {}
        }
    }
    decoder.finish()
}

/// One of the document's lists of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Entities,
    Events,
    Relationships,
}

impl List {
    /// All of them, each after those that it refers to.
    pub const ALL: [Self; 3] = [Self::Entities, Self::Events, Self::Relationships];

    /// The field that holds it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Events => "events",
            Self::Relationships => "relationships",
        }
    }
}

/// A dataset in the making, record by record: all entities, then all events,
/// then all relationships.
#[derive(Default)]
pub(super) struct Decoder {
    reading: Reading,
    article: Article,
    entities: Records<Entity>,
    events: Records<Event>,
    relationships: Records<Relationship>,
    /// What entities say they belong to, until all entities are known.
    members: Vec<Member>,
    /// What events say they come after or before, until all events are known.
    neighbours: Vec<Neighbour>,
}

/// One event that another says it comes after or before.
struct Neighbour {
    /// The place in the document of the event that says so.
    index: usize,
    /// Its place in the dataset.
    position: u32,
    field: &'static str,
    /// The neighbour's place in the field's list.
    item: usize,
    id: Text,
}

/// What an entity says it belongs to.
struct Member {
    /// The entity's place in the document.
    index: usize,
    /// The entity's place in the dataset.
    position: u32,
    /// The id of what it belongs to, or what is wrong with that.
    of: Result<Text, String>,
}

impl Decoder {
    /// Wants texts in this language, where there are several.
    pub fn prefer(&mut self, language: &str) {
        language.clone_into(&mut self.reading.language);
    }

    /// Reads the record at `index` of a list, leaving it out where it cannot be
    /// read or repeats an id.
    pub fn record(&mut self, list: List, index: usize, value: &Value) {
        if list != List::Entities {
            self.link_members();
        }
        if list == List::Relationships {
            self.link_neighbours();
        }
        let Self {
            reading,
            entities,
            events,
            relationships,
            members,
            neighbours,
            ..
        } = self;
        let path = Path::Field(&Path::Root, list.name());
        let path = &Path::Item(&path, index);
        match list {
            List::Entities => {
                let read = |path: &Path| entity(value, path, reading);
                if let Some(position) = entities.read(value, path, reading, read)
                    && let Some(of) = member_of(value)
                {
                    members.push(Member {
                        index,
                        position,
                        of,
                    });
                }
            }
            List::Events => {
                let read = |path: &Path| event(value, path, reading, &entities.ids);
                let Some(position) = events.read(value, path, reading, read) else {
                    return;
                };
                for field in ["after", "before"] {
                    neighbours.extend(ids_in(value, field).map(|(item, id)| Neighbour {
                        index,
                        position,
                        field,
                        item,
                        id: id.into(),
                    }));
                }
            }
            List::Relationships => {
                let read =
                    |path: &Path| relationship(value, path, reading, &entities.ids, &events.ids);
                relationships.read(value, path, reading, read);
            }
        }
    }

    /// Notes that what should be a list is none.
    pub fn no_list(&self, list: List, value: &Value) {
        if *value != Value::Null {
            let path = Path::Field(&Path::Root, list.name());
            let message = join(&["should be a list, not ", value.describe()]);
            self.reading.add(&path, message, Severity::LeftOut);
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
                Some(_) => Err("an entity cannot belong to itself".to_owned()),
                None => Err(self.entities.ids.complaint(&id)),
            });
            match found {
                Ok(found) => {
                    let entity = self.entities.kept.get_mut(EntityIx(position).position());
                    if let Some(entity) = entity {
                        entity.member_of = Some(EntityIx(found));
                    }
                }
                Err(message) => {
                    let list = Path::Field(&Path::Root, List::Entities.name());
                    let item = Path::Item(&list, index);
                    let path = Path::Field(&item, "member_of");
                    self.reading.add(&path, message, Severity::Noted);
                }
            }
        }
    }

    /// Resolves `after` and `before` once all events are known. A bad one is
    /// dropped and noted, as in [`Decoder::link_members`].
    fn link_neighbours(&mut self) {
        for it in std::mem::take(&mut self.neighbours) {
            let found = match self.events.ids.find(&it.id) {
                Some(found) if found != it.position => Ok(EventIx(found)),
                Some(_) => Err(join(&["an event cannot come ", it.field, " itself"])),
                None => Err(self.events.ids.complaint(&it.id)),
            };
            let event = self.events.kept.get_mut(EventIx(it.position).position());
            match (found, event) {
                (Ok(found), Some(event)) => {
                    let order = event.order.get_or_insert_default();
                    let list = match it.field {
                        "after" => &mut order.after,
                        _ => &mut order.before,
                    };
                    list.push(found);
                }
                (Err(message), _) => {
                    let list = Path::Field(&Path::Root, List::Events.name());
                    let event = Path::Item(&list, it.index);
                    let field = Path::Field(&event, it.field);
                    let path = Path::Item(&field, it.item);
                    self.reading.add(&path, message, Severity::Noted);
                }
                _ => {}
            }
        }
    }

    /// Reads what stands in the document beside the lists. What is wrong there
    /// comes before all that is wrong in the lists.
    pub fn head(&mut self, document: &Value) {
        const KNOWN: &[&str] = &[
            "format",
            "article",
            "entities",
            "events",
            "relationships",
            "$schema",
        ];
        let in_lists = self.reading.take_problems();
        let reading = &self.reading;
        if let Some(top) = Fields::of(document, &Path::Root, reading, KNOWN) {
            let article = top.object("article", |value, path| article(value, path, reading));
            self.article = article.flatten().unwrap_or_default();
        }
        self.reading.add_problems(in_lists);
    }

    /// Whether there is a glimpse of so many; see `Loader::begins`.
    pub fn begins(&self, most: usize) -> bool {
        self.entities.kept.len() <= MOST_AT_A_GLIMPSE && self.relationships.kept.len() >= most
    }

    /// The first `most` relationships with all entities; see `Loader::glimpse`.
    pub fn glimpse(&self, most: usize) -> Option<Decoded> {
        let relationships = self.relationships.kept.get(..most)?;
        self.begins(most).then(|| Decoded {
            dataset: Dataset {
                article: Article::default(),
                entities: self.entities.kept.clone(),
                events: Vec::new(),
                relationships: relationships.to_vec(),
            },
            problems: Vec::new(),
            left_out: 0,
        })
    }

    /// The dataset that the records make.
    pub fn finish(mut self) -> Result<Decoded, Refusal> {
        self.link_members();
        self.link_neighbours();
        let left_out = self.entities.left_out + self.events.left_out + self.relationships.left_out;
        let problems = self.reading.take_problems();
        self.article.languages = self.reading.take_chosen();
        let (events, relationships) = (self.events.kept, self.relationships.kept);
        if events.is_empty() && relationships.is_empty() && problems.is_empty() {
            return Err(Refusal::Empty);
        }
        Ok(Decoded {
            dataset: Dataset {
                article: self.article,
                entities: self.entities.kept,
                events,
                relationships,
            },
            problems,
            left_out,
        })
    }
}

pub(super) fn check_format(top: &[Field]) -> Result<(), Refusal> {
    match top.iter().find(|(name, _)| name == "format") {
        Some((_, Value::Text(format))) if format == FORMAT => Ok(()),
        Some((_, Value::Text(format))) => Err(Refusal::Format(Some(format.to_string()))),
        Some(_) => Err(Refusal::Format(None)),
        None if top.is_empty() => Err(Refusal::Empty),
        None => Err(Refusal::Format(None)),
    }
}

/// Which ids a list has, and where their records are.
#[derive(Default)]
struct Ids {
    /// What a record of the list is called in a message.
    noun: &'static str,
    /// The position of each record; `None` for one that was left out.
    positions: HashMap<Text, Option<u32>, Quick>,
}

impl Ids {
    /// The position of the record that the field `name` refers to, which must
    /// be given.
    fn required(&self, fields: &Fields, name: &str) -> Option<u32> {
        let id = fields.str(name)?;
        self.find(id)
            .or_else(|| fields.fail(name, self.complaint(id)))
    }

    /// The same for a reference that may be missing: `Some(None)` where it is.
    fn optional(&self, fields: &Fields, name: &str) -> Option<Option<u32>> {
        match fields.optional_text(name)? {
            None => Some(None),
            Some(_) => self.required(fields, name).map(Some),
        }
    }

    fn find(&self, id: &str) -> Option<u32> {
        self.positions.get(id).copied().flatten()
    }

    /// Why `id` was not found.
    fn complaint(&self, id: &str) -> String {
        if self.positions.contains_key(id) {
            return join(&[self.noun, " \"", id, "\" was left out for its own problems"]);
        }
        let hint = did_you_mean(id, self.positions.keys().map(|id| &**id));
        join(&["no ", self.noun, " \"", id, "\"", &hint])
    }
}

/// A record that others refer to by its id.
trait Record {
    const NOUN: &'static str;
    fn id(&self) -> &Text;
}

impl Record for Entity {
    const NOUN: &'static str = "entity";
    fn id(&self) -> &Text {
        &self.id
    }
}

impl Record for Event {
    const NOUN: &'static str = "event";
    fn id(&self) -> &Text {
        &self.id
    }
}

impl Record for Relationship {
    const NOUN: &'static str = "relationship";
    fn id(&self) -> &Text {
        &self.id
    }
}

/// The records of one list so far.
struct Records<T> {
    kept: Vec<T>,
    ids: Ids,
    /// How many records of the list were left out.
    left_out: u32,
}

impl<T: Record> Default for Records<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            ids: Ids {
                noun: T::NOUN,
                positions: HashMap::default(),
            },
            left_out: 0,
        }
    }
}

impl<T: Record> Records<T> {
    /// Takes one record in, and says where it stands; `None` where it is left
    /// out.
    fn read(
        &mut self,
        value: &Value,
        path: &Path,
        reading: &Reading,
        read: impl FnOnce(&Path) -> Option<T>,
    ) -> Option<u32> {
        let id = id_of(value);
        let positions = &mut self.ids.positions;
        if let Some(id) = id.filter(|id| positions.contains_key(*id)) {
            let message = join(&[
                "there is another ",
                T::NOUN,
                " \"",
                id,
                "\" before this one",
            ]);
            reading.add(&Path::Field(path, "id"), message, Severity::LeftOut);
            self.left_out += 1;
            return None;
        }
        let Some(record) = read(path) else {
            self.left_out += 1;
            if let Some(id) = id {
                positions.insert(id.into(), None);
            }
            return None;
        };
        let position = u32::try_from(self.kept.len()).ok()?;
        positions.insert(record.id().clone(), Some(position));
        self.kept.push(record);
        Some(position)
    }
}

/// The id of a record that may be broken.
fn id_of<'a>(record: &'a Value) -> Option<&'a str> {
    let Value::Map(fields) = record else {
        return None;
    };
    fields.iter().find_map(|(name, value)| match value {
        Value::Text(id) if name == "id" => Some(id.trim()),
        _ => None,
    })
}

/// An id: lower-case letters, digits and single hyphens between them, so that
/// it can stand in a permalink as it is.
fn id(fields: &Fields) -> Option<Text> {
    let id = fields.str("id")?;
    let kebab = id.split('-').all(|word| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    });
    if kebab {
        // An id is its record's own, and stands with it.
        return Some(id.into());
    }
    fields.fail(
        "id",
        join(&[
            "\"",
            id,
            "\" should be words of a-z and 0-9 joined by hyphens",
        ]),
    )
}

fn article(value: &Value, path: &Path, reading: &Reading) -> Option<Article> {
    const KNOWN: &[&str] = &[
        "title",
        "publisher",
        "published",
        "dating",
        "language",
        "url",
        "summary",
    ];
    let fields = Fields::of(value, path, reading, KNOWN)?;
    Some(Article {
        title: fields.text_or_empty("title").unwrap_or_default(),
        publisher: fields.text_or_empty("publisher").unwrap_or_default(),
        published: fields.date("published").flatten(),
        dating: dating(&fields).flatten(),
        language: fields.text_or_empty("language").unwrap_or_default(),
        url: url(&fields),
        summary: fields.text_or_empty("summary").unwrap_or_default(),
        languages: Languages::default(),
    })
}

/// A link; one that is not safe is dropped and noted.
fn url(fields: &Fields) -> Option<SafeUrl> {
    let text = fields.optional_text("url").flatten()?;
    let url = SafeUrl::parse(text);
    if url.is_none() {
        let message = "is no link that a page may hold: http, https and mailto are";
        fields.note("url", message.to_owned());
    }
    url
}

fn entity(value: &Value, path: &Path, reading: &Reading) -> Option<Entity> {
    const KNOWN: &[&str] = &[
        "id",
        "kind",
        "name",
        "aliases",
        "role",
        "member_of",
        "wikidata",
    ];
    let fields = Fields::of(value, path, reading, KNOWN)?;
    let id = id(&fields);
    let kind = fields.word("kind", EntityKind::WORDS, EntityKind::parse);
    let name = fields.text("name");
    let aliases = fields.list("aliases", |value, path| {
        string(value, path, reading).map(|text| reading.shared(text))
    });
    let role = fields.text_or_empty("role");
    let wikidata = wikidata(&fields);
    Some(Entity {
        id: id?,
        kind: kind?,
        name: name?,
        aliases: aliases?,
        role: role?,
        member_of: None,
        wikidata,
    })
}

/// A list's member that must be text.
fn string<'a>(value: &'a Value, path: &Path, reading: &Reading) -> Option<&'a str> {
    if let Value::Text(text) = value {
        return Some(text.trim());
    }
    let message = join(&["should be text, not ", value.describe()]);
    reading.add(path, message, Severity::LeftOut);
    None
}

/// A Wikidata item's name; any other text is dropped and noted.
fn wikidata(fields: &Fields) -> Option<Text> {
    let text = fields.optional_text("wikidata").flatten()?;
    let digits = text.strip_prefix('Q').unwrap_or_default();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        return Some(text.into());
    }
    fields.note(
        "wikidata",
        join(&["\"", text, "\" is no Wikidata item, such as \"Q1037\""]),
    );
    None
}

/// What an entity says it belongs to.
fn member_of(value: &Value) -> Option<Result<Text, String>> {
    match field(value, "member_of")? {
        Value::Null => None,
        Value::Text(id) => Some(Ok((&**id).into())),
        other => Some(Err(join(&["should be text, not ", other.describe()]))),
    }
}

/// A field of a record that may be broken.
fn field<'a, 'v>(record: &'a Value<'v>, name: &str) -> Option<&'a Value<'v>> {
    let Value::Map(fields) = record else {
        return None;
    };
    let field = fields.iter().find(|(field, _)| field == name);
    field.map(|(_, value)| value)
}

/// The ids in a list that may be broken, with their places in it.
fn ids_in<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = (usize, &'a str)> {
    let items = match field(value, name) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().enumerate().filter_map(|(item, id)| match id {
        Value::Text(id) => Some((item, id.trim())),
        _ => None,
    })
}

fn event(value: &Value, path: &Path, reading: &Reading, entities: &Ids) -> Option<Event> {
    const KNOWN: &[&str] = &[
        "id",
        "date",
        "dating",
        "after",
        "before",
        "title",
        "summary",
        "kind",
        "status",
        "place",
        "participants",
        "evidence",
        "sources",
        "revision",
    ];
    let fields = Fields::of(value, path, reading, KNOWN)?;
    let id = id(&fields);
    let date = fields.date("date");
    let dating = dating(&fields);
    let known = |value: &Value, path: &Path| string(value, path, reading).map(drop);
    let (after, before) = (fields.list("after", known), fields.list("before", known));
    let title = fields.text("title");
    let summary = fields.text_or_empty("summary");
    let kind = fields.word("kind", EventKind::WORDS, EventKind::parse);
    let status = fields.word("status", EventStatus::WORDS, EventStatus::parse);
    let place = entities.optional(&fields, "place");
    let participants = fields.list("participants", |value, path| {
        let fields = Fields::of(value, path, reading, &["entity", "role"])?;
        let entity = entities.required(&fields, "entity");
        let role = fields.text_or_empty("role");
        Some(Participant {
            entity: EntityIx(entity?),
            role: role?,
        })
    });
    let evidence = evidence(&fields);
    let sources = sources(&fields);
    let revision = revision(&fields);
    after?;
    before?;
    Some(Event {
        id: id?,
        date: date?,
        dating: dating?,
        order: None,
        title: title?,
        summary: summary?,
        kind: kind?,
        status: status?,
        place: place?.map(EntityIx),
        participants: participants?,
        evidence: evidence?,
        sources: sources?,
        revision: revision?,
    })
}

fn relationship(
    value: &Value,
    path: &Path,
    reading: &Reading,
    entities: &Ids,
    events: &Ids,
) -> Option<Relationship> {
    const KNOWN: &[&str] = &[
        "id",
        "subject",
        "predicate",
        "object",
        "what",
        "kind",
        "stance",
        "period",
        "status",
        "attribution",
        "summary",
        "events",
        "evidence",
        "sources",
        "revision",
    ];
    let fields = Fields::of(value, path, reading, KNOWN)?;
    let id = id(&fields);
    let subject = entities.required(&fields, "subject");
    let predicate = fields.text("predicate");
    let object = entities.required(&fields, "object");
    let what = fields.text_or_empty("what");
    let kind = fields.word("kind", RelationshipKind::WORDS, RelationshipKind::parse);
    let stance = fields.word("stance", Stance::WORDS, Stance::parse);
    let period = fields.date("period");
    let status = fields.word(
        "status",
        RelationshipStatus::WORDS,
        RelationshipStatus::parse,
    );
    let attribution = entities.optional(&fields, "attribution");
    let summary = fields.text_or_empty("summary");
    let events = fields.list("events", |value, path| {
        let id = string(value, path, reading)?;
        events.find(id).map(EventIx).or_else(|| {
            reading.add(path, events.complaint(id), Severity::LeftOut);
            None
        })
    });
    let evidence = evidence(&fields);
    let sources = sources(&fields);
    let revision = revision(&fields);
    Some(Relationship {
        id: id?,
        subject: EntityIx(subject?),
        predicate: predicate?,
        object: EntityIx(object?),
        what: what?,
        kind: kind?,
        stance: stance?,
        period: period?,
        status: status?,
        attribution: attribution?.map(EntityIx),
        summary: summary?,
        events: events?,
        evidence: evidence?,
        sources: sources?,
        revision: revision?,
    })
}

fn dating(fields: &Fields) -> Option<Option<Dating>> {
    fields.object("dating", |value, path| {
        let fields = Fields::of(value, path, fields.reading, &["basis", "words", "note"])?;
        let basis = fields.word("basis", Basis::WORDS, Basis::parse);
        let words = fields.text_or_empty("words");
        let note = fields.text_or_empty("note");
        Some(Dating {
            basis: basis?,
            words: words?,
            note: note?,
        })
    })
}

fn revision(fields: &Fields) -> Option<Option<Revision>> {
    fields.object("revision", |value, path| {
        let fields = Fields::of(value, path, fields.reading, &["status", "date", "note"])?;
        let status = fields.word("status", RevisionStatus::WORDS, RevisionStatus::parse);
        let date = fields.date("date");
        let note = fields.text_or_empty("note");
        Some(Revision {
            status: status?,
            date: date?,
            note: note?,
        })
    })
}

/// A record's passages, of which there must be one.
fn evidence(fields: &Fields) -> Option<Vec<Evidence>> {
    let evidence = fields.list("evidence", |value, path| {
        let fields = Fields::of(value, path, fields.reading, &["paragraph", "start", "end"])?;
        let paragraph = fields.ordinal("paragraph");
        let start = fields.str("start");
        let end = fields.optional_text("end");
        let end = end?;
        let most = match end {
            Some(_) => MAX_LOCATOR_WORDS,
            None => MAX_WHOLE_WORDS,
        };
        let start = locator_end(&fields, "start", start?, most);
        let end = match end {
            Some(end) => Some(locator_end(&fields, "end", end, most)?),
            None => None,
        };
        Some(Evidence {
            paragraph: paragraph?,
            start: start?,
            end,
        })
    })?;
    if evidence.is_empty() {
        return fields.fail(
            "evidence",
            "is missing: name the passage that says so".to_owned(),
        );
    }
    Some(evidence)
}

/// The documents beside the article. A link that is not safe is dropped and
/// noted; the title still says what the source is.
fn sources(fields: &Fields) -> Option<Vec<Source>> {
    fields.list("sources", |value, path| {
        let fields = Fields::of(value, path, fields.reading, &["title", "url"])?;
        let title = fields.text("title");
        let url = url(&fields);
        Some(Source { title: title?, url })
    })
}

/// One end of a passage, which must be short: the dataset locates the article's
/// sentences and does not carry them.
fn locator_end(fields: &Fields, name: &str, words: &str, limit: usize) -> Option<Text> {
    // Quickly: between words stands a space, or something that is no ASCII.
    let is_between = |byte: &u8| *byte <= b' ' || !byte.is_ascii();
    let most = words.bytes().filter(is_between).count() + 1;
    if most <= limit || words.split_whitespace().count() <= limit {
        return Some(fields.reading.shared(words));
    }
    let message = if limit == MAX_WHOLE_WORDS {
        "has more than twelve words; give the first six, and the last six as its \"end\""
    } else {
        "has more than six words; the first or last six are enough"
    };
    fields.fail(name, message.to_owned())
}
