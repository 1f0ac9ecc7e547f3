//! Where a key leads in a grid, by the W3C's ARIA Authoring Practices, "Grid
//! Pattern: keyboard interaction for data grids".

/// A cell; the line 0 is that of the column heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Which line.
    pub line: usize,
    /// Which column in sight.
    pub column: usize,
}

/// How large a grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridSize {
    /// How many lines, the heads with them.
    pub lines: usize,
    /// How many columns are in sight.
    pub columns: usize,
    /// How many lines a page is.
    pub page: usize,
}

/// The cell that `key` leads to; `None` for any other key. `whole` is whether
/// Control (or Command) is held, `rtl` whether lines read to the left.
///
/// ```
/// use backstory_core::table::{Cell, GridSize, step};
///
/// let grid = GridSize { lines: 68, columns: 7, page: 10 };
/// let at = Cell { line: 3, column: 2 };
/// assert_eq!(step("End", true, false, at, grid), Some(Cell { line: 67, column: 6 }));
/// assert_eq!(step("x", false, false, at, grid), None);
/// ```
#[must_use]
pub fn step(key: &str, whole: bool, rtl: bool, at: Cell, grid: GridSize) -> Option<Cell> {
    let last = Cell {
        line: grid.lines.saturating_sub(1),
        column: grid.columns.saturating_sub(1),
    };
    let Cell { line, column } = at;
    let to = match key {
        "ArrowLeft" | "ArrowRight" if (key == "ArrowRight") == rtl => Cell {
            column: column.saturating_sub(1),
            line,
        },
        "ArrowLeft" | "ArrowRight" => Cell {
            column: column + 1,
            line,
        },
        "ArrowUp" => Cell {
            line: line.saturating_sub(1),
            column,
        },
        "ArrowDown" => Cell {
            line: line + 1,
            column,
        },
        "PageUp" => Cell {
            // The heads are not paged to.
            line: line.saturating_sub(grid.page).max(line.min(1)),
            column,
        },
        "PageDown" => Cell {
            line: line + grid.page,
            column,
        },
        "Home" if whole => Cell::default(),
        "End" if whole => last,
        "Home" => Cell { line, column: 0 },
        "End" => Cell {
            line,
            column: last.column,
        },
        _ => return None,
    };
    Some(Cell {
        line: to.line.min(last.line),
        column: to.column.min(last.column),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_through_the_grid_and_not_out_of_it() {
        let grid = GridSize {
            lines: 30,
            columns: 7,
            page: 10,
        };
        let go = |keys: &[&str]| {
            let cell = keys.iter().fold(Cell::default(), |at, key| {
                let (key, whole) = match key.strip_prefix("Ctrl+") {
                    Some(key) => (key, true),
                    None => (*key, false),
                };
                step(key, whole, false, at, grid).unwrap()
            });
            (cell.line, cell.column)
        };
        assert_eq!(go(&["ArrowUp"]), (0, 0));
        assert_eq!(go(&["ArrowLeft"]), (0, 0));
        assert_eq!(go(&["ArrowDown", "ArrowRight"]), (1, 1));
        assert_eq!(go(&["ArrowDown", "End"]), (1, 6));
        assert_eq!(go(&["End", "ArrowRight"]), (0, 6));
        assert_eq!(go(&["PageDown", "PageDown"]), (20, 0));
        assert_eq!(go(&["PageDown", "PageDown", "PageDown"]), (29, 0));
        assert_eq!(go(&["ArrowDown", "PageUp"]), (1, 0));
        assert_eq!(go(&["PageUp"]), (0, 0));
        assert_eq!(go(&["Ctrl+End"]), (29, 6));
        assert_eq!(go(&["Ctrl+End", "Home"]), (29, 0));
        assert_eq!(go(&["Ctrl+End", "Ctrl+Home"]), (0, 0));
    }

    #[test]
    fn in_a_line_that_reads_to_the_left_the_left_is_on() {
        let grid = GridSize {
            lines: 2,
            columns: 3,
            page: 1,
        };
        let at = Cell { line: 1, column: 1 };
        let column = |key| step(key, false, true, at, grid).map(|cell| cell.column);
        assert_eq!(column("ArrowLeft"), Some(2));
        assert_eq!(column("ArrowRight"), Some(0));
    }

    #[test]
    fn an_empty_grid_has_one_place() {
        let grid = GridSize {
            lines: 0,
            columns: 0,
            page: 0,
        };
        for key in ["ArrowDown", "End", "PageDown"] {
            assert_eq!(
                step(key, true, false, Cell::default(), grid),
                Some(Cell::default())
            );
        }
    }
}
