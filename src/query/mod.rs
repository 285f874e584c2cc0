//! Decides which records a command is about: filters, episode notations, names, and counts of what they select.

mod condition;
pub mod counts;
mod episodes;
mod filter;
pub mod lookup;
mod parallel;
mod ranges;
mod select;

pub use condition::Condition;
pub use episodes::{EpisodeRange, Notation, parse_ceiling};
pub(crate) use filter::parse_keyword;
pub use filter::{EpisodeFilter, PlacementFilter, PlacementTest, ShowFilter, quoted};
pub(crate) use parallel::par_chunks;
pub use ranges::{Bound, Bounds, Lengths, Numbers};
pub use select::{Scope, Selection};
