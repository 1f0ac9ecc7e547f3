//! The relationships as a network: nodes for actors, edges for what connects them.

use super::matrix::{most_sum, places, ranked, weighed, weight};
use super::{Edge, RelationshipMatch};
use crate::dataset::{Dataset, EntityIx, FieldIx};
use crate::util::format::within;

/// A position in the drawing, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// An actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Who.
    pub entity: EntityIx,
    /// In how many relationships.
    pub count: u32,
    /// How wide its label is taken to be, in pixels.
    pub label: f64,
    /// Where the middle of the node is.
    pub at: Point,
}

/// An edge from one actor to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The node that it begins at.
    pub from: usize,
    /// The node that it leads to.
    pub to: usize,
    /// How much, and which way it leans.
    pub edge: Edge,
    /// Whether all of it is said of both alike: it leads nowhere.
    pub is_mutual: bool,
}

/// A network of actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The most connected actors, in that order.
    pub nodes: Vec<Node>,
    /// The edges, in the order of the nodes.
    pub links: Vec<Link>,
    /// How many actors are left out.
    pub more: usize,
    /// The largest sum of any edge, without its sign.
    pub most_sum: f64,
}

/// How much room a node and the label below it take, in pixels, from the middle
/// of the node: up, down, and next to the label on either side.
const ABOVE_PX: f64 = 14.0;
const BELOW_PX: f64 = 26.0;
const BESIDE_PX: f64 = 5.0;

/// How often the forces act.
const FORCE_ROUNDS: u32 = 240;

/// How often labels that lie on each other are pushed apart.
const MAX_LABEL_PUSHES: u32 = 400;

/// The network of `rows` in a frame of `width` by `height` pixels, of at most
/// `most` actors, weighed by a field of numbers if by any; `label` gives the width of an
/// actor's label in pixels.
///
/// The same rows in the same frame give the same drawing: the nodes begin on a
/// spiral, and forces move them (T. Fruchterman and E. Reingold, "Graph drawing
/// by force-directed placement", Software: Practice and Experience 21, 1991).
/// Labels that still overlap are then pushed apart.
#[must_use]
pub fn network(
    rows: &[RelationshipMatch],
    dataset: &Dataset,
    most: usize,
    (width, height): (f64, f64),
    field: Option<FieldIx>,
    label: impl Fn(EntityIx) -> f64,
) -> Network {
    let relationships = || {
        let numbered = |ix| Some((dataset.relationship(ix)?, weight(dataset, field, ix)));
        rows.iter().filter_map(move |(ix, _)| numbered(*ix))
    };
    let ends = relationships().flat_map(|(it, number)| {
        // What somebody is to themselves counts once.
        let object = (it.object != it.subject).then_some(it.object);
        weighed([Some(it.subject), object], it, number)
    });
    let (actors, more) = ranked(ends, dataset.entities.len(), most);
    let place_of = places(&actors, dataset.entities.len());
    let place = |ix: EntityIx| place_of.get(ix.position()).copied().flatten();
    let mut edges = vec![(Edge::default(), true); actors.len() * actors.len()];
    for (it, number) in relationships() {
        let (Some(mut from), Some(mut to)) = (place(it.subject), place(it.object)) else {
            continue;
        };
        let is_mutual = dataset.is_mutual(it);
        if is_mutual && to < from {
            std::mem::swap(&mut from, &mut to);
        }
        if let Some((edge, is_all_mutual)) = edges.get_mut(from * actors.len() + to) {
            edge.add(it, number);
            *is_all_mutual &= is_mutual;
        }
    }
    let links = edges
        .iter()
        .enumerate()
        .filter(|(_, (edge, _))| edge.count() > 0);
    let mut links: Vec<Link> = links
        .map(|(position, (edge, is_mutual))| Link {
            from: position / actors.len(),
            to: position % actors.len(),
            edge: *edge,
            is_mutual: *is_mutual,
        })
        .filter(|link| link.from != link.to)
        .collect();
    let mut nodes: Vec<Node> = actors
        .iter()
        .map(|actor| Node {
            entity: actor.entity,
            count: actor.count,
            label: label(actor.entity),
            at: Point::default(),
        })
        .collect();
    let more = more + drop_loose(&mut nodes, &mut links);
    let frame = Point {
        x: width,
        y: height,
    };
    place_on_circle(&mut nodes, frame);
    attract(&mut nodes, &links, frame);
    separate(&mut nodes, frame);
    Network {
        most_sum: most_sum(links.iter().map(|link| &link.edge)),
        nodes,
        links,
        more,
    }
}

/// Leaves out actors that are connected only to those left out, and says how many
/// they are: a node with no line says nothing.
fn drop_loose(nodes: &mut Vec<Node>, links: &mut [Link]) -> usize {
    if links.is_empty() {
        // Where no node has an edge, the nodes are all there is to show.
        return 0;
    }
    let is_tied = |node: usize| {
        links
            .iter()
            .any(|link| link.from == node || link.to == node)
    };
    let tied: Vec<bool> = (0..nodes.len()).map(is_tied).collect();
    let place = |old: usize| tied.iter().take(old).filter(|is_tied| **is_tied).count();
    for link in links.iter_mut() {
        (link.from, link.to) = (place(link.from), place(link.to));
    }
    let loose = nodes.len() - place(nodes.len());
    let mut marks = tied.iter();
    nodes.retain(|_| marks.next().copied().unwrap_or_default());
    loose
}

/// The golden angle, as what a turn by it multiplies with: no two nodes lie in
/// the same direction, and no sine is needed.
const TURN: Point = Point {
    x: -0.737_368_878_078_320,
    y: 0.675_490_294_261_524,
};

fn place_on_circle(nodes: &mut [Node], frame: Point) {
    let count = nodes.len().max(1) as f64;
    let mut direction = Point { x: 1.0, y: 0.0 };
    for (position, node) in nodes.iter_mut().enumerate() {
        let out = ((position as f64 + 0.3) / count).sqrt() * 0.42;
        node.at = Point {
            x: frame.x * (0.5 + direction.x * out),
            y: frame.y * (0.5 + direction.y * out),
        };
        direction = Point {
            x: direction.x * TURN.x - direction.y * TURN.y,
            y: direction.x * TURN.y + direction.y * TURN.x,
        };
    }
}

/// Lets the forces act: every node pushes every other one away, what is tied is
/// drawn together, and all are drawn a little to the middle.
fn attract(nodes: &mut [Node], links: &[Link], frame: Point) {
    let ideal = (frame.x * frame.y / nodes.len().max(1) as f64).sqrt() * 0.6;
    for round in 0..FORCE_ROUNDS {
        let mut moves = vec![Point::default(); nodes.len()];
        let mut pull = |to: usize, by: Point| {
            if let Some(it) = moves.get_mut(to) {
                it.x += by.x;
                it.y += by.y;
            }
        };
        for (position, node) in nodes.iter().enumerate() {
            for (other, far) in nodes.iter().enumerate().skip(position + 1) {
                let (away, distance) = between(far.at, node.at);
                let force = ideal * ideal / distance;
                pull(position, scaled(away, force));
                pull(other, scaled(away, -force));
            }
            let (inwards, distance) = between(node.at, scaled(frame, 0.5));
            pull(position, scaled(inwards, distance * 0.2));
        }
        for link in links {
            if let (Some(from), Some(to)) = (nodes.get(link.from), nodes.get(link.to)) {
                let (there, distance) = between(from.at, to.at);
                let force = distance * distance / ideal * 0.6;
                pull(link.from, scaled(there, force));
                pull(link.to, scaled(there, -force));
            }
        }
        // Less and less, so that it comes to rest.
        let most =
            frame.x.min(frame.y) * 0.1 * f64::from(FORCE_ROUNDS - round) / f64::from(FORCE_ROUNDS);
        for (node, by) in nodes.iter_mut().zip(moves) {
            let length = (by.x * by.x + by.y * by.y).sqrt().max(1e-9);
            let share = most.min(length) / length;
            node.at.x += by.x * share;
            node.at.y += by.y * share;
            keep_in(node, frame);
        }
    }
}

/// Pushes nodes apart whose boxes (node and label) lie on each other, each pair
/// along the way that is shorter.
fn separate(nodes: &mut [Node], frame: Point) {
    for _ in 0..MAX_LABEL_PUSHES {
        let mut is_done = true;
        for position in 0..nodes.len() {
            let (before, after) = nodes.split_at_mut(position);
            let Some(node) = after.first_mut() else { break };
            for other in before {
                let (dx, dy) = (node.at.x - other.at.x, node.at.y - other.at.y);
                let over_x = (node.label + other.label) / 2.0 + 2.0 * BESIDE_PX - dx.abs();
                let over_y = ABOVE_PX + BELOW_PX - dy.abs();
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                is_done = false;
                let by = if over_x < over_y {
                    Point {
                        x: (over_x / 2.0 + 0.5).copysign(dx),
                        y: 0.0,
                    }
                } else {
                    Point {
                        x: 0.0,
                        y: (over_y / 2.0 + 0.5).copysign(dy),
                    }
                };
                for (it, sign) in [(&mut *node, 1.0), (other, -1.0)] {
                    it.at.x += by.x * sign;
                    it.at.y += by.y * sign;
                    keep_in(it, frame);
                }
            }
        }
        if is_done {
            return;
        }
    }
    line_up(nodes, frame);
}

/// Where pushing comes to no end, each node in turn goes to the nearest place of a
/// grid that is still free; all of them stay where they are if it has too few.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a frame has few places"
)]
fn line_up(nodes: &mut [Node], frame: Point) {
    let widest = nodes.iter().map(|node| node.label).fold(1.0, f64::max);
    let (columns, rows) = (
        (frame.x / (widest + 2.0 * BESIDE_PX)).floor() as usize,
        (frame.y / (ABOVE_PX + BELOW_PX)).floor() as usize,
    );
    let mut free: Vec<Point> = (0..columns * rows)
        .map(|place| Point {
            x: ((place % columns) as f64 + 0.5) * frame.x / columns as f64,
            y: (place / columns) as f64 * frame.y / rows as f64 + ABOVE_PX,
        })
        .collect();
    if free.len() < nodes.len() {
        return;
    }
    for node in nodes {
        let far = |place: &Point| between(*place, node.at).1;
        let nearest = (0..free.len())
            .zip(&free)
            .min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)));
        if let Some((nearest, _)) = nearest {
            node.at = free.swap_remove(nearest);
        }
    }
}

fn keep_in(node: &mut Node, frame: Point) {
    let beside = (node.label / 2.0 + BESIDE_PX).min(frame.x / 2.0);
    node.at.x = within(node.at.x, beside, frame.x - beside);
    node.at.y = within(node.at.y, ABOVE_PX.min(frame.y), frame.y - BELOW_PX);
}

/// The corners of a line from one node to another that is `wide` where it begins
/// and comes to a point `short` of the other's middle: how people read a
/// direction most surely (D. Holten and J. J. van Wijk, "A user study on
/// visualizing directed edges in graphs", 2009).
#[must_use]
pub fn taper(from: Point, to: Point, wide: f64, short: f64) -> [Point; 3] {
    let (there, distance) = between(from, to);
    let aside = wide / 2.0;
    let tip = (distance - short).max(0.0);
    let corner = |side: f64| Point {
        x: from.x - there.y * side,
        y: from.y + there.x * side,
    };
    let end = Point {
        x: from.x + there.x * tip,
        y: from.y + there.y * tip,
    };
    [corner(aside), corner(-aside), end]
}

/// The direction from one place to another, one long, and how far it is.
fn between(from: Point, to: Point) -> (Point, f64) {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let distance = (x * x + y * y).sqrt().max(0.01);
    (scaled(Point { x, y }, 1.0 / distance), distance)
}

fn scaled(place: Point, by: f64) -> Point {
    Point {
        x: place.x * by,
        y: place.y * by,
    }
}

/// The place that an arrow key leads to from the one at `from`: the nearest in
/// its direction, where what lies aside counts as farther; `None` for any other
/// key, or where there is nothing that way.
#[must_use]
pub fn toward(places: &[Point], from: usize, key: &str) -> Option<usize> {
    let ahead = match key {
        "ArrowLeft" => Point { x: -1.0, y: 0.0 },
        "ArrowRight" => Point { x: 1.0, y: 0.0 },
        "ArrowUp" => Point { x: 0.0, y: -1.0 },
        "ArrowDown" => Point { x: 0.0, y: 1.0 },
        _ => return None,
    };
    let at = places.get(from)?;
    let distance = |to: &Point| {
        let (x, y) = (to.x - at.x, to.y - at.y);
        let on = x * ahead.x + y * ahead.y;
        let aside = (x * ahead.y - y * ahead.x).abs();
        // What lies more aside than ahead is the other keys' to reach.
        (on > 0.0 && aside <= on * 2.0).then_some(on + aside * 2.0)
    };
    places
        .iter()
        .enumerate()
        .filter_map(|(position, to)| Some((position, distance(to)?)))
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(position, _)| position)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::{Match, RelationshipIx};
    use crate::table::tests::dataset;

    fn picture(edges: &[(u32, u32, usize)], most: usize, frame: (f64, f64), label: f64) -> Network {
        let rows: Vec<RelationshipMatch> = (0..u32::try_from(edges.len()).unwrap())
            .map(|position| (RelationshipIx(position), Match::Definite))
            .collect();
        network(&rows, &dataset(edges), most, frame, None, |_| label)
    }

    fn edges(actors: u32) -> impl Strategy<Value = Vec<(u32, u32, usize)>> {
        proptest::collection::vec((0..actors, 0..actors, 0_usize..3), 0..60)
    }

    /// Nothing of the picture lies on anything else, or sticks out.
    fn has_room(it: &Network, (width, height): (f64, f64), label: f64) -> Result<(), String> {
        for (position, node) in it.nodes.iter().enumerate() {
            let is_in = node.at.x - label / 2.0 >= 0.0
                && node.at.x + label / 2.0 <= width
                && node.at.y - ABOVE_PX >= 0.0
                && node.at.y + BELOW_PX <= height;
            if !is_in {
                return Err(format!("{node:?} sticks out"));
            }
            for other in &it.nodes[..position] {
                let apart = (node.at.x - other.at.x).abs() >= label
                    || (node.at.y - other.at.y).abs() >= ABOVE_PX + BELOW_PX - 1.0;
                if !apart {
                    return Err(format!("{node:?} lies on {other:?}"));
                }
            }
        }
        Ok(())
    }

    #[test]
    fn what_is_pushed_to_and_fro_is_lined_up() {
        #[rustfmt::skip]
        let edges = [(17, 23, 0), (22, 17, 0), (21, 6, 0), (15, 3, 0), (2, 2, 0), (19, 22, 0), (3, 23, 0), (9, 4, 0), (22, 18, 0), (2, 16, 0), (18, 15, 0), (12, 18, 0), (2, 3, 0), (21, 12, 0), (9, 2, 0), (3, 1, 0), (8, 8, 0), (18, 14, 0), (8, 20, 0), (22, 8, 0), (12, 11, 0), (22, 10, 0), (10, 5, 0), (4, 6, 0), (3, 7, 0), (18, 11, 0), (20, 10, 0), (13, 9, 0), (4, 23, 0), (11, 11, 0), (14, 17, 0), (17, 8, 0), (12, 23, 0), (19, 7, 0), (22, 6, 0), (15, 7, 0), (4, 10, 0), (7, 12, 0), (1, 10, 0), (5, 11, 0), (2, 8, 0), (14, 0, 0), (3, 5, 0), (9, 14, 0), (21, 4, 0), (6, 15, 0), (21, 23, 0), (13, 22, 0), (1, 9, 0), (18, 21, 0), (3, 15, 0), (11, 14, 0), (1, 1, 0), (17, 19, 0), (4, 5, 0), (19, 13, 0)];
        let frame = (860.0, 520.0);
        let it = picture(&edges, 24, frame, 110.0);
        assert_eq!(has_room(&it, frame, 110.0), Ok(()));
    }

    proptest! {
        #[test]
        fn labels_have_room_within_the_frame(edges in edges(24)) {
            for (frame, most, label) in [((860.0, 520.0), 24, 110.0), ((328.0, 420.0), 12, 96.0)] {
                let picture = picture(&edges, most, frame, label);
                prop_assert!(picture.nodes.len() <= most);
                prop_assert_eq!(has_room(&picture, frame, label), Ok(()));
            }
        }

        #[test]
        fn the_same_rows_give_the_same_picture(edges in edges(9)) {
            let once = picture(&edges, 9, (600.0, 400.0), 80.0);
            prop_assert_eq!(&once, &picture(&edges, 9, (600.0, 400.0), 80.0));
            let between: u32 = once.links.iter().map(|link| link.edge.count()).sum();
            let expected = edges.iter().filter(|(from, to, _)| from != to).count();
            prop_assert_eq!(between as usize, expected);
        }
    }

    #[test]
    fn what_is_tied_stands_nearer_than_what_is_not() {
        // Two pairs, each tied in itself.
        let it = picture(
            &[(0, 1, 0), (1, 0, 0), (2, 3, 0), (3, 2, 0)],
            9,
            (600.0, 400.0),
            40.0,
        );
        let far = |a: usize, b: usize| between(it.nodes[a].at, it.nodes[b].at).1;
        assert!(far(0, 1) < far(0, 2) && far(0, 1) < far(1, 3), "{it:?}");
        assert!(far(2, 3) < far(0, 2) && far(2, 3) < far(1, 3), "{it:?}");
    }

    #[test]
    fn the_least_connected_are_left_out_and_counted() {
        let it = picture(
            &[(0, 1, 0), (0, 2, 0), (0, 1, 2), (3, 4, 0)],
            2,
            (600.0, 400.0),
            40.0,
        );
        let who: Vec<(u32, u32)> = it
            .nodes
            .iter()
            .map(|node| (node.entity.0, node.count))
            .collect();
        assert_eq!(who, [(0, 3), (1, 2)]);
        assert_eq!(it.more, 3);
        assert_eq!(it.links.len(), 1);
        assert_eq!(it.links[0].edge.stances, [1, 0, 1]);
    }

    #[test]
    fn a_line_is_wide_where_it_begins_and_ends_at_the_others_edge() {
        let (from, to) = (Point { x: 10.0, y: 20.0 }, Point { x: 40.0, y: 60.0 });
        let [a, b, tip] = taper(from, to, 6.0, 5.0);
        assert!((between(a, b).1 - 6.0).abs() < 1e-9);
        assert_eq!(((a.x + b.x) / 2.0, (a.y + b.y) / 2.0), (10.0, 20.0));
        assert!((between(tip, to).1 - 5.0).abs() < 1e-9);
        assert!((between(from, tip).1 - 45.0).abs() < 1e-9);
    }

    #[test]
    fn an_arrow_leads_to_the_nearest_in_its_direction() {
        let places = [
            (50.0, 50.0),
            (90.0, 55.0),
            (140.0, 50.0),
            (52.0, 90.0),
            (10.0, 10.0),
        ]
        .map(|(x, y)| Point { x, y });
        assert_eq!(toward(&places, 0, "ArrowRight"), Some(1));
        assert_eq!(toward(&places, 1, "ArrowRight"), Some(2));
        assert_eq!(toward(&places, 2, "ArrowRight"), None);
        assert_eq!(toward(&places, 0, "ArrowDown"), Some(3));
        assert_eq!(toward(&places, 0, "ArrowUp"), Some(4));
        assert_eq!(toward(&places, 0, "Enter"), None);
        assert_eq!(toward(&[], 0, "ArrowUp"), None);
    }
}
