//! Decides which records a command is about: filters, episode notations, names, and counts of what they
//! select.

mod condition;
pub mod counts;
mod episodes;
mod filter;
mod language;
pub mod lookup;
mod meaning;
mod ranges;
mod select;

pub use condition::Condition;
pub use episodes::{EpisodeRange, Notation, parse_ceiling};
pub(crate) use filter::parse_keyword;
pub use filter::{EpisodeFilter, PlacementFilter, PlacementTest, ShowFilter, quoted};
pub use language::{Field, SearchQuery, Term, Value};
pub use meaning::Meaning;
pub use ranges::{Bound, Bounds, Numbers};
pub use select::{Scope, Selection};

use rayon::current_num_threads;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

/// Below this many items a second thread costs more than it saves.
const MIN_PARALLEL_ITEMS: usize = 8_192;

/// Applies `process` to chunks of `items`, one for each thread, so that what a chunk caches is computed few
/// times. The results are in the order of the items.
pub(crate) fn par_chunks<I: Sync, T: Send>(items: &[I], process: impl Fn(&[I]) -> T + Send + Sync) -> Vec<T> {
    if items.len() <= MIN_PARALLEL_ITEMS {
        return vec![process(items)];
    }
    let size = items.len().div_ceil(current_num_threads());
    items.par_chunks(size).map(process).collect()
}
