//! What an action makes of the state.

use std::rc::Rc;

use super::{Action, Record, State, View, Widths};
use crate::dataset::{Dataset, DateRange, EntityIx};
use crate::query::{Column, Direction, Facet, Sort};

/// The state after `action`: the same object where nothing changed, so that
/// nothing is rendered for it.
#[must_use]
pub fn reduce(state: &Rc<State>, action: Action, dataset: &Dataset) -> Rc<State> {
    let next = next(state, action, dataset);
    if next == **state {
        state.clone()
    } else {
        Rc::new(next)
    }
}

fn next(state: &State, action: Action, dataset: &Dataset) -> State {
    let mut next = state.clone();
    match action {
        Action::Search(text) => next.filter.text = text,
        Action::Toggle(facet, key) => next.filter.toggle(facet, key),
        Action::SetRange(range) => {
            next.filter.range = ordered(range);
            next.window = None;
        }
        Action::SureOnly(sure_only) => next.filter.sure_only = sure_only,
        Action::Remove(removal) => next.filter.remove(removal),
        Action::ClearAll => next.filter = Default::default(),
        Action::ChooseActor(ix) => {
            if let Some(entity) = dataset.entity(ix) {
                next.filter.chosen.set(Facet::Actor, entity.id.clone());
                next.open = Some(Record::Entity(ix));
            }
        }
        Action::ChoosePair(subject, object) => choose_pair(&mut next, subject, object, dataset),
        Action::SortBy(column) => {
            let sort = state.sort.iter().find(|sort| sort.column == column);
            next.sort = turned(sort, column).into_iter().collect();
        }
        Action::SortAlso(column) => sort_also(&mut next.sort, column),
        Action::Arrange(shape) => next.table_layout.shape = shape,
        Action::GroupBy(group) => next.table_layout.group = group,
        Action::WeighBy(field) => next.table_layout.weight = field,
        Action::SetColumn(column, is_shown, plain) => {
            next.table_layout.set_column(column, is_shown, plain);
        }
        Action::SetFieldRange(field, range) => next.filter.ranges.set(field, range),
        Action::SetWidths(widths) => {
            next.table_layout.widths = widths.filter(|widths| *widths != Widths::default());
        }
        Action::Open(record) | Action::Walk(record) => {
            next.open = Some(record);
            // The row of the record should be in sight of its detail.
            match record {
                Record::Event(_) if state.view == View::Story => {}
                Record::Event(_) => next.view = View::Timeline,
                Record::Relationship(_) => next.view = View::Relationships,
                Record::Entity(_) => {}
            }
        }
        Action::Close => next.open = None,
        Action::Pin(records) => next.pinned = records,
        Action::Show(view) => {
            next.view = view.or_other(dataset);
            if next.view == View::Story {
                next.open = next.open.filter(|it| matches!(it, Record::Event(_)));
            }
        }
        Action::SetWindow(window) => next.window = window.filter(|window| window.from < window.to),
        Action::SetLanes(lanes) => next.lanes = lanes,
        Action::SetLayout(layout) => next.layout = layout,
        Action::SetFilter(filter) => next.filter = filter,
        Action::Select(open, pinned) => (next.open, next.pinned) = (open, pinned),
        Action::Clear => {
            next.filter = Default::default();
            (next.open, next.pinned) = (None, Rc::default());
        }
        Action::Replace(state) => next = *state,
    }
    next.leave_story();
    next
}

/// A range typed the wrong way round is meant the right way round.
fn ordered(range: DateRange) -> DateRange {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from > to => DateRange {
            from: Some(to),
            to: Some(from),
        },
        _ => range,
    }
}

/// A column's head turns from the order of the story to ascending, to
/// descending, and back.
fn turned(sort: Option<&Sort>, column: Column) -> Option<Sort> {
    let direction = match sort.map(|sort| sort.direction) {
        None => Direction::Ascending,
        Some(Direction::Ascending) => Direction::Descending,
        Some(Direction::Descending) => return None,
    };
    Some(Sort { column, direction })
}

/// More columns than this decide nothing that a reader would see.
pub(super) const MOST_SORTS: usize = 3;

/// Turns a column in the list, where it keeps its place, or adds it to the end.
fn sort_also(sorts: &mut Vec<Sort>, column: Column) {
    match sorts.iter().position(|sort| sort.column == column) {
        Some(place) => {
            let turned = turned(sorts.get(place), column);
            sorts.splice(place..=place, turned);
        }
        None if sorts.len() < MOST_SORTS => sorts.extend(turned(None, column)),
        None => {}
    }
}

/// Chooses the two ends of a relationship, or takes them back where they are
/// what is chosen.
fn choose_pair(next: &mut State, subject: EntityIx, object: EntityIx, dataset: &Dataset) {
    let (Some(subject), Some(object)) = (dataset.entity(subject), dataset.entity(object)) else {
        return;
    };
    let ends = [(Facet::Subject, &subject.id), (Facet::Object, &object.id)];
    let chosen = &mut next.filter.chosen;
    let is_chosen = ends
        .iter()
        .all(|(facet, id)| matches!(chosen.of(*facet), [(_, key)] if key == *id));
    for (facet, id) in ends {
        if is_chosen {
            chosen.clear(facet);
        } else {
            chosen.set(facet, id.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Day, EntityIx, EventIx, RelationshipIx, Value, decode};
    use crate::query::Removal;
    use crate::state::DayWindow;

    fn dataset() -> Dataset {
        let value: Value = serde_json::from_value(serde_json::json!({
            "format": "backstory/1",
            "entities": [{"id": "putin", "kind": "person", "name": "Vladimir Putin"}],
            "relationships": [{
                "id": "r", "subject": "putin", "predicate": "meets", "object": "putin",
                "kind": "trade", "evidence": [{"paragraph": 1, "start": "a"}]
            }],
            "events": [{
                "id": "e", "title": "An event", "kind": "visit", "status": "happened",
                "evidence": [{"paragraph": 1, "start": "a"}]
            }]
        }))
        .unwrap();
        decode(&value).unwrap().dataset
    }

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let dataset = dataset();
        actions.into_iter().fold(Rc::default(), |state, action| {
            reduce(&state, action, &dataset)
        })
    }

    #[test]
    fn what_changes_nothing_is_the_same_state() {
        let state = after([Action::Toggle(Facet::Kind, "visit".into())]);
        for action in [
            Action::Close,
            Action::Show(View::Timeline),
            Action::Search("".into()),
            Action::ChooseActor(EntityIx(7)),
        ] {
            assert!(Rc::ptr_eq(&state, &reduce(&state, action, &dataset())));
        }
    }

    #[test]
    fn choosing_twice_is_choosing_not_at_all() {
        let toggle = || Action::Toggle(Facet::Kind, "visit".into());
        assert!(after([toggle()]).filter.is_active());
        assert_eq!(after([toggle(), toggle()]), Rc::default());
    }

    #[test]
    fn choosing_an_actor_shows_all_about_them_and_nobody_else() {
        let state = after([
            Action::Toggle(Facet::Actor, "somebody-else".into()),
            Action::ChooseActor(EntityIx(0)),
        ]);
        let chosen = state.filter.chosen.of(Facet::Actor);
        assert_eq!(
            chosen.iter().map(|(_, key)| &**key).collect::<Vec<_>>(),
            ["putin"]
        );
        assert_eq!(state.open, Some(Record::Entity(EntityIx(0))));
    }

    #[test]
    fn a_head_turns_three_ways() {
        let press = || Action::SortBy(Column::Period);
        let direction = |presses: usize| {
            let actions = std::iter::repeat_with(press).take(presses);
            after(actions).sort.first().map(|sort| sort.direction)
        };
        assert_eq!(direction(1), Some(Direction::Ascending));
        assert_eq!(direction(2), Some(Direction::Descending));
        assert_eq!(direction(3), None);
        let other = after([press(), press(), Action::SortBy(Column::Status)]);
        assert_eq!(other.sort, [up(Column::Status)]);
    }

    const fn up(column: Column) -> Sort {
        Sort {
            column,
            direction: Direction::Ascending,
        }
    }

    #[test]
    fn shift_sorts_by_more_than_one_column() {
        use Column::{Object, Period, Status, Subject};
        let also = |columns: &[Column]| {
            let also = columns.iter().map(|column| Action::SortAlso(*column));
            after([Action::SortBy(Subject)].into_iter().chain(also))
                .sort
                .clone()
        };
        let down = |column| Sort {
            direction: Direction::Descending,
            ..up(column)
        };
        assert_eq!(also(&[Period]), [up(Subject), up(Period)]);
        // A column keeps its place while it turns, and leaves with the third press.
        assert_eq!(also(&[Period, Subject]), [down(Subject), up(Period)]);
        assert_eq!(also(&[Period, Subject, Subject]), [up(Period)]);
        assert_eq!(
            also(&[Period, Status, Object]),
            [up(Subject), up(Period), up(Status)]
        );
        // A press without Shift starts anew.
        let anew = after([
            Action::SortBy(Subject),
            Action::SortAlso(Period),
            Action::SortBy(Period),
        ]);
        assert_eq!(anew.sort, [down(Period)]);
    }

    #[test]
    fn a_pair_is_chosen_and_taken_back() {
        let pair = || Action::ChoosePair(EntityIx(0), EntityIx(0));
        let state = after([Action::Toggle(Facet::Subject, "somebody".into()), pair()]);
        for facet in [Facet::Subject, Facet::Object] {
            assert_eq!(state.filter.chosen.of(facet), [(facet, "putin".into())]);
        }
        assert_eq!(after([pair(), pair()]), Rc::default());
        assert_eq!(
            after([Action::ChoosePair(EntityIx(0), EntityIx(7))]),
            Rc::default()
        );
    }

    #[test]
    fn parts_of_the_filter_go_one_by_one_or_all_at_once() {
        let asked = || {
            [
                Action::Search("sochi".into()),
                Action::Toggle(Facet::Kind, "visit".into()),
                Action::SetRange(DateRange {
                    from: Some(Day(3)),
                    to: None,
                }),
                Action::SureOnly(true),
                Action::Show(View::Relationships),
            ]
        };
        let without = |part| {
            let state = after(asked().into_iter().chain([Action::Remove(part)]));
            state.filter.removals()
        };
        let (kind, text, range) = (Removal::Facet(Facet::Kind), Removal::Text, Removal::Range);
        assert_eq!(after(asked()).filter.removals(), [kind, text, range]);
        assert_eq!(without(kind), [text, range]);
        assert_eq!(without(text), [kind, range]);
        assert_eq!(without(range), [kind, text]);
        // All of the filter, and nothing else.
        let cleared = after(asked().into_iter().chain([Action::ClearAll]));
        assert_eq!(
            *cleared,
            State {
                view: View::Relationships,
                ..State::default()
            }
        );
    }

    #[test]
    fn a_window_has_some_width() {
        let window = |from, to| {
            Some(DayWindow {
                from: Day(from),
                to: Day(to),
            })
        };
        assert_eq!(
            after([Action::SetWindow(window(1, 2))]).window,
            window(1, 2)
        );
        assert_eq!(after([Action::SetWindow(window(2, 2))]).window, None);
    }

    #[test]
    fn the_dates_that_are_asked_for_are_shown() {
        let window = Some(DayWindow {
            from: Day(1),
            to: Day(2),
        });
        let range = DateRange {
            from: Some(Day(900)),
            to: None,
        };
        let state = after([Action::SetWindow(window), Action::SetRange(range)]);
        assert_eq!((state.window, state.filter.range), (None, range));
    }

    #[test]
    fn a_permalink_replaces_everything() {
        let came = State {
            view: View::Relationships,
            ..State::default()
        };
        let state = after([
            Action::Search("sochi".into()),
            Action::Replace(came.clone().into()),
        ]);
        assert_eq!(*state, came);
    }

    #[test]
    fn opening_a_record_goes_to_its_view() {
        let state = after([
            Action::Show(View::Relationships),
            Action::Open(Record::Event(EventIx(0))),
        ]);
        assert_eq!(state.view, View::Timeline);
    }

    #[test]
    fn the_story_goes_from_event_to_event_and_leads_to_the_rest() {
        let story = || Action::Show(View::Story);
        let state = after([story(), Action::Walk(Record::Event(EventIx(0)))]);
        assert_eq!(
            (state.view, state.open),
            (View::Story, Some(Record::Event(EventIx(0))))
        );
        let entity = Record::Entity(EntityIx(0));
        let relationship = Record::Relationship(RelationshipIx(0));
        for (record, view) in [
            (Record::Event(EventIx(0)), View::Story),
            (entity, View::Timeline),
            (relationship, View::Relationships),
        ] {
            for action in [
                Action::Open(record),
                Action::Select(Some(record), Rc::default()),
            ] {
                let state = after([story(), action]);
                assert_eq!((state.view, state.open), (view, Some(record)));
            }
        }
        assert_eq!(
            after([story(), Action::ChooseActor(EntityIx(0))]).view,
            View::Timeline
        );
        // Whoever begins the story is through with what is not of it.
        let state = after([Action::Open(entity), story()]);
        assert_eq!((state.view, state.open), (View::Story, None));
        // Somebody can be looked at beside the table.
        let table = Action::Show(View::Relationships);
        let state = after([table, Action::Open(entity)]);
        assert_eq!(state.view, View::Relationships);
    }

    #[test]
    fn a_range_the_wrong_way_round_is_turned() {
        let range = DateRange {
            from: Some(Day(10)),
            to: Some(Day(3)),
        };
        let state = after([Action::SetRange(range)]);
        assert_eq!(
            state.filter.range,
            DateRange {
                from: Some(Day(3)),
                to: Some(Day(10))
            }
        );
    }
}
