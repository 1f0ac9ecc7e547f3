//! Bytes as text: the one place in which a file is decoded.
//!
//! UTF-8 and UTF-16 are told by their byte order mark, UTF-16 without one by
//! its zero bytes, UTF-8 by being valid. What is none of these is read as
//! Windows-1252, which spreadsheet programs in Western Europe still save. Marks
//! are skipped, and whatever is not plain UTF-8 is said.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecodedText {
    /// The text, without a byte order mark.
    pub text: String,
    /// What a person should know of how it was read.
    pub notice: Option<String>,
}

/// How many bytes at the beginning of a page may name its encoding (HTML,
/// "prescan a byte stream to determine its encoding").
const PRESCAN_BYTES: usize = 1024;

/// Decodes a file.
///
/// # Errors
///
/// What the file is, where it is not text.
pub fn decode_text(bytes: &[u8]) -> Result<DecodedText, String> {
    if let Some(what) = other_file(bytes) {
        return Err(what.to_owned());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return Ok(if encoding == UTF_8 {
            of_utf8(rest)
        } else {
            of_utf16(rest, encoding)
        });
    }
    let has_zero = |parity: usize| bytes.iter().skip(parity).step_by(2).any(|byte| *byte == 0);
    match (has_zero(0), has_zero(1)) {
        (false, false) => Ok(of_utf8(bytes)),
        (false, true) => Ok(of_utf16(bytes, UTF_16LE)),
        (true, false) => Ok(of_utf16(bytes, UTF_16BE)),
        (true, true) => Err("it is not a text file: it has zero bytes".to_owned()),
    }
}

/// Files that are often taken for a sheet or an article, by their first bytes.
fn other_file(bytes: &[u8]) -> Option<&'static str> {
    const OTHERS: [(&[u8], &str); 5] = [
        (
            b"PK\x03\x04",
            "it is a spreadsheet or a document (such as .xlsx, .ods or .docx) or a zip archive; \
             save a sheet as CSV, an article as text or HTML",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "it is an old spreadsheet or document (.xls, .doc); save a sheet as CSV, an article \
             as text or HTML",
        ),
        (b"%PDF-", "it is a PDF; copy its text, or save it as text"),
        (b"\xff\xfe\0\0", "it is UTF-32; save it as UTF-8"),
        (b"\0\0\xfe\xff", "it is UTF-32; save it as UTF-8"),
    ];
    let other = OTHERS.iter().find(|(start, _)| bytes.starts_with(start));
    other.map(|(_, what)| *what)
}

fn of_utf8(bytes: &[u8]) -> DecodedText {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return DecodedText {
            notice: lost_letters(text),
            text: text.to_owned(),
        };
    }
    if let Some(encoding) = encoding_of_page(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let said = ["it is read as ", encoding.name(), ", as it says itself"].concat();
        return said_with_lost_letters(said, text.into_owned());
    }
    let (letters, others) = bytes
        .utf8_chunks()
        .fold((0, 0), |(letters, others), chunk| {
            let valid = chunk.valid().chars().filter(|letter| !letter.is_ascii());
            (letters + valid.count(), others + chunk.invalid().len())
        });
    if letters > others {
        return mixed(bytes);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let said = "it is not UTF-8, and is read as Windows-1252; if letters with accents are wrong, \
                save it as UTF-8";
    said_with_lost_letters(said.to_owned(), text.into_owned())
}

/// UTF-8 with some bytes of another encoding in it, such as a line that was
/// pasted into the file.
fn mixed(bytes: &[u8]) -> DecodedText {
    let mut text = String::with_capacity(bytes.len());
    let mut lines = Vec::new();
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        line += chunk.valid().matches('\n').count();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let (letters, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
            text.push_str(&letters);
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
    }
    let said = [
        "it is UTF-8, but for bytes in ",
        &listed(&lines),
        ", which are read as Windows-1252",
    ];
    said_with_lost_letters(said.concat(), text)
}

fn of_utf16(bytes: &[u8], encoding: &'static Encoding) -> DecodedText {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let said = ["it is ", encoding.name(), ", and is read so"].concat();
    said_with_lost_letters(said, text.into_owned())
}

fn said_with_lost_letters(said: String, text: String) -> DecodedText {
    let notice = match lost_letters(&text) {
        Some(lost) => [&said, "; ", &lost].concat(),
        None => said,
    };
    DecodedText {
        text,
        notice: Some(notice),
    }
}

/// That a text has replacement characters, and where.
fn lost_letters(text: &str) -> Option<String> {
    let lines = text.lines().enumerate();
    let lines: Vec<usize> = lines
        .filter(|(_, line)| line.contains(char::REPLACEMENT_CHARACTER))
        .map(|(index, _)| index + 1)
        .collect();
    (!lines.is_empty()).then(|| {
        let lines = listed(&lines);
        ["letters are lost in ", &lines, ", where it has \u{fffd}"].concat()
    })
}

fn listed(lines: &[usize]) -> String {
    const MAX_LISTED: usize = 5;
    let word = if lines.len() == 1 { "line " } else { "lines " };
    let first = lines.iter().take(MAX_LISTED).map(usize::to_string);
    let first = first.collect::<Vec<_>>().join(", ");
    match lines.len().saturating_sub(MAX_LISTED) {
        0 => [word, &first].concat(),
        more => [word, &first, " and ", &more.to_string(), " more"].concat(),
    }
}

/// The encoding that an HTML page or an XML document names itself.
fn encoding_of_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..PRESCAN_BYTES.min(bytes.len()))?;
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    if !start.trim_start().starts_with('<') {
        return None;
    }
    let named = ["charset=", "encoding="].into_iter().find_map(|name| {
        let (_, rest) = start.split_once(name)?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(['"', '\'', ' ', ';', '>', '/', '?']).next()
    })?;
    Encoding::for_label(named.as_bytes()).filter(|encoding| *encoding != UTF_8)
}

/// A text without the byte order mark that it may begin with.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn decoded(bytes: &[u8]) -> (String, String) {
        let decoded = decode_text(bytes).unwrap();
        (decoded.text, decoded.notice.unwrap_or_default())
    }

    #[test]
    fn utf8_with_and_without_a_mark_is_read_as_it_is() {
        for bytes in ["name;Zoë".as_bytes(), "\u{feff}name;Zoë".as_bytes()] {
            assert_eq!(decoded(bytes), ("name;Zoë".to_owned(), String::new()));
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        for (bytes, name) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"),
            (u16::to_be_bytes, "UTF-16BE"),
        ] {
            for text in ["name;kind\r\nZoë;person", "\u{feff}имя;вид\nЗоя;person"] {
                let (read, notice) = decoded(&utf16(text, bytes));
                assert_eq!(read, without_mark(text));
                assert!(notice.contains(name), "{notice}");
            }
        }
    }

    #[test]
    fn windows_1252_is_read_and_said() {
        let (text, notice) = decoded(b"Zo\xeb M\xfcller\nC\xf4te \x96 Sud \x80");
        assert_eq!(text, "Zoë Müller\nCôte – Sud €");
        assert!(notice.contains("Windows-1252"), "{notice}");
    }

    #[test]
    fn a_few_other_bytes_in_utf8_are_read_and_their_lines_said() {
        let bytes = ["Zoë Müller, Øst\nfine\nCaf".as_bytes(), b"\xe9\n"].concat();
        let (text, notice) = decoded(&bytes);
        assert_eq!(text, "Zoë Müller, Øst\nfine\nCafé\n");
        assert!(notice.contains("in line 3,"), "{notice}");
    }

    #[test]
    fn letters_that_were_lost_before_are_said() {
        let (_, notice) = decoded("a\nZo\u{fffd}\n".as_bytes());
        assert!(notice.contains("line 2"), "{notice}");
        let (_, notice) = decoded(b"\xff\xfea\0\n\0\x00\xd8b\0");
        assert!(notice.contains("lost in line 2"), "{notice}");
    }

    #[test]
    fn a_page_names_its_encoding() {
        let page = b"<!doctype html><meta charset=\"windows-1251\"><p>\xcf\xf0\xe0\xe2\xe4\xe0</p>";
        let (text, notice) = decoded(page);
        assert!(text.contains("Правда"), "{text}");
        assert!(notice.contains("windows-1251"), "{notice}");
    }

    #[test]
    fn other_files_are_named() {
        for (bytes, word) in [
            (b"PK\x03\x04\x14\0".as_slice(), "CSV"),
            (b"%PDF-1.7", "PDF"),
            (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
            (b"\x7fELF\0\0\0", "not a text file"),
        ] {
            let why = decode_text(bytes).unwrap_err();
            assert!(why.contains(word), "{why}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_any_of_the_encodings(text in "[^\\x00\u{feff}]{1,20}") {
            prop_assert_eq!(decoded(text.as_bytes()).0, text.clone());
            let marked = ["\u{feff}", &text].concat();
            prop_assert_eq!(decoded(&utf16(&marked, u16::to_le_bytes)).0, text.clone());
            prop_assert_eq!(decoded(&utf16(&marked, u16::to_be_bytes)).0, text);
        }

        #[test]
        fn no_letter_is_lost_in_silence(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Ok(it) = decode_text(&bytes) {
                let is_lossy = it.text.contains(char::REPLACEMENT_CHARACTER);
                prop_assert!(!is_lossy || it.notice.is_some_and(|said| said.contains("lost")));
            }
        }
    }
}
