//! Words and options of a command.

use super::Failure;

/// What a command was given.
pub(super) struct Arguments<'a> {
    pub words: Vec<&'a str>,
    options: Vec<(&'a str, &'a str)>,
}

impl<'a> Arguments<'a> {
    /// Parts the words from the options, each of which has a value, after it or
    /// after `=`.
    pub fn read(arguments: &'a [String], known: &[&str]) -> Result<Self, Failure> {
        let mut read = Self {
            words: Vec::new(),
            options: Vec::new(),
        };
        let mut rest = arguments.iter().map(String::as_str);
        while let Some(argument) = rest.next() {
            if argument == "-" || !argument.starts_with('-') {
                read.words.push(argument);
                continue;
            }
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (argument, None),
            };
            if !known.contains(&name) {
                return Err((
                    format!("unknown option \"{name}\"; use one of {}", known.join(", ")),
                    2,
                ));
            }
            let value = value
                .or_else(|| rest.next())
                .ok_or_else(|| (format!("{name} wants a value"), 2))?;
            read.options.push((name, value));
        }
        Ok(read)
    }

    /// The value of an option; of several, the last.
    pub fn option(&self, name: &str) -> Option<&'a str> {
        let mut all = self.options.iter().rev();
        all.find(|(option, _)| *option == name)
            .map(|(_, value)| *value)
    }

    /// The value of an option that is one of a list, of which the first is what
    /// it is without the option.
    pub fn choice(&self, name: &str, choices: &[&'a str]) -> Result<&'a str, Failure> {
        let chosen = self.option(name).or_else(|| choices.first().copied());
        chosen
            .filter(|choice| choices.contains(choice))
            .ok_or_else(|| (format!("{name} is one of {}", choices.join(", ")), 2))
    }
}
