//! Media in formats that only have their addresses, and in a cell of a sheet.

use backstory_core::dataset::names::{self, media};
use backstory_core::dataset::{MediaType, RecordType, Value};

use super::cells::{escape, join, parts, split, unescape};
use crate::MediaDocument;

const IMAGES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp"];
const VIDEOS: [&str; 5] = ["mp4", "m4v", "webm", "ogv", "mov"];
const AUDIOS: [&str; 7] = ["mp3", "m4a", "aac", "ogg", "oga", "wav", "flac"];
const DOCUMENTS: [&str; 9] = [
    "pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "csv",
];

/// What an address is of, by the ending of its file or by whose page it is; any other is
/// of a page.
pub(super) fn type_of(address: &str) -> MediaType {
    let address = address.to_ascii_lowercase();
    let (host, ending) = host_and_ending(&address);
    let is_of = |names: &[&str]| {
        let of = |name: &str| host == name || host.ends_with(&[".", name].concat());
        names.iter().any(|name| of(name))
    };
    if is_of(&["youtube.com", "youtu.be", "vimeo.com"]) {
        MediaType::Video
    } else if is_of(&["soundcloud.com"]) {
        MediaType::Audio
    } else if is_of(&["documentcloud.org"]) {
        MediaType::Document
    } else if IMAGES.contains(&ending) {
        MediaType::Image
    } else if VIDEOS.contains(&ending) {
        MediaType::Video
    } else if AUDIOS.contains(&ending) {
        MediaType::Audio
    } else if DOCUMENTS.contains(&ending) {
        MediaType::Document
    } else {
        MediaType::Page
    }
}

/// Whether an address is of a file, by its ending.
pub(super) fn is_file(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let (_, ending) = host_and_ending(&address);
    let types: [&[&str]; 4] = [&IMAGES, &VIDEOS, &AUDIOS, &DOCUMENTS];
    types.iter().any(|endings| endings.contains(&ending))
}

/// The host of an address, and the ending of its file; each empty where it has none.
fn host_and_ending(address: &str) -> (&str, &str) {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (host, file) = match path.split_once("//") {
        Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", path),
    };
    let ending = file.rsplit('/').next().and_then(|it| it.rsplit_once('.'));
    (host, ending.map_or("", |(_, ending)| ending))
}

/// The paths of the pictures that do not say in `alt` what they show.
#[must_use]
pub fn without_alt(document: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    let mut look = |path: &str, record: &Value| {
        let Some(Value::List(list)) = field(record, names::event::MEDIA) else {
            return;
        };
        for (at, medium) in list.iter().enumerate() {
            let is = |name, text: &str| matches!(field(medium, name), Some(Value::Text(it)) if it == text);
            let is_picture = is(media::TYPE, MediaType::Image.as_str());
            let alt = field(medium, media::ALT).and_then(|alt| alt.text_in(""));
            if is_picture && alt.unwrap_or_default().trim().is_empty() {
                paths.push(format!("{path}.media[{at}]"));
            }
        }
    };
    if let Some(article) = field(document, names::document::ARTICLE) {
        look(names::document::ARTICLE, article);
    }
    for list in RecordType::ALL {
        if let Some(Value::List(records)) = field(document, list.list()) {
            for (at, record) in records.iter().enumerate() {
                look(&format!("{}[{at}]", list.list()), record);
            }
        }
    }
    paths
}

fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value<'v>> {
    let Value::Map(fields) = value else {
        return None;
    };
    let found = fields.iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value)
}

/// Media as one cell: `dam.jpg <alt: A dam> <credit: A. Name>; https://youtu.be/…`.
///
/// The type is left out where the address tells it.
pub(super) fn cell(list: &[MediaDocument]) -> String {
    join(list.iter().map(|it| {
        let is_told = type_of(&it.src).as_str() == it.media_type;
        let number = |number: Option<u32>| number.map_or_else(String::new, |it| it.to_string());
        let url = |url: &Option<String>| url.clone().unwrap_or_default();
        let fields = [
            (
                media::TYPE,
                if is_told {
                    String::new()
                } else {
                    it.media_type.clone()
                },
            ),
            (media::ALT, it.alt.clone()),
            (media::CAPTION, it.caption.clone()),
            (media::CREDIT, it.credit.clone()),
            (media::TITLE, it.title.clone()),
            (media::WIDTH, number(it.width)),
            (media::HEIGHT, number(it.height)),
            (media::SRCSET, it.srcset.clone()),
            (media::HREF, url(&it.href)),
            (media::POSTER, url(&it.poster)),
            (media::CAPTIONS, url(&it.captions)),
        ];
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let fields = fields.map(|(name, value)| [" <", name, ": ", &escape(&value), ">"].concat());
        [escape(&it.src)].into_iter().chain(fields).collect()
    }))
}

/// The media of such a cell. What is not a field of theirs is kept in the address, which the
/// decoder then reports.
pub(super) fn of_cell(cell: &str) -> Vec<MediaDocument> {
    split(cell).into_iter().map(medium).collect()
}

fn medium(text: &str) -> MediaDocument {
    let (src, mut rest) = parts(text, "<").map_or((text, None), |(src, it)| (src, Some(it)));
    let mut it = MediaDocument {
        src: unescape(src),
        ..MediaDocument::default()
    };
    while let Some(fields) = rest {
        let (field, more) =
            parts(fields, "<").map_or((fields, None), |(it, more)| (it, Some(more)));
        rest = more;
        let field = field.strip_suffix('>').unwrap_or(field);
        if !read_field(&mut it, field) {
            it.src = unescape(text);
            break;
        }
    }
    if it.media_type.is_empty() {
        type_of(&it.src).as_str().clone_into(&mut it.media_type);
    }
    it
}

/// Reads `alt: A dam`; whether it is a field that a medium has.
fn read_field(it: &mut MediaDocument, field: &str) -> bool {
    let Some((name, value)) = parts(field, ":") else {
        return false;
    };
    let value = unescape(value);
    let name = name.to_lowercase();
    match &*name {
        media::TYPE => it.media_type = value.to_lowercase(),
        media::ALT => it.alt = value,
        media::CAPTION => it.caption = value,
        media::CREDIT => it.credit = value,
        media::TITLE => it.title = value,
        media::SRCSET => it.srcset = value,
        media::HREF => it.href = Some(value),
        media::POSTER => it.poster = Some(value),
        media::CAPTIONS => it.captions = Some(value),
        media::WIDTH | media::HEIGHT => {
            let Ok(number) = value.parse() else {
                return false;
            };
            let size = if name == media::WIDTH {
                &mut it.width
            } else {
                &mut it.height
            };
            *size = Some(number);
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_what_it_is_of() {
        for (address, kind) in [
            ("dam.jpg", MediaType::Image),
            ("https://example.org/a.b/DAM.WEBP?w=800", MediaType::Image),
            ("/films/dam.mp4#t=3", MediaType::Video),
            ("https://www.youtube.com/watch?v=a.jpg", MediaType::Video),
            ("https://youtu.be/a", MediaType::Video),
            ("https://soundcloud.com/a/b", MediaType::Audio),
            ("a.mp3", MediaType::Audio),
            (
                "https://www.documentcloud.org/documents/1-a",
                MediaType::Document,
            ),
            ("ruling.pdf", MediaType::Document),
            ("https://example.org", MediaType::Page),
            ("https://notyoutube.com/a", MediaType::Page),
            ("https://en.wikipedia.org/wiki/Dam", MediaType::Page),
        ] {
            assert_eq!(type_of(address), kind, "{address}");
        }
    }

    #[test]
    fn a_host_has_no_ending_of_a_file() {
        assert!(is_file("https://example.org/films/DAM.mp4?t=3"));
        assert!(is_file("dam.jpg"));
        assert!(!is_file("https://dam.mov"));
        assert!(!is_file("https://example.org/films"));
    }

    #[test]
    fn a_cell_is_written_as_a_person_would() {
        let cell_text = "dam.jpg <alt: A dam> <credit: A. Name> <width: 1600>; \
                         https://example.org/dam <type: video> <caption: Dam 2: the river>";
        let read = of_cell(cell_text);
        assert_eq!(read.len(), 2);
        assert_eq!((&*read[0].media_type, &*read[0].alt), ("image", "A dam"));
        assert_eq!(
            (&*read[1].media_type, &*read[1].caption),
            ("video", "Dam 2: the river")
        );
        assert_eq!(cell(&read), cell_text);
        // What is not understood is not lost.
        let odd = of_cell("dam.jpg <colour: red>");
        assert_eq!(odd[0].src, "dam.jpg <colour: red>");
    }
}
