//! The widget's styles.

/// Tokens first, then one sheet for each component.
///
/// The wasm has none of it: they are served as `backstory.css`, which `cargo xtask`
/// makes of this list and of what prerendered pages need besides. It is here for
/// pages that show the components without the element.
pub const STYLES: &str = concat!(
    include_str!("../styles/tokens.css"),
    include_str!("../styles/base.css"),
    include_str!("../styles/filters.css"),
    include_str!("../styles/timeline.css"),
    include_str!("../styles/vertical.css"),
    include_str!("../styles/edges.css"),
    include_str!("../styles/table.css"),
    include_str!("../styles/matrix.css"),
    include_str!("../styles/network.css"),
    include_str!("../styles/detail.css"),
    include_str!("../styles/media.css"),
    include_str!("../styles/story.css"),
    include_str!("../styles/passages.css"),
);

#[cfg(test)]
mod tests {
    use super::STYLES;

    /// A property that nothing sets makes all of its declaration void: without
    /// `--paper`, nothing of the widget had a ground.
    #[test]
    fn every_property_that_is_used_is_set() {
        let used = STYLES.split("var(").skip(1).filter_map(|rest| {
            let end = rest.find([',', ')'])?;
            let (name, rest) = rest.split_at_checked(end)?;
            // With a comma it says what else holds.
            rest.starts_with(')').then_some(name.trim())
        });
        let missing: Vec<&str> = used
            .filter(|name| !STYLES.contains(&[name, ":"].concat()))
            .collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    /// The properties that a sheet sets to a colour for light and one for dark.
    fn palette(sheet: &str) -> Vec<(&str, &str)> {
        let of_line = |line| {
            let (name, value) = str::split_once(line, ": ")?;
            let start = value.find("light-dark(#")?;
            let colours = value.get(start..)?.split_once(')')?.0;
            Some((name.trim(), colours))
        };
        sheet.lines().filter_map(of_line).collect()
    }

    #[test]
    fn each_colour_of_the_palette_is_written_once() {
        let widget = palette(STYLES);
        let mut names: Vec<&str> = widget.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), widget.len());
        assert!(names.contains(&"--paper"));
        // A theme is a colour scheme, and no colours of its own.
        let of_themes = STYLES.split("prefers-color-scheme: dark) {").skip(1);
        let rules: Vec<&str> = of_themes
            .filter_map(|rest| rest.split_once("\n}\n"))
            .map(|(rule, _)| rule)
            .collect();
        assert_eq!(rules.len(), 1);
        assert!(rules.iter().all(|rule| !rule.contains("--")));
    }

    #[test]
    fn the_editor_and_the_demo_have_the_colours_of_the_widget() {
        let widget = palette(STYLES);
        for name in ["desk", "demo"] {
            // Not by `include_str!`: `cargo xtask` makes the widget's sheet of those.
            let path = [env!("CARGO_MANIFEST_DIR"), "/styles/", name, ".css"].concat();
            let sheet = std::fs::read_to_string(path).unwrap_or_default();
            let shared: Vec<_> = palette(&sheet)
                .into_iter()
                .filter(|(name, _)| widget.iter().any(|(other, _)| other == name))
                .collect();
            assert!(shared.len() >= 4);
            let other: Vec<_> = shared.iter().filter(|it| !widget.contains(it)).collect();
            assert_eq!(other, Vec::<&(&str, &str)>::new());
        }
    }
}
