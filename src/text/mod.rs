//! Comparing names, suggesting similar ones, and making untrusted text safe to print.

mod find;
mod fold;
mod fuzzy;
mod name;
mod respell;
pub mod sanitize;
mod slug;
mod title;

pub use find::{Candidate, MatchKind, Matches, best_matches, find_by_id_or_title, find_by_name, suggest};
pub use fold::{
    contains_letters, contains_phrase, fold, fold_into, letters, remove_spaces, sort_key, word_ranges,
};
pub use fuzzy::{APOSTROPHE, LetterSet, WordMatch, WordPattern, each_word};
pub use name::name_key;
pub use slug::{is_slug, slug};
use std::borrow::Cow;
pub use title::{Credit, DASHES, Likeness, Title, without_channel};

/// Whether a text consists of digits.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text of at most `max` characters: longer ones are cut and end in "…".
pub fn truncate(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}
