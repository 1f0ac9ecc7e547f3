//! The relationships: as a table, as a matrix, as a picture.

mod columns;
mod export;
mod grid;
mod grouping;
mod head;
mod matrix;
mod network;
mod roving;
mod row;
mod selection;
mod view_switch;

use std::rc::Rc;

use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::ui::text::elsewhere;
use backstory_core::dataset::Stance;
use backstory_core::query::{Facet, Selection};
use backstory_core::state::{RelationshipView, State, View};
use backstory_core::table::TableRows;
use backstory_core::util::ptr_eq::PtrEq;
use columns::column_menu;
use export::ExportMenu;
use grid::Grid;
use grouping::{group_menu, weight_menu};
use head::sort_menu;
use matrix::MatrixView;
use network::NetworkView;
use view_switch::view_switch;

#[derive(PartialEq, Properties)]
pub(crate) struct TableProps {
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
    /// Whether every row is in the document, however many there are.
    #[prop_or_default]
    pub is_whole: bool,
}

#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    let TableProps {
        state,
        selection,
        is_whole,
    } = props;
    let context = use_widget_context();
    let table_layout = &state.table_layout;
    let lines = {
        let key = (
            PtrEq(selection.clone()),
            // Its order is another one with another story, or in another language.
            context
                .as_ref()
                .map(|context| (PtrEq(context.story.clone()), context.words.language)),
            state.sort.clone(),
            table_layout.group,
        );
        use_memo(key, |(selection, story, sorts, group)| {
            let (story, _) = story.as_ref()?;
            let mut rows = selection.relationships().to_vec();
            story.index.sort(&story.dataset, &mut rows, sorts);
            Some(PtrEq(Rc::new(TableRows::new(rows, &story.dataset, *group))))
        })
    };
    let (Some(context), Some(lines)) = (context, &*lines) else {
        return Html::default();
    };
    let is_rows = table_layout.shape == RelationshipView::Rows;
    if lines.is_empty() && is_rows {
        let events = context.words.events.of(selection.found().events);
        return elsewhere(&context, &events, View::Timeline);
    }
    html! {
        <div class="edges">
            <div class="edges__bar">
                { view_switch(&context, table_layout.shape) }
                <span class="spring" />
                if is_rows {
                    { group_menu(&context, table_layout.group) }
                    { column_menu(
                        &context,
                        table_layout.all_hidden(context.story.presence.plain),
                        table_layout.widths,
                    ) }
                } else {
                    { weight_menu(&context, table_layout.weight) }
                }
                <ExportMenu lines={lines.clone()} />
            </div>
            { stance_key(&context, !is_rows) }
            if is_rows {
                { sort_menu(&context, table_layout.all_hidden(context.story.presence.plain), &state.sort) }
                <Grid state={state.clone()} lines={lines.clone()} is_whole={*is_whole} />
            } else if table_layout.shape == RelationshipView::Matrix {
                <MatrixView state={state.clone()} selection={selection.clone()} />
            } else {
                <NetworkView state={state.clone()} selection={selection.clone()} />
            }
        </div>
    }
}

/// What the signs of the stances mean. One row has one stance; a number of the
/// matrix and a line of the network may stand for several.
fn stance_key(context: &WidgetContext, with_mixed: bool) -> Html {
    let words = context.words;
    // Where nothing leans, no sign stands.
    if !context.story.presence.has_stances {
        return Html::default();
    }
    let stances = Stance::ALL
        .iter()
        .map(|stance| (stance.as_str(), words.stance(*stance)));
    let mixed = with_mixed.then_some(("mixed", words.mixed));
    html! {
        <ul class="legend legend--stances" aria-label={words.facet(Facet::Stance, context.dataset()).to_owned()}>
            { for stances.chain(mixed).map(|(stance, text)| html! {
                <li>
                    <span class="stance" data-stance={stance} aria-hidden="true" />
                    { text }
                </li>
            }) }
        </ul>
    }
}
