//! Running the steps of a test run, and their count.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{Result, tee};
use crate::tools::say;

/// What ran, and how it went.
#[derive(Default)]
pub struct Report {
    /// The steps to run, by a part of their names; none is all.
    only: Vec<String>,
    steps: Vec<(String, Duration, String)>,
    passed: usize,
    failed: usize,
    skipped: usize,
    /// What tests did not look at, since a browser or its driver cannot.
    exceptions: usize,
    not_run: Vec<String>,
}

impl Report {
    /// A report of the steps whose names contain one of `only`, or of all.
    pub fn of(only: Vec<String>) -> Self {
        Self {
            only,
            ..Self::default()
        }
    }

    pub fn is_wanted(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }

    /// Whether a step is to be run. One that is not counts as skipped.
    fn starts(&mut self, name: &str) -> bool {
        let is_wanted = self.is_wanted(name);
        if !is_wanted {
            self.skipped += 1;
            self.not_run.push(format!("{name}: not asked for"));
        }
        is_wanted
    }

    /// A step that either passes or fails. Says whether it did not fail.
    pub fn check(&mut self, name: &str, command: &mut Command) -> bool {
        if !self.starts(name) {
            return true;
        }
        let (success, _) = self.step(name, command);
        let outcome = if success { "passed" } else { "FAILED" };
        if success {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        self.note(outcome);
        success
    }

    /// A step that runs tests, which are counted from what it prints.
    pub fn tests(&mut self, name: &str, command: &mut Command) {
        if self.starts(name) {
            let run = self.step(name, command);
            self.count(run);
        }
    }

    /// As [`tests`](Self::tests), but what fails is run once more: of a browser whose driver
    /// loses a page now and then. That it took two tries is said, and is an exception.
    pub fn tests_of_unsteady_driver(&mut self, name: &str, command: &mut Command) {
        if !self.starts(name) {
            return;
        }
        let run = self.step(name, command);
        if run.0 {
            return self.count(run);
        }
        self.note("FAILED, and is run once more");
        self.exceptions += 1;
        let run = self.step(name, command);
        self.count(run);
    }

    /// Counts what a step's tests printed, which is by its side whether it succeeded.
    fn count(&mut self, (success, lines): (bool, Vec<String>)) {
        let (passed, failed, skipped) = counted(&lines);
        self.passed += passed;
        self.skipped += skipped;
        // What fails without a count (it does not compile, say) is one failure,
        // and so is what runs no test at all.
        let broken = usize::from(failed == 0 && (!success || passed == 0));
        self.failed += failed + broken;
        let mark = if failed + broken > 0 { "FAILED: " } else { "" };
        let exceptions = lines.iter().filter(|line| is_exception(line)).count();
        self.exceptions += exceptions;
        let also = match exceptions {
            0 => String::new(),
            count => format!(", {count} exceptions"),
        };
        self.note(&format!(
            "{mark}{passed} passed, {failed} failed, {skipped} skipped{also}"
        ));
    }

    /// A step that this machine cannot run and need not: it counts as skipped.
    pub fn leave_out(&mut self, name: &str, why: String) {
        self.skipped += 1;
        self.not_run.push(format!("{name}: {why}"));
    }

    /// A step that could not be run, which is a failure.
    pub fn cannot(&mut self, name: &str, why: String) {
        self.failed += 1;
        self.not_run.push(format!("{name}: {why}"));
    }

    fn step(&mut self, name: &str, command: &mut Command) -> (bool, Vec<String>) {
        say(name);
        let start = Instant::now();
        let (success, lines) = tee(command).unwrap_or_else(|why| {
            println!("{why}");
            (false, Vec::new())
        });
        self.steps
            .push((name.to_owned(), start.elapsed(), String::new()));
        (success, lines)
    }

    fn note(&mut self, outcome: &str) {
        if let Some((.., note)) = self.steps.last_mut() {
            outcome.clone_into(note);
        }
    }

    pub fn close(self) -> Result<()> {
        println!();
        for (name, time, outcome) in &self.steps {
            println!("{name:<28} {:>6.1} s  {outcome}", time.as_secs_f64());
        }
        for line in &self.not_run {
            println!("not run: {line}");
        }
        println!();
        println!(
            "{} passed, {} failed, {} skipped, {} exceptions",
            self.passed, self.failed, self.skipped, self.exceptions
        );
        if self.failed == 0 {
            Ok(())
        } else {
            Err("not everything passed".to_owned())
        }
    }
}

/// How many tests passed, failed and were skipped, by the closing lines of
/// cargo's, nextest's and Node's runners.
fn counted(lines: &[String]) -> (usize, usize, usize) {
    let mut counts = (0, 0, 0);
    for line in lines {
        let line = plain(line);
        let line = line.trim();
        let is_closing = line.starts_with("test result: ")
            || (line.starts_with("Summary [") && line.contains("tests run:"));
        if is_closing {
            counts.0 += number_before(line, "passed");
            counts.1 += number_before(line, "failed");
            counts.2 += number_before(line, "ignored") + number_before(line, "skipped");
        }
        // In TAP they are comments, `# pass 12`; to people, `ℹ pass 12`.
        let mut words = line.split(' ');
        if let (Some("#" | "ℹ"), Some(word), Some(number), None) =
            (words.next(), words.next(), words.next(), words.next())
        {
            let number = number.parse().unwrap_or(0);
            match word {
                "pass" => counts.0 += number,
                "fail" => counts.1 += number,
                "skipped" => counts.2 += number,
                _ => {}
            }
        }
    }
    counts
}

/// Whether a test says with this line what its browser kept it from looking at.
fn is_exception(line: &str) -> bool {
    line.trim_start().starts_with("exception: ")
}

/// The line without the codes that colour it.
fn plain(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        text + piece.split_once('m').map_or(piece, |(_, rest)| rest)
    })
}

fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> = line
        .split([' ', ';', ','])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out",
            "\u{1b}[32;1m     Summary\u{1b}[0m [   5.2s] 70 tests run: 69 passed, 1 failed, 2 skipped",
            "12 passed through here",
            "# tests 8",
            "# pass 5",
            "\u{1b}[34mℹ fail 2\u{1b}[39m",
            "# skipped 1",
            "# pass 12 of them",
        ]
        .map(str::to_owned);
        assert_eq!(counted(&lines), (86, 3, 4));
    }

    #[test]
    fn what_a_browser_cannot_do_is_an_exception() {
        assert!(is_exception("  exception: this engine prints nothing"));
        assert!(!is_exception("test lifecycle::an_exception: ok"));
    }

    #[test]
    fn what_is_left_out_does_not_fail() {
        let mut report = Report::default();
        report.leave_out("webkit", "its driver is not there".to_owned());
        assert_eq!((report.failed, report.skipped), (0, 1));
        assert_eq!(report.not_run, ["webkit: its driver is not there"]);
        assert!(report.close().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_driver_that_loses_a_page_has_a_second_try_and_no_third() {
        let marker = std::env::temp_dir().join(format!("backstory-{}", std::process::id()));
        let script = "if [ -e \"$0\" ]; then echo 'test result: ok. 2 passed; 0 failed'; \
                      else touch \"$0\"; echo 'test result: FAILED. 1 passed; 1 failed'; exit 1; fi";
        let mut report = Report::default();
        let mut command = Command::new("sh");
        report.tests_of_unsteady_driver("journeys", command.args(["-c", script]).arg(&marker));
        let _ = std::fs::remove_file(&marker);
        assert_eq!((report.passed, report.failed, report.exceptions), (2, 0, 1));
        let mut command = Command::new("sh");
        let fails = "echo 'test result: FAILED. 1 passed; 1 failed'; exit 1";
        report.tests_of_unsteady_driver("journeys", command.args(["-c", fails]));
        assert_eq!((report.passed, report.failed, report.exceptions), (3, 1, 2));
    }

    #[test]
    fn steps_that_were_not_asked_for_are_counted() {
        let mut report = Report::of(vec!["journeys".to_owned()]);
        assert!(report.starts("journeys, firefox"));
        assert!(!report.starts("clippy, wasm"));
        assert_eq!(report.skipped, 1);
        assert_eq!(report.not_run, ["clippy, wasm: not asked for"]);
    }
}
