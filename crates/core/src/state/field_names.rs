//! How the facets, columns, groups and lanes of declared fields are named in a permalink:
//! by the field's id, after a prefix.

use crate::dataset::{Dataset, FieldIx};
use crate::query::{Column, Facet, Group};
use crate::util::percent;

use super::Lanes;

fn name(ix: FieldIx, dataset: &Dataset) -> String {
    let id = dataset.field(ix).map_or("", |field| &field.id);
    [Facet::FIELD_PREFIX, id].concat()
}

fn field(name: &str, dataset: &Dataset) -> Option<FieldIx> {
    dataset.find_field(name.strip_prefix(Facet::FIELD_PREFIX)?)
}

pub(super) fn column_name(column: Column, dataset: &Dataset) -> String {
    match column {
        Column::Field(ix) => name(ix, dataset),
        _ => column.as_str().to_owned(),
    }
}

pub(super) fn parse_column(text: &str, dataset: &Dataset) -> Option<Column> {
    Column::parse(text).or_else(|| field(text, dataset).map(Column::Field))
}

pub(super) fn group_name(group: Group, dataset: &Dataset) -> String {
    match group {
        Group::Field(ix) => name(ix, dataset),
        _ => group.as_str().to_owned(),
    }
}

pub(super) fn parse_group(text: &str, dataset: &Dataset) -> Option<Group> {
    Group::parse(text).or_else(|| field(text, dataset).map(Group::Field))
}

pub(super) fn parse_weight(text: &str, dataset: &Dataset) -> Option<FieldIx> {
    field(text, dataset).filter(|ix| dataset.can_weigh(*ix))
}

pub(super) fn lanes_name(lanes: Lanes, dataset: &Dataset) -> String {
    match lanes {
        Lanes::Field(ix) => name(ix, dataset),
        _ => lanes.as_str().to_owned(),
    }
}

pub(super) fn parse_lanes(text: &str, dataset: &Dataset) -> Option<Lanes> {
    Lanes::parse(text).or_else(|| field(text, dataset).map(Lanes::Field))
}

/// Values of a field as a list: a comma inside of one is written as a byte.
pub(super) fn join_keys<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    let escaped = keys.map(|key| {
        let mut text = String::new();
        for letter in key.chars() {
            if matches!(letter, ',' | '%' | '+') {
                percent::encode(letter.encode_utf8(&mut [0; 4]), b"", &mut text);
            } else {
                text.push(letter);
            }
        }
        text
    });
    escaped.collect::<Vec<_>>().join(",")
}

/// Undoes [`join_keys`].
pub(super) fn split_keys(text: &str) -> Vec<String> {
    let keys = text.split(',').filter(|key| !key.is_empty());
    keys.map(|key| percent::decode(key).into_owned()).collect()
}
