//! Folding: text as it is printed flows in, text as it is compared flows out.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The form of a text by which it is compared and sorted, never shown: lower case, without accents and apostrophes,
/// "&" as "and", other punctuation as single spaces. A text without letters and digits (`!!!`) folds to itself.
///
/// Only the accents of the Latin, Greek and Cyrillic scripts (U+0300–U+036F) are dropped: the marks of other scripts
/// make different letters.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Like [`fold`], into a buffer that is cleared first.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() || text.chars().all(stands_alone) {
        fold_letters(text, folded);
    } else {
        fold_marks(text, folded);
    }
    folded.truncate(folded.trim_end().len());
    if folded.is_empty() {
        folded.push_str(text.trim());
    }
}

/// Whether a letter is folded without regard to its neighbours: Latin letters with or without accents, and usual
/// punctuation. Nearly all texts are made of these.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{2010}'..='\u{2027}')
}

fn fold_letters(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => folded.push(letter),
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            '\0'..='\u{7f}' => push(letter, folded),
            _ => decompose_compatible(letter, |part| {
                let letters = part.to_lowercase();
                letters.filter(|letter| !is_accent(*letter)).for_each(|letter| push(letter, folded));
            }),
        }
    }
}

fn fold_marks(text: &str, folded: &mut String) {
    let mut spelled = String::with_capacity(text.len());
    let letters = text.nfkd().flat_map(char::to_lowercase);
    letters.filter(|letter| !is_accent(*letter)).for_each(|letter| push(letter, &mut spelled));
    // Last, because marks that were apart may have become neighbours.
    folded.extend(spelled.nfc());
}

/// Words that a name is not sorted by, if they stand in front of it.
const ARTICLES: [&str; 6] = ["the ", "a ", "an ", "le ", "la ", "les "];

/// The form of a name by which lists are sorted: folded, without a leading article.
pub fn sort_form(name: &str) -> String {
    let mut folded = fold(name);
    match ARTICLES.iter().find(|article| folded.starts_with(*article)) {
        Some(article) => folded.split_off(article.len()),
        None => folded,
    }
}

/// The words of a text: where each stands in it, in bytes. Folded one by one they are the words of the folded text.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_space = |letter: &char| spelling(*letter).is_some_and(|spelling| spelling.contains(' '));
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        // An ampersand is a word of its own.
        let (start, first) = letters.find(|(_, letter)| *letter == '&' || !is_space(letter))?;
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| first != '&' && !is_space(letter)) {
            end = at + letter.len_utf8();
        }
        Some(start..end)
    })
}

/// Whether a folded text has the words of a folded phrase, one after the other and whole.
pub fn has_phrase(text: &str, phrase: &str) -> bool {
    // Mostly it is nowhere, and that is soon told.
    if !text.contains(phrase) {
        return false;
    }
    // From each word on, as places where it is found may overlap.
    let later = text.match_indices(' ').map(|(space, _)| space + 1);
    std::iter::once(0).chain(later).any(|start| {
        let rest = text[start..].strip_prefix(phrase);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// A folded text without its spaces, for names that are run together: `acdc`.
pub fn squash(folded: &str) -> String {
    folded.replace(' ', "")
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// How a letter is spelled in folded text, if not as itself.
fn spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        '$' => "s",
        '&' => " and ",
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => "",
        '\0'..='\u{7f}' if !letter.is_ascii_alphanumeric() => " ",
        _ if letter.is_alphanumeric() || is_combining_mark(letter) => return None,
        _ => " ",
    })
}

fn push(letter: char, folded: &mut String) {
    // Mostly it is a space.
    if letter == ' ' {
        return push_space(folded);
    }
    let Some(spelling) = spelling(letter) else {
        return folded.push(letter);
    };
    for letter in spelling.chars() {
        match letter {
            ' ' => push_space(folded),
            _ => folded.push(letter),
        }
    }
}

/// A space, unless there is one already, or nothing.
fn push_space(folded: &mut String) {
    if !matches!(folded.as_bytes().last(), None | Some(b' ')) {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_apostrophes_and_punctuation_do_not_count() {
        for (text, folded) in [
            ("Le temps de l'amour", "le temps de lamour"),
            ("LE TEMPS DE L’AMOUR", "le temps de lamour"),
            ("Françoise Hardy", "francoise hardy"),
            ("Hervé – Trésor", "herve tresor"),
            ("Hot & Heavy", "hot and heavy"),
            ("Truth/Dare", "truth dare"),
            ("**it gets better", "it gets better"),
            ("Fred again..", "fred again"),
            ("Ke$ha", "kesha"),
            ("Straße Øresund Łódź İstanbul ışık", "strasse oresund lodz istanbul isik"),
            ("ﬁve", "five"),
            ("  spaced   out ", "spaced out"),
            ("!!!", "!!!"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn marks_that_make_other_letters_survive() {
        for text in ["が", "क्षि", "ที่", "שִׁיר"] {
            let kept: String = text.nfkc().collect();
            assert_eq!(fold(text).nfkd().collect::<String>(), kept.nfkd().collect::<String>(), "{text}");
        }
        assert_ne!(fold("が"), fold("か"));
        let apart = fold("\u{610}`\u{5ad}");
        assert_eq!(fold(&apart), apart, "marks that become neighbours are put in order");
    }

    #[test]
    fn names_are_sorted_without_their_article() {
        for (name, form) in [
            ("The Cure", "cure"),
            ("Le temps de l'amour", "temps de lamour"),
            ("A Good Thing", "good thing"),
            ("The", "the"),
            ("Thelma", "thelma"),
            ("LÉON", "leon"),
        ] {
            assert_eq!(sort_form(name), form);
        }
    }

    #[test]
    fn phrases_are_whole_words_one_after_the_other() {
        for (text, phrase, is_there) in [
            ("run away with me", "away with", true),
            ("run away with me", "run away with me", true),
            ("run away with me", "way with", false),
            ("run away with me", "away wit", false),
            ("run away with me", "run with", false),
            ("bana na na", "na na", true),
            ("", "run", false),
        ] {
            assert_eq!(has_phrase(text, phrase), is_there, "{phrase} in {text}");
        }
    }

    #[test]
    fn words_stand_where_they_are_printed() {
        let text = "Hot & Heavy – l’amour (AC/DC), 夜に駆ける!";
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Hot", "&", "Heavy", "l’amour", "AC", "DC", "夜に駆ける"]);
        assert_eq!(words("!!! …").count(), 0);
        assert_eq!(words("a&b").count(), 3);
    }

    proptest! {
        #[test]
        fn words_folded_one_by_one_are_the_folded_words(text in "[a-zA-Z0-9 '’&$/.,!é日çñßı-]*") {
            let each: Vec<String> = words(&text)
                .map(|range| fold(&text[range]))
                .filter(|word| word.contains(char::is_alphanumeric))
                .collect();
            let folded = fold(&text);
            let whole = folded.split(' ').filter(|word| word.contains(char::is_alphanumeric));
            prop_assert_eq!(each, whole.map(str::to_owned).collect::<Vec<_>>());
        }

        #[test]
        fn letters_that_stand_alone_are_folded_alike_on_either_way(text in "[\0-\u{24f}\u{2010}-\u{2027}]*") {
            let (mut one, mut other) = (String::new(), String::new());
            fold_letters(&text, &mut one);
            fold_marks(&text, &mut other);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn a_phrase_is_what_stands_between_spaces(text in "[ab]{1,3}( [ab]{1,3}){0,6}", phrase in "[ab]{1,3}( [ab]{1,3}){0,2}") {
            let between = format!(" {text} ").contains(&format!(" {phrase} "));
            prop_assert_eq!(has_phrase(&text, &phrase), between);
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
