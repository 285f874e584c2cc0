//! Finds the words of the catalog that are similar to the words of a query, for queries with typos.
//!
//! Edit distance is expensive and most words occur often, so each distinct word is compared only once.

use super::criteria::{Criterion, Spellings, Test};
use super::fields::{TextField, artist_texts, episode_texts, own_song_texts, placement_texts, song_artists};
use crate::model::{ArtistId, Catalog, PlacementId, Show};
use crate::query::par_chunks;
use crate::text::{WordMatch, WordPattern, fold_into, remove_spaces};
use foldhash::{HashSet, HashSetExt};

/// Shorter words are similar to too many.
const MIN_LETTERS: usize = 4;

/// For each criterion the similar words in the texts of the placements and their shows.
pub(super) fn spellings(
    catalog: &Catalog,
    criteria: &[Criterion],
    placements: &[PlacementId],
) -> Vec<Spellings> {
    let patterns: Vec<Option<&WordPattern>> = criteria
        .iter()
        .map(|criterion| match &criterion.test {
            Test::Word(pattern) if criterion.is_scored() => Some(pattern),
            _ => None,
        })
        .collect();
    let mut spellings: Vec<Spellings> = vec![Vec::new(); criteria.len()];
    if patterns.iter().all(Option::is_none) {
        return spellings;
    }
    for found in par_chunks(placements, |placements| spellings_in(catalog, &patterns, placements)) {
        spellings.iter_mut().zip(found).for_each(|(words, more)| words.extend(more));
    }
    for words in &mut spellings {
        words.sort_unstable();
        words.dedup();
    }
    spellings
}

fn spellings_in(
    catalog: &Catalog,
    patterns: &[Option<&WordPattern>],
    placements: &[PlacementId],
) -> Vec<Spellings> {
    let mut vocabulary = Vocabulary {
        spellings: vec![Vec::new(); patterns.len()],
        patterns,
        words: HashSet::new(),
        artists: HashSet::new(),
        folded: String::new(),
    };
    let mut show = None;
    for &id in placements {
        let placement = catalog.placement(id);
        if show != Some(placement.show().id()) {
            show = Some(placement.show().id());
            vocabulary.add_show(catalog, placement.show());
        }
        placement_texts(placement, |field, text| vocabulary.add_text(field, text));
    }
    vocabulary.spellings
}

/// The words compared so far.
struct Vocabulary<'p> {
    /// For each criterion the word to compare with.
    patterns: &'p [Option<&'p WordPattern>],
    spellings: Vec<Spellings>,
    words: HashSet<String>,
    artists: HashSet<ArtistId>,
    /// Reused for each text.
    folded: String,
}

impl Vocabulary<'_> {
    fn add_show(&mut self, catalog: &Catalog, show: Show<'_>) {
        self.add_text(TextField::Show, show.title());
        for song in show.songs() {
            let song = catalog.song(song);
            own_song_texts(song, |field, text| self.add_text(field, text));
            song_artists(song, |artist, kind| {
                if self.artists.insert(artist.id()) {
                    artist_texts(artist, kind, |field, text| self.add_text(field, text));
                }
            });
        }
        for episode in show.seasons().flat_map(|season| season.episodes()) {
            episode_texts(episode, |field, text| self.add_text(field, text));
        }
    }

    fn add_text(&mut self, field: TextField, text: &str) {
        if !field.accepts(WordMatch::Typos(1), true) {
            return;
        }
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(text, &mut folded);
        folded.split(' ').for_each(|word| self.add_word(word));
        // The words of a name may be typed as one.
        if field.is_name() && folded.contains(' ') {
            self.add_word(&remove_spaces(&folded));
        }
        self.folded = folded;
    }

    fn add_word(&mut self, word: &str) {
        let may_match = |pattern: &&WordPattern| pattern.may_be_typo(word);
        if word.len() < MIN_LETTERS
            || !self.patterns.iter().flatten().any(may_match)
            || self.words.contains(word)
        {
            return;
        }
        self.words.insert(word.to_owned());
        for (pattern, spellings) in self.patterns.iter().zip(&mut self.spellings) {
            if let Some(typos) = pattern.and_then(|pattern| pattern.typos_in_prefix(word))
                && typos > 0
            {
                spellings.push((word.to_owned(), WordMatch::Typos(typos)));
            }
        }
    }
}
