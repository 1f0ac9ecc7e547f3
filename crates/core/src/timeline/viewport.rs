//! Which window is shown, and how it comes to be another.

use super::{LaneEvents, Motion, Window};

/// How much one step zooms, and what share of the window one step moves.
const ZOOM_FACTOR: f64 = 2.0;
const PAN_SHARE: f64 = 0.2;
const PAGE_SHARE: f64 = 0.8;

/// How far inside the window an event stands that was gone to, as a share of it.
const LEAD_AFTER: f64 = 0.1;
const LEAD_BEFORE: f64 = 0.2;

/// After so many frames without another turn of the wheel, or another key, the
/// window is where the reader wants it.
const FRAMES_UNTIL_SETTLED: u32 = 20;

/// What the reader asks of the timeline, by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineCommand {
    /// To what came before the window.
    Earlier,
    /// To what comes after it.
    Later,
    /// Nearer.
    ZoomIn,
    /// Farther off.
    ZoomOut,
    /// To the whole timeline.
    Fit,
}

/// The window that is shown: where it rests, or where it is on its way.
///
/// It knows no page and no clock. The caller says what the reader does and
/// calls [`frame`](Self::frame) for as long as [`needs_frame`](Self::needs_frame).
/// Each gesture ends in one window that is *settled*: given out once, for the
/// state and with it the permalink, so that Back goes back by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewport {
    opening: Window,
    all: Window,
    /// What the state asks for, in whole days.
    asked: Option<Window>,
    /// What is shown, to the fraction of a day, where that differs.
    exact: Option<Window>,
    phase: Phase,
    /// How many frames are left until the window is settled.
    until_settled: Option<u32>,
}

/// Whether the window moves by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Still,
    /// It sets out with the next frame: to where, and for how many milliseconds.
    SettingOut(Window, f64),
    Moving(Motion),
}

/// What a frame brought.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    /// Whether another window is shown.
    pub is_changed: bool,
    /// The window in which a gesture ended.
    pub settled: Option<Window>,
}

impl Viewport {
    /// Shows what is asked for, or else the opening window.
    #[must_use]
    pub const fn new(opening: Window, all: Window, asked: Option<Window>) -> Self {
        Self {
            opening,
            all,
            asked,
            exact: None,
            phase: Phase::Still,
            until_settled: None,
        }
    }

    /// Other events, or another width, have other windows to open with and to
    /// hold all.
    pub const fn set_bounds(&mut self, opening: Window, all: Window) {
        self.opening = opening;
        self.all = all;
    }

    /// The state asks for a window, or for the opening one. Where it only repeats
    /// what it was told (`is_ours`), the exact window stays.
    pub const fn ask(&mut self, asked: Option<Window>, is_ours: bool) {
        self.asked = asked;
        if !is_ours {
            self.reset();
        }
    }

    /// Shows what the state asks for, at once, wherever it was going.
    pub const fn reset(&mut self) {
        self.exact = None;
        self.phase = Phase::Still;
        self.until_settled = None;
    }

    /// The window that is shown.
    #[must_use]
    pub fn window(&self) -> Window {
        self.exact.or(self.asked).unwrap_or(self.opening)
    }

    /// The window to the fraction of a day, where a gesture led to it.
    #[must_use]
    pub const fn exact(&self) -> Option<Window> {
        self.exact
    }

    /// The window that is shown, or is about to be.
    #[must_use]
    pub fn target(&self) -> Window {
        match self.phase {
            Phase::Still => self.window(),
            Phase::SettingOut(to, _) => to,
            Phase::Moving(motion) => motion.to(),
        }
    }

    /// Whether the next frame has something to do.
    #[must_use]
    pub const fn needs_frame(&self) -> bool {
        self.until_settled.is_some() || !matches!(self.phase, Phase::Still)
    }

    /// Goes there in so many milliseconds, which the eye can follow.
    pub const fn animate_to(&mut self, to: Window, lasts: f64) {
        self.until_settled = None;
        self.phase = Phase::SettingOut(to, lasts);
    }

    /// Is there at once, and settles once nothing more comes: for the turns of a
    /// wheel, and for keys that repeat.
    pub const fn jump_to(&mut self, to: Window) {
        self.phase = Phase::Still;
        self.exact = Some(to);
        self.until_settled = Some(FRAMES_UNTIL_SETTLED);
    }

    /// A pointer comes down: it stays where it is.
    pub const fn hold(&mut self) {
        if !matches!(self.phase, Phase::Still) {
            self.phase = Phase::Still;
            self.until_settled = Some(FRAMES_UNTIL_SETTLED);
        }
    }

    /// The window follows a pointer, which will let it go.
    pub const fn follow(&mut self, to: Window) {
        self.phase = Phase::Still;
        self.until_settled = None;
        self.exact = Some(to);
    }

    /// The pointer lets go: it moves on, or is settled.
    pub const fn let_go(&mut self, motion: Option<Motion>) -> Option<Window> {
        match motion {
            Some(motion) => {
                self.phase = Phase::Moving(motion);
                None
            }
            None => self.settle(),
        }
    }

    /// A frame at the time `now`, in milliseconds; `is_held` while a pointer
    /// drags.
    pub fn frame(&mut self, now: f64, is_held: bool) -> Frame {
        let mut frame = Frame::default();
        if let Phase::SettingOut(to, lasts) = self.phase {
            self.phase = Phase::Moving(Motion::new(self.window(), to, now, lasts));
        }
        if let Phase::Moving(motion) = self.phase {
            let window = motion.at(now);
            self.exact = Some(window.unwrap_or(motion.to()));
            frame.is_changed = true;
            if window.is_none() {
                self.phase = Phase::Still;
                frame.settled = self.settle();
            }
        }
        match self.until_settled {
            Some(0) => frame.settled = self.settle(),
            Some(frames) if !is_held => self.until_settled = Some(frames - 1),
            _ => {}
        }
        frame
    }

    const fn settle(&mut self) -> Option<Window> {
        self.until_settled = None;
        self.exact
    }

    /// Where a button leads, by the events that there are.
    #[must_use]
    pub fn command(&self, command: TimelineCommand, events: &LaneEvents) -> Window {
        let window = self.target();
        match command {
            TimelineCommand::ZoomIn => self.zoomed(true, None),
            TimelineCommand::ZoomOut => self.zoomed(false, None),
            TimelineCommand::Fit => self.all,
            TimelineCommand::Earlier => {
                let step = window.pan(-window.span() * PAGE_SHARE);
                events.last_before(&window).map_or(step, |begin| {
                    let nearest = begin - step.to() + window.span() * LEAD_BEFORE;
                    step.pan(nearest.min(0.0))
                })
            }
            TimelineCommand::Later => {
                let step = window.pan(window.span() * PAGE_SHARE);
                events.first_after(&window).map_or(step, |begin| {
                    let nearest = begin - step.from() - window.span() * LEAD_AFTER;
                    step.pan(nearest.max(0.0))
                })
            }
        }
    }

    /// One step nearer or farther off, about a day where that is in sight.
    #[must_use]
    pub fn zoomed(&self, is_in: bool, about: Option<f64>) -> Window {
        let window = self.target();
        let about = about.filter(|day| (window.from()..window.to()).contains(day));
        let factor = if is_in {
            ZOOM_FACTOR
        } else {
            1.0 / ZOOM_FACTOR
        };
        window.zoom(factor, about.unwrap_or(window.middle()))
    }

    /// A step on in time, or back where `way` is negative.
    #[must_use]
    pub fn stepped(&self, way: i32) -> Window {
        self.panned(PAN_SHARE * f64::from(way))
    }

    /// A page on in time, or back where `way` is negative.
    #[must_use]
    pub fn paged(&self, way: i32) -> Window {
        self.panned(PAGE_SHARE * f64::from(way))
    }

    /// As near as it is, at the beginning or the end of the whole timeline.
    #[must_use]
    pub fn at_end(&self, is_last: bool) -> Window {
        let window = self.target();
        let from = if is_last {
            self.all.to() - window.span()
        } else {
            self.all.from()
        };
        window.pan(from - window.from())
    }

    /// As near as it is, with a day in its middle.
    #[must_use]
    pub fn centred(&self, day: f64) -> Window {
        let window = self.target();
        window.pan(day - window.middle())
    }

    /// The window in which a time is in sight, with the share `room` free at its
    /// end; `None` where it is in sight already.
    #[must_use]
    pub fn revealing(&self, (from, to): (f64, f64), room: f64) -> Option<Window> {
        let window = self.target();
        let revealed = window.reveal(from, to, room);
        (revealed != window).then_some(revealed)
    }

    fn panned(&self, share: f64) -> Window {
        let window = self.target();
        window.pan(window.span() * share)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::timeline::{DateExtent, Mark, STEP_MS};

    /// What may happen to a viewport.
    #[derive(Clone, Debug)]
    enum Input {
        Animate(f64, f64),
        Jump(f64, f64),
        Hold,
        Follow(f64, f64),
        LetGo(bool),
        Command(TimelineCommand),
        Frame(f64),
    }

    fn some_input() -> impl Strategy<Value = Input> {
        let window = (-40_000.0..40_000.0_f64, 0.01..9_000.0_f64);
        prop_oneof![
            window
                .clone()
                .prop_map(|(from, span)| Input::Animate(from, span)),
            window
                .clone()
                .prop_map(|(from, span)| Input::Jump(from, span)),
            Just(Input::Hold),
            window.prop_map(|(from, span)| Input::Follow(from, span)),
            any::<bool>().prop_map(Input::LetGo),
            proptest::sample::select(vec![
                TimelineCommand::Earlier,
                TimelineCommand::Later,
                TimelineCommand::ZoomIn,
                TimelineCommand::ZoomOut,
                TimelineCommand::Fit,
            ])
            .prop_map(Input::Command),
            (1.0..400.0_f64).prop_map(Input::Frame),
        ]
    }

    fn events(dates: &[&str]) -> LaneEvents {
        let mark = |(key, date): (u32, &&str)| Mark {
            key,
            extent: DateExtent::of(&crate::dataset::Date::parse(date).unwrap()),
            weight: 0,
            planned: false,
        };
        LaneEvents::new((0..).zip(dates).map(mark).collect())
    }

    fn viewport() -> Viewport {
        let all = Window::new(0.0, 1000.0);
        Viewport::new(Window::new(100.0, 200.0), all, None)
    }

    /// Calls for frames until none is needed; the windows that were settled.
    fn run(viewport: &mut Viewport, now: &mut f64) -> Vec<Window> {
        let mut settled = Vec::new();
        for _ in 0..1000 {
            if !viewport.needs_frame() {
                return settled;
            }
            *now += 16.0;
            settled.extend(viewport.frame(*now, false).settled);
        }
        panic!("it never comes to rest: {viewport:?}");
    }

    proptest! {
        #[test]
        fn whatever_happens_it_comes_to_rest_where_it_was_going(
            inputs in proptest::collection::vec(some_input(), 1..30),
        ) {
            let mut viewport = viewport();
            let lane = events(&["1970-03", "1990", "2050-05-05"]);
            let mut now = 1000.0;
            let mut is_known = true;
            for input in inputs {
                let before = viewport.window();
                match input {
                    Input::Animate(from, span) => {
                        viewport.animate_to(Window::new(from, from + span), STEP_MS);
                        // Nothing moves before there is a frame.
                        prop_assert_eq!(viewport.window(), before);
                        is_known = false;
                    }
                    Input::Jump(from, span) => {
                        viewport.jump_to(Window::new(from, from + span));
                        is_known = false;
                    }
                    Input::Hold => viewport.hold(),
                    Input::Follow(from, span) => {
                        viewport.follow(Window::new(from, from + span));
                        is_known = viewport.let_go(None) == Some(viewport.window());
                        prop_assert!(is_known);
                    }
                    Input::LetGo(moves_on) => {
                        let to = viewport.window().pan(5.0);
                        let motion = Motion::new(viewport.window(), to, now, STEP_MS);
                        let settled = viewport.let_go(moves_on.then_some(motion));
                        is_known = !moves_on && !viewport.needs_frame()
                            && (settled.is_some() || is_known);
                    }
                    Input::Command(command) => {
                        let to = viewport.command(command, &lane);
                        viewport.animate_to(to, STEP_MS);
                        prop_assert_eq!(viewport.target(), to);
                        is_known = false;
                    }
                    Input::Frame(later) => {
                        now += later;
                        is_known |= viewport.frame(now, false).settled.is_some();
                    }
                }
                let window = viewport.window();
                prop_assert!(window.span() > 0.0 && window.from().is_finite());
            }
            let target = viewport.target();
            // What was never moved is nothing to be told.
            let is_still = viewport.exact().is_none() && target == viewport.window();
            let is_moving = viewport.needs_frame();
            let settled = run(&mut viewport, &mut now);
            prop_assert_eq!(viewport.window(), target);
            // The state hears of a gesture's end, once.
            prop_assert!(settled.len() <= 1, "{:?}", settled);
            if is_moving && !is_known && !is_still {
                prop_assert_eq!(settled, vec![target]);
            }
        }
    }

    #[test]
    fn an_animation_goes_there_and_tells_once() {
        let (mut viewport, mut now) = (viewport(), 0.0);
        let to = Window::new(400.0, 500.0);
        viewport.animate_to(to, STEP_MS);
        assert_eq!(viewport.target(), to);
        assert_eq!(viewport.frame(10.0, false).settled, None);
        let between = viewport.frame(60.0, false);
        assert!(between.is_changed && viewport.window().from() > 100.0);
        assert_ne!(viewport.window(), to);
        assert_eq!(run(&mut viewport, &mut now), [to]);
    }

    #[test]
    fn a_press_stops_it_where_it_is() {
        let (mut viewport, mut now) = (viewport(), 0.0);
        viewport.animate_to(Window::new(400.0, 500.0), STEP_MS);
        viewport.frame(0.0, false);
        viewport.frame(100.0, false);
        let here = viewport.window();
        viewport.hold();
        assert_eq!(viewport.target(), here);
        assert_eq!(run(&mut viewport, &mut now), [here]);
        // While a pointer drags, nothing is settled.
        viewport.jump_to(Window::new(0.0, 50.0));
        for frame in 0..100_u8 {
            assert_eq!(viewport.frame(f64::from(frame), true).settled, None);
        }
    }

    #[test]
    fn many_turns_of_a_wheel_are_one_gesture() {
        let (mut viewport, mut now) = (viewport(), 0.0);
        for turn in 0..9_u8 {
            viewport.jump_to(viewport.window().pan(f64::from(turn)));
            now += 16.0;
            assert_eq!(viewport.frame(now, false).settled, None);
        }
        let settled = run(&mut viewport, &mut now);
        assert_eq!(settled, [viewport.window()]);
    }

    #[test]
    fn the_state_has_the_last_word() {
        let mut viewport = viewport();
        viewport.jump_to(Window::new(10.5, 20.5));
        // It repeats what it was told, in whole days.
        viewport.ask(Some(Window::new(10.0, 21.0)), true);
        assert_eq!(viewport.window(), Window::new(10.5, 20.5));
        viewport.ask(Some(Window::new(70.0, 80.0)), false);
        assert_eq!(viewport.window(), Window::new(70.0, 80.0));
        viewport.ask(None, false);
        assert_eq!(viewport.window(), Window::new(100.0, 200.0));
        viewport.set_bounds(Window::new(1.0, 9.0), Window::new(0.0, 10.0));
        assert_eq!(viewport.window(), Window::new(1.0, 9.0));
    }

    #[test]
    fn earlier_and_later_lead_to_the_next_event_however_far_it_is() {
        let lane = events(&["1805-03-01", "1970-05-01", "2290-02"]);
        let mut viewport = viewport();
        for (command, position) in [(TimelineCommand::Earlier, 0), (TimelineCommand::Later, 2)] {
            viewport.follow(Window::new(100.0, 200.0));
            let to = viewport.command(command, &lane);
            let (from, _) = lane.bounds(position).unwrap();
            assert!((to.from()..to.to()).contains(&from), "{command:?}: {to:?}");
            assert_eq!(to.span(), 100.0);
        }
    }
}
