//! The network: which beginnings and ends come before which, and what their dates
//! leave of them.

use crate::dataset::{Day, Event, EventIx, OrderRelation, Span};
use crate::util::narrow::narrow;

/// The first and the last day that a beginning or an end may be on.
pub(super) type DayBounds = [Day; 2];

/// One ordering: an event, how it stands, and to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Ordering {
    pub event: EventIx,
    pub relation: OrderRelation,
    pub other: EventIx,
}

/// From one beginning or end to one that is no earlier.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrderEdge {
    pub from: u32,
    pub to: u32,
    /// The ordering that says so; `None` from an event's beginning to its own end.
    pub ordering: Option<u32>,
}

/// The beginnings and ends of the events that have an order. Of the event at `at` the
/// beginning is node `2 * at`, and the end the one after it.
pub(super) struct OrderNetwork {
    /// The events, ascending.
    pub events: Vec<EventIx>,
    pub orderings: Vec<Ordering>,
    /// By the dates alone.
    pub dated: Vec<DayBounds>,
    /// The edges, by the node that they leave, and where each node's begin.
    forward: (Vec<OrderEdge>, Vec<u32>),
    /// The same by the node that they reach.
    backward: (Vec<OrderEdge>, Vec<u32>),
}

/// Where the orderings lead in a circle: the nodes on it, or between two of them.
#[derive(Debug)]
pub(super) struct Circle(pub Vec<bool>);

impl OrderNetwork {
    pub fn new(events: &[Event], orderings: Vec<Ordering>) -> Self {
        let mut is_in = vec![false; events.len()];
        for it in &orderings {
            for ix in [it.event, it.other] {
                if let Some(is_in) = is_in.get_mut(ix.position()) {
                    *is_in = true;
                }
            }
        }
        let mut nodes = vec![0_u32; events.len()];
        let mut ordered = Vec::new();
        let mut dated = Vec::new();
        let all = (0..).map(EventIx).zip(events);
        for ((ix, event), (node, is_in)) in all.zip(nodes.iter_mut().zip(is_in)) {
            if is_in {
                *node = narrow(dated.len());
                ordered.push(ix);
                dated.extend(windows_of(event));
            }
        }
        let node = |ix: EventIx| nodes.get(ix.position()).copied().unwrap_or_default();
        let mut edges: Vec<OrderEdge> = Vec::with_capacity(ordered.len() + 2 * orderings.len());
        edges.extend((0..narrow(ordered.len())).map(|at| OrderEdge {
            from: 2 * at,
            to: 2 * at + 1,
            ordering: None,
        }));
        for (at, it) in (0..).zip(&orderings) {
            let (event, other) = (node(it.event), node(it.other));
            let mut add = |from, to| {
                edges.push(OrderEdge {
                    from,
                    to,
                    ordering: Some(at),
                });
            };
            match it.relation {
                OrderRelation::After => add(other + 1, event),
                OrderRelation::Before => add(event + 1, other),
                OrderRelation::During => {
                    add(other, event);
                    add(event + 1, other + 1);
                }
                OrderRelation::Includes => {
                    add(event, other);
                    add(other + 1, event + 1);
                }
            }
        }
        let forward = by_node(&edges, dated.len(), |it| it.from);
        let backward = by_node(&edges, dated.len(), |it| it.to);
        Self {
            events: ordered,
            orderings,
            dated,
            forward,
            backward,
        }
    }

    /// The edges that leave a node.
    pub fn leaving(&self, node: u32) -> &[OrderEdge] {
        part(&self.forward, node)
    }

    /// The edges that reach a node.
    pub fn reaching(&self, node: u32) -> &[OrderEdge] {
        part(&self.backward, node)
    }

    /// What dates and order leave of every node together; the last day of a window may
    /// be before its first, where they contradict each other.
    pub fn windows(&self) -> Result<Vec<DayBounds>, Circle> {
        let sorted = self.sorted()?;
        let mut windows = self.dated.clone();
        for node in &sorted {
            let first = window(&windows, *node)[0];
            for edge in self.leaving(*node) {
                if let Some(next) = windows.get_mut(edge.to as usize) {
                    next[0] = next[0].max(first);
                }
            }
        }
        for node in sorted.iter().rev() {
            let last = window(&windows, *node)[1];
            for edge in self.reaching(*node) {
                if let Some(before) = windows.get_mut(edge.from as usize) {
                    before[1] = before[1].min(last);
                }
            }
        }
        Ok(windows)
    }

    /// The events with what their windows leave of them.
    pub fn spans<'a>(
        &'a self,
        windows: &'a [DayBounds],
    ) -> impl Iterator<Item = (EventIx, Span)> + 'a {
        let pairs = windows.chunks_exact(2);
        self.events.iter().zip(pairs).filter_map(|(ix, pair)| {
            let [begin, end] = pair else { return None };
            let span = Span {
                start_earliest: whole(begin[0]),
                start_latest: whole(begin[1]),
                end_earliest: whole(end[0]),
                end_latest: whole(end[1]),
            };
            Some((*ix, span))
        })
    }

    /// The events, each after those that it comes after or lies within.
    pub fn sequence(&self) -> Result<Vec<EventIx>, Circle> {
        let nodes = self.sorted()?.into_iter();
        let beginnings = nodes.filter(|node| node % 2 == 0);
        let events = beginnings.filter_map(|node| self.events.get(node as usize / 2).copied());
        Ok(events.collect())
    }

    /// The nodes, each after all that come before it (Kahn, "Topological sorting of
    /// large networks", Communications of the ACM 5, 1962).
    fn sorted(&self) -> Result<Vec<u32>, Circle> {
        let count = self.dated.len();
        let sorted = peel(count, &|node| self.reaching(node).len(), &|node| {
            self.leaving(node).iter().map(|it| it.to)
        });
        if sorted.len() == count {
            return Ok(sorted);
        }
        // What is left is on a circle, between two, or after one; from the other side
        // what only comes after one falls away.
        let ends = peel(count, &|node| self.leaving(node).len(), &|node| {
            self.reaching(node).iter().map(|it| it.from)
        });
        let mut is_left = vec![true; count];
        for node in sorted.iter().chain(&ends) {
            if let Some(is_left) = is_left.get_mut(*node as usize) {
                *is_left = false;
            }
        }
        Err(Circle(is_left))
    }
}

/// Takes away nodes that none comes before, until none is left or only circles are.
fn peel<I: Iterator<Item = u32>>(
    count: usize,
    degree: &dyn Fn(u32) -> usize,
    next: &dyn Fn(u32) -> I,
) -> Vec<u32> {
    let mut waits: Vec<usize> = (0..narrow(count)).map(degree).collect();
    let mut peeled: Vec<u32> = (0..narrow(count))
        .filter(|node| degree(*node) == 0)
        .collect();
    let mut at = 0;
    while let Some(node) = peeled.get(at).copied() {
        at += 1;
        for next in next(node) {
            if let Some(waits) = waits.get_mut(next as usize) {
                *waits -= 1;
                if *waits == 0 {
                    peeled.push(next);
                }
            }
        }
    }
    peeled
}

/// When an event may have begun and ended by its date, as widely as that is meant. What
/// has no date begins on some day and ends on some day, or not yet.
fn windows_of(event: &Event) -> [DayBounds; 2] {
    let (begins, ends) = (
        Day(Day::MIN.0)..=Day(Day::MAX.0 - 1),
        Day(Day::MIN.0 + 1)..=Day(Day::MAX.0),
    );
    let mut windows = [
        [*begins.start(), *begins.end()],
        [*ends.start(), *ends.end()],
    ];
    let Some(date) = &event.date else {
        return windows;
    };
    let spans = date.spans();
    let least = |day: &dyn Fn(&Span) -> Day| spans.iter().map(day).min();
    let most = |day: &dyn Fn(&Span) -> Day| spans.iter().map(day).max();
    let found = [
        [least(&|it| it.start_earliest), most(&|it| it.start_latest)],
        [least(&|it| it.end_earliest), most(&|it| it.end_latest)],
    ];
    for (window, found) in windows.iter_mut().zip(found) {
        for (day, found) in window.iter_mut().zip(found) {
            *day = found.unwrap_or(*day);
        }
    }
    // What is known to have begun has begun on a day.
    windows[0][1] = windows[0][1].min(*begins.end());
    windows[1][0] = windows[1][0].max(*ends.start());
    windows
}

/// A day that is only known to be one, as "without limit" again.
fn whole(day: Day) -> Day {
    match day.0 - Day::MIN.0 {
        0 | 1 => Day::MIN,
        _ if Day::MAX.0 - day.0 == 1 => Day::MAX,
        _ => day,
    }
}

pub(super) fn window(windows: &[DayBounds], node: u32) -> DayBounds {
    let window = windows.get(node as usize).copied();
    window.unwrap_or([Day::MIN, Day::MAX])
}

/// The edges in the order of one of their nodes, and where each node's begin.
fn by_node(
    edges: &[OrderEdge],
    nodes: usize,
    node: impl Fn(&OrderEdge) -> u32,
) -> (Vec<OrderEdge>, Vec<u32>) {
    let mut starts = vec![0_u32; nodes + 1];
    for edge in edges {
        if let Some(start) = starts.get_mut(node(edge) as usize + 1) {
            *start += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let empty = OrderEdge {
        from: 0,
        to: 0,
        ordering: None,
    };
    let mut sorted = vec![empty; edges.len()];
    for edge in edges {
        if let Some(place) = next.get_mut(node(edge) as usize) {
            if let Some(to) = sorted.get_mut(*place as usize) {
                *to = *edge;
            }
            *place += 1;
        }
    }
    (sorted, starts)
}

fn part((edges, starts): &(Vec<OrderEdge>, Vec<u32>), node: u32) -> &[OrderEdge] {
    let bounds = starts
        .get(node as usize)
        .zip(starts.get(node as usize + 1))
        .and_then(|(from, to)| edges.get(*from as usize..*to as usize));
    bounds.unwrap_or_default()
}
