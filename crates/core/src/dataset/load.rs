//! A document as it comes in, a piece at a time.

use super::decode::{Decoder, check_format};
use super::json::{BufferPool, Stop, line_ends, skip_space, text, value};
use super::limits::{MAX_RECORDS, MAX_VALUES};
use super::value::Field;
use super::{Decoded, LoadError, RecordType, Value};
use crate::util::sort;

/// So many bytes that have been read are dropped at once.
const DROP_READ_BYTES: usize = 1 << 20;

/// Reads a document from bytes as they come in, so many records at a time, so
/// that a page can stay responsive and show how far it is.
///
/// ```
/// use backstory_core::dataset::{Loader, Progress};
///
/// let document = br#"{"format": "backstory/1", "entities": [
///     {"id": "russia", "kind": "country", "name": "Russia"}], "events": [
///     {"id": "visit", "title": "A visit", "kind": "visit", "status": "happened",
///      "evidence": [{"paragraph": 1, "start": "A visit"}]}]}"#;
/// let mut loader = Loader::default();
/// for piece in document.chunks(10) {
///     loader.push(piece);
///     while loader.advance(100)? == Progress::More {}
/// }
/// loader.end();
/// while loader.advance(100)? == Progress::More {}
/// assert_eq!(loader.finish()?.dataset.events.len(), 1);
/// # Ok::<(), backstory_core::dataset::LoadError>(())
/// ```
#[derive(Default)]
pub struct Loader {
    decoder: Decoder,
    /// What has come in and not been read.
    text: String,
    /// The beginning of a letter, whose rest has not come in.
    cut: Vec<u8>,
    /// What the values that have been read were kept in.
    buffers: BufferPool,
    /// How much of it has been read.
    at: usize,
    /// How much has been read and dropped, and how many lines were in it, with
    /// where the last of them began.
    dropped: Position,
    /// Whether no more will come in.
    is_whole: bool,
    /// Fewer bytes than these are not worth another try.
    enough: usize,
    state: ParseState,
    /// The fields of the document that are not lists.
    top: Vec<(String, Value<'static>)>,
    /// How many records have been read, left out or not.
    records: usize,
    /// How many of them are of the list that is taken in as values.
    pushed: usize,
    /// Why the document is not a dataset, although it is JSON.
    refusal: Option<LoadError>,
    /// Which lists have been read whole.
    closed: [bool; RecordType::ALL.len()],
    /// Records that came before what they refer to, as their text.
    waiting: Vec<(RecordType, usize, String)>,
}

/// A place in the document, counted from 0.
#[derive(Clone, Copy, Debug, Default)]
struct Position {
    bytes: usize,
    lines: usize,
    /// How many bytes stand before the line.
    line_start: usize,
}

/// What the loader looks for next.
#[derive(Default)]
enum ParseState {
    /// The document.
    #[default]
    Start,
    /// The name of a field, the first of the document or another one.
    Name { is_first: bool },
    /// The value of a field.
    Field(String),
    /// A record of a list.
    Record(RecordType, usize),
    /// Nothing but white space.
    Tail,
}

/// How far a [`Loader`] has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to be read.
    More,
    /// It waits for bytes.
    Hungry,
    /// All has been read.
    Done,
}

impl Loader {
    /// Takes in the next bytes of the document.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.at > DROP_READ_BYTES {
            self.drop_read();
        }
        if self.cut.is_empty() {
            self.take(bytes);
        } else {
            let mut whole = std::mem::take(&mut self.cut);
            whole.extend_from_slice(bytes);
            self.take(&whole);
        }
    }

    /// Takes bytes as the UTF-8 that they should be; other bytes become U+FFFD,
    /// as the browser has it.
    fn take(&mut self, bytes: &[u8]) {
        // Checked as a whole: one text after the other would take twice as long.
        if let Ok(text) = std::str::from_utf8(bytes) {
            self.text.push_str(text);
            return;
        }
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.text.push_str(chunk.valid());
            let rest = chunk.invalid();
            let is_cut = std::str::from_utf8(rest).is_err_and(|it| it.error_len().is_none());
            if chunks.peek().is_none() && is_cut {
                self.cut = rest.to_vec();
            } else if !rest.is_empty() {
                self.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }

    /// Wants texts in this language, where there are several: a BCP 47 tag. It
    /// is to be said before the first bytes.
    pub fn prefer(&mut self, language: &str) {
        self.decoder.prefer(language);
    }

    /// Says that no more bytes will come.
    pub fn end(&mut self) {
        self.is_whole = true;
        self.enough = 0;
        if !std::mem::take(&mut self.cut).is_empty() {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
    }

    /// Takes in a field of a document that is there as values, and not as text:
    /// first of all fields, the records' lists after them in the order of
    /// [`RecordType::ALL`], and then [`Loader::end`].
    pub fn push_field(&mut self, name: &str, value: Value<'static>) {
        self.state = ParseState::Tail;
        let list = RecordType::ALL.into_iter().find(|list| list.list() == name);
        let value = match list {
            Some(list) => {
                self.decoder.no_list(list, &value);
                Value::Null
            }
            None => value,
        };
        self.decoder.declare(name, &value);
        self.top.push((name.to_owned(), value));
    }

    /// Takes in a list, whose records are next.
    pub fn begin_list(&mut self, list: RecordType) {
        self.state = ParseState::Tail;
        let is_known = self.top.iter().any(|(name, _)| name == list.list());
        if !is_known {
            self.top.push((list.list().to_owned(), Value::Null));
            self.pushed = 0;
        }
    }

    /// Takes in the next record of a list.
    pub fn push_record(&mut self, list: RecordType, record: &Value) {
        self.decoder.record(list, self.pushed, record);
        self.pushed += 1;
        self.records += 1;
    }

    /// How many records have been read.
    #[must_use]
    pub const fn records(&self) -> usize {
        self.records
    }

    /// How many bytes have been read.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.dropped.bytes + self.at
    }

    /// Reads on, `records` records at most.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] where the document is not JSON, nested too deeply, or larger
    /// than a page can hold.
    pub fn advance(&mut self, records: usize) -> Result<Progress, LoadError> {
        let most = self.records + records;
        loop {
            if self.records > MAX_RECORDS {
                return Err(LoadError::TooLarge(MAX_RECORDS));
            }
            if let ParseState::Tail = self.state
                && self.is_whole
                && skip_space(self.text.as_bytes(), self.at) == self.text.len()
            {
                return Ok(self.read_waiting(records));
            }
            if self.records >= most {
                return Ok(Progress::More);
            }
            if self.text.len() < self.enough {
                return Ok(Progress::Hungry);
            }
            let values_left = self.buffers.values_left;
            match self.step() {
                Ok(()) => {}
                Err(Stop::End) if !self.is_whole => {
                    // The value is read from its beginning again.
                    self.buffers.values_left = values_left;
                    // What is left is not copied again and again for one long
                    // value that comes in small pieces.
                    let rest = self.text.len() - self.at;
                    self.enough = self.text.len() + rest / 2 + 1;
                    return Ok(Progress::Hungry);
                }
                Err(Stop::End) => return Err(self.no_json(self.text.len())),
                Err(Stop::Bad(at)) => return Err(self.no_json(at)),
                Err(Stop::Deep) => return Err(LoadError::TooDeep),
                Err(Stop::TooManyValues) => return Err(LoadError::TooManyValues),
            }
        }
    }

    /// Whether there is a [`Loader::preview`] of so many.
    #[must_use]
    pub fn can_preview(&self, most: usize) -> bool {
        self.decoder.can_preview(most)
    }

    /// The first `most` of the relationships, with those that they are between, to
    /// be shown while the rest is read; `None` while there are fewer, and where
    /// more entities than the page need wait for come before them.
    #[must_use]
    pub fn preview(&self, most: usize) -> Option<Decoded> {
        self.decoder.preview(most)
    }

    /// The dataset, once all has been read.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] where the document is not a dataset.
    pub fn finish(mut self) -> Result<Decoded, LoadError> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        let top = self.top.into_iter();
        let top: Vec<Field> = top.map(|(name, it)| (name.into(), it)).collect();
        check_format(&top)?;
        self.decoder.head(&Value::Map(top));
        self.decoder.finish()
    }

    /// Reads one thing further.
    fn step(&mut self) -> Result<(), Stop> {
        const MARK: char = '\u{feff}';
        let (whole, buffers) = (&*self.text, &mut self.buffers);
        let bytes = whole.as_bytes();
        let mut at = self.at;
        // A mark is at the very beginning or is none.
        if self.dropped.bytes + at == 0 && whole.starts_with(MARK) {
            at = MARK.len_utf8();
        }
        at = skip_space(bytes, at);
        // However much of it comes, it is not kept.
        self.at = at;
        let byte = bytes.get(at).copied().ok_or(Stop::End)?;
        match &mut self.state {
            ParseState::Start if byte == b'{' => {
                self.state = ParseState::Name { is_first: true };
                at += 1;
            }
            // Whatever it is, it is read, so that text that is not JSON is told
            // from a value that is not an object.
            ParseState::Start => {
                let (value, end) = value(whole, at, buffers)?;
                self.refusal = Some(match value {
                    Value::Null => LoadError::Empty,
                    _ => LoadError::NotAnObject,
                });
                at = end;
                self.state = ParseState::Tail;
            }
            ParseState::Name { is_first } => {
                if byte == b'}' {
                    self.state = ParseState::Tail;
                    at += 1;
                } else {
                    if !*is_first {
                        if byte != b',' {
                            return Err(Stop::Bad(at));
                        }
                        at = skip_space(bytes, at + 1);
                    }
                    match bytes.get(at) {
                        Some(b'"') => {}
                        Some(_) => return Err(Stop::Bad(at)),
                        None => return Err(Stop::End),
                    }
                    let (name, end) = text(whole, at)?;
                    at = skip_space(bytes, end);
                    match bytes.get(at) {
                        Some(b':') => at += 1,
                        Some(_) => return Err(Stop::Bad(at)),
                        None => return Err(Stop::End),
                    }
                    self.state = ParseState::Field(name.into_owned());
                }
            }
            ParseState::Field(name) => {
                let list = RecordType::ALL.into_iter().find(|list| list.list() == name);
                let is_closed = |list: RecordType| self.closed.get(list as usize) == Some(&true);
                let list = list.filter(|list| !is_closed(*list));
                if let Some(list) = list.filter(|_| byte == b'[') {
                    at += 1;
                    self.state = ParseState::Record(list, 0);
                } else {
                    let (value, end) = value(whole, at, buffers)?;
                    if let Some(list) = list {
                        self.decoder.no_list(list, &value);
                    }
                    let value = if list.is_some() {
                        Value::Null
                    } else {
                        self.decoder.declare(name, &value);
                        value.into_owned()
                    };
                    self.top.push((std::mem::take(name), value));
                    at = end;
                    self.state = ParseState::Name { is_first: false };
                }
            }
            ParseState::Record(list, index) => {
                let list = *list;
                if byte == b']' {
                    if let Some(closed) = self.closed.get_mut(list as usize) {
                        *closed = true;
                    }
                    self.top.push((list.list().to_owned(), Value::Null));
                    self.state = ParseState::Name { is_first: false };
                    at += 1;
                } else {
                    if *index > 0 {
                        if byte != b',' {
                            return Err(Stop::Bad(at));
                        }
                        at = skip_space(bytes, at + 1);
                    }
                    let (value, end) = value(whole, at, buffers)?;
                    self.records += 1;
                    let mut refers_to = self.closed.iter().take(list as usize);
                    let is_known = refers_to.all(|closed| *closed)
                        && self.waiting.is_empty()
                        && self.decoder.can_read(list, &value);
                    if is_known {
                        self.decoder.record(list, *index, &value);
                    } else {
                        let text = whole.get(at..end).unwrap_or_default();
                        // A number needs something behind it.
                        self.waiting.push((list, *index, [text, " "].concat()));
                    }
                    buffers.take_back(value);
                    *index += 1;
                    at = end;
                }
            }
            ParseState::Tail => return Err(Stop::Bad(at)),
        }
        self.at = at;
        Ok(())
    }

    /// Reads so many of the records that came before what they refer to.
    fn read_waiting(&mut self, records: usize) -> Progress {
        // Taken from the end, each list after those that it refers to.
        let key = |(list, index, _): &(RecordType, usize, String)| {
            let index = i64::try_from(*index).unwrap_or(i64::MAX);
            (-(*list as i64), -index)
        };
        if !self.waiting.is_sorted_by_key(key) {
            sort::sort_by_key(&mut self.waiting, key);
        }
        let rest = self.waiting.len().saturating_sub(records);
        for (list, index, text) in self.waiting.drain(rest..).rev() {
            // They were counted when they came in.
            self.buffers.values_left = MAX_VALUES;
            if let Ok((value, _)) = value(&text, 0, &mut self.buffers) {
                self.decoder.record(list, index, &value);
            }
        }
        if self.waiting.is_empty() {
            Progress::Done
        } else {
            Progress::More
        }
    }

    /// Drops what has been read.
    fn drop_read(&mut self) {
        let position = self.position(self.at);
        self.text.drain(..self.at);
        self.enough = self.enough.saturating_sub(self.at);
        self.at = 0;
        self.dropped = position;
    }

    /// Where byte `at` of those that are held stands in the document.
    fn position(&self, at: usize) -> Position {
        let bytes = self.text.as_bytes();
        let read = bytes.get(..at).unwrap_or(bytes);
        let before = self.dropped;
        let (lines, last) = line_ends(read);
        Position {
            bytes: before.bytes + read.len(),
            lines: before.lines + lines,
            line_start: last.map_or(before.line_start, |last| before.bytes + last + 1),
        }
    }

    fn no_json(&self, at: usize) -> LoadError {
        let is_blank = skip_space(self.text.as_bytes(), self.at) == self.text.len();
        if matches!(self.state, ParseState::Start) && is_blank {
            return LoadError::Empty;
        }
        let position = self.position(at);
        LoadError::NotJson {
            line: position.lines + 1,
            column: position.bytes - position.line_start + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &[u8] = br#"{"format": "backstory/1", "article": {"title": "A story"},
        "relationships": [{"id": "a"}], "entities": [{"id": "russia", "aliases": ["a", "b"]}]}"#;

    /// Loads it in pieces of so many bytes, where it may hold so many values.
    fn load(piece: usize, values: u32) -> Result<Progress, LoadError> {
        let mut loader = Loader::default();
        loader.buffers.values_left = values;
        for piece in DOCUMENT.chunks(piece) {
            loader.push(piece);
            while loader.advance(1)? == Progress::More {}
        }
        loader.end();
        loop {
            match loader.advance(1)? {
                Progress::More => {}
                progress => return Ok(progress),
            }
        }
    }

    #[test]
    fn a_document_of_values_is_the_same_as_its_text() {
        let text = include_str!("../../../../data/rwanda.json");
        let mut from_text = Loader::default();
        from_text.push(text.as_bytes());
        from_text.end();
        while from_text.advance(100).unwrap() == Progress::More {}
        let document: Value = serde_json::from_str(text).unwrap();
        let Value::Map(fields) = document else {
            panic!("it is an object")
        };
        let mut from_values = Loader::default();
        let is_list = |name: &str| RecordType::ALL.iter().any(|list| list.list() == name);
        for (name, value) in fields.iter().filter(|(name, _)| !is_list(name)) {
            from_values.push_field(name, value.clone());
        }
        for list in RecordType::ALL {
            let records = fields.iter().find(|(name, _)| name == list.list());
            let Some((_, Value::List(records))) = records else {
                continue;
            };
            for slice in records.chunks(7) {
                from_values.begin_list(list);
                for record in slice {
                    from_values.push_record(list, record);
                }
            }
        }
        from_values.end();
        assert_eq!(from_values.advance(100), Ok(Progress::Done));
        assert_eq!(from_values.records(), from_text.records());
        let [one, other] = [from_text, from_values].map(|it| it.finish().unwrap());
        assert_eq!(one.problems, other.problems);
        assert_eq!(one.dataset, other.dataset);
    }

    #[test]
    fn a_byte_order_mark_is_skipped_once_and_at_the_beginning_alone() {
        for (marks, is_read) in [
            ("", true),
            ("\u{feff}", true),
            ("\u{feff} ", true),
            ("\u{feff}\u{feff}", false),
            (" \u{feff}", false),
        ] {
            let text = [marks.as_bytes(), DOCUMENT].concat();
            for piece in [1, 3, text.len()] {
                let mut loader = Loader::default();
                let mut read = Ok(Progress::Hungry);
                for bytes in text.chunks(piece) {
                    loader.push(bytes);
                    read = read.and_then(|_| loader.advance(100));
                }
                assert_eq!(read.is_ok(), is_read, "{marks:?} in pieces of {piece}");
            }
        }
    }

    #[test]
    fn values_are_counted_once_however_the_document_comes_in() {
        // The format, the article and its title, two records, their ids, a list
        // and its two texts.
        let values = 10;
        for piece in [1, 7, DOCUMENT.len()] {
            assert_eq!(load(piece, values), Ok(Progress::Done), "{piece}");
            assert_eq!(
                load(piece, values - 1),
                Err(LoadError::TooManyValues),
                "{piece}"
            );
        }
    }
}
