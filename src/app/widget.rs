//! The whole widget: the state, and the components that it is handed to.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::copy_link::CopyLink;
use crate::app::deferred::{Deferred, deferred, is_story};
use crate::app::fallback_list::fallback_list;
use crate::app::notes::{arriving, failure, nothing};
use crate::app::tabs::{Tabs, panel_id, tab_id};
use crate::context::{ContextParts, Copier, Saver, WidgetContext};
use crate::filters::chips::chips;
use crate::filters::filter_bar::FilterBar;
use crate::passages::pinned::passages;
use crate::record::{record_name, record_named};
use crate::story::Story;
use crate::ui::measure::{find_and_focus, focus, shadow_root};
use backstory_core::anchor::AnchoredPassages;
use backstory_core::dataset::EventIx;
use backstory_core::locale::{ENGLISH, Words, fill};
use backstory_core::query::{Count, QuerySession, Selection};
use backstory_core::state::{Action, Record, State, View, reduce};

/// What the widget has to show.
#[derive(Clone)]
pub enum Content {
    /// The dataset is on its way.
    Loading,
    /// It takes a while; so much of it is here, where that is known, and so it
    /// begins, where that is.
    Streaming(Option<f64>, Option<Rc<Story>>),
    /// There is no dataset, and this is why.
    Failed(Rc<str>),
    /// Here it is.
    Ready(Rc<Story>),
}

impl Content {
    /// What there is of a story.
    fn story(&self) -> Option<&Rc<Story>> {
        match self {
            Self::Ready(story) | Self::Streaming(_, Some(story)) => Some(story),
            _ => None,
        }
    }

    /// Whether there is the same of the same story.
    fn is_of_same_story(&self, other: &Self) -> bool {
        self.story().map(Rc::as_ptr) == other.story().map(Rc::as_ptr)
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        self.is_of_same_story(other)
            && match (self, other) {
                (Self::Loading, Self::Loading) | (Self::Ready(_), Self::Ready(_)) => true,
                (Self::Streaming(a, _), Self::Streaming(b, _)) => a == b,
                (Self::Failed(a), Self::Failed(b)) => a == b,
                _ => false,
            }
    }
}

/// What the page around gives the widget.
#[derive(Clone, PartialEq, Properties)]
pub struct WidgetProps {
    /// What to show.
    pub content: Content,
    /// The language that it speaks.
    #[prop_or(&ENGLISH)]
    pub words: &'static Words,
    /// The state that new content is shown in.
    #[prop_or_default]
    pub start: Rc<State>,
    /// The article's passages, where the page has the article.
    #[prop_or_default]
    pub anchored: Option<Rc<AnchoredPassages>>,
    /// Copies text for the reader.
    #[prop_or_default]
    pub copy: Copier,
    /// Hands the reader a file.
    #[prop_or_default]
    pub save: Saver,
    /// The address of what is shown, where it has one.
    #[prop_or_default]
    pub link: Option<Callback<(), String>>,
    /// Reads the data again, where that may help.
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
    /// Waits for the data no longer.
    #[prop_or_default]
    pub stop: Callback<()>,
    /// Goes to a passage of the article, by its number.
    #[prop_or_default]
    pub visit: Callback<u32>,
    /// Hears that the widget works at something, before it does: whoever was
    /// heard of last is the one that a panic is of.
    #[prop_or_default]
    pub mark_active: Callback<()>,
    /// Hears of a view whose part of the wasm is not there, whenever it should be
    /// drawn.
    #[prop_or_default]
    pub on_missing: Callback<View>,
    /// Hears of every new state, the first one of a story too.
    #[prop_or_default]
    pub on_change: Callback<Change>,
}

/// A new state, with how much of the story it leaves.
pub struct Change {
    /// What the reader did.
    pub state: Rc<State>,
    /// How much of the story is shown.
    pub found: Count,
}

/// What the widget can be told.
pub enum WidgetMsg {
    /// The reader did something.
    Act(Action),
    /// The page asks for something: the focus stays where the reader has it.
    Request(Action),
    /// A later part of the wasm is there.
    DeferredReady,
    /// The reader chose passages of the article, by their numbers.
    Passages(Rc<[u32]>, PassageTrigger),
}

/// How passages were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageTrigger {
    /// By stepping from one to the next in the widget.
    Stepped,
    /// By pressing on one in the article: the widget is where to go on.
    Pressed,
    /// By selecting words, which may be for something else.
    Selected,
}

/// Where the focus goes after the next rendering.
enum Focus {
    /// To the title of what has come in, by its selector.
    Title(&'static str),
    Opener(Record),
}

/// The root component. It owns the state; everything below it is a function of
/// the state and the story.
pub struct Widget {
    state: Rc<State>,
    shown: Option<Shown>,
    /// The passages whose records are pinned; none where it was not by
    /// passages.
    passages: Rc<[u32]>,
    root: NodeRef,
    focus: Option<Focus>,
}

/// A story with what the filter leaves of it.
struct Shown {
    context: WidgetContext,
    selection: Rc<Selection>,
    session: QuerySession,
}

impl Component for Widget {
    type Message = WidgetMsg;
    type Properties = WidgetProps;

    fn create(ctx: &yew::Context<Self>) -> Self {
        let mut widget = Self {
            state: Rc::default(),
            shown: None,
            passages: Rc::default(),
            root: NodeRef::default(),
            focus: None,
        };
        widget.show(ctx);
        widget
    }

    fn changed(&mut self, ctx: &yew::Context<Self>, old: &WidgetProps) -> bool {
        ctx.props().mark_active.emit(());
        // A share that grows is nothing to what stands below it.
        let content = ctx.props().content.clone();
        let before = WidgetProps {
            content,
            ..old.clone()
        };
        if !ctx.props().content.is_of_same_story(&old.content) {
            // Positions in the old story mean nothing in the new one.
            self.passages = Rc::default();
            self.show(ctx);
        } else if *ctx.props() != before {
            if ctx.props().anchored != old.anchored {
                // Their numbers are other ones now.
                self.passages = Rc::default();
            }
            if let Some(shown) = &mut self.shown {
                shown.context = context(ctx, &shown.context.story);
            }
        }
        true
    }

    fn update(&mut self, ctx: &yew::Context<Self>, message: WidgetMsg) -> bool {
        ctx.props().mark_active.emit(());
        let Some(shown) = &mut self.shown else {
            return false;
        };
        let action = match message {
            WidgetMsg::Act(action) => {
                if matches!(action, Action::Pin(_) | Action::Replace(_)) {
                    self.passages = Rc::default();
                }
                self.focus = match (&action, self.state.open) {
                    (Action::Open(_) | Action::ChooseActor(_), _) => {
                        Some(Focus::Title(".detail__title"))
                    }
                    (Action::Close, Some(record)) => Some(Focus::Opener(record)),
                    (Action::Show(View::Story), _) => Some(Focus::Title(".story__title")),
                    // Out of the story, to where it was in the timeline.
                    (Action::Show(View::Timeline), open) if self.state.view == View::Story => {
                        Some(Focus::Opener(open.unwrap_or(Record::Event(EventIx(0)))))
                    }
                    _ => None,
                };
                action
            }
            WidgetMsg::Request(action) => action,
            WidgetMsg::DeferredReady => {
                // What has the focus in the panel is about to be replaced.
                self.focus = self
                    .focus
                    .take()
                    .or_else(|| self.focused().map(Focus::Opener));
                return true;
            }
            WidgetMsg::Passages(passages, chosen) => {
                let is_pressed = chosen == PassageTrigger::Pressed;
                self.focus = is_pressed.then_some(Focus::Title(".pinned__title"));
                let anchored = ctx.props().anchored.as_ref();
                let records = anchored.map(|it| it.records(&passages)).unwrap_or_default();
                self.passages = passages;
                Action::Pin(records.into())
            }
        };
        let next = reduce(&self.state, action, shown.context.dataset());
        if Rc::ptr_eq(&next, &self.state) {
            return self.focus.is_some() || !self.passages.is_empty();
        }
        if next.filter != self.state.filter {
            let story = &shown.context.story;
            let selection = (shown.session).run(&story.index, &story.dataset, &next.filter);
            shown.selection = Rc::new(selection);
        }
        self.state = next;
        self.notify(ctx);
        true
    }

    fn view(&self, ctx: &yew::Context<Self>) -> Html {
        ctx.props().mark_active.emit(());
        let words = ctx.props().words;
        let body = match (&ctx.props().content, &self.shown) {
            (Content::Ready(_), Some(shown)) => self.story(shown),
            (Content::Failed(reason), _) => failure(reason, words, ctx.props().retry.as_ref()),
            (Content::Streaming(share, story), shown) => {
                let note = arriving(*share, words, &ctx.props().stop);
                match (story, shown) {
                    (Some(_), Some(shown)) => self.preview(shown, note),
                    _ => html! { <div class="loading">{ note }</div> },
                }
            }
            _ => html! { <p class="loading" role="status">{ words.loading }</p> },
        };
        html! {
            <section
                ref={self.root.clone()}
                class="backstory"
                part="widget"
                lang={words.language.tag()}
                dir={if words.language.is_rtl() { "rtl" } else { "ltr" }}
                aria-label={words.widget}
            >
                <h2 class="visually-hidden">{ words.widget }</h2>
                { body }
            </section>
        }
    }

    fn rendered(&mut self, ctx: &yew::Context<Self>, _first: bool) {
        let view = self.state.view;
        if self.shown.is_some() && !deferred().draws(view) {
            // Until then there is no detail to go to.
            return ctx.props().on_missing.emit(view);
        }
        let Some(target) = self.focus.take() else {
            return;
        };
        let Some(root) = self.root.cast::<HtmlElement>() else {
            return;
        };
        match target {
            Focus::Title(selector) => focus(&root, selector),
            // A later part has left it where it was; the record may be drawn twice.
            Focus::Opener(record) if self.focused() == Some(record) => {}
            Focus::Opener(record) => {
                // What is folded away cannot have the focus.
                let opener = [
                    "[data-record=\"",
                    &record_name(record),
                    "\"]:not(details:not([open]) *)",
                ]
                .concat();
                // Where it is not drawn, as in a long table, the focus goes to what the
                // panel is walked from, and not to the top of the page.
                let _ = find_and_focus(&root, &opener)
                    || find_and_focus(&root, ".panel [tabindex=\"0\"]")
                    || find_and_focus(&root, ".tab[aria-selected=\"true\"]");
            }
        }
    }
}

impl Widget {
    /// The record whose opener has the focus.
    fn focused(&self) -> Option<Record> {
        let root = shadow_root(&self.root.cast()?)?;
        let focused = root.active_element()?;
        record_named(&focused.get_attribute("data-record")?)
    }

    /// Takes the story of the properties, if there is one.
    fn show(&mut self, ctx: &yew::Context<Self>) {
        self.state = ctx.props().start.clone();
        if let Some(story) = ctx.props().content.story() {
            // The first view is one with records.
            let view = self.state.view.or_other(&story.dataset);
            if view != self.state.view {
                Rc::make_mut(&mut self.state).view = view;
            }
        }
        self.shown = ctx.props().content.story().map(|story| {
            let mut session = QuerySession::default();
            let selection = session.run(&story.index, &story.dataset, &self.state.filter);
            Shown {
                context: context(ctx, story),
                selection: Rc::new(selection),
                session,
            }
        });
        self.notify(ctx);
    }

    /// Tells the page of the state.
    fn notify(&self, ctx: &yew::Context<Self>) {
        if let (Content::Ready(_), Some(shown)) = (&ctx.props().content, &self.shown) {
            ctx.props().on_change.emit(Change {
                state: self.state.clone(),
                found: shown.selection.found(),
            });
        }
    }

    fn story(&self, shown: &Shown) -> Html {
        let Shown {
            context, selection, ..
        } = shown;
        let state = &self.state;
        let found = selection.found();
        let later = deferred();
        let shared = later.shared;
        if is_story(state, selection)
            && let (Some(shared), Some(timeline)) = (shared, later.timeline)
        {
            return html! {
                <ContextProvider<WidgetContext> context={context.clone()}>
                    { chips(context, &state.filter) }
                    { (shared.pinned)(context, &state.pinned, &self.passages) }
                    { timeline(context, state, selection) }
                    { (shared.print)(&state.filter, selection) }
                </ContextProvider<WidgetContext>>
            };
        }
        // Each takes one place among its siblings even when it is not there: what
        // stands next to it would be made anew, and lose the focus.
        let pinned = shared.map(|it| (it.pinned)(context, &state.pinned, &self.passages));
        let stepper = shared.zip(state.open);
        let stepper = stepper.map(|(it, record)| (it.walk)(record, selection));
        let corrections = shared.map(|it| (it.corrections)(context));
        let problems = shared.map(|it| (it.problems)(context));
        let print = shared.map(|it| (it.print)(&state.filter, selection));
        html! {
            <ContextProvider<WidgetContext> context={context.clone()}>
                <FilterBar
                    filter={state.filter.clone()}
                    selection={selection.clone()}
                    ranges={shared.map(|it| it.ranges)}
                />
                { chips(context, &state.filter) }
                <div class="summary-line">
                    <p class="summary" role="status">{ summary(context, found) }</p>
                    { passages(context) }
                    if let Some(link) = &context.link {
                        <CopyLink link={link.clone()} />
                    }
                </div>
                { pinned.unwrap_or_default() }
                <Tabs view={state.view.tab()} {found} />
                { self.panel(shown) }
                { stepper.unwrap_or_default() }
                { corrections.unwrap_or_default() }
                { problems.unwrap_or_default() }
                { print.unwrap_or_default() }
            </ContextProvider<WidgetContext>>
        }
    }

    /// How a story begins whose rest is on its way: to be read, in the places in
    /// which all of it is going to be, and not yet to be asked.
    fn preview(&self, shown: &Shown, note: Html) -> Html {
        let Shown {
            context, selection, ..
        } = shown;
        let state = &self.state;
        html! {
            <ContextProvider<WidgetContext> context={context.clone()}>
                <div class="preview" inert=true>
                    <FilterBar filter={state.filter.clone()} selection={selection.clone()} />
                </div>
                <div class="summary-line arriving">{ note }</div>
                <div class="preview" inert=true>
                    <Tabs view={state.view.tab()} />
                    { self.panel(shown) }
                </div>
            </ContextProvider<WidgetContext>>
        }
    }

    /// What the view shows of what the filter leaves.
    fn panel(&self, shown: &Shown) -> Html {
        let Shown {
            context, selection, ..
        } = shown;
        let state = &self.state;
        let panel = match (state.view, deferred()) {
            _ if selection.found() == Count::default() => nothing(context, &state.filter),
            // Of a story without events, the timeline says where the rest is.
            (
                View::Timeline | View::Story,
                Deferred {
                    timeline: Some(draw),
                    ..
                },
            ) if !is_story(state, selection) => draw(context, state, selection),
            (
                View::Relationships,
                Deferred {
                    relationships: Some(draw),
                    ..
                },
            ) => draw(state, selection),
            (view, _) => fallback_list(context, view, selection),
        };
        html! {
            <div
                class="panel"
                part="panel"
                role="tabpanel"
                id={panel_id(state.view)}
                aria-labelledby={tab_id(state.view)}
            >
                { panel }
            </div>
        }
    }
}

/// The surroundings that the components of `story` get.
fn context(ctx: &yew::Context<Widget>, story: &Rc<Story>) -> WidgetContext {
    let properties = ctx.props();
    let link = ctx.link();
    WidgetContext::new(ContextParts {
        story: story.clone(),
        words: properties.words,
        dispatch: link.callback(WidgetMsg::Act),
        visit_passage: link
            .callback(|number: u32| WidgetMsg::Passages([number].into(), PassageTrigger::Stepped)),
        anchored: properties.anchored.clone(),
        copy: properties.copy.clone(),
        save: properties.save.clone(),
        link: properties.link.clone(),
        mark_active: properties.mark_active.clone(),
        visit: properties.visit.clone(),
    })
}

/// How much of the story is shown.
pub(crate) fn summary(context: &WidgetContext, found: Count) -> String {
    let words = context.words;
    let all = context.story.index.all();
    // What a story has none of is not counted.
    if let [view] = *context.story.presence.views {
        let (records, all) = match view {
            View::Timeline | View::Story => (words.events.of(found.events), all.events),
            View::Relationships => {
                let records = words.relationships.of(found.relationships);
                (records, all.relationships)
            }
        };
        if found.total() == all {
            return records;
        }
        let all = words.language.number(all);
        return fill(words.showing_some, &[("records", &records), ("all", &all)]);
    }
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
