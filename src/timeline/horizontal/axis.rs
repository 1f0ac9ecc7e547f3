//! The axis, its lines, and the days that matter by themselves.

use yew::prelude::*;

use super::tick_label::{major_label, minor_label};
use crate::context::WidgetContext;
use crate::ui::measure::placing;
use backstory_core::dataset::Date;
use backstory_core::timeline::{DateExtent, Scale, Tick, Ticks, ticks};

/// How wide a letter of the axis is taken to be, and how far apart names stand,
/// in pixels.
const LETTER_WIDTH_PX: f64 = 7.0;
const NAME_GAP_PX: f64 = 12.0;
/// The name of a line stands before it where there is no room behind.
const LINE_NAME_PX: f64 = 90.0;

/// The axis: what is coarse above, what is fine below, and a line down from
/// each. It repeats what each event says of its own date, so it is for the eye.
pub(super) fn axis(context: &WidgetContext, scale: &Scale, now: Option<f64>) -> Html {
    let words = context.words;
    let name_width = |tick: &Tick, is_major: bool| {
        let name = if is_major { major_label } else { minor_label };
        let letters = name(tick, words);
        letters.chars().map(letter_width).sum::<f64>() + NAME_GAP_PX
    };
    // A name that would be cut at the end is not begun.
    let has_room = |tick: &Tick, is_major: bool| {
        scale.x(tick.at()).max(0.0) + name_width(tick, is_major) <= scale.width()
    };
    let Ticks { major, minor } = ticks(scale, &name_width);
    let at = |tick: &Tick| placing(&[("inset-inline-start", scale.x(tick.at()).max(0.0))]);
    let published = context.dataset().article.published.as_ref();
    html! {
        <div class="axis" aria-hidden="true">
            { for major.iter().filter(|tick| has_room(tick, true)).map(|tick| html! {
                <span class="axis__major" data-place={at(tick)}>{ major_label(tick, words) }</span>
            }) }
            { for minor.iter().map(|tick| {
                let starts = scale.x(tick.at()) >= 0.0;
                html! {
                    <span
                        class={classes!("axis__minor", (!starts).then_some("axis__minor--edge"))}
                        data-place={at(tick)}
                    >
                        if has_room(tick, false) {
                            { minor_label(tick, words) }
                        }
                    </span>
                }
            }) }
            { published.and_then(|date| published_line(date, scale, words.published_line, now)).unwrap_or_default() }
            { now.and_then(|now| line(now, now, "axis__line--now", words.now_line, scale, false)).unwrap_or_default() }
        </div>
    }
}

/// How wide a letter is taken to be: those of Chinese are squares.
fn letter_width(letter: char) -> f64 {
    if letter < '\u{2e80}' {
        LETTER_WIDTH_PX
    } else {
        2.0 * LETTER_WIDTH_PX
    }
}

/// Where the story was published: as vague as that is known. Its name stands
/// before it where that of `now` would run into it.
fn published_line(
    date: &Date,
    scale: &Scale,
    name: &'static str,
    now: Option<f64>,
) -> Option<Html> {
    let (from, to) = DateExtent::of(date).bounded()?;
    let x = scale.x(from);
    let is_close = |now| (0.0..LINE_NAME_PX).contains(&(scale.x(now) - x));
    let turned = x > LINE_NAME_PX && now.is_some_and(is_close);
    line(from, to, "axis__line--published", name, scale, turned)
}

fn line(
    from: f64,
    to: f64,
    class: &'static str,
    name: &'static str,
    scale: &Scale,
    turned: bool,
) -> Option<Html> {
    let (x, end) = (scale.x(from), scale.x(to));
    if end < 0.0 || x > scale.width() {
        return None;
    }
    let (x, end) = (x.max(0.0), end.min(scale.width()));
    let turned = turned || scale.width() - x < LINE_NAME_PX;
    Some(html! {
        <span
            class={classes!("axis__line", class, turned.then_some("axis__line--turned"))}
            data-place={placing(&[("inset-inline-start", x), ("inline-size", end - x)])}
        >
            <span class="axis__line-name">{ name }</span>
        </span>
    })
}
