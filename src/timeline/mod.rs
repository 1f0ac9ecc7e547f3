//! The timeline: an instrument to move and zoom through the events, and an
//! ordered list to whoever does not see it.
//!
//! This file holds what the reader's hands do to the window; what is drawn in
//! it stands in the files beside it, and where, in [`backstory_core::timeline`].

mod axis;
mod bar;
mod event;
mod hand;
mod keys;
mod lane;
mod legend;
#[cfg(any(feature = "prerender", not(target_arch = "wasm32")))]
mod listed;
mod track;
mod tray;
mod walk;

#[cfg(any(feature = "prerender", not(target_arch = "wasm32")))]
pub(super) use listed::Listed;
pub(super) use walk::Walk;

use std::rc::Rc;

use web_sys::{Element, WheelEvent};
use yew::prelude::*;

use crate::app::context::Context;
use crate::app::notes::elsewhere;
use crate::app::widget::record_name;
use crate::ui::measure::{
    NextFrame, UNMEASURED, WheelListener, WidthObserver, find_and_focus, inline_offset, place,
    prefers_stillness, reads_to_the_left,
};
use crate::ui::same::Same;
use backstory_core::dataset::EventIx;
use backstory_core::locale::fill;
use backstory_core::query::Selection;
use backstory_core::state::{self, Action, Record, State};
use backstory_core::timeline::{Extent, Layout, Motion, STEP, Scale, Window};
use bar::{Bar, Wish};
use hand::{Hand, Lifted};
use keys::{Press, press};
use lane::{Stage, lane};
use legend::legend;
use overview::Overview;
use track::{Track, room};
use tray::Tray;

/// How much one press zooms, and what share of the window one press moves.
const ZOOM: f64 = 2.0;
const PAN: f64 = 0.2;
const PAGE: f64 = 0.8;

/// How much a pixel of the wheel zooms: a wheel comes in notches of a hundred,
/// a pinch on a trackpad in single ones.
const NOTCH: f64 = 0.004;
const PINCH: f64 = 0.012;
/// What is less than this, in pixels, comes from a trackpad.
const TRACKPAD: f64 = 30.0;

/// After so many frames without another turn of the wheel, or another key, the
/// window is where the reader wants it.
const REST: u32 = 20;

const DAY: f64 = 86_400_000.0;

#[derive(PartialEq, Properties)]
pub(super) struct TimelineProps {
    pub context: Context,
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
}

pub(super) enum Msg {
    Press(PointerEvent),
    Drag(PointerEvent),
    /// Where it is lifted, and whether the page took it away.
    Lift(PointerEvent, At, bool),
    Wheel(WheelEvent),
    Key(Press, At),
    Click(At),
    Focus(At),
    Point(Option<u32>),
    Wish(Wish),
    /// The window goes to have its middle on a day.
    Center(f64),
    Fold(Option<u32>),
    Frame(f64),
    Width(f64),
    HintRead,
}

/// What is under an event of the page. It is asked as the event comes: once it
/// has left the shadow root, its target is the element around.
#[derive(Clone, Copy)]
pub(super) struct At {
    lane: Option<usize>,
    event: Option<u32>,
    /// The position of the first event of a group.
    group: Option<u32>,
    is_button: bool,
}

impl At {
    fn of(event: &web_sys::Event) -> Self {
        let target = event.target_dyn_into::<Element>();
        let closest = |selector: &str| target.as_ref()?.closest(selector).ok().flatten();
        let number = |attribute: &str| {
            let element = closest(&["[", attribute, "]"].concat())?;
            let value = element.get_attribute(attribute)?;
            value.trim_start_matches("event-").parse::<u32>().ok()
        };
        Self {
            lane: number("data-lane").map(|lane| lane as usize),
            event: number("data-record"),
            group: number("data-group"),
            is_button: closest("button").is_some(),
        }
    }
}

/// What is told of the wheel, once.
#[derive(PartialEq)]
enum Hint {
    Untold,
    Told,
    Read,
}

pub(super) struct Timeline {
    root: NodeRef,
    frame: NodeRef,
    width: f64,
    track: Track,
    layouts: Vec<Layout>,
    /// The window to the fraction of a day, which the state has in whole days.
    exact: Option<Window>,
    hand: Hand,
    motion: Option<Motion>,
    /// Where the next frame sets out to, and how long that takes.
    setting_out: Option<(Window, f64)>,
    /// How many frames are left until the window is made known.
    rest: Option<u32>,
    next_frame: Option<NextFrame>,
    /// The lane and the position of the event that has the focus, or had it.
    current: Option<(usize, usize)>,
    is_to_focus: bool,
    lit: Option<u32>,
    folded: Vec<Option<u32>>,
    hint: Hint,
    now: Option<f64>,
    listeners: Option<(Option<WidthObserver>, WheelListener)>,
}

type Ctx = yew::Context<Timeline>;

impl Component for Timeline {
    type Message = Msg;
    type Properties = TimelineProps;

    fn create(ctx: &Ctx) -> Self {
        let mut timeline = Self {
            root: NodeRef::default(),
            frame: NodeRef::default(),
            width: UNMEASURED,
            track: track(ctx, UNMEASURED),
            layouts: Vec::new(),
            exact: None,
            hand: Hand::default(),
            motion: None,
            setting_out: None,
            rest: None,
            next_frame: None,
            current: None,
            is_to_focus: false,
            lit: None,
            folded: Vec::new(),
            hint: Hint::Untold,
            now: None,
            listeners: None,
        };
        // A permalink to an event shows the event.
        if let Some(window) = timeline.revealing_open(ctx) {
            timeline.exact = Some(window);
        }
        timeline.lay_out(ctx);
        timeline
    }

    fn changed(&mut self, ctx: &Ctx, old: &TimelineProps) -> bool {
        let TimelineProps {
            context,
            state,
            selection,
        } = ctx.props();
        if *context != old.context
            || !Rc::ptr_eq(selection, &old.selection)
            || state.lanes != old.state.lanes
        {
            self.track = track(ctx, self.width);
            self.current = None;
            if state.window.is_none() {
                self.go_to(None);
            }
        }
        let is_ours = self.exact.map(days_of) == state.window;
        let is_same = |other: &State| {
            let window = other.window;
            *other
                == State {
                    window,
                    ..(**state).clone()
                }
        };
        // The state only learns of the window that is drawn already.
        if is_ours
            && *context == old.context
            && Rc::ptr_eq(selection, &old.selection)
            && is_same(&old.state)
        {
            return false;
        }
        if state.window != old.state.window && !is_ours {
            self.go_to(None);
        }
        if state.open != old.state.open
            && let Some(window) = self.revealing_open(ctx)
        {
            self.set_out(ctx, window);
        }
        self.lay_out(ctx);
        true
    }

    fn update(&mut self, ctx: &Ctx, msg: Msg) -> bool {
        let is_changed = self.act(ctx, msg);
        if is_changed {
            self.lay_out(ctx);
        }
        is_changed
    }

    fn view(&self, ctx: &Ctx) -> Html {
        ctx.props().context.at_work.emit(());
        let TimelineProps {
            context,
            state,
            selection,
        } = ctx.props();
        let words = context.words;
        if selection.events().is_empty() {
            return elsewhere(
                context,
                &words.relationships.of(selection.found().relationships),
            );
        }
        let window = self.window(ctx);
        let (before, after) = self.track.whole.outside(&window);
        let count = |events: usize| u32::try_from(events).unwrap_or(u32::MAX);
        html! {
            <div ref={self.root.clone()} class="timeline">
                <Bar
                    context={context.clone()}
                    lanes={state.lanes}
                    before={count(before)}
                    after={count(after)}
                    wish={ctx.link().callback(Msg::Wish)}
                />
                { self.frame(ctx, &window) }
                <p id="timeline-keys" hidden=true>{ words.timeline_keys }</p>
                <Overview
                    context={context.clone()}
                    {window}
                    found={Same(self.track.whole.clone())}
                    range={state.filter.range}
                    center={ctx.link().callback(Msg::Center)}
                />
                <Tray
                    context={context.clone()}
                    undated={self.track.undated.clone()}
                    open={open_event(ctx)}
                />
                { legend(context, self.track.whole.kinds()) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Ctx, first: bool) {
        if first {
            let link = ctx.link();
            self.now = Some(js_sys::Date::now() / DAY);
            if let Some(frame) = self.frame.cast::<Element>() {
                let width = WidthObserver::new(&frame, link.callback(Msg::Width));
                let wheel = link.callback(Msg::Wheel);
                let wheel = WheelListener::new(frame, move |event| {
                    if is_for_us(&event) {
                        event.prevent_default();
                    }
                    wheel.emit(event);
                });
                self.listeners = Some((width, wheel));
            }
        }
        let Some(root) = self.root.cast::<Element>() else {
            return;
        };
        place(&root);
        if self.is_to_focus {
            self.is_to_focus = !self.focus_current(&root);
        }
    }
}

impl Timeline {
    fn frame(&self, ctx: &Ctx, window: &Window) -> Html {
        let TimelineProps { context, state, .. } = ctx.props();
        let words = context.words;
        let link = ctx.link();
        let scale = Scale::new(*window, self.width);
        let stage = Stage {
            context,
            scale: &scale,
            by: state.lanes,
            possibly: &self.track.possibly,
            open: open_event(ctx).map(|ix| ix.0),
            lit: self.lit,
            current: self.current,
        };
        let key = if is_mac() { "⌘" } else { "Ctrl" };
        html! {
            <div
                ref={self.frame.clone()}
                class={classes!("timeline__frame", self.hand.is_dragging().then_some("timeline__frame--held"))}
                tabindex="0"
                role="group"
                aria-label={words.timeline}
                aria-describedby="timeline-keys"
                onpointerdown={link.callback(Msg::Press)}
                onpointermove={link.callback(Msg::Drag)}
                onpointerup={link.callback(|event| lifted(event, false))}
                onpointercancel={link.callback(|event| lifted(event, true))}
                onpointerover={link.callback(|event: PointerEvent| Msg::Point(At::of(&event).event))}
                onpointerleave={link.callback(|_| Msg::Point(None))}
                onkeydown={link.batch_callback(key_pressed)}
                onclick={link.callback(|event: MouseEvent| Msg::Click(At::of(&event)))}
                onfocusin={link.callback(|event: FocusEvent| Msg::Focus(At::of(&event)))}
            >
                { axis::axis(context, &scale, self.now) }
                { for self.track.strips.iter().zip(&self.layouts).enumerate().map(|(at, (strip, layout))| {
                    let class = strip.class;
                    let fold = link.callback(move |_| Msg::Fold(class));
                    lane(&stage, at, strip, layout, self.folded.contains(&class), fold)
                }) }
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

    /// Does what a message asks for; says whether anything looks different.
    fn act(&mut self, ctx: &Ctx, msg: Msg) -> bool {
        match msg {
            Msg::Press(event) => {
                if event.button() != 0 {
                    return false;
                }
                let Some((x, scale)) = self.point(ctx, &event) else {
                    return false;
                };
                // A hand on it holds it.
                if self.motion.take().is_some() || self.setting_out.take().is_some() {
                    self.rest = Some(REST);
                }
                self.hand.press(event.pointer_id(), x, &scale);
                false
            }
            Msg::Drag(event) => {
                let Some((x, scale)) = self.point(ctx, &event) else {
                    return false;
                };
                let was_dragging = self.hand.is_dragging();
                let now = event.time_stamp();
                let Some(window) = self.hand.drag(event.pointer_id(), x, now, &scale) else {
                    return false;
                };
                if !was_dragging && let Some(frame) = self.frame.cast::<Element>() {
                    // What began as a press on an event is none any more. Only
                    // a pointer that is gone already is refused.
                    let _ = frame.set_pointer_capture(event.pointer_id());
                }
                self.rest = None;
                self.exact = Some(window);
                true
            }
            Msg::Lift(event, at, is_lost) => {
                let Some((x, scale)) = self.point(ctx, &event) else {
                    return false;
                };
                let now = event.time_stamp();
                match self.hand.lift(event.pointer_id(), x, now, &scale, is_lost) {
                    Lifted::Nothing => {}
                    Lifted::Dragged(motion) => {
                        self.motion = motion.filter(|_| !prefers_stillness());
                        if self.motion.is_some() {
                            self.request_frame(ctx);
                        } else {
                            self.make_known(ctx);
                        }
                        return true;
                    }
                    Lifted::Twice if !at.is_button => {
                        let window = scale.window().zoom(ZOOM, scale.day(x));
                        self.set_out(ctx, window);
                    }
                    Lifted::Twice => {}
                }
                false
            }
            Msg::Wheel(event) => self.wheel(ctx, &event),
            Msg::Key(press, at) => self.key(ctx, press, at),
            Msg::Click(at) => {
                self.click(ctx, at);
                false
            }
            Msg::Focus(at) => {
                let Some((lane, key)) = at.lane.zip(at.event) else {
                    return false;
                };
                let strip = self.track.strips.get(lane);
                let position = strip.and_then(|strip| strip.lane.position(key));
                self.current = position.map(|position| (lane, position));
                self.lit = Some(key);
                true
            }
            Msg::Point(key) => {
                let is_changed = self.lit != key && ctx.props().state.lanes == state::Lanes::Actor;
                self.lit = key;
                is_changed
            }
            Msg::Wish(wish) => {
                self.wish(ctx, wish);
                false
            }
            Msg::Center(day) => {
                let window = self.target(ctx);
                self.set_out(ctx, window.pan(day - window.middle()));
                false
            }
            Msg::Fold(class) => {
                match self.folded.iter().position(|it| *it == class) {
                    Some(at) => {
                        self.folded.swap_remove(at);
                    }
                    None => self.folded.push(class),
                }
                true
            }
            Msg::Frame(now) => self.frame_came(ctx, now),
            Msg::Width(width) if width > 0.0 && (width - self.width).abs() >= 1.0 => {
                self.width = width;
                self.track.fit(&ctx.props().context, width);
                true
            }
            Msg::Width(_) => false,
            Msg::HintRead => {
                self.hint = Hint::Read;
                true
            }
        }
    }

    fn wheel(&mut self, ctx: &Ctx, event: &WheelEvent) -> bool {
        if !is_for_us(event) {
            let is_first = self.hint == Hint::Untold;
            if is_first {
                self.hint = Hint::Told;
            }
            return is_first;
        }
        let Some((x, scale)) = self.point(ctx, event) else {
            return false;
        };
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => 16.0,
            WheelEvent::DOM_DELTA_PAGE => 400.0,
            _ => 1.0,
        };
        let window = scale.window();
        let zoomed = if event.ctrl_key() || event.meta_key() {
            let turn = event.delta_y() * unit;
            let speed = if turn.abs() < TRACKPAD { PINCH } else { NOTCH };
            window.zoom((-turn * speed).exp(), scale.day(x))
        } else {
            let turned = if self.reads_to_the_left() { -1.0 } else { 1.0 };
            window.pan(event.delta_x() * unit * turned / scale.pixels_per_day())
        };
        self.hint = Hint::Read;
        self.motion = None;
        self.exact = Some(zoomed);
        self.rest = Some(REST);
        self.request_frame(ctx);
        true
    }

    fn key(&mut self, ctx: &Ctx, press: Press, at: At) -> bool {
        let on_event = at.lane.zip(at.event);
        let window = self.target(ctx);
        let focused = on_event.and_then(|(lane, key)| {
            let events = &self.track.strips.get(lane)?.lane;
            Some((lane, events.position(key)?, events.len()))
        });
        match (press, focused) {
            (Press::Zoom(is_in), _) => {
                let about = focused.and_then(|(lane, at, _)| self.begin(lane, at));
                let about = about.filter(|day| (window.from()..window.to()).contains(day));
                let factor = if is_in { ZOOM } else { 1.0 / ZOOM };
                self.set_out(ctx, window.zoom(factor, about.unwrap_or(window.middle())));
            }
            (Press::Page(way), _) => {
                self.set_out(ctx, window.pan(window.span() * PAGE * f64::from(way)));
            }
            (Press::Step(way), None) => {
                self.set_out(ctx, window.pan(window.span() * PAN * f64::from(way)));
            }
            (Press::End(is_last), None) => {
                let all = self.track.all;
                let day = if is_last {
                    all.to() - window.span()
                } else {
                    all.from()
                };
                self.set_out(ctx, window.pan(day - window.from()));
            }
            (Press::Step(way), Some((lane, at, length))) => {
                let next = if way < 0 {
                    at.saturating_sub(1)
                } else {
                    at + 1
                };
                return self.walk_to(ctx, lane, next.min(length - 1));
            }
            (Press::End(is_last), Some((lane, _, length))) => {
                return self.walk_to(ctx, lane, if is_last { length - 1 } else { 0 });
            }
        }
        false
    }

    /// The focus goes to an event, and the window with it.
    fn walk_to(&mut self, ctx: &Ctx, lane: usize, position: usize) -> bool {
        self.current = Some((lane, position));
        self.is_to_focus = true;
        let strip = self.track.strips.get(lane);
        let key = strip.and_then(|strip| strip.lane.key(position));
        if let Some(window) = key.and_then(|key| self.revealing(ctx, key)) {
            self.motion = None;
            self.exact = Some(window);
            self.rest = Some(REST);
            self.request_frame(ctx);
        }
        true
    }

    fn click(&mut self, ctx: &Ctx, at: At) {
        let context = &ctx.props().context;
        if let Some(ix) = at.event.map(EventIx) {
            context.act(if open_event(ctx) == Some(ix) {
                Action::Close
            } else {
                Action::Open(Record::Event(ix))
            });
        } else if let Some((lane, first)) = at.lane.zip(at.group) {
            self.open_group(ctx, lane, first as usize);
        }
    }

    /// Zooms in on a group so far that it comes apart; where it cannot, since
    /// all is on one day, walks through it.
    fn open_group(&mut self, ctx: &Ctx, lane: usize, first: usize) {
        let groups = self
            .layouts
            .get(lane)
            .map(|layout| layout.groups.as_slice());
        let group = groups.and_then(|groups| groups.iter().find(|group| group.first == first));
        let Some(group) = group else { return };
        let window = self.window(ctx);
        let span = ((group.to - group.from) * 1.5).max(1.0);
        if span < window.span() * 0.9 && window.span() > 2.0 && group.to - group.from >= 1.0 {
            let from = group.from - (span - (group.to - group.from)) / 3.0;
            self.set_out(ctx, Window::new(from, from + span));
            return;
        }
        let strip = self.track.strips.get(lane);
        if let Some(key) = strip.and_then(|strip| strip.lane.key(first)) {
            ctx.props()
                .context
                .act(Action::Open(Record::Event(EventIx(key))));
        }
    }

    fn wish(&mut self, ctx: &Ctx, wish: Wish) {
        let window = self.target(ctx);
        let to = match wish {
            Wish::In => window.zoom(ZOOM, window.middle()),
            Wish::Out => window.zoom(1.0 / ZOOM, window.middle()),
            Wish::All => self.track.all,
            Wish::Earlier => {
                let nearest = self.track.whole.last_before(&window);
                let step = window.pan(-window.span() * PAGE);
                nearest.map_or(step, |end| {
                    step.pan((end - step.to() + window.span() * 0.2).min(0.0))
                })
            }
            Wish::Later => {
                let nearest = self.track.whole.first_after(&window);
                let step = window.pan(window.span() * PAGE);
                nearest.map_or(step, |begin| {
                    step.pan((begin - step.from() - window.span() * 0.1).max(0.0))
                })
            }
            Wish::Walk => {
                let first = ctx.props().selection.events().first();
                if let Some((ix, _)) = first {
                    let here = open_event(ctx).unwrap_or(*ix);
                    ctx.props().context.act(Action::Open(Record::Event(here)));
                }
                return;
            }
        };
        self.set_out(ctx, to);
    }

    fn frame_came(&mut self, ctx: &Ctx, now: f64) -> bool {
        self.next_frame = None;
        let mut is_changed = false;
        if let Some((to, lasts)) = self.setting_out.take() {
            self.motion = Some(Motion::new(self.window(ctx), to, now, lasts));
        }
        if let Some(motion) = self.motion {
            let window = motion.at(now);
            self.exact = Some(window.unwrap_or(motion.to()));
            is_changed = true;
            if window.is_none() {
                self.motion = None;
                self.make_known(ctx);
            }
        }
        match self.rest {
            Some(0) => self.make_known(ctx),
            Some(frames) if !self.hand.is_dragging() => self.rest = Some(frames - 1),
            _ => {}
        }
        if self.motion.is_some() || self.rest.is_some() {
            self.request_frame(ctx);
        }
        is_changed
    }

    /// The window that is shown.
    fn window(&self, ctx: &Ctx) -> Window {
        let known = ctx.props().state.window;
        self.exact.unwrap_or_else(|| {
            known.map_or(self.track.opening, |it| Window::of_days(it.from, it.to))
        })
    }

    /// The window that is shown, or is about to be.
    fn target(&self, ctx: &Ctx) -> Window {
        let setting_out = self.setting_out.map(|(to, _)| to);
        let moving = || self.motion.map(|motion| motion.to());
        setting_out
            .or_else(moving)
            .unwrap_or_else(|| self.window(ctx))
    }

    /// Goes there at once, wherever it was going; nothing is what the state
    /// says.
    fn go_to(&mut self, window: Option<Window>) {
        self.exact = window;
        self.motion = None;
        self.setting_out = None;
        self.rest = None;
    }

    /// Goes there in a moment that the eye can follow.
    fn set_out(&mut self, ctx: &Ctx, to: Window) {
        self.rest = None;
        let lasts = if prefers_stillness() { 0.0 } else { STEP };
        self.motion = None;
        self.setting_out = Some((to, lasts));
        self.request_frame(ctx);
    }

    /// Tells the state, and with it the permalink, where the window came to
    /// rest: once a gesture, so that Back goes back by one.
    fn make_known(&mut self, ctx: &Ctx) {
        self.rest = None;
        if let Some(window) = self.exact {
            ctx.props()
                .context
                .act(Action::SetWindow(Some(days_of(window))));
        }
    }

    fn request_frame(&mut self, ctx: &Ctx) {
        if self.next_frame.is_none() {
            self.next_frame = NextFrame::new(ctx.link().callback(Msg::Frame));
        }
    }

    /// The window in which the open event is in sight, where it is not.
    fn revealing_open(&self, ctx: &Ctx) -> Option<Window> {
        self.revealing(ctx, open_event(ctx)?.0)
    }

    fn revealing(&self, ctx: &Ctx, key: u32) -> Option<Window> {
        let event = ctx.props().context.dataset().event(EventIx(key))?;
        let (from, to) = Extent::of(event.date.as_ref()?).bounded()?;
        let window = self.target(ctx);
        let revealed = window.reveal(from, to, room(self.width).min(0.4));
        (revealed != window).then_some(revealed)
    }

    fn begin(&self, lane: usize, position: usize) -> Option<f64> {
        Some(self.track.strips.get(lane)?.lane.bounds(position)?.0)
    }

    fn lay_out(&mut self, ctx: &Ctx) {
        let context = &ctx.props().context;
        let scale = Scale::new(self.window(ctx), self.width);
        let focused = self
            .current
            .and_then(|(lane, position)| self.track.strips.get(lane)?.lane.key(position));
        let wanted = if self.is_to_focus {
            focused
        } else {
            open_event(ctx).map(|ix| ix.0).or(focused)
        };
        self.layouts = self.track.layouts(context, &scale, wanted);
    }

    /// Gives the focus to the event that Tab comes to; says whether it is there.
    fn focus_current(&self, root: &Element) -> bool {
        let Some((lane, position)) = self.current else {
            return true;
        };
        let strip = self.track.strips.get(lane);
        let Some(key) = strip.and_then(|strip| strip.lane.key(position)) else {
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

    /// Where a pointer is on the drawing.
    fn point(&self, ctx: &Ctx, event: &MouseEvent) -> Option<(f64, Scale)> {
        let frame = self.frame.cast::<Element>()?;
        let x = inline_offset(&frame, event.client_x().into());
        Some((x, Scale::new(self.window(ctx), self.width)))
    }

    fn reads_to_the_left(&self) -> bool {
        self.frame
            .cast::<Element>()
            .is_some_and(|frame| reads_to_the_left(&frame))
    }
}

fn track(ctx: &Ctx, width: f64) -> Track {
    let TimelineProps {
        context,
        state,
        selection,
    } = ctx.props();
    Track::new(context, selection, state.lanes, width)
}

fn open_event(ctx: &Ctx) -> Option<EventIx> {
    match ctx.props().state.open {
        Some(Record::Event(ix)) => Some(ix),
        _ => None,
    }
}

fn days_of(window: Window) -> state::Window {
    let (from, to) = window.to_days();
    state::Window { from, to }
}

/// Whether a turn of the wheel is meant for the timeline: with Ctrl it zooms,
/// and sideways it moves. Any other scrolls the page.
fn is_for_us(event: &WheelEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.delta_x().abs() > event.delta_y().abs()
}

fn is_mac() -> bool {
    cfg!(target_arch = "wasm32")
        && web_sys::window()
            .and_then(|window| window.navigator().platform().ok())
            .is_some_and(|platform| platform.starts_with("Mac"))
}

fn lifted(event: PointerEvent, is_lost: bool) -> Msg {
    let at = At::of(&event);
    Msg::Lift(event, at, is_lost)
}

/// What a key asks for; the page does not hear of it then.
fn key_pressed(event: KeyboardEvent) -> Option<Msg> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let at = At::of(&event);
    // The heads of lanes have keys of their own.
    if at.is_button && at.event.is_none() {
        return None;
    }
    let is_rtl = event
        .target_dyn_into()
        .is_some_and(|target| reads_to_the_left(&target));
    let press = press(&event.key(), is_rtl)?;
    event.prevent_default();
    Some(Msg::Key(press, at))
}
