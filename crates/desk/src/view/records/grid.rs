//! The records of a list as a grid: edited in place, several at once, as a spreadsheet is.
//!
//! Keys and roles are those of the ARIA Authoring Practices, "Grid Pattern". Only the rows in view
//! are drawn.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{ClipboardEvent, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::super::super::edit::Edit;
use super::super::super::grid::{
    EntityNames, GridColumn, TypedCell, cell_choices, cell_text, columns, copied, paste,
    replace_all, type_into_all,
};
use super::super::super::page;
use super::super::context::{EditorContext, use_editor};

/// The height of a row, in pixels; the same in the stylesheet.
const ROW_PX: i32 = 34;

/// How many rows are drawn above and below those in view.
const SPARE_ROWS: usize = 8;

/// How many rows are in view at most.
const ROWS_IN_VIEW: usize = 40;

/// How many rows a page key goes.
const PAGE_ROWS: usize = 15;

/// A cell, by its row and column.
type GridCell = (usize, usize);

#[derive(PartialEq, Properties)]
pub(super) struct RecordGridProps {
    pub list: &'static str,
    /// The paths of the records, in the order in which they are shown.
    pub rows: Vec<String>,
}

#[component]
pub(super) fn Grid(props: &RecordGridProps) -> Html {
    let active = use_state_eq(|| (0_usize, 0_usize));
    let anchor = use_state_eq(|| (0_usize, 0_usize));
    let draft = use_state_eq(|| None::<String>);
    let top = use_state_eq(|| 0_usize);
    let place = use_node_ref();
    let is_by_key = use_mut_ref(|| false);
    {
        // The focus goes with the active cell, once it is among the cells.
        let (place, is_by_key) = (place.clone(), is_by_key.clone());
        let now = (*active, draft.is_some());
        use_effect_with(now, move |((row, column), is_typed)| {
            let Some(grid) = place.cast::<HtmlElement>() else {
                return;
            };
            // What was typed into is gone by now, and the focus with it.
            let is_by_key = std::mem::take(&mut *is_by_key.borrow_mut());
            if is_by_key || page::has_focus(&grid) {
                show_row(&grid, *row);
                let (id, is_typed) = (cell_id(*row, *column), *is_typed);
                wasm_bindgen_futures::spawn_local(async move {
                    page::painted().await;
                    let selector = if is_typed { " input" } else { "" };
                    page::focus(&["#", &id, selector].concat());
                });
            }
        });
    }
    let context = use_editor();
    let entities = {
        let document = context.as_ref().map(|it| it.work().parts().0);
        // What is typed into a cell changes none of them.
        use_memo(document, |document| {
            let document = document.as_ref();
            document.map_or_else(EntityNames::default, |it| EntityNames::of(&it.0))
        })
    };
    let Some(context) = context else {
        return Html::default();
    };
    let (list, rows) = (props.list, &props.rows);
    let document = context.document();
    let all = columns(document, list);
    let last = (rows.len().saturating_sub(1), all.len().saturating_sub(1));
    let here = (active.0.min(last.0), active.1.min(last.1));
    let range = between(here, (anchor.0.min(last.0), anchor.1.min(last.1)));
    let grid = Rc::new(GridState {
        context: context.clone(),
        list,
        rows: rows.clone(),
        columns: all,
        here,
        range,
        last,
        active: active.clone(),
        anchor: anchor.clone(),
        draft: draft.clone(),
        is_by_key,
    });
    let on_scroll = {
        let top = top.clone();
        Callback::from(move |event: Event| {
            if let Some(it) = event.target_dyn_into::<HtmlElement>() {
                top.set(usize::try_from(it.scroll_top() / ROW_PX).unwrap_or(0));
            }
        })
    };
    let first = top.saturating_sub(SPARE_ROWS);
    let end = (*top + ROWS_IN_VIEW + SPARE_ROWS).min(rows.len());
    let spacer = |count: usize| {
        let height = i32::try_from(count).unwrap_or(0).saturating_mul(ROW_PX);
        html! {
            if count > 0 {
                <tr class="grid__spacer" aria-hidden="true" style={["block-size:", &height.to_string(), "px"].concat()}><td></td></tr>
            }
        }
    };
    let all = &grid.columns;
    let choices = all.get(here.1).filter(|_| draft.is_some());
    let choices = choices.map(|it| cell_choices(document, &entities, list, it));
    html! {
        <div class="grid">
            <Replace {list} rows={rows.clone()} />
            <p class="hint" id="grid-hint">
                { "Type to write over a cell, Enter to change it; Shift and the arrows select several. \
                   Ctrl C and Ctrl V copy and paste, also from a spreadsheet; Ctrl D fills down; \
                   Ctrl Enter writes into all that are selected." }
            </p>
            <div
                class="grid__scroll"
                ref={place}
                onscroll={on_scroll}
                onkeydown={grid.keys()}
                oncopy={grid.copy()}
                onpaste={grid.paste()}
            >
                <table
                    role="grid"
                    aria-label={["Grid of ", list].concat()}
                    aria-describedby="grid-hint"
                    aria-rowcount={(rows.len() + 1).to_string()}
                    aria-colcount={all.len().to_string()}
                    aria-multiselectable="true"
                >
                    <thead>
                        <tr role="row" aria-rowindex="1">
                            { for all.iter().enumerate().map(|(column, it)| html! {
                                <th role="columnheader" scope="col" aria-colindex={(column + 1).to_string()}>
                                    { &it.name }
                                </th>
                            }) }
                        </tr>
                    </thead>
                    <tbody>
                        { spacer(first) }
                        { for (first..end).filter_map(|row| {
                            let path = rows.get(row)?;
                            Some(html! {
                                <tr role="row" key={path.clone()} aria-rowindex={(row + 2).to_string()}>
                                    { for all.iter().enumerate().map(|(column, it)| {
                                        let words = cell_text(document, &entities, list, path, it);
                                        grid.cell((row, column), it, path, words)
                                    }) }
                                </tr>
                            })
                        }) }
                        { spacer(rows.len().saturating_sub(end)) }
                    </tbody>
                </table>
            </div>
            if let Some(choices) = choices {
                <datalist id="grid-choices">
                    { for choices.into_iter().map(|it| html! { <option value={it} /> }) }
                </datalist>
            }
        </div>
    }
}

/// The grid, for what its cells and keys do. All of them share it: it holds the paths of thousands
/// of records.
struct GridState {
    context: EditorContext,
    list: &'static str,
    rows: Vec<String>,
    columns: Vec<GridColumn>,
    /// The active cell.
    here: GridCell,
    /// The first and the last cell that are selected.
    range: (GridCell, GridCell),
    last: GridCell,
    active: UseStateHandle<GridCell>,
    anchor: UseStateHandle<GridCell>,
    /// What is typed into the active cell.
    draft: UseStateHandle<Option<String>>,
    /// Whether the last change came of a key in the grid.
    is_by_key: Rc<RefCell<bool>>,
}

impl GridState {
    fn cell(
        self: &Rc<Self>,
        place: GridCell,
        column: &GridColumn,
        row: &str,
        words: String,
    ) -> Html {
        let (first, last) = self.range;
        let is_here = place == self.here;
        let is_selected =
            (first.0..=last.0).contains(&place.0) && (first.1..=last.1).contains(&place.1);
        let path = [row, ".", &column.field].concat();
        let is_wrong = self.context.validation.inside(&path) > 0;
        let draft = self.draft.as_ref().filter(|_| is_here);
        let on_press = {
            let it = Rc::clone(self);
            Callback::from(move |event: MouseEvent| {
                if it.here != place {
                    it.commit(false);
                }
                it.go(place, event.shift_key());
            })
        };
        let on_open = {
            let (it, words) = (Rc::clone(self), words.clone());
            Callback::from(move |_: MouseEvent| it.write(words.clone()))
        };
        html! {
            <td
                role="gridcell"
                id={cell_id(place.0, place.1)}
                aria-colindex={(place.1 + 1).to_string()}
                aria-selected={if is_selected { "true" } else { "false" }}
                aria-invalid={is_wrong.then_some("true")}
                tabindex={if is_here && draft.is_none() { "0" } else { "-1" }}
                class={classes!(
                    is_here.then_some("is-here"),
                    is_selected.then_some("is-selected"),
                    is_wrong.then_some("is-wrong"),
                )}
                onclick={on_press}
                ondblclick={on_open}
            >
                if let Some(draft) = draft {
                    <input
                        type="text"
                        list="grid-choices"
                        autocomplete="off"
                        aria-label={column.name.clone()}
                        value={draft.clone()}
                        oninput={
                            let it = Rc::clone(self);
                            Callback::from(move |event: InputEvent| {
                                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                                    it.write(field.value());
                                }
                            })
                        }
                        onfocusout={
                            let it = Rc::clone(self);
                            Callback::from(move |_: FocusEvent| it.commit(false))
                        }
                    />
                } else {
                    { words }
                }
            </td>
        }
    }

    fn write(&self, words: String) {
        if !self.context.is_following() {
            self.draft.set(Some(words));
        }
    }

    /// Goes to a cell; with what is between, where that is selected.
    fn go(&self, to: GridCell, is_extended: bool) {
        let to = (to.0.min(self.last.0), to.1.min(self.last.1));
        self.active.set(to);
        if !is_extended {
            self.anchor.set(to);
        }
    }

    /// The selected cells, row by row.
    fn selected(&self) -> Vec<Vec<(String, &GridColumn)>> {
        let (first, last) = self.range;
        let rows = self.rows.get(first.0..=last.0).unwrap_or_default();
        let columns = self.columns.get(first.1..=last.1).unwrap_or_default();
        rows.iter()
            .map(|row| columns.iter().map(|it| (row.clone(), it)).collect())
            .collect()
    }

    /// Keeps what is typed: in the active cell, or in all that are selected.
    fn commit(&self, is_all: bool) {
        let Some(draft) = (*self.draft).clone() else {
            return;
        };
        self.draft.set(None);
        let cells: Vec<TypedCell<'_>> = if is_all {
            let all = self.selected().into_iter().flatten();
            all.map(|(row, column)| (row, column, draft.clone()))
                .collect()
        } else {
            let row = self.rows.get(self.here.0).cloned();
            let column = self.columns.get(self.here.1);
            row.zip(column)
                .map(|(row, column)| (row, column, draft.clone()))
                .into_iter()
                .collect()
        };
        self.edit(type_into_all(self.context.document(), self.list, &cells));
    }

    fn edit(&self, edits: Vec<Edit>) {
        if !edits.is_empty() && !self.context.is_following() {
            // Each is a step of its own.
            let key = ["grid ", &page::now().to_string()].concat();
            self.context.edit(&key, edits);
        }
    }

    /// Writes into each selected cell what is in the first row of its column.
    fn fill_down(&self) {
        let document = self.context.document();
        let entities = EntityNames::of(document);
        let selected = self.selected();
        let Some((first, rest)) = selected.split_first() else {
            return;
        };
        let words: Vec<String> = first
            .iter()
            .map(|(row, column)| cell_text(document, &entities, self.list, row, column))
            .collect();
        let cells: Vec<TypedCell<'_>> = rest
            .iter()
            .flat_map(|row| row.iter().cloned().zip(&words))
            .map(|((row, column), words)| (row, column, words.clone()))
            .collect();
        let count = cells.len().to_string();
        self.edit(type_into_all(document, self.list, &cells));
        self.context
            .say
            .emit([&count, " cells are filled."].concat());
    }

    fn clear(&self) {
        let cells: Vec<TypedCell<'_>> = self
            .selected()
            .into_iter()
            .flatten()
            .map(|(row, column)| (row, column, String::new()))
            .collect();
        self.edit(type_into_all(self.context.document(), self.list, &cells));
    }

    fn keys(self: &Rc<Self>) -> Callback<KeyboardEvent> {
        let it = Rc::clone(self);
        Callback::from(move |event: KeyboardEvent| {
            *it.is_by_key.borrow_mut() = true;
            let is_done = if it.draft.is_some() {
                it.typing_key(&event)
            } else {
                it.key(&event)
            };
            if is_done {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    }

    /// A key while a cell is typed into; whether it is done with.
    fn typing_key(&self, event: &KeyboardEvent) -> bool {
        let (row, column) = self.here;
        let is_command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Enter" if is_command => self.commit(true),
            "Enter" => {
                self.commit(false);
                self.go((row + 1, column), false);
            }
            "Tab" => {
                self.commit(false);
                let next = if event.shift_key() {
                    column.saturating_sub(1)
                } else {
                    column + 1
                };
                self.go((row, next), false);
            }
            "Escape" => self.draft.set(None),
            _ => return false,
        }
        true
    }

    fn key(&self, event: &KeyboardEvent) -> bool {
        let (row, column) = self.here;
        let is_command = event.ctrl_key() || event.meta_key();
        let key = event.key();
        let to = match key.as_str() {
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowDown" => (row + 1, column),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowRight" => (row, column + 1),
            "Home" if is_command => (0, 0),
            "Home" => (row, 0),
            "End" if is_command => self.last,
            "End" => (row, self.last.1),
            "PageUp" => (row.saturating_sub(PAGE_ROWS), column),
            "PageDown" => (row + PAGE_ROWS, column),
            "Enter" if is_command => return false,
            "Enter" | "F2" => {
                self.write(self.words());
                return true;
            }
            "Delete" | "Backspace" => {
                self.clear();
                return true;
            }
            "d" | "D" if is_command => {
                self.fill_down();
                return true;
            }
            "a" | "A" if is_command => {
                self.anchor.set((0, 0));
                self.active.set(self.last);
                return true;
            }
            typed if !is_command && !event.alt_key() && typed.chars().count() == 1 => {
                self.write(typed.to_owned());
                return true;
            }
            _ => return false,
        };
        self.go(to, event.shift_key());
        true
    }

    /// What is in the active cell.
    fn words(&self) -> String {
        let document = self.context.document();
        let row = self.rows.get(self.here.0);
        let found = row.zip(self.columns.get(self.here.1));
        found.map_or_else(String::new, |(row, column)| {
            cell_text(document, &EntityNames::of(document), self.list, row, column)
        })
    }

    fn copy(self: &Rc<Self>) -> Callback<Event> {
        use wasm_bindgen::JsCast;
        let it = Rc::clone(self);
        Callback::from(move |event: Event| {
            if it.draft.is_some() {
                return;
            }
            let document = it.context.document();
            let entities = EntityNames::of(document);
            let rows: Vec<Vec<String>> = it
                .selected()
                .into_iter()
                .map(|row| {
                    let cells = row.into_iter();
                    cells
                        .map(|(row, column)| cell_text(document, &entities, it.list, &row, column))
                        .collect()
                })
                .collect();
            let event: ClipboardEvent = event.unchecked_into();
            if let Some(data) = event.clipboard_data()
                && data.set_data("text/plain", &copied(&rows)).is_ok()
            {
                event.prevent_default();
            }
        })
    }

    fn paste(self: &Rc<Self>) -> Callback<Event> {
        use wasm_bindgen::JsCast;
        let it = Rc::clone(self);
        Callback::from(move |event: Event| {
            if it.draft.is_some() || it.context.is_following() {
                return;
            }
            let event: ClipboardEvent = event.unchecked_into();
            let text = event.clipboard_data().map(|it| it.get_data("text/plain"));
            let Some(Ok(text)) = text else {
                return;
            };
            event.prevent_default();
            let document = it.context.document();
            let (first, _) = it.range;
            let (edits, count) = paste(document, it.list, &it.columns, &it.rows, first, &text);
            it.edit(edits);
            let said = [&*count.to_string(), " cells are pasted."];
            it.context.say.emit(said.concat());
        })
    }
}

#[derive(PartialEq, Properties)]
struct ReplaceProps {
    list: &'static str,
    rows: Vec<String>,
}

/// Finds a text in the cells and replaces it.
#[component]
fn Replace(props: &ReplaceProps) -> Html {
    let find = use_state_eq(String::new);
    let with = use_state_eq(String::new);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let document = context.document();
    let words = (&**find, &**with);
    let (edits, count) = if find.is_empty() {
        (Vec::new(), 0)
    } else {
        let all = columns(document, props.list);
        replace_all(document, props.list, &all, &props.rows, words)
    };
    let on_replace = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| {
            let key = ["replace ", &page::now().to_string()].concat();
            context.edit(&key, edits.clone());
            let said = ["It is replaced in ", &count.to_string(), " cells."];
            context.say.emit(said.concat());
        })
    };
    let field = |id: &'static str, name: &'static str, state: &UseStateHandle<String>| {
        let setter = state.setter();
        let on_input = Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                setter.set(field.value());
            }
        });
        html! {
            <div class="field">
                <label class="field__label" for={id}>{ name }</label>
                <input type="text" {id} autocomplete="off" value={(**state).clone()} oninput={on_input} />
            </div>
        }
    };
    html! {
        <details class="grid__replace">
            <summary>{ "Find and replace" }</summary>
            <div class="typed-kind">
                { field("grid-find", "Find", &find) }
                { field("grid-with", "Replace with", &with) }
                <button
                    type="button"
                    class="control"
                    id="grid-replace"
                    disabled={count == 0 || context.is_following()}
                    onclick={on_replace}
                >
                    { "Replace in " }{ count }{ if count == 1 { " cell" } else { " cells" } }
                </button>
            </div>
        </details>
    }
}

fn cell_id(row: usize, column: usize) -> String {
    ["cell-", &row.to_string(), "-", &column.to_string()].concat()
}

/// The first and the last of the cells between two.
fn between(one: GridCell, other: GridCell) -> (GridCell, GridCell) {
    (
        (one.0.min(other.0), one.1.min(other.1)),
        (one.0.max(other.0), one.1.max(other.1)),
    )
}

/// Scrolls a row into view: below the header, above the lower edge.
fn show_row(grid: &HtmlElement, row: usize) {
    let top = i32::try_from(row).unwrap_or(0).saturating_mul(ROW_PX);
    let (from, height) = (grid.scroll_top(), grid.client_height());
    if top < from {
        grid.set_scroll_top(top);
    } else if top + 2 * ROW_PX > from + height {
        grid.set_scroll_top(top + 2 * ROW_PX - height);
    }
}
