//! The columns of Knight Lab's sheet for TimelineJS.

/// The names of its columns.
pub(super) const COLUMNS: [&str; 20] = [
    "year",
    "month",
    "day",
    "time",
    "end_year",
    "end_month",
    "end_day",
    "end_time",
    "display_date",
    "headline",
    "text",
    "media",
    "media_credit",
    "media_caption",
    "media_thumbnail",
    "alt_text",
    "type",
    "group",
    "background",
    "link",
];

/// Whether a header is that of such a sheet.
pub(super) fn is_header(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|it| it == name);
    has("year") && has("headline")
}
