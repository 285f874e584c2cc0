//! Which records, in which order: filters flow in, ids flow out. Pure functions over a `&Catalog`.

mod ceiling;
mod existing;
mod filter;
pub mod lookup;
mod notation;
mod point;
mod range;
mod reading;
mod scope;
mod select;
pub(crate) mod share;
pub mod tally;

pub use ceiling::parse_ceiling;
pub(crate) use filter::parse_words;
pub use filter::{EpisodeFilter, PlacementFilter, PlacementTest, ShowFilter, quoted};
pub use notation::Notation;
pub use range::Numbers;
pub use scope::Scope;
pub use select::Selection;
