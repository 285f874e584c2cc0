//! Suggestions: a name that nothing goes by flows in, the few names that were perhaps meant flow out.

use super::fold::{fold, fold_into, has_phrase, squash};
use super::fuzzy::Pattern;

const MOST: usize = 3;

/// What it counts as that a name is a part of what was wanted: no better than the most mistakes in a word.
const WITHIN: usize = 3;

/// At most three of `names` that are different when folded, the nearest first, that differ from `wanted` by a few typing mistakes.
///
/// Every word of `wanted` must be near a word of the name, or the two near each other with the spaces left out, or
/// the name be a part of `wanted`.
/// What a mistake is, and how many are few, is said at [`Pattern::mistakes`]; among names with as many mistakes the one
/// nearest in length comes first.
pub fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = fold(wanted);
    let words: Vec<Pattern> = wanted.split(' ').map(Pattern::new).collect();
    let squashed = Pattern::new(&squash(&wanted));
    let mut best: Vec<Near<'n>> = Vec::new();
    let mut folded = String::new();
    for name in names {
        fold_into(name, &mut folded);
        let Some(mistakes) = mistakes(&wanted, &words, &squashed, &folded) else {
            continue;
        };
        if best.iter().all(|other| other.folded != folded) {
            let longer = folded.len().abs_diff(wanted.len());
            let near = Near { mistakes, longer, folded: folded.clone(), name };
            let place = best.partition_point(|other| (other.mistakes, other.longer) <= (mistakes, longer));
            best.insert(place, near);
            best.truncate(MOST);
        }
    }
    best.into_iter().map(|near| near.name).collect()
}

struct Near<'n> {
    mistakes: usize,
    longer: usize,
    folded: String,
    name: &'n str,
}

fn mistakes(wanted: &str, words: &[Pattern], squashed: &Pattern, name: &str) -> Option<usize> {
    let nearest_word = |word: &Pattern| name.split(' ').filter_map(|other| word.mistakes(other)).min();
    let by_word: Option<usize> = words.iter().map(nearest_word).sum();
    let together = squashed.mistakes(&squash(name));
    // More than a name was given: a title with what is no part of it, say.
    let within = has_phrase(wanted, name).then_some(WITHIN);
    by_word.into_iter().chain(together).chain(within).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTISTS: [&str; 6] =
        ["beabadoobee", "Françoise Hardy", "Let's Eat Grandma", "AC/DC", "Baby Queen", "Queens"];

    fn near(wanted: &str) -> Vec<&'static str> {
        nearest(wanted, ARTISTS.into_iter())
    }

    #[test]
    fn a_few_mistakes_are_forgiven() {
        assert_eq!(near("beebadobee"), ["beabadoobee"]);
        assert_eq!(near("francois hardi"), ["Françoise Hardy"]);
        assert_eq!(near("granma"), ["Let's Eat Grandma"]);
        assert_eq!(near("acdc"), ["AC/DC"]);
        assert_eq!(near("thunder (AC/DC cover)"), ["AC/DC"]);
        assert_eq!(near("queesn"), ["Queens", "Baby Queen"]);
    }

    #[test]
    fn what_is_far_from_everything_gets_no_suggestion() {
        assert!(near("zzyzx").is_empty());
        assert!(near("").is_empty());
        assert!(near("q").is_empty());
    }
}
