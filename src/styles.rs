//! The widget's styles.

/// Tokens first, then one sheet a component.
///
/// The wasm has none of it: they are served as `backstory.css`, which `cargo xtask`
/// makes of this list and of what prerendered pages need besides. It is here for
/// who shows the components without the element.
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
}
