//! Finds and reads the files that make the catalog, with limits for untrusted input.

use super::diagnostics::Diagnostic;
use super::location::{Location, Path as DataPath};
use crate::error::reason;
use crate::model::ParseError;
use crate::text::suggest;
use etcetera::base_strategy::{BaseStrategy, Xdg};
use std::borrow::Cow;
use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::{FromStr, Utf8Error};

const EMBEDDED: Input<'static> =
    Input::Text { name: "<embedded heartstopper.json>", text: include_str!("../../data/heartstopper.json") };

/// How much of a file is read at first, to reject binary files before the rest is read: it may have no end.
const BEGINNING: u64 = 64 * 1024;

/// How many bytes there must be for several threads to read them faster than one: starting threads takes as
/// long as reading a small file.
const MIN_PARALLEL_BYTES: u64 = 1 << 20;

/// The path that names the embedded catalog.
const BUILTIN: &str = "builtin";

/// The environment variable with the paths to read if there is no `--catalog`, separated as in `PATH`.
const VARIABLE: &str = "SOUNDTRACK_CATALOG";

/// Called for every file that was read, from any thread, with how many are read so far and how many there
/// are.
pub type Progress<'p> = dyn Fn(usize, usize) + Sync + 'p;

/// Which files to read, and how.
#[derive(Clone, Copy)]
pub struct Request<'r> {
    /// Files, folders, `-` for standard input, `builtin` for the embedded catalog. If empty, those of
    /// `SOUNDTRACK_CATALOG`; if that is empty too, the embedded catalog and the files in the user's data folder.
    pub paths: &'r [PathBuf],
    /// The largest file that is read.
    pub largest: Size,
    /// Called for every file.
    pub progress: &'r Progress<'r>,
}

/// The files that make a catalog.
pub(super) struct Files<'s> {
    pub(super) inputs: Vec<Input<'s>>,
    /// For each path that cannot be read, why.
    pub(super) unreadable: Vec<Diagnostic>,
    /// Whether no path was given, so that the inputs are the embedded catalog and what is in the user's data
    /// folder. An error in these files must not keep the rest from being used.
    pub(super) are_defaults: bool,
    pub(super) request: Request<'s>,
}

impl<'s> Files<'s> {
    pub(super) fn single(input: Input<'s>) -> Self {
        let request = Request { paths: &[], largest: Size::LARGEST, progress: &|_, _| {} };
        Self { inputs: vec![input], unreadable: Vec::new(), are_defaults: false, request }
    }

    /// Finds the files of a request. Reads none of them.
    pub(super) fn find(request: Request<'s>) -> Self {
        let paths = paths_or_variable(request.paths);
        let are_defaults = paths.is_empty();
        let mut files = Self { inputs: Vec::new(), unreadable: Vec::new(), are_defaults, request };
        if are_defaults {
            files.inputs.push(EMBEDDED);
            files.add(inputs_of_user());
        }
        for path in paths.iter() {
            files.add(inputs_at(path));
        }
        files
    }

    fn add(&mut self, found: Result<Vec<Input<'s>>, Diagnostic>) {
        match found {
            Ok(inputs) => self.inputs.extend(inputs),
            Err(diagnostic) => self.unreadable.push(diagnostic),
        }
    }

    /// Reads standard input, if it is one of the files: it can be read only once, but errors are located by
    /// reading a file again.
    pub(super) fn with_stdin(mut self) -> Self {
        let inputs = std::mem::take(&mut self.inputs);
        for input in inputs {
            match input {
                Input::Stdin => {
                    let read = Input::read(STDIN, io::stdin().lock(), self.request.largest);
                    self.add(read.map(|input| vec![input]));
                }
                input => self.inputs.push(input),
            }
        }
        self
    }

    /// Whether several threads read them faster than one.
    pub(super) fn are_worth_threads(&self) -> bool {
        let mut total = 0;
        let is_enough = |input: &Input<'_>| {
            total += input.size().unwrap_or(0);
            total >= MIN_PARALLEL_BYTES
        };
        self.inputs.len() > 1 && self.inputs.iter().any(is_enough)
    }
}

/// `paths`, or those of `SOUNDTRACK_CATALOG` if there are none.
fn paths_or_variable(paths: &[PathBuf]) -> Cow<'_, [PathBuf]> {
    if !paths.is_empty() {
        return Cow::Borrowed(paths);
    }
    let variable = env::var_os(VARIABLE).unwrap_or_default();
    let listed = env::split_paths(&variable);
    Cow::Owned(listed.filter(|path| !path.as_os_str().is_empty()).collect())
}

/// The files in the user's data folder. The folder need not exist.
fn inputs_of_user<'s>() -> Result<Vec<Input<'s>>, Diagnostic> {
    // Without a home folder there is no data folder either.
    let Ok(xdg) = Xdg::new() else {
        return Ok(Vec::new());
    };
    let folder = xdg.data_dir().join("soundtrack");
    match files_in(&folder) {
        Ok(files) => Ok(files.into_iter().map(Input::File).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Diagnostic::unreadable(folder.display(), reason(&error))),
    }
}

/// The inputs at a path: one file, all catalog files of a folder, standard input, or the embedded catalog.
fn inputs_at<'s>(path: &Path) -> Result<Vec<Input<'s>>, Diagnostic> {
    if path.as_os_str() == BUILTIN {
        return Ok(vec![EMBEDDED]);
    }
    let input = Input::parse(path);
    if let Input::Stdin = input {
        return Ok(vec![input]);
    }
    let metadata = fs::metadata(path).map_err(|error| {
        let similar = similar_path(path).map(|path| path.display().to_string());
        Diagnostic::unreadable(&input, reason(&error)).suggesting(similar.as_slice())
    })?;
    if !metadata.is_dir() {
        return Ok(vec![input]);
    }
    let files = files_in(path).map_err(|error| Diagnostic::unreadable(&input, reason(&error)))?;
    if files.is_empty() {
        return Err(Diagnostic::unreadable(&input, "no catalog file (*.json) in it"));
    }
    Ok(files.into_iter().map(Input::File).collect())
}

/// The existing path next to a missing one that has the most similar name.
fn similar_path(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let similar = suggest(path.file_name()?.to_str()?, names.iter().map(String::as_str));
    similar.first().map(|name| path.with_file_name(name))
}

/// The catalog files of a folder by name: `*.json`, except hidden files and schemas (`*.schema.json`).
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        // The folder mostly knows the file type; asking the file itself takes as long as opening it.
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if name.ends_with(".json")
            && !name.ends_with(".schema.json")
            && !name.starts_with('.')
            // A link that leads nowhere is reported when it is opened; a pipe would block for ever.
            && (is_file || path.is_file() || !path.exists())
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

const STDIN: &str = "<stdin>";

/// A file, or whatever else a catalog is read from.
pub(super) enum Input<'s> {
    File(PathBuf),
    Stdin,
    /// A text in memory, such as the embedded catalog.
    Text {
        name: &'s str,
        text: &'s str,
    },
    /// Bytes in memory, such as standard input that has been read.
    Bytes {
        name: &'s str,
        bytes: Vec<u8>,
    },
}

impl fmt::Display for Input<'_> {
    /// The name in messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Stdin => f.write_str(STDIN),
            Self::Text { name, .. } | Self::Bytes { name, .. } => f.write_str(name),
        }
    }
}

impl<'s> Input<'s> {
    pub(super) fn read(name: &'s str, reader: impl Read, largest: Size) -> Result<Self, Diagnostic> {
        let mut bytes = Vec::new();
        read(reader, name, largest, &mut bytes)?;
        Ok(Self::Bytes { name, bytes })
    }

    /// What a path on the command line means: `-` is standard input.
    pub(super) fn parse(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// The text of a catalog file, which must not be empty; otherwise as [`Input::any_text`].
    pub(super) fn text<'b>(&'b self, largest: Size, buffer: &'b mut Vec<u8>) -> Result<&'b str, Diagnostic> {
        let text = self.any_text(largest, buffer)?;
        if text.trim().is_empty() {
            return Err(not_text(self, "", 0, "the file is empty"));
        }
        Ok(text)
    }

    /// The text without a byte order mark, or why it cannot be read. It is read into `buffer`: one buffer for
    /// many files saves most allocations.
    pub(super) fn any_text<'b>(
        &'b self,
        largest: Size,
        buffer: &'b mut Vec<u8>,
    ) -> Result<&'b str, Diagnostic> {
        let bytes = self.bytes(largest, buffer)?;
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        std::str::from_utf8(bytes).map_err(|error| not_utf8(self, bytes, error))
    }

    /// The content, byte for byte.
    pub(super) fn bytes<'b>(
        &'b self,
        largest: Size,
        buffer: &'b mut Vec<u8>,
    ) -> Result<&'b [u8], Diagnostic> {
        buffer.clear();
        match self {
            Self::Text { text, .. } => return Ok(text.as_bytes()),
            Self::Bytes { bytes, .. } => return Ok(bytes),
            Self::Stdin => read(io::stdin().lock(), self, largest, buffer)?,
            Self::File(path) => {
                let unreadable = |error| Diagnostic::unreadable(self, reason(&error));
                let file = File::open(path).map_err(unreadable)?;
                let length = file.metadata().map_err(unreadable)?.len();
                buffer.reserve(length.min(largest.0) as usize + 1);
                read(file, self, largest, buffer)?;
            }
        }
        Ok(buffer)
    }

    /// The content of any file, which need not be text.
    pub(super) fn any_bytes(&self, largest: Size) -> Result<Vec<u8>, Diagnostic> {
        let unreadable = |error| Diagnostic::unreadable(self, reason(&error));
        let reader: Box<dyn Read + '_> = match self {
            Self::Text { text, .. } => Box::new(text.as_bytes()),
            Self::Bytes { bytes, .. } => Box::new(bytes.as_slice()),
            Self::Stdin => Box::new(io::stdin().lock()),
            Self::File(path) => Box::new(File::open(path).map_err(unreadable)?),
        };
        let mut bytes = Vec::new();
        reader.take(largest.0 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > largest.0 { Err(too_large(self, largest)) } else { Ok(bytes) }
    }

    /// The number of bytes to read from a file; `None` if it is not known without reading them.
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Self::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len()),
            Self::Stdin => None,
            Self::Text { .. } | Self::Bytes { .. } => Some(0),
        }
    }

    /// Whether the text can be read again: a pipe is empty then, or blocks for ever.
    pub(super) fn can_be_read_again(&self) -> bool {
        match self {
            Self::File(path) => path.is_file(),
            Self::Stdin => false,
            Self::Text { .. } | Self::Bytes { .. } => true,
        }
    }
}

/// Reads all bytes of an input, unless it is no text or too large.
fn read(
    mut input: impl Read,
    name: impl fmt::Display,
    largest: Size,
    bytes: &mut Vec<u8>,
) -> Result<(), Diagnostic> {
    let mut read_to = |end: u64, bytes: &mut Vec<u8>| {
        let more = end - bytes.len() as u64;
        let result = input.by_ref().take(more).read_to_end(bytes);
        result.map_err(|error| Diagnostic::unreadable(&name, reason(&error)))
    };
    read_to(BEGINNING.min(largest.0 + 1), bytes)?;
    if let Some(encoding) = encoding(bytes) {
        let message = format!("this is {encoding}, not UTF-8");
        return Err(not_text(&name, "", 0, message).with_hint(SAVE_AS_UTF_8));
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(not_text(&name, "", 0, "this is a binary file, not text"));
    }
    read_to(largest.0 + 1, bytes)?;
    if bytes.len() as u64 > largest.0 { Err(too_large(&name, largest)) } else { Ok(()) }
}

fn too_large(name: impl fmt::Display, largest: Size) -> Diagnostic {
    let diagnostic = Diagnostic::unreadable(name, format!("it is larger than {largest}"));
    diagnostic.with_hint("`--max-size` reads larger files")
}

const SAVE_AS_UTF_8: &str = "save the file as UTF-8";

fn not_utf8(name: impl fmt::Display, bytes: &[u8], error: Utf8Error) -> Diagnostic {
    let offset = error.valid_up_to();
    let message = format!("this is not UTF-8: byte 0x{:02X}", bytes[offset]);
    // Up to the offset the lossy text has the same bytes.
    not_text(name, &String::from_utf8_lossy(bytes), offset, message).with_hint(SAVE_AS_UTF_8)
}

/// The content of a file cannot be used, because of what is at an offset of its text.
fn not_text(name: impl fmt::Display, text: &str, offset: usize, message: impl Into<String>) -> Diagnostic {
    let location = Location::at_offset(text, offset, &DataPath::default());
    Diagnostic::error(message).in_file(name).at(location)
}

/// Detects UTF-16 and UTF-32 by the byte order mark, or by the zeros in the first ASCII characters.
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

/// A number of bytes, written `100000`, `512K`, `256M` or `1G`, the last three in steps of 1,024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(u64);

impl Size {
    /// The default limit for a file, ten times the size of a show of 100,000 placements. It keeps endless
    /// pipes from filling the memory.
    pub const LARGEST: Self = Self(256 << 20);
}

const UNITS: [(&str, u32); 3] = [("K", 10), ("M", 20), ("G", 30)];

impl FromStr for Size {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected = ParseError::expected("a number of bytes such as 512K, 256M or 1G, below 4G");
        let text = text.to_ascii_uppercase();
        let in_units = UNITS.iter().find_map(|(unit, shift)| Some((text.strip_suffix(unit)?, *shift)));
        let (number, shift) = in_units.unwrap_or((&text, 0));
        let bytes = number.parse().ok().and_then(|number: u64| number.checked_mul(1 << shift));
        // Ranges of a text are stored in 32 bits.
        bytes.filter(|&bytes| bytes < 4 << 30).map(Self).ok_or(expected)
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
