//! Reads catalog files: finds them, parses and checks each, and joins their shows to a [`Catalog`], or reports everything
//! that is wrong with them.
//!
//! A file is parsed into a `Document`, which is checked and packed into a `ShowRecord`. Its text is then dropped.

mod ceiling;
mod conflicts;
mod diagnostics;
mod document;
mod field;
mod files;
mod link;
mod lint;
mod location;
mod reader;
#[cfg(test)]
mod schema;
mod strict;

use crate::error::Error;
use crate::model::{Catalog, Ceiling, Conflict, ShowRecord};
use diagnostics::Diagnostics;
use document::Document;
use files::{Files, Input};
use location::Path;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::de::IgnoredAny;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use diagnostics::{Diagnostic, Severity};
pub use files::{Progress, Request, Size};
pub use location::Location;

/// The JSON Schema of a catalog file, for editors. It says what the types in `document` and the checks in `field` ask of
/// one file, as far as a schema can.
pub const SCHEMA: &str = include_str!("../../data/catalog.schema.json");

/// Reads and joins the files that are asked for, without what the ceilings hide. Also returns how many placements they
/// hide. If any file has errors, the result is an error that reports every problem of every file.
pub fn catalog(request: Request<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    join(Files::find(request).with_stdin(), ceilings)
}

/// The catalog of one file's text, called `name` in messages.
pub fn text(name: &str, text: &str) -> Result<Catalog, Error> {
    join(Files::single(Input::Text { name, text }), &[]).map(|(catalog, _)| catalog)
}

/// The text of a file that is no catalog, or of standard input if the path is `-`: no larger than `largest`, in UTF-8.
pub fn file(path: &std::path::Path, largest: Size) -> Result<String, Error> {
    let text = Input::parse(path).any_text(largest, &mut Vec::new()).map(str::to_owned);
    text.map_err(|diagnostic| vec![diagnostic].into())
}

/// Whether a path stands for standard input.
pub fn is_stdin(path: &std::path::Path) -> bool {
    matches!(Input::parse(path), Input::Stdin)
}

/// The number of bytes to read from files for a request, unless it is not known without reading them.
pub fn size(request: Request<'_>) -> Option<u64> {
    let inputs = Files::find(request).inputs.into_iter();
    let size = |input| match input {
        Input::File(path) => {
            let metadata = path.metadata().ok().filter(|metadata| metadata.is_file());
            metadata.map(|metadata| metadata.len())
        }
        Input::Stdin => None,
        Input::Text { .. } | Input::Bytes { .. } => Some(0),
    };
    inputs.map(size).sum()
}

/// Whether a file is one of those that make the catalog.
pub fn is_catalog_file(path: &std::path::Path, request: Request<'_>) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let is_same = |input: &Input<'_>| match input {
        Input::File(file) => file.canonicalize().is_ok_and(|file| file == path),
        Input::Stdin | Input::Text { .. } | Input::Bytes { .. } => false,
    };
    Files::find(request).inputs.iter().any(is_same)
}

/// The result of checking catalog files.
#[derive(Debug)]
pub struct Report {
    /// How many files were checked.
    pub files: usize,
    /// In the order of the files, and of the places in them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds errors and warnings in the files that are asked for.
pub fn check(request: Request<'_>) -> Report {
    let files = Files::find(request).with_stdin();
    let number = files.inputs.len();
    Report { files: number, diagnostics: check_files(files) }
}

/// Finds errors and warnings in the bytes of one file, called `name` in messages.
pub fn check_bytes(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    match Input::read(name, bytes, Size::LARGEST) {
        Ok(input) => check_files(Files::single(input)),
        Err(diagnostic) => vec![diagnostic],
    }
}

fn check_files(files: Files<'_>) -> Vec<Diagnostic> {
    let shows = Shows::read(&files, &[], true);
    let conflicts = Catalog::conflicts(&shows.records);
    shows.into_diagnostics(conflicts, files)
}

fn join(files: Files<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    let mut shows = Shows::read(&files, ceilings, false);
    if shows.has_diagnostics(&files) {
        let conflicts = Catalog::conflicts(&shows.records);
        return Err(shows.into_diagnostics(conflicts, files).into());
    }
    ceiling::check_shows_exist(ceilings, &shows.records)?;
    let held_back = shows.held_back;
    match Catalog::join(std::mem::take(&mut shows.records)) {
        Ok(catalog) => Ok((catalog, held_back)),
        Err(conflicts) => Err(shows.into_diagnostics(conflicts, files).into()),
    }
}

/// The shows of some files, and what is wrong with the files.
#[derive(Default)]
struct Shows {
    records: Vec<ShowRecord>,
    /// The number of the input of each show.
    inputs: Vec<usize>,
    /// Each with the number of its input.
    diagnostics: Vec<(usize, Diagnostic)>,
    /// How many placements the ceilings hide.
    held_back: usize,
}

impl Shows {
    /// Reads all files, with warnings if `thorough`.
    fn read(files: &Files<'_>, ceilings: &[Ceiling], thorough: bool) -> Self {
        let (done, all) = (AtomicUsize::new(0), files.inputs.len());
        let read_one = |buffer: &mut Vec<u8>, input: &Input<'_>| {
            let file = read_file(input, files.request.largest, ceilings, thorough, buffer);
            (files.request.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            file
        };
        let results: Vec<FileResult> = if files.are_worth_threads() {
            files.inputs.par_iter().map_init(Vec::new, read_one).collect()
        } else {
            let mut buffer = Vec::new();
            files.inputs.iter().map(|input| read_one(&mut buffer, input)).collect()
        };
        let mut shows = Self::default();
        for (number, file) in results.into_iter().enumerate() {
            shows.held_back += file.held_back;
            if let Some(show) = file.show {
                shows.records.push(show);
                shows.inputs.push(number);
            }
            shows.diagnostics.extend(file.diagnostics.into_iter().map(|diagnostic| (number, diagnostic)));
        }
        shows
    }

    fn has_diagnostics(&self, files: &Files<'_>) -> bool {
        !self.diagnostics.is_empty() || !files.unreadable.is_empty()
    }

    /// All diagnostics, with those for the conflicts and for what cannot be read, by file, place and severity.
    fn into_diagnostics(self, conflicts: Vec<Conflict>, files: Files<'_>) -> Vec<Diagnostic> {
        let mut all = self.diagnostics;
        all.extend(conflicts::describe(conflicts, &files, &self.inputs));
        let last = files.inputs.len();
        all.extend(files.unreadable.into_iter().map(|diagnostic| (last, diagnostic)));
        all.sort_by_key(|(input, diagnostic)| {
            let location = diagnostic.location.as_ref();
            let place = location.map_or((usize::MAX, 0), |location| (location.line, location.column));
            (*input, place, diagnostic.severity)
        });
        all.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

/// What was read from one file.
#[derive(Default)]
struct FileResult {
    /// Also there if the file has errors, as far as it could be read.
    show: Option<ShowRecord>,
    diagnostics: Vec<Diagnostic>,
    /// How many placements a ceiling hides.
    held_back: usize,
}

impl FileResult {
    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }
}

/// Reads and checks one file. Looks for warnings only if `thorough`.
fn read_file(
    input: &Input<'_>,
    largest: Size,
    ceilings: &[Ceiling],
    thorough: bool,
    buffer: &mut Vec<u8>,
) -> FileResult {
    let text = match input.text(largest, buffer) {
        Ok(text) => text,
        Err(diagnostic) => return FileResult::failed(diagnostic),
    };
    // Most files are valid, and strict parsing takes two thirds of the time. Invalid files are parsed again to find all
    // of their errors.
    if !thorough && let Ok(document) = strict::parse_strict(text) {
        let (show, diagnostics) = link::link(&document, Diagnostics::default());
        if !diagnostics.has_errors() {
            return with_ceiling(document, show, ceilings);
        }
    }
    let mut diagnostics = Diagnostics::default();
    let document = match reader::read(text, thorough, &mut diagnostics) {
        Ok(document) => document,
        Err((error, path)) => {
            return FileResult {
                diagnostics: explain_failure(input, text, diagnostics, &error, &path),
                ..FileResult::default()
            };
        }
    };
    let (show, mut diagnostics) = link::link(&document, diagnostics);
    if thorough {
        lint::lint(&document, &show, &mut diagnostics);
    } else if !diagnostics.has_errors() {
        return with_ceiling(document, show, ceilings);
    }
    FileResult { show: Some(show), diagnostics: diagnostics.locate(input, text), held_back: 0 }
}

/// Why reading stopped early: the text is not JSON, or it has too many errors.
fn explain_failure(
    input: &Input<'_>,
    text: &str,
    diagnostics: Diagnostics,
    error: &serde_json::Error,
    path: &Path,
) -> Vec<Diagnostic> {
    if !diagnostics.is_full() {
        return vec![Diagnostic::of_syntax_error(input, text, error, path)];
    }
    // Locations can only be found in JSON.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return vec![Diagnostic::of_syntax_error(input, text, &error, &Path::default())];
    }
    let mut listed = diagnostics.locate(input, text);
    let message = format!("`{input}` has too many errors; the rest was not read");
    listed.push(Diagnostic::error(message).in_file(input));
    listed
}

/// The show of a document without errors, up to the ceiling for it, if there is one.
fn with_ceiling(mut document: Document<'_>, show: ShowRecord, ceilings: &[Ceiling]) -> FileResult {
    let Some(last) = ceiling::find(ceilings, &document.show) else {
        return FileResult { show: Some(show), ..FileResult::default() };
    };
    let held_back = ceiling::cut(&mut document, last);
    // The only errors are empty titles of sources, which the ceiling removes.
    let (show, _) = link::link(&document, Diagnostics::default());
    FileResult { show: Some(show), held_back, ..FileResult::default() }
}
