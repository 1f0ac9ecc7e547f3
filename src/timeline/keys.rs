//! What keys do on the timeline.

/// What a key asks for, whichever way the text runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Press {
    /// On in time, or back where it is negative: by one.
    Step(i32),
    /// On in time, or back, by a page.
    Page(i32),
    /// To the first, or the last.
    End(bool),
    /// Nearer, or farther off.
    Zoom(bool),
}

/// What `key` asks for; nothing where the page may have it.
pub(super) fn press(key: &str, is_rtl: bool) -> Option<Press> {
    let onward = if is_rtl { -1 } else { 1 };
    Some(match key {
        "ArrowRight" => Press::Step(onward),
        "ArrowLeft" => Press::Step(-onward),
        "PageDown" => Press::Page(1),
        "PageUp" => Press::Page(-1),
        "Home" => Press::End(false),
        "End" => Press::End(true),
        "+" | "=" => Press::Zoom(true),
        "-" | "_" => Press::Zoom(false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_points_where_the_text_runs() {
        assert_eq!(press("ArrowRight", false), Some(Press::Step(1)));
        assert_eq!(press("ArrowRight", true), Some(Press::Step(-1)));
        assert_eq!(press("PageDown", true), Some(Press::Page(1)));
        // The page scrolls by these.
        assert_eq!(press("ArrowDown", false), None);
        assert_eq!(press(" ", false), None);
    }
}
