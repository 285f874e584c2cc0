//! Which records, in which order: filters flow in, ids flow out. Pure functions over a `&Catalog`.

mod ceiling;
mod existing;
mod filter;
mod gaps;
pub mod lookup;
pub mod matching;
mod notation;
mod point;
mod range;
mod reading;
mod scope;
pub mod search;
mod select;
mod share;
pub mod tally;
pub mod tracks;

pub use ceiling::parse_ceiling;
pub use filter::{EpisodeFilter, PlacementFilter, PlacementTest, ShowFilter, quoted};
pub use gaps::{Gap, GapFilter, Missing};
pub use notation::Notation;
pub use range::Numbers;
pub use scope::Scope;
pub use select::Selection;
