//! Full-text search for songs, the best matches first.
//!
//! Every word of the query must be found in some text of the song or of one of its placements, except for
//! stop words such as "the". These rules decide the order:
//!
//! - A whole word scores highest, then another form of it, a word with the same meaning, the beginning of a
//!   word, a part of it, and a word with typos.
//! - A title or an artist scores higher than a scene, and a scene higher than an episode's title or an album.
//! - A rare word counts more than a frequent one.
//! - Words found together in one text score higher than words found in several texts.
//! - A title or an artist that is exactly the query scores higher than a longer one.
//! - A placement whose episode is known scores higher than one whose episode is uncertain.
//!
//! If nothing matches all words as typed, words that are found nowhere may have typos. If there is still
//! nothing, the songs are found that match the most words.

pub(crate) mod command;
mod criteria;
mod fields;
mod hit;
mod score;
mod shows;
mod spelling;
mod words;

pub use fields::TextField;
pub use hit::{Hit, Match};

use crate::error::Error;
use crate::model::{Catalog, PlacementId};
use crate::query::{Notation, PlacementFilter, SearchQuery, Selection};
use criteria::{Criterion, Need, Spellings, criteria};
use foldhash::HashSet;
use score::Scan;
use shows::shows_that_may_match;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The number of partial hits to suggest if nothing matches.
const MAX_CLOSEST: usize = 3;

/// Hits with typos below this share of the best score are dropped, because typos make much match that was not
/// meant.
const MIN_SHARE_OF_BEST_SCORE: f64 = 0.8;

/// The result of a search.
#[derive(Debug, Default)]
pub struct Hits {
    /// The songs that match, the best first.
    pub all: Vec<Arc<Hit>>,
    /// How well they match.
    pub exactness: Exactness,
    /// If nothing matches, the songs that match any of the query.
    pub closest: Vec<Arc<Hit>>,
}

/// How well the hits of a search match the query, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exactness {
    /// They match all of it.
    #[default]
    Exact,
    /// They match all of it if words may have typos.
    Typos,
    /// They lack words.
    MostWords,
}

const SIMILAR_SPELLINGS: &str = "no exact match; showing similar spellings";
const MOST_WORDS: &str = "nothing matches all words; showing what matches most of them";

/// Whether the notes of an answer say that it has no exact match.
pub(crate) fn is_doubtful(notes: &[String]) -> bool {
    notes.iter().any(|note| [SIMILAR_SPELLINGS, MOST_WORDS].contains(&note.as_str()))
}

impl Exactness {
    /// A note for the user if the hits do not match all of the query as typed.
    pub(crate) fn note(self) -> Option<String> {
        let note = match self {
            Self::Exact => return None,
            Self::Typos => SIMILAR_SPELLINGS,
            Self::MostWords => MOST_WORDS,
        };
        Some(note.to_owned())
    }
}

/// For a search that nobody stops.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Searches `placements` for songs that match `query`.
pub fn search(catalog: &Catalog, query: &SearchQuery, placements: &[PlacementId]) -> Hits {
    search_until(catalog, query, placements, &NEVER)
}

/// The same, unless another thread sets `stop`: then it returns early, and the result is of no use.
pub(crate) fn search_until(
    catalog: &Catalog,
    query: &SearchQuery,
    placements: &[PlacementId],
    stop: &AtomicBool,
) -> Hits {
    let criteria: Arc<[Criterion]> = criteria(query).into();
    let mut shows = shows_that_may_match(catalog, &criteria, placements);
    let scan = Scan::new(catalog, Arc::clone(&criteria), placements, &shows, stop);
    if stop.load(Ordering::Relaxed) {
        return Hits::default();
    }
    let exact = scan.hits(catalog);
    // If the query excludes all its exact matches, the words have no typos.
    if !exact.is_empty() || scan.has_excluded_match() || !criteria.iter().any(Criterion::is_scored) {
        return Hits { all: exact, ..Hits::default() };
    }
    let (spellings, shows_with_spellings) = spelling::spellings(catalog, &criteria, placements);
    shows.extend(shows_with_spellings);
    let scan_with_typos = |may_have_typos: &dyn Fn(usize) -> bool| {
        let criteria = with_spellings(&criteria, &spellings, may_have_typos)?;
        Some(Scan::new(catalog, criteria, placements, &shows, stop))
    };
    // First try typos only in words that are found nowhere as typed.
    let is_unmatched = |criterion: usize| scan.is_unmatched(criterion);
    let typo_scan = scan_with_typos(&is_unmatched);
    let with_typos = |scan: &Scan| without_weak(scan.hits(catalog));
    let mut all = typo_scan.as_ref().map(with_typos).unwrap_or_default();
    if !all.is_empty() {
        return Hits { all, exactness: Exactness::Typos, ..Hits::default() };
    }
    let mut exactness = Exactness::MostWords;
    all = scan.hits_without_some_words(catalog);
    if all.is_empty() {
        all = hits_without_only_word(catalog, &criteria, placements);
    }
    if let (true, Some(scan)) = (all.is_empty(), &typo_scan) {
        all = without_weak(scan.hits_without_some_words(catalog));
    }
    let others_have_spellings =
        (0..criteria.len()).any(|index| !is_unmatched(index) && !spellings[index].is_empty());
    if others_have_spellings && let Some(scan) = scan_with_typos(&|_| true) {
        let best = |hits: &[Arc<Hit>]| hits.first().map_or(0.0, |hit| hit.score);
        let other = with_typos(&scan);
        if best(&other) > best(&all) {
            (all, exactness) = (other, Exactness::Typos);
        }
    }
    if !all.is_empty() {
        return Hits { all, exactness, ..Hits::default() };
    }
    let mut closest = typo_scan.as_ref().unwrap_or(&scan).partial_hits(catalog);
    closest.truncate(MAX_CLOSEST);
    Hits { closest, ..Hits::default() }
}

/// The best of hits with typos.
fn without_weak(mut hits: Vec<Arc<Hit>>) -> Vec<Arc<Hit>> {
    if let Some(best) = hits.first().map(|hit| hit.score) {
        hits.retain(|hit| hit.score >= best * MIN_SHARE_OF_BEST_SCORE);
    }
    hits
}

/// What meets the conditions of a query whose only word is found nowhere.
fn hits_without_only_word(
    catalog: &Catalog,
    criteria: &[Criterion],
    placements: &[PlacementId],
) -> Vec<Arc<Hit>> {
    let (needed, words): (Vec<Criterion>, Vec<Criterion>) =
        criteria.iter().cloned().partition(|criterion| criterion.need == Need::Always);
    let missing = words.iter().filter(|criterion| criterion.need == Need::Word).count();
    if missing > 1 || needed.iter().all(|criterion| criterion.excluded) {
        return Vec::new();
    }
    let shows = shows_that_may_match(catalog, &needed, placements);
    Scan::new(catalog, needed.into(), placements, &shows, &NEVER).hits(catalog)
}

/// Selects as [`Selection::new`] does, and of that what matches all of the filter's query. A filter that left
/// out a word would select much more than was asked for.
pub(crate) fn select(
    catalog: &Catalog,
    filter: &PlacementFilter,
    wanted: &[Notation],
) -> Result<Selection, Error> {
    let mut selection = Selection::new(catalog, filter, wanted)?;
    if let Some(query) = &filter.query {
        let mut found = search(catalog, query, &selection.placements);
        if found.exactness == Exactness::MostWords {
            found = Hits::default();
        }
        let matching = found.all.iter().flat_map(|hit| hit.placements.iter().copied());
        let matching: HashSet<PlacementId> = matching.collect();
        selection.placements.retain(|id| matching.contains(id));
        selection.scope.notes.extend(found.exactness.note());
    }
    Ok(selection)
}

/// The same criteria, with spellings for those whose index `wanted` accepts; none if there are no spellings.
fn with_spellings(
    criteria: &[Criterion],
    spellings: &[Spellings],
    wanted: &dyn Fn(usize) -> bool,
) -> Option<Arc<[Criterion]>> {
    let mut criteria = criteria.to_vec();
    for (index, criterion) in criteria.iter_mut().enumerate().filter(|(index, _)| wanted(*index)) {
        criterion.spellings.extend_from_slice(&spellings[index]);
        criterion.spellings.sort_unstable();
    }
    let has_new = spellings.iter().enumerate().any(|(index, new)| wanted(index) && !new.is_empty());
    has_new.then(|| criteria.into())
}
