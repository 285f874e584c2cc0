//! The form of a text by which it is compared and sorted: without case, accents and punctuation.

use super::sanitize::is_ignorable;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a text for comparing and sorting, not for display: lower case, without accents, apostrophes and
/// invisible characters, "&" as "and", other punctuation as single spaces. A text without letters and digits
/// (`!!!`) folds to itself.
///
/// Only the accents of the Latin, Greek and Cyrillic scripts (U+0300–U+036F) are dropped: in other scripts a
/// mark makes a different letter.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Like [`fold`], into a buffer that is cleared first.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() || text.chars().all(is_context_free) {
        fold_each(text, folded);
    } else {
        fold_normalized(text, folded);
    }
    folded.truncate(folded.trim_end().len());
    if folded.is_empty() {
        folded.extend(text.trim().chars().filter(|letter| !is_ignorable(*letter)));
    }
    if folded.trim().is_empty() {
        text.trim().clone_into(folded);
    }
}

/// Whether a letter can be folded without looking at its neighbours: Latin letters with or without accents,
/// and common punctuation. Nearly all texts consist of these.
fn is_context_free(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{2010}'..='\u{2027}')
}

fn fold_each(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => folded.push(letter),
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            '\0'..='\u{7f}' => push(letter, folded),
            _ => decompose_compatible(before_decomposition(letter), |part| {
                let letters = part.to_lowercase();
                letters.filter(|letter| !is_accent(*letter)).for_each(|letter| push(letter, folded));
            }),
        }
    }
}

fn fold_normalized(text: &str, folded: &mut String) {
    let mut decomposed = String::with_capacity(text.len());
    let letters = text.chars().map(before_decomposition).nfkd().flat_map(char::to_lowercase);
    letters.filter(|letter| !is_accent(*letter)).for_each(|letter| push(letter, &mut decomposed));
    // Composed only now, because removing letters may have made marks neighbours.
    folded.extend(decomposed.nfc());
}

/// Leading words that are ignored for sorting.
const ARTICLES: [&str; 6] = ["the ", "a ", "an ", "le ", "la ", "les "];

/// The text by which a name is sorted: folded, without a leading article.
pub fn sort_key(name: &str) -> String {
    let mut folded = fold(name);
    match ARTICLES.iter().find(|article| folded.starts_with(*article)) {
        Some(article) => folded.split_off(article.len()),
        None => folded,
    }
}

/// The byte ranges of the words of a text. Folded one by one they are the words of the folded text.
pub fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
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

/// Whether a folded text contains the whole words of a folded phrase, one after the other.
pub fn contains_phrase(text: &str, phrase: &str) -> bool {
    // The fast path: most texts do not.
    if !text.contains(phrase) {
        return false;
    }
    // Tried at every word, because occurrences may overlap.
    let later = text.match_indices(' ').map(|(space, _)| space + 1);
    std::iter::once(0).chain(later).any(|start| {
        let rest = text[start..].strip_prefix(phrase);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// A folded text without its spaces, to match names that are written as one word: `acdc`.
pub fn remove_spaces(folded: &str) -> String {
    folded.replace(' ', "")
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Replaces signs whose decomposition says something else: an accent that stands alone, which is typed for an
/// apostrophe, becomes a space and an accent, and a trade mark the letters "TM".
fn before_decomposition(letter: char) -> char {
    match letter {
        '´' | '\u{384}' | '\u{1fbd}' | '\u{1fbf}' | '\u{1ffd}' | '\u{1ffe}' => '\'',
        '™' | '℠' => ' ',
        _ => letter,
    }
}

/// What a letter is replaced by in folded text, if anything.
fn spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ł' => "l",
        'ŧ' => "t",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        '$' => "s",
        '&' => " and ",
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '‵' => "",
        'ʹ'..='ʿ' | 'ˈ' | 'ˊ' | 'ˋ' | '՚' | '׳' | 'ꞌ' => "",
        '\0'..='\u{7f}' if !letter.is_ascii_alphanumeric() => " ",
        _ if is_ignorable(letter) => "",
        _ if letter.is_alphanumeric() || is_combining_mark(letter) => return None,
        _ => " ",
    })
}

fn push(letter: char, folded: &mut String) {
    // The fast path: most of these letters are spaces.
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

/// Appends a space, unless there is one already or the text is empty.
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
    fn case_accents_apostrophes_and_punctuation_are_ignored() {
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
            ("ΔΡΟΜΟΣ Δρόμος", "δρομοσ δρομοσ"),
            ("Don´t Don`t Don‛t Don′t Donʼt Donʹt Don＇t", "dont dont dont dont dont dont dont"),
            ("Song™ Live", "song live"),
            ("Col\u{200b}o\u{ad}urs\u{200e} ❤\u{fe0f}", "colours"),
            ("❤\u{fe0f} 🔥", "❤ 🔥"),
            ("\u{200b}", "\u{200b}"),
            ("  spaced   out ", "spaced out"),
            ("!!!", "!!!"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn marks_that_make_other_letters_are_kept() {
        for text in ["が", "क्षि", "ที่", "שִׁיר"] {
            let kept: String = text.nfkc().collect();
            assert_eq!(fold(text).nfkd().collect::<String>(), kept.nfkd().collect::<String>(), "{text}");
        }
        assert_ne!(fold("が"), fold("か"));
        let apart = fold("\u{610}`\u{5ad}");
        assert_eq!(fold(&apart), apart, "marks that become neighbours are put in order");
    }

    #[test]
    fn leading_articles_are_ignored_for_sorting() {
        for (name, form) in [
            ("The Cure", "cure"),
            ("Le temps de l'amour", "temps de lamour"),
            ("A Good Thing", "good thing"),
            ("The", "the"),
            ("Thelma", "thelma"),
            ("LÉON", "leon"),
        ] {
            assert_eq!(sort_key(name), form);
        }
    }

    #[test]
    fn phrases_match_whole_consecutive_words() {
        for (text, phrase, is_there) in [
            ("run away with me", "away with", true),
            ("run away with me", "run away with me", true),
            ("run away with me", "way with", false),
            ("run away with me", "away wit", false),
            ("run away with me", "run with", false),
            ("bana na na", "na na", true),
            ("", "run", false),
        ] {
            assert_eq!(contains_phrase(text, phrase), is_there, "{phrase} in {text}");
        }
    }

    #[test]
    fn word_ranges_point_into_the_printed_text() {
        let text = "Hot & Heavy – l’amour (AC/DC), 夜に駆ける!";
        let found: Vec<&str> = word_ranges(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Hot", "&", "Heavy", "l’amour", "AC", "DC", "夜に駆ける"]);
        assert_eq!(word_ranges("!!! …").count(), 0);
        assert_eq!(word_ranges("a&b").count(), 3);
    }

    proptest! {
        #[test]
        fn words_folded_one_by_one_are_the_folded_words(text in "[a-zA-Z0-9 '’&$/.,!é日çñßı-]*") {
            let each: Vec<String> = word_ranges(&text)
                .map(|range| fold(&text[range]))
                .filter(|word| word.contains(char::is_alphanumeric))
                .collect();
            let folded = fold(&text);
            let whole = folded.split(' ').filter(|word| word.contains(char::is_alphanumeric));
            prop_assert_eq!(each, whole.map(str::to_owned).collect::<Vec<_>>());
        }

        #[test]
        fn both_ways_of_folding_agree_on_context_free_letters(text in "[\0-\u{24f}\u{2010}-\u{2027}]*") {
            let (mut one, mut other) = (String::new(), String::new());
            fold_each(&text, &mut one);
            fold_normalized(&text, &mut other);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn a_phrase_matches_between_spaces(text in "[ab]{1,3}( [ab]{1,3}){0,6}", phrase in "[ab]{1,3}( [ab]{1,3}){0,2}") {
            let between = format!(" {text} ").contains(&format!(" {phrase} "));
            prop_assert_eq!(contains_phrase(&text, &phrase), between);
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
