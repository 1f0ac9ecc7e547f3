//! Who is named in the article, and the names that are nobody's yet.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::super::super::edit::{at, len, text};
use super::super::super::highlights::paragraph_starts;
use super::super::super::languages::article_language;
use super::super::super::mentions::named;
use super::super::super::name_offers::{NameGuess, NameOffer, add_all, name_offers};
use super::super::super::naming::NameContext;
use super::super::super::page;
use super::super::super::validate::{label, record};
use super::super::context::{EditorContext, use_editor};
use super::super::fields::field_id;
use super::FIELD;
use super::make::{add_alias, add_name};
use super::next::go_to_next_passage;

/// How many names without an entity are offered.
const OFFERED: usize = 24;

/// The kinds that an entity may be of, each with the key for it.
const KINDS: [(&str, &str); 5] = [
    ("p", "person"),
    ("o", "organisation"),
    ("c", "country"),
    ("l", "place"),
    ("g", "group"),
];

/// Mentions of entities, and names that are not entities yet.
#[component]
pub(super) fn Names() -> Html {
    let context = use_editor();
    let story = context.as_ref().map(|it| it.story.clone());
    let key = ["ignored-", story.as_deref().unwrap_or_default()].concat();
    let ignored = use_state(|| {
        let kept = page::recall(&key);
        kept.lines().map(str::to_owned).collect::<Vec<String>>()
    });
    let Some(context) = context else {
        return Html::default();
    };
    let (document, article) = (context.document(), &context.work().article);
    let paragraphs = &context.validation.paragraphs;
    let (named, found) = named(document, paragraphs);
    let countries = page::countries(article_language(document));
    let offers = name_offers(
        document,
        found,
        &NameContext::new(article, &countries),
        &ignored,
    );
    let ignore = {
        let (ignored, context) = (ignored.clone(), context.clone());
        Callback::from(move |name: String| {
            let mut all = (*ignored).clone();
            context.say.emit(["“", &name, "” is not a name."].concat());
            all.push(name);
            page::remember(&key, &all.join("\n"));
            ignored.set(all);
            go_on(&context);
        })
    };
    let silent: Vec<String> = (0..len(document, "entities"))
        .filter(|index| !named.iter().any(|it| it.entity == *index))
        .map(|index| label(document, &record("entities", index)))
        .collect();
    let is_unsure = |it: &&NameOffer| matches!(it.guess, NameGuess::Unsure(_));
    let unsure: Vec<&NameOffer> = offers.iter().filter(is_unsure).take(OFFERED).collect();
    let sure: Vec<&NameOffer> = offers.iter().filter(|it| !is_unsure(it)).collect();
    let on_all = {
        let (context, offers) = (context.clone(), offers.clone());
        Callback::from(move |_: MouseEvent| {
            let edits = add_all(context.document(), &offers);
            let count = edits.len().to_string();
            context.edit("add all names", edits);
            context
                .say
                .emit([&count, " names are added. Undo takes them back."].concat());
            go_on(&context);
        })
    };
    html! {
        <div class="who" id="who">
            if !unsure.is_empty() {
                <h3>{ "Who or what is this?" }</h3>
                <ul class="offers">
                    { for unsure.iter().map(|offer| unsure_row(&context, offer, &ignore)) }
                </ul>
            }
            if !sure.is_empty() {
                <h3>{ "Names that are nobody’s yet" }</h3>
                <button type="button" class="control control--main name--new" id="add-all" onclick={on_all}>
                    { "Add all " }{ sure.len() }
                </button>
                <ul class="names">
                    { for sure.iter().take(OFFERED).map(|offer| sure_chip(&context, offer, &ignore)) }
                </ul>
            }
            <h3>{ "Who is named" }</h3>
            if named.is_empty() {
                <p class="hint">{ "Nobody of your data is named in the text yet." }</p>
            }
            <ul class="names">
                { for named.iter().map(|it| html! {
                    <li key={it.entity}>
                        <NameButton name={it.name.clone()} places={offsets(article, &it.places)} />
                    </li>
                }) }
            </ul>
            if !silent.is_empty() {
                <p class="hint">{ "Not named in the text: " }{ silent.join(", ") }</p>
            }
        </div>
    }
}

/// The focus goes to the next name; where there is none, to what is not known of the article yet;
/// and then to the first passage.
fn go_on(context: &EditorContext) {
    let context = context.clone();
    wasm_bindgen_futures::spawn_local(async move {
        page::painted().await;
        if page::focus(".name--new") {
            return;
        }
        let document = context.document();
        // One that is there in several languages is no text.
        let is_missing = |path: &&&str| at(document, path).is_none_or(|it| *it == text(""));
        let missing = [
            "article.title",
            "article.publisher",
            "article.published",
            "article.language",
        ];
        match missing.iter().find(is_missing) {
            Some(path) => page::show(&field_id(path)),
            None => go_to_next_passage(&context),
        }
    });
}

/// A name whose kind is to be chosen, with a button and a letter for each.
fn unsure_row(context: &EditorContext, offer: &NameOffer, ignore: &Callback<String>) -> Html {
    let name = &offer.name;
    let guess = match offer.guess {
        NameGuess::Unsure(guess) => guess,
        NameGuess::Alias(_) | NameGuess::Sure(_) => None,
    };
    let add = {
        let (context, name) = (context.clone(), name.clone());
        move |kind: &'static str| {
            add_name(&context, &name, Some(kind));
            go_on(&context);
        }
    };
    let on_key = {
        let (add, ignore, name) = (add.clone(), ignore.clone(), name.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let key = event.key().to_lowercase();
            let kind = KINDS.iter().find(|(letter, _)| *letter == key);
            match (kind, &*key) {
                (Some((_, kind)), _) => add(kind),
                (None, "x" | "delete") => ignore.emit(name.clone()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    // The likeliest first.
    let mut kinds = KINDS;
    kinds.sort_by_key(|(_, kind)| guess != Some(kind));
    html! {
        <li class="offer" key={name.clone()} role="group" aria-label={name.clone()} onkeydown={on_key}>
            <span class="offer__name">
                { name }<span class="name__count">{ offer.count }</span>
            </span>
            { for kinds.into_iter().map(|(letter, kind)| {
                let add = add.clone();
                let on_click = Callback::from(move |_: MouseEvent| add(kind));
                let is_guess = guess == Some(kind);
                let letter = letter.to_uppercase();
                html! {
                    <button
                        type="button"
                        class={classes!("name", "name--new", is_guess.then_some("name--guess"))}
                        aria-keyshortcuts={letter.clone()}
                        onclick={on_click}
                    >
                        if is_guess {
                            <span class="visually-hidden">{ "Add " }{ name }{ ", a " }</span>
                        }
                        { kind }<kbd aria-hidden="true">{ letter }</kbd>
                    </button>
                }
            }) }
            { not_a_name(name, ignore) }
        </li>
    }
}

/// A name of which it is sure what it is.
fn sure_chip(context: &EditorContext, offer: &NameOffer, ignore: &Callback<String>) -> Html {
    let name = &offer.name;
    let on_click = {
        let (context, name) = (context.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            add_name(&context, &name, None);
            go_on(&context);
        })
    };
    let alias = match offer.guess {
        NameGuess::Alias(owner) => Some(owner),
        NameGuess::Sure(_) | NameGuess::Unsure(_) => None,
    };
    let kind = match offer.guess {
        NameGuess::Sure(kind) => kind,
        NameGuess::Alias(_) | NameGuess::Unsure(_) => "",
    };
    html! {
        <li key={name.clone()} class="chip">
            if let Some(owner) = alias {
                <button type="button" class="name name--new" onclick={
                    let (context, name) = (context.clone(), name.clone());
                    Callback::from(move |_: MouseEvent| {
                        add_alias(&context, owner, &name);
                        go_on(&context);
                    })
                }>
                    { name }{ " is " }{ label(context.document(), &record("entities", owner)) }
                    <span class="name__count">{ offer.count }</span>
                </button>
            }
            <button type="button" class="name name--new" onclick={on_click}>
                { "Add " }{ name }
                <span class="name__count">{ kind }{ " " }{ offer.count }</span>
            </button>
            { not_a_name(name, ignore) }
        </li>
    }
}

fn not_a_name(name: &str, ignore: &Callback<String>) -> Html {
    let ignore = {
        let name = name.to_owned();
        ignore.reform(move |_: MouseEvent| name.clone())
    };
    let label = ["“", name, "” is not a name"].concat();
    html! {
        <button type="button" class="chip__ignore" aria-label={label.clone()} title={label} onclick={ignore}>
            <span aria-hidden="true">{ "×" }</span>
        </button>
    }
}

/// Places in paragraphs as places in the whole text.
fn offsets(article: &str, places: &[(usize, std::ops::Range<usize>)]) -> Vec<(usize, usize)> {
    let starts = paragraph_starts(article);
    places
        .iter()
        .filter_map(|(paragraph, range)| {
            let start = starts.get(paragraph.checked_sub(1)?)?;
            Some((start + range.start, start + range.end))
        })
        .collect()
}

#[derive(PartialEq, Properties)]
struct NameProps {
    name: String,
    places: Vec<(usize, usize)>,
}

/// A name that selects its places in the text, one after the other.
#[component]
fn NameButton(props: &NameProps) -> Html {
    let next = use_mut_ref(|| 0_usize);
    let on_click = {
        let places = props.places.clone();
        Callback::from(move |_: MouseEvent| {
            let mut next = next.borrow_mut();
            let Some((start, end)) = places.get(*next % places.len().max(1)) else {
                return;
            };
            *next += 1;
            let field: Option<HtmlTextAreaElement> = page::text_area(FIELD);
            if let Some(field) = field {
                page::select(&field, *start, *end);
            }
        })
    };
    html! {
        <button type="button" class="name" onclick={on_click}>
            { &props.name }
            <span class="name__count">{ props.places.len() }</span>
        </button>
    }
}
