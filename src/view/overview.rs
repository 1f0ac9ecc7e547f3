//! All of time at a glance: how many events when, and where the window is.

use std::rc::Rc;

use yew::prelude::*;

use super::context::Context;
use crate::locale::axis_end;
use crate::timeline::{Extent, Window, density, fit};

/// The drawing's own units; it is stretched to the width there is.
const BARS: u32 = 120;
const HEIGHT: f64 = 30.0;

#[derive(PartialEq, Properties)]
pub(super) struct OverviewProps {
    pub window: Window,
    pub extents: Rc<Vec<Extent>>,
}

#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let all = fit(&props.extents);
    let bars = density(&props.extents, &all, BARS as usize);
    let highest = bars.iter().copied().fold(1.0_f64, f64::max);
    let share = |day: f64| ((day - all.from()) / all.span()).clamp(0.0, 1.0) * f64::from(BARS);
    let (from, to) = (share(props.window.from()), share(props.window.to()));
    html! {
        <div class="overview-box" aria-hidden="true">
            <svg
                class="overview"
                viewBox={["0 0 ", &BARS.to_string(), " ", &HEIGHT.to_string()].concat()}
                preserveAspectRatio="none"
            >
                { for (0_u32..).zip(&bars).filter(|(_, count)| **count > 0.0).map(|(at, count)| {
                    // A lone event must still be seen.
                    let height = (count / highest).sqrt().max(0.12) * HEIGHT;
                    html! {
                        <rect
                            class="overview__bar"
                            x={at.to_string()}
                            y={(HEIGHT - height).to_string()}
                            width="0.8"
                            height={height.to_string()}
                        />
                    }
                }) }
                <line class="overview__base" x1="0" x2={BARS.to_string()} y1="30" y2="30"
                    vector-effect="non-scaling-stroke" />
                <rect
                    class="overview__window"
                    x={from.to_string()}
                    y="0"
                    width={(to - from).max(0.5).to_string()}
                    height={HEIGHT.to_string()}
                    vector-effect="non-scaling-stroke"
                />
            </svg>
            <div class="overview__ends">
                <span>{ axis_end(all.from(), context.words) }</span>
                <span>{ axis_end(all.to(), context.words) }</span>
            </div>
        </div>
    }
}
