//! What a page and a widget say to each other: the element's methods and events,
//! as types of their own. `npm/backstory.d.ts` is held to them by a test.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use backstory_core::dataset::Dataset;
use backstory_core::query::Count;
use backstory_core::state::{
    self, Gradual, HistoryUpdate, Initial, Layout, PageFilter, Request, State, View,
    history_update, record_text,
};

use crate::deferred::page_values;

/// Something that the page asks for.
#[wasm_bindgen]
pub struct PageRequest(pub(crate) Request);

#[wasm_bindgen]
impl PageRequest {
    /// Another filter.
    ///
    /// # Errors
    ///
    /// Where it is not a [`PageFilter`]; the message names the field.
    #[wasm_bindgen(js_name = setFilter)]
    pub fn set_filter(filter: JsValue) -> Result<PageRequest, JsValue> {
        Ok(Self(Request::Filter((page_values()?.filter)(filter)?)))
    }

    /// Other records.
    ///
    /// # Errors
    ///
    /// Where they are neither a text nor a list of texts.
    pub fn select(records: JsValue) -> Result<PageRequest, JsValue> {
        Ok(Self(Request::Select((page_values()?.selection)(records)?)))
    }

    /// No filter, and no records.
    #[must_use]
    pub fn clear() -> PageRequest {
        Self(Request::Clear)
    }

    /// The view of this name, or the first one.
    #[must_use]
    pub fn show(view: Option<String>) -> PageRequest {
        Self(Request::Show(view_of(view.as_deref())))
    }

    /// The layout of this name, or the one that fits the width.
    #[wasm_bindgen(js_name = setLayout)]
    #[must_use]
    pub fn set_layout(layout: Option<String>) -> PageRequest {
        Self(Request::SetLayout(layout_of(layout.as_deref())))
    }

    /// The line of a state with what is asked for, where there is no story yet.
    #[must_use]
    pub fn amend(&self, line: &str) -> String {
        state::amend(line, &self.0)
    }
}

impl PageRequest {
    /// What it asks for that the dataset does not have.
    pub(crate) fn check(&self, dataset: &Dataset) -> Result<(), JsValue> {
        match &self.0 {
            Request::Filter(filter) => (page_values()?.check)(filter, dataset),
            _ => Ok(()),
        }
    }
}

/// The view of an element's attribute.
pub(crate) fn view_of(name: Option<&str>) -> View {
    name.and_then(View::parse).unwrap_or_default()
}

/// The layout of an element's attribute.
pub(crate) fn layout_of(name: Option<&str>) -> Layout {
    name.and_then(Layout::parse).unwrap_or_default()
}

/// Whether a line leaves the relationships as they come, in an element that
/// began with this view.
#[wasm_bindgen(js_name = isTableAsItComes)]
#[must_use]
pub fn is_table_as_it_comes(line: &str, view: Option<String>) -> bool {
    state::is_table_as_it_comes(line, view_of(view.as_deref()))
}

/// The view of a line, by its tab, in an element that began with this one; as far as can be said
/// before the dataset is there.
#[wasm_bindgen(js_name = viewIn)]
#[must_use]
pub fn view_in(line: &str, view: Option<String>) -> String {
    state::view_in(line, view_of(view.as_deref()))
        .tab()
        .as_str()
        .to_owned()
}

/// What the shell is told of a new state. What does not concern the page is
/// `null`.
#[derive(Serialize)]
pub(crate) struct Notice {
    /// The state as a line.
    line: String,
    ready: Option<ReadyDetail>,
    filter: Option<FilterDetail>,
    select: Option<SelectDetail>,
    history: Option<HistoryDetail>,
}

/// `backstory:ready`: a dataset is shown.
#[derive(Serialize)]
struct ReadyDetail {
    events: u32,
    relationships: u32,
}

/// `backstory:filter`: the filter is another one.
#[derive(Serialize)]
struct FilterDetail {
    filter: PageFilter,
    events: u32,
    relationships: u32,
}

/// `backstory:select`: other records are open or pinned.
#[derive(Serialize)]
struct SelectDetail {
    open: Option<String>,
    rows: Vec<String>,
}

/// `backstory:error`: there is nothing to show.
#[derive(Serialize)]
pub(crate) struct ErrorDetail {
    pub(crate) code: String,
    pub(crate) message: String,
}

/// How the state is written into the page's address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HistoryDetail {
    is_step: bool,
    is_gradual: bool,
}

impl ErrorDetail {
    pub(crate) fn to_js(&self) -> JsValue {
        to_js(self)
    }
}

impl Notice {
    pub(crate) fn to_js(&self) -> JsValue {
        to_js(self)
    }
}

/// A plain object; what is missing is `null` in it.
fn to_js(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    // Of texts and numbers nothing fails.
    value.serialize(&serializer).unwrap_or_default()
}

/// What a page has been told of a widget's state, and what there is to tell it.
#[derive(Default)]
pub(crate) struct Told {
    /// The state that it knows.
    state: std::rc::Rc<State>,
    /// Whether it knows nothing of the story.
    is_new: bool,
    /// The state that the browser's Back or Forward went to.
    came: Option<State>,
    /// What the last change of the address may be more of.
    gradual: Option<Gradual>,
}

impl Told {
    /// The page gets a story in this state, which it has not heard of, or has.
    pub(crate) fn begin(&mut self, state: std::rc::Rc<State>, is_new: bool) {
        *self = Self {
            state,
            is_new,
            ..Self::default()
        };
    }

    /// The address is at this state, and need not be written.
    pub(crate) fn came(&mut self, state: &State) {
        self.came = Some(state.clone());
    }

    /// What there is to tell of a state, which leaves `found`.
    pub(crate) fn tell(
        &mut self,
        after: std::rc::Rc<State>,
        found: Count,
        initial: Initial,
        dataset: &Dataset,
    ) -> Notice {
        let before = std::mem::replace(&mut self.state, after.clone());
        let is_new = std::mem::take(&mut self.is_new);
        let is_written = self.came.take().is_some_and(|came| came == *after);
        let update = history_update(&before, &after, self.gradual).filter(|_| !is_new);
        if let Some(HistoryUpdate { gradual, .. }) = update {
            self.gradual = gradual.filter(|_| !is_written);
        }
        let Count {
            events,
            relationships,
        } = found;
        let filters = [&before, &after].map(|state| PageFilter::new(&state.filter, dataset));
        let [was, filter] = filters;
        let is_other = before.open != after.open || before.pinned != after.pinned;
        let name = |record| record_text(record, dataset);
        Notice {
            line: state::encode(&after, initial, dataset),
            ready: is_new.then_some(ReadyDetail {
                events,
                relationships,
            }),
            filter: (!is_new && was != filter).then_some(FilterDetail {
                filter,
                events,
                relationships,
            }),
            select: (!is_new && is_other).then(|| SelectDetail {
                open: after.open.and_then(name),
                rows: after.pinned.iter().copied().filter_map(name).collect(),
            }),
            history: update
                .filter(|_| !is_written)
                .map(|HistoryUpdate { is_step, gradual }| HistoryDetail {
                    is_step,
                    is_gradual: gradual.is_some(),
                }),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use std::collections::BTreeSet;
    use std::rc::Rc;

    use serde_json::{Value, json};

    use backstory_core::dataset::EntityIx;
    use backstory_core::state::{Action, reduce};

    use super::*;

    const TYPES: &str = include_str!("../../../npm/backstory.d.ts");

    fn dataset() -> Dataset {
        let value = serde_json::from_value(json!({
            "format": "backstory/1",
            "entities": [
                {"id": "russia", "kind": "country", "name": "Russia"},
                {"id": "rwanda", "kind": "country", "name": "Rwanda"}
            ],
            "events": [{
                "id": "sochi", "title": "A meeting", "kind": "meeting", "status": "happened",
                "evidence": [{"paragraph": 1, "start": "a"}]
            }]
        }));
        let value: backstory_core::dataset::Value = value.unwrap();
        backstory_core::dataset::decode(&value).unwrap().dataset
    }

    /// A page that has been told of a story.
    struct Page {
        dataset: Dataset,
        state: Rc<State>,
        told: Told,
    }

    impl Page {
        fn new() -> Self {
            let mut told = Told::default();
            told.begin(Rc::default(), true);
            Self {
                dataset: dataset(),
                state: Rc::default(),
                told,
            }
        }

        fn hear(&mut self) -> Value {
            let found = Count {
                events: 1,
                relationships: 0,
            };
            let notice =
                self.told
                    .tell(self.state.clone(), found, Initial::default(), &self.dataset);
            serde_json::to_value(notice).unwrap()
        }

        fn act(&mut self, action: Action) {
            self.state = reduce(&self.state, action, &self.dataset);
        }

        fn ask(&mut self, request: Request) {
            self.act(request.action(&self.dataset));
        }
    }

    fn filter(value: Value) -> Request {
        Request::Filter(serde_json::from_value(value).unwrap())
    }

    fn select(value: Value) -> Request {
        Request::Select(serde_json::from_value(value).unwrap())
    }

    #[test]
    fn a_filter_and_a_selection_are_both_kept() {
        let mut page = Page::new();
        assert_eq!(
            page.hear()["ready"],
            json!({"events": 1, "relationships": 0})
        );
        page.ask(filter(json!({"actor": "russia"})));
        page.ask(select(json!("event.sochi")));
        let notice = page.hear();
        assert_eq!(notice["line"], "actor=russia&open=event.sochi");
        assert_eq!(notice["ready"], Value::Null);
        assert_eq!(notice["filter"]["filter"], json!({"actor": ["russia"]}));
        assert_eq!(notice["select"], json!({"open": "event.sochi", "rows": []}));
        assert_eq!(
            notice["history"],
            json!({"isStep": true, "isGradual": false})
        );
    }

    #[test]
    fn both_ends_of_a_pair_are_told_and_cleared() {
        let mut page = Page::new();
        page.hear();
        page.act(Action::ChoosePair(EntityIx(0), EntityIx(1)));
        assert_eq!(
            page.hear()["filter"]["filter"],
            json!({"subject": ["russia"], "object": ["rwanda"]})
        );
        page.ask(Request::Clear);
        assert_eq!(page.hear()["filter"]["filter"], json!({}));
        assert_eq!(*page.state, State::default());
    }

    #[test]
    fn what_back_goes_to_is_not_written() {
        let mut page = Page::new();
        page.hear();
        page.act(Action::Search("a".into()));
        let typed = json!({"isStep": true, "isGradual": true});
        assert_eq!(page.hear()["history"], typed);
        let came = State::default();
        page.told.came(&came);
        page.act(Action::Replace(came.into()));
        let notice = page.hear();
        assert_eq!(notice["history"], Value::Null);
        assert_eq!(notice["filter"]["filter"], json!({}));
        // Typing after it is a step of its own.
        page.act(Action::Search("b".into()));
        assert_eq!(page.hear()["history"], typed);
    }

    /// The fields of an interface in the TypeScript declarations.
    fn declared(interface: &str) -> BTreeSet<&'static str> {
        let start = format!("export interface {interface} {{");
        let body = TYPES.split_once(&start).unwrap().1;
        let body = body.split_once("\n}").unwrap().0;
        let lines = body.lines().map(str::trim);
        let fields = lines.filter_map(|line| line.split_once(": ").filter(|_| line.ends_with(';')));
        fields.map(|(name, _)| name.trim_end_matches('?')).collect()
    }

    fn fields(value: &Value) -> BTreeSet<&str> {
        value.as_object().unwrap().keys().map(|it| &**it).collect()
    }

    #[test]
    fn the_declarations_have_the_fields_of_these_types() {
        assert_eq!(declared("Filter"), PageFilter::fields().into());
        let mut page = Page::new();
        let ready = page.hear()["ready"].clone();
        page.ask(filter(json!({"q": "a"})));
        page.ask(select(json!("event.sochi")));
        let notice = page.hear();
        let error = serde_json::to_value(ErrorDetail {
            code: String::new(),
            message: String::new(),
        });
        for (interface, detail) in [
            ("ReadyDetail", &ready),
            ("FilterDetail", &notice["filter"]),
            ("SelectDetail", &notice["select"]),
            ("ErrorDetail", &error.unwrap()),
        ] {
            assert_eq!(declared(interface), fields(detail), "{interface}");
        }
    }

    #[test]
    fn the_scripts_know_these_types_by_their_names() {
        let types = include_str!("../js/types.d.ts");
        let sources = [
            include_str!("anchoring.rs"),
            include_str!("deferred.rs"),
            include_str!("host_callbacks.rs"),
            include_str!("page_api.rs"),
            include_str!("panic.rs"),
            include_str!("streaming_load.rs"),
            include_str!("widget_handle.rs"),
        ]
        .concat();
        let mut checked = 0;
        for kind in [
            "interface Core",
            "class StreamingLoad",
            "interface Requests",
            "interface PageRequest",
            "interface DetachedStory",
            "interface WidgetHandle",
            "interface HostCallbacks",
        ] {
            let body = types
                .split_once(&format!("export {kind} {{"))
                .or_else(|| types.split_once(&format!("export declare {kind} {{")));
            let body = body.unwrap().1.split_once("\n}").unwrap().0;
            let methods = body.lines().filter_map(|line| line.trim().split_once('('));
            for (name, _) in methods {
                let name = name.trim_start_matches("static ");
                // What wasm-bindgen itself gives.
                if ["constructor", "default", "free"].contains(&name) || name.contains(' ') {
                    continue;
                }
                let is_there = sources.contains(&format!("js_name = {name})"))
                    || sources.contains(&format!("fn {name}("));
                assert!(is_there, "{kind} has no {name}");
                checked += 1;
            }
        }
        assert!(checked > 35, "{checked}");
    }

    /// The words between quotes that follow each `mark`.
    fn quoted<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
        let found = text.split(mark).skip(1);
        found.filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn the_declarations_have_every_code_of_an_error() {
        let shell = include_str!("../js/shell.js");
        let data = include_str!("../js/data.js");
        let loader = include_str!("../js/backstory.js");
        let load = include_str!("streaming_load.rs");
        let mut codes: BTreeSet<&str> = BTreeSet::new();
        codes.extend(quoted(shell, "code: \""));
        for script in [shell, data] {
            codes.extend(quoted(script, "new Failure(\""));
        }
        let obstacle = data.split_once("async function obstacle").unwrap().1;
        codes.extend(quoted(obstacle, "return \""));
        codes.extend(quoted(obstacle, "() => \""));
        let why = loader.split_once("const WHY = {").unwrap().1;
        let why = why.split_once("};").unwrap().0.lines();
        codes.extend(why.filter_map(|line| Some(line.trim().split_once(':')?.0)));
        let stuck = load.split_once("pub fn code(&self)").unwrap().1;
        codes.extend(quoted(stuck.split_once("pub fn").unwrap().0, "=> \""));
        codes.extend(quoted(include_str!("widget_handle.rs"), "fail(\""));
        codes.remove("");
        assert!(codes.len() > 15, "{codes:?}");
        let union = TYPES.split_once("export type ErrorCode =").unwrap().1;
        let union = union.split_once(';').unwrap().0;
        let declared: BTreeSet<&str> = union.split('"').skip(1).step_by(2).collect();
        assert_eq!(declared, codes);
    }
}
