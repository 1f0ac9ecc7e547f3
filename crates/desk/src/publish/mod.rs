//! Publishing: where the files will be, which ones they are, and what is tried there.

mod checklist;
mod policy;

pub use checklist::{Probe, PublishedPart, TrialContext, TrialFinding, Verdict, finding_of};
pub use policy::{Demand, missing};

use super::languages::words_at;
use super::work::Work;
use backstory_formats::slug;
use backstory_prerender::file_address;

/// Where the published files are, as the lines to paste name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Empty where they are next to the article, or else with a slash at its end.
    base: String,
}

/// Why an address is not one where files can be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// It is of another scheme than `http` and `https`.
    Scheme,
    /// It begins with the name of a server, and would be read as a folder's.
    Server {
        /// The address that was probably meant.
        meant: String,
    },
}

impl TargetError {
    /// The error as a sentence.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Scheme => {
                "Readers fetch the files from an address that begins with https://.".to_owned()
            }
            Self::Server { meant } => [
                "This would be a folder next to the article. Did you mean ",
                meant,
                "?",
            ]
            .concat(),
        }
    }
}

impl Target {
    /// What somebody typed: nothing, a folder (`backstory/`, `/backstory/`) or an address. That
    /// of one of the files stands for its folder.
    ///
    /// # Errors
    ///
    /// What keeps it from being where readers can fetch files.
    pub fn read(typed: &str) -> Result<Self, TargetError> {
        let typed = typed.trim().split(['?', '#']).next().unwrap_or_default();
        // White space separates addresses in a `src`.
        let typed = typed.split_whitespace().collect::<Vec<_>>().join("%20");
        let typed = typed.replace('\\', "/");
        let typed = typed.trim_start_matches("./");
        if typed.is_empty() || typed == "." {
            return Ok(Self::default());
        }
        let (scheme, rest) = typed.split_once(':').unwrap_or(("", typed));
        let is_web = ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str());
        if typed.contains(':') && !(is_web && rest.trim_start_matches('/').len() > 1) {
            return Err(TargetError::Scheme);
        }
        let folder = folder(typed);
        let first = folder.split('/').next().unwrap_or_default();
        let is_server = first.contains('.') && !first.contains(':') && first != "..";
        if is_server {
            let meant = ["https://", &folder].concat();
            return Err(TargetError::Server { meant });
        }
        Ok(Self { base: folder })
    }

    /// The folder, as the lines name it.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The address of one of its files. A file that is named by a path from the root, or by an
    /// address of its own, is where that says.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        let name = file_address(name);
        if name.contains("://") {
            return name;
        }
        if name.starts_with('/') {
            return [self.server(), &name].concat();
        }
        [&self.base, &*name].concat()
    }

    /// The scheme and the server, of an address that has them.
    fn server(&self) -> &str {
        let Some((scheme, rest)) = self.base.split_once("//") else {
            return "";
        };
        let host = rest.find('/').unwrap_or(rest.len());
        self.base.get(..scheme.len() + 2 + host).unwrap_or_default()
    }
}

/// The folder of an address: without the file that it ends in, and with a slash at its end.
fn folder(address: &str) -> String {
    let path = address.find("//").map_or(0, |at| at + 2);
    let cut = address.get(path..).unwrap_or_default().rfind('/');
    let last = cut.map_or(path, |cut| path + cut + 1);
    let name = address.get(last..).unwrap_or_default();
    let is_server = cut.is_none() && path > 0;
    let is_file = [".js", ".css", ".html", ".htm", ".json", ".wasm"]
        .iter()
        .any(|end| name.ends_with(end));
    if is_file && !is_server {
        return address.get(..last).unwrap_or_default().to_owned();
    }
    [address.trim_end_matches('/'), "/"].concat()
}

/// The name of the dataset's file: the one that it was given, or else one made of the headline.
#[must_use]
pub fn file_name(work: &Work) -> String {
    if !work.file.is_empty() {
        return work.file.to_string();
    }
    let name = match slug(words_at(&work.document, "article.title")) {
        slug if slug.is_empty() => "story".to_owned(),
        slug => slug,
    };
    [&*name, ".json"].concat()
}

/// A file's name without the folders that it is in.
#[must_use]
pub fn last_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The name of the widget in the page's address: the file's, as far as it may stand there.
#[must_use]
pub fn permalink_name(file: &str) -> String {
    let name = last_name(file);
    match slug(name.split('.').next().unwrap_or_default()) {
        slug if slug.is_empty() => "story".to_owned(),
        slug => slug,
    }
}

/// A file or folder to upload: its address, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its address.
    pub address: String,
    /// What it is.
    pub what: &'static str,
}

/// What is uploaded once, for all stories; with iframes or without.
#[must_use]
pub fn uploads(target: &Target, has_frames: bool) -> Vec<Upload> {
    let of = |name: &str, what| Upload {
        address: target.file(name),
        what,
    };
    let mut all = vec![
        of("backstory.js", "the script of the page"),
        of("backstory.css", "the widget’s styles"),
        of("core/", "the folder with the widget itself"),
        of("locale/", "the folder with its words in other languages"),
    ];
    if has_frames {
        all.push(of("embed.html", "the page in an iframe"));
        all.push(of("embed.js", "the script that gives an iframe its height"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(typed: &str) -> Result<String, TargetError> {
        Target::read(typed).map(|target| target.base().to_owned())
    }

    #[test]
    fn an_address_is_read_as_its_folder() {
        for (typed, read) in [
            ("", ""),
            (" ./ ", ""),
            ("backstory", "backstory/"),
            ("../files/", "../files/"),
            ("/dist", "/dist/"),
            ("/dist/backstory.js", "/dist/"),
            ("backstory.js", ""),
            ("https://cdn.example/b@1", "https://cdn.example/b@1/"),
            ("https://cdn.example", "https://cdn.example/"),
            ("https://cdn.example.js", "https://cdn.example.js/"),
            (
                "https://cdn.example/d/embed.html?src=x#y",
                "https://cdn.example/d/",
            ),
            ("//cdn.example/d/", "//cdn.example/d/"),
            ("/my files/", "/my%20files/"),
        ] {
            assert_eq!(base(typed).as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_is_not_an_address_is_told() {
        for typed in ["javascript:alert(1)", "C:\\dist", "file:///dist/", "https:"] {
            assert_eq!(base(typed), Err(TargetError::Scheme), "{typed}");
        }
        let error = base("cdn.example.org/dist").unwrap_err();
        assert_eq!(
            error.describe(),
            "This would be a folder next to the article. Did you mean \
             https://cdn.example.org/dist/?"
        );
    }

    #[test]
    fn all_paths_are_written_from_one_address() {
        let cdn = Target::read("https://cdn.example/b/").unwrap();
        assert_eq!(cdn.file("story.json"), "https://cdn.example/b/story.json");
        assert_eq!(cdn.file("/data/a.json"), "https://cdn.example/data/a.json");
        assert_eq!(
            cdn.file("https://n.example/a.json"),
            "https://n.example/a.json"
        );
        let root = Target::read("/b").unwrap();
        assert_eq!(root.file("my story.json"), "/b/my%20story.json");
        assert_eq!(root.file("/data/a.json"), "/data/a.json");
        let all = uploads(&root, true);
        assert!(
            all.iter().all(|it| it.address.starts_with("/b/")),
            "{all:?}"
        );
        assert_eq!(uploads(&root, false).len(), all.len() - 2);
    }

    #[test]
    fn a_file_keeps_the_name_that_it_was_given() {
        let mut work = Work::new();
        assert_eq!(file_name(&work), "story.json");
        let document = r#"{"article": {"title": "A guest in Kigali"}}"#;
        work.document = std::rc::Rc::new(serde_json::from_str(document).unwrap());
        assert_eq!(file_name(&work), "a-guest-in-kigali.json");
        work.file = "guest.json".into();
        assert_eq!(file_name(&work), "guest.json");
        assert_eq!(permalink_name("/data/Guest 2.json"), "guest-2");
    }
}
