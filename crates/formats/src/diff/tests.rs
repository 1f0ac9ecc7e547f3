use serde_json::{Value as Json, json};

use super::*;
use backstory_core::dataset::{Dataset, Day, Value, decode};

fn old() -> Json {
    json!({
        "format": "backstory/1",
        "article": {"title": "A story"},
        "entities": [
            {"id": "sudan", "kind": "country", "name": "Sudan"},
            {"id": "russia", "kind": "country", "name": "Russia"},
        ],
        "events": [
            {"id": "meeting", "date": "2017-11", "title": "They meet", "kind": "visit",
             "status": "happened", "summary": "They met.",
             "participants": [{"entity": "russia", "role": "host"}],
             "evidence": [{"paragraph": 26, "start": "met President"}]},
            {"id": "rumour", "title": "A rumour", "kind": "other", "status": "reported",
             "evidence": [{"paragraph": 1, "start": "it is said"}]},
        ],
        "relationships": [
            {"id": "arms", "subject": "russia", "predicate": "arms", "object": "sudan",
             "kind": "military", "stance": "cooperative", "status": "reported",
             "evidence": [{"paragraph": 28, "start": "fighter jets"}]},
        ],
    })
}

fn new() -> Json {
    let mut new = old();
    new["events"][0]["date"] = "2017-11-23".into();
    new["events"][0]["summary"] = "They met in Sochi.".into();
    new["events"][0]["participants"] = json!([{"entity": "sudan"}]);
    new["events"][1] = json!({"id": "base", "title": "A *base*", "kind": "other",
        "status": "proposed", "after": ["meeting"],
        "evidence": [{"paragraph": 27, "start": "a military base"}]});
    new["relationships"][0]["denied_by"] = json!(["sudan"]);
    new["relationships"][0]["stance"] = "neutral".into();
    new
}

fn value(json: &Json) -> Value<'static> {
    serde_json::from_value(json.clone()).unwrap()
}

fn dataset(json: &Json) -> Dataset {
    let decoded = decode(&value(json)).unwrap();
    assert_eq!(decoded.problems, []);
    decoded.dataset
}

fn told() -> Vec<Difference> {
    differences(&dataset(&old()), &dataset(&new()))
}

#[test]
fn what_changed_is_told_in_sentences() {
    assert_eq!(
        DiffFormat::Text.tell(&told()),
        "“They meet”: its date is more exact, 23 November 2017 instead of November 2017.\n\
         “They meet”: the summary reads “They met in Sochi.”; it was “They met.”.\n\
         “They meet”: participants: now with Sudan, and without Russia: host.\n\
         Added: the event “A *base*”.\n\
         Removed: the event “A rumour”.\n\
         “Russia arms Sudan”: the claim is now denied by Sudan.\n\
         “Russia arms Sudan”: the stance is neutral instead of cooperative.\n"
    );
    let same = dataset(&old());
    assert_eq!(differences(&same, &same), []);
}

#[test]
fn dates_are_told_by_what_they_may_mean() {
    let change = |from: Option<&str>, to: Option<&str>| {
        let [from, to] = [from, to].map(|date| {
            let mut document = old();
            document["events"][0]["date"] = date.into();
            dataset(&document)
        });
        let mut found = differences(&from, &to);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0).change.to_string()
    };
    assert_eq!(
        change(Some("2017"), Some("2017-11~")),
        "its date is more exact, around November 2017 instead of 2017."
    );
    assert_eq!(
        change(Some("2017-11-23"), Some("2017")),
        "its date is less exact, 2017 instead of 23 November 2017."
    );
    assert_eq!(
        change(Some("2017"), Some("2018-01")),
        "its date is January 2018 instead of 2017."
    );
    assert_eq!(change(None, Some("2018")), "it has a date now, 2018.");
    assert_eq!(
        change(Some("2018"), None),
        "it no longer has a date; it was 2018."
    );
}

#[test]
fn json_and_markdown_say_the_same() {
    let json: Json = serde_json::from_str(&DiffFormat::Json.tell(&told())).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 7);
    assert_eq!(
        json[0],
        json!({
            "record": "event", "id": "meeting", "name": "They meet", "change": "date-more-exact",
            "field": null, "from": "November 2017", "to": "23 November 2017",
            "sentence": "“They meet”: its date is more exact, 23 November 2017 instead of November 2017.",
        })
    );
    assert_eq!(json[5]["change"], "denied");
    assert_eq!(json[5]["to"], json!(["Sudan"]));
    let markdown = DiffFormat::Markdown.tell(&told());
    assert!(
        markdown.starts_with("## Added\n\n- A \\*base\\*\n\n## Changed\n\n- “They meet”"),
        "{markdown}"
    );
    assert!(
        markdown.ends_with("## Removed\n\n- A rumour\n"),
        "{markdown}"
    );
}

#[test]
fn revisions_are_written_where_something_changed() {
    let day = Day::from_ymd(2018, 6, 20).unwrap();
    let revised = with_revisions(value(&new()), &told(), day);
    let revised = serde_json::to_value(&revised).unwrap();
    assert_eq!(
        revised["events"][0]["revision"],
        json!({
            "status": "corrected", "date": "2018-06-20",
            "note": "Its date is more exact, 23 November 2017 instead of November 2017. \
                The summary reads “They met in Sochi.”; it was “They met.”. \
                Participants: now with Sudan, and without Russia: host.",
        })
    );
    assert_eq!(revised["events"][1].get("revision"), None, "it is new");
    assert_eq!(revised["events"][1]["added"], "2018-06-20");
    assert!(
        revised["relationships"][0]["revision"]["note"]
            .as_str()
            .unwrap()
            .starts_with("The claim is now denied by Sudan.")
    );
    // What the newsroom says itself stands.
    let mut own = new();
    own["events"][0]["revision"] = json!({"status": "retracted", "note": "It was wrong."});
    let found = differences(&dataset(&old()), &dataset(&own));
    assert!(
        found
            .iter()
            .any(|it| it.to_string() == "“They meet”: it was taken back: It was wrong.")
    );
    let revised = serde_json::to_value(with_revisions(value(&own), &found, day)).unwrap();
    assert_eq!(revised["events"][0]["revision"]["note"], "It was wrong.");
}

#[test]
fn what_the_article_puts_right_is_told_and_written() {
    let mut own = new();
    own["article"]["corrections"] =
        json!([{"date": "2018-06-19", "note": "The day was wrong.", "was": "on Monday"}]);
    let found = differences(&dataset(&new()), &dataset(&own));
    assert_eq!(
        DiffFormat::Text.tell(&found),
        "The article: it was put right: The day was wrong. · It said: on Monday.\n"
    );
    let day = Day::from_ymd(2018, 6, 20).unwrap();
    let written = |old: &Json, new: &Json| {
        let found = differences(&dataset(old), &dataset(new));
        let revised = serde_json::to_value(with_revisions(value(new), &found, day)).unwrap();
        assert_eq!(dataset(&revised).article.corrections.len(), 1, "it is read");
        revised["article"]["corrections"].clone()
    };
    let own_words = own["article"]["corrections"].clone();
    own["article"]["title"] = "Another story".into();
    assert_eq!(written(&new(), &own), own_words, "its own stand");
    let mut other = new();
    other["article"]["title"] = "Another story".into();
    assert_eq!(
        written(&new(), &other),
        json!([{"date": "2018-06-20", "note": "The title was changed.", "was": "A story",
                "now": "Another story"}])
    );
    // What is taken from the list is no correction.
    assert_eq!(
        DiffFormat::Text.tell(&differences(&dataset(&own), &dataset(&other))),
        "The article: corrections: without “The day was wrong.”.\n"
    );
}

/// What `with_revisions` makes of a revision of the meeting that both versions have, where
/// the meeting's summary changed.
fn revised_again(revision: Json) -> Json {
    let [old, new] = [old(), new()].map(|mut document| {
        document["events"][0]["revision"] = revision.clone();
        document
    });
    let found = differences(&dataset(&old), &dataset(&new));
    let day = Day::from_ymd(2018, 6, 20).unwrap();
    let revised = serde_json::to_value(with_revisions(value(&new), &found, day)).unwrap();
    revised["events"][0]["revision"].clone()
}

#[test]
fn what_was_taken_back_stays_so_whatever_else_changes() {
    let retracted = json!({"status": "retracted", "date": "2018-05-01",
        "note": "It was wrong.", "was": "They met."});
    assert_eq!(revised_again(retracted.clone()), retracted);
}

#[test]
fn a_correction_keeps_what_it_said_and_says_what_is_new() {
    let note = "Its date is more exact, 23 November 2017 instead of November 2017. \
        The summary reads “They met in Sochi.”; it was “They met.”. \
        Participants: now with Sudan, and without Russia: host.";
    for (note_before, after) in [
        ("The day was wrong.", "The day was wrong. "),
        ("The day was wrong", "The day was wrong. "),
    ] {
        let note = [after, note].concat();
        assert_eq!(
            revised_again(json!({"status": "corrected", "date": "2018-05-01",
                "note": note_before, "was": "They met in spring."})),
            json!({"status": "corrected", "date": "2018-06-20",
                "note": note, "was": "They met in spring."})
        );
    }
    assert_eq!(
        revised_again(json!({"status": "corrected"})),
        json!({"status": "corrected", "date": "2018-06-20", "note": note})
    );
}

#[test]
fn every_field_has_words_that_a_reader_knows() {
    let mut before = old();
    before["entities"][0]["member_of"] = "russia".into();
    before["entities"].as_array_mut().unwrap().push(json!(
        {"id": "chad", "kind": "country", "name": "Chad"}
    ));
    before["entities"][0]["role"] = "seller".into();
    before["relationships"][0]["what"] = "jets".into();
    before["events"][0]["sources"] =
        json!([{"title": "The ruling", "url": "https://example.org/1"}]);
    let mut after = before.clone();
    after["entities"][0]["member_of"] = "chad".into();
    after["entities"][0]["aliases"] = json!(["Soudan"]);
    after["entities"][0]["role"] = "".into();
    after["relationships"][0]["what"] = "tanks".into();
    after["events"][0]["sources"] =
        json!([{"title": "The ruling", "url": "https://example.org/2"}]);
    after["events"][0]["media"] =
        json!([{"type": "image", "src": "a.jpg", "caption": "The room", "alt": "A room"}]);
    assert_eq!(
        DiffFormat::Text.tell(&differences(&dataset(&before), &dataset(&after))),
        "“Sudan”: the role is no longer given; it was “seller”.\n\
         “Sudan”: the affiliation is Chad instead of Russia.\n\
         “Sudan”: other names: now with Soudan.\n\
         “They meet”: sources: now with The ruling (https://example.org/2), and without \
         The ruling (https://example.org/1).\n\
         “They meet”: pictures and other media: now with The room; A room (a.jpg).\n\
         “Russia arms Sudan”: the subject matter reads “tanks”; it was “jets”.\n"
    );
    let mut denied = before.clone();
    denied["relationships"][0]["denied_by"] = json!(["chad"]);
    let mut denied_by_two = denied.clone();
    denied_by_two["relationships"][0]["denied_by"] = json!(["chad", "sudan"]);
    assert_eq!(
        DiffFormat::Text.tell(&differences(&dataset(&denied), &dataset(&denied_by_two))),
        "“Russia arms Sudan”: those who deny it: now with Sudan.\n"
    );
}
