//! Recognising imported texts.

use std::rc::Rc;

use super::super::super::stories::from_project;
use super::super::super::work::Work;
use backstory_formats::{
    Format, Unreadable, Unsupported, article_paragraphs, detect, import, read_json,
};

/// An imported text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct InputText {
    /// What messages call it.
    pub name: String,
    pub text: String,
    /// What is to be said of how its file was read.
    pub notices: Vec<Unsupported>,
}

impl InputText {
    pub fn new(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            text,
            notices: Vec::new(),
        }
    }
}

/// The result of an import.
pub(super) enum Taken {
    Data {
        work: Work,
        unsupported: Vec<Unsupported>,
        what: &'static str,
    },
    Article(String),
    /// A story whole.
    Project(Work),
    Failed {
        name: String,
        why: String,
        text: String,
        at: Option<(usize, usize)>,
    },
}

/// What texts are. Sheets that came before are read together with new ones; an
/// article may come together with data.
pub(super) fn taken(
    texts: Vec<InputText>,
    sheets: &mut Vec<(String, String)>,
    before: &Work,
) -> Taken {
    if let [input] = texts.as_slice()
        && let Some(work) = from_project(&input.text)
    {
        return Taken::Project(work);
    }
    let mut article = None;
    let mut data = Vec::new();
    let mut notices = Vec::new();
    for input in texts {
        let InputText { name, text, .. } = input;
        notices.extend(input.notices);
        match detect(&text) {
            Err(Unreadable::Unknown) if is_prose(&name, &text) => {
                article = Some(article_paragraphs(&text).join("\n\n"));
            }
            Err(error) => return failed(name, &error, text),
            Ok(format) => data.push((name, format, text)),
        }
    }
    let article = article.map(Rc::<str>::from);
    let is_sheet = |format: &Format| matches!(format, Format::Sheet(_));
    let Some((name, format, text)) = data.first() else {
        return match article {
            Some(article) => Taken::Article(article.to_string()),
            None => failed(String::new(), &Unreadable::Empty, String::new()),
        };
    };
    if *format == Format::Dataset && data.len() == 1 {
        return match read_json(text) {
            Ok(document) => Taken::Data {
                work: Work {
                    document: Rc::new(document),
                    article: article.unwrap_or_else(|| before.article.clone()),
                    // What was published under a name is published under it again.
                    file: if name.ends_with(".json") {
                        name.as_str().into()
                    } else {
                        "".into()
                    },
                },
                unsupported: notices,
                what: format.name(),
            },
            Err(error) => failed(name.clone(), &error, text.clone()),
        };
    }
    let what = format.name();
    let together = if data.iter().all(|(_, format, _)| is_sheet(format)) {
        for (name, format, text) in data {
            sheets.retain(|(_, old)| detect(old) != Ok(format));
            sheets.push((name, text));
        }
        sheets.clone()
    } else {
        sheets.clear();
        data.into_iter()
            .map(|(name, _, text)| (name, text))
            .collect()
    };
    let together: Vec<(&str, &str)> = together
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    match import(&together) {
        Ok(import) => {
            // What brings its own text is read with it, unless there is an
            // article already.
            let own = Rc::<str>::from(import.article.join("\n\n"));
            let kept = if before.article.is_empty() || !own.is_empty() {
                own
            } else {
                before.article.clone()
            };
            Taken::Data {
                work: Work {
                    document: Rc::new(import.document.to_value()),
                    article: article.unwrap_or(kept),
                    file: "".into(),
                },
                unsupported: {
                    notices.extend(import.unsupported);
                    notices
                },
                what,
            }
        }
        Err((name, why)) => {
            sheets.clear();
            Taken::Failed {
                name,
                why,
                text: String::new(),
                at: None,
            }
        }
    }
}

pub(super) fn failed(name: String, error: &Unreadable, text: String) -> Taken {
    let name = if name.is_empty() {
        "What you gave".to_owned()
    } else {
        name
    };
    let at = match error {
        Unreadable::Json { line, column, .. } => offset(&text, *line, *column),
        _ => None,
    };
    Taken::Failed {
        name,
        why: error.to_string(),
        text,
        at,
    }
}

/// Where a line and a column are, in UTF-16 code units, and the end of the line.
pub(super) fn offset(text: &str, line: usize, column: usize) -> Option<(usize, usize)> {
    let units = |text: &str| text.encode_utf16().count();
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(units)
        .sum();
    let here = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let end = before + units(here);
    Some(((before + column.saturating_sub(1)).min(end), end))
}

/// Whether a text that is not data reads like an article: by its name, or by
/// sentences in it.
pub(super) fn is_prose(name: &str, text: &str) -> bool {
    let name = name.to_lowercase();
    let is_sheet = [".csv", ".tsv", ".json", ".jsonl"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_text = [".txt", ".html", ".htm", ".md", ".docx"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_html = text.contains("<p") || text.contains("<body");
    let has_sentence = text.contains(". ") || text.trim_end().ends_with('.');
    !is_sheet && (is_text || is_html || has_sentence)
}
