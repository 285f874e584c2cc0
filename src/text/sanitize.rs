//! Makes untrusted text safe to print, so that it cannot control the terminal.
//!
//! All text from files and arguments passes through here before it is written, in output and in messages.
//! This does not depend on whether the stream is a terminal, because a pipe may end at one. JSON escapes the
//! same characters instead, so that it loses nothing.

use std::borrow::Cow;

/// A text for one line of a terminal. Line breaks and tabs become spaces, control characters and those that
/// change the writing direction are escaped (`\u{1b}`), and invisible characters are removed.
///
/// Joiners and variation selectors are kept, as emoji and Indic scripts need them. Direction marks are kept
/// in a text with letters that are written from right to left.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let keeps_direction_marks = text.chars().any(is_right_to_left);
    let mut safe = String::with_capacity(text.len());
    let mut after_return = false;
    for letter in text.chars() {
        match letter {
            '\n' if after_return => {}
            _ if is_break(letter) => safe.push(' '),
            _ if is_control(letter) => safe.extend(letter.escape_unicode()),
            _ if is_invisible(letter) => {}
            _ if is_direction_mark(letter) && !keeps_direction_marks => {}
            _ => safe.push(letter),
        }
        after_return = letter == '\r';
    }
    Cow::Owned(safe)
}

/// Like [`line()`], but keeps line breaks: for messages and values of several lines.
pub fn lines(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let safe = text.split('\n').map(|text| line(text.strip_suffix('\r').unwrap_or(text)));
    Cow::Owned(safe.collect::<Vec<_>>().join("\n"))
}

/// Escapes unsafe characters in JSON. They are only in strings, so the result has the same value.
pub fn escape_json(json: &str) -> Cow<'_, str> {
    if is_clean(json) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_safe(letter) || letter == '\n' {
            safe.push(letter);
        } else {
            let mut buffer = [0; 2];
            let units = letter.encode_utf16(&mut buffer).iter();
            safe.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(safe)
}

/// The first character of a text that a reader cannot see: a control character, one that changes the writing
/// direction, or an invisible one. Line breaks and tabs do not count, nor do direction marks in a text with
/// letters that are written from right to left.
pub fn first_hidden(text: &str) -> Option<char> {
    let is_hidden = |letter: &char| !is_safe(*letter) && !matches!(letter, '\t' | '\n' | '\r');
    let mut hidden = text.chars().filter(is_hidden).peekable();
    hidden.peek()?;
    let may_have_direction_marks = text.chars().any(is_right_to_left);
    hidden.find(|&letter| !(may_have_direction_marks && is_direction_mark(letter)))
}

/// Whether a text can be printed unchanged.
fn is_clean(text: &str) -> bool {
    // `fold` has no early exit, so the compiler can check many bytes at once.
    let is_plain = |plain, byte| plain & matches!(byte, b' '..=b'~');
    text.bytes().fold(true, is_plain) || text.chars().all(is_safe)
}

fn is_safe(letter: char) -> bool {
    // The fast path: nearly all letters are in one of these ranges.
    matches!(letter, ' '..='~' | '\u{ae}'..='\u{34e}' | '\u{3165}'..='\u{d7ff}')
        || !(is_control(letter) || is_invisible(letter) || is_direction_mark(letter))
}

fn is_break(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// C0, DEL, C1, the line breaks of Unicode, and characters that embed, override or isolate a direction
/// (CVE-2021-42574).
fn is_control(letter: char) -> bool {
    matches!(letter, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The default ignorable code points of Unicode except joiners, variation selectors and direction marks, and
/// the Hangul fillers, which are blank.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The characters that do not count when texts are compared: all default ignorable code points of Unicode.
pub(super) fn is_ignorable(letter: char) -> bool {
    // The fast path: nearly all letters are in one of these ranges.
    !matches!(letter, '\0'..='\u{ac}' | '\u{ae}'..='\u{34e}' | '\u{3165}'..='\u{d7ff}')
        && (is_invisible(letter)
            || is_direction_mark(letter)
            || matches!(letter, '\u{180b}'..='\u{180f}' | '\u{200c}' | '\u{200d}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0080}'..='\u{e0fff}'))
}

/// Marks without width that set the direction of neutral characters next to them.
fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// The blocks of Hebrew, Arabic, Syriac, Thaana, NKo and the other scripts in the ranges that Unicode
/// reserves for this direction.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_and_invisible_characters_are_escaped_or_removed() {
        for (text, safe) in [
            ("Françoise 日本 👩‍👩‍👧 क्षि ❤️", "Françoise 日本 👩‍👩‍👧 क्षि ❤️"),
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("a\u{9b}2Jb", "a\\u{9b}2Jb"),
            ("one\ntwo\r\nthree\tfour", "one two three four"),
            ("\u{202e}evil", "\\u{202e}evil"),
            ("in\u{200b}visi\u{ad}ble", "invisible"),
            ("left\u{200e}right\u{200f}", "leftright"),
            ("שלום\u{200f}!", "שלום\u{200f}!"),
        ] {
            assert_eq!(line(text), safe);
        }
        assert_eq!(lines("one\r\ntwo\u{7}\nthree\rfour"), "one\ntwo\\u{7}\nthree four");
    }

    #[test]
    fn hidden_characters_are_found() {
        for (text, found) in [
            ("plain", None),
            ("two\nlines\tand\r\n", None),
            ("👩‍👩‍👧 क्षि ❤️", None),
            ("zero\u{200b}width", Some('\u{200b}')),
            ("\u{202e}evil", Some('\u{202e}')),
            ("bell\u{7}", Some('\u{7}')),
            ("left\u{200e}right", Some('\u{200e}')),
            ("שלום\u{200f}!", None),
            ("שלום\u{200f}!\u{feff}", Some('\u{feff}')),
        ] {
            assert_eq!(first_hidden(text), found, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_control_character_survives(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_control));
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
            let multiple = lines(&text).into_owned();
            prop_assert!(!multiple.chars().any(|letter| is_control(letter) && letter != '\n'));
            prop_assert_eq!(lines(&multiple), multiple.as_str());
        }
    }
}
