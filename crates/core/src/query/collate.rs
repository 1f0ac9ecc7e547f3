//! The order of texts.

use std::rc::Rc;

use super::fold::natural_key;
use super::position::at;
use crate::util::sort;

/// Orders texts as a reader of the page's language expects: tells of each text
/// how many different ones come before it.
pub type Collate = Rc<dyn Fn(&[&str]) -> Vec<u32>>;

/// The order that needs no language: without regard to case and accents, and
/// numbers by their value.
#[must_use]
pub fn natural(texts: &[&str]) -> Vec<u32> {
    let keys: Vec<_> = texts.iter().map(|text| natural_key(text)).collect();
    let order = sort::positions_by(keys.len(), &mut |a, b| keys.get(a).cmp(&keys.get(b)));
    let mut ranks = vec![0; texts.len()];
    let mut rank = 0;
    let mut before = None;
    for position in order {
        let key = keys.get(at(position));
        if before.is_some_and(|before| before != key) {
            rank += 1;
        }
        before = Some(key);
        if let Some(place) = ranks.get_mut(at(position)) {
            *place = rank;
        }
    }
    ranks
}
