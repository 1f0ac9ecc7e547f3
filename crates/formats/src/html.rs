//! HTML, read as browsers read it.
//!
//! The parser is `html5ever`, by the crate `scraper`, which adds the tree and CSS
//! selectors: the `article` attribute is one.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use backstory_core::anchor::{Outline, Paragraph};

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
    use ego_tree::iter::Edge;

    let mut reduced = Reduced::default();
    let mut text = String::new();
    let mut open_links: Vec<(usize, String)> = Vec::new();
    let fragment = Html::parse_fragment(html);
    let mut skipped = None;
    for edge in fragment.root_element().traverse() {
        let (node, is_open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if skipped.is_some() {
            if !is_open && skipped == Some(node.id()) {
                skipped = None;
            }
            continue;
        }
        let element = match node.value() {
            Node::Text(plain) if is_open => {
                text.push_str(plain);
                continue;
            }
            Node::Element(element) => element,
            _ => continue,
        };
        match element.name() {
            "script" | "style" | "template" if is_open => skipped = Some(node.id()),
            "html" => {}
            "a" if is_open => {
                let href = element.attr("href").unwrap_or_default();
                open_links.push((text.len(), href.to_owned()));
            }
            "a" => {
                if let Some((from, href)) = open_links.pop() {
                    let words = squeeze(text.get(from..).unwrap_or_default());
                    reduced.links.push((words, href));
                }
            }
            name if is_break(name) => text.push(' '),
            name => {
                if is_open && !reduced.elements.iter().any(|it| it == name) {
                    reduced.elements.push(name.to_owned());
                }
            }
        }
    }
    reduced.text = squeeze(&text);
    reduced
}

/// The paragraphs of a page's article: of the element that `selector` names; or
/// else that its `<back-story>` names by its `article` attribute, or stands in;
/// or else the first `<article>`, the `<main>`, the page.
///
/// # Errors
///
/// Where there is no such selector, or nothing that it names.
pub fn page_paragraphs(html: &str, selector: Option<&str>) -> Result<Vec<Paragraph>, String> {
    let page = Html::parse_document(html);
    let article = match selector {
        Some(selector) => named(&page, selector)?,
        None => article(&page),
    };
    Ok(outline(article))
}

/// The texts of the `<p>` of a page's article, in order, as a dataset counts them
/// that counts by `<p>`.
#[must_use]
pub fn paragraphs(html: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for paragraph in page_paragraphs(html, None).unwrap_or_default() {
        let Some(position) = (paragraph.p as usize).checked_sub(1) else {
            continue;
        };
        texts.resize(texts.len().max(position + 1), String::new());
        if let Some(text) = texts.get_mut(position) {
            *text = squeeze(&[text, " ", &*paragraph.text].concat());
        }
    }
    texts
}

fn named<'p>(page: &'p Html, selector: &str) -> Result<ElementRef<'p>, String> {
    let parsed =
        Selector::parse(selector).map_err(|_| ["\"", selector, "\" is not a selector"].concat())?;
    let mut found = page.select(&parsed);
    found
        .next()
        .ok_or_else(|| ["nothing in the page is \"", selector, "\""].concat())
}

fn article(page: &Html) -> ElementRef<'_> {
    let element = first(page, "back-story");
    let by_element = element.and_then(|element| match element.attr("article") {
        Some(selector) if !selector.is_empty() => named(page, selector).ok(),
        _ => element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|it| it.value().name() == "article"),
    });
    by_element
        .or_else(|| first(page, "article"))
        .or_else(|| first(page, "main"))
        .or_else(|| first(page, "body"))
        .unwrap_or_else(|| page.root_element())
}

fn first<'p>(page: &'p Html, name: &str) -> Option<ElementRef<'p>> {
    let elements = page.tree.root().descendants().filter_map(ElementRef::wrap);
    let mut of_name = elements.filter(|it| it.value().name() == name);
    of_name.next()
}

/// Tells an article to an [`Outline`].
fn outline(article: ElementRef<'_>) -> Vec<Paragraph> {
    use ego_tree::iter::Edge;

    let mut outline = Outline::default();
    for edge in article.traverse() {
        match edge {
            Edge::Open(node) if node.id() == article.id() => {}
            Edge::Close(node) if node.id() == article.id() => {}
            Edge::Open(node) => match node.value() {
                Node::Text(text) => outline.text(text),
                Node::Element(element) => {
                    let parent = node.parent();
                    let parent = parent.as_ref().and_then(|it| it.value().as_element());
                    outline.open(element.name(), is_hidden(element, parent));
                }
                _ => {}
            },
            Edge::Close(node) => {
                if node.value().is_element() {
                    outline.close();
                }
            }
        }
    }
    outline.finish()
}

/// Whether HTML itself hides an element; what a style sheet hides is not known.
fn is_hidden(element: &Element, parent: Option<&Element>) -> bool {
    let is_closed = |element: &Element| element.attr("open").is_none();
    element.attr("hidden").is_some()
        || (element.name() == "dialog" && is_closed(element))
        || (element.name() != "summary"
            && parent.is_some_and(|it| it.name() == "details" && is_closed(it)))
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

/// Runs of white space as one space, and none at the ends.
pub(super) fn squeeze(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(html: &str) -> Vec<(u32, String)> {
        let all = page_paragraphs(html, None).unwrap().into_iter();
        all.map(|it| (it.number, squeeze(&it.text))).collect()
    }

    fn expected(all: &[(u32, &str)]) -> Vec<(u32, String)> {
        all.iter().map(|(n, it)| (*n, (*it).to_owned())).collect()
    }

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
    fn a_tag_ends_where_it_ends() {
        let reduced = reduce("<img alt=\"a > b\">x<a title='>' href=u>y</a> &Aogon;&hearts;");
        assert_eq!(reduced.text, "xy Ą♥");
        assert_eq!(reduced.links, [("y".to_owned(), "u".to_owned())]);
    }

    #[test]
    fn a_page_gives_the_paragraphs_of_its_article() {
        let page = "<p>Menu</p><article id=x><h1>T</h1><p class=a>One\n <b>bold</b>.</p>\
                    <back-story src='d.json'><p>A passage.</p></back-story>\
                    <p>Two&hellip;<p>Three</article><p>Footer</p>";
        assert_eq!(
            numbered(page),
            expected(&[(1, "T"), (1, "One bold."), (2, "Two…"), (3, "Three")])
        );
        assert_eq!(
            numbered("<P>a</P><p>b</p>"),
            expected(&[(1, "a"), (2, "b")])
        );
    }

    #[test]
    fn the_article_is_the_one_that_the_element_means() {
        let teaser = "<article><p>Teaser</p></article>";
        let named = "<div id=story><p>Story</p></div><back-story article='#story'></back-story>";
        let around = "<article><p>Story</p><p><back-story></back-story></article>";
        for page in [[teaser, named], [teaser, around]] {
            assert_eq!(numbered(&page.concat()), expected(&[(1, "Story")]));
        }
        let page = [teaser, named].concat();
        let by = |selector| page_paragraphs(&page, Some(selector));
        assert_eq!(by("article").unwrap()[0].text, "Teaser");
        assert_eq!(
            by("#none"),
            Err("nothing in the page is \"#none\"".to_owned())
        );
        assert_eq!(by("##"), Err("\"##\" is not a selector".to_owned()));
    }

    #[test]
    fn paragraphs_are_counted_by_p_where_that_is_asked_for() {
        let page = "<h1>T</h1><p>One</p><p></p><div>Not one</div><p>Three<br>lines</p>";
        assert_eq!(paragraphs(page), ["One", "", "Three lines"]);
    }

    #[test]
    fn a_deep_page_is_read() {
        let page = ["<div>".repeat(2_000), "<p>Deep".to_owned()].concat();
        assert_eq!(numbered(&page), expected(&[(1, "Deep")]));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(html in "[<>&;a-z/ \"'=!#x-]{0,40}|\\PC{0,30}") {
            let _ = reduce(&html);
            let _ = paragraphs(&html);
        }
    }
}
