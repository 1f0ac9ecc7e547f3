//! What the reader does to the timeline.

use web_sys::{Element, WheelEvent};
use yew::prelude::*;

use super::keys::KeyCommand;
use super::layout::room;
use super::target::{EventTarget, Turn, is_for_us};
use super::{Ctx, Hint, Horizontal, Msg, days_of, open_event};
use crate::ui::measure::{inline_offset, prefers_stillness, reads_to_the_left};
use backstory_core::dataset::EventIx;
use backstory_core::state::{Action, Lanes, Record};
use backstory_core::timeline::{DateExtent, Release, STEP_MS, Scale, Window};

/// The most of the window that is kept free for the label of what is revealed.
const MOST_ROOM: f64 = 0.4;

/// A cluster that fills this share of the window is not opened by zooming.
const MOST_OF_WINDOW: f64 = 0.9;

impl Horizontal {
    /// Does what a message asks for; says whether anything looks different.
    pub(super) fn act(&mut self, ctx: &Ctx, msg: Msg) -> bool {
        match msg {
            Msg::Press(event) => {
                if event.button() == 0
                    && let Some((x, scale)) = self.point(&event)
                {
                    self.viewport.hold();
                    self.gesture.press(event.pointer_id(), x, &scale);
                }
                false
            }
            Msg::Drag(event) => self.drag(&event),
            Msg::Lift(event, target, is_lost) => self.lift(ctx, &event, target, is_lost),
            Msg::Wheel(event) => self.wheel(&event),
            Msg::Key(command, target) => self.key_pressed(ctx, command, target),
            Msg::Click(target) => {
                self.click(ctx, target);
                false
            }
            Msg::Focus(target) => {
                let Some((lane, key)) = target.lane.zip(target.event) else {
                    return false;
                };
                let state = self.layout.lanes.get(lane);
                let position = state.and_then(|state| state.events.position(key));
                self.current = position.map(|position| (lane, position));
                self.hover(ctx, Some(key));
                true
            }
            Msg::Hover(key) => {
                let is_actor = ctx.props().state.lanes == Lanes::Actor;
                let is_changed = self.hovered != key && is_actor;
                self.hover(ctx, key) || is_changed
            }
            Msg::Command(command) => {
                let to = self.viewport.command(command, &self.layout.whole);
                self.animate_to(to);
                false
            }
            Msg::Center(day) => {
                self.animate_to(self.viewport.centred(day));
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
            Msg::Frame(now) => {
                self.next_frame = None;
                let frame = self.viewport.frame(now, self.gesture.is_dragging());
                self.make_known(ctx, frame.settled);
                frame.is_changed
            }
            Msg::Width(width) if width > 0.0 && (width - self.width).abs() >= 1.0 => {
                self.width = width;
                self.layout.fit(&ctx.props().context, width);
                self.take_bounds();
                true
            }
            Msg::Width(_) => false,
            Msg::HintRead => {
                self.hint = Hint::Read;
                true
            }
        }
    }

    fn drag(&mut self, event: &PointerEvent) -> bool {
        let Some((x, scale)) = self.point(event) else {
            return false;
        };
        let was_dragging = self.gesture.is_dragging();
        let now = event.time_stamp();
        let Some(window) = self.gesture.drag(event.pointer_id(), x, now, &scale) else {
            return false;
        };
        if !was_dragging && let Some(frame) = self.frame.cast::<Element>() {
            // What began as a press on an event is none any more. Only
            // a pointer that is gone already is refused.
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        self.viewport.follow(window);
        true
    }

    fn lift(&mut self, ctx: &Ctx, event: &PointerEvent, at: EventTarget, is_lost: bool) -> bool {
        let Some((x, scale)) = self.point(event) else {
            return false;
        };
        let now = event.time_stamp();
        match self
            .gesture
            .lift(event.pointer_id(), x, now, &scale, is_lost)
        {
            Release::Nothing => false,
            Release::Dragged(motion) => {
                let motion = motion.filter(|_| !prefers_stillness());
                let settled = self.viewport.let_go(motion);
                self.make_known(ctx, settled);
                true
            }
            Release::Twice => {
                if !at.is_button {
                    let to = self.viewport.zoomed(true, Some(scale.day(x)));
                    self.animate_to(to);
                }
                false
            }
        }
    }

    fn wheel(&mut self, event: &WheelEvent) -> bool {
        if !is_for_us(event) {
            let is_first = self.hint == Hint::Untold;
            if is_first {
                self.hint = Hint::Told;
            }
            return is_first;
        }
        let Some((x, scale)) = self.point(event) else {
            return false;
        };
        let window = scale.window();
        self.viewport.jump_to(match Turn::of(event) {
            Turn::Zoom(factor) => window.zoom(factor, scale.day(x)),
            Turn::Move(pixels) => {
                let onward = if self.reads_to_the_left() { -1.0 } else { 1.0 };
                window.pan(pixels * onward / scale.pixels_per_day())
            }
        });
        self.hint = Hint::Read;
        true
    }

    fn key_pressed(&mut self, ctx: &Ctx, command: KeyCommand, target: EventTarget) -> bool {
        let focused = target.lane.zip(target.event).and_then(|(lane, key)| {
            let events = &self.layout.lanes.get(lane)?.events;
            Some((lane, events.position(key)?, events.len()))
        });
        let to = match (command, focused) {
            (KeyCommand::Zoom(is_in), _) => {
                let about = focused.and_then(|(lane, at, _)| {
                    Some(self.layout.lanes.get(lane)?.events.bounds(at)?.0)
                });
                self.viewport.zoomed(is_in, about)
            }
            (KeyCommand::Page(way), _) => self.viewport.paged(way),
            (KeyCommand::Step(way), None) => self.viewport.stepped(way),
            (KeyCommand::End(is_last), None) => self.viewport.at_end(is_last),
            (KeyCommand::Step(way), Some((lane, at, length))) => {
                let next = if way < 0 {
                    at.saturating_sub(1)
                } else {
                    at + 1
                };
                return self.focus_event(ctx, lane, next.min(length - 1));
            }
            (KeyCommand::End(is_last), Some((lane, _, length))) => {
                return self.focus_event(ctx, lane, if is_last { length - 1 } else { 0 });
            }
        };
        self.animate_to(to);
        false
    }

    /// The focus goes to an event, and the window with it.
    fn focus_event(&mut self, ctx: &Ctx, lane: usize, position: usize) -> bool {
        self.current = Some((lane, position));
        self.is_to_focus = true;
        let key = self.key(lane, position);
        if let Some(window) = key.and_then(|key| self.revealing(ctx, key)) {
            self.viewport.jump_to(window);
        }
        true
    }

    fn click(&mut self, ctx: &Ctx, target: EventTarget) {
        let context = &ctx.props().context;
        if let Some(ix) = target.event.map(EventIx) {
            context.act(if open_event(ctx) == Some(ix) {
                Action::Close
            } else {
                Action::Open(Record::Event(ix))
            });
        } else if let Some((lane, first)) = target.lane.zip(target.cluster) {
            self.open_cluster(ctx, lane, first as usize);
        }
    }

    /// Zooms in on a cluster so far that it comes apart; where it cannot, since
    /// all is at one time, steps through it.
    fn open_cluster(&mut self, ctx: &Ctx, lane: usize, first: usize) {
        let layout = self.lane_layouts.get(lane);
        let cluster = layout.and_then(|it| it.clusters.iter().find(|it| it.first == first));
        let Some(cluster) = cluster else { return };
        let window = self.viewport.window();
        let apart = cluster.to - cluster.from;
        // No window is shorter than the shortest.
        let shown = Window::new(cluster.from - apart / 6.0, cluster.to + apart / 3.0);
        if apart > 0.0 && shown.span() < window.span() * MOST_OF_WINDOW {
            self.animate_to(shown);
        } else if let Some(key) = self.key(lane, first) {
            let context = &ctx.props().context;
            context.act(Action::Open(Record::Event(EventIx(key))));
        }
    }

    /// Goes there in a moment that the eye can follow.
    pub(super) fn animate_to(&mut self, to: Window) {
        let lasts = if prefers_stillness() { 0.0 } else { STEP_MS };
        self.viewport.animate_to(to, lasts);
    }

    /// Takes note of the event that the pointer or the focus is on; whether there are lines
    /// to others to be drawn, or to be taken away.
    fn hover(&mut self, ctx: &Ctx, key: Option<u32>) -> bool {
        if self.hovered == key {
            return false;
        }
        self.hovered = key;
        let dataset = ctx.props().context.dataset();
        let ordered = key.filter(|_| !dataset.bounds.sequence().is_empty());
        let of = |key| dataset.neighbours(EventIx(key)).into_iter();
        let neighbours: Vec<u32> = ordered
            .map(|key| of(key).map(|it| it.event.0).collect())
            .unwrap_or_default();
        let is_changed = self.neighbours != neighbours || !neighbours.is_empty();
        self.neighbours = neighbours;
        is_changed
    }

    /// Tells the state, and with it the permalink, where the window came to
    /// rest.
    fn make_known(&self, ctx: &Ctx, settled: Option<Window>) {
        if let Some(window) = settled {
            let context = &ctx.props().context;
            context.act(Action::SetWindow(Some(days_of(window))));
        }
    }

    /// The window in which the open event is in sight, where it is not.
    pub(super) fn revealing_open(&self, ctx: &Ctx) -> Option<Window> {
        self.revealing(ctx, open_event(ctx)?.0)
    }

    fn revealing(&self, ctx: &Ctx, key: u32) -> Option<Window> {
        let dataset = ctx.props().context.dataset();
        let known = DateExtent::of_event(EventIx(key), dataset)?.bounded()?;
        self.viewport
            .revealing(known, room(self.width).min(MOST_ROOM))
    }

    /// Where a pointer is on the drawing.
    fn point(&self, event: &MouseEvent) -> Option<(f64, Scale)> {
        let frame = self.frame.cast::<Element>()?;
        let x = inline_offset(&frame, event.client_x().into());
        Some((x, Scale::new(self.viewport.window(), self.width)))
    }

    fn reads_to_the_left(&self) -> bool {
        self.frame
            .cast::<Element>()
            .is_some_and(|frame| reads_to_the_left(&frame))
    }
}
