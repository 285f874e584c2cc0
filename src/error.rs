//! The error type of the program, with hints and exit statuses, and helpers for wording messages.

use std::fmt;
use std::io;

/// The largest number of errors, and of warnings, that is kept for a catalog file. It limits the cost of
/// hostile files.
pub const MAX_DIAGNOSTICS: usize = 10_000;

/// Why a command failed.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    hint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The request was valid, but nothing in the catalog matches.
    NotFound,
    /// Nothing in the catalog has this name, or a similar one.
    UnknownName,
    Usage,
    /// A catalog file cannot be read or is invalid; the message names it.
    Data,
    /// The output could not be written.
    Write,
    /// The reader of the output closed the pipe.
    ClosedPipe,
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// Nothing in the catalog matches.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Nothing in the catalog has this name, or a similar one.
    pub fn unknown_name(message: impl Into<String>) -> Self {
        Self::new(Kind::UnknownName, message)
    }

    /// The arguments are invalid.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Catalog files cannot be read or are invalid. The message is a report that names the files.
    pub fn data(report: impl Into<String>) -> Self {
        Self::new(Kind::Data, report)
    }

    /// Adds advice that is printed after the message.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Appends to the message.
    #[must_use]
    pub fn append(mut self, text: &str) -> Self {
        self.message += text;
        self
    }

    /// Adds the hint "did you mean ...?", unless there are no names.
    #[must_use]
    pub fn suggesting(mut self, names: &[&str]) -> Self {
        self.hint = did_you_mean(names).or(self.hint);
        self
    }

    /// Adds advice, unless there is some.
    #[must_use]
    pub fn or_hint(mut self, hint: &str) -> Self {
        self.hint.get_or_insert_with(|| hint.to_owned());
        self
    }

    /// The advice that is printed after the message.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Whether nothing in the catalog matches.
    pub fn is_not_found(&self) -> bool {
        matches!(self.kind, Kind::NotFound | Kind::UnknownName)
    }

    /// Whether nothing has the name that was typed, or a similar one.
    pub fn is_unknown_name(&self) -> bool {
        self.kind == Kind::UnknownName
    }

    /// Whether it is about catalog files, so that the message begins with a file name.
    pub fn is_data(&self) -> bool {
        self.kind == Kind::Data
    }

    /// The exit status of the program.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::ClosedPipe => 0,
            Kind::NotFound | Kind::UnknownName => 1,
            Kind::Usage | Kind::Data | Kind::Write => 2,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    /// An error of writing the output. Errors of reading files are converted where they are read.
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => Kind::ClosedPipe,
            _ => Kind::Write,
        };
        Self::new(kind, format!("cannot write the output: {}", reason(&error)))
    }
}

/// The reason of an I/O error, to be put after a colon: it begins in lower case and has no error number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = reason.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The message for a file that cannot be read.
pub fn cannot_read(file: impl fmt::Display, reason: impl fmt::Display) -> String {
    format!("cannot read `{file}`: {reason}")
}

/// The error that a file cannot be written.
pub fn cannot_write(file: &std::path::Path, error: &io::Error) -> Error {
    Error::usage(format!("cannot write `{}`: {}", file.display(), reason(error)))
}

/// The hint "did you mean ...?", if there are names to suggest.
pub fn did_you_mean<S: AsRef<str>>(names: &[S]) -> Option<String> {
    (!names.is_empty()).then(|| format!("did you mean {}?", one_of(names)))
}

/// The message for a word that is none of a set.
pub fn unknown_word<S: AsRef<str>>(kind: &str, word: &str, known: &[S]) -> String {
    format!("unknown {kind} `{word}`: expected {}", one_of(known))
}

/// Names in backticks, the last two joined by "or".
pub fn one_of<S: AsRef<str>>(names: &[S]) -> String {
    join(names, "or", |name| format!("`{}`", name.as_ref()))
}

/// Words joined by commas, the last two by "and".
pub fn all_of<S: AsRef<str>>(words: &[S]) -> String {
    join(words, "and", |word| word.as_ref().to_owned())
}

fn join<S: AsRef<str>>(words: &[S], conjunction: &str, print: impl Fn(&S) -> String) -> String {
    match words {
        [] => String::new(),
        [word] => print(word),
        [words @ .., last] => {
            let words: Vec<String> = words.iter().map(&print).collect();
            format!("{} {conjunction} {}", words.join(", "), print(last))
        }
    }
}

/// A number with a noun in the singular or plural: `1 song`, `7 songs`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_plurals_are_grammatical() {
        assert_eq!(one_of::<&str>(&[]), "");
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(all_of(&["a", "b"]), "a and b");
        assert_eq!(count(1, "song"), "1 song");
        assert_eq!(count(0, "song"), "0 songs");
    }

    #[test]
    fn a_closed_pipe_exits_with_0_and_a_full_disk_with_2() {
        assert_eq!(Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).exit_code(), 0);
        assert_eq!(Error::from(io::Error::from(io::ErrorKind::StorageFull)).exit_code(), 2);
    }

    #[test]
    fn reasons_begin_in_lower_case() {
        let error = std::fs::File::open("no/such/file").unwrap_err();
        assert_eq!(reason(&error), "no such file or directory");
    }
}
