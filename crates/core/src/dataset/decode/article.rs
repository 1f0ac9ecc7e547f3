//! The article.

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::names::article as names;
use super::super::{Article, Languages, Value};
use super::common::{dating, url};
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
        languages: Languages::default(),
    })
}
