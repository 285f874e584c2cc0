//! The one way of telling that two names are the same: of artists, songs, shows and episodes.

use super::fold::fold;

/// Roman numbers from 1 on.
const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/// Articles that are recognised after a comma at the end of a name: `Beatles, The`.
const ARTICLES: [&str; 15] =
    ["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "gli", "os"];

/// Words that introduce guests.
pub(super) const GUESTS: [&str; 3] = ["feat", "ft", "featuring"];

/// Two names are the same if their keys are. That is the folded name without spaces (`T.N.T.` and `TNT`) and
/// without a leading English article, with the same word for all kinds of "and", and with digits for the
/// number of a part (`Pt. 2` and `Part II`).
///
/// An article of another language only counts as one behind a comma, because `La Roux` is not `Roux`, and an
/// "a" only before several words, because `A-ha` is not `Ha`.
pub fn name_key(name: &str) -> String {
    let inverted = name.rsplit_once(',').and_then(|(rest, last)| {
        let article = last.trim().to_lowercase();
        ARTICLES.contains(&article.as_str()).then(|| format!("{article} {rest}"))
    });
    let name = inverted.as_deref().unwrap_or(name);
    match name.trim_matches(['+', ' ']) {
        inner if inner.contains('+') => key_of_folded(&fold(&inner.replace('+', "&"))),
        _ => key_of_folded(&fold(name)),
    }
}

/// The key of a folded name that has no comma and no plus sign.
pub(super) fn key_of_folded(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split(' ').collect();
    match words[..] {
        ["the", _, ..] => drop(words.remove(0)),
        ["a" | "an", next, _, ..] if next.len() > 1 => drop(words.remove(0)),
        _ => {}
    }
    let mut key = String::with_capacity(folded.len());
    let mut is_number = false;
    for (index, &word) in words.iter().enumerate() {
        let [before, next] = [index.wrapping_sub(1), index + 1].map(|index| words.get(index).copied());
        // Between single letters these are no words but initials: `N.Y.C.`
        let is_word = |other: &str| word.len() > 2 || other.len() > 1;
        let is_and =
            (is_and(word) || word == "n") && before.is_some_and(is_word) && next.is_some_and(is_word);
        let is_last = before.is_some() && next.is_none() && word.len() > 1 && ROMAN.contains(&word);
        if is_and {
            key.push('n');
        } else if let Some(number) = Some(word).filter(|_| is_number || is_last).and_then(part_number) {
            key += &number.to_string();
        } else {
            is_number = next.is_some_and(|next| is_part_number(word, next));
            key += match word {
                _ if is_number && is_volume(word) => "vol",
                _ if is_number => "",
                word if index > 0 && GUESTS.contains(&word) => "ft",
                _ => word,
            };
        }
    }
    // The article may be joined to the name: `thebeatles`.
    let mut rest = key.as_str();
    while let Some(name) = rest.strip_prefix("the").filter(|name| name.len() > 2) {
        rest = name;
    }
    rest.to_owned()
}

/// Whether a word in small letters means "and" in one of several languages. In keys they are all written `n`, as
/// in `Rock 'n' Roll`.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "y" | "og" | "och")
}

fn is_volume(word: &str) -> bool {
    matches!(word, "vol" | "vols" | "volume")
}

/// Whether two folded words are the number of a part or a volume: `pt 2`, `part ii`, `volume two`.
pub(super) fn is_part_number(word: &str, next: &str) -> bool {
    let is_part = matches!(word, "pt" | "pts" | "part" | "parts" | "teil" | "partie" | "parte");
    (is_part || is_volume(word)) && part_number(next).is_some()
}

/// The number that a folded word is, from 1 on: `2`, `ii`, `two`.
fn part_number(word: &str) -> Option<usize> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let written = [ROMAN, WORDS].iter().find_map(|all| all.iter().position(|other| *other == word));
    written.map(|position| position + 1).or_else(|| word.parse().ok())
}
