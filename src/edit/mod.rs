//! Changes the text of catalog files without touching what is outside of the change.
//!
//! Everything here works on the text of JSON values, so that numbers, escapes and spaces stay as they were written.

mod diff;
mod keys;
mod layout;
mod rename;
mod splice;
mod tree;

pub use diff::unified_diff;
pub use keys::json;
pub use layout::format;
pub use rename::{Kind, Renamed, rename};
pub use splice::apply;

/// A change of a file. Places are JSON pointers, such as `/songs/0/title`, in the text as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Inserts a value, as JSON, into the list at this place, before the element with this index; behind the last
    /// one if there are not so many. Several values for one place stay in their order. A list that is missing is
    /// made.
    Insert(String, usize, String),
    /// Sets the value at this place, as JSON: that of a key which its object has or not.
    Set(String, String),
    /// Removes the value at this place.
    Remove(String),
    /// Moves the value at the first place, with what is changed in it, into the list at the second one, before the
    /// element with this index.
    Move(String, String, usize),
}
