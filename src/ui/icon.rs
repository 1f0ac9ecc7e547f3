//! The few pictures, drawn in the colour of the text around them.

use yew::prelude::*;

/// A picture that says nothing its label does not.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Icon {
    Close,
    Down,
    Search,
    Plus,
    Minus,
    Back,
    On,
    Fit,
    Play,
    Copy,
    Check,
    Link,
    Passage,
    Horizontal,
    Vertical,
}

impl Icon {
    /// The outline, in a square of 16 by 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Down => "M4 6l4 4 4-4",
            Self::Search => "M10.5 10.5L14 14M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z",
            Self::Plus => "M3 8h10M8 3v10",
            Self::Minus => "M3 8h10",
            Self::Back => "M10 3L5 8l5 5",
            Self::On => "M6 3l5 5-5 5",
            Self::Fit => "M1.5 8h13M4 5L1.5 8 4 11M12 5l2.5 3-2.5 3",
            Self::Play => "M5 3l8 5-8 5z",
            Self::Copy => "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
            Self::Link => {
                "M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5L7.5 13A3 3 0 0 1 3 8.5L4.5 7"
            }
            Self::Passage => "M2 4h12M2 8h7M2 12h4M11 9v5M8.5 11.5L11 14l2.5-2.5",
            Self::Horizontal => "M1.5 13h13M3 9.5h4M6.5 6h5M4 2.5h3",
            Self::Vertical => "M3 1.5v13M6.5 4h7M6.5 8h7M6.5 12h4",
            Self::Check => "M3 8.5l3.5 3.5L13 4.5",
        }
    }

    /// The picture, hidden from a screen reader.
    pub fn draw(self) -> Html {
        let along = matches!(
            self,
            Self::Back | Self::On | Self::Horizontal | Self::Vertical
        );
        html! {
            <svg class={classes!("icon", along.then_some("icon--along"))} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path d={self.path()} />
            </svg>
        }
    }

    /// A button that shows only this, and is called `label`.
    pub fn button(
        self,
        label: &'static str,
        is_off: bool,
        onclick: Option<Callback<MouseEvent>>,
    ) -> Html {
        html! {
            <button
                type="button"
                class="control control--icon"
                aria-label={label}
                title={label}
                aria-disabled={is_off.then_some("true")}
                {onclick}
            >
                { self.draw() }
            </button>
        }
    }
}
