//! The ways in which tables are written as text: separated values, Markdown, aligned columns, and blocks of
//! labels and values.

use super::headings::field;
use super::table::{Columns, MAX_ABOVE, Rows, row};
use csv::{ReaderBuilder, StringRecord};
use unicode_width::UnicodeWidthStr;

/// What is between the cells of drawn tables, and what their lines consist of.
const BARS: [char; 4] = ['|', '│', '┃', '║'];
const RULES: [char; 4] = ['-', '─', '━', '═'];

/// The separators of values. Of several that fit, the last one counts.
const DELIMITERS: [char; 4] = ['|', ',', ';', '\t'];

/// The lines that are not empty, with their numbers.
pub(super) fn numbered_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// The rows of the tables of a text, and whether these are drawn or have headings for title and artist. A cell
/// of separated values may look like another table.
pub(super) fn rows(text: &str) -> Option<(Rows<'_>, bool)> {
    let named = named(text, Columns::are_headings);
    let other = || drawn(text).or_else(|| aligned(text, Columns::are_headings)).or_else(|| blocks(text));
    named
        .or_else(other)
        .map(|rows| (rows, true))
        .or_else(|| separated(text, &DELIMITERS, Columns::are_headings))
}

/// The rows of separated values that have headings.
pub(crate) fn named(text: &str, are_headings: fn(&StringRecord) -> bool) -> Option<Rows<'_>> {
    separated(text, &DELIMITERS[1..], are_headings).filter(|(_, is_named)| *is_named).map(|(rows, _)| rows)
}

/// The rows of separated values, with or without headings.
pub(crate) fn unnamed(text: &str) -> Option<Rows<'_>> {
    separated(text, &DELIMITERS, Columns::are_headings).map(|(rows, _)| rows)
}

/// The rows of a Markdown document, or of other drawn tables: cells between bars. There is a line below the
/// headings.
fn drawn(text: &str) -> Option<Rows<'_>> {
    let is_row = |(_, line): &(usize, &str)| line.trim_start().starts_with(BARS) && !is_rule(line);
    let mut lines = text.lines().map(str::trim_start);
    let is_table = lines.any(|line| line.starts_with(BARS) && !is_rule(line)) && lines.any(is_rule);
    let rows = numbered_lines(text).filter(is_row).map(|(number, line)| row(number, &bar_cells(line.trim())));
    is_table.then(|| Box::new(rows) as Rows<'_>)
}

/// Whether a line of a table is drawn.
pub(crate) fn is_rule(line: &str) -> bool {
    line.contains(RULES) && !line.contains(char::is_alphanumeric)
}

/// The texts between bars, which a backslash escapes.
pub(crate) fn bar_cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_escaped) = (vec![String::new()], false);
    for letter in line.chars().skip(1) {
        if BARS.contains(&letter) && !is_escaped {
            cells.push(String::new());
        } else if letter != '\\' || is_escaped {
            cells.last_mut().into_iter().for_each(|cell| cell.push(letter));
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    cells.pop_if(|cell| cell.trim().is_empty());
    cells.iter().map(|cell| without_links(cell.trim())).collect()
}

/// A text in which the links of Markdown are only their texts.
pub(crate) fn without_links(text: &str) -> String {
    let mut parts = text.split("](");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let link = plain.rsplit_once('[').zip(part.split_once(')'));
        let is_link =
            |name: &str, address: &str| !name.is_empty() && address.starts_with(['h', '/', '#', '.', '<']);
        plain = match link {
            Some(((before, name), (address, behind))) if is_link(name, address) => {
                format!("{before}{name}{behind}")
            }
            _ => format!("{plain}]({part}"),
        };
    }
    plain
}

/// Tables of aligned columns below lines of headings.
pub(crate) fn aligned(text: &str, are_headings: fn(&StringRecord) -> bool) -> Option<Rows<'_>> {
    let is_heading = move |line: &str| {
        let cells: Vec<&str> = gaps(line).into_iter().map(|(cell, _)| cell).collect();
        let is_free = cells.len() > 1 && !line.contains(BARS);
        is_free && are_headings(&row(1, &cells))
    };
    let (first, _) = numbered_lines(text).take(MAX_ABOVE).find(|(_, line)| is_heading(line))?;
    let below = numbered_lines(text).filter(move |(number, line)| *number >= first && !is_rule(line));
    let mut columns = Vec::new();
    let rows = below.filter_map(move |(number, line)| {
        if is_heading(line) {
            columns = gaps(line);
        }
        let mut cells = vec![String::new(); columns.len()];
        for (cell, (start, end)) in gaps(line) {
            // Numbers may begin left of their heading. Any other text that reaches into the next column is not
            // part of the table.
            let column = columns.iter().rposition(|(_, (left, right))| *left <= start || *right == end)?;
            if columns.get(column + 1).is_some_and(|(_, (left, _))| *left < end) {
                return None;
            }
            let gap = if cells[column].is_empty() { "" } else { "  " };
            cells[column] += &format!("{gap}{cell}");
        }
        Some(row(number, &cells))
    });
    Some(Box::new(rows))
}

/// The texts of a line between gaps of two or more spaces, with their first column and the one behind them.
fn gaps(line: &str) -> Vec<(&str, (usize, usize))> {
    let mut column = 0;
    let parts = line.split("  ").map(|part| {
        let start = column + part.width() - part.trim_start().width();
        column += part.width() + 2;
        (part.trim(), (start, start + part.trim().width()))
    });
    parts.filter(|(cell, _)| !cell.is_empty()).collect()
}

/// Blocks of labels and values, one below the other: `Song: Tired`, `Song  Tired`, as in YAML.
fn blocks(text: &str) -> Option<Rows<'_>> {
    let mut labels: Vec<&str> = Vec::new();
    let mut rows: Vec<(usize, Vec<&str>)> = vec![(1, Vec::new())];
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start_matches(['-', ' ']);
        let end = line.find(": ").into_iter().chain(line.find("  ")).min();
        let label = end.map(|end| &line[..end]).filter(|label| field(label).is_some());
        let Some(label) = label else {
            rows.extend(line.trim().is_empty().then(|| (number + 1, Vec::new())));
            continue;
        };
        let value = line[label.len() + 2..].trim().trim_matches('"');
        let known = labels.iter().position(|other| *other == label);
        let column = known.unwrap_or(labels.len());
        labels.extend(known.is_none().then_some(label));
        if rows.last().is_none_or(|(_, cells)| cells.get(column).is_some_and(|cell| !cell.is_empty())) {
            rows.push((number, Vec::new()));
        }
        if let Some((_, cells)) = rows.last_mut() {
            cells.resize(cells.len().max(column + 1), "");
            cells[column] = value;
        }
    }
    let headings = row(1, &labels);
    let is_table = Columns::are_headings(&headings);
    let rows = rows.into_iter().map(|(line, cells)| row(line, &cells));
    is_table.then(|| Box::new(std::iter::once(headings).chain(rows)) as Rows<'_>)
}

/// Separated values: the separator is the one that a first line states, that gives headings for title and
/// artist, or that gives rows that are most alike. Also returns whether there are such headings.
fn separated<'t>(
    text: &'t str,
    delimiters: &[char],
    are_headings: fn(&StringRecord) -> bool,
) -> Option<(Rows<'t>, bool)> {
    let first = text.lines().next().unwrap_or_default().trim_matches('"').to_ascii_lowercase();
    let stated = first.strip_prefix("sep=").and_then(|rest| rest.chars().next());
    let delimiters = stated.filter(char::is_ascii).map_or(delimiters.to_vec(), |one| vec![one]);
    let shape = |delimiter: char| {
        let rows: Vec<StringRecord> = records(text, delimiter).take(MAX_ABOVE).collect();
        let is_named = rows.iter().any(are_headings);
        let alike = |cells: usize| rows.iter().filter(|row| row.len() == cells).count();
        let often = rows.iter().map(StringRecord::len).max_by_key(|cells| alike(*cells)).unwrap_or(0);
        (is_named, if alike(often) * 5 >= rows.len() * 4 { often } else { 0 })
    };
    let shapes = delimiters.into_iter().map(|delimiter| (shape(delimiter), delimiter));
    let ((is_named, cells), delimiter) = shapes.max_by_key(|(shape, _)| *shape)?;
    (is_named || cells > 1).then(|| (Box::new(records(text, delimiter)) as Rows<'_>, is_named))
}

/// Whether the quotes in cells between tabs are part of the texts, as in our own lists: one is inside of a cell,
/// or does not end on a line that has all cells.
fn has_plain_quotes(text: &str) -> bool {
    let width = text.lines().next().map_or(0, |line| line.split('\t').count());
    let mut lines = text.lines().filter(|line| line.contains('"'));
    lines.any(|line| {
        let is_whole = line.split('\t').count() == width;
        let mut quoted = line.split('\t').filter_map(|cell| cell.strip_prefix('"'));
        quoted.any(|cell| {
            let cell = cell.replace("\"\"", "");
            cell.find('"').map_or(is_whole, |end| end + 1 < cell.len())
        })
    })
}

/// The rows of separated values. A row that is in quotes as a whole is taken apart.
fn records(text: &str, delimiter: char) -> impl Iterator<Item = StringRecord> + '_ {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter as u8).flexible(true).has_headers(false);
    builder.quoting(delimiter != '\t' || !has_plain_quotes(text));
    let records = builder.from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
    records.map(move |record| {
        let whole = record.get(0).filter(|cell| record.len() == 1 && cell.contains(delimiter));
        let inner = whole.and_then(|whole| builder.from_reader(whole.as_bytes()).into_records().next()?.ok());
        let Some(mut inner) = inner else { return record };
        inner.set_position(record.position().cloned());
        inner
    })
}
