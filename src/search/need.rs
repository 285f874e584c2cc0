//! Needs: the terms of a question flow in, one test for each word of them flows out: how well a text fits it, or
//! whether a placement passes it.

use super::field::Field;
use super::lengths::Lengths;
use super::question::{SearchQuery, Span, Term, Value};
use super::spot::Spot;
use crate::model::{Placement, Usage};
use crate::query::Numbers;
use crate::text::{WordMatch, WordPattern, contains_phrase, fold, remove_spaces};

/// What one word, phrase or number of a question asks.
#[derive(Clone, Debug)]
pub(super) struct Need {
    /// Whether it must not be so.
    pub(super) excluded: bool,
    /// The only field to look into.
    pub(super) field: Option<Field>,
    pub(super) what: What,
    /// Whether it is a word of the kind that people fill a question with: good if it fits, but no reason against a hit.
    pub(super) small: bool,
    /// Words that fit too although they are spelled otherwise, in order, each with the number of mistakes.
    pub(super) spellings: Spellings,
}

/// Words of the catalog that may have been meant, in order, each with the number of mistakes.
pub(super) type Spellings = Vec<(String, usize)>;

/// What to look for.
#[derive(Clone, Debug)]
pub(super) enum What {
    Word(WordPattern),
    /// Folded words that stand one after the other.
    Phrase(String),
    Season(Numbers),
    Episode(Numbers),
    Code(Vec<Span>),
    Usage(Usage),
    Length(Lengths),
}

/// Words that half-remembered questions are full of: "the one when it snows", "that song from the prom",
/// and that stand between the names of a credit.
const SMALL: &str = "a an and are as at be by during episode feat featuring for from ft he her his i in is it its \
    of on one or scene she some song that the their there they this to was were what when where \
    which while who with";

/// The fewest letters of a word that may be a name run together.
const RUN_TOGETHER: usize = 4;

/// More spellings than this are looked up for each word, rather than looked for in each text.
const MANY: usize = 12;

/// The needs of a question.
pub(super) fn needs(query: &SearchQuery) -> Vec<Need> {
    let mut needs: Vec<Need> = query.terms.iter().flat_map(of_term).collect();
    // Signs alone, such as a dash between words, are looked for only where there is nothing else to look for.
    let has_letters = |need: &Need| match &need.what {
        What::Word(pattern) => pattern.word().contains(char::is_alphanumeric),
        _ => true,
    };
    if needs.iter().any(has_letters) {
        needs.retain(has_letters);
    }
    // A question of small words alone means them.
    if needs.iter().all(|need| need.small || !need.is_scored()) {
        needs.iter_mut().for_each(|need| need.small = false);
    }
    needs
}

fn of_term(term: &Term) -> Vec<Need> {
    let need =
        |what| Need { excluded: term.excluded, field: term.field, small: false, spellings: Vec::new(), what };
    match &term.value {
        Value::Words(text) => {
            let folded = fold(text);
            if term.excluded && folded.contains(' ') {
                return vec![need(What::Phrase(folded))];
            }
            let is_small = |word: &str| {
                !term.excluded && term.field.is_none() && SMALL.split(' ').any(|small| small == word)
            };
            let word =
                |word: &str| Need { small: is_small(word), ..need(What::Word(WordPattern::new(word))) };
            folded.split(' ').map(word).collect()
        }
        Value::Phrase(text) => vec![need(What::Phrase(fold(text)))],
        Value::Numbers(numbers) => vec![need(match term.field {
            Some(Field::Episode) => What::Episode(numbers.clone()),
            _ => What::Season(numbers.clone()),
        })],
        Value::Code(_, spans) => vec![need(What::Code(spans.clone()))],
        Value::Usage(usage) => vec![need(What::Usage(*usage))],
        Value::Length(lengths) => vec![need(What::Length(*lengths))],
    }
}

impl Need {
    /// Whether it is about texts, and how well they fit is a matter of degree.
    pub(super) fn is_scored(&self) -> bool {
        !self.excluded && matches!(self.what, What::Word(_) | What::Phrase(_))
    }

    /// The folded text that it looks for.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.what {
            What::Word(pattern) => Some(pattern.word()),
            What::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// Whether a quality is enough, if texts must have it at all.
    pub(super) fn is_met(&self, quality: f32) -> bool {
        !self.is_scored() || self.small || quality > 0.0
    }

    /// Whether the placement is of the season, length and so on that is asked for; texts are not looked at.
    pub(super) fn passes(&self, placement: Placement<'_>) -> bool {
        let code = || placement.episode().map(|episode| episode.code());
        let season = || placement.season().number();
        let in_span = |span: &Span| match code() {
            Some(code) => (span.first..=span.last).contains(&code),
            None => span.seasons && (span.first.season..=span.last.season).contains(&season()),
        };
        let is_so = match &self.what {
            What::Word(_) | What::Phrase(_) => return true,
            What::Season(numbers) => numbers.contains(season()),
            What::Episode(numbers) => code().is_some_and(|code| numbers.contains(code.episode)),
            What::Code(spans) => spans.iter().any(in_span),
            What::Usage(usage) => placement.usage() == Some(*usage),
            What::Length(lengths) => lengths.contains(placement.song().length()),
        };
        is_so != self.excluded
    }

    /// Whether texts of this kind are looked into.
    fn looks_into(&self, spot: Spot) -> bool {
        // A small word says something in a name alone.
        self.field.is_none_or(|field| field == spot.field()) && (!self.small || spot.is_name())
    }

    /// How good a folded text is for it, from 0 for not at all to 1.
    pub(super) fn quality(&self, spot: Spot, text: &str) -> f32 {
        if !self.looks_into(spot) {
            return 0.0;
        }
        match &self.what {
            What::Word(pattern) if self.excluded => {
                let is_there =
                    pattern.may_match(text) && text.split(' ').any(|word| pattern.is_form_of(word));
                f32::from(u8::from(is_there))
            }
            What::Word(pattern) => {
                let fit = self.best_fit(pattern, spot, text);
                fit.map_or(0.0, |fit| worth(fit) * spot.worth() * shortness(spot, text))
            }
            What::Phrase(phrase) if contains_phrase(text, phrase) => spot.worth() * shortness(spot, text),
            _ => 0.0,
        }
    }

    fn best_fit(&self, pattern: &WordPattern, spot: Spot, text: &str) -> Option<WordMatch> {
        // Faster than to look at each word, unless there are many spellings.
        let may_be_spelled =
            self.spellings.len() > MANY || self.spellings.iter().any(|(word, _)| text.contains(word));
        let fits = (may_be_spelled || pattern.may_match(text))
            .then(|| text.split(' ').filter_map(|word| self.fit(pattern, spot, word)));
        let best = fits.into_iter().flatten().min();
        best.or_else(|| self.run_together(pattern, spot, text))
    }

    /// How one word fits, if that counts in texts of this kind.
    fn fit(&self, pattern: &WordPattern, spot: Spot, word: &str) -> Option<WordMatch> {
        let fit = pattern.match_word(word).or_else(|| self.spelled(word))?;
        let counts = spot.takes(fit, self.field.is_some());
        (counts && (!self.small || fit == WordMatch::Exact)).then_some(fit)
    }

    /// How a name fits whose words were typed as one.
    fn run_together(&self, pattern: &WordPattern, spot: Spot, text: &str) -> Option<WordMatch> {
        if !spot.is_name() || !text.contains(' ') {
            return None;
        }
        let word = pattern.word();
        let length = text.len() - text.bytes().filter(|byte| *byte == b' ').count();
        let may_be = |other: &str| other.len() == length && other.len() >= RUN_TOGETHER;
        let may_be_spelled = self.spellings.iter().any(|(other, _)| may_be(other));
        if !may_be(word) && !may_be_spelled {
            return None;
        }
        let name = remove_spaces(text);
        if name == word { Some(WordMatch::Prefix) } else { self.spelled(&name) }
    }

    fn spelled(&self, word: &str) -> Option<WordMatch> {
        let place = self.spellings.binary_search_by(|(other, _)| other.as_str().cmp(word));
        place.ok().map(|place| WordMatch::Typos(self.spellings[place].1))
    }

    /// Which of the words of a text fit, and how; the words are folded, one by one.
    pub(super) fn fits(&self, spot: Spot, words: &[String]) -> Vec<Option<WordMatch>> {
        let none = vec![None; words.len()];
        if !self.looks_into(spot) || self.excluded {
            return none;
        }
        match &self.what {
            What::Word(pattern) => {
                let of_word = |word: &String| {
                    let parts = word.split(' ');
                    parts.filter_map(|part| self.fit(pattern, spot, part)).min()
                };
                let fits: Vec<Option<WordMatch>> = words.iter().map(of_word).collect();
                if fits.iter().any(Option::is_some) {
                    return fits;
                }
                vec![self.run_together(pattern, spot, &words.join(" ")); words.len()]
            }
            What::Phrase(phrase) => {
                let mut fits = none;
                for start in 0..words.len() {
                    for end in start + 1..=words.len() {
                        if words[start..end].join(" ") == *phrase {
                            fits[start..end].fill(Some(WordMatch::Exact));
                        }
                    }
                }
                fits
            }
            _ => none,
        }
    }
}

/// Whole words before beginnings before forms before parts before mistakes.
fn worth(fit: WordMatch) -> f32 {
    match fit {
        WordMatch::Exact => 1.0,
        WordMatch::Prefix => 0.85,
        WordMatch::Inflection => 0.8,
        WordMatch::Substring => 0.6,
        WordMatch::Typos(mistakes) => 0.5 - 0.1 * mistakes.min(4) as f32,
    }
}

/// A word is more of a short name than of a long one.
fn shortness(spot: Spot, text: &str) -> f32 {
    if !spot.is_name() {
        return 1.0;
    }
    let words = text.split(' ').count() as f32;
    0.95 + 0.05 / words
}
