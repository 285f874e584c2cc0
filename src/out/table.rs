//! Aligned tables, laid out by `comfy-table`: as wide as necessary in a pipe, as wide as the terminal
//! otherwise. If not even the most important columns fit, rows become cards.

use super::grid::{CellStyle, Grid};
use super::marks::{bold, dim};
use super::{Style, Terminal, cards};
use crate::view::{Heading, Rank, Shape, Table};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The space between two columns.
const GAP: u16 = 2;

/// The narrowest that columns of text may get. Less important columns are dropped before they get narrower.
const MIN_WIDTH: u16 = 16;
const MIN_WIDTH_PROSE: u16 = 28;

/// The width that columns of text should have before a less important column is shown as well.
const GOOD_WIDTH: u16 = 30;
const GOOD_WIDTH_PROSE: u16 = 44;

/// Writes a table, with or without headings.
pub(super) fn write(
    table: &Table<'_>,
    headings: bool,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut grid = Grid::new(table, CellStyle::for_terminal(terminal).with_bars(terminal));
    if grid.rows.is_empty() {
        return Ok(());
    }
    let Some(width) = terminal.width else {
        // In a pipe each line is complete, for programs that search lines.
        return lines(&grid, headings, terminal, None, out);
    };
    grid.shorten();
    let group = if headings && !table.is_chosen() { grid.take_only_group() } else { None };
    if !keep_what_fits(&mut grid, headings, width) {
        return cards::list(table, terminal, out);
    }
    if let Some(group) = group {
        cards::heading(&group, terminal, out)?;
    }
    lines(&grid.without_repetitions(), headings, terminal, Some(width), out)
}

/// Keeps as many columns as fit, the more important first. Returns whether at least the key columns fit.
fn keep_what_fits(grid: &mut Grid, headings: bool, width: u16) -> bool {
    let widths = widths(grid, headings);
    let rank = |column: usize| grid.headings[column].rank;
    let fits = |columns: &[usize], wide: fn(&Widths) -> u16| {
        let gap = usize::from(GAP);
        let total: usize = columns.iter().map(|&column| usize::from(wide(&widths[column])) + gap).sum();
        total <= usize::from(width) + gap
    };
    let mut by_rank: Vec<usize> = (0..widths.len()).collect();
    by_rank.sort_by_key(|&column| rank(column));
    let mut kept = Vec::new();
    for column in by_rank {
        kept.push(column);
        let wide: fn(&Widths) -> u16 =
            if rank(column) <= Rank::Main { |all| all.min } else { |all| all.good };
        if !fits(&kept, wide) {
            if rank(column) == Rank::Key {
                return false;
            }
            kept.pop();
        }
    }
    grid.retain(|column| kept.contains(&column));
    true
}

/// The minimum width of a column, a good one, and that of its longest text.
struct Widths {
    min: u16,
    good: u16,
    natural: u16,
}

fn widths(grid: &Grid, headings: bool) -> Vec<Widths> {
    let width = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX - GAP);
    let widths = |(column, heading): (usize, &Heading)| {
        let cells = grid.rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
        let natural = cells.max(if headings { width(heading.title) } else { 0 }).max(1);
        let (min, good) = match heading.shape {
            Shape::Group | Shape::Right | Shape::Bar => (natural, natural),
            Shape::Left => (natural.min(MIN_WIDTH), natural.min(GOOD_WIDTH)),
            Shape::Prose => (natural.min(MIN_WIDTH_PROSE), natural.min(GOOD_WIDTH_PROSE)),
        };
        Widths { min, good, natural }
    };
    grid.headings.iter().enumerate().map(widths).collect()
}

fn lines(
    grid: &Grid,
    headings: bool,
    terminal: &Terminal,
    width: Option<u16>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(style(terminal, headings));
    if headings {
        table.set_header(grid.headings.iter().map(|heading| cell(heading.title, Style::Bold, terminal)));
    }
    for row in &grid.rows {
        let columns = row.iter().zip(&grid.headings);
        table.add_row(columns.map(|(text, heading)| cell(text, Style::of_column(heading), terminal)));
    }
    match width {
        Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    let widths = widths(grid, headings);
    let last = widths.len() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { GAP }));
        if grid.headings[index].shape == Shape::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if width.is_some() {
            let Widths { min, natural, .. } = widths[index];
            let min = min + column.padding_width();
            column.set_constraint(if min >= natural + column.padding_width() {
                ColumnConstraint::ContentWidth
            } else {
                ColumnConstraint::LowerBoundary(Width::Fixed(min))
            });
        }
    }
    for line in table.lines() {
        // On a terminal all lines are as wide as the table. In a pager, long lines would end in screens of
        // blanks.
        let line = if width.is_some() { line.as_str() } else { line.trim_end() };
        writeln!(out, "{}", grid.marks.apply(line))?;
    }
    Ok(())
}

/// No borders, only a line below the headings.
fn style(terminal: &Terminal, headings: bool) -> TableStyle {
    let rule = LineStyle::none().fill(if terminal.unicode { '─' } else { '-' });
    if headings { NOTHING.header_separator(rule) } else { NOTHING }
}

fn cell(text: &str, style: Style, terminal: &Terminal) -> String {
    match style {
        Style::Bold if terminal.color => bold(text),
        Style::Dim if terminal.color => dim(text),
        Style::Bold | Style::Dim | Style::Plain => text.to_owned(),
    }
}
