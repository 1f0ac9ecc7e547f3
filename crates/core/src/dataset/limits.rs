//! How much a document may hold. The widget, the command line and the editor
//! have the same limits, and `docs/dataset.md` ("Limits") states them.

/// How long a document may be, in bytes: 400 MB.
pub const MAX_BYTES: usize = 400 << 20;

/// How many records a dataset may have, entities included. So many take about
/// 400 MB of memory and two seconds of a desktop's time; a phone gives up
/// earlier, and says so itself.
pub const MAX_RECORDS: usize = 1_100_000;

/// How deep a document may be nested, in levels. The format itself needs five.
pub const MAX_DEPTH: u32 = 16;

/// How many values a document may hold in all: each object, list, text, number,
/// boolean and null is one. [`MAX_RECORDS`] records have 45 each on average.
pub const MAX_VALUES: u32 = 50_000_000;

/// How many fields of its own a document may declare.
pub const MAX_FIELDS: usize = 48;

/// How many kinds of its own a document may declare for each of its lists.
pub const MAX_KINDS: usize = 1_000;

/// How many words either end of a passage may have.
pub const MAX_QUOTE_WORDS: usize = 6;

/// How many words the `start` of a passage may have that is all of it.
pub const MAX_WHOLE_QUOTE_WORDS: usize = 12;

/// How much work the suggestions ("did you mean …?") of one document may take,
/// in letters that are compared: some 12 ms of a desktop's time.
pub(super) const MAX_SUGGESTION_WORK: usize = 4_000_000;
