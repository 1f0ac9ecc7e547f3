//! Moving, zooming, grouping and the layout by buttons, and what is out of sight.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::icon::Icon;
use backstory_core::query::Facet;
use backstory_core::state::{Action, Lanes, Layout, View};
use backstory_core::timeline::TimelineCommand;

#[derive(PartialEq, Properties)]
pub(super) struct ToolbarProps {
    pub context: WidgetContext,
    pub lanes: Lanes,
    /// What can be moved and zoomed, where anything can.
    #[prop_or_default]
    pub instrument: Option<Instrument>,
    /// Changes the layout.
    pub switch: Callback<Layout>,
}

/// A window that is moved and zoomed.
#[derive(Clone, PartialEq)]
pub(super) struct Instrument {
    /// How many events are out of sight on either side.
    pub before: u32,
    pub after: u32,
    /// Moves or zooms.
    pub command: Callback<TimelineCommand>,
}

#[component]
pub(super) fn Toolbar(props: &ToolbarProps) -> Html {
    let ToolbarProps {
        context,
        lanes,
        instrument,
        switch,
    } = props;
    let choice = use_node_ref();
    {
        // `selected` alone counts for nothing in Firefox once the reader has chosen.
        let choice = choice.clone();
        use_effect_with(*lanes, move |lanes| {
            if let Some(choice) = choice.cast::<HtmlSelectElement>() {
                choice.set_value(&option(*lanes));
            }
        });
    }
    let words = context.words;
    let (dataset, choices) = (context.dataset(), &context.story.presence.lanes);
    let name = |lanes: Lanes| match lanes {
        Lanes::None => words.no_groups,
        Lanes::Actor => words.facet(Facet::Actor, dataset),
        Lanes::Kind => words.facet(Facet::Kind, dataset),
        Lanes::Status => words.facet(Facet::Status, dataset),
        Lanes::Field(ix) => words.facet(Facet::Field(ix), dataset),
    };
    let on_lanes = {
        let context = context.clone();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let place = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            let choices = &context.story.presence.lanes;
            let chosen = place.and_then(|place| choices.get(place).copied());
            if let Some(lanes) = chosen {
                context.act(Action::SetLanes(lanes));
            }
        })
    };
    html! {
        <div class="timeline__bar" role="group" aria-label={words.timeline}>
            if let Some(it) = instrument {
                { it.moves(context) }
            }
            // Begins the story, or goes on with the event that is open.
            <button
                type="button"
                class="control timeline__step"
                onclick={context.on(Action::Show(View::Story))}
            >
                { Icon::Play.draw() }{ words.step_through }
            </button>
            <span class="spring" />
            if choices.len() > 1 {
                <label class="lanes">
                    <span class="lanes__label">{ words.group_by }</span>
                    <select ref={choice} class="control lanes__choice" onchange={on_lanes}>
                        { for choices.iter().map(|it| html! {
                            <option value={option(*it)} selected={it == lanes}>{ name(*it) }</option>
                        }) }
                    </select>
                </label>
            }
            { layout_switch(context, instrument.is_none(), switch) }
            if let Some(it) = instrument {
                { it.zooms(context) }
            }
        </div>
    }
}

/// The value of a choice: its word, or the number of its field.
fn option(lanes: Lanes) -> String {
    match lanes {
        Lanes::Field(ix) => ix.0.to_string(),
        _ => lanes.as_str().to_owned(),
    }
}

impl Instrument {
    fn on(&self, asked: TimelineCommand) -> Callback<MouseEvent> {
        self.command.reform(move |_| asked)
    }

    /// Earlier and later.
    fn moves(&self, context: &WidgetContext) -> Html {
        let words = context.words;
        let (before, after) = (self.before, self.after);
        html! {
            <>
                <button
                    type="button"
                    class="control"
                    aria-disabled={(before == 0).to_string()}
                    onclick={self.on(TimelineCommand::Earlier)}
                >
                    { Icon::Back.draw() }{ words.earlier.of(before) }
                </button>
                <button
                    type="button"
                    class="control"
                    aria-disabled={(after == 0).to_string()}
                    onclick={self.on(TimelineCommand::Later)}
                >
                    { words.later.of(after) }{ Icon::On.draw() }
                </button>
            </>
        }
    }

    /// Nearer, farther off, and all of it.
    fn zooms(&self, context: &WidgetContext) -> Html {
        let words = context.words;
        let icon = |icon: Icon, label, asked| icon.button(label, false, Some(self.on(asked)));
        html! {
            <>
                { icon(Icon::Minus, words.zoom_out, TimelineCommand::ZoomOut) }
                { icon(Icon::Plus, words.zoom_in, TimelineCommand::ZoomIn) }
                { icon(Icon::Fit, words.fit_all, TimelineCommand::Fit) }
            </>
        }
    }
}

/// Which way time runs: one of two buttons is on.
fn layout_switch(context: &WidgetContext, is_vertical: bool, switch: &Callback<Layout>) -> Html {
    let words = context.words;
    let choice = |layout: Layout, is_on: bool, icon: Icon, name: &'static str| {
        html! {
            <button
                type="button"
                class="switch__choice layout-switch__choice"
                data-layout={layout.as_str()}
                aria-pressed={is_on.to_string()}
                aria-label={name}
                title={name}
                onclick={switch.reform(move |_: MouseEvent| layout)}
            >
                { icon.draw() }
            </button>
        }
    };
    html! {
        <div class="switch" role="group" aria-label={words.show_as}>
            { choice(Layout::Vertical, is_vertical, Icon::Vertical, words.layout_vertical) }
            { choice(Layout::Horizontal, !is_vertical, Icon::Horizontal, words.layout_horizontal) }
        </div>
    }
}
