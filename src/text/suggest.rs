//! Suggests names for a misspelled one: "did you mean ...?".

use super::fold::{contains_phrase, fold, fold_into, remove_spaces};
use super::fuzzy::WordPattern;

const MAX_SUGGESTIONS: usize = 3;

/// How many typos it counts as if the name is a part of `wanted`: as many as are allowed in a long word.
const CONTAINED: usize = 3;

/// Up to three of `names` that differ from `wanted` by a few typos, the most similar first. Names that fold
/// to the same text are suggested once.
///
/// Either every word of `wanted` must be similar to a word of the name, or the two must be similar without
/// their spaces, or the name must be a part of `wanted`. [`WordPattern::typos`] says what a typo is and how
/// many are allowed; among names with equally many, the one closest in length comes first.
pub fn suggest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = fold(wanted);
    let words: Vec<WordPattern> = wanted.split(' ').map(WordPattern::new).collect();
    let joined = WordPattern::new(&remove_spaces(&wanted));
    let mut best: Vec<Suggestion<'n>> = Vec::new();
    let mut folded = String::new();
    for name in names {
        fold_into(name, &mut folded);
        let Some(typos) = count_typos(&wanted, &words, &joined, &folded) else {
            continue;
        };
        if best.iter().all(|other| other.folded != folded) {
            let length_difference = folded.len().abs_diff(wanted.len());
            let suggestion = Suggestion { typos, length_difference, folded: folded.clone(), name };
            let place = best.partition_point(|other| {
                (other.typos, other.length_difference) <= (typos, length_difference)
            });
            best.insert(place, suggestion);
            best.truncate(MAX_SUGGESTIONS);
        }
    }
    best.into_iter().map(|suggestion| suggestion.name).collect()
}

struct Suggestion<'n> {
    typos: usize,
    length_difference: usize,
    folded: String,
    name: &'n str,
}

fn count_typos(wanted: &str, words: &[WordPattern], joined: &WordPattern, name: &str) -> Option<usize> {
    let closest_word = |word: &WordPattern| name.split(' ').filter_map(|other| word.typos(other)).min();
    let by_word: Option<usize> = words.iter().map(closest_word).sum();
    let without_spaces = joined.typos(&remove_spaces(name));
    // `wanted` may be more than a name, such as a title with an addition in parentheses.
    let contained = contains_phrase(wanted, name).then_some(CONTAINED);
    by_word.into_iter().chain(without_spaces).chain(contained).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTISTS: [&str; 6] =
        ["beabadoobee", "Françoise Hardy", "Let's Eat Grandma", "AC/DC", "Baby Queen", "Queens"];

    fn suggestions(wanted: &str) -> Vec<&'static str> {
        suggest(wanted, ARTISTS.into_iter())
    }

    #[test]
    fn a_few_typos_are_allowed() {
        assert_eq!(suggestions("beebadobee"), ["beabadoobee"]);
        assert_eq!(suggestions("francois hardi"), ["Françoise Hardy"]);
        assert_eq!(suggestions("granma"), ["Let's Eat Grandma"]);
        assert_eq!(suggestions("acdc"), ["AC/DC"]);
        assert_eq!(suggestions("thunder (AC/DC cover)"), ["AC/DC"]);
        assert_eq!(suggestions("queesn"), ["Queens", "Baby Queen"]);
    }

    #[test]
    fn unlike_and_empty_names_get_no_suggestion() {
        assert!(suggestions("zzyzx").is_empty());
        assert!(suggestions("").is_empty());
        assert!(suggestions("q").is_empty());
    }
}
