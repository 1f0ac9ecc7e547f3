//! A picture with a brush over it, by which a range is asked for: with mouse, touch and
//! keyboard.

use web_sys::Element;
use yew::prelude::*;

use crate::ui::measure::{inline_offset, placing, reads_to_the_left, use_placing};
use backstory_core::timeline::{Brush, Grip, Window};
use backstory_core::util::format::within;

/// By how many steps the larger keys move an end.
const PAGE_STEPS: i32 = 10;
/// More steps than any picture has.
const MAX_STEPS: i32 = 400;

/// How an end of the brush is told.
pub(crate) struct BrushEnd {
    pub label: AttrValue,
    /// The least value, the greatest and its own, as numbers.
    pub numbers: [String; 3],
    /// Its own value in words.
    pub text: String,
}

#[derive(PartialEq, Properties)]
pub(crate) struct BrushedPictureProps {
    pub class: Classes,
    pub label: AttrValue,
    /// All that the picture shows.
    pub all: Window,
    /// Where the brush is; over all of the picture where nothing is asked for.
    pub asked: Brush,
    pub is_asked: bool,
    /// Takes a brush that is let go.
    pub ask: Callback<Brush>,
    /// Takes a press that went nowhere: what was held, and where.
    pub press: Callback<(Grip, f64)>,
    /// Moves an end of a brush by so many steps.
    pub step: Callback<(Brush, Grip, i32), Option<Brush>>,
    pub end: Callback<(Grip, f64), BrushEnd>,
    /// What is drawn below the brush.
    pub picture: Html,
    /// What is written below the picture; it is given the brush where there is one.
    pub below: Callback<Option<Brush>, Html>,
}

/// A drag: what is held, where it set out, and the brush as it was.
#[derive(Clone, Copy, PartialEq)]
struct ActiveBrush {
    grip: Grip,
    start: f64,
    brush: Brush,
}

#[component]
pub(crate) fn BrushedPicture(props: &BrushedPictureProps) -> Html {
    let root = use_node_ref();
    let held = use_state_eq(|| None::<ActiveBrush>);
    let draft = use_state_eq(|| None::<Brush>);
    use_placing(&root);
    let (all, is_asked) = (props.all, props.is_asked);
    let brush = draft.unwrap_or(props.asked);
    let place_of = {
        let root = root.clone();
        move |event: &PointerEvent| {
            let element = root.cast::<Element>()?;
            let x = inline_offset(&element, event.client_x().into());
            let width = element.get_bounding_client_rect().width().max(1.0);
            Some(all.from() + all.span() * x / width)
        }
    };
    let on_press = {
        let (held, place_of, root) = (held.clone(), place_of.clone(), root.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(start) = place_of(&event).filter(|_| event.button() == 0) else {
                return;
            };
            if let Some(element) = root.cast::<Element>() {
                // Only a pointer that is gone already is refused.
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            let is_inside = is_asked && (brush.from..brush.to).contains(&start);
            let grip = grip_at(&event);
            let grip = grip.unwrap_or(if is_inside { Grip::Whole } else { Grip::New });
            held.set(Some(ActiveBrush { grip, start, brush }));
        })
    };
    let on_drag = {
        let (held, draft) = (held.clone(), draft.clone());
        Callback::from(move |event: PointerEvent| {
            if let (Some(it), Some(now)) = (*held, place_of(&event)) {
                draft.set(it.brush.dragged(it.grip, it.start, now, &all));
            }
        })
    };
    let on_lift = {
        let (held, draft) = (held.clone(), draft.clone());
        let (ask, press) = (props.ask.clone(), props.press.clone());
        Callback::from(move |_: PointerEvent| {
            let Some(it) = *held else { return };
            let drawn = *draft;
            held.set(None);
            draft.set(None);
            match drawn {
                Some(brush) if brush != it.brush => ask.emit(brush),
                _ => press.emit((it.grip, it.start)),
            }
        })
    };
    let on_cancel = {
        let draft = draft.clone();
        Callback::from(move |_: PointerEvent| {
            held.set(None);
            draft.set(None);
        })
    };
    let on_key = {
        let (draft, root, step) = (draft.clone(), root.clone(), props.step.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(grip) = grip_at(&event) else { return };
            let is_rtl = root
                .cast::<Element>()
                .is_some_and(|element| reads_to_the_left(&element));
            let onward = if is_rtl { -1 } else { 1 };
            let steps = match event.key().as_str() {
                "ArrowRight" => onward,
                "ArrowLeft" => -onward,
                "ArrowUp" => 1,
                "ArrowDown" => -1,
                "PageUp" => PAGE_STEPS,
                "PageDown" => -PAGE_STEPS,
                "Home" => -MAX_STEPS,
                "End" => MAX_STEPS,
                _ => return,
            };
            event.prevent_default();
            draft.set(step.emit((brush, grip, steps)));
        })
    };
    // A key that is held moves on; what is asked for is where it is let go.
    let on_key_up = {
        let (draft, ask) = (draft.clone(), props.ask.clone());
        Callback::from(move |_: KeyboardEvent| {
            if let Some(brush) = *draft {
                draft.set(None);
                ask.emit(brush);
            }
        })
    };
    let is_on = is_asked || draft.is_some();
    let end = |grip: Grip, at: f64| {
        let BrushEnd {
            label,
            numbers: [least, most, now],
            text,
        } = props.end.emit((grip, at));
        html! {
            <span
                class="overview__end"
                role="slider"
                tabindex="0"
                aria-label={label}
                aria-orientation="horizontal"
                aria-valuemin={least}
                aria-valuemax={most}
                aria-valuenow={now}
                aria-valuetext={text}
                data-grip={if grip == Grip::To { "to" } else { "from" }}
                data-place={placing(&[("--x", percent(at, &all))])}
            />
        }
    };
    html! {
        <div
            ref={root}
            class={classes!(props.class.clone(), is_on.then_some("overview--on"))}
            role="group"
            aria-label={props.label.clone()}
            onpointerdown={on_press}
            onpointermove={on_drag}
            onpointerup={on_lift}
            onpointercancel={on_cancel}
            onkeydown={on_key}
            onkeyup={on_key_up}
        >
            { props.picture.clone() }
            <span class="overview__brush" data-place={stretch(brush.from, brush.to, &all)} />
            { end(Grip::From, brush.from) }
            { end(Grip::To, brush.to) }
            <span class="overview__years" aria-hidden="true">
                { props.below.emit(is_on.then_some(brush)) }
            </span>
        </div>
    }
}

/// The place of what reaches from one point of a picture to another.
pub(crate) fn stretch(from: f64, to: f64, all: &Window) -> String {
    let (from, to) = (percent(from, all), percent(to, all));
    placing(&[("--x", from), ("--width", to - from)])
}

fn percent(at: f64, all: &Window) -> f64 {
    within((at - all.from()) / all.span(), 0.0, 1.0) * 100.0
}

/// What is held by an end of the brush.
fn grip_at(event: &web_sys::Event) -> Option<Grip> {
    let target = event.target_dyn_into::<Element>()?;
    match target.get_attribute("data-grip")?.as_str() {
        "from" => Some(Grip::From),
        _ => Some(Grip::To),
    }
}
