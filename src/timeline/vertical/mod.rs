//! The timeline that runs down: one event after the other, each whole, under headings
//! that stick, with the gaps between them in words and what lasts as a bar beside them.
//!
//! Which row follows which is [`VerticalLayout`]'s; how tall a row is, its text tells.
//! Where there are many, only those in sight are in the document.

mod entry;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::legend::legend;
use super::props::{TimelineProps, open_event};
use super::toolbar::Toolbar;
use crate::context::WidgetContext;
use crate::ui::measure::{find_and_focus, is_press};
use crate::ui::text::elsewhere;
use crate::ui::window::{LineKind, LineSet, MAX_WHOLE_RECORDS, use_window};
use backstory_core::locale::{day_label, fill, month_label, year_label};
use backstory_core::state::{Action, Record, View};
use backstory_core::timeline::{PeriodHeading, VerticalLayout};
use backstory_core::util::ptr_eq::PtrEq;
use entry::{Entry, entry};

static ROW: LineKind = LineKind {
    assumed_px: 110.0,
    overscan: 4,
    covered_px: 44.0,
    measure: heights,
};

/// How tall the entries in the document are, each with what stands between it and the
/// next one.
fn heights(body: &Element) -> Vec<f64> {
    let body_box = body.get_bounding_client_rect();
    let mut heights = Vec::new();
    let mut top = body_box.top();
    if let Ok(entries) = body.query_selector_all(".entry") {
        // The first one's begins where the list does, with its heading.
        for index in 1..entries.length() {
            let next = entries.get(index).map(wasm_bindgen::JsCast::unchecked_into);
            let next = next.map_or(top, |it: Element| it.get_bounding_client_rect().top());
            heights.push(next - top);
            top = next;
        }
        if entries.length() > 0 {
            heights.push(body_box.bottom() - top);
        }
    }
    heights
}

#[derive(PartialEq, Properties)]
pub(super) struct VerticalProps {
    pub timeline: TimelineProps,
    /// Whether every event is in the document, however many there are.
    #[prop_or_default]
    pub is_whole: bool,
}

#[component]
pub(super) fn Vertical(props: &VerticalProps) -> Html {
    let (scroller, body) = (use_node_ref(), use_node_ref());
    let current = use_state_eq(|| 0_usize);
    let is_to_focus = use_mut_ref(|| false);
    let TimelineProps {
        context,
        state,
        selection,
        switch,
    } = &props.timeline;
    context.mark_active.emit(());
    let layout = {
        let key = (PtrEq(selection.clone()), PtrEq(context.story.clone()));
        use_memo(key, |(selection, story)| {
            PtrEq(std::rc::Rc::new(VerticalLayout::new(
                &story.dataset,
                selection.events(),
            )))
        })
    };
    let rows = layout.rows();
    let is_long = !props.is_whole && rows.len() > MAX_WHOLE_RECORDS;
    let lines = LineSet {
        holder: layout.0.clone(),
        rows: rows.as_ptr().cast(),
        count: rows.len(),
    };
    let window = use_window(&scroller, &body, &ROW, &lines, *current, is_long);
    let open = open_event(state);
    {
        // What was opened from elsewhere is brought into sight.
        let (window, layout, body) = (window.clone(), layout.clone(), body.clone());
        let is_first = use_mut_ref(|| true);
        use_effect_with((open, is_long), move |(open, is_long)| {
            let is_first = is_first.replace(false);
            let Some(row) = open.and_then(|open| layout.position(open)) else {
                return;
            };
            if *is_long {
                window.reveal(row);
            } else if !is_first {
                reveal(&body, row);
            }
        });
    }
    {
        let (body, is_to_focus) = (body.clone(), is_to_focus.clone());
        let current = *current;
        use_effect(move || {
            if is_to_focus.take()
                && let Some(body) = body.cast::<Element>()
            {
                find_and_focus(&body, &opener_of(current));
            }
        });
    }
    let words = context.words;
    if rows.is_empty() {
        return elsewhere(
            context,
            &words.relationships.of(selection.found().relationships),
            View::Relationships,
        );
    }
    let on_key = {
        let (current, window, last) = (current.clone(), window.clone(), rows.len() - 1);
        Callback::from(move |event: KeyboardEvent| {
            let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            let Some(at) = event
                .target_dyn_into()
                .and_then(row_of)
                .filter(|_| is_plain)
            else {
                return;
            };
            let to = match &*event.key() {
                "ArrowDown" => (at + 1).min(last),
                "ArrowUp" => at.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if to != at {
                *is_to_focus.borrow_mut() = true;
                if is_long {
                    window.reveal(to);
                }
                current.set(to);
            }
        })
    };
    let on_focus = {
        let current = current.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(row) = event.target_dyn_into().and_then(row_of) {
                current.set(row);
            }
        })
    };
    let on_click = {
        let (context, layout) = (context.clone(), layout.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>().filter(is_press);
            if let Some(row) = target.and_then(row_of).and_then(|at| layout.rows().get(at)) {
                context.act(if open == Some(row.event) {
                    Action::Close
                } else {
                    Action::Open(Record::Event(row.event))
                });
            }
        })
    };
    let slice = window.slice();
    // The tab stop is in the document, wherever the reader has scrolled to.
    let stop = if slice.lines.contains(&*current) {
        *current
    } else {
        slice.lines.start
    };
    let of = Entry {
        context,
        selection,
        layout: &layout,
        lanes: state.lanes,
        open,
        stop,
    };
    html! {
        <div class="timeline vertical" data-tracks={layout.tracks().to_string()}>
            <Toolbar
                context={context.clone()}
                lanes={state.lanes}
                switch={switch.clone()}
            />
            <p id="vertical-keys" hidden=true>{ words.vertical_keys }</p>
            <div
                ref={scroller}
                class={classes!("vertical__scroller", is_long.then_some("scroller--long"))}
                tabindex={is_long.then_some("-1")}
                onkeydown={on_key}
                onfocusin={on_focus}
                onclick={on_click}
            >
                <div class="vertical__room" />
                <div ref={body} class="vertical__body">
                    { for layout.sections_of(&slice.lines).iter().map(|section| {
                        // A heading whose first rows are out of the document takes no room:
                        // they have it.
                        let is_cut = slice.lines.start > 0 && section.rows.start <= slice.lines.start;
                        let id = ["vertical-", &section.rows.start.to_string()].concat();
                        let from = section.rows.start.max(slice.lines.start);
                        let to = section.rows.end.min(slice.lines.end);
                        let heading = heading(context, section.heading);
                        html! {
                            <section key={section.rows.start} class="vertical__section">
                                if let Some(heading) = &heading {
                                    <h3
                                        id={id.clone()}
                                        class={classes!("vertical__heading", is_cut.then_some("vertical__heading--cut"),
                                            is_year(section.heading).then_some("vertical__heading--year"),)}
                                    >
                                        { heading }
                                    </h3>
                                }
                                <ol
                                    role="list"
                                    class="vertical__list"
                                    aria-labelledby={heading.is_some().then_some(id)}
                                    aria-label={heading.is_none().then_some(words.timeline)}
                                    aria-describedby="vertical-keys"
                                >
                                    { for (from..to).map(|row| entry(&of, row)) }
                                </ol>
                            </section>
                        }
                    }) }
                </div>
                <div class="vertical__room" />
            </div>
            if is_long {
                <p class="hint scroller__hint">{ words.find_hint }</p>
            }
            { legend(context, context.story.dated.legend()) }
        </div>
    }
}

const fn is_year(heading: PeriodHeading) -> bool {
    matches!(heading, PeriodHeading::Year(_))
}

/// What some events stand under.
fn heading(context: &WidgetContext, heading: PeriodHeading) -> Option<String> {
    let words = context.words;
    Some(match heading {
        PeriodHeading::None => return None,
        PeriodHeading::Year(day) => year_label(day, words),
        PeriodHeading::Month(day) => month_label(day, words),
        PeriodHeading::Day(day) => day_label(day, words),
        PeriodHeading::Years(from, to) => {
            let (from, to) = (year_label(from, words), year_label(to, words));
            fill(words.dates.through, &[("from", &from), ("to", &to)])
        }
        PeriodHeading::Upcoming => words.still_to_come.to_owned(),
        PeriodHeading::Undated => words.undated.to_owned(),
    })
}

fn opener_of(row: usize) -> String {
    let number = (row + 1).to_string();
    ["[aria-posinset=\"", &number, "\"] .entry__open"].concat()
}

/// The row of what is in an entry.
fn row_of(target: Element) -> Option<usize> {
    let entry = target.closest("[aria-posinset]").ok()??;
    let number: usize = entry.get_attribute("aria-posinset")?.parse().ok()?;
    number.checked_sub(1)
}

/// Scrolls no farther than it takes to have a row in sight.
fn reveal(body: &NodeRef, row: usize) {
    let found = body
        .cast::<HtmlElement>()
        .and_then(|body| body.query_selector(&opener_of(row)).ok()?);
    if let Some(opener) = found {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        opener.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
