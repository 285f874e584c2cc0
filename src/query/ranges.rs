//! Numbers and ranges of numbers as people type them: `2`, `1-2`, `1,3`, `-3`, `2-`.

use crate::model::ParseError;
use std::fmt;
use std::str::FromStr;

/// A set of season or episode numbers. `Display` prints what `FromStr` reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers(Vec<Range>);

/// From the first number to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    first: u16,
    last: u16,
}

impl Numbers {
    /// Whether `number` is in the set.
    pub fn contains(&self, number: u16) -> bool {
        self.0.iter().any(|range| (range.first..=range.last).contains(&number))
    }

    /// The numbers that are not part of a longer range.
    pub(super) fn singles(&self) -> impl Iterator<Item = u16> {
        self.0.iter().filter(|range| range.first == range.last).map(|range| range.first)
    }
}

impl FromStr for Numbers {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.split(',').map(str::parse).collect::<Result<Vec<Range>, ParseError>>().map(Self)
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

impl FromStr for Range {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected = || ParseError::expected("numbers such as 2, 1-2, 1,3, -3 or 2-");
        let number = |text: &str, open: u16| match text.trim() {
            "" => Ok(open),
            text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().map_err(|_| expected()),
            _ => Err(expected()),
        };
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        if first.trim().is_empty() && last.trim().is_empty() {
            return Err(expected());
        }
        let (first, last) = (number(first, 0)?, number(last, u16::MAX)?);
        if first > last {
            return Err(ParseError::expected("the smaller number of a range first"));
        }
        Ok(Self { first, last })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self { first, last } if first == last => write!(f, "{first}"),
            Self { first: 0, last } => write!(f, "-{last}"),
            Self { first, last: u16::MAX } => write!(f, "{first}-"),
            Self { first, last } => write!(f, "{first}-{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_printed_alike() {
        for text in ["2", "1-2", "1,3", "-3", "2-", "1,3-4,8-"] {
            assert_eq!(text.parse::<Numbers>().unwrap().to_string(), text);
        }
        assert_eq!("1 , 3 - 4".parse::<Numbers>().unwrap().to_string(), "1,3-4");
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
        for text in ["", "-", "x", "2-1", "1,,2", "1--2", "70000", "1.5", "s2"] {
            assert!(text.parse::<Numbers>().is_err(), "{text}");
        }
    }
}
