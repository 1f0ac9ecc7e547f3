//! Files as people bring them (`tests/cases`, and neighbours of theirs): what
//! each becomes, and what is said of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use backstory_core::dataset::{Decoded, decode};
use backstory_formats::{
    EventDocument, Format, Import, Sheet, decode_text, detect, import, to_sheet,
};

fn case(name: &str) -> String {
    let path = format!("{}/../cases/{name}", env!("CARGO_MANIFEST_DIR"));
    decode_text(&std::fs::read(path).unwrap()).unwrap().text
}

fn read(name: &str, text: &str) -> Import {
    import(&[(name, text)]).unwrap_or_else(|(name, why)| panic!("{name}: {why}"))
}

fn read_case(name: &str) -> Import {
    read(name, &case(name))
}

fn decoded(import: &Import) -> Decoded {
    decode(&import.document.to_value()).unwrap()
}

fn said(import: &Import) -> Vec<String> {
    import.unsupported.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn says(import: &Import, words: &[&str]) {
    let said = said(import);
    for words in words {
        assert!(
            said.iter().any(|it| it.contains(words)),
            "{words} is not in {said:#?}"
        );
    }
}

/// The names and kinds of the entities.
fn entities(import: &Import) -> Vec<(&str, &str)> {
    let entities = import.document.entities.iter();
    entities.map(|it| (&*it.name, &*it.kind)).collect()
}

fn dates(import: &Import) -> Vec<&str> {
    let events = import.document.events.iter();
    events
        .map(|event| event.date.as_deref().unwrap_or_default())
        .collect()
}

// Bytes

#[test]
fn a_byte_order_mark_is_skipped_whatever_the_format() {
    for mark in ["", "\u{feff}"] {
        let text = [mark, &case("05a-mark-timeline.json")].concat();
        assert_eq!(dates(&read("t.json", &text)), ["2018"]);
        let text = [mark, &case("05b-mark-ftm.jsonl")].concat();
        let import = read("f.jsonl", &text);
        assert_eq!(import.document.entities.len(), 2);
        assert_eq!(import.document.relationships.len(), 1);
        let text = [mark, "name,kind\nRook Ltd,company\n"].concat();
        assert_eq!(
            entities(&read("e.csv", &text)),
            [("Rook Ltd", "organisation")]
        );
    }
}

#[test]
fn a_sheet_in_windows_1252_keeps_its_letters() {
    let import = read_case("05d-windows-1252.csv");
    assert_eq!(
        entities(&import),
        [("Zoë Müller", "person"), ("Côte – Sud", "place")]
    );
}

// Sheets

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let import = read_case("06a-crlf-lines.csv");
    assert_eq!(
        import.place("events[1]"),
        Some("06a-crlf-lines.csv, line 3")
    );
    let rows = "title,kind\nA,visit\n\n\"two\nlines\",visit\nB,visit\n";
    for end in ["\n", "\r\n", "\r"] {
        let import = read("e.csv", &rows.replace('\n', end));
        let places = [0, 1, 2].map(|at| import.place(&format!("events[{at}]")).unwrap());
        assert_eq!(places, ["e.csv, line 2", "e.csv, line 4", "e.csv, line 6"]);
    }
}

#[test]
fn two_columns_of_one_name_are_read_together_and_said() {
    let import = read_case("06b-two-of-one-name.csv");
    let ida = &import.document.entities[1];
    assert_eq!(ida.member_of.as_deref(), Some("rook-ltd"));
    says(&import, &["several columns are called \"member_of\""]);
    let import = read("e.csv", "name,kind,name\nA,person,\nB,person,C\n");
    assert_eq!(entities(&import), [("A", "person"), ("B", "person")]);
    says(
        &import,
        &["e.csv, line 3, name: stands in a second column of this name"],
    );
}

#[test]
fn a_sheet_is_found_below_what_stands_before_it() {
    for (name, line, words) in [
        ("06c-sep.csv", 3, ""),
        (
            "06d-title-first.csv",
            3,
            "line 1: stands before the names of the columns",
        ),
    ] {
        let import = read_case(name);
        assert_eq!(entities(&import), [("Rook Ltd", "organisation")]);
        let place = format!("{name}, line {line}");
        assert_eq!(import.place("entities[0]"), Some(&*place));
        if words.is_empty() {
            assert_eq!(said(&import), [""; 0]);
        } else {
            says(&import, &[words]);
        }
    }
    for (text, line, words) in [
        (
            "# from the register, May\nname,kind\nRook Ltd,organisation\n",
            3,
            "\"# from the register, May\"",
        ),
        ("\n\n;;\nname;kind\nRook Ltd;organisation\n", 5, ""),
        (",,,\n,,name,kind\n,,Rook Ltd,organisation\n", 3, ""),
        (
            "\"Who is who\nin Hollen\",\nname,kind\nRook Ltd,organisation\n",
            4,
            "line 2: stands before",
        ),
        ("sep=|\nname|kind\nRook Ltd|organisation\n", 3, ""),
        (
            "Title,\nkind,name\norganisation,Rook Ltd\n",
            3,
            "\"Title,\"",
        ),
        (
            "name,kind\n# a comment, in passing\nRook Ltd,organisation\n",
            3,
            "line 2: a comment",
        ),
        (
            "name,kind,\nRook Ltd,organisation,a note\n",
            2,
            "column without a name, and is skipped: \"a note\"",
        ),
    ] {
        let import = read("e.csv", text);
        assert_eq!(entities(&import), [("Rook Ltd", "organisation")], "{text}");
        let place = format!("e.csv, line {line}");
        assert_eq!(import.place("entities[0]"), Some(&*place), "{text}");
        if words.is_empty() {
            assert_eq!(said(&import), [""; 0], "{text}");
        } else {
            says(&import, &[words]);
        }
    }
}

#[test]
fn a_hashtag_is_not_a_comment_and_prose_is_not_a_sheet() {
    let import = read("e.csv", "name,kind\n#MeToo,group\n");
    assert_eq!(entities(&import), [("#MeToo", "group")]);
    assert!(detect("A story of a harbour.\n\nDate\n\nIt was late.\n").is_err());
}

#[test]
fn other_words_for_kinds_and_columns_are_understood_and_said() {
    let import = read_case("06f-kinds.csv");
    assert_eq!(
        entities(&import),
        [
            ("Rook Ltd", "organisation"),
            ("Union of Ports", "organisation"),
            ("Hollen", "place")
        ]
    );
    says(
        &import,
        &["line 2, kind: \"Company\" is read as organisation"],
    );
    let import = read(
        "e.csv",
        "Headline,When,Type,Location,Description\nTalks,2018,Summit,Hollen,Long.\n",
    );
    let event = &import.document.events[0];
    let EventDocument {
        title,
        kind,
        summary,
        ..
    } = event;
    assert_eq!(
        (&**title, &**kind, &**summary),
        ("Talks", "meeting", "Long.")
    );
    assert_eq!(dates(&import), ["2018"]);
    says(&import, &["the column \"headline\" is read as title"]);
    // A word that means nothing here is a kind of the story's own.
    let import = read("e.csv", "name,kind\nRook One,Spaceship\n");
    assert_eq!(entities(&import), [("Rook One", "spaceship")]);
    says(&import, &["\"Spaceship\" is read as a kind of your own"]);
    assert_eq!(
        import.document.kinds.unwrap_or_default().entities[0].name,
        "Spaceship"
    );
}

#[test]
fn knight_labs_sheet_is_a_timeline() {
    assert_eq!(
        detect(&case("06g-knightlab.csv")),
        Ok(Format::TimelineJsSheet)
    );
    let import = read_case("06g-knightlab.csv");
    assert_eq!(decoded(&import).problems, []);
    assert_eq!(dates(&import), ["2018-06-03T23:40:00"]);
    assert_eq!(import.document.events[0].title, "The alarm");
    assert_eq!(import.place("events[0]"), Some("06g-knightlab.csv, line 2"));
    let import = read(
        "t.csv",
        "Year,Month,Day,Time,End Year,Headline,Text,Media,Type,Group,Background\n\
         ,,,,,The story,Of a harbour,,title,,\n\
         1980,,,,1989,The eighties,,,era,,\n\
         2018,June,3,late,,Fire,<b>Bright</b>,https://example.org/a.jpg,,,#fff\n",
    );
    assert_eq!(decoded(&import).problems, []);
    assert_eq!(import.document.article.as_ref().unwrap().title, "The story");
    assert_eq!(dates(&import), ["2018-06-03", "1980/1989"]);
    assert_eq!(import.place("events[1]"), Some("t.csv, line 3"));
    says(
        &import,
        &[
            "t.csv, line 4, time: the time \"late\"",
            "t.csv, line 4, background: ",
            "t.csv, line 4, text.text: HTML is reduced",
        ],
    );
}

#[test]
fn negative_numbers_and_old_years_leave_without_an_apostrophe() {
    let value = serde_json::from_str(&case("10g-minus.json")).unwrap();
    let decoded = decode(&value).unwrap();
    assert_eq!(decoded.problems, []);
    let text = to_sheet(&decoded.dataset, Sheet::Relationships).text;
    assert!(
        text.contains(",-5.00,") && text.contains(",-0043,"),
        "{text}"
    );
    assert!(!text.contains("'-"), "{text}");
}

// TimelineJS

#[test]
fn what_a_date_of_a_timeline_says_is_read_or_told() {
    let import = read_case("09a-timeline.json");
    assert_eq!(decoded(&import).problems, []);
    let dates = dates(&import);
    assert_eq!(
        dates[..3],
        ["2018-06-03", "2018", "2018-06-03"],
        "{dates:?}"
    );
    says(
        &import,
        &["events[1].start_date.month: \"13\" is not a month"],
    );
    for (slide, date, words) in [
        (
            r#"{"start_date": {"year": 2018, "month": "Sept.", "day": "2nd"}}"#,
            "2018-09-02",
            "",
        ),
        (
            r#"{"start_date": {"year": 2018, "month": 2, "day": 40}}"#,
            "2018-02",
            "\"40\" is not a day",
        ),
        (
            r#"{"start_date": {"year": 2018}, "end_date": "5 June 2019"}"#,
            "2018/2019-06-05",
            "is read as 2019-06-05",
        ),
        (
            r#"{"start_date": {"year": 2018}, "end_date": "whenever"}"#,
            "2018",
            "end_date: \"whenever\" is not a date",
        ),
        (
            r#"{"start_date": {"year": 2018}, "end_date": 2019}"#,
            "2018/2019",
            "",
        ),
        (
            r#"{"start_date": {"year": 2018, "month": 6, "day": 3, "hour": 16}, "end_date": {"year": 2018, "month": 6, "day": 3, "hour": 18}}"#,
            "2018-06-03T16:00:00/2018-06-03T18:00:00",
            "",
        ),
        (
            r#"{"start_date": {"year": 2018, "month": 6, "day": 3, "hour": 26}}"#,
            "2018-06-03",
            "\"26\" is not a hour",
        ),
        (
            r#"{"start_date": {"year": 2018}, "media": "https://example.org/a.jpg"}"#,
            "2018",
            "media: cannot be read",
        ),
        (
            r#"{"start_date": {"year": 2018}, "group": 7}"#,
            "2018",
            "group: cannot be read",
        ),
    ] {
        let slide = slide.strip_suffix('}').unwrap();
        let text = format!("{{\"events\": [{slide}, \"text\": {{\"headline\": \"x\"}}}}]}}");
        let import = read("t.json", &text);
        assert_eq!(self::dates(&import), [date], "{text}");
        says(
            &import,
            if words.is_empty() {
                &[]
            } else {
                std::slice::from_ref(&words)
            },
        );
    }
}

#[test]
fn a_blank_end_leaves_the_time_of_day() {
    assert_eq!(
        dates(&read_case("09b-blank-end.json")),
        ["2018-06-03T16:00:00"]
    );
}

#[test]
fn version_2_of_a_timeline_is_read() {
    let import = read_case("09i-timelinejs2.json");
    assert_eq!(decoded(&import).problems, []);
    assert_eq!(dates(&import), ["2011-12-10"]);
    assert_eq!(import.document.article.as_ref().unwrap().title, "H");
    assert_eq!(import.place("events[0]"), Some("timeline.date[0]"));
    says(&import, &["timeline: version 2"]);
    let import = read(
        "t.json",
        r#"{"timeline": {"headline": "H", "date": [
            {"startDate": "2011,12,10,07,02", "endDate": "2011,12,11", "headline": "A", "tag": "Home",
             "asset": {"media": "https://example.org/a.jpg", "credit": "An agency", "thumbnail": "https://example.org/t.jpg"}},
            {"startDate": "10 December 2011", "headline": "B"}],
          "era": [{"startDate": "2010", "endDate": "2012", "headline": "E"}]}}"#,
    );
    assert_eq!(decoded(&import).problems, []);
    assert_eq!(dates(&import)[1..], ["2011-12-10", "2010/2012"]);
    assert!(
        dates(&import)[0].starts_with("2011-12-10"),
        "{:?}",
        dates(&import)
    );
    assert_eq!(import.document.events[0].fields["group"], "Home");
    let medium = &import.document.events[0].media[0];
    assert_eq!(
        (&*medium.src, &*medium.credit),
        ("https://example.org/a.jpg", "An agency")
    );
    assert_eq!(medium.poster.as_deref(), Some("https://example.org/t.jpg"));
    says(&import, &["timeline.era[0]: the era"]);
}

// FollowTheMoney

#[test]
fn entities_are_read_however_the_file_holds_them() {
    let lines = r#"{"id": "o", "schema": "Ownership", "properties": {"owner": [{"id": "p", "schema": "Person", "properties": {"name": ["Ida Rook"]}}], "asset": [{"id": "c", "schema": "Company", "properties": {"name": ["Rook Ltd"]}}]}}"#;
    let pretty = "{\n \"results\": [\n  {\"id\": \"p\", \"schema\": \"Person\", \"properties\": {\"name\": \"Ida Rook\"}},\n  {\"id\": \"c\", \"schema\": \"Company\", \"properties\": {\"name\": \"Rook Ltd\"}},\n  {\"id\": \"o\", \"schema\": \"Ownership\", \"properties\": {\"owner\": \"p\", \"asset\": \"c\"}}\n ]\n}";
    for text in [
        case("09f-array.json"),
        case("09g-wrapper.json"),
        case("09h-delta.jsonl"),
        lines.to_owned(),
        pretty.to_owned(),
    ] {
        assert_eq!(detect(&text), Ok(Format::FollowTheMoney), "{text}");
        let import = read("f.json", &text);
        assert_eq!(decoded(&import).problems, []);
        let mut entities = entities(&import);
        entities.sort_unstable();
        assert_eq!(
            entities,
            [("Ida Rook", "person"), ("Rook Ltd", "organisation")]
        );
        assert_eq!(
            import.document.relationships[0].id,
            "ida-rook-owns-rook-ltd"
        );
    }
    let deleted = "{\"op\": \"DEL\", \"entity\": {\"id\": \"x\", \"schema\": \"Person\", \"properties\": {}}}\n";
    let import = read("f.json", &[deleted, &case("09h-delta.jsonl")].concat());
    assert_eq!(import.document.entities.len(), 2);
    says(&import, &["line 1: deletes an entity"]);
}

#[test]
fn the_caption_is_the_name_and_gives_the_id() {
    let import = read_case("09e-caption.ftm.jsonl");
    assert_eq!(decoded(&import).problems, []);
    let entity = &import.document.entities[0];
    assert_eq!((&*entity.name, &*entity.id), ("Pavel Grach", "pavel-grach"));
    assert_eq!(entity.aliases, ["Павел ГРАЧ"]);
    let event = &import.document.events[0];
    assert_eq!(event.kind, "sanction");
    assert_eq!(event.title, "Sanction by A council on Pavel Grach");
    assert_eq!(event.participants[0].entity, "pavel-grach");
    // Without a caption, the name in the letters of the interface.
    let import = read(
        "f.jsonl",
        r#"{"id": "a", "schema": "Person", "properties": {"name": ["Павел Грач", "Pavel Grach"]}}
           {"id": "b", "schema": "Person", "properties": {"name": ["Зоя"], "alias": ["Zoya"]}}
           {"id": "q7", "schema": "Person", "properties": {"name": ["Ян"]}}
           {"id": "e", "schema": "Event", "properties": {"name": ["x"], "involved": ["a", "b", "q7"]}}"#,
    );
    let ids: Vec<_> = import.document.entities.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["pavel-grach", "zoya", "q7"]);
    assert_eq!(import.document.entities[0].name, "Pavel Grach");
}

#[test]
fn times_and_zones_of_follow_the_money_are_kept() {
    let import = read_case("09c-times.ftm.jsonl");
    assert_eq!(decoded(&import).problems, []);
    assert_eq!(
        dates(&import),
        [
            "2018-06-03T14:05:00",
            "2018-06-04T05:10:00/2018-06-04T07:30:00",
            "2018-06-06T10:30",
            "2017",
            "2017-04-04",
        ]
    );
    for (written, date) in [
        ("2018-06-03T14:05:00+02:00", "2018-06-03T14:05:00+02:00"),
        ("2018-06-03T14:05:00Z", "2018-06-03T14:05:00Z"),
        ("2018-06-03T14:05:00.123456", "2018-06-03T14:05:00"),
        ("2018-06-00", "2018-06"),
    ] {
        let text = format!(
            r#"{{"id": "e", "schema": "Event", "properties": {{"name": ["x"], "date": ["{written}"]}}}}"#
        );
        assert_eq!(dates(&read("f.jsonl", &text)), [date]);
    }
    let text = r#"{"id": "e", "schema": "Event", "properties": {"name": ["x"], "date": ["soon"]}}"#;
    says(&read("f.jsonl", text), &["\"soon\" is not a date"]);
}

#[test]
fn amounts_are_kept_and_addresses_are_not_actors() {
    let import = read_case("09d-amount.ftm.jsonl");
    assert_eq!(import.document.relationships[0].what, "100000 EUR");
    let import = read(
        "f.jsonl",
        r#"{"id": "a", "schema": "Person", "properties": {"name": ["Ida Rook"], "addressEntity": ["h"]}}
           {"id": "h", "schema": "Address", "properties": {"full": ["1 Quay, Hollen"]}}
           {"id": "q", "schema": "Address", "properties": {"full": ["The quay"]}}
           {"id": "e", "schema": "Event", "properties": {"name": ["x"], "involved": ["a"], "addressEntity": ["q"]}}"#,
    );
    assert_eq!(
        entities(&import),
        [("Ida Rook", "person"), ("The quay", "place")]
    );
    says(&import, &["line 2: the address of another entity"]);
}

#[test]
fn an_amount_in_another_currency_than_its_property_says_is_not_a_field() {
    let import = read(
        "t.ftm.jsonl",
        r#"{"id": "c1", "schema": "Company", "properties": {"name": ["Acme"]}}
{"id": "c2", "schema": "Company", "properties": {"name": ["Beta"]}}
{"id": "p1", "schema": "Payment", "properties": {"payer": ["c2"], "beneficiary": ["c1"], "amountUsd": ["€1,200"]}}
{"id": "p2", "schema": "Payment", "properties": {"payer": ["c2"], "beneficiary": ["c1"], "amount": ["CHF 30.50"], "currency": ["CHF"]}}
{"id": "o1", "schema": "Ownership", "properties": {"owner": ["c2"], "asset": ["c1"], "percentage": ["51.5 %"]}}
"#,
    );
    assert_eq!(decoded(&import).problems, []);
    let fields = import.document.relationships.iter().map(|it| &it.fields);
    let fields: Vec<String> = fields
        .map(|it| serde_json::to_string(it).unwrap())
        .collect();
    assert_eq!(
        fields,
        ["{}", r#"{"amount-chf":30.5}"#, r#"{"share":51.5}"#]
    );
}

#[test]
fn what_is_not_given_of_a_thing_is_no_value_of_it() {
    let import = read(
        "t.ftm.jsonl",
        r#"{"id": "c1", "schema": "Company", "properties": {"name": ["Acme"], "capital": ["1,000"], "dissolutionDate": ["n/a"], "listed": ["true"]}}
{"id": "c2", "schema": "Company", "properties": {"name": ["Beta"], "capital": ["n/a"], "dissolutionDate": ["2001"], "listed": ["unknown"]}}
{"id": "o1", "schema": "Ownership", "properties": {"owner": ["c2"], "asset": ["c1"]}}
"#,
    );
    assert_eq!(decoded(&import).problems, []);
    let fields = import.document.entities.iter().map(|it| &it.fields);
    let fields: Vec<String> = fields
        .map(|it| serde_json::to_string(it).unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            r#"{"capital":1000,"listed":true}"#,
            r#"{"dissolution-date":"2001"}"#
        ]
    );
}

#[test]
fn whatever_else_is_said_of_a_thing_is_a_field_of_it() {
    let import = read(
        "t.ftm.jsonl",
        r#"{"id": "c1", "schema": "Company", "properties": {"name": ["Acme"], "country": ["lu"], "addressEntity": ["a1"], "registrationNumber": ["B123"], "incorporationDate": ["2001-02-03"], "topics": ["corp.offshore", "sanction"], "keywords": ["trade", "sea"], "website": ["https://acme.example"], "parent": ["c2"]}}
{"id": "c2", "schema": "Company", "properties": {"name": ["Beta"], "country": ["de"]}}
{"id": "a1", "schema": "Address", "properties": {"street": ["1 rue X"], "city": ["Luxembourg"]}}
{"id": "o1", "schema": "Ownership", "properties": {"owner": ["c2"], "asset": ["c1"], "percentage": ["51.5"], "status": ["active"]}}
{"id": "p1", "schema": "Payment", "properties": {"payer": ["c2"], "beneficiary": ["c1"], "amount": ["1,200.50"], "currency": ["CHF"]}}
"#,
    );
    assert_eq!(decoded(&import).problems, []);
    let document = &import.document;
    let types = document.fields.iter();
    let types: Vec<(&str, &str, &str)> = types
        .map(|it| (&*it.name, &*it.of, &*it.value_type))
        .collect();
    for field in [
        ("Country", "entities", "choice"),
        ("Address", "entities", "text"),
        ("Registration number", "entities", "text"),
        ("Incorporation date", "entities", "date"),
        ("Topics", "entities", "choice"),
        ("Keywords", "entities", "choice"),
        ("Amount", "relationships", "number"),
        ("Website", "entities", "link"),
        ("Status", "relationships", "choice"),
        ("Share", "relationships", "number"),
    ] {
        assert!(types.contains(&field), "{field:?} is not in {types:?}");
    }
    let acme = &document.entities[0].fields;
    assert_eq!(acme["country"], "LU");
    assert_eq!(acme["address"], "1 rue X, Luxembourg");
    assert_eq!(acme["topics"][1], "sanction");
    assert_eq!(document.entities[1].fields["country"], "DE");
    // An address is nobody, and nothing is said that the source does not say.
    assert_eq!(document.entities.len(), 2);
    let owns = &document.relationships[0];
    assert_eq!(owns.fields["status"], "active");
    assert_eq!((&*owns.status, &*owns.stance), ("", ""));
    let paid = &document.relationships[1].fields;
    assert_eq!(paid["amount-chf"], 1200.5);
    assert_eq!(acme["keywords"][1], "sea");
    says(
        &import,
        &[
            "line 1, Company.country: is now the field \"Country\"",
            "line 1, Company.parent: is not imported",
        ],
    );
}

#[test]
fn a_sheet_of_grants_that_nobody_prepared_is_a_story_without_a_problem() {
    let import = read(
        "grants.csv",
        "Grant ID,Awarded to,Awarded by,Amount awarded (£),Award date,contract_type\n\
         G-001,Harbour Youth Club,Skerrow Council,\"12,500\",03/04/2023,open\n\
         G-002,Tidewell Rowing,Skerrow Council,n/a,17/04/2023,open\n",
    );
    assert_eq!(decoded(&import).problems, []);
    let document = &import.document;
    let fields = document.fields.iter();
    let fields: Vec<_> = fields
        .map(|it| (&*it.name, &*it.value_type, &*it.unit))
        .collect();
    assert_eq!(
        fields,
        [
            ("Grant ID", "text", ""),
            ("Amount awarded (£)", "number", "GBP"),
            ("Contract type", "choice", ""),
        ]
    );
    let first = &document.relationships[0];
    assert_eq!(
        (&*first.subject, &*first.predicate, &*first.object),
        ("skerrow-council", "awarded to", "harbour-youth-club")
    );
    assert_eq!(first.period.as_deref(), Some("2023-04-03"));
    assert_eq!(first.fields["amount-awarded"], 12_500);
    assert_eq!(document.relationships[1].fields.get("amount-awarded"), None);
    says(
        &import,
        &["grants.csv: in the column \"Amount awarded (£)\" 1 of its cells, such as \"n/a\""],
    );
}
