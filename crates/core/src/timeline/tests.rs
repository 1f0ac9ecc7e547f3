//! What must hold of the geometry whatever the events are.

use proptest::prelude::*;

use super::*;
use crate::dataset::{Date, Day};

fn extent(text: &str) -> DateExtent {
    DateExtent::of(&Date::parse(text).unwrap())
}

fn day(text: &str) -> f64 {
    let Day(day) = Date::parse(text).unwrap().earliest();
    i32::try_from(day).unwrap().into()
}

const OPTIONS: LayoutOptions = LayoutOptions {
    rows: 4,
    most: 1000,
    cluster: 40.0,
    min_mark: 6.0,
    gap: 10.0,
};

/// What is kept free in the window for the last label.
const ROOM: f64 = 0.2;

#[test]
fn a_date_is_drawn_as_exactly_as_it_is_known() {
    let month = extent("2017-11");
    assert_eq!(month.shape, MarkShape::Month);
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
fn what_is_known_differently_has_a_form_of_its_own() {
    for (text, shape) in [
        ("2018-06-03T14:05:00", MarkShape::Instant),
        ("2018-06-03", MarkShape::Day),
        ("2018-06", MarkShape::Month),
        ("2018-22", MarkShape::Month),
        ("[2018-06-01..2018-06-07]", MarkShape::Month),
        ("[2018-03-01..2018-06-30]", MarkShape::Months),
        ("2018-41", MarkShape::Months),
        ("2018", MarkShape::Year),
        ("201X", MarkShape::Year),
        ("[..2018-06]", MarkShape::Year),
        ("2013/2017", MarkShape::Lasting),
        ("2013/..", MarkShape::Lasting),
        ("2018-06-03/2018-06-05", MarkShape::Lasting),
    ] {
        assert_eq!(extent(text).shape, shape, "{text}");
    }
    // A time stands at its instant: with a zone, where it is in UTC.
    let lunch = extent("2018-06-03T14:00:00+02:00");
    let noon = day("2018-06-03") + 0.5;
    assert_eq!(
        (lunch.soft_from, lunch.from, lunch.soft_to),
        (noon, noon, noon)
    );
    assert!(extent("2018?").uncertain && !extent("2018?").approximate);
    assert!(extent("2018~").approximate && !extent("2018~").uncertain);
    assert!(extent("../2018").open_start && extent("2018/..").open_end);
}

#[test]
fn an_interval_of_times_is_drawn_from_its_first_minute_to_its_last() {
    let morning = extent("2024-02-14T06:00/2024-02-14T12:00");
    let midnight = day("2024-02-14");
    assert_eq!(
        (morning.from, morning.to),
        (midnight + 0.25, midnight + 0.5)
    );
    assert_eq!(
        (morning.soft_from, morning.soft_to),
        (morning.from, morning.to)
    );
    assert_eq!(morning.shape, MarkShape::Lasting);
    let ongoing = extent("2024-02-14T06:00/..");
    assert_eq!(ongoing.from, midnight + 0.25);
    assert!(ongoing.open_end && ongoing.shape == MarkShape::Lasting);
}

#[test]
fn a_date_open_at_both_ends_draws_the_window_nowhere_else() {
    let alone = marks([extent("1975"), extent("1985")]);
    let with_open = marks(["1975", "1985", "[..1976,1984..]"].map(extent));
    assert_eq!(fit(&with_open, ROOM), fit(&alone, ROOM));
    let old = marks([extent("1760"), extent("1800")]);
    let with_open = marks(["1760", "1800", "[..1760,1800..]"].map(extent));
    assert_eq!(fit(&with_open, ROOM), fit(&old, ROOM));
    assert_eq!(dense(&with_open, ROOM), dense(&old, ROOM));
}

#[test]
fn the_opening_window_is_where_the_events_are() {
    let mut texts = vec!["1963~", "1997", "2013/.."];
    for text in ["2017-10", "2017-11", "2018-05-30", "2018-06~"] {
        texts.extend([text; 5]);
    }
    let crowd = marks(texts.into_iter().map(extent));
    let window = dense(&crowd, ROOM);
    assert!(window.from() > day("2017-08-01") && window.from() < day("2017-10-16"));
    assert!(window.to() > day("2018-06-30") && window.to() < day("2018-09-01"));
    // The label of the last has its room.
    assert!(window.to() - day("2018-06-01") > window.span() * ROOM * 0.99);
    let all = fit(&crowd, ROOM);
    assert!(all.from() < day("1963-01-01") && all.to() > day("2018-06-30"));
    // Where the events are spread, all are shown.
    let spread = marks(["1960", "1970", "1980", "1990"].map(extent));
    assert_eq!(dense(&spread, ROOM), fit(&spread, ROOM));
}

#[test]
fn nothing_is_no_reason_to_fail() {
    assert!(fit(&[], ROOM).span() > 0.0);
    assert_eq!(dense(&[], ROOM), fit(&[], ROOM));
    let open = marks([extent("[..1984,1990..]")]);
    assert!(fit(&open, 2.0).span().is_finite());
    assert!(Window::new(f64::NAN, f64::INFINITY).span().is_finite());
    assert!((Window::new(5.0, 5.0).span() - 1.0 / 24.0).abs() < 1e-9);
    let layout = drawing(
        &Scale::new(Window::new(0.0, 1.0), 0.0),
        &OPTIONS,
        |drawing| drawing.layout(&LaneEvents::default(), &RowMemory::default(), Some(3)),
    );
    assert_eq!(layout, LaneLayout::default());
}

/// Events with these dates, by number.
fn marks(extents: impl IntoIterator<Item = DateExtent>) -> Vec<Mark> {
    let mark = |(key, extent)| Mark {
        key,
        extent,
        weight: 0,
        planned: false,
    };
    (0..).zip(extents).map(mark).collect()
}

/// Calls `draw` with a drawing in which the event `n` is drawn as the extent
/// `n` of nothing: for what needs none.
fn drawing<T>(scale: &Scale, options: &LayoutOptions, draw: impl Fn(&LayoutPass) -> T) -> T {
    draw(&LayoutPass {
        scale,
        options,
        label: &|_| LabelWidth {
            least: 100.0,
            whole: 200.0,
        },
    })
}

#[test]
fn ticks_stand_at_the_calendars_boundaries() {
    let at = |from: &str, to: &str, width: f64| {
        ticks(
            &Scale::new(Window::new(day(from), day(to)), width),
            &|_, _| 50.0,
        )
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

    let hours = at("2018-06-03", "2018-06-04", 900.0);
    let of_day: Vec<u8> = hours.minor.iter().map(|tick| tick.hour).collect();
    assert_eq!(of_day, [0, 3, 6, 9, 12, 15, 18, 21, 0]);
    assert_eq!(names(&hours.major), ["2018-06-03", "2018-06-04"]);

    let decades = at("1957-01-01", "2019-01-01", 700.0);
    assert_eq!(decades.minor[0].day.to_string(), "1960-01-01");
    assert_eq!(decades.minor[0].unit, Unit::Years(5));

    let ancient = at("-1200-01-01", "0800-01-01", 600.0);
    assert_eq!(names(&ancient.minor)[..2], ["-1200-01-01", "-1000-01-01"]);
}

fn some_extent() -> impl Strategy<Value = DateExtent> {
    let month = (1900_i64..2100, 1_u8..=12).prop_map(|(y, m)| format!("{y}-{m:02}"));
    let qualified = month.clone().prop_map(|text| format!("{text}~"));
    let interval =
        (1900_i64..2000, 1_i64..60).prop_map(|(from, years)| format!("{from}/{}", from + years));
    let open = (1900_i64..2100).prop_map(|year| format!("{year}/.."));
    prop_oneof![month, qualified, interval, open].prop_map(|text| extent(&text))
}

/// Events by number: what is drawn of each, how wide its label is, and how much
/// it weighs.
#[derive(Clone, Debug)]
struct Events(Vec<(DateExtent, f64, u8)>);

impl Events {
    fn lane(&self) -> LaneEvents {
        let marks = (0..).zip(&self.0).map(|(key, it)| Mark {
            key,
            extent: it.0,
            weight: it.2,
            planned: false,
        });
        LaneEvents::new(marks.collect())
    }

    fn layout(&self, scale: &Scale, memory: &RowMemory, wanted: Option<u32>) -> LaneLayout {
        let event = |key: u32| self.0[key as usize];
        let drawing = LayoutPass {
            scale,
            options: &OPTIONS,
            label: &|key| LabelWidth {
                least: event(key).1,
                whole: event(key).1 * 2.0,
            },
        };
        drawing.layout(&self.lane(), memory, wanted)
    }
}

fn some_events() -> impl Strategy<Value = Events> {
    let event = (some_extent(), 80.0..300.0_f64, 0_u8..4);
    proptest::collection::vec(event, 0..120).prop_map(Events)
}

fn some_window() -> impl Strategy<Value = Window> {
    (-40_000.0..40_000.0_f64, 0.0..6.5_f64)
        .prop_map(|(from, magnitude)| Window::new(from, from + 10_f64.powf(magnitude)))
}

proptest! {
    #[test]
    fn nothing_overlaps_and_nothing_is_lost(
        events in some_events(), window in some_window(), width in 100.0..2000.0_f64,
        wanted in proptest::option::of(0_u32..120),
    ) {
        let scale = Scale::new(window, width);
        let layout = events.layout(&scale, &RowMemory::default(), wanted);
        let gap = OPTIONS.gap / scale.pixels_per_day();
        let apart = |a: &Placed, b: &Placed| {
            a.taken.1 + gap <= b.taken.0 || b.taken.1 + gap <= a.taken.0
        };
        for (index, a) in layout.placed.iter().enumerate() {
            prop_assert!(a.row < layout.rows && layout.rows <= OPTIONS.rows);
            let (from, to) = (scale.x(a.taken.0), scale.x(a.taken.1));
            prop_assert!(a.label_x >= from - 1e-6, "{a:?} leaves its bounds");
            prop_assert!(a.label_x + a.label_width <= to.min(width) + 1e-6, "{a:?} in {width}");
            for b in layout.placed.iter().skip(index + 1).filter(|b| b.row == a.row) {
                prop_assert!(apart(a, b), "{a:?} and {b:?}");
            }
        }
        // Groups stand side by side.
        for pair in layout.clusters.windows(2) {
            prop_assert!(pair[0].x + pair[0].width <= pair[1].x + 1e-6);
        }
        // Every event is somewhere, once.
        let clustered: usize = layout.clusters.iter().map(|it| it.count).sum();
        let out_of_sight = layout.before + layout.after;
        prop_assert_eq!(layout.placed.len() + clustered + out_of_sight, events.0.len());
        let mut keys: Vec<u32> = layout.placed.iter().map(|placed| placed.key).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), layout.placed.len());
        // What is wanted and in sight stands by itself.
        if let Some(extent) = wanted.and_then(|key| events.0.get(key as usize)).map(|it| it.0)
            && extent.soft_from >= window.from() && extent.soft_from < window.to()
        {
            prop_assert!(layout.placed.iter().any(|placed| Some(placed.key) == wanted));
        }
    }

    #[test]
    fn clusters_count_what_begins_where_they_stand(
        events in some_events(), window in some_window(),
    ) {
        let layout = events.layout(&Scale::new(window, 900.0), &RowMemory::default(), None);
        let lane = events.lane();
        for cluster in &layout.clusters {
            prop_assert!(cluster.count > 0 && cluster.from <= cluster.to);
            let last = (cluster.first..lane.len())
                .rfind(|at| lane.bounds(*at).unwrap().0 <= cluster.to)
                .unwrap();
            let placed = |at: &usize| layout.placed.iter().any(|it| it.position == *at);
            // Those that stand by themselves out of sight are in no cluster.
            let most = (cluster.first..=last).filter(|at| !placed(at)).count();
            prop_assert!(cluster.count <= most);
            // A group that lies within the window opens at the latest where its
            // events begin on days that are as far apart as labels are wide.
            prop_assert!(!placed(&cluster.first));
        }
    }

    #[test]
    fn nothing_floats(events in some_events(), window in some_window()) {
        let scale = Scale::new(window, 900.0);
        let layout = events.layout(&scale, &RowMemory::default(), None);
        supported(&layout, &scale, &events)?;
    }

    #[test]
    fn moving_and_zooming_in_lift_nothing(
        events in some_events(), window in some_window(),
        factor in 1.0..3.0_f64, at in 0.0..1.0_f64, by in -0.5..0.5_f64,
    ) {
        let scale = Scale::new(window, 900.0);
        let before = events.layout(&scale, &RowMemory::default(), None);
        let anchor = window.from() + window.span() * at;
        let nearer = Scale::new(window.zoom(factor, anchor).pan(window.span() * by), 900.0);
        let after = events.layout(&nearer, &before.memory, None);
        for placed in &after.placed {
            let Some(old) = before.placed.iter().find(|it| it.key == placed.key) else {
                continue;
            };
            prop_assert!(placed.row <= old.row, "{old:?} is lifted to {placed:?}");
        }
        // Events that were shown apart still are, where they are in sight.
        for old in &before.placed {
            let in_sight = old.bounds.0 > nearer.window().from() && old.bounds.0 < nearer.window().to();
            prop_assert!(!in_sight || after.placed.iter().any(|it| it.key == old.key));
        }
        supported(&after, &nearer, &events)?;
        // And once it is where it is, it stays there.
        let again = events.layout(&nearer, &after.memory, None);
        prop_assert_eq!(again.placed, after.placed);
    }

    #[test]
    fn a_lane_finds_what_lasts_into_a_window(events in some_events(), window in some_window()) {
        let lane = events.lane();
        let bounds = |at: &usize| lane.bounds(*at).unwrap();
        let found: Vec<usize> = lane.lasting_at(window.from()).collect();
        let expected: Vec<usize> = (0..lane.len())
            .filter(|at| bounds(at).0 < window.from() && bounds(at).1 > window.from())
            .collect();
        prop_assert_eq!(found, expected);
        let within: Vec<usize> = lane.beginning_in(&window).collect();
        let expected: Vec<usize> = (0..lane.len())
            .filter(|at| (window.from()..window.to()).contains(&bounds(at).0))
            .collect();
        prop_assert_eq!(within, expected);
    }

    #[test]
    fn an_event_stands_once_in_each_of_its_lanes(
        classes in proptest::collection::vec(proptest::collection::btree_set(0_u32..9, 0..4), 0..60),
        most in 1_usize..12,
    ) {
        let marks = marks(classes.iter().map(|_| extent("2018")));
        let of = |key: u32, into: &mut Vec<u32>| into.extend(&classes[key as usize]);
        let lanes = lanes(&LaneEvents::new(marks), &of, most);
        let named = lanes.iter().filter(|(class, _)| class.is_some());
        prop_assert!(named.count() <= most);
        for (key, classes) in (0_u32..).zip(&classes) {
            for (class, lane) in &lanes {
                let times = lane.marks().iter().filter(|mark| mark.key == key).count();
                let has_lane = |class: &u32| lanes.iter().any(|it| it.0 == Some(*class));
                let belongs = match class {
                    Some(class) => classes.contains(class),
                    None => classes.is_empty() || !classes.iter().all(has_lane),
                };
                prop_assert_eq!(times, usize::from(belongs));
            }
        }
    }

    #[test]
    fn ticks_increase_and_names_do_not_overlap(
        window in some_window(), width in 100.0..2000.0_f64, letter in 4.0..9.0_f64,
    ) {
        let scale = Scale::new(window, width);
        let name = |tick: &Tick, is_major: bool| {
            letter * match tick.unit {
                _ if is_major => 9.0,
                Unit::Minutes(_) | Unit::Hours(_) => 6.0,
                Unit::Day => 3.0,
                Unit::Week => 7.0,
                Unit::Month | Unit::Quarter => 4.0,
                Unit::Years(_) => 5.0 + f64::from(u8::from(tick.day.ymd().0 <= 0)) * 3.0,
            }
        };
        let Ticks { major, minor } = ticks(&scale, &name);
        prop_assert!(!minor.is_empty());
        let starts = |ticks: &[Tick]| -> Vec<f64> {
            ticks.iter().map(|tick| scale.x(tick.at()).max(0.0)).collect()
        };
        for (ticks, is_major) in [(&minor, false), (&major, true)] {
            for (pair, x) in ticks.windows(2).zip(starts(ticks).windows(2)) {
                prop_assert!(pair[0].at() < pair[1].at());
                prop_assert!(x[1] - x[0] >= name(&pair[0], is_major) - 1e-6, "{pair:?}");
            }
        }
        for tick in minor.iter().chain(&major) {
            let (year, month, day) = tick.day.ymd();
            let on_boundary = match tick.unit {
                Unit::Minutes(minutes) => tick.minute % minutes == 0,
                Unit::Hours(hours) => tick.hour % hours == 0 && tick.minute == 0,
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
    fn steps_of_the_calendar_go_there_and_back(
        from in -2_000_000_i64..2_000_000, steps in 1_i32..12, days in 0.0..4000.0_f64,
    ) {
        let unit = Unit::of_at_least(days);
        let boundary = unit.step(unit.step(Day(from), 1), -1);
        prop_assert!(boundary <= Day(from));
        let there = unit.step(boundary, steps);
        prop_assert!(there > boundary);
        prop_assert_eq!(unit.step(there, -steps), boundary);
    }

    #[test]
    fn a_brush_stays_on_its_ribbon(
        window in some_window(), from in 0.0..1.0_f64, to in 0.0..1.0_f64,
        start in 0.0..1.0_f64, now in -0.5..1.5_f64,
        grip in proptest::sample::select(vec![Grip::From, Grip::To, Grip::Whole, Grip::New]),
    ) {
        prop_assume!((to - from).abs() > 0.02);
        let at = |share: f64| window.from() + window.span() * share;
        let brush = Brush { from: at(from.min(to)), to: at(from.max(to)) };
        let Some(dragged) = brush.dragged(grip, at(start), at(now), &window) else {
            prop_assert!(grip == Grip::New);
            return Ok(());
        };
        let slack = window.span() * 1e-9 + 1e-6;
        prop_assert!(dragged.from < dragged.to);
        prop_assert!(dragged.from >= window.from() - slack && dragged.to <= window.to() + slack);
        if grip == Grip::Whole {
            prop_assert!((dragged.to - dragged.from - (brush.to - brush.from)).abs() < slack);
        }
        let range = dragged.range(&window);
        if let (Some(from), Some(to)) = (range.from, range.to) {
            prop_assert!(from <= to);
        }
        // What is asked for is shown as it was asked, in whole days.
        let shown = Brush::of(range, &window);
        prop_assert!((shown.from - dragged.from).abs() <= 1.5 + slack);
        prop_assert!((shown.to - dragged.to).abs() <= 1.5 + slack);
    }

    #[test]
    fn what_a_finger_holds_stays_under_it(
        window in some_window(), width in 200.0..2000.0_f64,
        a in 0.0..1.0_f64, b in 0.0..1.0_f64, to_a in 0.0..1.0_f64, to_b in 0.0..1.0_f64,
    ) {
        let scale = Scale::new(window, width);
        let held = |at: f64, to: f64| (scale.day(at * width), to * width);
        let one = Scale::new(window.holding(&[held(a, to_a)], width), width);
        prop_assert!((one.x(held(a, to_a).0) - to_a * width).abs() < 1e-3);
        prop_assert!((one.window().span() - window.span()).abs() < window.span() * 1e-9);
        prop_assume!((a - b).abs() > 0.05 && (to_a - to_b).abs() > 0.05 && (a < b) == (to_a < to_b));
        prop_assume!(window.span() > 30.0 && window.span() < 200_000.0);
        let both = [held(a, to_a), held(b, to_b)];
        let two = Scale::new(window.holding(&both, width), width);
        for (day, x) in both {
            prop_assert!((two.x(day) - x).abs() < 0.1, "{} is not {x}", two.x(day));
        }
    }

    #[test]
    fn what_is_revealed_is_in_sight(
        window in some_window(), from in -60_000.0..60_000.0_f64, days in 0.0..400.0_f64,
    ) {
        let shown = window.reveal(from, from + days, 0.2);
        prop_assert!((shown.span() - window.span()).abs() < 1e-6 * window.span());
        let starts_in_sight = from >= shown.from() - 1e-6 && from < shown.to();
        let all_in_sight_around = from < shown.from() && from + days > shown.to() - shown.span() * 0.2;
        prop_assert!(starts_in_sight || all_in_sight_around);
        let again = shown.reveal(from, from + days, 0.2);
        prop_assert!((again.from() - shown.from()).abs() < 1e-3, "it moves once");
    }

    #[test]
    fn a_motion_sets_out_and_arrives(
        from in some_window(), to in some_window(), start in 0.0..1e6_f64,
    ) {
        let motion = Motion::new(from, to, start, STEP_MS);
        let first = motion.at(start).unwrap();
        prop_assert!((first.from() - from.from()).abs() < 1e-6 * from.span());
        prop_assert_eq!(motion.at(start + STEP_MS * 1.001), None);
        let late = motion.at(start + STEP_MS * 0.999).unwrap();
        prop_assert!((late.from() - to.from()).abs() < 1e-3 * (from.span() + to.span() + 80_000.0));
    }

    #[test]
    fn zooming_in_and_out_again_returns(
        window in some_window(), factor in 1.01..8.0_f64, at in 0.0..1.0_f64,
    ) {
        prop_assume!(window.span() / factor > 1.0 / 24.0 && window.span() * factor < 4_000_000.0);
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
        let sum: f64 = density(&marks(extents), &window, 50).iter().sum();
        prop_assert!((sum - f64::from(u32::try_from(touching).unwrap())).abs() < 1e-6);
    }
}

/// Whatever stands above the first row has something right below it.
fn supported(layout: &LaneLayout, scale: &Scale, events: &Events) -> Result<(), TestCaseError> {
    // What supports it may be out of sight, where the layout has it in mind.
    let around = Scale::new(
        Window::new(
            scale.window().from() - scale.window().span(),
            scale.window().to() + scale.window().span(),
        ),
        scale.width() * 3.0,
    );
    let gap = OPTIONS.gap / scale.pixels_per_day();
    let wide = events.layout(&around, &layout.memory, None);
    for placed in layout.placed.iter().filter(|placed| placed.row > 0) {
        let below = wide
            .placed
            .iter()
            .chain(&layout.placed)
            .filter(|other| other.row + 1 == placed.row);
        let touches = |other: &Placed| {
            placed.bounds.0 < other.bounds.1 + gap && other.bounds.0 < placed.bounds.1 + gap
        };
        prop_assert!(below.into_iter().any(touches), "{placed:?} floats");
    }
    Ok(())
}

#[test]
fn a_drag_goes_on_as_fast_as_it_was() {
    let window = Window::new(0.0, 100.0);
    let mut drag = Drag::default();
    for step in 0..10_u8 {
        drag.note(f64::from(step) * 10.0, f64::from(step));
    }
    let motion = drag.let_go(window, 90.0).unwrap();
    assert!(motion.to().from() > 10.0 && motion.to().from() < 60.0);
    // A hand that rests before it lets go moves nothing on.
    assert_eq!(drag.let_go(window, 400.0), None);
    assert_eq!(Drag::default().let_go(window, 0.0), None);
    // A slow device tells of a move now and then, and of the end as late.
    let mut rare = Drag::default();
    for step in 0..4_u8 {
        rare.note(f64::from(step) * 150.0, f64::from(step) * 10.0);
    }
    assert!(rare.let_go(window, 580.0).is_some());
    assert_eq!(rare.let_go(window, 700.0), None);
    let mut slow = Drag::default();
    slow.note(0.0, 0.0);
    slow.note(80.0, 0.5);
    assert_eq!(slow.let_go(window, 80.0), None);
}

#[test]
fn what_weighs_more_stands_by_itself() {
    let mut events = vec![(extent("2018-06-03"), 120.0, 1); 30];
    events[17].2 = 9;
    let layout = Events(events).layout(
        &Scale::new(Window::new(day("2018-05-01"), day("2018-07-01")), 900.0),
        &RowMemory::default(),
        None,
    );
    assert_eq!(layout.placed.len(), OPTIONS.rows);
    assert_eq!(layout.clusters.len(), 1);
    assert_eq!(layout.clusters[0].count, 30 - OPTIONS.rows);
    let heavy = layout
        .placed
        .iter()
        .find(|placed| placed.key == 17)
        .unwrap();
    assert_eq!(heavy.row, 0);
}

#[test]
fn a_label_stays_in_sight_for_as_long_as_its_event() {
    let events = Events(vec![(extent("1997/2017"), 150.0, 0)]);
    let label = |from: &str, to: &str| {
        let scale = Scale::new(Window::new(day(from), day(to)), 800.0);
        let layout = events.layout(&scale, &RowMemory::default(), None);
        layout.placed.first().map(|placed| placed.label_x)
    };
    assert!(label("1990-01-01", "2020-01-01").unwrap() > 0.0);
    assert_eq!(label("2000-01-01", "2010-01-01"), Some(0.0));
    // It leaves with the end of what it names.
    assert!(label("2018-03-01", "2030-01-01").unwrap() < 0.0);
    assert_eq!(label("2020-01-01", "2030-01-01"), None);
}

#[test]
fn what_is_open_at_both_ends_is_shown_at_the_bounds_that_are_known() {
    let between = extent("[..1760,1800..]");
    assert!(between.open_start && between.open_end);
    assert_eq!(
        between.bounded(),
        Some((day("1760-12-31"), day("1800-01-02")))
    );
    let window = fit(&marks([between, extent("1783")]), ROOM);
    assert!(window.from() < day("1760-12-31") && window.to() > day("1800-01-01"));
    assert!(window.to() < day("1850-01-01"), "1970 has no part in it");
}

#[test]
fn a_far_date_leaves_the_window_to_the_others() {
    for far in ["Y999999999", "Y-999999999"] {
        let crowd = marks([extent("2017"), extent("2018-05"), extent(far)]);
        let lane = LaneEvents::new(crowd);
        for window in [
            fit(lane.marks(), ROOM),
            dense(lane.marks(), ROOM),
            opening(lane.marks(), ROOM, &|_| 0),
        ] {
            let (before, after) = lane.outside(&window);
            assert_eq!(before + after, 1, "{far}: {window:?}");
            assert!(window.from() < day("2017-01-01") && window.to() > day("2018-05-31"));
        }
        // And it stands where it says that it is.
        let extent = extent(far);
        assert!((extent.from.abs() / 365.2425 - 999_999_999.0).abs() < 3000.0);
    }
}

/// How many titles can be read in a window of this width.
fn readable(events: &Events, width: f64) -> impl Fn(&Window) -> usize {
    move |window| {
        let layout = events.layout(&Scale::new(*window, width), &RowMemory::default(), None);
        layout.placed.iter().filter(|it| it.is_readable).count()
    }
}

#[test]
fn many_events_of_one_morning_open_on_that_morning() {
    let mut texts = vec!["2019".to_owned(), "2024-03".to_owned()];
    texts.extend((0..17).map(|at| format!("2024-02-14T{:02}:{:02}:00", 6 + at / 3, 20 * (at % 3))));
    let events = Events(texts.iter().map(|it| (extent(it), 120.0, 0)).collect());
    let window = opening(events.lane().marks(), ROOM, &readable(&events, 1200.0));
    assert!(window.from() >= day("2024-02-13") && window.to() <= day("2024-02-16"));
    let count = readable(&events, 1200.0)(&window);
    assert!(count >= 12, "{count} in {window:?}");
    assert!(window.from() < day("2024-02-14") + 0.25);
}

proptest! {
    #[test]
    fn the_opening_window_is_never_empty_and_reads_best(
        events in some_events(), width in 300.0..1600.0_f64,
    ) {
        prop_assume!(!events.0.is_empty());
        let lane = events.lane();
        let count = readable(&events, width);
        let window = opening(lane.marks(), ROOM, &count);
        let (before, after) = lane.outside(&window);
        prop_assert!(before + after < lane.len());
        for other in [fit(lane.marks(), ROOM), dense(lane.marks(), ROOM)] {
            prop_assert!(count(&window) >= count(&other));
        }
    }

    #[test]
    fn rows_are_filled_in_the_order_of_time(events in some_events(), window in some_window()) {
        let scale = Scale::new(window, 900.0);
        let layout = events.layout(&scale, &RowMemory::default(), None);
        // Whatever stands right above an event, and in its way, was there first. What is
        // just out of sight to the left keeps its row, and its gap.
        let gap = OPTIONS.gap / scale.pixels_per_day();
        for placed in layout.placed.iter().filter(|it| it.row > 0) {
            let mut above = layout.placed.iter().filter(|it| it.row + 1 == placed.row);
            let is_first = |it: &Placed| {
                it.bounds.0 <= placed.bounds.0 && placed.bounds.0 < it.bounds.1 + gap
            };
            prop_assert!(
                placed.bounds.0 < window.from() + gap || above.any(is_first),
                "{placed:?} has nothing earlier above it"
            );
        }
    }

    #[test]
    fn a_title_takes_the_room_that_is_free(events in some_events(), window in some_window()) {
        let scale = Scale::new(window, 900.0);
        let layout = events.layout(&scale, &RowMemory::default(), None);
        for placed in layout.placed.iter().filter(|it| it.label_x > 0.0) {
            let whole = (events.0[placed.key as usize].1 * 2.0).min(900.0);
            let next = layout.placed.iter().filter(|it| {
                it.row == placed.row && it.position > placed.position
            });
            let limit = next.map(|it| scale.x(it.bounds.0) - OPTIONS.gap - 0.02).fold(900.0, f64::min);
            let is_whole = placed.label_width >= whole - 1e-6;
            let is_full = placed.label_x + placed.label_width >= limit - 1e-3;
            prop_assert!(is_whole || is_full, "{placed:?} leaves room before {limit}");
        }
    }
}

#[test]
fn what_happens_later_stands_below() {
    // What weighs more is not above what was before it.
    let dates = ["05:52", "05:55", "05:56", "05:49"];
    let events = Events(
        (0_u8..)
            .zip(dates)
            .map(|(weight, at)| (extent(&format!("2024-02-14T{at}:00")), 150.0, weight))
            .collect(),
    );
    let window = Window::new(day("2024-02-01"), day("2024-03-01"));
    let layout = events.layout(&Scale::new(window, 900.0), &RowMemory::default(), None);
    let rows: Vec<usize> = layout.placed.iter().map(|it| it.row).collect();
    assert_eq!(rows, [0, 1, 2, 3], "in the order of time");
}

#[test]
fn a_title_near_the_end_turns_back_where_there_is_room() {
    let date = extent("2018-06-28");
    let events = Events(vec![(date, 150.0, 0)]);
    let window = Window::new(day("2018-06-01"), day("2018-07-01"));
    let layout = events.layout(&Scale::new(window, 900.0), &RowMemory::default(), None);
    let placed = layout.placed[0];
    assert!(placed.is_readable, "{placed:?}");
    assert_eq!(placed.label_x, 750.0);
}

#[test]
fn a_morning_has_hours_and_minutes() {
    let window = Window::new(day("2024-02-14") + 0.25, day("2024-02-14") + 7.0 / 24.0);
    let ticks = ticks(&Scale::new(window, 900.0), &|_, _| 50.0);
    let times: Vec<(u8, u8)> = ticks.minor.iter().map(|it| (it.hour, it.minute)).collect();
    assert_eq!(times[..3], [(6, 0), (6, 5), (6, 10)]);
    assert_eq!(times.last(), Some(&(7, 0)));
}
