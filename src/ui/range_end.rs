//! A field to type an end of a range into, of dates or of numbers.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use backstory_core::dataset::Day;
use backstory_core::locale::{Words, read_date};

#[derive(PartialEq, Properties)]
pub(crate) struct RangeEndProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// The end that there is, as one would type it.
    pub value: String,
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    /// The element that says how to type an end, by its id.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is said of a text that is none.
    pub error: AttrValue,
    /// Sets the end that a text is; whether it is one.
    pub set: Callback<String, bool>,
}

/// What is no end stays to be mended, and is told, until the end is another one.
#[component]
pub(crate) fn RangeEnd(props: &RangeEndProps) -> Html {
    let RangeEndProps {
        id,
        label,
        value,
        inputmode,
        hint,
        error,
        set,
    } = props;
    let wrong = use_state_eq(|| None::<String>);
    {
        // By the brush, by the way back, by a chip.
        let wrong = wrong.setter();
        use_effect_with(value.clone(), move |_| wrong.set(None));
    }
    let on_change = {
        let (set, wrong) = (set.clone(), wrong.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let text = input.value();
            let is_end = set.emit(text.clone());
            wrong.set((!is_end).then_some(text));
        })
    };
    let told = [id, "-wrong"].concat();
    let described: Vec<&str> = (wrong.is_some().then_some(&*told).into_iter())
        .chain(hint.as_deref())
        .collect();
    html! {
        <div class="range__end">
            <label for={id}>{ label }</label>
            <input
                {id}
                class="field"
                type="text"
                autocomplete="off"
                inputmode={*inputmode}
                value={wrong.as_ref().unwrap_or(value).clone()}
                aria-invalid={wrong.is_some().then_some("true")}
                aria-describedby={(!described.is_empty()).then(|| described.join(" "))}
                onchange={on_change}
            />
            if wrong.is_some() {
                <p class="wrong" role="alert" id={told.clone()}>{ error }</p>
            }
        </div>
    }
}

/// The day that a text is as an end of a range: its first, or its last where it ends there.
/// An empty text is no end, which is an end as well; `None` is not a date.
pub(crate) fn read_day(text: &str, is_to: bool, words: &Words) -> Option<Option<Day>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let date = read_date(text, words)?;
    let day = if is_to {
        date.latest()
    } else {
        date.earliest()
    };
    Some(Some(day).filter(|day| *day != Day::MIN && *day != Day::MAX))
}
