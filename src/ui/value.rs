//! The values of the fields that a story declares itself.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::localized;
use backstory_core::dataset::{CustomField, FieldType, FieldValue, Record, SafeUrl};
use backstory_core::locale::field_value;
use backstory_core::util::find::cut;

/// A value as it stands in a list of facts, or in a cell of a grid, whose tab stops are its
/// own: what is in a cell is gone to from the cell.
pub(crate) fn value(
    context: &WidgetContext,
    field: &CustomField,
    value: FieldValue,
    is_in_grid: bool,
) -> Html {
    match (field.value_type, value) {
        (FieldType::Link, FieldValue::Text(link)) => match SafeUrl::parse(&link.key) {
            Some(url) => html! {
                <a
                    class="link"
                    href={url.as_str().to_owned()}
                    rel="noopener"
                    title={url.as_str().to_owned()}
                    tabindex={is_in_grid.then_some("-1")}
                >
                    <bdi dir="ltr">{ shortened(url.as_str()) }</bdi>
                </a>
            },
            None => Html::default(),
        },
        (FieldType::Text | FieldType::Choice, FieldValue::Text(text)) => {
            localized(context, &text.name)
        }
        _ => field_value(field, value, context.words).into(),
    }
}

/// A link without what every link begins with.
fn shortened(url: &str) -> String {
    let rest = cut(url, "://").map_or(url, |(_, rest)| rest);
    let rest = rest
        .strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/');
    rest.to_owned()
}

/// The values of a record's fields, as members of a list of facts.
pub(crate) fn values(context: &WidgetContext, record: Record) -> Html {
    let values = context.dataset().values_of(record).into_iter();
    let facts = values.map(|(field, values)| {
        html! {
            <>
                <dt>{ localized(context, &field.name) }</dt>
                { for values.into_iter().map(|it| html! { <dd>{ value(context, field, it, false) }</dd> }) }
            </>
        }
    });
    facts.collect()
}
