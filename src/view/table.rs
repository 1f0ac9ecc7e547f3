//! The relationships as a table; on a narrow page, as cards.

use std::rc::Rc;

use yew::prelude::*;

use super::actor::Actor;
use super::context::Context;
use super::notes::Elsewhere;
use super::text::bdi;
use super::widget::record_name;
use crate::dataset::{Answer, Relationship, RelationshipIx, Revision};
use crate::locale::{describe, fill};
use crate::query::{Column, Direction, Selection, Sort};
use crate::state::{Action, Record, State};

#[derive(PartialEq, Properties)]
pub(super) struct TableProps {
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
}

#[component]
pub(super) fn Table(props: &TableProps) -> Html {
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let TableProps { state, selection } = props;
    let mut rows = selection.relationships().to_vec();
    let index = &context.story.index;
    index.sort(context.dataset(), &mut rows, &state.sort);
    let words = context.words;
    if rows.is_empty() {
        return html! { <Elsewhere found={words.events.of(selection.found().events)} /> };
    }
    // `display: block` on a phone strips a table of its roles; they are given
    // again by name.
    html! {
        <>
            <SortMenu sorts={state.sort.clone()} />
            <table class="table" role="table">
                <caption class="visually-hidden">
                    { words.table }{ ". " }{ sort_words(&context, &state.sort) }
                </caption>
                <thead role="rowgroup">
                    <tr role="row">
                        { for Column::ALL.iter().map(|column| head(&context, *column, &state.sort)) }
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    { for rows.iter().filter_map(|(ix, answer)| {
                        let relationship = context.dataset().relationship(*ix)?;
                        let open = state.open == Some(Record::Relationship(*ix));
                        Some(row(&context, *ix, relationship, *answer, open))
                    }) }
                </tbody>
            </table>
            <p class="visually-hidden" role="status">{ sort_words(&context, &state.sort) }</p>
        </>
    }
}

/// What the rows are sorted by, in words.
fn sort_words(context: &Context, sorts: &[Sort]) -> String {
    let words = context.words;
    let each = sorts.iter().map(|Sort { column, direction }| {
        let message = match direction {
            Direction::Ascending => words.sorted_up,
            Direction::Descending => words.sorted_down,
        };
        fill(message, &[("column", words.column(*column))])
    });
    if sorts.is_empty() {
        words.unsorted.to_owned()
    } else {
        each.collect::<Vec<_>>().join("; ")
    }
}

/// Which way a column is sorted, if it is.
fn direction_of(sorts: &[Sort], column: Column) -> Option<Direction> {
    sorts
        .iter()
        .find(|sort| sort.column == column)
        .map(|sort| sort.direction)
}

/// Sorts by a column; with Shift held, by it as well.
fn on_sort(context: &Context, column: Column) -> Callback<MouseEvent> {
    context.dispatch.reform(move |event: MouseEvent| {
        if event.shift_key() {
            Action::SortAlso(column)
        } else {
            Action::SortBy(column)
        }
    })
}

fn head(context: &Context, column: Column, sorts: &[Sort]) -> Html {
    let words = context.words;
    let direction = direction_of(sorts, column);
    let (aria, arrow) = match direction {
        None => ("none", ""),
        Some(Direction::Ascending) => ("ascending", "↑"),
        Some(Direction::Descending) => ("descending", "↓"),
    };
    html! {
        <th key={column.as_str()} role="columnheader" scope="col" aria-sort={aria}>
            <button
                type="button"
                class="table__sort"
                title={fill(words.sort_by, &[("column", words.column(column))])}
                onclick={on_sort(context, column)}
            >
                { words.column(column) }
                <span class="table__arrow" aria-hidden="true">{ arrow }</span>
            </button>
        </th>
    }
}

fn row(
    context: &Context,
    ix: RelationshipIx,
    relationship: &Relationship,
    answer: Answer,
    open: bool,
) -> Html {
    let words = context.words;
    let record = Record::Relationship(ix);
    let toggle = if open {
        Action::Close
    } else {
        Action::Open(record)
    };
    let retracted = relationship
        .revision
        .as_ref()
        .is_some_and(Revision::is_retraction);
    let stance = relationship.stance.as_str();
    html! {
        <tr
            key={ix.0}
            role="row"
            class={classes!("row", open.then_some("row--open"), retracted.then_some("retracted"))}
            data-stance={stance}
            onclick={context.on(toggle.clone())}
        >
            <td role="cell" class="row__subject"><Actor entity={relationship.subject} /></td>
            <td role="cell" class="row__predicate">
                <button
                    type="button"
                    class="row__open"
                    aria-expanded={open.to_string()}
                    aria-controls="detail"
                    data-record={record_name(record)}
                    onclick={stop(&context.on(toggle))}
                >
                    { bdi(&relationship.predicate) }
                </button>
                <span class="stance" data-stance={stance} title={words.stance(relationship.stance)}>
                    <span class="visually-hidden">{ words.stance(relationship.stance) }</span>
                </span>
            </td>
            <td role="cell" class="row__what">{ bdi(&relationship.what) }</td>
            <td role="cell" class="row__object"><Actor entity={relationship.object} /></td>
            <td role="cell" class="row__period">
                { describe(relationship.period.as_ref(), words) }
                if answer == Answer::Possibly {
                    <span class="possibly">{ words.possibly }</span>
                }
            </td>
            <td role="cell" class="row__status">
                <span class="status" data-status={relationship.status.as_str()}>
                    { words.relationship_status(relationship.status) }
                </span>
            </td>
            <td role="cell" class="row__claimant">
                if let Some(entity) = relationship.attribution {
                    <Actor {entity} />
                } else {
                    <span class="quiet">{ words.the_article }</span>
                }
            </td>
        </tr>
    }
}

/// `then`, without the press going on to the row.
fn stop(then: &Callback<MouseEvent>) -> Callback<MouseEvent> {
    let then = then.clone();
    Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        then.emit(event);
    })
}

#[derive(PartialEq, Properties)]
struct SortMenuProps {
    sorts: Vec<Sort>,
}

/// Sorting where the cards have no column heads to press.
#[component]
fn SortMenu(props: &SortMenuProps) -> Html {
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let words = context.words;
    html! {
        <div class="sort-menu" role="group" aria-label={fill(words.sort_by, &[("column", "")])}>
            { for Column::ALL.iter().map(|column| {
                let direction = direction_of(&props.sorts, *column);
                let arrow = match direction {
                    None => "",
                    Some(Direction::Ascending) => " ↑",
                    Some(Direction::Descending) => " ↓",
                };
                html! {
                    <button
                        key={column.as_str()}
                        type="button"
                        class={classes!("sort-menu__by", direction.map(|_| "sort-menu__by--on"))}
                        aria-pressed={direction.is_some().to_string()}
                        onclick={on_sort(&context, *column)}
                    >
                        { words.column(*column) }
                        <span aria-hidden="true">{ arrow }</span>
                    </button>
                }
            }) }
        </div>
    }
}
