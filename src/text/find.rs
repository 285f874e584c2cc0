//! Finds things by name: exact names first, then beginnings, then words in any order.

use super::fold::{fold, fold_into, remove_spaces};
use std::cmp::Ordering;

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
    /// It is one of the names but for spaces: `acdc`.
    Joined,
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
        self.kind <= MatchKind::Joined
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

/// The things that match `wanted` best, comparing folded text. An empty text matches nothing.
pub fn find_by_name<'n, T: Copy + Ord>(
    wanted: &str,
    candidates: impl Iterator<Item = Candidate<'n, T>>,
) -> Option<Matches<T>> {
    let wanted = fold(wanted);
    let mut best: Option<(MatchKind, Vec<T>)> = None;
    let mut folded = String::new();
    for candidate in candidates {
        fold_into(candidate.name, &mut folded);
        let Some(kind) = match_kind(&wanted, &folded, candidate.is_alias) else {
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

fn match_kind(wanted: &str, name: &str, is_alias: bool) -> Option<MatchKind> {
    if wanted.is_empty() {
        None
    } else if name == wanted {
        Some(if is_alias { MatchKind::Alias } else { MatchKind::Exact })
    } else if name.starts_with(wanted) {
        Some(MatchKind::Prefix)
    } else if is_joined(wanted, name) {
        Some(MatchKind::Joined)
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
        assert_eq!(all("ezrafurman"), Some((MatchKind::Joined, vec![5])));
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
}
