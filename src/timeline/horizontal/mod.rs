//! The timeline along an axis: an instrument to move and zoom through the events,
//! and an ordered list for a screen reader.
//!
//! This file holds the component. What the reader does to it stands in
//! [`actions`], what is drawn in it in the files next to it; which window is
//! shown and where an event stands is plain geometry, in [`backstory_core::timeline`].

mod actions;
mod axis;
mod event;
mod frame;
mod input;
mod keys;
mod lane;
mod lane_context;
mod layout;
mod message;
mod overview;
mod target;
mod tick_label;
mod undated;

pub(super) use lane::rows_height;
pub(super) use layout::TimelineLayout;

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::legend::legend;
use super::props::{TimelineProps, open_event as open_event_of};
use super::toolbar::{Instrument, Toolbar};
use crate::record::record_name;
use crate::ui::measure::{
    NextFrame, UNMEASURED, WheelListener, WidthObserver, find_and_focus, place,
};
use crate::ui::text::elsewhere;
use backstory_core::dataset::EventIx;
use backstory_core::state::{self, Record, State, View};
use backstory_core::timeline::{LaneLayout, PointerGesture, Scale, Viewport, Window};
use backstory_core::util::narrow::narrow;
use backstory_core::util::ptr_eq::PtrEq;
use message::Msg;
use overview::Overview;
use undated::Undated;

/// A day in milliseconds.
const DAY_MS: f64 = 86_400_000.0;

/// What is told of the wheel, once.
#[derive(PartialEq)]
enum Hint {
    Untold,
    Told,
    Read,
}

pub(super) struct Horizontal {
    root: NodeRef,
    frame: NodeRef,
    width: f64,
    layout: TimelineLayout,
    lane_layouts: Vec<LaneLayout>,
    viewport: Viewport,
    gesture: PointerGesture,
    next_frame: Option<NextFrame>,
    /// The lane and the position of the event that has the focus, or had it.
    current: Option<(usize, usize)>,
    is_to_focus: bool,
    hovered: Option<u32>,
    /// The events that the hovered one is ordered by.
    neighbours: Vec<u32>,
    folded: Vec<Option<u32>>,
    hint: Hint,
    now: Option<f64>,
    listeners: Option<Listeners>,
}

/// What is heard of one element, for as long as it is on the page.
struct Listeners {
    element: Element,
    _width: Option<WidthObserver>,
    _wheel: WheelListener,
}

type Ctx = yew::Context<Horizontal>;

impl Component for Horizontal {
    type Message = Msg;
    type Properties = TimelineProps;

    fn create(ctx: &Ctx) -> Self {
        let layout = new_layout(ctx, UNMEASURED);
        let asked = ctx.props().state.window.map(window_of);
        let mut timeline = Self {
            root: NodeRef::default(),
            frame: NodeRef::default(),
            width: UNMEASURED,
            viewport: Viewport::new(layout.opening, layout.all, asked),
            layout,
            lane_layouts: Vec::new(),
            gesture: PointerGesture::default(),
            next_frame: None,
            current: None,
            is_to_focus: false,
            hovered: None,
            neighbours: Vec::new(),
            folded: Vec::new(),
            hint: Hint::Untold,
            now: None,
            listeners: None,
        };
        // A permalink to an event shows the event.
        if let Some(window) = timeline.revealing_open(ctx) {
            timeline.viewport.follow(window);
        }
        timeline.lay_out(ctx);
        timeline
    }

    fn changed(&mut self, ctx: &Ctx, old: &TimelineProps) -> bool {
        let TimelineProps {
            context,
            state,
            selection,
            ..
        } = ctx.props();
        if *context != old.context
            || !Rc::ptr_eq(selection, &old.selection)
            || state.lanes != old.state.lanes
        {
            self.layout = new_layout(ctx, self.width);
            self.current = None;
            self.take_bounds();
            if state.window.is_none() {
                self.viewport.reset();
            }
        }
        let is_ours = self.viewport.exact().map(days_of) == state.window;
        let is_same = |other: &State| {
            let window = other.window;
            *other
                == State {
                    window,
                    ..(**state).clone()
                }
        };
        if state.window != old.state.window {
            self.viewport.ask(state.window.map(window_of), is_ours);
        }
        // The state only learns of the window that is drawn already.
        if is_ours
            && *context == old.context
            && Rc::ptr_eq(selection, &old.selection)
            && is_same(&old.state)
        {
            return false;
        }
        if state.open != old.state.open
            && let Some(window) = self.revealing_open(ctx)
        {
            self.animate_to(window);
        }
        self.request_frame(ctx);
        self.lay_out(ctx);
        true
    }

    fn update(&mut self, ctx: &Ctx, msg: Msg) -> bool {
        let is_changed = self.act(ctx, msg);
        self.request_frame(ctx);
        if is_changed {
            self.lay_out(ctx);
        }
        is_changed
    }

    fn view(&self, ctx: &Ctx) -> Html {
        ctx.props().context.mark_active.emit(());
        let TimelineProps {
            context,
            state,
            selection,
            ..
        } = ctx.props();
        let words = context.words;
        if selection.events().is_empty() {
            return elsewhere(
                context,
                &words.relationships.of(selection.found().relationships),
                View::Relationships,
            );
        }
        let window = self.viewport.window();
        let (before, after) = self.layout.whole.outside(&window);
        html! {
            <div ref={self.root.clone()} class="timeline">
                <Toolbar
                    context={context.clone()}
                    lanes={state.lanes}
                    instrument={Instrument {
                        before: narrow(before),
                        after: narrow(after),
                        command: ctx.link().callback(Msg::Command),
                    }}
                    switch={ctx.props().switch.clone()}
                />
                { self.frame(ctx, &window) }
                <p id="timeline-keys" hidden=true>{ words.timeline_keys }</p>
                <Overview
                    context={context.clone()}
                    {window}
                    found={PtrEq(self.layout.whole.clone())}
                    range={state.filter.range}
                    center={ctx.link().callback(Msg::Center)}
                />
                <Undated
                    context={context.clone()}
                    undated={self.layout.undated.clone()}
                    open={open_event(ctx)}
                />
                { legend(context, self.layout.whole.legend()) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Ctx, first: bool) {
        if first {
            self.now = Some(js_sys::Date::now() / DAY_MS);
        }
        self.listen(ctx);
        let Some(root) = self.root.cast::<Element>() else {
            return;
        };
        place(&root);
        if self.is_to_focus {
            self.is_to_focus = !self.focus_current(&root);
        }
    }
}

impl Horizontal {
    /// Hears the frame that is on the page now. A filter that leaves no event
    /// takes it away, and another comes when the filter is cleared.
    fn listen(&mut self, ctx: &Ctx) {
        let frame = self.frame.cast::<Element>();
        let heard = self.listeners.as_ref().map(|it| &it.element);
        if frame.as_ref() == heard {
            return;
        }
        let link = ctx.link();
        self.listeners = frame.map(|element| {
            let wheel = link.callback(Msg::Wheel);
            Listeners {
                _width: WidthObserver::new(&element, link.callback(Msg::Width)),
                _wheel: WheelListener::new(element.clone(), move |event| {
                    if target::is_for_us(&event) {
                        event.prevent_default();
                    }
                    wheel.emit(event);
                }),
                element,
            }
        });
    }

    fn request_frame(&mut self, ctx: &Ctx) {
        if self.viewport.needs_frame() && self.next_frame.is_none() {
            self.next_frame = NextFrame::new(ctx.link().callback(Msg::Frame));
        }
    }

    fn take_bounds(&mut self) {
        let TimelineLayout { opening, all, .. } = self.layout;
        self.viewport.set_bounds(opening, all);
    }

    fn lay_out(&mut self, ctx: &Ctx) {
        let context = &ctx.props().context;
        let scale = Scale::new(self.viewport.window(), self.width);
        let focused = self
            .current
            .and_then(|(lane, position)| self.key(lane, position));
        let wanted = if self.is_to_focus {
            focused
        } else {
            open_event(ctx).map(|ix| ix.0).or(focused)
        };
        self.lane_layouts = self.layout.layouts(context, &scale, wanted);
    }

    /// The event at a position of a lane.
    fn key(&self, lane: usize, position: usize) -> Option<u32> {
        self.layout.lanes.get(lane)?.events.key(position)
    }

    /// Gives the focus to the event that Tab comes to; says whether it is there.
    fn focus_current(&self, root: &Element) -> bool {
        let Some((lane, position)) = self.current else {
            return true;
        };
        let Some(key) = self.key(lane, position) else {
            return true;
        };
        let record = record_name(Record::Event(EventIx(key)));
        let selector = [
            "[data-lane=\"",
            &lane.to_string(),
            "\"] [data-record=\"",
            &record,
            "\"]",
        ]
        .concat();
        find_and_focus(root, &selector)
    }
}

fn new_layout(ctx: &Ctx, width: f64) -> TimelineLayout {
    let TimelineProps {
        context,
        state,
        selection,
        ..
    } = ctx.props();
    TimelineLayout::new(context, selection, state.lanes, width)
}

fn open_event(ctx: &Ctx) -> Option<EventIx> {
    open_event_of(&ctx.props().state)
}

/// A window as the state and the permalink have it, in whole days.
fn days_of(window: Window) -> state::DayWindow {
    let (from, to) = window.to_days();
    state::DayWindow { from, to }
}

fn window_of(window: state::DayWindow) -> Window {
    Window::of_days(window.from, window.to)
}
