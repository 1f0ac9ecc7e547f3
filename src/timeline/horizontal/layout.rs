//! What is drawn of a selection: its lanes, and how much room each has.

use std::rc::Rc;

use crate::context::WidgetContext;
use backstory_core::dataset::{EventIx, Match};
use backstory_core::locale::event_label;
use backstory_core::query::Selection;
use backstory_core::state::{Lanes, Record};
use backstory_core::timeline::{
    LabelWidth, LaneEvents, LaneLayout, LayoutOptions, LayoutPass, RowMemory, Scale, Window, fit,
    lanes, opening,
};
use backstory_core::util::format::within;
use backstory_core::util::sort;

/// How wide a label is taken to be: so many pixels a letter, within limits. The
/// browser cuts with an ellipsis what turns out wider.
const LETTER_WIDTH_PX: f64 = 7.2;
const WIDE_LETTER_WIDTH_PX: f64 = 14.5;
const MIN_LABEL_PX: f64 = 120.0;
const MAX_LABEL_PX: f64 = 260.0;
/// On a narrow page no label asks for more than this share of it.
const MAX_LABEL_SHARE: f64 = 0.5;
/// What a label is given beyond what its letters are taken to need, so that it
/// is not broken for a pixel.
const LABEL_PADDING_PX: f64 = 10.0;

/// How much of a row a picture next to a title takes, in pixels; the style sheet draws it
/// so, with a gap behind it.
const PICTURE_PX: f64 = 52.0;
/// The width of a date, which stands below the title, in pixels: of most, and of
/// a long one with its status.
const DATE_PX: f64 = 150.0;
const LONG_DATE_PX: f64 = 250.0;

/// How much room the label of the last event is left, in pixels.
const LAST_LABEL_PX: f64 = 150.0;

/// How many lanes there are at most, beside the one for the rest.
const MAX_LANES: usize = 8;

/// How many events stand by themselves at most, over all lanes: each costs some
/// 0.2 ms whenever the window zooms, and all of it has to fit a frame.
const MAX_SINGLE_EVENTS: usize = 40;

/// How many rows a lane has at most, by how many lanes there are.
const fn most_rows(lanes: usize) -> usize {
    match lanes {
        0 | 1 => 10,
        2 | 3 => 4,
        4..=6 => 3,
        _ => 2,
    }
}

/// One lane, and what is known of it from the last drawing.
pub(in crate::timeline) struct LaneState {
    /// What its events have in common; nothing in the lane of all, or of the
    /// rest.
    pub class: Option<u32>,
    pub events: Rc<LaneEvents>,
    /// How many rows it has. They are as many in every window, so that nothing
    /// below moves while the reader does.
    pub rows: usize,
    /// Whether there is a row for clusters below them.
    pub has_clusters: bool,
    pub memory: RowMemory,
}

/// A selection, ready to be drawn in any window.
pub(in crate::timeline) struct TimelineLayout {
    pub lanes: Vec<LaneState>,
    /// Every dated event of the selection.
    pub whole: Rc<LaneEvents>,
    /// The events that are only possibly in the range, by number.
    pub possibly: Vec<u32>,
    pub undated: Rc<[(EventIx, Match)]>,
    /// The window to open with.
    pub opening: Window,
    /// The window that holds all.
    pub all: Window,
}

/// The share of the window that the last label needs.
pub(super) fn room(width: f64) -> f64 {
    LAST_LABEL_PX / width
}

/// How marks are drawn in a lane of `rows`.
fn options(rows: usize, lanes: usize) -> LayoutOptions {
    LayoutOptions {
        rows,
        most: (MAX_SINGLE_EVENTS / lanes.max(1)).max(rows),
        cluster: MIN_LABEL_PX / 2.0,
        min_mark: 18.0,
        gap: 12.0,
    }
}

impl TimelineLayout {
    pub fn new(context: &WidgetContext, selection: &Selection, by: Lanes, width: f64) -> Self {
        let dated = &context.story.dated;
        let in_time = context.story.index.in_time();
        let answer = |ix: &EventIx| Some((*ix, selection.event(*ix)?));
        // The undated events come last.
        let undated: Rc<[(EventIx, Match)]> = in_time
            .iter()
            .skip(dated.len())
            .filter_map(answer)
            .collect();
        let whole = if selection.found().events == context.story.index.all().events {
            dated.clone()
        } else {
            Rc::new(dated.part(&|key| selection.event(EventIx(key)).is_some()))
        };
        let is_possibly = |ix: &EventIx| selection.event(*ix) == Some(Match::Possible);
        let possibly = if selection.possibly.events == 0 {
            Vec::new()
        } else {
            let events = context.dataset().events().map(|(ix, _)| ix);
            events.filter(is_possibly).map(|ix| ix.0).collect()
        };
        let lanes = lane_states(context, &whole, by);
        let (opening, all) = windows(context, &whole, &lanes, width);
        let mut layout = Self {
            lanes,
            possibly,
            undated,
            opening,
            all,
            whole,
        };
        layout.plan(context, width);
        layout
    }

    /// Fits the windows and the lanes to a width.
    pub fn fit(&mut self, context: &WidgetContext, width: f64) {
        (self.opening, self.all) = windows(context, &self.whole, &self.lanes, width);
        for lane in &mut self.lanes {
            lane.memory = RowMemory::default();
        }
        self.plan(context, width);
    }

    /// Gives every lane as many rows as its fullest windows need.
    fn plan(&mut self, context: &WidgetContext, width: f64) {
        let lanes = self.lanes.len();
        for at in 0..lanes {
            let layouts = [self.opening, self.all].map(|window| {
                let scale = Scale::new(window, width);
                let Some(lane) = self.lanes.get(at) else {
                    return LaneLayout::default();
                };
                let options = options(most_rows(lanes), lanes);
                draw(
                    context,
                    &scale,
                    &options,
                    &lane.events,
                    &RowMemory::default(),
                    None,
                )
            });
            if let Some(lane) = self.lanes.get_mut(at) {
                let rows = layouts.iter().map(|layout| layout.rows).max().unwrap_or(0);
                lane.rows = rows.max(if lanes == 1 { 3 } else { 1 });
                lane.has_clusters = layouts.iter().any(|layout| !layout.clusters.is_empty());
            }
        }
    }

    /// Where everything stands in a window, lane by lane. It remembers, so that
    /// nothing jumps from one window to the next.
    pub fn layouts(
        &mut self,
        context: &WidgetContext,
        scale: &Scale,
        wanted: Option<u32>,
    ) -> Vec<LaneLayout> {
        let lanes = self.lanes.len();
        let laid = self.lanes.iter_mut().map(|lane| {
            let options = options(lane.rows, lanes);
            let layout = draw(context, scale, &options, &lane.events, &lane.memory, wanted);
            lane.memory = layout.memory.clone();
            lane.has_clusters |= !layout.clusters.is_empty();
            layout
        });
        laid.collect()
    }
}

/// The window to open with, and the one that holds all.
fn windows(
    context: &WidgetContext,
    whole: &LaneEvents,
    lanes: &[LaneState],
    width: f64,
) -> (Window, Window) {
    let marks = whole.marks();
    let options = options(most_rows(lanes.len()), lanes.len());
    let readable = |window: &Window| {
        let scale = Scale::new(*window, width);
        let read = |lane: &LaneState| {
            let none = RowMemory::default();
            let layout = draw(context, &scale, &options, &lane.events, &none, None);
            layout.placed.iter().filter(|it| it.is_readable).count()
        };
        lanes.iter().map(read).sum()
    };
    let room = room(width);
    (opening(marks, room, &readable), fit(marks, room))
}

fn lane_states(context: &WidgetContext, whole: &Rc<LaneEvents>, by: Lanes) -> Vec<LaneState> {
    let state = |(class, events)| LaneState {
        class,
        events,
        rows: 1,
        has_clusters: false,
        memory: RowMemory::default(),
    };
    if by == Lanes::None {
        return vec![state((None, whole.clone()))];
    }
    let classes = |key: u32, into: &mut Vec<u32>| {
        let Some(event) = context.dataset().event(EventIx(key)) else {
            return;
        };
        match by {
            Lanes::None => {}
            Lanes::Actor => into.extend(event.participants.iter().map(|it| it.entity.0)),
            Lanes::Kind => into.extend(u32::try_from(event.kind.position())),
            Lanes::Status => into.extend(event.status.map(|it| it as u32)),
            Lanes::Field(ix) => {
                let field = context.dataset().field(ix);
                into.extend(field.into_iter().flat_map(|field| field.values.codes(key)));
            }
        }
    };
    let most = if matches!(by, Lanes::Actor | Lanes::Field(_)) {
        MAX_LANES
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
    shared.map(state).collect()
}

fn draw(
    context: &WidgetContext,
    scale: &Scale,
    options: &LayoutOptions,
    lane: &LaneEvents,
    memory: &RowMemory,
    wanted: Option<u32>,
) -> LaneLayout {
    let longest = within(scale.width() * MAX_LABEL_SHARE, MIN_LABEL_PX, MAX_LABEL_PX);
    let label = |key: u32| {
        let (two, one) = title_widths(context, EventIx(key));
        let picture = picture_width(context, EventIx(key));
        LabelWidth {
            least: within(two, DATE_PX, longest.max(DATE_PX)),
            whole: one.max(LONG_DATE_PX) + picture,
        }
    };
    LayoutPass {
        scale,
        options,
        label: &label,
    }
    .layout(lane, memory, wanted)
}

/// About how wide an event's title is on two lines, and on one, in pixels.
pub(super) fn title_widths(context: &WidgetContext, ix: EventIx) -> (f64, f64) {
    let event = context.dataset().event(ix);
    let title = event.map_or("", |event| &*event.title);
    let said = event.map(|event| event_label(event, context.words));
    let (two, one) = match said.filter(|said| !said.is_empty()) {
        Some(said) => text_widths(&[&*said, title].concat()),
        None => text_widths(title),
    };
    (two + LABEL_PADDING_PX, one + LABEL_PADDING_PX)
}

/// What an event's picture takes next to its title, if it has one, in pixels.
pub(super) fn picture_width(context: &WidgetContext, ix: EventIx) -> f64 {
    let media = context.dataset().media(Record::Event(ix));
    let has_some = media.iter().any(|it| it.still().is_some());
    if has_some { PICTURE_PX } else { 0.0 }
}

/// About how wide a text is on two lines, and on one, in pixels.
fn text_widths(text: &str) -> (f64, f64) {
    // Hangul, kana, ideographs and what stands among them are square, and a line
    // may end between any two of them.
    let is_square = |letter| matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}');
    let mut whole = 0.0;
    let mut ends = Vec::new();
    for letter in text.chars() {
        let width = if is_square(letter) {
            WIDE_LETTER_WIDTH_PX
        } else {
            LETTER_WIDTH_PX
        };
        // A line ends before a space, and the next begins after it.
        match letter {
            ' ' | '\u{200b}' => ends.push((whole, whole + width)),
            '-' | '/' => ends.push((whole + width, whole + width)),
            _ if is_square(letter) => ends.push((whole, whole)),
            _ => {}
        }
        whole += width;
    }
    let broken = ends.iter().map(|(end, next)| end.max(whole - next));
    (broken.fold(whole, f64::min), whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::{Value, decode};
    use backstory_core::timeline::MarkShape;

    #[test]
    fn a_title_is_broken_where_its_lines_are_shortest() {
        let (two, one) = text_widths("Russia arms Rwanda");
        let letters = |width: f64| (width / LETTER_WIDTH_PX).round();
        assert_eq!(letters(one), 18.0);
        assert_eq!(letters(two), 11.0, "Russia arms / Rwanda");
        // What cannot be broken takes its whole width.
        assert_eq!(letters(text_widths("Donaudampfschiff").0), 16.0);
        assert_eq!(text_widths(""), (0.0, 0.0));
        let (two, one) = text_widths("卢旺达的背景故事");
        assert_eq!(
            (two, one),
            (4.0 * WIDE_LETTER_WIDTH_PX, 8.0 * WIDE_LETTER_WIDTH_PX)
        );
    }

    /// The timeline of one of the published stories, and its context.
    fn story(json: &str, width: f64) -> (WidgetContext, TimelineLayout) {
        use crate::context::ContextParts;
        use crate::story::Story;

        let context = WidgetContext::new(ContextParts {
            story: Rc::new(Story::from(
                decode(&serde_json::from_str::<Value>(json).unwrap()).unwrap(),
            )),
            words: backstory_core::locale::Words::of("en", None),
            dispatch: yew::Callback::noop(),
            anchored: None,
            visit_passage: yew::Callback::noop(),
            visit: yew::Callback::noop(),
            copy: yew::Callback::noop(),
            save: yew::Callback::noop(),
            link: None,
            mark_active: yew::Callback::noop(),
        });
        let filter = backstory_core::query::Filter::default();
        let (index, dataset) = (&context.story.index, context.dataset());
        let selection = index.select(dataset, &filter);
        let layout = TimelineLayout::new(&context, &selection, Lanes::None, width);
        (context, layout)
    }

    const RWANDA: &str = include_str!("../../../data/rwanda.json");
    const MORNING: &str = include_str!("../../../examples/hour-by-hour/story.json");

    #[test]
    fn most_titles_of_the_published_stories_can_be_read_at_first() {
        for (name, json, width, least) in [
            ("Rwanda", RWANDA, 1200.0, 15),
            ("Rwanda", RWANDA, 720.0, 10),
            ("Rwanda", RWANDA, 340.0, 5),
            ("morning", MORNING, 1200.0, 15),
            ("morning", MORNING, 720.0, 10),
            ("morning", MORNING, 340.0, 5),
        ] {
            let (context, mut layout) = story(json, width);
            let scale = Scale::new(layout.opening, width);
            let placed = &layout.layouts(&context, &scale, None)[0].placed;
            let read = placed.iter().filter(|it| it.is_readable).count();
            println!(
                "{name} at {width}: {read} read of {} placed of {}, {} rows, {:?} days",
                placed.len(),
                layout.whole.len(),
                layout.lanes[0].rows,
                layout.opening.span(),
            );
            assert!(read >= least, "{name} at {width}: {read}");
        }
    }

    #[test]
    fn what_only_its_order_bounds_is_drawn_and_not_listed_as_undated() {
        let (context, layout) = story(RWANDA, 1200.0);
        let dataset = context.dataset();
        let title = |key: u32| dataset.event(EventIx(key)).map(|it| it.title.to_string());
        let marks = layout.whole.marks().iter();
        let between: Vec<_> = marks
            .filter(|mark| mark.extent.shape == MarkShape::Between)
            .map(|mark| title(mark.key).unwrap())
            .collect();
        assert_eq!(between, ["Churches are bombed in Sudan"]);
        assert_eq!(layout.whole.len(), 24);
        assert_eq!(layout.undated.len(), 7);
        assert!(
            layout
                .undated
                .iter()
                .all(|(ix, _)| dataset.bounds(*ix).is_none())
        );
    }

    #[test]
    fn a_story_of_one_morning_opens_on_that_morning() {
        let (_, layout) = story(MORNING, 1200.0);
        let (from, to) = layout.opening.to_days();
        assert_eq!(
            (from.to_string(), to.0 - from.0),
            ("2024-02-14".to_owned(), 1)
        );
    }
}
