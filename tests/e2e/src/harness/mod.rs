//! A page server, a browser, and a reader's hands and eyes.

mod actions;
mod browser;
mod page;
mod queries;
mod server;

pub use actions::Place;
pub use browser::{Browser, Engine};
pub use page::Page;
pub use server::{Resource, Server};

/// Ends a journey: the error is a sentence that says what was wrong.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Ends the journey where `left` is not `right`.
#[macro_export]
macro_rules! expect_eq {
    ($left:expr, $right:expr $(,)?) => {
        let (left, right) = (&$left, &$right);
        if *left != *right {
            return Err(format!(
                "{}:{}: {} is\n  {left:?}\nand should be\n  {right:?}",
                file!(),
                line!(),
                stringify!($left),
            )
            .into());
        }
    };
}

/// Ends the journey where `condition` does not hold.
#[macro_export]
macro_rules! expect {
    ($condition:expr, $($message:tt)+) => {
        let holds: bool = $condition;
        if !holds {
            return Err(format!("{}:{}: {}", file!(), line!(), format!($($message)+)).into());
        }
    };
}
