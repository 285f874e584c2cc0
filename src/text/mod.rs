//! Comparing and cleaning text: folding, finding names, suggesting near ones, and making untrusted text safe to print.

mod find;
mod fold;
mod fuzzy;
pub mod sanitize;
mod suggest;

pub use find::{Closeness, Found, Name, closest, find, find_titled};
pub use fold::{fold, fold_into, has_phrase, sort_form, squash, words};
pub use fuzzy::{Fit, Pattern};
pub use suggest::nearest;

/// Dashes between the parts of a title, or between an artist and a title.
pub const DASHES: [&str; 3] = [" - ", " – ", " — "];
