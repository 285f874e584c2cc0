//! `check`: errors and warnings in catalog files.

use crate::answer::{Answer, shown_count};
use crate::app::App;
use crate::error::{Error, all_of, count};
use crate::load::{Diagnostic, Report, Severity};
use crate::out::Format;
use crate::view::{Cell, Heading, Layout, Rank, Shape, Table, View};
use std::path::PathBuf;

/// All diagnostics, as a table or as a report in the form of a compiler's.
pub(super) fn answer<'c>(app: &App<'_>, paths: &[PathBuf]) -> Result<Answer<'c>, Error> {
    let layout = &app.layout;
    if layout.asks_for_help() {
        return Ok(Answer::view(View::Table(table(Vec::new(), layout)?)));
    }
    // Columns and an order need a table.
    let is_plain = layout.columns.is_empty() && layout.sort.is_empty();
    let as_report = app.output.format == Format::Table && is_plain;
    let Report { files, diagnostics } = app.check(paths)?;
    let number = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let kinds = [Severity::Error, Severity::Warning].map(|severity| (number(severity), severity));
    let [(errors, _), _] = kinds;
    let counted: Vec<String> = kinds
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| count(*number, severity.word()))
        .collect();
    let files = count(files, "file");
    let summary = match counted.as_slice() {
        [] => format!("{files} checked, no problems"),
        counted => format!("{files} checked: {}", all_of(counted)),
    };
    let all = diagnostics.len();
    let listed = layout.limit.unwrap_or(all).min(all);
    let mut notes = Vec::new();
    if listed < all {
        notes.push(shown_count(listed, all));
    }
    let (view, report) = if as_report {
        let report = diagnostics[..listed].iter().map(Diagnostic::to_string).collect();
        (table(Vec::new(), layout)?, report)
    } else {
        (table(diagnostics, layout)?, Vec::new())
    };
    let failure = if errors > 0 {
        Some(Error::data(summary))
    } else {
        notes.push(summary);
        None
    };
    Ok(Answer { report, failure, ..Answer::view(View::Table(view)).with_notes(notes) })
}

/// The columns of a list of diagnostics.
pub(super) const HEADINGS: [Heading; 7] = [
    Heading::new("file", "File", Shape::Left, Rank::Main),
    Heading::new("line", "Line", Shape::Right, Rank::Key),
    Heading::new("column", "Column", Shape::Right, Rank::Main),
    Heading::new("severity", "Severity", Shape::Left, Rank::Main),
    Heading::new("message", "Message", Shape::Prose, Rank::Key),
    Heading::new("path", "Path", Shape::Left, Rank::More),
    Heading::new("hint", "Hint", Shape::Prose, Rank::More),
];

fn table<'c>(diagnostics: Vec<Diagnostic>, layout: &Layout) -> Result<Table<'c>, Error> {
    let row = |diagnostic: Diagnostic| {
        let (line, column, path) = match diagnostic.location {
            Some(location) => {
                (Cell::Count(location.line), Cell::Count(location.column), Cell::print(location.path))
            }
            None => (Cell::Empty, Cell::Empty, Cell::Empty),
        };
        vec![
            Cell::print(diagnostic.file),
            line,
            column,
            diagnostic.severity.word().into(),
            Cell::print(diagnostic.message),
            path,
            diagnostic.hint.map_or(Cell::Empty, Cell::print),
        ]
    };
    Table::from_cells(HEADINGS.to_vec(), diagnostics.into_iter().map(row).collect(), layout)
}
