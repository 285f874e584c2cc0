//! Compares a word of a query with the words of a text: exact, beginning, inflected, substring or misspelled.

use super::fold::{FOLDED, is_unspaced};
use super::respell::respelled;
use strsim::osa_distance;

/// How a word of a text matches a word of the query, the best first. [`WordPattern`] finds no synonyms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordMatch {
    /// They are the same.
    Exact,
    /// Another regular English form of it: `kissing`, `kissed` and `kisses` match `kiss`.
    Inflection,
    /// A word with the same meaning.
    Synonym,
    /// The word of the text begins with it.
    Prefix,
    /// The word of the text contains it.
    Substring,
    /// It is misspelled, with this many typos.
    Typos(usize),
}

/// A word of a query, prepared to be compared with many words.
#[derive(Clone, Debug)]
pub struct WordPattern {
    word: String,
    letters: usize,
    stem: String,
    /// The length in bytes of the beginning of `word` that every match without typos contains.
    common_prefix: usize,
    alphabet: LetterSet,
    /// Whether it has letters of a script without spaces, so that it is found within longer words.
    is_unspaced: bool,
    /// The folded initialism that it may be: `t n t`.
    initials: Option<String>,
    /// Its other spelling.
    respelled: Option<Box<Self>>,
}

/// The fewest letters that match as a prefix.
const MIN_PREFIX: usize = 2;

/// The fewest bytes that match as a substring. Three Latin letters are in many words by chance: `end` in
/// `friend`. One letter of a script without spaces is enough.
const MIN_SUBSTRING: usize = 4;

/// The fewest letters that match as a misspelled prefix.
const MIN_MISSPELLED_PREFIX: usize = 5;

/// In longer words typos are not counted, as that takes quadratic time.
const MAX_MISSPELLED: usize = 64;

impl WordPattern {
    /// A pattern for a folded word.
    pub fn new(word: &str) -> Self {
        let respelled = respelled(word).map(|other| Box::new(Self::of_one_spelling(&other)));
        Self { respelled, ..Self::of_one_spelling(word) }
    }

    fn of_one_spelling(word: &str) -> Self {
        let is_unspaced = word.contains(is_unspaced);
        let may_be_initials = !is_unspaced && word.chars().all(char::is_alphabetic);
        let letters: Vec<String> = word.chars().map(String::from).collect();
        let stem = stem(word);
        // A final `i` of a stem may be a `y` in the word.
        let fixed = stem.trim_end_matches('i');
        let mut same = word.char_indices().zip(fixed.chars());
        let common_prefix = same
            .find(|((_, one), other)| one != other)
            .map_or(fixed.len().min(word.len()), |((end, _), _)| end);
        Self {
            letters: letters.len(),
            initials: (may_be_initials && letters.len() > 1).then(|| letters.join(" ")),
            is_unspaced,
            respelled: None,
            common_prefix,
            alphabet: alphabet(word),
            stem,
            word: word.to_owned(),
        }
    }

    /// The word.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// The spellings of the word.
    fn spellings(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.respelled.as_deref())
    }

    /// The beginnings of its spellings, of which every word that matches without typos contains one.
    pub fn common_prefixes(&self) -> impl Iterator<Item = &str> {
        self.spellings().map(|pattern| &pattern.word[..pattern.common_prefix])
    }

    /// Whether it has letters of a script without spaces: it matches as a word where it is part of a word.
    pub fn is_unspaced(&self) -> bool {
        self.is_unspaced
    }

    /// The folded form of the word as an initialism: `t n t` for `T.N.T.`
    pub fn initials(&self) -> Option<&str> {
        self.initials.as_deref()
    }

    /// Whether any word of a folded text can match without typos; much faster than comparing each word.
    pub fn may_match(&self, text: &str) -> bool {
        self.common_prefixes().any(|prefix| text.contains(prefix))
    }

    /// How a folded word matches without typos.
    pub fn match_word(&self, word: &str) -> Option<WordMatch> {
        let respelled = self.respelled.as_ref().and_then(|other| {
            // The other spelling may be no word, so its first letters say little.
            let counts =
                |found: &WordMatch| *found <= WordMatch::Inflection || other.letters >= MIN_MISSPELLED_PREFIX;
            other.match_word(word).filter(counts)
        });
        self.match_as_spelled(word).into_iter().chain(respelled).min()
    }

    fn match_as_spelled(&self, word: &str) -> Option<WordMatch> {
        if word == self.word {
            Some(WordMatch::Exact)
        } else if self.is_form_as_spelled(word) {
            Some(WordMatch::Inflection)
        } else if (self.letters >= MIN_PREFIX || self.is_unspaced) && word.starts_with(&self.word) {
            Some(WordMatch::Prefix)
        } else if (self.word.len() >= MIN_SUBSTRING || self.is_unspaced)
            && word.len() > self.word.len()
            && word.contains(&self.word)
        {
            Some(WordMatch::Substring)
        } else {
            None
        }
    }

    /// Whether a folded word is this word or another regular form of it, in any spelling.
    pub fn is_form_of(&self, word: &str) -> bool {
        self.spellings().any(|pattern| pattern.is_form_as_spelled(word))
    }

    fn is_form_as_spelled(&self, word: &str) -> bool {
        // A final `e` alone makes another word: `final` and `finale`.
        let is_other =
            || word.strip_suffix('e') == Some(&self.word) || self.word.strip_suffix('e') == Some(word);
        word.starts_with(&self.word[..self.common_prefix])
            && (word == self.word || (stem(word) == self.stem && !is_other()))
    }

    /// Whether a word with these letters may be a misspelling; much faster than counting typos.
    pub fn may_be_typo(&self, letters: LetterSet) -> bool {
        (self.alphabet & !letters).count_ones() as usize <= max_typos(self.letters)
    }

    /// The least and the most letters of a misspelling. What follows them in a longer word is not compared.
    pub fn misspelled_letters(&self) -> (usize, usize) {
        let max = max_typos(self.letters);
        (self.letters - max, self.letters + max)
    }

    /// How many typos turn this word into a folded word, if they are few for its length: none in a word of
    /// one or two letters, one in up to five letters, two in up to eight, three in longer words, but none in
    /// more than 64 letters.
    ///
    /// A letter inserted, deleted or replaced, or two swapped, is one typo (optimal string alignment).
    pub fn typos(&self, word: &str) -> Option<usize> {
        self.typos_up_to(max_typos(self.letters), word)
    }

    /// Like [`WordPattern::typos`], also for the beginning of a longer word, which counts as one typo itself.
    pub fn typos_in_prefix(&self, word: &str) -> Option<usize> {
        let whole = self.typos(word);
        if whole.is_some() || self.letters < MIN_MISSPELLED_PREFIX {
            return whole;
        }
        let (end, _) = word.char_indices().nth(self.letters)?;
        self.typos_up_to(max_typos(self.letters) - 1, &word[..end]).map(|typos| typos + 1)
    }

    fn typos_up_to(&self, max: usize, word: &str) -> Option<usize> {
        // The fast path: most words share too few letters with this one.
        let letters = alphabet(word);
        let added = (letters & !self.alphabet).count_ones() as usize;
        let length_difference = self.letters.abs_diff(word.chars().count());
        let may_be_typo = added <= max && length_difference <= max && self.may_be_typo(letters);
        if self.letters > MAX_MISSPELLED || !may_be_typo {
            return None;
        }
        let typos = osa_distance(&self.word, word);
        (typos <= max).then_some(typos)
    }
}

fn max_typos(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// A set of letters, in 64 classes. Words that differ in `n` letters differ in at most `n` classes.
pub type LetterSet = u64;

/// Visits the words of a text, which is not folded. Folded one by one they are the words of the folded text.
/// The set has all letters of the folded word, and perhaps others. A text without letters and digits is one
/// word.
pub fn each_word(text: &str, mut visit: impl FnMut(&str, LetterSet)) {
    let bytes = text.as_bytes();
    let (mut at, mut has_words) = (0, false);
    while at < bytes.len() {
        let (start, mut letters) = (at, 0);
        while let Some(&byte) = bytes.get(at)
            && LETTERS[usize::from(byte)] != 0
        {
            letters |= LETTERS[usize::from(byte)];
            at += 1;
        }
        if letters != 0 {
            visit(&text[start..at], letters);
            has_words = true;
        }
        at += 1;
    }
    if !has_words {
        visit(text, LetterSet::MAX);
    }
}

/// What the set of a word has if the word has an apostrophe, so that the folded word is shorter.
pub const APOSTROPHE: LetterSet = 1;

/// The set of what each byte becomes in folded text: none of a space, all of a letter outside ASCII.
const LETTERS: [LetterSet; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match FOLDED[byte] {
            b' ' => 0,
            letter if letter > b' ' => 1 << (letter % 64),
            _ if byte == b'&' as usize => 1 << (b'a' % 64) | 1 << (b'n' % 64) | 1 << (b'd' % 64),
            _ if byte < 0x80 => APOSTROPHE,
            _ => LetterSet::MAX,
        };
        byte += 1;
    }
    letters
};

fn alphabet(word: &str) -> LetterSet {
    word.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

/// The stem that the regular forms of an English word share: `kiss` for `kissing`, `danc` for `dances`,
/// `parti` for `party`. Other words are returned as they are or a little shorter. Stems are only compared
/// with each other.
fn stem(word: &str) -> String {
    let ending = |ending: &str| {
        let rest = word.strip_suffix(ending)?;
        let is_word = rest.len() >= 3 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        is_word.then_some(rest)
    };
    if let Some(rest) =
        word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")).filter(|rest| rest.len() >= 2)
    {
        return format!("{rest}i");
    }
    let rest = ending("ing")
        .or_else(|| ending("ed").filter(|rest| !rest.ends_with('e')))
        .map(undouble)
        .or_else(|| ending("s").filter(|rest| !rest.ends_with(['s', 'u', 'i'])))
        .unwrap_or(word);
    // `travelled` is spelled with one `l` in America, and `travel` everywhere.
    let rest =
        rest.strip_suffix('l').filter(|rest| rest.ends_with('l') && has_syllables(rest)).unwrap_or(rest);
    let consonant = |rest: &&str| rest.len() >= 2 && !rest.ends_with(['a', 'e', 'i', 'o', 'u']);
    match (rest.strip_suffix('y').filter(consonant), rest.strip_suffix('e')) {
        (Some(rest), _) => format!("{rest}i"),
        (None, Some(rest)) if rest.len() >= 3 => rest.to_owned(),
        (None, _) => rest.to_owned(),
    }
}

/// Whether a word has several groups of vowels.
fn has_syllables(word: &str) -> bool {
    let groups = word.split(|letter| !"aeiouy".contains(letter)).filter(|vowels| !vowels.is_empty());
    groups.count() > 1
}

/// Undoes the doubling of a consonant before an ending: `run` for `runn`, but `kiss` and `fall` are kept.
fn undouble(rest: &str) -> &str {
    let mut last = rest.chars().rev();
    match (last.next(), last.next()) {
        (Some(one), Some(other)) if one == other && !"aeioulsz".contains(one) => {
            &rest[..rest.len() - one.len_utf8()]
        }
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn regular_forms_match_each_other() {
        for forms in [
            &["kiss", "kisses", "kissed", "kissing"][..],
            &["bowl", "bowls", "bowled", "bowling"],
            &["dance", "dances", "danced", "dancing"],
            &["party", "parties", "partied"],
            &["cry", "cries", "cried", "crying"],
            &["run", "runs", "running"],
            &["snow", "snows", "snowing"],
            &["friend", "friends"],
            &["play", "plays", "played", "playing"],
            &["hug", "hugs", "hugged", "hugging"],
            &["travel", "travelled", "traveled", "travelling", "traveling"],
            &["recall", "recalls", "recalled", "recalling"],
            &["fall", "falls", "falling"],
        ] {
            for one in forms {
                for other in forms.iter().filter(|other| *other != one) {
                    let fit = WordPattern::new(one).match_word(other);
                    assert!(fit == Some(WordMatch::Inflection), "{one} {other}: {fit:?}");
                }
            }
        }
    }

    #[test]
    fn words_with_different_stems_do_not_match() {
        for (one, other) in [
            ("sing", "s"),
            ("red", "ring"),
            ("need", "net"),
            ("king", "kiss"),
            ("his", "hi"),
            ("bus", "bu"),
            ("pass", "pas"),
            ("finale", "final"),
        ] {
            assert_eq!(WordPattern::new(one).match_word(other), None, "{one} {other}");
        }
    }

    #[test]
    fn kinds_of_matches_are_told_apart_and_ordered() {
        let fit = |word, other| WordPattern::new(word).match_word(other);
        assert_eq!(fit("girl", "girl"), Some(WordMatch::Exact));
        assert_eq!(fit("girl", "girls"), Some(WordMatch::Inflection));
        assert_eq!(fit("gir", "girls"), Some(WordMatch::Prefix));
        assert_eq!(fit("girls", "girl"), Some(WordMatch::Inflection));
        assert_eq!(fit("loss", "glossy"), Some(WordMatch::Substring));
        assert_eq!(fit("駆け", "夜に駆ける"), Some(WordMatch::Substring));
        assert_eq!(fit("end", "friend"), None);
        assert_eq!(fit("t", "tired"), None);
        assert_eq!(fit("ir", "girl"), None);
        assert!(WordMatch::Substring < WordMatch::Typos(1) && WordMatch::Typos(1) < WordMatch::Typos(2));
    }

    #[test]
    fn longer_words_allow_more_typos() {
        let typos = |word, other| WordPattern::new(word).typos(other);
        assert_eq!(typos("beebadobee", "beabadoobee"), Some(2));
        assert_eq!(typos("prety", "pretty"), Some(1));
        assert_eq!(typos("mnoa", "mona"), Some(1));
        assert_eq!(typos("be", "me"), None);
        assert_eq!(typos("kiss", "bliss"), None);
        let prefix = |word, other| WordPattern::new(word).typos_in_prefix(other);
        assert_eq!(prefix("beebad", "beabadoobee"), Some(2));
        assert_eq!(prefix("kyss", "kisses"), None);
    }

    proptest! {
        #[test]
        fn every_match_may_match(one in "[a-eis]{1,7}", other in "[a-eis]{1,7}") {
            let pattern = WordPattern::new(&one);
            prop_assert!(pattern.match_word(&other).is_none() || pattern.may_match(&other));
        }

        #[test]
        fn the_fast_path_loses_no_typos(one in "\\PC{1,8}", other in "\\PC{1,8}") {
            let pattern = WordPattern::new(&one);
            let distance = osa_distance(&one, &other);
            let expected = (distance <= max_typos(pattern.letters)).then_some(distance);
            prop_assert_eq!(pattern.typos(&other), expected);
            prop_assert!(pattern.typos_in_prefix(&other).is_none() || pattern.may_be_typo(alphabet(&other)));
        }

        #[test]
        fn each_word_is_visited(text in "([a-zA-Z0-9 '’&$/.,!é日çñßı-]|[ぁ-ん\u{3099}])*") {
            let mut words = Vec::new();
            each_word(&text, |word, letters| {
                let folded = fold(word);
                let is_word = |word: &&str| word.contains(char::is_alphanumeric);
                assert!(folded.split(' ').filter(is_word).all(|word| alphabet(word) & !letters == 0));
                words.extend(folded.split(' ').map(str::to_owned));
            });
            words.retain(|word| word.contains(char::is_alphanumeric));
            let folded = fold(&text);
            let whole = folded.split(' ').filter(|word| word.contains(char::is_alphanumeric));
            prop_assert_eq!(words, whole.map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
