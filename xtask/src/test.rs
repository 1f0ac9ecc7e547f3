//! `cargo xtask test`

use std::process::Command;

use clap::Args;

use crate::browsers::{Engine, InstalledBrowser};
use crate::build::build;
use crate::layout::{
    COMPONENT_TESTS, JOURNEYS as JOURNEY_TESTS, NATIVE, NATIVE_TESTS, PAGE_TESTS, PICTURES, WASM,
    framework_pages, package_folder, page_folder, root,
};
use crate::process::{Result, cargo, output, run};
use crate::report::Report;
use crate::tools::{
    self, BUILD, CHECKS, Install, JOURNEYS, PAGE, PUBLISH, Requirement, Tools, announce, say,
};

const FORMATTING: &str = "formatting";
const CLIPPY_NATIVE: &str = "clippy, native";
const NATIVE_STEP: &str = "native tests";
const DOC_TESTS: &str = "examples in the docs";
const TYPES: &str = "scripts: types";
const LINTER: &str = "scripts: linter";
const SCRIPTS: &str = "scripts: unit tests";
const NPM_PACKAGE: &str = "scripts: package for npm";
const PAGE_BUILD: &str = "release build of the page";
const SIZE: &str = "size of the build";
const PACKAGE: &str = "package of the build";

const DENY: [&str; 3] = ["--", "-D", "warnings"];
const WASM_TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// What is to be run.
#[derive(Args, Debug, Default, PartialEq, Eq)]
pub struct TestSelection {
    /// A browser engine to test in; may be given several times. Without it: chromium,
    /// firefox and, on Linux, webkit with some of the journeys
    #[arg(long = "engine", value_name = "ENGINE")]
    engines: Vec<Engine>,
    /// Run only the steps whose names contain this, such as clippy, native, scripts,
    /// build, components or journeys; may be given several times
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Run only the browser tests whose names contain this
    #[arg(long, value_name = "NAME")]
    tests: Option<String>,
    /// Run only formatting, clippy, native tests and, where a page is built, one
    /// journey per feature in Chromium
    #[arg(long, conflicts_with_all = ["engines", "only", "tests"])]
    quick: bool,
}

impl TestSelection {
    fn engines(&self) -> Vec<Engine> {
        if self.engines.is_empty() {
            Engine::DEFAULT.to_vec()
        } else {
            self.engines.clone()
        }
    }

    /// Whether an engine is tested because nobody named one, and only in part.
    fn is_sampled(&self, engine: Engine) -> bool {
        engine == Engine::Webkit && self.engines.is_empty()
    }

    /// The arguments of a test runner for [`TestSelection::tests`].
    fn filter(&self) -> Vec<&str> {
        self.tests
            .as_deref()
            .map_or_else(Vec::new, |name| vec!["--", name])
    }

    /// Everything that the selected steps need.
    fn requirements(&self, report: &Report) -> Vec<&'static Requirement> {
        let mut requirements = Vec::new();
        if [FORMATTING, CLIPPY_NATIVE]
            .into_iter()
            .any(|step| report.is_wanted(step))
        {
            requirements.extend(CHECKS);
        }
        if [TYPES, LINTER, SCRIPTS, NPM_PACKAGE]
            .into_iter()
            .any(|step| report.is_wanted(step))
        {
            requirements.extend(PAGE);
        }
        if !self.needs_wasm(report) {
            return requirements;
        }
        requirements.extend([BUILD, PUBLISH].concat());
        for engine in self.engines() {
            let [components, journeys] = steps_in(engine);
            if report.is_wanted(&components) || report.is_wanted(&journeys) {
                requirements.extend(engine.requirements());
            }
            if report.is_wanted(&journeys) {
                requirements.extend(JOURNEYS);
            }
        }
        requirements
    }

    /// Whether a step is selected that needs a build for wasm.
    fn needs_wasm(&self, report: &Report) -> bool {
        let engines = self.engines().into_iter().flat_map(steps_in);
        let clippy = WASM.iter().map(|(step, _)| (*step).to_owned());
        let build = [PAGE_BUILD, SIZE, PACKAGE, NPM_PACKAGE].map(str::to_owned);
        engines
            .chain(clippy)
            .chain(build)
            .any(|step| report.is_wanted(&step))
    }
}

/// The names of the steps in an engine: components and journeys.
fn steps_in(engine: Engine) -> [String; 2] {
    ["components", "journeys"].map(|step| format!("{step}, {}", engine.name()))
}

/// Runs every selected check and test, to the end whatever fails, and closes with a
/// count.
///
/// # Errors
///
/// Where something failed, or a tool is missing that may not be installed.
pub fn test(install: Install, selection: TestSelection) -> Result<()> {
    if selection.quick {
        return quick(install);
    }
    let mut report = Report::of(selection.only.clone());
    announce(&selection.requirements(&report), install)?;
    if let Err(why) = Tools::default().add(CHECKS) {
        report.cannot("formatting and clippy", why);
    }
    natively(&mut report);
    report.tests(
        DOC_TESTS,
        cargo().args(["test", "--doc"]).args(NATIVE_TESTS),
    );
    scripts(&mut report);
    if selection.needs_wasm(&report) {
        let mut tools = Tools::default();
        match tools.add(&[BUILD, PUBLISH].concat()) {
            Ok(()) => in_browsers(&mut report, tools, &selection),
            Err(why) => report.cannot("everything for wasm", why),
        }
    }
    report.close()
}

/// Runs the short form, for after every change.
fn quick(install: Install) -> Result<()> {
    let is_built = page_folder().join("index.html").is_file();
    say(if is_built {
        "this checks formatting, runs clippy and the native tests, and one journey per feature \
         in Chromium on the page that was built last: about two minutes, and some more where \
         much has to be compiled"
    } else {
        "this checks formatting and runs clippy and the native tests: a minute and a half, and \
         some more where much has to be compiled"
    });
    let journeys_need = [JOURNEYS, Engine::Chromium.requirements()].concat();
    let mut requirements = CHECKS.to_vec();
    if is_built {
        requirements.extend(&journeys_need);
    }
    let mut tools = Tools::ensure(&requirements, install)?;
    let mut report = Report::default();
    natively(&mut report);
    if is_built {
        let browser = InstalledBrowser::ensure(Engine::Chromium, &mut tools)?;
        let mut command = journeys(&browser, &tools)?;
        command.args(["--", "--quick"]);
        report.tests("one journey per feature", &mut command);
    } else {
        say("there is no built page, so no journey is run: `cargo xtask size` builds one");
    }
    report.close()
}

/// Takes the pictures of the README and the docs; where they are accepted, they are what
/// later ones are held to.
pub fn pictures(install: Install, is_accepted: bool) -> Result<()> {
    let requirements = [BUILD, JOURNEYS, Engine::Chromium.requirements()].concat();
    let mut tools = Tools::ensure(&requirements, install)?;
    let browser = InstalledBrowser::ensure(Engine::Chromium, &mut tools)?;
    let mut report = Report::default();
    report.check("build", &mut build(&tools)?);
    let mut command = journeys(&browser, &tools)?;
    command.env("BACKSTORY_PICTURES", root().join(PICTURES));
    if is_accepted {
        command.env("BACKSTORY_ACCEPT", "1");
    }
    report.tests("pictures", command.args(["--", "pictures::"]));
    report.close()
}

/// Uses ten widgets of a page, some of them broken, over and over for so many minutes.
pub fn soak(install: Install, minutes: f64) -> Result<()> {
    if !page_folder().join("index.html").is_file() {
        return Err("there is no built page: `cargo xtask size` builds one".to_owned());
    }
    let requirements = [JOURNEYS, Engine::Chromium.requirements()].concat();
    let mut tools = Tools::ensure(&requirements, install)?;
    let browser = InstalledBrowser::ensure(Engine::Chromium, &mut tools)?;
    let mut report = Report::default();
    let mut command = journeys(&browser, &tools)?;
    command.env("BACKSTORY_SOAK_MINUTES", minutes.to_string());
    report.tests("soak", command.args(["--", "soak::"]));
    report.close()
}

fn natively(report: &mut Report) {
    report.check(FORMATTING, cargo().args(["fmt", "--all", "--check"]));
    report.check(CLIPPY_NATIVE, cargo().arg("clippy").args(NATIVE).args(DENY));
    if report.is_wanted(NATIVE_STEP) {
        report.tests(NATIVE_STEP, &mut native_tests());
    }
}

/// The checks of the page's scripts that need no browser.
fn scripts(report: &mut Report) {
    let steps = [(TYPES, "types"), (LINTER, "lint"), (SCRIPTS, "unit")];
    if !steps.iter().any(|(step, _)| report.is_wanted(step)) {
        return;
    }
    if let Err(why) = Tools::default().add(PAGE) {
        return report.cannot("the page's scripts", why);
    }
    for (step, script) in steps {
        let mut command = npm_script(script);
        if step == SCRIPTS {
            report.tests(step, &mut command);
        } else {
            report.check(step, &mut command);
        }
    }
}

/// A script of the page's tests.
fn npm_script(name: &str) -> Command {
    let mut command = tools::npm();
    command
        .args(["run", "--silent", name])
        .current_dir(root().join(PAGE_TESTS));
    command
}

fn in_browsers(report: &mut Report, mut tools: Tools, selection: &TestSelection) {
    for (step, targets) in WASM {
        report.check(
            step,
            cargo()
                .arg("clippy")
                .args(WASM_TARGET)
                .args(*targets)
                .args(DENY),
        );
    }
    let built = match build(&tools) {
        Ok(mut command) => report.check(PAGE_BUILD, &mut command),
        Err(why) => {
            report.cannot(PAGE_BUILD, why);
            false
        }
    };
    if built {
        report.check(SIZE, xtask().args(["size", "--built"]));
        let mut package = xtask();
        package
            .args(["dist", "--built", "--to"])
            .arg(package_folder());
        report.check(PACKAGE, &mut package);
        match Tools::default().add(PAGE) {
            Ok(()) => {
                let mut command = npm_script("package");
                report.check(
                    NPM_PACKAGE,
                    command.env("BACKSTORY_PACKAGE", package_folder()),
                );
            }
            Err(why) => report.cannot(NPM_PACKAGE, why),
        }
    }
    for engine in selection.engines() {
        let [components_step, journeys_step] = steps_in(engine);
        if !report.is_wanted(&components_step) && !report.is_wanted(&journeys_step) {
            continue;
        }
        let browser = match InstalledBrowser::ensure(engine, &mut tools) {
            Ok(browser) => browser,
            // A machine that has no WebKit tests the rest.
            Err(why) if selection.is_sampled(engine) => {
                report.leave_out(engine.name(), why);
                continue;
            }
            Err(why) => {
                report.cannot(engine.name(), why);
                continue;
            }
        };
        let is_sampled = selection.is_sampled(engine);
        let run = if is_sampled {
            Report::tests_of_unsteady_driver
        } else {
            Report::tests
        };
        match components(&browser, &tools) {
            Ok(mut command) => run(report, &components_step, command.args(selection.filter())),
            Err(why) => report.cannot(&components_step, why),
        }
        match journeys(&browser, &tools) {
            Ok(mut command) if built => {
                command.args(match selection.filter() {
                    filter if is_sampled && filter.is_empty() => vec!["--", "--webkit"],
                    filter => filter,
                });
                run(report, &journeys_step, &mut command);
            }
            Ok(_) => report.cannot(&journeys_step, "no page was built".to_owned()),
            Err(why) => report.cannot(&journeys_step, why),
        }
    }
}

fn native_tests() -> Command {
    let mut command = cargo();
    if output(cargo().args(["nextest", "--version"])).is_some() {
        command.args(["nextest", "run", "--no-fail-fast"]);
    } else {
        command.args(["test", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    }
    command.args(NATIVE_TESTS);
    command
}

/// The component tests in one browser.
fn components(browser: &InstalledBrowser, tools: &Tools) -> Result<Command> {
    let mut command = cargo();
    command
        .arg("test")
        .args(WASM_TARGET)
        .args(COMPONENT_TESTS)
        .env("PATH", tools.path())
        // Whatever the caller's environment or .cargo/config.toml says.
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    browser.command(command)
}

/// The journeys through the built page in one browser.
fn journeys(browser: &InstalledBrowser, tools: &Tools) -> Result<Command> {
    Tools::default().add(JOURNEYS)?;
    run(Command::new("node")
        .current_dir(root().join(PAGE_TESTS))
        .arg("bundle.js")
        .arg(tools::esbuild_folder()?)
        .arg(framework_pages()))?;
    let mut command = cargo();
    command
        .arg("run")
        .args(JOURNEY_TESTS)
        .env("PATH", tools.path())
        .env("BACKSTORY_DIST", page_folder())
        .env("BACKSTORY_PAGES", framework_pages())
        .env("BACKSTORY_READABILITY", tools::readability()?)
        .env("BACKSTORY_PACKAGE", package_folder())
        .env("BACKSTORY_AXE", tools::axe()?);
    browser.command(command)
}

/// This program, as a step of its own whose output is counted.
fn xtask() -> Command {
    let own = std::env::current_exe().unwrap_or_else(|_| "xtask".into());
    let mut command = Command::new(own);
    command.current_dir(root());
    command
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct TestArguments {
        #[command(flatten)]
        selection: TestSelection,
    }

    fn selection(words: &[&str]) -> Option<TestSelection> {
        let words = std::iter::once("test").chain(words.iter().copied());
        Some(TestArguments::try_parse_from(words).ok()?.selection)
    }

    fn names(words: &[&str]) -> Vec<&'static str> {
        let selection = selection(words).unwrap();
        let report = Report::of(selection.only.clone());
        let requirements = selection.requirements(&report);
        requirements.iter().map(|it| it.name).collect()
    }

    #[test]
    fn engines_are_selected_by_name() {
        let engines = |words: &[&str]| selection(words).map(|it| it.engines());
        assert_eq!(engines(&[]), Some(Engine::DEFAULT.to_vec()));
        assert!(Engine::DEFAULT.starts_with(&[Engine::Chromium, Engine::Firefox]));
        assert_eq!(engines(&["--engine", "webkit"]), Some(vec![Engine::Webkit]));
        assert_eq!(engines(&["--engine=firefox"]), Some(vec![Engine::Firefox]));
        assert!(engines(&["--engine", "netscape"]).is_none());
        assert!(engines(&["--engine"]).is_none());
        assert!(engines(&["--motor"]).is_none());
        assert!(engines(&["--quick", "--engine", "firefox"]).is_none());
    }

    #[test]
    fn webkit_is_sampled_where_nobody_names_it() {
        let is_sampled = |words: &[&str], engine| selection(words).unwrap().is_sampled(engine);
        assert!(is_sampled(&[], Engine::Webkit));
        assert!(!is_sampled(&[], Engine::Firefox));
        assert!(!is_sampled(&["--engine", "webkit"], Engine::Webkit));
    }

    #[test]
    fn tests_are_selected_by_a_part_of_their_names() {
        let only = selection(&["--only", "journeys", "--tests=sort"]).unwrap();
        assert_eq!(only.only, ["journeys"]);
        assert_eq!(only.filter(), ["--", "sort"]);
    }

    #[test]
    fn only_what_the_selected_steps_need_is_installed() {
        let all = names(&[]);
        for name in [
            "Trunk",
            "esbuild",
            "geckodriver",
            "axe-core",
            "rustfmt and clippy",
        ] {
            assert!(all.contains(&name), "{name}");
        }
        assert!(names(&["--only", "native tests"]).is_empty());
        assert_eq!(names(&["--only", FORMATTING]), ["rustfmt and clippy"]);
        let scripts = names(&["--only", TYPES]);
        assert_eq!(scripts, ["Node with npm", "the packages of tests/page"]);
        let components = names(&["--only", "components", "--engine", "chromium"]);
        assert!(components.contains(&"Trunk"));
        assert!(!components.contains(&"axe-core"));
        assert!(!components.contains(&"geckodriver"));
    }
}
