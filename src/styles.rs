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
    include_str!("../styles/edges.css"),
    include_str!("../styles/table.css"),
    include_str!("../styles/matrix.css"),
    include_str!("../styles/network.css"),
    include_str!("../styles/detail.css"),
    include_str!("../styles/passages.css"),
);
