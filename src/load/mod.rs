//! Reads catalog files: finds them, parses and checks each, and joins their shows to a [`Catalog`], or
//! reports everything that is wrong with them.
//!
//! A file is parsed into a `Document`, which is checked and packed into a `ShowRecord`. Its text is then
//! dropped.

mod ceiling;
mod diagnostics;
mod document;
mod files;
mod link;
mod lint;
mod location;
mod reader;
#[cfg(test)]
mod schema;

use crate::error::Error;
use crate::model::{Catalog, Ceiling, Conflict, ShowRecord};
use diagnostics::Diagnostics;
use document::Document;
use files::{Files, Input};
use location::{At, Path};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use diagnostics::{Diagnostic, Severity};
pub use files::{Progress, Request, Size};
pub use location::Location;

/// The JSON Schema of a catalog file, for editors. It says what the types in `document` and the checks in
/// `link` ask of one file, as far as a schema can.
pub const SCHEMA: &str = include_str!("../../data/catalog.schema.json");

/// Reads and joins the files that are asked for, without what the ceilings hide. Also returns how many
/// placements they hide. If any file has errors, the result is an error that reports every problem of every
/// file.
pub fn catalog(request: Request<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    join(Files::find(request).with_stdin(), ceilings)
}

/// The catalog of one file's text, called `name` in messages.
pub fn text(name: &str, text: &str) -> Result<Catalog, Error> {
    join(Files::single(Input::Text { name, text }), &[]).map(|(catalog, _)| catalog)
}

/// The text of a file that is no catalog, or of standard input if the path is `-`: no larger than `largest`,
/// in UTF-8.
pub fn file(path: &std::path::Path, largest: Size) -> Result<String, Error> {
    let text = Input::parse(path).any_text(largest, &mut Vec::new()).map(str::to_owned);
    text.map_err(|diagnostic| vec![diagnostic].into())
}

/// Whether a path is `-`, which means standard input.
pub fn is_stdin(path: &std::path::Path) -> bool {
    matches!(Input::parse(path), Input::Stdin)
}

/// The number of bytes to read from files for a request, unless it is not known without reading them.
pub fn size(request: Request<'_>) -> Option<u64> {
    Files::find(request).inputs.iter().map(Input::size).sum()
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
    shows.into_diagnostics(&conflicts, files)
}

fn join(files: Files<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    let mut shows = Shows::read(&files, ceilings, false);
    if !shows.diagnostics.is_empty() || !files.unreadable.is_empty() {
        let conflicts = Catalog::conflicts(&shows.records);
        return Err(shows.into_diagnostics(&conflicts, files).into());
    }
    ceiling::check_shows_exist(ceilings, &shows.records)?;
    let held_back = shows.held_back;
    match Catalog::join(std::mem::take(&mut shows.records)) {
        Ok(catalog) => Ok((catalog, held_back)),
        Err(conflicts) => Err(shows.into_diagnostics(&conflicts, files).into()),
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

    /// All diagnostics, with those for the conflicts and for what cannot be read, by file, place and
    /// severity.
    fn into_diagnostics(self, conflicts: &[Conflict], files: Files<'_>) -> Vec<Diagnostic> {
        let mut all = self.diagnostics;
        all.extend(explain_conflicts(conflicts, &files, &self.inputs));
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

#[derive(Default)]
struct FileResult {
    /// Also there if the file has errors, as far as it could be read.
    show: Option<ShowRecord>,
    diagnostics: Vec<Diagnostic>,
    /// How many placements a ceiling hides.
    held_back: usize,
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
        Err(diagnostic) => return FileResult { diagnostics: vec![diagnostic], ..FileResult::default() },
    };
    // Most files are valid, and strict parsing takes two thirds of the time. Invalid files are parsed again
    // to find all of their errors.
    if !thorough && let Ok(document) = reader::parse_strict(text) {
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

/// The diagnostics for some conflicts, each with the number of its input: the later one of two, with a
/// reference to the earlier one. `input_of_show` is the number of the input of each show. Every input that is
/// concerned is read once more to find the locations.
fn explain_conflicts(
    conflicts: &[Conflict],
    files: &Files<'_>,
    input_of_show: &[usize],
) -> Vec<(usize, Diagnostic)> {
    let explained: Vec<([usize; 2], [Path; 2], Diagnostic)> =
        conflicts.iter().filter_map(explain_conflict).collect();
    // For each input the conflicts that it is part of, and as which of the two files.
    let mut parts: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (number, (shows, ..)) in explained.iter().enumerate() {
        for (side, &show) in shows.iter().enumerate() {
            parts.entry(input_of_show[show]).or_default().push((number, side));
        }
    }
    let mut locations: Vec<[Option<Location>; 2]> = explained.iter().map(|_| [None, None]).collect();
    let mut buffer = Vec::new();
    for (input, parts) in parts {
        let input = &files.inputs[input];
        // Without its text a conflict is reported all the same, but without a location.
        if input.can_be_read_again()
            && let Ok(text) = input.text(files.request.largest, &mut buffer)
        {
            let paths: Vec<&Path> = parts.iter().map(|&(number, side)| &explained[number].1[side]).collect();
            for ((number, side), location) in parts.into_iter().zip(Location::find_all(text, &paths)) {
                locations[number][side] = Some(location);
            }
        }
    }
    let located = explained.into_iter().zip(locations);
    located
        .map(|((shows, _, diagnostic), [earlier_location, location])| {
            let [earlier, later] = shows.map(|show| input_of_show[show]);
            let place =
                earlier_location.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
            let message = format!("{} {}{place}", diagnostic.message, files.inputs[earlier]);
            let diagnostic = diagnostic.in_file(&files.inputs[later]);
            (later, Diagnostic { message, location: location.map(Box::new), ..diagnostic })
        })
        .collect()
}

/// The two shows of a conflict, where it is in their files, and a diagnostic whose message lacks the name of
/// the earlier file at its end. `None` if an id or name is empty, which is an error of its file already.
fn explain_conflict(conflict: &Conflict) -> Option<([usize; 2], [Path; 2], Diagnostic)> {
    match conflict {
        Conflict::Show { shows, slug } => {
            let paths = shows.map(|_| At::ROOT.key("show").key("id").path());
            let message = format!("the show `{slug}` is also in");
            let hint = "leave one of the files out, or give its show another id";
            (!slug.is_empty()).then(|| (*shows, paths, Diagnostic::error(message).with_hint(hint)))
        }
        Conflict::Artist { shows, entries, slug, names: [first, second] } => {
            let paths = entries.map(|entry| At::ROOT.key("artists").index(entry).key("name").path());
            let message = format!("the artist `{slug}` is called `{second}` here, but `{first}` in");
            let hint = "use one name and make the other an alias, or use another id";
            let is_empty = [slug, first, second].iter().any(|text| text.is_empty());
            (!is_empty).then(|| (*shows, paths, Diagnostic::error(message).with_hint(hint)))
        }
    }
}
