//! Trying the published files from the browser.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::super::edit::text_at;
use super::super::super::page;
use super::super::super::publish::{
    Demand, Probe, PublishedPart, Target, TrialContext, TrialFinding, Verdict, finding_of, missing,
};
use super::super::context::use_editor;
use backstory_core::dataset::{SafeUrl, Value};

#[derive(PartialEq, Properties)]
pub(super) struct TrialProps {
    pub target: Target,
    pub file: String,
    pub document: Rc<Value<'static>>,
}

/// The state of a trial.
#[derive(Clone, PartialEq)]
enum Tried {
    Not,
    Running,
    Done(Rc<[TrialFinding]>),
}

/// A button that asks the address for each file, and what came back in sentences.
#[component]
pub(super) fn Trial(props: &TrialProps) -> Html {
    let tried = use_state(|| Tried::Not);
    {
        // What was found at one address says nothing of another.
        let tried = tried.clone();
        let deps = (props.target.clone(), props.file.clone());
        use_effect_with(deps, move |_| tried.set(Tried::Not));
    }
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let article = text_at(&props.document, "article.url").trim().to_owned();
    let article = SafeUrl::parse(&article).map_or_else(String::new, |_| article);
    let on_try = {
        let (tried, say) = (tried.clone(), context.say.clone());
        let (target, file) = (props.target.clone(), props.file.clone());
        let (document, article) = (props.document.clone(), article.clone());
        Callback::from(move |_: MouseEvent| {
            let (tried, say, target) = (tried.clone(), say.clone(), target.clone());
            let (file, document, article) = (file.clone(), document.clone(), article.clone());
            tried.set(Tried::Running);
            spawn_local(async move {
                let findings = try_all(&target, &file, &document, &article).await;
                let wrong = findings
                    .iter()
                    .filter(|it| it.verdict == Verdict::Wrong)
                    .count();
                say.emit(match wrong {
                    0 => "Nothing is wrong there.".to_owned(),
                    1 => "One thing is wrong there.".to_owned(),
                    wrong => [&wrong.to_string(), " things are wrong there."].concat(),
                });
                tried.set(Tried::Done(findings.into()));
            });
        })
    };
    html! {
        <div class="trial">
            <button
                type="button"
                class="control"
                id="try"
                disabled={*tried == Tried::Running}
                onclick={on_try}
            >
                { if *tried == Tried::Running { "Trying…" } else { "Try it there" } }
            </button>
            <p class="hint">
                { "Asks that address for each file, as a reader’s browser would. " }
                if article.is_empty() {
                    { "With the link to the article (under Article), its page is looked at, too." }
                }
            </p>
            if let Tried::Done(findings) = &*tried {
                <ul class="findings" id="findings">
                    { for findings.iter().map(|finding| {
                        let (class, sign, word) = match finding.verdict {
                            Verdict::Good => ("finding finding--good", "✓", "Good: "),
                            Verdict::Wrong => ("finding finding--wrong", "✗", "Wrong: "),
                            Verdict::Unknown => ("finding", "?", "Not known: "),
                        };
                        html! {
                            <li {class}>
                                <span aria-hidden="true">{ sign }</span>
                                <span>
                                    <span class="visually-hidden">{ word }</span>
                                    { &finding.sentence }
                                </span>
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

/// Tries each file, and the article's page.
async fn try_all(
    target: &Target,
    file: &str,
    document: &Value<'static>,
    article: &str,
) -> Vec<TrialFinding> {
    let editor = page::own_address();
    let page = if article.is_empty() { &editor } else { article };
    let context = TrialContext {
        article,
        editor: &editor,
        document,
    };
    let mut findings = Vec::new();
    let mut addresses = Vec::new();
    for part in PublishedPart::ALL {
        let name = part.file().unwrap_or(file);
        let Some(address) = page::absolute(&target.file(name), page) else {
            let why = [name, " has no address that a browser understands."];
            findings.push(TrialFinding::new(Verdict::Wrong, &why));
            continue;
        };
        let probe = page::probe(&address, part == PublishedPart::Data).await;
        findings.push(finding_of(part, &address, &probe, &context));
        if part == PublishedPart::Data && matches!(probe, Probe::Silent) {
            continue;
        }
        addresses.push((part, address));
    }
    findings.extend(of_article(article, &addresses).await);
    findings
}

/// What the article's page says: its policy, and whether it has the lines.
async fn of_article(article: &str, addresses: &[(PublishedPart, String)]) -> Vec<TrialFinding> {
    if article.is_empty() {
        return Vec::new();
    }
    let address = |part: PublishedPart| {
        let found = addresses.iter().find(|(it, _)| *it == part);
        found.map_or("", |(_, address)| address.as_str())
    };
    let Some((policy, html)) = page::policy_of(article).await else {
        return vec![TrialFinding::new(
            Verdict::Unknown,
            &[
                "The article’s page does not let the editor look at its Content-Security-Policy. If \
               it has one, it needs what docs/embedding.md says under that name.",
            ],
        )];
    };
    let has_frame = html.contains("embed.html?");
    let has_element = html.contains("<back-story");
    let framed = [
        Demand::Frame(address(PublishedPart::Frame)),
        Demand::Script(address(PublishedPart::Framing)),
    ];
    let plain = [
        Demand::Script(address(PublishedPart::Loader)),
        Demand::Wasm,
        Demand::Style(address(PublishedPart::Styles)),
        Demand::Fetch(address(PublishedPart::Loader)),
        Demand::Fetch(address(PublishedPart::Data)),
    ];
    let demands: &[Demand<'_>] = if has_frame && !has_element {
        &framed
    } else {
        &plain
    };
    let lacks = missing(&policy, article, demands);
    let policy = if lacks.is_empty() {
        TrialFinding::new(
            Verdict::Good,
            &["The policy of the article’s page lets the widget in."],
        )
    } else {
        TrialFinding::new(
            Verdict::Wrong,
            &[
                "The policy of the article’s page keeps the widget out: it lacks ",
                &lacks.join("; "),
                ".",
            ],
        )
    };
    let lines = if has_frame || has_element {
        TrialFinding::new(Verdict::Good, &["The lines are in the article."])
    } else {
        TrialFinding::new(
            Verdict::Unknown,
            &["The lines are not in the article’s page yet, or a script brings them."],
        )
    };
    vec![policy, lines]
}
