//! The range of a field's numbers or dates: a histogram with a brush, and a field to type
//! either end into.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::ui::brush::{BrushEnd, BrushedPicture};
use crate::ui::range_end::{RangeEnd, read_day};
use backstory_core::dataset::{CustomField, DateRange, FieldIx, FieldType, RecordType};
use backstory_core::locale::{amount, fill, labelled, read_number};
use backstory_core::query::{Facet, FieldRange, Filter, Finite, NumberScale, Removal, Selection};
use backstory_core::state::Action;
use backstory_core::timeline::{Brush, Grip, Window};
use backstory_core::util::format::{decimal, tenths, within};
use backstory_core::util::ptr_eq::PtrEq;

/// How high the picture is, in its own units; a bin is one wide.
const HEIGHT: f64 = 30.0;

/// A key moves an end by this share of a bin; a page key, which is ten, by a whole one.
const KEY_STEP: f64 = 0.1;

/// The most numbers below the picture.
const MAX_LABELS: usize = 5;

#[derive(PartialEq, Properties)]
pub(crate) struct FieldRangeProps {
    pub field: FieldIx,
    pub filter: Filter,
    pub selection: Rc<Selection>,
}

#[component]
pub(crate) fn FieldRangeMenu(props: &FieldRangeProps) -> Html {
    let FieldRangeProps {
        field: ix,
        filter,
        selection,
    } = props;
    let ix = *ix;
    let context = use_widget_context();
    // What there is to choose from, whatever is chosen here.
    let others = {
        let context = context.clone();
        let mut wider = filter.clone();
        wider.remove(Removal::Facet(Facet::Field(ix)));
        let wider = (wider != *filter).then_some(wider);
        use_memo(
            (wider, PtrEq(selection.clone())),
            move |(wider, selection)| match (wider, context) {
                (Some(filter), Some(context)) => {
                    let story = &context.story;
                    PtrEq(Rc::new(story.index.select(&story.dataset, filter)))
                }
                _ => selection.clone(),
            },
        )
    };
    let drawn = {
        let context = context.clone();
        use_memo((*others).clone(), move |others| {
            let index = &context.as_ref()?.story.index;
            let scale = index.number_scale(ix)?;
            let counts = others.number_counts(index, ix, &scale);
            Some((Rc::new(scale), counts))
        })
    };
    let Some(context) = context else {
        return Html::default();
    };
    let (words, index) = (context.words, &context.story.index);
    let Some(field) = context.dataset().field(ix) else {
        return Html::default();
    };
    let range = filter.ranges.of(ix).unwrap_or_default();
    let with = others.with_value(index, ix);
    let all = match field.of {
        RecordType::Event => others.found().events,
        RecordType::Relationship => others.found().relationships,
        RecordType::Entity => others.found().total(),
    };
    let without = all.saturating_sub(with);
    let bounds = index.number_bounds(ix);
    let number = |count: u32| words.language.number(count);
    let said = fill(
        words.in_rows,
        &[("n", &number(with)), ("all", &number(all))],
    );
    let said = match bounds {
        Some((least, most)) => {
            let end = |end| amount(end, &field.unit, false, words);
            let parts = [("from", &*end(least)), ("to", &*end(most))];
            labelled(&said, &fill(words.values_between, &parts), words)
        }
        None => said,
    };
    let set = |range: FieldRange| Action::SetFieldRange(ix, Some(range));
    let toggled = FieldRange {
        with_none: !range.with_none,
        ..range
    };
    html! {
        <fieldset class="choices choices--range">
            <legend class="visually-hidden">{ &*field.name }</legend>
            <p class="hint">{ said }</p>
            if let Some(drawn) = &*drawn {
                { histogram(&context, ix, field, range, drawn) }
            }
            <div class="range">
                { range_end(&context, ix, field, range, false) }
                { range_end(&context, ix, field, range, true) }
            </div>
            if field.value_type == FieldType::Date {
                <p class="hint" id={hint_id(field)}>{ words.date_hint }</p>
            }
            if without > 0 {
                <label class="choice">
                    <input
                        type="checkbox"
                        checked={range.with_none}
                        disabled={range.is_open()}
                        onchange={context.on(set(toggled))}
                    />
                    <span class="choice__name">{ words.also_without.of(without) }</span>
                </label>
            }
            if !range.is_open() {
                <button
                    type="button"
                    class="link choices__clear"
                    onclick={context.on(Action::SetFieldRange(ix, None))}
                >
                    { words.clear }
                </button>
            }
        </fieldset>
    }
}

/// The text of an end of a range, as it is typed.
fn end_text(field: &CustomField, range: FieldRange, is_to: bool) -> String {
    let end = if is_to { range.to } else { range.from };
    if field.value_type == FieldType::Date {
        let days = range.days();
        let day = if is_to { days.to } else { days.from };
        return day.map(|day| day.to_string()).unwrap_or_default();
    }
    end.map(|end| decimal(end.get())).unwrap_or_default()
}

/// The range with another end; `None` where the text is not one.
fn with_end(
    context: &WidgetContext,
    field: &CustomField,
    range: FieldRange,
    is_to: bool,
    text: &str,
) -> Option<FieldRange> {
    let text = text.trim();
    let end = if field.value_type == FieldType::Date {
        let from = read_day(text, is_to, context.words)?;
        FieldRange::of_days(DateRange { from, to: None }).from
    } else if text.is_empty() {
        None
    } else {
        Some(Finite::new(read_number(text)?)?)
    };
    Some(if is_to {
        FieldRange { to: end, ..range }
    } else {
        FieldRange { from: end, ..range }
    })
}

/// What says how a date of a field is typed.
fn hint_id(field: &CustomField) -> String {
    ["field-hint-", &field.id].concat()
}

/// A field to type an end of the range into.
fn range_end(
    context: &WidgetContext,
    ix: FieldIx,
    field: &CustomField,
    range: FieldRange,
    is_to: bool,
) -> Html {
    let words = context.words;
    let is_date = field.value_type == FieldType::Date;
    // On some phones the keypad for decimals has no minus.
    let least = context.story.index.number_bounds(ix).map(|bounds| bounds.0);
    let is_never_negative = !is_date && least.is_none_or(|least| least >= 0.0);
    let label = match (is_date, is_to) {
        (true, false) => words.from,
        (true, true) => words.to,
        (false, false) => words.at_least,
        (false, true) => words.at_most,
    };
    let id = [if is_to { "field-to-" } else { "field-from-" }, &field.id].concat();
    let set = {
        let context = context.clone();
        Callback::from(move |text: String| {
            let field = context.dataset().field(ix);
            let next = field.and_then(|field| with_end(&context, field, range, is_to, &text));
            if let Some(next) = next {
                context.act(Action::SetFieldRange(ix, Some(next)));
            }
            next.is_some()
        })
    };
    html! {
        <RangeEnd
            {id}
            {label}
            value={end_text(field, range, is_to)}
            inputmode={is_never_negative.then_some("decimal")}
            hint={is_date.then(|| AttrValue::from(hint_id(field)))}
            error={if is_date { words.bad_date } else { words.bad_number }}
            {set}
        />
    }
}

/// How many records have a number in each bin, and a brush over them.
fn histogram(
    context: &WidgetContext,
    ix: FieldIx,
    field: &CustomField,
    range: FieldRange,
    (scale, counts): &(Rc<NumberScale>, Vec<u32>),
) -> Html {
    let words = context.words;
    let bins = scale.bins() as f64;
    let all = Window::new(0.0, bins);
    let asked = Brush {
        from: range.from.map_or(0.0, |from| scale.position(from.get())),
        to: range.to.map_or(bins, |to| scale.position(to.get())),
    };
    let ask = {
        let (context, scale) = (context.clone(), scale.clone());
        Callback::from(move |brush: Brush| {
            let end = |at: f64| Finite::new(scale.number(at));
            let next = FieldRange {
                from: (brush.from > 0.0).then(|| end(brush.from)).flatten(),
                to: (brush.to < bins).then(|| end(brush.to)).flatten(),
                ..range
            };
            context.act(Action::SetFieldRange(ix, Some(next)));
        })
    };
    // A press that goes nowhere asks for the bin that it is on.
    let press = {
        let ask = ask.clone();
        Callback::from(move |(grip, at): (Grip, f64)| {
            if grip == Grip::New {
                let from = within(at.floor(), 0.0, bins - 1.0);
                let to = from + 1.0;
                ask.emit(Brush { from, to });
            }
        })
    };
    let step = Callback::from(move |(brush, grip, steps): (Brush, Grip, i32)| {
        brush.dragged(grip, 0.0, f64::from(steps) * KEY_STEP, &all)
    });
    let end = {
        let (unit, scale) = (field.unit.clone(), scale.clone());
        Callback::from(move |(grip, at): (Grip, f64)| {
            let (label, is_open) = match grip {
                Grip::To => (words.at_most, at >= bins),
                _ => (words.at_least, at <= 0.0),
            };
            let text = if is_open {
                words.no_limit.to_owned()
            } else {
                amount(scale.number(at), &unit, false, words)
            };
            BrushEnd {
                label: label.into(),
                numbers: [0.0, bins, at].map(tenths),
                text,
            }
        })
    };
    let picture = html! {
        <svg
            class="overview__bars"
            viewBox={["0 0 ", &tenths(bins), " ", &tenths(HEIGHT)].concat()}
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="overview__found" d={path(counts)} />
        </svg>
    };
    let edges: Html = (labels(scale).into_iter())
        .map(|edge| html! { <span>{ amount(edge, &field.unit, true, words) }</span> })
        .collect();
    html! {
        <BrushedPicture
            class="overview histogram"
            label={field.name.to_string()}
            {all}
            {asked}
            is_asked={!range.is_open()}
            {ask}
            {press}
            {step}
            {end}
            {picture}
            below={move |_| edges.clone()}
        />
    }
}

/// The bars as one outline. A lone record must still be seen.
fn path(counts: &[u32]) -> String {
    let highest = counts.iter().copied().max().unwrap_or(1).max(1);
    let mut path = String::new();
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let share = within(f64::from(*count) / f64::from(highest), 0.08, 1.0);
        let height = tenths((share * HEIGHT).round());
        for piece in ["M", &at.to_string(), " 30v-", &height, "h.9v", &height, "z"] {
            path.push_str(piece);
        }
    }
    path
}

/// The edges that have a number below them, as far from each other.
fn labels(scale: &NumberScale) -> Vec<f64> {
    let bins = scale.bins();
    let most = (2..=MAX_LABELS).rev();
    let gaps = most
        .map(|labels| labels - 1)
        .find(|gaps| bins.is_multiple_of(*gaps));
    let step = bins / gaps.unwrap_or(1).max(1);
    scale.edges().iter().copied().step_by(step.max(1)).collect()
}
