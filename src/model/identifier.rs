//! Identifiers that the music world shares: text of a catalog file flows in, a checked and compact value flows out.

use super::Expected;
use std::fmt;
use std::str::FromStr;

/// An International Standard Recording Code (ISO 3901): two letters, three letters or digits, seven digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Isrc([u8; 12]);

impl FromStr for Isrc {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let expected = Expected("an ISRC: 12 characters without dashes, such as GBAYE0601498");
        let code: [u8; 12] = text.as_bytes().try_into().map_err(|_| expected.clone())?;
        let well_formed = code[..2].iter().all(u8::is_ascii_uppercase)
            && code[2..5].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && code[5..].iter().all(u8::is_ascii_digit);
        if well_formed { Ok(Self(code)) } else { Err(expected) }
    }
}

impl fmt::Display for Isrc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

/// A MusicBrainz identifier: a UUID, written in lower case with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mbid(u128);

impl FromStr for Mbid {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let expected = || Expected("a MusicBrainz id such as b1a9c0e9-d987-4042-ae91-78d6a3267d69");
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        let hexadecimal = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
        if groups != [8, 4, 4, 4, 12] || !hexadecimal {
            return Err(expected());
        }
        u128::from_str_radix(&text.replace('-', ""), 16).map(Self).map_err(|_| expected())
    }
}

impl fmt::Display for Mbid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:032x}", self.0);
        let (a, b, c, d, e) = (&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]);
        write!(f, "{a}-{b}-{c}-{d}-{e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_print_as_they_were_written() {
        assert_eq!("GBAYE0601498".parse::<Isrc>().unwrap().to_string(), "GBAYE0601498");
        let mbid = "00a9c0e9-d987-4042-ae91-78d6a3267d69";
        assert_eq!(mbid.parse::<Mbid>().unwrap().to_string(), mbid);
        assert_eq!(mbid.to_uppercase().parse::<Mbid>(), mbid.parse::<Mbid>());
    }

    #[test]
    fn malformed_identifiers_are_refused() {
        for isrc in ["", "GB-AYE-06-01498", "gbaye0601498", "1BAYE0601498", "GBAYE060149X", "GBAYE06014980"] {
            assert!(isrc.parse::<Isrc>().is_err(), "{isrc}");
        }
        for mbid in [
            "",
            "b1a9c0e9d9874042ae9178d6a3267d69",
            "b1a9c0e9-d987-4042-ae91-78d6a3267d6g",
            "{b1a9c0e9-d987-4042-ae91-78d6a3267d69}",
        ] {
            assert!(mbid.parse::<Mbid>().is_err(), "{mbid}");
        }
    }
}
