//! Bytes in: paths and the environment flow in, a [`Catalog`] flows out, or all that is wrong with its files. The
//! only folder that knows JSON or file names.
//!
//! Each file is read, parsed as it stands (`document`), checked and packed (`link`) on its own, and its bytes are
//! dropped; then the shows are joined by the artists that they share.

mod document;
mod field;
mod files;
mod link;
mod path;
mod problem;
mod source;

pub use problem::Finding;

use crate::error::Error;
use crate::model::{Catalog, Clash, ShowRecord};
use document::Document;
use path::{At, Path};
use problem::Problem;
use source::{Position, Source};
use std::path::PathBuf;

/// The catalog at `paths` (files, folders, `-` for standard input); with none, that of `SOUNDTRACK_CATALOG`; with
/// neither, the embedded one and the user's own.
///
/// A file with errors is not half-used: the error then reports every problem of every file.
pub fn catalog(paths: &[PathBuf]) -> Result<Catalog, Error> {
    load(paths)?.map_err(|findings| problem::error(&findings))
}

/// How many files were looked at, and everything that is wrong with them.
#[derive(Debug)]
pub struct Report {
    /// The number of files.
    pub files: usize,
    /// What is wrong, file by file.
    pub findings: Vec<Finding>,
}

/// Looks for everything that is wrong with the catalog at `paths`, chosen as [`catalog`] does; what cannot be read at
/// all is an error.
pub fn check(paths: &[PathBuf]) -> Result<Report, Error> {
    let sources = files::sources(paths)?;
    let files = sources.len();
    let findings = join(&sources)?.err().unwrap_or_default();
    Ok(Report { files, findings })
}

/// The catalog of one file's text, called `name` in messages.
pub fn text(name: &'static str, text: &'static str) -> Result<Catalog, Error> {
    join(&[Source::Embedded { name, text }])?.map_err(|findings| problem::error(&findings))
}

fn load(paths: &[PathBuf]) -> Result<Result<Catalog, Vec<Finding>>, Error> {
    join(&files::sources(paths)?)
}

fn join(sources: &[Source]) -> Result<Result<Catalog, Vec<Finding>>, Error> {
    let mut shows = Vec::with_capacity(sources.len());
    let mut findings = Vec::new();
    for source in sources {
        match show(source)? {
            Ok(show) => shows.push(show),
            Err(more) => findings.extend(more),
        }
    }
    if !findings.is_empty() {
        return Ok(Err(findings));
    }
    Catalog::join(shows).map_or_else(
        |clashes| conflicts(sources, clashes).map(Err),
        |catalog| Ok(Ok(catalog)),
    )
}

fn show(source: &Source) -> Result<Result<ShowRecord, Vec<Finding>>, Error> {
    let text = source.text()?;
    let document = match serde_json::from_str::<Document<'_>>(&text) {
        Ok(document) => document,
        Err(error) => return Ok(Err(vec![unparsed(source, &text, &error)])),
    };
    let in_text = |problem| Finding::in_text(source, &text, problem);
    Ok(link::link(&document).map_err(|problems| problems.into_iter().map(in_text).collect()))
}

/// What the parser says, without its own line and column, which count bytes.
fn unparsed(source: &Source, text: &str, error: &serde_json::Error) -> Finding {
    let position = Position::of_error(text, error);
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    let mut parser = serde_json::Deserializer::from_str(text);
    let path = serde_path_to_error::deserialize::<_, Document<'_>>(&mut parser).err();
    let path = path
        .map(|error| error.path().to_string())
        .filter(|path| path != ".");
    let mut finding = Finding::at(
        source,
        position,
        Problem {
            path: Path::default(),
            message: message.to_owned(),
            hint: None,
        },
    );
    finding.path = path.unwrap_or_default();
    finding
}

/// Clashes between files as findings in the later one that name both. Files are read again for the places.
fn conflicts(sources: &[Source], clashes: Vec<Clash>) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for clash in clashes {
        let (shows, paths, message, hint) = match clash {
            Clash::Show { shows, slug } => {
                let path = || At::ROOT.key("show").key("id").path();
                let message = format!("the show `{slug}` is also in");
                (
                    shows,
                    [path(), path()],
                    message,
                    "leave one of the files out, or give its show another id",
                )
            }
            Clash::Artist {
                shows,
                entries,
                slug,
                names: [first, second],
            } => {
                let path = |entry| At::ROOT.key("artists").index(entry).key("name").path();
                let message =
                    format!("the artist `{slug}` is called `{second}` here, but `{first}` in");
                let hint = "give both the same name, add an alias, or use another id";
                (shows, entries.map(path), message, hint)
            }
        };
        let [first, second] = shows.map(|show| &sources[show]);
        let [first_path, second_path] = paths;
        let other = Position::of_path(&first.text()?, &first_path);
        let message = format!("{message} {first}:{other}");
        let problem = Problem {
            path: second_path,
            message,
            hint: Some(hint.to_owned()),
        };
        findings.push(Finding::in_text(second, &second.text()?, problem));
    }
    Ok(findings)
}
