//! Minutes and seconds: text of a catalog file flows in, a count of seconds flows out.

use super::Expected;
use std::fmt;
use std::str::FromStr;

/// A length of time in whole seconds: how long a song is, or how far into an episode it starts.
///
/// Written `3:19` or `1:02:45`; below 28 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timecode(u32);

impl Timecode {
    /// The whole of it in seconds.
    pub fn seconds(self) -> u32 {
        self.0
    }
}

impl FromStr for Timecode {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let expected = Expected("minutes and seconds such as 3:19, or 1:02:45");
        let parts: Vec<&str> = text.split(':').collect();
        if !(2..=3).contains(&parts.len()) {
            return Err(expected);
        }
        let mut seconds = 0;
        for (index, part) in parts.iter().enumerate() {
            let digits = if index == 0 { 1..=3 } else { 2..=2 };
            let limit = if index == 0 { 1_000 } else { 60 };
            let valid = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            match part.parse::<u32>() {
                Ok(number) if valid && number < limit => seconds = seconds * 60 + number,
                _ => return Err(expected),
            }
        }
        if seconds >= 100_000 {
            return Err(expected);
        }
        Ok(Self(seconds))
    }
}

impl fmt::Display for Timecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3_600, self.0 / 60 % 60, self.0 % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timecodes_print_as_they_were_written() {
        for text in ["0:00", "3:19", "12:34", "59:59", "1:02:45"] {
            assert_eq!(text.parse::<Timecode>().unwrap().to_string(), text);
        }
        assert_eq!("75:00".parse::<Timecode>().unwrap().to_string(), "1:15:00");
        assert_eq!("3:19".parse::<Timecode>().unwrap().seconds(), 199);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "3",
            "3:9",
            "3:60",
            ":19",
            "3:",
            "-3:19",
            "1:2:45",
            "1:60:00",
            "999:59:59",
            "1:2:3:4",
            "3：19",
        ] {
            assert!(text.parse::<Timecode>().is_err(), "{text}");
        }
    }
}
