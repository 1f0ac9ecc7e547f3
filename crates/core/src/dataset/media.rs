//! Pictures, recordings, documents and pages that go with a record.

use super::url::{is_web, without_space};
use super::{MediaType, RecordType, Text};

/// One thing to see or hear.
///
/// A page may write its addresses into `src` and `href`; everything else in it is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// What it is.
    pub media_type: MediaType,
    /// Where it is: the file, or its page with a provider such as YouTube.
    pub src: MediaUrl,
    /// The same picture in other sizes, as HTML has them (`srcset` of `img`); may be empty.
    pub srcset: Text,
    /// How wide it is, in pixels.
    pub width: Option<u32>,
    /// How tall it is, in pixels.
    pub height: Option<u32>,
    /// What the picture shows, for whom cannot see it; may be empty.
    pub alt: Text,
    /// What is to be said of it; may be empty.
    pub caption: Text,
    /// Whose it is; may be empty.
    pub credit: Text,
    /// What a card for it says; may be empty.
    pub title: Text,
    /// Where there is more about it.
    pub href: Option<MediaUrl>,
    /// The picture that stands for a recording, a document or a page.
    pub poster: Option<MediaUrl>,
    /// The captions of a recording, as WebVTT.
    pub captions: Option<MediaUrl>,
}

impl Media {
    /// The picture that stands for it in a list.
    #[must_use]
    pub fn still(&self) -> Option<&MediaUrl> {
        match self.media_type {
            MediaType::Image => Some(&self.src),
            _ => self.poster.as_ref(),
        }
    }
}

/// An address whose scheme is `http` or `https`, or that is relative to its page.
///
/// The one constructor is [`MediaUrl::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaUrl(Text);

impl MediaUrl {
    /// Takes `text` if it is an address of `http` or `https`, or a relative one.
    ///
    /// As in [`SafeUrl`](super::SafeUrl), white space around it is dropped, and control
    /// characters and white space inside are refused. A colon before the first `/`, `?` or
    /// `#` ends a scheme (RFC 3986, section 4.2).
    ///
    /// ```
    /// use backstory_core::dataset::MediaUrl;
    ///
    /// assert!(MediaUrl::parse("pictures/dam.jpg").is_some());
    /// assert!(MediaUrl::parse("data:image/png;base64,AAAA").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = without_space(text).filter(|text| !text.is_empty())?;
        let allowed = match text.split_once(':') {
            Some((scheme, rest)) if !scheme.contains(['/', '?', '#', '\\']) => is_web(scheme, rest),
            _ => true,
        };
        allowed.then(|| Self(text.into()))
    }

    /// The address as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The addresses in a `srcset` (HTML Standard, "Parsing a srcset attribute").
pub(super) fn addresses_of(srcset: &str) -> impl Iterator<Item = &str> {
    let is_between = |c: char| c == ',' || c.is_whitespace();
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(is_between);
        let (address, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let bare = address.trim_end_matches(',');
        // A comma at its end: nothing is said of its size.
        rest = if bare.len() == address.len() {
            after.split_once(',').map_or("", |(_, rest)| rest)
        } else {
            after
        };
        (!bare.is_empty()).then_some(bare)
    })
}

/// The media of a dataset's records. Records without any take no room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaTable {
    /// For each sort of record, those that have some, by their positions, ascending.
    lists: [Vec<(u32, Vec<Media>)>; 3],
}

impl MediaTable {
    /// The media of the record at a position of its list.
    #[must_use]
    pub fn of(&self, list: RecordType, position: u32) -> &[Media] {
        let list = self.lists.get(list as usize);
        let list = list.map(Vec::as_slice).unwrap_or_default();
        let found = list.partition_point(|(at, _)| *at < position);
        match list.get(found) {
            Some((at, media)) if *at == position => media,
            _ => &[],
        }
    }

    /// The positions of the records of one sort that have some.
    pub fn positions(&self, list: RecordType) -> impl Iterator<Item = u32> {
        let list = self.lists.get(list as usize).into_iter().flatten();
        list.map(|(position, _)| *position)
    }

    /// Adds the media of a record; the positions of a list come in ascending order.
    pub fn push(&mut self, list: RecordType, position: u32, media: Vec<Media>) {
        if let Some(list) = self
            .lists
            .get_mut(list as usize)
            .filter(|_| !media.is_empty())
        {
            list.push((position, media));
        }
    }
}
