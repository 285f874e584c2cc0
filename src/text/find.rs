//! Finds things by name: exact names first, then beginnings, then words in any order. If no name matches, it
//! suggests similar ones: "did you mean ...?".

use super::fold::{contains_phrase, fold, fold_into, remove_spaces};
use super::fuzzy::WordPattern;
use super::name::{key_of_folded, name_key};
use std::cmp::Ordering;

const MAX_SUGGESTIONS: usize = 3;

/// How many typos it counts as if the name is a part of `wanted`: as many as are allowed in a long word.
const CONTAINED: usize = 3;

/// A thing and one of its names.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'n, T> {
    /// The thing.
    pub item: T,
    /// The name as printed.
    pub name: &'n str,
    /// Whether this is not the name that the thing is listed under: an alias, a member, a name on one record.
    pub is_alias: bool,
}

impl<'n, T> Candidate<'n, T> {
    /// The name that the thing is listed under.
    pub fn primary(item: T, name: &'n str) -> Self {
        Self { item, name, is_alias: false }
    }

    /// Another name that it is known by.
    pub fn alias(item: T, name: &'n str) -> Self {
        Self { item, name, is_alias: true }
    }
}

/// How a name matches a text, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// It is the primary name.
    Exact,
    /// It is an alias.
    Alias,
    /// It is one of the names, written in another way: `acdc`, `beatles`.
    Respelled,
    /// One of the names begins with it.
    Prefix,
    /// A later word of one of the names begins with it.
    WordPrefix,
    /// All of its words begin a word of one name, in any order.
    AnyOrder,
}

/// The things that match a text best, all with the same kind of match.
#[derive(Debug, PartialEq, Eq)]
pub struct Matches<T> {
    /// How they match.
    pub kind: MatchKind,
    /// The things, sorted and without duplicates.
    pub items: Vec<T>,
}

impl<T: Ord> Matches<T> {
    /// Things that match with a whole name.
    pub fn by_whole_name(items: Vec<T>) -> Self {
        Self::new(MatchKind::Alias, items)
    }

    fn new(kind: MatchKind, mut items: Vec<T>) -> Self {
        items.sort_unstable();
        items.dedup();
        Self { kind, items }
    }
}

impl<T> Matches<T> {
    /// Whether the text was a whole name, so that all items are meant even if there are several.
    pub fn is_whole_name(&self) -> bool {
        self.kind <= MatchKind::Respelled
    }
}

/// The matches of the best kind, joined if several have it.
pub fn best_matches<T: Ord>(all: impl Iterator<Item = Matches<T>>) -> Option<Matches<T>> {
    all.reduce(|one, other| match one.kind.cmp(&other.kind) {
        Ordering::Less => one,
        Ordering::Greater => other,
        Ordering::Equal => Matches::new(one.kind, one.items.into_iter().chain(other.items).collect()),
    })
}

/// The things that match `wanted` best, comparing folded text and [`name_key`]s. An empty text matches
/// nothing.
pub fn find_by_name<'n, T: Copy + Ord>(
    wanted: &str,
    candidates: impl Iterator<Item = Candidate<'n, T>>,
) -> Option<Matches<T>> {
    let key = name_key(wanted);
    let wanted = fold(wanted);
    let mut best: Option<(MatchKind, Vec<T>)> = None;
    let mut folded = String::new();
    for candidate in candidates {
        fold_into(candidate.name, &mut folded);
        let key_of_candidate = || match candidate.name.contains([',', '+']) {
            true => name_key(candidate.name),
            false => key_of_folded(&folded),
        };
        let is_same =
            || is_joined(&wanted, &folded) || (may_have_key(&folded, &key) && key_of_candidate() == key);
        let Some(kind) = match_kind(&wanted, &folded, candidate.is_alias, is_same) else {
            continue;
        };
        match &mut best {
            Some((best_kind, _)) if *best_kind < kind => {}
            Some((best_kind, items)) if *best_kind == kind => items.push(candidate.item),
            _ => best = Some((kind, vec![candidate.item])),
        }
    }
    best.map(|(kind, items)| Matches::new(kind, items))
}

/// Like [`find_by_name`] for things given as `(thing, id, title)`. An exact id takes precedence.
pub fn find_by_id_or_title<'n, T: Copy + Ord>(
    wanted: &str,
    all: impl Iterator<Item = (T, &'n str, &'n str)> + Clone,
) -> Option<Matches<T>> {
    let by_id: Vec<T> = all.clone().filter(|(_, id, _)| *id == wanted).map(|(item, ..)| item).collect();
    if !by_id.is_empty() {
        return Some(Matches::by_whole_name(by_id));
    }
    let names = all.flat_map(|(item, id, title)| [id, title].map(|name| Candidate::primary(item, name)));
    find_by_name(wanted, names)
}

/// Whether a folded name may have a key; much faster than making its key. A key begins like a word of the name,
/// unless it begins with a number, or the name with an article that is joined to the rest.
fn may_have_key(name: &str, key: &str) -> bool {
    let begins_alike = |word: &str| word.chars().next() == key.chars().next();
    name.starts_with("the")
        || key.starts_with(|letter: char| letter.is_ascii_digit())
        || name.split(' ').any(begins_alike)
}

fn match_kind(wanted: &str, name: &str, is_alias: bool, is_same: impl FnOnce() -> bool) -> Option<MatchKind> {
    if wanted.is_empty() {
        None
    } else if name == wanted {
        Some(if is_alias { MatchKind::Alias } else { MatchKind::Exact })
    } else if is_same() {
        Some(MatchKind::Respelled)
    } else if name.starts_with(wanted) {
        Some(MatchKind::Prefix)
    } else if later_words(name).any(|word| word.starts_with(wanted)) {
        Some(MatchKind::WordPrefix)
    } else {
        let begins_a_word =
            |word| name.starts_with(word) || later_words(name).any(|other| other.starts_with(word));
        (wanted.contains(' ') && wanted.split(' ').all(begins_a_word)).then_some(MatchKind::AnyOrder)
    }
}

/// The rest of a folded name from its second word on, from its third, and so on.
fn later_words(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.bytes().enumerate();
    let spaces = bytes.filter(|(_, byte)| *byte == b' ');
    spaces.map(|(space, _)| &name[space + 1..])
}

/// Whether two folded texts differ only in spaces.
fn is_joined(wanted: &str, name: &str) -> bool {
    let letters = |text: &str| text.bytes().filter(|&byte| byte != b' ').count();
    letters(wanted) == letters(name) && remove_spaces(wanted) == remove_spaces(name)
}

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
    // The number of typos and the difference in length, the folded name, and the name.
    let mut best: Vec<((usize, usize), String, &'n str)> = Vec::new();
    let mut folded = String::new();
    for name in names {
        fold_into(name, &mut folded);
        let Some(typos) = count_typos(&wanted, &words, &joined, &folded) else {
            continue;
        };
        if best.iter().all(|(_, other, _)| *other != folded) {
            let distance = (typos, folded.len().abs_diff(wanted.len()));
            let place = best.partition_point(|(other, ..)| *other <= distance);
            best.insert(place, (distance, folded.clone(), name));
            best.truncate(MAX_SUGGESTIONS);
        }
    }
    best.into_iter().map(|(.., name)| name).collect()
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

    fn names() -> Vec<Candidate<'static, u8>> {
        vec![
            Candidate::primary(1, "Ezra Williams"),
            Candidate::alias(1, "Smoothboi Ezra"),
            Candidate::primary(2, "Ezra"),
            Candidate::primary(3, "Françoise Hardy"),
            Candidate::primary(4, "Simon & Garfunkel"),
            Candidate::primary(5, "Ezra Furman"),
        ]
    }

    fn all(wanted: &str) -> Option<(MatchKind, Vec<u8>)> {
        find_by_name(wanted, names().into_iter()).map(|found| (found.kind, found.items))
    }

    #[test]
    fn only_the_best_kind_of_match_is_returned() {
        assert_eq!(all("ezra"), Some((MatchKind::Exact, vec![2])));
        assert_eq!(all("smoothboi ezra"), Some((MatchKind::Alias, vec![1])));
        assert_eq!(all("ezra w"), Some((MatchKind::Prefix, vec![1])));
        assert_eq!(all("ez"), Some((MatchKind::Prefix, vec![1, 2, 5])));
        assert_eq!(all("hardy"), Some((MatchKind::WordPrefix, vec![3])));
    }

    #[test]
    fn case_accents_and_ampersands_are_ignored() {
        assert_eq!(all("FRANCOISE HARDY"), Some((MatchKind::Exact, vec![3])));
        assert_eq!(all("simon and garfunkel"), Some((MatchKind::Exact, vec![4])));
    }

    #[test]
    fn names_match_without_spaces_and_in_any_word_order() {
        assert_eq!(all("ezrafurman"), Some((MatchKind::Respelled, vec![5])));
        assert_eq!(all("hardy franc"), Some((MatchKind::AnyOrder, vec![3])));
        assert_eq!(all("hardy ezra"), None);
    }

    #[test]
    fn unknown_and_empty_names_match_nothing() {
        assert_eq!(all("beyoncé"), None);
        assert_eq!(all("ardy"), None, "the middle of a word");
        assert_eq!(all(""), None);
        assert_eq!(all("  "), None);
    }

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
