//! What is wrong with one file: places and reasons flow in as they are met, problems flow out.

use super::path::{At, Path, Step};
use crate::error::did_you_mean;
use crate::text::truncate;
use std::borrow::Cow;
use std::collections::HashSet;

/// How many problems of a kind are kept of one file. It bounds what a file of nothing but problems can cost.
pub(super) const MOST: usize = 10_000;

/// How many characters of a text a message quotes.
const QUOTED: usize = 100;

/// A text as a message quotes it; files may hold texts of many megabytes.
pub(super) fn brief(text: &str) -> Cow<'_, str> {
    truncate(text, QUOTED)
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; a curator should look at it.
    Warning,
}

impl Severity {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One violated rule, somewhere in a document.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) severity: Severity,
    pub(super) path: Path,
    /// Whether it is the key at the end of the path that is wrong, rather than the value.
    pub(super) on_key: bool,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// Everything that is wrong with one document, in no order.
#[derive(Debug, Default)]
pub(super) struct Problems {
    pub(super) list: Vec<Problem>,
    /// How many there are of each kind, kept or not.
    errors: usize,
    warnings: usize,
    /// Where the document says nothing that could be used.
    holes: HashSet<Vec<Step<String>>>,
}

impl Problems {
    /// Keeps a problem, unless it only comes from something that is not there. A key is there whatever its value is.
    pub(super) fn add(&mut self, problem: Problem) {
        if !problem.on_key && self.is_in_hole(&problem.path) {
            return;
        }
        let count = match problem.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MOST {
            self.list.push(problem);
        }
    }

    pub(super) fn error(&mut self, at: &At<'_>, message: impl Into<String>) {
        self.add(Problem::new(Severity::Error, at.path(), message));
    }

    pub(super) fn warn(&mut self, at: &At<'_>, message: impl Into<String>) {
        self.add(Problem::new(Severity::Warning, at.path(), message));
    }

    /// Counts warnings that nobody kept.
    pub(super) fn leave_out_warnings(&mut self, number: usize) {
        self.warnings += number;
    }

    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether so many errors are known that the rest of the file is not worth reading.
    pub(super) fn is_full(&self) -> bool {
        self.errors >= MOST
    }

    /// How many errors and warnings are not kept.
    pub(super) fn left_out(&self) -> [(Severity, usize); 2] {
        [
            (Severity::Error, self.errors.saturating_sub(MOST)),
            (Severity::Warning, self.warnings.saturating_sub(MOST)),
        ]
    }

    /// Remembers that what stands here only fills a place: nothing that follows from it is a problem of its own.
    pub(super) fn hole(&mut self, at: &At<'_>) {
        self.holes.insert(at.path().0);
    }

    /// Whether a section has holes.
    pub(super) fn has_holes_in(&self, section: &str) -> bool {
        let is_in = |hole: &Vec<Step<String>>| match hole.first() {
            Some(Step::Key(key)) => key == section,
            _ => true,
        };
        self.holes.iter().any(is_in)
    }

    pub(super) fn is_hole(&self, at: &At<'_>) -> bool {
        !self.holes.is_empty() && self.is_in_hole(&at.path())
    }

    fn is_in_hole(&self, path: &Path) -> bool {
        let mut around = (0..=path.0.len()).map(|length| &path.0[..length]);
        around.any(|place| self.holes.contains(place))
    }
}

impl Problem {
    pub(super) fn new(severity: Severity, path: Path, message: impl Into<String>) -> Self {
        Self { severity, path, on_key: false, message: message.into(), hint: None }
    }

    pub(super) fn on_key(self) -> Self {
        Self { on_key: true, ..self }
    }

    /// Says also which of some names was perhaps meant, if any is near.
    pub(super) fn suggesting(self, near: &[&str]) -> Self {
        Self { hint: did_you_mean(near), ..self }
    }

    pub(super) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}
