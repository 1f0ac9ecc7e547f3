//! The heads of the columns: what the rows are sorted by, and how wide each
//! column is.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::roving::tabindex;
use crate::context::{WidgetContext, use_widget_context};
use crate::ui::measure::reads_to_the_left;
use backstory_core::dataset::{Dataset, FieldType};
use backstory_core::locale::fill;
use backstory_core::query::{Column, Direction, Sort};
use backstory_core::state::{Action, ColumnSet, State, Widths};
use backstory_core::util::format::tenths;

/// What the rows are sorted by, in words.
pub(super) fn sort_words(context: &WidgetContext, sorts: &[Sort]) -> String {
    let words = context.words;
    let each = sorts.iter().map(|Sort { column, direction }| {
        let message = match direction {
            Direction::Ascending => words.sorted_up,
            Direction::Descending => words.sorted_down,
        };
        fill(
            message,
            &[("column", words.column(*column, context.dataset()))],
        )
    });
    if sorts.is_empty() {
        words.unsorted.to_owned()
    } else {
        each.collect::<Vec<_>>().join(words.clause_separator)
    }
}

/// A column's place among the sorts, and which way it is sorted.
fn sorted(sorts: &[Sort], column: Column) -> Option<(usize, Direction)> {
    let place = sorts.iter().position(|sort| sort.column == column)?;
    Some((place, sorts.get(place)?.direction))
}

/// The arrow of a sorted column, and its rank where several are sorted.
fn arrow(sorts: &[Sort], column: Column) -> Html {
    let Some((place, direction)) = sorted(sorts, column) else {
        return Html::default();
    };
    let arrow = match direction {
        Direction::Ascending => "↑",
        Direction::Descending => "↓",
    };
    html! {
        <>
            { arrow }
            if sorts.len() > 1 {
                <sup>{ place + 1 }</sup>
            }
        </>
    }
}

/// Sorts by a column; with Shift held, by it as well.
fn on_sort(context: &WidgetContext, column: Column) -> Callback<MouseEvent> {
    context.dispatch.reform(move |event: MouseEvent| {
        if event.shift_key() {
            Action::SortAlso(column)
        } else {
            Action::SortBy(column)
        }
    })
}

/// A border that is being dragged: behind which column, from where, and what
/// the widths were.
struct ColumnResize {
    column: Column,
    from: i32,
    /// How wide the table is, in pixels; negative where it reads to the left.
    table: f64,
    widths: Widths,
}

#[derive(PartialEq, Properties)]
pub(super) struct HeadsProps {
    pub state: Rc<State>,
    pub stop: Option<usize>,
}

#[component]
pub(super) fn Heads(props: &HeadsProps) -> Html {
    let drag = use_mut_ref(|| None::<ColumnResize>);
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let State {
        sort, table_layout, ..
    } = &*props.state;
    let hidden = table_layout.all_hidden(context.story.presence.plain);
    let widths = table_layout.widths.unwrap_or_default();
    let on_down = {
        let drag = drag.clone();
        Callback::from(move |event: PointerEvent| {
            *drag.borrow_mut() = grab(&event, widths);
        })
    };
    let on_move = {
        let (drag, context) = (drag.clone(), context.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(drag) = &*drag.borrow() {
                context.act(Action::SetWidths(Some(drag.to(event.client_x(), hidden))));
            }
        })
    };
    let on_up = Callback::from(move |_: PointerEvent| *drag.borrow_mut() = None);
    let last = hidden.others().last();
    html! {
        <thead role="rowgroup">
            <tr
                role="row"
                aria-rowindex="1"
                onpointerdown={on_down}
                onpointermove={on_move}
                onpointerup={on_up.clone()}
                onpointercancel={on_up}
            >
                { for hidden.others().enumerate().map(|(position, column)| html! {
                    <th
                        key={column.position()}
                        role="columnheader"
                        class={is_number(column, context.dataset()).then_some("table__number")}
                        scope="col"
                        aria-colindex={(position + 1).to_string()}
                        aria-sort={match sorted(sort, column) {
                            None => "none",
                            Some((_, Direction::Ascending)) => "ascending",
                            Some((_, Direction::Descending)) => "descending",
                        }}
                    >
                        { sort_button(&context, column, sort, props.stop == Some(position)) }
                        if last != Some(column) {
                            <span class="table__border" data-column={column.position().to_string()} />
                        }
                    </th>
                }) }
            </tr>
        </thead>
    }
}

fn sort_button(context: &WidgetContext, column: Column, sorts: &[Sort], is_stop: bool) -> Html {
    let words = context.words;
    let title = [
        &*fill(
            words.sort_by,
            &[("column", words.column(column, context.dataset()))],
        ),
        words.sentence_separator,
        words.sort_also,
    ];
    html! {
        <button
            type="button"
            class="table__sort"
            data-stop=""
            tabindex={tabindex(is_stop)}
            title={title.concat()}
            onclick={on_sort(context, column)}
        >
            { words.column(column, context.dataset()) }
            <span class="table__arrow" aria-hidden="true">{ arrow(sorts, column) }</span>
        </button>
    }
}

/// Takes hold of the border that was pressed, if one was.
fn grab(event: &PointerEvent, widths: Widths) -> Option<ColumnResize> {
    let border = event.target_dyn_into::<Element>()?;
    let column = Column::at(border.get_attribute("data-column")?.parse().ok()?)?;
    let table = border.closest("table").ok()??;
    // Where the pointer cannot be captured, it has to stay on the heads.
    let _ = border.set_pointer_capture(event.pointer_id());
    event.prevent_default();
    let width = table.get_bounding_client_rect().width().max(1.0);
    let table = if reads_to_the_left(&table) {
        -width
    } else {
        width
    };
    Some(ColumnResize {
        column,
        from: event.client_x(),
        table,
        widths,
    })
}

impl ColumnResize {
    /// The widths with the border dragged to `x`.
    fn to(&self, x: i32, hidden: ColumnSet) -> Widths {
        let whole: u16 = hidden.others().map(|it| self.widths.of(it)).sum();
        let by = f64::from(x - self.from) / self.table * f64::from(whole);
        self.widths.moved(self.column, hidden, by as i32)
    }
}

/// Whether a column is one of numbers, which stand to the right.
pub(super) fn is_number(column: Column, dataset: &Dataset) -> bool {
    match column {
        Column::Field(ix) => dataset
            .field(ix)
            .is_some_and(|field| field.value_type == FieldType::Number),
        _ => false,
    }
}

/// A column's share of the width. It is an attribute of the markup, so that what
/// is rendered on a server is as wide as what is rendered here.
pub(super) fn share(column: Column, hidden: ColumnSet, widths: Widths) -> String {
    let whole: u16 = hidden.others().map(|it| widths.of(it)).sum();
    let share = f64::from(widths.of(column)) * 100.0 / f64::from(whole);
    [&*tenths(share), "%"].concat()
}

/// Sorting where the cards have no column heads to press.
pub(super) fn sort_menu(context: &WidgetContext, hidden: ColumnSet, sorts: &[Sort]) -> Html {
    let words = context.words;
    html! {
        <div class="sort-menu" role="group" aria-label={words.sort}>
            { for context.story.presence.columns.iter().filter(|it| !hidden.contains(**it)).map(|column| {
                let on = sorted(sorts, *column).is_some();
                html! {
                    <button
                        key={column.position()}
                        type="button"
                        class={classes!("sort-menu__by", on.then_some("sort-menu__by--on"))}
                        aria-pressed={on.to_string()}
                        onclick={on_sort(context, *column)}
                    >
                        { words.column(*column, context.dataset()) }{ " " }
                        <span aria-hidden="true">{ arrow(sorts, *column) }</span>
                    </button>
                }
            }) }
        </div>
    }
}
