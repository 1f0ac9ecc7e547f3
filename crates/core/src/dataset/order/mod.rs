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

use super::{Dataset, Date, Day, Event, EventIx, EventStatus, Evidence, OrderLink, Span};
use network::Network;

/// How one event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderRelation {
    /// All of it comes after the other.
    After,
    /// All of it comes before the other.
    Before,
    /// It lies within the other.
    During,
    /// The other lies within it.
    Includes,
}

impl OrderRelation {
    /// How the other stands to it.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::After => Self::Before,
            Self::Before => Self::After,
            Self::During => Self::Includes,
            Self::Includes => Self::During,
        }
    }

    /// The word for it between two events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::During => "during",
            Self::Includes => "includes",
        }
    }
}

/// One ordering: an event, how it stands, and to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ordering {
    pub event: EventIx,
    pub relation: OrderRelation,
    pub other: EventIx,
}

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

/// When undated events may have been, by their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderBounds {
    spans: Vec<(EventIx, Span)>,
    sequence: Vec<EventIx>,
    /// The events without a date that have an order, ascending.
    undated: Vec<EventIx>,
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
        let network = Network::new(events, orderings);
        let (Ok(windows), Ok(sequence)) = (network.windows(), network.sequence()) else {
            return Self::default();
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
            if span.start_earliest == Day::MIN && !has_end {
                continue;
            }
            let is_past = matches!(event.status, EventStatus::Happened | EventStatus::Reported);
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
        }
    }

    /// When an undated event may have been; `None` where its order says nothing of it.
    #[must_use]
    pub fn of(&self, event: EventIx) -> Option<Span> {
        let at = self.spans.binary_search_by_key(&event, |it| it.0).ok()?;
        Some(self.spans.get(at)?.1)
    }

    /// Whether an event without a date has a place in an order.
    #[must_use]
    pub fn has(&self, event: EventIx) -> bool {
        self.undated.binary_search(&event).is_ok()
    }

    /// The events that have bounds, with them.
    #[must_use]
    pub fn all(&self) -> &[(EventIx, Span)] {
        &self.spans
    }

    /// The events that have an order, each after those that it comes after or lies within.
    #[must_use]
    pub fn sequence(&self) -> &[EventIx] {
        &self.sequence
    }
}

impl Dataset {
    /// When an undated event may have been, by its order.
    #[must_use]
    pub fn bounds(&self, event: EventIx) -> Option<Span> {
        self.bounds.of(event)
    }

    /// The events that one is ordered by, whichever of the two says so.
    #[must_use]
    pub fn neighbours(&self, event: EventIx) -> Vec<Neighbour<'_>> {
        let mut own = Vec::new();
        let mut others = Vec::new();
        for (ix, it) in self.events() {
            let Some(order) = &it.order else { continue };
            for (relation, links) in order.lists() {
                for OrderLink {
                    event: other,
                    evidence,
                } in links
                {
                    if ix == event {
                        own.push(Neighbour {
                            relation,
                            event: *other,
                            evidence,
                        });
                    } else if *other == event {
                        others.push(Neighbour {
                            relation: relation.inverse(),
                            event: ix,
                            evidence,
                        });
                    }
                }
            }
        }
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
