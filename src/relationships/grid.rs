//! The table itself: a grid that arrow keys move through, of which only
//! what is in sight is in the document where it is long.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::head::{Heads, is_number, share, sort_words};
use super::roving::{cell_around, tabindex, use_roving};
use super::row::TableRow;
use crate::context::{WidgetContext, use_widget_context};
use crate::record::record_named;
use crate::ui::icon::Icon;
use crate::ui::measure::{focus, has_selected_text, is_press, reads_to_the_left};
use crate::ui::text::bdi;
use crate::ui::window::{LineKind, LineSet, MAX_WHOLE_RECORDS, use_window};
use backstory_core::dataset::{FieldIx, FieldValue};
use backstory_core::export::row_text;
use backstory_core::locale::{amount, field_value, fill, labelled};
use backstory_core::query::{Column, Group};
use backstory_core::state::{Action, ColumnSet, Record, State};
use backstory_core::table::{
    Cell, GridSize, GroupHeader, Row, Section, TableRows, Total, Totals, step,
};
use backstory_core::util::narrow::narrow;
use backstory_core::util::ptr_eq::PtrEq;

static ROW: LineKind = LineKind {
    assumed_px: 42.0,
    overscan: 8,
    covered_px: 0.0,
    measure: heights,
};

/// How tall the rows in the document are.
fn heights(body: &Element) -> Vec<f64> {
    let mut heights = Vec::new();
    let mut row = body.first_element_child();
    while let Some(it) = row {
        heights.push(it.get_bounding_client_rect().height());
        row = it.next_element_sibling();
    }
    heights
}

#[derive(PartialEq, Properties)]
pub(super) struct GridProps {
    pub state: Rc<State>,
    pub lines: PtrEq<TableRows>,
    /// Whether every row is in the document, however many there are.
    pub is_whole: bool,
}

#[component]
pub(super) fn Grid(props: &GridProps) -> Html {
    let (scroller, table) = (use_node_ref(), use_node_ref());
    let body = use_node_ref();
    let folded = use_state(Vec::<GroupHeader>::new);
    let roving = use_roving(&table, Cell { line: 1, column: 0 });
    let GridProps {
        state,
        lines,
        is_whole,
    } = props;
    let lines = {
        let folded = folded.clone();
        use_memo((lines.clone(), folded), |(lines, folded)| {
            if folded.is_empty() {
                lines.clone()
            } else {
                PtrEq(Rc::new(lines.folded(folded)))
            }
        })
    };
    let is_long = !is_whole && lines.rows().len() > MAX_WHOLE_RECORDS;
    let at = roving.at();
    let set = LineSet {
        holder: lines.0.clone(),
        rows: lines.rows().as_ptr().cast(),
        count: lines.len(),
    };
    let focused = at.line.saturating_sub(1);
    let window = use_window(&scroller, &body, &ROW, &set, focused, is_long);
    {
        // What was opened from elsewhere is brought into sight.
        let (window, lines) = (window.clone(), lines.clone());
        use_effect_with((state.open, is_long), move |(open, is_long)| {
            if let (Some(Record::Relationship(ix)), true) = (open, is_long)
                && let Some(line) = lines.number_of(*ix)
            {
                window.reveal(line);
            }
        });
    }
    let widths = state.table_layout.widths.unwrap_or_default();
    let context = use_widget_context();
    // Once for the rows: the grid is drawn at each frame that scrolls it.
    let sums = {
        let story = context.as_ref().map(|context| PtrEq(context.story.clone()));
        use_memo((props.lines.clone(), story), |(lines, story)| {
            let sums = story.as_ref().map(|it| Totals::new(lines, &it.dataset));
            sums.unwrap_or_default()
        })
    };
    let Some(context) = context else {
        return Html::default();
    };
    let hidden = state.table_layout.all_hidden(context.story.presence.plain);
    let words = context.words;

    let toggle_section = {
        let folded = folded.clone();
        Callback::from(move |heading: GroupHeader| {
            let mut next = (*folded).clone();
            match next.iter().position(|it| *it == heading) {
                Some(place) => drop(next.swap_remove(place)),
                None => next.push(heading),
            }
            folded.set(next);
        })
    };
    let press = {
        let (context, lines) = (context.clone(), lines.clone());
        let open = state.open;
        move |target: &Element| -> Option<()> {
            let found = target
                .closest("a, [data-record], [data-section], .row")
                .ok()??;
            // A link leads where it leads.
            if found.has_attribute("href") {
                return None;
            }
            if let Some(section) = found.get_attribute("data-section") {
                let section = lines.sections().get(section.parse::<usize>().ok()?)?;
                toggle_section.emit(section.heading);
                return Some(());
            }
            // A press next to everything in a row is one on the row.
            let named = found.get_attribute("data-record").or_else(|| {
                let opener = found.query_selector(".row__open").ok()??;
                opener.get_attribute("data-record")
            });
            let record = record_named(&named?)?;
            context.act(match record {
                Record::Entity(ix) => Action::ChooseActor(ix),
                _ if open == Some(record) => Action::Close,
                _ => Action::Open(record),
            });
            Some(())
        }
    };
    let on_click = {
        let press = press.clone();
        Callback::from(move |event: MouseEvent| {
            let Some(target) = event.target_dyn_into::<Element>() else {
                return;
            };
            if is_press(&target) {
                press(&target);
            }
        })
    };
    let on_focus = {
        let roving = roving.clone();
        Callback::from(move |event: FocusEvent| roving.heard(&event))
    };
    let grid = GridSize {
        lines: lines.len() + 1,
        columns: hidden.others().count(),
        page: if is_long { window.page() } else { 10 },
    };
    let on_key = {
        let (context, lines) = (context.clone(), lines.clone());
        let (roving, window) = (roving.clone(), window.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(target) = event.target_dyn_into::<Element>() else {
                return;
            };
            let here = cell_around(target.clone());
            let is_cell = here.as_ref().is_none_or(|(cell, _)| *cell == target);
            let at = here.as_ref().map_or(roving.at(), |(_, at)| *at);
            let key = event.key();
            let whole = event.ctrl_key() || event.meta_key();
            match (&*key, &here) {
                ("Enter", Some((cell, _))) if is_cell => {
                    let button = cell.query_selector("[data-section]").ok().flatten();
                    press(button.as_ref().unwrap_or(cell));
                }
                // Not every browser tells a click by the keyboard of its Shift.
                ("Enter", Some(_)) if event.shift_key() && at.line == 0 => {
                    if let Some(column) = hidden.others().nth(at.column) {
                        context.act(Action::SortAlso(column));
                    }
                }
                ("F2", Some((cell, _))) if is_cell => focus(cell, "button, a"),
                ("Escape", Some((cell, _))) if !is_cell => {
                    if let Some(cell) = cell.dyn_ref::<HtmlElement>() {
                        let _ = cell.focus();
                    }
                }
                ("c", Some(_)) if whole && is_cell && !has_selected_text() => {
                    if let Some(text) = copied(&lines, at, &context) {
                        context.copy.emit((text, Callback::noop()));
                    }
                }
                // The browser's own search would find next to nothing. From the
                // field that this leads to, the same keys open it after all.
                ("f", _) if whole && is_long => {
                    let root = target.closest(".backstory").ok().flatten();
                    if let Some(root) = root {
                        focus(&root, ".search__field");
                    }
                }
                _ => {
                    if event.alt_key() || event.shift_key() {
                        return;
                    }
                    let Some(cell) = step(&key, whole, reads_to_the_left(&target), at, grid) else {
                        return;
                    };
                    if let Some(line) = cell.line.checked_sub(1).filter(|_| is_long) {
                        window.reveal(line);
                    }
                    roving.go(cell);
                }
            }
            event.prevent_default();
        })
    };

    let slice = window.slice();
    // The tab stop is in the document, wherever the reader has scrolled to.
    let stop = if at.line == 0 || slice.lines.contains(&(at.line - 1)) {
        at
    } else {
        Cell {
            line: slice.lines.start + 1,
            ..at
        }
    };
    let stop_of = |line: usize| (line == stop.line).then_some(stop.column.min(grid.columns - 1));
    let sorted = sort_words(&context, &state.sort);
    let foot = foot(&context, &lines, &sums, hidden);
    let row_count = grid.lines + usize::from(foot.is_some());
    let count = narrow(lines.rows().len());
    // `display: block` on a phone strips a table of its roles; they are given
    // again by name.
    html! {
        <>
            <div
                ref={scroller}
                class={classes!("scroller", is_long.then_some("scroller--long"))}
                tabindex={is_long.then_some("-1")}
                onkeydown={on_key}
                onfocusin={on_focus}
            >
                <table
                    ref={table}
                    class="table"
                    role="grid"
                    data-group={state.table_layout.group.map(Group::as_str)}
                    aria-rowcount={row_count.to_string()}
                >
                    <caption class="visually-hidden">
                        { [
                            &*labelled(words.table, &words.relationships.of(count), words),
                            words.sentence_separator,
                            &sorted,
                        ].concat() }
                    </caption>
                    <colgroup>
                        { for hidden.others().map(|column| html! {
                            <col key={column.position()} width={share(column, hidden, widths)} />
                        }) }
                    </colgroup>
                    <Heads state={state.clone()} stop={stop_of(0)} />
                    { spacer(slice.before > 0.0 || is_long, "before", grid.columns) }
                    <tbody ref={body} role="rowgroup" class="rows" onclick={on_click}>
                        { for slice.lines.clone().filter_map(|number| {
                            line(&context, state, &lines, &sums, number, stop_of(number + 1))
                        }) }
                    </tbody>
                    { spacer(is_long, "after", grid.columns) }
                    { foot.unwrap_or_default() }
                </table>
            </div>
            if is_long {
                <p class="hint scroller__hint">{ words.find_hint }</p>
            }
            <p class="visually-hidden" role="status">{ sorted }</p>
        </>
    }
}

/// Empty room in place of the lines that are not in the document.
fn spacer(is_there: bool, key: &'static str, columns: usize) -> Html {
    if !is_there {
        return Html::default();
    }
    html! {
        <tbody {key} role="presentation" aria-hidden="true" class="spacer">
            <tr><td colspan={columns.to_string()}></td></tr>
        </tbody>
    }
}

fn line(
    context: &WidgetContext,
    state: &State,
    lines: &TableRows,
    sums: &Totals,
    number: usize,
    stop: Option<usize>,
) -> Option<Html> {
    let hidden = state.table_layout.all_hidden(context.story.presence.plain);
    Some(match lines.line(number)? {
        Row::Section(section) => {
            let place = lines
                .sections()
                .partition_point(|it| it.rows.start < section.rows.start);
            let totals = totals(context, sums, Some(place), hidden);
            heading(context, &section, place, number, totals, stop)
        }
        Row::Relationship(place) => {
            let (ix, answer) = lines.row(place)?;
            html! {
                <TableRow
                    key={ix.0}
                    context={context.clone()}
                    {ix}
                    {answer}
                    number={number + 2}
                    open={state.open == Some(Record::Relationship(ix))}
                    {hidden}
                    {stop}
                />
            }
        }
    })
}

/// What a group's rows have in common, how many they are, and a way to close
/// it.
fn heading(
    context: &WidgetContext,
    section: &Section,
    place: usize,
    number: usize,
    (columns, totals): (usize, Html),
    stop: Option<usize>,
) -> Html {
    let words = context.words;
    let name = match section.heading {
        GroupHeader::Entity(ix) => context.entity(ix).map(|entity| bdi(&entity.name)),
        GroupHeader::Kind(kind) => Some(
            words
                .relationship_kind(kind, &context.dataset().kinds)
                .into(),
        ),
        GroupHeader::Choice(ix, code) => {
            let field = context.dataset().field(ix);
            let value = field.and_then(|field| field.values.distinct().get(code as usize));
            field.zip(value).map(|(field, value)| {
                let name = field_value(field, FieldValue::Text(value), words);
                html! { <bdi>{ name }</bdi> }
            })
        }
        GroupHeader::NoChoice(_) => Some(words.not_given.into()),
    };
    let count = narrow(section.rows.len());
    html! {
        <tr
            key={["section-", &place.to_string()].concat()}
            role="row"
            class="section"
            aria-rowindex={(number + 2).to_string()}
        >
            <td
                role="gridcell"
                colspan={columns.to_string()}
                aria-colindex="1"
                tabindex={tabindex(stop.is_some())}
            >
                <button
                    type="button"
                    class="section__fold"
                    tabindex="-1"
                    aria-expanded={section.is_open.to_string()}
                    data-section={place.to_string()}
                >
                    { if section.is_open { Icon::Down } else { Icon::On }.draw() }
                    { name }
                    <span class="section__count" aria-hidden="true">
                        { words.language.number(count) }
                    </span>
                    <span class="visually-hidden">{ words.list_separator }{ words.relationships.of(count) }</span>
                </button>
            </td>
            { totals }
        </tr>
    }
}

/// The sums of a section or of all rows, each below its column, and how many columns come
/// before the first of them: all where there are none.
fn totals(
    context: &WidgetContext,
    sums: &Totals,
    section: Option<usize>,
    hidden: ColumnSet,
) -> (usize, Html) {
    let dataset = context.dataset();
    let columns: Vec<Column> = hidden.others().collect();
    let first = columns
        .iter()
        .position(|column| is_number(*column, dataset));
    let Some(first) = first else {
        return (columns.len(), Html::default());
    };
    let cells = columns
        .iter()
        .enumerate()
        .skip(first)
        .map(|(place, column)| {
            let sum = match column {
                Column::Field(ix) => sums.of(*ix, section).map(|sum| (*ix, sum)),
                _ => None,
            };
            html! {
                <td role="gridcell" class="total" aria-colindex={(place + 1).to_string()}>
                    { sum.map(|(ix, sum)| total_words(context, ix, sum)) }
                </td>
            }
        });
    (first, cells.collect())
}

/// A sum, with how many rows it is of where that is not all of them.
fn total_words(context: &WidgetContext, ix: FieldIx, sum: Total) -> Html {
    let words = context.words;
    let Some(field) = context.dataset().field(ix) else {
        return Html::default();
    };
    // One number is a row's own.
    let all = sum.rows + sum.without + sum.not_counted;
    if sum.rows == 0 || all < 2 {
        return Html::default();
    }
    let number = |count| words.language.number(count);
    let parts = [("n", &*number(sum.rows)), ("all", &*number(all))];
    let some = (sum.rows < all).then(|| fill(words.in_rows, &parts));
    html! {
        <>
            <span class="row__name">{ labelled(&field.name, "", words) }</span>
            <strong class="total__sum">{ amount(sum.sum, &field.unit, false, words) }</strong>
            if let Some(some) = some {
                <span class="total__rows">{ some }</span>
            }
            if sum.not_counted > 0 {
                <span class="total__rows" title={words.not_counted_why}>
                    { words.not_counted.of(sum.not_counted) }
                </span>
            }
        </>
    }
}

/// The sums of all rows, below them, where there are any.
fn foot(
    context: &WidgetContext,
    lines: &TableRows,
    sums: &Totals,
    hidden: ColumnSet,
) -> Option<Html> {
    let (columns, totals) = totals(context, sums, None, hidden);
    if columns == hidden.others().count() || lines.rows().len() < 2 {
        return None;
    }
    Some(html! {
        <tfoot role="rowgroup">
            <tr role="row" class="totals" aria-rowindex={(lines.len() + 2).to_string()}>
                <td role="gridcell" class="totals__name" colspan={columns.to_string()} aria-colindex="1">
                    { context.words.total }
                </td>
                { totals }
            </tr>
        </tfoot>
    })
}

/// The row of a cell, as text for a spreadsheet.
fn copied(lines: &TableRows, at: Cell, context: &WidgetContext) -> Option<String> {
    match lines.line(at.line.checked_sub(1)?)? {
        Row::Relationship(place) => row_text(lines.row(place)?.0, context.dataset(), context.words),
        Row::Section(_) => None,
    }
}
