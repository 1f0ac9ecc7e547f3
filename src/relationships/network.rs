//! The relationships as a network: nodes and lines that filter as they are pressed.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::matrix::{edge_stance, edge_words};
use super::roving::tabindex;
use super::selection::use_selection_without;
use crate::context::{WidgetContext, use_widget_context};
use crate::media::portrait;
use crate::ui::measure::{UNMEASURED, use_width};
use backstory_core::dataset::EntityIx;
use backstory_core::locale::labelled;
use backstory_core::query::{Facet, Selection};
use backstory_core::state::{Action, State};
use backstory_core::table::{Link, Network, Node, Point, network, taper, toward};
use backstory_core::util::format::{tenths, within};
use backstory_core::util::narrow::narrow;

/// How wide a letter of a label is taken to be, in pixels, and how many there
/// are at most.
const LETTER_WIDTH_PX: f64 = 6.6;
const MAX_LABEL_LETTERS: usize = 17;

/// How much of the picture an actor needs for itself, in square pixels.
const NODE_AREA_PX2: f64 = 15_000.0;

/// Half of how wide a portrait is, and how wide the drawing is at least that has some, in
/// pixels.
const PORTRAIT_PX: f64 = 14.0;
const MIN_PORTRAIT_WIDTH_PX: f64 = 480.0;

/// How many actors are shown at most.
const MAX_NODES: usize = 24;

/// From how many relationships on an edge is no thicker.
const THICKEST: f64 = 8.0;

#[derive(PartialEq, Properties)]
pub(super) struct NetworkViewProps {
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
}

#[component]
pub(super) fn NetworkView(props: &NetworkViewProps) -> Html {
    let frame = use_node_ref();
    let width = use_width(&frame, || UNMEASURED).max(200.0);
    let height = within(width * 0.6, 380.0, 540.0);
    let NetworkViewProps { state, selection } = props;
    let rows = use_selection_without(state, selection, &[Facet::Subject, Facet::Object]);
    let context = use_widget_context();
    let shown = {
        let context = context.clone();
        let weight = state.table_layout.weight;
        use_memo((rows, (width, height), weight), |(rows, frame, weight)| {
            let context = context?;
            let most = ((frame.0 * frame.1 / NODE_AREA_PX2) as usize).clamp(3, MAX_NODES);
            let width = |ix| letters(&label(&context, ix)) * LETTER_WIDTH_PX;
            let dataset = context.dataset();
            let rows = rows.relationships();
            Some(network(rows, dataset, most, *frame, *weight, width))
        })
    };
    let focused = use_state_eq(|| 0_usize);
    let focused_edge = use_state_eq(|| 0_usize);
    let near = use_state_eq(|| None::<usize>);
    // A node that changes its place among its siblings loses the focus.
    let pressed = use_mut_ref(|| None::<EntityIx>);
    {
        let (pressed, shown, frame) = (pressed.clone(), shown.clone(), frame.clone());
        use_effect(move || {
            let pressed = pressed.take();
            let at = shown.as_ref().as_ref().and_then(|shown| {
                let is_it = |node: &Node| Some(node.entity) == pressed;
                shown.nodes.iter().position(is_it)
            });
            if let Some(at) = at {
                focus_part(&frame, NODE, at);
            }
        });
    }
    let (Some(context), Some(shown)) = (context, &*shown) else {
        return Html::default();
    };
    let words = context.words;
    let on_key = {
        let (frame, focused, context) = (frame.clone(), focused.clone(), context.clone());
        let focused_edge = focused_edge.clone();
        let pairs: Vec<_> = shown
            .links
            .iter()
            .map(|link| drawn_pair(shown, link))
            .collect();
        let places: Vec<Point> = shown.nodes.iter().map(|node| node.at).collect();
        let actors: Vec<EntityIx> = shown.nodes.iter().map(|node| node.entity).collect();
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let is_press = key == "Enter" || key == " ";
            if let Some(at) = part_around(&event, NODE) {
                if is_press {
                    *pressed.borrow_mut() = actors.get(at).copied();
                    choose(&context, actors.get(at));
                } else if let Some(to) = toward(&places, at, &key) {
                    focused.set(to);
                    focus_part(&frame, NODE, to);
                } else {
                    return;
                }
            } else if let Some(at) = part_around(&event, EDGE) {
                if is_press {
                    if let Some((from, to)) = pairs.get(at).copied().flatten() {
                        context.act(Action::ChoosePair(from, to));
                    }
                } else if let Some(to) = next_edge(at, pairs.len(), &key) {
                    focused_edge.set(to);
                    focus_part(&frame, EDGE, to);
                } else {
                    return;
                }
            } else {
                return;
            }
            event.prevent_default();
        })
    };
    let on_press = {
        let context = context.clone();
        let actors: Vec<EntityIx> = shown.nodes.iter().map(|node| node.entity).collect();
        Callback::from(move |event: MouseEvent| {
            choose(
                &context,
                part_around(&event, NODE).and_then(|at| actors.get(at)),
            );
        })
    };
    let on_focus = {
        let (focused, near) = (focused.clone(), near.clone());
        let focused_edge = focused_edge.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(at) = part_around(&event, NODE) {
                focused.set(at);
                near.set(Some(at));
            } else if let Some(at) = part_around(&event, EDGE) {
                focused_edge.set(at);
            }
        })
    };
    let on_over = {
        let near = near.clone();
        Callback::from(move |event: MouseEvent| near.set(part_around(&event, NODE)))
    };
    let on_leave = {
        let near = near.clone();
        Callback::from(move |_: MouseEvent| near.set(None))
    };
    let on_blur = {
        let near = near.clone();
        Callback::from(move |_: FocusEvent| near.set(None))
    };
    let drawn = DrawnNetwork {
        context: &context,
        state,
        shown,
        near: *near,
        has_portraits: width >= MIN_PORTRAIT_WIDTH_PX,
    };
    let stop = (*focused).min(shown.nodes.len().saturating_sub(1));
    let edge_stop = (*focused_edge).min(shown.links.len().saturating_sub(1));
    html! {
        <div ref={frame} class="network">
            <p class="hint">{ words.network_hint }</p>
            <svg
                class="network__picture"
                viewBox={["0 0 ", &tenths(width), " ", &tenths(height)].concat()}
                role="group"
                aria-label={words.who_to_whom}
                onclick={on_press}
                onkeydown={on_key}
                onfocusin={on_focus}
                onfocusout={on_blur}
                onmouseover={on_over}
                onmouseleave={on_leave}
            >
                { for shown.links.iter().enumerate().filter_map(|(position, link)| {
                    drawn.link(position, link, position == edge_stop)
                }) }
                { for shown.nodes.iter().enumerate().map(|(position, node)| {
                    drawn.node(position, node, position == stop)
                }) }
            </svg>
            if shown.more > 0 {
                <p class="quiet network__more">
                    { words.more_actors.of(narrow(shown.more)) }
                </p>
            }
        </div>
    }
}

/// A picture with all that drawing a part of it takes.
struct DrawnNetwork<'a> {
    context: &'a WidgetContext,
    state: &'a State,
    shown: &'a Network,
    near: Option<usize>,
    has_portraits: bool,
}

impl DrawnNetwork<'_> {
    fn link(&self, position: usize, link: &Link, is_stop: bool) -> Option<Html> {
        let (from, to) = (
            self.shown.nodes.get(link.from)?,
            self.shown.nodes.get(link.to)?,
        );
        let weight = self.state.table_layout.weight;
        let thick = match weight {
            Some(_) => link.edge.share(self.shown.most_sum) * THICKEST,
            None => f64::from(link.edge.count()).min(THICKEST),
        };
        let wide = 2.5 + thick * 1.1;
        let point = |place: Point| [&*tenths(place.x), " ", &tenths(place.y)].concat();
        let path = if link.is_mutual {
            // It leads nowhere: a beam as wide at either end.
            let [a, b, ..] = taper(from.at, to.at, wide * 0.6, 0.0);
            let [c, d, ..] = taper(to.at, from.at, wide * 0.6, 0.0);
            [
                "M",
                &point(a),
                "L",
                &point(b),
                "L",
                &point(c),
                "L",
                &point(d),
                "Z",
            ]
            .concat()
        } else {
            let [a, b, tip] = taper(from.at, to.at, wide, self.radius(to) + 2.0);
            ["M", &point(a), "L", &point(b), "L", &point(tip), "Z"].concat()
        };
        // Not in the middle, where that of the way back would stand as well.
        let mark = Point {
            x: from.at.x + (to.at.x - from.at.x) * 0.4,
            y: from.at.y + (to.at.y - from.at.y) * 0.4,
        };
        let is_far = self
            .near
            .is_some_and(|near| near != link.from && near != link.to);
        let stance = edge_stance(link.edge);
        let sign = match stance {
            Some("cooperative") => "+",
            Some("hostile") => "✕",
            Some("neutral") => "○",
            Some(_) => "±",
            None => "",
        };
        let pair = (from.entity, to.entity);
        let is_chosen =
            self.is_chosen(Facet::Subject, pair.0) && self.is_chosen(Facet::Object, pair.1);
        let name = edge_words(self.context, pair.0, pair.1, link.edge, weight);
        Some(html! {
            <g
                key={[&*link.from.to_string(), "-", &link.to.to_string()].concat()}
                class={classes!(
                    "edge",
                    is_far.then_some("edge--far"),
                    link.edge.is_claim().then_some("edge--claim"),
                    self.is_off(pair).then_some("edge--off"),
                )}
                role="button"
                tabindex={tabindex(is_stop)}
                data-edge={position.to_string()}
                data-stance={stance}
                aria-pressed={is_chosen.to_string()}
                aria-label={name.clone()}
                onclick={self.context.on(Action::ChoosePair(pair.0, pair.1))}
            >
                <title>{ name }</title>
                <path class="edge__line" d={path} />
                <text class="edge__sign" x={tenths(mark.x)} y={tenths(mark.y)} aria-hidden="true">
                    { sign }
                </text>
            </g>
        })
    }

    /// Whether an actor is chosen as `facet`.
    fn is_chosen(&self, facet: Facet, ix: EntityIx) -> bool {
        let entity = self.context.entity(ix);
        entity.is_some_and(|entity| self.state.filter.chosen.has(facet, &entity.id))
    }

    /// Whether two others are chosen.
    fn is_off(&self, (from, to): (EntityIx, EntityIx)) -> bool {
        [(Facet::Subject, from), (Facet::Object, to)]
            .into_iter()
            .any(|(facet, ix)| {
                let chosen = &self.state.filter.chosen;
                let entity = self.context.entity(ix);
                !chosen.of(facet).is_empty()
                    && entity.is_some_and(|entity| !chosen.has(facet, &entity.id))
            })
    }

    /// The picture of an actor, where the drawing has room for it.
    fn portrait(&self, node: &Node) -> Option<AttrValue> {
        self.has_portraits
            .then(|| portrait(self.context, node.entity))
            .flatten()
    }

    /// How large a node is; one with a portrait is as large as that and its rim.
    fn radius(&self, node: &Node) -> f64 {
        match self.portrait(node) {
            Some(_) => PORTRAIT_PX + 2.0,
            None => radius(node),
        }
    }

    fn node(&self, position: usize, node: &Node, is_stop: bool) -> Html {
        let Some(entity) = self.context.entity(node.entity) else {
            return Html::default();
        };
        let words = self.context.words;
        let (portrait, radius) = (self.portrait(node), self.radius(node));
        let is_chosen = self.state.filter.chosen.has(Facet::Actor, &entity.id);
        let is_far = self.near.is_some_and(|near| {
            near != position
                && !self.shown.links.iter().any(|link| {
                    (link.from, link.to) == (near, position)
                        || (link.to, link.from) == (near, position)
                })
        });
        html! {
            <g
                key={node.entity.0}
                class={classes!("node", is_far.then_some("node--far"))}
                role="button"
                tabindex={tabindex(is_stop)}
                data-node={position.to_string()}
                data-kind={entity.kind.id(&self.context.dataset().kinds).to_owned()}
                aria-pressed={is_chosen.to_string()}
                aria-label={labelled(&entity.name, &words.relationships.of(node.count), words)}
            >
                <title>{ entity.name.to_string() }</title>
                <circle
                    class="node__mark"
                    cx={tenths(node.at.x)}
                    cy={tenths(node.at.y)}
                    r={tenths(radius)}
                />
                if let Some(src) = portrait {
                    <image
                        class="node__portrait"
                        href={src}
                        x={tenths(node.at.x - PORTRAIT_PX)}
                        y={tenths(node.at.y - PORTRAIT_PX)}
                        width={tenths(PORTRAIT_PX * 2.0)}
                        height={tenths(PORTRAIT_PX * 2.0)}
                        preserveAspectRatio="xMidYMid slice"
                    />
                }
                <text
                    class="node__name"
                    x={tenths(node.at.x)}
                    y={tenths(node.at.y + radius + 13.0)}
                    aria-hidden="true"
                >
                    { label(self.context, node.entity) }
                </text>
            </g>
        }
    }
}

/// How large a node is, in pixels: its surface says how connected it is.
fn radius(node: &Node) -> f64 {
    (f64::from(node.count).sqrt() * 2.4 + 1.5).min(13.0)
}

/// An actor's name, cut where it is long.
fn label(context: &WidgetContext, ix: EntityIx) -> String {
    let name = context.entity(ix).map_or("", |entity| &*entity.name);
    if name.chars().count() <= MAX_LABEL_LETTERS {
        return name.to_owned();
    }
    let mut cut: String = name.chars().take(MAX_LABEL_LETTERS).collect();
    // Whole words, where there is more than one: what is seen can then be said.
    match cut.rfind(' ') {
        Some(end) => cut.truncate(end),
        None => drop(cut.pop()),
    }
    cut.push('…');
    cut
}

fn letters(text: &str) -> f64 {
    f64::from(narrow(text.chars().count()))
}

/// The attributes with the position of a node, and of a line.
const NODE: &str = "data-node";
const EDGE: &str = "data-edge";

/// The position of the node or line that an event came from.
fn part_around(event: &Event, attribute: &str) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let part = target.closest(&["[", attribute, "]"].concat()).ok()??;
    part.get_attribute(attribute)?.parse().ok()
}

/// The actors at the two ends of a line.
fn drawn_pair(shown: &Network, link: &Link) -> Option<(EntityIx, EntityIx)> {
    let end = |position: usize| shown.nodes.get(position).map(|node| node.entity);
    Some((end(link.from)?, end(link.to)?))
}

/// The line that a key leads to from another: they follow one another in their order, for
/// a line has no place of its own as a node has.
fn next_edge(at: usize, count: usize, key: &str) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" | "ArrowDown" => Some((at + 1).min(last)),
        "ArrowLeft" | "ArrowUp" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// Chooses an actor in addition to those that are chosen, or takes the choice back.
fn choose(context: &WidgetContext, actor: Option<&EntityIx>) {
    if let Some(entity) = actor.and_then(|ix| context.entity(*ix)) {
        context.act(Action::Toggle(Facet::Actor, entity.id.clone()));
    }
}

fn focus_part(frame: &NodeRef, attribute: &str, position: usize) {
    let selector = ["[", attribute, "=\"", &position.to_string(), "\"]"].concat();
    let found = frame
        .cast::<Element>()
        .and_then(|frame| frame.query_selector(&selector).ok()?);
    if let Some(part) = found {
        // A part of an SVG picture takes the focus as an HTML element does.
        let _ = part.unchecked_into::<HtmlElement>().focus();
    }
}
