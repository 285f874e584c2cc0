//! What is wrong with a file: a place and a reason flow in, `file:line:column: error: reason` flows out.

use super::path::Path;
use super::source::{Position, Source, data_error};
use crate::error::Error;
use std::fmt;

/// One violated rule, somewhere in a document.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) path: Path,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// One thing that is wrong with a catalog file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1; none where the file as a whole is meant.
    pub line: Option<usize>,
    /// The character in the line, from 1.
    pub column: Option<usize>,
    /// Where in the data, such as `seasons[1].episodes[2].title`; empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Finding {
    pub(super) fn in_text(source: &Source, text: &str, problem: Problem) -> Self {
        let position = Position::of_path(text, &problem.path);
        Self::at(source, position, problem)
    }

    pub(super) fn at(source: &Source, position: Position, problem: Problem) -> Self {
        Self {
            file: source.to_string(),
            line: Some(position.line),
            column: Some(position.column),
            path: problem.path.to_string(),
            message: problem.message,
            hint: problem.hint,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": error: {}", self.message)?;
        if !self.path.is_empty() {
            write!(f, " (at {})", self.path)?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

/// All problems at once, as the error that stops a command.
pub(super) fn error(findings: &[Finding]) -> Error {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    data_error(lines.join("\n"))
}
