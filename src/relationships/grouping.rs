//! What the rows are put together by, and what the matrix and the network are weighed by.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::popover::Popover;
use backstory_core::dataset::FieldIx;
use backstory_core::locale::labelled;
use backstory_core::query::{Column, Facet, Group};
use backstory_core::state::Action;

pub(super) fn group_menu(context: &WidgetContext, chosen: Option<Group>) -> Html {
    let words = context.words;
    let dataset = context.dataset();
    let groups = &context.story.presence.groups;
    let name = |group: Group| match group {
        Group::Subject => words.column(Column::Subject, dataset),
        Group::Object => words.column(Column::Object, dataset),
        Group::Kind => words.facet(Facet::Kind, dataset),
        Group::Field(ix) => words.facet(Facet::Field(ix), dataset),
    };
    let choices = groups.iter().map(|choice| {
        let value = match choice {
            Group::Field(ix) => ix.0.to_string(),
            _ => choice.as_str().to_owned(),
        };
        let action = Action::GroupBy(Some(*choice));
        (value, name(*choice), Some(*choice) == chosen, action)
    });
    let none = (words.no_groups, Action::GroupBy(None));
    menu(context, "group", words.group_by, none, choices.collect())
}

pub(super) fn weight_menu(context: &WidgetContext, chosen: Option<FieldIx>) -> Html {
    let words = context.words;
    let fields = &context.story.presence.weights;
    let choices = fields.iter().map(|(ix, _)| {
        let name = words.facet(Facet::Field(*ix), context.dataset());
        let action = Action::WeighBy(Some(*ix));
        (ix.0.to_string(), name, Some(*ix) == chosen, action)
    });
    let none = (words.table, Action::WeighBy(None));
    menu(context, "weight", words.weigh_by, none, choices.collect())
}

/// A menu of which one is on: the first, unless it is another; none where there is nothing
/// to choose.
fn menu(
    context: &WidgetContext,
    id: &str,
    legend: &str,
    (none, to_none): (&str, Action),
    choices: Vec<(String, &str, bool, Action)>,
) -> Html {
    if choices.is_empty() {
        return Html::default();
    }
    let chosen = choices.iter().find(|(_, _, is_on, _)| *is_on);
    let label = match chosen {
        Some((_, name, ..)) => labelled(legend, name, context.words),
        None => legend.to_owned(),
    };
    let first = (String::new(), none, chosen.is_none(), to_none);
    html! {
        <Popover id={[id, "-menu"].concat()} {label} active={0}>
            <fieldset class="choices">
                <legend class="visually-hidden">{ legend }</legend>
                { for [first].into_iter().chain(choices).map(|(value, name, is_on, action)| html! {
                    <label class="choice">
                        <input
                            type="radio"
                            name={id.to_owned()}
                            {value}
                            checked={is_on}
                            onchange={context.on(action)}
                        />
                        <span class="choice__name">{ name }</span>
                    </label>
                }) }
            </fieldset>
        </Popover>
    }
}
