//! Other formats: what comes in, what goes out, and that nothing is dropped in
//! silence.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use backstory_core::dataset::{
    Article, Basis, Correction, CustomKinds, Dataset, Date, Dating, Day, Decoded, Entity, EntityIx,
    EntityKind, Event, EventIx, EventKind, EventStatus, Evidence, FieldType, Languages, Media,
    MediaTable, MediaType, MediaUrl, Order, OrderBounds, OrderLink, Participant, Record,
    RecordType, Relationship, RelationshipKind, RelationshipStatus, Revision, RevisionStatus,
    SafeUrl, Source, Stance, Text, Value, decode, decode_in,
};
use backstory_core::locale::ENGLISH;
use backstory_formats::{
    Document, FieldDocument, FieldValuesDocument, Format, Import, KindDocument, KindsDocument,
    QuoteStatus, Sheet, Unreadable, anchor_quotes, detect, from_ftm, from_sheets, from_timeline_js,
    import, json_in_all_languages, languages_left_out, plain_html, takes_languages, to_csl, to_ftm,
    to_ical, to_sheet,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value as Json, json};

fn decoded(import: &Import) -> Decoded {
    decode(&import.document.to_value()).unwrap()
}

fn dataset(document: Json) -> Dataset {
    let value: Value = serde_json::from_value(document).unwrap();
    let decoded = decode(&value).unwrap();
    assert_eq!(decoded.problems, []);
    decoded.dataset
}

fn rwanda() -> Dataset {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/rwanda.json");
    dataset(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

fn unsupported(import: &Import) -> Vec<String> {
    import.unsupported.iter().map(ToString::to_string).collect()
}

/// The ids of the kinds that a story has of its own.
fn own_kinds(dataset: &Dataset, list: RecordType) -> Vec<&str> {
    let kinds = dataset.kinds.of(list).iter();
    kinds.map(|it| &*it.id).collect()
}

/// Every passage of what was imported stands in the text that came with it.
fn rests_on_its_own_text(import: &Import) {
    let dataset = decoded(import).dataset;
    for it in anchor_quotes(&dataset, &import.article) {
        let found = matches!(it.outcome, QuoteStatus::Found | QuoteStatus::Ambiguous(_));
        assert!(found, "{it:?}");
    }
}

// CSV sheets

fn through_sheets(dataset: &Dataset) -> Import {
    let texts = Sheet::ALL.map(|sheet| (sheet, to_sheet(dataset, sheet).text));
    for (sheet, text) in &texts {
        assert_eq!(detect(text), Ok(Format::Sheet(*sheet)));
    }
    from_sheets(
        texts
            .iter()
            .map(|(sheet, text)| (sheet.file(), *sheet, text.as_str())),
    )
}

#[test]
fn the_built_in_story_goes_through_sheets_unchanged() {
    let dataset = rwanda();
    let import = through_sheets(&dataset);
    assert_eq!(import.unsupported, []);
    assert_eq!(import.document, Document::from(&dataset));
    for sheet in Sheet::ALL {
        let text = to_sheet(&dataset, sheet).text;
        assert_eq!(detect(&text), Ok(Format::Sheet(sheet)));
    }
}

#[test]
fn a_spreadsheet_needs_no_ids_and_no_edtf() {
    let entities = "Name\tKind\tAliases\tMember of\n\
                    Russia\tCountry\tMoscow; Russian Federation\t\n\
                    Sergei Lavrov\tperson\tMr Lavrov\tmoscow\n\n";
    let events = "title,date,kind,status,place,participants,evidence,colour\n\
                  A visit,around June 2018,visit,happened,Moscow,mr lavrov: guest,\"5: He met … with care\",red\n\
                  A visit,,visit,planned,,Sergei Lavrov,6: Again ... soon,\n";
    let relationships = "subject;predicate;object;kind;stance;status;period;events;evidence\n\
                         Sergei Lavrov;speaks for;Russia;political;Cooperative;stated;since 2004;a-visit;7: speaks for\n";
    let import = from_sheets([
        ("r.csv", Sheet::Relationships, relationships),
        ("v.csv", Sheet::Events, events),
        ("e.csv", Sheet::Entities, entities),
    ]);
    let decoded = decoded(&import);
    assert_eq!(decoded.problems, []);
    let dataset = decoded.dataset;
    assert_eq!(&*dataset.entities[1].id, "sergei-lavrov");
    assert_eq!(dataset.entities[1].member_of, Some(EntityIx(0)));
    assert_eq!(&*dataset.entities[0].aliases[1], "Russian Federation");
    let [visit, again] = dataset.events.as_slice() else {
        panic!("two events");
    };
    assert_eq!((&*visit.id, &*again.id), ("a-visit", "a-visit-2"));
    assert_eq!(visit.date.as_ref().unwrap().as_str(), "2018-06~");
    assert_eq!(visit.place, Some(EntityIx(0)));
    assert_eq!(&*visit.participants[0].role, "guest");
    assert_eq!(visit.evidence[0].end.as_deref(), Some("with care"));
    assert_eq!(&*again.evidence[0].start, "Again");
    let speaks = &dataset.relationships[0];
    assert_eq!(&*speaks.id, "sergei-lavrov-speaks-for-russia");
    assert_eq!(speaks.period.as_ref().unwrap().as_str(), "2004/..");
    assert_eq!(speaks.events, [EventIx(0)]);
    assert_eq!(
        unsupported(&import),
        [
            "v.csv: the column \"colour\" is read as a field of your own (text)",
            "v.csv, line 2, date: \"around June 2018\" is read as 2018-06~",
            "r.csv, line 2, period: \"since 2004\" is read as 2004/..",
        ]
    );
}

/// A sheet that nobody prepared, as a story without a single problem.
fn plain(text: &str) -> (Dataset, Vec<String>) {
    let import = import(&[("sheet.csv", text)]).unwrap();
    let decoded = decoded(&import);
    assert_eq!(decoded.problems, [], "{text}");
    rests_on_its_own_text(&import);
    (decoded.dataset, unsupported(&import))
}

#[test]
fn nothing_is_lost_of_an_empty_column() {
    let (_, said) = plain("Date,Event,Note,,\n2020-01-01,A fire,,,\n2020-01-02,A flood,,,\n");
    assert_eq!(
        said,
        [
            "sheet.csv: the column \"Event\" is read as title",
            "sheet.csv: the column \"Note\" is empty, and is skipped",
            "sheet.csv: has no column \"evidence\": each row is the passage that says so",
        ]
    );
}

#[test]
fn a_sheet_of_two_parties_is_a_story() {
    let (dataset, said) = plain(
        "Date,Donor,Recipient,Amount,Notes\n\
         2020-01-01,Acme Ltd,Blue Party,\"£12,000\",for the hall\n\
         tbc,Jane Roe,Blue Party,£500,\n",
    );
    assert_eq!(
        said,
        [
            "sheet.csv: the column \"Donor\" is read as subject",
            "sheet.csv: the column \"Recipient\" is read as object",
            "sheet.csv: the column \"Date\" is read as period",
            "sheet.csv: the column \"Amount\" is read as a field of your own (number, GBP)",
            "sheet.csv: the column \"Notes\" is read as a field of your own (text)",
            "sheet.csv: has no column \"evidence\": each row is the passage that says so",
            "sheet.csv, line 3, period: \"tbc\" is no date, and the row is undated",
        ]
    );
    let names: Vec<String> = dataset
        .entities
        .iter()
        .map(|it| it.name.to_string())
        .collect();
    assert_eq!(names, ["Acme Ltd", "Blue Party", "Jane Roe"]);
    assert_eq!(
        own_kinds(&dataset, RecordType::Entity),
        ["donor", "recipient"]
    );
    assert_eq!(&*dataset.relationships[0].predicate, "gave to");
    assert_eq!(
        &*dataset.relationships[1].evidence[0].start,
        "Date: tbc; Donor: Jane Roe; Recipient: Blue Party; Amount: £500."
    );
    // Of no trade that is known: the two are named together.
    let (dataset, _) =
        plain("sep=;\nClub;Player;Fee\nUnited;José Alba;1.200,50 €\nRovers;Ada Birch;900,00 €\n");
    assert_eq!(&*dataset.relationships[0].predicate, "is linked to");
    assert_eq!(dataset.fields.len(), 1);
}

#[test]
fn a_sheet_with_a_date_and_a_title_is_a_story() {
    let (dataset, _) = plain("Date,Title\n3 May 2021,A thing happens\n,Another one\n");
    assert_eq!(
        dataset.events[0].date.as_ref().unwrap().as_str(),
        "2021-05-03"
    );
    let (dataset, _) =
        plain("When,What happened,Who,Where\n2020,A fire,Jane Roe: witness; Acme,Leeds\n");
    let kinds: Vec<EntityKind> = dataset.entities.iter().map(|it| it.kind).collect();
    assert_eq!(dataset.entities.len(), 3);
    assert!(kinds.contains(&EntityKind::Place));
    assert_eq!(&*dataset.events[0].participants[0].role, "witness");
    let (dataset, _) = plain("Opened;The thing\n01.02.2020;the harbour\n13.03.2020;the bridge\n");
    assert_eq!(dataset.events.len(), 2);
}

#[test]
fn a_word_for_a_kind_that_is_none_becomes_one() {
    let (dataset, said) = plain(
        "date,title,kind\n2020,Sold,Sale of land\n2021,Again,sale of land\n2022,Signed,Treaty\n",
    );
    assert_eq!(own_kinds(&dataset, RecordType::Event), ["sale-of-land"]);
    assert_eq!(dataset.events[2].kind, EventKind::Agreement);
    assert!(said.contains(&"sheet.csv: \"Sale of land\" is read as a kind of your own".to_owned()));
    // A slip of the hand is none.
    let import = import(&[("s.csv", "date,title,kind\n2020,They met,meting\n")]).unwrap();
    let problems = decoded(&import).problems;
    assert!(
        problems[0]
            .to_string()
            .contains("did you mean \"meeting\"?")
    );
}

#[test]
fn kinds_that_rows_make_are_nothing_to_slip_from() {
    let (dataset, _) =
        plain("Date,Title,Type\n2020,Grain,Export\n2021,Oil,Import\n2022,Salt,\n2023,Two,Visits\n");
    assert_eq!(own_kinds(&dataset, RecordType::Event), ["export", "import"]);
    assert_eq!(dataset.events[2].kind, EventKind::Other);
    assert_eq!(dataset.events[3].kind, EventKind::Visit);
}

#[test]
fn columns_of_plain_sheets_keep_apart() {
    // "Subject" is what a letter is about, and no party.
    let (dataset, _) =
        plain("Date,Subject,Sender,Recipient\n2020-01-02,Re: contract,Jane Roe,Acme Ltd\n");
    let subject = dataset.relationships[0].subject;
    assert_eq!(&*dataset.entities[subject.0 as usize].name, "Jane Roe");
    assert_eq!(&*dataset.fields[0].name, "Subject");
    // A weekday is no date, and not two things at once.
    let (dataset, _) = plain("Day,Teacher,Room\nMonday,Jane Roe,Lab A\nFriday,Ada Birch,Lab B\n");
    assert_eq!(dataset.relationships.len(), 2);
    // A kind that is built in is not declared.
    let (dataset, _) = plain("Person,Organisation,Fee\nJane Roe,Acme Ltd,12\nAda Birch,Bolt,9\n");
    assert!(dataset.kinds.of(RecordType::Entity).is_empty());
}

#[test]
fn a_sheet_may_begin_below_its_title_and_leave_cells_out() {
    let (dataset, said) = plain(
        "\"Spending, quarter 1\",,\n,,\nPaid,Payer,Payee\n2024-01-02,Northport,Kestrel\ntbc,Northport,Bolt\n\
         2024-03-01,Northport,\"Acme, Sons\"\n",
    );
    assert_eq!(&*dataset.relationships[0].predicate, "paid");
    let dated = dataset
        .relationships
        .iter()
        .filter(|it| it.period.is_some());
    assert_eq!(dated.count(), 2);
    assert!(
        said[0].contains("line 1: stands before the names of the columns"),
        "{said:?}"
    );
    // The last cells of a row are empty, and tabs at a text's end are no text.
    let (dataset, _) =
        plain("Year\tEvent\tLink\n1994\tA war\thttps://example.org\n2000\tA peace\t\n");
    assert_eq!(dataset.events.len(), 2);
}

#[test]
fn who_is_in_a_sheet_without_kinds_is_of_one_that_says_so() {
    let people = ("people.csv", "Name,Age\nJane Roe,44\nJohn Doe,51\n");
    let events = (
        "e.csv",
        "date,title,participants\n2020,They met,Jane Roe; John Doe\n",
    );
    let import = import(&[people, events]).unwrap();
    let decoded = decoded(&import);
    assert_eq!(decoded.problems, []);
    let kinds = decoded.dataset.kinds;
    assert_eq!(&*kinds.of(RecordType::Entity)[0].name, "Named in the sheet");
}

#[test]
fn rows_are_one_paragraph_each() {
    let (dataset, _) = plain(
        "Date,Title,Notes\n2020,A fire,\"first line\nsecond line\"\n2021,A flood,<p>wet</p>\n2022,Calm,a < b\n",
    );
    let starts: Vec<&str> = dataset
        .events
        .iter()
        .map(|it| &*it.evidence[0].start)
        .collect();
    assert_eq!(
        starts,
        [
            "Date: 2020; Title: A fire; Notes: first line second line.",
            "Date: 2021; Title: A flood; Notes: wet.",
            "Date: 2022; Title: Calm; Notes: a < b."
        ]
    );
}

#[test]
fn who_is_unknown_is_a_slip_where_a_sheet_says_who_there_is() {
    let people = ("e.csv", "name,kind\nRussia,country\n");
    let import = import(&[people, ("v.csv", "date,title,place\n2020,A visit,Rusia\n")]).unwrap();
    let problems = decoded(&import).problems;
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("did you mean \"russia\"?"));
}

#[test]
fn a_column_that_no_sheet_has_is_a_field_of_the_type_of_its_values() {
    let people = "name,kind\nAnna,person\nBolt,organisation\n";
    let payments = "subject;predicate;object;kind;evidence;Amount paid;Signed on;Court;empty\n\
        Anna;paid;Bolt;trade;1: x;1.200,50 €;3 June 2018;High Court;\n\
        Anna;paid;Bolt;trade;1: x;30 €;2018-07;High Court;\n\
        Anna;paid;Bolt;trade;1: x;;2018-08;;\n";
    let import = import(&[("people.csv", people), ("payments.csv", payments)]).unwrap();
    let fields: Vec<(&str, &str, &str, &str)> = (import.document.fields.iter())
        .map(|it| (&*it.id, &*it.name, &*it.value_type, &*it.unit))
        .collect();
    assert_eq!(
        fields,
        [
            ("amount-paid", "Amount paid", "number", "EUR"),
            ("signed-on", "Signed on", "date", ""),
            ("court", "Court", "choice", ""),
        ]
    );
    let decoded = decode(&import.document.to_value()).unwrap();
    assert_eq!(decoded.problems, []);
    let values = serde_json::to_value(&import.document.relationships).unwrap();
    assert_eq!(
        values[0]["fields"],
        serde_json::json!({"amount-paid": 1200.5, "signed-on": "2018-06-03", "court": "High Court"})
    );
    assert_eq!(
        values[2]["fields"],
        serde_json::json!({"signed-on": "2018-08"})
    );
    let said = unsupported(&import);
    for words in [
        "\"Amount paid\"",
        "is read as a field of your own (number, EUR)",
        "\"empty\"",
        "is skipped",
    ] {
        assert!(
            said.iter().any(|it| it.contains(words)),
            "{words}: {said:?}"
        );
    }
}

#[test]
fn amounts_and_shares_of_follow_the_money_are_fields() {
    let lines = r#"{"id": "a", "schema": "Person", "properties": {"name": ["Anna"]}}
{"id": "b", "schema": "Company", "properties": {"name": ["Bolt"]}}
{"id": "p", "schema": "Payment", "properties": {"payer": ["a"], "beneficiary": ["b"], "amountEur": ["100000"]}}
{"id": "q", "schema": "Payment", "properties": {"payer": ["a"], "beneficiary": ["b"], "amount": ["2.5"], "currency": ["GBP"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"], "percentage": ["30%"]}}
{"id": "x", "schema": "Payment", "properties": {"payer": ["a"], "beneficiary": ["b"], "amount": ["much"], "currency": ["pounds"]}}
"#;
    let import = from_ftm(lines);
    let fields: Vec<(&str, &str, &str)> = (import.document.fields.iter())
        .map(|it| (&*it.id, &*it.name, &*it.unit))
        .collect();
    assert_eq!(
        fields,
        [
            ("amount-eur", "Amount", "EUR"),
            ("amount-gbp", "Amount (GBP)", "GBP"),
            ("share", "Share", "percent"),
        ]
    );
    let values = serde_json::to_value(&import.document.relationships).unwrap();
    let values: Vec<&Json> = (0..4).map(|at| &values[at]["fields"]).collect();
    assert_eq!(values[0], &serde_json::json!({"amount-eur": 100_000}));
    assert_eq!(values[1], &serde_json::json!({"amount-gbp": 2.5}));
    assert_eq!(values[2], &serde_json::json!({"share": 30}));
    assert_eq!(values[3], &Json::Null);
    assert_eq!(decode(&import.document.to_value()).unwrap().problems, []);
}

#[test]
fn a_day_of_publication_that_is_no_date_is_reported_and_kept() {
    let import = import(&[(
        "article.csv",
        "field,value\ntitle,A story\npublished,soonish\n",
    )]);
    let import = import.unwrap();
    let article = import.document.article.as_ref().unwrap();
    assert_eq!(article.published.as_deref(), Some("soonish"));
    assert_eq!(unsupported(&import), [""; 0]);
    let problems = decode(&import.document.to_value()).unwrap().problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].path, "article.published");
}

#[test]
fn an_amount_of_several_payers_together_is_not_counted_for_each() {
    let lines = r#"{"id": "a", "schema": "Person", "properties": {"name": ["Anna"]}}
{"id": "c", "schema": "Person", "properties": {"name": ["Carl"]}}
{"id": "b", "schema": "Company", "properties": {"name": ["Bolt"]}}
{"id": "p", "schema": "Payment", "properties": {"payer": ["a", "c"], "beneficiary": ["b"], "amountEur": ["100000"]}}
"#;
    let import = from_ftm(lines);
    assert_eq!(import.document.relationships.len(), 2);
    for paid in &import.document.relationships {
        assert_eq!(paid.what, "100000 EUR");
        assert!(paid.fields.is_empty(), "{:?}", paid.fields);
    }
    assert!(import.document.fields.is_empty());
    let said = unsupported(&import);
    assert!(
        said.iter()
            .any(|it| it.starts_with("line 4, Payment.amountEur: is not a field")),
        "{said:?}"
    );
}

#[test]
fn the_column_of_a_field_may_leave_its_prefix_out_where_it_means_nothing_else() {
    let fields = "id,of,name,type,unit\nunit,relationships,Unit,text,\n";
    let people = "id,name,kind\na,Anna,person\nb,Bolt,organisation\n";
    for column in ["unit", "field.unit", "Unit"] {
        let pay =
            format!("subject,predicate,object,kind,evidence,{column}\na,paid,b,trade,1: x,tons\n");
        let sheets = [("f.csv", fields), ("p.csv", people), ("r.csv", &pay)];
        let import = import(&sheets).unwrap();
        assert_eq!(import.document.fields.len(), 1);
        let relationships = serde_json::to_value(&import.document.relationships).unwrap();
        assert_eq!(
            relationships[0]["fields"],
            serde_json::json!({"unit": "tons"})
        );
    }
}

#[test]
fn two_sheets_may_have_a_column_of_the_same_name() {
    let people =
        "name,kind,Notes,Примечание\nAnna,person,of age,да\nBolt,organisation,a firm,нет\n";
    let pay = "subject,predicate,object,kind,evidence,Notes,Сумма\n\
        Anna,paid,Bolt,trade,1: x,in cash,5\n";
    let import = import(&[("people.csv", people), ("pay.csv", pay)]).unwrap();
    let fields: Vec<(&str, &str, &str)> = (import.document.fields.iter())
        .map(|it| (&*it.id, &*it.name, &*it.of))
        .collect();
    assert_eq!(
        fields,
        [
            ("notes", "Notes", "entities"),
            ("field", "Примечание", "entities"),
            ("notes-2", "Notes", "relationships"),
            ("field-2", "Сумма", "relationships"),
        ]
    );
    let entities = serde_json::to_value(&import.document.entities).unwrap();
    assert_eq!(
        entities[0]["fields"],
        serde_json::json!({"notes": "of age", "field": "да"})
    );
    let relationships = serde_json::to_value(&import.document.relationships).unwrap();
    assert_eq!(
        relationships[0]["fields"],
        serde_json::json!({"notes-2": "in cash", "field-2": 5})
    );
    assert_eq!(decoded(&import).problems, []);
}

#[test]
fn a_declared_field_is_read_as_an_undeclared_one_is() {
    let fields = "id,of,name,type,unit\npaid,relationships,Paid,number,GBP\n\
        signed,relationships,Signed,date,\nshare,relationships,Share,number,percent\n";
    let pay = "subject,predicate,object,kind,evidence,paid,signed,share\n\
        a,paid,b,trade,1: x,\"£2,300\",4 June 2018,12 %\n\
        b,paid,a,trade,1: x,\"£1,000.50\",2018-07,7\n";
    let import = import(&[
        ("fields.csv", fields),
        (
            "people.csv",
            "id,name,kind\na,Anna,person\nb,Bolt,organisation\n",
        ),
        ("pay.csv", pay),
    ])
    .unwrap();
    let relationships = serde_json::to_value(&import.document.relationships).unwrap();
    assert_eq!(
        relationships[0]["fields"],
        serde_json::json!({"paid": 2300, "signed": "2018-06-04", "share": 12})
    );
    assert_eq!(
        relationships[1]["fields"],
        serde_json::json!({"paid": 1000.5, "signed": "2018-07", "share": 7})
    );
    assert_eq!(decoded(&import).problems, []);
}

#[test]
fn what_is_not_of_a_declared_fields_type_or_unit_is_reported() {
    let fields = "id,of,name,type,unit\npaid,relationships,Paid,number,GBP\n";
    let pay = "subject,predicate,object,kind,evidence,paid\n\
        a,paid,b,trade,1: x,$5\nb,paid,a,trade,1: x,£7\n";
    let import = import(&[
        ("fields.csv", fields),
        (
            "people.csv",
            "id,name,kind\na,Anna,person\nb,Bolt,organisation\n",
        ),
        ("pay.csv", pay),
    ])
    .unwrap();
    let problems = decoded(&import).problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].path, "relationships[0].fields.paid");
    let relationships = serde_json::to_value(&import.document.relationships).unwrap();
    assert_eq!(relationships[1]["fields"], serde_json::json!({"paid": 7}));
}

/// The dates of a sheet of events, and what is said of them.
fn dates_of_sheet(cells: &[&str]) -> (Vec<String>, Vec<String>) {
    let rows = cells
        .iter()
        .map(|cell| format!("\"{cell}\",t,other,happened,1: x\n"));
    let sheet = [
        "date,title,kind,status,evidence\n".to_owned(),
        rows.collect(),
    ]
    .concat();
    let import = from_sheets([("e.csv", Sheet::Events, sheet.as_str())]);
    let events = import.document.events.iter();
    let dates = events.map(|event| event.date.clone().unwrap_or_default());
    (dates.collect(), unsupported(&import))
}

#[test]
fn year_pairs_are_read_in_one_way_in_a_column_and_it_is_said() {
    let (dates, said) = dates_of_sheet(&["1997-98", "2011-12", "2020-21", "2023-24"]);
    assert_eq!(dates, ["1997/1998", "2011/2012", "2020/2021", "2023/2024"]);
    assert_eq!(
        said,
        [
            "e.csv, line 2, date: \"1997-98\" is read as the years 1997/1998; the column is read so",
            "e.csv, line 3, date: \"2011-12\" is read as the years 2011/2012, as others of its \
             column can only be; for December 2011 write \"December 2011\"",
            "e.csv, line 4, date: \"2020-21\" is read as the years 2020/2021, as others of its \
             column can only be; for spring 2020 write \"spring 2020\"",
            "e.csv, line 5, date: \"2023-24\" is read as the years 2023/2024, as others of its \
             column can only be; for winter 2023 write \"winter 2023\"",
        ]
    );
    let (dates, said) = dates_of_sheet(&["2011-12", "2011-11", "2020-21"]);
    assert_eq!(dates, ["2011-12", "2011-11", "2020-21"]);
    assert_eq!(
        said,
        [
            "e.csv, line 2, date: \"2011-12\" is read as December 2011, and the column so; for two \
          years write \"2011/2012\""
        ]
    );
}

#[test]
fn a_date_of_two_meanings_is_not_decided_in_a_sheet() {
    let (dates, said) = dates_of_sheet(&["09/05/2023", "13/05/2023", "undated", "24 October 79"]);
    assert_eq!(dates, ["09/05/2023", "2023-05-13", "", "24 October 79"]);
    assert_eq!(
        said,
        [
            "e.csv, line 2, date: \"09/05/2023\" may be 9 May 2023 (2023-05-09) or 5 September \
             2023 (2023-09-05); write one of them",
            "e.csv, line 3, date: \"13/05/2023\" is read as 2023-05-13",
            "e.csv, line 5, date: \"24 October 79\" may be 24 October 1979 (1979-10-24) or 24 \
             October 2079 (2079-10-24); write one of them",
        ]
    );
}

#[test]
fn digits_alone_are_a_day_of_a_spreadsheet_and_not_a_far_year() {
    let (dates, said) = dates_of_sheet(&["20180603", "201806", "2018", "43254"]);
    assert_eq!(dates, ["2018-06-03", "2018-06", "2018", "43254"]);
    assert_eq!(
        said,
        [
            "e.csv, line 2, date: \"20180603\" is read as 2018-06-03",
            "e.csv, line 3, date: \"201806\" is read as 2018-06",
            "e.csv, line 5, date: \"43254\" may be 3 June 2018 (2018-06-03) or 43254 (Y43254); \
             write one of them",
        ]
    );
    let (dates, said) = dates_of_sheet(&["20181345", "1234567890"]);
    assert_eq!(dates, ["20181345", "1234567890"]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_sheet_is_written_in_the_newsroom_s_language() {
    let (dates, _) = dates_of_sheet(&[
        "3 juin 2018",
        "12 марта 2018",
        "2018年6月3日",
        "1. mai 1968",
    ]);
    assert_eq!(
        dates,
        ["2018-06-03", "2018-03-12", "2018-06-03", "1968-05-01"]
    );
}

#[test]
fn what_is_wrong_in_a_sheet_is_said_with_its_line() {
    let entities = "id,kind,name\nrussia,contry,Russia\nrwanda,country,Rwanda\n";
    let events = "id,title,kind,status,participants,date,evidence\n\
                  a,A,visit,happened,rwnada,sometime,We met\n";
    let import = from_sheets([
        ("entities.csv", Sheet::Entities, entities),
        ("events.csv", Sheet::Events, events),
    ]);
    let problems: Vec<String> = decoded(&import)
        .problems
        .iter()
        .map(|it| format!("{}: {}", import.place(&it.path).unwrap(), it.path))
        .collect();
    assert_eq!(
        problems,
        [
            "entities.csv, line 2: entities[0].kind",
            "events.csv, line 2: events[0].date",
            "events.csv, line 2: events[0].participants[0].entity",
            "events.csv, line 2: events[0].evidence[0].paragraph",
        ]
    );
}

#[test]
fn a_participant_with_a_role_is_not_taken_for_another_name() {
    let read = |participants: &str| {
        let events = format!(
            "id,title,kind,status,participants,evidence\nv,It,visit,happened,{participants},1: It\n"
        );
        let import = from_sheets([
            (
                "e.csv",
                Sheet::Entities,
                "id,kind,name\nlavrov,person,Sergei\nguest,group,Lavrov guest\n",
            ),
            ("v.csv", Sheet::Events, events.as_str()),
        ]);
        let participant = import.document.events[0].participants[0].clone();
        (participant.entity, participant.role)
    };
    assert_eq!(read("lavrov: guest"), ("lavrov".into(), "guest".into()));
    assert_eq!(read("Lavrov: guest"), ("guest".into(), String::new()));
    assert_eq!(read("Sergei: host"), ("lavrov".into(), "host".into()));
}

fn text() -> impl Strategy<Value = Text> {
    // What separates in cells, in CSV and in spreadsheets, and any letter.
    let piece = prop_oneof![
        "[a-zA-Z0-9 ]{0,8}",
        "[;:<>.…\\\\\"',\t\n=+@'-]{1,5}",
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat().trim().into())
}

fn filled() -> impl Strategy<Value = Text> {
    text().prop_map(|text| if text.is_empty() { "x".into() } else { text })
}

fn words() -> impl Strategy<Value = Text> {
    filled().prop_map(|text| {
        let words: Vec<&str> = text.split_whitespace().take(6).collect();
        words.join(" ").into()
    })
}

fn date() -> impl Strategy<Value = Option<Date>> {
    const DATES: &[&str] = &[
        "2018-06-03",
        "2018-06~",
        "1963?",
        "2013/..",
        "../2018-06",
        "201X",
        "2017-21",
        "-0043",
        "[2018-06-01..2018-06-07]",
        "2018-06-03T14:05:00",
        "Y-17000",
        "2013/",
        "{1960,1961}",
    ];
    let point = || {
        let mark = prop::sample::select(&["", "", "?", "~", "%"][..]);
        (-3000_i32..3000, 0_u32..13, 0_u32..29, mark).prop_map(|(year, month, day, mark)| {
            let year = match year {
                ..0 => format!("-{:04}", -year),
                _ => format!("{year:04}"),
            };
            match (month, day) {
                (0, _) => format!("{year}{mark}"),
                (month, 0) => format!("{year}-{month:02}{mark}"),
                (month, day) => format!("{year}-{month:02}-{day:02}{mark}"),
            }
        })
    };
    let interval = (point(), point()).prop_filter_map("it goes on", |(from, to)| {
        Date::parse(&format!("{from}/{to}")).ok()
    });
    prop::option::of(prop_oneof![
        prop::sample::select(DATES).prop_map(|date| Date::parse(date).unwrap()),
        point().prop_map(|date| Date::parse(&date).unwrap()),
        interval,
    ])
}

/// The id of a record with this place in its list.
fn id(number: u32) -> impl Strategy<Value = Text> {
    "([a-z0-9]{1,6}-){0,3}".prop_map(move |words| format!("{words}{number}").into())
}

fn one_of<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn dating() -> impl Strategy<Value = Option<Dating>> {
    prop::option::of(
        (one_of(Basis::ALL), text(), text()).prop_map(|(basis, words, note)| Dating {
            basis,
            words,
            note,
        }),
    )
}

fn revision() -> impl Strategy<Value = Option<Revision>> {
    prop::option::of(
        (one_of(RevisionStatus::ALL), date(), text(), text()).prop_map(
            |(status, date, note, was)| Revision {
                status,
                date,
                note,
                was,
            },
        ),
    )
}

fn correction() -> impl Strategy<Value = Correction> {
    let filled = text().prop_filter("a reason", |note| !note.is_empty());
    (date(), filled, text(), text()).prop_map(|(date, note, was, now)| Correction {
        date,
        note,
        was,
        now,
    })
}

fn one_passage() -> impl Strategy<Value = Evidence> {
    (1_u32..99, words(), prop::option::of(words())).prop_map(|(paragraph, start, end)| Evidence {
        paragraph,
        start,
        end,
    })
}

fn evidence() -> impl Strategy<Value = Vec<Evidence>> {
    prop::collection::vec(one_passage(), 1..3)
}

fn link() -> impl Strategy<Value = Option<SafeUrl>> {
    prop::option::of("[a-z]{1,5}[;<>:&=?/.…\\\\]{0,4}")
        .prop_map(|end| end.and_then(|end| SafeUrl::parse(&format!("https://example.org/{end}"))))
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let one = (filled(), link()).prop_map(|(title, url)| Source { title, url });
    prop::collection::vec(one, 0..3)
}

/// Pictures, films and links, mostly none.
fn media() -> impl Strategy<Value = Vec<Media>> {
    let address = || {
        let relative = "[a-z]{1,5}[;<>:&=?/.…\\\\]{0,4}(jpg|mp4|pdf)?";
        let whole = "https://example.org/[a-z]{1,3}[;<>:?.]{0,3}";
        let any = prop_oneof![relative, whole];
        any.prop_filter_map("an address", |it| MediaUrl::parse(&it))
    };
    let addresses = (
        address(),
        prop::option::of(address()),
        prop::option::of(address()),
        prop::option::of(address()),
    );
    let size = || prop::option::of(1_u32..9999);
    let one = (
        one_of(MediaType::ALL),
        addresses,
        [text(), text(), text(), text()],
        (size(), size(), prop::bool::ANY),
    );
    let one = one.prop_map(
        |(media_type, (src, href, poster, captions), texts, (width, height, is_wide))| {
            let [alt, caption, credit, title] = texts;
            let srcset = if is_wide {
                "a.jpg 800w, b.jpg 1600w"
            } else {
                ""
            };
            Media {
                media_type,
                src,
                srcset: srcset.into(),
                width,
                height,
                alt,
                caption,
                credit,
                title,
                href,
                poster,
                captions,
            }
        },
    );
    let some = prop::collection::vec(one, 1..3);
    prop_oneof![3 => Just(Vec::new()), 1 => some]
}

fn entity(number: u32, of: u32) -> impl Strategy<Value = Entity> {
    let aliases = prop::collection::vec(text(), 0..3);
    let item = prop::option::of(1_u32..999);
    (
        id(number),
        one_of(EntityKind::ALL),
        filled(),
        aliases,
        text(),
        0..of * 2,
        item,
    )
        .prop_map(move |(id, kind, name, aliases, role, whole, item)| Entity {
            id,
            kind,
            name,
            aliases,
            role,
            member_of: (whole < of && whole != number).then_some(EntityIx(whole)),
            wikidata: item.map(|item| format!("Q{item}").into()),
        })
}

fn event(number: u32, events: u32, of: u32) -> impl Strategy<Value = Event> {
    let participant = (0..of, text()).prop_map(|(entity, role)| Participant {
        entity: EntityIx(entity),
        role,
    });
    let what = (id(number), date(), dating(), filled(), text());
    let who = (
        prop::option::of(0..of),
        prop::collection::vec(participant, 0..3),
    );
    // Events before this one, or after it, so that there are no circles.
    let others = move |is_before: bool| {
        let passages = prop::collection::vec(one_passage(), 0..2);
        prop::collection::vec((0..events, passages), 0..2).prop_map(move |all| {
            let others = all.into_iter().filter(|(it, _)| match is_before {
                true => *it < number,
                false => *it > number,
            });
            let links = others.map(|(event, evidence)| OrderLink {
                event: EventIx(event),
                evidence,
            });
            links.collect::<Vec<_>>()
        })
    };
    let order = (others(true), others(false), others(true));
    let order = order.prop_map(|(after, before, during)| {
        let is_any = !after.is_empty() || !before.is_empty() || !during.is_empty();
        is_any.then(|| {
            Box::new(Order {
                after,
                before,
                during,
            })
        })
    });
    let words = (
        one_of(EventKind::ALL),
        prop::option::weighted(0.8, one_of(EventStatus::ALL)),
        order,
    );
    (
        what,
        words,
        who,
        evidence(),
        sources(),
        (revision(), date()),
    )
        .prop_map(
            move |(
                (id, date, dating, title, summary),
                (kind, status, order),
                (place, participants),
                evidence,
                sources,
                (revision, added),
            )| Event {
                id,
                date,
                dating,
                order,
                title,
                summary,
                kind,
                status,
                place: place.map(EntityIx),
                participants,
                evidence,
                sources,
                revision,
                added,
            },
        )
}

/// Takes the dates of all events that are ordered, so that none contradicts the order,
/// and leaves but one sort of order, so that none is a circle.
fn undate_ordered(events: &mut [Event]) {
    let is_within = events.len() % 2 == 1;
    for event in &mut *events {
        let order = event.order.take().map(|mut order| {
            if is_within {
                order.after.clear();
                order.before.clear();
            } else {
                order.during.clear();
            }
            order
        });
        event.order = order.filter(|it| it.lists().iter().any(|(_, links)| !links.is_empty()));
    }
    let mut ordered = vec![false; events.len()];
    for (at, event) in events.iter().enumerate() {
        let Some(order) = &event.order else { continue };
        for link in order.lists().iter().flat_map(|(_, links)| *links) {
            ordered[at] = true;
            ordered[link.event.position()] = true;
        }
    }
    for (event, is_ordered) in events.iter_mut().zip(ordered) {
        event.date = event.date.take().filter(|_| !is_ordered);
    }
}

fn relationship(number: u32, events: u32, of: u32) -> impl Strategy<Value = Relationship> {
    let ends = (id(number), 0..of, filled(), 0..of, text());
    let words = (
        one_of(RelationshipKind::ALL),
        prop::option::weighted(0.8, one_of(Stance::ALL)),
        prop::option::weighted(0.8, one_of(RelationshipStatus::ALL)),
    );
    let rest = (
        date(),
        (prop::option::of(0..of), prop::collection::vec(0..of, 0..3)),
        text(),
        prop::collection::vec(0..events.max(1), 0..3),
    );
    (
        ends,
        words,
        rest,
        evidence(),
        sources(),
        (revision(), date()),
    )
        .prop_map(
            move |(
                (id, subject, predicate, object, what),
                (kind, stance, status),
                (period, (attribution, denied_by), summary, cited),
                evidence,
                sources,
                (revision, added),
            )| Relationship {
                id,
                subject: EntityIx(subject),
                predicate,
                object: EntityIx(object),
                what,
                kind,
                stance,
                period,
                status,
                attribution: attribution.map(EntityIx),
                denied_by: denied_by.into_iter().map(EntityIx).collect(),
                summary,
                events: cited
                    .into_iter()
                    .filter(|it| *it < events)
                    .map(EventIx)
                    .collect(),
                evidence,
                sources,
                revision,
                added,
            },
        )
}

fn article() -> impl Strategy<Value = Article> {
    const LANGUAGES: &[&str] = &["", "en", "fr", "ar", "zh-Hant", "pt-BR"];
    let said = (text(), text(), text(), prop::sample::select(LANGUAGES));
    let rest = (media(), prop::collection::vec(correction(), 0..3));
    (said, date(), dating(), link(), rest).prop_map(
        |((title, publisher, summary, language), published, dating, url, (media, corrections))| {
            Article {
                title,
                publisher,
                published,
                dating,
                language: language.into(),
                url,
                summary,
                media,
                corrections,
                languages: Languages::default(),
            }
        },
    )
}

/// Gives every so many of the texts of a document a translation.
fn translate(value: &mut Json, every: usize, texts: &mut usize) {
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                if value.is_string() && takes_languages(name) {
                    *texts += 1;
                    if texts.is_multiple_of(every) {
                        let text = value.as_str().unwrap();
                        *value =
                            json!({"rw": format!("{text} (rw)"), "fr": format!("{text} (fr)")});
                    }
                } else if name != "fields" || !value.is_object() {
                    translate(value, every, texts);
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|it| translate(it, every, texts)),
        _ => {}
    }
}

/// What makes a record's own: a kind of the document's, and values of its fields.
type OwnSeed = (prop::sample::Index, bool, Vec<Option<prop::sample::Index>>);

/// Kinds and fields, of which there may be none, and their values.
fn own() -> impl Strategy<Value = (KindsDocument, Vec<FieldDocument>, Vec<Json>, Vec<OwnSeed>)> {
    let kinds = || {
        let kind = (filled(), any::<bool>());
        prop::collection::vec(kind, 0..=3).prop_map(|kinds| {
            let kinds = kinds.into_iter().enumerate();
            // One that a sheet would take for another word of the format's.
            let ids = ["own-0", "company", "resignation"];
            let kind = |(number, (name, is_mutual)): (usize, (Text, bool))| KindDocument {
                id: ids[number].to_owned(),
                name: name.to_string(),
                directed: is_mutual.then_some(false),
            };
            kinds.map(kind).collect::<Vec<_>>()
        })
    };
    let kinds =
        (kinds(), kinds(), kinds()).prop_map(|(entities, events, relationships)| KindsDocument {
            entities,
            events,
            relationships,
        });
    let names = [
        "amount",
        "summary",
        "type",
        "case-file",
        "of",
        "field",
        "x1",
        "date",
        "title",
        "subject",
    ];
    let field = (
        prop::sample::select(RecordType::ALL.to_vec()),
        one_of(FieldType::ALL),
        filled(),
        prop::sample::select(vec!["", "EUR", "kilometer", "votes; cast"]),
    );
    let fields = prop::collection::vec(field, 0..=names.len()).prop_map(move |fields| {
        let fields = fields.into_iter().zip(names);
        let field = |((of, value_type, name, unit), id): (_, &str)| {
            let (of, value_type): (RecordType, FieldType) = (of, value_type);
            let (name, unit): (Text, &str) = (name, unit);
            FieldDocument {
                id: id.to_owned(),
                of: of.list().to_owned(),
                name: name.to_string(),
                value_type: value_type.as_str().to_owned(),
                unit: unit.to_owned(),
            }
        };
        fields.map(field).collect::<Vec<_>>()
    });
    let texts = prop::collection::vec(filled(), 4..9)
        .prop_map(|texts| texts.iter().map(|text| Json::from(&**text)).collect());
    let index = any::<prop::sample::Index>;
    let seed = (
        index(),
        any::<bool>(),
        prop::collection::vec(prop::option::of(index()), names.len()),
    );
    (kinds, fields, texts, prop::collection::vec(seed, 16))
}

/// A value of a field of this type.
fn own_value(value_type: &str, texts: &[Json], index: &prop::sample::Index) -> Json {
    let texts = |more: usize| -> Json {
        let at = index.index(texts.len());
        let mut chosen: Vec<Json> = texts
            .iter()
            .cycle()
            .skip(at)
            .take(1 + more)
            .cloned()
            .collect();
        chosen.dedup();
        if chosen.len() == 1 {
            chosen.remove(0)
        } else {
            chosen.into()
        }
    };
    let number = i64::try_from(index.index(2_000_000_000)).unwrap() - 1_000_000_000;
    match FieldType::parse(value_type).unwrap() {
        FieldType::Number if number % 3 == 0 => number.into(),
        FieldType::Number => (number as f64 / 100.0).into(),
        FieldType::Choice => texts(index.index(3)),
        FieldType::Text => texts(0),
        FieldType::Date => ["2018-06-03", "2013/..", "2018-06~"][index.index(3)].into(),
        FieldType::Link => ["https://example.org/a", "mailto:a@example.org"][index.index(2)].into(),
        FieldType::YesNo => (number % 2 == 0).into(),
    }
}

/// A dataset with kinds and fields of its own.
fn with_own(
    dataset: &Dataset,
    (kinds, fields, texts, seeds): (KindsDocument, Vec<FieldDocument>, Vec<Json>, Vec<OwnSeed>),
) -> Dataset {
    let mut document = Document::from(dataset);
    let mut seeds = seeds.iter();
    let mut own = |list: RecordType, kind: &mut String, values: &mut FieldValuesDocument| {
        let (index, is_own, of_fields) = seeds.next().unwrap();
        let (_, kinds) = kinds
            .lists()
            .into_iter()
            .find(|(it, _)| *it == list)
            .unwrap();
        if *is_own && !kinds.is_empty() {
            kinds[index.index(kinds.len())].id.clone_into(kind);
        }
        for (field, value) in fields.iter().zip(of_fields) {
            if let Some(value) = value.as_ref().filter(|_| field.of == list.list()) {
                values.insert(
                    field.id.clone(),
                    own_value(&field.value_type, &texts, value),
                );
            }
        }
    };
    for it in &mut document.entities {
        own(RecordType::Entity, &mut it.kind, &mut it.fields);
    }
    for it in &mut document.events {
        own(RecordType::Event, &mut it.kind, &mut it.fields);
    }
    for it in &mut document.relationships {
        own(RecordType::Relationship, &mut it.kind, &mut it.fields);
    }
    document.kinds = (kinds != KindsDocument::default()).then_some(kinds);
    document.fields = fields;
    let decoded = decode(&document.to_value()).unwrap();
    assert_eq!(decoded.problems, []);
    decoded.dataset
}

/// Any number of records, one at least: with none it is not a dataset.
fn any_dataset() -> impl Strategy<Value = Dataset> {
    (plain_dataset(), own()).prop_map(|(dataset, own)| with_own(&dataset, own))
}

fn plain_dataset() -> impl Strategy<Value = Dataset> {
    (1_u32..6, 0_u32..5, 0_u32..5)
        .prop_filter("a record", |(_, events, relationships)| {
            events + relationships > 0
        })
        .prop_flat_map(|(of, events, relationships)| {
            let entities: Vec<_> = (0..of).map(|it| entity(it, of)).collect();
            let relationships = (0..relationships).map(|it| relationship(it, events, of));
            let relationships: Vec<_> = relationships.collect();
            let events: Vec<_> = (0..events).map(|it| event(it, events, of)).collect();
            (article(), entities, events, relationships)
        })
        .prop_map(|(article, entities, mut events, relationships)| {
            undate_ordered(&mut events);
            Dataset {
                bounds: OrderBounds::new(&events, article.published.as_ref()),
                article,
                kinds: CustomKinds::default(),
                fields: Vec::new(),
                entities,
                events,
                relationships,
                media: MediaTable::default(),
            }
        })
        .prop_flat_map(|dataset| {
            let records = [
                dataset.entities.len(),
                dataset.events.len(),
                dataset.relationships.len(),
            ];
            let lists = records.map(|records| prop::collection::vec(media(), records..=records));
            (Just(dataset), lists)
        })
        .prop_map(|(mut dataset, lists)| {
            for (list, media) in RecordType::ALL.into_iter().zip(lists) {
                for (position, media) in (0..).zip(media) {
                    dataset.media.push(list, position, media);
                }
            }
            dataset
        })
}

#[test]
fn any_dataset_is_not_always_the_same() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::HashSet::new();
    let mut with_values = 0;
    for _ in 0..100 {
        let dataset = any_dataset().new_tree(&mut runner).unwrap().current();
        let lists = (
            dataset.entities.len(),
            dataset.events.len(),
            dataset.relationships.len(),
        );
        let own = (dataset.kinds.is_empty(), dataset.fields.len());
        seen.insert((lists, dataset.article.language, own));
        with_values += usize::from(dataset.fields.iter().any(|field| !field.values.is_empty()));
    }
    assert!(seen.len() > 50, "{}", seen.len());
    assert!((40..100).contains(&with_values), "{with_values}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_languages_go_through_json_and_one_of_them_through_sheets(
        dataset in any_dataset(),
        every in 1_usize..4,
    ) {
        let mut json = serde_json::to_value(Document::from(&dataset).to_value()).unwrap();
        let mut texts = 0;
        translate(&mut json, every, &mut texts);
        let document: Value = serde_json::from_value(json).unwrap();
        let sound = decode(&document).unwrap();
        prop_assert_eq!(&sound.problems, &[]);
        let text = json_in_all_languages(&document, &sound.dataset);
        let exported: Value = serde_json::from_str(&text).unwrap();
        for language in ["", "en", "fr", "rw"] {
            let [before, after] = [&document, &exported].map(|it| decode_in(it, language).unwrap());
            prop_assert_eq!(&after.dataset, &before.dataset);
            let sheets = decoded(&through_sheets(&before.dataset));
            prop_assert_eq!(Document::from(&sheets.dataset), Document::from(&before.dataset));
        }
        let skipped = languages_left_out(&document).len();
        prop_assert_eq!(skipped, languages_left_out(&exported).len());
        prop_assert_eq!(skipped > 0, texts >= every);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_dataset_goes_through_sheets_unchanged(dataset in any_dataset()) {
        let import = through_sheets(&dataset);
        prop_assert_eq!(&import.unsupported, &[]);
        let decoded = decoded(&import);
        prop_assert_eq!(&decoded.problems, &[]);
        prop_assert_eq!(decoded.dataset, dataset);
    }

    #[test]
    fn any_dataset_goes_through_json_unchanged(dataset in any_dataset()) {
        let text = Document::from(&dataset).to_json();
        let value: Value = serde_json::from_str(&text).unwrap();
        let decoded = decode(&value).unwrap();
        prop_assert_eq!(&decoded.problems, &[]);
        prop_assert_eq!(decoded.dataset, dataset);
    }

    #[test]
    fn what_follow_the_money_carries_comes_back(dataset in any_dataset()) {
        let export = to_ftm(&dataset);
        let import = from_ftm(&export.text);
        let back = decoded(&import);
        prop_assert_eq!(&back.problems, &[]);
        // Names, and who stands how to whom, are what it is for.
        let names = |dataset: &Dataset| {
            let mut names: Vec<String> =
                dataset.entities.iter().map(|it| it.name.trim().to_string()).collect();
            names.sort();
            names
        };
        for name in names(&dataset) {
            prop_assert!(names(&back.dataset).contains(&name), "{} is lost", name);
        }
        let relationships = |dataset: &Dataset| -> Vec<String> {
            let name = |ix| dataset.entity(ix).unwrap().name.to_string();
            dataset.relationships.iter().map(|it| {
                // What nothing is said of is stated, there.
                let status = it.status.map_or("stated", |it| it.as_str());
                format!("{} {} {} ({status})", name(it.subject), it.predicate, name(it.object))
            }).collect()
        };
        let found = relationships(&back.dataset);
        for tie in relationships(&dataset) {
            prop_assert!(found.contains(&tie), "{} is lost from {:?}", tie, found);
        }
        // A date that plain ISO 8601 can say comes back as it was.
        for (before, after) in dataset.events.iter().zip(&back.dataset.events) {
            if let Some(date) = &before.date
                && ["2018-06-03", "2013/"].contains(&date.as_str())
            {
                prop_assert_eq!(&after.date, &before.date);
            }
        }
        // What came through once comes through again whole.
        let again = from_ftm(&to_ftm(&back.dataset).text);
        prop_assert_eq!(relationships(&decoded(&again).dataset), found);
    }

    #[test]
    fn a_calendar_is_one_whatever_is_in_it(dataset in any_dataset()) {
        let export = to_ical(&dataset, &ENGLISH, Day(20_000));
        let unfolded = export.text.replace("\r\n ", "");
        for line in export.text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {}", line.len(), line);
            prop_assert!(!line.contains(['\n', '\r']));
        }
        let begun = unfolded.matches("BEGIN:VEVENT\r\n").count();
        prop_assert_eq!(begun, unfolded.matches("\r\nEND:VEVENT").count());
        // Every event is there, or is said not to be.
        let skipped = dataset.events.len() - begun;
        let said = export.unsupported.iter().filter(|notice| {
            notice.path.ends_with(".date") && notice.message.contains("calendar")
        }).count();
        prop_assert_eq!(said, skipped);
    }
}

// TimelineJS

fn timeline() -> Import {
    from_timeline_js(&json!({
        "scale": "human",
        "title": {"text": {"headline": "A <b>life</b>", "text": "<p>From birth on.</p>"},
                  "media": {"url": "https://youtu.be/dQw4w9WgXcQ", "link_target": "_blank"},
                  "background": {"color": "#fff"}},
        "events": [
            {
                "unique_id": "The Birth",
                "start_date": {"year": "1963", "month": "8", "day": "9", "display_date": "that August day"},
                "text": {"headline": "She is born", "text": "In <a href=\"https://example.org/town\">a town</a> &amp; by night."},
                "media": {"url": "https://example.org/p.jpg", "caption": "The house",
                          "credit": "<a href='https://example.org/agency'>An agency</a>",
                          "alt": "A house", "thumbnail": "https://example.org/t.jpg"},
                "group": "Home"
            },
            {
                "start_date": {"year": 1985, "month": 3, "hour": ""},
                "end_date": {"year": 1987},
                "text": {"headline": "First years"}, "group": "Home",
                "background": {"url": "https://example.org/bg.jpg"}
            },
            {"start_date": {"year": 2012, "month": 2, "day": 11, "hour": 15, "minute": 55, "second": 1, "millisecond": 7},
             "text": {"headline": "An hour"}, "group": "Work"},
            {"start_date": {"year": 2013}, "text": {"headline": "A quotation"},
             "media": {"url": "<blockquote>Words</blockquote>", "caption": "He said so"}},
            {"start_date": {"year": -44, "month": 3, "day": 15}, "text": {"headline": "Ides"}},
            {"start_date": {"year": -13_800_000_000_i64}, "text": {"headline": "The beginning"}},
            {"start_date": {"year": "soon"}, "text": {"headline": "Someday"}},
            {"start_date": {"year": 2001}, "text": {}},
        ],
        "eras": [{"start_date": {"year": 1980}, "end_date": {"year": 1989}, "text": {"headline": "The eighties"}}],
    }))
}

#[test]
fn a_timeline_becomes_a_dataset() {
    let import = timeline();
    let decoded = decoded(&import);
    assert_eq!(decoded.problems, []);
    let dataset = decoded.dataset;
    assert_eq!(&*dataset.article.title, "A life");
    assert_eq!(&*dataset.article.summary, "From birth on.");
    let dates: Vec<Option<&str>> = dataset
        .events
        .iter()
        .map(|it| it.date.as_ref().map(Date::as_str))
        .collect();
    assert_eq!(
        dates,
        [
            Some("1963-08-09"),
            Some("1985-03/1987"),
            Some("2012-02-11T15:55:01"),
            Some("2013"),
            // To EDTF, 44 BC is the year -43: it has a year 0.
            Some("-0043-03-15"),
            Some("Y-13799999999"),
            None,
            Some("1980/1989"),
        ]
    );
    let birth = &dataset.events[0];
    assert_eq!(&*birth.id, "the-birth");
    assert_eq!(&*birth.summary, "In a town & by night.");
    assert_eq!(&*birth.dating.as_ref().unwrap().words, "that August day");
    let sources: Vec<(&str, &str)> = birth
        .sources
        .iter()
        .map(|it| (&*it.title, it.url.as_ref().unwrap().as_str()))
        .collect();
    assert_eq!(sources, [("a town", "https://example.org/town"),]);
    let [house] = dataset.media(Record::Event(EventIx(0))) else {
        panic!("one medium");
    };
    assert_eq!(house.media_type, MediaType::Image);
    assert_eq!(house.src.as_str(), "https://example.org/p.jpg");
    assert_eq!(
        (&*house.alt, &*house.caption, &*house.credit),
        ("A house", "The house", "An agency")
    );
    assert_eq!(
        house.poster.as_ref().unwrap().as_str(),
        "https://example.org/t.jpg"
    );
    assert_eq!(
        house.href.as_ref().unwrap().as_str(),
        "https://example.org/agency"
    );
    assert_eq!(
        dataset.article.media[0].src.as_str(),
        "https://youtu.be/dQw4w9WgXcQ"
    );
    assert_eq!(dataset.article.media[0].media_type, MediaType::Video);
    assert_eq!(dataset.entities, [], "a group is nobody");
    let field = &dataset.fields[0];
    assert_eq!(
        (&*field.name, field.value_type),
        ("Group", FieldType::Choice)
    );
    let groups: Vec<&str> = field.values.distinct().iter().map(|it| &*it.name).collect();
    assert_eq!(groups, ["Home", "Work"]);
    assert_eq!(
        field.values.codes(1),
        field.values.codes(0),
        "both are of home"
    );
    rests_on_its_own_text(&import);
    assert_eq!(import.place("events[1].title"), Some("events[1]"));
}

#[test]
fn what_stands_in_place_of_a_medium_is_imported() {
    let slide = |media: &str, background: &str| {
        format!(
            r#"{{"start_date": {{"year": 1948}}, "text": {{"headline": "H", "text": "T"}},
            "media": {{"url": "{media}"}}, "background": {background}}}"#
        )
    };
    let behind = r#"{"url": "https://a.example/hall", "alt": "A hall", "color": "red"}"#;
    let text = format!(
        r#"{{"title": {}, "events": [{}, {}, {}]}}"#,
        slide("", behind),
        slide(
            "<blockquote>There is no demand. <cite>E. Clarke</cite></blockquote>",
            "null"
        ),
        slide("https://a.example/dam.jpg", behind),
        slide("", r##""#fff""##),
    );
    let import = |text: &str| from_timeline_js(&serde_json::from_str(text).unwrap());
    let import = import(&text);
    let unsupported = unsupported(&import);
    let article = import.document.article.unwrap();
    let cover = &article.media[0];
    assert_eq!(
        [&*cover.media_type, &*cover.src, &*cover.alt],
        ["image", "https://a.example/hall", "A hall"]
    );
    let [quoted, pictured, coloured] = &import.document.events[..] else {
        panic!("there are three")
    };
    assert_eq!(quoted.summary, "T\n\nThere is no demand. E. Clarke");
    assert!(quoted.media.is_empty() && coloured.media.is_empty());
    assert_eq!(pictured.media.len(), 1);
    let lost = |path: &str| unsupported.iter().any(|it| it.starts_with(path));
    assert!(
        lost("events[1].background") && lost("events[2].background"),
        "{unsupported:?}"
    );
    assert!(lost(
        "events[0].media.url: is not imported as a medium: its words"
    ));
    assert!(!lost("title.background"), "{unsupported:?}");
}

#[test]
fn what_a_timeline_loses_is_listed() {
    let unsupported = unsupported(&timeline());
    for path in [
        "title.text.headline: HTML is reduced",
        "title.background: ",
        "title.media.link_target: ",
        "events[3].media.url: is not imported",
        "events[3].media: the words of a medium",
        "events[1].background: ",
        "events[2].start_date.millisecond: ",
        "events[6].start_date: has no year",
        "events[7]: has no words",
        "eras[0]: the era is imported as an event",
    ] {
        assert!(
            unsupported.iter().any(|notice| notice.starts_with(path)),
            "{path} is not in {unsupported:#?}"
        );
    }
}

// FollowTheMoney

const FTM: &str = r#"{"id": "p1", "schema": "Person", "properties": {"name": ["Ann Example", "A. Example"], "birthDate": ["1970"], "position": ["director"]}}
{"id": "c1", "schema": "Company", "properties": {"name": ["Harbour Ltd"], "jurisdiction": ["mt"]}}
{"id": "c2", "schema": "Company", "properties": {"name": ["Quay Ltd"]}}
{"id": "v1", "schema": "Vessel", "properties": {"name": ["MV Ex"]}}
{"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1", "v1"], "percentage": ["51"], "startDate": ["2013-02"], "endDate": ["2015"], "sourceUrl": ["https://example.org/register"], "publisher": ["The register"]}}
{"id": "d1", "schema": "Directorship", "properties": {"director": ["p1"], "organization": ["c2"], "role": ["Chair"], "startDate": ["2016-05-01"]}}
{"id": "m1", "schema": "Payment", "properties": {"payer": ["c1"], "beneficiary": ["c2"], "amount": ["40000"], "currency": ["EUR"], "date": ["2017-03-09"]}}
{"id": "u1", "schema": "UnknownLink", "properties": {"subject": ["c1"], "object": ["gone"], "role": ["shares an address with"]}}
{"id": "e1", "schema": "Event", "properties": {"name": ["A raid"], "date": ["2018-03-01"], "location": ["The port"], "involved": ["c1"]}}
{"id": "x1", "schema": "Document", "properties": {"title": ["A letter"]}}
not json
"#;

#[test]
fn follow_the_money_becomes_a_dataset() {
    let import = from_ftm(FTM);
    let decoded = decoded(&import);
    assert_eq!(decoded.problems, []);
    let dataset = decoded.dataset;
    let name = |ix: EntityIx| dataset.entity(ix).unwrap().name.to_string();
    let relationships: Vec<String> = dataset
        .relationships
        .iter()
        .map(|it| {
            let period = it.period.as_ref().map_or("", Date::as_str);
            let (subject, object) = (name(it.subject), name(it.object));
            format!(
                "{subject} {} {object} | {} | {period}",
                it.predicate, it.what
            )
        })
        .collect();
    assert_eq!(
        relationships,
        [
            "Ann Example owns Harbour Ltd | 51% | 2013-02/2015",
            "Ann Example owns MV Ex | 51% | 2013-02/2015",
            // A start alone does not say that it goes on.
            "Ann Example is a director of Quay Ltd | Chair | 2016-05-01/",
            "Harbour Ltd pays Quay Ltd | 40000, EUR | 2017-03-09",
        ]
    );
    let source = &dataset.relationships[0].sources[0];
    assert_eq!(&*source.title, "The register");
    assert_eq!(&*dataset.entities[0].aliases[0], "A. Example");
    let raid = &dataset.events[0];
    assert_eq!(name(raid.place.unwrap()), "The port");
    assert_eq!(name(raid.participants[0].entity), "Harbour Ltd");
    rests_on_its_own_text(&import);
    assert_eq!(import.place("relationships[2]"), Some("line 6"));
}

#[test]
fn what_follow_the_money_loses_is_listed() {
    let unsupported = unsupported(&from_ftm(FTM));
    for start in [
        "line 1, Person.birthDate: ",
        "line 2, Company.jurisdiction: ",
        "line 4: Vessel is imported as an organisation",
        "line 5: FollowTheMoney has neither kind nor stance",
        "line 8, UnknownLink.object: no line has the entity \"gone\"",
        "line 10: a dataset has no place for Document",
        "line 11: is not JSON",
    ] {
        assert!(
            unsupported.iter().any(|it| it.starts_with(start)),
            "{start} is not in {unsupported:#?}"
        );
    }
}

#[test]
fn a_vague_date_goes_to_follow_the_money_with_its_words() {
    let export = to_ftm(&rwanda());
    let lines: Vec<Json> = export
        .text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let visit = lines
        .iter()
        .find(|it| it["properties"]["description"][0] == "Date: around June 2018.");
    let visit = visit.expect("an event of around June 2018");
    assert_eq!(visit["properties"]["date"], json!(["2018-06"]));
    assert!(
        export
            .unsupported
            .iter()
            .any(|it| it.message.contains("how certain it is"))
    );
}

// iCalendar

fn calendar(date: Option<&str>) -> (String, Vec<String>) {
    let dataset = dataset(json!({
        "format": "backstory/1",
        "article": {"title": "A story", "url": "https://example.org/news/story?x=1"},
        "entities": [{"id": "port", "kind": "place", "name": "Port, old; new"}],
        "events": [{"id": "raid", "date": date, "title": "A raid, at last; done\\",
                    "summary": "They came in a long line of cars, twenty or so of them, at six \
                                – écoutez! – and left by noon.",
                    "kind": "other", "status": "happened", "place": "port",
                    "evidence": [{"paragraph": 1, "start": "They came"}]}],
    }));
    let export = to_ical(&dataset, &ENGLISH, Day(20_000));
    let unsupported = export.unsupported.iter().map(ToString::to_string).collect();
    (export.text.replace("\r\n ", ""), unsupported)
}

#[test]
fn media_go_out_where_a_format_has_a_place_for_them() {
    let media = json!([
        {"type": "image", "src": "https://example.org/a.jpg", "alt": "A \"dam\"", "width": 160,
         "height": 90, "caption": "The <dam>", "credit": "A. Name"},
        {"type": "document", "src": "files/ruling.pdf", "title": "The ruling"},
    ]);
    let dataset = dataset(json!({
        "format": "backstory/1",
        "entities": [{"id": "a", "kind": "person", "name": "A", "media": media}],
        "events": [{"id": "e", "title": "E", "kind": "visit", "date": "2018-06-03", "media": media,
                    "evidence": [{"paragraph": 1, "start": "met"}]}],
    }));
    let calendar = to_ical(&dataset, &ENGLISH, Day(20_000));
    assert!(
        calendar
            .text
            .contains("\r\nATTACH:https://example.org/a.jpg\r\n")
    );
    let unsupported: Vec<_> = calendar.unsupported.iter().map(|it| &*it.path).collect();
    assert!(
        unsupported.contains(&"events[0].media[1]"),
        "{unsupported:?}"
    );
    let ftm = to_ftm(&dataset);
    let unsupported: Vec<_> = ftm.unsupported.iter().map(|it| &*it.path).collect();
    for path in ["entities[0].media", "events[0].media"] {
        assert!(unsupported.contains(&path), "{unsupported:?}");
    }
    let html = plain_html(&dataset, &ENGLISH);
    let picture = "<figure><img loading=\"lazy\" src=\"https://example.org/a.jpg\" \
        alt=\"A &quot;dam&quot;\" width=\"160\" height=\"90\"><figcaption>The &lt;dam&gt; A. Name</figcaption></figure>";
    assert!(html.contains(picture), "{html}");
    assert!(
        html.contains("<a href=\"files/ruling.pdf\">The ruling</a>"),
        "{html}"
    );
}

#[test]
fn a_calendar_attaches_whole_addresses_only() {
    let media = json!([{"type": "page", "src": "archive?of=https://example.org/a"}]);
    let dataset = dataset(json!({
        "format": "backstory/1",
        "events": [{"id": "e", "title": "E", "kind": "visit", "date": "2018-06-03", "media": media,
                    "evidence": [{"paragraph": 1, "start": "met"}]}],
    }));
    let calendar = to_ical(&dataset, &ENGLISH, Day(20_000));
    assert!(!calendar.text.contains("ATTACH"), "{}", calendar.text);
    let unsupported: Vec<_> = calendar.unsupported.iter().map(|it| &*it.path).collect();
    assert!(
        unsupported.contains(&"events[0].media[0]"),
        "{unsupported:?}"
    );
}

#[test]
fn an_event_stands_on_every_day_that_it_may_have_been() {
    for (date, lines) in [
        (
            "2018-06-03",
            [
                "DTSTART;VALUE=DATE:20180603",
                "DTEND;VALUE=DATE:20180604",
                "SUMMARY:A raid\\, at last\\; done\\\\",
            ],
        ),
        (
            "2018-06~",
            [
                "DTSTART;VALUE=DATE:20180601",
                "DTEND;VALUE=DATE:20180701",
                "SUMMARY:A raid\\, at last\\; done\\\\ (around June 2018)",
            ],
        ),
        (
            "2017-21",
            [
                "DTSTART;VALUE=DATE:20170301",
                "DTEND;VALUE=DATE:20170601",
                "SUMMARY:A raid\\, at last\\; done\\\\ (spring 2017)",
            ],
        ),
        (
            "2013/..",
            [
                "DTSTART;VALUE=DATE:20130101",
                "DTEND;VALUE=DATE:20140101",
                "SUMMARY:A raid\\, at last\\; done\\\\ (since 2013)",
            ],
        ),
        (
            "2018-06-03T14:05:00",
            [
                "DTSTART:20180603T140500",
                "UID:raid@example.org.news.story",
                "SUMMARY:A raid\\, at last\\; done\\\\",
            ],
        ),
    ] {
        let (text, _) = calendar(Some(date));
        for line in lines {
            assert!(
                text.contains(&format!("\r\n{line}\r\n")),
                "{line} is not in {text}"
            );
        }
        assert!(text.contains("\r\nLOCATION:Port\\, old\\; new\r\n"));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(text.contains("\r\nDTSTAMP:20241004T000000Z\r\n"), "{text}");
    }
    for date in [None, Some("../2018"), Some("-0043"), Some("/2018")] {
        let (text, unsupported) = calendar(date);
        assert!(!text.contains("VEVENT"), "{date:?}");
        assert!(
            unsupported[0].starts_with("events[0].date: "),
            "{unsupported:?}"
        );
    }
}

// CSL

#[test]
fn sources_go_to_a_reference_manager() {
    let dataset = dataset(json!({
        "format": "backstory/1",
        "article": {"title": "A story", "publisher": "The Example", "published": "2018-06~"},
        "events": [
            {"id": "a", "title": "A", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "a"}],
             "sources": [{"title": "Ruling", "url": "https://example.org/r"}, {"title": "A file"}]},
            {"id": "b", "title": "B", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "a"}],
             "sources": [{"title": "Ruling", "url": "https://example.org/r"}]},
        ],
    }));
    let items: Json = serde_json::from_str(&to_csl(&dataset).text).unwrap();
    assert_eq!(items.as_array().unwrap().len(), 3);
    assert_eq!(items[0]["container-title"], "The Example");
    assert_eq!(
        items[0]["issued"],
        json!({"date-parts": [[2018, 6]], "circa": true})
    );
    assert_eq!(items[1]["URL"], "https://example.org/r");
    assert_eq!(items[2]["type"], "document");
}

// What a text is

#[test]
fn a_text_is_known_by_what_is_in_it() {
    for (text, format) in [
        (r#"{"format": "backstory/1"}"#, Format::Dataset),
        ("\u{feff}{\"entities\": []}", Format::Dataset),
        (
            r#"{"events": [{"start_date": {"year": 1}}]}"#,
            Format::TimelineJs,
        ),
        (FTM, Format::FollowTheMoney),
        ("id,kind,name\n", Format::Sheet(Sheet::Entities)),
        ("Title;Date\n", Format::Sheet(Sheet::Events)),
        (
            "subject\tpredicate\tobject",
            Format::Sheet(Sheet::Relationships),
        ),
        ("field,value\n", Format::Sheet(Sheet::Article)),
    ] {
        assert_eq!(detect(text), Ok(format), "{text}");
    }
    assert_eq!(detect(" \n"), Err(Unreadable::Empty));
    assert_eq!(detect("{}"), Err(Unreadable::Empty));
    assert_eq!(detect("a,b\n"), Err(Unreadable::Unknown));
    assert_eq!(detect("[1]"), Err(Unreadable::UnknownJson));
    let broken = detect("{\n  \"events\": [,]\n}");
    let Err(Unreadable::Json { line, column, .. }) = broken else {
        panic!("{broken:?}");
    };
    assert_eq!((line, column), (2, 14));
}

#[test]
fn only_sheets_are_read_together() {
    let sheet = ("e.csv", "name,kind\nRussia,country\n");
    assert!(import(&[sheet, ("v.csv", "title,kind\nA,visit\n")]).is_ok());
    let refused = import(&[sheet, ("t.json", FTM)]).unwrap_err();
    assert_eq!(refused.0, "t.json");
    let refused = import(&[("x", "nothing known")]).unwrap_err();
    assert!(
        refused.1.contains("first line names its columns"),
        "{}",
        refused.1
    );
}
