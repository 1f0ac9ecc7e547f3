//! The command line, as it is run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;

/// A folder of a test's own, empty at first.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        std::fs::write(self.0.join(name), text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_backstory"))
            .current_dir(&self.0)
            .args(arguments)
            .output()
            .unwrap()
    }

    /// What a command prints, which must end with this status.
    fn prints(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{text}{errors}");
        text
    }

    fn fails_with(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(status));
        String::from_utf8(output.stderr).unwrap()
    }
}

fn rwanda() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/rwanda.json");
    path.to_owned()
}

const BROKEN: &str = r#"{
  "format": "backstory/1",
  "entities": [
    {"id": "russia", "kind": "contry", "name": "Russia"},
    {"id": "rwanda", "kind": "country", "name": "Rwanda", "wikidata": "1037"}
  ],
  "events": [
    {"id": "visit", "title": "A visit", "kind": "visit", "status": "happened",
     "place": "rwnada", "evidence": [{"paragraph": 1, "start": "They met"}]}
  ]
}"#;

#[test]
fn check_says_everything_that_is_wrong_with_its_place() {
    let folder = Folder::new("check");
    folder.write("broken.json", BROKEN);
    assert_eq!(
        folder.prints(1, &["check", "broken.json"]),
        "broken.json:4:30: entities[0].kind: unknown kind \"contry\"; did you mean \"country\"?\n\
         broken.json:5:71: entities[1].wikidata: not a Wikidata ID: \"1037\"; an ID is like \"Q1037\"\n\
         broken.json:9:15: events[0].place: unknown entity \"rwnada\"; did you mean \"rwanda\"?\n\
         1 file: 3 problems\n"
    );
    assert_eq!(
        folder.prints(0, &["check", &rwanda()]),
        "1 file: 0 problems\n"
    );
}

#[test]
fn check_speaks_to_programs_and_to_pull_requests() {
    let folder = Folder::new("check-formats");
    folder.write("broken.json", BROKEN);
    let findings: Json =
        serde_json::from_str(&folder.prints(1, &["check", "broken.json", "--format=json"]))
            .unwrap();
    assert_eq!(findings.as_array().unwrap().len(), 3);
    assert_eq!(findings[0]["line"], 4);
    assert_eq!(findings[0]["path"], "entities[0].kind");
    assert_eq!(findings[0]["costs"], "record");
    assert_eq!(findings[1]["costs"], "nothing");
    let lines = folder.prints(1, &["check", "--format", "github", "broken.json"]);
    assert_eq!(
        lines.lines().next(),
        Some(
            "::error file=broken.json,line=4,col=30,title=entities[0].kind::unknown kind \"contry\"; \
             did you mean \"country\"?"
        )
    );
    assert!(lines.contains("::warning file=broken.json,line=5"));
}

#[test]
fn check_asks_for_what_a_picture_shows_and_does_not_insist() {
    let folder = Folder::new("check-alt");
    let story = r#"{
  "format": "backstory/1",
  "article": {"title": "A story", "media": [{"type": "image", "src": "a.jpg", "alt": " "}]},
  "events": [
    {"id": "visit", "title": "A visit", "kind": "visit",
     "media": [{"type": "image", "src": "a.jpg", "alt": {"en": "A room"}},
               {"type": "image", "src": "b.jpg"}, {"type": "video", "src": "b.mp4"}],
     "evidence": [{"paragraph": 1, "start": "They met"}]}
  ]
}"#;
    folder.write("story.json", story);
    let asks = "has no \"alt\": say what the picture shows, for readers who cannot see it";
    assert_eq!(
        folder.prints(0, &["check", "story.json"]),
        format!(
            "story.json:3:45: article.media[0]: {asks}\n\
             story.json:7:16: events[0].media[1]: {asks}\n\
             1 file: 0 problems\n"
        )
    );
    let lines = folder.prints(0, &["check", "--format", "github", "story.json"]);
    assert!(
        lines.starts_with("::notice file=story.json,line=3"),
        "{lines}"
    );
}

#[test]
fn check_accepts_a_file_that_is_not_a_dataset() {
    let folder = Folder::new("check-refusals");
    folder
        .write("cut.json", "{\n  \"format\": \"backstory/1\",\n")
        .write("empty.json", "")
        .write("other.json", "{\"format\": \"backstory/9\"}")
        .write("list.json", "[1, 2]")
        .write("prose.txt", "Once upon a time");
    for (file, words) in [
        ("cut.json", "cut.json:3:0: is not JSON"),
        ("empty.json", "there is nothing in it"),
        ("other.json", "this version reads \"backstory/1\""),
        ("list.json", "a dataset is a JSON object"),
        ("prose.txt", "neither JSON nor a sheet"),
    ] {
        let said = folder.prints(1, &["check", file]);
        assert!(said.contains(words), "{file}: {said}");
    }
    assert!(
        folder
            .fails_with(1, &["check", "nowhere.json"])
            .contains("nowhere.json")
    );
}

#[test]
fn check_reads_sheets_together_and_names_their_lines() {
    let folder = Folder::new("check-sheets");
    folder
        .write("e.csv", "name,kind\nRussia,country\nRwanda,contry\n")
        .write(
            "v.csv",
            "title,kind,status,place,evidence\nA visit,visit,happened,Rusia,1: They met\n",
        );
    let said = folder.prints(1, &["check", "e.csv", "v.csv"]);
    assert_eq!(
        said,
        "e.csv:3:1: entities[1].kind: unknown kind \"contry\"; did you mean \"country\"?\n\
         v.csv:2:1: events[0].place: unknown entity \"rusia\"; did you mean \"russia\"?\n\
         2 files: 2 problems\n"
    );
}

#[test]
fn a_dataset_goes_out_as_sheets_and_comes_back() {
    let folder = Folder::new("sheets");
    folder.prints(0, &["export", &rwanda(), "--to", "csv", "-o", "out"]);
    let sheets = [
        "out/article.csv",
        "out/entities.csv",
        "out/events.csv",
        "out/relationships.csv",
    ];
    let mut arguments = vec!["import", "-o", "back.json"];
    arguments.extend(sheets);
    folder.prints(0, &arguments);
    folder.prints(0, &["export", &rwanda(), "--to", "json", "-o", "same.json"]);
    assert_eq!(folder.read("back.json"), folder.read("same.json"));
    folder.prints(0, &["check", "back.json"]);
}

#[test]
fn an_import_lists_what_it_does_not_carry_and_what_is_to_mend() {
    let folder = Folder::new("import");
    folder
        .write("t.json", r#"{"events": [{"start_date": {"year": 1999}, "text": {"headline": "It begins", "text": "Well."}, "background": {"color": "red"}}]}"#)
        .write("v.csv", "title,kind,status,evidence,mood,Cost,mood\nA,visit,happend,1: They met,glad,£5,\n");
    let said = folder.fails_with(
        0,
        &["import", "t.json", "-o", "t.out.json", "--article", "t.txt"],
    );
    assert!(
        said.contains("not imported: events[0].background: "),
        "{said}"
    );
    assert_eq!(folder.read("t.txt"), "It begins. Well.\n");
    assert_eq!(
        folder.prints(0, &["locate", "t.out.json", "t.txt"]),
        "1 of 1 passages found in 1 paragraphs\n"
    );
    let said = folder.fails_with(1, &["import", "v.csv"]);
    let field = "imported: v.csv: the column \"mood\" is read as a field of your own (text)\n";
    assert!(said.starts_with(field), "{said}");
    for line in [
        "imported: v.csv: the column \"Cost\" is read as a field of your own (number, GBP)\n",
        "not imported: v.csv: several columns are called \"mood\"; only the first of them is a field\n",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(
        said.contains("to fix: v.csv, line 2: events[0].status: "),
        "{said}"
    );
}

#[test]
fn every_format_goes_out() {
    let folder = Folder::new("export");
    for (format, holds) in [
        ("json", "\"format\": \"backstory/1\""),
        ("json-ld", "\"@type\": \"NewsArticle\""),
        ("ftm", "\"schema\":\"Person\""),
        ("ics", "BEGIN:VCALENDAR\r\n"),
        ("csl", "\"type\": \"article-newspaper\""),
    ] {
        let text = folder.prints(0, &["export", &rwanda(), "--to", format]);
        assert!(text.contains(holds), "{format}: {text}");
    }
    // A text in several languages is exported in one, and a notice says so.
    let two = BROKEN
        .replace("contry", "country")
        .replace("\"Russia\"", r#"{"en": "Russia", "fr": "Russie"}"#);
    folder.write("two.json", &two);
    for to in ["csv", "ftm", "json"] {
        let said = folder.fails_with(
            1,
            &["export", "two.json", "--to", to, "-o", to, "--lang", "fr"],
        );
        assert!(
            said.contains("not exported: entities[0].name: is exported in one of its languages"),
            "{said}"
        );
    }
    assert!(folder.read("ftm").contains("Russie"));
    assert!(folder.read("csv/entities.csv").contains("Russie"));
    // JSON carries them all.
    let arguments = ["export", "two.json", "--to", "json", "-o", "all.json"];
    let said = folder.fails_with(1, &arguments);
    assert!(!said.contains("one of its languages"), "{said}");
    let all: Json = serde_json::from_str(&folder.read("all.json")).unwrap();
    assert!(
        all["entities"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["name"]["fr"] == "Russie")
    );
    assert!(
        folder
            .fails_with(2, &["export", &rwanda(), "--to", "docx"])
            .contains("--to is one of")
    );
    assert!(
        folder
            .fails_with(2, &["export", &rwanda(), "--to", "csv"])
            .contains("-o FOLDER")
    );
}

#[test]
fn locate_says_what_resolves_and_what_is_ambiguous() {
    let folder = Folder::new("locate");
    folder.write(
        "d.json",
        r#"{"format": "backstory/1", "events": [
        {"id": "a", "title": "A", "kind": "other", "status": "happened", "evidence": [
            {"paragraph": 1, "start": "They met"}, {"paragraph": 2, "start": "the"},
            {"paragraph": 3, "start": "They met"}, {"paragraph": 1, "start": "gone"}]}]}"#,
    );
    folder.write(
        "a.html",
        "<article><p>They met.</p><p>On the day the rain came.</p><p>End.</p></article>",
    );
    assert_eq!(
        folder.prints(1, &["locate", "d.json", "a.html"]),
        "events[0].evidence[1]: paragraph 2, \"the\": ambiguous: it is in paragraphs 2, 2; more words would tell them apart\n\
         events[0].evidence[2]: paragraph 3, \"They met\": found, but in paragraph 1\n\
         events[0].evidence[3]: paragraph 1, \"gone\": not found in the article\n\
         1 of 4 passages found in 3 paragraphs\n"
    );
    let list: Json = serde_json::from_str(
        &folder.prints(1, &["locate", "d.json", "a.html", "--format", "json"]),
    )
    .unwrap();
    assert_eq!(list[1]["outcome"], "ambiguous");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../index.html");
    let said = folder.prints(0, &["locate", &rwanda(), page]);
    assert!(said.ends_with("in 32 paragraphs\n"), "{said}");
    let said = folder.prints(1, &["check", "d.json", "--article", "a.html"]);
    assert!(
        said.contains("events[0].evidence[3]: \"gone\": not found"),
        "{said}"
    );
}

#[test]
fn what_is_not_understood_is_said_with_status_2() {
    let folder = Folder::new("usage");
    assert!(folder.prints(0, &["help"]).contains("check FILE"));
    assert!(folder.prints(0, &["schema"]).contains("2020-12"));
    for arguments in [
        ["frobnicate"].as_slice(),
        &["check"],
        &["check", "--colour", "red", "x"],
        &["check", "x", "--format"],
        &["locate", "x"],
        &["schema", "x"],
        &["template"],
        &["embed"],
        &["embed", "x", "--way", "fax"],
    ] {
        let said = folder.fails_with(2, arguments);
        assert!(said.starts_with("backstory: "), "{arguments:?}: {said}");
    }
}

#[test]
fn each_command_has_help_and_a_version() {
    let folder = Folder::new("help");
    for command in [
        "check",
        "import",
        "export",
        "prerender",
        "schema",
        "locate",
        "template",
        "embed",
    ] {
        for asked in [[command, "--help"], [command, "-h"], ["help", command]] {
            let said = folder.prints(0, &asked);
            assert!(said.starts_with(&format!("backstory {command}")), "{said}");
            assert!(!said.contains("backstory COMMAND"), "{said}");
        }
        assert!(
            folder
                .prints(0, &["--help"])
                .contains(&format!("\n  {command} "))
        );
        let version = folder.prints(0, &[command, "--version"]);
        assert_eq!(version, folder.prints(0, &["--version"]));
    }
}

#[test]
fn check_looks_for_the_passages_of_what_holds() {
    let folder = Folder::new("check-skipped");
    folder.write("a.txt", "They met.\nThey left.\n").write(
        "d.json",
        r#"{"format": "backstory/1", "events": [
        {"id": "broken", "title": "B", "kind": "trip", "status": "happened",
         "evidence": [{"paragraph": 1, "start": "They met"}]},
        {"id": "sound", "title": "S", "kind": "other", "status": "happened",
         "evidence": [{"paragraph": 2, "start": "They stayed"}]}]}"#,
    );
    let said = folder.prints(1, &["check", "d.json", "--article", "a.txt"]);
    assert!(
        said.contains("events[1].evidence[0]: \"They stayed\": not found"),
        "{said}"
    );
    assert!(
        said.contains("events[0]: the record is left out, and its passages"),
        "{said}"
    );
    assert!(said.ends_with("1 file: 2 problems\n"), "{said}");
    let said = folder.prints(1, &["locate", "d.json", "a.txt"]);
    assert!(
        said.contains("not looked for: the passages of events[0]\n"),
        "{said}"
    );
}

#[test]
fn a_paragraph_beyond_all_costs_nothing() {
    let folder = Folder::new("far");
    folder.write("a.txt", "They met.\nThey left.\n").write(
        "d.json",
        r#"{"format": "backstory/1", "events": [
        {"id": "e", "title": "E", "kind": "other", "status": "happened",
         "evidence": [{"paragraph": 4294967295, "start": "They met"}]}]}"#,
    );
    let begun = std::time::Instant::now();
    let said = folder.prints(1, &["locate", "d.json", "a.txt"]);
    assert!(said.contains("found, but in paragraph 1\n"), "{said}");
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn a_selector_names_the_article() {
    let folder = Folder::new("selector");
    folder
        .write(
            "a.html",
            "<article><p>A teaser.</p></article><div id=\"s\"><h1>H</h1><p>They met.</p></div>",
        )
        .write(
            "d.json",
            r#"{"format": "backstory/1", "events": [
            {"id": "e", "title": "E", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "They met"}]}]}"#,
        );
    folder.prints(1, &["locate", "d.json", "a.html"]);
    let said = folder.prints(0, &["locate", "d.json", "a.html", "--selector", "#s"]);
    assert_eq!(said, "1 of 1 passages found in 1 paragraphs\n");
    let said = folder.fails_with(1, &["locate", "d.json", "a.html", "--selector", "#t"]);
    assert!(said.contains("nothing in the page is \"#t\""), "{said}");
}

#[test]
fn a_language_chooses_the_texts_too() {
    let folder = Folder::new("language");
    folder.write(
        "d.json",
        r#"{"format": "backstory/1", "article": {"language": "en"}, "events": [
        {"id": "e", "title": {"en": "The gate", "fr": "La porte"}, "kind": "other",
         "status": "happened", "evidence": [{"paragraph": 1, "start": "a"}]}]}"#,
    );
    let html = folder.prints(0, &["prerender", "d.json", "--lang", "fr", "--plain"]);
    assert!(
        html.contains("La porte") && !html.contains("The gate"),
        "{html}"
    );
    let linked = folder.prints(0, &["export", "d.json", "--to", "json-ld", "--lang", "fr"]);
    assert!(linked.contains("La porte"), "{linked}");
}

/// A story that is shown page by page is served at its first page, and all else is
/// folded.
#[test]
fn a_story_is_filled_in_at_its_first_page() {
    let folder = Folder::new("first-page");
    folder
        .write(
            "d.json",
            r#"{"format": "backstory/1", "article": {"title": "The dam"}, "events": [
            {"id": "e", "title": "The gate", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "a"}]}]}"#,
        )
        .write("story.html", "<back-story view=\"story\"></back-story>")
        .write("plain.html", "<back-story></back-story>");
    let page = |name| folder.prints(0, &["prerender", "d.json", "--into", name]);
    let story = page("story.html");
    let (start, all) = story.split_once("class=\"prerendered__all\"").unwrap();
    assert!(
        start.contains("story__title") && start.contains("The dam"),
        "{start}"
    );
    assert!(
        all.contains("The gate") && all.contains(" checked"),
        "{all}"
    );
    assert!(!page("plain.html").contains("story__title"));
}

/// A page is filled by what HTML says of it, and nothing else is touched.
#[test]
fn a_page_is_filled_once_however_often_it_is_done() {
    let folder = Folder::new("into");
    folder
        .write(
            "d.json",
            r#"{"format": "backstory/1", "events": [
            {"id": "e", "title": "The gate", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "a"}]}]}"#,
        )
        .write(
            "page.html",
            "<article><!-- put <back-story></back-story> here --><p>Text.</p>\
             <back-story src=\"a.json\"></back-story></article>\n",
        )
        .write(
            "closed.html",
            "<article><p>Before.</p><back-story src=\"a.json\" /><p>KEEP ME.</p></article>\n",
        )
        .write("p.html", "<p><back-story></back-story></p>");
    let once = folder.prints(0, &["prerender", "d.json", "--into", "page.html"]);
    assert!(once.starts_with("<article><!-- put <back-story></back-story> here --><p>Text.</p>"));
    folder.write("once.html", &once);
    let twice = folder.prints(0, &["prerender", "d.json", "--into", "once.html"]);
    assert_eq!(once, twice);
    // The data of an earlier time is replaced and does not pile up.
    folder.write("twice.html", &twice);
    folder.write(
        "later.json",
        &folder.read("d.json").replace("The gate", "The door"),
    );
    let later = folder.prints(0, &["prerender", "later.json", "--into", "twice.html"]);
    assert_eq!(later.matches("application/ld+json").count(), 1);
    assert!(later.contains("The door") && !later.contains("The gate"));
    let said = folder.fails_with(1, &["prerender", "d.json", "--into", "closed.html"]);
    assert!(said.contains("</back-story>"), "{said}");
    let said = folder.fails_with(1, &["prerender", "d.json", "--into", "p.html"]);
    assert!(said.contains("stands in a <p>"), "{said}");
}

#[test]
fn files_are_read_in_the_encodings_that_people_save() {
    let folder = Folder::new("encodings");
    let utf16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(u16::to_le_bytes).collect()
    };
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/");
    std::fs::write(
        folder.0.join("16.csv"),
        utf16("\u{feff}name;kind\r\nZo\u{eb};person\r\nUr;contry\r\n"),
    )
    .unwrap();
    let said = folder.prints(1, &["check", "16.csv"]);
    assert!(said.contains("16.csv:1:1: it is UTF-16LE"), "{said}");
    assert!(said.contains("16.csv:3:1: entities[1].kind"), "{said}");
    assert!(said.ends_with("1 file: 1 problem\n"), "{said}");
    let output = folder.run(&["import", &[cases, "05d-windows-1252.csv"].concat()]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Zo\u{eb} M\u{fc}ller"), "{text}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("read as Windows-1252"), "{said}");
    let dataset = [cases, "05c-mark-dataset-line.json"].concat();
    let said = folder.prints(1, &["check", &dataset]);
    assert!(said.contains(".json:3:31: events[0].date: "), "{said}");
    folder.write("zip.csv", "PK\u{3}\u{4}");
    let said = folder.prints(1, &["check", "zip.csv"]);
    assert!(said.contains("save a sheet as CSV"), "{said}");
}

#[test]
fn lines_of_any_end_are_right_in_a_pull_request() {
    let folder = Folder::new("line-ends");
    let sheet = "title,kind,status,evidence\nA,visit,happened,1: a\nB,vist,happened,1: b\n";
    for (name, end) in [("lf.csv", "\n"), ("crlf.csv", "\r\n"), ("cr.csv", "\r")] {
        folder.write(name, &sheet.replace('\n', end));
        let said = folder.prints(1, &["check", "--format", "github", name]);
        assert!(
            said.starts_with(&format!("::error file={name},line=3,col=1")),
            "{said}"
        );
    }
}

#[test]
fn what_is_said_of_many_rows_is_one_line_and_listed_on_demand() {
    let folder = Folder::new("verbose");
    let rows = (0..300).map(|row| {
        format!(
            "{{\"id\": \"p{row}\", \"schema\": \"Person\", \"properties\": {{\"name\": [\"N {row}\"], \"birthDate\": [\"1970\"]}}}}\n"
        )
    });
    folder.write("f.jsonl", &rows.collect::<String>());
    let run = |arguments: &[&str]| {
        let output = folder.run(arguments);
        String::from_utf8(output.stderr).unwrap()
    };
    let said = run(&["import", "f.jsonl"]);
    assert!(
        said.contains("imported: Person.birthDate: 300 rows, is now the field \"Birth date\""),
        "{said}"
    );
    assert!(
        said.lines().all(|line| line.len() < 400) && said.lines().count() < 10,
        "{said}"
    );
    let said = run(&["import", "f.jsonl", "--verbose"]);
    assert!(
        said.contains("\n    line 300, Person.birthDate\n"),
        "{said}"
    );
}

#[test]
fn what_changed_is_told_and_can_be_written_into_the_new_version() {
    let folder = Folder::new("diff");
    let old = std::fs::read_to_string(rwanda()).unwrap();
    let new = old.replace("\"date\": \"2017-10\"", "\"date\": \"2017-10-06\"");
    assert_ne!(old, new);
    folder.write("old.json", &old).write("new.json", &new);
    let sentence = "“Washington lifts its sanctions on Sudan”: its date is more exact, \
        6 October 2017 instead of October 2017.";
    assert_eq!(
        folder.prints(0, &["diff", "old.json", "new.json"]),
        [sentence, "\n"].concat()
    );
    let json = folder.prints(0, &["diff", "old.json", "new.json", "--to", "json"]);
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["change"], "date-more-exact");
    let markdown = [
        "diff",
        "old.json",
        "new.json",
        "--to",
        "markdown",
        "--write-revisions",
    ];
    assert_eq!(
        folder.prints(0, &markdown),
        ["## Changed\n\n- ", sentence, "\n"].concat()
    );
    let written: Json = serde_json::from_str(&folder.read("new.json")).unwrap();
    let events = written["events"].as_array().unwrap();
    let event = events
        .iter()
        .find(|it| it["id"] == "sanctions-lifted")
        .unwrap();
    assert_eq!(event["revision"]["status"], "corrected");
    assert_eq!(
        event["revision"]["note"],
        "Its date is more exact, 6 October 2017 instead of October 2017."
    );
    folder.prints(0, &["check", "new.json"]);
    assert!(
        folder
            .fails_with(2, &["diff", "old.json"])
            .contains("two datasets")
    );
}

#[test]
fn templates_are_sheets_to_begin_with_and_what_was_filled_is_left_alone() {
    let folder = Folder::new("template");
    let written = folder.prints(0, &["template", "sheets"]);
    let names = [
        "article",
        "kinds",
        "fields",
        "entities",
        "events",
        "relationships",
    ];
    let paths: Vec<String> = names.iter().map(|it| format!("sheets/{it}.csv")).collect();
    assert_eq!(written.lines().collect::<Vec<_>>(), paths);
    assert!(
        folder
            .read("sheets/events.csv")
            .contains("One of: visit, meeting, ")
    );
    let mut arguments = vec!["import", "-o", "story.json"];
    arguments.extend(paths.iter().map(String::as_str));
    folder.prints(0, &arguments);
    folder.prints(0, &["check", "story.json"]);

    folder.write("sheets/events.csv", "title\n");
    let said = folder.fails_with(1, &["template", "sheets"]);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(folder.read("sheets/events.csv"), "title\n");
    // Those that are published are these.
    for name in names {
        let published = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sheets");
        let published = std::fs::read_to_string(format!("{published}/{name}.csv")).unwrap();
        let fresh = Folder::new("template-again");
        fresh.prints(0, &["template", "."]);
        assert!(
            published == fresh.read(&format!("{name}.csv")),
            "examples/sheets is not what `backstory template` writes"
        );
    }
}

#[test]
fn a_workbook_is_read_with_all_its_sheets() {
    let folder = Folder::new("workbook");
    for book in ["11a-book.xlsx", "11b-book.ods", "11c-book-with-notes.xlsx"] {
        let path = format!("{}/../../tests/cases/{book}", env!("CARGO_MANIFEST_DIR"));
        let text = folder.prints(0, &["import", &path]);
        let document: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(document["entities"].as_array().unwrap().len(), 2);
        assert_eq!(document["events"][0]["title"], "A visit, at last");
        assert_eq!(document["events"][2]["date"], "2018-06-04T05:10");
    }
    let notes = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/cases/11c-book-with-notes.xlsx"
    );
    let said = folder.fails_with(0, &["import", notes]);
    assert!(said.contains("11c-book-with-notes.xlsx, Notes: "), "{said}");
    folder.write("broken.xlsx", "PK\u{3}\u{4} and nothing more");
    let said = folder.fails_with(1, &["import", "broken.xlsx"]);
    assert!(
        said.contains("broken.xlsx: it is not a spreadsheet"),
        "{said}"
    );
}

#[test]
fn the_lines_to_paste_are_printed_for_each_way() {
    let folder = Folder::new("embed");
    folder.write("my story.json", &std::fs::read_to_string(rwanda()).unwrap());
    let all = folder.prints(
        0,
        &[
            "embed",
            "my story.json",
            "--src",
            "https://n.example/a&b.json",
        ],
    );
    let src = r#"<back-story src="https://n.example/a&amp;b.json"></back-story>"#;
    assert!(all.contains(src), "{all}");
    let frame =
        r#"<iframe src="/dist/embed.html?src=https://n.example/a%26b.json" title="Backstory: "#;
    assert!(all.contains(frame), "{all}");
    assert!(all.contains("<template shadowrootmode=\"open\">"));
    let one = folder.prints(
        0,
        &[
            "embed",
            "my story.json",
            "--way",
            "iframe",
            "--base",
            "https://c.example/d",
            "--lang",
            "fr",
        ],
    );
    assert!(
        one.starts_with(
            r#"<iframe src="https://c.example/d/embed.html?src=my%2520story.json&amp;lang=fr""#
        ),
        "{one}"
    );
    // White space would make two addresses of the file's name.
    let element = folder.prints(0, &["embed", "my story.json", "--way", "element"]);
    assert!(element.contains(r#"src="my%20story.json""#), "{element}");
    let content = folder.prints(0, &["prerender", "my story.json"]);
    assert!(content.contains(r#"src="my%20story.json""#));
    assert!(one.contains(r#"<script async src="https://c.example/d/embed.js"></script>"#));
    assert!(!one.contains("<back-story"), "{one}");
    folder.fails_with(1, &["embed", "missing.json"]);
}
