//! What a language's rules are: plurals, numbers, the forms of dates, lists,
//! the order of names, and times told from other times.
//!
//! A browser knows all of it: it hands its [`Formats`] in by [`provide`]. English
//! and what plural rules the languages of `locale/` have is known everywhere,
//! for servers and for what a browser does not know.

mod plain;

use std::cell::{Cell, RefCell};

pub use plain::conventions;
use plain::{category as category_of, is_month_first, number as number_of, primary};

use super::DateWords;
use crate::query::natural;

/// The rules of one language. What is not given is English, or what CLDR says of
/// the languages of `locale/`.
pub trait Formats {
    /// The plural category of `count`, as its position in CLDR's order (zero,
    /// one, two, few, many, other).
    fn category(&self, count: u32) -> Option<usize>;

    /// A whole number, its digits in groups or not.
    fn number(&self, value: i64, grouped: bool) -> Option<String>;

    /// A number with its unit, as short as can be where it is `compact`.
    fn amount(&self, number: f64, unit: &str, compact: bool) -> Option<String>;

    /// A list; `None` where the language's own words have to do.
    fn list(&self, members: &[String], listing: Listing) -> Option<String>;

    /// What this language calls another one, by its tag.
    fn name_of(&self, tag: &str) -> Option<String>;

    /// How a time is told from another one: "7 months ago".
    fn relative(&self, span: RelativeSpan) -> Option<String>;

    /// Of each name, how many different ones come before it.
    fn ranks(&self, names: &[&str]) -> Option<Vec<u32>>;

    /// A language's words for dates, with the names and the order that are known
    /// better here.
    fn dates(&self, words: DateWords) -> DateWords;
}

/// No rules but those that are built in, for the language with this tag.
struct Plain(String);

impl Formats for Plain {
    fn category(&self, _: u32) -> Option<usize> {
        None
    }

    fn number(&self, _: i64, _: bool) -> Option<String> {
        None
    }

    fn amount(&self, _: f64, _: &str, _: bool) -> Option<String> {
        None
    }

    /// Lists of American English, with a comma before the last of several.
    fn list(&self, members: &[String], listing: Listing) -> Option<String> {
        let (last, head) = members.split_last()?;
        if !is_month_first(&self.0) || head.len() < 2 {
            return None;
        }
        let joint = match listing {
            Listing::All => ", and ",
            Listing::Any => ", or ",
        };
        Some([&head.join(", "), joint, last].concat())
    }

    fn name_of(&self, _: &str) -> Option<String> {
        None
    }

    fn relative(&self, _: RelativeSpan) -> Option<String> {
        None
    }

    fn ranks(&self, _: &[&str]) -> Option<Vec<u32>> {
        None
    }

    fn dates(&self, words: DateWords) -> DateWords {
        if !is_month_first(&self.0) {
            return words;
        }
        DateWords {
            day: "{month} {day}, {year}",
            short_day: "{month} {day}",
            ..words
        }
    }
}

/// Makes the rules of the language with this BCP 47 tag.
type Provider = fn(&str) -> Box<dyn Formats>;

/// A language that was met, with its rules.
struct Known {
    tag: String,
    formats: Box<dyn Formats>,
}

thread_local! {
    static PROVIDER: Cell<Provider> = const { Cell::new(|tag| Box::new(Plain(tag.to_owned()))) };

    /// Every language met so far, English first.
    static KNOWN: RefCell<Vec<&'static Known>> = const { RefCell::new(Vec::new()) };
}

/// Takes the rules of languages from `provider`, before any language is met.
pub fn provide(provider: Provider) {
    PROVIDER.set(provider);
}

impl Known {
    fn new(tag: &str) -> &'static Self {
        Box::leak(Box::new(Self {
            tag: tag.to_owned(),
            formats: PROVIDER.get()(tag),
        }))
    }
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
pub enum RelativeSpan {
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
        KNOWN.with_borrow_mut(|known| {
            if known.is_empty() {
                known.push(Known::new("en-GB"));
            }
            let position = known.iter().position(|it| it.tag == tag);
            let position = position.unwrap_or_else(|| {
                known.push(Known::new(tag));
                known.len() - 1
            });
            Self(u8::try_from(position).unwrap_or(0))
        })
    }

    fn known(self) -> &'static Known {
        let known = || KNOWN.with_borrow(|known| known.get(usize::from(self.0)).copied());
        // Only English, which is a constant, can be met before it is made.
        known().unwrap_or_else(|| {
            let _ = Self::new("en-GB");
            known().unwrap_or_else(|| Known::new("en-GB"))
        })
    }

    fn formats(self) -> &'static dyn Formats {
        &*self.known().formats
    }

    /// The tag by which it was asked for.
    #[must_use]
    pub fn tag(self) -> &'static str {
        &self.known().tag
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_rtl(self) -> bool {
        matches!(primary(self.tag()), "ar" | "fa" | "he" | "ur")
    }

    /// Whether it is the language of a text with this tag, region and script
    /// aside.
    #[must_use]
    pub fn is_spoken_in(self, tag: &str) -> bool {
        primary(tag).eq_ignore_ascii_case(primary(self.tag()))
    }

    /// What this language calls another one; its tag where the browser has no name.
    #[must_use]
    pub fn name_of(self, tag: &str) -> String {
        let name = self.formats().name_of(tag);
        name.unwrap_or_else(|| tag.to_owned())
    }

    /// The plural category of `count`, as its position in CLDR's order.
    pub(super) fn category(self, count: u32) -> usize {
        let category = self.formats().category(count);
        category.unwrap_or_else(|| category_of(self.tag(), count))
    }

    /// A count as it is written: `12,345`.
    #[must_use]
    pub fn number(self, count: u32) -> String {
        self.write(count.into(), true)
    }

    /// A number that is a name, such as a year: digits with nothing between.
    #[must_use]
    pub fn digits(self, number: i64) -> String {
        self.write(number, false)
    }

    fn write(self, number: i64, grouped: bool) -> String {
        let written = self.formats().number(number, grouped);
        written.unwrap_or_else(|| number_of(number, grouped))
    }

    /// A number with its unit.
    pub(super) fn amount(self, number: f64, unit: &str, compact: bool) -> Option<String> {
        self.formats().amount(number, unit, compact)
    }

    /// A list; `None` where the language's own words have to do.
    pub(super) fn list(self, members: &[String], listing: Listing) -> Option<String> {
        self.formats().list(members, listing)
    }

    /// How a time is told from another one: "7 months ago". `None` where it
    /// cannot be.
    #[must_use]
    pub fn relative(self, span: RelativeSpan) -> Option<String> {
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
