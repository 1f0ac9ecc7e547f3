//! A place for every event of a lane, where it overlaps no other.

use super::{LaneEvents, Mark, Scale, Window};
use crate::util::format::{greater, lesser, within};
use crate::util::narrow::narrow;
use crate::util::sort;

/// The least width of a label that gives way, in pixels.
const MIN_LABEL_PX: f64 = 72.0;

/// How marks are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutOptions {
    /// How many rows there are; at least one.
    pub rows: usize,
    /// How many events stand by themselves at most.
    pub most: usize,
    /// The least width of a cluster, in pixels; no label is narrower than two.
    pub cluster: f64,
    /// The least width of a mark, in pixels.
    pub min_mark: f64,
    /// The least distance between two events of a row, in pixels.
    pub gap: f64,
}

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What the event is known by.
    pub key: u32,
    /// Its position in the lane.
    pub position: usize,
    /// Its row, from 0.
    pub row: usize,
    /// From when to when nothing else may stand in its row, in days: its mark
    /// and the least of its label.
    pub bounds: (f64, f64),
    /// From when to when it stands in its row, in days: its mark and all of its
    /// label.
    pub taken: (f64, f64),
    /// Where its label begins, in pixels: where what is solid of it begins,
    /// but in sight for as long as its bounds are; further back near the end of
    /// the drawing, where there is room.
    pub label_x: f64,
    /// How wide its label may be, in pixels: what it asks for, or what is free.
    pub label_width: f64,
    /// Whether that is all that it needs.
    pub is_readable: bool,
}

/// How wide an event's label would like to be, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelWidth {
    /// What it needs to be read whole, on as many lines as it may have.
    pub least: f64,
    /// What it takes on one line.
    pub whole: f64,
}

/// Events that are too close to be distinguished, counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// The position of the first of them in the lane.
    pub first: usize,
    /// How many they are.
    pub count: usize,
    /// When the first of them begins.
    pub from: f64,
    /// When the last of them begins.
    pub to: f64,
    /// Where the cluster begins, in pixels, cut to the drawing.
    pub x: f64,
    /// How wide it is, cut to the drawing.
    pub width: f64,
}

/// Where the events of a lane stand. Each is exactly one of: placed, counted in
/// a cluster, before, after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaneLayout {
    /// The events that stand by themselves, in the order of time.
    pub placed: Vec<Placed>,
    /// The clusters, in the order of time.
    pub clusters: Vec<Cluster>,
    /// How many rows are taken.
    pub rows: usize,
    /// How many events are out of sight before the window.
    pub before: usize,
    /// How many events are out of sight after the window.
    pub after: usize,
    /// Which row each event took, beyond the edges too: what the next layout
    /// has to know so that nothing jumps.
    pub memory: RowMemory,
}

/// The rows that events took, by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowMemory(Vec<(usize, usize)>);

impl RowMemory {
    fn row(&self, position: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&position, |it| it.0).ok()?;
        self.0.get(at).map(|it| it.1)
    }
}

/// What a lane's events are drawn with.
pub struct LayoutPass<'a> {
    /// The window and its width.
    pub scale: &'a Scale,
    /// How marks are drawn.
    pub options: &'a LayoutOptions,
    /// How wide an event's label would like to be.
    pub label: &'a dyn Fn(u32) -> LabelWidth,
}

impl LayoutPass<'_> {
    /// Places the events of a lane.
    ///
    /// An event keeps the row that `memory` has for it. It leaves it only for
    /// a lower one, once nothing is left in between; or where another, which
    /// weighs more, now overlaps it there. So neither moving nor zooming in
    /// lifts anything, and whatever stands in a row above the first has
    /// something right below it. Which new ones stand by themselves is decided by
    /// what they weigh; they take the lowest rows that are free in the order of
    /// time, so that rows are read from the first row on as a text is. What finds
    /// no row is counted in a cluster.
    ///
    /// A label takes what room there is free in its row, up to what it needs to
    /// stand on one line.
    ///
    /// `wanted`, the event that has the reader's attention, is never in a
    /// cluster.
    #[must_use]
    pub fn layout(&self, lane: &LaneEvents, memory: &RowMemory, wanted: Option<u32>) -> LaneLayout {
        let layout = self.placed(lane, memory, None);
        let wanted = wanted.and_then(|key| lane.position(key));
        match wanted {
            Some(position) if layout.is_clustered(position) => {
                self.placed(lane, memory, Some(position))
            }
            _ => layout,
        }
    }

    fn placed(&self, lane: &LaneEvents, memory: &RowMemory, first: Option<usize>) -> LaneLayout {
        let runs = self.runs(lane, memory, first);
        let mut candidates: Vec<PlacementCandidate> = runs
            .iter()
            .flat_map(|run| {
                run.best
                    .iter()
                    .filter_map(|rank| self.candidate(lane, *rank))
            })
            .collect();
        sort::sort_by_key(&mut candidates, PlacementCandidate::order);
        // What fills a row from edge to edge finds none later on. It may have
        // every other one.
        let is_long =
            |it: &&mut PlacementCandidate| it.bounds.1 - it.bounds.0 > self.scale.window().span();
        let long = candidates.iter_mut().filter(is_long);
        long.take(self.options.rows / 2)
            .for_each(|it| it.is_long = true);
        sort::sort_by_key(&mut candidates, PlacementCandidate::order);
        let mut rows = Rows::new(self.options, self.scale);
        for candidate in &mut candidates {
            candidate.row = rows.place(candidate);
        }
        // In order they may leave room for one more, which is then put in order too.
        while self.put_in_order(&mut candidates) {}
        self.cut(lane, &runs, candidates)
    }

    /// Gives those that are new their rows anew, in the order of time, among
    /// those that stay where they were.
    ///
    /// Where nothing has a row yet, all of them find one: to fill the lowest row
    /// in the order in which intervals begin takes the fewest rows that there
    /// can be. Where they do not, they stay as they are.
    ///
    /// Says whether there was room for more, which then have the rows that are left.
    fn put_in_order(&self, candidates: &mut [PlacementCandidate]) -> bool {
        let has_old = candidates.iter().any(|it| it.rank.row.is_some());
        let mut rows = Rows::new(self.options, self.scale);
        let mut new: Vec<usize> = Vec::new();
        for (at, candidate) in candidates.iter().enumerate() {
            let Some(row) = candidate.row else { continue };
            let stays = candidate.rank.row.is_some() || has_old && candidate.rank.is_first;
            if stays {
                rows.take(row, candidate.bounds);
            } else {
                new.push(at);
            }
        }
        sort::sort_by_key(&mut new, |at| {
            let candidate = candidates.get(*at);
            candidate.map_or((0, 0), |it| {
                let weight = i64::from(u8::MAX - it.rank.weight);
                (
                    sort::key_of(it.bounds.0),
                    weight << 32 | key(it.rank.position),
                )
            })
        });
        let mut in_order = Vec::new();
        for at in new {
            let bounds = candidates.get(at).map(|it| it.bounds);
            let Some((row, bounds)) = bounds.and_then(|it| Some((rows.lowest(it)?, it))) else {
                return false;
            };
            rows.take(row, bounds);
            in_order.push((at, row));
        }
        let mut is_changed = false;
        for (at, row) in in_order {
            if let Some(candidate) = candidates.get_mut(at) {
                is_changed |= candidate.row != Some(row);
                candidate.row = Some(row);
            }
        }
        let mut has_more = false;
        let rest = candidates.iter_mut().filter(|it| it.row.is_none());
        for candidate in rest.take_while(|_| is_changed) {
            candidate.row = rows.lowest(candidate.bounds);
            if let Some(row) = candidate.row {
                rows.take(row, candidate.bounds);
                has_more = true;
            }
        }
        has_more
    }

    /// The events that may be in sight, as runs of those that begin close
    /// together, with the best of each.
    ///
    /// It looks a window's length beyond either edge, so that what moves into
    /// sight has its place already.
    fn runs(&self, lane: &LaneEvents, memory: &RowMemory, first: Option<usize>) -> Vec<Run> {
        let window = self.scale.window();
        let around = Window::new(window.from() - window.span(), window.to() + window.span());
        let mut remembered = memory.0.iter().peekable();
        let mut rank = |position: usize| {
            while remembered.next_if(|it| it.0 < position).is_some() {}
            Rank {
                is_first: first == Some(position),
                row: remembered.next_if(|it| it.0 == position).map(|it| it.1),
                weight: lane.mark(position).map_or(0, |mark| mark.weight),
                position,
            }
        };
        let mut runs = Vec::new();
        let mut earlier = Run::new(0..0);
        for position in lane.lasting_at(around.from()) {
            earlier.add(rank(position), self.options.rows);
        }
        runs.push(earlier);
        let length = cluster_length(self.options.cluster / self.scale.pixels_per_day());
        let within = lane.beginning_in(&around);
        let mut start = within.start;
        while start < within.end {
            let begin = lane.bounds(start).map_or(0.0, |it| it.0);
            let next = ((begin / length).floor() + 1.0) * length;
            // A sum may fall short of the next number that there is.
            let end = lane.first_from(next).clamp(start + 1, within.end);
            let mut run = Run::new(start..end);
            run.cluster = Some((next - length, next));
            for position in start..end {
                run.add(rank(position), self.options.rows);
            }
            runs.push(run);
            start = end;
        }
        runs
    }

    fn candidate(&self, lane: &LaneEvents, rank: Rank) -> Option<PlacementCandidate> {
        let Mark { key, extent, .. } = *lane.mark(rank.position)?;
        let day = 1.0 / self.scale.pixels_per_day();
        let width = self.scale.width();
        let LabelWidth { least, whole } = (self.label)(key);
        let (label, whole) = (least.min(width), whole.max(least).min(width));
        // What has all but left the window still has room for a short label.
        let end = (extent.soft_to + label.min(MIN_LABEL_PX) * day).max(extent.from + label * day);
        let end = end.max(extent.soft_from + self.options.min_mark * day);
        Some(PlacementCandidate {
            rank,
            key,
            bounds: (extent.soft_from, end),
            solid_from: extent.from,
            label,
            whole,
            is_long: false,
            row: None,
        })
    }

    /// What is in sight of it.
    fn cut(
        &self,
        lane: &LaneEvents,
        runs: &[Run],
        candidates: Vec<PlacementCandidate>,
    ) -> LaneLayout {
        let window = self.scale.window();
        let mut layout = LaneLayout::default();
        let mut memory = Vec::new();
        let mut labels = Vec::new();
        for candidate in &candidates {
            let Some(row) = candidate.row else { continue };
            let (from, to) = candidate.bounds;
            let is_in_sight = from < window.to() && to > window.from();
            if is_in_sight && layout.placed.len() >= self.options.most {
                continue;
            }
            memory.push((candidate.rank.position, row));
            if is_in_sight {
                layout.placed.push(self.place(candidate, row));
                labels.push((
                    candidate.rank.position,
                    LabelWidth {
                        least: candidate.label,
                        whole: candidate.whole,
                    },
                ));
            }
        }
        sort::sort_by_key(&mut memory, |it| (key(it.0), 0));
        layout.memory = RowMemory(memory);
        sort::sort_by_key(&mut layout.placed, |it| (key(it.position), 0));
        sort::sort_by_key(&mut labels, |it| (key(it.0), 0));
        let mut rows: Vec<Vec<(&mut Placed, LabelWidth)>> = Vec::new();
        rows.resize_with(self.options.rows.max(1), Vec::new);
        for (placed, (_, label)) in layout.placed.iter_mut().zip(labels) {
            if let Some(row) = rows.get_mut(placed.row) {
                row.push((placed, label));
            }
        }
        for row in &mut rows {
            self.spread(row);
        }
        layout.rows = layout.placed.iter().map(|it| it.row + 1).max().unwrap_or(0);
        // What begins after the window is there, or in a cluster that reaches in.
        let edge = lane.first_from(window.to());
        let beyond = layout
            .placed
            .iter()
            .filter(|it| it.position >= edge)
            .count();
        layout.after = lane.len() - edge - beyond;
        layout.before = edge - (layout.placed.len() - beyond);
        for run in runs {
            let Some(cluster) = self.cluster(lane, run, &layout) else {
                continue;
            };
            let beyond = run.range.start.max(edge)..run.range.end.max(edge);
            let beyond = beyond.len() - layout.memory.within(&beyond);
            layout.after -= beyond;
            layout.before -= cluster.count - beyond;
            layout.clusters.push(cluster);
        }
        layout
    }

    fn place(&self, candidate: &PlacementCandidate, row: usize) -> Placed {
        let width = self.scale.width();
        let end = self.scale.x(candidate.bounds.1);
        let home = self.scale.x(candidate.solid_from);
        // What began before the window is named at its edge, for as long as it
        // lasts; what reaches back may be named further back.
        let label_x = if home < 0.0 {
            within(end - candidate.label.min(MIN_LABEL_PX), home, 0.0)
        } else {
            let least = self.scale.x(candidate.bounds.0).max(0.0);
            home.min((width - candidate.label).max(least))
        };
        Placed {
            key: candidate.key,
            position: candidate.rank.position,
            row,
            bounds: candidate.bounds,
            taken: candidate.bounds,
            label_x,
            label_width: candidate.label.min(end.min(width) - label_x).max(0.0),
            is_readable: false,
        }
    }

    /// Gives each label of a row, in the order of time, what room is free: after
    /// it, up to what it takes on one line, and before it, where it would be cut
    /// at the end of the drawing.
    fn spread(&self, row: &mut [(&mut Placed, LabelWidth)]) {
        let (width, gap) = (self.scale.width(), self.options.gap);
        let mut free_from = 0.0;
        for at in 0..row.len() {
            let next = row.get(at + 1).map(|(next, _)| self.scale.x(next.bounds.0));
            // Days and pixels do not agree to the last digit.
            let limit = next.map_or(width, |next| (next - gap - 0.01).min(width));
            let Some((placed, label)) = row.get_mut(at) else {
                continue;
            };
            let is_last = limit >= width;
            if is_last && placed.label_x > free_from && limit - placed.label_x < label.least {
                placed.label_x = (limit - label.least).max(free_from).min(placed.label_x);
            }
            // What leaves the drawing takes its room with it.
            let end = self.scale.x(placed.bounds.1) + label.whole - label.least;
            let room = label.whole.min(limit.min(end) - placed.label_x);
            placed.label_width = placed.label_width.max(room);
            placed.is_readable = placed.label_x >= 0.0 && placed.label_width >= label.least - 1e-6;
            let end = placed.label_x + placed.label_width;
            placed.taken = (
                lesser(placed.bounds.0, self.scale.day(placed.label_x)),
                greater(placed.bounds.1, self.scale.day(end)),
            );
            free_from = self.scale.x(placed.taken.1) + gap + 0.01;
        }
    }

    /// What of a run stands in no row, if its place is in sight.
    fn cluster(&self, lane: &LaneEvents, run: &Run, layout: &LaneLayout) -> Option<Cluster> {
        let (from, to) = run.cluster?;
        let window = self.scale.window();
        let rest = || {
            let is_placed = |position: &usize| layout.memory.row(*position).is_some();
            run.range
                .clone()
                .filter(move |position| !is_placed(position))
        };
        let count = run.range.len() - layout.memory.within(&run.range);
        if count == 0 || to <= window.from() || from >= window.to() {
            return None;
        }
        let (x, end) = self.scale.clip(from, to);
        let first = rest().next()?;
        let last = rest().next_back()?;
        Some(Cluster {
            first,
            count,
            from: lane.bounds(first)?.0,
            to: lane.bounds(last)?.0,
            x,
            width: end - x,
        })
    }
}

impl RowMemory {
    /// How many of a range of positions have a row.
    fn within(&self, range: &std::ops::Range<usize>) -> usize {
        let below = |position: usize| self.0.partition_point(|it| it.0 < position);
        below(range.end) - below(range.start)
    }
}

impl LaneLayout {
    /// Whether an event has no row.
    fn is_clustered(&self, position: usize) -> bool {
        self.memory.row(position).is_none()
    }
}

/// How long a cluster is, in days: a power of two, so that zooming in halves the
/// clusters and does not shift them.
///
/// By the bits of the number (IEEE 754, binary64), since `log2` and `exp2` are tables
/// in wasm.
fn cluster_length(least: f64) -> f64 {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = least.to_bits();
    if bits & FRACTION == 0 {
        least
    } else {
        f64::from_bits((bits | FRACTION) + 1)
    }
}

/// What comes first where there is not room for all.
#[derive(Clone, Copy)]
struct Rank {
    is_first: bool,
    row: Option<usize>,
    weight: u8,
    position: usize,
}

impl Rank {
    /// Less is better: the wanted one, what has a row already, what weighs
    /// more, what is earlier.
    fn order(&self) -> (bool, bool, u8, usize) {
        let is_new = self.row.is_none();
        (!self.is_first, is_new, u8::MAX - self.weight, self.position)
    }
}

/// Events that begin close together.
struct Run {
    range: std::ops::Range<usize>,
    /// From when to when, in days; none for those that began long before.
    cluster: Option<(f64, f64)>,
    /// The best of them, in order: no more than there are rows, since all of
    /// them stand in each other's way.
    best: Vec<Rank>,
}

impl Run {
    const fn new(range: std::ops::Range<usize>) -> Self {
        Self {
            range,
            cluster: None,
            best: Vec::new(),
        }
    }

    fn add(&mut self, rank: Rank, most: usize) {
        let order = rank.order();
        if self.best.len() >= most {
            if self.best.last().is_some_and(|last| last.order() <= order) {
                return;
            }
            self.best.pop();
        }
        let at = self.best.partition_point(|other| other.order() < order);
        self.best.insert(at, rank);
    }
}

/// An event that may stand by itself.
struct PlacementCandidate {
    rank: Rank,
    key: u32,
    bounds: (f64, f64),
    solid_from: f64,
    /// The least width of the label, and that on one line.
    label: f64,
    whole: f64,
    is_long: bool,
    row: Option<usize>,
}

impl PlacementCandidate {
    /// What is placed first: the wanted one, then what has a row, the lowest
    /// first, so that it falls on what has fallen already.
    fn order(&self) -> (i64, i64) {
        let (is_other, is_new, weight, position) = self.rank.order();
        let row = self.rank.row.unwrap_or_default();
        (
            i64::from(is_other) << 33 | i64::from(is_new) << 32 | key(row),
            i64::from(!self.is_long) << 40 | i64::from(weight) << 32 | key(position),
        )
    }
}

/// A row or a position as a key; there are no more than fit in 32 bits.
fn key(position: usize) -> i64 {
    narrow(position).into()
}

/// What stands in the rows already.
struct Rows {
    taken: Vec<Vec<(f64, f64)>>,
    gap: f64,
}

impl Rows {
    fn new(options: &LayoutOptions, scale: &Scale) -> Self {
        Self {
            taken: vec![Vec::new(); options.rows.max(1)],
            gap: options.gap / scale.pixels_per_day(),
        }
    }

    fn is_free(&self, row: usize, (from, to): (f64, f64)) -> bool {
        let gap = self.gap;
        let is_apart = |other: &(f64, f64)| to + gap <= other.0 || other.1 + gap <= from;
        self.taken
            .get(row)
            .is_some_and(|taken| taken.iter().all(is_apart))
    }

    /// The lowest row in which nothing is in the way.
    fn lowest(&self, bounds: (f64, f64)) -> Option<usize> {
        (0..self.taken.len()).find(|row| self.is_free(*row, bounds))
    }

    fn take(&mut self, row: usize, bounds: (f64, f64)) {
        if let Some(taken) = self.taken.get_mut(row) {
            taken.push(bounds);
        }
    }

    /// Gives a candidate its row.
    fn place(&mut self, candidate: &PlacementCandidate) -> Option<usize> {
        let bounds = candidate.bounds;
        let row = match candidate.rank.row {
            Some(old) if self.is_free(old, bounds) => {
                let blocked = (0..old).rev().find(|row| !self.is_free(*row, bounds));
                Some(blocked.map_or(0, |row| row + 1))
            }
            _ => self.lowest(bounds),
        }?;
        self.take(row, bounds);
        Some(row)
    }
}
