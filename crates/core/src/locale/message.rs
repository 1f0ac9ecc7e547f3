//! What a message is, and how a language's file becomes messages.

use super::Language;
use crate::dataset::{Field, Value};

/// A message: the words for one place of the interface, with `{…}` placeholders. A language is read once and kept for as long as the page is.
pub type Message = &'static str;

/// What a language's file holds: messages, plurals, and lists of them.
pub(super) trait Readable: Copy {
    /// Reads what `value` holds; `None` where it holds something else.
    fn read(value: &Value, language: Language) -> Option<Self>;

    /// The same as a file would hold it.
    #[cfg(test)]
    fn to_value(self) -> Value<'static>;
}

impl Readable for Message {
    fn read(value: &Value, _: Language) -> Option<Self> {
        match value {
            Value::Text(text) => Some(Box::leak(text.clone().into_owned().into_boxed_str())),
            _ => None,
        }
    }

    #[cfg(test)]
    fn to_value(self) -> Value<'static> {
        Value::Text(self.to_owned().into())
    }
}

impl<const N: usize> Readable for [Message; N] {
    fn read(value: &Value, language: Language) -> Option<Self> {
        let Value::List(values) = value else {
            return None;
        };
        let read: Option<Vec<Message>> = values
            .iter()
            .map(|value| Message::read(value, language))
            .collect();
        read?.try_into().ok()
    }

    #[cfg(test)]
    fn to_value(self) -> Value<'static> {
        Value::List(self.iter().map(|message| message.to_value()).collect())
    }
}

/// The plural categories of Unicode CLDR, in its order.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A message for a number of things, one form for each plural category that the
/// language tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural {
    /// In the order of [`CATEGORIES`]; empty where the language has no such
    /// category.
    forms: [Message; CATEGORIES.len()],
    language: Language,
}

impl Plural {
    /// English, which tells one from any other number.
    pub(super) const fn english(one: Message, other: Message) -> Self {
        Self {
            forms: ["", one, "", "", "", other],
            language: Language::ENGLISH,
        }
    }

    /// The message for `count`, with its `{n}` filled in.
    #[must_use]
    pub fn of(self, count: u32) -> String {
        let [.., other] = self.forms;
        let form = self.forms.get(self.language.category(count)).copied();
        let form = form.filter(|form| !form.is_empty()).unwrap_or(other);
        fill(form, &[("n", &self.language.number(count))])
    }
}

impl Readable for Plural {
    fn read(value: &Value, language: Language) -> Option<Self> {
        let Value::Map(given) = value else {
            return None;
        };
        let form = |category| {
            let (_, form) = given.iter().find(|(name, _)| name == category)?;
            Message::read(form, language)
        };
        Some(Self {
            forms: CATEGORIES.map(|category| form(category).unwrap_or_default()),
            language,
        })
    }

    #[cfg(test)]
    fn to_value(self) -> Value<'static> {
        let forms = CATEGORIES.iter().zip(self.forms);
        let given = forms.filter(|(_, form)| !form.is_empty());
        Value::Map(
            given
                .map(|(category, form)| ((*category).into(), form.to_value()))
                .collect(),
        )
    }
}

/// Reads the message of a name, where there is one. Two hundred messages are read
/// one by one, so that this is not to be copied into each place.
#[inline(never)]
pub(super) fn take<T: Readable>(given: &[Field], name: &str, language: Language, message: &mut T) {
    let found = given.iter().find(|(given, _)| given == name);
    if let Some(read) = found.and_then(|(_, value)| T::read(value, language)) {
        *message = read;
    }
}

/// Declares a language's messages, each with its type and its English. A file
/// of another language has the same names; what it lacks stays English.
macro_rules! messages {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty = $english:expr,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[expect(missing_docs, reason = "a field's English message says what it is")]
        pub struct $name { $($(#[$doc])* pub $field: $type,)+ }

        impl $name {
            /// English, the language that is built in.
            pub const ENGLISH: Self = Self { $($field: $english,)+ };
        }

        impl $crate::locale::message::Readable for $name {
            fn read(
                value: &$crate::dataset::Value,
                language: $crate::locale::Language,
            ) -> Option<Self> {
                let $crate::dataset::Value::Map(given) = value else {
                    return None;
                };
                let mut messages = Self::ENGLISH;
                $($crate::locale::message::take(
                    given,
                    stringify!($field),
                    language,
                    &mut messages.$field,
                );)+
                Some(messages)
            }

            #[cfg(test)]
            fn to_value(self) -> $crate::dataset::Value<'static> {
                $crate::dataset::Value::Map(vec![
                    $((
                        stringify!($field).into(),
                        $crate::locale::message::Readable::to_value(self.$field),
                    ),)+
                ])
            }
        }
    };
}
pub(super) use messages;

/// Fills the `{name}` slots of a message.
///
/// A slot with no value stays as it is, so that a missing one is seen.
///
/// ```
/// use backstory_core::locale::fill;
///
/// assert_eq!(fill("{n} of {all}", &[("n", "3"), ("all", "25")]), "3 of 25");
/// ```
#[must_use]
pub fn fill(message: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, slot)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = slot.split_once('}') else {
            filled.push('{');
            rest = slot;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_strangers_kept() {
        assert_eq!(fill("{a} and {b}", &[("a", "x")]), "x and {b}");
        assert_eq!(fill("open { brace", &[]), "open { brace");
        assert_eq!(fill("{a}{a}", &[("a", "{a}")]), "{a}{a}");
    }

    #[test]
    fn one_thing_is_not_many() {
        let plural = Plural::english("{n} event", "{n} events");
        assert_eq!(plural.of(1), "1 event");
        assert_eq!(plural.of(0), "0 events");
        assert_eq!(plural.of(12_345), "12,345 events");
    }
}
