//! What a language's rules are: plurals, numbers, the forms of dates, lists,
//! the order of names, and times told from other times.
//!
//! In a browser all of it comes from `Intl`, whose formatters are kept; English
//! and what plural rules the languages of `locale/` have is known everywhere,
//! for servers and for what a browser does not know.

#[cfg(target_arch = "wasm32")]
mod intl;
mod plain;

use std::cell::RefCell;

#[cfg(target_arch = "wasm32")]
use intl::Formats;
#[cfg(not(target_arch = "wasm32"))]
use plain::Formats;

use super::DateWords;
use crate::query::natural;

thread_local! {
    /// The formatters of every language met so far, English first.
    static FORMATS: RefCell<Vec<&'static Formats>> = const { RefCell::new(Vec::new()) };
}

/// A language with its rules: a handle that costs nothing to hand around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(u8);

/// How the members of a list belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// All of them.
    All,
    /// One of them.
    Any,
}

/// A stretch of time in the coarsest unit that fits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Whole years.
    Years(i32),
    /// Whole months.
    Months(i32),
    /// Days.
    Days(i32),
}

impl Language {
    /// English, in the British form that is built in.
    pub const ENGLISH: Self = Self(0);

    /// The language of a BCP 47 tag, `ar` or `fr-CA`. English without a region
    /// is British, as the words are.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        FORMATS.with_borrow_mut(|known| {
            if known.is_empty() {
                known.push(Box::leak(Box::new(Formats::new("en-GB"))));
            }
            let position = known.iter().position(|formats| formats.tag() == tag);
            let position = position.unwrap_or_else(|| {
                known.push(Box::leak(Box::new(Formats::new(tag))));
                known.len() - 1
            });
            Self(u8::try_from(position).unwrap_or(0))
        })
    }

    fn formats(self) -> &'static Formats {
        let known = || FORMATS.with_borrow(|known| known.get(usize::from(self.0)).copied());
        // Only English, which is a constant, can be met before it is made.
        known().unwrap_or_else(|| {
            let _ = Self::new("en-GB");
            known().unwrap_or_else(|| Box::leak(Box::new(Formats::new("en-GB"))))
        })
    }

    /// The tag by which it was asked for.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.formats().tag()
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_rtl(self) -> bool {
        matches!(plain::primary(self.tag()), "ar" | "fa" | "he" | "ur")
    }

    /// Whether it is the language of a text with this tag, region and script
    /// aside.
    #[must_use]
    pub fn is_spoken_in(self, tag: &str) -> bool {
        plain::primary(tag).eq_ignore_ascii_case(plain::primary(self.tag()))
    }

    /// What this language calls another one; its tag where nobody knows.
    #[must_use]
    pub fn name_of(self, tag: &str) -> String {
        let name = self.formats().name_of(tag);
        name.unwrap_or_else(|| tag.to_owned())
    }

    /// The plural category of `count`, as its position in CLDR's order.
    pub(super) fn category(self, count: u32) -> usize {
        self.formats().category(count)
    }

    /// A count as it is written: `12,345`.
    #[must_use]
    pub fn number(self, count: u32) -> String {
        self.formats().number(count.into(), true)
    }

    /// A number that is a name, such as a year: digits with nothing between.
    #[must_use]
    pub fn digits(self, number: i64) -> String {
        self.formats().number(number, false)
    }

    /// The number of a day of a month: French writes the first as `1er`.
    #[must_use]
    pub fn day_of_month(self, day: u8) -> String {
        let digits = self.digits(day.into());
        if day == 1 && plain::primary(self.tag()) == "fr" {
            return digits + "er";
        }
        digits
    }

    /// Whether a month stands in another case after a preposition, which is
    /// that of a month with a day.
    #[must_use]
    pub fn inflects_months(self) -> bool {
        plain::primary(self.tag()) == "ru"
    }

    /// Whether an hour of one digit has a zero before it.
    #[must_use]
    pub fn pads_hours(self) -> bool {
        plain::primary(self.tag()) != "fr"
    }

    /// A list; `None` where the language's own words have to do.
    pub(super) fn list(self, members: &[String], listing: Listing) -> Option<String> {
        self.formats().list(members, listing)
    }

    /// How a time is told from another one: "7 months ago". `None` where it
    /// cannot be.
    #[must_use]
    pub fn relative(self, span: Span) -> Option<String> {
        self.formats().relative(span)
    }

    /// The order of names: of each, how many different ones come before it.
    #[must_use]
    pub fn ranks(self, names: &[&str]) -> Vec<u32> {
        let ranks = self.formats().ranks(names);
        ranks.unwrap_or_else(|| natural(names))
    }

    /// A language's words for dates, with the names and the order that the
    /// browser knows better.
    pub(super) fn dates(self, words: DateWords) -> DateWords {
        self.formats().dates(words)
    }
}
