//! Which changes of the state are steps for the browser's Back.

use super::State;

/// How a new state is written into the page's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryUpdate {
    /// Whether it is an entry of its own in the browser's history, or takes the
    /// place of the present one.
    pub is_step: bool,
    /// What changes in many small steps, so that it is written once it rests.
    pub gradual: Option<Gradual>,
}

/// What a reader changes in many small steps that are one to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gradual {
    /// The words of the filter: Back goes to before the typing.
    Text,
    /// The timeline's window: Back does not go through windows at all.
    Window,
    /// The widths of the table's columns: Back goes to before the dragging.
    Widths,
}

/// How the change from `before` to `after` is written, where the last one that
/// was written was `last`; `None` where nothing changed.
#[must_use]
pub fn history_update(
    before: &State,
    after: &State,
    last: Option<Gradual>,
) -> Option<HistoryUpdate> {
    if before == after {
        return None;
    }
    // The one thing of the two states that differs, if it is one of these.
    let differs_only_in = |gradual: Gradual| {
        let mut rest = before.clone();
        match gradual {
            Gradual::Text => rest.filter.text = after.filter.text.clone(),
            Gradual::Window => rest.window = after.window,
            Gradual::Widths => rest.table_layout.widths = after.table_layout.widths,
        }
        rest == *after
    };
    let gradual = [Gradual::Text, Gradual::Window, Gradual::Widths]
        .into_iter()
        .find(|gradual| differs_only_in(*gradual));
    Some(HistoryUpdate {
        is_step: gradual != Some(Gradual::Window) && (gradual.is_none() || gradual != last),
        gradual,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Day;
    use crate::state::{DayWindow, View, Widths};

    /// How each of these states is written after the one before it, the first of
    /// them after the default.
    fn written(states: &[State]) -> Vec<Option<HistoryUpdate>> {
        let (mut before, mut last) = (State::default(), None);
        let update = |after: &State| {
            let update = history_update(&before, after, last);
            last = update.map_or(last, |update| update.gradual);
            before = after.clone();
            update
        };
        states.iter().map(update).collect()
    }

    fn typed(text: &str) -> State {
        let mut state = State::default();
        state.filter.text = text.into();
        state
    }

    fn steps(states: &[State]) -> Vec<bool> {
        let updates = written(states).into_iter();
        updates.map(|update| update.unwrap().is_step).collect()
    }

    #[test]
    fn a_word_is_one_step_however_many_keys_it_takes() {
        assert_eq!(
            steps(&[typed("s"), typed("su"), typed("sud")]),
            [true, false, false]
        );
    }

    #[test]
    fn a_word_after_something_else_is_another_step() {
        let shown = State {
            view: View::Relationships,
            ..typed("su")
        };
        let more = State {
            view: View::Relationships,
            ..typed("sudan")
        };
        assert_eq!(steps(&[typed("su"), shown, more]), [true, true, true]);
    }

    #[test]
    fn dragging_a_border_is_one_step() {
        let dragged = |by: u16| {
            let mut state = State::default();
            let mut widths = Widths::default();
            widths.0[0] += by;
            widths.0[1] -= by;
            state.table_layout.widths = Some(widths);
            state
        };
        let states: Vec<State> = (1..=60).map(dragged).collect();
        let steps = steps(&states);
        assert_eq!(steps.iter().filter(|is_step| **is_step).count(), 1);
        assert!(steps[0]);
        assert!(
            written(&states)
                .iter()
                .all(|it| it.unwrap().gradual == Some(Gradual::Widths))
        );
    }

    #[test]
    fn back_does_not_go_through_windows() {
        let moved = |from: i64| State {
            window: Some(DayWindow {
                from: Day(from),
                to: Day(from + 9),
            }),
            ..State::default()
        };
        assert_eq!(steps(&[moved(1), moved(2)]), [false, false]);
    }

    #[test]
    fn a_choice_is_a_step_that_is_written_at_once() {
        let chosen = State {
            view: View::Relationships,
            ..State::default()
        };
        assert_eq!(
            written(&[chosen.clone(), chosen]),
            [
                Some(HistoryUpdate {
                    is_step: true,
                    gradual: None
                }),
                None
            ]
        );
    }
}
