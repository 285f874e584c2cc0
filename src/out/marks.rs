//! Styles and links in text that is laid out: zero-width marks until a line is written, then escape
//! sequences.
//!
//! Layout breaks and pads texts. Each word is marked on its own, so that a text may be broken over lines
//! which it shares with other columns. No text from a file contains these characters:
//! [`sanitize::line`](crate::text::sanitize) escapes them.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// Begins and ends a mark; in between come the digits of its number and the word. All have no width.
const OPEN: char = '\u{206a}';
const CLOSE: char = '\u{206b}';
const DIGITS: [char; 4] = ['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'];

/// The numbers of the styles; greater numbers are links.
const BOLD: usize = 0;
const DIM: usize = 1;
const FIRST_LINK: usize = 2;

/// The links of a table. Their marks refer to them by number.
#[derive(Default)]
pub(super) struct Marks {
    addresses: Vec<String>,
}

/// Marks a text as bold.
pub(super) fn bold(text: &str) -> String {
    mark(text, BOLD)
}

/// Marks a text as dim.
pub(super) fn dim(text: &str) -> String {
    mark(text, DIM)
}

impl Marks {
    /// Marks a text as a link.
    pub(super) fn link(&mut self, text: &str, url: &str) -> String {
        self.addresses.push(address(url));
        mark(text, FIRST_LINK + self.addresses.len() - 1)
    }

    /// A laid-out line with escape sequences for marks. Marks of a word that was broken over two lines are
    /// dropped, because the text of other columns is between its parts.
    pub(super) fn apply<'l>(&self, line: &'l str) -> Cow<'l, str> {
        if !line.contains([OPEN, CLOSE]) {
            return Cow::Borrowed(line);
        }
        let mut parts = line.split(OPEN);
        let mut applied = parts.next().unwrap_or_default().replace(CLOSE, "");
        // The style that has begun, and the text after its last word: the style continues over a single
        // space.
        let (mut style, mut after) = (None, String::new());
        for part in parts {
            let text = part.trim_start_matches(DIGITS);
            let number = number(&part[..part.len() - text.len()]);
            let Some((word, rest)) = text.split_once(CLOSE) else {
                after += text;
                continue;
            };
            if style != Some(number) || after != " " {
                end(&mut style, &mut applied);
            }
            applied += &std::mem::replace(&mut after, rest.replace(CLOSE, ""));
            match number.checked_sub(FIRST_LINK) {
                Some(link) => {
                    let address = self.addresses.get(link).map_or("", String::as_str);
                    applied += &link_of(&format!("id={link}"), word, address);
                }
                None => {
                    if style.is_none() {
                        applied += if number == BOLD { "\x1b[1m" } else { "\x1b[2m" };
                    }
                    applied += word;
                    style = Some(number);
                }
            }
        }
        end(&mut style, &mut applied);
        Cow::Owned(applied + &after)
    }
}

fn end(style: &mut Option<usize>, line: &mut String) {
    if style.take().is_some() {
        line.push_str("\x1b[22m");
    }
}

/// Each word of a text between marks with a number.
fn mark(text: &str, number: usize) -> String {
    let (mut open, mut rest) = (String::from(OPEN), number);
    loop {
        open.push(DIGITS[rest % DIGITS.len()]);
        rest /= DIGITS.len();
        if rest == 0 {
            break;
        }
    }
    let words = text.split(' ').map(|word| match word {
        "" => String::new(),
        word => format!("{open}{word}{CLOSE}"),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn number(digits: &str) -> usize {
    let value = |digit| DIGITS.iter().position(|known| *known == digit).unwrap_or(0);
    digits.chars().rev().fold(0, |number, digit| number * DIGITS.len() + value(digit))
}

/// A text as a link (OSC 8), outside of tables.
pub(super) fn link(text: &str, url: &str) -> String {
    link_of("", text, &address(url))
}

/// A text as a link, or as a part of one: parts with the same id are one link.
fn link_of(id: &str, text: &str, address: &str) -> String {
    format!("\x1b]8;{id};{address}\x1b\\{text}\x1b]8;;\x1b\\")
}

/// An address in OSC 8 has only printable ASCII; everything else is percent-encoded.
fn address(url: &str) -> String {
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
        let mut marks = Marks::default();
        for number in 0..20 {
            let text = marks.link("a b", &number.to_string());
            let id = format!("id={number}");
            let link = |word| link_of(&id, word, &number.to_string());
            assert_eq!(marks.apply(&text), format!("{} {}", link("a"), link("b")));
        }
        let text = marks.link("incomprehensible", "x");
        let (broken, rest) = text.split_at(text.find("hens").unwrap());
        assert_eq!(marks.apply(&format!("{broken}  other")), "incompre  other");
        assert_eq!(marks.apply(&format!("{rest}  other")), "hensible  other");
    }

    #[test]
    fn styles_continue_over_a_space_and_end_before_other_columns() {
        let marks = Marks::default();
        assert_eq!(marks.apply(&bold("in the")), "\x1b[1min the\x1b[22m");
        let line = format!("{}  {} x", bold("a b"), dim("c"));
        assert_eq!(marks.apply(&line), "\x1b[1ma b\x1b[22m  \x1b[2mc\x1b[22m x");
        let line = format!("{} {}", bold("a"), dim("b"));
        assert_eq!(marks.apply(&line), "\x1b[1ma\x1b[22m \x1b[2mb\x1b[22m");
        assert_eq!(marks.apply(&format!("{} ", bold("a"))), "\x1b[1ma\x1b[22m ");
        let text = bold("broken");
        let (broken, rest) = text.split_at(text.find("ken").unwrap());
        assert_eq!(
            marks.apply(&format!("a {broken}   other {}", bold("b"))),
            "a bro   other \x1b[1mb\x1b[22m"
        );
        assert_eq!(marks.apply(&format!("{rest} {}", bold("b"))), "ken \x1b[1mb\x1b[22m");
    }

    proptest! {
        #[test]
        fn marks_have_no_width(text in "[a-z é日]{0,20}", before in 0_usize..300) {
            let mut marks = Marks { addresses: vec![String::new(); before] };
            prop_assert_eq!(marks.link(&text, "x").width(), text.width());
            prop_assert_eq!(bold(&text).width(), text.width());
        }
    }
}
