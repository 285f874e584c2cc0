//! Output formats, and what the terminal supports.

mod atomic;
mod cards;
mod csv;
mod fit;
mod grid;
mod json;
mod markdown;
mod marks;
mod plain;
mod table;
mod terminal;

pub use atomic::{rewrite, save};
pub use fit::{GAP, Widths, what_fits};
pub use terminal::{Progress, Terminal, When};

use crate::text::sanitize;
#[cfg(feature = "browse")]
use crate::view::Cell;
use crate::view::{Table, View};
use cards::{TerminalCards, write_cards};
use clap::ValueEnum;
use csv::Spreadsheet;
#[cfg(feature = "browse")]
use grid::CellStyle;
use marks::{Marks, Style};
use std::io::{self, IsTerminal, Write};

/// How to write an answer; as the options of the same names say.
#[derive(Clone, Debug)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// In CSV, whether to escape values that a spreadsheet would run as formulas.
    pub spreadsheet_safe: bool,
    /// In CSV, whether to begin with a byte order mark.
    pub bom: bool,
    /// Whether to omit the line of headings.
    pub no_header: bool,
    /// The width to wrap to, in columns; 0 is no limit. If absent, that of the terminal.
    pub width: Option<u16>,
    /// When to use bold, dim and coloured text.
    pub color: When,
    /// When to link titles.
    pub hyperlinks: When,
}

/// Output formats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns
    #[default]
    Table,
    /// Labels and values, one below the other
    Cards,
    /// `Name: value`, for screen readers
    Plain,
    /// An array of objects
    Json,
    /// One JSON object per line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Markdown tables
    Markdown,
}

impl Format {
    /// Whether people read it, rather than programs.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Cards | Self::Plain | Self::Markdown)
    }
}

impl Output {
    /// What standard output can show.
    pub fn terminal(&self) -> Terminal {
        Terminal::detect(self.width, self.color, self.hyperlinks)
    }

    /// Whether a screen has bold, dim and coloured text, also if standard output is a pipe.
    #[cfg(feature = "browse")]
    pub(crate) fn draws_colors(&self) -> bool {
        self.color.decide(true)
    }

    /// Whether a screen has links, likewise.
    #[cfg(feature = "browse")]
    pub(crate) fn draws_links(&self) -> bool {
        match self.hyperlinks {
            When::Always => true,
            When::Never => false,
            When::Auto => self.draws_colors() && self.terminal().hyperlinks,
        }
    }

    /// A note on the parts of an answer that the format cannot hold.
    pub fn omissions(&self, view: &View<'_>) -> Option<String> {
        let (Format::Csv | Format::Tsv, View::Cards(cards)) = (self.format, view) else {
            return None;
        };
        let left_out = csv::omitted_sections(cards);
        (!left_out.is_empty()).then(|| format!("left out, in --format json: {}", left_out.join(", ")))
    }

    /// Writes an answer and flushes it, so that a full disk is noticed. Returns a warning about the content,
    /// if any.
    pub fn write(
        &self,
        view: &View<'_>,
        terminal: &Terminal,
        out: &mut dyn Write,
    ) -> io::Result<Option<String>> {
        let headings = !self.no_header;
        let mut formulas = 0;
        match (self.format, view) {
            (format, View::Table(table)) if table.is_empty() && format.is_for_people() => Ok(()),
            (Format::Table, View::Table(table)) => table::write(table, headings, terminal, out),
            (Format::Cards, View::Table(table)) => cards::list(table, terminal, out),
            (Format::Table, View::Cards(cards)) => {
                let table = |table: &Table<'_>, terminal: &Terminal, out: &mut dyn Write| {
                    table::write(table, headings, terminal, out)
                };
                write_cards(cards, &mut TerminalCards { table, terminal, out })
            }
            (Format::Cards, View::Cards(cards)) => {
                write_cards(cards, &mut TerminalCards { table: cards::list, terminal, out })
            }
            (Format::Plain, view) => plain::write(view, out),
            (Format::Json, view) => json::write(view, out),
            (Format::Jsonl, view) => json::write_lines(view, out),
            (Format::Csv, view) => {
                let spreadsheet = Spreadsheet { is_safe: self.spreadsheet_safe, has_bom: self.bom };
                csv::write_csv(view, headings, spreadsheet, out).map(|found| formulas = found)
            }
            (Format::Tsv, view) => csv::write_tsv(view, headings, out),
            (Format::Markdown, view) => markdown::write(view, headings, out),
        }?;
        out.flush()?;
        let warning = "for a spreadsheet, which `--spreadsheet-safe` keeps it from running";
        Ok(match formulas {
            0 => None,
            1 => Some(format!("1 value is a formula {warning}")),
            number => Some(format!("{number} values are formulas {warning}")),
        })
    }
}

/// The length of texts that need not be longer to be measured.
#[cfg(feature = "browse")]
pub(crate) const LONGEST: usize = 200;

/// A cell on one line, safe to print, with the escape sequences that the terminal supports. Long texts are cut
/// around the first found word to about `length` characters.
#[cfg(feature = "browse")]
pub(crate) fn cell(cell: &Cell<'_>, terminal: &Terminal, length: usize) -> String {
    let mut marks = Marks::default();
    let text = CellStyle::for_line(terminal, length).text(cell, &mut marks);
    marks.apply(&text, Style::Plain)
}

/// A message for standard error, safe to print. The words `error` and `warning` of findings in files are
/// coloured if `color` and the stream allow it.
pub fn message(text: &str, color: When) -> String {
    let safe = sanitize::lines(text).into_owned();
    if !color.decide(io::stderr().is_terminal()) {
        return safe;
    }
    let colored = |line: &str| {
        for (word, style) in [(": error: ", Style::Error), (": warning: ", Style::Doubt)] {
            // Excerpts and hints begin otherwise.
            if let Some((place, message)) = line.split_once(word).filter(|_| !line.starts_with(' ')) {
                let word = style.mark(word.trim_matches([':', ' ']));
                return Marks::default().apply(&format!("{place}: {word}: {message}"), Style::Plain);
            }
        }
        line.to_owned()
    };
    safe.split('\n').map(colored).collect::<Vec<_>>().join("\n")
}

/// Writes a line of text in a style, if the terminal has colours.
fn styled_line(text: &str, style: Style, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", Marks::default().apply(text, terminal.style(style)))
}
