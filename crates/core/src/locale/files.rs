//! The languages that the interface speaks: the one list of them. The page's
//! loader, `language.js`, repeats it, and a test holds the two together.

/// Declares the languages other than English, each with its file in `locale/`.
macro_rules! languages {
    ($($tag:literal),+) => {
        /// The languages of the interface as BCP 47 tags, English first.
        pub const LANGUAGES: [&str; 1 + [$($tag),+].len()] = ["en", $($tag),+];

        /// Each language with the text of its file. A page fetches the file of
        /// its language, so that no wasm has any of them.
        #[cfg(not(target_arch = "wasm32"))]
        pub(super) const FILES: [(&str, &str); LANGUAGES.len() - 1] =
            [$(($tag, include_str!(concat!("../../locale/", $tag, ".json")))),+];
    };
}

languages!("fr", "sw", "rw", "ar", "ru", "zh");
