//! What the rows are put together by.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::popover::Popover;
use backstory_core::locale::labelled;
use backstory_core::query::{Column, Facet, Group};
use backstory_core::state::Action;

pub(super) fn group_menu(context: &WidgetContext, chosen: Option<Group>) -> Html {
    let words = context.words;
    let name = |group: Group| match group {
        Group::Subject => words.column(Column::Subject),
        Group::Object => words.column(Column::Object),
        Group::Kind => words.facet(Facet::Kind),
    };
    let label = match chosen {
        Some(group) => labelled(words.group_by, name(group), words),
        None => words.group_by.to_owned(),
    };
    let choices = [None].into_iter().chain(Group::ALL.map(Some));
    html! {
        <Popover id="group-menu" {label} active={0}>
            <fieldset class="choices">
                <legend class="visually-hidden">{ words.group_by }</legend>
                { for choices.map(|choice| html! {
                    <label class="choice">
                        <input
                            type="radio"
                            name="group"
                            value={choice.map_or("", Group::as_str)}
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
