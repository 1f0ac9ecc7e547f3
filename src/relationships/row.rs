//! One relationship as a row; on a narrow page, as a card.

use yew::prelude::*;

use super::head::is_number;
use super::roving::tabindex;
use crate::context::WidgetContext;
use crate::record::record_name;
use crate::ui::text::{bdi, label, put};
use crate::ui::value::value;
use backstory_core::dataset::{
    EntityIx, FieldIx, FieldType, Match, Relationship, RelationshipIx, Revision, Stance,
};
use backstory_core::locale::{claimant_name, describe, labelled, relationship_label};
use backstory_core::query::Column;
use backstory_core::state::{ColumnSet, Record};
use backstory_core::table::counts;
use backstory_core::util::format::tenths;

/// Everything that a row is made of. It holds no callback: what is pressed in
/// it is heard by the table, so that a row costs no more than its elements.
#[derive(PartialEq, Properties)]
pub(super) struct RowProps {
    pub context: WidgetContext,
    pub ix: RelationshipIx,
    pub answer: Match,
    /// The number of its line, from 1 for the column heads.
    pub number: usize,
    pub open: bool,
    pub hidden: ColumnSet,
    /// The column, of those in sight, that is the table's tab stop.
    pub stop: Option<usize>,
}

#[component]
pub(super) fn TableRow(props: &RowProps) -> Html {
    let context = &props.context;
    let Some(it) = context.dataset().relationship(props.ix) else {
        return Html::default();
    };
    let retracted = it.revision.as_ref().is_some_and(Revision::is_retraction);
    let columns = props.hidden.others().enumerate();
    html! {
        <tr
            role="row"
            class={classes!(
                "row",
                props.open.then_some("row--open"),
                retracted.then_some("row--retracted"),
                put(it.factuality()),
            )}
            data-stance={it.stance.map(Stance::as_str)}
            aria-rowindex={props.number.to_string()}
        >
            { for columns.map(|(position, column)| {
                let class = match column {
                    Column::Subject => "row__subject",
                    Column::Predicate => "row__predicate",
                    Column::What => "row__what",
                    Column::Object => "row__object",
                    Column::Period => "row__period",
                    Column::Status => "row__status",
                    Column::Claimant => "row__claimant",
                    _ if is_number(column, context.dataset()) => "row__field row__field--number",
                    Column::Field(_) => "row__field",
                };
                html! {
                    <td
                        role="gridcell"
                        {class}
                        aria-colindex={(position + 1).to_string()}
                        tabindex={tabindex(props.stop == Some(position))}
                    >
                        // In front of the row, whichever column leads it.
                        if position == 0 {
                            { label(relationship_label(it, context.words)) }
                        }
                        { cell(props, it, column) }
                    </td>
                }
            }) }
        </tr>
    }
}

fn cell(props: &RowProps, it: &Relationship, column: Column) -> Html {
    let context = &props.context;
    let words = context.words;
    match column {
        Column::Subject => actor(context, it.subject),
        Column::Object => actor(context, it.object),
        Column::Predicate => {
            let stance = it
                .stance
                .map(|stance| (stance.as_str(), words.stance(stance)));
            // A reader who goes cell by cell reaches the verb without the row's label.
            let said = relationship_label(it, words);
            let name = (!said.is_empty()).then(|| [&*said, &it.predicate].concat());
            html! {
                <>
                    <button
                        type="button"
                        class="row__open"
                        tabindex="-1"
                        aria-expanded={props.open.to_string()}
                        aria-controls="detail"
                        data-record={record_name(Record::Relationship(props.ix))}
                        aria-label={name}
                    >
                        { bdi(&it.predicate) }
                    </button>
                    if let Some((stance, name)) = stance {
                        <span class="stance" data-stance={stance} title={name}>
                            <span class="visually-hidden">{ name }</span>
                        </span>
                    }
                </>
            }
        }
        Column::Field(ix) => field_cell(props, it, ix),
        Column::What => bdi(&it.what),
        Column::Period => html! {
            <>
                { describe(it.period.as_ref(), words) }
                if props.answer == Match::Possible {
                    <span class="possibly">{ words.possibly }</span>
                }
            </>
        },
        Column::Status => html! {
            <>
                if let Some(status) = it.status {
                    <span class="status" data-status={status.as_str()}>
                        { words.relationship_status(status) }
                    </span>
                }
                if let Some(revision) = &it.revision {
                    <span class="revision" title={revision.note.to_string()}>
                        { words.revision(revision.status) }
                    </span>
                }
            </>
        },
        Column::Claimant => {
            let claimant = match (it.attribution, claimant_name(it, context.dataset(), words)) {
                (Some(entity), _) => actor(context, entity),
                (None, Some(article)) => html! { <span class="quiet">{ article }</span> },
                (None, None) => Html::default(),
            };
            if it.denied_by.is_empty() {
                return claimant;
            }
            html! {
                <>
                    { claimant }
                    if claimant_name(it, context.dataset(), words).is_some() {
                        { words.clause_separator }
                    }
                    <span class="row__deniers">
                        { words.denied_by }{ words.label_separator }
                        { for it.denied_by.iter().enumerate().map(|(place, entity)| html! {
                            <>
                                if place > 0 {
                                    { words.list_separator }
                                }
                                { actor(context, *entity) }
                            </>
                        }) }
                    </span>
                </>
            }
        }
    }
}

/// The values of a field. A number that does not count, as it is denied or withdrawn,
/// is not put as the others are.
fn field_cell(props: &RowProps, it: &Relationship, ix: FieldIx) -> Html {
    let (context, words) = (&props.context, props.context.words);
    let Some(field) = context.dataset().field(ix) else {
        return Html::default();
    };
    // What a card has in front of it, which has no head of a column.
    let name = html! { <span class="row__name">{ labelled(&field.name, "", words) }</span> };
    let mut values = field.values.of(props.ix.0).peekable();
    if values.peek().is_none() {
        // Of a kind that never has one, nothing is missing.
        let is_wanted = field.value_type == FieldType::Number
            && context.story.presence.given.contains(&(ix, it.kind));
        if !is_wanted {
            return Html::default();
        }
        return html! { <>{ name }<span class="row__none">{ words.not_given }</span></> };
    }
    html! {
        <>
            { name }
            { for values.enumerate().map(|(place, it)| html! {
                <>
                    if place > 0 {
                        { words.list_separator }
                    }
                    { value(context, field, it, true) }
                </>
            }) }
            if field.value_type == FieldType::Number {
                if counts(it) {
                    { bar(context, ix, field.values.number(props.ix.0)) }
                } else {
                    <span class="row__none row__uncounted">{ words.not_in_total }</span>
                }
            }
        </>
    }
}

/// How large a number is beside the largest of its field, from zero.
fn bar(context: &WidgetContext, ix: FieldIx, number: Option<f64>) -> Option<Html> {
    let (_, most) = *(context.story.presence.weights.iter()).find(|(field, _)| *field == ix)?;
    let share = number?.abs() / most;
    // Of a column of zeros there is nothing to draw.
    (share > 0.0).then(|| {
        html! {
            <svg class="row__bar" width={[&*tenths(share * 100.0), "%"].concat()} aria-hidden="true">
                <rect width="100%" height="4" />
            </svg>
        }
    })
}

/// An actor's name; the table around hears of its presses.
fn actor(context: &WidgetContext, ix: EntityIx) -> Html {
    let Some(entity) = context.entity(ix) else {
        return Html::default();
    };
    html! {
        <button
            type="button"
            class="actor"
            tabindex="-1"
            data-record={record_name(Record::Entity(ix))}
        >
            { bdi(&entity.name) }
        </button>
    }
}
