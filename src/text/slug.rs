//! Ids that people can read, made from names.

use super::fold::fold;
use unicode_normalization::char::is_combining_mark;

/// The id for something with this name: `Nothing's Gonna Hurt You Baby` becomes `nothings-gonna-hurt-you-baby`.
/// Letters of other scripts are kept. Empty if the name has neither letters nor digits, like `!!!`.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter| !is_slug_letter(letter)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether a text can be an id in a file: letters without upper case and digits of any script, and dashes.
pub fn is_slug(text: &str) -> bool {
    // Without an early end the compiler looks at many bytes at once.
    let is_plain = |byte: u8| byte.is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'-');
    let is_plain = text.bytes().fold(true, |all, byte| all & is_plain(byte));
    !text.is_empty() && (is_plain || text.chars().all(|letter| letter == '-' || is_slug_letter(letter)))
}

fn is_slug_letter(letter: char) -> bool {
    (letter.is_alphanumeric() || is_combining_mark(letter)) && !letter.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn ids_are_folded_names_with_dashes() {
        for (name, id) in [
            ("Nothing's Gonna Hurt You Baby", "nothings-gonna-hurt-you-baby"),
            ("Things will be fine (Bratty Remix)", "things-will-be-fine-bratty-remix"),
            ("Hot & Heavy", "hot-and-heavy"),
            ("Beyoncé", "beyonce"),
            ("**it gets better — 2.0", "it-gets-better-2-0"),
            ("椎名林檎", "椎名林檎"),
            ("Кино & 夜", "кино-and-夜"),
            ("क्षि", "क्षि"),
            ("🅐 ❤ b", "b"),
            ("!!!", ""),
            ("", ""),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
    }

    #[test]
    fn ids_have_no_upper_case_spaces_or_punctuation() {
        for id in ["a", "7", "two-words", "-", "夜に駆ける", "кино", "ß", "क्षि"] {
            assert!(is_slug(id), "{id}");
        }
        for id in ["", "A", "two words", "a_b", "a.b", "É", "夜。", "❤", "a\u{200b}", "a\n"] {
            assert!(!is_slug(id), "{id}");
        }
    }

    #[test]
    fn nearly_all_ids_of_the_shipped_catalog_are_made_like_this() {
        let file: Value = serde_json::from_str(include_str!("../../data/heartstopper.json")).unwrap();
        let entries = [("artists", "name"), ("songs", "title")].map(|(section, name)| {
            let entries = file[section].as_array().unwrap().iter();
            entries
                .map(|entry| (entry["id"].as_str().unwrap(), entry[name].as_str().unwrap()))
                .collect::<Vec<_>>()
        });
        let all = entries.concat();
        let others: Vec<_> = all.iter().filter(|(id, name)| slug(name) != *id).collect();
        assert_eq!((all.len(), others.len()), (260, 1), "{others:?}");
    }

    proptest! {
        #[test]
        fn what_is_made_is_an_id(name in "(\\PC|[ -~]|\u{345}|[ऀ-ॿ]|[🄰-🆉]){0,12}") {
            let id = slug(&name);
            prop_assert!(id.is_empty() || is_slug(&id), "{}", id);
            prop_assert_eq!(slug(&id), id);
        }
    }
}
