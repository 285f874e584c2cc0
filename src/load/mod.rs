//! Bytes in: paths and the environment flow in, a [`Catalog`] flows out, or all that is wrong with its files. The
//! only folder that knows JSON or file names.
//!
//! Each file is read, parsed as it stands (`document`), checked and packed (`link`) on its own, and its bytes are
//! dropped; then the shows are joined by the artists that they share.

mod ceiling;
mod document;
mod field;
mod files;
mod link;
mod path;
mod position;
mod problem;
mod source;

use crate::error::Error;
use crate::model::{Catalog, Ceiling, Clash, ShowRecord};
use document::{Document, Object};
use path::At;
use position::{Position, of_paths};
use problem::Finding;
use source::Source;
use std::path::PathBuf;

/// The catalog at `paths` (files, folders, `-` for standard input); with none, that of `SOUNDTRACK_CATALOG`; with
/// neither, the embedded one and the user's own. What is behind a ceiling is not in it; also returns how many
/// placements were held back so.
///
/// A file with errors is not half-used: the error then reports every problem of every file.
pub fn catalog(paths: &[PathBuf], ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    join(&files::sources(paths)?, ceilings)
}

/// The number of files at `paths`, chosen as [`catalog`] does, if nothing is wrong with them; otherwise the same
/// error.
pub fn check(paths: &[PathBuf]) -> Result<usize, Error> {
    let sources = files::sources(paths)?;
    join(&sources, &[])?;
    Ok(sources.len())
}

/// The catalog of one file's text, called `name` in messages.
pub fn text(name: &'static str, text: &'static str) -> Result<Catalog, Error> {
    join(&[Source::Embedded { name, text }], &[]).map(|(catalog, _)| catalog)
}

fn join(sources: &[Source], ceilings: &[Ceiling]) -> Result<(Catalog, usize), Error> {
    let mut shows = Vec::with_capacity(sources.len());
    let mut findings = Vec::new();
    for source in sources {
        match show(source) {
            Ok(show) => shows.push(show),
            Err(more) => findings.extend(more),
        }
    }
    if !findings.is_empty() {
        return Err(findings.into());
    }
    let conflicts = |clashes: Vec<Clash>| -> Vec<Finding> {
        clashes
            .into_iter()
            .map(|clash| conflict(sources, clash))
            .collect()
    };
    let mut held_back = 0;
    if !ceilings.is_empty() {
        // What is cut no longer stands where it does in its file, so clashes are looked for first.
        let clashes = Catalog::clashes(&shows);
        if !clashes.is_empty() {
            return Err(conflicts(clashes).into());
        }
        held_back = ceiling::apply(ceilings, &mut shows)?;
    }
    let catalog = Catalog::join(shows).map_err(conflicts)?;
    Ok((catalog, held_back))
}

fn show(source: &Source) -> Result<ShowRecord, Vec<Finding>> {
    let text = source.text().map_err(|finding| vec![finding])?;
    let document: Object<Document<'_>> =
        serde_json::from_str(&text).map_err(|error| vec![unparsed(source, &text, &error)])?;
    link::link(&document).map_err(|problems| Finding::in_text(source, &text, problems))
}

/// What the parser says, without its own line and column, which count bytes, and with the path, which only a slower
/// parser knows.
fn unparsed(source: &Source, text: &str, error: &serde_json::Error) -> Finding {
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    let mut parser = serde_json::Deserializer::from_str(text);
    let path = serde_path_to_error::deserialize::<_, Object<Document<'_>>>(&mut parser).err();
    // Its path ends in `?` where the text is not even JSON.
    let path = path.map(|error| {
        error
            .path()
            .to_string()
            .trim_end_matches(['?', '.'])
            .to_owned()
    });
    Finding::Wrong {
        file: source.to_string(),
        position: Position::of_error(text, error),
        path: path.unwrap_or_default(),
        message: message.to_owned(),
        hint: None,
    }
}

/// A clash between two files as a finding in the later one that names both. They are read again for the places.
fn conflict(sources: &[Source], clash: Clash) -> Finding {
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
            (
                shows,
                entries.map(path),
                message,
                "use one name and make the other an alias, or use another id",
            )
        }
    };
    let ([first, second], [first_path, second_path]) = (shows.map(|show| &sources[show]), paths);
    // Not every source can be read twice: a pipe is empty then.
    let place = |source: &Source, path| source.text().map(|text| of_paths(&text, &[path])[0]).ok();
    let other =
        place(first, first_path).map_or(first.to_string(), |place| format!("{first}:{place}"));
    let message = format!("{message} {other}");
    let path = second_path.to_string();
    let position = place(second, second_path).unwrap_or(Position::START);
    Finding::Wrong {
        file: second.to_string(),
        position,
        path,
        message,
        hint: Some(hint.to_owned()),
    }
}
