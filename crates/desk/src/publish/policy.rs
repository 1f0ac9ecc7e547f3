//! What a page's Content-Security-Policy (CSP Level 3) would keep away of the widget.

/// Something that the widget needs of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand<'a> {
    /// A script from this address.
    Script(&'a str),
    /// WebAssembly to be run.
    Wasm,
    /// A style sheet from this address.
    Style(&'a str),
    /// A file to be fetched from this address.
    Fetch(&'a str),
    /// A frame of this address.
    Frame(&'a str),
}

impl Demand<'_> {
    /// The directive that decides, and those that stand in for it (CSP 3, section 6.8.1).
    fn directives(self) -> &'static [&'static str] {
        match self {
            Self::Script(_) => &["script-src-elem", "script-src", "default-src"],
            Self::Wasm => &["script-src", "default-src"],
            Self::Style(_) => &["style-src-elem", "style-src", "default-src"],
            Self::Fetch(_) => &["connect-src", "default-src"],
            Self::Frame(_) => &["frame-src", "child-src", "default-src"],
        }
    }
}

/// What `policy` lacks for each demand, as `directive source`. `page` is the address of the page
/// that has the policy, which `'self'` means. Of several policies in one text, parted by commas,
/// each has to allow everything.
#[must_use]
pub fn missing(policy: &str, page: &str, demands: &[Demand<'_>]) -> Vec<String> {
    let mut lacks = Vec::new();
    for policy in policy.split(',') {
        for demand in demands {
            let Some((directive, sources)) = deciding(policy, demand.directives()) else {
                continue;
            };
            if !allows(&sources, page, *demand) {
                let lack = [&*directive, " ", &wanted(&sources, page, *demand)].concat();
                if !lacks.contains(&lack) {
                    lacks.push(lack);
                }
            }
        }
    }
    lacks
}

/// The directive that decides and its sources.
fn deciding(policy: &str, names: &[&str]) -> Option<(String, Vec<String>)> {
    let directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|directive| directive.split_whitespace().collect())
        .collect();
    names.iter().find_map(|name| {
        let found = directives
            .iter()
            .find(|it| it.first().is_some_and(|it| it.eq_ignore_ascii_case(name)))?;
        let sources = found.iter().skip(1).map(|it| (*it).to_owned()).collect();
        Some(((*name).to_owned(), sources))
    })
}

fn has(sources: &[String], keyword: &str) -> bool {
    sources.iter().any(|it| it.eq_ignore_ascii_case(keyword))
}

/// Whether only scripts with the page's nonce or hash run, whatever servers are named.
fn is_strict(sources: &[String]) -> bool {
    has(sources, "'strict-dynamic'")
}

fn allows(sources: &[String], page: &str, demand: Demand<'_>) -> bool {
    match demand {
        Demand::Wasm => has(sources, "'wasm-unsafe-eval'") || has(sources, "'unsafe-eval'"),
        Demand::Script(_) if is_strict(sources) => false,
        Demand::Script(it) | Demand::Style(it) | Demand::Fetch(it) | Demand::Frame(it) => {
            sources.iter().any(|source| matches(source, page, it))
        }
    }
}

/// The source that would allow it.
fn wanted(sources: &[String], page: &str, demand: Demand<'_>) -> String {
    match demand {
        Demand::Wasm => "'wasm-unsafe-eval'".to_owned(),
        Demand::Script(_) if is_strict(sources) => "'nonce-…' of the page".to_owned(),
        Demand::Script(it) | Demand::Style(it) | Demand::Fetch(it) | Demand::Frame(it) => {
            if origin(it) == origin(page) {
                "'self'".to_owned()
            } else {
                origin(it).to_owned()
            }
        }
    }
}

/// The scheme and the server of an address.
pub(super) fn origin(address: &str) -> &str {
    let Some((scheme, rest)) = address.split_once("://") else {
        return "";
    };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    address.get(..scheme.len() + 3 + host).unwrap_or_default()
}

/// Whether a source expression matches an address (CSP 3, section 6.7.2).
fn matches(source: &str, page: &str, address: &str) -> bool {
    let source = source.to_ascii_lowercase();
    let address = address.to_ascii_lowercase();
    let (scheme, rest) = address.split_once("://").unwrap_or(("", &address));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    match &*source {
        "'self'" => return origin(&address).eq_ignore_ascii_case(origin(page)),
        "*" => return matches!(scheme, "http" | "https"),
        "http:" | "https:" => return scheme == "https" || source == "http:",
        keyword if keyword.starts_with('\'') || keyword.ends_with(':') => return false,
        _ => {}
    }
    let (wanted, rest) = source.split_once("://").unwrap_or(("", &source));
    let (pattern, wanted_path) = rest.split_once('/').unwrap_or((rest, ""));
    // What is allowed by http is allowed by https as well; a source without a scheme has the
    // page's.
    let page_scheme = page.split_once("://").map_or("", |(scheme, _)| scheme);
    let wanted = if wanted.is_empty() {
        page_scheme
    } else {
        wanted
    };
    let is_scheme = wanted == scheme || (wanted == "http" && scheme == "https");
    let (pattern, pattern_port) = pattern.split_once(':').unwrap_or((pattern, ""));
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_host = match pattern.strip_prefix('*') {
        Some(end) if end.starts_with('.') => name.ends_with(end),
        Some(_) => true,
        None => pattern == name,
    };
    let is_port = pattern_port == "*" || pattern_port == port;
    let is_path = wanted_path.is_empty()
        || path == wanted_path
        || (wanted_path.ends_with('/') && path.starts_with(wanted_path));
    is_scheme && is_host && is_port && is_path
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://news.example/story.html";

    fn lacks(policy: &str, base: &str) -> Vec<String> {
        let script = [base, "backstory.js"].concat();
        let data = [base, "story.json"].concat();
        let demands = [
            Demand::Script(&script),
            Demand::Wasm,
            Demand::Style(&script),
            Demand::Fetch(&data),
        ];
        missing(policy, PAGE, &demands)
    }

    #[test]
    fn what_the_guide_gives_as_the_strictest_policy_lacks_nothing() {
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
                      style-src 'self'; connect-src 'self'";
        assert_eq!(lacks(policy, "https://news.example/dist/"), [""; 0]);
        assert_eq!(
            lacks(policy, "https://cdn.example/dist/"),
            [
                "script-src https://cdn.example",
                "style-src https://cdn.example",
                "connect-src https://cdn.example"
            ]
        );
    }

    #[test]
    fn a_directive_that_is_not_there_is_decided_by_the_next() {
        assert_eq!(lacks("", "https://cdn.example/"), [""; 0]);
        assert_eq!(lacks("img-src 'none'", "https://cdn.example/"), [""; 0]);
        assert_eq!(
            lacks("default-src 'self'", "https://news.example/"),
            ["default-src 'wasm-unsafe-eval'"]
        );
        assert_eq!(
            lacks(
                "script-src-elem *; script-src 'self'",
                "https://cdn.example/"
            ),
            ["script-src 'wasm-unsafe-eval'"]
        );
    }

    #[test]
    fn sources_match_as_browsers_match_them() {
        for (source, address, is_match) in [
            ("https:", "https://cdn.example/a.js", true),
            ("https:", "http://cdn.example/a.js", false),
            ("cdn.example", "https://cdn.example/a.js", true),
            ("cdn.example", "http://cdn.example/a.js", false),
            ("*.example", "https://cdn.example/a.js", true),
            ("*.cdn.example", "https://cdn.example/a.js", false),
            ("https://cdn.example/b/", "https://cdn.example/b/a.js", true),
            ("https://cdn.example/b/", "https://cdn.example/a.js", false),
            (
                "https://cdn.example:8443",
                "https://cdn.example/a.js",
                false,
            ),
            (
                "https://cdn.example:*",
                "https://cdn.example:8443/a.js",
                true,
            ),
            ("'none'", "https://news.example/a.js", false),
            ("data:", "https://news.example/a.js", false),
        ] {
            assert_eq!(
                matches(source, PAGE, address),
                is_match,
                "{source} {address}"
            );
        }
    }

    #[test]
    fn a_page_of_nonces_is_told_so() {
        assert_eq!(
            missing(
                "script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-eval'",
                PAGE,
                &[Demand::Script("https://news.example/a.js"), Demand::Wasm]
            ),
            ["script-src 'nonce-…' of the page"]
        );
    }

    #[test]
    fn each_of_several_policies_has_to_allow_it() {
        assert_eq!(
            missing(
                "frame-src *, frame-src 'self'",
                PAGE,
                &[Demand::Frame("https://cdn.example/embed.html")]
            ),
            ["frame-src https://cdn.example"]
        );
    }
}
