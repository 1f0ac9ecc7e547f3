//! A place for every event, where it overlaps no other.

use super::{Extent, Scale};

/// An event to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// What the event is known by.
    pub key: u32,
    /// What is drawn of its date; `None` where it is undated.
    pub extent: Option<Extent>,
    /// How wide its label would like to be, in pixels.
    pub label: f64,
}

/// How marks are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The least width of a mark, in pixels.
    pub min_mark: f64,
    /// The least distance between two events of a row, in pixels.
    pub gap: f64,
}

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What the event is known by.
    pub key: u32,
    /// Its row, from 0 at the axis.
    pub row: u32,
    /// Where its mark begins, cut to the drawing.
    pub x: f64,
    /// How wide its mark is, cut to the drawing.
    pub width: f64,
    /// Where its label begins.
    pub label_x: f64,
    /// How wide its label is.
    pub label_width: f64,
}

impl Placed {
    /// From where to where nothing else may stand in its row.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        let end = (self.x + self.width).max(self.label_x + self.label_width);
        (self.x.min(self.label_x), end)
    }
}

/// Where every event stands. Each is in exactly one of the lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The events in sight, in the order of the marks.
    pub placed: Vec<Placed>,
    /// How many rows they take.
    pub rows: u32,
    /// The events that ended before the window.
    pub before: Vec<u32>,
    /// The events that begin after the window.
    pub after: Vec<u32>,
    /// The events with no date.
    pub undated: Vec<u32>,
}

/// Places every mark.
///
/// Rows are filled by first fit in the order of the left edges, which takes as
/// few rows as the densest spot needs, and gives the same rows for the same
/// marks.
#[must_use]
pub fn layout(marks: &[Mark], scale: &Scale, options: &Options) -> Layout {
    let mut layout = Layout::default();
    let window = scale.window();
    for mark in marks {
        match mark.extent {
            None => layout.undated.push(mark.key),
            Some(extent) if extent.soft_to <= window.from() => layout.before.push(mark.key),
            Some(extent) if extent.soft_from >= window.to() => layout.after.push(mark.key),
            Some(extent) => layout.placed.push(place(mark, &extent, scale, options)),
        }
    }
    layout.rows = pack(&mut layout.placed, options.gap);
    layout
}

/// A mark's place but for its row. A label begins where its mark does, and is
/// moved back where it would leave the drawing.
fn place(mark: &Mark, extent: &Extent, scale: &Scale, options: &Options) -> Placed {
    let (from, to) = scale.clip(extent.soft_from, extent.soft_to);
    let (solid, _) = scale.clip(extent.from, extent.to);
    let width = (to - from).max(options.min_mark).min(scale.width());
    let x = from.min(scale.width() - width);
    let label_width = mark.label.clamp(0.0, scale.width());
    let label_x = solid.min(scale.width() - label_width).max(0.0);
    Placed {
        key: mark.key,
        row: 0,
        x,
        width,
        label_x,
        label_width,
    }
}

/// Gives each place a row, and says how many there are.
fn pack(placed: &mut [Placed], gap: f64) -> u32 {
    let mut order: Vec<&mut Placed> = placed.iter_mut().collect();
    order.sort_by(|a, b| {
        a.bounds()
            .0
            .total_cmp(&b.bounds().0)
            .then(a.key.cmp(&b.key))
    });
    let mut ends: Vec<f64> = Vec::new();
    for place in order {
        let (from, to) = place.bounds();
        let free = ends.iter().position(|end| end + gap <= from);
        let row = free.unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
        place.row = u32::try_from(row).unwrap_or(u32::MAX);
    }
    u32::try_from(ends.len()).unwrap_or(u32::MAX)
}
