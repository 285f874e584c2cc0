//! Search: a question flows in, the songs that answer it flow out, the best first.
//!
//! Every word must be found, each in any text of the song or of one of its placements. A word that is found whole is
//! worth more than the beginning of one, that more than another form, a part, or a word with mistakes; a title or an
//! artist is worth more than a scene, that more than an album; a rare word is worth more than one that is found
//! everywhere, words in one text more than words here and there, and a stated placement more than one that no source
//! ties to an episode. Words with mistakes are looked for only if nothing has all words as they are, so that no hit
//! with a mistake stands before one without.

pub mod columns;
pub(crate) mod command;
mod field;
mod hit;
mod lengths;
mod need;
mod question;
mod reading;
mod scan;
mod spot;
mod vocabulary;

pub use field::Field;
pub use hit::{Hit, Match};
pub use lengths::Lengths;
pub use question::{SearchQuery, Span, Term, Value};
pub use spot::Spot;

use crate::model::{Catalog, Certainty, PlacementId, SongId};
use crate::text::{contains_phrase, fold, fold_into};
use foldhash::{HashMap, HashMapExt};
use need::{Need, Spellings, needs};
use scan::Scan;
use std::rc::Rc;
use vocabulary::spellings;

/// How many hits that lack something are named where there is no other.
const CLOSEST: usize = 3;

/// What share of the best score a hit with mistakes must have: with them much fits that was not meant.
const NEARLY_AS_GOOD: f64 = 0.8;

/// What parts of the score are for words that stand together in one text, and for a title or an artist that is just
/// what was asked for; the rest is for the words wherever they are.
const TOGETHER: f64 = 0.2;
const ALL_OF_IT: f64 = 0.1;

/// What a placement is worth that no source ties to an episode, of what a stated one would be.
const BRACKETED: f64 = 0.97;

/// What weight words have that may be missing, of what they would have.
const SMALL: f32 = 0.3;

/// The answer to a question.
#[derive(Debug, Default)]
pub struct Hits {
    /// The songs that have all that was asked for, the best first.
    pub all: Vec<Rc<Hit>>,
    /// Whether they have it only if mistakes in it are forgiven.
    pub forgiven: bool,
    /// If there are none, the few that have most of it.
    pub closest: Vec<Rc<Hit>>,
}

/// Looks for the answers to `query` among `placements`.
pub fn search(catalog: &Catalog, query: &SearchQuery, placements: &[PlacementId]) -> Hits {
    let needs: Rc<[Need]> = needs(query).into();
    let scan = Scan::of(catalog, Rc::clone(&needs), placements);
    let all = hits(catalog, &scan, Scan::has_all);
    // Who found it and did not want it meant no other word.
    if !all.is_empty() || scan.is_refused() || !needs.iter().any(Need::is_scored) {
        return Hits { all, ..Hits::default() };
    }
    // Mistakes are forgiven first only in words that are found nowhere as they are.
    let spellings = spellings(catalog, &needs, placements);
    let forgiving = |wanted: &dyn Fn(usize) -> bool| {
        let forgiving = with_spellings(&needs, &spellings, wanted)?;
        Some(Scan::of(catalog, forgiving, placements))
    };
    let is_unknown = |need: usize| scan.is_nowhere(need);
    let closer = forgiving(&is_unknown);
    let closer = closer.as_ref().unwrap_or(&scan);
    let mut all = hits(catalog, closer, Scan::has_all);
    let are_others = (0..needs.len()).any(|need| !is_unknown(need) && !spellings[need].is_empty());
    if all.is_empty() && are_others {
        let closer = forgiving(&|_| true);
        all = closer.map_or(Vec::new(), |closer| hits(catalog, &closer, Scan::has_all));
    }
    if let Some(best) = all.first().map(|hit| hit.score) {
        all.retain(|hit| hit.score >= best * NEARLY_AS_GOOD);
        return Hits { all, forgiven: true, ..Hits::default() };
    }
    let mut closest = hits(catalog, closer, Scan::has_some);
    closest.truncate(CLOSEST);
    Hits { closest, ..Hits::default() }
}

/// The same needs, with other spellings for those that `wanted` names; none if there are none.
fn with_spellings(
    needs: &[Need],
    spellings: &[Spellings],
    wanted: &dyn Fn(usize) -> bool,
) -> Option<Rc<[Need]>> {
    let mut needs = needs.to_vec();
    for (index, need) in needs.iter_mut().enumerate().filter(|(index, _)| wanted(*index)) {
        need.spellings.clone_from(&spellings[index]);
    }
    needs.iter().any(|need| !need.spellings.is_empty()).then(|| needs.into())
}

/// The songs of the rows that `wanted` lets through, the best first, equals in broadcast order.
fn hits(catalog: &Catalog, scan: &Scan, wanted: fn(&Scan, usize) -> bool) -> Vec<Rc<Hit>> {
    let weights = scan.weights();
    let asked = [Field::Song, Field::Artist].map(|field| asked(&scan.needs, field));
    let mut places: HashMap<SongId, usize> = HashMap::new();
    let mut hits: Vec<Hit> = Vec::new();
    for row in (0..scan.len()).filter(|&row| wanted(scan, row)) {
        let id = scan.placement(row);
        let doubt = if is_stated(catalog, id) { 1.0 } else { BRACKETED };
        let score = scan.score(row, &weights) * doubt;
        let song = catalog.placement(id).song().id();
        let place = *places.entry(song).or_insert(hits.len());
        if place == hits.len() {
            hits.push(Hit {
                song,
                placements: Vec::new(),
                best: id,
                score: f64::NEG_INFINITY,
                needs: Rc::clone(&scan.needs),
            });
        }
        let hit = &mut hits[place];
        hit.placements.push(id);
        if score > hit.score {
            (hit.best, hit.score) = (id, score);
        }
    }
    for hit in &mut hits {
        let (together, whole) = cohesion(catalog, hit, &weights, &asked);
        let apart = hit.score * (1.0 - TOGETHER - ALL_OF_IT);
        let score = apart + TOGETHER * f64::from(together) + ALL_OF_IT * f64::from(whole);
        hit.score = (score * 1_000.0).round() / 1_000.0;
    }
    hits.sort_by(|one, other| {
        let better = other.score.total_cmp(&one.score);
        better.then(one.placements[0].cmp(&other.placements[0]))
    });
    hits.into_iter().map(Rc::new).collect()
}

fn is_stated(catalog: &Catalog, id: PlacementId) -> bool {
    catalog.placement(id).certainty() == Certainty::Stated
}

/// The words that were asked for, and may stand in `field`, as one folded text.
fn asked(needs: &[Need], field: Field) -> String {
    let asked = needs.iter().filter(|need| need.is_scored() && need.field.is_none_or(|other| other == field));
    let words = asked.filter_map(Need::text);
    words.collect::<Vec<_>>().join(" ")
}

/// How good the best of the texts of a hit is alone, and whether it is just what was asked for: a title or a name, all
/// of it or at least with all the words in their order. Both from 0 to 1.
fn cohesion(catalog: &Catalog, hit: &Hit, weights: &[f32], [title, artist]: &[String; 2]) -> (f32, f32) {
    let total: f32 = weights.iter().sum();
    if total == 0.0 {
        return (1.0, 1.0);
    }
    let (mut together, mut whole, mut folded) = (0.0_f32, 0.0_f32, String::new());
    hit.each_text(catalog, |spot, text| {
        fold_into(text, &mut folded);
        let weighed = hit.needs.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
        let sum: f32 = weighed.map(|(need, weight)| need.quality(spot, &folded) * weight).sum();
        together = together.max(sum / total);
        let asked = match spot.field() {
            Field::Song => title,
            Field::Artist => artist,
            _ => return,
        };
        let share = match asked.as_str() {
            "" => 0.0,
            asked if asked == folded => 1.0,
            asked if contains_phrase(&folded, asked) => 0.5,
            _ => 0.0,
        };
        whole = whole.max(share * spot.worth());
    });
    let credit = catalog.song(hit.song).credit();
    if whole < 1.0 && credit.artists().nth(1).is_some() && fold(&credit.to_string()) == *artist {
        whole = 1.0;
    }
    (together, whole)
}
