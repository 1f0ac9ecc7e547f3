//! Entities of FollowTheMoney as a dataset.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::ids::IdAllocator;
use super::super::json_number::parsed_number;
use super::super::passages::text_quote;
use super::super::sheets::column_type;
use super::super::{Import, Unsupported};
use super::properties::Properties;
use super::record::{FtmEntity, is_country, is_latin, records};
use super::schema::{EDGES, EdgeSchema, INTERVAL};
use crate::{
    Document, EntityDocument, EventDocument, FieldDocument, FieldValuesDocument,
    ParticipantDocument, RelationshipDocument, RevisionDocument, SourceDocument,
};
use backstory_core::dataset::{
    Date, EventStatus, Factuality, RecordType, RelationshipStatus, RevisionStatus,
};
use backstory_core::locale::{ENGLISH, status_label};

/// Reads entities: one a line, an array, `{"entities": […]}`, or a delta file.
#[must_use]
pub fn from_ftm(text: &str) -> Import {
    let mut reader = FtmReader {
        import: Import {
            document: Document::new(),
            ..Import::default()
        },
        entity_ids: IdAllocator::default(),
        event_ids: IdAllocator::default(),
        relationship_ids: IdAllocator::default(),
        entities: HashMap::new(),
        kinds_noted: Vec::new(),
        ids: HashSet::new(),
        addresses: HashMap::new(),
        properties: Properties::default(),
    };
    let records = records(text, &mut reader.import.unsupported);
    reader.ids = records.iter().map(|record| record.id.clone()).collect();
    for record in records.iter().filter(|it| it.schema == "Address") {
        let address = record.address();
        reader.addresses.insert(record.id.clone(), address);
    }
    let edge_of = |record: &FtmEntity| EDGES.iter().find(|edge| edge.schema == record.schema);
    let is_event = |record: &FtmEntity| matches!(record.schema.as_str(), "Event" | "Sanction");
    let addresses = addresses(&records);
    for record in &records {
        if record.schema == "Address" && addresses.contains(&record.id) {
            reader.unsupported(
                &record.place,
                "the address of another entity, which is not imported as a place of its own",
            );
        } else if edge_of(record).is_none() && !is_event(record) {
            reader.entity(record);
        }
    }
    for record in records.iter().filter(|record| is_event(record)) {
        reader.event(record);
    }
    for record in &records {
        if let Some(edge) = edge_of(record) {
            reader.edge(record, edge);
        }
    }
    let Import {
        document,
        unsupported,
        ..
    } = &mut reader.import;
    reader.properties.declare(document, unsupported);
    reader.import
}

/// The ids that only say where another entity is: nothing happened there, and
/// nothing links to them.
fn addresses(records: &[FtmEntity]) -> HashSet<String> {
    let (mut owned, mut used) = (HashSet::new(), HashSet::new());
    for record in records {
        for name in record.properties.keys() {
            let is_event = matches!(record.schema.as_str(), "Event" | "Sanction");
            if name == "addressEntity" && !is_event {
                owned.extend(record.all(name));
            } else {
                used.extend(record.all(name));
            }
        }
    }
    owned.retain(|id| !used.contains(id));
    owned
}

struct FtmReader {
    import: Import,
    entity_ids: IdAllocator,
    event_ids: IdAllocator,
    relationship_ids: IdAllocator,
    /// The id and the name here of each entity there.
    entities: HashMap<String, (String, String)>,
    kinds_noted: Vec<&'static str>,
    /// The ids of all records there.
    ids: HashSet<String>,
    /// The text of each address.
    addresses: HashMap<String, String>,
    /// What becomes fields once all records are read.
    properties: Properties,
}

impl FtmReader {
    fn unsupported(&mut self, path: &str, message: &str) {
        self.import
            .unsupported
            .push(Unsupported::new(path, message));
    }

    /// The first value of a property; the others are listed.
    fn first(&mut self, record: &FtmEntity, name: &str) -> Option<String> {
        let mut values = record.all(name).into_iter();
        let first = values.next();
        let rest: Vec<String> = values.collect();
        if !rest.is_empty() {
            let message = ["only its first value is imported, not ", &rest.join(", ")];
            self.unsupported(&record.path(name), &message.concat());
        }
        first
    }

    /// Takes the other properties of the records at `places` as fields, of an address its
    /// text. What leads to another record is listed.
    fn others(
        &mut self,
        list: RecordType,
        places: &Range<usize>,
        record: &FtmEntity,
        known: &[&str],
    ) {
        let is_interval = |name: &&str| INTERVAL.contains(name);
        for name in record.properties.keys().map(String::as_str) {
            // An entity has no time and no sources of its own.
            let is_read = if list == RecordType::Entity {
                matches!(name, "summary" | "description")
            } else {
                is_interval(&name)
            };
            let mut values = record.all(name);
            if known.contains(&name) || is_read || values.is_empty() {
                continue;
            }
            for value in &mut values {
                if let Some(address) = self.addresses.get(value) {
                    address.clone_into(value);
                } else if is_country_code(value) && is_of_countries(name) {
                    value.make_ascii_uppercase();
                }
            }
            values.retain(|value| !value.is_empty());
            values.dedup();
            let path = record.path(name);
            if values.is_empty() || values.iter().any(|value| self.ids.contains(value)) {
                self.unsupported(&path, "is not imported: a dataset has no place for it");
                continue;
            }
            let name = if name == "addressEntity" {
                "address"
            } else {
                name
            };
            self.properties.add(list, places, name, path, values);
        }
    }

    fn entity(&mut self, record: &FtmEntity) {
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
                self.unsupported(&record.place, &message.concat());
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
            self.unsupported(&record.place, &message.concat());
        }
        let mut names = record.names();
        if names.is_empty() {
            self.unsupported(&record.place, "has no name, and is shown by its id");
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
                self.unsupported(&record.path(property), "is not imported next to its role");
            }
        }
        let wikidata = self.first(record, "wikidataId");
        // An id in words, of whichever name has some.
        let latin = || aliases.iter().find(|alias| is_latin(alias));
        let words = if is_latin(&name) {
            Some(&name)
        } else {
            latin()
        };
        let words = words.unwrap_or(&record.id);
        let id = self.entity_ids.make(words, "entity");
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
            media: Vec::new(),
            fields: FieldValuesDocument::default(),
        });
        let last = self.import.document.entities.len();
        self.others(
            RecordType::Entity,
            &(last - 1..last),
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
    }

    fn event(&mut self, record: &FtmEntity) {
        let is_sanction = record.schema == "Sanction";
        let title = if is_sanction {
            Some(self.sanction_title(record))
        } else {
            let mut names = record.names().into_iter();
            let title = names.next();
            for name in names {
                let message = ["only one of its names is imported, not ", &name];
                self.unsupported(&record.path("name"), &message.concat());
            }
            title.or_else(|| self.first(record, "summary"))
        };
        let Some(title) = title else {
            self.unsupported(&record.place, "the event has no name, and is skipped");
            return;
        };
        let mut participants = Vec::new();
        for role in ["organizer", "involved", "entity"] {
            if (role == "entity") != is_sanction {
                continue;
            }
            for other in record.all(role) {
                match self.entities.get(&other) {
                    Some((entity, _)) => participants.push(ParticipantDocument {
                        entity: entity.clone(),
                        role: if role == "organizer" { role } else { "" }.to_owned(),
                    }),
                    None => self.unknown(record, role, &other),
                }
            }
        }
        let place = self.event_place(record);
        let mut summary = self.summary(record);
        if is_sanction {
            let reason = record.all("reason").join(" ");
            summary = [summary, reason].join(" ").trim().to_owned();
        }
        let (title, status, revision) = unlabelled(
            &title,
            EventStatus::ALL
                .iter()
                .map(|it| (it.as_str(), it.factuality())),
        );
        let event = EventDocument {
            id: self.event_ids.make(&title, "event"),
            date: self.period(record),
            summary: summary.clone(),
            kind: if is_sanction { "sanction" } else { "other" }.to_owned(),
            status: status.unwrap_or("happened").to_owned(),
            revision,
            place,
            participants,
            evidence: self.passage(&sentence(&[&title], &summary)),
            sources: self.sources(record),
            title,
            ..EventDocument::default()
        };
        self.place("events", self.import.document.events.len(), record);
        self.import.document.events.push(event);
        let last = self.import.document.events.len();
        let known: &[&str] = if is_sanction {
            &["entity", "authority", "program", "reason"]
        } else {
            &[
                "name",
                "organizer",
                "involved",
                "location",
                "address",
                "addressEntity",
            ]
        };
        self.others(RecordType::Event, &(last - 1..last), record, known);
    }

    /// What a sanction is called: its programme, who laid it, and on whom.
    fn sanction_title(&mut self, record: &FtmEntity) -> String {
        let mut title = self
            .first(record, "program")
            .unwrap_or_else(|| "Sanction".to_owned());
        if let Some(authority) = self.first(record, "authority") {
            title = [&title, " by ", &authority].concat();
        }
        let on = record.all("entity");
        let on = on.iter().filter_map(|id| self.entities.get(id));
        let on = on
            .map(|(_, name)| name.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        if on.is_empty() {
            title
        } else {
            [&title, " on ", &on].concat()
        }
    }

    /// The place of an event: an address that is an entity, or one made of its
    /// name.
    fn event_place(&mut self, record: &FtmEntity) -> Option<String> {
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

    fn edge(&mut self, record: &FtmEntity, edge: &EdgeSchema) {
        let first = self.import.document.relationships.len();
        let fields = self.numbers(record, edge);
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
            } else if let Some(currency) = match *property {
                "amountEur" => Some(" EUR"),
                "amountUsd" => Some(" USD"),
                _ => None,
            } {
                what.extend(values.into_iter().map(|value| [&value, currency].concat()));
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
                edge.kind.word().unwrap_or_default(),
                ", without a stance",
            ];
            self.unsupported(&record.place, &message.concat());
        }
        let (predicate, status, revision) = unlabelled(
            &predicate,
            RelationshipStatus::ALL
                .iter()
                .map(|it| (it.as_str(), it.factuality())),
        );
        let (period, summary) = (self.period(record), self.summary(record));
        let sources = self.sources(record);
        for subject in self.ends(record, edge.source) {
            for object in self.ends(record, edge.target) {
                let what = what.join(", ");
                let colon = if what.is_empty() { "" } else { ":" };
                let fact = [
                    &backstory_core::dataset::sentence(&subject.1, &predicate, &object.1),
                    colon,
                ]
                .concat();
                let fact = sentence(&[fact.as_str(), what.as_str()], &summary);
                let evidence = self.passage(&fact);
                let id = backstory_core::dataset::sentence(&subject.0, &predicate, &object.0);
                let relationship = RelationshipDocument {
                    id: self.relationship_ids.make(&id, "relationship"),
                    subject: subject.0.clone(),
                    predicate: predicate.clone(),
                    object: object.0.clone(),
                    what,
                    kind: edge.kind.word().unwrap_or_default().to_owned(),
                    period: period.clone(),
                    status: status.unwrap_or_default().to_owned(),
                    revision: revision.clone(),
                    summary: summary.clone(),
                    evidence,
                    sources: sources.clone(),
                    fields: fields.clone(),
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
        let mut known = vec![edge.source, edge.target, "role"];
        known.extend(edge.what);
        let places = first..self.import.document.relationships.len();
        self.others(RecordType::Relationship, &places, record, &known);
    }

    /// The amounts and the share that a record has, as fields: of one amount, the one
    /// with its currency. In words they are part of what the relationship is about.
    ///
    /// Where several are at an end of the edge, it becomes several relationships, and a sum
    /// would count the amount in each of them: then it is in words alone.
    fn numbers(&mut self, record: &FtmEntity, edge: &EdgeSchema) -> FieldValuesDocument {
        let mut numbers = FieldValuesDocument::default();
        let is_of_several = [edge.source, edge.target]
            .iter()
            .any(|end| record.all(end).len() > 1);
        for property in edge.what {
            let (unit, name) = match *property {
                "amountEur" => ("EUR".to_owned(), "Amount"),
                "amountUsd" => ("USD".to_owned(), "Amount"),
                "amount" => match record.all("currency").as_slice() {
                    [currency] if is_currency(currency) => (currency.clone(), "Amount"),
                    _ => continue,
                },
                "percentage" => ("percent".to_owned(), "Share"),
                _ => continue,
            };
            let values = record.all(property);
            let [value] = values.as_slice() else {
                continue;
            };
            // As a sheet has it, 1,200.50, and in no other unit than the property's.
            let read = column_type(name, &[value], false);
            let read = read.filter(|it| it.unit.is_empty() || it.unit == unit);
            let Some(number) = read.and_then(|it| parsed_number(it.values.first()?)) else {
                continue;
            };
            if is_of_several {
                self.unsupported(
                    &record.path(property),
                    "is not a field, as it is of several together, and not of each: it stays in \
                     \"what\"",
                );
                continue;
            }
            let id = match name {
                "Amount" => ["amount-", &unit.to_lowercase()].concat(),
                _ => "share".to_owned(),
            };
            let fields = &mut self.import.document.fields;
            if !fields.iter().any(|field| field.id == id) {
                let several = fields.iter().any(|field| field.name.starts_with(name));
                let name = if several {
                    [name, " (", &unit, ")"].concat()
                } else {
                    name.to_owned()
                };
                fields.push(FieldDocument {
                    id: id.clone(),
                    of: "relationships".to_owned(),
                    name,
                    value_type: "number".to_owned(),
                    unit,
                });
            }
            numbers.insert(id, number);
        }
        numbers
    }

    /// The entities, by id and name, at one end of an edge.
    fn ends(&mut self, record: &FtmEntity, property: &str) -> Vec<(String, String)> {
        let ids = record.all(property);
        if ids.is_empty() {
            self.unsupported(
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

    fn unknown(&mut self, record: &FtmEntity, property: &str, id: &str) {
        let message = [
            "no line has the entity \"",
            id,
            "\", and the link to it is skipped",
        ];
        self.unsupported(&record.path(property), &message.concat());
    }

    fn period(&mut self, record: &FtmEntity) -> Option<String> {
        let [start, end, date] = ["startDate", "endDate", "date"].map(|property| {
            let text = self.first(record, property)?;
            let date = edtf(&text);
            if date.is_none() {
                let message = ["\"", &text, "\" is not a date, and is skipped"];
                self.unsupported(&record.path(property), &message.concat());
            } else if text.contains('.') && text.contains('T') {
                self.unsupported(
                    &record.path(property),
                    "fractions of a second are not imported",
                );
            }
            date
        });
        let period = |ends: [Option<&str>; 2]| match ends.map(Option::unwrap_or_default) {
            [start, end] if start == end => start.to_owned(),
            // A start alone does not say that it goes on.
            ends => ends.join("/"),
        };
        if start.is_none() && end.is_none() {
            return date;
        }
        if date.is_some() {
            self.unsupported(
                &record.path("date"),
                "is not imported next to a start or an end",
            );
        }
        let timed = period([start.as_deref(), end.as_deref()]);
        if Date::parse(&timed).is_ok() {
            return Some(timed);
        }
        let day = |end: &Option<String>| {
            let end = end.as_deref()?;
            Some(end.split('T').next().unwrap_or(end).to_owned())
        };
        let (start, end) = (day(&start), day(&end));
        let daily = period([start.as_deref(), end.as_deref()]);
        match Date::parse(&daily) {
            Ok(_) => {
                let message = ["\"", &timed, "\" is imported without its times of day"];
                self.unsupported(&record.path("startDate"), &message.concat());
                Some(daily)
            }
            Err(error) => {
                let message = ["the date is skipped: ", &error.to_string()];
                self.unsupported(&record.path("startDate"), &message.concat());
                None
            }
        }
    }

    fn summary(&mut self, record: &FtmEntity) -> String {
        let mut parts = record.all("summary");
        parts.extend(record.all("description"));
        parts.join(" ")
    }

    fn sources(&mut self, record: &FtmEntity) -> Vec<SourceDocument> {
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
            self.unsupported(
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

    /// Adds a paragraph, and gives the text quote of all of it.
    fn passage(&mut self, paragraph: &str) -> Vec<crate::EvidenceDocument> {
        self.import.article.push(paragraph.to_owned());
        let number = u32::try_from(self.import.article.len()).unwrap_or(u32::MAX);
        text_quote(number, paragraph).into_iter().collect()
    }

    fn place(&mut self, list: &str, index: usize, record: &FtmEntity) {
        let path = [list, "[", &index.to_string(), "]"].concat();
        self.import.places.insert(path, record.place.clone());
    }
}

/// Whether a value is a country, as ISO 3166-1 has it.
fn is_country_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether the values of a property are countries.
fn is_of_countries(name: &str) -> bool {
    let name = name.to_lowercase();
    ["country", "jurisdiction", "nationality", "citizenship"]
        .iter()
        .any(|word| name.contains(word))
}

/// Whether a currency is written as ISO 4217 has it.
fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A date of FollowTheMoney's in EDTF: with a blank for the `T`, numbers of one
/// digit, `00` for what is not known, and fractions of a second.
fn edtf(text: &str) -> Option<String> {
    if Date::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let mut parts = Vec::new();
    for part in day.split('-') {
        if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if !parts.is_empty() && part.trim_matches('0').is_empty() {
            break;
        }
        let width = if parts.is_empty() { 4 } else { 2 };
        let zeros = "0".repeat(usize::saturating_sub(width, part.len()));
        parts.push([zeros.as_str(), part].concat());
    }
    let day = parts.join("-");
    let dated = time.filter(|_| parts.len() == 3).map(|time| {
        let fraction = time.find('.').map(|at| {
            let rest = time.get(at + 1..).unwrap_or_default();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            at..at + 1 + digits
        });
        let mut time = time.to_owned();
        if let Some(fraction) = fraction {
            time.replace_range(fraction, "");
        }
        [&day, "T", &time].concat()
    });
    let parsed = dated.filter(|dated| Date::parse(dated).is_ok());
    parsed.or_else(|| Date::parse(&day).is_ok().then_some(day))
}

/// A title without the labels that an export puts in front of what is not a fact;
/// with the status that they stand for, of those given, and whether it is withdrawn.
fn unlabelled(
    title: &str,
    statuses: impl Iterator<Item = (&'static str, Factuality)>,
) -> (String, Option<&'static str>, Option<RevisionDocument>) {
    let without = |title: &str, label: &str| -> Option<String> {
        let rest = title.strip_prefix(label)?.trim();
        (!label.is_empty() && !rest.is_empty()).then(|| rest.to_owned())
    };
    let retracted = RevisionStatus::Retracted;
    let label = [ENGLISH.revision(retracted), ENGLISH.label_separator].concat();
    let stands = without(title, &label);
    let revision = stands.is_some().then(|| RevisionDocument {
        status: retracted.as_str().to_owned(),
        ..RevisionDocument::default()
    });
    let title = stands.unwrap_or_else(|| title.to_owned());
    let mut found = statuses.filter_map(|(status, factuality)| {
        let label = status_label(factuality, None, &ENGLISH);
        Some((without(&title, &label)?, Some(status)))
    });
    let (title, status) = found.next().unwrap_or((title.clone(), None));
    (title, status, revision)
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
