//! What there is to see and hear of a record.

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::media::addresses_of;
use super::super::names::{self, media as medium};
use super::super::{Media, MediaType, MediaUrl, ProblemKind, Value};
use super::common::noted_list;

/// The media of a record or of the article. What is wrong costs that medium alone, and an
/// address that is not safe only itself, unless it is the medium's own.
pub(super) fn media(record: &Value, path: &Path, context: &DecodeContext) -> Vec<Media> {
    noted_list(record, names::event::MEDIA, path, context, read)
}

fn read(value: &Value, path: &Path, context: &DecodeContext) -> Option<Media> {
    let fields = Fields::of(value, path, context, medium::ALL)?;
    let media_type = fields.word(medium::TYPE, MediaType::WORDS, MediaType::parse);
    let src = address(&fields, medium::SRC, fields.str(medium::SRC));
    let srcset = fields.text_or_empty(medium::SRCSET).unwrap_or_default();
    let is_safe = addresses_of(&srcset).all(|address| MediaUrl::parse(address).is_some());
    if !is_safe {
        fields.note(medium::SRCSET, ProblemKind::UnsafeMediaUrl);
    }
    let size = |name| fields.optional_ordinal(name).flatten();
    let text = |name| fields.text_or_empty(name).unwrap_or_default();
    let (width, height) = (size(medium::WIDTH), size(medium::HEIGHT));
    let (alt, caption) = (text(medium::ALT), text(medium::CAPTION));
    let (credit, title) = (text(medium::CREDIT), text(medium::TITLE));
    let link = |name| address(&fields, name, fields.optional_text(name).flatten());
    let href = link(medium::HREF);
    let poster = link(medium::POSTER);
    let captions = link(medium::CAPTIONS);
    Some(Media {
        media_type: media_type?,
        src: src?,
        srcset: if is_safe { srcset } else { context.shared("") },
        width,
        height,
        alt,
        caption,
        credit,
        title,
        href,
        poster,
        captions,
    })
}

/// The address that a field says; one that is not safe is dropped and noted.
fn address(fields: &Fields, name: &str, text: Option<&str>) -> Option<MediaUrl> {
    let url = MediaUrl::parse(text?);
    if url.is_none() {
        fields.note(name, ProblemKind::UnsafeMediaUrl);
    }
    url
}
