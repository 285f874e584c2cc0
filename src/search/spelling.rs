//! Finds the words of the catalog that are similar to the words of a query, for queries with typos.
//!
//! Edit distance is expensive and most words occur often, so each distinct word is compared only once.

use super::criteria::{Criterion, Spellings, Test};
use super::shows::{Reader, read_shows};
use crate::model::{Catalog, PlacementId, ShowId};
use crate::text::{APOSTROPHE, LetterSet, WordMatch, WordPattern, each_word, fold, fold_into, remove_spaces};
use foldhash::{HashMap, HashMapExt, HashSet};

/// Shorter words are similar to too many.
const MIN_LETTERS: usize = 4;

/// For each criterion the similar words in the files of the placements' shows, and the shows with such words.
pub(super) fn spellings(
    catalog: &Catalog,
    criteria: &[Criterion],
    placements: &[PlacementId],
) -> (Vec<Spellings>, HashSet<ShowId>) {
    let patterns: Vec<Option<&WordPattern>> = criteria
        .iter()
        .map(|criterion| match &criterion.test {
            Test::Word(pattern) if criterion.is_scored() => Some(pattern),
            _ => None,
        })
        .collect();
    let mut spellings: Vec<Spellings> = vec![Vec::new(); criteria.len()];
    if patterns.iter().all(Option::is_none) {
        return (spellings, HashSet::default());
    }
    let lengths = patterns.iter().flatten().map(|pattern| pattern.misspelled_letters());
    let (shows, vocabularies) = read_shows(catalog, placements, || Vocabulary {
        spellings: vec![Vec::new(); patterns.len()],
        patterns: &patterns,
        min_letters: lengths.clone().map(|(min, _)| min).min().unwrap_or(0).max(MIN_LETTERS),
        max_letters: lengths.clone().map(|(_, max)| max).max().unwrap_or(0),
        words: HashMap::new(),
        folded: String::new(),
    });
    for found in vocabularies {
        spellings.iter_mut().zip(found.spellings).for_each(|(words, more)| words.extend(more));
    }
    for words in &mut spellings {
        words.sort_unstable();
        words.dedup();
    }
    (spellings, shows)
}

/// The words compared so far.
struct Vocabulary<'p> {
    /// For each criterion the word to compare with.
    patterns: &'p [Option<&'p WordPattern>],
    /// The least and the most letters that are compared.
    min_letters: usize,
    max_letters: usize,
    spellings: Vec<Spellings>,
    /// Whether each word is similar to any.
    words: HashMap<String, bool>,
    /// Reused for each word.
    folded: String,
}

impl Reader for Vocabulary<'_> {
    /// Whether a text has a word that is similar to one of the query.
    fn read(&mut self, text: &str) -> bool {
        let (mut is_similar, mut beginning, mut length) = (false, 0, 0);
        each_word(text, |word, letters| {
            if length < self.max_letters {
                beginning |= letters;
                length += if letters & APOSTROPHE == 0 { word.len() } else { 0 };
            }
            // A word of letters outside ASCII may be folded to a longer one.
            if (word.len() >= self.min_letters || letters == LetterSet::MAX) && self.may_match(letters) {
                let mut folded = std::mem::take(&mut self.folded);
                fold_into(word, &mut folded);
                folded.split(' ').for_each(|word| is_similar |= self.add_word(word));
                self.folded = folded;
            }
        });
        // The words of a name may be typed as one.
        if self.may_match(beginning) {
            is_similar |= self.add_word(&remove_spaces(&fold(text)));
        }
        is_similar
    }
}

impl Vocabulary<'_> {
    fn may_match(&self, letters: LetterSet) -> bool {
        self.patterns.iter().flatten().any(|pattern| pattern.may_be_typo(letters))
    }

    /// Whether a folded word is similar to one of the query.
    fn add_word(&mut self, word: &str) -> bool {
        if let Some(&is_similar) = self.words.get(word) {
            return is_similar;
        }
        let mut is_similar = false;
        for (pattern, spellings) in self.patterns.iter().zip(&mut self.spellings) {
            if let Some(typos) = pattern.and_then(|pattern| pattern.typos_in_prefix(word))
                && typos > 0
                && word.len() >= MIN_LETTERS
            {
                spellings.push((word.to_owned(), WordMatch::Typos(typos)));
                is_similar = true;
            }
        }
        self.words.insert(word.to_owned(), is_similar);
        is_similar
    }
}
