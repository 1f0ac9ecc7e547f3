//! A dataset as entities of FollowTheMoney.

use serde_json::{Map, Value, json};

use super::super::dates::{iso, plain_part};
use super::super::{Export, Unsupported};
use super::schema::{EDGES, EdgeSchema};
use backstory_core::dataset::{
    Dataset, Date, Entity, EntityIx, EntityKind, Event, RecordType, Relationship, Source,
};
use backstory_core::locale::{ENGLISH, denier_names, describe, event_title, relationship_label};

/// The dataset as entities of FollowTheMoney's, one a line.
#[must_use]
pub fn to_ftm(dataset: &Dataset) -> Export {
    let mut writer = FtmWriter {
        dataset,
        lines: Vec::new(),
        unsupported: Vec::new(),
    };
    if dataset.article != backstory_core::dataset::Article::default() {
        writer.unsupported(
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
    for (index, field) in dataset.fields.iter().enumerate() {
        if !field.values.is_empty() {
            let why = [
                "FollowTheMoney has no property \"",
                &field.id,
                "\"; it is not exported",
            ];
            writer.unsupported(&at("fields", index), &why.concat());
        }
    }
    for list in RecordType::ALL {
        for position in dataset.media.positions(list) {
            let path = at(list.list(), position as usize);
            writer.unsupported_field(&path, "media", NO_PLACE);
        }
    }
    let mut text = writer.lines.join("\n");
    text.push('\n');
    Export {
        text,
        unsupported: writer.unsupported,
    }
}

fn at(list: &str, index: usize) -> String {
    [list, "[", &index.to_string(), "]"].concat()
}

struct FtmWriter<'d> {
    dataset: &'d Dataset,
    lines: Vec<String>,
    unsupported: Vec<Unsupported>,
}

impl FtmWriter<'_> {
    fn unsupported(&mut self, path: &str, message: &str) {
        self.unsupported.push(Unsupported::new(path, message));
    }

    fn unsupported_field(&mut self, path: &str, field: &str, why: &str) {
        self.unsupported(&[path, ".", field].concat(), why);
    }

    fn write(&mut self, id: &str, schema: &str, properties: FtmProperties) {
        let line = json!({"id": id, "schema": schema, "properties": properties.0});
        self.lines.push(line.to_string());
    }

    fn entity(&mut self, path: &str, entity: &Entity) {
        let mut properties = FtmProperties::default();
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
                self.unsupported_field(path, "kind", "a group is exported as an Organization");
                "Organization"
            }
            EntityKind::Custom(_) => {
                let kind = entity.kind.id(&self.dataset.kinds);
                let why = ["\"", kind, "\" is exported as a LegalEntity"].concat();
                self.unsupported_field(path, "kind", &why);
                "LegalEntity"
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
            let mut properties = FtmProperties::default();
            properties.add("member", &key("entity", &entity.id));
            properties.add("organization", &key("entity", &whole.id));
            let id = [&*entity.id, "-of-", &whole.id].concat();
            self.write(&key("membership", &id), "Membership", properties);
            self.unsupported_field(path, "member_of", "is exported as a Membership");
        }
    }

    fn event(&mut self, path: &str, event: &Event) {
        let mut properties = FtmProperties::default();
        properties.add("name", &event_title(event, &ENGLISH));
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
                self.unsupported_field(path, &[&field, ".role"].concat(), "is not exported");
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
            (
                "during",
                order.is_some_and(|order| !order.during.is_empty()),
            ),
            ("evidence", true),
            ("revision", event.revision.is_some()),
            ("added", event.added.is_some()),
        ] {
            if is_set {
                self.unsupported_field(path, field, NO_PLACE);
            }
        }
        self.write(&key("event", &event.id), "Event", properties);
    }

    fn relationship(&mut self, path: &str, it: &Relationship) {
        let known = EDGES
            .iter()
            .find(|edge| edge.predicate == &*it.predicate && edge.schema != "UnknownLink");
        // What is not a fact is not an Ownership: it is a link whose role says so.
        let label = relationship_label(it, &ENGLISH);
        let fits = |edge: &&EdgeSchema| label.is_empty() && self.fits(edge, it.subject, it.object);
        let edge = known.filter(fits);
        let (schema, [source, target]) = match edge {
            Some(edge) => (edge.schema, [edge.source, edge.target]),
            None => ("UnknownLink", ["subject", "object"]),
        };
        let mut properties = FtmProperties::default();
        let name = |ix| {
            self.dataset
                .entity(ix)
                .map(|entity| key("entity", &entity.id))
        };
        properties.add(source, &name(it.subject).unwrap_or_default());
        properties.add(target, &name(it.object).unwrap_or_default());
        match edge {
            None => {
                properties.add("role", &[&*label, &it.predicate].concat());
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
            self.unsupported_field(
                path,
                "attribution",
                "is exported as words in the description",
            );
        }
        if let Some(who) = denier_names(it, self.dataset, &ENGLISH) {
            properties.add("description", &["Denied by ", &who, "."].concat());
            self.unsupported_field(path, "denied_by", "is exported as words in the description");
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
            ("added", it.added.is_some()),
        ] {
            if is_set {
                self.unsupported_field(path, field, NO_PLACE);
            }
        }
        self.write(&key("relationship", &it.id), schema, properties);
    }

    /// Whether FollowTheMoney lets these two stand at the ends of an edge.
    fn fits(&self, edge: &EdgeSchema, subject: EntityIx, object: EntityIx) -> bool {
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

    fn period(&mut self, path: &str, date: Option<&Date>, properties: &mut FtmProperties) {
        let Some(date) = date else { return };
        if let Some(period) = iso(date) {
            if period.is_single {
                properties.add("date", period.start.as_deref().unwrap_or_default());
            } else {
                properties.add("startDate", period.start.as_deref().unwrap_or_default());
                properties.add("endDate", period.end.as_deref().unwrap_or_default());
                if date.as_str().contains("..") {
                    self.unsupported(path, "that it has no known start or end is not exported");
                }
            }
            return;
        }
        let words = ["Date: ", &describe(Some(date), &ENGLISH), "."].concat();
        properties.add("description", &words);
        // A date that is only qualified is useful without its qualifier, if the
        // words stand next to it.
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
        self.unsupported(path, message);
    }

    fn sources(&mut self, path: &str, sources: &[Source], properties: &mut FtmProperties) {
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
                self.unsupported_field(path, "sources", "only the title of the first is exported");
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
struct FtmProperties(Map<String, Value>);

impl FtmProperties {
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
