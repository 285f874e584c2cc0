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
//! | [`app`] | what a command may ask for: options, catalog, files |
//! | `browse` | the interactive browser: its keys, its state, frames |
//! | [`commands`] | one file for each command or family of commands |
//! | [`answer`] | what a command returns: something to show, and notes about it |
//! | [`model`] | the catalog in memory, and views of its records by id |
//! | [`load`] | finds, reads and checks catalog files |
//! | [`query`] | filters, episode notations, selection and counts |
//! | [`search`] | full-text search and its query language |
//! | [`playlist`] | playlist formats, export, comparison with playlists and music files |
//! | [`import`] | reads articles, tables and lists, and says which songs they name |
//! | [`merge`] | plans what a source adds to a catalog file |
//! | [`edit`] | changes the text of catalog files |
//! | [`view`] | tables and cards as typed values, without layout |
//! | [`out`] | output formats and the terminal |
//! | [`page`] | the songs of a show as one HTML file, and its map |
//! | [`shell`] | completion, help and manual pages |
//! | [`text`] | comparing names, suggestions, and making untrusted text safe to print |
//! | [`error`] | errors with hints and exit statuses |
//!
//! [`run`] is the whole program. `tests/architecture.rs` checks which module may use which.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod answer;
pub mod app;
#[cfg(feature = "browse")]
#[doc(hidden)]
pub mod browse;
pub mod cli;
pub mod commands;
pub mod edit;
pub mod error;
pub mod import;
pub mod load;
pub mod merge;
pub mod model;
pub mod out;
pub mod page;
pub mod playlist;
pub mod query;
pub mod search;
pub mod shell;
pub mod text;
pub mod view;

use answer::{Answer, Content};
use app::App;
use cli::Cli;
use commands::hints;
use error::Error;
use out::{Format, When};
use std::io::Write;
use text::sanitize;
use view::View;

/// Runs the program: the answer goes to `out`, notes and hints to `err`.
pub fn run(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Error> {
    let app = App::new(cli, err);
    let improved = |error| hints::improve(&app, &cli.line, error);
    let mut answer = match commands::answer(&app) {
        // A program that reads an array gets one.
        Err(error) if error.is_not_found() && app.output.format == Format::Json => {
            writeln!(out, "[]")?;
            out.flush()?;
            return Err(improved(error));
        }
        answer => answer.map_err(improved)?,
    };
    answer.failure = answer.failure.map(improved);
    show(&app, answer, out)
}

fn show(app: &App<'_>, answer: Answer<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let Answer { content, summary, report, notes, examples, failure } = answer;
    let output = &app.output;
    let omissions = match &content {
        Content::View(view) => {
            let warning = output.write(view, &output.terminal(), out)?;
            warning.iter().for_each(|text| app.note(text));
            output.omissions(view)
        }
        Content::Text(text) => {
            out.write_all(text.as_bytes())?;
            out.flush()?;
            None
        }
    };
    if output.format.is_for_people() && !summary.is_empty() {
        let gap = matches!(&content, Content::View(View::Table(table)) if !table.is_empty());
        let lines = summary.iter().map(|line| sanitize::lines(line) + "\n");
        let text: String = gap.then_some("\n".into()).into_iter().chain(lines).collect();
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    // An empty line after each finding.
    report.iter().for_each(|text| app.say(&format!("{text}\n")));
    notes.iter().chain(&omissions).for_each(|text| app.note(text));
    if output.format.is_for_people() && !examples.is_empty() {
        let width = examples.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
        app.say("\nTry:");
        for (command, meaning) in &examples {
            app.say(&format!("  {command:width$}  {meaning}"));
        }
    }
    failure.map_or(Ok(()), Err)
}

/// Writes an error and its hint to `err`, unless it has no message. If that fails there is no other place to
/// report it.
pub fn report(error: &Error, color: When, err: &mut dyn Write) {
    if error.to_string().is_empty() {
        return;
    }
    // Errors in files begin with the file, as those of compilers do, so that editors can jump to it.
    let program = if error.is_data() { "" } else { "soundtrack: " };
    let _ = writeln!(err, "{}", out::message(&format!("{program}{error}"), color));
    if let Some(hint) = error.hint() {
        let _ = writeln!(err, "{}", out::message(&format!("hint: {hint}"), color));
    }
}
