//! Plain text for screen readers and scripts: one `Name: value` per line, an empty line between records.
//! Nothing is aligned, wrapped or shortened.

use super::cards::{CardWriter, write_cards};
use super::grid::{CellStyle, Grid};
use crate::text::sanitize;
use crate::view::{Link, Table, View};
use std::io::{self, Write};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    match view {
        View::Table(table) => rows(table, true, out),
        View::Cards(cards) => write_cards(cards, &mut Plain(out)),
    }
}

struct Plain<'w>(&'w mut dyn Write);

impl CardWriter for Plain<'_> {
    fn out(&mut self) -> &mut dyn Write {
        self.0
    }

    fn title(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.0, "{title}")
    }

    fn fields(&mut self, fields: &[(&str, String)]) -> io::Result<()> {
        fields.iter().try_for_each(|(label, value)| writeln!(self.0, "{label}: {value}"))
    }

    fn section(&mut self, title: &str, _: bool) -> io::Result<()> {
        writeln!(self.0, "\n{title}")
    }

    fn table(&mut self, table: &Table<'_>) -> io::Result<()> {
        rows(table, false, self.0)
    }

    fn links(&mut self, links: &[Link<'_>]) -> io::Result<()> {
        links.iter().try_for_each(|link| {
            let url = link.url.as_deref().map(|url| format!(", {}", sanitize::line(url)));
            writeln!(self.0, "{}{}", sanitize::line(link.title), url.unwrap_or_default())
        })
    }
}

fn rows(table: &Table<'_>, first: bool, out: &mut dyn Write) -> io::Result<()> {
    let grid = Grid::new(table, CellStyle::default());
    for (number, row) in grid.rows.iter().enumerate() {
        if number > 0 || !first {
            writeln!(out)?;
        }
        for (text, heading) in row.iter().zip(&grid.headings).filter(|(text, _)| !text.is_empty()) {
            writeln!(out, "{}: {text}", heading.title)?;
        }
    }
    Ok(())
}
