//! What must hold of the geometry whatever the events are.

use proptest::prelude::*;

use super::*;
use crate::dataset::{Date, Day};

fn extent(text: &str) -> Extent {
    Extent::of(&Date::parse(text).unwrap())
}

fn day(text: &str) -> f64 {
    let Day(day) = Date::parse(text).unwrap().earliest();
    i32::try_from(day).unwrap().into()
}

const OPTIONS: Options = Options {
    min_mark: 6.0,
    gap: 10.0,
};

#[test]
fn a_date_is_drawn_as_exactly_as_it_is_known() {
    let month = extent("2017-11");
    assert_eq!(
        (month.from, month.to),
        (day("2017-11-01"), day("2017-12-01"))
    );
    assert!(month.is_vague() && !month.is_soft());

    let on_a_day = extent("2017-11-23");
    assert_eq!(on_a_day.to - on_a_day.from, 1.0);
    assert!(!on_a_day.is_vague() && !on_a_day.is_soft());

    let about = extent("2018-06~");
    assert_eq!(
        (about.from, about.to),
        (day("2018-06-01"), day("2018-07-01"))
    );
    assert_eq!(
        (about.soft_from, about.soft_to),
        (day("2018-05-01"), day("2018-08-01"))
    );

    // It surely lasted from the end of the first year to the start of the last.
    let lasting = extent("2013/2017");
    assert_eq!(
        (lasting.from, lasting.to),
        (day("2013-12-31"), day("2017-01-02"))
    );
    assert_eq!(
        (lasting.soft_from, lasting.soft_to),
        (day("2013-01-01"), day("2018-01-01"))
    );
    assert!(!lasting.is_vague());

    let ongoing = extent("2013/..");
    assert!(ongoing.open_end && !ongoing.open_start);
    assert_eq!(ongoing.from, day("2013-12-31"));

    let one_day = extent("[2018-06-01..2018-06-07]");
    assert!(one_day.is_vague());
    assert_eq!(one_day.to - one_day.from, 7.0);
}

#[test]
fn the_opening_window_is_where_the_events_are() {
    let mut extents = vec![extent("1963~"), extent("1997"), extent("2013/..")];
    extents.extend(
        ["2017-10", "2017-11", "2018-05-30", "2018-06~"]
            .repeat(5)
            .map_extents(),
    );
    let window = dense(&extents);
    assert!(window.from() > day("2017-08-01") && window.from() < day("2017-10-16"));
    assert!(window.to() > day("2018-06-15") && window.to() < day("2018-08-01"));
    let all = fit(&extents);
    assert!(all.from() < day("1963-01-01") && all.to() > day("2018-06-30"));
    // Where the events are spread, all are shown.
    let spread: Vec<Extent> = ["1960", "1970", "1980", "1990"].map(extent).into();
    assert_eq!(dense(&spread), fit(&spread));
}

trait MapExtents {
    fn map_extents(self) -> Vec<Extent>;
}

impl MapExtents for Vec<&str> {
    fn map_extents(self) -> Vec<Extent> {
        self.into_iter().map(extent).collect()
    }
}

#[test]
fn nothing_is_no_reason_to_fail() {
    assert!(fit(&[]).span() > 0.0);
    assert_eq!(dense(&[]), fit(&[]));
    assert!(fit(&[extent("[..1984,1990..]")]).span().is_finite());
    assert!(Window::new(f64::NAN, f64::INFINITY).span().is_finite());
    assert_eq!(Window::new(5.0, 5.0).span(), 1.0);
}

#[test]
fn ticks_stand_at_the_calendars_boundaries() {
    let at = |from: &str, to: &str, width: f64| {
        ticks(&Scale::new(Window::new(day(from), day(to)), width), 50.0)
    };
    let names = |ticks: &[Tick]| {
        ticks
            .iter()
            .map(|tick| tick.day.to_string())
            .collect::<Vec<_>>()
    };

    let months = at("2017-10-15", "2018-03-10", 900.0);
    assert_eq!(
        names(&months.minor),
        [
            "2017-11-01",
            "2017-12-01",
            "2018-01-01",
            "2018-02-01",
            "2018-03-01"
        ]
    );
    assert_eq!(names(&months.major), ["2017-01-01", "2018-01-01"]);

    let weeks = at("2018-06-01", "2018-06-30", 400.0);
    assert_eq!(weeks.minor[0].unit, Unit::Week);
    assert_eq!(
        names(&weeks.minor),
        ["2018-06-04", "2018-06-11", "2018-06-18", "2018-06-25"]
    );

    let decades = at("1957-01-01", "2019-01-01", 700.0);
    assert_eq!(decades.minor[0].day.to_string(), "1960-01-01");
    assert_eq!(decades.minor[0].unit, Unit::Years(5));

    let ancient = at("-1200-01-01", "0800-01-01", 600.0);
    assert_eq!(names(&ancient.minor)[..2], ["-1200-01-01", "-1000-01-01"]);
}

fn some_extent() -> impl Strategy<Value = Extent> {
    let month = (1900_i64..2100, 1_u8..=12).prop_map(|(y, m)| format!("{y}-{m:02}"));
    let qualified = month.clone().prop_map(|text| format!("{text}~"));
    let interval =
        (1900_i64..2000, 1_i64..60).prop_map(|(from, years)| format!("{from}/{}", from + years));
    let open = (1900_i64..2100).prop_map(|year| format!("{year}/.."));
    prop_oneof![month, qualified, interval, open].prop_map(|text| extent(&text))
}

fn some_marks() -> impl Strategy<Value = Vec<Mark>> {
    let mark = (
        proptest::option::weighted(0.9, some_extent()),
        0.0..300.0_f64,
    );
    proptest::collection::vec(mark, 0..60).prop_map(|marks| {
        (0..)
            .zip(marks)
            .map(|(key, (extent, label))| Mark { key, extent, label })
            .collect()
    })
}

fn some_window() -> impl Strategy<Value = Window> {
    (-40_000.0..40_000.0_f64, 0.0..6.5_f64)
        .prop_map(|(from, magnitude)| Window::new(from, from + 10_f64.powf(magnitude)))
}

proptest! {
    #[test]
    fn nothing_overlaps_and_nothing_is_lost(
        marks in some_marks(), window in some_window(), width in 100.0..2000.0_f64,
    ) {
        let scale = Scale::new(window, width);
        let layout = layout(&marks, &scale, &OPTIONS);
        for (index, a) in layout.placed.iter().enumerate() {
            prop_assert!(a.row < layout.rows);
            let (from, to) = a.bounds();
            prop_assert!(from >= 0.0 && to <= width + 1e-6, "{a:?} in {width}");
            for b in layout.placed.iter().skip(index + 1).filter(|b| b.row == a.row) {
                let (other_from, other_to) = b.bounds();
                prop_assert!(to + OPTIONS.gap <= other_from || other_to + OPTIONS.gap <= from);
            }
        }
        let placed = layout.placed.iter().map(|place| place.key);
        let rest = [&layout.before, &layout.after, &layout.undated].into_iter().flatten().copied();
        let mut keys: Vec<u32> = placed.chain(rest).collect();
        keys.sort_unstable();
        prop_assert_eq!(keys, marks.iter().map(|mark| mark.key).collect::<Vec<_>>());
    }

    #[test]
    fn ticks_increase_and_keep_their_distance(
        window in some_window(), width in 100.0..2000.0_f64, gap in 20.0..120.0_f64,
    ) {
        let scale = Scale::new(window, width);
        let Ticks { major, minor } = ticks(&scale, gap);
        for pair in minor.windows(2) {
            prop_assert!(scale.x_of(pair[1].day) - scale.x_of(pair[0].day) >= gap - 1e-6);
        }
        for tick in minor.iter().chain(&major) {
            let (year, month, day) = tick.day.ymd();
            let on_boundary = match tick.unit {
                Unit::Day => true,
                Unit::Week => (tick.day.0 + 3).rem_euclid(7) == 0,
                Unit::Month => day == 1,
                Unit::Quarter => day == 1 && month % 3 == 1,
                Unit::Years(years) => (month, day) == (1, 1) && year % i64::from(years) == 0,
            };
            prop_assert!(on_boundary, "{tick:?}");
        }
    }

    #[test]
    fn zooming_in_and_out_again_returns(
        window in some_window(), factor in 1.01..8.0_f64, at in 0.0..1.0_f64,
    ) {
        prop_assume!(window.span() / factor > 1.0 && window.span() * factor < 4_000_000.0);
        let anchor = window.from() + window.span() * at;
        let back = window.zoom(factor, anchor).zoom(1.0 / factor, anchor);
        let error = (back.from() - window.from()).abs() + (back.to() - window.to()).abs();
        prop_assert!(error < 1e-6 * window.span().max(1.0));
        let scale = Scale::new(window, 800.0);
        let zoomed = Scale::new(window.zoom(factor, anchor), 800.0);
        prop_assert!((scale.x(anchor) - zoomed.x(anchor)).abs() < 1e-3);
    }

    #[test]
    fn the_density_adds_up_to_the_events_in_the_window(
        extents in proptest::collection::vec(some_extent(), 0..60), window in some_window(),
    ) {
        let touching = extents
            .iter()
            .filter(|extent| extent.to > window.from() && extent.from < window.to())
            .count();
        let sum: f64 = density(&extents, &window, 50).iter().sum();
        prop_assert!((sum - f64::from(u32::try_from(touching).unwrap())).abs() < 1e-6);
    }
}
