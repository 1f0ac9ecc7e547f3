//! Other formats, in and out of a dataset.
//!
//! | format | in | out | standard |
//! |---|---|---|---|
//! | CSV sheets | [`from_sheets`] | [`to_sheet`] | RFC 4180; formulas are guarded |
//! | workbooks (.xlsx, .ods, .xls) | [`file_texts`] | | by `calamine`, to CSV |
//! | TimelineJS JSON | [`from_timeline_js`] | | |
//! | FollowTheMoney | [`from_ftm`] | [`to_ftm`] | JSON lines |
//! | iCalendar | | [`to_ical`] | RFC 5545 |
//! | JSON-LD | | [`json_ld`] | JSON-LD 1.1, the terms of schema.org |
//! | CSL-JSON | | [`to_csl`] | the schema of CSL 1.0.2 |
//! | HTML | [`page_paragraphs`] | [`plain_html`] | the HTML Standard |
//! | JSON Schema | | [`schema`] | 2020-12 |
//!
//! An import gives an [`Import`]: a [`Document`] that the decoder then checks, the text that
//! its records rest on where the source brings its own, and an [`Unsupported`] for
//! everything that the dataset has no place for. An export gives an [`Export`], likewise
//! with what the other format cannot carry. Nothing is dropped silently.
//!
//! Everything here is a pure function of its input, the same on the command line and in
//! the editor.
//!
//! ```
//! use backstory_formats::import;
//!
//! let sheet = "name,kind\nRussia,country\nSergei Lavrov,person\n";
//! let import = import(&[("entities.csv", sheet)])?;
//! assert_eq!(import.document.entities[1].id, "sergei-lavrov");
//! assert_eq!(import.place("entities[1].kind"), Some("entities.csv, line 3"));
//! assert!(import.unsupported.is_empty());
//! # Ok::<(), (String, String)>(())
//! ```

mod cells;
mod csl;
mod dates;
mod diff;
mod document;
pub mod english_date;
mod format;
mod ftm;
mod html;
mod ical;
mod ids;
mod json_ld;
mod json_number;
mod languages;
mod media;
mod notices;
mod passages;
mod place;
mod plain_html;
mod schema;
mod sheets;
mod text;
mod timeline_js;
mod word;
mod workbook;

pub use csl::to_csl;
pub use diff::{DiffFormat, Difference, RecordChange, Values, differences, with_revisions};
pub use document::{
    ArticleDocument, CorrectionDocument, DatingDocument, Document, EntityDocument, EventDocument,
    EvidenceDocument, FieldDocument, FieldValuesDocument, KindDocument, KindsDocument,
    MediaDocument, OrderLinkDocument, ParticipantDocument, RelationshipDocument, RevisionDocument,
    SourceDocument, StatedOrderDocument,
};
pub use format::{Format, Unreadable, detect, import, read_json};
pub use ftm::{from_ftm, to_ftm};
pub use html::{page_paragraphs, paragraphs};
pub use ical::to_ical;
pub use ids::slug;
pub use json_ld::{for_script, json_ld};
pub use languages::takes_languages;
pub use languages::{json_in_all_languages, languages_left_out};
pub use media::without_alt;
pub use notices::{NoticeGroup, grouped};
pub use passages::{
    AnchoredQuote, QuoteStatus, anchor_all, anchor_quotes, anchor_quotes_in, article_paragraphs,
    numbered_line, read_article, text_quote,
};
pub use place::{PathStep, Places, steps};
pub use plain_html::escaped;
pub use plain_html::plain_html;
pub use schema::schema;
pub use sheets::{Sheet, from_sheets, template, to_sheet};
pub use text::{DecodedText, decode_text};
pub use timeline_js::from_timeline_js;
pub use word::pasted_paragraphs;
pub use workbook::{FileTexts, file_texts};

use std::collections::HashMap;
use std::fmt;

/// Something that the other format has no place for, or has in another way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsupported {
    /// Where it stands in what was read, such as `events[3].date`.
    pub path: String,
    /// What was not imported, or was imported as something else.
    pub message: String,
    /// Whether it was imported, if in another way than it was written: a date in English as
    /// EDTF.
    pub is_imported: bool,
}

impl Unsupported {
    fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            is_imported: false,
        }
    }

    /// What was imported, in another way than it was written.
    fn imported(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            is_imported: true,
            ..Self::new(path, message)
        }
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

/// What another format became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The dataset's document, which may yet have problems of its own.
    pub document: Document,
    /// The paragraphs that the records' passages stand in, where the source
    /// itself is their text; empty where it names passages of an article.
    pub article: Vec<String>,
    /// What was not carried.
    pub unsupported: Vec<Unsupported>,
    /// Where a record of the document comes from: its path, and a place that a
    /// person finds, such as "events.csv, row 4".
    pub places: HashMap<String, String>,
}

impl Import {
    /// Where in the source the thing at `path` of the document comes from.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<&str> {
        self.place_of(path).map(|(_, place)| place)
    }

    /// The path of the record that the thing at `path` is in, and where in the source
    /// that comes from.
    #[must_use]
    pub fn place_of(&self, path: &str) -> Option<(&str, &str)> {
        let ends = path.match_indices(['.', '[']).map(|(end, _)| end);
        ends.chain([path.len()]).find_map(|end| {
            let (record, place) = self.places.get_key_value(path.get(..end)?)?;
            Some((record.as_str(), place.as_str()))
        })
    }
}

/// A dataset in another format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The text of the file.
    pub text: String,
    /// What was not carried.
    pub unsupported: Vec<Unsupported>,
}
