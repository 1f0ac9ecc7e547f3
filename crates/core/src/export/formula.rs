//! Cells that a spreadsheet would take for formulas (OWASP, "CSV injection").

/// What a formula begins with. The last four are the full-width forms, which
/// some spreadsheets read as well.
const LEADS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether the cell begins as a formula does. A spreadsheet passes over spaces,
/// and over an apostrophe that makes text of it.
fn begins_as_formula(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\'']).starts_with(LEADS)
}

/// Whether the cell is a negative number (`-5.00`, `-1,200`, `-3%`) or a date
/// before the year 0 (`-0043`, `-0043-03-15`, `-0043/-0041`): a spreadsheet
/// computes neither into anything that a cell should not hold.
fn is_number_or_date(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let date = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        let text = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
        let mut parts = text.split('-');
        parts
            .next()
            .is_some_and(|year| year.len() == 4 && digits(year))
            && text.len() <= "0043-03-15".len()
            && parts.all(|part| part.len() == 2 && digits(part))
    };
    let Some(number) = cell.strip_prefix('-') else {
        return false;
    };
    let number = number.strip_suffix('%').unwrap_or(number);
    number.split(['.', ',']).all(digits)
        || cell
            .split('/')
            .all(|end| matches!(end, "" | "..") || date(end))
}

/// The cell as text: one that a spreadsheet might compute gets an apostrophe in
/// front. Numbers and dates stay as they are.
#[must_use]
pub fn guard(cell: String) -> String {
    if begins_as_formula(&cell) && !is_number_or_date(&cell) {
        ["'", &cell].concat()
    } else {
        cell
    }
}

/// The cell without the apostrophe that [`guard`] gave it, now or in an earlier
/// version, which gave one to negative numbers as well.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(guarded) if begins_as_formula(guarded) => guarded,
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
            "=1+1", "+1", "-a", "-1+1", "-1-1", "-(1)", "-A1", "@a", "\t=1", "\r=1", "\n=1", " =1",
            "＝1", "＋1", "－1", "＠a",
        ] {
            assert_eq!(guard(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(guard("plain".to_owned()), "plain");
        assert_eq!(unguard("'tis"), "'tis");
    }

    #[test]
    fn numbers_and_dates_are_not_formulas() {
        for cell in [
            "-5.00",
            "-1",
            "-1,200.50",
            "-3%",
            "-0043",
            "-0043-03",
            "-0043-03-15",
            "-0043~",
            "-0043/-0041",
            "-0043/..",
            "-0043/0012-05",
        ] {
            assert_eq!(guard(cell.to_owned()), cell);
            assert_eq!(unguard(cell), cell);
            // As an earlier version wrote it.
            assert_eq!(unguard(&format!("'{cell}")), cell);
        }
    }

    proptest! {
        #[test]
        fn any_cell_comes_back(cell in "['=+@＝\n a-]{0,4}\\PC{0,6}|'{0,2}-[0-9.,%/+~-]{0,8}") {
            let guarded = guard(cell.clone());
            prop_assert!(!guarded.starts_with(LEADS) || is_number_or_date(&guarded));
            prop_assert_eq!(unguard(&guarded), cell);
        }
    }
}
