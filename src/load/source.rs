//! Where catalogs come from: a file, standard input or the program itself flows in, its text flows out.

use super::path::Path;
use super::report::Finding;
use crate::model::ParseError;
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;
use std::str::{FromStr, Utf8Error};

/// How much of a file is looked at before the rest is read: enough to know what is no text.
const BEGINNING: u64 = 64 * 1024;

/// A number of bytes, written `100000`, `512K`, `256M` or `1G`, the last three in steps of 1,024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(u64);

impl Size {
    /// The largest file that is read if nobody says otherwise; a show of 100,000 placements takes a tenth of it. It
    /// keeps endless pipes from filling the memory.
    pub const LARGEST: Self = Self(256 << 20);
}

const UNITS: [(&str, u32); 3] = [("K", 10), ("M", 20), ("G", 30)];

impl FromStr for Size {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected = ParseError::expected("a number of bytes such as 512K, 256M or 1G, below 4G");
        let text = text.to_ascii_uppercase();
        let mut units = UNITS.iter();
        let in_units = units.find_map(|(unit, shift)| Some((text.strip_suffix(unit)?, *shift)));
        let (number, shift) = in_units.unwrap_or((&text, 0));
        let number: Option<u64> = number.parse().ok();
        let bytes = number.and_then(|number| number.checked_mul(1 << shift));
        // Ranges of a text are stored in 32 bits.
        match bytes.filter(|&bytes| bytes < 4 << 30) {
            Some(bytes) => Ok(Self(bytes)),
            None => Err(expected),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_whole = |&&(_, shift): &&(&str, u32)| self.0 > 0 && self.0.is_multiple_of(1 << shift);
        match UNITS.iter().rev().find(is_whole) {
            Some((unit, shift)) => write!(f, "{}{unit}", self.0 >> shift),
            None => write!(f, "{}", self.0),
        }
    }
}

/// One catalog file.
#[derive(Clone)]
pub(super) enum Source<'s> {
    /// A text that is there already, such as the one in the program.
    Text { name: &'s str, text: &'s str },
    /// Bytes that are there already: a pipe that was read to its end.
    Bytes { name: &'s str, bytes: Vec<u8> },
    /// On the disk.
    File(PathBuf),
}

impl fmt::Display for Source<'_> {
    /// The name that messages call it by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { name, .. } | Self::Bytes { name, .. } => f.write_str(name),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

impl<'s> Source<'s> {
    /// Everything that `input` has.
    pub(super) fn of(name: &'s str, input: impl Read, largest: Size) -> Result<Self, Finding> {
        let mut bytes = Vec::new();
        read(input, name, largest, &mut bytes)?;
        Ok(Self::Bytes { name, bytes })
    }

    /// The text of a catalog, which is not empty; otherwise as [`Source::any_text`].
    pub(super) fn text<'b>(&'b self, largest: Size, buffer: &'b mut Vec<u8>) -> Result<&'b str, Finding> {
        let text = self.any_text(largest, buffer)?;
        if text.trim().is_empty() {
            return Err(no_text(self, "", 0, "the file is empty"));
        }
        Ok(text)
    }

    /// The text, without a byte order mark; or why there is none.
    /// `buffer` is where it is read to; one buffer for many files saves most of the memory traffic of reading.
    pub(super) fn any_text<'b>(&'b self, largest: Size, buffer: &'b mut Vec<u8>) -> Result<&'b str, Finding> {
        let bytes = match self {
            Self::Text { text, .. } => return Ok(text),
            Self::Bytes { bytes, .. } => bytes.as_slice(),
            Self::File(path) => {
                let unreadable = |error| Finding::unreadable(self, &error);
                let file = File::open(path).map_err(unreadable)?;
                let metadata = file.metadata().map_err(unreadable)?;
                buffer.clear();
                buffer.reserve(metadata.len().min(largest.0) as usize + 1);
                read(file, self, largest, buffer)?;
                buffer.as_slice()
            }
        };
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        std::str::from_utf8(bytes).map_err(|error| self.not_utf8(bytes, error))
    }

    /// The number of bytes, as far as that can be said without reading.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::Text { text, .. } => text.len() as u64,
            Self::Bytes { bytes, .. } => bytes.len() as u64,
            Self::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        }
    }

    /// Whether the text can be read again: a pipe is empty then, or waits for ever.
    pub(super) fn can_be_read_again(&self) -> bool {
        match self {
            Self::Text { .. } | Self::Bytes { .. } => true,
            Self::File(path) => path.is_file(),
        }
    }

    fn not_utf8(&self, bytes: &[u8], error: Utf8Error) -> Finding {
        let place = error.valid_up_to();
        let message = format!("this is not UTF-8: byte 0x{:02X}", bytes[place]);
        // Up to the place both texts are the same.
        no_text(self, &String::from_utf8_lossy(bytes), place, message).with_hint(AS_UTF_8)
    }
}

/// Reads all bytes.
fn read(
    mut input: impl Read,
    name: impl fmt::Display,
    Size(largest): Size,
    bytes: &mut Vec<u8>,
) -> Result<(), Finding> {
    let mut read_to = |end: u64, bytes: &mut Vec<u8>| {
        let more = end - bytes.len() as u64;
        let result = input.by_ref().take(more).read_to_end(bytes);
        result.map_err(|error| Finding::unreadable(&name, &error))
    };
    read_to(BEGINNING.min(largest + 1), bytes)?;
    // What is no text may have no end either.
    if let Some(encoding) = encoding(bytes) {
        let message = format!("this is {encoding}, not UTF-8");
        return Err(no_text(&name, "", 0, message).with_hint(AS_UTF_8));
    }
    if bytes.contains(&0) {
        return Err(no_text(&name, "", 0, "this is a binary file, not text"));
    }
    read_to(largest + 1, bytes)?;
    if bytes.len() as u64 > largest {
        let message = format!("cannot read `{name}`: it is larger than {}", Size(largest));
        let finding = Finding::of_file(&name, message);
        return Err(finding.with_hint("`--max-size` reads larger files"));
    }
    Ok(())
}

const AS_UTF_8: &str = "save the file as UTF-8";

fn no_text(file: impl fmt::Display, text: &str, place: usize, message: impl Into<String>) -> Finding {
    Finding::at(file, text, place, &Path::default(), message)
}

/// The encoding of a text that is not UTF-8 but another of Unicode, by its byte order mark or its zeros: it begins with
/// two characters of ASCII.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let zeros: Vec<bool> = bytes.iter().take(4).map(|&byte| byte == 0).collect();
    match (bytes, zeros.as_slice()) {
        ([0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..], _) => Some("UTF-32"),
        (_, [true, true, true, false] | [false, true, true, true]) => Some("UTF-32"),
        ([0xff, 0xfe, ..] | [0xfe, 0xff, ..], _) => Some("UTF-16"),
        (_, [true, false, true, false] | [false, true, false, true]) => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_print_as_they_were_written() {
        for text in ["0", "1000", "512K", "256M", "3G"] {
            assert_eq!(text.parse::<Size>().unwrap().to_string(), text);
        }
        assert_eq!("1024m".parse::<Size>().unwrap().to_string(), "1G");
        for text in ["", "M", "-1", "1.5M", "4G", "10T", "99999999999999999999", "1KK"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
