//! What the forms of a mark mean: those that are in use.

use yew::prelude::*;

use super::event::form_class;
use crate::app::context::Context;
use backstory_core::timeline::{Form, Kinds};

pub(super) fn legend(context: &Context, kinds: &Kinds) -> Html {
    let words = context.words;
    let form = |form: Form, text| (kinds.has(form), form_class(form), text);
    let entries = [
        form(Form::Instant, words.legend_instant),
        form(Form::Day, words.legend_day),
        form(Form::Month, words.legend_month),
        form(Form::Year, words.legend_year),
        form(Form::Lasting, words.legend_lasting),
        (
            kinds.open_start,
            "mark--lasting mark--earlier",
            words.legend_open_start,
        ),
        (
            kinds.open_end,
            "mark--lasting mark--onward",
            words.legend_open,
        ),
        (
            kinds.approximate,
            "mark--day mark--about",
            words.legend_about,
        ),
        (
            kinds.uncertain,
            "mark--lasting mark--uncertain",
            words.legend_uncertain,
        ),
        (kinds.planned, "mark--lasting mark--plan", words.legend_plan),
    ];
    html! {
        <ul class="legend" aria-label={words.legend}>
            { for entries.into_iter().filter(|(is_used, ..)| *is_used).map(|(_, class, text)| html! {
                <li>
                    <span class={classes!("legend__mark", "mark", class)} aria-hidden="true" />
                    { text }
                </li>
            }) }
        </ul>
    }
}
