//! The paragraphs of an article, and their numbers.
//!
//! `docs/article.md` has the definition. It stands here once: the page's DOM (by
//! `crates/element/js/passages.js`) and a parsed file (by the formats' HTML reader) are
//! walked by other code, and both tell an [`Outline`] what they meet.

/// Elements that begin and end a paragraph, by HTML's own rendering rules (HTML,
/// section 15.3: `display` is neither `inline` nor `contents`). Style sheets
/// change nothing about it: a drop cap that floats is still part of its word.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements whose text is read, but is not counted: they stand around the
/// article's running text.
const ASIDES: &[&str] = &[
    "address", "article", "aside", "caption", "dialog", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "legend", "nav", "summary",
];

/// Elements that hold no text of the article: code, controls, what stands in for
/// media, and the small letters over a line of ruby.
const NO_TEXT: &[&str] = &[
    "audio", "canvas", "datalist", "embed", "head", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "button", "rp", "rt", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
];

/// A longest run of text that no block element begins or ends in: HTML's own
/// paragraph (HTML, section 3.2.5.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text as the document has it, white space and all. A line break is a
    /// line feed; digits and brackets that are set high are superscript letters.
    pub text: String,
    /// Its number, from 1. What is aside has the number of the next paragraph
    /// that is not, or of the last one.
    pub number: u32,
    /// Which `<p>` of the article it stands in, from 1, by a count of all of
    /// them; 0 for none.
    pub p: u32,
    /// Whether it is not counted: a heading, a caption, a box.
    pub is_aside: bool,
    /// Whether it is not shown at present.
    pub is_hidden: bool,
    /// Where each text node begins in the text, in UTF-16 code units, with the
    /// node's number.
    nodes: Vec<(usize, u32)>,
}

impl Paragraph {
    /// One that is only its text, and its number.
    #[must_use]
    pub const fn plain(text: String, number: u32, is_aside: bool) -> Self {
        Self {
            text,
            number,
            p: 0,
            is_aside,
            is_hidden: false,
            nodes: Vec::new(),
        }
    }

    /// The text node at a position in the text, with the position in that node.
    /// At a border, the node that ends there where `is_end`, else the one that
    /// begins there.
    #[must_use]
    pub fn node_at(&self, position: usize, is_end: bool) -> Option<(u32, usize)> {
        let is_before = |start: usize| start < position || (start == position && !is_end);
        let mut before = self.nodes.iter().rev();
        let (start, node) = before.find(|(start, _)| is_before(*start))?;
        Some((*node, position - start))
    }
}

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, Default)]
struct OpenElement {
    is_block: bool,
    is_aside: bool,
    is_hidden: bool,
    is_skipped: bool,
    is_superscript: bool,
    p: u32,
}

/// Makes paragraphs of the elements and texts inside an article, told in the
/// order of the document.
#[derive(Debug, Default)]
pub struct Outline {
    open: Vec<OpenElement>,
    paragraphs: Vec<Paragraph>,
    current: Paragraph,
    /// The length of the current text in UTF-16 code units.
    units: usize,
    /// How many text nodes there were, and how many `<p>`.
    nodes: u32,
    p: u32,
}

impl Outline {
    /// Reads an article that is told in one text: U+0001 and a name open an
    /// element (with `!` before the name where it is not shown), U+0002 closes
    /// one, U+0003 begins a text node.
    #[must_use]
    pub fn read(told: &str) -> Vec<Paragraph> {
        let mut outline = Self::default();
        let mut rest = told;
        while let Some(at) = rest.find(is_sign) {
            let (_, from) = rest.split_at_checked(at).unwrap_or_default();
            let mut letters = from.chars();
            let sign = letters.next();
            let after = letters.as_str();
            let end = after.find(is_sign).unwrap_or(after.len());
            let (content, next) = after.split_at_checked(end).unwrap_or_default();
            match (sign, content.strip_prefix('!')) {
                (Some('\u{1}'), Some(name)) => outline.open(name, true),
                (Some('\u{1}'), None) => outline.open(content, false),
                (Some('\u{2}'), _) => outline.close(),
                _ => outline.text(content),
            }
            rest = next;
        }
        outline.finish()
    }

    /// An element begins. `name` is in lower case.
    pub fn open(&mut self, name: &str, is_hidden: bool) {
        let mut element = self.open.last().copied().unwrap_or_default();
        element.is_block = BLOCKS.contains(&name);
        element.is_aside |= ASIDES.contains(&name);
        element.is_hidden |= is_hidden;
        element.is_skipped |= NO_TEXT.contains(&name) || name.starts_with("back-story");
        element.is_superscript |= name == "sup";
        if element.is_block {
            self.flush();
        }
        if name == "p" && !element.is_skipped {
            self.p += 1;
            element.p = self.p;
        }
        if name == "br" && !element.is_skipped {
            self.current.text.push('\n');
            self.units += 1;
        }
        self.open.push(element);
    }

    /// The element that began last ends.
    pub fn close(&mut self) {
        if self.open.last().is_some_and(|element| element.is_block) {
            self.flush();
        }
        self.open.pop();
    }

    /// A text node.
    pub fn text(&mut self, text: &str) {
        let node = self.nodes;
        self.nodes += 1;
        let element = self.open.last().copied().unwrap_or_default();
        if element.is_skipped {
            return;
        }
        let paragraph = &mut self.current;
        if paragraph.text.trim().is_empty() {
            (paragraph.p, paragraph.is_aside) = (element.p, element.is_aside);
            paragraph.is_hidden = element.is_hidden;
        } else if element.is_hidden != paragraph.is_hidden && !text.trim().is_empty() {
            // A part of a line that is not shown is not of its text; and a line
            // that begins with such a part begins behind it.
            if element.is_hidden {
                return;
            }
            paragraph.text.clear();
            paragraph.nodes.clear();
            self.units = 0;
            paragraph.is_hidden = false;
        }
        paragraph.nodes.push((self.units, node));
        for letter in text.chars() {
            let letter = if element.is_superscript {
                superscript(letter)
            } else {
                letter
            };
            paragraph.text.push(letter);
            self.units += letter.len_utf16();
        }
    }

    /// The paragraphs, numbered.
    #[must_use]
    pub fn finish(mut self) -> Vec<Paragraph> {
        self.flush();
        let mut number = 0;
        for paragraph in &mut self.paragraphs {
            number += u32::from(!paragraph.is_aside);
            paragraph.number = number + u32::from(paragraph.is_aside);
        }
        for paragraph in &mut self.paragraphs {
            paragraph.number = paragraph.number.min(number.max(1));
        }
        self.paragraphs
    }

    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.current);
        self.units = 0;
        if !paragraph.text.trim().is_empty() {
            self.paragraphs.push(paragraph);
        }
    }
}

const fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{1}'..='\u{3}')
}

/// A digit or bracket that is set high, as the letter of its own that Unicode
/// has for it: `10<sup>6</sup>` is 10⁶ and not 106.
const fn superscript(letter: char) -> char {
    match letter {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '(' | '[' => '⁽',
        ')' | ']' => '⁾',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(article: &str) -> Vec<(String, u32, u32)> {
        let article = article
            .replace("</>", "\u{2}\u{3}")
            .replace('<', "\u{1}")
            .replace('>', "\u{3}");
        let paragraphs = Outline::read(&article).into_iter();
        let text = |it: &Paragraph| it.text.split_whitespace().collect::<Vec<_>>().join(" ");
        paragraphs.map(|it| (text(&it), it.number, it.p)).collect()
    }

    fn expected(list: &[(&str, u32, u32)]) -> Vec<(String, u32, u32)> {
        let own = |it: &(&str, u32, u32)| (it.0.to_owned(), it.1, it.2);
        list.iter().map(own).collect()
    }

    #[test]
    fn headings_and_captions_are_text_and_are_not_counted() {
        assert_eq!(
            told(
                "<h1>Head</><p>One <b>bold</></><figure><figcaption>A dam</></><p>Two</><h2>End</>"
            ),
            expected(&[
                ("Head", 1, 0),
                ("One bold", 1, 1),
                ("A dam", 2, 0),
                ("Two", 2, 2),
                ("End", 2, 0)
            ])
        );
    }

    #[test]
    fn text_around_a_block_is_two_paragraphs() {
        assert_eq!(
            told("<div>Before<p>In</>after</><script>var a;</><p>Last<back-story><p>Row</></></>"),
            expected(&[
                ("Before", 1, 0),
                ("In", 2, 1),
                ("after", 3, 0),
                ("Last", 4, 2)
            ])
        );
    }

    #[test]
    fn a_position_leads_to_its_node() {
        let told = "\u{1}p\u{3}𝕏a\u{1}b\u{3}cd\u{2}\u{3}e\u{2}";
        let paragraphs = Outline::read(told);
        let paragraph = &paragraphs[0];
        assert_eq!(paragraph.text, "𝕏acde");
        assert_eq!(paragraph.node_at(0, false), Some((0, 0)));
        assert_eq!(paragraph.node_at(3, false), Some((1, 0)));
        assert_eq!(paragraph.node_at(3, true), Some((0, 3)));
        assert_eq!(paragraph.node_at(6, true), Some((2, 1)));
    }

    #[test]
    fn what_is_not_shown_is_counted_and_not_mixed_in() {
        let read = |told: &str| {
            let told = told
                .replace("</>", "\u{2}\u{3}")
                .replace('<', "\u{1}")
                .replace('>', "\u{3}");
            let shown = |it: Paragraph| (it.text, it.number, it.is_hidden);
            Outline::read(&told)
                .into_iter()
                .map(shown)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read("<!p>More</><p>One<!span> (ad)</></><p><!i>Tag </>Two</>"),
            [
                ("More".to_owned(), 1, true),
                ("One".to_owned(), 2, false),
                ("Two".to_owned(), 3, false)
            ]
        );
    }
}
