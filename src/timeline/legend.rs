//! What the shapes of a mark mean: those that are in use.

use yew::prelude::*;

use super::mark::shape_class;
use crate::context::WidgetContext;
use backstory_core::timeline::{LegendEntries, MarkShape};

pub(super) fn legend(context: &WidgetContext, used: &LegendEntries) -> Html {
    let words = context.words;
    let shape = |shape: MarkShape, text| (used.has(shape), shape_class(shape), text);
    let marks = [
        shape(MarkShape::Instant, words.legend_instant),
        shape(MarkShape::Day, words.legend_day),
        shape(MarkShape::Month, words.legend_month),
        shape(MarkShape::Months, words.legend_months),
        shape(MarkShape::Year, words.legend_year),
        shape(MarkShape::Lasting, words.legend_lasting),
        shape(MarkShape::Between, words.legend_between),
        (
            used.open_start,
            "mark--lasting mark--earlier",
            words.legend_open_start,
        ),
        (
            used.open_end,
            "mark--lasting mark--onward",
            words.legend_open,
        ),
        (
            used.approximate,
            "mark--day mark--about",
            words.legend_about,
        ),
        (
            used.uncertain,
            "mark--lasting mark--uncertain",
            words.legend_uncertain,
        ),
        (used.planned, "mark--lasting mark--plan", words.legend_plan),
    ];
    html! {
        <ul class="legend" aria-label={words.legend}>
            { for marks.into_iter().filter(|(is_used, ..)| *is_used).map(|(_, class, text)| html! {
                <li>
                    <span class={classes!("legend__mark", "mark", class)} aria-hidden="true" />
                    { text }
                </li>
            }) }
        </ul>
    }
}
