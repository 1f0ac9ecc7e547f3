//! The widget as a component of a Yew app: a dataset in, no element and no files.

use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::prelude::*;

use crate::app::deferred::{Deferred, provide};
use crate::app::widget::{Change, Content, Widget, WidgetProps};
use crate::browser;
use crate::story::Story;
use backstory_core::dataset::{Dataset, Decoded, LoadError, Loader, Progress, Value};
use backstory_core::locale::Words;
use backstory_core::query::Collate;
use backstory_core::state::{State, View};

/// What a [`Backstory`] shows.
#[derive(Clone)]
pub enum Data {
    /// A dataset as JSON.
    Json(AttrValue),
    /// A dataset that has been decoded, the same one for as long as it is the same
    /// object.
    Dataset(Rc<Dataset>),
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json(one), Self::Json(other)) => one == other,
            (Self::Dataset(one), Self::Dataset(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl IntoPropValue<Data> for &'static str {
    fn into_prop_value(self) -> Data {
        Data::Json(self.into())
    }
}

impl IntoPropValue<Data> for String {
    fn into_prop_value(self) -> Data {
        Data::Json(self.into())
    }
}

impl IntoPropValue<Data> for Rc<Dataset> {
    fn into_prop_value(self) -> Data {
        Data::Dataset(self)
    }
}

/// The properties of a [`Backstory`].
#[derive(Clone, PartialEq, Properties)]
pub struct BackstoryProps {
    /// What to show.
    #[prop_or_else(|| Data::Json(AttrValue::default()))]
    pub data: Data,
    /// The language that it speaks, a BCP 47 tag.
    #[prop_or_else(|| "en".into())]
    pub language: AttrValue,
    /// The messages of that language, as a file of `crates/core/locale/` has them; English has
    /// none.
    #[prop_or_default]
    pub messages: Option<AttrValue>,
    /// The view that it begins with.
    #[prop_or_default]
    pub view: View,
    /// Hears of every new state, with how much of the story it leaves.
    #[prop_or_default]
    pub on_change: Callback<Change>,
}

/// A timeline and a table of relationships, to be filtered.
///
/// The styles are [`STYLES`](crate::STYLES), once in the page or in the shadow
/// root around the component. In a page they are the light ones: the dark ones are
/// the element's, by its `theme`.
///
/// ```no_run
/// use backstory::Backstory;
/// use yew::prelude::*;
///
/// #[component]
/// fn App() -> Html {
///     html! {
///         <>
///             <style>{ backstory::STYLES }</style>
///             <Backstory data={r#"{"format": "backstory/1"}"#} />
///         </>
///     }
/// }
/// ```
#[component]
pub fn Backstory(props: &BackstoryProps) -> Html {
    use_memo((), |()| {
        browser::speak();
        // What the element fetches is linked here.
        provide(Deferred::all());
    });
    let spoken = (props.language.clone(), props.messages.clone());
    let words = use_memo(spoken, |(language, messages)| {
        let messages = messages.as_deref().and_then(Value::parse);
        Words::of(language, messages.as_ref())
    });
    let words = *words;
    let told = (props.data.clone(), props.language.clone());
    let content = use_memo(told, |(data, language)| {
        let collate: Collate = Rc::new(move |names| words.language.ranks(names));
        match decoded(data, language) {
            Ok(decoded) => Content::Ready(Rc::new(Story::new(decoded, collate))),
            Err(refusal) => Content::Failed(refusal.to_string().into()),
        }
    });
    let start = use_memo(props.view, |view| State {
        view: *view,
        ..State::default()
    });
    let properties = WidgetProps {
        content: (*content).clone(),
        words,
        start,
        anchored: None,
        copy: browser::copier(),
        save: browser::saver(),
        link: None,
        retry: None,
        stop: Callback::noop(),
        visit: Callback::noop(),
        mark_active: Callback::noop(),
        on_missing: Callback::noop(),
        on_change: props.on_change.clone(),
    };
    html! { <Widget ..properties /> }
}

/// Reads what there is to show.
fn decoded(data: &Data, language: &str) -> Result<Decoded, LoadError> {
    match data {
        Data::Json(text) => {
            let mut loader = Loader::default();
            loader.prefer(language);
            loader.push(text.as_bytes());
            loader.end();
            while loader.advance(usize::MAX / 2)? != Progress::Done {}
            loader.finish()
        }
        Data::Dataset(dataset) => Ok(Decoded {
            dataset: (**dataset).clone(),
            problems: Vec::new(),
            skipped: 0,
        }),
    }
}
