//! `backstory check FILE…`

use std::io::Write;

use serde_json::json;

use super::arguments::Arguments;
use super::{CommandError, read, write};
use backstory_core::anchor::ArticleText;
use backstory_core::dataset::{Severity, Value, decode};
use backstory_formats::{
    DecodedText, Format, Places, QuoteStatus, anchor_quotes_in, decode_text, detect, import,
    read_article, read_json, without_alt,
};

pub(super) const HELP: &str = "\
  check FILE…                     say everything that is wrong, each with its path
      --format text|json|github   for people, for programs, for a pull request
      --article FILE              also say which passages are not in the article
      --selector CSS              which element of that file the article is";

/// One thing that is wrong in a file.
struct Finding {
    file: String,
    line: usize,
    column: usize,
    path: String,
    message: String,
    /// What it costs: the file, a record, or nothing but what was wrong.
    cost: &'static str,
    /// Whether it only says what was not looked at.
    is_notice: bool,
}

pub(super) fn check(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &["--format", "--article", "--selector"], &[])?;
    let format = arguments.choice("--format", &["text", "json", "github"])?;
    if arguments.words.is_empty() {
        return Err(("check needs at least one file".to_owned(), 2));
    }
    let article = arguments.option("--article");
    let article = article
        .map(|path| article_of(path, &arguments, err))
        .transpose()?;
    let mut texts = Vec::new();
    let mut findings = Vec::new();
    for path in &arguments.words {
        let bytes = std::fs::read(path).map_err(|error| (format!("{path}: {error}"), 1))?;
        match decode_text(&bytes) {
            Ok(DecodedText { text, notice }) => {
                findings.extend(notice.map(|notice| Finding {
                    cost: "nothing",
                    is_notice: true,
                    ..refusal(path, notice)
                }));
                texts.push((path.as_str(), text));
            }
            Err(why) => findings.push(refusal(path, why)),
        }
    }
    let mut sheets = Vec::new();
    for (path, text) in &texts {
        match detect(text) {
            Ok(Format::Sheet(_)) => sheets.push((*path, text.as_str())),
            Ok(Format::Dataset) => dataset(path, text, article.as_ref(), &mut findings),
            // JSON that is nothing known is held to be a dataset, and told what
            // it lacks.
            Err(_) if text.trim_start().starts_with(['{', '[']) => {
                dataset(path, text, article.as_ref(), &mut findings);
            }
            Ok(_) => imported(&[(*path, text)], &mut findings),
            Err(error) => findings.push(refusal(path, error.to_string())),
        }
    }
    if !sheets.is_empty() {
        imported(&sheets, &mut findings);
    }
    match format {
        "json" => write(out, &to_json(&findings))?,
        "github" => {
            for finding in &findings {
                write(out, &to_github(finding))?;
            }
        }
        _ => {
            for finding in &findings {
                write(out, &to_text(finding))?;
            }
            let files = arguments.words.len();
            let problems = findings.iter().filter(|it| !it.is_notice);
            write(out, &summary(files, problems.count()))?;
        }
    }
    Ok(u8::from(findings.iter().any(|it| !it.is_notice)))
}

/// The article of a file, whose element `--selector` names.
pub(super) fn article_of(
    path: &str,
    arguments: &Arguments,
    err: &mut dyn Write,
) -> Result<ArticleText, CommandError> {
    let article = read_article(&read(path, err)?, arguments.option("--selector"));
    let article = article.map_err(|why| (format!("{path}: {why}"), 1))?;
    if article.paragraphs().is_empty() {
        return Err((format!("{path}: it has no paragraphs"), 1));
    }
    Ok(article)
}

fn summary(files: usize, problems: usize) -> String {
    let plural = |count: usize, noun: &str| {
        let s = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{s}")
    };
    format!("{}: {}", plural(files, "file"), plural(problems, "problem"))
}

fn dataset(path: &str, text: &str, article: Option<&ArticleText>, findings: &mut Vec<Finding>) {
    let value = match read_json(text) {
        Ok(value) => value,
        Err(backstory_formats::Unreadable::Json {
            message,
            line,
            column,
        }) => {
            findings.push(Finding {
                line,
                column,
                ..refusal(path, format!("is not JSON: {message}"))
            });
            return;
        }
        Err(error) => {
            findings.push(refusal(path, error.to_string()));
            return;
        }
    };
    let mut places = Places::new(text);
    validate(&value, findings, |place, message, cost| {
        let (line, column) = places.line_of(place);
        Finding {
            file: path.to_owned(),
            line,
            column,
            path: place.to_owned(),
            message,
            cost,
            is_notice: false,
        }
    });
    let (Some(article), Ok(decoded)) = (article, decode(&value)) else {
        return;
    };
    let (anchored, skipped) = anchor_quotes_in(&value, &decoded.dataset, article);
    let mut add = |place: &str, message: String, is_notice| {
        let (line, column) = places.line_of(place);
        findings.push(Finding {
            file: path.to_owned(),
            line,
            column,
            path: place.to_owned(),
            message,
            cost: "nothing",
            is_notice,
        });
    };
    for anchored in anchored {
        if anchored.outcome != QuoteStatus::Found {
            let message = format!("\"{}\": {}", anchored.start, anchored.outcome.describe());
            add(&anchored.path, message, false);
        }
    }
    for record in skipped {
        let message = "the record is left out, and its passages were not looked for";
        add(&record, message.to_owned(), true);
    }
}

fn imported(texts: &[(&str, &str)], findings: &mut Vec<Finding>) {
    let import = match import(texts) {
        Ok(import) => import,
        Err((name, message)) => {
            findings.push(refusal(&name, message));
            return;
        }
    };
    let all = texts.iter().map(|(name, _)| *name);
    let all = all.collect::<Vec<_>>().join(", ");
    validate(
        &import.document.to_value(),
        findings,
        |path, message, cost| {
            let place = import.place(path).unwrap_or(&all);
            let (file, line) = place.rsplit_once(", line ").unwrap_or((place, "1"));
            Finding {
                file: file.to_owned(),
                line: line.parse().unwrap_or(1),
                column: 1,
                path: path.to_owned(),
                message,
                cost,
                is_notice: false,
            }
        },
    );
}

/// Gathers what the decoder has to say.
fn validate(
    document: &Value,
    findings: &mut Vec<Finding>,
    mut finding: impl FnMut(&str, String, &'static str) -> Finding,
) {
    match decode(document) {
        Ok(decoded) => findings.extend(decoded.problems.into_iter().map(|problem| {
            let cost = match problem.severity {
                Severity::Noted => "nothing",
                Severity::Skipped => "record",
            };
            finding(&problem.path, problem.kind.to_string(), cost)
        })),
        Err(refusal) => findings.push(finding("", refusal.to_string(), "file")),
    }
    let without_alt = without_alt(document).into_iter();
    findings.extend(without_alt.map(|path| {
        let message = "has no \"alt\": say what the picture shows, for readers who cannot see it";
        Finding {
            is_notice: true,
            ..finding(&path, message.to_owned(), "nothing")
        }
    }));
}

fn refusal(file: &str, message: String) -> Finding {
    Finding {
        file: file.to_owned(),
        line: 1,
        column: 1,
        path: String::new(),
        message,
        cost: "file",
        is_notice: false,
    }
}

fn to_text(it: &Finding) -> String {
    let place = if it.path.is_empty() { "" } else { ": " };
    format!(
        "{}:{}:{}{place}{}: {}",
        it.file, it.line, it.column, it.path, it.message
    )
}

fn to_json(findings: &[Finding]) -> String {
    let findings: Vec<_> = findings
        .iter()
        .map(|it| {
            json!({"file": it.file, "line": it.line, "column": it.column, "path": it.path,
                   "message": it.message, "costs": it.cost})
        })
        .collect();
    // Only a map with keys that are not text could fail.
    serde_json::to_string_pretty(&findings).unwrap_or_default()
}

/// A workflow command of GitHub's, which marks the line in a pull request.
fn to_github(it: &Finding) -> String {
    let escaped = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let level = match it.cost {
        _ if it.is_notice => "notice",
        "nothing" => "warning",
        _ => "error",
    };
    format!(
        "::{level} file={},line={},col={},title={}::{}",
        property(&it.file),
        it.line,
        it.column,
        property(if it.path.is_empty() {
            "dataset"
        } else {
            &it.path
        }),
        escaped(&it.message),
    )
}
