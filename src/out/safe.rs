//! Safety: text that strangers wrote flows in, text that cannot do anything to a terminal flows out.

use std::borrow::Cow;

/// `text` for one line of a terminal: line breaks and tabs are spaces, control characters and bidirectional controls
/// are spelled out (`\u{1b}`), invisible characters are left out. Joiners and variation selectors stay: emoji and
/// Indic scripts need them.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut after_return = false;
    for letter in text.chars() {
        match letter {
            '\n' if after_return => {}
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                safe.push(' ')
            }
            _ if is_control(letter) => safe.extend(letter.escape_unicode()),
            _ if is_invisible(letter) => {}
            _ => safe.push(letter),
        }
        after_return = letter == '\r';
    }
    Cow::Owned(safe)
}

/// Like [`line()`], keeping line breaks: for messages, which have several.
pub fn lines(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(line).collect();
    lines.join("\n")
}

/// Whether JSON should escape the character although its grammar does not ask for it.
pub(super) fn is_control(letter: char) -> bool {
    matches!(letter, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_harmless(letter: char) -> bool {
    matches!(letter, ' '..='~') || !(is_control(letter) || is_invisible(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        for (text, safe) in [
            ("Françoise 日本 👩‍👩‍👧 क्षि", "Françoise 日本 👩‍👩‍👧 क्षि"),
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("a\u{9b}2Jb", "a\\u{9b}2Jb"),
            ("one\ntwo\r\nthree\tfour", "one two three four"),
            ("\u{202e}evil", "\\u{202e}evil"),
            ("in\u{200b}visible", "invisible"),
        ] {
            assert_eq!(line(text), safe);
        }
        assert_eq!(lines("one\ntwo\u{7}"), "one\ntwo\\u{7}");
    }

    proptest! {
        #[test]
        fn no_control_character_survives(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_control));
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
        }
    }
}
