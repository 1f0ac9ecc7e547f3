//! Shared objects, compared by which one it is.

use std::ops::Deref;
use std::rc::Rc;

/// A shared object that equals only itself: comparing the rows of two
/// selections one by one would cost more than rendering the few in sight, and
/// comparing two documents of 5,000 records more than showing the new one.
#[derive(Debug)]
pub struct PtrEq<T: ?Sized>(pub Rc<T>);

impl<T: ?Sized> Clone for PtrEq<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for PtrEq<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
