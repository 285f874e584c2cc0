//! What is wrong with a file: a place and a reason flow in, `file:line:column: error: reason` flows out.

use super::path::Path;
use super::position::{Position, of_paths};
use crate::error::{Error, reason};
use std::fmt;
use std::io;

/// One violated rule, somewhere in a document.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) path: Path,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// One thing that is wrong with a catalog file.
#[derive(Debug)]
pub(super) enum Finding {
    /// The file or folder of this name could not be read.
    Unreadable { name: String, reason: String },
    /// The file says something wrong.
    Wrong {
        file: String,
        position: Position,
        /// Where in the data, such as `seasons[1].episodes[2].title`; empty for the whole file.
        path: String,
        message: String,
        hint: Option<String>,
    },
}

impl Finding {
    pub(super) fn unreadable(name: impl fmt::Display, error: &io::Error) -> Self {
        Self::Unreadable {
            name: name.to_string(),
            reason: reason(error),
        }
    }

    /// Problems of a text that is JSON, in the order of the text.
    pub(super) fn in_text(
        file: impl fmt::Display,
        text: &str,
        problems: Vec<Problem>,
    ) -> Vec<Self> {
        let paths: Vec<Path> = problems
            .iter()
            .map(|problem| problem.path.clone())
            .collect();
        let mut placed: Vec<(Position, Problem)> =
            of_paths(text, &paths).into_iter().zip(problems).collect();
        placed.sort_by_key(|&(position, _)| position);
        let finding = |(
            position,
            Problem {
                path,
                message,
                hint,
            },
        )| {
            let (file, path) = (file.to_string(), path.to_string());
            Self::Wrong {
                file,
                position,
                path,
                message,
                hint,
            }
        };
        placed.into_iter().map(finding).collect()
    }

    /// A problem that has no path.
    pub(super) fn at(
        file: impl fmt::Display,
        position: Position,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        Self::Wrong {
            file: file.to_string(),
            position,
            path: String::new(),
            message,
            hint: None,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { name, reason } => {
                write!(f, "soundtrack: cannot read `{name}`: {reason}")
            }
            Self::Wrong {
                file,
                position,
                path,
                message,
                hint,
            } => {
                write!(f, "{file}:{position}: error: {message}")?;
                if !path.is_empty() {
                    write!(f, " (at {path})")?;
                }
                hint.iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))
            }
        }
    }
}

/// All problems at once, as the error that stops a command.
impl From<Vec<Finding>> for Error {
    fn from(findings: Vec<Finding>) -> Self {
        let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
        Self::Data {
            report: lines.join("\n"),
        }
    }
}
