//! How pictures of the widget are compared (`tests/e2e/src/reduced.rs`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../e2e/src/reduced.rs"]
mod reduced;

use reduced::ReducedPicture;

const SIZE: usize = 160;

/// A white picture with a black box, as it is and with a colour of its own.
fn picture(left: usize, width: usize, colour: [u8; 3]) -> ReducedPicture {
    let mut bytes = vec![255; SIZE * SIZE * 4];
    for y in 40..60 {
        for x in left..left + width {
            bytes[(y * SIZE + x) * 4..][..3].copy_from_slice(&colour);
        }
    }
    ReducedPicture::of(SIZE, SIZE, 4, &bytes)
}

#[test]
fn what_is_not_seen_is_no_difference() {
    let one = picture(40, 40, [0; 3]);
    assert_eq!((one.width, one.height), (40, 40));
    assert_eq!(one.differs(&one), None);
    assert_eq!(one.differs(&picture(40, 40, [20; 3])), None);
}

#[test]
fn what_moved_or_has_another_colour_differs() {
    let one = picture(40, 40, [0; 3]);
    for other in [
        picture(44, 40, [0; 3]),
        picture(40, 48, [0; 3]),
        picture(40, 40, [0, 0, 120]),
        picture(40, 0, [0; 3]),
        ReducedPicture::of(80, 80, 4, &[255; 80 * 80 * 4]),
    ] {
        assert!(one.differs(&other).is_some());
        assert!(other.differs(&one).is_some());
    }
    let moved = picture(44, 40, [0; 3]);
    // A column of five on either side.
    assert_eq!(one.differs(&moved), Some(10));
    let both = one.beside(&moved);
    assert_eq!((both.width, both.height), (120, 40));
    let red = both.pixels.chunks(3).filter(|it| *it == [224, 0, 0]);
    assert_eq!(red.count(), 10);
}
