//! Comparing names, suggesting similar ones, and making untrusted text safe to print.

mod find;
mod fold;
mod fuzzy;
pub mod sanitize;
mod suggest;

pub use find::{Candidate, MatchKind, Matches, best_matches, find_by_id_or_title, find_by_name};
pub use fold::{contains_phrase, fold, fold_into, remove_spaces, sort_key, word_ranges};
pub use fuzzy::{WordMatch, WordPattern};
pub use suggest::suggest;

/// The dashes, with spaces, that separate the parts of a title, or between an artist and a title.
pub const DASHES: [&str; 3] = [" - ", " – ", " — "];
