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

/// Begins a row of a table that is laid out. It has no width either.
pub(super) const ROW: char = '\u{206c}';

/// How a text looks where the terminal has colours: the terminal's own, so that it is readable on light and
/// dark ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    /// Headings.
    Bold,
    /// What is less important.
    Dim,
    /// Words that a search found.
    Found,
    /// What no source says for certain; warnings.
    Doubt,
    /// Errors.
    Error,
}

impl Style {
    const MARKED: [Self; 5] = [Self::Bold, Self::Dim, Self::Found, Self::Doubt, Self::Error];

    /// The escape sequence that begins the style, whatever the style before.
    const fn start(self) -> &'static str {
        match self {
            Self::Plain => "\x1b[0m",
            Self::Bold => "\x1b[0;1m",
            Self::Dim => "\x1b[0;2m",
            Self::Found => "\x1b[0;1;4m",
            Self::Doubt => "\x1b[0;33m",
            Self::Error => "\x1b[0;31m",
        }
    }

    /// Marks a text, to be styled when its line is written.
    pub(super) fn mark(self, text: &str) -> String {
        match Self::MARKED.iter().position(|style| *style == self) {
            Some(number) => mark(text, number),
            None => text.to_owned(),
        }
    }
}

/// The links of a table. Their marks refer to them by number, after the numbers of the styles.
#[derive(Default)]
pub(super) struct Marks {
    addresses: Vec<String>,
}

impl Marks {
    /// Marks a text as a link.
    pub(super) fn link(&mut self, text: &str, url: &str) -> String {
        self.addresses.push(address(url));
        mark(text, Style::MARKED.len() + self.addresses.len() - 1)
    }

    /// The escape sequences that begin and end what a mark says.
    fn sequences(&self, number: usize, base: Style) -> (String, Cow<'static, str>) {
        match (Style::MARKED.get(number), number.checked_sub(Style::MARKED.len())) {
            (Some(style), _) => (style.start().to_owned(), base.start().into()),
            (None, link) => {
                let link = link.unwrap_or_default();
                let address = self.addresses.get(link).map_or("", String::as_str);
                // Parts with the same id are one link.
                (format!("\x1b]8;id={link};{address}\x1b\\"), "\x1b]8;;\x1b\\".into())
            }
        }
    }

    /// A line of text in the style `base`, with escape sequences for marks. Marks of a word that was broken
    /// over two lines are dropped, because the text of other columns is between its parts.
    pub(super) fn apply(&self, line: &str, base: Style) -> String {
        let line = line.trim_end();
        let mut parts = line.split(OPEN);
        let mut applied = parts.next().unwrap_or_default().replace(CLOSE, "");
        if base != Style::Plain && !line.is_empty() {
            applied.insert_str(0, base.start());
        }
        // The mark that has begun, how it ends, and the text after its last word: it continues over a single
        // space.
        let (mut begun, mut end, mut after) = (None, Cow::Borrowed(""), String::new());
        for part in parts {
            let text = part.trim_start_matches(DIGITS);
            let number = number(&part[..part.len() - text.len()]);
            let Some((word, rest)) = text.split_once(CLOSE) else {
                after += text;
                continue;
            };
            let continues = begun == Some(number) && after == " ";
            if !continues {
                applied += &std::mem::take(&mut end);
            }
            applied += &std::mem::replace(&mut after, rest.replace(CLOSE, ""));
            if !continues {
                let (start, new_end) = self.sequences(number, base);
                applied += &start;
                (begun, end) = (Some(number), new_end);
            }
            applied += word;
        }
        applied = applied + &end + &after;
        if base != Style::Plain && !line.is_empty() {
            applied += Style::Plain.start();
        }
        applied
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
    format!("\x1b]8;;{}\x1b\\{text}\x1b]8;;\x1b\\", address(url))
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
    fn words_are_one_link_and_a_broken_one_is_none() {
        let mut marks = Marks::default();
        let apply = |marks: &Marks, text: &str| marks.apply(text, Style::Plain);
        for number in 0..20 {
            let text = marks.link("a b", &number.to_string());
            let link = format!("\x1b]8;id={number};{number}\x1b\\a b\x1b]8;;\x1b\\");
            assert_eq!(apply(&marks, &text), link);
        }
        let text = marks.link("incomprehensible", "x");
        let (broken, rest) = text.split_at(text.find("hens").unwrap());
        assert_eq!(apply(&marks, &format!("{broken}  other")), "incompre  other");
        assert_eq!(apply(&marks, &format!("{rest}  other")), "hensible  other");
    }

    #[test]
    fn styles_continue_over_a_space_and_end_before_other_columns() {
        let apply = |text: &str| Marks::default().apply(text, Style::Plain);
        let (bold, dim) = (|text| Style::Bold.mark(text), |text| Style::Dim.mark(text));
        assert_eq!(apply(&bold("in the")), "\x1b[0;1min the\x1b[0m");
        let line = format!("{}  {} x", bold("a b"), dim("c"));
        assert_eq!(apply(&line), "\x1b[0;1ma b\x1b[0m  \x1b[0;2mc\x1b[0m x");
        let line = format!("{} {}", bold("a"), dim("b"));
        assert_eq!(apply(&line), "\x1b[0;1ma\x1b[0m \x1b[0;2mb\x1b[0m");
        assert_eq!(apply(&format!("{}  ", bold("a"))), "\x1b[0;1ma\x1b[0m", "no blanks at the end");
        let text = bold("broken");
        let (broken, rest) = text.split_at(text.find("ken").unwrap());
        assert_eq!(apply(&format!("a {broken}   other {}", bold("b"))), "a bro   other \x1b[0;1mb\x1b[0m");
        assert_eq!(apply(&format!("{rest} {}", bold("b"))), "ken \x1b[0;1mb\x1b[0m");
    }

    #[test]
    fn a_mark_ends_in_the_style_of_its_line() {
        let line = format!("in the {}", Style::Found.mark("snow"));
        assert_eq!(
            Marks::default().apply(&line, Style::Dim),
            "\x1b[0;2min the \x1b[0;1;4msnow\x1b[0;2m\x1b[0m"
        );
        assert_eq!(Marks::default().apply("  ", Style::Dim), "");
    }

    proptest! {
        #[test]
        fn marks_have_no_width(text in "[a-z é日]{0,20}", before in 0_usize..300) {
            let mut marks = Marks { addresses: vec![String::new(); before] };
            prop_assert_eq!(marks.link(&text, "x").width(), text.width());
            prop_assert_eq!(Style::Found.mark(&text).width(), text.width());
            prop_assert_eq!(format!("{ROW}{text}").width(), text.width());
        }
    }
}
