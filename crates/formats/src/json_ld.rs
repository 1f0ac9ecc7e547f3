//! JSON-LD 1.1 with the terms of schema.org, as search engines read it.

use serde_json::{Map, Value, json};

use super::dates::{IsoPeriod, iso};
use super::media::is_file;
use super::{Export, Unsupported};
use backstory_core::dataset::{
    Article, Dataset, Date, Entity, EntityIx, EntityKind, Event, EventStatus, Factuality,
    FieldType, FieldValue, Media, MediaType, Record, Relationship, Revision, Source, YES,
};
use backstory_core::locale::{
    Words, correction_reason, describe, event_title, field_facts, relationship_claim,
    revision_reason,
};

/// The dataset as one JSON-LD document: a `NewsArticle` that mentions its
/// entities, is about its events, and has a `Claim` for each relationship.
///
/// Dates are plain ISO 8601. One that is known less exactly than that can say
/// (`2018-06~`) is left out as a date and put in words at the end of the
/// description. What was retracted is not a claim any more: it is left out, and
/// the article carries its `correction`.
///
/// ```
/// use backstory_core::dataset::{Value, decode};
/// use backstory_formats::json_ld;
/// use backstory_core::locale::ENGLISH;
///
/// let document: Value = serde_json::from_str(
///     r#"{"format": "backstory/1", "article": {"title": "A story"},
///         "events": [{"id": "visit", "title": "A visit", "date": "2018-06", "kind": "visit",
///                     "status": "happened", "evidence": [{"paragraph": 1, "start": "met"}]}]}"#,
/// )?;
/// let export = json_ld(&decode(&document).unwrap().dataset, &ENGLISH);
/// assert!(export.text.contains(r#""startDate": "2018-06""#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn json_ld(dataset: &Dataset, words: &Words) -> Export {
    let mut writer = Writer {
        dataset,
        words,
        unsupported: Vec::new(),
    };
    let mut article = writer.article(&dataset.article);
    let mut mentions = Vec::new();
    for (ix, it) in dataset.entities() {
        let mut node = writer.entity(&path("entities", ix.0), it);
        writer.add_media_and_fields(&mut node, Record::Entity(ix));
        mentions.push(node);
    }
    let mut about = Vec::new();
    let mut corrections = Vec::new();
    for (at, it) in dataset.article.corrections.iter().enumerate() {
        let path = ["article.corrections[", &at.to_string(), "]"].concat();
        let reason = correction_reason(it, words);
        corrections.push(writer.correction(&path, &reason, it.date.as_ref()).into());
    }
    for (ix, it) in dataset.events() {
        let path = path("events", ix.0);
        let title = event_title(it, words);
        if writer.stands(&path, &title, it.revision.as_ref(), &mut corrections) {
            let mut node = writer.event(&path, it);
            writer.add_media_and_fields(&mut node, Record::Event(ix));
            about.push(node);
        }
    }
    let mut claims = Vec::new();
    for (ix, it) in dataset.relationships() {
        let path = path("relationships", ix.0);
        let claim = relationship_claim(it, dataset, words);
        if writer.stands(&path, &claim, it.revision.as_ref(), &mut corrections) {
            let mut node = writer.claim(&path, it, &claim);
            writer.add_media_and_fields(&mut node, Record::Relationship(ix));
            claims.push(node);
        }
    }
    for (name, list) in [
        ("mentions", mentions),
        ("about", about),
        ("hasPart", claims),
        ("correction", corrections),
    ] {
        if !list.is_empty() {
            article.insert(name.to_owned(), Value::Array(list));
        }
    }
    // Only a map with keys that are not text could fail.
    let text = serde_json::to_string_pretty(&article).unwrap_or_default();
    Export {
        text,
        unsupported: writer.unsupported,
    }
}

fn path(list: &str, position: u32) -> String {
    [list, "[", &position.to_string(), "]"].concat()
}

/// JSON that may stand inside a `<script>` element: no `</script>` and no
/// `<!--` in a text ends it early.
#[must_use]
pub fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

struct Writer<'a> {
    dataset: &'a Dataset,
    words: &'a Words,
    unsupported: Vec<Unsupported>,
}

impl Writer<'_> {
    fn article(&mut self, article: &Article) -> Map<String, Value> {
        let mut node = Map::new();
        node.insert("@context".to_owned(), "https://schema.org".into());
        node.insert("@type".to_owned(), "NewsArticle".into());
        put(&mut node, "headline", &article.title);
        put(&mut node, "abstract", &article.summary);
        put(&mut node, "inLanguage", &article.language);
        add_media(&mut node, &article.media);
        if let Some(url) = &article.url {
            put(&mut node, "url", url.as_str());
            put(&mut node, "@id", url.as_str());
        }
        if !article.publisher.is_empty() {
            node.insert(
                "publisher".to_owned(),
                json!({"@type": "NewsMediaOrganization", "name": &*article.publisher}),
            );
        }
        if let Some(date) = &article.published {
            match iso(date) {
                Some(IsoPeriod {
                    start: Some(start),
                    is_single: true,
                    ..
                }) => put(&mut node, "datePublished", &start),
                _ => self.unsupported_date("article.published", date),
            }
        }
        node
    }

    fn entity(&mut self, path: &str, entity: &Entity) -> Value {
        let mut node = Map::new();
        put(&mut node, "@type", type_of(entity.kind));
        put(&mut node, "@id", &local_id("entity", &entity.id));
        put(&mut node, "name", &entity.name);
        put(&mut node, "description", &entity.role);
        if !entity.aliases.is_empty() {
            let aliases: Vec<&str> = entity.aliases.iter().map(|it| &**it).collect();
            node.insert("alternateName".to_owned(), json!(aliases));
        }
        if let Some(item) = &entity.wikidata {
            put(
                &mut node,
                "sameAs",
                &["https://www.wikidata.org/entity/", item].concat(),
            );
        }
        if let Some(ix) = entity.member_of {
            // A person of a country is not a `memberOf` it in schema.org's sense.
            let (name, is_fit) = if is_place(entity.kind) {
                ("containedInPlace", self.is(ix, is_place))
            } else {
                ("memberOf", self.is(ix, is_organisation))
            };
            match self.reference(ix).filter(|_| is_fit) {
                Some(whole) => drop(node.insert(name.to_owned(), whole)),
                None => self.unsupported(path, ".member_of"),
            }
        }
        Value::Object(node)
    }

    fn event(&mut self, path: &str, event: &Event) -> Value {
        let mut node = Map::new();
        put(&mut node, "@type", "Event");
        put(&mut node, "@id", &local_id("event", &event.id));
        put(&mut node, "name", &event_title(event, self.words));
        let mut description = event.summary.to_string();
        if let Some(date) = &event.date {
            match iso(date) {
                Some(period) => {
                    for (name, end) in [("startDate", &period.start), ("endDate", &period.end)] {
                        put(&mut node, name, end.as_deref().unwrap_or_default());
                    }
                }
                None => {
                    self.unsupported_date(&[path, ".date"].concat(), date);
                    description = self.with_date(description, date);
                }
            }
        }
        put(&mut node, "description", &description);
        if event.status == Some(EventStatus::Planned) {
            put(
                &mut node,
                "eventStatus",
                "https://schema.org/EventScheduled",
            );
        }
        if let Some(ix) = event.place {
            match self.reference(ix).filter(|_| self.is(ix, is_place)) {
                Some(place) => drop(node.insert("location".to_owned(), place)),
                None => self.unsupported(path, ".place"),
            }
        }
        let (mut attendees, mut topics) = (Vec::new(), Vec::new());
        for participant in &event.participants {
            let Some(entity) = self.dataset.entity(participant.entity) else {
                continue;
            };
            let Some(reference) = self.reference(participant.entity) else {
                continue;
            };
            match entity.kind {
                EntityKind::Person | EntityKind::Organisation | EntityKind::Group => {
                    attendees.push(if participant.role.is_empty() {
                        reference
                    } else {
                        json!({"@type": "Role", "roleName": &*participant.role,
                               "attendee": reference})
                    });
                }
                EntityKind::Country | EntityKind::Place | EntityKind::Custom(_) => {
                    topics.push(reference);
                }
            }
        }
        for (name, list) in [
            ("attendee", attendees),
            ("about", topics),
            ("subjectOf", sources(&event.sources)),
        ] {
            if !list.is_empty() {
                node.insert(name.to_owned(), Value::Array(list));
            }
        }
        Value::Object(node)
    }

    /// A `Claim`, worded by its status: a search engine is not told as a fact what
    /// is denied.
    fn claim(&mut self, path: &str, it: &Relationship, claim: &str) -> Value {
        let mut node = Map::new();
        put(&mut node, "@type", "Claim");
        put(&mut node, "@id", &local_id("relationship", &it.id));
        put(&mut node, "text", claim);
        if let Some(status) = it.status.filter(|it| it.factuality() != Factuality::Fact) {
            put(&mut node, "creativeWorkStatus", status.as_str());
        }
        let mut description = it.summary.to_string();
        if let Some(date) = &it.period {
            match iso(date) {
                Some(period) => put(&mut node, "temporalCoverage", &coverage(&period)),
                None => {
                    self.unsupported_date(&[path, ".period"].concat(), date);
                    description = self.with_date(description, date);
                }
            }
        }
        put(&mut node, "description", &description);
        let about: Vec<Value> = [it.subject, it.object]
            .into_iter()
            .filter_map(|ix| self.reference(ix))
            .collect();
        node.insert("about".to_owned(), Value::Array(about));
        if let Some(ix) = it.attribution {
            match self.reference(ix).filter(|_| self.is(ix, is_agent)) {
                Some(claimant) => drop(node.insert("author".to_owned(), claimant)),
                None => self.unsupported(path, ".attribution"),
            }
        }
        let citations = sources(&it.sources);
        if !citations.is_empty() {
            node.insert("citation".to_owned(), Value::Array(citations));
        }
        if let Some(stance) = it.stance {
            self.unsupported.push(Unsupported::new(
                [path, ".stance"].concat(),
                ["schema.org has no word for \"", stance.as_str(), "\""].concat(),
            ));
        }
        if !it.denied_by.is_empty() {
            self.unsupported.push(Unsupported::new(
                [path, ".denied_by"].concat(),
                "is exported as words in the text",
            ));
        }
        Value::Object(node)
    }

    /// Whether a record still stands; what became of it goes to the article's
    /// corrections.
    fn stands(
        &mut self,
        path: &str,
        name: &str,
        revision: Option<&Revision>,
        corrections: &mut Vec<Value>,
    ) -> bool {
        let Some(revision) = revision else {
            return true;
        };
        let reason = revision_reason(revision, self.words);
        let path_of_it = [path, ".revision"].concat();
        let mut node = self.correction(&path_of_it, &reason, revision.date.as_ref());
        put(&mut node, "name", name);
        corrections.push(Value::Object(node));
        if revision.is_retraction() {
            self.unsupported.push(Unsupported::new(
                path,
                "was retracted, and is named as a correction only",
            ));
        }
        !revision.is_retraction()
    }

    fn correction(&mut self, path: &str, text: &str, date: Option<&Date>) -> Map<String, Value> {
        let mut node = Map::new();
        put(&mut node, "@type", "CorrectionComment");
        put(&mut node, "text", text);
        if let Some(date) = date {
            match iso(date) {
                Some(IsoPeriod {
                    start: Some(start),
                    is_single: true,
                    ..
                }) => put(&mut node, "datePublished", &start),
                _ => self.unsupported_date(&[path, ".date"].concat(), date),
            }
        }
        node
    }

    /// Media, and the values of the fields that the document declares: of a place, each a
    /// `PropertyValue`; schema.org has those of little else, so that elsewhere they are words
    /// at the end of the description.
    fn add_media_and_fields(&self, node: &mut Value, record: Record) {
        if let Some(node) = node.as_object_mut() {
            add_media(node, self.dataset.media(record));
        }
        let (dataset, words) = (self.dataset, self.words);
        let (list, record_ix) = record.place();
        let is_place = matches!(record, Record::Entity(ix) if self.is(ix, is_place));
        if !is_place {
            let facts = field_facts(record, dataset, words);
            if let Some(node) = node.as_object_mut().filter(|_| !facts.is_empty()) {
                let before = node.get("description").and_then(Value::as_str);
                let space = if before.is_some() { " " } else { "" };
                let facts = facts.join(words.clause_separator);
                let description = [before.unwrap_or_default(), space, "(", &facts, ")"].concat();
                node.insert("description".to_owned(), description.into());
            }
            return;
        }
        let mut properties = Vec::new();
        for (_, field) in dataset.fields_of(list) {
            for value in field.values.of(record_ix) {
                let mut property = Map::new();
                put(&mut property, "@type", "PropertyValue");
                put(&mut property, "propertyID", &field.id);
                put(&mut property, "name", &field.name);
                let value = match value {
                    FieldValue::Number(number) => json!(number),
                    FieldValue::Text(value) if field.value_type == FieldType::YesNo => {
                        json!(&*value.key == YES)
                    }
                    FieldValue::Text(value) => json!(&*value.name),
                };
                property.insert("value".to_owned(), value);
                put(&mut property, "unitText", &field.unit);
                properties.push(Value::Object(property));
            }
        }
        if let Some(node) = node.as_object_mut().filter(|_| !properties.is_empty()) {
            node.insert("additionalProperty".to_owned(), Value::Array(properties));
        }
    }

    fn reference(&self, ix: EntityIx) -> Option<Value> {
        let entity = self.dataset.entity(ix)?;
        Some(json!({"@id": local_id("entity", &entity.id)}))
    }

    fn is(&self, ix: EntityIx, holds: impl Fn(EntityKind) -> bool) -> bool {
        self.dataset
            .entity(ix)
            .is_some_and(|entity| holds(entity.kind))
    }

    fn unsupported(&mut self, path: &str, field: &str) {
        let why = "schema.org has no such tie to an entity of that kind";
        self.unsupported
            .push(Unsupported::new([path, field].concat(), why));
    }

    fn with_date(&self, description: String, date: &Date) -> String {
        let when = describe(Some(date), self.words);
        let space = if description.is_empty() { "" } else { " " };
        [&description, space, "(", &when, ")"].concat()
    }

    fn unsupported_date(&mut self, path: &str, date: &Date) {
        self.unsupported.push(Unsupported::new(
            path,
            [
                "\"",
                date.as_str(),
                "\" has no form in plain ISO 8601, and is skipped as a date",
            ]
            .concat(),
        ));
    }
}

fn put(node: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        node.insert(name.to_owned(), text.into());
    }
}

fn local_id(list: &str, id: &str) -> String {
    ["#", list, "-", id].concat()
}

const fn type_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Country => "Country",
        EntityKind::Organisation | EntityKind::Group => "Organization",
        EntityKind::Place => "Place",
        EntityKind::Custom(_) => "Thing",
    }
}

const fn is_place(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Country | EntityKind::Place)
}

const fn is_agent(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person) || is_organisation(kind)
}

const fn is_organisation(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organisation | EntityKind::Group)
}

/// A time interval of ISO 8601, open sides as `..`.
fn coverage(period: &IsoPeriod) -> String {
    let start = period.start.as_deref().unwrap_or("..");
    if period.is_single {
        return start.to_owned();
    }
    [start, "/", period.end.as_deref().unwrap_or("..")].concat()
}

/// Pictures as the node's `image`, and what else there is as what is about it.
fn add_media(node: &mut Map<String, Value>, media: &[Media]) {
    let (mut images, mut others) = (Vec::new(), Vec::new());
    for it in media {
        let mut object = Map::new();
        let media_type = match it.media_type {
            MediaType::Image => "ImageObject",
            MediaType::Video => "VideoObject",
            MediaType::Audio => "AudioObject",
            MediaType::Document => "DigitalDocument",
            MediaType::Page => "WebPage",
        };
        // The page of a provider is not the file.
        let is_medium = !matches!(it.media_type, MediaType::Document | MediaType::Page);
        let is_file = is_medium && is_file(it.src.as_str());
        put(&mut object, "@type", media_type);
        put(
            &mut object,
            if is_file { "contentUrl" } else { "url" },
            it.src.as_str(),
        );
        put(&mut object, "name", &it.title);
        put(
            &mut object,
            if is_medium { "caption" } else { "abstract" },
            &it.caption,
        );
        put(&mut object, "creditText", &it.credit);
        put(&mut object, "description", &it.alt);
        for (name, pixels) in [("width", it.width), ("height", it.height)] {
            if let Some(pixels) = pixels.filter(|_| is_medium) {
                put(&mut object, name, &[&pixels.to_string(), " px"].concat());
            }
        }
        if let Some(poster) = &it.poster {
            put(&mut object, "thumbnailUrl", poster.as_str());
        }
        let list = match it.media_type {
            MediaType::Image => &mut images,
            _ => &mut others,
        };
        list.push(Value::Object(object));
    }
    for (name, list) in [("image", images), ("subjectOf", others)] {
        if list.is_empty() {
            continue;
        }
        match node.get_mut(name) {
            Some(Value::Array(before)) => before.extend(list),
            _ => drop(node.insert(name.to_owned(), Value::Array(list))),
        }
    }
}

fn sources(sources: &[Source]) -> Vec<Value> {
    let source = |source: &Source| {
        let mut node = Map::new();
        put(&mut node, "@type", "CreativeWork");
        put(&mut node, "name", &source.title);
        if let Some(url) = &source.url {
            put(&mut node, "url", url.as_str());
        }
        Value::Object(node)
    };
    sources.iter().map(source).collect()
}
