//! Errors and warnings in catalog files, printed as compilers do: `file:line:column: error: message`.

use super::location::{At, Location, Path, Step, offset_of_error};
use crate::error::{Error, MAX_DIAGNOSTICS, cannot_read, count, did_you_mean};
use crate::text::{sanitize, truncate};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// How many characters of a text from a file a message quotes: it may have many megabytes.
const MAX_QUOTED: usize = 100;

/// How many characters of a message, path or hint are printed.
const MAX_PRINTED: usize = 400;

/// A text as a message quotes it.
pub(super) fn quote(text: &str) -> Cow<'_, str> {
    truncate(text, MAX_QUOTED)
}

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is rejected.
    Error,
    /// The file can be used, but its author should look at it.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something wrong with a catalog file.
#[derive(Debug)]
pub struct Diagnostic {
    /// Whether the file is rejected for it.
    pub severity: Severity,
    /// The name of the file.
    pub file: String,
    /// Where in the file; `None` if it is about the file as a whole.
    pub location: Option<Box<Location>>,
    /// What is wrong.
    pub message: String,
    /// How to mend it, if that is known.
    pub hint: Option<String>,
}

impl Diagnostic {
    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, file: String::new(), location: None, message: message.into(), hint: None }
    }

    pub(super) fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    pub(super) fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    pub(super) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Adds the hint "did you mean ...?" if there are names to suggest.
    pub(super) fn suggesting<S: AsRef<str>>(self, names: &[S]) -> Self {
        Self { hint: did_you_mean(names), ..self }
    }

    pub(super) fn in_file(self, file: impl fmt::Display) -> Self {
        Self { file: file.to_string(), ..self }
    }

    pub(super) fn at(self, location: Location) -> Self {
        Self { location: Some(Box::new(location)), ..self }
    }

    pub(super) fn unreadable(file: impl fmt::Display, reason: impl fmt::Display) -> Self {
        Self::error(cannot_read(&file, reason)).in_file(file)
    }

    /// The text of a file is not JSON; `path` is the value that was being read.
    pub(super) fn of_syntax_error(
        file: impl fmt::Display,
        text: &str,
        error: &serde_json::Error,
        path: &Path,
    ) -> Self {
        let offset = offset_of_error(text, error);
        let (message, hint) = explain_syntax_error(error, &text[offset..]);
        let location = Location::at_offset(text, offset, path);
        Self { hint: hint.map(str::to_owned), ..Self::error(message).in_file(file).at(location) }
    }
}

impl fmt::Display for Diagnostic {
    /// Message, excerpt and hint on lines of their own, safe to print on a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = printable(&self.message);
        match self.location.as_deref() {
            None => write!(f, "soundtrack: {message}")?,
            Some(Location { line, column, path, excerpt }) => {
                let file = printable(&self.file);
                write!(f, "{file}:{line}:{column}: {}: {message}", self.severity.word())?;
                if !path.is_empty() {
                    write!(f, " (at {})", printable(path))?;
                }
                write!(f, "{excerpt}")?;
            }
        }
        self.hint.iter().try_for_each(|hint| write!(f, "\nhint: {}", printable(hint)))
    }
}

fn printable(text: &str) -> String {
    sanitize::line(&truncate(text, MAX_PRINTED)).into_owned()
}

/// The error that stops a command; its message has all the diagnostics.
impl From<Vec<Diagnostic>> for Error {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        let lines: Vec<String> = diagnostics.iter().map(Diagnostic::to_string).collect();
        Self::data(lines.join("\n\n"))
    }
}

/// The diagnostics of one file while it is read: they have a path, but no file and location yet.
#[derive(Debug, Default)]
pub(super) struct Diagnostics {
    list: Vec<(Path, Diagnostic)>,
    /// How many there are, with those that are not in the list because there are too many.
    errors: usize,
    warnings: usize,
    /// The paths of values that were invalid or missing and were replaced by empty ones.
    placeholders: HashSet<Vec<Step<String>>>,
}

impl Diagnostics {
    /// Adds a diagnostic, unless it is about a value inside a placeholder. One about a key is always added:
    /// the key is there, whatever its value is.
    pub(super) fn add(&mut self, path: Path, diagnostic: Diagnostic) {
        if !path.on_key && self.is_in_placeholder(&path) {
            return;
        }
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MAX_DIAGNOSTICS {
            self.list.push((path, diagnostic));
        }
    }

    pub(super) fn error(&mut self, at: &At<'_>, message: impl Into<String>) {
        self.add(at.path(), Diagnostic::error(message));
    }

    pub(super) fn warn(&mut self, at: &At<'_>, message: impl Into<String>) {
        self.add(at.path(), Diagnostic::warning(message));
    }

    /// Counts warnings that are not listed.
    pub(super) fn omit_warnings(&mut self, number: usize) {
        self.warnings += number;
    }

    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether there are so many errors that the rest of the file should not be read.
    pub(super) fn is_full(&self) -> bool {
        self.errors >= MAX_DIAGNOSTICS
    }

    /// This value was invalid and has been replaced by an empty one: diagnostics inside it are ignored.
    pub(super) fn mark_invalid(&mut self, at: &At<'_>) {
        self.placeholders.insert(at.path().steps);
    }

    /// Whether there are placeholders anywhere in a section of the document.
    pub(super) fn has_placeholders_in(&self, section: &str) -> bool {
        let is_in_section = |placeholder: &Vec<Step<String>>| match placeholder.first() {
            Some(Step::Key(key)) => key == section,
            _ => true,
        };
        self.placeholders.iter().any(is_in_section)
    }

    pub(super) fn is_placeholder(&self, at: &At<'_>) -> bool {
        !self.placeholders.is_empty() && self.is_in_placeholder(&at.path())
    }

    fn is_in_placeholder(&self, path: &Path) -> bool {
        (0..=path.steps.len()).any(|length| self.placeholders.contains(&path.steps[..length]))
    }

    /// Finds the locations. The text must be JSON.
    pub(super) fn locate(self, file: impl fmt::Display, text: &str) -> Vec<Diagnostic> {
        let paths: Vec<&Path> = self.list.iter().map(|(path, _)| path).collect();
        let locations = Location::find_all(text, &paths);
        let listed = self.list.into_iter().zip(locations);
        let mut located: Vec<Diagnostic> =
            listed.map(|((_, diagnostic), location)| diagnostic.in_file(&file).at(location)).collect();
        for (severity, number) in [(Severity::Error, self.errors), (Severity::Warning, self.warnings)] {
            if number > MAX_DIAGNOSTICS {
                let more = count(number - MAX_DIAGNOSTICS, &format!("more {}", severity.word()));
                let message = format!("`{file}` has {more} that are not listed");
                located.push(Diagnostic::new(severity, message).in_file(&file));
            }
        }
        located
    }
}

/// Common mistakes by how they begin, each with a hint.
const LOOKALIKES: [(&[&str], &str); 4] = [
    (&["//", "/*", "#"], "JSON has no comments: use a `note`"),
    (&["'", "\u{201c}", "\u{201d}", "`"], "texts and keys need straight double quotes: \"…\""),
    (&["None", "True", "False", "undefined", "nil"], "JSON has `null`, `true` and `false`"),
    (&["NaN", "Infinity", "-Infinity", "+", "."], "a number is written in digits"),
];

/// The message and hint for an error of the parser; `rest` is the text from where it stopped.
fn explain_syntax_error(error: &serde_json::Error, rest: &str) -> (String, Option<&'static str>) {
    let text = error.to_string();
    // The parser's own line and column are left out: they count bytes.
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let starts_rest = |beginning: &&str| rest.starts_with(*beginning);
    let lookalike =
        LOOKALIKES.iter().find(|(beginnings, _)| beginnings.iter().any(starts_rest)).map(|(_, hint)| *hint);
    if error.is_eof() {
        return ("unexpected end of the file".to_owned(), None);
    }
    match reason {
        "trailing comma" => ("trailing comma".to_owned(), Some("remove the comma before it")),
        "trailing characters" => {
            ("unexpected text after the catalog".to_owned(), lookalike.or(Some("a file has one object")))
        }
        "number out of range" => ("the number is too large".to_owned(), None),
        "key must be a string" => ("expected a key in double quotes".to_owned(), lookalike),
        _ if reason.starts_with("control character") => (
            "a text has a line break or a control character in it".to_owned(),
            Some(r"close the text with a double quote; a line break in it is written \n"),
        ),
        _ => (format!("this is not JSON: {reason}"), lookalike),
    }
}
