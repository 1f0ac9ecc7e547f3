//! A reader's hands: mouse, wheel and fingers.

use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
    TouchActions, WheelAction, WheelActions,
};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::Page;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A point in the window, in pixels.
pub type ScreenPoint = (f64, f64);

/// How long a hand takes for a part of a drag, and how long it rests before it
/// lets go, so that nothing flies on.
const PART: Duration = Duration::from_millis(30);
const REST: Duration = Duration::from_millis(250);

/// Where an element is in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Place {
    /// The point at these shares of the width and the height.
    pub fn at(&self, x: f64, y: f64) -> ScreenPoint {
        (self.left + self.width * x, self.top + self.height * y)
    }
}

fn move_to(to: ScreenPoint, duration: Duration) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(duration),
        x: to.0.round(),
        y: to.1.round(),
    }
}

const DOWN: PointerAction = PointerAction::Down {
    button: MOUSE_BUTTON_LEFT,
};
const UP: PointerAction = PointerAction::Up {
    button: MOUSE_BUTTON_LEFT,
};

/// The way of a pointer that goes down, through some points, and up again.
fn way(points: &[ScreenPoint], rest: Duration) -> Vec<PointerAction> {
    let mut way = Vec::new();
    for (at, point) in points.iter().enumerate() {
        way.push(move_to(*point, if at == 0 { Duration::ZERO } else { PART }));
        if at == 0 {
            way.push(DOWN);
        }
    }
    way.push(PointerAction::Pause { duration: rest });
    way.push(UP);
    way
}

/// Points on the straight way from one to another.
fn line(from: ScreenPoint, to: ScreenPoint) -> Vec<ScreenPoint> {
    let part = |share: f64| {
        (
            from.0 + (to.0 - from.0) * share,
            from.1 + (to.1 - from.1) * share,
        )
    };
    (0..=6_u8).map(|step| part(f64::from(step) / 6.0)).collect()
}

impl Page<'_> {
    /// Where an element of the widget is in the window.
    pub async fn place(&self, selector: &str) -> Result<Place> {
        let script = "const box = root.querySelector(selector).getBoundingClientRect();
            return [box.left, box.top, box.width, box.height];";
        let [left, top, width, height] = serde_json::from_value(self.ask(script, selector).await?)?;
        Ok(Place {
            left,
            top,
            width,
            height,
        })
    }

    /// Brings an element of the widget to the middle of the window.
    pub async fn bring(&self, selector: &str) -> Result<()> {
        let script = "root.querySelector(selector)
            .scrollIntoView({block: 'center', behavior: 'instant'});";
        self.ask(script, selector).await?;
        Ok(())
    }

    /// Drags with the mouse, and rests before it lets go.
    pub async fn drag_from(&self, from: ScreenPoint, to: ScreenPoint) -> Result<()> {
        let mut mouse = MouseActions::new("mouse".to_owned());
        for action in way(&line(from, to), REST) {
            mouse = mouse.then(action);
        }
        self.browser.client.perform_actions(mouse).await?;
        Ok(())
    }

    /// Presses with the mouse, so many times.
    pub async fn press_at(&self, point: ScreenPoint, times: usize) -> Result<()> {
        let mut mouse = MouseActions::new("mouse".to_owned()).then(move_to(point, Duration::ZERO));
        for _ in 0..times {
            mouse = mouse.then(DOWN).then(UP);
        }
        self.browser.client.perform_actions(mouse).await?;
        Ok(())
    }

    /// Moves the mouse.
    pub async fn hover(&self, point: ScreenPoint) -> Result<()> {
        let mouse = MouseActions::new("mouse".to_owned()).then(move_to(point, PART));
        self.browser.client.perform_actions(mouse).await?;
        Ok(())
    }

    /// Drags one finger, or as many as there are ways, all at once.
    pub async fn touch(&self, ways: &[(ScreenPoint, ScreenPoint)]) -> Result<()> {
        let finger = |name: &str, way_of: &(ScreenPoint, ScreenPoint), rest| {
            let mut finger = TouchActions::new(name.to_owned());
            for action in way(&line(way_of.0, way_of.1), rest) {
                finger = finger.then(action);
            }
            finger
        };
        match ways {
            [one] => {
                self.browser
                    .client
                    .perform_actions(finger("finger", one, REST))
                    .await?
            }
            [one, other] => {
                let both = Actions::from(finger("finger", one, REST));
                let both = both.and(finger("thumb", other, REST));
                self.browser.client.perform_actions(both).await?;
            }
            _ => return Err("a reader has two fingers".into()),
        }
        Ok(())
    }

    /// Drags one finger and lets go while it moves.
    pub async fn swipe(&self, from: ScreenPoint, to: ScreenPoint) -> Result<()> {
        let mut finger = TouchActions::new("finger".to_owned());
        for action in way(&line(from, to), Duration::ZERO) {
            finger = finger.then(action);
        }
        self.browser.client.perform_actions(finger).await?;
        Ok(())
    }

    /// Taps with one finger, so many times.
    pub async fn tap(&self, point: ScreenPoint, times: usize) -> Result<()> {
        let mut finger =
            TouchActions::new("finger".to_owned()).then(move_to(point, Duration::ZERO));
        for _ in 0..times {
            finger = finger.then(DOWN).then(UP);
            finger = finger.then(PointerAction::Pause { duration: PART });
        }
        self.browser.client.perform_actions(finger).await?;
        Ok(())
    }

    /// Turns the wheel at a point, with a key held down or without.
    pub async fn turn(&self, point: ScreenPoint, by: i64, key: Option<Key>) -> Result<()> {
        #[expect(clippy::cast_possible_truncation, reason = "a window is small")]
        let turn = WheelAction::Scroll {
            duration: Some(Duration::ZERO),
            x: point.0 as i64,
            y: point.1 as i64,
            delta_x: 0,
            delta_y: by,
        };
        let turned = WheelActions::new("wheel".to_owned())
            .then(WheelAction::Pause { duration: PART })
            .then(turn);
        let client = &self.browser.client;
        let Some(value) = key.map(char::from) else {
            client.perform_actions(turned).await?;
            return Ok(());
        };
        // Tick by tick: the key goes down, the wheel turns, the key comes up.
        let pause = KeyAction::Pause { duration: PART };
        let keyboard = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(pause)
            .then(KeyAction::Up { value });
        client
            .perform_actions(Actions::from(keyboard).and(turned))
            .await?;
        Ok(())
    }

    /// Presses the key of a letter or a sign, wherever the focus is.
    pub async fn press_sign(&self, value: char) -> Result<()> {
        let keyboard = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.browser.client.perform_actions(keyboard).await?;
        Ok(())
    }

    /// A number that a script finds in the widget.
    pub async fn number(&self, script: &str) -> Result<f64> {
        let found = self.ask(script, "").await?;
        found
            .as_f64()
            .ok_or_else(|| format!("{script}: {found}").into())
    }

    /// How far the page is scrolled.
    pub async fn scrolled(&self) -> Result<f64> {
        let found: Value = self
            .script("return window.scrollY;", vec![json!(0)])
            .await?;
        Ok(found.as_f64().unwrap_or(f64::NAN))
    }
}
