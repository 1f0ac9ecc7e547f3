//! Moving, zooming and grouping by buttons, and what is out of sight.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::context::Context;
use crate::ui::icon::Icon;
use backstory_core::query::Facet;
use backstory_core::state::{Action, Lanes};

/// What a button of the bar asks for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wish {
    /// To what came before the window.
    Earlier,
    /// To what comes after it.
    Later,
    /// Nearer.
    In,
    /// Farther off.
    Out,
    /// To all of time.
    All,
    /// Through the events, one by one.
    Walk,
}

#[derive(PartialEq, Properties)]
pub(super) struct BarProps {
    pub context: Context,
    pub lanes: Lanes,
    /// How many events are out of sight on either side.
    pub before: u32,
    pub after: u32,
    pub wish: Callback<Wish>,
}

#[component]
pub(super) fn Bar(props: &BarProps) -> Html {
    let BarProps {
        context,
        lanes,
        before,
        after,
        wish,
    } = props;
    let words = context.words;
    let on = |asked: Wish| wish.reform(move |_: MouseEvent| asked);
    let icon = |icon: Icon, label, asked| icon.button(label, false, Some(on(asked)));
    let name = |lanes: Lanes| match lanes {
        Lanes::None => words.no_groups,
        Lanes::Actor => words.facet(Facet::Actor),
        Lanes::Kind => words.facet(Facet::Kind),
        Lanes::Status => words.facet(Facet::Status),
    };
    let on_lanes = {
        let context = context.clone();
        Callback::from(move |event: Event| {
            let chosen = event
                .target_dyn_into::<HtmlSelectElement>()
                .and_then(|select| Lanes::parse(&select.value()));
            if let Some(lanes) = chosen {
                context.act(Action::SetLanes(lanes));
            }
        })
    };
    html! {
        <div class="timeline__bar" role="group" aria-label={words.timeline}>
            <button
                type="button"
                class="control"
                disabled={*before == 0}
                onclick={on(Wish::Earlier)}
            >
                { Icon::Back.draw() }{ words.earlier.of(*before) }
            </button>
            <button type="button" class="control" disabled={*after == 0} onclick={on(Wish::Later)}>
                { words.later.of(*after) }{ Icon::On.draw() }
            </button>
            <button type="button" class="control timeline__walk" onclick={on(Wish::Walk)}>
                { Icon::Play.draw() }{ words.step_through }
            </button>
            <span class="spring" />
            <label class="lanes">
                <span class="lanes__label">{ words.group_by }</span>
                <select class="control lanes__choice" onchange={on_lanes}>
                    { for Lanes::ALL.into_iter().map(|it| html! {
                        <option value={it.as_str()} selected={it == *lanes}>{ name(it) }</option>
                    }) }
                </select>
            </label>
            { icon(Icon::Minus, words.zoom_out, Wish::Out) }
            { icon(Icon::Plus, words.zoom_in, Wish::In) }
            { icon(Icon::Fit, words.fit_all, Wish::All) }
        </div>
    }
}
