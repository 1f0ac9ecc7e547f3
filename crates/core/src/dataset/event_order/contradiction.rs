//! Where dates and order cannot all be true: the shortest chain that shows it.

use super::network::{Circle, OrderEdge, OrderNetwork, Ordering, window};
use crate::dataset::{Event, OrderRelation, Text};

/// No more contradictions are looked for: whoever mends these checks again.
const MAX_FOUND: usize = 20;

/// A shortest chain is looked for from so many places at most.
const MAX_TRIED: usize = 256;

/// Events one after the other that contradict themselves: a circle, or one that
/// begins later, by its date, than another ends that should come after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderChain {
    /// The first event's id.
    pub first: Text,
    /// How each stands to the next, and the next one's id. A circle ends with the first.
    pub steps: Vec<(OrderRelation, Text)>,
    /// The dates of the first and the last, where it is these that contradict it; empty of
    /// one without.
    pub dates: Option<(Text, Text)>,
}

/// What is wrong with the orderings: each that is to be left out for the others to hold,
/// by its position, with the chain that shows it. Of the orderings of a chain it is the
/// last one.
pub(in super::super) fn contradictions(
    events: &[Event],
    mut orderings: Vec<Ordering>,
) -> Vec<(usize, OrderChain)> {
    // The position of each that is left.
    let mut positions: Vec<usize> = (0..orderings.len()).collect();
    let mut found = Vec::new();
    while !orderings.is_empty() {
        let network = OrderNetwork::new(events, orderings);
        let chain = match network.windows() {
            Err(Circle(is_left)) => network.circle(&is_left),
            Ok(windows) => {
                // The ends of chains: what must have been after its own date.
                let nodes = (0..).zip(&windows);
                let nodes = nodes
                    .filter(|(node, it)| it[0] > window(&network.dated, *node)[1])
                    .map(|(node, _)| node);
                network.against_dates(nodes)
            }
        };
        let last = chain.iter().filter_map(|edge| edge.ordering).max();
        let Some(last) = last.map(|last| last as usize) else {
            break;
        };
        let chain = network.told(events, &chain);
        orderings = network.orderings;
        orderings.remove(last);
        let position = positions.remove(last);
        found.extend(chain.map(|chain| (position, chain)));
        if found.len() >= MAX_FOUND {
            break;
        }
    }
    found
}

impl OrderNetwork {
    /// The shortest circle among these nodes.
    fn circle(&self, is_left: &[bool]) -> Vec<OrderEdge> {
        let left = (0..).zip(is_left).filter(|(_, is)| **is).map(|it| it.0);
        let is_in = |node: u32| is_left.get(node as usize) == Some(&true);
        self.shortest(left, &|start, node| start == node, &is_in)
    }

    /// The shortest chain from an event that begins, by its date, after one of these nodes
    /// must have been.
    fn against_dates(&self, nodes: impl Iterator<Item = u32>) -> Vec<OrderEdge> {
        let is_later =
            |end: u32, start: u32| window(&self.dated, start)[0] > window(&self.dated, end)[1];
        self.shortest(nodes, &is_later, &|_| true)
    }

    /// Of the chains that lead back from one of these nodes to one that `is_it` takes, the
    /// one with the fewest orderings, from its beginning to its end.
    fn shortest(
        &self,
        ends: impl Iterator<Item = u32>,
        is_it: &dyn Fn(u32, u32) -> bool,
        is_in: &dyn Fn(u32) -> bool,
    ) -> Vec<OrderEdge> {
        let mut best: Option<Vec<OrderEdge>> = None;
        for end in ends.take(MAX_TRIED) {
            let most = best.as_ref().map_or(usize::MAX, |best| length(best));
            if let Some(chain) = self.back_from(end, is_it, is_in, most) {
                best = Some(chain);
            }
        }
        best.unwrap_or_default()
    }

    /// The chain of fewer than `most` orderings that leads to a node.
    fn back_from(
        &self,
        end: u32,
        is_it: &dyn Fn(u32, u32) -> bool,
        is_in: &dyn Fn(u32) -> bool,
        most: usize,
    ) -> Option<Vec<OrderEdge>> {
        // By which edge the search came to each node, from the one that it leads to.
        let mut came: Vec<Option<OrderEdge>> = vec![None; self.dated.len()];
        let mut nodes = vec![end];
        // Breadth first, one ordering at a time; what costs none is gone along at once.
        for _ in 0..most {
            let mut at = 0;
            let mut next = Vec::new();
            while let Some(node) = nodes.get(at).copied() {
                at += 1;
                let is_found = came.get(node as usize)?.is_some() && is_it(end, node);
                if is_found {
                    return Some(path(&came, node, end));
                }
                for edge in self.reaching(node) {
                    let place = came.get_mut(edge.from as usize)?;
                    if place.is_some() || !is_in(edge.from) {
                        continue;
                    }
                    *place = Some(*edge);
                    if edge.ordering.is_some() {
                        next.push(edge.from);
                    } else {
                        nodes.push(edge.from);
                    }
                }
            }
            nodes = next;
            if nodes.is_empty() {
                break;
            }
        }
        None
    }

    /// A chain in the words of a problem.
    fn told(&self, events: &[Event], chain: &[OrderEdge]) -> Option<OrderChain> {
        let event = |node: u32| events.get(self.events.get(node as usize / 2)?.position());
        let (start, end) = (chain.first()?.from, chain.last()?.to);
        let mut steps = Vec::new();
        for edge in chain {
            let Some(ordering) = edge.ordering else {
                continue;
            };
            let ordering = self.orderings.get(ordering as usize)?;
            let from = self.events.get(edge.from as usize / 2)?;
            let relation = if *from == ordering.event {
                ordering.relation
            } else {
                ordering.relation.inverse()
            };
            steps.push((relation, event(edge.to)?.id.clone()));
        }
        let (first, last) = (event(start)?, event(end)?);
        let date = |event: &Event| event.date.as_ref().map(|it| it.as_str().into());
        let date = |event| date(event).unwrap_or_default();
        let dates = (start != end).then(|| (date(first), date(last)));
        Some(OrderChain {
            first: first.id.clone(),
            steps,
            dates,
        })
    }
}

/// How many orderings a chain has.
fn length(chain: &[OrderEdge]) -> usize {
    chain.iter().filter(|edge| edge.ordering.is_some()).count()
}

/// The way that the search found from a node to its end.
fn path(came: &[Option<OrderEdge>], start: u32, end: u32) -> Vec<OrderEdge> {
    let mut path = Vec::new();
    let mut node = start;
    while let Some(Some(edge)) = came.get(node as usize) {
        path.push(*edge);
        node = edge.to;
        if node == end {
            break;
        }
    }
    path
}
