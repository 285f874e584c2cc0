//! The one way of telling that two names are the same: of artists, songs, shows and episodes.

use super::fold::fold;

/// Words for "and", folded. `n` stands for all of them: `Rock 'n' Roll`.
const AND: [&str; 7] = ["and", "n", "und", "et", "y", "og", "och"];

/// Words before the number of a part, and before that of a volume.
const PART: [&str; 7] = ["pt", "pts", "part", "parts", "teil", "partie", "parte"];
const VOLUME: [&str; 3] = ["vol", "vols", "volume"];

/// Numbers of parts, from 1 on.
const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Articles that may stand behind a name: `Beatles, The`.
const ARTICLES: [&str; 15] =
    ["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "gli", "os"];

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
    let folded = match name.trim_matches(['+', ' ']) {
        inner if inner.contains('+') => fold(&inner.replace('+', "&")),
        _ => fold(name),
    };
    let mut words: Vec<&str> = folded.split(' ').collect();
    match words[..] {
        ["the", _, ..] => drop(words.remove(0)),
        ["a" | "an", next, _, ..] if next.len() > 1 => drop(words.remove(0)),
        _ => {}
    }
    let mut key = String::with_capacity(folded.len());
    let mut is_number = false;
    for (index, &word) in words.iter().enumerate() {
        let next = words.get(index + 1).copied();
        let neighbours = [index.checked_sub(1).map(|before| words[before]), next];
        // A single letter is no word in an abbreviation: `N.Y.C.`
        let is_and = AND.contains(&word)
            && neighbours.iter().all(|word| word.is_some())
            && (word.len() > 2 || neighbours.iter().flatten().all(|word| word.len() > 1));
        let is_last_number = index > 0 && next.is_none() && word.len() > 1 && ROMAN.contains(&word);
        if is_and {
            key.push('n');
        } else if let Some(number) = part_number(word).filter(|_| is_number || is_last_number) {
            key += &number.to_string();
        } else {
            is_number = next.is_some_and(|next| is_part_number(word, next));
            key += match word {
                _ if is_number => {
                    if VOLUME.contains(&word) {
                        "vol"
                    } else {
                        ""
                    }
                }
                "feat" | "featuring" if index > 0 => "ft",
                _ => word,
            };
        }
    }
    // The article may be joined to the name: `thebeatles`.
    while let Some(rest) = key.strip_prefix("the").filter(|rest| rest.len() > 2) {
        key = rest.to_owned();
    }
    key
}

/// Whether two folded words are the number of a part or a volume: `pt 2`, `part ii`, `volume two`.
pub(super) fn is_part_number(word: &str, next: &str) -> bool {
    (PART.contains(&word) || VOLUME.contains(&word)) && part_number(next).is_some()
}

/// The number that a folded word is: `2`, `ii`, `two`.
fn part_number(word: &str) -> Option<usize> {
    let written = [ROMAN, NUMBERS].iter().find_map(|all| all.iter().position(|other| *other == word));
    written.map(|position| position + 1).or_else(|| word.parse().ok())
}
