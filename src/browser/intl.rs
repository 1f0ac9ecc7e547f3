//! The browser's `Intl`.
//!
//! It is reached by name and every call may fail, so that a browser without a
//! part of it, or without the language, costs only that part.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use js_sys::{Array, Function, JSON, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use backstory_core::locale::{
    CATEGORIES, DateWords, Formats, Listing, Message, RelativeSpan, before_unit, conventions,
    provide,
};
use backstory_core::util::lowercase;

use rustc_hash::FxBuildHasher;

/// A formatter, made when it is first asked for; `None` where the browser has
/// none for the language.
type Lazy = OnceCell<Option<JsValue>>;

/// Whole numbers below this are asked for once: a year, a day of a month and a
/// small count stand on every frame of a timeline that moves.
const CACHED_NUMBERS: usize = 4096;

/// What the numbers from 0 were written as, as far as that was asked for.
type Written = RefCell<Vec<Option<Box<str>>>>;

/// Has the widget speak each language by the browser's rules. To be called before
/// anything is shown.
pub fn speak() {
    lower_letters();
    provide(|tag| Box::new(Intl::new(tag)));
}

/// Has letters put in lower case by the browser. To be called before any text is read,
/// where there is no [`speak`].
pub fn lower_letters() {
    lowercase::provide(|text| JsString::from(text).to_lower_case().into());
}

/// The formatters of one language.
struct Intl {
    tag: String,
    /// Without groups, and with them.
    written: [Written; 2],
    plurals: Lazy,
    counts: Lazy,
    digits: Lazy,
    all: Lazy,
    any: Lazy,
    relative: Lazy,
    collator: Lazy,
    /// The formats of amounts, each with its options.
    amounts: RefCell<Vec<(String, Option<JsValue>)>>,
}

impl Intl {
    fn new(tag: &str) -> Self {
        Self {
            tag: tag.to_owned(),
            written: Default::default(),
            plurals: Lazy::new(),
            counts: Lazy::new(),
            digits: Lazy::new(),
            all: Lazy::new(),
            any: Lazy::new(),
            relative: Lazy::new(),
            collator: Lazy::new(),
            amounts: RefCell::default(),
        }
    }

    fn kept<'a>(&self, lazy: &'a Lazy, kind: &str, options: &str) -> Option<&'a JsValue> {
        lazy.get_or_init(|| formatter(kind, conventions(&self.tag), options))
            .as_ref()
    }

    fn write_amount(&self, options: &str, number: f64) -> Option<String> {
        let mut known = self.amounts.borrow_mut();
        let place = known.iter().position(|(it, _)| it == options);
        let place = place.unwrap_or_else(|| {
            let format = formatter("NumberFormat", conventions(&self.tag), options);
            known.push((options.to_owned(), format));
            known.len() - 1
        });
        let (_, format) = known.get(place)?;
        text(format.as_ref()?, "format", &[number.into()])
    }

    #[expect(clippy::cast_precision_loss, reason = "a year is far below 2^52")]
    fn write(&self, value: i64, grouped: bool) -> Option<String> {
        let (lazy, options) = if grouped {
            (&self.counts, "{}")
        } else {
            (&self.digits, r#"{"useGrouping":false}"#)
        };
        let format = self.kept(lazy, "NumberFormat", options)?;
        text(format, "format", &[(value as f64).into()])
    }
}

impl Formats for Intl {
    fn category(&self, count: u32) -> Option<usize> {
        // Browsers that know Kinyarwanda give it one form only, for want of a
        // rule in CLDR; its nouns have two.
        if is_kinyarwanda(&self.tag) {
            return None;
        }
        let rules = self.kept(&self.plurals, "PluralRules", "{}")?;
        let name = call(rules, "select", &[count.into()])?.as_string()?;
        CATEGORIES.iter().position(|category| *category == name)
    }

    fn number(&self, value: i64, grouped: bool) -> Option<String> {
        let kept = usize::try_from(value)
            .ok()
            .filter(|at| *at < CACHED_NUMBERS);
        let Some(at) = kept else {
            return self.write(value, grouped);
        };
        let [plain, in_groups] = &self.written;
        let mut written = if grouped { in_groups } else { plain }.borrow_mut();
        if written.len() <= at {
            written.resize(at + 1, None);
        }
        let text = written.get_mut(at)?;
        if text.is_none() {
            *text = self.write(value, grouped).map(String::into_boxed_str);
        }
        text.as_deref().map(str::to_owned)
    }

    /// The browser knows currencies, and the units of ECMA-402, section 6.6.2; any other
    /// unit stands behind the number as it is.
    fn amount(&self, number: f64, unit: &str, compact: bool) -> Option<String> {
        let is_code = unit.len() == 3 && unit.bytes().all(|it| it.is_ascii_uppercase());
        let is_unit =
            !unit.is_empty() && unit.bytes().all(|it| it.is_ascii_lowercase() || it == b'-');
        let rest = if compact {
            r#""notation":"compact","maximumSignificantDigits":3}"#
        } else {
            r#""trailingZeroDisplay":"stripIfInteger"}"#
        };
        let styled = if is_code {
            [r#"{"style":"currency","currency":""#, unit, "\",", rest].concat()
        } else if is_unit {
            [r#"{"style":"unit","unit":""#, unit, "\",", rest].concat()
        } else {
            String::new()
        };
        let styled = (!styled.is_empty()).then(|| self.write_amount(&styled, number));
        styled.flatten().or_else(|| {
            let number = self.write_amount(&["{", rest].concat(), number)?;
            Some(if unit.is_empty() {
                number
            } else {
                [&*number, before_unit(unit), unit].concat()
            })
        })
    }

    fn list(&self, members: &[String], listing: Listing) -> Option<String> {
        let (lazy, options) = match listing {
            Listing::All => (&self.all, r#"{"type":"conjunction"}"#),
            Listing::Any => (&self.any, r#"{"type":"disjunction"}"#),
        };
        let members: Array = members.iter().map(JsValue::from).collect();
        text(
            self.kept(lazy, "ListFormat", options)?,
            "format",
            &[members.into()],
        )
    }

    /// By the widget's language, or else by itself: Chromium has no names in
    /// Kinyarwanda.
    fn name_of(&self, tag: &str) -> Option<String> {
        let names = |speaker| formatter("DisplayNames", speaker, r#"{"type":"language"}"#);
        let names = names(&self.tag).or_else(|| names(tag))?;
        text(&names, "of", &[tag.into()])
    }

    /// None in Kinyarwanda, of which CLDR has a draft with one word for
    /// yesterday and tomorrow.
    fn relative(&self, span: RelativeSpan) -> Option<String> {
        if is_kinyarwanda(&self.tag) {
            return None;
        }
        let format = self.kept(
            &self.relative,
            "RelativeTimeFormat",
            r#"{"numeric":"auto"}"#,
        )?;
        let (count, unit) = match span {
            RelativeSpan::Years(count) => (count, "year"),
            RelativeSpan::Months(count) => (count, "month"),
            RelativeSpan::Days(count) => (count, "day"),
        };
        text(format, "format", &[count.into(), unit.into()])
    }

    /// The browser sorts by itself: a call from here for each pair of names
    /// would take many times longer.
    fn ranks(&self, names: &[&str]) -> Option<Vec<u32>> {
        let collator = self.kept(&self.collator, "Collator", r#"{"numeric":true}"#)?;
        let compare: Function = get(collator, "compare")?.dyn_into().ok()?;
        let sorted: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
        call(&sorted, "sort", &[compare.clone().into()])?;
        let mut rank = 0;
        let mut before: Option<JsValue> = None;
        let mut ranks = HashMap::<String, u32, FxBuildHasher>::default();
        for name in sorted.iter() {
            if let Some(before) = before {
                let order = compare.call2(&JsValue::UNDEFINED, &before, &name).ok()?;
                rank += u32::from(order.as_f64()? != 0.0);
            }
            ranks.insert(name.as_string()?, rank);
            before = Some(name);
        }
        names.iter().map(|name| ranks.get(*name).copied()).collect()
    }

    /// The names of the months, and the order of a date's parts, each taken
    /// from the form of date that it is used in: Russian and Chinese name a
    /// month differently with and without its day.
    ///
    /// What CLDR has of Kinyarwanda's dates is a draft that no browser agrees
    /// with another on, so its own words stand.
    fn dates(&self, words: DateWords) -> DateWords {
        if is_kinyarwanda(&self.tag) {
            return words;
        }
        let form = |options: &str| DateForm::new(conventions(&self.tag), options);
        let mut dates = words;
        if let Some(form) = form(r#""day":"numeric","month":"long","year":"numeric""#) {
            (dates.day, dates.months_of_day) = (form.pattern, form.months);
        }
        if let Some(form) = form(r#""month":"long","year":"numeric""#) {
            (dates.month, dates.months) = (form.pattern, form.months);
        }
        if let Some(form) = form(r#""day":"numeric","month":"short""#) {
            (dates.short_day, dates.short_months_of_day) = (form.pattern, form.months);
        }
        if let Some(form) = form(r#""month":"short""#) {
            // Alone it is all of what is said: "6月", not "6".
            dates.short_months = form.names;
        }
        dates
    }
}

/// How a language writes one form of date.
struct DateForm {
    /// Its parts in their order, `{day} {month} {year}`.
    pattern: Message,
    /// What stands for `{month}` in it.
    months: [Message; 12],
    /// All of what is written for a day of each month.
    names: [Message; 12],
}

impl DateForm {
    fn new(tag: &str, options: &str) -> Option<Self> {
        let common = r#"{"timeZone":"UTC","calendar":"gregory","#;
        let options = [common, options, "}"].concat();
        let format = formatter("DateTimeFormat", tag, &options)?;
        let mut pattern = String::new();
        let (mut months, mut names) = ([""; 12], [""; 12]);
        for (month, (part, name)) in (0_i32..).zip(months.iter_mut().zip(&mut names)) {
            // Any day of a year without an era of its own.
            let day = js_sys::Date::new_with_year_month_day(2001, month, 15);
            let day = JsValue::from(day);
            *name = keep(text(&format, "format", std::slice::from_ref(&day))?);
            let parts: Array = call(&format, "formatToParts", &[day])?.dyn_into().ok()?;
            pattern.clear();
            for piece in parts.iter() {
                let value = get(&piece, "value")?.as_string()?;
                match get(&piece, "type")?.as_string()?.as_str() {
                    "literal" => pattern.push_str(&value),
                    kind => {
                        if kind == "month" {
                            *part = keep(value);
                        }
                        pattern.push('{');
                        pattern.push_str(kind);
                        pattern.push('}');
                    }
                }
            }
        }
        Some(Self {
            pattern: keep(pattern),
            months,
            names,
        })
    }
}

fn keep(text: String) -> Message {
    Box::leak(text.into_boxed_str())
}

fn is_kinyarwanda(tag: &str) -> bool {
    tag == "rw" || tag.starts_with("rw-")
}

/// A formatter of `Intl`, where the browser knows the language.
fn formatter(kind: &str, tag: &str, options: &str) -> Option<JsValue> {
    let intl = get(&js_sys::global(), "Intl")?;
    let constructor = get(&intl, kind)?;
    let supported = call(&constructor, "supportedLocalesOf", &[tag.into()])?;
    if Array::from(&supported).length() == 0 {
        return None;
    }
    let options = JSON::parse(options).ok()?;
    let arguments = Array::of2(&tag.into(), &options);
    let constructor: &Function = constructor.dyn_ref()?;
    Reflect::construct(constructor, &arguments).ok()
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(object, method)?.dyn_into().ok()?;
    method
        .apply(object, &arguments.iter().collect::<Array>())
        .ok()
}

fn text(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<String> {
    call(object, method, arguments)?.as_string()
}
