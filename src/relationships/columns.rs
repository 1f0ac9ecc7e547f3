//! Which columns are in sight, and how wide each is: by the keyboard and on a
//! touch screen, where the borders between the heads cannot be dragged.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::popover::Popover;
use backstory_core::locale::fill;
use backstory_core::query::Column;
use backstory_core::state::{Action, ColumnSet, Widths};

pub(super) fn column_menu(
    context: &WidgetContext,
    hidden: ColumnSet,
    widths: Option<Widths>,
) -> Html {
    let words = context.words;
    let columns = &context.story.presence.columns;
    let changed = columns.iter().filter(|column| {
        hidden.contains(**column) != context.story.presence.plain.contains(**column)
    });
    html! {
        <Popover id="column-menu" label={words.columns_shown} active={changed.count()}>
            <fieldset class="choices">
                <legend class="visually-hidden">{ words.columns_shown }</legend>
                { for columns.iter().map(|column| {
                    entry(context, *column, hidden, widths.unwrap_or_default())
                }) }
                if widths.is_some() {
                    <button
                        type="button"
                        class="link choices__clear"
                        onclick={context.on(Action::SetWidths(None))}
                    >
                        { words.reset_widths }
                    </button>
                }
            </fieldset>
        </Popover>
    }
}

fn entry(context: &WidgetContext, column: Column, hidden: ColumnSet, widths: Widths) -> Html {
    let name = context.words.column(column, context.dataset());
    let plain = context.story.presence.plain;
    let is_hidden = hidden.contains(column);
    let has_border = !is_hidden && hidden.others().last() != Some(column);
    let on_width = context.dispatch.reform(move |event: InputEvent| {
        let wanted = event
            .target_dyn_into::<HtmlInputElement>()
            .and_then(|input| input.value().parse::<i32>().ok());
        let width = i32::from(widths.of(column));
        let by = wanted.map_or(0, |wanted| wanted - width);
        Action::SetWidths(Some(widths.moved(column, hidden, by)))
    });
    html! {
        <div class="column-choice">
            <label class="choice">
                <input
                    type="checkbox"
                    value={match column {
                        Column::Field(ix) => ix.0.to_string(),
                        _ => column.as_str().to_owned(),
                    }}
                    checked={!is_hidden}
                    disabled={column == Column::Predicate}
                    onchange={context.on(Action::SetColumn(column, is_hidden, plain))}
                />
                <span class="choice__name">{ name }</span>
            </label>
            <input
                class="column-choice__width"
                type="range"
                min={Widths::LEAST.to_string()}
                max="500"
                step="10"
                value={widths.of(column).to_string()}
                disabled={!has_border}
                aria-label={fill(context.words.column_width, &[("column", name)])}
                oninput={on_width}
            />
        </div>
    }
}
