//! "around", "possibly", and `?` after a date.

use super::text::after;

const APPROXIMATE: [&str; 11] = [
    "around",
    "about",
    "circa",
    "ca.",
    "ca",
    "c.",
    "c",
    "approximately",
    "approx.",
    "approx",
    "roughly",
];

/// What stands behind a date.
const APPROXIMATE_AFTER: [&str; 9] = [
    " (approximately)",
    " (approx.)",
    " (approx)",
    " (circa)",
    " (estimated)",
    " (estimate)",
    " (est.)",
    " approx",
    " est",
];

const UNCERTAIN: [&str; 5] = ["possibly", "perhaps", "maybe", "probably", "presumably"];

/// A date without its qualifiers, and EDTF's sign for them.
pub(super) struct Qualified<'t> {
    pub date: &'t str,
    pub sign: &'static str,
}

/// Takes the qualifiers of all of a date off it; `is_whole` tells of a text
/// that is read as it is.
pub(super) fn qualified<'t>(text: &'t str, is_whole: impl Fn(&str) -> bool) -> Qualified<'t> {
    let (mut rest, mut approximate, mut uncertain) = (text.trim(), false, false);
    while !is_whole(rest) {
        if let Some(plain) = after(rest, &APPROXIMATE) {
            (rest, approximate) = (plain, true);
        } else if let Some(plain) = after(rest, &UNCERTAIN) {
            (rest, uncertain) = (plain, true);
        } else if let Some(plain) = APPROXIMATE_AFTER
            .iter()
            .find_map(|it| rest.strip_suffix(it))
        {
            (rest, approximate) = (plain.trim_end(), true);
        } else if let Some(plain) = rest.strip_suffix("(?)").or_else(|| rest.strip_suffix('?')) {
            (rest, uncertain) = (plain.trim_end(), true);
        } else {
            break;
        }
    }
    let sign = match (approximate, uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    Qualified { date: rest, sign }
}
