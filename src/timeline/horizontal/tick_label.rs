//! What the ticks of the axis are called.

use backstory_core::locale::{
    Words, clock, day_label, day_of_month_label, month_label, short_day_label, short_month_label,
    year_label,
};
use backstory_core::timeline::{Tick, Unit};

/// The name of a fine tick: the hour, the day of the month, the month, or the
/// year.
pub(super) fn minor_label(tick: &Tick, words: &Words) -> String {
    match tick.unit {
        Unit::Minutes(_) | Unit::Hours(_) => clock(tick.hour, tick.minute, words),
        Unit::Day => day_of_month_label(tick.day, words),
        Unit::Week => short_day_label(tick.day, words),
        Unit::Month | Unit::Quarter => short_month_label(tick.day, words),
        Unit::Years(_) => year_label(tick.day, words),
    }
}

/// The name of a coarse tick, which gives the fine ones their context: the year,
/// the month with its year, or the day.
pub(super) fn major_label(tick: &Tick, words: &Words) -> String {
    match tick.unit {
        Unit::Years(_) => year_label(tick.day, words),
        Unit::Day => day_label(tick.day, words),
        _ => month_label(tick.day, words),
    }
}
