//! `cargo xtask test`

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::browsers::{Browser, Engine};
use crate::run::{Result, cargo, output, root, tee};
use crate::split::split;
use crate::tools::{self, Tools, say};

/// Runs every check and every test, to the end whatever fails, and closes with
/// a count.
pub fn test(arguments: &[String]) -> Result<()> {
    let asked = Asked::parse(arguments)?;
    let mut report = Report {
        only: asked.only.clone(),
        ..Report::default()
    };
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
        Ok(tools) => in_browsers(&mut report, tools, &asked),
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
    report.tests("pictures", command.args(["--", "pictures::"]));
    report.close()
}

const DENY: [&str; 3] = ["--", "-D", "warnings"];
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

fn in_browsers(report: &mut Report, mut tools: Tools, asked: &Asked) {
    report.check(
        "clippy, wasm",
        cargo()
            .arg("clippy")
            .args(WASM)
            .args(["--lib", "--test", "web"])
            .args(DENY),
    );
    report.check(
        "clippy, the desk",
        cargo()
            .arg("clippy")
            .args(WASM)
            .args(["--bin", "desk", "--features", "desk"])
            .args(DENY),
    );
    let built = match build(&tools) {
        Ok(mut command) => report.check("release build of the page", &mut command),
        Err(why) => {
            report.cannot("release build of the page", why);
            false
        }
    };
    if built {
        report.check("size of the build", &mut size());
        report.check("package of the build", &mut package());
    }
    for engine in &asked.engines {
        let name = engine.name();
        let (components_of, journeys_of) =
            (format!("components, {name}"), format!("journeys, {name}"));
        if !report.is_wanted(&components_of) && !report.is_wanted(&journeys_of) {
            continue;
        }
        let browser = match Browser::ensure(*engine, &mut tools) {
            Ok(browser) => browser,
            Err(why) => {
                report.cannot(name, why);
                continue;
            }
        };
        match components(&browser, &tools) {
            Ok(mut command) => report.tests(&components_of, command.args(asked.filter())),
            Err(why) => report.cannot(&components_of, why),
        }
        match journeys(&browser, &tools) {
            Ok(mut command) if built => report.tests(&journeys_of, command.args(asked.filter())),
            Ok(_) => report.cannot(&journeys_of, "no page was built".to_owned()),
            Err(why) => report.cannot(&journeys_of, why),
        }
    }
}

/// What is to be run.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    engines: Vec<Engine>,
    /// The steps to run, by a part of their names; none is all.
    only: Vec<String>,
    /// The tests to run in browsers, by a part of their names.
    tests: Option<String>,
}

impl Asked {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut asked = Self {
            engines: Vec::new(),
            only: Vec::new(),
            tests: None,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let (option, value) = match argument.split_once('=') {
                Some((option, value)) => (option, Some(value)),
                None => (argument.as_str(), None),
            };
            let mut value = || {
                value
                    .or_else(|| arguments.next().map(String::as_str))
                    .ok_or_else(|| format!("{option} wants a value"))
            };
            match option {
                "--engine" => asked.engines.push(Engine::parse(value()?)?),
                "--only" => asked.only.push(value()?.to_owned()),
                "--tests" => asked.tests = Some(value()?.to_owned()),
                _ => {
                    return Err(format!(
                        "\"{argument}\" is no option of test: --engine, --only and --tests are"
                    ));
                }
            }
        }
        if asked.engines.is_empty() {
            asked.engines.extend(Engine::DEFAULT);
        }
        Ok(asked)
    }

    /// What a test runner is told of [`Asked::tests`].
    fn filter(&self) -> Vec<&str> {
        self.tests
            .as_deref()
            .map_or_else(Vec::new, |name| vec!["--", name])
    }
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
pub fn build(tools: &Tools) -> Result<Command> {
    let trunk = tools.find("trunk").ok_or("trunk is missing")?;
    let mut command = Command::new(trunk);
    command
        .current_dir(root())
        .env("PATH", tools.path())
        .env_remove("NO_COLOR")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            without_own_paths(),
        )
        .args(["build", "--release", "--dist"])
        .arg(dist());
    split(&mut command, tools)?;
    Ok(command)
}

/// What has the compiler name the files of other crates without the folder that
/// they are in: a panic tells where it was, and what is published would tell of
/// this machine, and be another on the next.
fn without_own_paths() -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = home.and_then(|home| home.join("registry/src").read_dir().ok());
    let folders = registries.into_iter().flatten().flatten();
    let flags = folders.map(|folder| format!("--remap-path-prefix={}/=", folder.path().display()));
    // The flags are told apart by spaces, and cannot hold any.
    let whole = flags.filter(|flag| !flag.contains(' '));
    whole.collect::<Vec<_>>().join(" ")
}

/// Where it is built to.
pub fn dist() -> PathBuf {
    root().join("target").join("xtask").join("dist")
}

/// What the build weighs, held to its budget.
fn size() -> Command {
    let mut command = cargo();
    command.args(["run", "--package", "xtask", "--", "size", "--built"]);
    command
}

/// What a newsroom takes, made of the build.
fn package() -> Command {
    let mut command = cargo();
    command
        .args(["run", "--package", "xtask", "--", "dist", "--built", "--to"])
        .arg(package_folder());
    command
}

pub fn package_folder() -> PathBuf {
    root().join("target").join("xtask").join("package")
}

/// The journeys through the built page in one browser.
fn journeys(browser: &Browser, tools: &Tools) -> Result<Command> {
    let mut command = cargo();
    command
        .args(["test", "--features", "e2e", "--test", "e2e"])
        .env("PATH", tools.path())
        .env("BACKSTORY_DIST", dist())
        .env("BACKSTORY_READABILITY", tools::readability()?)
        .env("BACKSTORY_PACKAGE", package_folder())
        .env("BACKSTORY_AXE", tools::axe()?);
    browser.command(command)
}

/// What ran, and how it went.
#[derive(Default)]
struct Report {
    /// The steps to run, by a part of their names; none is all.
    only: Vec<String>,
    steps: Vec<(String, Duration, String)>,
    passed: usize,
    failed: usize,
    skipped: usize,
    left_out: Vec<String>,
}

impl Report {
    fn is_wanted(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }

    /// Whether a step is to be run. One that is not is counted as left out.
    fn starts(&mut self, name: &str) -> bool {
        let is_wanted = self.is_wanted(name);
        if !is_wanted {
            self.skipped += 1;
            self.left_out.push(format!("{name}: not asked for"));
        }
        is_wanted
    }

    /// A step that either passes or fails. Says whether it did not fail.
    fn check(&mut self, name: &str, command: &mut Command) -> bool {
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
    fn tests(&mut self, name: &str, command: &mut Command) {
        if !self.starts(name) {
            return;
        }
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

    fn asked(words: &[&str]) -> Result<Asked> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Asked::parse(&words)
    }

    #[test]
    fn engines_are_picked_by_name() {
        let engines = |words: &[&str]| asked(words).map(|asked| asked.engines);
        assert_eq!(engines(&[]), Ok(vec![Engine::Chromium, Engine::Firefox]));
        assert_eq!(engines(&["--engine", "webkit"]), Ok(vec![Engine::Webkit]));
        assert_eq!(engines(&["--engine=firefox"]), Ok(vec![Engine::Firefox]));
        assert!(engines(&["--engine", "netscape"]).is_err());
        assert!(engines(&["--engine"]).is_err());
        assert!(engines(&["--motor"]).is_err());
    }

    #[test]
    fn steps_that_were_not_asked_for_are_counted() {
        let only = asked(&["--only", "journeys", "--tests=sort"]).unwrap();
        assert_eq!(only.filter(), ["--", "sort"]);
        let mut report = Report {
            only: only.only,
            ..Report::default()
        };
        assert!(report.starts("journeys, firefox"));
        assert!(!report.starts("clippy, wasm"));
        assert_eq!(report.skipped, 1);
        assert_eq!(report.left_out, ["clippy, wasm: not asked for"]);
    }
}
