//! Dates: text of a catalog file flows in, a checked and ordered date flows out.

use super::Expected;
use std::fmt;
use std::str::FromStr;

/// A day, month or year of the Gregorian calendar, written `2023-08-03`, `2023-08` or `2023`.
///
/// A date known less exactly sorts before those it includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    /// 0 = not known.
    month: u8,
    /// 0 = not known.
    day: u8,
}

impl FromStr for Date {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let expected = Expected("a date such as 2023-08-03, 2023-08 or 2023");
        read(text.as_bytes()).ok_or(expected)
    }
}

fn read(text: &[u8]) -> Option<Date> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: u16, digit| {
            let is_digit = digit.is_ascii_digit();
            is_digit.then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = match rest {
        [] => (None, None),
        [b'-', month @ ..] if month.len() == 2 => (Some(month), None),
        [b'-', month @ .., b'-', _, _] if month.len() == 2 => (Some(month), rest.get(4..)),
        _ => return None,
    };
    let year = number(year)?;
    let part = |digits: Option<&[u8]>, most: u16| match digits {
        Some(digits) => number(digits).filter(|number| (1..=most).contains(number)),
        None => Some(0),
    };
    let month = part(month, 12)?;
    Some(Date { year, month: month as u8, day: part(day, days(year, month))? as u8 })
}

fn days(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_were_written() {
        for text in ["2023-08-03", "2023-08", "2023", "2024-02-29", "2000-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn days_that_are_not_on_the_calendar_are_refused() {
        for text in [
            "",
            "23",
            "2023-8-3",
            "2023-13-01",
            "2023-00",
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-08-03-01",
            "2023-08-",
            "+023",
            "2023/08/03",
            "２０２３",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_sort_by_time_and_the_vaguer_first() {
        let dates: Vec<Date> =
            ["2022", "2022-04", "2022-04-22", "2023-08-03"].map(|text| text.parse().unwrap()).into();
        assert!(dates.is_sorted());
    }
}
