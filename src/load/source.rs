//! Where catalogs come from: paths flow in, the texts of catalog files flow out, and places in them as line and
//! column.

use super::path::{Path, Step};
use super::problem::Finding;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::str::Utf8Error;

/// The largest file that is read; a show of 100,000 placements takes a tenth of it. It keeps `/dev/zero` and endless
/// pipes from filling the memory.
const LARGEST: u64 = 256 * 1024 * 1024;

/// One catalog file.
pub(super) enum Source {
    /// In the program itself.
    Embedded {
        name: &'static str,
        text: &'static str,
    },
    /// On the disk.
    File(PathBuf),
    /// Read to the end already.
    Stdin(Vec<u8>),
}

impl fmt::Display for Source {
    /// The name that messages call it by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded { name, .. } => write!(f, "<embedded {name}>"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Stdin(_) => f.write_str("<stdin>"),
        }
    }
}

impl Source {
    /// Everything on standard input.
    pub(super) fn stdin() -> Result<Self, Finding> {
        let bytes = read_all(io::stdin().lock());
        bytes
            .map(Self::Stdin)
            .map_err(|error| Finding::unreadable("<stdin>", &error))
    }

    /// The text, without a byte order mark; or why there is none.
    pub(super) fn text(&self) -> Result<Cow<'_, str>, Finding> {
        let bytes = match self {
            Self::Embedded { text, .. } => return Ok(Cow::Borrowed(text)),
            Self::Stdin(bytes) => Cow::Borrowed(bytes.as_slice()),
            Self::File(path) => {
                let bytes = File::open(path).and_then(read_all);
                Cow::Owned(bytes.map_err(|error| Finding::unreadable(self, &error))?)
            }
        };
        let text = match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(
                std::str::from_utf8(bytes).map_err(|error| self.not_utf8(bytes, error))?,
            ),
            Cow::Owned(bytes) => Cow::Owned(
                String::from_utf8(bytes)
                    .map_err(|error| self.not_utf8(error.as_bytes(), error.utf8_error()))?,
            ),
        };
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Cow::Owned(rest.to_owned()),
            None => text,
        };
        if text.trim().is_empty() {
            return Err(Finding::at(
                self,
                Position { line: 1, column: 1 },
                "the file is empty",
            ));
        }
        Ok(text)
    }

    fn not_utf8(&self, bytes: &[u8], error: Utf8Error) -> Finding {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let position = Position::of_offset(&before, before.len());
        Finding::at(
            self,
            position,
            "this is not UTF-8: save the file in that encoding",
        )
    }
}

fn read_all(mut input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.by_ref().take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("larger than {} MiB", LARGEST / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// A place in a text, as editors count: lines from 1, columns in characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl Position {
    pub(super) fn of_offset(text: &str, offset: usize) -> Self {
        let boundary = (0..=offset)
            .rev()
            .find(|&offset| text.is_char_boundary(offset));
        let before = &text[..boundary.unwrap_or(0)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// Where serde_json stopped: it counts lines and bytes from 1.
    pub(super) fn of_error(text: &str, error: &serde_json::Error) -> Self {
        let line_start = match error.line().checked_sub(2) {
            None => 0,
            Some(newlines) => text
                .match_indices('\n')
                .nth(newlines)
                .map_or(text.len(), |(newline, _)| newline + 1),
        };
        Self::of_offset(
            text,
            (line_start + error.column().saturating_sub(1)).min(text.len()),
        )
    }

    /// Where the value at `path` begins, or the innermost value around it that is there. The text must be JSON.
    pub(super) fn of_path(text: &str, path: &Path) -> Self {
        let mut value = text.trim_start();
        for step in &path.0 {
            match inside(value, step) {
                Some(inner) => value = inner,
                None => break,
            }
        }
        // Every value is a part of `text`, so the distance of their addresses is the offset.
        Self::of_offset(text, value.as_ptr() as usize - text.as_ptr() as usize)
    }
}

fn inside<'t>(value: &'t str, step: &Step) -> Option<&'t str> {
    #[derive(Deserialize)]
    struct Raw<'t>(#[serde(borrow)] &'t RawValue);
    let inner = match *step {
        Step::Key(key) => {
            let object: HashMap<Cow<'_, str>, Raw<'t>> = serde_json::from_str(value).ok()?;
            object.get(key)?.0
        }
        Step::Index(index) => {
            let list: Vec<Raw<'t>> = serde_json::from_str(value).ok()?;
            list.get(index)?.0
        }
    };
    Some(inner.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let text = "{\n  \"日本\": {\"a\": [1, \"é\", {\"b\": null}]}\n}";
        let at = |steps: &[Step]| Position::of_path(text, &Path(steps.to_vec())).to_string();
        assert_eq!(at(&[]), "1:1");
        assert_eq!(at(&[Step::Key("日本")]), "2:9");
        assert_eq!(
            at(&[Step::Key("日本"), Step::Key("a"), Step::Index(2)]),
            "2:24"
        );
        assert_eq!(
            at(&[
                Step::Key("日本"),
                Step::Key("a"),
                Step::Index(2),
                Step::Key("b")
            ]),
            "2:30"
        );
        assert_eq!(
            at(&[Step::Key("日本"), Step::Key("missing")]),
            "2:9",
            "the object that lacks it"
        );
    }

    #[test]
    fn errors_of_the_parser_are_counted_in_characters() {
        let text = "{\r\n\"日本\": x}";
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        assert_eq!(Position::of_error(text, &error).to_string(), "2:7");
    }
}
