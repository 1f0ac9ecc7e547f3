//! Links to a passage in a page that is not this one.

use crate::dataset::{Evidence, SafeUrl};
use crate::util::find::cut;
use crate::util::percent;

/// `url` with a Text Fragment that names the passage
/// (<https://wicg.github.io/scroll-to-text-fragment/>): a browser that knows
/// them scrolls there, any other opens the page.
///
/// `None` where the link leads to no page (`mailto:`).
///
/// ```
/// use backstory_core::dataset::{Evidence, SafeUrl};
/// use backstory_core::anchor::text_fragment;
///
/// let url = SafeUrl::parse("https://example.org/story#top").unwrap();
/// let evidence = Evidence { paragraph: 1, start: "a by-word, so".into(), end: Some("said".into()) };
/// assert_eq!(
///     text_fragment(&url, &evidence).unwrap().as_str(),
///     "https://example.org/story#top:~:text=a%20by%2Dword%2C%20so,said",
/// );
/// ```
#[must_use]
pub fn text_fragment(url: &SafeUrl, evidence: &Evidence) -> Option<SafeUrl> {
    let page = url.as_str();
    if !page.starts_with("http") {
        return None;
    }
    let page = cut(page, ":~:").map_or(page, |(page, _)| page);
    let mut link = String::from(page);
    if !page.contains('#') {
        link.push('#');
    }
    link.push_str(":~:text=");
    escape(&evidence.start, &mut link);
    if let Some(end) = &evidence.end {
        link.push(',');
        escape(end, &mut link);
    }
    SafeUrl::parse(&link)
}

/// Percent-encodes all but letters, digits, `.`, `_` and `~`: `-`, `,` and `&`
/// have a meaning of their own in a Text Fragment.
fn escape(text: &str, link: &mut String) {
    percent::encode(text, b"._~", link);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_is_not_a_page_has_no_passages() {
        let evidence = Evidence {
            paragraph: 1,
            start: "a".into(),
            end: None,
        };
        let link = |url: &str| {
            let link = text_fragment(&SafeUrl::parse(url).unwrap(), &evidence)?;
            Some(link.as_str().to_owned())
        };
        assert_eq!(link("mailto:desk@example.org"), None);
        assert_eq!(
            link("https://example.org/#:~:text=b").as_deref(),
            Some("https://example.org/#:~:text=a")
        );
    }
}
