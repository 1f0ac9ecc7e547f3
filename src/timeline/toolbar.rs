//! Moving, zooming and grouping by buttons, and what is out of sight.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::icon::Icon;
use backstory_core::query::Facet;
use backstory_core::state::{Action, Lanes};
use backstory_core::timeline::TimelineCommand;

#[derive(PartialEq, Properties)]
pub(super) struct ToolbarProps {
    pub context: WidgetContext,
    pub lanes: Lanes,
    /// How many events are out of sight on either side.
    pub before: u32,
    pub after: u32,
    /// Moves or zooms.
    pub command: Callback<TimelineCommand>,
    /// Goes through the events, one by one.
    pub step: Callback<()>,
}

#[component]
pub(super) fn Toolbar(props: &ToolbarProps) -> Html {
    let ToolbarProps {
        context,
        lanes,
        before,
        after,
        command,
        step,
    } = props;
    let words = context.words;
    let on = |asked: TimelineCommand| command.reform(move |_: MouseEvent| asked);
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
                aria-disabled={(*before == 0).to_string()}
                onclick={on(TimelineCommand::Earlier)}
            >
                { Icon::Back.draw() }{ words.earlier.of(*before) }
            </button>
            <button
                type="button"
                class="control"
                aria-disabled={(*after == 0).to_string()}
                onclick={on(TimelineCommand::Later)}
            >
                { words.later.of(*after) }{ Icon::On.draw() }
            </button>
            <button type="button" class="control timeline__step" onclick={step.reform(|_: MouseEvent| ())}>
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
            { icon(Icon::Minus, words.zoom_out, TimelineCommand::ZoomOut) }
            { icon(Icon::Plus, words.zoom_in, TimelineCommand::ZoomIn) }
            { icon(Icon::Fit, words.fit_all, TimelineCommand::Fit) }
        </div>
    }
}
