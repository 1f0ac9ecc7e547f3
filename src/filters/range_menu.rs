//! The range of dates that is asked for, with what vague dates answer to it.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::context::use_widget_context;
use crate::ui::popover::Popover;
use backstory_core::dataset::{DateRange, Day};
use backstory_core::locale::{Words, read_date};
use backstory_core::query::{Filter, Removal, Selection};
use backstory_core::state::Action;

pub(crate) fn range_menu(words: &Words, filter: &Filter, selection: &Rc<Selection>) -> Html {
    let active = usize::from(filter.has_range());
    html! {
        <Popover id="choices-when" label={words.when} {active}>
            <Range filter={filter.clone()} selection={selection.clone()} />
        </Popover>
    }
}

#[derive(PartialEq, Properties)]
struct RangeProps {
    filter: Filter,
    selection: Rc<Selection>,
}

/// Which end of the range a field sets.
#[derive(Clone, Copy, PartialEq)]
enum RangeEnd {
    From,
    To,
}

#[component]
fn Range(props: &RangeProps) -> Html {
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
    html! {
        <fieldset class="choices choices--range">
            <legend class="visually-hidden">{ words.when }</legend>
            <div class="range">
                <RangeField end={RangeEnd::From} {range} />
                <RangeField end={RangeEnd::To} {range} />
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

#[derive(PartialEq, Properties)]
struct RangeFieldProps {
    end: RangeEnd,
    range: DateRange,
}

#[component]
fn RangeField(props: &RangeFieldProps) -> Html {
    let wrong = use_state_eq(|| false);
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let RangeFieldProps { end, range } = *props;
    let (id, label, day) = match end {
        RangeEnd::From => ("range-from", context.words.from, range.from),
        RangeEnd::To => ("range-to", context.words.to, range.to),
    };
    let on_change = {
        let (context, wrong) = (context.clone(), wrong.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let text = input.value();
            let day = match text.trim() {
                "" => Some(None),
                text => read_date(text, context.words).map(|date| match end {
                    RangeEnd::From => Some(date.earliest()),
                    RangeEnd::To => Some(date.latest()),
                }),
            };
            wrong.set(day.is_none());
            if let Some(day) = day {
                let day = day.filter(|day| *day != Day::MIN && *day != Day::MAX);
                context.act(Action::SetRange(match end {
                    RangeEnd::From => DateRange { from: day, ..range },
                    RangeEnd::To => DateRange { to: day, ..range },
                }));
            }
        })
    };
    html! {
        <div class="range__end">
            <label for={id}>{ label }</label>
            <input
                {id}
                class="field"
                type="text"
                autocomplete="off"
                value={day.map(|day| day.to_string())}
                aria-invalid={wrong.then_some("true")}
                aria-describedby={if *wrong { [id, "-wrong date-hint"].concat() } else { "date-hint".to_owned() }}
                onchange={on_change}
            />
            if *wrong {
                <p class="wrong" role="alert" id={[id, "-wrong"].concat()}>
                    { context.words.bad_date }
                </p>
            }
        </div>
    }
}
