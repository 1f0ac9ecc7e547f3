//! The pointers that hold the timeline.

use super::{Drag, Motion, Scale, Window};

/// A press that moves by less than this is no drag, in pixels.
const MIN_DRAG_PX: f64 = 5.0;
/// Two taps this close, in milliseconds and in pixels, are one double tap.
const DOUBLE_TAP_MS: f64 = 320.0;
const DOUBLE_TAP_PX: f64 = 32.0;

/// One pointer, the point in time that it holds, and where it is.
#[derive(Clone, Copy, Debug)]
struct ActivePointer {
    id: i32,
    day: f64,
    start: f64,
    x: f64,
}

/// What came of lifting a pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Release {
    /// Nothing, or another one still holds.
    Nothing,
    /// It was a drag; it may go on by itself.
    Dragged(Option<Motion>),
    /// Two quick taps.
    Twice,
}

/// The pointers that are down, and what they have done so far.
#[derive(Clone, Debug, Default)]
pub struct PointerGesture {
    active: Vec<ActivePointer>,
    is_dragging: bool,
    drag: Drag,
    tapped: Option<(f64, f64)>,
}

impl PointerGesture {
    /// Whether what is down moves the window.
    #[must_use]
    pub const fn is_dragging(&self) -> bool {
        self.is_dragging
    }

    /// A pointer comes down at `x`.
    pub fn press(&mut self, id: i32, x: f64, scale: &Scale) {
        self.active.retain(|pointer| pointer.id != id);
        if self.active.len() < 2 {
            let day = scale.day(x);
            self.active.push(ActivePointer {
                id,
                day,
                start: x,
                x,
            });
        }
        // With a second one, what each holds is what is under it now.
        for pointer in &mut self.active {
            pointer.day = scale.day(pointer.x);
        }
        // Two fingers hold at once; one must move first.
        self.is_dragging |= self.active.len() == 2;
    }

    /// A pointer moves to `x`: the window that follows it, once that is a drag.
    pub fn drag(&mut self, id: i32, x: f64, now: f64, scale: &Scale) -> Option<Window> {
        let pointer = self.active.iter_mut().find(|pointer| pointer.id == id)?;
        pointer.x = x;
        if !self.is_dragging {
            if (x - pointer.start).abs() < MIN_DRAG_PX {
                return None;
            }
            self.is_dragging = true;
            self.drag = Drag::default();
        }
        let points: Vec<(f64, f64)> = self
            .active
            .iter()
            .map(|pointer| (pointer.day, pointer.x))
            .collect();
        let window = scale.window().holding(&points, scale.width());
        self.drag.note(now, window.from());
        Some(window)
    }

    /// A pointer is lifted at `x`; `is_lost` where the page took it away.
    pub fn lift(&mut self, id: i32, x: f64, now: f64, scale: &Scale, is_lost: bool) -> Release {
        let before = self.active.len();
        self.active.retain(|pointer| pointer.id != id);
        if self.active.len() == before {
            return Release::Nothing;
        }
        if let Some(pointer) = self.active.first_mut() {
            // The other goes on from where it is.
            pointer.day = scale.day(pointer.x);
            self.drag = Drag::default();
            return Release::Nothing;
        }
        if self.is_dragging {
            self.is_dragging = false;
            self.tapped = None;
            return Release::Dragged(self.drag.let_go(*scale.window(), now).filter(|_| !is_lost));
        }
        let is_second = self.tapped.is_some_and(|(time, place)| {
            now - time < DOUBLE_TAP_MS && (x - place).abs() < DOUBLE_TAP_PX
        });
        self.tapped = (!is_second && !is_lost).then_some((now, x));
        if is_second {
            Release::Twice
        } else {
            Release::Nothing
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
        let mut gesture = PointerGesture::default();
        gesture.press(1, 500.0, &scale());
        assert_eq!(gesture.drag(1, 503.0, 5.0, &scale()), None);
        assert!(matches!(
            gesture.lift(1, 503.0, 9.0, &scale(), false),
            Release::Nothing
        ));
        gesture.press(1, 504.0, &scale());
        assert!(matches!(
            gesture.lift(1, 504.0, 90.0, &scale(), false),
            Release::Twice
        ));
        // Three taps are one double tap and the first of another.
        gesture.press(1, 504.0, &scale());
        assert!(matches!(
            gesture.lift(1, 504.0, 99.0, &scale(), false),
            Release::Nothing
        ));
    }

    #[test]
    fn a_drag_moves_and_two_fingers_zoom() {
        let mut gesture = PointerGesture::default();
        gesture.press(1, 500.0, &scale());
        gesture.drag(1, 510.0, 10.0, &scale());
        let moved = gesture.drag(1, 600.0, 20.0, &scale()).unwrap();
        assert_eq!((moved.from(), moved.to()), (-10.0, 90.0));

        let moved = Scale::new(moved, 1000.0);
        gesture.press(2, 800.0, &moved);
        let zoomed = gesture.drag(2, 1000.0, 30.0, &moved).unwrap();
        assert_eq!(zoomed.span(), 50.0);
        let zoomed = Scale::new(zoomed, 1000.0);
        assert!((zoomed.day(600.0) - moved.day(600.0)).abs() < 1e-9);

        // One finger lifted, the other goes on without a jump.
        assert!(matches!(
            gesture.lift(2, 1000.0, 40.0, &zoomed, false),
            Release::Nothing
        ));
        let on = gesture.drag(1, 601.0, 50.0, &zoomed).unwrap();
        assert!(
            (on.span() - 50.0).abs() < 1e-9 && (on.from() - zoomed.window().from()).abs() < 0.1
        );
        assert!(matches!(
            gesture.lift(1, 601.0, 60.0, &zoomed, false),
            Release::Dragged(_)
        ));
        assert!(matches!(
            gesture.lift(7, 1.0, 60.0, &zoomed, false),
            Release::Nothing
        ));
    }
}
