//! The ways in which tables are written as text: separated values, Markdown, aligned columns, and blocks of
//! labels and values.

use super::headings::field;
use super::table::{Columns, Grid, row};
use csv::{ReaderBuilder, StringRecord};
use unicode_width::UnicodeWidthStr;

/// The separators of values, tried in this order.
const DELIMITERS: [char; 4] = ['\t', ';', ',', '|'];

/// The lines that are not empty, with their numbers.
pub(super) fn numbered_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// The tables of a Markdown document: rows of cells between bars, the headings above a line of dashes.
fn markdown(text: &str) -> Vec<Grid<'_>> {
    let mut tables: Vec<(StringRecord, Vec<StringRecord>)> = Vec::new();
    let mut above: Option<StringRecord> = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let is_row = line.starts_with('|');
        let is_rule = is_row && line.contains('-') && line.chars().all(|letter| " |:-".contains(letter));
        match (above.take(), tables.last_mut()) {
            (Some(headings), above) if is_rule => {
                // They looked like a row of the table above.
                above.and_then(|(_, rows)| rows.pop());
                tables.push((headings, Vec::new()));
            }
            (_, table) if is_row => {
                let cells = bar_cells(line);
                table.into_iter().for_each(|(_, rows)| rows.push(row(number + 1, &cells)));
                above = Some(row(number + 1, &cells));
            }
            _ => {}
        }
    }
    let grid = |(headings, rows): (StringRecord, Vec<StringRecord>)| Grid {
        headings: Some(headings),
        rows: Box::new(rows.into_iter()),
        is_jspf: false,
    };
    tables.into_iter().map(grid).collect()
}

/// The texts between bars, which a backslash escapes.
fn bar_cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut letters = line.strip_prefix('|').unwrap_or(line).chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '|' => cells.push(String::new()),
            _ => {
                let escaped = letters.next_if(|next| letter == '\\' && next.is_ascii_punctuation());
                cells.last_mut().into_iter().for_each(|cell| cell.push(escaped.unwrap_or(letter)));
            }
        }
    }
    cells.pop_if(|cell| cell.trim().is_empty());
    cells.iter().map(|cell| without_links(cell.trim())).collect()
}

/// A text in which Markdown links are only their texts.
pub(super) fn without_links(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some((before, link)) = rest.split_once('[') {
        plain += before;
        let link = link.split_once("](").and_then(|(name, link)| Some((name, link.split_once(')')?.1)));
        let Some((name, behind)) = link else {
            plain.push('[');
            rest = &rest[before.len() + 1..];
            continue;
        };
        plain += name;
        rest = behind;
    }
    plain + rest
}

/// A table of aligned columns below a line of headings that name title and artist.
fn aligned(text: &str) -> Option<Grid<'_>> {
    const MAX_ABOVE: usize = 30;
    let is_heading = |(number, line): &(usize, &str)| {
        let cells: Vec<&str> = gaps(line).into_iter().map(|(cell, _)| cell).collect();
        cells.len() > 1 && Columns::by_headings(&row(*number, &cells), &[]).are_complete()
    };
    let (heading, line) = numbered_lines(text).take(MAX_ABOVE).find(is_heading)?;
    let columns = gaps(line);
    let headings: Vec<&str> = columns.iter().map(|(cell, _)| *cell).collect();
    let headings = row(heading, &headings);
    let rows = numbered_lines(text).filter(move |(number, _)| *number > heading).filter_map(
        move |(number, line)| {
            let mut cells = vec![String::new(); columns.len()];
            for (cell, (start, end)) in gaps(line) {
                // Numbers may begin left of their heading. Any other text that reaches into the next column is not
                // part of the table.
                let column =
                    columns.iter().rposition(|(_, (left, right))| *left <= start || *right == end)?;
                let next = columns.get(column + 1);
                if next.is_some_and(|(_, (left, _))| *left < end) {
                    return None;
                }
                let gap = if cells[column].is_empty() { "" } else { "  " };
                cells[column] += &format!("{gap}{cell}");
            }
            let is_rule = line.chars().all(|letter| !letter.is_alphanumeric());
            (!is_rule).then(|| row(number, &cells))
        },
    );
    Some(Grid { headings: Some(headings), rows: Box::new(rows), is_jspf: false })
}

/// The texts of a line between gaps of two or more spaces, with their first column and the one behind them.
pub(super) fn gaps(line: &str) -> Vec<(&str, (usize, usize))> {
    let (mut cells, mut column) = (Vec::new(), 0);
    for part in line.split("  ") {
        let start = column + part.width() - part.trim_start().width();
        column += part.width() + 2;
        if !part.trim().is_empty() {
            cells.push((part.trim(), (start, start + part.trim().width())));
        }
    }
    cells
}

/// Blocks of labels and values, one below the other: `Song: Tired`, `Song  Tired`.
fn blocks(text: &str) -> Option<Grid<'_>> {
    let mut labels: Vec<&str> = Vec::new();
    let mut rows: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut is_new = true;
    for (number, line) in text.lines().enumerate() {
        is_new |= line.trim().is_empty();
        let end = line.find(": ").into_iter().chain(line.find("  ")).min();
        let pair = end.map(|end| (&line[..end], &line[end + 2..]));
        let Some((label, value)) = pair.filter(|(label, _)| field(label).is_some()) else { continue };
        let column = labels.iter().position(|other| *other == label).unwrap_or_else(|| {
            labels.push(label);
            labels.len() - 1
        });
        let is_taken =
            |(_, cells): &(usize, Vec<&str>)| cells.get(column).is_some_and(|cell| !cell.is_empty());
        if is_new || rows.last().is_some_and(is_taken) {
            rows.push((number + 1, Vec::new()));
            is_new = false;
        }
        if let Some((_, cells)) = rows.last_mut() {
            cells.resize(cells.len().max(column + 1), "");
            cells[column] = value.trim();
        }
    }
    let headings = row(1, &labels);
    let columns = Columns::by_headings(&headings, &[]);
    let rows = rows.into_iter().map(|(line, cells)| row(line, &cells));
    columns.are_complete().then(|| Grid { headings: Some(headings), rows: Box::new(rows), is_jspf: false })
}

/// The tables of a text, and whether there are headings for title and artist above them or, in Markdown, any.
pub(super) fn tables(text: &str) -> (Vec<Grid<'_>>, bool) {
    let marked = markdown(text);
    if !marked.is_empty() {
        return (marked, true);
    }
    match aligned(text).or_else(|| blocks(text)) {
        Some(grid) => (vec![grid], true),
        None => separated(text),
    }
}

/// Separated values: the separator is the one that gives headings for title and artist, or otherwise rows
/// that are most alike. Also returns whether there are such headings.
fn separated(text: &str) -> (Vec<Grid<'_>>, bool) {
    const SAMPLE: usize = 30;
    let width = |delimiter: char| {
        let rows: Vec<StringRecord> = records(text, delimiter).take(SAMPLE).collect();
        let named = rows.iter().any(|row| Columns::by_headings(row, &[]).are_complete());
        let alike = |cells: usize| rows.iter().filter(|row| row.len() == cells).count();
        let often = rows.iter().map(StringRecord::len).max_by_key(|cells| alike(*cells)).unwrap_or(0);
        let is_regular = often > 1 && alike(often) * 5 >= rows.len() * 4;
        (named, if is_regular { often } else { 0 })
    };
    let first = text.lines().next().unwrap_or_default().trim_matches('"');
    let stated = first
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="))
        .and_then(|_| first[4..].chars().next());
    let candidates = DELIMITERS.iter().rev().map(|&delimiter| (width(delimiter), delimiter));
    let best = candidates.max_by_key(|(width, _)| *width).unwrap_or_default();
    let ((named, cells), delimiter) = stated.filter(char::is_ascii).map_or(best, |sep| (width(sep), sep));
    let grid = Grid { headings: None, rows: Box::new(records(text, delimiter)), is_jspf: false };
    (if named || cells > 1 { vec![grid] } else { Vec::new() }, named)
}

/// The rows of separated values. A row that is in quotes as a whole is taken apart.
fn records(text: &str, delimiter: char) -> impl Iterator<Item = StringRecord> + '_ {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter as u8).flexible(true).has_headers(false);
    let records = builder.from_reader(text.as_bytes()).into_records();
    records.filter_map(Result::ok).map(move |record| {
        let whole =
            (record.len() == 1).then(|| record.get(0)).flatten().filter(|cell| cell.contains(delimiter));
        let inner = whole.and_then(|whole| builder.from_reader(whole.as_bytes()).into_records().next());
        let Some(Ok(mut inner)) = inner else { return record };
        inner.set_position(record.position().cloned());
        inner
    })
}
