//! The article.

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::names::{article as names, correction};
use super::super::{Article, Correction, Languages, Value};
use super::common::{dating, noted_list, url};
use super::media::media;

pub(super) fn article(value: &Value, path: &Path, context: &DecodeContext) -> Option<Article> {
    let fields = Fields::of(value, path, context, names::ALL)?;
    Some(Article {
        title: fields.text_or_empty(names::TITLE).unwrap_or_default(),
        publisher: fields.text_or_empty(names::PUBLISHER).unwrap_or_default(),
        published: fields.date(names::PUBLISHED).flatten(),
        dating: dating(&fields).flatten(),
        language: fields.text_or_empty(names::LANGUAGE).unwrap_or_default(),
        url: url(&fields),
        summary: fields.text_or_empty(names::SUMMARY).unwrap_or_default(),
        media: media(value, path, context),
        corrections: noted_list(value, names::CORRECTIONS, path, context, correction),
        languages: Languages::default(),
    })
}

fn correction(value: &Value, path: &Path, context: &DecodeContext) -> Option<Correction> {
    let fields = Fields::of(value, path, context, correction::ALL)?;
    let date = fields.date(correction::DATE);
    let note = fields.text(correction::NOTE);
    let was = fields.text_or_empty(correction::WAS);
    let now = fields.text_or_empty(correction::NOW);
    Some(Correction {
        date: date?,
        note: note?,
        was: was?,
        now: now?,
    })
}
