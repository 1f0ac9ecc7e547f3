//! Positions of records and values, kept in half the room.

/// A position as it is used.
pub(super) const fn at(position: u32) -> usize {
    position as usize
}
