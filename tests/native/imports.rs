//! Which file imports which: no two in a circle, and the modules of the core in one
//! direction only. What Cargo proves of crates, this proves within them.
//!
//! A path counts as an import of the file that defines its item, however many
//! modules pass it on with `pub use`. `mod x;` is not an import, nor is anything
//! under `#[cfg(test)]`.

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, UseTree, Visibility};
use workspace::{root, rust_files};

/// The sources of every crate of the workspace that is more than one file.
const CRATES: [&str; 9] = [
    "src",
    "crates/cli/src",
    "crates/core/src",
    "crates/desk/src",
    "crates/element/src",
    "crates/formats/src",
    "crates/prerender/src",
    "tests/e2e/src",
    "xtask/src",
];

/// The modules of the core, each with the modules that it may import.
const CORE_MODULES: [(&str, &[&str]); 10] = [
    ("util", &[]),
    ("dataset", &["util"]),
    ("query", &["dataset", "util"]),
    ("timeline", &["dataset", "query", "util"]),
    ("table", &["dataset", "query", "util"]),
    ("anchor", &["dataset", "query", "util"]),
    ("locale", &["dataset", "query", "util"]),
    ("state", &["dataset", "query", "util"]),
    ("presence", &["dataset", "query", "state", "table"]),
    ("export", &["dataset", "query", "locale", "table", "util"]),
];

/// A module's path from the root of its crate.
type ModulePath = Vec<String>;

/// What one file has: by file, since no module here is part of one.
struct SourceFile {
    file: PathBuf,
    /// The names of what it defines.
    items: BTreeSet<String>,
    /// What a name that it imports stands for, as an absolute path.
    imports: BTreeMap<String, ModulePath>,
    /// What `use …::*` takes the names of.
    globs: Vec<ModulePath>,
    /// Every path in it that leads to another module, as an absolute path.
    paths: Vec<ModulePath>,
}

struct Crate {
    modules: BTreeMap<ModulePath, SourceFile>,
}

impl Crate {
    fn read(sources: &Path) -> Self {
        let files = rust_files(sources);
        let paths: BTreeSet<ModulePath> = files
            .iter()
            .map(|file| module_path(file.strip_prefix(sources).unwrap()))
            .collect();
        let modules = files.into_iter().map(|file| {
            let path = module_path(file.strip_prefix(sources).unwrap());
            let module = SourceFile::read(&file, &path, &paths);
            (path, module)
        });
        Self {
            modules: modules.collect(),
        }
    }

    /// The file that defines what `path` names.
    fn definition(&self, path: &[String]) -> Option<&Path> {
        self.resolve(path, 0)
    }

    fn resolve(&self, path: &[String], depth: usize) -> Option<&Path> {
        // Two globs may import each other's names.
        if depth > 16 {
            return None;
        }
        // The longest part of it that is a module.
        let length = (0..=path.len())
            .rev()
            .find(|length| self.modules.contains_key(&path[..*length]))?;
        let module = &self.modules[&path[..length]];
        let Some(name) = path.get(length) else {
            return Some(&module.file);
        };
        if module.items.contains(name) {
            return Some(&module.file);
        }
        if let Some(target) = module.imports.get(name) {
            let target: ModulePath = target.iter().chain(&path[length + 1..]).cloned().collect();
            return self.resolve(&target, depth + 1);
        }
        module.globs.iter().find_map(|glob| {
            let target: ModulePath = glob.iter().chain(&path[length..]).cloned().collect();
            self.resolve(&target, depth + 1)
        })
    }

    /// Each file with the files that it imports.
    fn graph(&self) -> BTreeMap<&Path, BTreeSet<&Path>> {
        let edges = self.modules.values().map(|module| {
            let file = module.file.as_path();
            let targets = module.paths.iter().filter_map(|path| self.definition(path));
            (file, targets.filter(|target| *target != file).collect())
        });
        edges.collect()
    }
}

impl SourceFile {
    fn read(file: &Path, path: &[String], modules: &BTreeSet<ModulePath>) -> Self {
        let text = fs::read_to_string(file).unwrap();
        let syntax =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut module = Self {
            file: file.to_owned(),
            items: BTreeSet::new(),
            imports: BTreeMap::new(),
            globs: Vec::new(),
            paths: Vec::new(),
        };
        let place = PathSite { path, modules };
        module.items(&syntax.items, &place);
        module
    }

    fn items(&mut self, items: &[Item], place: &PathSite) {
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            match item {
                Item::Mod(module) if module.content.is_none() => {}
                Item::Use(import) => {
                    let is_passed_on = !matches!(import.vis, Visibility::Inherited);
                    self.imports(&import.tree, &mut Vec::new(), is_passed_on, place);
                }
                other => {
                    self.items.extend(name(other));
                    self.paths_in(other.to_token_stream(), place);
                }
            }
        }
    }

    fn imports(
        &mut self,
        tree: &UseTree,
        before: &mut Vec<String>,
        is_passed_on: bool,
        place: &PathSite,
    ) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.imports(&path.tree, before, is_passed_on, place);
                before.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.imports(tree, before, is_passed_on, place);
                }
            }
            UseTree::Glob(_) => {
                if let Some(path) = place.absolute(before) {
                    self.globs.push(path);
                }
            }
            UseTree::Name(_) | UseTree::Rename(_) => {
                let (name, alias) = match tree {
                    UseTree::Rename(rename) => {
                        (rename.ident.to_string(), rename.rename.to_string())
                    }
                    UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
                    _ => return,
                };
                let mut written = before.clone();
                let alias = if name == "self" {
                    before.last().cloned().unwrap_or(alias)
                } else {
                    alias
                };
                if name != "self" {
                    written.push(name);
                }
                if let Some(path) = place.absolute(&written) {
                    self.imports.insert(alias, path.clone());
                    if !is_passed_on {
                        self.paths.push(path);
                    }
                }
            }
        }
    }

    /// The paths in code, in the code that macros are given too.
    fn paths_in(&mut self, tokens: TokenStream, place: &PathSite) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_colon =
            |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == ':');
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.paths_in(group.stream(), place),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while is_colon(at) && is_colon(at + 1) {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 2) else {
                            break;
                        };
                        path.push(next.to_string());
                        at += 3;
                    }
                    if path.len() > 1
                        && let Some(path) = place.absolute(&path)
                    {
                        self.paths.push(path);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Where a path is written.
struct PathSite<'a> {
    path: &'a [String],
    modules: &'a BTreeSet<ModulePath>,
}

impl PathSite<'_> {
    /// The path from the crate's root; `None` for one that leads out of the crate
    /// or is of an imported name, which counts where it is imported.
    fn absolute(&self, written: &[String]) -> Option<ModulePath> {
        let (first, rest) = written.split_first()?;
        let mut path = self.path.to_vec();
        match first.as_str() {
            "crate" => path.clear(),
            "self" => {}
            "super" => {
                path.pop();
                let ups = rest.iter().take_while(|it| *it == "super").count();
                path.truncate(path.len() - ups);
                path.extend(rest.iter().skip(ups).cloned());
                return Some(path);
            }
            child => {
                path.push(child.to_owned());
                if !self.modules.contains(&path) {
                    return None;
                }
            }
        }
        path.extend(rest.iter().cloned());
        Some(path)
    }
}

fn module_path(file: &Path) -> ModulePath {
    let mut path: ModulePath = file
        .with_extension("")
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect();
    if path.last().is_some_and(|last| last == "mod")
        || (path.len() == 1 && (path[0] == "lib" || path[0] == "main"))
    {
        path.pop();
    }
    path
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .meta
                .to_token_stream()
                .to_string()
                .contains("test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Macro(it) => it.ident.as_ref()?,
        Item::Mod(it) => &it.ident,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::Type(it) => &it.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn workspace() -> PathBuf {
    root().canonicalize().unwrap()
}

/// The groups of files in which each leads to each of the others.
fn circles<'a>(graph: &BTreeMap<&'a Path, BTreeSet<&'a Path>>) -> BTreeSet<Vec<&'a Path>> {
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = graph
        .keys()
        .map(|start| {
            let mut seen = BTreeSet::new();
            let mut left: Vec<&Path> = graph[start].iter().copied().collect();
            while let Some(next) = left.pop() {
                if seen.insert(next) {
                    left.extend(graph.get(next).into_iter().flatten().copied());
                }
            }
            (*start, seen)
        })
        .collect();
    let in_circle = |file: &&Path| reached[*file].contains(*file);
    let groups = graph
        .keys()
        .copied()
        .filter(|file| in_circle(file))
        .map(|file| {
            let group = reached[file].iter().copied();
            group
                .filter(|other| reached[*other].contains(file))
                .collect()
        });
    groups.collect()
}

#[test]
fn no_file_imports_another_in_a_circle() {
    let workspace = workspace();
    let mut found = String::new();
    for sources in CRATES {
        let krate = Crate::read(&workspace.join(sources));
        let graph = krate.graph();
        for circle in circles(&graph) {
            found += "\n";
            for file in &circle {
                let short =
                    |file: &Path| file.strip_prefix(&workspace).unwrap().display().to_string();
                let within = graph[*file].iter().filter(|it| circle.contains(it));
                let within: Vec<String> = within.map(|it| short(it)).collect();
                found += &format!("\n{} imports {}", short(file), within.join(", "));
            }
        }
    }
    assert!(found.is_empty(), "files that import each other:{found}");
}

#[test]
fn the_modules_of_the_core_import_in_one_direction() {
    let sources = workspace().join("crates/core/src");
    let krate = Crate::read(&sources);
    let module_of = |file: &Path| {
        let first = file.strip_prefix(&sources).unwrap().iter().next().unwrap();
        first.to_str().unwrap().to_owned()
    };
    let allowed: BTreeMap<&str, &[&str]> = CORE_MODULES.into_iter().collect();
    let mut imports = BTreeSet::new();
    for (file, targets) in krate.graph() {
        for target in targets {
            let (from, to) = (module_of(file), module_of(target));
            if from != "lib.rs" && from != to {
                let Some(allowed) = allowed.get(from.as_str()) else {
                    panic!("{from} is a module without a line in CORE_MODULES");
                };
                if !allowed.contains(&to.as_str()) {
                    imports.insert(format!("{} imports {}", file.display(), target.display()));
                }
            }
        }
    }
    assert!(
        imports.is_empty(),
        "imports against the direction: {imports:#?}"
    );
    // What is not read is not proved.
    let top_level: BTreeSet<String> = krate.graph().keys().map(|file| module_of(file)).collect();
    assert!(
        CORE_MODULES
            .iter()
            .all(|(name, _)| top_level.contains(*name)),
        "{top_level:?}"
    );
}

#[test]
fn the_views_know_nothing_of_the_app_around_them() {
    let sources = workspace().join("src");
    let krate = Crate::read(&sources);
    let graph = krate.graph();
    let app = sources.join("app");
    let above = [sources.join("lib.rs"), sources.join("parts.rs")];
    let is_view = |file: &Path| !file.starts_with(&app) && !above.iter().any(|it| it == file);
    let views = graph.iter().filter(|(file, _)| is_view(file));
    let imports: Vec<(&Path, &Path)> = views
        .flat_map(|(file, targets)| targets.iter().map(move |target| (*file, *target)))
        .filter(|(_, target)| target.starts_with(&app))
        .collect();
    assert!(
        imports.is_empty(),
        "views that import the app: {imports:#?}"
    );
    let widget = &graph[app.join("widget.rs").as_path()];
    assert!(widget.contains(sources.join("context.rs").as_path()));
}

#[test]
fn a_circle_through_a_module_that_passes_names_on_is_found() {
    let folder = std::env::temp_dir().join(format!("backstory-imports-{}", std::process::id()));
    fs::create_dir_all(folder.join("inner")).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("lib.rs", "mod inner; mod other;");
    write(
        "inner/mod.rs",
        "mod a; mod b; pub use a::A; pub use b::{B, C};",
    );
    write(
        "inner/a.rs",
        "use crate::inner::B; pub struct A; #[cfg(test)] mod tests { use super::*; }",
    );
    write(
        "inner/b.rs",
        "pub struct B; pub struct C; fn f() { m! { <x y={super::A} /> } }",
    );
    write("other.rs", "use crate::inner::{A, B, C};");
    let krate = Crate::read(&folder);
    let graph = krate.graph();
    let found: Vec<Vec<&Path>> = circles(&graph).into_iter().collect();
    assert_eq!(
        found,
        [[folder.join("inner/a.rs"), folder.join("inner/b.rs")]]
    );
    fs::remove_dir_all(&folder).unwrap();
}

/// The core runs anywhere: nothing of it, and nothing that it is built on, needs a
/// browser.
#[test]
fn the_core_is_built_on_nothing_of_a_browser() {
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "--package",
            "backstory-core",
        ])
        .args([
            "--edges", "normal", "--target", "all", "--prefix", "none", "--format", "{p}",
        ])
        .current_dir(workspace())
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let packages: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(packages.contains("backstory-core"), "{tree}");
    for package in ["js-sys", "wasm-bindgen", "web-sys", "yew"] {
        assert!(!packages.contains(package), "{package} is in\n{tree}");
    }
}
