//! Articles from Word (Office Open XML, ECMA-376): the paragraphs of a `.docx`, and what Word,
//! Google Docs and content management systems put on the clipboard.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::html::squeeze;
use super::passages::article_paragraphs;

/// The most of a document's text that is read, in bytes: a small archive may hold very much.
const MAX_DOCUMENT_BYTES: u64 = 64_000_000;

/// The beginnings of the ids of paragraph styles that are headings and captions, in the languages
/// that Word names them in.
const ASIDE_STYLES: [&str; 9] = [
    "heading",
    "title",
    "subtitle",
    "caption",
    "berschrift",
    "titre",
    "titel",
    "rubrik",
    "titulo",
];

/// The article of a Word document, as lines that
/// [`read_article`](super::read_article) reads; `None` where the bytes are not one. Text that was
/// deleted, footnotes and comments are not of it.
#[must_use]
pub(super) fn word_article(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let document = archive.by_name("word/document.xml").ok()?;
    let mut xml = Vec::new();
    document
        .take(MAX_DOCUMENT_BYTES)
        .read_to_end(&mut xml)
        .ok()?;
    Some(paragraphs(&String::from_utf8_lossy(&xml)).join("\n\n"))
}

/// The paragraphs of a document's main part.
fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut done = Vec::new();
    let mut text = String::new();
    let mut is_aside = false;
    let mut is_text = false;
    // What stands in place of a drawing holds its text a second time, and so does the place
    // that a text was moved from.
    let mut repeated = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.name().as_ref() {
                "w:p" => {
                    // A text box is inside a paragraph: its own are paragraphs as well.
                    push(&mut done, &mut text, is_aside);
                    is_aside = false;
                }
                "w:t" => is_text = repeated == 0,
                "mc:Fallback" | "w:moveFrom" => repeated += 1,
                "w:pStyle" => is_aside |= is_aside_style(&tag),
                _ => {}
            },
            Ok(Event::Empty(tag)) => match tag.name().as_ref() {
                "w:pStyle" => is_aside |= is_aside_style(&tag),
                "w:tab" | "w:br" | "w:cr" if repeated == 0 => text.push(' '),
                "w:noBreakHyphen" if repeated == 0 => text.push('-'),
                _ => {}
            },
            Ok(Event::Text(words)) if is_text => {
                text.push_str(&words);
            }
            Ok(Event::GeneralRef(entity)) if is_text => match entity.resolve_char_ref() {
                Ok(Some(letter)) => text.push(letter),
                _ => text.push_str(match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                }),
            },
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "w:p" => {
                    push(&mut done, &mut text, is_aside);
                    is_aside = false;
                }
                "w:t" => is_text = false,
                "mc:Fallback" | "w:moveFrom" => repeated = repeated.saturating_sub(1),
                _ => {}
            },
            // What is broken ends it: what was read is kept.
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    push(&mut done, &mut text, is_aside);
    done
}

fn push(done: &mut Vec<String>, text: &mut String, is_aside: bool) {
    let words = squeeze(text);
    if !words.is_empty() {
        done.push(if is_aside {
            ["# ", &words].concat()
        } else {
            words
        });
    }
    text.clear();
}

fn is_aside_style(tag: &BytesStart<'_>) -> bool {
    let style = tag.try_get_attribute("w:val").ok().flatten();
    let style = style.map(|it| it.value.to_lowercase());
    style.is_some_and(|style| ASIDE_STYLES.iter().any(|it| style.starts_with(it)))
}

/// What the clipboard has of an article as HTML, as lines; empty where it has no more to say
/// than the plain text that comes with it.
#[must_use]
pub fn pasted_paragraphs(html: &str) -> Vec<String> {
    const BLOCKS: [&str; 13] = [
        "<p",
        "<li",
        "<h1",
        "<h2",
        "<h3",
        "<h4",
        "<h5",
        "<h6",
        "<blockquote",
        "<td",
        "<div",
        "<figcaption",
        "<th",
    ];
    let lower = html.to_ascii_lowercase();
    if !BLOCKS.iter().any(|tag| lower.contains(tag)) {
        return Vec::new();
    }
    let lines = article_paragraphs(&["<body>", html, "</body>"].concat());
    lines.iter().map(|line| without_bullet(line)).collect()
}

/// Word writes the sign of a list's item as text.
fn without_bullet(line: &str) -> String {
    const BULLETS: [char; 6] = ['·', '•', '§', '▪', '–', '●'];
    let rest = line
        .strip_prefix(BULLETS)
        .filter(|rest| rest.starts_with(char::is_whitespace));
    rest.map_or(line, str::trim_start).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn docx(body: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        archive.start_file("word/document.xml", options).unwrap();
        let xml = ["<w:document><w:body>", body, "</w:body></w:document>"].concat();
        archive.write_all(xml.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_word_document_is_its_paragraphs() {
        let bytes = docx(
            r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The sale</w:t></w:r></w:p>
               <w:p><w:r><w:t xml:space="preserve">It was </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>
                 <w:r><w:t>sold &amp; paid&#33;</w:t><w:br/><w:t>Soon.</w:t></w:r></w:p>
               <w:p/>
               <w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
               <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>An item</w:t></w:r></w:p>"#,
        );
        assert_eq!(
            word_article(&bytes).as_deref(),
            Some("# The sale\n\nIt was sold & paid! Soon.\n\nA cell\n\nAn item")
        );
        assert_eq!(word_article(b"PK\x03\x04 no"), None);
    }

    #[test]
    fn what_was_moved_is_read_where_it_is_now() {
        let lines = paragraphs(
            r#"<w:p><w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr>
                 <w:moveFromRangeStart w:id="2"/><w:moveFrom w:id="3"><w:r><w:t>They met</w:t>
                 <w:noBreakHyphen/></w:r></w:moveFrom><w:moveFromRangeEnd w:id="2"/></w:p>
               <w:p><w:r><w:t xml:space="preserve">Then </w:t></w:r><w:moveTo w:id="4"><w:r>
                 <w:t>they met</w:t></w:r></w:moveTo><w:r><w:t>.</w:t></w:r></w:p>"#,
        );
        assert_eq!(lines, ["Then they met."]);
    }

    #[test]
    fn what_is_pasted_keeps_headings_lists_quotes_and_tables() {
        let lines = pasted_paragraphs(
            "<h2>The sale</h2><p>One.</p><p>Two.</p><ul><li>An item</li></ul>\
             <blockquote>Said so.</blockquote><table><tr><td>A cell</td><td>Another</td></tr></table>\
             <p class=MsoListParagraph>·&nbsp;&nbsp; An item of Word’s</p>",
        );
        assert_eq!(
            lines,
            [
                "# The sale",
                "One.",
                "Two.",
                "An item",
                "Said so.",
                "A cell",
                "Another",
                "An item of Word’s"
            ]
        );
        // A list alone is one as well; a word in bold is not an article.
        assert_eq!(
            pasted_paragraphs("<ul><li>One</li><li>Two</li></ul>"),
            ["One", "Two"]
        );
        assert_eq!(pasted_paragraphs("<b>one</b> word"), [""; 0]);
    }

    #[test]
    fn a_broken_document_gives_what_was_read() {
        assert_eq!(
            paragraphs("<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><"),
            ["One"]
        );
    }
}
