//! A card that leads to a document, a page, or a recording that a provider has.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::picture::{Picture, address};
use super::provider;
use crate::context::use_widget_context;
use crate::ui::icon::Icon;
use crate::ui::measure::shadow_root;
use crate::ui::text::localized;
use backstory_core::dataset::Media;
use backstory_core::locale::fill;

#[derive(PartialEq, Properties)]
pub(super) struct CardProps {
    pub medium: Media,
}

/// A link with a title and a picture. Where the element has `embeds="on"`, a press puts the
/// provider's player in its place, and nothing is asked of the provider before.
#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let root = use_node_ref();
    let frame = use_node_ref();
    let may_embed = use_state_eq(|| false);
    let is_shown = use_state_eq(|| false);
    let player = provider::of(props.medium.src.as_str());
    {
        let (root, may_embed) = (root.clone(), may_embed.clone());
        use_effect_with((), move |()| may_embed.set(embeds(&root)));
    }
    {
        // The button that was pressed is gone.
        let frame = frame.clone();
        use_effect_with(*is_shown, move |_| {
            if let Some(frame) = frame.cast::<HtmlElement>() {
                // A frame that takes no focus is played all the same.
                let _ = frame.focus();
            }
        });
    }
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let it = &props.medium;
    let host = provider::host(it.src.as_str());
    let title = [&it.title, &it.caption];
    let title = title.into_iter().find(|it| !it.is_empty());
    if *is_shown {
        let name = title.map_or_else(|| host.to_owned(), ToString::to_string);
        return html! {
            <iframe
                ref={frame}
                class="figure__frame"
                src={player}
                title={name}
                sandbox="allow-scripts allow-same-origin allow-popups allow-presentation"
                allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
                referrerpolicy="strict-origin-when-cross-origin"
            />
        };
    }
    let show = {
        let (root, is_shown) = (root.clone(), is_shown.clone());
        Callback::from(move |_: MouseEvent| is_shown.set(embeds(&root)))
    };
    html! {
        <div ref={root} class="card">
            if let Some(poster) = &it.poster {
                <Picture
                    key={poster.as_str()}
                    class="card__picture"
                    src={address(poster)}
                    alt=""
                    is_lazy=true
                />
            }
            <div class="card__text">
                // An address is no title to be read: it has one line.
                <a
                    class={if title.is_some() { "link card__title" } else { "link card__title card__address" }}
                    href={address(&it.src)}
                    rel="noopener"
                >
                    if let Some(title) = title {
                        { localized(&context, title) }
                    } else {
                        { it.src.as_str() }
                    }
                </a>
                if !host.is_empty() {
                    <span class="card__host">{ host }</span>
                }
                if *may_embed && player.is_some() {
                    <button type="button" class="control card__play" onclick={show}>
                        { Icon::Play.draw() }
                        { fill(context.words.load_from, &[("host", host)]) }
                    </button>
                }
            </div>
        </div>
    }
}

/// Whether the element lets a provider's player in.
fn embeds(node: &NodeRef) -> bool {
    let root = node.cast().and_then(|node| shadow_root(&node));
    let embeds = root.and_then(|root| root.host().get_attribute("embeds"));
    embeds.as_deref() == Some("on")
}
