//! What is drawn of a selection: its lanes, and how much room each has.

use std::rc::Rc;

use crate::app::context::Context;
use backstory_core::dataset::{Answer, EventIx};
use backstory_core::query::Selection;
use backstory_core::state::Lanes;
use backstory_core::timeline::{
    Drawing, Lane, Layout, Memory, Options, Scale, Window, dense, fit, lanes,
};
use backstory_core::util::format::within;
use backstory_core::util::sort;

/// How wide a label is taken to be: so many pixels a letter, within limits. The
/// browser cuts with an ellipsis what turns out wider.
const LETTER: f64 = 7.2;
const WIDE_LETTER: f64 = 14.5;
const SHORTEST_LABEL: f64 = 120.0;
const LONGEST_LABEL: f64 = 240.0;
/// On a narrow page no label takes more than this share of it.
const LONGEST_SHARE: f64 = 0.44;

/// How much room the label of the last event is left, in pixels.
const ROOM: f64 = 150.0;

/// How many lanes there are at most, beside the one for the rest.
const MOST_LANES: usize = 8;

/// How many events stand by themselves at most, over all lanes: each costs some
/// 0.2 ms whenever the window zooms, and all of it has to fit a frame.
const MOST_EVENTS: usize = 40;

/// How many rows a lane has at most, by how many lanes there are.
const fn most_rows(lanes: usize) -> usize {
    match lanes {
        0 | 1 => 14,
        2 | 3 => 5,
        4..=6 => 4,
        _ => 3,
    }
}

/// One lane, and what is known of it from the last drawing.
pub(super) struct Strip {
    /// What its events have in common; nothing in the lane of all, or of the
    /// rest.
    pub class: Option<u32>,
    pub lane: Rc<Lane>,
    /// How many rows it has. They are as many in every window, so that nothing
    /// below moves while the reader does.
    pub rows: usize,
    /// Whether there is a row for groups below them.
    pub has_groups: bool,
    pub memory: Memory,
}

/// A selection, ready to be drawn in any window.
pub(super) struct Track {
    pub strips: Vec<Strip>,
    /// Every dated event of the selection.
    pub whole: Rc<Lane>,
    /// The events that are only possibly in the range, by number.
    pub possibly: Vec<u32>,
    pub undated: Rc<[(EventIx, Answer)]>,
    /// The window to open with.
    pub opening: Window,
    /// The window that holds all.
    pub all: Window,
}

/// The share of the window that the last label needs.
pub(super) fn room(width: f64) -> f64 {
    ROOM / width
}

/// How marks are drawn in a lane of `rows`.
fn options(rows: usize, lanes: usize) -> Options {
    Options {
        rows,
        most: (MOST_EVENTS / lanes.max(1)).max(rows),
        group: SHORTEST_LABEL / 2.0,
        min_mark: 18.0,
        gap: 12.0,
    }
}

impl Track {
    pub fn new(context: &Context, selection: &Selection, by: Lanes, width: f64) -> Self {
        let dated = &context.story.dated;
        let in_time = context.story.index.in_time();
        let answer = |ix: &EventIx| Some((*ix, selection.event(*ix)?));
        // The undated events come last.
        let undated: Rc<[(EventIx, Answer)]> = in_time
            .iter()
            .skip(dated.len())
            .filter_map(answer)
            .collect();
        let whole = if selection.found().events == context.story.index.all().events {
            dated.clone()
        } else {
            Rc::new(dated.part(&|key| selection.event(EventIx(key)).is_some()))
        };
        let is_possibly = |ix: &EventIx| selection.event(*ix) == Some(Answer::Possibly);
        let possibly = if selection.possibly.events == 0 {
            Vec::new()
        } else {
            let events = context.dataset().events().map(|(ix, _)| ix);
            events.filter(is_possibly).map(|ix| ix.0).collect()
        };
        let (opening, all) = windows(&whole, width);
        let mut track = Self {
            strips: strips(context, &whole, by),
            possibly,
            undated,
            opening,
            all,
            whole,
        };
        track.plan(context, width);
        track
    }

    /// Fits the windows and the lanes to a width.
    pub fn fit(&mut self, context: &Context, width: f64) {
        (self.opening, self.all) = windows(&self.whole, width);
        for strip in &mut self.strips {
            strip.memory = Memory::default();
        }
        self.plan(context, width);
    }

    /// Gives every lane as many rows as its fullest windows need.
    fn plan(&mut self, context: &Context, width: f64) {
        let lanes = self.strips.len();
        for at in 0..lanes {
            let layouts = [self.opening, self.all].map(|window| {
                let scale = Scale::new(window, width);
                let Some(strip) = self.strips.get(at) else {
                    return Layout::default();
                };
                let options = options(most_rows(lanes), lanes);
                draw(
                    context,
                    &scale,
                    &options,
                    &strip.lane,
                    &Memory::default(),
                    None,
                )
            });
            if let Some(strip) = self.strips.get_mut(at) {
                let rows = layouts.iter().map(|layout| layout.rows).max().unwrap_or(0);
                strip.rows = rows.max(if lanes == 1 { 3 } else { 1 });
                strip.has_groups = layouts.iter().any(|layout| !layout.groups.is_empty());
            }
        }
    }

    /// Where everything stands in a window, lane by lane. It remembers, so that
    /// nothing jumps from one window to the next.
    pub fn layouts(
        &mut self,
        context: &Context,
        scale: &Scale,
        wanted: Option<u32>,
    ) -> Vec<Layout> {
        let lanes = self.strips.len();
        let laid = self.strips.iter_mut().map(|strip| {
            let options = options(strip.rows, lanes);
            let layout = draw(context, scale, &options, &strip.lane, &strip.memory, wanted);
            strip.memory = layout.memory.clone();
            strip.has_groups |= !layout.groups.is_empty();
            layout
        });
        laid.collect()
    }
}

/// The window to open with, and the one that holds all.
fn windows(whole: &Lane, width: f64) -> (Window, Window) {
    let marks = whole.marks();
    (dense(marks, room(width)), fit(marks, room(width)))
}

fn strips(context: &Context, whole: &Rc<Lane>, by: Lanes) -> Vec<Strip> {
    let strip = |(class, lane)| Strip {
        class,
        lane,
        rows: 1,
        has_groups: false,
        memory: Memory::default(),
    };
    if by == Lanes::None {
        return vec![strip((None, whole.clone()))];
    }
    let classes = |key: u32, into: &mut Vec<u32>| {
        let Some(event) = context.dataset().event(EventIx(key)) else {
            return;
        };
        match by {
            Lanes::None => {}
            Lanes::Actor => into.extend(event.participants.iter().map(|it| it.entity.0)),
            Lanes::Kind => into.push(event.kind as u32),
            Lanes::Status => into.push(event.status as u32),
        }
    };
    let most = if by == Lanes::Actor {
        MOST_LANES
    } else {
        usize::MAX
    };
    let mut lanes = lanes(whole, &classes, most);
    if by != Lanes::Actor {
        // The vocabulary has an order of its own.
        sort::sort_by_key(&mut lanes, |(class, _)| {
            (class.map_or(i64::MAX, i64::from), 0)
        });
    }
    let shared = lanes
        .into_iter()
        .map(|(class, lane)| (class, Rc::new(lane)));
    shared.map(strip).collect()
}

fn draw(
    context: &Context,
    scale: &Scale,
    options: &Options,
    lane: &Lane,
    memory: &Memory,
    wanted: Option<u32>,
) -> Layout {
    let longest = within(scale.width() * LONGEST_SHARE, SHORTEST_LABEL, LONGEST_LABEL);
    let label = |key: u32| {
        let event = context.dataset().event(EventIx(key));
        let title = event.map_or("", |event| &*event.title);
        within(text_width(title), SHORTEST_LABEL, longest)
    };
    Drawing {
        scale,
        options,
        label: &label,
    }
    .layout(lane, memory, wanted)
}

/// About how wide a title is, in pixels.
fn text_width(text: &str) -> f64 {
    // Hangul, kana, ideographs and what stands among them are square.
    let width = |letter: char| match letter {
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' => WIDE_LETTER,
        _ => LETTER,
    };
    text.chars().map(width).sum()
}
