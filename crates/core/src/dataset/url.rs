//! Links that are safe to put into a page.

use super::Text;

/// A link whose scheme is `http`, `https` or `mailto`.
///
/// The one constructor is [`SafeUrl::parse`], so whatever holds a `SafeUrl`
/// may write it into an `href`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl(Text);

impl SafeUrl {
    /// Takes `text` if it is an absolute link with an allowed scheme.
    ///
    /// White space around it is dropped. Control characters and white space
    /// inside are refused rather than removed, since a browser removes tabs and
    /// newlines (WHATWG URL, section 4.4) and would so see another scheme than
    /// a reader of the text does.
    ///
    /// ```
    /// use backstory_core::dataset::SafeUrl;
    ///
    /// assert!(SafeUrl::parse("https://example.org/story").is_some());
    /// assert!(SafeUrl::parse("java\tscript:alert(1)").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return None;
        }
        let (scheme, rest) = text.split_once(':')?;
        let allowed = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty()),
            "mailto" => rest.contains('@'),
            _ => false,
        };
        allowed.then(|| Self(text.into()))
    }

    /// The link as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
