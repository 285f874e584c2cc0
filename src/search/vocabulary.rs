//! The vocabulary: all words of the placements and the needs of a question flow in, the words that are spelled nearly
//! as a need flow out.
//!
//! Distance is dear and most words come often, so each different word is compared once; a search for the words that
//! were meant costs no more than any other.

use super::need::{Need, Spellings, What};
use super::spot::{self, Spot};
use crate::model::{ArtistId, Catalog, PlacementId};
use crate::query::par_chunks;
use crate::text::{WordMatch, WordPattern, fold_into, remove_spaces};
use foldhash::{HashSet, HashSetExt};

/// For each need the words that may have been meant, in order.
pub(super) fn spellings(catalog: &Catalog, needs: &[Need], placements: &[PlacementId]) -> Vec<Spellings> {
    let wanted: Vec<Option<&WordPattern>> = needs
        .iter()
        .map(|need| match &need.what {
            What::Word(pattern) if need.is_scored() && !need.small => Some(pattern),
            _ => None,
        })
        .collect();
    let mut spellings: Vec<Spellings> = vec![Vec::new(); needs.len()];
    if wanted.iter().all(Option::is_none) {
        return spellings;
    }
    for part in par_chunks(placements, |placements| part(catalog, &wanted, placements)) {
        let parts = spellings.iter_mut().zip(part);
        parts.for_each(|(words, more)| words.extend(more));
    }
    for words in &mut spellings {
        words.sort_unstable();
        words.dedup();
    }
    spellings
}

/// For each need the words of some placements that may have been meant.
fn part(catalog: &Catalog, wanted: &[Option<&WordPattern>], placements: &[PlacementId]) -> Vec<Spellings> {
    let mut vocabulary = Vocabulary {
        spellings: vec![Vec::new(); wanted.len()],
        wanted,
        seen: HashSet::new(),
        artists: HashSet::new(),
        folded: String::new(),
    };
    let mut show = None;
    for &id in placements {
        let placement = catalog.placement(id);
        if show != Some(placement.show().id()) {
            show = Some(placement.show().id());
            let this = placement.show();
            vocabulary.read(Spot::Show, this.title());
            for song in this.songs() {
                let song = catalog.song(song);
                spot::of_song_alone(song, |spot, text| vocabulary.read(spot, text));
                spot::of_its_artists(song, |artist, tie| {
                    if vocabulary.artists.insert(artist.id()) {
                        spot::of_artist(artist, tie, |spot, text| vocabulary.read(spot, text));
                    }
                });
            }
            for episode in this.seasons().flat_map(|season| season.episodes()) {
                spot::of_episode(episode, |spot, text| vocabulary.read(spot, text));
            }
        }
        spot::of_placement(placement, |spot, text| vocabulary.read(spot, text));
    }
    vocabulary.spellings
}

struct Vocabulary<'n> {
    wanted: &'n [Option<&'n WordPattern>],
    spellings: Vec<Spellings>,
    seen: HashSet<String>,
    artists: HashSet<ArtistId>,
    folded: String,
}

impl Vocabulary<'_> {
    fn read(&mut self, spot: Spot, text: &str) {
        if !spot.takes(WordMatch::Typos(1), true) {
            return;
        }
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(text, &mut folded);
        folded.split(' ').for_each(|word| self.learn(word));
        // A name whose words may be typed as one.
        if spot.is_name() && folded.contains(' ') {
            self.learn(&remove_spaces(&folded));
        }
        self.folded = folded;
    }

    fn learn(&mut self, word: &str) {
        let is_like = |pattern: &&WordPattern| pattern.may_be_typo(word);
        if !self.wanted.iter().flatten().any(is_like) || self.seen.contains(word) {
            return;
        }
        self.seen.insert(word.to_owned());
        for (pattern, spellings) in self.wanted.iter().zip(&mut self.spellings) {
            let mistakes = pattern.and_then(|pattern| pattern.typos_in_prefix(word));
            spellings.extend(
                mistakes.filter(|mistakes| *mistakes > 0).map(|mistakes| (word.to_owned(), mistakes)),
            );
        }
    }
}
