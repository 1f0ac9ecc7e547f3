//! The relationships as a matrix: numbers that filter as they are pressed.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::roving::{Roving, cell_around, tabindex, use_roving};
use super::selection::use_selection_without;
use crate::context::{WidgetContext, use_widget_context};
use crate::ui::measure::{UNMEASURED, points_with_fingers, reads_to_the_left, use_width};
use crate::ui::text::bdi;
use backstory_core::dataset::{EntityIx, FieldIx};
use backstory_core::locale::{amount, fill, labelled, status_label};
use backstory_core::query::{Column, Facet, Selection};
use backstory_core::state::{Action, State};
use backstory_core::table::{Cell, Edge, GridSize, Header, Matrix, matrix, step};
use backstory_core::util::find::holds;

/// How wide the column of names is, and one of numbers, in pixels; on a narrow
/// page, the names take less.
const NAME_COLUMN_PX: f64 = 170.0;
const NARROW_NAME_COLUMN_PX: f64 = 112.0;
const NARROW_PAGE_PX: f64 = 560.0;
const NUMBER_COLUMN_PX: f64 = 38.0;
const TOUCH_NUMBER_COLUMN_PX: f64 = 46.0;

/// How wide a column of sums is, in pixels: `US$12.5M`.
const AMOUNT_COLUMN_PX: f64 = 72.0;

/// How many actors are shown on either side at most.
const MAX_ROWS: usize = 16;
const MAX_COLUMNS: usize = 20;

#[derive(PartialEq, Properties)]
pub(super) struct MatrixViewProps {
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
}

#[component]
pub(super) fn MatrixView(props: &MatrixViewProps) -> Html {
    let frame = use_node_ref();
    let width = use_width(&frame, || UNMEASURED);
    let MatrixViewProps { state, selection } = props;
    let rows = use_selection_without(state, selection, &[Facet::Subject, Facet::Object]);
    let context = use_widget_context();
    let names = if width < NARROW_PAGE_PX {
        NARROW_NAME_COLUMN_PX
    } else {
        NAME_COLUMN_PX
    };
    let number = use_state_eq(|| NUMBER_COLUMN_PX);
    {
        let number = number.clone();
        use_effect_with((), move |()| {
            if points_with_fingers() {
                number.set(TOUCH_NUMBER_COLUMN_PX);
            }
        });
    }
    let weight = state.table_layout.weight;
    let number = match weight {
        Some(_) => AMOUNT_COLUMN_PX,
        None => *number,
    };
    let columns = (((width - names) / number) as usize).clamp(3, MAX_COLUMNS);
    let shown = {
        let context = context.clone();
        use_memo((rows, columns, weight), |(rows, columns, weight)| {
            let context = context?;
            let rows = rows.relationships();
            Some(matrix(rows, context.dataset(), MAX_ROWS, *columns, *weight))
        })
    };
    let roving = use_roving(&frame, Cell { line: 1, column: 1 });
    let (Some(context), Some(shown)) = (context, &*shown) else {
        return Html::default();
    };
    let words = context.words;
    let on_focus = {
        let roving = roving.clone();
        Callback::from(move |event: FocusEvent| roving.heard(&event))
    };
    let grid = GridSize {
        lines: shown.subjects.len() + 1,
        columns: shown.objects.len() + 1,
        page: 5,
    };
    let on_key = {
        let roving = roving.clone();
        Callback::from(move |event: KeyboardEvent| {
            let target = event.target_dyn_into::<HtmlElement>();
            let Some((cell, at)) = target.and_then(|it| cell_around(it.unchecked_into())) else {
                return;
            };
            let whole = event.ctrl_key() || event.meta_key();
            if event.alt_key() {
                return;
            }
            if let Some(to) = step(&event.key(), whole, reads_to_the_left(&cell), at, grid) {
                event.prevent_default();
                roving.go(to);
            }
        })
    };
    let dataset = context.dataset();
    let more = |column: Column, count: usize| {
        let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
        let more = words.more_actors.of(count);
        Some(html! { <li>{ labelled(words.column(column, dataset), &more, words) }</li> })
    };
    let drawn = DrawnMatrix {
        context: &context,
        state,
        roving: &roving,
        shown,
    };
    html! {
        <div ref={frame} class={classes!("matrix", weight.map(|_| "matrix--sums"))}>
            <p class="hint">{ words.matrix_hint }</p>
            <table
                class="matrix__table"
                role="grid"
                aria-label={words.who_to_whom}
                onfocusin={on_focus}
                onkeydown={on_key}
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        <td
                            role="gridcell"
                            class="matrix__corner"
                            aria-colindex="1"
                            tabindex={drawn.tabindex(0, 0)}
                        />
                        { for shown.objects.iter().enumerate().map(|(column, edge)| {
                            drawn.object(column, edge)
                        }) }
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    { for shown.subjects.iter().zip(&shown.edges).enumerate().map(
                        |(line, (edge, edges))| drawn.line(line, edge, edges)
                    ) }
                </tbody>
            </table>
            <ul class="matrix__more">
                { more(Column::Subject, shown.more_subjects) }
                { more(Column::Object, shown.more_objects) }
            </ul>
        </div>
    }
}

/// A matrix with all that drawing a part of it takes.
struct DrawnMatrix<'a> {
    context: &'a WidgetContext,
    state: &'a State,
    roving: &'a Roving,
    shown: &'a Matrix,
}

impl DrawnMatrix<'_> {
    fn tabindex(&self, line: usize, column: usize) -> &'static str {
        let at = self.roving.at();
        // A matrix that has become smaller keeps a tab stop.
        let stop = Cell {
            line: at.line.min(self.shown.subjects.len()),
            column: at.column.min(self.shown.objects.len()),
        };
        tabindex(stop == Cell { line, column })
    }

    /// Whether somebody is chosen on a side; `None` where nobody is.
    fn chosen(&self, facet: Facet, entity: EntityIx) -> Option<bool> {
        let chosen = &self.state.filter.chosen;
        let entity = self.context.entity(entity);
        let is_one = || entity.is_some_and(|entity| chosen.has(facet, &entity.id));
        (!chosen.of(facet).is_empty()).then(is_one)
    }

    /// The button of an actor at the edge: chosen with a press.
    fn actor(&self, facet: Facet, edge: &Header, tabindex: &'static str) -> Html {
        let Some(entity) = self.context.entity(edge.entity) else {
            return Html::default();
        };
        html! {
            <button
                type="button"
                class="matrix__actor"
                data-stop=""
                {tabindex}
                aria-pressed={self.chosen(facet, edge.entity).unwrap_or_default().to_string()}
                title={entity.name.to_string()}
                onclick={self.context.on(Action::Toggle(facet, entity.id.clone()))}
            >
                <span class="matrix__name">{ bdi(&entity.name) }</span>
                <span class="matrix__count">
                    { self.weighed(edge.sum).unwrap_or_else(|| self.context.words.language.number(edge.count)) }
                </span>
            </button>
        }
    }

    /// A sum of what it is weighed by.
    fn weighed(&self, sum: f64) -> Option<String> {
        let weight = self.state.table_layout.weight;
        weight.map(|ix| sum_words(self.context, ix, sum))
    }

    fn object(&self, column: usize, edge: &Header) -> Html {
        html! {
            <th
                key={edge.entity.0}
                role="columnheader"
                scope="col"
                class="matrix__object"
                aria-colindex={(column + 2).to_string()}
            >
                { self.actor(Facet::Object, edge, self.tabindex(0, column + 1)) }
            </th>
        }
    }

    fn line(&self, line: usize, subject: &Header, edges: &[Edge]) -> Html {
        html! {
            <tr key={subject.entity.0} role="row" aria-rowindex={(line + 2).to_string()}>
                <th role="rowheader" scope="row" class="matrix__subject" aria-colindex="1">
                    { self.actor(Facet::Subject, subject, self.tabindex(line + 1, 0)) }
                </th>
                { for self.shown.objects.iter().zip(edges).enumerate().map(|(column, (object, edge))| {
                    self.cell((line, column), subject.entity, object.entity, *edge)
                }) }
            </tr>
        }
    }

    fn cell(
        &self,
        (line, column): (usize, usize),
        subject: EntityIx,
        object: EntityIx,
        edge: Edge,
    ) -> Html {
        let tabindex = self.tabindex(line + 1, column + 1);
        let place = (column + 2).to_string();
        if edge.count() == 0 {
            return html! {
                <td role="gridcell" class="matrix__cell" aria-colindex={place} {tabindex} />
            };
        }
        let sides = [
            self.chosen(Facet::Subject, subject),
            self.chosen(Facet::Object, object),
        ];
        let is_off = sides.contains(&Some(false));
        let is_on = sides == [Some(true), Some(true)];
        let stance = edge_stance(edge);
        let weight = self.state.table_layout.weight;
        let name = edge_words(self.context, subject, object, edge, weight);
        let (shade, number) = match weight {
            Some(ix) => (
                edge.shade_by_sum(self.shown.most_sum),
                edge_sum(self.context, ix, edge),
            ),
            None => {
                let number = self.context.words.language.number(edge.count());
                (edge.shade(self.shown.most), number)
            }
        };
        html! {
            <td
                role="gridcell"
                class={classes!("matrix__cell", is_off.then_some("matrix__cell--off"))}
                aria-colindex={place}
                data-shade={shade.to_string()}
            >
                <button
                    type="button"
                    class={classes!("matrix__tie", edge.is_claim().then_some("claim"))}
                    data-stop=""
                    {tabindex}
                    aria-pressed={is_on.to_string()}
                    aria-label={name.clone()}
                    title={name}
                    onclick={self.context.on(Action::ChoosePair(subject, object))}
                >
                    { number }
                    if let Some(stance) = stance {
                        <span class="stance" data-stance={stance} />
                    }
                </button>
            </td>
        }
    }
}

/// The word for which way an edge leans; `None` where nothing is said of that.
pub(super) fn edge_stance(edge: Edge) -> Option<&'static str> {
    let stance = || edge.stance().map_or("mixed", |stance| stance.as_str());
    edge.has_stance().then(stance)
}

/// A sum of a field, as short as a cell needs it.
fn sum_words(context: &WidgetContext, field: FieldIx, sum: f64) -> String {
    let unit = context
        .dataset()
        .field(field)
        .map_or("", |field| &field.unit);
    amount(sum, unit, true, context.words)
}

/// The sum of an edge; what is not given is not zero.
fn edge_sum(context: &WidgetContext, field: FieldIx, edge: Edge) -> String {
    if edge.total.rows == 0 {
        return NO_SUM.to_owned();
    }
    sum_words(context, field, edge.total.sum)
}

/// What stands for the sum of none.
const NO_SUM: &str = "–";

/// What is between two, in words: `Russia to Sudan: 3 relationships,
/// Cooperative; Claim, denied: 1`; with its sum where it is weighed by a field.
pub(super) fn edge_words(
    context: &WidgetContext,
    from: EntityIx,
    to: EntityIx,
    edge: Edge,
    weight: Option<FieldIx>,
) -> String {
    let words = context.words;
    let name = |ix| context.entity(ix).map_or("", |entity| &*entity.name);
    let mut count = words.relationships.of(edge.count());
    // A language may say one or two without a number; the one that is seen is
    // the one that is said, for those who press it by voice.
    let number = words.language.number(edge.count());
    if !holds(&count, &number) {
        count = labelled(&number, &count, words);
    }
    let message = fill(
        words.matrix_cell,
        &[("subject", name(from)), ("object", name(to)), ("n", &count)],
    );
    let mut said = message;
    if let Some(field) = weight {
        let name = words.facet(Facet::Field(field), context.dataset());
        let sum = match edge.total.rows {
            0 if edge.total.not_counted > 0 => words.not_in_total.to_owned(),
            0 => words.not_given.to_owned(),
            _ => edge_sum(context, field, edge),
        };
        said.push_str(words.clause_separator);
        said.push_str(&labelled(name, &sum, words));
    }
    if edge.has_stance() {
        let stance = edge.stance();
        said.push_str(words.list_separator);
        said.push_str(stance.map_or(words.mixed, |stance| words.stance(stance)));
    }
    for (factuality, count) in edge.claims() {
        said.push_str(words.clause_separator);
        said.push_str(&status_label(factuality, None, words));
        said.push_str(&words.language.number(count));
    }
    said
}
