//! What keys do on the timeline.

/// What a key asks for, whichever way the text runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum KeyCommand {
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
pub(super) fn key_command(key: &str, is_rtl: bool) -> Option<KeyCommand> {
    let onward = if is_rtl { -1 } else { 1 };
    Some(match key {
        "ArrowRight" => KeyCommand::Step(onward),
        "ArrowLeft" => KeyCommand::Step(-onward),
        "PageDown" => KeyCommand::Page(1),
        "PageUp" => KeyCommand::Page(-1),
        "Home" => KeyCommand::End(false),
        "End" => KeyCommand::End(true),
        "+" | "=" => KeyCommand::Zoom(true),
        "-" | "_" => KeyCommand::Zoom(false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_points_where_the_text_runs() {
        assert_eq!(key_command("ArrowRight", false), Some(KeyCommand::Step(1)));
        assert_eq!(key_command("ArrowRight", true), Some(KeyCommand::Step(-1)));
        assert_eq!(key_command("PageDown", true), Some(KeyCommand::Page(1)));
        // The page scrolls by these.
        assert_eq!(key_command("ArrowDown", false), None);
        assert_eq!(key_command(" ", false), None);
    }
}
