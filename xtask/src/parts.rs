//! The parts in which the widget is published: which files there are, and who
//! fetches which.
//!
//! A further deferred part is one more line of [`DEFERRED`], with the name of its
//! split point (`#[wasm_split(NAME, fallible)]`). The build, the hashes, the figures
//! of `cargo xtask size` and their ceilings follow from this file.

/// What a reader does, and what is fetched until it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The reader filters: the first thing that works.
    Filter,
    /// Timeline, filters and detail: what most readers see.
    Timeline,
    /// The table in place of the timeline.
    Table,
    /// Everything there is.
    Everything,
}

impl Use {
    pub const ALL: [Self; 4] = [Self::Filter, Self::Timeline, Self::Table, Self::Everything];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Filter => "until a filter works",
            Self::Timeline => "timeline, filters and detail",
            Self::Table => "table in place of the timeline",
            Self::Everything => "everything",
        }
    }

    /// What is fetched for it may not weigh more, in bytes after `brotli -q 11`. A
    /// change that makes the widget smaller lowers these.
    pub const fn ceiling(self) -> u64 {
        match self {
            Self::Filter => 230_500,
            Self::Timeline => 367_500,
            Self::Table => 367_500,
            Self::Everything => 437_500,
        }
    }
}

/// A file that a page with the widget fetches.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Where it is among the published files.
    pub file: &'static str,
    /// For what it is fetched, besides [`Use::Everything`].
    pub uses: &'static [Use],
}

impl Part {
    pub fn is_fetched_for(&self, what: Use) -> bool {
        what == Use::Everything || self.uses.contains(&what)
    }
}

const EVERY: &[Use] = &[Use::Filter, Use::Timeline, Use::Table];

/// What is fetched at once.
const FIRST: [&str; 5] = [
    "backstory.js",
    "backstory.css",
    "core/shell.js",
    "core/backstory-element.js",
    "core/backstory-element_bg.wasm",
];

/// A part of the wasm that is fetched when it is needed.
pub struct Deferred {
    /// The name of its split point.
    pub name: &'static str,
    /// What is fetched before it.
    pub needs: Needs,
    pub part: Part,
}

/// What is fetched before a deferred part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The first part alone.
    First,
    /// The part [`SHARED`] as well, which has what such parts share.
    Shared,
}

/// The part with what stands beside every view, and with what views share.
pub const SHARED: &str = "shared";

/// The deferred parts of the wasm.
pub const DEFERRED: [Deferred; 4] = [
    Deferred {
        name: SHARED,
        needs: Needs::Shared,
        part: Part {
            file: "core/backstory_shared.wasm",
            uses: &[Use::Timeline, Use::Table],
        },
    },
    Deferred {
        name: "timeline",
        needs: Needs::Shared,
        part: Part {
            file: "core/backstory_timeline.wasm",
            uses: &[Use::Timeline],
        },
    },
    Deferred {
        name: "relationships",
        needs: Needs::Shared,
        part: Part {
            file: "core/backstory_relationships.wasm",
            uses: &[Use::Table],
        },
    },
    Deferred {
        name: "values",
        needs: Needs::First,
        part: Part {
            file: "core/backstory_values.wasm",
            uses: &[],
        },
    },
];

impl Deferred {
    /// The part of a name that the split tool gives a file, such as `split_shared`.
    pub fn of_stem(stem: &str) -> Option<&'static Self> {
        let name = stem.strip_prefix("split_").unwrap_or(stem);
        DEFERRED.iter().find(|deferred| deferred.name == name)
    }

    /// Its file's name, without the folder.
    pub fn file_name(&self) -> &'static str {
        self.part
            .file
            .rsplit_once('/')
            .map_or(self.part.file, |(_, name)| name)
    }
}

/// Everything that is fetched, in the order of the fetches.
pub fn all() -> Vec<Part> {
    let first = FIRST.map(|file| Part { file, uses: EVERY });
    let deferred = DEFERRED.iter().map(|deferred| deferred.part);
    first.into_iter().chain(deferred).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_fetched_for_everything_and_the_first_parts_for_each_use() {
        let parts = all();
        assert!(
            parts
                .iter()
                .all(|part| part.is_fetched_for(Use::Everything))
        );
        for what in Use::ALL {
            let files = parts
                .iter()
                .filter(|part| part.is_fetched_for(what))
                .map(|part| part.file)
                .collect::<Vec<_>>();
            assert_eq!(files.first_chunk(), Some(&FIRST), "{}", what.name());
        }
        let first = parts.iter().filter(|part| part.is_fetched_for(Use::Filter));
        assert_eq!(first.count(), FIRST.len());
    }

    #[test]
    fn a_part_is_found_by_the_split_tool_s_name() {
        let part = Deferred::of_stem("split_shared").unwrap();
        assert_eq!(part.file_name(), "backstory_shared.wasm");
        assert!(Deferred::of_stem("split_sooner").is_none());
        assert!(Deferred::of_stem("chunk_2").is_none());
    }

    #[test]
    fn a_ceiling_of_a_part_is_not_above_that_of_everything() {
        for what in Use::ALL {
            assert!(what.ceiling() <= Use::Everything.ceiling());
        }
    }
}
