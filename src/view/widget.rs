//! The whole widget: the state, and the components that it is handed to.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::chips::Chips;
use super::context::{Context, Copier, Story};
use super::detail::Detail;
use super::filter_bar::FilterBar;
use super::measure::focus;
use super::notes::{Failure, Nothing, Problems};
use super::table::Table;
use super::tabs::{Tabs, panel_id};
use super::timeline::Timeline;
use crate::locale::{ENGLISH, Words, fill};
use crate::query::{Count, Inquiry, Selection};
use crate::state::{Action, Record, State, View, reduce};

/// What the widget has to show.
#[derive(Clone)]
pub enum Content {
    /// The dataset is on its way.
    Loading,
    /// There is no dataset, and this is why.
    Failed(Rc<str>),
    /// Here it is.
    Ready(Rc<Story>),
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loading, Self::Loading) => true,
            (Self::Failed(a), Self::Failed(b)) => a == b,
            (Self::Ready(a), Self::Ready(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// What the page around gives the widget.
#[derive(Clone, PartialEq, Properties)]
pub struct Properties {
    /// What to show.
    pub content: Content,
    /// The language that it speaks.
    #[prop_or(&ENGLISH)]
    pub words: &'static Words,
    /// Copies text for the reader.
    #[prop_or_default]
    pub copy: Copier,
    /// Hears of every new state.
    #[prop_or_default]
    pub on_change: Callback<Rc<State>>,
}

/// What the widget can be told.
pub enum Msg {
    /// The reader, or the page, did something.
    Act(Action),
}

/// Where the focus goes after the next rendering.
enum Focus {
    Detail,
    Opener(Record),
}

/// The root component. It owns the state; everything below it is a function of
/// the state and the story.
pub struct Widget {
    state: Rc<State>,
    shown: Option<Shown>,
    root: NodeRef,
    focus: Option<Focus>,
}

/// A story with what the filter leaves of it.
struct Shown {
    context: Context,
    selection: Rc<Selection>,
    inquiry: Inquiry,
}

impl Component for Widget {
    type Message = Msg;
    type Properties = Properties;

    fn create(ctx: &yew::Context<Self>) -> Self {
        let mut widget = Self {
            state: Rc::default(),
            shown: None,
            root: NodeRef::default(),
            focus: None,
        };
        widget.show(ctx);
        widget
    }

    fn changed(&mut self, ctx: &yew::Context<Self>, old: &Properties) -> bool {
        if ctx.props().content != old.content {
            // Positions in the old story mean nothing in the new one.
            self.state = Rc::default();
            self.show(ctx);
        } else if ctx.props().words != old.words {
            self.show(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &yew::Context<Self>, Msg::Act(action): Msg) -> bool {
        let Some(shown) = &mut self.shown else {
            return false;
        };
        self.focus = match (&action, self.state.open) {
            (Action::Open(_) | Action::ChooseActor(_), _) => Some(Focus::Detail),
            (Action::Close, Some(record)) => Some(Focus::Opener(record)),
            _ => None,
        };
        let next = reduce(&self.state, action, shown.context.dataset());
        if Rc::ptr_eq(&next, &self.state) {
            return self.focus.is_some();
        }
        if next.filter != self.state.filter {
            let story = &shown.context.story;
            let selection = (shown.inquiry).ask(&story.index, &story.dataset, &next.filter);
            shown.selection = Rc::new(selection);
        }
        self.state = next;
        ctx.props().on_change.emit(self.state.clone());
        true
    }

    fn view(&self, ctx: &yew::Context<Self>) -> Html {
        let words = ctx.props().words;
        let body = match (&ctx.props().content, &self.shown) {
            (Content::Ready(_), Some(shown)) => self.story(shown),
            (Content::Failed(reason), _) => {
                html! { <Failure reason={reason.clone()} {words} /> }
            }
            _ => html! { <p class="loading" role="status">{ words.loading }</p> },
        };
        html! {
            <section
                ref={self.root.clone()}
                class="backstory"
                lang={words.language.tag()}
                dir={if words.language.is_rtl() { "rtl" } else { "ltr" }}
                aria-label={words.widget}
            >
                { body }
            </section>
        }
    }

    fn rendered(&mut self, _ctx: &yew::Context<Self>, _first: bool) {
        let Some(target) = self.focus.take() else {
            return;
        };
        let Some(root) = self.root.cast::<HtmlElement>() else {
            return;
        };
        match target {
            Focus::Detail => focus(&root, ".detail__title"),
            Focus::Opener(record) => {
                focus(
                    &root,
                    &["[data-record=\"", &record_name(record), "\"]"].concat(),
                );
            }
        }
    }
}

impl Widget {
    /// Takes the story of the properties, if there is one.
    fn show(&mut self, ctx: &yew::Context<Self>) {
        self.shown = match &ctx.props().content {
            Content::Ready(story) => {
                let mut inquiry = Inquiry::default();
                let selection = inquiry.ask(&story.index, &story.dataset, &self.state.filter);
                Some(Shown {
                    context: Context::new(
                        story.clone(),
                        ctx.props().words,
                        ctx.link().callback(Msg::Act),
                        ctx.props().copy.clone(),
                    ),
                    selection: Rc::new(selection),
                    inquiry,
                })
            }
            _ => None,
        };
    }

    fn story(&self, shown: &Shown) -> Html {
        let Shown {
            context, selection, ..
        } = shown;
        let state = &self.state;
        let found = selection.found();
        let panel = match state.view {
            View::Timeline => html! {
                <Timeline state={state.clone()} selection={selection.clone()} />
            },
            View::Relationships => html! {
                <Table state={state.clone()} selection={selection.clone()} />
            },
        };
        html! {
            <ContextProvider<Context> context={context.clone()}>
                <FilterBar filter={state.filter.clone()} selection={selection.clone()} />
                <Chips filter={state.filter.clone()} />
                <p class="summary" role="status">{ summary(context, found) }</p>
                <Tabs view={state.view} {found} />
                <div
                    class="panel"
                    role="tabpanel"
                    id={panel_id(state.view)}
                    aria-labelledby={super::tabs::tab_id(state.view)}
                >
                    if found == Count::default() {
                        <Nothing filter={state.filter.clone()} />
                    } else {
                        { panel }
                    }
                </div>
                if let Some(record) = state.open {
                    <Detail {record} />
                }
                if !context.story.problems.is_empty() {
                    <Problems />
                }
            </ContextProvider<Context>>
        }
    }
}

/// How much of the story is shown.
fn summary(context: &Context, found: Count) -> String {
    let words = context.words;
    let all = context.story.index.all();
    let message = if found == all {
        words.showing_all
    } else {
        words.showing
    };
    fill(
        message,
        &[
            ("events", &words.events.of(found.events)),
            ("all_events", &words.language.number(all.events)),
            (
                "relationships",
                &words.relationships.of(found.relationships),
            ),
            (
                "all_relationships",
                &words.language.number(all.relationships),
            ),
        ],
    )
}

/// The name by which the element that opens a record is found again.
pub(super) fn record_name(record: Record) -> String {
    let (sort, position) = match record {
        Record::Event(ix) => ("event-", ix.0),
        Record::Relationship(ix) => ("relationship-", ix.0),
        Record::Entity(ix) => ("entity-", ix.0),
    };
    [sort, &position.to_string()].concat()
}
