//! What the order of events says of their times: no earlier than what they come
//! after, no later than what they come before.
//!
//! This is a simple temporal network (Dechter, Meiri and Pearl, "Temporal constraint
//! networks", Artificial Intelligence 49, 1991): the beginning and the end of each
//! event are its variables, the dates bound them, and each ordering says of two of
//! them which is first. As an ordering knows no distance, every shortest path of the
//! network runs in one direction, and one pass forwards and one backwards are enough
//! where Bellman and Ford's algorithm would go round as often as there are events.
//!
//! The relations are those of Allen ("Maintaining knowledge about temporal
//! intervals", Communications of the ACM 26, 1983), read loosely, since most dates
//! are no finer than a day: what comes after another may begin on the day on which
//! the other ends, and what lies within another may begin or end on the same day.

mod contradiction;
mod network;

#[cfg(test)]
mod tests;

pub use contradiction::OrderChain;
pub(super) use contradiction::contradictions;

use super::{
    Dataset, Date, Day, Event, EventIx, EventStatus, Evidence, OrderBounds, OrderRelation,
};
use crate::util::sort;
use network::OrderNetwork;
pub(super) use network::Ordering;

/// An event that another is ordered by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour<'a> {
    /// How the one asked about stands to it.
    pub relation: OrderRelation,
    /// Which it is.
    pub event: EventIx,
    /// The passages that say so; none where those of the events do.
    pub evidence: &'a [Evidence],
}

impl OrderBounds {
    /// Works out the bounds of the undated events. What has happened by the article's
    /// own account was before the article: that closes what the order leaves open, and
    /// is no bound by itself.
    #[must_use]
    pub fn new(events: &[Event], published: Option<&Date>) -> Self {
        let orderings = orderings(events);
        if orderings.is_empty() {
            return Self::default();
        }
        let pairs = orderings.iter().map(|it| (it.other, it.event));
        let mut named_by: Vec<(EventIx, EventIx)> = pairs.collect();
        sort::sort_by_key(&mut named_by, |it| (it.0.0.into(), it.1.0.into()));
        named_by.dedup();
        let network = OrderNetwork::new(events, orderings);
        let (Ok(windows), Ok(sequence)) = (network.windows(), network.sequence()) else {
            return Self {
                named_by,
                ..Self::default()
            };
        };
        let published =
            published.and_then(|date| date.spans().iter().map(|it| it.end_latest).max());
        let mut spans = Vec::new();
        for (ix, mut span) in network.spans(&windows) {
            let event = events.get(ix.position());
            let Some(event) = event.filter(|event| event.date.is_none()) else {
                continue;
            };
            let has_end = span.end_latest < Day::MAX;
            // One that contradicts itself has no bounds to tell.
            let is_sound = span.start_earliest <= span.end_latest;
            if !is_sound || (span.start_earliest == Day::MIN && !has_end) {
                continue;
            }
            let is_past = matches!(
                event.status,
                Some(EventStatus::Happened | EventStatus::Reported)
            );
            if let Some(published) = published.filter(|_| is_past && !has_end)
                && span.start_earliest <= published
                && published < Day::MAX
            {
                span.end_latest = published;
                span.start_latest = span.start_latest.min(published);
                span.end_earliest = span.end_earliest.min(published);
            }
            spans.push((ix, span));
        }
        let is_undated = |ix: &EventIx| {
            let event = events.get(ix.position());
            event.is_some_and(|event| event.date.is_none())
        };
        let ordered = network.events.iter().copied();
        Self {
            spans,
            sequence,
            undated: ordered.filter(is_undated).collect(),
            named_by,
        }
    }
}

impl Dataset {
    /// The events that one is ordered by, whichever of the two says so.
    #[must_use]
    pub fn neighbours(&self, event: EventIx) -> Vec<Neighbour<'_>> {
        let links = |ix| {
            let order = self.event(ix).and_then(|it| it.order.as_ref());
            let lists = order.into_iter().flat_map(|order| order.lists());
            lists.flat_map(|(relation, links)| links.iter().map(move |link| (relation, link)))
        };
        let mut own: Vec<Neighbour> = links(event)
            .map(|(relation, link)| Neighbour {
                relation,
                event: link.event,
                evidence: &link.evidence,
            })
            .collect();
        let others = self.bounds.naming(event).flat_map(|ix| {
            let of_it = links(ix).filter(|(_, link)| link.event == event);
            of_it.map(move |(relation, link)| Neighbour {
                relation: relation.inverse(),
                event: ix,
                evidence: &link.evidence,
            })
        });
        // Where both say it, one of them with a passage.
        for it in others {
            let same = own
                .iter_mut()
                .find(|one| (one.relation, one.event) == (it.relation, it.event));
            match same {
                Some(same) if same.evidence.is_empty() => same.evidence = it.evidence,
                Some(_) => {}
                None => own.push(it),
            }
        }
        own
    }
}

/// All orderings of the events, each as it is written.
fn orderings(events: &[Event]) -> Vec<Ordering> {
    let mut all = Vec::new();
    for (event, it) in (0..).map(EventIx).zip(events) {
        let Some(order) = &it.order else { continue };
        for (relation, links) in order.lists() {
            all.extend(links.iter().map(|link| Ordering {
                event,
                relation,
                other: link.event,
            }));
        }
    }
    all
}
