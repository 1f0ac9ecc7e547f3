//! Positions of records and values, kept in half the room.

/// A position as it is kept, in half the room.
pub(super) fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// A position as it is used.
pub(super) const fn at(position: u32) -> usize {
    position as usize
}
