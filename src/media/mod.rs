//! What there is to see and hear: pictures, players, and cards that lead elsewhere.
//!
//! Nothing is asked of anybody but for the pictures that are shown: a film or a recording
//! comes when the reader starts it, and a provider's player when the reader asks for it.

mod card;
mod picture;
mod provider;

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::localized;
use backstory_core::dataset::{EntityIx, Media, MediaType, Text};
use backstory_core::state::Record;
use card::Card;
use picture::{Picture, address};

/// How wide pictures will be, for the browser's choice of a size.
const DETAIL_SIZES: &str = "(min-width: 720px) 460px, 92vw";
const PAGE_SIZES: &str = "(min-width: 720px) 60vw, 100vw";
const THUMBNAIL_SIZES: &str = "168px";

/// The media of a record as figures, each with its caption and its credit.
pub(crate) fn media(context: &WidgetContext, record: Record) -> Html {
    let media = context.dataset().media(record).iter().enumerate();
    media
        .map(|(at, it)| {
            let is_portrait = at == 0 && matches!(record, Record::Entity(_));
            let class = (is_portrait && it.media_type == MediaType::Image)
                .then_some("figure figure--portrait");
            figure(context, it, class.unwrap_or("figure"), DETAIL_SIZES)
        })
        .collect()
}

/// The first picture, or else the first of what there is, across a page.
pub(crate) fn cover(context: &WidgetContext, media: &[Media]) -> Html {
    let is_picture = |it: &&Media| it.media_type == MediaType::Image;
    let cover = media.iter().find(is_picture).or(media.first());
    let cover = cover.map(|it| figure(context, it, "figure story__cover", PAGE_SIZES));
    cover.unwrap_or_default()
}

/// Each of some media as a figure.
pub(crate) fn figures(context: &WidgetContext, media: &[Media]) -> Html {
    let media = media.iter();
    media
        .map(|it| figure(context, it, "figure", DETAIL_SIZES))
        .collect()
}

fn figure(context: &WidgetContext, it: &Media, class: &'static str, sizes: &'static str) -> Html {
    let is_played = matches!(it.media_type, MediaType::Video | MediaType::Audio)
        && !provider::is_provider(it.src.as_str());
    let is_card = it.media_type != MediaType::Image && !is_played;
    let shown = match it.media_type {
        MediaType::Image => html! {
            <Picture
                key={it.src.as_str()}
                class="figure__picture"
                src={address(&it.src)}
                srcset={filled(&it.srcset)}
                {sizes}
                alt={AttrValue::from(it.alt.clone())}
                size={(it.width, it.height)}
            />
        },
        _ if is_card => html! { <Card key={it.src.as_str()} medium={it.clone()} /> },
        _ => player(context, it),
    };
    // Each is made anew for another address; a figure is not, and two may be of the same.
    // A card without a title is called by its caption.
    let caption = (!is_card || !it.title.is_empty()).then_some(&it.caption);
    html! {
        <figure {class}>
            { shown }
            { figure_caption(context, caption, it) }
        </figure>
    }
}

/// The browser's own controls; nothing comes before they are used.
fn player(context: &WidgetContext, it: &Media) -> Html {
    let label = filled(&it.title).or_else(|| filled(&it.caption));
    let language = &context.dataset().article.language;
    let captions = it.captions.as_ref().map(|captions| {
        html! { <track kind="captions" src={address(captions)} srclang={filled(language)} /> }
    });
    let src = address(&it.src);
    if it.media_type == MediaType::Audio {
        return html! {
            <audio key={it.src.as_str()} class="figure__player" controls=true preload="none" {src} aria-label={label}>
                { captions.unwrap_or_default() }
            </audio>
        };
    }
    html! {
        <video
            key={it.src.as_str()}
            class="figure__player"
            controls=true
            playsinline=true
            preload="none"
            {src}
            poster={it.poster.as_ref().map(address)}
            width={it.width.map(|it| it.to_string())}
            height={it.height.map(|it| it.to_string())}
            aria-label={label}
        >
            { captions.unwrap_or_default() }
        </video>
    }
}

/// What is said of it, and whose it is, which leads to where there is more.
fn figure_caption(context: &WidgetContext, caption: Option<&Text>, it: &Media) -> Html {
    let said = |text: &Text| (!text.is_empty()).then(|| localized(context, text));
    let link = |html: Html| match &it.href {
        Some(href) => html! { <a class="link" href={address(href)} rel="noopener">{ html }</a> },
        None => html,
    };
    let (caption, credit) = match (caption.and_then(said), said(&it.credit)) {
        (caption, Some(credit)) => (caption, Some(link(credit))),
        (Some(caption), None) => (Some(link(caption)), None),
        (None, None) => {
            let host = it.href.as_ref().map(|href| provider::host(href.as_str()));
            (host.map(|host| link(html! { host })), None)
        }
    };
    if caption.is_none() && credit.is_none() {
        return Html::default();
    }
    html! {
        <figcaption class="figure__caption">
            { caption.unwrap_or_default() }
            if let Some(credit) = credit {
                { " " }<span class="figure__credit">{ credit }</span>
            }
        </figcaption>
    }
}

/// The small picture of a record in a list, next to words that say the same.
pub(crate) fn thumbnail(context: &WidgetContext, record: Record) -> Html {
    let media = context.dataset().media(record);
    let Some((it, still)) = media.iter().find_map(|it| Some((it, it.still()?))) else {
        return Html::default();
    };
    let srcset = (it.media_type == MediaType::Image).then_some(&it.srcset);
    html! {
        <Picture
            key={still.as_str()}
            class="thumbnail"
            src={address(still)}
            srcset={srcset.and_then(filled)}
            sizes={THUMBNAIL_SIZES}
            alt=""
            is_lazy=true
        />
    }
}

/// The address of an actor's portrait.
pub(crate) fn portrait(context: &WidgetContext, ix: EntityIx) -> Option<AttrValue> {
    let first = context.dataset().media(Record::Entity(ix)).first()?;
    (first.media_type == MediaType::Image).then(|| address(&first.src))
}

/// The media of a record on paper: its pictures, and of what paper does not play the
/// address.
pub(crate) fn printed(context: &WidgetContext, record: Record) -> Html {
    let media = context.dataset().media(record).iter();
    media
        .map(|it| {
            let texts = [&it.title, &it.caption, &it.credit].into_iter();
            let texts = texts.filter(|text| !text.is_empty());
            let is_picture = it.media_type == MediaType::Image;
            html! {
                <div class="print__figure">
                    if let Some(still) = it.still() {
                        <img src={address(still)} alt={AttrValue::from(it.alt.clone())} />
                    }
                    <p>
                        { for texts.map(|text| html! { <>{ localized(context, text) }{ " " }</> }) }
                        if !is_picture {
                            <bdi dir="ltr">{ it.src.as_str() }</bdi>
                        }
                    </p>
                </div>
            }
        })
        .collect()
}

fn filled(text: &Text) -> Option<AttrValue> {
    (!text.is_empty()).then(|| AttrValue::from(text.clone()))
}
