//! The element filled in a page that has it.
//!
//! The page is rewritten by `lol_html`, which copies every byte that it is not
//! asked to change, and is parsed before and after as a browser parses it: what
//! would change anything but the element's content is refused.

use std::cell::Cell;
use std::rc::Rc;

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, end_tag, rewrite_str};
use scraper::{ElementRef, Html, Node};

use backstory_core::state::View;

/// A page with a `<back-story>` element to be filled: the first that is not in a
/// `<template>`.
pub struct TargetPage<'a> {
    html: &'a str,
    tree: Html,
    target: TargetElement,
}

/// Where in a page what is to be changed is, as positions among all tags of the name, in
/// the order of the text: a parser puts what stands wrongly in a table before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TargetElement {
    element: usize,
    /// The `<script>` before it that holds JSON-LD of an earlier time.
    linked: Option<usize>,
    view: View,
}

impl<'a> TargetPage<'a> {
    /// Reads a page.
    ///
    /// # Errors
    ///
    /// Where it has no such element.
    pub fn read(html: &'a str) -> Result<Self, String> {
        let tree = numbered(html)?;
        let target = target(&tree).ok_or("there is no <back-story> element in it")?;
        Ok(Self { html, tree, target })
    }

    /// What the element is to show first, by its attribute.
    #[must_use]
    pub const fn view(&self) -> View {
        self.target.view
    }

    /// The page with `children` in the element and the `<script>` of JSON-LD
    /// before it; once, however often it is done.
    ///
    /// # Errors
    ///
    /// Where the element cannot have the content where it stands, or does not
    /// end.
    pub fn fill(&self, linked: &str, children: &str) -> Result<String, String> {
        let TargetElement {
            element,
            linked: at,
            ..
        } = self.target;
        let is_closed = Rc::new(Cell::new(false));
        let is_void = Cell::new(false);
        let (mut elements, mut scripts) = (0, 0);
        let json = linked
            .split_once('>')
            .and_then(|(_, rest)| rest.rsplit_once("</script"))
            .map_or("", |(json, _)| json);
        let fill = element!("back-story", |it| {
            if elements == element {
                is_void.set(it.is_self_closing());
                let is_closed = is_closed.clone();
                it.on_end_tag(end_tag!(move |tag| {
                    // It may be that of an element around this one.
                    is_closed.set(tag.name() == "back-story");
                    Ok(())
                }))?;
                if at.is_none() {
                    it.before(linked, ContentType::Html);
                }
                it.set_inner_content(children, ContentType::Html);
            }
            elements += 1;
            Ok(())
        });
        let replace = element!("script", |it| {
            if Some(scripts) == at {
                it.set_inner_content(json, ContentType::Html);
            }
            scripts += 1;
            Ok(())
        });
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(fill)
            .append_element_content_handler(replace);
        let filled = rewrite_str(self.html, settings).map_err(|error| error.to_string())?;
        if is_void.get() {
            return Err(
                "<back-story … /> does not end an element in HTML, so that all that follows is \
                 inside it; write <back-story …></back-story>"
                    .to_owned(),
            );
        }
        if !is_closed.get() {
            return Err("the <back-story> element has no end tag, </back-story>".to_owned());
        }
        let after = numbered(&filled)?;
        let is_same = target(&after).is_some_and(|target| {
            target.element == element && around(&after, target) == around(&self.tree, self.target)
        });
        if !is_same {
            let parent = nth(&self.tree, "back-story", element)
                .and_then(|it| it.parent())
                .and_then(|it| it.value().as_element().map(|it| it.name().to_owned()))
                .unwrap_or_default();
            return Err([
                "the <back-story> element stands in a <",
                &parent,
                ">, where HTML does not let it have sections and lists; put it next to that",
            ]
            .concat());
        }
        Ok(filled)
    }
}

/// The attribute that says the how-manieth of its name in the text an element is.
const NUMBER: &str = "data-backstory-number";

/// The tree of a page, in which the elements that may be filled have their numbers.
fn numbered(html: &str) -> Result<Html, String> {
    let number = |name: &'static str| {
        let mut count = 0_usize;
        element!(name, move |it| {
            it.set_attribute(NUMBER, &count.to_string())?;
            count += 1;
            Ok(())
        })
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(number("back-story"))
        .append_element_content_handler(number("script"));
    let text = rewrite_str(html, settings).map_err(|error| error.to_string())?;
    Ok(Html::parse_document(&text))
}

fn number(element: ElementRef) -> Option<usize> {
    element.value().attr(NUMBER)?.parse().ok()
}

fn elements<'t>(tree: &'t Html, name: &'static str) -> impl Iterator<Item = ElementRef<'t>> {
    let all = tree.tree.root().descendants().filter_map(ElementRef::wrap);
    all.filter(move |it| it.value().name() == name)
}

fn nth<'t>(tree: &'t Html, name: &'static str, position: usize) -> Option<ElementRef<'t>> {
    elements(tree, name).find(|it| number(*it) == Some(position))
}

fn target(tree: &Html) -> Option<TargetElement> {
    let is_inert = |it: &ElementRef| {
        let mut around = it.ancestors().filter_map(ElementRef::wrap);
        around.any(|it| it.value().name() == "template")
    };
    let mut all: Vec<(usize, ElementRef)> = elements(tree, "back-story")
        .filter_map(|it| Some((number(it)?, it)))
        .filter(|(_, it)| !is_inert(it))
        .collect();
    all.sort_by_key(|(number, _)| *number);
    let (element, it) = all.into_iter().next()?;
    let view = it.value().attr("view").and_then(View::parse);
    let view = view.unwrap_or_default();
    let is_more = |value: &Node| value.as_text().is_none_or(|it| !it.trim().is_empty());
    let mut before = it.prev_siblings().find(|it| is_more(it.value()));
    if before.is_none() && it.parent().and_then(ElementRef::wrap).is_some_and(is_body) {
        // A script before all text of a page is in its head.
        let head = elements(tree, "head").next();
        before = head.and_then(|it| it.children().rev().find(|it| is_more(it.value())));
    }
    let script = before.and_then(ElementRef::wrap).filter(is_ours);
    Some(TargetElement {
        element,
        linked: script.and_then(number),
        view,
    })
}

fn is_body(element: ElementRef) -> bool {
    element.value().name() == "body"
}

/// Whether an element is the JSON-LD that [`super::linked_data`] writes: its
/// records have the ids of records, or it has none.
fn is_ours(script: &ElementRef) -> bool {
    let element = script.value();
    if element.name() != "script" || element.attr("type") != Some("application/ld+json") {
        return false;
    }
    let text: String = script.text().collect();
    let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) else {
        return false;
    };
    let lists = ["mentions", "about", "hasPart"];
    let mut records = lists
        .iter()
        .filter_map(|list| json.get(list)?.as_array())
        .flatten();
    let is_record = |it: &serde_json::Value| {
        let id = it.get("@id").and_then(|it| it.as_str());
        id.is_some_and(|id| {
            ["#entity-", "#event-", "#relationship-"]
                .iter()
                .any(|kind| id.starts_with(kind))
        })
    };
    json.get("@type").is_some_and(|it| it == "NewsArticle") && records.any(is_record)
}

/// All of a page but what is filled, and white space between elements.
fn around(tree: &Html, target: TargetElement) -> Vec<String> {
    use ego_tree::iter::Edge;

    let element = nth(tree, "back-story", target.element).map(|it| it.id());
    let linked = target.linked.and_then(|at| nth(tree, "script", at));
    let linked = linked.map(|it| it.id());
    let mut pieces = Vec::new();
    let mut inside = None;
    for edge in tree.tree.root().traverse() {
        let (node, is_open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        let id = Some(node.id());
        if inside.is_some() && inside != id {
            continue;
        }
        if id == element || id == linked {
            inside = id.filter(|_| is_open);
            if id == linked {
                continue;
            }
        }
        match node.value() {
            Node::Text(text) if is_open && !text.trim().is_empty() => {
                pieces.push(text.trim().to_owned());
            }
            Node::Text(_) => {}
            Node::Element(element) if is_open => {
                let attributes = element.attrs().filter(|(name, _)| *name != NUMBER);
                pieces.push(format!(
                    "{} {:?}",
                    element.name(),
                    attributes.collect::<Vec<_>>()
                ));
            }
            value if is_open => pieces.push(format!("{value:?}")),
            _ => pieces.push("end".to_owned()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKED: &str = "<script type=\"application/ld+json\">\n\
        {\"@type\": \"NewsArticle\", \"about\": [{\"@id\": \"#event-a\"}]}\n</script>\n";
    const CHILDREN: &str = "\n<template shadowrootmode=\"open\">\n<div><ul><li>A</li></ul></div>\n\
        </template>\n<section>\n<p>A</p>\n</section>\n";

    fn fill(page: &str) -> Result<String, String> {
        TargetPage::read(page)?.fill(LINKED, CHILDREN)
    }

    #[test]
    fn only_the_element_changes() {
        for (before, tag, after) in [
            (
                "<p>a</p>\n",
                "<back-story src=\"a>b.json\" id='x'>",
                "\n<p>b</p>",
            ),
            (
                "<!-- <back-story></back-story> -->",
                "<BACK-STORY>",
                "<P>odd</p>",
            ),
            (
                "<template><back-story></back-story></template>",
                "<back-story>",
                "",
            ),
            (
                "<script>'<back-story></back-story>'</script>",
                "<back-story >",
                "<p>",
            ),
            (
                "<title><back-story></title><p title='<back-story>'>a</p>",
                "<back-story>",
                "",
            ),
            (
                "<article>\r\n<p>One</p>Two",
                "<back-story>",
                "</article>&nbsp;&copy",
            ),
        ] {
            let page = [before, tag, "old <b>content</b></back-story>", after].concat();
            let filled = fill(&page).unwrap();
            let expected = [before, LINKED, tag, CHILDREN, "</back-story>", after].concat();
            assert_eq!(filled, expected);
            assert_eq!(fill(&filled).unwrap(), filled, "twice is as once");
        }
    }

    #[test]
    fn what_a_parser_moves_out_of_a_table_is_filled_all_the_same() {
        let page = "<table><script>let a;</script><tr><td>1</td></tr><i>\
                    <back-story></back-story></i></table>";
        let filled = fill(page).unwrap();
        assert!(filled.contains("<script>let a;</script>"), "{filled}");
        assert_eq!(fill(&filled).unwrap(), filled, "twice is as once");
    }

    #[test]
    fn what_is_linked_is_renewed_and_another_script_is_left() {
        let page = "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\"}</script>\
                    <back-story></back-story>";
        let filled = fill(page).unwrap();
        assert_eq!(filled.matches("application/ld+json").count(), 2);
        let page = TargetPage::read(&filled).unwrap();
        let renewed = page.fill(&LINKED.replace("event-a", "event-b"), CHILDREN);
        let renewed = renewed.unwrap();
        assert_eq!(renewed.matches("application/ld+json").count(), 2);
        assert!(renewed.contains("#event-b") && !renewed.contains("#event-a"));
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        for (page, why) in [
            ("<p>none</p>", "there is no <back-story> element"),
            (
                "<!-- <back-story></back-story> -->",
                "there is no <back-story> element",
            ),
            ("<back-story src='", "there is no <back-story> element"),
            (
                "<article><back-story src=a /><p>KEEP</p></article>",
                "does not end an element",
            ),
            (
                "<article><back-story /><p>a</p><back-story></back-story></article>",
                "does not end an element",
            ),
            (
                "<article><back-story><p>KEEP</p></article>",
                "has no end tag",
            ),
            ("<p><back-story></back-story></p>", "stands in a <p>"),
            (
                "<button><p><back-story></back-story></button>",
                "stands in a <p>",
            ),
        ] {
            let error = fill(page).unwrap_err();
            assert!(error.contains(why), "{page}: {error}");
        }
    }

    #[test]
    fn the_attribute_says_what_is_shown_first() {
        let view = |page| TargetPage::read(page).unwrap().view();
        assert_eq!(view("<back-story></back-story>"), View::Timeline);
        assert_eq!(
            view("<back-story view='relationships'></back-story>"),
            View::Relationships
        );
        assert_eq!(view("<back-story view='story'></back-story>"), View::Story);
        assert_eq!(view("<back-story view='map'></back-story>"), View::Timeline);
    }
}
