//! Lengths: `3:05`, `..3:00`, `2:30..3:30`, `5:00..` flow in, a test flows out.

use crate::model::{ParseError, Timecode};
use std::fmt;
use std::str::FromStr;

/// From the shortest to the longest, both included; an open end is none. `Display` prints what `FromStr` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    shortest: Option<Timecode>,
    longest: Option<Timecode>,
}

impl Lengths {
    /// Whether `length` is in the range; one that is not known is not.
    pub fn contains(self, length: Option<Timecode>) -> bool {
        length.is_some_and(|length| {
            self.shortest.is_none_or(|shortest| shortest <= length)
                && self.longest.is_none_or(|longest| length <= longest)
        })
    }
}

impl FromStr for Lengths {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected = ParseError::expected("a length such as 3:05, ..3:00, 2:30..3:30 or 5:00..");
        let end = |text: &str| match text {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| expected.clone()),
        };
        let (shortest, longest) =
            text.split_once("..").or_else(|| text.split_once('-')).unwrap_or((text, text));
        let (shortest, longest) = (end(shortest)?, end(longest)?);
        match (shortest, longest) {
            (None, None) => Err(expected),
            (Some(shortest), Some(longest)) if longest < shortest => {
                Err(ParseError::expected("the shorter length of a range first"))
            }
            _ => Ok(Self { shortest, longest }),
        }
    }
}

impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(shortest), true) = (self.shortest, self.shortest == self.longest) {
            return shortest.fmt(f);
        }
        if let Some(shortest) = self.shortest {
            shortest.fmt(f)?;
        }
        f.write_str("..")?;
        self.longest.map_or(Ok(()), |longest| longest.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_both_ends_belong_to_it() {
        for (text, inside, outside) in [
            ("3:05", "3:05", "3:06"),
            ("..3:00", "3:00", "3:01"),
            ("2:30..3:30", "2:30", "2:29"),
            ("5:00..", "1:00:00", "4:59"),
        ] {
            let lengths: Lengths = text.parse().unwrap();
            assert_eq!(lengths.to_string(), text);
            let contains = |time: &str| lengths.contains(time.parse().ok());
            assert!(contains(inside) && !contains(outside), "{text}");
            assert!(!lengths.contains(None));
        }
        assert_eq!("2:30-3:30".parse::<Lengths>().unwrap().to_string(), "2:30..3:30");
        for text in ["", "..", "3", "3:00..2:00", "x..3:00"] {
            assert!(text.parse::<Lengths>().is_err(), "{text}");
        }
    }
}
