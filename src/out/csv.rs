//! CSV (RFC 4180) and TSV with a header line. Of a card the fields are written, one card per line; of a card
//! without fields the first table.

use crate::text::sanitize;
use crate::view::{Body, Card, Cell, Table, View};
use std::borrow::Cow;
use std::io::{self, Write};

/// Separates the items of a list in one value.
const SEPARATOR: &str = "; ";

/// Adaptations for spreadsheets.
#[derive(Clone, Copy)]
pub(super) struct Spreadsheet {
    /// Whether to put an apostrophe before values that would be run as formulas.
    pub(super) is_safe: bool,
    /// Whether to begin with a byte order mark, which tells the encoding.
    pub(super) has_bom: bool,
}

/// Writes CSV, quoted where necessary. Returns how many values look like formulas and are not escaped.
pub(super) fn write_csv(
    view: &View<'_>,
    header: bool,
    spreadsheet: Spreadsheet,
    out: &mut dyn Write,
) -> io::Result<usize> {
    if spreadsheet.has_bom {
        write!(out, "\u{feff}")?;
    }
    let mut writer = csv::Writer::from_writer(out);
    let mut formulas = 0;
    records(view, header, |values| {
        for value in values {
            let mut value = sanitize::lines(value);
            if is_like_formula(&value) {
                if spreadsheet.is_safe {
                    value.to_mut().insert(0, '\'');
                } else {
                    formulas += 1;
                }
            }
            writer.write_field(value.as_bytes()).map_err(reason)?;
        }
        writer.write_record(None::<&[u8]>).map_err(reason)
    })?;
    writer.flush()?;
    Ok(formulas)
}

/// Whether a spreadsheet would run a value as a formula (OWASP, CSV injection). Some pass over spaces, and
/// take the wide signs of Asian keyboards for the same.
fn is_like_formula(value: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    value.starts_with(['\t', '\r', '\n']) || value.trim_start().starts_with(signs)
}

/// The I/O error that `csv` wraps. A closed pipe must stay different from a full disk.
fn reason(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Writes TSV; tabs, line breaks and backslashes are written `\t`, `\n`, `\r` and `\\`.
pub(super) fn write_tsv(view: &View<'_>, header: bool, out: &mut dyn Write) -> io::Result<()> {
    records(view, header, |values| {
        for (number, value) in values.iter().enumerate() {
            let escaped =
                value.replace('\\', r"\\").replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r");
            let separator = if number == 0 { "" } else { "\t" };
            write!(out, "{separator}{}", sanitize::line(&escaped))?;
        }
        writeln!(out)
    })
}

/// The keys of the sections of cards that are not written.
pub(super) fn omitted_sections<'v>(cards: &'v [Card<'_>]) -> Vec<&'v str> {
    let Some(card) = cards.first() else {
        return Vec::new();
    };
    let written = usize::from(only_table(card).is_some());
    card.sections
        .iter()
        .skip(written)
        .filter(|section| !section.body.is_empty())
        .map(|section| section.key)
        .collect()
}

/// The table that is written of a card without fields.
fn only_table<'v, 'c>(card: &'v Card<'c>) -> Option<&'v Table<'c>> {
    match card.sections.first().map(|section| &section.body) {
        Some(Body::Table(table)) if card.fields.is_empty() => Some(table),
        _ => None,
    }
}

fn records(
    view: &View<'_>,
    header: bool,
    mut write: impl FnMut(&[Cow<'_, str>]) -> io::Result<()>,
) -> io::Result<()> {
    match view {
        View::Table(table) => rows(table, header, write),
        View::Cards(cards) if cards.first().and_then(only_table).is_some() => {
            cards.iter().filter_map(only_table).try_for_each(|table| rows(table, header, &mut write))
        }
        View::Cards(cards) => {
            for (number, card) in cards.iter().enumerate() {
                if number == 0 && header {
                    write(&card.fields.iter().map(|field| Cow::Borrowed(field.key)).collect::<Vec<_>>())?;
                }
                write(&card.fields.iter().map(|field| field.cell.joined(SEPARATOR)).collect::<Vec<_>>())?;
            }
            Ok(())
        }
    }
}

fn rows(
    table: &Table<'_>,
    header: bool,
    mut write: impl FnMut(&[Cow<'_, str>]) -> io::Result<()>,
) -> io::Result<()> {
    let columns = table.data_columns();
    if header {
        let keys: Vec<Cow<'_, str>> =
            columns.iter().map(|&column| table.headings()[column].key.into()).collect();
        write(&keys)?;
    }
    (0..table.len()).try_for_each(|row| {
        let cells: Vec<Cell<'_>> = columns.iter().map(|&column| table.cell(row, column)).collect();
        write(&cells.iter().map(|cell| cell.joined(SEPARATOR)).collect::<Vec<_>>())
    })
}
