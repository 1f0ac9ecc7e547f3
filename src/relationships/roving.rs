//! One tab stop for a whole grid, which the arrow keys move: the roving
//! tabindex of the W3C's ARIA Authoring Practices.

use std::cell::Cell as Flag;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use backstory_core::table::Cell;

/// The cell of a grid that has the focus, or will have it.
#[derive(Clone)]
pub(super) struct Roving {
    root: NodeRef,
    cell: UseStateHandle<Cell>,
    wanted: Rc<Flag<bool>>,
}

/// The focus within the grid at `root`, which comes to `first` to begin with.
///
/// The grid's lines have an `aria-rowindex`, from 1, and their cells an
/// `aria-colindex`. The focus goes to what in the cell has `data-stop`, or else
/// to the cell itself.
#[hook]
pub(super) fn use_roving(root: &NodeRef, first: Cell) -> Roving {
    let roving = Roving {
        root: root.clone(),
        cell: use_state_eq(|| first),
        wanted: use_memo((), |()| Flag::new(false)),
    };
    {
        let roving = roving.clone();
        use_effect(move || {
            if roving.wanted.take() {
                roving.focus(*roving.cell);
            }
        });
    }
    roving
}

impl Roving {
    /// Where the focus is, or will be.
    pub fn at(&self) -> Cell {
        *self.cell
    }

    /// Moves the focus to a cell.
    pub fn go(&self, cell: Cell) {
        if cell == *self.cell {
            self.focus(cell);
        } else {
            // Its tabindex comes with the next rendering, and so may the cell.
            self.wanted.set(true);
            self.cell.set(cell);
        }
    }

    /// Hears of a focus that came by itself: by a press, or by a script.
    pub fn heard(&self, event: &FocusEvent) {
        if let Some((_, cell)) = event.target_dyn_into::<Element>().and_then(cell_around) {
            self.cell.set(cell);
        }
    }

    fn focus(&self, cell: Cell) {
        let selector = [
            "[aria-rowindex=\"",
            &(cell.line + 1).to_string(),
            "\"] > [aria-colindex",
        ]
        .concat();
        let Some(root) = self.root.cast::<Element>() else {
            return;
        };
        let find = |rest: &str| root.query_selector(&[&*selector, rest].concat()).ok()?;
        // A group's heading is one cell, whichever the column.
        let exact = ["=\"", &(cell.column + 1).to_string(), "\"]"].concat();
        let Some(found) = find(&exact).or_else(|| find("]")) else {
            return;
        };
        let stop = found.query_selector("[data-stop]").ok().flatten();
        if let Ok(stop) = stop.unwrap_or(found).dyn_into::<HtmlElement>() {
            let _ = stop.focus();
        }
    }
}

/// The cell that `element` is, or is in.
pub(super) fn cell_around(element: Element) -> Option<(Element, Cell)> {
    let cell = element.closest("[aria-colindex]").ok()??;
    let line = cell.closest("[aria-rowindex]").ok()??;
    let number = |element: &Element, name: &str| {
        let number: usize = element.get_attribute(name)?.parse().ok()?;
        number.checked_sub(1)
    };
    let place = Cell {
        line: number(&line, "aria-rowindex")?,
        column: number(&cell, "aria-colindex")?,
    };
    Some((cell, place))
}

/// The tabindex of a cell that is the tab stop, or is not.
pub(super) const fn tabindex(is_stop: bool) -> &'static str {
    if is_stop { "0" } else { "-1" }
}
