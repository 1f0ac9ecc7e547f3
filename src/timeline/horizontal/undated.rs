//! The events with no date: not on the axis, and not guessed.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::record_name;
use crate::timeline::label::{date, order, title};
use backstory_core::dataset::{Event, EventIx, Match};
use backstory_core::state::{Action, Record};
use backstory_core::util::narrow::narrow;

/// How many are shown at first, and with each press on "more".
const PAGE_SIZE: usize = 12;

#[derive(PartialEq, Properties)]
pub(super) struct UndatedProps {
    pub context: WidgetContext,
    pub undated: Rc<[(EventIx, Match)]>,
    pub open: Option<EventIx>,
}

#[component]
pub(super) fn Undated(props: &UndatedProps) -> Html {
    let shown = use_state_eq(|| PAGE_SIZE);
    let UndatedProps {
        context,
        undated,
        open,
    } = props;
    if undated.is_empty() {
        return Html::default();
    }
    let words = context.words;
    let more = undated.len().saturating_sub(*shown);
    let on_more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + PAGE_SIZE))
    };
    html! {
        <section class="undated" aria-labelledby="undated-head">
            <h3 class="undated__head" id="undated-head">
                { words.undated }{ words.parenthesis_open }
                { words.language.number(narrow(undated.len())) }{ words.parenthesis_close }
            </h3>
            <p class="hint">{ words.undated_note }</p>
            <ul class="undated__list">
                { for undated.iter().take(*shown).filter_map(|(ix, answer)| {
                    let event = context.dataset().event(*ix)?;
                    Some(html! {
                        <li key={ix.0}>{ opener(context, *ix, event, *answer, *open == Some(*ix)) }</li>
                    })
                }) }
            </ul>
            if more > 0 {
                <button type="button" class="link undated__more" onclick={on_more}>
                    { words.more.of(narrow(more)) }
                </button>
            }
        </section>
    }
}

fn opener(
    context: &WidgetContext,
    ix: EventIx,
    event: &Event,
    answer: Match,
    is_open: bool,
) -> Html {
    let record = Record::Event(ix);
    let action = if is_open {
        Action::Close
    } else {
        Action::Open(record)
    };
    html! {
        <button
            type="button"
            class="undated__open"
            aria-expanded={is_open.to_string()}
            aria-controls="detail"
            data-record={record_name(record)}
            onclick={context.on(action)}
        >
            { title(context, event) }
            <span class="event__date">{ date(context, ix, event, answer == Match::Possible) }</span>
            if let Some(order) = order(context, ix, event) {
                <span class="undated__order">{ order }</span>
            }
        </button>
    }
}
