//! What can go wrong, in words for a person: a failure of any room flows in, a message, a hint and an exit status
//! flow out.

use std::fmt;
use std::io;

/// Why a command gave no answer.
#[derive(Debug)]
pub enum Error {
    /// The question was fine and the catalog does not know: exit status 1.
    NotFound {
        /// What is not there.
        message: String,
        /// What there is, or what to try.
        hint: Option<String>,
    },
    /// The question makes no sense: exit status 2.
    Usage {
        /// What cannot be understood.
        message: String,
        /// How to say it.
        hint: Option<String>,
    },
    /// Catalog files cannot be read or are wrong: exit status 2.
    Data {
        /// One line or more per problem, each naming its file.
        report: String,
    },
    /// The answer could not be written: exit status 2, or 0 if nobody reads on.
    Write(io::Error),
}

impl Error {
    /// Nothing in the catalog fits.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::NotFound { message: message.into(), hint: None }
    }

    /// The question makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// The same error, saying also what to do about it.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        let hint = Some(hint.into());
        match self {
            Self::NotFound { message, .. } => Self::NotFound { message, hint },
            Self::Usage { message, .. } => Self::Usage { message, hint },
            other => other,
        }
    }

    /// The same error, saying more.
    #[must_use]
    pub fn and(self, more: &str) -> Self {
        match self {
            Self::NotFound { message, hint } => Self::NotFound { message: message + more, hint },
            Self::Usage { message, hint } => Self::Usage { message: message + more, hint },
            other => other,
        }
    }

    /// The same error, suggesting names that were perhaps meant.
    #[must_use]
    pub fn suggesting(self, names: &[&str]) -> Self {
        match did_you_mean(names) {
            Some(hint) => self.with_hint(hint),
            None => self,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::NotFound { hint, .. } | Self::Usage { hint, .. } => hint.as_deref(),
            Self::Data { .. } | Self::Write(_) => None,
        }
    }

    /// Whether the catalog was asked and does not know.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound { .. })
    }

    /// The exit status of the program: 1 nothing matched, 2 usage, data or I/O error; a closed pipe is no error.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotFound { .. } => 1,
            Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Usage { .. } | Self::Data { .. } | Self::Write(_) => 2,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { message, .. } | Self::Usage { message, .. } => f.write_str(message),
            Self::Data { report } => f.write_str(report),
            Self::Write(error) => write!(f, "cannot write the output: {}", reason(error)),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    /// Files are read in `load` alone, which reports failures itself; anywhere else I/O means writing the answer.
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Why an operation of the system failed, as a message goes on: lower case, without the error number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The hint that names what was perhaps meant, if anything is near.
pub fn did_you_mean<S: AsRef<str>>(names: &[S]) -> Option<String> {
    (!names.is_empty()).then(|| format!("did you mean {}?", one_of(names)))
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

/// A number and a noun that agree: `1 song`, `7 songs`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(one_of::<&str>(&[]), "");
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(all_of(&["a", "b"]), "a and b");
        assert_eq!(count(1, "song"), "1 song");
        assert_eq!(count(0, "song"), "0 songs");
    }

    #[test]
    fn a_closed_pipe_is_no_error_and_a_full_disk_is() {
        assert_eq!(Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).exit_code(), 0);
        assert_eq!(Error::from(io::Error::from(io::ErrorKind::StorageFull)).exit_code(), 2);
    }

    #[test]
    fn reasons_go_on_in_a_sentence() {
        let error = std::fs::File::open("no/such/file").unwrap_err();
        assert_eq!(reason(&error), "no such file or directory");
    }
}
