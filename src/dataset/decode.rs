//! From a document to a dataset, with all that is wrong in it.

use std::collections::HashMap;

use super::fields::{Fields, Problems, did_you_mean, join};
use super::{
    Article, Basis, Dataset, Dating, Entity, EntityIx, EntityKind, Event, EventIx, EventKind,
    EventStatus, Evidence, Participant, Problem, Refusal, Relationship, RelationshipKind,
    RelationshipStatus, Revision, RevisionStatus, SafeUrl, Severity, Source, Stance, Text, Value,
};

/// The `format` that this version reads.
pub const FORMAT: &str = "backstory/1";

/// How many words either end of a passage may have.
const MAX_LOCATOR_WORDS: usize = 6;

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
/// use backstory::dataset::{Value, decode};
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
    let Value::Map(top) = document else {
        return Err(match document {
            Value::Null => Refusal::Empty,
            _ => Refusal::NotAnObject,
        });
    };
    check_format(top)?;

    let problems = Problems::default();
    let known = [
        "format",
        "article",
        "entities",
        "events",
        "relationships",
        "$schema",
    ];
    let Some(top) = Fields::of(document, String::new(), &problems, &known) else {
        return Err(Refusal::NotAnObject);
    };
    let article = top.object("article", |value, path| article(value, path, &problems));
    let article = article.flatten().unwrap_or_default();

    let items = top.items("entities");
    let (mut entities, entity_ids) = records(&items, &problems, |value, path| {
        entity(value, path, &problems)
    });
    link_members(&items, &problems, &mut entities, &entity_ids);
    let (events, event_ids) = records(&top.items("events"), &problems, |value, path| {
        event(value, path, &problems, &entity_ids)
    });
    let (relationships, relationship_ids) =
        records(&top.items("relationships"), &problems, |value, path| {
            relationship(value, path, &problems, &entity_ids, &event_ids)
        });
    let left_out = entity_ids.left_out + event_ids.left_out + relationship_ids.left_out;

    let problems = problems.into_inner();
    if events.is_empty() && relationships.is_empty() && problems.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(Decoded {
        dataset: Dataset {
            article,
            entities,
            events,
            relationships,
        },
        problems,
        left_out,
    })
}

fn check_format(top: &[(String, Value)]) -> Result<(), Refusal> {
    match top.iter().find(|(name, _)| name == "format") {
        Some((_, Value::Text(format))) if format == FORMAT => Ok(()),
        Some((_, Value::Text(format))) => Err(Refusal::Format(Some(format.clone()))),
        Some(_) => Err(Refusal::Format(None)),
        None if top.is_empty() => Err(Refusal::Empty),
        None => Err(Refusal::Format(None)),
    }
}

/// Which ids a list has, and where their records are.
struct Ids {
    /// What a record of the list is called in a message.
    noun: &'static str,
    /// The position of each record; `None` for one that was left out.
    positions: HashMap<Text, Option<u32>>,
    /// How many records of the list were left out.
    left_out: u32,
}

impl Ids {
    /// The position of the record that the field `name` refers to, which must
    /// be given.
    fn required(&self, fields: &Fields, name: &str) -> Option<u32> {
        let id = fields.text(name)?;
        self.find(&id)
            .or_else(|| fields.fail(name, self.complaint(&id)))
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

/// Reads the records of one list of the document, leaving out what cannot be
/// read and what repeats an id.
fn records<'a, T: Record>(
    items: &[(&'a Value, String)],
    problems: &Problems,
    read: impl Fn(&'a Value, String) -> Option<T>,
) -> (Vec<T>, Ids) {
    let mut kept: Vec<T> = Vec::new();
    let mut ids = Ids {
        noun: T::NOUN,
        positions: HashMap::new(),
        left_out: 0,
    };
    for (value, path) in items {
        let id = id_of(value);
        if let Some(id) = id.filter(|id| ids.positions.contains_key(*id)) {
            let message = join(&[
                "there is another ",
                T::NOUN,
                " \"",
                id,
                "\" before this one",
            ]);
            problems.add(join(&[path, ".id"]), message, Severity::LeftOut);
            ids.left_out += 1;
            continue;
        }
        match read(value, path.clone()) {
            Some(record) => {
                let position = u32::try_from(kept.len()).ok();
                ids.positions.insert(record.id().clone(), position);
                kept.push(record);
            }
            None => {
                ids.left_out += 1;
                if let Some(id) = id {
                    ids.positions.insert(id.into(), None);
                }
            }
        }
    }
    (kept, ids)
}

/// The id of a record that may be broken.
fn id_of(record: &Value) -> Option<&str> {
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
    let id = fields.text("id")?;
    let kebab = id.split('-').all(|word| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    });
    if kebab {
        return Some(id);
    }
    fields.fail(
        "id",
        join(&[
            "\"",
            &id,
            "\" should be words of a-z and 0-9 joined by hyphens",
        ]),
    )
}

fn article(value: &Value, path: String, problems: &Problems) -> Option<Article> {
    let known = [
        "title",
        "publisher",
        "published",
        "dating",
        "language",
        "url",
        "summary",
    ];
    let fields = Fields::of(value, path, problems, &known)?;
    Some(Article {
        title: fields.text_or_empty("title").unwrap_or_default(),
        publisher: fields.text_or_empty("publisher").unwrap_or_default(),
        published: fields.date("published").flatten(),
        dating: dating(&fields, problems).flatten(),
        language: fields.text_or_empty("language").unwrap_or_default(),
        url: url(&fields),
        summary: fields.text_or_empty("summary").unwrap_or_default(),
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

fn entity(value: &Value, path: String, problems: &Problems) -> Option<Entity> {
    let known = [
        "id",
        "kind",
        "name",
        "aliases",
        "role",
        "member_of",
        "wikidata",
    ];
    let fields = Fields::of(value, path, problems, &known)?;
    let id = id(&fields);
    let kind = fields.word("kind", EntityKind::WORDS, EntityKind::parse);
    let name = fields.text("name");
    let aliases = fields.list("aliases", |value, path| {
        string(value, &path, problems).map(Text::from)
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
fn string<'a>(value: &'a Value, path: &str, problems: &Problems) -> Option<&'a str> {
    if let Value::Text(text) = value {
        return Some(text.trim());
    }
    let message = join(&["should be text, not ", value.describe()]);
    problems.add(path.to_owned(), message, Severity::LeftOut);
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

/// Resolves `member_of` once all entities are known. A bad one is dropped and
/// noted: leaving the entity out would take all of its records with it.
fn link_members(
    items: &[(&Value, String)],
    problems: &Problems,
    entities: &mut [Entity],
    ids: &Ids,
) {
    for (value, path) in items {
        let Some(position) = id_of(value).and_then(|id| ids.find(id)) else {
            continue;
        };
        let Value::Map(fields) = value else { continue };
        let member_of = fields.iter().find(|(name, _)| name == "member_of");
        let found = match member_of {
            None | Some((_, Value::Null)) => continue,
            Some((_, Value::Text(id))) => match ids.find(id) {
                Some(found) if found != position => Ok(found),
                Some(_) => Err("an entity cannot belong to itself".to_owned()),
                None => Err(ids.complaint(id)),
            },
            Some((_, other)) => Err(join(&["should be text, not ", other.describe()])),
        };
        match found {
            Ok(found) => {
                if let Some(entity) = entities.get_mut(EntityIx(position).position()) {
                    entity.member_of = Some(EntityIx(found));
                }
            }
            Err(message) => {
                problems.add(join(&[path, ".member_of"]), message, Severity::Noted);
            }
        }
    }
}

fn event(value: &Value, path: String, problems: &Problems, entities: &Ids) -> Option<Event> {
    let known = [
        "id",
        "date",
        "dating",
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
    let fields = Fields::of(value, path, problems, &known)?;
    let id = id(&fields);
    let date = fields.date("date");
    let dating = dating(&fields, problems);
    let title = fields.text("title");
    let summary = fields.text_or_empty("summary");
    let kind = fields.word("kind", EventKind::WORDS, EventKind::parse);
    let status = fields.word("status", EventStatus::WORDS, EventStatus::parse);
    let place = entities.optional(&fields, "place");
    let participants = fields.list("participants", |value, path| {
        let fields = Fields::of(value, path, problems, &["entity", "role"])?;
        let entity = entities.required(&fields, "entity");
        let role = fields.text_or_empty("role");
        Some(Participant {
            entity: EntityIx(entity?),
            role: role?,
        })
    });
    let evidence = evidence(&fields, problems);
    let sources = sources(&fields, problems);
    let revision = revision(&fields, problems);
    Some(Event {
        id: id?,
        date: date?,
        dating: dating?,
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
    path: String,
    problems: &Problems,
    entities: &Ids,
    events: &Ids,
) -> Option<Relationship> {
    let known = [
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
    let fields = Fields::of(value, path, problems, &known)?;
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
        let id = string(value, &path, problems)?;
        events.find(id).map(EventIx).or_else(|| {
            problems.add(path, events.complaint(id), Severity::LeftOut);
            None
        })
    });
    let evidence = evidence(&fields, problems);
    let sources = sources(&fields, problems);
    let revision = revision(&fields, problems);
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

fn dating(fields: &Fields, problems: &Problems) -> Option<Option<Dating>> {
    fields.object("dating", |value, path| {
        let fields = Fields::of(value, path, problems, &["basis", "words", "note"])?;
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

fn revision(fields: &Fields, problems: &Problems) -> Option<Option<Revision>> {
    fields.object("revision", |value, path| {
        let fields = Fields::of(value, path, problems, &["status", "date", "note"])?;
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
fn evidence(fields: &Fields, problems: &Problems) -> Option<Vec<Evidence>> {
    let evidence = fields.list("evidence", |value, path| {
        let fields = Fields::of(value, path, problems, &["paragraph", "start", "end"])?;
        let paragraph = fields.ordinal("paragraph");
        let start = fields.text("start");
        let end = fields.optional_text("end");
        let start = locator_end(&fields, "start", start?);
        let end = match end? {
            Some(end) => Some(locator_end(&fields, "end", end.into())?),
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
fn sources(fields: &Fields, problems: &Problems) -> Option<Vec<Source>> {
    fields.list("sources", |value, path| {
        let fields = Fields::of(value, path, problems, &["title", "url"])?;
        let title = fields.text("title");
        let url = url(&fields);
        Some(Source { title: title?, url })
    })
}

/// One end of a passage, which must be short: the dataset locates the article's
/// sentences and does not carry them.
fn locator_end(fields: &Fields, name: &str, words: Text) -> Option<Text> {
    if words.split_whitespace().count() <= MAX_LOCATOR_WORDS {
        return Some(words);
    }
    fields.fail(
        name,
        "has more than six words; the first or last six are enough".to_owned(),
    )
}
