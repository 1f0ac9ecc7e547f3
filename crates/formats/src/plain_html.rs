//! A dataset as plain HTML, for readers without scripts.

use backstory_core::dataset::{
    Dataset, Event, EventIx, Evidence, Factuality, Media, MediaType, Record, Relationship,
    RelationshipIx, Revision, Source,
};
use backstory_core::locale::{
    Words, correction_line, describe, event_label, field_facts, fill, labelled, passage,
    relationship_label, revision_line, voices, when,
};

/// The whole story as HTML without scripts or styles: the events in the order of time,
/// then the relationships, each with its claimant and its passage.
///
/// It is meant to stand inside a `<back-story>` element, which shows the
/// widget in its place. Text from the data is escaped. Each record can be linked
/// to, by the id that [`json_ld`] gives it as well.
///
/// [`json_ld`]: super::json_ld
#[must_use]
pub fn plain_html(dataset: &Dataset, words: &Words) -> String {
    let mut html = String::from("<section>\n");
    html.push_str(&title(words.widget));
    if !dataset.events.is_empty() {
        html.push_str(&title(words.timeline));
        html.push_str("<ol>\n");
        let mut events: Vec<(EventIx, &Event)> = dataset.events().collect();
        // What is undated comes last, in the order of the dataset.
        events.sort_by_key(|(_, event)| (event.date.is_none(), event.date.clone()));
        for (ix, event) in events {
            html.push_str(&event_item(ix, event, dataset, words));
        }
        html.push_str("</ol>\n");
    }
    if !dataset.relationships.is_empty() {
        html.push_str(&title(words.table));
        html.push_str("<ul>\n");
        for (ix, relationship) in dataset.relationships() {
            html.push_str(&relationship_item(ix, relationship, dataset, words));
        }
        html.push_str("</ul>\n");
    }
    if !dataset.article.corrections.is_empty() {
        html.push_str("<ul>\n");
        for it in &dataset.article.corrections {
            html.push_str(&element("li", &correction_line(it, words)));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</section>\n");
    html
}

fn event_item(ix: EventIx, event: &Event, dataset: &Dataset, words: &Words) -> String {
    let place = event.place.and_then(|ix| dataset.entity(ix));
    let place = place.map_or(String::new(), |place| {
        [words.list_separator, &place.name].concat()
    });
    let mut facts = vec![[when(ix, dataset, words), place].concat()];
    // What is not a fact has its status in front.
    if let Some(status) = event
        .status
        .filter(|it| it.factuality() == Factuality::Fact)
    {
        facts.push(words.event_status(status).to_owned());
    }
    facts.extend(field_facts(Record::Event(ix), dataset, words));
    item(
        &["event-", &event.id].concat(),
        (&event_label(event, words), &event.title),
        &facts.join(" · "),
        &event.summary,
        (&event.evidence, &event.sources, event.revision.as_ref()),
        dataset.media(Record::Event(ix)),
        words,
    )
}

fn relationship_item(
    ix: RelationshipIx,
    it: &Relationship,
    dataset: &Dataset,
    words: &Words,
) -> String {
    let sentence = dataset.sentence(it);
    let sentence = if it.what.is_empty() {
        sentence
    } else {
        labelled(&sentence, &it.what, words)
    };
    let mut facts = Vec::new();
    if it.period.is_some() {
        facts.push(describe(it.period.as_ref(), words));
    }
    if let Some(status) = it.status.filter(|it| it.factuality() == Factuality::Fact) {
        facts.push(words.relationship_status(status).to_owned());
    }
    facts.extend(field_facts(Record::Relationship(ix), dataset, words));
    facts.push(voices(it, dataset, words));
    facts.retain(|fact| !fact.is_empty());
    item(
        &["relationship-", &it.id].concat(),
        (&relationship_label(it, words), &sentence),
        &facts.join(" · "),
        &it.summary,
        (&it.evidence, &it.sources, it.revision.as_ref()),
        dataset.media(Record::Relationship(ix)),
        words,
    )
}

fn item(
    id: &str,
    (label, title): (&str, &str),
    facts: &str,
    summary: &str,
    (evidence, sources, revision): (&[Evidence], &[Source], Option<&Revision>),
    media: &[Media],
    words: &Words,
) -> String {
    let mut html = ["<li id=\"", &escaped(id), "\">\n"].concat();
    let retracted = revision.is_some_and(Revision::is_retraction);
    // Only what is put as a fact is bold.
    let name = match (retracted, label.is_empty()) {
        (true, _) => "s",
        (false, true) => "strong",
        (false, false) => "span",
    };
    html.push_str(
        &[
            "<p>",
            &escaped(label),
            &inline(name, title),
            "<br>",
            &escaped(facts),
            "</p>\n",
        ]
        .concat(),
    );
    if let Some(revision) = revision {
        html.push_str(&element("p", &revision_line(revision, words)));
    }
    if !summary.is_empty() {
        html.push_str(&element("p", summary));
    }
    for it in media {
        html.push_str(&figure(it));
    }
    for it in evidence {
        let paragraph = it.paragraph.to_string();
        let place = fill(words.cite_paragraph, &[("n", &paragraph)]);
        html.push_str(&element(
            "p",
            &[&passage(it, words), words.list_separator, &place].concat(),
        ));
    }
    for source in sources {
        let title = escaped(&source.title);
        let shown = match &source.url {
            Some(url) => ["<a href=\"", &escaped(url.as_str()), "\">", &title, "</a>"].concat(),
            None => title,
        };
        html.push_str(&["<p>", &shown, "</p>\n"].concat());
    }
    html.push_str("</li>\n");
    html
}

/// A picture, or a link to what is not one, with its caption and credit.
fn figure(it: &Media) -> String {
    let src = escaped(it.src.as_str());
    let shown = if it.media_type == MediaType::Image {
        let size = |name: &str, pixels: Option<u32>| match pixels {
            Some(pixels) => [" ", name, "=\"", &pixels.to_string(), "\""].concat(),
            None => String::new(),
        };
        let (width, height) = (size("width", it.width), size("height", it.height));
        let alt = escaped(&it.alt);
        [
            "<img loading=\"lazy\" src=\"",
            &src,
            "\" alt=\"",
            &alt,
            "\"",
            &width,
            &height,
            ">",
        ]
        .concat()
    } else {
        let title = [&*it.title, &*it.caption, it.src.as_str()];
        let title = title
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default();
        ["<a href=\"", &src, "\">", &escaped(title), "</a>"].concat()
    };
    let texts = [&*it.caption, &*it.credit]
        .into_iter()
        .filter(|it| !it.is_empty());
    let texts: Vec<String> = texts.map(escaped).collect();
    if texts.is_empty() {
        return ["<p>", &shown, "</p>\n"].concat();
    }
    let caption = ["<figcaption>", &texts.join(" "), "</figcaption>"].concat();
    ["<figure>", &shown, &caption, "</figure>\n"].concat()
}

/// A title that is not a heading: the page's outline is the page's own.
fn title(text: &str) -> String {
    ["<p>", &inline("strong", text), "</p>\n"].concat()
}

fn element(name: &str, text: &str) -> String {
    [&inline(name, text), "\n"].concat()
}

fn inline(name: &str, text: &str) -> String {
    ["<", name, ">", &escaped(text), "</", name, ">"].concat()
}

/// A text as HTML, between tags or in double quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::{Value, decode};
    use backstory_core::locale::ENGLISH;

    #[test]
    fn the_story_is_told_without_scripts_and_without_running_any() {
        let document: Value = serde_json::from_str(
            r#"{"format": "backstory/1",
                "entities": [{"id": "a", "kind": "person", "name": "<b>A</b>"},
                             {"id": "b", "kind": "country", "name": "B & Co"}],
                "events": [
                    {"id": "u", "title": "Undated", "kind": "other", "status": "planned",
                     "evidence": [{"paragraph": 2, "start": "later"}]},
                    {"id": "l", "title": "Later", "date": "2018-06~", "kind": "other",
                     "status": "happened", "evidence": [{"paragraph": 2, "start": "x"}]},
                    {"id": "e", "title": "<script>alert(1)</script>", "date": "2013/..",
                     "kind": "other", "status": "happened",
                     "sources": [{"title": "File", "url": "https://example.org/?a=\"b\""}],
                     "revision": {"status": "retracted", "note": "wrong"},
                     "evidence": [{"paragraph": 1, "start": "one", "end": "two"}]}],
                "relationships": [
                    {"id": "r", "subject": "a", "predicate": "owns", "object": "b",
                     "kind": "trade", "stance": "neutral", "status": "stated",
                     "evidence": [{"paragraph": 1, "start": "one"}]}]}"#,
        )
        .unwrap();
        let dataset = decode(&document).unwrap().dataset;
        let html = plain_html(&dataset, Words::built_in("fr").unwrap());
        assert!(html.contains("Retiré\u{a0}: wrong"), "{html}");
        let html = plain_html(&dataset, Words::built_in("zh").unwrap());
        assert!(html.contains("“later”，第 2 段"), "{html}");
        let html = plain_html(&dataset, &ENGLISH);
        assert!(
            !html.contains("<script>") && !html.contains("<b>"),
            "{html}"
        );
        assert!(html.contains("<s>&lt;script&gt;"), "{html}");
        assert!(html.contains("href=\"https://example.org/?a=&quot;b&quot;\""));
        assert!(
            html.contains("<li id=\"event-e\">") && html.contains("<li id=\"relationship-r\">")
        );
        assert!(html.contains("&lt;b&gt;A&lt;/b&gt; owns B &amp; Co"));
        for heading in ["<h1", "<h2", "<h3", "<h4"] {
            assert!(
                !html.contains(heading),
                "{heading} is of the page's outline"
            );
        }
        let order = ["since 2013", "around June 2018", "undated"].map(|date| html.find(date));
        assert!(order.is_sorted() && order[0].is_some(), "{order:?}");
    }
}
