//! A picture that is there, or leaves no trace.

use yew::prelude::*;

use backstory_core::dataset::MediaUrl;

#[derive(PartialEq, Properties)]
pub(super) struct PictureProps {
    pub class: &'static str,
    pub src: AttrValue,
    #[prop_or_default]
    pub srcset: Option<AttrValue>,
    /// How wide it will be, for the browser's choice from `srcset`.
    #[prop_or_default]
    pub sizes: &'static str,
    pub alt: AttrValue,
    /// Its width and height in pixels, so that nothing jumps.
    #[prop_or_default]
    pub size: (Option<u32>, Option<u32>),
    /// Whether it waits until it is nearly in sight.
    #[prop_or_default]
    pub is_lazy: bool,
}

/// An image. One that does not come, because it is not there or the page's policy keeps it
/// away, is taken out: its caption says what it was, and there is no broken sign.
#[component]
pub(super) fn Picture(props: &PictureProps) -> Html {
    let has_failed = use_state_eq(|| false);
    if *has_failed {
        return Html::default();
    }
    let (width, height) = props.size;
    // The loading comes before the address, which starts it.
    html! {
        <img
            class={props.class}
            loading={props.is_lazy.then_some("lazy")}
            decoding="async"
            width={width.map(|it| it.to_string())}
            height={height.map(|it| it.to_string())}
            sizes={props.srcset.is_some().then_some(props.sizes)}
            srcset={props.srcset.clone()}
            alt={props.alt.clone()}
            src={props.src.clone()}
            onerror={move |_: Event| has_failed.set(true)}
        />
    }
}

/// An address as an attribute.
pub(super) fn address(url: &MediaUrl) -> AttrValue {
    AttrValue::from(url.as_str().to_owned())
}
