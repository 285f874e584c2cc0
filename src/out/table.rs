//! Aligned tables, laid out by `comfy-table`.
//!
//! On a terminal, groups of rows have headings, and long texts are written below their row. In a pipe each row
//! is one line, for programs that search lines.

use super::cards::{heading, wrapped};
use super::fit::{GAP, MIN_WIDTH, Widths, what_fits};
use super::grid::{CellStyle, Grid, begins_group};
use super::marks::{ROW, Style};
use super::{Terminal, cards};
use crate::view::{Heading, Rank, Shape, Table};
use TextWidth::{AtLeast, Exactly};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Width};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// How far texts below a row are indented, unless the row begins with a number.
const INDENT: usize = 4;

/// Writes a table, with or without headings.
pub(super) fn write(
    table: &Table<'_>,
    headings: bool,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut grid = Grid::new(table, CellStyle::for_table(terminal));
    if grid.rows.is_empty() {
        return Ok(());
    }
    let Some(width) = terminal.width.map(usize::from) else {
        return write_flat(grid, headings, terminal, out);
    };
    grid.shorten();
    // The columns that were asked for are shown as columns.
    let is_plain = table.is_chosen();
    let groups = if headings && !is_plain { grid.take(Shape::Group) } else { Vec::new() };
    let below = if is_plain { Vec::new() } else { grid.take(Shape::Prose) };
    let has_groups = groups.iter().any(|group| !group.is_empty());
    let Some(widths) = keep_what_fits(&mut grid, headings && !has_groups, width) else {
        return cards::list(table, terminal, out);
    };
    let Lines { header, rows } = lay_out(&grid, headings && !has_groups, &widths, Some(width), terminal);
    header.iter().try_for_each(|line| writeln!(out, "{}", grid.marks.apply(line, Style::Plain)))?;
    // Texts below begin where the text of the row begins.
    let begins_with_number = grid.headings.first().is_some_and(|first| first.shape == Shape::Right);
    let indent = if begins_with_number { widest(&grid, 0).max(1) + GAP } else { INDENT };
    let room = Some(width.saturating_sub(indent).max(1));
    for (row, lines) in rows.iter().enumerate() {
        if begins_group(&groups, row) {
            if row > 0 {
                writeln!(out)?;
            }
            heading(&groups[row], grid.doubts[row], &grid.marks, terminal, out)?;
        }
        for line in lines {
            writeln!(out, "{}", grid.marks.apply(line, terminal.style(grid.style_of(row))))?;
        }
        for text in below.get(row).into_iter().flatten().flat_map(|text| text.split('\n')) {
            for line in wrapped(text, room) {
                writeln!(out, "{:indent$}{}", "", grid.marks.apply(&line, terminal.style(Style::Dim)))?;
            }
        }
    }
    Ok(())
}

/// Writes each row on one line, the long texts last.
fn write_flat(mut grid: Grid, headings: bool, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    grid.move_last(Shape::Prose);
    let Lines { mut header, rows } = lay_out(&grid, headings, &widths(&grid, headings), None, terminal);
    let ends_with_prose = grid.headings.last().is_some_and(|heading| heading.shape == Shape::Prose);
    if let ([titles, rule], true) = (header.as_mut_slice(), ends_with_prose) {
        // In a pager a line as wide as the longest text would fill the screen.
        *rule = rule.chars().take(titles.trim_end().width()).collect();
    }
    for line in header.iter().chain(rows.iter().flatten()) {
        writeln!(out, "{}", grid.marks.apply(line, Style::Plain))?;
    }
    Ok(())
}

/// Keeps as many columns as fit, and returns their widths; none if not even the key columns fit.
fn keep_what_fits(grid: &mut Grid, headings: bool, width: usize) -> Option<Vec<Widths>> {
    let widths = widths(grid, headings);
    let kept = what_fits(&grid.headings, &widths, width);
    let is_lost = |column: usize| grid.headings[column].rank == Rank::Key && !kept.contains(&column);
    if (0..widths.len()).any(is_lost) {
        return None;
    }
    grid.retain(|column| kept.contains(&column));
    Some(kept.into_iter().map(|column| widths[column]).collect())
}

/// The width of the longest text in a column.
fn widest(grid: &Grid, column: usize) -> usize {
    grid.rows.iter().map(|row| row[column].width()).max().unwrap_or(0)
}

fn widths(grid: &Grid, headings: bool) -> Vec<Widths> {
    let widths = |(column, heading): (usize, &Heading)| {
        let title = if headings { heading.title.width() } else { 0 };
        Widths::new(heading.shape, widest(grid, column).max(title))
    };
    grid.headings.iter().enumerate().map(widths).collect()
}

/// The lines of a table that is laid out.
#[derive(Default)]
struct Lines {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Lays out the rows in aligned columns, within a width if there is one.
fn lay_out(
    grid: &Grid,
    headings: bool,
    widths: &[Widths],
    width: Option<usize>,
    terminal: &Terminal,
) -> Lines {
    let natural: usize = widths.iter().map(|column| column.natural + GAP).sum();
    if let Some(width) = width
        && natural > width + GAP
        && let Some(pair) = Pair::find(grid, widths, width)
    {
        return pair.lay_out(grid, headings, widths, terminal);
    }
    let constraint = |column: usize| {
        let Widths { min, natural } = widths[column];
        if width.is_some() && min < natural { AtLeast(min) } else { Exactly(natural) }
    };
    let rows = grid.rows.iter().map(|row| row.iter().map(String::as_str).collect());
    columns(&grid.headings, headings, rows, constraint, width, terminal)
}

/// The width of the text in a column.
enum TextWidth {
    Exactly(usize),
    AtLeast(usize),
}

/// Two neighbouring columns of text that do not fit side by side in all rows, such as song and artist. Where
/// they do not fit, the second text is written below the first, so that neither is broken.
struct Pair {
    /// The first of the two columns.
    column: usize,
    /// Its width in rows where both fit.
    first_width: usize,
    /// The width of both with the gap between them.
    width: usize,
}

impl Pair {
    /// The two widest columns of text, if they are neighbours and there is room for them.
    fn find(grid: &Grid, widths: &[Widths], width: usize) -> Option<Self> {
        let is_wide = |column: &usize| widths[*column].natural > widths[*column].min;
        let mut wide: Vec<usize> = (0..widths.len()).filter(is_wide).collect();
        wide.sort_by_key(|&column| std::cmp::Reverse(widths[column].natural));
        let (one, other) = (*wide.first()?, *wide.get(1)?);
        let column = one.min(other);
        let others: usize = (0..widths.len())
            .filter(|&other| other != column && other != column + 1)
            .map(|column| widths[column].min + GAP)
            .sum();
        let width = width.checked_sub(others).filter(|&width| width >= 2 * MIN_WIDTH + GAP)?;
        (one.abs_diff(other) == 1).then(|| {
            let texts = grid.rows.iter().map(|row| (row[column].width(), row[column + 1].width()));
            Self { column, first_width: best_split(texts, width - GAP), width }
        })
    }

    /// The room for the second text beside the first.
    fn second_width(&self) -> usize {
        self.width - GAP - self.first_width
    }

    fn fits(&self, row: &[String]) -> bool {
        row[self.column].width() <= self.first_width && row[self.column + 1].width() <= self.second_width()
    }

    /// The row with both texts in one cell: the second one to the right of the first if there is room,
    /// otherwise below it, if possible where it begins in other rows.
    fn joined(&self, row: &[String]) -> Vec<String> {
        let (first, second) = (&row[self.column], &row[self.column + 1]);
        let begin = (self.first_width + GAP).min(self.width.saturating_sub(second.width()));
        let mut cells = row.to_vec();
        cells[self.column] = match begin.checked_sub(first.width()) {
            _ if second.is_empty() => first.clone(),
            Some(gap) if gap >= GAP => format!("{first}{:gap$}{second}", ""),
            _ => format!("{first}\n{:begin$}{second}", ""),
        };
        cells.remove(self.column + 1);
        cells
    }

    fn lay_out(&self, grid: &Grid, headings: bool, widths: &[Widths], terminal: &Terminal) -> Lines {
        let (beside, below): (Vec<&Vec<String>>, Vec<&Vec<String>>) =
            grid.rows.iter().partition(|row| self.fits(row));
        let constraint = |column: usize| {
            Exactly(match column {
                _ if column == self.column => self.first_width,
                _ if column == self.column + 1 => self.second_width(),
                _ => widths[column].min,
            })
        };
        let beside = beside.into_iter().map(|row| row.iter().map(String::as_str).collect());
        let beside = columns(&grid.headings, headings, beside, constraint, None, terminal);
        let below: Vec<Vec<String>> = below.into_iter().map(|row| self.joined(row)).collect();
        let below = below.iter().map(|row| row.iter().map(String::as_str).collect());
        let mut joined_headings = grid.headings.clone();
        joined_headings.remove(self.column + 1);
        let joined_constraint = |column: usize| match column {
            _ if column == self.column => Exactly(self.width),
            _ => constraint(if column > self.column { column + 1 } else { column }),
        };
        let below = columns(&joined_headings, false, below, joined_constraint, None, terminal);
        let (mut beside_rows, mut below_rows) = (beside.rows.into_iter(), below.rows.into_iter());
        let rows = grid
            .rows
            .iter()
            .filter_map(|row| if self.fits(row) { beside_rows.next() } else { below_rows.next() });
        Lines { header: beside.header, rows: rows.collect() }
    }
}

/// The width of the first of two columns with which both texts of most rows fit, given the widths of the
/// texts in each row and that of both columns.
fn best_split(texts: impl Iterator<Item = (usize, usize)>, width: usize) -> usize {
    // Each row fits from one width of the first column up to another. These are the numbers of rows that
    // begin to fit at a width, less those that no longer do.
    let mut changes = vec![0_i64; width + 2];
    for (first, second) in texts.filter(|(first, second)| first + second <= width) {
        changes[first] += 1;
        changes[width - second + 1] -= 1;
    }
    let mut fitting = 0;
    let counts = changes.iter().map(|change| {
        fitting += change;
        fitting
    });
    let best =
        counts.take(width + 1).enumerate().max_by_key(|&(split, count)| (count, std::cmp::Reverse(split)));
    best.map_or(width / 2, |(split, _)| split)
}

/// Aligned columns in a table of `comfy-table`.
fn columns<'g>(
    headings: &[Heading],
    with_header: bool,
    rows: impl Iterator<Item = Vec<&'g str>>,
    text_width: impl Fn(usize) -> TextWidth,
    width: Option<usize>,
    terminal: &Terminal,
) -> Lines {
    let mut table = comfy_table::Table::new();
    let rule = LineStyle::none().fill(if terminal.unicode { '─' } else { '-' });
    table.load_style(if with_header { NOTHING.header_separator(rule) } else { NOTHING });
    let colored = |style: Style, text: &str| terminal.style(style).mark(text);
    if with_header {
        table.set_header(headings.iter().map(|heading| colored(Style::Bold, heading.title)));
    }
    for row in rows {
        let cells = row.iter().zip(headings).enumerate().map(|(column, (text, heading))| {
            // Less important numbers are dim.
            let is_minor = heading.shape == Shape::Right && heading.rank > Rank::Main;
            let text = colored(if is_minor { Style::Dim } else { Style::Plain }, text);
            if column == 0 { format!("{ROW}{text}") } else { text }
        });
        table.add_row(cells.collect::<Vec<_>>());
    }
    match width {
        Some(width) => {
            let width = u16::try_from(width).unwrap_or(u16::MAX);
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width)
        }
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    let fixed = |width: usize| Width::Fixed(u16::try_from(width).unwrap_or(u16::MAX));
    for (index, column) in table.column_iter_mut().enumerate() {
        let gap = if index + 1 == headings.len() { 0 } else { GAP };
        column.set_padding((0, gap as u16)).set_constraint(match text_width(index) {
            Exactly(width) => ColumnConstraint::Absolute(fixed(width + gap)),
            AtLeast(width) => ColumnConstraint::LowerBoundary(fixed(width + gap)),
        });
        if headings[index].shape == Shape::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut lines = Lines::default();
    for line in table.lines() {
        let is_new = line.contains(ROW);
        let line = line.replace(ROW, "");
        match lines.rows.last_mut() {
            _ if is_new => lines.rows.push(vec![line]),
            Some(row) => row.push(line),
            None => lines.header.push(line),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_split_is_where_most_rows_fit() {
        let split = |texts: &[(usize, usize)], width| best_split(texts.iter().copied(), width);
        assert_eq!(split(&[(5, 5), (7, 2)], 20), 7);
        assert_eq!(split(&[(18, 2), (5, 10), (6, 12)], 20), 6);
        assert_eq!(split(&[(5, 10), (30, 1)], 20), 5);
        assert_eq!(split(&[(30, 30)], 20), 0);
    }
}
