//! Bytes in: paths and the environment flow in, a [`Catalog`] flows out, or all that is wrong with its files. The
//! only folder that knows JSON or file names.
//!
//! Each file is read, parsed as it stands (`document`), checked and packed (`link`) on its own, and its bytes are
//! dropped; then the shows are joined by the artists that they share.

mod between;
mod ceiling;
mod document;
mod excerpt;
mod field;
mod files;
mod link;
mod lint;
mod path;
mod position;
mod problem;
mod reader;
mod report;
#[cfg(test)]
mod schema;
mod source;
mod syntax;

use crate::error::Error;
use crate::model::{Catalog, Ceiling, Conflict, ShowRecord};
use document::Document;
use files::Files;
use path::Path;
use problem::Problems;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::de::IgnoredAny;
use source::Source;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use files::{Progress, Request};
pub use problem::Severity;
pub use report::{Finding, Place};
pub use source::Size;

/// The JSON Schema of a catalog file, for editors: what `document` and `field` ask of one file, as far as a schema can
/// say it.
pub const SCHEMA: &str = include_str!("../../data/catalog.schema.json");

/// Reads and joins the files that are asked for, without what the ceilings hide. Also returns how many placements they
/// hide. If any file has errors, the result is an error that reports every problem of every file.
pub fn catalog(request: Request<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    join(Files::of(request), ceilings)
}

/// The text of a file that is no catalog, or of standard input if the path is `-`: no larger than `largest`, in UTF-8.
pub fn file(path: &std::path::Path, largest: Size) -> Result<String, Error> {
    let source = if path.as_os_str() == "-" {
        Source::of("<stdin>", io::stdin().lock(), largest)
    } else {
        Ok(Source::File(path.to_owned()))
    };
    let text = source.and_then(|source| {
        let mut buffer = Vec::new();
        source.any_text(largest, &mut buffer).map(str::to_owned)
    });
    text.map_err(|finding| vec![finding].into())
}

/// How many bytes there are to read, unless that cannot be said without waiting.
pub fn size(request: Request<'_>) -> Option<u64> {
    if Files::read_input(request) {
        return None;
    }
    let size = |path: std::path::PathBuf| {
        let metadata = path.metadata().ok().filter(|metadata| metadata.is_file());
        metadata.map(|metadata| metadata.len())
    };
    Files::on_disk(request).into_iter().map(size).sum()
}

/// Whether a file is one of those that make the catalog.
pub fn is_catalog_file(path: &std::path::Path, request: Request<'_>) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let mut files = Files::on_disk(request).into_iter();
    files.any(|file| file.canonicalize().is_ok_and(|file| file == path))
}

/// The catalog of one file's text, called `name` in messages.
pub fn text(name: &str, text: &str) -> Result<Catalog, Error> {
    let files = Files::one(Source::Text { name, text });
    join(files, &[]).map(|(catalog, _)| catalog)
}

/// What there is to say about catalog files.
#[derive(Debug)]
pub struct Report {
    /// How many files were looked at.
    pub files: usize,
    /// In the order of the files, and in that of their texts.
    pub findings: Vec<Finding>,
}

/// Looks for errors and warnings in the files that are asked for.
pub fn check(request: Request<'_>) -> Report {
    let files = Files::of(request);
    Report { files: files.sources.len(), findings: check_files(files) }
}

/// Looks for errors and warnings in one file's bytes, called `name` in messages.
pub fn check_bytes(name: &str, bytes: &[u8]) -> Vec<Finding> {
    match Source::of(name, bytes, Size::LARGEST) {
        Ok(source) => check_files(Files::one(source)),
        Err(finding) => vec![finding],
    }
}

fn check_files(mut files: Files<'_>) -> Vec<Finding> {
    let mut read = Read::of(&mut files, &[], true);
    let conflicts = Catalog::conflicts(&read.shows);
    read.add(conflicts, &files);
    read.findings()
}

fn join(mut files: Files<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    let mut read = Read::of(&mut files, ceilings, false);
    if !read.findings.is_empty() {
        let conflicts = Catalog::conflicts(&read.shows);
        read.add(conflicts, &files);
        return Err(read.findings().into());
    }
    ceiling::all_apply(ceilings, &read.shows)?;
    let catalog = Catalog::join(std::mem::take(&mut read.shows)).map_err(|conflicts| {
        read.add(conflicts, &files);
        read.findings()
    })?;
    Ok((catalog, read.held_back))
}

/// What was read so far.
#[derive(Default)]
struct Read {
    shows: Vec<ShowRecord>,
    /// The source of each show.
    of: Vec<usize>,
    /// Each with its source.
    findings: Vec<(usize, Finding)>,
    /// How many placements ceilings have taken out.
    held_back: usize,
}

impl Read {
    /// Reads all files; takes over what is missing of them. Warnings only if `thorough`.
    fn of(files: &mut Files<'_>, ceilings: &[Ceiling], thorough: bool) -> Self {
        let mut read = Self::default();
        let (done, all) = (AtomicUsize::new(0), files.sources.len());
        let one = |buffer: &mut Vec<u8>, source: &Source<'_>| {
            let result = one(source, files.request.largest, ceilings, thorough, buffer);
            (files.request.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            result
        };
        let each: Vec<(Option<ShowRecord>, Vec<Finding>, usize)> = if files.are_worth_sharing() {
            files.sources.par_iter().map_init(Vec::new, one).collect()
        } else {
            let mut buffer = Vec::new();
            let sources = files.sources.iter();
            sources.map(|source| one(&mut buffer, source)).collect()
        };
        for (number, (show, findings, held_back)) in each.into_iter().enumerate() {
            read.held_back += held_back;
            if let Some(show) = show {
                read.shows.push(show);
                read.of.push(number);
            }
            let findings = findings.into_iter().map(|finding| (number, finding));
            read.findings.extend(findings);
        }
        let missing = files.missing.drain(..);
        let last = files.sources.len();
        read.findings.extend(missing.map(|finding| (last, finding)));
        read
    }

    fn add(&mut self, conflicts: Vec<Conflict>, files: &Files<'_>) {
        let findings = between::findings(conflicts, files, &self.of);
        self.findings.extend(findings);
    }

    /// By file, place and severity.
    fn findings(&mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|(source, finding)| {
            let place = finding.place.as_ref();
            let place = place.map_or((usize::MAX, 0), |place| (place.line, place.column));
            (*source, place, finding.severity)
        });
        let findings = std::mem::take(&mut self.findings).into_iter();
        findings.map(|(_, finding)| finding).collect()
    }
}

/// The show of one file, as far as there is one, and what is wrong with it; warnings only if `thorough`.
fn one(
    source: &Source<'_>,
    largest: Size,
    ceilings: &[Ceiling],
    thorough: bool,
    buffer: &mut Vec<u8>,
) -> (Option<ShowRecord>, Vec<Finding>, usize) {
    let text = match source.text(largest, buffer) {
        Ok(text) => text,
        Err(finding) => return (None, vec![finding], 0),
    };
    // Most files are right, and this takes two thirds of the time. What is not is read again, to say all of it.
    if !thorough && let Ok(document) = reader::exactly(text) {
        let (show, problems) = link::link(&document, Problems::default());
        if !problems.has_errors() {
            let (show, held_back) = watched(document, show, ceilings);
            return (Some(show), Vec::new(), held_back);
        }
    }
    let mut problems = Problems::default();
    let (show, findings) = match reader::read(text, thorough, &mut problems) {
        Ok(document) => {
            let (show, mut problems) = link::link(&document, problems);
            if thorough {
                lint::lint(&document, &show, &mut problems);
            } else if !problems.has_errors() {
                let (show, held_back) = watched(document, show, ceilings);
                return (Some(show), Vec::new(), held_back);
            }
            (Some(show), Finding::of_problems(source, text, problems))
        }
        Err(_) if problems.is_full() => match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => {
                let mut findings = Finding::of_problems(source, text, problems);
                let message = format!("`{source}` has so many errors that the rest was not read");
                findings.push(Finding::of_file(source, message));
                (None, findings)
            }
            // Places can only be found in what is JSON.
            Err(error) => (None, vec![syntax::finding(source, text, &error, &Path::default())]),
        },
        Err((error, path)) => (None, vec![syntax::finding(source, text, &error, &path)]),
    };
    (show, findings, 0)
}

/// The show of a document without errors, up to the ceiling that is about it; also how many placements are gone.
fn watched(mut document: Document<'_>, show: ShowRecord, ceilings: &[Ceiling]) -> (ShowRecord, usize) {
    let Some(last) = ceiling::of(ceilings, &document.show) else {
        return (show, 0);
    };
    let held_back = ceiling::cut(&mut document, last);
    (link::link(&document, Problems::default()).0, held_back)
}
