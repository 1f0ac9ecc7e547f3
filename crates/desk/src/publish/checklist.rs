//! What was tried at the address of the published files, in sentences.

use super::last_name;
use super::policy::origin;
use crate::edit::Value;

/// A file that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedPart {
    /// The script of the page, a module.
    Loader,
    /// The styles.
    Styles,
    /// The WebAssembly.
    Wasm,
    /// The page in an iframe.
    Frame,
    /// The script that gives an iframe its height.
    Framing,
    /// The dataset.
    Data,
}

impl PublishedPart {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 6] = [
        Self::Loader,
        Self::Styles,
        Self::Wasm,
        Self::Frame,
        Self::Framing,
        Self::Data,
    ];

    /// Where it is in the folder; the dataset's file is named by its story.
    #[must_use]
    pub const fn file(self) -> Option<&'static str> {
        Some(match self {
            Self::Loader => "backstory.js",
            Self::Styles => "backstory.css",
            Self::Wasm => "core/backstory-element_bg.wasm",
            Self::Frame => "embed.html",
            Self::Framing => "embed.js",
            Self::Data => return None,
        })
    }

    /// Whether a page of another site may use it only where its server allows that.
    const fn needs_cors(self) -> bool {
        !matches!(self, Self::Frame | Self::Framing)
    }

    /// The MIME types that a browser takes it with, the one to be sent first; none for the
    /// dataset, which is told by its content. Scripts: MIME Sniffing, section 4.6.
    const fn types(self) -> &'static [&'static str] {
        match self {
            Self::Loader | Self::Framing => &[
                "text/javascript",
                "application/javascript",
                "application/x-javascript",
                "application/ecmascript",
                "text/ecmascript",
            ],
            Self::Styles => &["text/css"],
            Self::Wasm => &["application/wasm"],
            Self::Frame => &["text/html"],
            Self::Data => &[],
        }
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// An answer that this page may read.
    Answered {
        /// The status of HTTP.
        status: u16,
        /// The header `Content-Type`.
        media: String,
        /// The header `X-Frame-Options`, as far as it can be seen.
        framing: String,
        /// The text of the dataset.
        text: Option<String>,
    },
    /// An answer that this page may not read.
    Opaque,
    /// Nothing.
    Silent,
}

/// What is known of the pages between which the files go.
#[derive(Clone, Copy, Debug)]
pub struct TrialContext<'a> {
    /// The address of the article; empty where it is not known.
    pub article: &'a str,
    /// The address of the editor, from which it is tried.
    pub editor: &'a str,
    /// The dataset as it is in the editor.
    pub document: &'a Value,
}

/// Whether a thing is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Good,
    /// It is not.
    Wrong,
    /// That cannot be told from here.
    Unknown,
}

/// What was found, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialFinding {
    /// Whether it is as it should be.
    pub verdict: Verdict,
    /// The sentence.
    pub sentence: String,
}

impl TrialFinding {
    /// A finding.
    #[must_use]
    pub fn new(verdict: Verdict, parts: &[&str]) -> Self {
        Self {
            verdict,
            sentence: parts.concat(),
        }
    }
}

/// What an answer says of a file at an address.
#[must_use]
pub fn finding_of(
    part: PublishedPart,
    address: &str,
    probe: &Probe,
    context: &TrialContext<'_>,
) -> TrialFinding {
    use Verdict::{Good, Unknown, Wrong};

    let name = last_name(address);
    let is = |verdict, parts: &[&str]| {
        let parts: Vec<&str> = [name, " "].iter().chain(parts).copied().collect();
        TrialFinding::new(verdict, &parts)
    };
    if context.article.starts_with("https:") && address.starts_with("http:") {
        return is(
            Wrong,
            &["would not be loaded: the article is on https, and this address is on http."],
        );
    }
    match probe {
        Probe::Silent => is(
            Wrong,
            &["cannot be reached: is the address right, and is this computer online?"],
        ),
        Probe::Opaque if !part.needs_cors() => is(
            Unknown,
            &["answers, but its server does not let the editor look at it. Open it to see."],
        ),
        Probe::Opaque => {
            let is_own = origin(context.article) == origin(address);
            if is_own && !context.article.is_empty() {
                is(
                    Unknown,
                    &[
                        "answers. It is on the article’s own site, where it is allowed; the editor \
                       is on another one, and may not look at it.",
                    ],
                )
            } else {
                is(
                    Wrong,
                    &["is kept from other sites (CORS): its server has to send \
                       “Access-Control-Allow-Origin: *”."],
                )
            }
        }
        Probe::Answered { status, .. } if !(200..300).contains(status) => {
            let status = status.to_string();
            let why: &[&str] = match &*status {
                "404" | "410" => &["is not there: upload it."],
                "401" | "403" => &["may not be read by everybody (", &status, ")."],
                _ => &["gives an error (", &status, ")."],
            };
            is(Wrong, why)
        }
        Probe::Answered {
            media,
            framing,
            text,
            ..
        } => {
            let media = media.split(';').next().unwrap_or_default().trim();
            let media = media.to_ascii_lowercase();
            let types = part.types();
            if media == "text/html" && part != PublishedPart::Frame {
                return is(
                    Wrong,
                    &[
                        "is a web page: the server shows one in place of a file that is not there. \
                       Upload it.",
                    ],
                );
            }
            if !types.is_empty() && !types.contains(&&*media) {
                let sent = if media.is_empty() { "no type" } else { &media };
                let wanted = types.first().copied().unwrap_or_default();
                return is(
                    Wrong,
                    &[
                        "is there, but its server says that it is of the type “",
                        sent,
                        "”: it has to say “",
                        wanted,
                        "” (MIME).",
                    ],
                );
            }
            if part == PublishedPart::Frame && !framing.is_empty() {
                return is(
                    Wrong,
                    &[
                        "may not be shown in a frame: its server sends “X-Frame-Options: ",
                        framing,
                        "”, which has to go for this file.",
                    ],
                );
            }
            match text {
                Some(text) if part == PublishedPart::Data => {
                    let (verdict, words) = compared(text, context.document);
                    is(verdict, &[words])
                }
                _ => is(Good, &["is there, and as it should be."]),
            }
        }
    }
}

/// Whether a text is the dataset that is in the editor.
fn compared(text: &str, document: &Value) -> (Verdict, &'static str) {
    match serde_json::from_str::<Value>(text).ok() {
        None => (Verdict::Wrong, "is not JSON: upload it again."),
        Some(there) if there == *document => {
            (Verdict::Good, "is there, and is the version that is here.")
        }
        Some(_) => (
            Verdict::Wrong,
            "is another version than the one here: download that, and upload it again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://cdn.example/d/";
    const EDITOR: &str = "https://cdn.example/d/desk.html";
    const ARTICLE: &str = "https://news.example/story";

    fn answer(status: u16, media: &str, text: Option<&str>) -> Probe {
        Probe::Answered {
            status,
            media: media.to_owned(),
            framing: String::new(),
            text: text.map(str::to_owned),
        }
    }

    fn says(part: PublishedPart, probe: &Probe, article: &str) -> (Verdict, String) {
        let document: Value = serde_json::from_str(r#"{"format": "backstory/1"}"#).unwrap();
        let context = TrialContext {
            article,
            editor: EDITOR,
            document: &document,
        };
        let address = [BASE, part.file().unwrap_or("story.json")].concat();
        let finding = finding_of(part, &address, probe, &context);
        (finding.verdict, finding.sentence)
    }

    #[test]
    fn what_is_served_as_it_should_be_is_good() {
        for (part, media) in [
            (PublishedPart::Loader, "text/javascript; charset=utf-8"),
            (PublishedPart::Framing, "application/javascript"),
            (PublishedPart::Styles, "text/css"),
            (PublishedPart::Wasm, "Application/Wasm"),
            (PublishedPart::Frame, "text/html"),
        ] {
            let (verdict, sentence) = says(part, &answer(200, media, None), ARTICLE);
            assert_eq!(verdict, Verdict::Good, "{sentence}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_to_do() {
        for (part, probe, words) in [
            (
                PublishedPart::Loader,
                answer(404, "text/html", None),
                "backstory.js is not there: upload it.",
            ),
            (
                PublishedPart::Loader,
                answer(200, "text/html", None),
                "in place of a file that is not there",
            ),
            (
                PublishedPart::Wasm,
                answer(200, "application/octet-stream", None),
                "it has to say “application/wasm”",
            ),
            (
                PublishedPart::Styles,
                answer(200, "", None),
                "of the type “no type”",
            ),
            (
                PublishedPart::Data,
                answer(403, "", None),
                "story.json may not be read by everybody (403).",
            ),
            (
                PublishedPart::Data,
                answer(500, "", None),
                "gives an error (500)",
            ),
            (
                PublishedPart::Data,
                answer(200, "", Some("nothing")),
                "is not JSON",
            ),
            (
                PublishedPart::Data,
                Probe::Opaque,
                "kept from other sites (CORS)",
            ),
            (
                PublishedPart::Frame,
                Probe::Silent,
                "embed.html cannot be reached",
            ),
        ] {
            let (verdict, sentence) = says(part, &probe, ARTICLE);
            assert_eq!(verdict, Verdict::Wrong, "{sentence}");
            assert!(sentence.contains(words), "{sentence}");
        }
        let framing = Probe::Answered {
            status: 200,
            media: "text/html".to_owned(),
            framing: "DENY".to_owned(),
            text: None,
        };
        let (verdict, sentence) = says(PublishedPart::Frame, &framing, ARTICLE);
        assert_eq!(verdict, Verdict::Wrong);
        assert!(sentence.contains("X-Frame-Options: DENY"), "{sentence}");
    }

    #[test]
    fn an_older_version_is_told_from_the_one_here() {
        let same = answer(
            200,
            "application/json",
            Some("{\n \"format\": \"backstory/1\"}"),
        );
        assert_eq!(says(PublishedPart::Data, &same, "").0, Verdict::Good);
        let old = answer(
            200,
            "application/json",
            Some("{\"format\": \"backstory/1\", \"events\": []}"),
        );
        let (verdict, sentence) = says(PublishedPart::Data, &old, "");
        assert_eq!(verdict, Verdict::Wrong);
        assert!(sentence.contains("another version"), "{sentence}");
    }

    #[test]
    fn what_cannot_be_told_from_here_is_said_to_be_so() {
        let own = "https://cdn.example/story";
        assert_eq!(
            says(PublishedPart::Loader, &Probe::Opaque, own).0,
            Verdict::Unknown
        );
        assert_eq!(
            says(PublishedPart::Frame, &Probe::Opaque, ARTICLE).0,
            Verdict::Unknown
        );
    }

    #[test]
    fn a_page_on_https_loads_nothing_from_http() {
        let document: Value = serde_json::from_str("{}").unwrap();
        let context = TrialContext {
            article: ARTICLE,
            editor: EDITOR,
            document: &document,
        };
        let probe = answer(200, "text/javascript", None);
        let finding = finding_of(
            PublishedPart::Loader,
            "http://cdn.example/backstory.js",
            &probe,
            &context,
        );
        assert_eq!(finding.verdict, Verdict::Wrong);
        assert!(
            finding.sentence.contains("on http."),
            "{}",
            finding.sentence
        );
    }
}
