//! The pointers that hold the timeline.

use backstory_core::timeline::{Drag, Motion, Scale, Window};

/// A press that moves by less than this is no drag, in pixels.
const TREMOR: f64 = 5.0;
/// Two taps this close, in milliseconds and in pixels, are one double tap.
const DOUBLE_TIME: f64 = 320.0;
const DOUBLE_DISTANCE: f64 = 32.0;

/// One pointer, the point in time that it holds, and where it is.
#[derive(Clone, Copy)]
struct Held {
    id: i32,
    day: f64,
    start: f64,
    x: f64,
}

/// What came of lifting a pointer.
pub(super) enum Lifted {
    /// Nothing, or another one still holds.
    Nothing,
    /// It was a drag; it may go on by itself.
    Dragged(Option<Motion>),
    /// Two quick taps.
    Twice,
}

/// The pointers that are down, and what they have done so far.
#[derive(Default)]
pub(super) struct Hand {
    held: Vec<Held>,
    is_dragging: bool,
    drag: Drag,
    tapped: Option<(f64, f64)>,
}

impl Hand {
    pub const fn is_dragging(&self) -> bool {
        self.is_dragging
    }

    /// A pointer comes down at `x`.
    pub fn press(&mut self, id: i32, x: f64, scale: &Scale) {
        self.held.retain(|held| held.id != id);
        if self.held.len() < 2 {
            let day = scale.day(x);
            self.held.push(Held {
                id,
                day,
                start: x,
                x,
            });
        }
        // With a second one, what each holds is what is under it now.
        for held in &mut self.held {
            held.day = scale.day(held.x);
        }
        // Two fingers hold at once; one must move first.
        self.is_dragging |= self.held.len() == 2;
    }

    /// A pointer moves to `x`: the window that follows it, once that is a drag.
    pub fn drag(&mut self, id: i32, x: f64, now: f64, scale: &Scale) -> Option<Window> {
        let held = self.held.iter_mut().find(|held| held.id == id)?;
        held.x = x;
        if !self.is_dragging {
            if (x - held.start).abs() < TREMOR {
                return None;
            }
            self.is_dragging = true;
            self.drag = Drag::default();
        }
        let points: Vec<(f64, f64)> = self.held.iter().map(|held| (held.day, held.x)).collect();
        let window = scale.window().holding(&points, scale.width());
        self.drag.note(now, window.from());
        Some(window)
    }

    /// A pointer is lifted at `x`; `is_lost` where the page took it away.
    pub fn lift(&mut self, id: i32, x: f64, now: f64, scale: &Scale, is_lost: bool) -> Lifted {
        let before = self.held.len();
        self.held.retain(|held| held.id != id);
        if self.held.len() == before {
            return Lifted::Nothing;
        }
        if let Some(held) = self.held.first_mut() {
            // The other goes on from where it is.
            held.day = scale.day(held.x);
            self.drag = Drag::default();
            return Lifted::Nothing;
        }
        if self.is_dragging {
            self.is_dragging = false;
            self.tapped = None;
            return Lifted::Dragged(self.drag.let_go(*scale.window(), now).filter(|_| !is_lost));
        }
        let is_second = self.tapped.is_some_and(|(time, place)| {
            now - time < DOUBLE_TIME && (x - place).abs() < DOUBLE_DISTANCE
        });
        self.tapped = (!is_second && !is_lost).then_some((now, x));
        if is_second {
            Lifted::Twice
        } else {
            Lifted::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        Scale::new(Window::new(0.0, 100.0), 1000.0)
    }

    #[test]
    fn a_tremor_is_no_drag() {
        let mut hand = Hand::default();
        hand.press(1, 500.0, &scale());
        assert_eq!(hand.drag(1, 503.0, 5.0, &scale()), None);
        assert!(matches!(
            hand.lift(1, 503.0, 9.0, &scale(), false),
            Lifted::Nothing
        ));
        hand.press(1, 504.0, &scale());
        assert!(matches!(
            hand.lift(1, 504.0, 90.0, &scale(), false),
            Lifted::Twice
        ));
        // Three taps are one double tap and the first of another.
        hand.press(1, 504.0, &scale());
        assert!(matches!(
            hand.lift(1, 504.0, 99.0, &scale(), false),
            Lifted::Nothing
        ));
    }

    #[test]
    fn a_drag_moves_and_two_fingers_zoom() {
        let mut hand = Hand::default();
        hand.press(1, 500.0, &scale());
        hand.drag(1, 510.0, 10.0, &scale());
        let moved = hand.drag(1, 600.0, 20.0, &scale()).unwrap();
        assert_eq!((moved.from(), moved.to()), (-10.0, 90.0));

        let moved = Scale::new(moved, 1000.0);
        hand.press(2, 800.0, &moved);
        let zoomed = hand.drag(2, 1000.0, 30.0, &moved).unwrap();
        assert_eq!(zoomed.span(), 50.0);
        let zoomed = Scale::new(zoomed, 1000.0);
        assert!((zoomed.day(600.0) - moved.day(600.0)).abs() < 1e-9);

        // One finger lifted, the other goes on without a jump.
        assert!(matches!(
            hand.lift(2, 1000.0, 40.0, &zoomed, false),
            Lifted::Nothing
        ));
        let on = hand.drag(1, 601.0, 50.0, &zoomed).unwrap();
        assert!(
            (on.span() - 50.0).abs() < 1e-9 && (on.from() - zoomed.window().from()).abs() < 0.1
        );
        assert!(matches!(
            hand.lift(1, 601.0, 60.0, &zoomed, false),
            Lifted::Dragged(_)
        ));
        assert!(matches!(
            hand.lift(7, 1.0, 60.0, &zoomed, false),
            Lifted::Nothing
        ));
    }
}
