//! Tables for the screen: a view's table flows in, aligned lines flow out, as wide as they need to be or as wide as
//! they may be. Where even the most important columns do not fit, rows become cards.

use super::grid::Grid;
use super::ink::{Ink, inked};
use super::{Paint, Terminal, cards};
use crate::view::{Heading, Rank, Shape, Table};
use comfy_table::presets::NOTHING;
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width,
};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The space between two columns.
const GAP: u16 = 2;

/// How narrow a column of text may get, if its text is longer, before more important columns are the only ones.
const LEAST: u16 = 16;
const LEAST_PROSE: u16 = 28;

/// How wide such a column should at least be before a less important one is shown too.
const COMFORT: u16 = 30;
const COMFORT_PROSE: u16 = 44;

/// Writes a table; `headings` can be left out.
pub(super) fn write(
    table: &Table<'_>,
    headings: bool,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut grid = Grid::of(table, Ink::of(terminal).with_bars(terminal));
    if grid.rows.is_empty() {
        return Ok(());
    }
    let Some(width) = terminal.width else {
        // Where lines may be of any length somebody may search them: each says everything.
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
    lines(&grid.quiet(), headings, terminal, Some(width), out)
}

/// Keeps of the columns as many as fit, the more important first; tells whether at least those do that must be there.
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
            if rank(column) <= Rank::Main { |all| all.least } else { |all| all.comfort };
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

/// How wide a column must, should and would like to be.
struct Widths {
    least: u16,
    comfort: u16,
    natural: u16,
}

fn widths(grid: &Grid, headings: bool) -> Vec<Widths> {
    let width = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX - GAP);
    let widths = |(column, heading): (usize, &Heading)| {
        let cells = grid.rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
        let natural = cells.max(if headings { width(heading.title) } else { 0 }).max(1);
        let (least, comfort) = match heading.shape {
            Shape::Group | Shape::Right | Shape::Bar => (natural, natural),
            Shape::Left => (natural.min(LEAST), natural.min(COMFORT)),
            Shape::Prose => (natural.min(LEAST_PROSE), natural.min(COMFORT_PROSE)),
        };
        Widths { least, comfort, natural }
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
    table.load_style(style(terminal, headings)).force_no_tty();
    if terminal.color {
        table.enforce_styling().style_text_only();
    }
    if headings {
        table.set_header(grid.headings.iter().map(|heading| cell(heading.title, Paint::Strong, terminal)));
    }
    for row in &grid.rows {
        let columns = row.iter().zip(&grid.headings);
        table.add_row(columns.map(|(text, heading)| cell(text, Paint::of(heading), terminal)));
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
            let Widths { least, natural, .. } = widths[index];
            let least = least + column.padding_width();
            column.set_constraint(if least >= natural + column.padding_width() {
                ColumnConstraint::ContentWidth
            } else {
                ColumnConstraint::LowerBoundary(Width::Fixed(least))
            });
        }
    }
    for line in table.lines() {
        // On a screen all lines are as wide as the table. Elsewhere, `less` say, they may be of any length and would
        // end in screens of blanks.
        let line = if width.is_some() { line.as_str() } else { line.trim_end() };
        writeln!(out, "{}", grid.anchors.linked(&inked(line)))?;
    }
    Ok(())
}

/// No frame: a rule under the headings and nothing else.
fn style(terminal: &Terminal, headings: bool) -> TableStyle {
    let rule = LineStyle::none().fill(if terminal.unicode { '─' } else { '-' });
    if headings { NOTHING.header_separator(rule) } else { NOTHING }
}

fn cell(text: &str, paint: Paint, terminal: &Terminal) -> Cell {
    let cell = Cell::new(text);
    match paint {
        Paint::Strong if terminal.color => cell.add_attribute(Attribute::Bold),
        Paint::Quiet if terminal.color => cell.add_attribute(Attribute::Dim),
        _ => cell,
    }
}
