//! How a written name finds what it means: what a person typed and the names there are flow in, matches or the
//! nearest names flow out. There is one way of matching in the program, and it is here.

mod credit;
mod find;
mod fold;
mod nearest;
mod version;
mod word;

pub use credit::credited;
pub use find::{Closeness, Found, Name, closest, find, find_titled};
pub use fold::{fold, fold_into, has_phrase, sort_form, squash, words};
pub use nearest::nearest;
pub use version::{DASHES, Title};
pub use word::{Fit, Pattern};
