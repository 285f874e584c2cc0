//! Excerpts: a text and a place in it flow in, what stands around that place flows out, with a caret below it.

use crate::text::sanitize;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// How many characters are shown on either side of the place. Files are often one line of many megabytes.
const AROUND: usize = 40;

/// A part of a line and the column of its caret; prints behind a message, on lines of its own.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    line: String,
    /// How many columns of a terminal stand before the place.
    before: usize,
}

impl Excerpt {
    /// What stands around a byte of `text`; at the end of the text or of a line, what stands before it.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let (before, after) = text.split_at(offset);
        let is_within = |letter: &char| !matches!(letter, '\n' | '\r');
        let mut backwards = before.chars().rev();
        let back: String = backwards.by_ref().take(AROUND).take_while(is_within).collect();
        let back: String = back.chars().rev().collect();
        let is_cut =
            back.chars().count() == AROUND && backwards.next().is_some_and(|letter| is_within(&letter));
        let start = if is_cut {
            format!("…{}", sanitize::line(&back))
        } else {
            sanitize::line(back.trim_start()).into_owned()
        };
        let mut forwards = after.chars().take_while(is_within);
        let mut line = start.clone();
        line += &sanitize::line(&forwards.by_ref().take(AROUND).collect::<String>());
        if forwards.next().is_some() {
            line.push('…');
        }
        Self { before: start.width(), line }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, before } = self;
        if line.is_empty() {
            return Ok(());
        }
        write!(f, "\n    {line}\n    {:before$}^", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, place: &str) -> String {
        Excerpt::of(text, text.find(place).unwrap_or(text.len())).to_string()
    }

    #[test]
    fn the_caret_stands_below_the_place() {
        assert_eq!(excerpt("{\r\n  \"日本\": x}\r\n", "x}"), "\n    \"日本\": x}\n            ^");
        assert_eq!(excerpt("one\n\tb\u{7}c", "c"), "\n    b\\u{7}c\n          ^");
        assert_eq!(excerpt("{", "?"), "\n    {\n     ^");
        assert_eq!(excerpt("", "?"), "", "there is nothing to show");
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let text = format!("{}!{}", "é".repeat(1_000), "日".repeat(1_000));
        let expected = format!("\n    …{}!{}…\n    {}^", "é".repeat(40), "日".repeat(39), " ".repeat(41));
        assert_eq!(excerpt(&text, "!"), expected);
        let text = format!("{}!{}", "a".repeat(40), "b".repeat(39));
        assert_eq!(excerpt(&text, "!"), format!("\n    {text}\n    {}^", " ".repeat(40)));
    }
}
