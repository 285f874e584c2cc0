//! Finding by name: names in any order flow in, the closest matches flow out.

use super::fold::{fold, fold_into, squash};
use std::cmp::Ordering;

/// A name that something goes by.
#[derive(Clone, Copy, Debug)]
pub struct Name<'n, T> {
    /// What goes by it.
    pub of: T,
    /// The name as it is printed.
    pub text: &'n str,
    /// Whether it is another name than the one it is shown under: an alias, a member, a name on one record.
    pub alias: bool,
}

impl<'n, T> Name<'n, T> {
    /// The name that `of` is shown under.
    pub fn own(of: T, text: &'n str) -> Self {
        Self { of, text, alias: false }
    }

    /// Another name that `of` is known by.
    pub fn alias(of: T, text: &'n str) -> Self {
        Self { of, text, alias: true }
    }
}

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The whole of its own name.
    Exact,
    /// The whole of another name.
    Alias,
    /// The whole of one of its names, run together: `acdc`.
    Together,
    /// The beginning of one of its names.
    Prefix,
    /// The beginning of a later word of one of its names.
    Word,
    /// Words that one of its names has, or their beginnings, in another order.
    Words,
}

/// All that a name means, equally close.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// How close.
    pub closeness: Closeness,
    /// What, each once, in its own order.
    pub all: Vec<T>,
}

impl<T: Ord> Found<T> {
    /// All of these, by a whole name.
    pub fn whole(all: Vec<T>) -> Self {
        Self::new(Closeness::Alias, all)
    }

    fn new(closeness: Closeness, mut all: Vec<T>) -> Self {
        all.sort_unstable();
        all.dedup();
        Self { closeness, all }
    }
}

impl<T> Found<T> {
    /// Whether the whole of a name was given, so that each of `all` is really meant.
    pub fn is_whole_name(&self) -> bool {
        self.closeness <= Closeness::Together
    }
}

/// Of what was found here and there all that fits best.
pub fn closest<T: Ord>(parts: impl Iterator<Item = Found<T>>) -> Option<Found<T>> {
    parts.reduce(|one, other| match one.closeness.cmp(&other.closeness) {
        Ordering::Less => one,
        Ordering::Greater => other,
        Ordering::Equal => {
            let all = one.all.into_iter().chain(other.all);
            Found::new(one.closeness, all.collect())
        }
    })
}

/// What `wanted` names: all that fit best, by folded text. None fits an empty name.
pub fn find<'n, T: Copy + Ord>(wanted: &str, names: impl Iterator<Item = Name<'n, T>>) -> Option<Found<T>> {
    let wanted = fold(wanted);
    let mut best: Option<(Closeness, Vec<T>)> = None;
    let mut folded = String::new();
    for name in names {
        fold_into(name.text, &mut folded);
        let Some(closeness) = closeness(&wanted, &folded, name.alias) else {
            continue;
        };
        match &mut best {
            Some((closest, _)) if *closest < closeness => {}
            Some((closest, all)) if *closest == closeness => all.push(name.of),
            _ => best = Some((closeness, vec![name.of])),
        }
    }
    best.map(|(closeness, all)| Found::new(closeness, all))
}

/// What `wanted` names among things that each have an id and a title: those with the id, or else all that fit best.
pub fn find_titled<'n, T: Copy + Ord>(
    wanted: &str,
    all: impl Iterator<Item = (T, &'n str, &'n str)> + Clone,
) -> Option<Found<T>> {
    let names = all.clone().flat_map(|(of, id, title)| {
        let own = |text| Name::own(of, text);
        [own(id), own(title)]
    });
    let by_id: Vec<T> = all.filter(|(_, id, _)| *id == wanted).map(|(of, ..)| of).collect();
    if by_id.is_empty() { find(wanted, names) } else { Some(Found::whole(by_id)) }
}

fn closeness(wanted: &str, name: &str, alias: bool) -> Option<Closeness> {
    if wanted.is_empty() {
        None
    } else if name == wanted {
        Some(if alias { Closeness::Alias } else { Closeness::Exact })
    } else if name.starts_with(wanted) {
        Some(Closeness::Prefix)
    } else if is_run_together(wanted, name) {
        Some(Closeness::Together)
    } else if later_words(name).any(|word| word.starts_with(wanted)) {
        Some(Closeness::Word)
    } else {
        let mut words = wanted.split(' ');
        let begins = |word| {
            let mut others = later_words(name);
            name.starts_with(word) || others.any(|other| other.starts_with(word))
        };
        (wanted.contains(' ') && words.all(begins)).then_some(Closeness::Words)
    }
}

/// A folded name from its second word on, from its third, and so forth.
fn later_words(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.bytes().enumerate();
    let spaces = bytes.filter(|(_, byte)| *byte == b' ');
    spaces.map(|(space, _)| &name[space + 1..])
}

/// Whether a name is what is wanted but for the spaces in it.
fn is_run_together(wanted: &str, name: &str) -> bool {
    let letters = |text: &str| text.bytes().filter(|&byte| byte != b' ').count();
    letters(wanted) == letters(name) && squash(wanted) == squash(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<Name<'static, u8>> {
        vec![
            Name::own(1, "Ezra Williams"),
            Name::alias(1, "Smoothboi Ezra"),
            Name::own(2, "Ezra"),
            Name::own(3, "Françoise Hardy"),
            Name::own(4, "Simon & Garfunkel"),
            Name::own(5, "Ezra Furman"),
        ]
    }

    fn all(wanted: &str) -> Option<(Closeness, Vec<u8>)> {
        find(wanted, names().into_iter()).map(|found| (found.closeness, found.all))
    }

    #[test]
    fn the_closest_kind_of_match_hides_the_others() {
        assert_eq!(all("ezra"), Some((Closeness::Exact, vec![2])));
        assert_eq!(all("smoothboi ezra"), Some((Closeness::Alias, vec![1])));
        assert_eq!(all("ezra w"), Some((Closeness::Prefix, vec![1])));
        assert_eq!(all("ez"), Some((Closeness::Prefix, vec![1, 2, 5])));
        assert_eq!(all("hardy"), Some((Closeness::Word, vec![3])));
    }

    #[test]
    fn case_accents_and_ampersands_do_not_count() {
        assert_eq!(all("FRANCOISE HARDY"), Some((Closeness::Exact, vec![3])));
        assert_eq!(all("simon and garfunkel"), Some((Closeness::Exact, vec![4])));
    }

    #[test]
    fn names_may_be_run_together_and_turned_around() {
        assert_eq!(all("ezrafurman"), Some((Closeness::Together, vec![5])));
        assert_eq!(all("hardy franc"), Some((Closeness::Words, vec![3])));
        assert_eq!(all("hardy ezra"), None);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(all("beyoncé"), None);
        assert_eq!(all("ardy"), None, "the middle of a word");
        assert_eq!(all(""), None);
        assert_eq!(all("  "), None);
    }
}
