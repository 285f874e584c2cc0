//! Words: one folded word that was asked for and the words there are flow in, how well they fit flows out.

use strsim::osa_distance;

/// How well a word fits the word that was asked for, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is that word.
    Whole,
    /// It begins with it.
    Prefix,
    /// It is another regular English form of it: `kissing`, `kissed` and `kisses` of `kiss`.
    Form,
    /// It has it somewhere inside.
    Part,
    /// It is spelled nearly so: this many letters more, less, other or swapped.
    Typo(usize),
}

/// A word that was asked for, made ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Pattern {
    word: String,
    letters: usize,
    stem: String,
    /// What every word that fits without a mistake has in it.
    needle: usize,
    alphabet: u64,
}

/// The fewest letters that can be the beginning of a word, and its inside.
const PREFIX: usize = 2;
const PART: usize = 3;

/// The fewest letters of a word of which a beginning may be misspelled.
const MISSPELLED_PREFIX: usize = 5;

/// How many letters a word may have whose mistakes are counted, which takes as long as their square. Nobody types more
/// in a single word.
const LONGEST: usize = 64;

impl Pattern {
    /// Of a word that is folded.
    pub fn new(word: &str) -> Self {
        let stem = stem(word);
        // A final `i` of a stem may be a `y` in the word.
        let fixed = stem.trim_end_matches('i');
        let mut same = word.char_indices().zip(fixed.chars());
        let needle = same
            .find(|((_, one), other)| one != other)
            .map_or(fixed.len().min(word.len()), |((end, _), _)| end);
        Self { letters: word.chars().count(), needle, alphabet: alphabet(word), stem, word: word.to_owned() }
    }

    /// The word.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Whether a folded text can have a word that fits without a mistake; much faster than looking at each.
    pub fn may_fit(&self, text: &str) -> bool {
        text.contains(&self.word[..self.needle])
    }

    /// How `word`, which is folded, fits without a mistake.
    pub fn fit(&self, word: &str) -> Option<Fit> {
        if word == self.word {
            Some(Fit::Whole)
        } else if self.letters >= PREFIX && word.starts_with(&self.word) {
            Some(Fit::Prefix)
        } else if self.is_form(word) {
            Some(Fit::Form)
        } else if self.letters >= PART && word.len() > self.word.len() && word.contains(&self.word) {
            Some(Fit::Part)
        } else {
            None
        }
    }

    /// Whether `word`, which is folded, is this word or another regular form of it.
    pub fn is_form(&self, word: &str) -> bool {
        word.starts_with(&self.word[..self.needle]) && (word == self.word || stem(word) == self.stem)
    }

    /// Whether `word` has so many letters of this one that it can be meant; much faster than counting mistakes.
    pub fn is_like(&self, word: &str) -> bool {
        let missing = (self.alphabet & !alphabet(word)).count_ones() as usize;
        missing <= budget(self.letters)
    }

    /// How many mistakes make `word`, which is folded, of this one, if they are few for its length: none in a word of
    /// one or two letters, one up to five letters, two up to eight, three in longer words; in a word of more than 64
    /// letters none are forgiven.
    ///
    /// Distance is optimal string alignment: a letter more, less or other, or two swapped, is one mistake.
    pub fn mistakes(&self, word: &str) -> Option<usize> {
        self.within(word, budget(self.letters))
    }

    /// Like [`Pattern::mistakes`], also for the beginning of a longer word, with one mistake less.
    pub fn mistakes_in_prefix(&self, word: &str) -> Option<usize> {
        let whole = self.mistakes(word);
        if whole.is_some() || self.letters < MISSPELLED_PREFIX {
            return whole;
        }
        let (end, _) = word.char_indices().nth(self.letters)?;
        self.within(&word[..end], budget(self.letters) - 1).map(|mistakes| mistakes + 1)
    }

    fn within(&self, word: &str, budget: usize) -> Option<usize> {
        // Cheap reasons first: most words share too few letters with this one.
        let added = (alphabet(word) & !self.alphabet).count_ones() as usize;
        let longer = self.letters.abs_diff(word.chars().count());
        if self.letters > LONGEST || added > budget || longer > budget || !self.is_like(word) {
            return None;
        }
        let mistakes = osa_distance(&self.word, word);
        (mistakes <= budget).then_some(mistakes)
    }
}

fn budget(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// The letters of a word as a set of 64 classes: a word that differs in `n` letters differs in `n` of them at most.
fn alphabet(word: &str) -> u64 {
    word.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

/// What the regular forms of an English word have in common: `kiss` of `kissing`, `danc` of `dances`, `parti` of
/// `party`. Words that are not English come out of it as themselves or a little shorter; it is only ever compared with
/// what other words come to.
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
        .map(single)
        .or_else(|| ending("s").filter(|rest| !rest.ends_with(['s', 'u', 'i'])))
        .unwrap_or(word);
    let consonant = |rest: &&str| rest.len() >= 2 && !rest.ends_with(['a', 'e', 'i', 'o', 'u']);
    match (rest.strip_suffix('y').filter(consonant), rest.strip_suffix('e')) {
        (Some(rest), _) => format!("{rest}i"),
        (None, Some(rest)) if rest.len() >= 3 => rest.to_owned(),
        (None, _) => rest.to_owned(),
    }
}

/// Without the doubling of the last consonant that endings bring: `run` of `runn`, but `kiss` and `fall`.
fn single(rest: &str) -> &str {
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
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn regular_forms_belong_together() {
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
        ] {
            for one in forms {
                for other in forms.iter().filter(|other| *other != one) {
                    let fit = Pattern::new(one).fit(other);
                    assert!(matches!(fit, Some(Fit::Prefix | Fit::Form)), "{one} {other}: {fit:?}");
                }
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        for (one, other) in [
            ("sing", "s"),
            ("red", "ring"),
            ("need", "net"),
            ("king", "kiss"),
            ("his", "hi"),
            ("bus", "bu"),
            ("pass", "pas"),
        ] {
            assert_eq!(Pattern::new(one).fit(other), None, "{one} {other}");
        }
    }

    #[test]
    fn better_fits_come_first() {
        let fit = |word, other| Pattern::new(word).fit(other);
        assert_eq!(fit("girl", "girl"), Some(Fit::Whole));
        assert_eq!(fit("girl", "girls"), Some(Fit::Prefix));
        assert_eq!(fit("girls", "girl"), Some(Fit::Form));
        assert_eq!(fit("irl", "girl"), Some(Fit::Part));
        assert_eq!(fit("t", "tired"), None);
        assert_eq!(fit("ir", "girl"), None);
        assert!(Fit::Part < Fit::Typo(1) && Fit::Typo(1) < Fit::Typo(2));
    }

    #[test]
    fn a_few_mistakes_are_forgiven_and_more_in_longer_words() {
        let mistakes = |word, other| Pattern::new(word).mistakes(other);
        assert_eq!(mistakes("beebadobee", "beabadoobee"), Some(2));
        assert_eq!(mistakes("prety", "pretty"), Some(1));
        assert_eq!(mistakes("mnoa", "mona"), Some(1));
        assert_eq!(mistakes("be", "me"), None);
        assert_eq!(mistakes("kiss", "bliss"), None);
        let prefix = |word, other| Pattern::new(word).mistakes_in_prefix(other);
        assert_eq!(prefix("beebad", "beabadoobee"), Some(2));
        assert_eq!(prefix("kyss", "kisses"), None);
    }

    proptest! {
        #[test]
        fn what_fits_may_fit(one in "[a-eis]{1,7}", other in "[a-eis]{1,7}") {
            let pattern = Pattern::new(&one);
            prop_assert!(pattern.fit(&other).is_none() || pattern.may_fit(&other));
        }

        #[test]
        fn the_quick_test_of_letters_loses_nothing(one in "\\PC{1,8}", other in "\\PC{1,8}") {
            let pattern = Pattern::new(&one);
            let distance = osa_distance(&one, &other);
            let expected = (distance <= budget(pattern.letters)).then_some(distance);
            prop_assert_eq!(pattern.mistakes(&other), expected);
            prop_assert!(pattern.mistakes_in_prefix(&other).is_none() || pattern.is_like(&other));
        }
    }
}
