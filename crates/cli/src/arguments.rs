//! Words and options of a command, read by `lexopt`.

use lexopt::{Arg, Parser, ValueExt};

use super::CommandError;

/// What a command was given.
pub(super) struct Arguments {
    pub words: Vec<String>,
    /// Each option with its value, a flag with an empty one.
    options: Vec<(&'static str, String)>,
}

impl Arguments {
    /// Separates the words from the options, which have a value, and the flags,
    /// which have none.
    pub fn read(
        arguments: &[String],
        options: &[&'static str],
        flags: &[&'static str],
    ) -> Result<Self, CommandError> {
        let wrong = |error: lexopt::Error| (error.to_string(), 2);
        let mut read = Self {
            words: Vec::new(),
            options: Vec::new(),
        };
        let mut parser = Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(wrong)? {
            let given = match argument {
                Arg::Value(word) => {
                    read.words.push(word.string().map_err(wrong)?);
                    continue;
                }
                Arg::Short(letter) => format!("-{letter}"),
                Arg::Long(name) => format!("--{name}"),
            };
            let known = |names: &[&'static str]| names.iter().copied().find(|it| *it == given);
            if let Some(name) = known(options) {
                let value = parser
                    .value()
                    .map_err(|_| (format!("{name} needs a value"), 2))?;
                read.options.push((name, value.string().map_err(wrong)?));
            } else if let Some(name) = known(flags) {
                read.options.push((name, String::new()));
            } else {
                let all: Vec<&str> = options.iter().chain(flags).copied().collect();
                let all = all.join(", ");
                return Err((format!("unknown option \"{given}\"; use one of {all}"), 2));
            }
        }
        Ok(read)
    }

    /// The value of an option; of several, the last.
    pub fn option(&self, name: &str) -> Option<&str> {
        let mut all = self.options.iter().rev();
        all.find(|(option, _)| *option == name)
            .map(|(_, value)| &**value)
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.option(name).is_some()
    }

    /// The value of an option that is one of a list, of which the first is what
    /// it is without the option.
    pub fn choice(
        &self,
        name: &str,
        choices: &[&'static str],
    ) -> Result<&'static str, CommandError> {
        let chosen = match self.option(name) {
            Some(value) => choices.iter().find(|choice| **choice == value),
            None => choices.first(),
        };
        chosen
            .copied()
            .ok_or_else(|| (format!("{name} is one of {}", choices.join(", ")), 2))
    }
}
