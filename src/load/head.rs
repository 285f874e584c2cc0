//! Heads: the beginnings of files flow in, what show each describes flows out, so that files of other shows need not be
//! read.

use super::source::Source;
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::Read;

/// How much is read of each file: the show stands first in a file, and its title soon in it.
const LENGTH: u64 = 4096;

/// What a file begins with.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
}

impl Head {
    /// The show of a file, as far as its beginning tells; nothing is said about the rest.
    pub(super) fn of(source: &Source<'_>) -> Option<Self> {
        let mut bytes = Vec::with_capacity(LENGTH as usize);
        let bytes = match source {
            Source::Text { text, .. } => text.as_bytes(),
            Source::Bytes { bytes, .. } => bytes,
            Source::File(path) if path.is_file() => {
                let file = File::open(path).ok()?;
                file.take(LENGTH).read_to_end(&mut bytes).ok()?;
                bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes)
            }
            Source::File(_) => return None,
        };
        let mut head = None;
        // It ends in the middle of the file, which is an error that says nothing.
        let _ = serde::Deserializer::deserialize_map(&mut Deserializer::from_slice(bytes), Reader(&mut head));
        head
    }
}

/// Puts the show where it is wanted, and reads no further.
struct Reader<'h>(&'h mut Option<Head>);

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a catalog file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<Cow<'_, str>>()? {
            if key == "show" {
                *self.0 = Some(object.next_value()?);
                break;
            }
            object.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
