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
    /// White space around it is dropped; control characters and white space
    /// inside are refused.
    ///
    /// ```
    /// use backstory_core::dataset::SafeUrl;
    ///
    /// assert!(SafeUrl::parse("https://example.org/story").is_some());
    /// assert!(SafeUrl::parse("java\tscript:alert(1)").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = without_space(text)?;
        let (scheme, rest) = text.split_once(':')?;
        let is_mail = scheme.eq_ignore_ascii_case("mailto") && rest.contains('@');
        (is_mail || is_web(scheme, rest)).then(|| Self(text.into()))
    }

    /// The link as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An address without the white space around it; `None` where there is white space or a
/// control character inside. They are refused rather than removed, since a browser removes
/// tabs and newlines (WHATWG URL, section 4.4) and would so see another scheme than a
/// reader of the text does.
pub(super) fn without_space(address: &str) -> Option<&str> {
    let address = address.trim();
    let is_refused = |c: char| c.is_control() || c.is_whitespace();
    (!address.contains(is_refused)).then_some(address)
}

/// Whether an address with this scheme, and the rest after its colon, is of a web page or
/// of a file on the web.
pub(super) fn is_web(scheme: &str, rest: &str) -> bool {
    let is_http = ["http", "https"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    is_http && rest.strip_prefix("//").is_some_and(|host| !host.is_empty())
}
