//! Anchors: texts and addresses flow in, texts that a layout can break and pad flow out; and lines of these flow in and
//! become links (OSC 8).
//!
//! Each word is a link of its own, so that a text may be broken over lines that other columns share.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// Where a link begins and ends until a line is written, and between them the digits of its number. Layout takes them
/// for characters without width, and no text has them: `sanitize::line` leaves them out.
const OPEN: char = '\u{206a}';
const CLOSE: char = '\u{206b}';
const DIGITS: [char; 4] = ['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'];

/// The addresses of a table, by number.
#[derive(Default)]
pub(super) struct Anchors(Vec<String>);

impl Anchors {
    /// The text as a link to an address.
    pub(super) fn link(&mut self, text: &str, address: &str) -> String {
        let mut number = self.0.len();
        self.0.push(self::address(address));
        let mut open = String::from(OPEN);
        loop {
            open.push(DIGITS[number % DIGITS.len()]);
            number /= DIGITS.len();
            if number == 0 {
                break;
            }
        }
        let words = text.split(' ').map(|word| match word {
            "" => String::new(),
            word => format!("{open}{word}{CLOSE}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A line as it is written. A word that was broken over two lines is no link, because other columns stand between
    /// its parts.
    pub(super) fn linked<'l>(&self, line: &'l str) -> Cow<'l, str> {
        if !line.contains([OPEN, CLOSE]) {
            return Cow::Borrowed(line);
        }
        let mut parts = line.split(OPEN);
        let mut linked = parts.next().unwrap_or_default().replace(CLOSE, "");
        for part in parts {
            let text = part.trim_start_matches(DIGITS);
            let digits = part[..part.len() - text.len()].chars();
            let place = |letter| DIGITS.iter().position(|digit| *digit == letter).unwrap_or(0);
            let number = digits.rev().fold(0, |number, letter| number * DIGITS.len() + place(letter));
            match (text.split_once(CLOSE), self.0.get(number)) {
                (Some((word, rest)), Some(address)) => {
                    linked += &anchor_of(&format!("id={number}"), word, address);
                    linked += &rest.replace(CLOSE, "");
                }
                _ => linked += &text.replace(CLOSE, ""),
            }
        }
        Cow::Owned(linked)
    }
}

/// A text as a link.
pub(super) fn anchor(text: &str, address: &str) -> String {
    anchor_of("", text, address)
}

/// A text as a link, or as a part of one: those of the same id are one.
fn anchor_of(id: &str, text: &str, address: &str) -> String {
    format!("\x1b]8;{id};{address}\x1b\\{text}\x1b]8;;\x1b\\")
}

/// An address as OSC 8 takes it: what is not printable ASCII is percent-encoded.
pub(super) fn address(url: &str) -> String {
    const UNPRINTABLE: &AsciiSet = &CONTROLS.add(b' ');
    utf8_percent_encode(url, UNPRINTABLE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn addresses_cannot_end_the_link() {
        assert_eq!(address("https://example.com/é\u{1b}\\ x"), "https://example.com/%C3%A9%1B\\%20x");
    }

    #[test]
    fn each_word_is_a_link_and_a_broken_one_is_none() {
        let mut anchors = Anchors::default();
        for number in 0..20 {
            let text = anchors.link("a b", &number.to_string());
            let id = format!("id={number}");
            let link = |word| anchor_of(&id, word, &number.to_string());
            assert_eq!(anchors.linked(&text), format!("{} {}", link("a"), link("b")));
        }
        let text = anchors.link("incomprehensible", "x");
        let (broken, rest) = text.split_at(text.find("hens").unwrap());
        assert_eq!(anchors.linked(&format!("{broken}  other")), "incompre  other");
        assert_eq!(anchors.linked(&format!("{rest}  other")), "hensible  other");
    }

    proptest! {
        #[test]
        fn links_take_no_room(text in "[a-z é日]{0,20}", before in 0_usize..300) {
            let mut anchors = Anchors(vec![String::new(); before]);
            prop_assert_eq!(anchors.link(&text, "x").width(), text.width());
        }
    }
}
