//! What the user says about the notation of a source: what the columns of its tables hold, and how its lines are
//! written.

use super::Block;
use crate::error::unknown_word;
use crate::playlist::headings::{Field, field};
use crate::playlist::table::{Columns, row};
use crate::text::{DASHES, fold};
use csv::StringRecord;
use std::str::FromStr;

/// The fields that can be named.
const FIELDS: [&str; 12] = [
    "title", "artist", "season", "episode", "code", "scene", "time", "usage", "length", "album", "isrc",
    "number",
];

fn known_field(name: &str) -> Result<Field, String> {
    let known = field(name).filter(|_| FIELDS.contains(&name));
    known.map(|(field, _)| field).ok_or_else(|| unknown_word("field", name, &FIELDS))
}

/// Which columns of a table hold what: `title=2,artist=C,scene=Notes`. A column is a number, counted from 1, a
/// letter as in spreadsheets, or its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap(Vec<(Field, String)>);

impl FromStr for ColumnMap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let entry = |entry: &str| {
            let expected = || "expected FIELD=COLUMN, such as `title=2,artist=C,scene=Notes`".to_owned();
            let (name, column) = entry.split_once('=').ok_or_else(expected)?;
            let column = column.trim();
            if column.is_empty() || column == "0" {
                Err(expected())
            } else {
                Ok((known_field(name.trim())?, column.to_owned()))
            }
        };
        text.split(',').map(entry).collect::<Result<_, _>>().map(Self)
    }
}

/// The index of a column that is named by its number or letters.
fn index(column: &str) -> Option<usize> {
    const MAX_LETTERS: usize = 2;
    if let Ok(number) = column.parse::<u16>() {
        return usize::from(number).checked_sub(1);
    }
    let letters = column.as_bytes();
    let is_letters = letters.len() <= MAX_LETTERS && letters.iter().all(u8::is_ascii_alphabetic);
    let value = |letter: &u8| usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    is_letters
        .then(|| letters.iter().fold(0, |sum, letter| sum * 26 + value(letter)))
        .and_then(|sum| sum.checked_sub(1))
}

fn heading(column: &str, row: &StringRecord) -> Option<usize> {
    let wanted = fold(column);
    row.iter().position(|cell| fold(cell) == wanted)
}

impl ColumnMap {
    /// The columns that are named by their headings alone.
    fn headings(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, column)| column.as_str()).filter(|column| index(column).is_none())
    }

    /// Whether a column is named by its heading.
    pub(super) fn has_headings(&self) -> bool {
        self.headings().next().is_some()
    }

    /// Whether a row has all the headings that are named.
    pub(super) fn is_named_in(&self, row: &StringRecord) -> bool {
        self.has_headings() && self.headings().all(|column| heading(column, row).is_some())
    }

    /// A heading that is named and that no row has.
    pub(super) fn missing(&self, rows: &[StringRecord]) -> Option<&str> {
        self.headings().find(|column| rows.iter().all(|row| heading(column, row).is_none()))
    }

    /// Sets the columns of a table with these headings.
    pub(super) fn apply(&self, headings: &StringRecord, columns: &mut Columns) {
        for (field, column) in &self.0 {
            if let Some(column) = heading(column, headings).or_else(|| index(column)) {
                columns.set(*field, column);
            }
        }
    }
}

/// How a line that names a song is written: `{number}. {title} // {artist} ({scene})`. Dashes and quotes of all
/// kinds are the same, and so are spaces of any length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The text in front of the first field.
    start: Vec<char>,
    /// The fields, each with the text behind it.
    fields: Vec<(&'static str, Vec<char>)>,
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = words(text);
        let mut parts = text.split('{');
        let start = plain(parts.next().unwrap_or_default());
        let mut fields: Vec<(&'static str, Vec<char>)> = Vec::new();
        for part in parts {
            let (name, behind) = part.split_once('}').ok_or("a `{` has no `}`")?;
            known_field(name)?;
            if fields.last().is_some_and(|(_, between)| between.is_empty()) {
                return Err(format!(
                    "there must be a text in front of `{{{name}}}`, to know where it begins"
                ));
            }
            fields.extend(FIELDS.iter().find(|field| **field == name).map(|field| (*field, plain(behind))));
        }
        if fields.iter().any(|(name, _)| *name == "title") {
            Ok(Self { start, fields })
        } else {
            Err("it needs `{title}`, as in `{artist} - {title}`".to_owned())
        }
    }
}

/// A text with single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters of a text, with one kind of dash and of quote.
fn plain(text: &str) -> Vec<char> {
    let plain = |letter| match letter {
        '“' | '”' | '„' | '«' | '»' | '‟' => '"',
        '‘' | '’' | '‚' => '\'',
        letter if DASHES.contains(&letter) => '-',
        letter => letter,
    };
    text.chars().map(plain).collect()
}

impl Pattern {
    /// The values of the fields in a line that is written so.
    fn values(&self, line: &str) -> Option<Vec<String>> {
        let line = words(line);
        let without_bullet = line.strip_prefix(['-', '*', '•', '·', '–']).map(str::trim_start);
        [Some(line.as_str()), without_bullet].into_iter().flatten().find_map(|line| {
            let (letters, plain): (Vec<char>, Vec<char>) = (line.chars().collect(), plain(line));
            let mut rest = plain.strip_prefix(&self.start[..])?.len();
            let mut values = Vec::new();
            for (number, (name, behind)) in self.fields.iter().enumerate() {
                let start = plain.len() - rest;
                let is_last = number + 1 == self.fields.len();
                // The title in front of brackets at the end may have brackets itself.
                let is_bracket = number + 2 == self.fields.len() && behind.ends_with(&['(']);
                let end = if is_last {
                    plain.strip_suffix(&behind[..])?.len()
                } else {
                    let mut ends = plain[start..].windows(behind.len()).enumerate().skip(1);
                    let is_end = |(_, letters): &(usize, &[char])| *letters == behind;
                    let end = if is_bracket { ends.rfind(is_end) } else { ends.find(is_end) };
                    start + end?.0
                };
                let value: String = letters.get(start..end)?.iter().collect();
                let is_number = ["season", "episode", "number"].contains(name);
                if value.trim().is_empty() || (is_number && value.parse::<u16>().is_err()) {
                    return None;
                }
                values.push(value.trim().to_owned());
                rest = plain.len() - end - behind.len();
            }
            Some(values)
        })
    }

    /// Makes tables of the lines that are written so.
    pub(super) fn apply(&self, blocks: Vec<Block>) -> Vec<Block> {
        let headings = || self.fields.iter().map(|(name, _)| *name).chain(["text"]).collect::<StringRecord>();
        let mut all = Vec::new();
        // Whether the last block is such a table.
        let mut is_open = false;
        for block in blocks {
            let values = match &block {
                Block::Line(number, text) => self.values(text).map(|values| (*number, text.clone(), values)),
                Block::Table(_) => None,
            };
            let Some((number, text, mut values)) = values else {
                is_open = false;
                all.push(block);
                continue;
            };
            values.push(text);
            let record = row(number, &values);
            match all.last_mut() {
                Some(Block::Table(rows)) if is_open => rows.push(record),
                _ => all.push(Block::Table(vec![headings(), record])),
            }
            is_open = true;
        }
        all
    }
}
