//! What is on, each to be taken away with one press.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::icon::Icon;
use backstory_core::dataset::{DateRange, Day, FieldIx, FieldType};
use backstory_core::locale::{amount, facet_value, fill, labelled};
use backstory_core::query::{Facet, FieldRange, Filter, Finite, Removal};
use backstory_core::state::Action;

pub(crate) fn chips(context: &WidgetContext, filter: &Filter) -> Html {
    if !filter.is_active() {
        return Html::default();
    }
    let words = context.words;
    html! {
        <ul class="chips" aria-label={words.active_filters}>
            if filter.has_text() {
                { chip(context, words.search, filter.text.trim(), Action::Search("".into())) }
            }
            { for filter.chosen.all().iter().map(|(facet, key)| {
                let name = facet_value(*facet, key, context.dataset(), words);
                chip(context, words.facet(*facet, context.dataset()), &name, Action::Toggle(*facet, key.clone()))
            }) }
            { for filter.ranges.all().iter().map(|(ix, range)| {
                let facet = Facet::Field(*ix);
                let name = words.facet(facet, context.dataset());
                let said = field_range_words(context, *ix, *range);
                chip(context, name, &said, Action::Remove(Removal::Facet(facet)))
            }) }
            if filter.has_range() {
                { chip(context, words.when, &range_words(context, filter.range), Action::Remove(Removal::Range)) }
            }
            <li>
                <button
                    type="button"
                    class="link chips__clear"
                    onclick={context.on(Action::ClearAll)}
                >
                    { words.clear_all }
                </button>
            </li>
        </ul>
    }
}

/// What is on, in words.
pub(crate) fn active(context: &WidgetContext, filter: &Filter) -> Vec<String> {
    let words = context.words;
    let mut active = Vec::new();
    if filter.has_text() {
        active.push(labelled(words.search, filter.text.trim(), words));
    }
    for (facet, key) in filter.chosen.all() {
        let name = facet_value(*facet, key, context.dataset(), words);
        active.push(labelled(
            words.facet(*facet, context.dataset()),
            &name,
            words,
        ));
    }
    for (ix, range) in filter.ranges.all() {
        let name = words.facet(Facet::Field(*ix), context.dataset());
        active.push(labelled(
            name,
            &field_range_words(context, *ix, *range),
            words,
        ));
    }
    if filter.has_range() {
        let range = range_words(context, filter.range);
        active.push(labelled(words.when, &range, words));
    }
    active
}

fn chip(context: &WidgetContext, facet: &str, name: &str, remove: Action) -> Html {
    let filter = labelled(facet, name, context.words);
    let label = fill(context.words.remove, &[("filter", &filter)]);
    // The visible words are those of the name, so that they can be spoken.
    let facet = labelled(facet, "", context.words);
    html! {
        <li key={filter}>
            <button type="button" class="chip" aria-label={label} onclick={context.on(remove)}>
                <span class="chip__facet">{ facet }</span>
                <bdi class="chip__name">{ name }</bdi>
                { Icon::Close.draw() }
            </button>
        </li>
    }
}

/// The range of a field in words: `from £10, or none`.
fn field_range_words(context: &WidgetContext, ix: FieldIx, range: FieldRange) -> String {
    let words = context.words;
    let Some(field) = context.dataset().field(ix) else {
        return String::new();
    };
    let mut said = if field.value_type == FieldType::Date {
        range_words(context, range.days())
    } else {
        let end = |message: &str, end: Finite| {
            let number = amount(end.get(), &field.unit, false, words);
            fill(message, &[("date", &number)])
        };
        let from = range.from.map(|it| end(words.from_date, it));
        let to = range.to.map(|it| end(words.to_date, it));
        from.into_iter().chain(to).collect::<Vec<_>>().join(" ")
    };
    if range.with_none {
        said.push_str(words.list_separator);
        said.push_str(words.or_none);
    }
    said
}

fn range_words(context: &WidgetContext, range: DateRange) -> String {
    let words = context.words;
    let end = |message: &str, day: Day| fill(message, &[("date", &day.to_string())]);
    let from = range.from.map(|day| end(words.from_date, day));
    let to = range.to.map(|day| end(words.to_date, day));
    from.into_iter().chain(to).collect::<Vec<_>>().join(" ")
}
