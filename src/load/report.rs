//! Reports: the problems of a text flow in, findings flow out as compilers print them: `file:line:column: error: what`.

use super::excerpt::Excerpt;
use super::path::Path;
use super::position::{self, Position};
use super::problem::{Problems, Severity};
use crate::error::{Error, count, reason};
use crate::text::{sanitize, truncate};
use std::fmt;
use std::io;

/// How many characters of a message or a path are shown.
const LONGEST: usize = 400;

/// One thing that is wrong with a catalog file.
#[derive(Debug)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The name of the file.
    pub file: String,
    /// Where in the file; nowhere if it is about the whole of it.
    pub place: Option<Box<Place>>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Where in a file.
#[derive(Clone, Debug)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// Where in the data, such as `seasons[1].episodes[2].title`; empty for the outermost object.
    pub path: String,
    excerpt: Excerpt,
}

impl Finding {
    /// An error of a whole file.
    pub(super) fn of_file(file: impl fmt::Display, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_string(),
            place: None,
            message: message.into(),
            hint: None,
        }
    }

    pub(super) fn unreadable(file: impl fmt::Display, error: &io::Error) -> Self {
        let message = format!("cannot read `{file}`: {}", reason(error));
        Self::of_file(file, message)
    }

    /// An error at a byte of a text.
    pub(super) fn at(
        file: impl fmt::Display,
        text: &str,
        offset: usize,
        path: &Path,
        message: impl Into<String>,
    ) -> Self {
        Self {
            place: Place::of_offsets(text, &[offset], &[path]).pop().map(Box::new),
            ..Self::of_file(file, message)
        }
    }

    /// The problems of a text that is JSON.
    pub(super) fn of_problems(file: impl fmt::Display, text: &str, problems: Problems) -> Vec<Self> {
        let left_out = problems.left_out();
        let problems = problems.list;
        let paths: Vec<&Path> = problems.iter().map(|problem| &problem.path).collect();
        let mut offsets = position::offsets_of_paths(text, &paths);
        for (problem, offset) in problems.iter().zip(&mut offsets) {
            if problem.on_key {
                *offset = position::offset_of_key(text, *offset);
            }
        }
        let places = Place::of_offsets(text, &offsets, &paths);
        let listed = problems.into_iter().zip(places);
        let listed = listed.map(|(problem, place)| Self {
            severity: problem.severity,
            file: file.to_string(),
            place: Some(Box::new(place)),
            message: problem.message,
            hint: problem.hint,
        });
        let more = left_out.into_iter().filter(|&(_, number)| number > 0);
        let more = more.map(|(severity, number)| {
            let message = format!("`{file}` has {} more than are listed", count(number, severity.word()));
            Self { severity, ..Self::of_file(&file, message) }
        });
        listed.chain(more).collect()
    }

    pub(super) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl Place {
    /// Where the values at some paths of a text that is JSON begin.
    pub(super) fn of_paths(text: &str, paths: &[&Path]) -> Vec<Self> {
        Self::of_offsets(text, &position::offsets_of_paths(text, paths), paths)
    }

    fn of_offsets(text: &str, offsets: &[usize], paths: &[&Path]) -> Vec<Self> {
        let positions = Position::of_offsets(text, offsets);
        let places = positions.into_iter().zip(offsets).zip(paths);
        let place = |((Position { line, column }, &offset), path): ((_, _), &&Path)| Self {
            line,
            column,
            path: path.to_string(),
            excerpt: Excerpt::of(text, offset),
        };
        places.map(place).collect()
    }
}

impl fmt::Display for Finding {
    /// Each part on its own line, with nothing in it that could command a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = shown(&self.message);
        match self.place.as_deref() {
            None => write!(f, "soundtrack: {message}")?,
            Some(Place { line, column, path, excerpt }) => {
                let file = shown(&self.file);
                write!(f, "{file}:{line}:{column}: {}: {message}", self.severity.word())?;
                if !path.is_empty() {
                    write!(f, " (at {})", shown(path))?;
                }
                write!(f, "{excerpt}")?;
            }
        }
        self.hint.iter().try_for_each(|hint| write!(f, "\nhint: {}", shown(hint)))
    }
}

/// The beginning of a text on one line.
fn shown(text: &str) -> String {
    sanitize::line(&truncate(text, LONGEST)).into_owned()
}

/// All problems at once, as the error that stops a command.
impl From<Vec<Finding>> for Error {
    fn from(findings: Vec<Finding>) -> Self {
        let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
        Self::data(lines.join("\n"))
    }
}
