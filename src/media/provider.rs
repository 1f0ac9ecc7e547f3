//! The pages of those who play films and recordings, or show documents, in a frame.

use backstory_core::util::find::cut;

/// The address of a provider's player for a page of theirs; it starts at once, because the
/// reader has asked for it.
pub(super) fn of(src: &str) -> Option<String> {
    let (host, path) = after_scheme(src)?.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    match host {
        "youtube.com" | "m.youtube.com" | "youtube-nocookie.com" => {
            let id = match path.strip_prefix("watch?") {
                Some(query) => query.split('&').find_map(|it| it.strip_prefix("v="))?,
                None => ["embed/", "shorts/", "live/", "v/"]
                    .iter()
                    .find_map(|it| path.strip_prefix(it))?,
            };
            youtube(id)
        }
        "youtu.be" => youtube(path),
        "vimeo.com" | "player.vimeo.com" => {
            let path = path.strip_prefix("video/").unwrap_or(path);
            let id = first(path);
            let is_id = !id.is_empty() && id.bytes().all(|it| it.is_ascii_digit());
            // An unlisted film is shown to those alone who have its hash.
            let mut parts = path.split(['/', '?', '&', '#']).skip(1);
            let hash = parts.find_map(|it| {
                let hash = it.strip_prefix("h=").unwrap_or(it);
                let is_hash = !hash.is_empty() && hash.bytes().all(|it| it.is_ascii_hexdigit());
                is_hash.then_some(["&h=", hash])
            });
            let hash = hash.unwrap_or_default().concat();
            let player = "https://player.vimeo.com/video/";
            is_id.then(|| [player, id, "?dnt=1&autoplay=1", &hash].concat())
        }
        "soundcloud.com" | "m.soundcloud.com" | "on.soundcloud.com" => {
            // A track has its artist in front of it.
            let page = path.split(['?', '#']).next().filter(|it| !it.is_empty())?;
            let page = encoded(&["https://", host, "/", page].concat());
            Some(
                [
                    "https://w.soundcloud.com/player/?url=",
                    &page,
                    "&auto_play=true",
                ]
                .concat(),
            )
        }
        "documentcloud.org" | "embed.documentcloud.org" => {
            let id = first(path.strip_prefix("documents/")?);
            let id = id.strip_suffix(".html").unwrap_or(id);
            let is_id = id.bytes().next().is_some_and(|it| it.is_ascii_digit()) && is_name(id);
            is_id.then(|| {
                [
                    "https://embed.documentcloud.org/documents/",
                    id,
                    "/?embed=1",
                ]
                .concat()
            })
        }
        _ => None,
    }
}

/// Whether an address is of a provider's page: with a player for it or without, it is no recording
/// that a browser plays.
pub(super) fn is_provider(src: &str) -> bool {
    const PROVIDERS: [&str; 6] = [
        "youtube.com",
        "youtu.be",
        "youtube-nocookie.com",
        "vimeo.com",
        "soundcloud.com",
        "documentcloud.org",
    ];
    let host = host(src).split(':').next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let is_theirs = PROVIDERS.iter().any(|it| {
        let sub = host.strip_suffix(it);
        sub.is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
    });
    // Vimeo hands out files as well, to be played wherever one likes.
    let page = src.split(['?', '#']).next().unwrap_or(src);
    is_theirs && !page.ends_with(".mp4")
}

/// What follows on the scheme of an address, which may be that of its page; nothing of an
/// address at the page's own host.
fn after_scheme(src: &str) -> Option<&str> {
    let (scheme, rest) = cut(src, "//")?;
    let is_scheme = ["", "http:", "https:"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    is_scheme.then_some(rest)
}

fn youtube(id: &str) -> Option<String> {
    let id = first(id);
    let is_id = !id.is_empty() && is_name(id);
    is_id.then(|| ["https://www.youtube-nocookie.com/embed/", id, "?autoplay=1"].concat())
}

fn first(path: &str) -> &str {
    path.split(['/', '?', '#', '&']).next().unwrap_or(path)
}

fn is_name(id: &str) -> bool {
    id.bytes()
        .all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
}

/// An address as a value of a query.
fn encoded(address: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(
                    HEX.get(usize::from(half)).copied().unwrap_or(b'0'),
                ));
            }
        }
    }
    out
}

/// The host of an address, as a reader knows it; nothing of a relative one.
pub(super) fn host(address: &str) -> &str {
    let rest = after_scheme(address).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_provider_has_a_player() {
        let youtube = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1";
        let document = "https://embed.documentcloud.org/documents/282753-lefler/?embed=1";
        let sound = "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb-c&auto_play=true";
        for (page, player) in [
            ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", youtube),
            (
                "https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ&list=x",
                youtube,
            ),
            ("http://youtu.be/dQw4w9WgXcQ?t=3", youtube),
            ("https://YouTube.com/shorts/dQw4w9WgXcQ", youtube),
            ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=3", youtube),
            (
                "https://vimeo.com/76979871",
                "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
            ),
            (
                "https://vimeo.com/76979871/8272103f6e?share=copy",
                "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e",
            ),
            (
                "https://player.vimeo.com/video/76979871?x=1&h=8272103f6e#t=1",
                "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e",
            ),
            (
                "https://vimeo.com/76979871/?h=a%22b",
                "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
            ),
            ("//www.youtube.com/watch?v=dQw4w9WgXcQ", youtube),
            ("https://soundcloud.com/a/b-c?utm=x", sound),
            (
                "https://www.documentcloud.org/documents/282753-lefler.html",
                document,
            ),
            (
                "https://www.documentcloud.org/documents/282753-lefler/#document/p2",
                document,
            ),
        ] {
            assert_eq!(of(page).as_deref(), Some(player), "{page}");
        }
    }

    #[test]
    fn any_other_page_has_none() {
        for page in [
            "https://www.youtube.com/",
            "https://www.youtube.com/@newsroom",
            "https://www.youtube.com/watch?v=",
            "https://www.youtube.com/watch?v=a\"b",
            "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
            "https://example.org/youtube.com/watch?v=dQw4w9WgXcQ",
            "https://youtube.com@example.org/watch?v=dQw4w9WgXcQ",
            "https://vimeo.com/about",
            "https://soundcloud.com/",
            "https://www.documentcloud.org/home",
            "/watch?v=dQw4w9WgXcQ",
            "/a//youtube.com/watch?v=dQw4w9WgXcQ",
        ] {
            assert_eq!(of(page), None, "{page}");
        }
    }

    #[test]
    fn a_page_without_a_player_is_of_a_provider_all_the_same() {
        for page in [
            "https://youtube.com/playlist?list=x",
            "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
            "//YouTube.com/@newsroom",
            "https://vimeo.com/channels/staffpicks/123",
            "https://www.documentcloud.org:443/home",
        ] {
            assert!(is_provider(page), "{page}");
            assert_eq!(of(page), None, "{page}");
        }
        for page in [
            "/youtube.com/a.mp4",
            "/play?it=https://youtube.com/watch",
            "https://player.vimeo.com/external/123.hd.mp4?s=x",
            "https://example.org/youtube.com/a.mp4",
            "https://notyoutube.com/a.mp4",
            "https://youtube.com.example.org/a.mp4",
            "https://youtube.com@example.org/a.mp4",
        ] {
            assert!(!is_provider(page), "{page}");
        }
    }
}
