//! What the rows are put together by.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::popover::Popover;
use backstory_core::locale::labelled;
use backstory_core::query::{Column, Facet, Group};
use backstory_core::state::Action;

pub(super) fn group_menu(context: &WidgetContext, chosen: Option<Group>) -> Html {
    let words = context.words;
    let dataset = context.dataset();
    let groups = &context.story.presence.groups;
    if groups.is_empty() {
        return Html::default();
    }
    let name = |group: Group| match group {
        Group::Subject => words.column(Column::Subject, dataset),
        Group::Object => words.column(Column::Object, dataset),
        Group::Kind => words.facet(Facet::Kind, dataset),
        Group::Field(ix) => words.facet(Facet::Field(ix), dataset),
    };
    let label = match chosen {
        Some(group) => labelled(words.group_by, name(group), words),
        None => words.group_by.to_owned(),
    };
    let choices = [None].into_iter().chain(groups.iter().copied().map(Some));
    html! {
        <Popover id="group-menu" {label} active={0}>
            <fieldset class="choices">
                <legend class="visually-hidden">{ words.group_by }</legend>
                { for choices.map(|choice| html! {
                    <label class="choice">
                        <input
                            type="radio"
                            name="group"
                            value={choice.map_or_else(String::new, |choice| match choice {
                                Group::Field(ix) => ix.0.to_string(),
                                _ => choice.as_str().to_owned(),
                            })}
                            checked={choice == chosen}
                            onchange={context.on(Action::GroupBy(choice))}
                        />
                        <span class="choice__name">{ choice.map_or(words.no_groups, name) }</span>
                    </label>
                }) }
            </fieldset>
        </Popover>
    }
}
