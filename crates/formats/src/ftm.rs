//! FollowTheMoney entities, one JSON object a line, both ways.
//!
//! People and bodies are entities; the interval schemata that join two of them
//! (`Ownership`, `Directorship`, `UnknownLink`…) are relationships; `Event` is
//! an event. FollowTheMoney quotes no article, so that an import brings a text
//! of its own, one sentence a record, which the passages stand in.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::dates::{iso, plain_part};
use super::ids::Ids;
use super::passages::locator;
use super::{Export, Import, Loss};
use backstory_core::dataset::{
    Dataset, Date, Document, Entity, EntityDocument, EntityIx, EntityKind, Event, EventDocument,
    ParticipantDocument, Relationship, RelationshipDocument, RelationshipKind, Source,
    SourceDocument,
};
use backstory_core::locale::{ENGLISH, describe};

/// How a schema that joins two entities reads as a relationship.
struct Edge {
    schema: &'static str,
    source: &'static str,
    target: &'static str,
    predicate: &'static str,
    kind: RelationshipKind,
    /// The properties that say with what, or in what.
    what: &'static [&'static str],
}

const fn edge(
    schema: &'static str,
    [source, target]: [&'static str; 2],
    predicate: &'static str,
    kind: RelationshipKind,
    what: &'static [&'static str],
) -> Edge {
    Edge {
        schema,
        source,
        target,
        predicate,
        kind,
        what,
    }
}

use RelationshipKind::{Family, Legal, Membership, Political, Trade};

const EDGES: [Edge; 17] = [
    edge(
        "Ownership",
        ["owner", "asset"],
        "owns",
        Trade,
        &["percentage", "sharesCount", "role"],
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
        &["amount", "currency", "purpose"],
    ),
    edge(
        "Debt",
        ["debtor", "creditor"],
        "owes",
        Trade,
        &["amount", "currency", "role"],
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
        &["amount", "currency", "role"],
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
const INTERVAL: [&str; 8] = [
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

/// Reads entities, one a line.
#[must_use]
pub fn from_ftm(text: &str) -> Import {
    let mut reader = Reader {
        import: Import {
            document: Document::new(),
            ..Import::default()
        },
        entity_ids: Ids::default(),
        event_ids: Ids::default(),
        relationship_ids: Ids::default(),
        entities: HashMap::new(),
        kinds_noted: Vec::new(),
    };
    let mut records = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let place = ["line ", &(index + 1).to_string()].concat();
        match serde_json::from_str::<Value>(line) {
            Ok(value) if is_ftm(&value) => records.extend(Record::of(place, value)),
            Ok(_) => reader.lose(&place, "is not a FollowTheMoney entity: it has no schema"),
            Err(error) => {
                let message = ["is not JSON: ", &error.to_string()].concat();
                reader.lose(&place, &message);
            }
        }
    }
    let edge_of = |record: &Record| EDGES.iter().find(|edge| edge.schema == record.schema);
    for record in &records {
        if edge_of(record).is_none() && record.schema != "Event" {
            reader.entity(record);
        }
    }
    for record in records.iter().filter(|record| record.schema == "Event") {
        reader.event(record);
    }
    for record in &records {
        if let Some(edge) = edge_of(record) {
            reader.edge(record, edge);
        }
    }
    reader.import
}

/// One line.
struct Record {
    place: String,
    id: String,
    schema: String,
    properties: Map<String, Value>,
}

impl Record {
    fn of(place: String, value: Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            place,
            id: text("id").unwrap_or_default(),
            schema: text("schema")?,
            properties: value.get("properties")?.as_object()?.clone(),
        })
    }

    /// All values of a property, as text.
    fn all(&self, name: &str) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            // An entity may stand inside of another.
            Value::Object(entity) => entity.get("id")?.as_str().map(str::to_owned),
            _ => None,
        };
        let values = match self.properties.get(name) {
            Some(Value::Array(values)) => values.iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect::<Vec<_>>(),
            None => Vec::new(),
        };
        values.into_iter().filter(|text| !text.is_empty()).collect()
    }

    fn path(&self, property: &str) -> String {
        [&self.place, ", ", &self.schema, ".", property].concat()
    }
}

struct Reader {
    import: Import,
    entity_ids: Ids,
    event_ids: Ids,
    relationship_ids: Ids,
    /// The id and the name here of each entity there.
    entities: HashMap<String, (String, String)>,
    kinds_noted: Vec<&'static str>,
}

impl Reader {
    fn lose(&mut self, path: &str, message: &str) {
        self.import.losses.push(Loss::new(path, message));
    }

    /// The first value of a property; the others are listed.
    fn first(&mut self, record: &Record, name: &str) -> Option<String> {
        let mut values = record.all(name).into_iter();
        let first = values.next();
        let rest: Vec<String> = values.collect();
        if !rest.is_empty() {
            let message = ["only its first value is imported, not ", &rest.join(", ")];
            self.lose(&record.path(name), &message.concat());
        }
        first
    }

    fn lose_others(&mut self, record: &Record, known: &[&str]) {
        for name in record.properties.keys() {
            if !known.contains(&name.as_str()) && !INTERVAL.contains(&name.as_str()) {
                self.lose(
                    &record.path(name),
                    "is not imported: a dataset has no place for it",
                );
            }
        }
    }

    fn entity(&mut self, record: &Record) {
        let (kind, is_near) = match record.schema.as_str() {
            "Person" => ("person", true),
            "Organization" | "Company" | "LegalEntity" | "PublicBody" => ("organisation", true),
            "Address" | "RealEstate" => ("place", true),
            "Asset" | "Vessel" | "Vehicle" | "Airplane" | "Security" | "BankAccount"
            | "Contract" | "CourtCase" | "Project" | "Position" | "License" | "Thing" => {
                ("organisation", false)
            }
            _ => {
                let name = record.all("name").into_iter().next().unwrap_or_default();
                let message = [
                    "a dataset has no place for ",
                    &record.schema,
                    " \"",
                    &name,
                    "\", and is skipped",
                ];
                self.lose(&record.place, &message.concat());
                return;
            }
        };
        let is_country = record.schema == "PublicBody" && is_country(record);
        let kind = if is_country { "country" } else { kind };
        if !is_near {
            let message = [
                record.schema.as_str(),
                " is imported as an organisation: a dataset knows people, countries, organisations, places and groups",
            ];
            self.lose(&record.place, &message.concat());
        }
        let mut names = record.all("name");
        names.extend(record.all("full"));
        if names.is_empty() {
            self.lose(&record.place, "has no name, and is shown by its id");
            names.push(record.id.clone());
        }
        let name = names.remove(0);
        let mut aliases = names;
        for property in ["alias", "weakAlias", "previousName", "abbreviation"] {
            aliases.extend(record.all(property));
        }
        aliases.retain(|alias| *alias != name);
        let mut role = None;
        for property in ["position", "summary", "description", "notes"] {
            if role.is_none() {
                role = self.first(record, property);
            } else if !record.all(property).is_empty() {
                self.lose(&record.path(property), "is not imported next to its role");
            }
        }
        let wikidata = self.first(record, "wikidataId");
        self.lose_others(
            record,
            &[
                "name",
                "full",
                "alias",
                "weakAlias",
                "previousName",
                "abbreviation",
                "position",
                "notes",
                "wikidataId",
                if is_country { "country" } else { "" },
            ],
        );
        for property in [
            "sourceUrl",
            "publisher",
            "publisherUrl",
            "startDate",
            "endDate",
            "date",
        ] {
            if record.properties.contains_key(property) {
                self.lose(
                    &record.path(property),
                    "is not imported: an entity has no sources or dates of its own",
                );
            }
        }
        let id = self.entity_ids.make(&name, "entity");
        self.place("entities", self.import.document.entities.len(), record);
        self.entities
            .insert(record.id.clone(), (id.clone(), name.clone()));
        self.import.document.entities.push(EntityDocument {
            id,
            kind: kind.to_owned(),
            name,
            aliases,
            role: role.unwrap_or_default(),
            member_of: None,
            wikidata,
        });
    }

    fn event(&mut self, record: &Record) {
        let title = self
            .first(record, "name")
            .or_else(|| self.first(record, "summary"));
        let Some(title) = title else {
            self.lose(&record.place, "the event has no name, and is skipped");
            return;
        };
        let mut participants = Vec::new();
        for role in ["organizer", "involved"] {
            for other in record.all(role) {
                match self.entities.get(&other) {
                    Some((entity, _)) => participants.push(ParticipantDocument {
                        entity: entity.clone(),
                        role: if role == "involved" { "" } else { role }.to_owned(),
                    }),
                    None => self.unknown(record, role, &other),
                }
            }
        }
        let place = self.event_place(record);
        let summary = self.summary(record);
        self.lose_others(
            record,
            &[
                "name",
                "organizer",
                "involved",
                "location",
                "address",
                "addressEntity",
            ],
        );
        let event = EventDocument {
            id: self.event_ids.make(&title, "event"),
            date: self.period(record),
            summary: summary.clone(),
            kind: "other".to_owned(),
            status: "happened".to_owned(),
            place,
            participants,
            evidence: self.passage(&sentence(&[&title], &summary)),
            sources: self.sources(record),
            title,
            ..EventDocument::default()
        };
        self.place("events", self.import.document.events.len(), record);
        self.import.document.events.push(event);
    }

    /// The place of an event: an address that is an entity, or one made of its
    /// name.
    fn event_place(&mut self, record: &Record) -> Option<String> {
        if let Some(address) = self.first(record, "addressEntity") {
            if let Some((id, _)) = self.entities.get(&address) {
                return Some(id.clone());
            }
            self.unknown(record, "addressEntity", &address);
        }
        let name = match self.first(record, "location") {
            Some(name) => name,
            None => self.first(record, "address")?,
        };
        let known = self.import.document.entities.iter();
        if let Some(entity) = known.clone().find(|entity| entity.name == name) {
            return Some(entity.id.clone());
        }
        let id = self.entity_ids.make(&name, "place");
        self.import.document.entities.push(EntityDocument {
            id: id.clone(),
            kind: "place".to_owned(),
            name,
            ..EntityDocument::default()
        });
        Some(id)
    }

    fn edge(&mut self, record: &Record, edge: &Edge) {
        let mut known = vec![edge.source, edge.target, "role"];
        known.extend(edge.what);
        self.lose_others(record, &known);
        let mut predicate = edge.predicate.to_owned();
        let mut what = Vec::new();
        for property in edge.what {
            let values = record.all(property);
            // What an unknown link is, only its role says.
            if edge.schema == "UnknownLink" && *property == "role" {
                let mut values = values.into_iter();
                if let Some(role) = values.next() {
                    predicate = role;
                }
                what.extend(values);
            } else if *property == "percentage" {
                what.extend(values.into_iter().map(|value| {
                    let sign = if value.ends_with('%') { "" } else { "%" };
                    [&value, sign].concat()
                }));
            } else {
                what.extend(values);
            }
        }
        if !edge.what.contains(&"role") && !record.all("role").is_empty() {
            what.extend(record.all("role"));
        }
        if !self.kinds_noted.contains(&edge.schema) {
            self.kinds_noted.push(edge.schema);
            let message = [
                "FollowTheMoney has neither kind nor stance: every ",
                edge.schema,
                " is imported as ",
                edge.kind.as_str(),
                ", neutral",
            ];
            self.lose(&record.place, &message.concat());
        }
        let (period, summary) = (self.period(record), self.summary(record));
        let sources = self.sources(record);
        for subject in self.ends(record, edge.source) {
            for object in self.ends(record, edge.target) {
                let what = what.join(", ");
                let colon = if what.is_empty() { "" } else { ":" };
                let names = [subject.1.as_str(), &predicate, &object.1];
                let fact = [&names.join(" "), colon].concat();
                let fact = sentence(&[fact.as_str(), what.as_str()], &summary);
                let evidence = self.passage(&fact);
                let id = [subject.0.as_str(), &predicate, &object.0].join(" ");
                let relationship = RelationshipDocument {
                    id: self.relationship_ids.make(&id, "relationship"),
                    subject: subject.0.clone(),
                    predicate: predicate.clone(),
                    object: object.0.clone(),
                    what,
                    kind: edge.kind.as_str().to_owned(),
                    stance: "neutral".to_owned(),
                    period: period.clone(),
                    status: "stated".to_owned(),
                    summary: summary.clone(),
                    evidence,
                    sources: sources.clone(),
                    ..RelationshipDocument::default()
                };
                self.place(
                    "relationships",
                    self.import.document.relationships.len(),
                    record,
                );
                self.import.document.relationships.push(relationship);
            }
        }
    }

    /// The entities, by id and name, at one end of an edge.
    fn ends(&mut self, record: &Record, property: &str) -> Vec<(String, String)> {
        let ids = record.all(property);
        if ids.is_empty() {
            self.lose(
                &record.path(property),
                "is missing, and the link is skipped",
            );
        }
        let mut ends = Vec::new();
        for id in ids {
            match self.entities.get(&id) {
                Some(end) => ends.push(end.clone()),
                None => self.unknown(record, property, &id),
            }
        }
        ends
    }

    fn unknown(&mut self, record: &Record, property: &str, id: &str) {
        let message = [
            "no line has the entity \"",
            id,
            "\", and the link to it is skipped",
        ];
        self.lose(&record.path(property), &message.concat());
    }

    fn period(&mut self, record: &Record) -> Option<String> {
        let start = self.first(record, "startDate");
        let end = self.first(record, "endDate");
        let date = self.first(record, "date");
        let period = match (start, end) {
            (None, None) => date?,
            (start, end) => {
                if date.is_some() {
                    self.lose(
                        &record.path("date"),
                        "is not imported next to a start or an end",
                    );
                }
                // A start alone does not say that it goes on.
                let [start, end] = [start, end].map(Option::unwrap_or_default);
                if start == end {
                    start
                } else {
                    [start, end].join("/")
                }
            }
        };
        // A time of day has no place in a period.
        let period: String = period
            .split('/')
            .map(|end| end.split('T').next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("/");
        match Date::parse(&period) {
            Ok(_) => Some(period),
            Err(error) => {
                let message = ["the date is skipped: ", &error.to_string()];
                self.lose(&record.path("date"), &message.concat());
                None
            }
        }
    }

    fn summary(&mut self, record: &Record) -> String {
        let mut parts = record.all("summary");
        parts.extend(record.all("description"));
        parts.join(" ")
    }

    fn sources(&mut self, record: &Record) -> Vec<SourceDocument> {
        let publisher = self.first(record, "publisher");
        let links = record.all("sourceUrl");
        if links.is_empty() {
            let url = self.first(record, "publisherUrl");
            let title = publisher.or_else(|| url.clone());
            return title
                .map(|title| SourceDocument { title, url })
                .into_iter()
                .collect();
        }
        if record.properties.contains_key("publisherUrl") {
            self.lose(
                &record.path("publisherUrl"),
                "is not imported next to a sourceUrl",
            );
        }
        let source = |url: String| SourceDocument {
            title: publisher.clone().unwrap_or_else(|| url.clone()),
            url: Some(url),
        };
        links.into_iter().map(source).collect()
    }

    /// Adds a paragraph, and gives the locator of all of it.
    fn passage(&mut self, paragraph: &str) -> Vec<backstory_core::dataset::EvidenceDocument> {
        self.import.article.push(paragraph.to_owned());
        let number = u32::try_from(self.import.article.len()).unwrap_or(u32::MAX);
        locator(number, paragraph).into_iter().collect()
    }

    fn place(&mut self, list: &str, index: usize, record: &Record) {
        let path = [list, "[", &index.to_string(), "]"].concat();
        self.import.places.push((path, record.place.clone()));
    }
}

/// Whether a public body is a country itself: this project's own exports say so
/// by giving it its own name as its `country`.
fn is_country(record: &Record) -> bool {
    let names = record.all("name");
    record.all("country").iter().any(|it| names.contains(it))
}

fn sentence(parts: &[&str], summary: &str) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    let fact = parts.join(" ");
    let stop = if fact.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    let space = if summary.is_empty() { "" } else { " " };
    [&fact, stop, space, summary].concat()
}

/// The dataset as entities of FollowTheMoney's, one a line.
#[must_use]
pub fn to_ftm(dataset: &Dataset) -> Export {
    let mut writer = FtmWriter {
        dataset,
        lines: Vec::new(),
        losses: Vec::new(),
    };
    if dataset.article != backstory_core::dataset::Article::default() {
        writer.lose(
            "article",
            "the article itself is exported only as the publisher of its records",
        );
    }
    for (index, entity) in dataset.entities.iter().enumerate() {
        writer.entity(&at("entities", index), entity);
    }
    for (index, event) in dataset.events.iter().enumerate() {
        writer.event(&at("events", index), event);
    }
    for (index, it) in dataset.relationships.iter().enumerate() {
        writer.relationship(&at("relationships", index), it);
    }
    let mut text = writer.lines.join("\n");
    text.push('\n');
    Export {
        text,
        losses: writer.losses,
    }
}

fn at(list: &str, index: usize) -> String {
    [list, "[", &index.to_string(), "]"].concat()
}

struct FtmWriter<'d> {
    dataset: &'d Dataset,
    lines: Vec<String>,
    losses: Vec<Loss>,
}

impl FtmWriter<'_> {
    fn lose(&mut self, path: &str, message: &str) {
        self.losses.push(Loss::new(path, message));
    }

    fn lose_field(&mut self, path: &str, field: &str, why: &str) {
        self.lose(&[path, ".", field].concat(), why);
    }

    fn write(&mut self, id: &str, schema: &str, properties: Properties) {
        let line = json!({"id": id, "schema": schema, "properties": properties.0});
        self.lines.push(line.to_string());
    }

    fn entity(&mut self, path: &str, entity: &Entity) {
        let mut properties = Properties::default();
        properties.add("name", &entity.name);
        let schema = match entity.kind {
            EntityKind::Person => "Person",
            EntityKind::Organisation => "Organization",
            EntityKind::Country => {
                properties.add("country", &entity.name);
                "PublicBody"
            }
            EntityKind::Place => {
                properties.add("full", &entity.name);
                "Address"
            }
            EntityKind::Group => {
                self.lose_field(path, "kind", "a group is exported as an Organization");
                "Organization"
            }
        };
        for alias in &entity.aliases {
            properties.add("alias", alias);
        }
        properties.add("summary", &entity.role);
        if let Some(item) = &entity.wikidata {
            properties.add("wikidataId", item);
        }
        self.write(&key("entity", &entity.id), schema, properties);
        if let Some(whole) = entity.member_of.and_then(|ix| self.dataset.entity(ix)) {
            let mut properties = Properties::default();
            properties.add("member", &key("entity", &entity.id));
            properties.add("organization", &key("entity", &whole.id));
            let id = [&*entity.id, "-of-", &whole.id].concat();
            self.write(&key("membership", &id), "Membership", properties);
            self.lose_field(path, "member_of", "is exported as a Membership");
        }
    }

    fn event(&mut self, path: &str, event: &Event) {
        let mut properties = Properties::default();
        properties.add("name", &event.title);
        properties.add("summary", &event.summary);
        self.period(
            &[path, ".date"].concat(),
            event.date.as_ref(),
            &mut properties,
        );
        for (index, participant) in event.participants.iter().enumerate() {
            if let Some(entity) = self.dataset.entity(participant.entity) {
                properties.add("involved", &key("entity", &entity.id));
            }
            if !participant.role.is_empty() {
                let field = at("participants", index);
                self.lose_field(path, &[&field, ".role"].concat(), "is not exported");
            }
        }
        if let Some(place) = event.place.and_then(|ix| self.dataset.entity(ix)) {
            properties.add("location", &place.name);
        }
        self.sources(path, &event.sources, &mut properties);
        let order = event.order.as_deref();
        for (field, is_set) in [
            ("kind", true),
            ("status", true),
            ("dating", event.dating.is_some()),
            ("after", order.is_some_and(|order| !order.after.is_empty())),
            (
                "before",
                order.is_some_and(|order| !order.before.is_empty()),
            ),
            ("evidence", true),
            ("revision", event.revision.is_some()),
        ] {
            if is_set {
                self.lose_field(path, field, NO_PLACE);
            }
        }
        self.write(&key("event", &event.id), "Event", properties);
    }

    fn relationship(&mut self, path: &str, it: &Relationship) {
        let known = EDGES
            .iter()
            .find(|edge| edge.predicate == &*it.predicate && edge.schema != "UnknownLink");
        let fits = |edge: &&Edge| self.fits(edge, it.subject, it.object);
        let edge = known.filter(fits);
        let (schema, [source, target]) = match edge {
            Some(edge) => (edge.schema, [edge.source, edge.target]),
            None => ("UnknownLink", ["subject", "object"]),
        };
        let mut properties = Properties::default();
        let name = |ix| {
            self.dataset
                .entity(ix)
                .map(|entity| key("entity", &entity.id))
        };
        properties.add(source, &name(it.subject).unwrap_or_default());
        properties.add(target, &name(it.object).unwrap_or_default());
        match edge {
            None => {
                properties.add("role", &it.predicate);
                properties.add("role", &it.what);
            }
            Some(edge) => {
                let property = edge.what.last().copied().unwrap_or("role");
                properties.add(property, &it.what);
            }
        }
        properties.add("summary", &it.summary);
        if let Some(claimant) = it.attribution.and_then(|ix| self.dataset.entity(ix)) {
            let words = ["Said by ", &claimant.name, "."].concat();
            properties.add("description", &words);
            self.lose_field(
                path,
                "attribution",
                "is exported as words in the description",
            );
        }
        self.period(
            &[path, ".period"].concat(),
            it.period.as_ref(),
            &mut properties,
        );
        self.sources(path, &it.sources, &mut properties);
        for (field, is_set) in [
            ("kind", true),
            ("stance", true),
            ("status", true),
            ("events", !it.events.is_empty()),
            ("evidence", true),
            ("revision", it.revision.is_some()),
        ] {
            if is_set {
                self.lose_field(path, field, NO_PLACE);
            }
        }
        self.write(&key("relationship", &it.id), schema, properties);
    }

    /// Whether FollowTheMoney lets these two stand at the ends of an edge.
    fn fits(&self, edge: &Edge, subject: EntityIx, object: EntityIx) -> bool {
        let is_person = |ix| {
            let entity = self.dataset.entity(ix);
            entity.is_some_and(|entity| entity.kind == EntityKind::Person)
        };
        match edge.schema {
            "Family" | "Associate" => is_person(subject) && is_person(object),
            "Employment" => is_person(subject) && !is_person(object),
            "Ownership" | "Directorship" | "Membership" => !is_person(object),
            _ => true,
        }
    }

    fn period(&mut self, path: &str, date: Option<&Date>, properties: &mut Properties) {
        let Some(date) = date else { return };
        if let Some(period) = iso(date) {
            if period.is_single {
                properties.add("date", period.start.as_deref().unwrap_or_default());
            } else {
                properties.add("startDate", period.start.as_deref().unwrap_or_default());
                properties.add("endDate", period.end.as_deref().unwrap_or_default());
                if date.as_str().contains("..") {
                    self.lose(path, "that it has no known start or end is not exported");
                }
            }
            return;
        }
        let words = ["Date: ", &describe(Some(date), &ENGLISH), "."].concat();
        properties.add("description", &words);
        // A date that is only qualified is useful without its qualifier, if the
        // words stand beside it.
        let plain = match date.edtf() {
            edtf_core::Edtf::Date(part) => plain_part(part),
            _ => None,
        };
        let message = match plain {
            Some(plain) => {
                properties.add("date", &plain);
                "how certain it is, is exported only as words in the description"
            }
            None => "is exported only as words in the description",
        };
        self.lose(path, message);
    }

    fn sources(&mut self, path: &str, sources: &[Source], properties: &mut Properties) {
        for source in sources {
            if let Some(url) = &source.url {
                properties.add("sourceUrl", url.as_str());
            }
        }
        match sources {
            [] => {
                let article = &self.dataset.article;
                properties.add("publisher", &article.publisher);
                if let Some(url) = &article.url {
                    properties.add("sourceUrl", url.as_str());
                }
            }
            [only] => properties.add("publisher", &only.title),
            [first, ..] => {
                properties.add("publisher", &first.title);
                self.lose_field(path, "sources", "only the title of the first is exported");
            }
        }
    }
}

const NO_PLACE: &str = "FollowTheMoney has no place for it";

fn key(list: &str, id: &str) -> String {
    [list, "-", id].concat()
}

/// Properties, each a list of texts.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn add(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let values = self.0.entry(name).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut() {
            values.push(text.into());
        }
    }
}
