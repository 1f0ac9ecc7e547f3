//! Lengths and positions in 32 bits.

/// A length or a position in 32 bits, as many as records are numbered with; of more, the
/// largest.
///
/// ```
/// use backstory_core::util::narrow::narrow;
///
/// assert_eq!(narrow(7), 7);
/// ```
#[must_use]
pub fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
