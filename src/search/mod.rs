//! Full-text search for songs, the best matches first.
//!
//! Every word of the query must be found in some text of the song or of one of its placements, except for
//! words such as "the". These rules decide the order:
//!
//! - A whole word scores highest, then the beginning of a word, another form of it, a part of it, and a word
//!   with typos.
//! - A title or an artist scores higher than a scene, and a scene higher than an album.
//! - A rare word counts more than a frequent one.
//! - Words found together in one text score higher than words found in several texts.
//! - A title or an artist that is exactly the query scores higher than a longer one.
//! - A placement whose episode is known scores higher than one whose episode is uncertain.
//!
//! Words with typos are searched only if nothing matches all words as typed, so no hit with a typo precedes
//! one without.

pub(crate) mod command;
mod criteria;
mod fields;
mod hit;
mod query;
mod score;
mod spelling;

pub use fields::{Field, TextField};
pub use hit::{Hit, Match};
pub use query::{SearchQuery, Term, Value};

use crate::model::{Catalog, PlacementId};
use criteria::{Criterion, Spellings};
use score::Scan;
use std::rc::Rc;

/// The number of partial hits to suggest if nothing matches.
const MAX_CLOSEST: usize = 3;

/// Hits with typos below this share of the best score are dropped, because typos make much match that was not
/// meant.
const MIN_SHARE_OF_BEST_SCORE: f64 = 0.8;

/// The result of a search.
#[derive(Debug, Default)]
pub struct Hits {
    /// The songs that match all terms, the best first.
    pub all: Vec<Rc<Hit>>,
    /// Whether they match only if words may have typos.
    pub has_typos: bool,
    /// If nothing matches, the songs that match most of the query.
    pub closest: Vec<Rc<Hit>>,
}

/// Searches `placements` for songs that match `query`.
pub fn search(catalog: &Catalog, query: &SearchQuery, placements: &[PlacementId]) -> Hits {
    let criteria: Rc<[Criterion]> = query.criteria().into();
    let scan = Scan::new(catalog, Rc::clone(&criteria), placements);
    let exact = scan.hits(catalog);
    // If the query excludes all its exact matches, the words have no typos.
    if !exact.is_empty() || scan.has_excluded_match() || !criteria.iter().any(Criterion::is_scored) {
        return Hits { all: exact, ..Hits::default() };
    }
    let spellings = spelling::spellings(catalog, &criteria, placements);
    let scan_with_typos = |may_have_typos: &dyn Fn(usize) -> bool| {
        let criteria = with_spellings(&criteria, &spellings, may_have_typos)?;
        Some(Scan::new(catalog, criteria, placements))
    };
    // First try typos only in words that are found nowhere as typed.
    let is_unmatched = |criterion: usize| scan.is_unmatched(criterion);
    let typo_scan = scan_with_typos(&is_unmatched);
    let best_scan = typo_scan.as_ref().unwrap_or(&scan);
    let mut hits = best_scan.hits(catalog);
    let others_have_spellings =
        (0..criteria.len()).any(|index| !is_unmatched(index) && !spellings[index].is_empty());
    if hits.is_empty()
        && others_have_spellings
        && let Some(scan) = scan_with_typos(&|_| true)
    {
        hits = scan.hits(catalog);
    }
    if let Some(best) = hits.first().map(|hit| hit.score) {
        hits.retain(|hit| hit.score >= best * MIN_SHARE_OF_BEST_SCORE);
        return Hits { all: hits, has_typos: true, ..Hits::default() };
    }
    let mut closest = best_scan.partial_hits(catalog);
    closest.truncate(MAX_CLOSEST);
    Hits { closest, ..Hits::default() }
}

/// The same criteria, with spellings for those whose index `wanted` accepts; none if there are no spellings.
fn with_spellings(
    criteria: &[Criterion],
    spellings: &[Spellings],
    wanted: &dyn Fn(usize) -> bool,
) -> Option<Rc<[Criterion]>> {
    let mut criteria = criteria.to_vec();
    for (index, criterion) in criteria.iter_mut().enumerate().filter(|(index, _)| wanted(*index)) {
        criterion.spellings.clone_from(&spellings[index]);
    }
    criteria.iter().any(|criterion| !criterion.spellings.is_empty()).then(|| criteria.into())
}
