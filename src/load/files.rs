//! Which files make the catalog: the paths that a person gave and the environment flow in, sources flow out.

use super::report::Finding;
use super::source::{Size, Source};
use crate::error::did_you_mean;
use crate::text::suggest;
use etcetera::base_strategy::{BaseStrategy, Xdg};
use std::borrow::Cow;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The catalog that comes with the program.
const EMBEDDED: Source<'static> =
    Source::Text { name: "<embedded heartstopper.json>", text: include_str!("../../data/heartstopper.json") };

/// How many bytes there must be for several threads to read them faster than one.
const WORTH_SHARING: u64 = 1 << 20;

/// The list of paths that stands for `--catalog`, separated as in `PATH`.
const VARIABLE: &str = "SOUNDTRACK_CATALOG";

/// The files that make a catalog.
pub(super) struct Files<'s> {
    pub(super) sources: Vec<Source<'s>>,
    /// What was asked for and is not there.
    pub(super) missing: Vec<Finding>,
    pub(super) request: Request<'s>,
}

/// Told of every file that was read how many there are so far, and how many there will be; from any thread.
pub type Progress<'p> = dyn Fn(usize, usize) + Sync + 'p;

/// Which files to read, and how.
#[derive(Clone, Copy)]
pub struct Request<'r> {
    /// Files, folders, `-` for standard input; with none, those of `SOUNDTRACK_CATALOG`; with neither, the embedded
    /// catalog and the user's own.
    pub paths: &'r [PathBuf],
    /// How large a file may be.
    pub largest: Size,
    /// Who is told how far it is.
    pub progress: &'r Progress<'r>,
}

impl<'s> Files<'s> {
    /// One file.
    pub(super) fn one(source: Source<'s>) -> Self {
        let request = Request { paths: &[], largest: Size::LARGEST, progress: &|_, _| {} };
        Self { sources: vec![source], missing: Vec::new(), request }
    }

    /// Those that are asked for.
    pub(super) fn of(request: Request<'s>) -> Self {
        let mut files = Self { sources: Vec::new(), missing: Vec::new(), request };
        let paths = or_listed(request.paths);
        if paths.is_empty() {
            files.sources.push(EMBEDDED);
            files.add(own());
        }
        for path in paths.iter() {
            files.add(at(path, request.largest));
        }
        files
    }

    /// Whether standard input is among those that are asked for.
    pub(super) fn read_input(request: Request<'_>) -> bool {
        or_listed(request.paths).iter().any(|path| is_input(path))
    }

    /// Those that are asked for and stand on the disk. Reads nothing.
    pub(super) fn on_disk(request: Request<'_>) -> Vec<PathBuf> {
        let paths = or_listed(request.paths);
        let listed = paths.iter().filter(|path| !is_input(path));
        let listed = listed.map(|path| at(path, request.largest));
        let own = paths.is_empty().then(own);
        let sources = listed.chain(own).flatten().flatten();
        let path = |source| match source {
            Source::File(path) => Some(path),
            Source::Text { .. } | Source::Bytes { .. } => None,
        };
        sources.filter_map(path).collect()
    }

    /// Whether it is faster to read them side by side: starting threads takes as long as reading a small file.
    pub(super) fn are_worth_sharing(&self) -> bool {
        let mut total = 0;
        let is_enough = |source: &Source<'_>| {
            total += source.size();
            total >= WORTH_SHARING
        };
        self.sources.len() > 1 && self.sources.iter().any(is_enough)
    }

    fn add(&mut self, found: Result<Vec<Source<'s>>, Finding>) {
        match found {
            Ok(sources) => self.sources.extend(sources),
            Err(finding) => self.missing.push(finding),
        }
    }
}

/// Whether a path stands for standard input.
fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// `paths`, or those of `SOUNDTRACK_CATALOG` if there are none.
fn or_listed(paths: &[PathBuf]) -> Cow<'_, [PathBuf]> {
    if !paths.is_empty() {
        return Cow::Borrowed(paths);
    }
    let variable = env::var_os(VARIABLE).unwrap_or_default();
    let listed = env::split_paths(&variable);
    Cow::Owned(listed.filter(|path| !path.as_os_str().is_empty()).collect())
}

/// The user's own files.
fn own<'s>() -> Result<Vec<Source<'s>>, Finding> {
    // Without a home there is no data folder, and nothing is missing.
    let Ok(xdg) = Xdg::new() else {
        return Ok(Vec::new());
    };
    let folder = xdg.data_dir().join("soundtrack");
    match files_in(&folder) {
        Ok(files) => Ok(files.into_iter().map(Source::File).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Finding::unreadable(folder.display(), &error)),
    }
}

fn at<'s>(path: &Path, largest: Size) -> Result<Vec<Source<'s>>, Finding> {
    if path.as_os_str() == "-" {
        return Ok(vec![Source::of("<stdin>", io::stdin().lock(), largest)?]);
    }
    let metadata = fs::metadata(path).map_err(|error| {
        let finding = Finding::unreadable(path.display(), &error);
        let near = near(path).map(|near| near.display().to_string());
        Finding { hint: did_you_mean(near.as_slice()), ..finding }
    })?;
    if !metadata.is_dir() {
        return Ok(vec![Source::File(path.to_owned())]);
    }
    let files = files_in(path).map_err(|error| Finding::unreadable(path.display(), &error))?;
    if files.is_empty() {
        let name = path.display();
        let message = format!("cannot read `{name}`: no catalog file (*.json) in it");
        return Err(Finding::of_file(name, message));
    }
    Ok(files.into_iter().map(Source::File).collect())
}

/// The file or folder beside a path that is not there whose name is nearest.
fn near(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let names = names.iter().map(String::as_str);
    let name = suggest(path.file_name()?.to_str()?, names);
    name.first().map(|name| path.with_file_name(name))
}

/// The catalog files of a folder by name: `*.json`, except hidden files and schemas (`*.schema.json`).
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        // Folders mostly know what is in them; asking for each file takes as long as opening it.
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if name.ends_with(".json")
            && !name.ends_with(".schema.json")
            && !name.starts_with('.')
            && (is_file || !path.is_dir())
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
