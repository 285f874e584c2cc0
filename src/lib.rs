//! Library of the `soundtrack` program: answers "what song was that?" from a catalog of shows.
//!
//! # Overview
//!
//! ```text
//!   JSON ──► catalog ──► selected ids ──► tables and cards ──► bytes on stdout
//!       load       query, search       view                out
//! ```
//!
//! | module | what it is for |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`commands`] | one file for each command or family of commands |
//! | [`answer`] | what a command returns: something to show, and notes about it |
//! | [`model`] | the catalog in memory, and views of its records by id |
//! | [`load`] | finds, reads and checks catalog files |
//! | [`query`] | filters, episode notations, selection and counts |
//! | [`search`] | full-text search and its query language |
//! | [`playlist`] | playlist formats, export, comparison with playlists and music files |
//! | [`view`] | tables and cards as typed values, without layout |
//! | [`out`] | output formats and the terminal |
//! | [`shell`] | completion, help and manual pages |
//! | [`text`] | comparing names, suggestions, and making untrusted text safe to print |
//! | [`error`] | errors with hints and exit statuses |
//!
//! [`run`] is the whole program. `tests/architecture.rs` checks which module may use which.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod answer;
pub mod cli;
pub mod commands;
pub mod error;
pub mod load;
pub mod model;
pub mod out;
pub mod playlist;
pub mod query;
pub mod search;
pub mod shell;
pub mod text;
pub mod view;

use answer::Answer;
use clap::CommandFactory;
use cli::Cli;
use commands::{Beside, Command, Overview};
use error::{Error, all_of, count, reason};
use load::Request;
use model::{Catalog, Ceiling};
use out::{Format, Progress};
use playlist::{Export, Library};
use query::parse_ceiling;
use shell::help::TOPICS;
use shell::{complete, man};
use std::io::{ErrorKind, Write};
use std::path::Path;
use text::sanitize;

/// Does what was asked: the answer goes to `out`, what to say beside it to `err`.
pub fn run(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Error> {
    if cli.reads_from_input() > 1 {
        return Err(Error::usage("standard input can be read only once"));
    }
    if cli.reads_from_terminal() {
        note(err, "reading from the terminal; Ctrl-D ends it");
    }
    match &cli.command {
        Some(Command::Check(check)) => {
            let as_report = cli.output.format() == Format::Table;
            let answer = watched(cli, |request| check.answer(request, &cli.layout, as_report))?;
            show(cli, answer, out, err)
        }
        Some(Command::Completions(command)) => complete::write_script(command.shell, out),
        Some(Command::Man { out: folder }) => man::write(folder),
        Some(Command::Help { name }) => explain(name.as_deref(), out),
        Some(Command::Schema) => {
            out.write_all(load::SCHEMA.as_bytes())?;
            Ok(out.flush()?)
        }
        Some(Command::Query(query)) => {
            let catalog = catalog(cli, err)?;
            let beside = beside(cli)?;
            let answer = query.answer(&catalog, &cli.layout, &cli.program(), &beside);
            show_found(cli, answer, out, err)
        }
        Some(Command::Playlist(_)) if cli.output.format() != Format::Table => {
            let error = Error::usage("a playlist has formats of its own");
            Err(error.with_hint("`--to` says which"))
        }
        Some(Command::Playlist(playlist)) => {
            let catalog = catalog(cli, err)?;
            let music = beside(cli)?.music;
            let export = playlist.export(&catalog, &cli.layout, music.as_ref())?;
            write(cli, &export, playlist.target(), out, err)
        }
        None => {
            let catalog = catalog(cli, err)?;
            let answer = Overview.answer(&catalog, &cli.layout, &cli.program());
            show_found(cli, answer, out, err)
        }
    }
}

/// Help of a command, a topic, or the whole.
fn explain(name: Option<&str>, out: &mut dyn Write) -> Result<(), Error> {
    let Some(name) = name else {
        write!(out, "{}", Cli::command().render_help())?;
        return Ok(out.flush()?);
    };
    let topic = TOPICS.iter().find(|topic| topic.name == name);
    let topic = topic.map(|topic| format!("{}\n", topic.text));
    let Some(text) = topic.or_else(|| Cli::help_of(name)) else {
        let error = Error::usage(format!("there is no command or topic `{name}`"));
        let topics: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
        return Err(error.with_hint(format!("the topics are {}", all_of(&topics))));
    };
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// The catalog that is asked for; says what of it is held back.
fn catalog(cli: &Cli, err: &mut dyn Write) -> Result<Catalog, Error> {
    let ceilings = cli.up_to.iter().map(|text| parse_ceiling(text));
    let ceilings = ceilings.collect::<Result<Vec<Ceiling>, Error>>()?;
    let only = cli.command.as_ref().and_then(Command::only_show);
    let (catalog, held_back) = watched(cli, |request| load::catalog(request, &ceilings, only))?;
    if held_back > 0 {
        note(err, &format!("{} held back", count(held_back, "placement")));
    }
    Ok(catalog)
}

/// What a command reads beside the catalog.
fn beside(cli: &Cli) -> Result<Beside, Error> {
    let music = cli.command.as_ref().and_then(Command::music);
    let music = music.map(|folder| watched(cli, |request| Library::read(folder, request.progress)));
    let playlist = cli.command.as_ref().and_then(|command| command.reads().first());
    let playlist = playlist.map(|path| load::file(path, cli.max_size));
    Ok(Beside { music: music.transpose()?, playlist: playlist.transpose()?.unwrap_or_default() })
}

/// Shows what was found. A program that reads an array gets one, even if nothing is in it.
fn show_found(
    cli: &Cli,
    answer: Result<Answer<'_>, Error>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Error> {
    if let Err(error) = &answer
        && error.is_not_found()
        && cli.output.format() == Format::Json
    {
        writeln!(out, "[]").and_then(|()| out.flush())?;
    }
    show(cli, answer?, out, err)
}

/// Reads files while somebody at a terminal sees how far it is.
fn watched<T>(cli: &Cli, read: impl FnOnce(Request<'_>) -> T) -> T {
    let progress = Progress::start();
    read(cli.request(&|done, all| progress.report(done, all)))
}

fn show(cli: &Cli, answer: Answer<'_>, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Error> {
    let Answer { view, report, notes, examples, failure } = answer;
    let warning = cli.output.write(&view, &cli.output.terminal(), out)?;
    warning.iter().for_each(|text| note(err, text));
    report.iter().for_each(|text| say(err, text));
    notes.iter().for_each(|text| note(err, text));
    cli.output.leaves_out(&view).iter().for_each(|text| note(err, text));
    if cli.output.format().is_for_people() && !examples.is_empty() {
        let width = examples.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
        say(err, "\nTry:");
        for (command, meaning) in &examples {
            say(err, &format!("  {command:width$}  {meaning}"));
        }
    }
    failure.map_or(Ok(()), Err)
}

/// Writes a text for other programs to where it is to go.
fn write(
    cli: &Cli,
    export: &Export,
    target: Option<(&Path, bool)>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Error> {
    match target {
        Some((path, force)) => save(cli, path, force, &export.text)?,
        None => {
            out.write_all(export.text.as_bytes())?;
            out.flush()?;
        }
    }
    export.notes.iter().for_each(|text| note(err, text));
    Ok(())
}

fn save(cli: &Cli, path: &Path, force: bool, text: &str) -> Result<(), Error> {
    let name = path.display();
    if load::is_catalog_file(path, cli.request(&|_, _| {})) {
        return Err(Error::usage(format!("`{name}` is the catalog, which is never written")));
    }
    out::save(path, text.as_bytes(), force).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let error = Error::usage(format!("`{name}` is there already"));
            error.with_hint("`--force` replaces it")
        }
        _ => Error::usage(format!("cannot write `{name}`: {}", reason(&error))),
    })
}

/// Says why there is no answer, or only part of one.
pub fn report(error: &Error, err: &mut dyn Write) {
    // Problems of files begin with the file, as compilers and editors have it.
    let by = if error.is_data() { "" } else { "soundtrack: " };
    say(err, &format!("{by}{error}"));
    if let Some(hint) = error.hint() {
        say(err, &format!("hint: {hint}"));
    }
}

fn note(err: &mut dyn Write, text: &str) {
    say(err, &format!("note: {text}"));
}

/// Says something beside the answer. If standard error is gone there is nobody to tell.
fn say(err: &mut dyn Write, text: &str) {
    let _ = writeln!(err, "{}", sanitize::lines(text));
}
