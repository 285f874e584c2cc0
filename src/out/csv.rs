//! CSV (RFC 4180) and TSV with a header line. Of a card the fields are written, one card per line; of a card
//! without fields the first table.

use crate::text::sanitize;
use crate::view::{Body, Card, Cell, Table, View};
use std::borrow::Borrow;
use std::io::{self, Write};
use std::mem;
use std::ops::Range;

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
    let mut formulas = 0;
    let append = |line: &mut String, value: &str| {
        let mut value = sanitize::lines(value);
        if is_like_formula(&value) {
            if spreadsheet.is_safe {
                value.to_mut().insert(0, '\'');
            } else {
                formulas += 1;
            }
        }
        append_quoted(line, &value);
    };
    Records::new(',', append, out).write(view, header)?;
    Ok(formulas)
}

/// Whether a spreadsheet would run a value as a formula (OWASP, CSV injection). Some pass over spaces, and
/// take the wide signs of Asian keyboards for the same.
fn is_like_formula(value: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    value.starts_with(['\t', '\r', '\n']) || value.trim_start().starts_with(signs)
}

fn append_quoted(line: &mut String, value: &str) {
    if value.contains([',', '"', '\r', '\n']) {
        line.push('"');
        line.push_str(&value.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(value);
    }
}

/// Writes TSV; tabs, line breaks and backslashes are written `\t`, `\n`, `\r` and `\\`.
pub(super) fn write_tsv(view: &View<'_>, header: bool, out: &mut dyn Write) -> io::Result<()> {
    let append = |line: &mut String, value: &str| {
        let escaped =
            value.replace('\\', r"\\").replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r");
        line.push_str(&sanitize::line(&escaped));
    };
    Records::new('\t', append, out).write(view, header)
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

/// Writes records, one per line. `append` adds a value to a line, as the format demands.
struct Records<'w, F> {
    separator: char,
    append: F,
    out: &'w mut dyn Write,
    line: String,
    /// Where each value of the line begins and ends.
    values: Vec<Range<usize>>,
}

impl<'w, F: FnMut(&mut String, &str)> Records<'w, F> {
    fn new(separator: char, append: F, out: &'w mut dyn Write) -> Self {
        Self { separator, append, out, line: String::new(), values: Vec::new() }
    }

    fn write(mut self, view: &View<'_>, header: bool) -> io::Result<()> {
        match view {
            View::Table(table) => self.table(table, header),
            View::Cards(cards) if cards.first().and_then(only_table).is_some() => {
                cards.iter().filter_map(only_table).try_for_each(|table| self.table(table, header))
            }
            View::Cards(cards) => {
                for (number, card) in cards.iter().enumerate() {
                    if number == 0 && header {
                        self.record(card.fields.iter().map(|field| Cell::from(field.key)))?;
                    }
                    self.record(card.fields.iter().map(|field| &field.cell))?;
                }
                Ok(())
            }
        }
    }

    fn table(&mut self, table: &Table<'_>, header: bool) -> io::Result<()> {
        let columns = table.data_columns();
        if header {
            self.record(columns.iter().map(|&column| Cell::from(table.headings()[column].key)))?;
        }
        (0..table.len())
            .try_for_each(|row| self.record(columns.iter().map(|&column| table.cell(row, column))))
    }

    fn record<'c>(&mut self, cells: impl Iterator<Item = impl Borrow<Cell<'c>>>) -> io::Result<()> {
        self.line.clear();
        self.values.clear();
        let mut has_formula = false;
        for cell in cells {
            if !self.values.is_empty() {
                self.line.push(self.separator);
            }
            let start = self.line.len();
            cell.borrow().append_to(&mut self.line, SEPARATOR);
            has_formula |= is_like_formula(&self.line[start..]);
            self.values.push(start..self.line.len());
        }
        // Most lines can be written as they are, which is faster to see in a whole line than in each value: only
        // the separators need attention. Up to 255 fit a byte, so the compiler can count many bytes at once.
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~') & !matches!(byte, b'"' | b',' | b'\\');
        let count = |bytes: &[u8]| bytes.iter().map(|&byte| u8::from(!is_plain(byte))).sum::<u8>();
        let others: usize = self.line.as_bytes().chunks(255).map(|bytes| usize::from(count(bytes))).sum();
        if has_formula || others >= self.values.len() {
            let raw = mem::take(&mut self.line);
            for (number, value) in self.values.drain(..).enumerate() {
                if number > 0 {
                    self.line.push(self.separator);
                }
                (self.append)(&mut self.line, &raw[value]);
            }
        }
        // In CSV an empty line is no record.
        if self.line.is_empty() && self.separator == ',' {
            self.line.push_str("\"\"");
        }
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Heading, Layout, Rank, Shape};
    use proptest::prelude::*;

    fn table(values: &[String]) -> View<'_> {
        let headings = vec![Heading::new("key", "Title", Shape::Left, Rank::Key); values.len()];
        let cells = values.iter().map(|value| Cell::from(value.as_str())).collect();
        View::Table(Table::from_cells(headings, vec![cells], &Layout::default()).unwrap())
    }

    fn csv(values: &[String]) -> String {
        let mut out = Vec::new();
        let spreadsheet = Spreadsheet { is_safe: false, has_bom: false };
        write_csv(&table(values), false, spreadsheet, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_quoted_or_escaped_where_necessary() {
        for (values, as_csv, as_tsv) in [
            ("plain|1", "plain,1\n", "plain\t1\n"),
            ("a,b|=1", "\"a,b\",=1\n", "a,b\t=1\n"),
            ("say \"hi\"|x", "\"say \"\"hi\"\"\",x\n", "say \"hi\"\tx\n"),
            ("back\\slash|tab\there", "back\\slash,tab here\n", "back\\\\slash\ttab\\there\n"),
            ("two\r\nlines|\u{1b}[2J", "\"two\nlines\",\\u{1b}[2J\n", "two\\r\\nlines\t\\u{1b}[2J\n"),
            ("Zoë|日本", "Zoë,日本\n", "Zoë\t日本\n"),
            ("", "\"\"\n", "\n"),
            ("|", ",\n", "\t\n"),
        ] {
            let values: Vec<String> = values.split('|').map(str::to_owned).collect();
            assert_eq!(csv(&values), as_csv);
            let mut out = Vec::new();
            write_tsv(&table(&values), false, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), as_tsv);
        }
    }

    proptest! {
        #[test]
        fn any_values_can_be_read_back(values in prop::collection::vec("[ab,\"\\\\\t\n\r=é\u{1b}\u{202e}]{0,4}", 1..5)) {
            let text = csv(&values);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let safe: Vec<_> = values.iter().map(|value| sanitize::lines(value)).collect();
            prop_assert_eq!(records, [csv::StringRecord::from(safe.iter().map(AsRef::as_ref).collect::<Vec<&str>>())]);
        }
    }
}
