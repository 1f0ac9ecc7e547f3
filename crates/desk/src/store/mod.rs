//! The browser's storage of stories, and what tells its tabs of each other.

mod database;
mod tabs;

pub(crate) use database::{StoreError, delete, list, read, write};
pub(crate) use tabs::{Channel, HeldLock, LockRequest, TabMessage, acquire};
