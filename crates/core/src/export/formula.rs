//! Cells that a spreadsheet would take for formulas (OWASP, "CSV injection").

/// What a formula begins with. The last four are the full-width forms, which
/// some spreadsheets read as well.
const LEADS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet might compute the cell. It passes over spaces, and over
/// an apostrophe that makes text of it.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\'']).starts_with(LEADS)
}

/// The cell as text: one that a spreadsheet might compute gets an apostrophe in
/// front.
#[must_use]
pub fn guard(cell: String) -> String {
    if is_formula(&cell) {
        ["'", &cell].concat()
    } else {
        cell
    }
}

/// The cell without the apostrophe that [`guard`] gave it.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(guarded) if is_formula(guarded) => guarded,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_kept_from_running() {
        for cell in [
            "=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠a",
        ] {
            assert_eq!(guard(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(guard("plain".to_owned()), "plain");
        assert_eq!(unguard("'tis"), "'tis");
    }

    proptest! {
        #[test]
        fn any_cell_comes_back(cell in "['=+@＝\n a-]{0,4}\\PC{0,6}") {
            let guarded = guard(cell.clone());
            prop_assert!(!guarded.starts_with(LEADS));
            prop_assert_eq!(unguard(&guarded), cell);
        }
    }
}
