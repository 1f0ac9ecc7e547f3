//! `backstory check FILE…`

use std::io::Write;

use serde_json::json;

use super::arguments::Arguments;
use super::{Failure, read, write};
use backstory_core::dataset::{Severity, Value, decode};
use backstory_formats::{
    Format, Outcome, article_paragraphs, detect, import, line_of, locate_all, read_json,
};

/// One thing that is wrong in a file.
struct Finding {
    file: String,
    line: usize,
    column: usize,
    path: String,
    message: String,
    /// What it costs: the file, a record, or nothing but what was wrong.
    cost: &'static str,
}

pub(super) fn check(arguments: &[String], out: &mut dyn Write) -> Result<u8, Failure> {
    let arguments = Arguments::read(arguments, &["--format", "--article"])?;
    let format = arguments.choice("--format", &["text", "json", "github"])?;
    if arguments.words.is_empty() {
        return Err(("check wants files".to_owned(), 2));
    }
    let article = arguments.option("--article").map(read).transpose()?;
    let article = article.map(|text| article_paragraphs(&text));
    let mut texts = Vec::new();
    for path in &arguments.words {
        texts.push((*path, read(path)?));
    }
    let mut findings = Vec::new();
    let mut sheets = Vec::new();
    for (path, text) in &texts {
        match detect(text) {
            Ok(Format::Sheet(_)) => sheets.push((*path, text.as_str())),
            Ok(Format::Dataset) => dataset(path, text, article.as_deref(), &mut findings),
            // JSON that is nothing known is held to be a dataset, and told what
            // it lacks.
            Err(_) if text.trim_start().starts_with(['{', '[']) => {
                dataset(path, text, article.as_deref(), &mut findings);
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
            write(out, &summary(files, findings.len()))?;
        }
    }
    Ok(u8::from(!findings.is_empty()))
}

fn summary(files: usize, problems: usize) -> String {
    let plural = |count: usize, noun: &str| {
        let s = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{s}")
    };
    format!("{}: {}", plural(files, "file"), plural(problems, "problem"))
}

fn dataset(path: &str, text: &str, article: Option<&[String]>, findings: &mut Vec<Finding>) {
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
    let at = |place: &str| line_of(text, place).unwrap_or((1, 1));
    judge(&value, findings, |place, message, cost| {
        let (line, column) = at(place);
        Finding {
            file: path.to_owned(),
            line,
            column,
            path: place.to_owned(),
            message,
            cost,
        }
    });
    let (Some(article), Ok(decoded)) = (article, decode(&value)) else {
        return;
    };
    if decoded.left_out > 0 {
        // Positions in the dataset are not those of the file.
        return;
    }
    for located in locate_all(&decoded.dataset, article) {
        if located.outcome != Outcome::Found {
            let (line, column) = at(&located.path);
            findings.push(Finding {
                file: path.to_owned(),
                line,
                column,
                path: located.path,
                message: format!("\"{}\": {}", located.start, located.outcome.describe()),
                cost: "nothing",
            });
        }
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
    judge(
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
            }
        },
    );
}

/// Gathers what the decoder has to say.
fn judge(
    document: &Value,
    findings: &mut Vec<Finding>,
    finding: impl Fn(&str, String, &'static str) -> Finding,
) {
    match decode(document) {
        Ok(decoded) => findings.extend(decoded.problems.into_iter().map(|problem| {
            let cost = match problem.severity {
                Severity::Noted => "nothing",
                Severity::LeftOut => "record",
            };
            finding(&problem.path, problem.kind.to_string(), cost)
        })),
        Err(refusal) => findings.push(finding("", refusal.to_string(), "file")),
    }
}

fn refusal(file: &str, message: String) -> Finding {
    Finding {
        file: file.to_owned(),
        line: 1,
        column: 1,
        path: String::new(),
        message,
        cost: "file",
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
    // Only a map whose keys are no text could fail.
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
    let level = if it.cost == "nothing" {
        "warning"
    } else {
        "error"
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
