//! Safety: text that strangers wrote flows in, text that cannot do anything to a terminal flows out.
//!
//! Everything that a person or a file said passes through here on its way to a stream, in answers and in messages, on
//! a terminal and in a pipe, which may end at a terminal, too. JSON escapes the same characters instead and loses
//! nothing.

use std::borrow::Cow;

/// `text` for one line of a terminal: line breaks and tabs are spaces, control characters and those that turn the
/// direction of writing are spelled out (`\u{1b}`), invisible characters are left out. Joiners and variation selectors
/// stay: emoji and Indic scripts need them; so do direction marks in a text that has letters written from right to
/// left.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let keeps_marks = text.chars().any(is_right_to_left);
    let mut safe = String::with_capacity(text.len());
    let mut after_return = false;
    for letter in text.chars() {
        match letter {
            '\n' if after_return => {}
            _ if is_break(letter) => safe.push(' '),
            _ if is_control(letter) => safe.extend(letter.escape_unicode()),
            _ if is_invisible(letter) => {}
            _ if is_direction_mark(letter) && !keeps_marks => {}
            _ => safe.push(letter),
        }
        after_return = letter == '\r';
    }
    Cow::Owned(safe)
}

/// Like [`line()`], keeping line breaks: for messages and values that have several lines.
pub fn lines(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n');
    let lines = lines.map(|text| line(text.strip_suffix('\r').unwrap_or(text)));
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// JSON in which harmful characters are escaped; nothing is lost, and as they stand in its strings alone, it is JSON
/// still.
pub fn escaped(json: &str) -> Cow<'_, str> {
    if is_clean(json) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_harmless(letter) || letter == '\n' {
            safe.push(letter);
        } else {
            let mut units = [0; 2];
            let units = letter.encode_utf16(&mut units).iter();
            safe.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(safe)
}

/// The first character of a text that nobody can see there: a control character, one that turns the direction of
/// writing, an invisible one. Line breaks and tabs are no secret, nor are direction marks where something is written
/// from right to left.
pub fn hidden(text: &str) -> Option<char> {
    let is_hidden = |letter: &char| !is_harmless(*letter) && !matches!(letter, '\t' | '\n' | '\r');
    let mut hidden = text.chars().filter(is_hidden).peekable();
    hidden.peek()?;
    let has_reason = text.chars().any(is_right_to_left);
    hidden.find(|&letter| !(has_reason && is_direction_mark(letter)))
}

/// Whether the text can be written as it is.
fn is_clean(text: &str) -> bool {
    // Without an early end many bytes are looked at at once.
    let is_plain = |plain, byte| plain & matches!(byte, b' '..=b'~');
    text.bytes().fold(true, is_plain) || text.chars().all(is_harmless)
}

fn is_harmless(letter: char) -> bool {
    // Nearly all letters are in one of these ranges, so that they need not be looked for in the others.
    matches!(letter, ' '..='~' | '\u{ae}'..='\u{34e}' | '\u{3165}'..='\u{d7ff}')
        || !(is_control(letter) || is_invisible(letter) || is_direction_mark(letter))
}

fn is_break(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// C0, DEL, C1, the line breaks of Unicode, and what embeds, overrides or isolates a direction (CVE-2021-42574).
fn is_control(letter: char) -> bool {
    matches!(letter, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that no font shows, except joiners, variation selectors and direction marks: the default ignorable code
/// points of Unicode, and the fillers of Hangul, which are blank.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Marks without width that lean a neutral character to one direction.
fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// The blocks of Hebrew, Arabic, Syriac, Thaana, NKo and all other scripts that Unicode keeps together for their
/// direction.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
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
    fn what_is_hidden_is_found() {
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
            assert_eq!(hidden(text), found, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_control_character_survives(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_control));
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
            let several = lines(&text).into_owned();
            prop_assert!(!several.chars().any(|letter| is_control(letter) && letter != '\n'));
            prop_assert_eq!(lines(&several), several.as_str());
        }
    }
}
