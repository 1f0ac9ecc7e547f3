//! The frame: the axis, the lanes below it, and what is said over them.

use yew::prelude::*;

use super::axis::axis;
use super::input::{key_pressed, lifted};
use super::lane::lane;
use super::lane_context::LaneContext;
use super::target::{EventTarget, is_mac};
use super::{Ctx, Hint, Horizontal, Msg};
use crate::timeline::props::{TimelineProps, open_event};
use crate::ui::icon::Icon;
use backstory_core::dataset::EventIx;
use backstory_core::locale::{fill, when};
use backstory_core::timeline::{LaneEvents, Scale, TimelineCommand, Window};

impl Horizontal {
    pub(super) fn frame(&self, ctx: &Ctx, window: &Window) -> Html {
        let TimelineProps { context, state, .. } = ctx.props();
        let words = context.words;
        let link = ctx.link();
        let scale = Scale::new(*window, self.width);
        let lanes = LaneContext {
            context,
            scale: &scale,
            by: state.lanes,
            possibly: &self.layout.possibly,
            open: open_event(state).map(|ix| ix.0),
            hovered: self.hovered,
            neighbours: &self.neighbours,
            current: self.current,
        };
        let key = if is_mac() { "⌘" } else { "Ctrl" };
        html! {
            <div
                ref={self.frame.clone()}
                class={classes!("timeline__frame", self.gesture.is_dragging().then_some("timeline__frame--held"))}
                tabindex="0"
                role="group"
                aria-label={words.timeline}
                aria-describedby="timeline-keys"
                onpointerdown={link.callback(Msg::Press)}
                onpointermove={link.callback(Msg::Drag)}
                onpointerup={link.callback(|event| lifted(event, false))}
                onpointercancel={link.callback(|event| lifted(event, true))}
                onpointerover={link.callback(|event: PointerEvent| Msg::Hover(EventTarget::of(&event).event))}
                onpointerleave={link.callback(|_| Msg::Hover(None))}
                onkeydown={link.batch_callback(key_pressed)}
                onclick={link.callback(|event: MouseEvent| Msg::Click(EventTarget::of(&event)))}
                onfocusin={link.callback(|event: FocusEvent| Msg::Focus(EventTarget::of(&event)))}
            >
                { axis(context, &scale, self.now) }
                { for self.layout.lanes.iter().zip(&self.lane_layouts).enumerate().map(|(at, (state, layout))| {
                    let class = state.class;
                    let fold = link.callback(move |_| Msg::Fold(class));
                    lane(&lanes, at, state, layout, self.folded.contains(&class), fold)
                }) }
                { self.empty(ctx, window) }
                if self.hint == Hint::Told {
                    <p
                        class="timeline__hint"
                        aria-hidden="true"
                        onanimationend={link.callback(|_| Msg::HintRead)}
                    >
                        { fill(words.zoom_hint, &[("key", key)]) }
                    </p>
                }
            </div>
        }
    }

    /// Where nothing is in the window: that this is so, and the way to what is
    /// nearest on either side.
    fn empty(&self, ctx: &Ctx, window: &Window) -> Option<Html> {
        let events: &LaneEvents = &self.layout.whole;
        let (before, after) = events.outside(window);
        if events.is_empty() || before + after < events.len() {
            return None;
        }
        let context = &ctx.props().context;
        let way = |position: Option<usize>, command: TimelineCommand| {
            let key = events.key(position?)?;
            let event = context.dataset().event(EventIx(key))?;
            let is_back = command == TimelineCommand::Earlier;
            let go = ctx
                .link()
                .callback(move |_: MouseEvent| Msg::Command(command));
            Some(html! {
                <button type="button" class="control timeline__nearest" onclick={go}>
                    if is_back { { Icon::Back.draw() } }
                    <span>
                        { crate::timeline::label::title(context, event) }
                        <span class="event__date">{ when(EventIx(key), context.dataset(), context.words) }</span>
                    </span>
                    if !is_back { { Icon::On.draw() } }
                </button>
            })
        };
        Some(html! {
            <div class="timeline__empty">
                <p role="status">{ context.words.window_empty }</p>
                { way(events.last_ended_before(window), TimelineCommand::Earlier) }
                { way(events.first_beginning_after(window), TimelineCommand::Later) }
            </div>
        })
    }
}
