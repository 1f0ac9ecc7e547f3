//! The range of dates that is asked for, with what vague dates answer to it.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::use_widget_context;
use crate::filters::range_views::{RangeViews, range_or_loading};
use crate::ui::popover::Popover;
use crate::ui::range_end::{RangeEnd, read_day};
use backstory_core::dataset::DateRange;
use backstory_core::locale::Words;
use backstory_core::query::{Filter, Removal, Selection};
use backstory_core::state::Action;

pub(crate) fn range_menu(
    words: &Words,
    filter: &Filter,
    selection: &Rc<Selection>,
    ranges: Option<RangeViews>,
) -> Html {
    let active = usize::from(filter.has_range());
    html! {
        <Popover id="choices-when" label={words.when} {active}>
            { range_or_loading(words, ranges.map(|it| (it.dates)(filter, selection))) }
        </Popover>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct DateRangeProps {
    pub filter: Filter,
    pub selection: Rc<Selection>,
}

#[component]
pub(crate) fn DateRangeMenu(props: &DateRangeProps) -> Html {
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let words = context.words;
    let Filter {
        range, sure_only, ..
    } = &props.filter;
    let (range, sure_only) = (*range, *sure_only);
    let asked = props.filter.has_range();
    let possibly = props.selection.possibly.total();
    let undated = props.selection.undated_left_out.total();
    let end = |id: &'static str, label: &'static str, is_to: bool| {
        let day = if is_to { range.to } else { range.from };
        let context = context.clone();
        let set = Callback::from(move |text: String| {
            let Some(day) = read_day(&text, is_to, context.words) else {
                return false;
            };
            context.act(Action::SetRange(if is_to {
                DateRange { to: day, ..range }
            } else {
                DateRange { from: day, ..range }
            }));
            true
        });
        let value = day.map(|day| day.to_string()).unwrap_or_default();
        html! { <RangeEnd {id} {label} {value} hint="date-hint" error={words.bad_date} {set} /> }
    };
    html! {
        <fieldset class="choices choices--range">
            <legend class="visually-hidden">{ words.when }</legend>
            <div class="range">
                { end("range-from", words.from, false) }
                { end("range-to", words.to, true) }
            </div>
            <p class="hint" id="date-hint">{ words.date_hint }</p>
            <label class="choice">
                <input
                    type="checkbox"
                    checked={sure_only}
                    onchange={context.on(Action::SureOnly(!sure_only))}
                />
                <span class="choice__name">{ words.certain_only }</span>
            </label>
            if asked {
                <ul class="hints" role="status">
                    if possibly > 0 {
                        <li>{ words.possibly_outside.of(possibly) }</li>
                    }
                    if undated > 0 {
                        <li>{ words.undated_hidden.of(undated) }</li>
                    }
                </ul>
                <button
                    type="button"
                    class="link choices__clear"
                    onclick={context.on(Action::Remove(Removal::Range))}
                >
                    { words.clear }
                </button>
            }
        </fieldset>
    }
}
