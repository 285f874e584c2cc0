//! Where catalogs come from: a file, standard input or the program itself flows in, its text flows out.

use super::position::Position;
use super::problem::Finding;
use std::borrow::Cow;
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
            return Err(Finding::at(self, Position::START, "the file is empty"));
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
