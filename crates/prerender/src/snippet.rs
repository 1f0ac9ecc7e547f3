//! The lines that put a story into a page: the element, or an iframe.

use backstory_core::util::percent;
use backstory_formats::escaped;

/// What the lines are to say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Snippet<'a> {
    /// Where the published files are, as the page names it: empty where they are next to
    /// the page, or else with a slash at its end.
    pub base: &'a str,
    /// Where the dataset is, as the page names it.
    pub src: &'a str,
    /// Where the dataset is, as `embed.html` names it: what is relative in a frame is
    /// relative to that.
    pub frame_src: &'a str,
    /// What the story is called, for readers who cannot see the frame.
    pub title: &'a str,
    /// The language of the widget's words, where it is not the page's.
    pub language: Option<&'a str>,
    /// The name of the widget in the page's address, where its state is in that.
    pub permalink: Option<&'a str>,
}

/// A file's name as an address: white space separates the addresses of a `src`.
#[must_use]
pub fn file_address(name: &str) -> String {
    name.replace(' ', "%20")
}

impl Snippet<'_> {
    /// The script, once a page.
    #[must_use]
    pub fn script(&self) -> String {
        let base = escaped(self.base);
        [
            "<script type=\"module\" src=\"",
            &base,
            "backstory.js\"></script>\n",
        ]
        .concat()
    }

    /// The beginning of the element: `<back-story src="…">`.
    #[must_use]
    pub fn tag(&self) -> String {
        let mut tag = String::from("<back-story");
        let mut put = |name: &str, value: &str| {
            tag.push_str(&[" ", name, "=\"", &escaped(value), "\""].concat());
        };
        if let Some(id) = self.permalink {
            put("id", id);
        }
        put("src", self.src);
        if let Some(language) = self.language {
            put("lang", language);
        }
        if self.permalink.is_some() {
            put("permalink", "hash");
        }
        tag.push('>');
        tag
    }

    /// The script and the element.
    #[must_use]
    pub fn element(&self) -> String {
        [&*self.script(), &self.tag(), "</back-story>\n"].concat()
    }

    /// The iframe, and the script that gives it its height.
    #[must_use]
    pub fn iframe(&self) -> String {
        let base = escaped(self.base);
        let mut query = String::from("src=");
        percent::encode(self.frame_src, b"-._~/:", &mut query);
        if let Some(language) = self.language {
            query.push_str("&amp;lang=");
            query.push_str(&escaped(language));
        }
        if self.permalink.is_some() {
            query.push_str("&amp;permalink=hash");
        }
        let title = match self.title.trim() {
            "" => "Backstory".to_owned(),
            title => ["Backstory: ", &escaped(title)].concat(),
        };
        [
            "<iframe src=\"",
            &base,
            "embed.html?",
            &query,
            "\" title=\"",
            &title,
            "\"\n  loading=\"lazy\" allow=\"clipboard-write\" \
             style=\"display: block; border: 0; width: 100%; height: 640px\"></iframe>\n\
             <script async src=\"",
            &base,
            "embed.js\"></script>\n",
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_lines_ends_none_of_them() {
        let lines = Snippet {
            base: "https://c.example/\"d/",
            src: "a\"b.json",
            frame_src: "a b&c.json",
            title: "<Who>",
            language: Some("fr"),
            permalink: Some("story"),
        };
        assert_eq!(
            lines.element(),
            "<script type=\"module\" src=\"https://c.example/&quot;d/backstory.js\"></script>\n\
             <back-story id=\"story\" src=\"a&quot;b.json\" lang=\"fr\" permalink=\"hash\"></back-story>\n"
        );
        let iframe = lines.iframe();
        assert!(iframe.contains("embed.html?src=a%20b%26c.json&amp;lang=fr&amp;permalink=hash\""));
        assert!(
            iframe.contains("title=\"Backstory: &lt;Who&gt;\""),
            "{iframe}"
        );
    }

    #[test]
    fn without_anything_they_are_short() {
        let lines = Snippet {
            src: "story.json",
            frame_src: "story.json",
            ..Snippet::default()
        };
        assert_eq!(
            lines.element(),
            "<script type=\"module\" src=\"backstory.js\"></script>\n\
             <back-story src=\"story.json\"></back-story>\n"
        );
        assert!(lines.iframe().contains("title=\"Backstory\""));
    }
}
