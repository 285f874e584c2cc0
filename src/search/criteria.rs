//! A criterion is one word, phrase or condition of a query. It says how well a text matches.

use super::fields::TextField;
use super::words::{is_filler, is_stop_word, synonyms};
use crate::model::Placement;
use crate::query::{Condition, Field, SearchQuery, Term, Value};
use crate::text::{WordMatch, WordPattern, contains_phrase, fold, fold_into, letters, remove_spaces};
use std::ops::Range;

#[derive(Clone, Debug)]
pub(super) struct Criterion {
    pub(super) excluded: bool,
    /// The only field to look into.
    pub(super) field: Option<Field>,
    pub(super) test: Test,
    pub(super) need: Need,
    /// Words that match too although they are spelled differently.
    pub(super) spellings: Spellings,
}

/// Whether a criterion must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It must be: a condition, a phrase, a word in a named field, anything excluded.
    Always,
    /// A word that must be found, unless nothing has all words.
    Word,
    /// The same for a word that says little; it is not missed as much.
    Filler,
    /// A word such as "the", which is not searched.
    Never,
}

/// Words that match like a word of the query, sorted: synonyms, and words of the catalog that are similar.
pub(super) type Spellings = Vec<(String, WordMatch)>;

#[derive(Clone, Debug)]
pub(super) enum Test {
    Word(WordPattern),
    /// Folded words one after the other.
    Phrase(String),
    Condition(Condition),
}

/// Shorter beginnings of words are looked for in few fields.
const MIN_LETTERS_OF_BEGINNING: usize = 3;

/// With more spellings it is faster to look up each word of a text than to search the text for each spelling.
const MAX_SPELLINGS_TO_SEARCH: usize = 12;

/// One criterion for each word, phrase and condition of a query.
pub(super) fn criteria(query: &SearchQuery) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = query.terms.iter().flat_map(of_term).collect();
    // Signs, such as a dash between words, count only if there is nothing else. A symbol may be excluded.
    let has_letters = |criterion: &Criterion| match &criterion.test {
        Test::Word(pattern) if criterion.excluded && pattern.word().contains(is_symbol) => true,
        Test::Word(pattern) => pattern.word().contains(char::is_alphanumeric),
        Test::Phrase(_) | Test::Condition(_) => true,
    };
    if criteria.iter().any(has_letters) {
        criteria.retain(has_letters);
    }
    // If there is nothing else to look for, the stop words must be found.
    if criteria.iter().all(|criterion| criterion.need == Need::Never || criterion.excluded) {
        let stop_words = criteria.iter_mut().filter(|criterion| criterion.need == Need::Never);
        stop_words.for_each(|criterion| criterion.need = Need::Word);
    }
    criteria
}

fn of_term(term: &Term) -> Vec<Criterion> {
    let criterion = |test| Criterion {
        excluded: term.excluded,
        field: term.field,
        test,
        need: Need::Always,
        spellings: Vec::new(),
    };
    match &term.value {
        Value::Words(text) => {
            let folded = fold(text);
            // An initialism is one word.
            let folded = if is_initialism(&folded) { remove_spaces(&folded) } else { folded };
            if term.excluded && folded.contains(' ') {
                return vec![criterion(Test::Phrase(folded))];
            }
            let is_plain = !term.excluded && term.field.is_none();
            let need = |word: &str| match word {
                _ if !is_plain => Need::Always,
                word if is_stop_word(word) => Need::Never,
                word if is_filler(word) => Need::Filler,
                _ => Need::Word,
            };
            let word = |word: &str| {
                let mut spellings: Spellings =
                    synonyms(word).map(|word| (word.to_owned(), WordMatch::Synonym)).collect();
                spellings.sort_unstable();
                Criterion { need: need(word), spellings, ..criterion(Test::Word(WordPattern::new(word))) }
            };
            folded.split(' ').map(word).collect()
        }
        Value::Phrase(text) => match fold(text) {
            phrase if is_initialism(&phrase) => {
                vec![criterion(Test::Word(WordPattern::new(&remove_spaces(&phrase))))]
            }
            phrase => vec![criterion(Test::Phrase(phrase))],
        },
        Value::Condition(condition) => vec![criterion(Test::Condition(condition.clone()))],
    }
}

/// Whether a folded text is several single letters, such as `T.N.T.` is.
fn is_initialism(text: &str) -> bool {
    let mut words = text.split(' ');
    text.contains(' ') && words.all(|word| word.chars().count() == 1 && word.contains(char::is_alphabetic))
}

/// The letters of each word that criteria require. A text that matches has those of at least one.
pub(super) fn required_letters(criteria: &[Criterion]) -> Vec<Vec<char>> {
    criteria.iter().flat_map(Criterion::required).map(letters).collect()
}

fn is_symbol(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Folds a text as criteria are compared with it. If one of them is a symbol or an emoji, those of the text are
/// words, too.
pub(super) fn fold_for(criteria: &[Criterion], text: &str, folded: &mut String) {
    fold_into(text, folded);
    let has_symbol = |criterion: &Criterion| criterion.text().is_some_and(|text| text.contains(is_symbol));
    if criteria.iter().any(has_symbol) && !folded.contains(is_symbol) {
        text.chars().filter(|letter| is_symbol(*letter)).for_each(|symbol| folded.extend([' ', symbol]));
    }
}

impl Criterion {
    /// Whether texts are compared, with a quality, rather than a condition met or not.
    pub(super) fn is_scored(&self) -> bool {
        !self.excluded && self.need != Need::Never && self.text().is_some()
    }

    /// The folded word or phrase, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.test {
            Test::Word(pattern) => Some(pattern.word()),
            Test::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// Whether the quality suffices; it always does if no text is required to match.
    pub(super) fn is_satisfied(&self, quality: f32) -> bool {
        !self.is_scored() || quality > 0.0
    }

    /// Whether the placement meets the condition, if this is one.
    pub(super) fn allows(&self, placement: Placement<'_>) -> bool {
        match &self.test {
            Test::Word(_) | Test::Phrase(_) => true,
            Test::Condition(condition) => condition.is_met_by(placement) != self.excluded,
        }
    }

    /// Every text that matches has the letters of one of these, whatever its field and spaces.
    fn required(&self) -> Vec<&str> {
        match &self.test {
            _ if self.need == Need::Never => Vec::new(),
            Test::Word(pattern) => {
                let spellings = self.spellings.iter().map(|(word, _)| word.as_str());
                pattern.common_prefixes().chain(spellings).collect()
            }
            Test::Phrase(phrase) => vec![phrase],
            Test::Condition(_) => Vec::new(),
        }
    }

    fn searches(&self, field: TextField) -> bool {
        self.need != Need::Never && self.field.is_none_or(|only| field.is_part_of(only))
    }

    /// How well a folded text matches, from 0 for not at all to 1.
    pub(super) fn quality(&self, field: TextField, text: &str) -> f32 {
        if !self.searches(field) {
            return 0.0;
        }
        match &self.test {
            Test::Word(pattern) if self.excluded => {
                let is_word = |word| {
                    pattern.is_form_of(word) || (pattern.is_unspaced() && word.contains(pattern.word()))
                };
                let is_there = pattern.may_match(text) && text.split(' ').any(is_word)
                    || self.match_joined(pattern, field, text).is_some();
                f32::from(u8::from(is_there))
            }
            Test::Word(pattern) => {
                let best = self.best_match(pattern, field, text);
                best.map_or(0.0, |best| match_weight(best) * field.weight() * shortness(field, text))
            }
            Test::Phrase(phrase) if contains_phrase(text, phrase) => field.weight() * shortness(field, text),
            Test::Phrase(_) | Test::Condition(_) => 0.0,
        }
    }

    fn best_match(&self, pattern: &WordPattern, field: TextField, text: &str) -> Option<WordMatch> {
        let may_contain_spelling = || {
            self.spellings.len() > MAX_SPELLINGS_TO_SEARCH
                || self.spellings.iter().any(|(word, _)| text.contains(word))
        };
        // Most texts do not match, which is faster to find out for the whole text than for each word.
        let by_word = if pattern.may_match(text) || may_contain_spelling() {
            text.split(' ').filter_map(|word| self.match_word(pattern, field, word)).min()
        } else {
            None
        };
        by_word.or_else(|| self.match_joined(pattern, field, text))
    }

    /// How one word of a text matches, if such a match counts in this field.
    fn match_word(&self, pattern: &WordPattern, field: TextField, word: &str) -> Option<WordMatch> {
        let counts = |found: &WordMatch| {
            let is_part = matches!(found, WordMatch::Prefix | WordMatch::Substring);
            if is_part && pattern.is_unspaced() {
                return field.accepts(WordMatch::Inflection, self.field.is_some());
            }
            let is_beginning = *found == WordMatch::Prefix && pattern.word().len() < MIN_LETTERS_OF_BEGINNING;
            field.accepts(*found, self.field.is_some()) && (!is_beginning || field.is_well_known())
        };
        pattern.match_word(word).filter(counts).or_else(|| self.match_spellings(word).find(counts))
    }

    /// How several words of a text match if they were typed as one: an initialism, all words of a name, or any
    /// of a script that does not separate all words by spaces.
    fn match_joined(&self, pattern: &WordPattern, field: TextField, text: &str) -> Option<WordMatch> {
        if pattern.initials().is_some_and(|initials| contains_phrase(text, initials)) {
            return Some(WordMatch::Exact);
        }
        if !text.contains(' ') {
            return None;
        }
        let word = pattern.word();
        let may_be_part = pattern.is_unspaced() && field.accepts(WordMatch::Inflection, self.field.is_some());
        if may_be_part && remove_spaces(text).contains(word) {
            return Some(WordMatch::Substring);
        }
        if !field.is_name() {
            return None;
        }
        let length = text.len() - text.bytes().filter(|byte| *byte == b' ').count();
        let has_length = |other: &str| other.len() == length;
        if !has_length(word) && !self.spellings.iter().any(|(other, _)| has_length(other)) {
            return None;
        }
        let name = remove_spaces(text);
        if name == word { Some(WordMatch::Prefix) } else { self.match_spellings(&name).next() }
    }

    /// How the spellings match that are this word: it may be both a synonym and misspelled.
    fn match_spellings(&self, word: &str) -> impl Iterator<Item = WordMatch> {
        let first = self.spellings.partition_point(|(other, _)| other.as_str() < word);
        let same = self.spellings[first..].iter().take_while(move |(other, _)| other == word);
        same.map(|(_, found)| *found)
    }

    /// How each word of a text matches, if it does. The words are folded, which may make several words of
    /// one.
    pub(super) fn match_words(&self, field: TextField, words: &[String]) -> Vec<Option<WordMatch>> {
        let none = vec![None; words.len()];
        if !self.searches(field) || self.excluded {
            return none;
        }
        match &self.test {
            Test::Word(pattern) => {
                let match_parts = |word: &String| {
                    word.split(' ').filter_map(|part| self.match_word(pattern, field, part)).min()
                };
                let matches: Vec<Option<WordMatch>> = words.iter().map(match_parts).collect();
                if matches.iter().any(Option::is_some) {
                    return matches;
                }
                let initials = pattern.initials().map(|initials| mark_phrase(words, initials));
                if let Some(matches) = initials.filter(|matches| matches.iter().any(Option::is_some)) {
                    return matches;
                }
                vec![self.match_joined(pattern, field, &words.join(" ")); words.len()]
            }
            Test::Phrase(phrase) => mark_phrase(words, phrase),
            Test::Condition(_) => none,
        }
    }
}

/// Which words contain a phrase. Of a script without spaces the phrase may begin or end within a word.
fn mark_phrase(words: &[String], phrase: &str) -> Vec<Option<WordMatch>> {
    let contains = |range: Range<usize>| contains_phrase(&words[range].join(" "), phrase);
    let mut matches = vec![None; words.len()];
    let starts = if contains(0..words.len()) { 0..words.len() } else { 0..0 };
    for start in starts {
        let end = (start + 1..=words.len()).find(|&end| contains(start..end));
        if let Some(end) = end.filter(|&end| !contains(start + 1..end)) {
            matches[start..end].fill(Some(WordMatch::Exact));
        }
    }
    matches
}

/// Better kinds of matches weigh more.
fn match_weight(found: WordMatch) -> f32 {
    match found {
        WordMatch::Exact => 1.0,
        WordMatch::Inflection => 0.9,
        WordMatch::Synonym | WordMatch::Prefix => 0.8,
        WordMatch::Substring => 0.6,
        WordMatch::Typos(typos) => 0.5 - 0.1 * typos.min(4) as f32,
    }
}

/// A word in a short name weighs a little more than one in a long name.
fn shortness(field: TextField, text: &str) -> f32 {
    if !field.is_name() {
        return 1.0;
    }
    let words = text.split(' ').count() as f32;
    0.95 + 0.05 / words
}
