//! HTML reduced to text.

/// Text that was HTML, with the links that were in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reduced {
    pub text: String,
    /// Each link's text and address.
    pub links: Vec<(String, String)>,
    /// The elements other than links and breaks that were in it, once each.
    pub elements: Vec<String>,
}

/// Takes the tags off: what is text stays, a break is a space, scripts and
/// styles go with their content.
pub(super) fn reduce(html: &str) -> Reduced {
    let mut reduced = Reduced::default();
    let mut text = String::new();
    let mut open_link: Option<(usize, String)> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Text(plain) => text.push_str(&decode_entities(plain)),
            Piece::Tag(tag) => {
                let name = tag_name(tag);
                match name.as_str() {
                    "a" => {
                        let href = attribute(tag, "href").unwrap_or_default();
                        open_link = Some((text.len(), href));
                    }
                    "/a" => {
                        if let Some((from, href)) = open_link.take() {
                            let words = squeeze(text.get(from..).unwrap_or_default());
                            reduced.links.push((words, href));
                        }
                    }
                    _ => {
                        if is_break(name.trim_start_matches('/')) {
                            text.push(' ');
                        } else if !name.starts_with('/') && !reduced.elements.contains(&name) {
                            reduced.elements.push(name);
                        }
                    }
                }
            }
        }
    }
    reduced.text = squeeze(&text);
    reduced
}

/// The texts of a page's paragraphs: of the `<p>` in its `<article>`, or, where
/// there is none, in the page. What a widget was served with is not the
/// article's text.
#[must_use]
pub fn paragraphs(html: &str) -> Vec<String> {
    let has_article =
        pieces(html).any(|it| matches!(it, Piece::Tag(tag) if tag_name(tag) == "article"));
    let mut inside = !has_article;
    let mut in_widget = false;
    let mut paragraphs = Vec::new();
    let mut open: Option<String> = None;
    let mut close = |open: &mut Option<String>| {
        if let Some(text) = open.take() {
            paragraphs.push(squeeze(&text));
        }
    };
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&decode_entities(text));
                }
            }
            Piece::Tag(tag) => match tag_name(tag).as_str() {
                "article" => inside = true,
                "/article" => {
                    close(&mut open);
                    inside = !has_article;
                }
                "back-story" => {
                    close(&mut open);
                    in_widget = true;
                }
                "/back-story" => {
                    close(&mut open);
                    in_widget = false;
                }
                "p" => {
                    close(&mut open);
                    if inside && !in_widget {
                        open = Some(String::new());
                    }
                }
                "/p" => close(&mut open),
                "br" => {
                    if let Some(open) = &mut open {
                        open.push(' ');
                    }
                }
                _ => {}
            },
        }
    }
    close(&mut open);
    paragraphs
}

enum Piece<'h> {
    Text(&'h str),
    /// What stands between `<` and `>`.
    Tag(&'h str),
}

/// The text and the tags of `html`, in order; no comments, and nothing of
/// scripts and styles.
fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let Some(inside) = rest.strip_prefix('<').filter(|it| begins_a_tag(it)) else {
                let next = rest
                    .char_indices()
                    .skip(1)
                    .find(|(at, letter)| {
                        *letter == '<' && rest.get(at + 1..).is_some_and(begins_a_tag)
                    })
                    .map_or(rest.len(), |(at, _)| at);
                let (text, after) = rest.split_at_checked(next)?;
                rest = after;
                return Some(Piece::Text(text));
            };
            if let Some(comment) = inside.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let (tag, after) = inside.split_once('>').unwrap_or((inside, ""));
            rest = after;
            let name = tag_name(tag);
            if name == "script" || name == "style" {
                let end = ["</", &name].concat();
                let lower = rest.to_ascii_lowercase();
                rest = lower
                    .find(&end)
                    .and_then(|at| rest.get(at..))
                    .unwrap_or_default();
                continue;
            }
            return Some(Piece::Tag(tag));
        }
    })
}

fn begins_a_tag(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
}

/// The tag's name in lower case, with the `/` of a closing one.
fn tag_name(tag: &str) -> String {
    let name: String = tag
        .chars()
        .enumerate()
        .take_while(|(at, c)| {
            c.is_ascii_alphanumeric() || (*at == 0 && *c == '/') || (*at > 0 && *c == '-')
        })
        .map(|(_, c)| c.to_ascii_lowercase())
        .collect();
    name
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&[" ", name, "="].concat())?;
    let value = tag.get(at + name.len() + 2..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split([' ', '/', '\t', '\n']).next()?,
    };
    Some(decode_entities(value))
}

fn is_break(name: &str) -> bool {
    matches!(
        name,
        "br" | "p"
            | "div"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "tr"
            | "td"
            | "blockquote"
    )
}

fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        match entity.and_then(|(name, after)| Some((entity_letter(name)?, after))) {
            Some((letter, after)) => {
                decoded.push(letter);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity_letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "copy" => '©',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ouml" => 'ö',
        "auml" => 'ä',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "ntilde" => 'ñ',
        _ => return None,
    })
}

/// Runs of white space as one space, and none at the ends.
pub(super) fn squeeze(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        let reduced = reduce(
            "<p>Tom &amp; <em>Ann</em>&nbsp;said<br>“1 < 2”</p><script>alert(1)</script>\
             <p>See <a href='https://example.org/?a=1&amp;b=2'>the <b>file</b></a>.</p>",
        );
        assert_eq!(reduced.text, "Tom & Ann said “1 < 2” See the file.");
        let link = (
            "the file".to_owned(),
            "https://example.org/?a=1&b=2".to_owned(),
        );
        assert_eq!(reduced.links, [link]);
        assert_eq!(reduced.elements, ["em", "b"]);
        assert_eq!(reduce("plain & simple").text, "plain & simple");
        assert_eq!(reduce("a <!-- <p>no</p> --> b").text, "a b");
    }

    #[test]
    fn a_page_gives_the_paragraphs_of_its_article() {
        let page = "<p>Menu</p><article id=x><h1>T</h1><p class=a>One\n <b>bold</b>.</p>\
                    <back-story src='d.json'><p>A passage.</p></back-story>\
                    <p>Two&hellip;<p>Three</article><p>Footer</p>";
        assert_eq!(paragraphs(page), ["One bold.", "Two…", "Three"]);
        assert_eq!(paragraphs("<P>a</P><p>b</p>"), ["a", "b"]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(html in "[<>&;a-z/ \"'=!#x-]{0,40}|\\PC{0,30}") {
            let _ = reduce(&html);
            let _ = paragraphs(&html);
        }
    }
}
