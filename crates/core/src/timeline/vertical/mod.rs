//! The timeline that runs down: in which order events are read, under which
//! heading, after which gap, and along which bars.
//!
//! A row is an event. The rows are in order and not to scale, so that all that is
//! worked out here is which row follows which: where a row stands depends on how
//! tall its text turns out to be, which only a page knows.

use std::ops::Range;

use crate::dataset::{Dataset, Date, Day, Event, EventIx, EventStatus, Match, OrderRelation};
use crate::timeline::extent::lasts;
use crate::timeline::{DateExtent, MarkShape};
use crate::util::sort::{self, Keyed};

/// How many bars stand side by side at most. What lasts while as many others do
/// has a mark, and no bar.
pub const BAR_TRACKS: usize = 3;

/// With more events than this, a year is divided in months, and a month in days.
const MAX_UNDER_HEADING: usize = 12;

/// A gap is told from so many seconds on, or so many times the median step.
const LONG_GAP_S: i64 = 2 * 365 * DAY_S;
const LONG_GAP_STEPS: i64 = 10;

const DAY_S: i64 = 86_400;
const HOUR_S: i64 = 3_600;

/// Beyond so many days a gap is counted in months, and beyond so many months in
/// years, unless the years are whole.
const MANY_DAYS: i64 = 60;
const MANY_MONTHS: i64 = 24;

/// What some rows stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodHeading {
    /// Nothing: these have no known beginning.
    None,
    /// The year of a day.
    Year(Day),
    /// The month of a day.
    Month(Day),
    /// A day.
    Day(Day),
    /// From the year of a day to that of another: some time in these years.
    Years(Day, Day),
    /// What was still to come when the article was published.
    Upcoming,
    /// What has no date, and no known place among the others.
    Undated,
}

/// The time from one event to the next, in the unit to which both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elapsed {
    /// Years.
    Years(u32),
    /// Months.
    Months(u32),
    /// Days.
    Days(u32),
    /// Hours.
    Hours(u32),
}

/// The part of a bar that runs along one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BarSlice(u8);

impl BarSlice {
    const PRESENT: u8 = 1;
    const BEGINS: u8 = 2;
    const ENDS: u8 = 4;
    const OPEN_END: u8 = 8;
    const OPEN_START: u8 = 16;
    const VAGUE: u8 = 32;
    const PLANNED: u8 = 64;

    /// Whether there is one.
    #[must_use]
    pub const fn is_present(self) -> bool {
        self.0 & Self::PRESENT != 0
    }

    /// Whether it is its bar's first: the bar of the row's own event.
    #[must_use]
    pub const fn begins(self) -> bool {
        self.0 & Self::BEGINS != 0
    }

    /// Whether it is its bar's last.
    #[must_use]
    pub const fn ends(self) -> bool {
        self.0 & Self::ENDS != 0
    }

    /// Whether its bar has no known end.
    #[must_use]
    pub const fn is_open_end(self) -> bool {
        self.0 & Self::OPEN_END != 0
    }

    /// Whether its bar has no known beginning.
    #[must_use]
    pub const fn is_open_start(self) -> bool {
        self.0 & Self::OPEN_START != 0
    }

    /// Whether its bar's date is approximate or uncertain.
    #[must_use]
    pub const fn is_vague(self) -> bool {
        self.0 & Self::VAGUE != 0
    }

    /// Whether its bar is of what was only planned.
    #[must_use]
    pub const fn is_planned(self) -> bool {
        self.0 & Self::PLANNED != 0
    }
}

/// One event, and what stands beside and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerticalRow {
    /// The event.
    pub event: EventIx,
    /// The bars that run along it, by their tracks.
    pub bars: [BarSlice; BAR_TRACKS],
    /// The gap between this row and the next, where it is worth telling.
    pub gap: Option<Elapsed>,
}

impl VerticalRow {
    const fn new(event: EventIx) -> Self {
        Self {
            event,
            bars: [BarSlice(0); BAR_TRACKS],
            gap: None,
        }
    }

    /// Whether it has a bar of its own.
    #[must_use]
    pub fn has_bar(&self) -> bool {
        self.bars.iter().any(|bar| bar.begins())
    }
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerticalSection {
    /// What they stand under.
    pub heading: PeriodHeading,
    /// Which they are; never none.
    pub rows: Range<usize>,
}

/// The events of a selection, to be read from above.
///
/// ```
/// use backstory_core::dataset::{Value, decode};
/// use backstory_core::query::{Filter, Index};
/// use backstory_core::timeline::{Elapsed, VerticalLayout};
///
/// let document = Value::parse(
///     r#"{"format": "backstory/1", "events": [
///         {"id": "a", "date": "1884", "title": "A deed", "kind": "other",
///          "status": "happened", "evidence": [{"paragraph": 1, "start": "A deed"}]},
///         {"id": "b", "date": "2013-05", "title": "A loss", "kind": "other",
///          "status": "happened", "evidence": [{"paragraph": 2, "start": "A loss"}]}]}"#,
/// );
/// let dataset = decode(&document.ok_or("not JSON")?)?.dataset;
/// let selection = Index::new(&dataset).select(&dataset, &Filter::default());
/// let layout = VerticalLayout::new(&dataset, selection.events());
/// assert_eq!(layout.sections().len(), 2);
/// assert_eq!(layout.rows()[0].gap, Some(Elapsed::Years(129)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerticalLayout {
    rows: Vec<VerticalRow>,
    sections: Vec<VerticalSection>,
    tracks: usize,
    published: Option<usize>,
}

impl VerticalLayout {
    /// Lays out events that are in the order of time, the undated ones last.
    #[must_use]
    pub fn new(dataset: &Dataset, events: &[(EventIx, Match)]) -> Self {
        let (dated, undated) = Dated::all(dataset, events);
        let published = dataset.article.published.as_ref().map(Date::latest);
        let published = published.filter(|day| *day < Day::MAX);
        let past = published.map(|day| dated.partition_point(|it| it.day <= day));
        let mut layout = Self {
            rows: Vec::with_capacity(events.len()),
            ..Self::default()
        };
        let rows_of_dated = layout.place(dataset, &dated, &undated, past);
        layout.tell_gaps(&dated, &rows_of_dated, past);
        layout.draw_bars(dataset, &dated, &rows_of_dated, past);
        layout
    }

    /// The rows, in the order in which they are read.
    #[must_use]
    pub fn rows(&self) -> &[VerticalRow] {
        &self.rows
    }

    /// The sections; together they hold every row once, in order.
    #[must_use]
    pub fn sections(&self) -> &[VerticalSection] {
        &self.sections
    }

    /// The sections that have any of these rows.
    #[must_use]
    pub fn sections_of(&self, rows: &Range<usize>) -> &[VerticalSection] {
        let first = self
            .sections
            .partition_point(|it| it.rows.end <= rows.start);
        let end = self.sections.partition_point(|it| it.rows.start < rows.end);
        self.sections.get(first..end).unwrap_or_default()
    }

    /// How many tracks have bars.
    #[must_use]
    pub const fn tracks(&self) -> usize {
        self.tracks
    }

    /// The row before which the article was published, where it is known when:
    /// as many as there are rows where all were before it.
    #[must_use]
    pub const fn published(&self) -> Option<usize> {
        self.published
    }

    /// The row of an event.
    #[must_use]
    pub fn position(&self, event: EventIx) -> Option<usize> {
        self.rows.iter().position(|row| row.event == event)
    }

    /// Gives every event its row and its heading; returns the rows of the dated
    /// ones.
    fn place(
        &mut self,
        dataset: &Dataset,
        dated: &[Dated],
        undated: &[EventIx],
        past: Option<usize>,
    ) -> Vec<usize> {
        let mut placed: Vec<Keyed> = Vec::new();
        let links = if undated.is_empty() {
            Vec::new()
        } else {
            links_of_undated(dataset)
        };
        let positions = order_positions(dataset, &links);
        let ends = order_ends(dataset, dated, &links);
        // Which are still to be put somewhere.
        let mut is_left = vec![false; dataset.events.len()];
        for ix in undated {
            if let Some(is_left) = is_left.get_mut(ix.position()) {
                *is_left = true;
            }
        }
        // Where each was put so far.
        let mut put = vec![0; dataset.events.len()];
        for (at, (ix, (second, side))) in (0..).zip(positions) {
            let is_left = is_left.get_mut(ix.position());
            let Some(is_left) = is_left.filter(|it| **it) else {
                continue;
            };
            *is_left = false;
            // What comes after the one before it, then what comes before the next.
            let position = dated.partition_point(|it| match side {
                ..0 => it.second < second,
                _ => it.second <= second,
            });
            // Of dates that begin together, the order tells which comes first.
            let (from, to) = ends.get(ix.position()).copied().unwrap_or((0, position));
            let wanted = if from <= to {
                position.min(to)
            } else {
                position
            };
            // Not before one that it comes after.
            let before = linked(&links, ix, true).filter_map(|it| put.get(it.position()));
            let position = before.fold(wanted, |most, it| most.max(*it));
            if let Some(put) = put.get_mut(ix.position()) {
                *put = position;
            }
            let side = if side < 0 { SIDE } else { 0 };
            placed.push((position as i64, side + at, ix.0));
        }
        // The order may have put one before what was put somewhere first.
        sort::sort(&mut placed);
        let units = units(dated);
        let mut placed = placed.into_iter().peekable();
        let mut rows_of_dated = Vec::with_capacity(dated.len());
        for position in 0..=dated.len() {
            let is_line = past == Some(position);
            while let Some((_, side, ix)) = placed.next_if(|it| it.0 == position as i64) {
                let is_upcoming = is_line && side >= SIDE;
                if is_upcoming {
                    self.published.get_or_insert(self.rows.len());
                }
                // It has no heading of its own: it is under the one that stands, or
                // under the next one's.
                let open = self.sections.last().map(|it| it.heading);
                let next = dated.get(position).zip(units.get(position));
                let heading = match open {
                    _ if is_upcoming => PeriodHeading::Upcoming,
                    Some(heading) => heading,
                    None => next.map_or(PeriodHeading::Undated, |(it, unit)| it.heading(*unit)),
                };
                self.push(EventIx(ix), heading);
            }
            if is_line {
                self.published.get_or_insert(self.rows.len());
            }
            if let Some((it, unit)) = dated.get(position).zip(units.get(position)) {
                let open = self.sections.last().map(|it| it.heading);
                let heading = match past {
                    Some(past) if position >= past => PeriodHeading::Upcoming,
                    _ => match open {
                        Some(open) if it.is_under(*unit, open) => open,
                        _ => it.heading(*unit),
                    },
                };
                rows_of_dated.push(self.rows.len());
                self.push(it.event, heading);
            }
        }
        let is_left = |ix: &&EventIx| is_left.get(ix.position()) == Some(&true);
        for ix in undated.iter().filter(is_left) {
            self.push(*ix, PeriodHeading::Undated);
        }
        rows_of_dated
    }

    fn push(&mut self, event: EventIx, heading: PeriodHeading) {
        let row = self.rows.len();
        match self.sections.last_mut() {
            Some(section) if section.heading == heading => section.rows.end = row + 1,
            _ => self.sections.push(VerticalSection {
                heading,
                rows: row..row + 1,
            }),
        }
        self.rows.push(VerticalRow::new(event));
    }

    fn tell_gaps(&mut self, dated: &[Dated], rows: &[usize], past: Option<usize>) {
        let steps = || {
            let pairs = dated.iter().zip(dated.iter().skip(1));
            pairs.map(|(before, after)| (before, after, after.second.saturating_sub(before.second)))
        };
        let mut lengths: Vec<Keyed> = steps()
            .filter(|(before, _, step)| *step > 0 && before.day > Day::MIN)
            .map(|(_, _, step)| (step, 0, 0))
            .collect();
        sort::sort(&mut lengths);
        let median = lengths.get(lengths.len() / 2).map_or(0, |it| it.0);
        let least = median.saturating_mul(LONG_GAP_STEPS).min(LONG_GAP_S);
        for ((before, after, step), (next, row)) in
            steps().zip((1..).zip(rows.iter().skip(1).copied()))
        {
            // The line of the publication stands in that place.
            if step < least || step < HOUR_S || past == Some(next) {
                continue;
            }
            if let Some(row) = row.checked_sub(1).and_then(|row| self.rows.get_mut(row)) {
                row.gap = elapsed(before, after);
            }
        }
    }

    fn draw_bars(
        &mut self,
        dataset: &Dataset,
        dated: &[Dated],
        rows: &[usize],
        past: Option<usize>,
    ) {
        // The row from which on each track is free.
        let mut free = [0_usize; BAR_TRACKS];
        for (position, (it, row)) in dated.iter().zip(rows).enumerate() {
            let event = dataset.event(it.event);
            let Some((event, extent)) = event.and_then(|it| Some((it, lasting(it)?))) else {
                continue;
            };
            let Some((track, end)) = (0..).zip(&mut free).find(|(_, free)| **free <= *row) else {
                continue;
            };
            let last = if extent.open_end {
                let past = past.filter(|past| position < *past);
                past.map_or(dated.len(), |past| past)
            } else {
                dated.partition_point(|it| it.second as f64 / (DAY_S as f64) < extent.to)
            };
            let last = last.saturating_sub(1).max(position);
            let last = rows.get(last).copied().unwrap_or(*row);
            *end = last + 1;
            self.tracks = self.tracks.max(track + 1);
            let is_planned = is_planned(event);
            let kind = [
                (extent.open_end, BarSlice::OPEN_END),
                (extent.open_start, BarSlice::OPEN_START),
                (extent.approximate || extent.uncertain, BarSlice::VAGUE),
                (is_planned, BarSlice::PLANNED),
            ];
            let kind = kind
                .iter()
                .filter(|(is, _)| *is)
                .fold(BarSlice::PRESENT, |all, (_, flag)| all | flag);
            for at in *row..=last {
                let begins = if at == *row { BarSlice::BEGINS } else { 0 };
                let ends = if at == last { BarSlice::ENDS } else { 0 };
                let slice = self.rows.get_mut(at).and_then(|it| it.bars.get_mut(track));
                if let Some(slice) = slice {
                    *slice = BarSlice(kind | begins | ends);
                }
            }
        }
    }
}

const fn is_planned(event: &Event) -> bool {
    matches!(
        event.status,
        Some(EventStatus::Planned | EventStatus::Proposed)
    )
}

/// What is drawn of an event that lasts.
fn lasting(event: &Event) -> Option<DateExtent> {
    let date = event.date.as_ref()?;
    let [from, to] = date.instants();
    // Most dates are one day, and need no closer look.
    if !lasts(date) && (from.is_none() || from == to) {
        return None;
    }
    Some(DateExtent::of(date)).filter(|extent| extent.shape == MarkShape::Lasting)
}

/// An event is put by others this often forwards and backwards along the sequence.
const MAX_ROUNDS: u8 = 8;

/// Where others put an undated event: the second of the one that decides, and on which
/// side of it, with the event's place in a sequence that holds every order.
type OrderPosition = (i64, i64);

/// Farther than any event's place in the sequence.
const SIDE: i64 = 1 << 40;

/// Where each undated event with an order is put, in the order in which they are read.
///
/// It stands right after what it comes after, else right before what it comes before,
/// whether that has a date or was put somewhere itself.
fn order_positions(dataset: &Dataset, links: &[LinkOfUndated]) -> Vec<(EventIx, OrderPosition)> {
    if links.is_empty() {
        return Vec::new();
    }
    let sequence = dataset.bounds.sequence();
    // By the event, which place it has in the sequence, and where it is put.
    let mut places = vec![0_i64; dataset.events.len()];
    for (place, ix) in (0..).zip(sequence) {
        if let Some(of) = places.get_mut(ix.position()) {
            *of = place;
        }
    }
    let mut put: Vec<Option<OrderPosition>> = vec![None; dataset.events.len()];
    let mut pass = |ix: EventIx, is_after: bool| {
        if put.get(ix.position()) != Some(&None) {
            return false;
        }
        let mut best: Option<OrderPosition> = None;
        for other in linked(links, ix, is_after) {
            let side = if is_after { 1 } else { -1 };
            let position = match dataset.event(other).and_then(|it| it.date.as_ref()) {
                Some(date) => Some((date.sort_key().0, side)),
                None => put.get(other.position()).copied().flatten(),
            };
            best = match (best, position) {
                (Some(best), Some(position)) if is_after => Some(best.max(position)),
                (Some(best), Some(position)) => Some(best.min(position)),
                (best, position) => best.or(position),
            };
        }
        if let Some(place) = put.get_mut(ix.position()) {
            *place = best;
        }
        best.is_some()
    };
    // What is put somewhere in one round may put others somewhere in the next.
    for _ in 0..MAX_ROUNDS {
        let mut has_put = false;
        sequence.iter().for_each(|ix| has_put |= pass(*ix, true));
        (sequence.iter().rev()).for_each(|ix| has_put |= pass(*ix, false));
        if !has_put {
            break;
        }
    }
    let mut rows: Vec<Keyed> = Vec::new();
    for ((position, place), (ix, event)) in put.iter().zip(places).zip(dataset.events()) {
        if let (Some((second, side)), None) = (position, &event.date) {
            rows.push((*second, side * SIDE + place, ix.0));
        }
    }
    sort::sort(&mut rows);
    let rows = rows.into_iter();
    rows.map(|(second, side, ix)| (EventIx(ix), (second, side)))
        .collect()
}

/// Between which of the dated events each undated one has to stand, by their rows: from the
/// first to the second.
fn order_ends(dataset: &Dataset, dated: &[Dated], links: &[LinkOfUndated]) -> Vec<(usize, usize)> {
    if links.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![usize::MAX; dataset.events.len()];
    for (row, it) in dated.iter().enumerate() {
        if let Some(place) = rows.get_mut(it.event.position()) {
            *place = row;
        }
    }
    let mut ends = vec![(0, usize::MAX); dataset.events.len()];
    // Each reaches on from those before it, and back from those after it.
    let mut reach = |ix: EventIx, is_after: bool| {
        for other in linked(links, ix, is_after) {
            let row = rows.get(other.position()).copied();
            let row = row.filter(|row| *row < usize::MAX);
            let (least, most) = ends.get(other.position()).copied().unwrap_or_default();
            if let Some((from, to)) = ends.get_mut(ix.position()) {
                if is_after {
                    *from = row.map_or(least, |row| row.saturating_add(1)).max(*from);
                } else {
                    *to = row.unwrap_or(most).min(*to);
                }
            }
        }
    };
    let sequence = dataset.bounds.sequence();
    sequence.iter().for_each(|ix| reach(*ix, true));
    sequence.iter().rev().for_each(|ix| reach(*ix, false));
    ends
}

/// An undated event, whether it comes after the other, and which that is.
type LinkOfUndated = (EventIx, bool, EventIx);

/// What an undated event comes after, or else before.
fn linked(links: &[LinkOfUndated], ix: EventIx, is_after: bool) -> impl Iterator<Item = EventIx> {
    let first = links.partition_point(|it| it.0 < ix);
    let of_one = links.iter().skip(first).take_while(move |it| it.0 == ix);
    let of_side = of_one.filter(move |it| it.1 == is_after);
    of_side.map(|it| it.2)
}

/// By what the undated events are ordered, whichever of the two says so; what lies
/// within another comes after its beginning.
fn links_of_undated(dataset: &Dataset) -> Vec<LinkOfUndated> {
    let is_undated = |ix: EventIx| dataset.event(ix).is_some_and(|it| it.date.is_none());
    let mut links = Vec::new();
    for (ix, event) in dataset.events() {
        let Some(order) = &event.order else { continue };
        for (relation, list) in order.lists() {
            let is_after = relation != OrderRelation::Before;
            for link in list {
                if event.date.is_none() {
                    links.push((ix, is_after, link.event));
                }
                if is_undated(link.event) {
                    links.push((link.event, !is_after, ix));
                }
            }
        }
    }
    sort::sort_by_key(&mut links, |it| (i64::from(it.0.0), 0));
    links
}

/// How exactly a beginning is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum KnownUnit {
    Instant,
    Day,
    Month,
    Year,
    Less,
}

/// An event with a date.
struct Dated {
    event: EventIx,
    /// The first day on which it may have begun.
    day: Day,
    /// The last one.
    last: Day,
    /// How exactly that is known.
    known: KnownUnit,
    /// The same in seconds.
    second: i64,
}

impl Dated {
    /// The events with a date, and those without.
    fn all(dataset: &Dataset, events: &[(EventIx, Match)]) -> (Vec<Self>, Vec<EventIx>) {
        let mut dated = Vec::with_capacity(events.len());
        let mut undated = Vec::new();
        for (ix, _) in events {
            match dataset.event(*ix).and_then(|event| event.date.as_ref()) {
                Some(date) => dated.push(Self::new(*ix, date)),
                None => undated.push(*ix),
            }
        }
        (dated, undated)
    }

    fn new(event: EventIx, date: &Date) -> Self {
        let spans = date.formal_spans().iter();
        let span = spans.min_by_key(|span| span.start_earliest);
        let (day, last) = span.map_or((Day::MIN, Day::MAX), |it| {
            (it.start_earliest, it.start_latest)
        });
        let ((year, month, _), (last_year, last_month, _)) = (day.ymd(), last.ymd());
        let [from, _] = date.instants();
        let known = match () {
            () if from.is_some() => KnownUnit::Instant,
            () if day == last => KnownUnit::Day,
            () if year != last_year => KnownUnit::Less,
            () if month == last_month => KnownUnit::Month,
            () => KnownUnit::Year,
        };
        Self {
            event,
            day,
            last,
            known,
            second: date.sort_key().0,
        }
    }

    /// The heading of its own, where a heading is of a `unit`.
    fn heading(&self, unit: KnownUnit) -> PeriodHeading {
        let (year, month, _) = self.day.ymd();
        let first = |month| Day::from_ymd(year, month, 1).unwrap_or(self.day);
        let last = || Day::from_ymd(self.last.ymd().0, 1, 1).unwrap_or(self.last);
        match self.known.max(unit) {
            _ if self.day == Day::MIN => PeriodHeading::None,
            KnownUnit::Less if self.last < Day::MAX => PeriodHeading::Years(first(1), last()),
            KnownUnit::Less | KnownUnit::Year => PeriodHeading::Year(first(1)),
            KnownUnit::Month => PeriodHeading::Month(first(month)),
            KnownUnit::Day | KnownUnit::Instant => PeriodHeading::Day(self.day),
        }
    }

    /// Whether it goes on under a heading that stands: its own, or one that is
    /// within what is known of it.
    fn is_under(&self, unit: KnownUnit, open: PeriodHeading) -> bool {
        let is_within = |day: Day| {
            let ((year, month, _), (open_year, open_month, _)) = (self.day.ymd(), day.ymd());
            self.known > unit
                && year == open_year
                && (self.known == KnownUnit::Year || month == open_month)
        };
        match open {
            PeriodHeading::Day(day) | PeriodHeading::Month(day) if self.known < KnownUnit::Less => {
                open == self.heading(unit) || is_within(day)
            }
            _ => open == self.heading(unit),
        }
    }
}

/// In which unit the heading of each event is.
fn units(dated: &[Dated]) -> Vec<KnownUnit> {
    let mut units = vec![KnownUnit::Year; dated.len()];
    divide(dated, &mut units, KnownUnit::Year);
    units
}

/// Divides the years, or the months, that have too many events.
fn divide(dated: &[Dated], units: &mut [KnownUnit], unit: KnownUnit) {
    let period = |it: &Dated| {
        let (year, month, _) = it.day.ymd();
        (year, if unit == KnownUnit::Year { 0 } else { month })
    };
    let finer = match unit {
        KnownUnit::Year => KnownUnit::Month,
        _ => KnownUnit::Day,
    };
    let mut from = 0;
    while let Some(first) = dated.get(from) {
        let rest = dated.get(from..).unwrap_or_default();
        let length = rest.partition_point(|it| period(it) == period(first));
        let run = rest.get(..length).unwrap_or_default();
        let is_divided = length > MAX_UNDER_HEADING && run.iter().any(|it| it.known <= finer);
        let to = from + length.max(1);
        if is_divided && let Some(part) = units.get_mut(from..to) {
            part.fill(finer);
            if finer == KnownUnit::Month {
                divide(run, part, KnownUnit::Month);
            }
        }
        from = to;
    }
}

/// How much time passed between two events, no more exactly than both are known.
fn elapsed(before: &Dated, after: &Dated) -> Option<Elapsed> {
    if before.day == Day::MIN {
        return None;
    }
    let narrow = |count: i64| u32::try_from(count).ok().filter(|count| *count > 0);
    let ((year, month, day), (year_then, month_then, day_then)) =
        (after.day.ymd(), before.day.ymd());
    let known = before.known.max(after.known);
    let days = after.day.0.saturating_sub(before.day.0);
    let mut months = (year - year_then) * 12 + i64::from(month) - i64::from(month_then);
    if known <= KnownUnit::Day && day < day_then {
        months -= 1;
    }
    match known {
        KnownUnit::Instant if days <= 1 => {
            narrow((after.second - before.second) / HOUR_S).map(Elapsed::Hours)
        }
        KnownUnit::Instant | KnownUnit::Day if days <= MANY_DAYS => narrow(days).map(Elapsed::Days),
        KnownUnit::Instant | KnownUnit::Day | KnownUnit::Month
            if months < MANY_MONTHS && months % 12 != 0 =>
        {
            narrow(months).map(Elapsed::Months)
        }
        KnownUnit::Instant | KnownUnit::Day | KnownUnit::Month => {
            narrow(months / 12).map(Elapsed::Years)
        }
        KnownUnit::Year => narrow(year - year_then).map(Elapsed::Years),
        KnownUnit::Less => None,
    }
}

#[cfg(test)]
mod tests;
