//! A field of a date.

use super::choice::Select;
use super::problems::{field_id, field_problems};
use super::text::FieldProps;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::super::date_order::{in_order, unordered_dates};
use super::super::super::dating;
use super::super::super::edit::text_at;
use super::super::context::use_editor;
use backstory_core::locale::{ENGLISH, describe};
use backstory_formats::english_date::{self, Interpretation};

/// A date: EDTF or plain English, and what it means in words.
#[component]
pub fn DateField(props: &FieldProps) -> Html {
    let typed = use_state_eq(|| None::<String>);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let path = props.path.clone();
    let kept = text_at(context.document(), &path).to_owned();
    let id = field_id(&path);
    let published = dating::published_for(context.document(), &path);
    // The article's words stand for the bounds that were made of them.
    let words = dating::words_of(context.document(), &path);
    let has_words = typed.is_none() && words.is_some();
    let shown = match (&*typed, words) {
        (Some(typed), _) => typed.clone(),
        (None, Some(words)) => words.to_owned(),
        (None, None) => kept.clone(),
    };
    let reading = english_date::interpret(&shown, published.as_ref());
    let (meaning, assumed) = match &reading {
        Interpretation::Date(date) => (Some(date), ""),
        Interpretation::Assumed(date) => (
            Some(date),
            " The year is a guess from the date of publication.",
        ),
        _ => (None, ""),
    };
    let said = if shown.trim().is_empty() {
        "Undated.".to_owned()
    } else {
        match meaning {
            // A date that was not typed here is changed only on request.
            Some(date) if typed.is_none() && !has_words && date.as_str() != shown.trim() => {
                String::new()
            }
            Some(date) => {
                let words = describe(Some(date), &ENGLISH);
                if date.as_str() == shown.trim() {
                    ["It reads: ", &words, "."].concat()
                } else {
                    [
                        "It reads: ",
                        &words,
                        ". Kept as ",
                        date.as_str(),
                        ".",
                        assumed,
                    ]
                    .concat()
                }
            }
            None => match &reading {
                Interpretation::Ambiguous(dates) => {
                    let dates = dates.iter().map(|date| describe(Some(date), &ENGLISH));
                    let dates: Vec<String> = dates.collect();
                    ["This may be ", &dates.join(" or "), ": which is it?"].concat()
                }
                _ => "This is not a date yet. Try “around June 2018”, “3 June 2018”, “since \
                      2013”, “between 1960 and 1963”."
                    .to_owned(),
            },
        }
    };
    let on_input = {
        let (context, path, typed) = (context.clone(), path.clone(), typed.clone());
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlInputElement> = event.target_dyn_into();
            let Some(words) = field.map(|field| field.value()) else {
                return;
            };
            let edits = dating::typed(context.document(), &path, &words);
            context.edit(&path, edits);
            typed.set(Some(words));
        })
    };
    // What may be two dates is asked.
    let asked = match &reading {
        Interpretation::Ambiguous(dates) if typed.is_some() || kept == shown => dates.as_slice(),
        _ => &[],
    };
    let is_asked = !asked.is_empty();
    let asked: Html = asked
        .iter()
        .map(|date| {
            let (context, path, typed) = (context.clone(), path.clone(), typed.clone());
            let date_asked = date.clone();
            let on_click = Callback::from(move |_: MouseEvent| {
                // It is asked once: the others like it are read in the same order.
                let all = unordered_dates(context.document());
                context.set_text(&path, date_asked.as_str());
                let own = all.iter().find(|it| it.path == path);
                let order = own.and_then(|it| it.order_of(&date_asked));
                if let Some(order) = order.filter(|_| all.len() > 1) {
                    context.edit(&path, in_order(&all, order));
                    let count = (all.len() - 1).to_string();
                    let said = [
                        &*count,
                        " like it read in the same order. Undo takes it back.",
                    ];
                    context.say.emit(said.concat());
                }
                typed.set(None);
            });
            let words = describe(Some(date), &ENGLISH);
            html! {
                <button type="button" class="fix" key={date.to_string()} onclick={on_click}>
                    { words }
                </button>
            }
        })
        .collect();
    // What counts from another event asks from which.
    let own = path
        .strip_suffix(".date")
        .filter(|_| dating::dating_path(&path).is_some());
    let counted = own.filter(|_| english_date::is_later(&shown)).map(|own| {
        let choices = dating::dated_events(context.document(), own);
        let on_choice = {
            let (context, typed, own) = (context.clone(), typed.clone(), own.to_owned());
            let words = shown.clone();
            Callback::from(move |from: String| {
                let found = dating::counted_from(context.document(), &own, &words, &from);
                if let Some(edits) = found {
                    context.edit(&["count ", &own].concat(), edits);
                    typed.set(None);
                } else {
                    let said = "The date of that event is not exact enough to count from.";
                    context.say.emit(said.to_owned());
                }
            })
        };
        let from_id = [&id, "-from"].concat();
        html! {
            <>
                <label class="hint" for={from_id.clone()}>{ "After which event?" }</label>
                <Select id={from_id} value={String::new()} {choices} {on_choice} />
            </>
        }
    });
    // Once the field is left, it shows what is kept.
    let on_blur = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| typed.set(None))
    };
    let is_wrong = context.validation.at(&path).next().is_some();
    let meaning_id = [&id, "-meaning"].concat();
    html! {
        <div class={context.field_class(&path)}>
            <label class="field__label" for={id.clone()}>{ &props.label }</label>
            <input
                id={id.clone()}
                type="text"
                autocomplete="off"
                value={shown}
                placeholder="around June 2018"
                aria-invalid={is_wrong.then_some("true")}
                aria-describedby={meaning_id.clone()}
                oninput={on_input}
                onfocusout={on_blur}
            />
            <p class={classes!("hint", "meaning", meaning.is_some().then_some("meaning--known"))} id={meaning_id} aria-live="polite">
                { said }
            </p>
            { counted.unwrap_or_default() }
            if is_asked {
                <span class="fixes" id={[&id, "-asked"].concat()}>{ asked }</span>
            }
            { field_problems(&context, &path) }
        </div>
    }
}
