//! Ranges as people type them: `2`, `1-2`, `2..`, `..3:00`, and lists of numbers: `1,3-5`.

use crate::model::{ParseError, Timecode};
use crate::text::is_number;
use std::fmt;
use std::str::FromStr;

/// A kind of value of which people type ranges.
pub trait Bound: Copy + Ord + fmt::Display {
    /// The text between the ends of a printed range. When parsing, every separator is accepted.
    const SEPARATOR: &'static str;
    /// The valid texts, for errors.
    const EXPECTED: &'static str;
    /// The valid order of the ends, for errors.
    const EXPECTED_ORDER: &'static str;
    /// Parses one end.
    fn parse(text: &str) -> Option<Self>;
}

impl Bound for u16 {
    const SEPARATOR: &'static str = "-";
    const EXPECTED: &'static str = "numbers such as 2, 1-2, 1,3, -3 or 2-";
    const EXPECTED_ORDER: &'static str = "the smaller number of a range first";

    fn parse(text: &str) -> Option<Self> {
        // Unlike `parse`, no sign.
        is_number(text).then(|| text.parse().ok()).flatten()
    }
}

impl Bound for Timecode {
    const SEPARATOR: &'static str = "..";
    const EXPECTED: &'static str = "a length such as 3:05, ..3:00, 2:30..3:30 or 5:00..";
    const EXPECTED_ORDER: &'static str = "the shorter length of a range first";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// A range that includes both ends, of which one may be open. `Display` prints what `FromStr` parses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds<T> {
    first: Option<T>,
    last: Option<T>,
}

impl<T: Bound> Bounds<T> {
    /// Whether `value` is in the range.
    pub fn contains(&self, value: T) -> bool {
        self.first.is_none_or(|first| first <= value) && self.last.is_none_or(|last| value <= last)
    }

    /// Whether any value from `first` to `last` is in the range.
    fn overlaps(&self, first: T, last: T) -> bool {
        self.first.is_none_or(|start| start <= last) && self.last.is_none_or(|end| first <= end)
    }

    /// The value, if there is only one.
    fn single(&self) -> Option<T> {
        self.first.filter(|_| self.first == self.last)
    }
}

impl<T: Bound> FromStr for Bounds<T> {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let ends = ["..", "-", "–"].into_iter().find_map(|separator| text.split_once(separator));
        let (first, last) = ends.unwrap_or((text, text));
        let parse_end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => T::parse(text).map(Some).ok_or(ParseError::expected(T::EXPECTED)),
        };
        match (parse_end(first)?, parse_end(last)?) {
            (None, None) => Err(ParseError::expected(T::EXPECTED)),
            (Some(first), Some(last)) if last < first => Err(ParseError::expected(T::EXPECTED_ORDER)),
            (first, last) => Ok(Self { first, last }),
        }
    }
}

impl<T: Bound> fmt::Display for Bounds<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(value) = self.single() {
            return value.fmt(f);
        }
        if let Some(first) = self.first {
            first.fmt(f)?;
        }
        f.write_str(T::SEPARATOR)?;
        self.last.map_or(Ok(()), |last| last.fmt(f))
    }
}

/// A set of season or episode numbers: ranges separated by commas. `Display` prints what `FromStr` parses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers(Vec<Bounds<u16>>);

impl Numbers {
    /// Whether `number` is in the set.
    pub fn contains(&self, number: u16) -> bool {
        self.0.iter().any(|range| range.contains(number))
    }

    /// Whether any number from `first` to `last` is in the set.
    pub fn overlap(&self, first: u16, last: u16) -> bool {
        self.0.iter().any(|range| range.overlaps(first, last))
    }

    /// The numbers that are not part of a longer range.
    pub fn singles(&self) -> impl Iterator<Item = u16> {
        self.0.iter().filter_map(Bounds::single)
    }
}

/// Seasons, each perhaps with an `s`: `2`, `s2`, `S01-S02`.
pub(super) fn parse_seasons(text: &str) -> Result<Numbers, ParseError> {
    without_letters(text, 's').parse()
}

/// Episodes, each perhaps with an `e`: `3`, `e3`, `E03-E05`.
pub(super) fn parse_episodes(text: &str) -> Result<Numbers, ParseError> {
    without_letters(text, 'e').parse()
}

/// Removes a letter where a number follows it and no other letter or digit precedes it.
fn without_letters(text: &str, letter: char) -> String {
    let mut plain = String::new();
    let mut letters = text.chars().peekable();
    while let Some(next) = letters.next() {
        let is_digit_next = letters.peek().is_some_and(char::is_ascii_digit);
        let is_first = !plain.ends_with(char::is_alphanumeric);
        if !(next.eq_ignore_ascii_case(&letter) && is_digit_next && is_first) {
            plain.push(next);
        }
    }
    plain
}

impl FromStr for Numbers {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.split(',').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, range) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            range.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_numbers_is_parsed_and_printed_alike() {
        for text in ["2", "1-2", "1,3", "-3", "2-", "1,3-4,8-"] {
            assert_eq!(text.parse::<Numbers>().unwrap().to_string(), text);
        }
        for (text, printed) in [("1 , 3 - 4", "1,3-4"), ("1..2", "1-2"), ("2..", "2-"), ("..3,5–6", "-3,5-6")]
        {
            assert_eq!(text.parse::<Numbers>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn both_ends_belong_to_a_range() {
        let numbers: Numbers = "1,3-4,8-".parse().unwrap();
        let inside: Vec<u16> = (0..10).filter(|&number| numbers.contains(number)).collect();
        assert_eq!(inside, [1, 3, 4, 8, 9]);
        assert!("-3".parse::<Numbers>().unwrap().contains(0), "specials are before season 1");
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in ["", "-", "x", "2-1", "1,,2", "1--2", "70000", "1.5", "s2", "..", "1...2", "+1"] {
            assert!(text.parse::<Numbers>().is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_of_seasons_and_episodes_may_have_their_letter() {
        for (text, printed) in [("s2", "2"), ("S01-S02", "1-2"), ("s1,S3-", "1,3-"), ("..s2", "-2")] {
            assert_eq!(parse_seasons(text).unwrap().to_string(), printed);
            assert_eq!(parse_episodes(&text.to_lowercase().replace('s', "e")).unwrap().to_string(), printed);
        }
        for text in ["e2", "s", "ss2", "s2e3", "2s", "2s3", "two"] {
            assert!(parse_seasons(text).is_err(), "{text}");
        }
        assert!(parse_episodes("s2").is_err());
    }

    #[test]
    fn every_form_of_lengths_is_parsed_and_both_ends_belong_to_it() {
        for (text, inside, outside) in [
            ("3:05", "3:05", "3:06"),
            ("..3:00", "3:00", "3:01"),
            ("2:30..3:30", "2:30", "2:29"),
            ("5:00..", "1:00:00", "4:59"),
        ] {
            let lengths: Bounds<Timecode> = text.parse().unwrap();
            assert_eq!(lengths.to_string(), text);
            let contains = |time: &str| lengths.contains(time.parse().unwrap());
            assert!(contains(inside) && !contains(outside), "{text}");
        }
        assert_eq!("2:30-3:30".parse::<Bounds<Timecode>>().unwrap().to_string(), "2:30..3:30");
        for text in ["", "..", "3", "3:00..2:00", "x..3:00"] {
            assert!(text.parse::<Bounds<Timecode>>().is_err(), "{text}");
        }
    }
}
