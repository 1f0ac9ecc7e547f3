//! `cargo xtask test`

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::browsers::{Browser, Engine};
use crate::run::{Result, cargo, output, root, tee};
use crate::tools::{Tools, say};

/// Runs every check and every test, to the end whatever fails, and closes with
/// a count.
pub fn test(arguments: &[String]) -> Result<()> {
    let engines = engines(arguments)?;
    let mut report = Report::default();
    report.check("formatting", cargo().args(["fmt", "--all", "--check"]));
    report.check(
        "clippy, native",
        cargo()
            .args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                "backstory/e2e",
            ])
            .args(DENY),
    );
    report.tests("native tests", &mut native_tests());
    report.tests("examples in the docs", cargo().args(["test", "--doc"]));

    match Tools::for_builds() {
        Ok(tools) => in_browsers(&mut report, tools, &engines),
        Err(why) => report.cannot("everything for wasm", why),
    }
    report.close()
}

/// Takes the pictures that the README and the docs show.
pub fn pictures() -> Result<()> {
    let mut tools = Tools::for_builds()?;
    let browser = Browser::ensure(Engine::Chromium, &mut tools)?;
    let mut report = Report::default();
    report.check("build", &mut build(&tools)?);
    let mut command = journeys(&browser, &tools)?;
    command.env("BACKSTORY_PICTURES", root().join("docs").join("pictures"));
    report.tests("pictures", command.args(["--", "pictures"]));
    report.close()
}

const DENY: [&str; 3] = ["--", "-D", "warnings"];
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

fn in_browsers(report: &mut Report, mut tools: Tools, engines: &[Engine]) {
    report.check(
        "clippy, wasm",
        cargo()
            .arg("clippy")
            .args(WASM)
            .args(["--lib", "--test", "web"])
            .args(DENY),
    );
    let built = build(&tools).and_then(|mut command| {
        if report.check("release build of the page", &mut command) {
            Ok(())
        } else {
            Err("".into())
        }
    });
    for engine in engines {
        match Browser::ensure(*engine, &mut tools) {
            Err(why) => report.cannot(engine.name(), why),
            Ok(browser) => {
                let name = browser.engine.name();
                match components(&browser, &tools) {
                    Ok(mut command) => report.tests(&format!("components, {name}"), &mut command),
                    Err(why) => report.cannot(name, why),
                }
                match (&built, journeys(&browser, &tools)) {
                    (Ok(()), Ok(mut command)) => {
                        report.tests(&format!("journeys, {name}"), &mut command);
                    }
                    (_, Err(why)) => report.cannot(name, why),
                    (Err(_), _) => {
                        report.cannot(&format!("journeys, {name}"), "no page was built".into());
                    }
                }
            }
        }
    }
}

fn engines(arguments: &[String]) -> Result<Vec<Engine>> {
    let mut engines = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let name = match argument.strip_prefix("--engine") {
            Some("") => arguments.next().ok_or("--engine wants a name")?.as_str(),
            Some(rest) if rest.starts_with('=') => &rest[1..],
            _ => return Err(format!("\"{argument}\" is no option of test: --engine is")),
        };
        engines.push(Engine::parse(name)?);
    }
    if engines.is_empty() {
        engines.extend(Engine::DEFAULT);
    }
    Ok(engines)
}

fn native_tests() -> Command {
    let mut command = cargo();
    if output(cargo().args(["nextest", "--version"])).is_some() {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        command.args([
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
        ]);
    }
    command
}

/// The component tests in one browser.
fn components(browser: &Browser, tools: &Tools) -> Result<Command> {
    let mut command = cargo();
    command
        .arg("test")
        .args(WASM)
        .args(["--test", "web"])
        .env("PATH", tools.path())
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    browser.command(command)
}

/// The page as it is published.
fn build(tools: &Tools) -> Result<Command> {
    let trunk = tools.find("trunk").ok_or("trunk is missing")?;
    let mut command = Command::new(trunk);
    command
        .current_dir(root())
        .env("PATH", tools.path())
        .env_remove("NO_COLOR")
        .args(["build", "--release", "--dist"])
        .arg(dist());
    Ok(command)
}

fn dist() -> PathBuf {
    root().join("target").join("xtask").join("dist")
}

/// The journeys through the built page in one browser.
fn journeys(browser: &Browser, tools: &Tools) -> Result<Command> {
    let mut command = cargo();
    command
        .args(["test", "--features", "e2e", "--test", "e2e"])
        .env("PATH", tools.path())
        .env("BACKSTORY_DIST", dist());
    browser.command(command)
}

/// What ran, and how it went.
#[derive(Default)]
struct Report {
    steps: Vec<(String, Duration, String)>,
    passed: usize,
    failed: usize,
    skipped: usize,
    left_out: Vec<String>,
}

impl Report {
    /// A step that either passes or fails. Says whether it passed.
    fn check(&mut self, name: &str, command: &mut Command) -> bool {
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
    fn tests(&mut self, name: &str, command: &mut Command) {
        let (success, lines) = self.step(name, command);
        let (passed, failed, skipped) = counted(&lines);
        self.passed += passed;
        self.skipped += skipped;
        // What fails without a count (it does not compile, say) is one failure,
        // and so is what runs no test at all.
        let broken = usize::from(failed == 0 && (!success || passed == 0));
        self.failed += failed + broken;
        let mark = if failed + broken > 0 { "FAILED: " } else { "" };
        self.note(&format!(
            "{mark}{passed} passed, {failed} failed, {skipped} skipped"
        ));
    }

    /// A step that could not be run, which is a failure.
    fn cannot(&mut self, name: &str, why: String) {
        self.failed += 1;
        self.left_out.push(format!("{name}: {why}"));
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

    fn close(self) -> Result<()> {
        println!();
        for (name, time, outcome) in &self.steps {
            println!("{name:<28} {:>6.1} s  {outcome}", time.as_secs_f64());
        }
        for line in &self.left_out {
            println!("left out: {line}");
        }
        println!();
        println!(
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        );
        if self.failed == 0 {
            Ok(())
        } else {
            Err("not everything passed".to_owned())
        }
    }
}

/// How many tests passed, failed and were skipped, by the closing lines of
/// cargo's and nextest's runners.
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
    }
    counts
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
        ]
        .map(str::to_owned);
        assert_eq!(counted(&lines), (81, 1, 3));
    }

    #[test]
    fn engines_are_picked_by_name() {
        let picked = |arguments: &[&str]| {
            engines(
                &arguments
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(picked(&[]), Ok(vec![Engine::Chromium, Engine::Firefox]));
        assert_eq!(picked(&["--engine", "webkit"]), Ok(vec![Engine::Webkit]));
        assert_eq!(picked(&["--engine=firefox"]), Ok(vec![Engine::Firefox]));
        assert!(picked(&["--engine", "netscape"]).is_err());
        assert!(picked(&["--engine"]).is_err());
    }
}
