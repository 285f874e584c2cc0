//! The form of a text by which it is compared and sorted: without case, accents and punctuation.

use super::sanitize::is_ignorable;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible, is_combining_mark};

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
#[expect(clippy::expect_used, reason = "only whole letters are pushed")]
pub fn fold_into(text: &str, folded: &mut String) {
    let mut bytes = std::mem::take(folded).into_bytes();
    bytes.clear();
    // Letters up to U+027F begin with a smaller byte. Many bytes are compared at once.
    let is_latin = text.bytes().fold(true, |is_latin, byte| is_latin & (byte < 0xca));
    if is_latin || text.chars().all(is_context_free) {
        fold_each(text, &mut bytes);
    } else {
        fold_normalized(text, &mut bytes);
    }
    bytes.truncate(bytes.trim_ascii_end().len());
    if bytes.is_empty() {
        let visible: String = text.trim().chars().filter(|letter| !is_ignorable(*letter)).collect();
        let kept = if visible.trim().is_empty() { text.trim() } else { &visible };
        bytes.extend_from_slice(kept.as_bytes());
    }
    *folded = String::from_utf8(bytes).expect("letters are UTF-8");
}

/// The letters of a folded text, without spaces and combining marks.
pub fn letters(text: &str) -> Vec<char> {
    let mut letters = Vec::new();
    text.char_indices().for_each(|(at, _)| each_letter(&text[at..], |letter| letters.push(letter)));
    letters
}

/// Whether the letters of a text contain these. They do if the folded text contains a word with these letters,
/// with or without its spaces. Much faster than folding the text.
pub fn contains_letters(text: &str, letters: &[char]) -> bool {
    let Some(&first) = letters.first() else { return true };
    let first_byte = u8::try_from(first).ok().filter(u8::is_ascii).unwrap_or(OTHER);
    let begins_at = |at: usize| {
        // The letter may become several.
        let (mut index, mut beginnings) = (0, 0_u32);
        each_letter(&text[at..], |letter| {
            beginnings |= u32::from(letter == first) << index;
            index += 1;
        });
        (0..index).any(|index| (beginnings >> index) & 1 == 1 && begins_with(&text[at..], index, letters))
    };
    let is_in = |start: usize, bytes: &[u8]| {
        let mut places = (start..).zip(bytes).map(|(at, byte)| (at, FOLDED[usize::from(*byte)]));
        places.any(|(at, folded)| (folded == first_byte || folded == OTHER) && begins_at(at))
    };
    // Most blocks can be passed over: all bytes of a block are compared at once.
    let may_begin = |byte: u8| (byte | 0x20 == first_byte) | (byte >= 0xc0) | (byte == b'&') | (byte == b'$');
    let may_be_in = |block: &[u8; BLOCK]| block.iter().fold(false, |any, byte| any | may_begin(*byte));
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let mut blocks = blocks.iter().enumerate();
    blocks.any(|(index, block)| may_be_in(block) && is_in(index * BLOCK, block))
        || is_in(text.len() - rest.len(), rest)
}

/// As many bytes as most processors compare at once.
const BLOCK: usize = 16;

/// Whether the letters of a text, but for some, begin with these.
fn begins_with(text: &str, mut skipped: usize, letters: &[char]) -> bool {
    let (mut letters, mut are_same) = (letters.iter(), true);
    for (at, _) in text.char_indices() {
        each_letter(&text[at..], |letter| {
            if skipped > 0 {
                skipped -= 1;
            } else if let Some(wanted) = letters.next() {
                are_same &= letter == *wanted;
            }
        });
        if !are_same || letters.len() == 0 {
            break;
        }
    }
    are_same && letters.len() == 0
}

/// Visits the letters that the first letter of a text becomes, but for spaces and combining marks.
fn each_letter(text: &str, mut visit: impl FnMut(char)) {
    match FOLDED[usize::from(text.as_bytes().first().copied().unwrap_or(b' '))] {
        NOTHING | b' ' => {}
        OTHER => each_part(text, |part| {
            if part != ' ' && canonical_combining_class(part) == 0 {
                visit(part);
            }
        }),
        letter => visit(char::from(letter)),
    }
}

/// Whether a letter can be folded without looking at its neighbours: Latin letters with or without accents,
/// and common punctuation. Nearly all texts consist of these.
fn is_context_free(letter: char) -> bool {
    matches!(letter, '\0'..='\u{27f}' | '\u{2010}'..='\u{2027}')
}

/// What a byte is in folded text: a letter, a space or [`NOTHING`]; [`OTHER`] if it begins a letter that has
/// several bytes, or becomes several letters.
pub(super) const FOLDED: [u8; 256] = {
    let mut folded = [b' '; 256];
    let mut byte = 0;
    while byte < 256 {
        let letter = byte as u8;
        folded[byte] = match letter {
            b'a'..=b'z' | b'0'..=b'9' => letter,
            b'A'..=b'Z' => letter.to_ascii_lowercase(),
            b'$' => b's',
            b'\'' | b'`' | 0x80..=0xbf => NOTHING,
            b'&' | 0xc0.. => OTHER,
            _ => b' ',
        };
        byte += 1;
    }
    folded
};
const NOTHING: u8 = 0;
const OTHER: u8 = 1;

fn fold_each(text: &str, folded: &mut Vec<u8>) {
    let mut length = 0;
    folded.resize(text.len(), 0);
    for (at, byte) in text.bytes().enumerate() {
        match FOLDED[usize::from(byte)] {
            NOTHING => {}
            b' ' if length == 0 || folded[length - 1] == b' ' => {}
            OTHER => {
                folded.truncate(length);
                each_part(&text[at..], |part| push(part, folded));
                length = folded.len();
                folded.resize(length + text.len() - at, 0);
            }
            letter => {
                folded[length] = letter;
                length += 1;
            }
        }
    }
    folded.truncate(length);
}

/// Visits the letters that the first letter of a text becomes.
fn each_part(text: &str, mut visit: impl FnMut(char)) {
    let Some(letter) = text.chars().next() else { return };
    decompose_compatible(before_decomposition(letter), |part| fold_part(part, &mut visit));
}

fn fold_normalized(text: &str, folded: &mut Vec<u8>) {
    let mut decomposed = String::with_capacity(text.len());
    text.chars()
        .map(before_decomposition)
        .nfkd()
        .for_each(|part| fold_part(part, &mut |letter| decomposed.push(letter)));
    // Composed only now, because removing letters may have made marks neighbours.
    decomposed.nfc().for_each(|letter| push(letter, folded));
}

/// Visits the letters that a part of a decomposed letter becomes.
fn fold_part(part: char, visit: &mut impl FnMut(char)) {
    for letter in part.to_lowercase().filter(|letter| !is_accent(*letter)) {
        match spelling(letter) {
            Some(spelling) => spelling.chars().for_each(&mut *visit),
            None => visit(letter),
        }
    }
}

/// Appends a letter, but no space after another or at the start.
fn push(letter: char, folded: &mut Vec<u8>) {
    if letter != ' ' || !matches!(folded.last(), None | Some(b' ')) {
        folded.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
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

/// Whether a folded text contains the whole words of a folded phrase, one after the other. A word of a script
/// without spaces may be part of a longer one.
pub fn contains_phrase(text: &str, phrase: &str) -> bool {
    let (Some(first), Some(last)) = (phrase.chars().next(), phrase.chars().next_back()) else {
        return text.is_empty();
    };
    // The fast path: most texts do not.
    if !text.contains(phrase) {
        return false;
    }
    let is_boundary = |inside: char, outside: Option<char>| {
        outside.is_none_or(|outside| outside == ' ' || is_unspaced(inside) || is_unspaced(outside))
    };
    // Tried at every letter, because occurrences may overlap.
    text.char_indices().any(|(start, _)| {
        text[start..].strip_prefix(phrase).is_some_and(|rest| {
            is_boundary(first, text[..start].chars().next_back()) && is_boundary(last, rest.chars().next())
        })
    })
}

/// Whether a folded letter belongs to a script whose words are not separated by spaces, or have endings that
/// are not (Korean), or is a sign. Its words are found within longer ones.
pub(super) fn is_unspaced(letter: char) -> bool {
    match letter {
        '\0'..='\u{dff}' => !letter.is_alphanumeric() && letter != ' ' && !is_combining_mark(letter),
        // Thai, Lao, Tibetan, Burmese, Hangul and Khmer.
        '\u{e00}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' => true,
        // Kana, Hangul and Han.
        '\u{3005}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' => true,
        '\u{f900}'..='\u{faff}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}' => true,
        _ => !letter.is_alphanumeric() && !is_combining_mark(letter),
    }
}

/// A folded text without its spaces, to match names that are written as one word: `acdc`.
pub fn remove_spaces(folded: &str) -> String {
    folded.replace(' ', "")
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Replaces signs that Unicode would decompose into something misleading. An accent without a letter is typed for
/// an apostrophe, but would become a space and an accent; a trade mark sign would become the letters "TM".
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
        fn both_ways_of_folding_agree_on_context_free_letters(text in "[\0-\u{27f}\u{2010}-\u{2027}]*") {
            let (mut one, mut other) = (Vec::new(), Vec::new());
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
        fn letters_are_those_of_the_folded_text(text in "(\\PC|[a-z'&$ \u{300}-\u{36f}\u{3099}\u{1100}-\u{11ff}가-힣が-ぽ]){0,20}") {
            let folded = fold(&text);
            prop_assert_eq!(letters(&folded), letters(&text));
            for word in folded.split(' ') {
                prop_assert!(contains_letters(&text, &letters(word)));
            }
        }

        #[test]
        fn letters_are_found_wherever_they_are(
            text in "([ab&'$ -]|[áÂｂ⑴㏒ﷺ夜]){0,40}",
            word in "([a-d&]|[ﷺ夜]){0,4}",
        ) {
            let [text_letters, word_letters] = [&text, &word].map(|text| letters(text).iter().collect::<String>());
            prop_assert_eq!(contains_letters(&text, &letters(&word)), text_letters.contains(&word_letters));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
