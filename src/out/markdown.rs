//! Markdown: tables; for cards, headings and lists.

use super::cards::{CardWriter, write_cards};
use super::grid::{CellStyle, Grid};
use crate::text::sanitize;
use crate::view::{Link, Shape, Table, View};
use std::io::{self, Write};

pub(super) fn write(view: &View<'_>, header: bool, out: &mut dyn Write) -> io::Result<()> {
    match view {
        View::Table(table) => rows(table, header, out),
        View::Cards(cards) => write_cards(cards, &mut Markdown(out)),
    }
}

struct Markdown<'w>(&'w mut dyn Write);

impl CardWriter for Markdown<'_> {
    fn out(&mut self) -> &mut dyn Write {
        self.0
    }

    fn title(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.0, "## {}\n", escaped(title))
    }

    fn fields(&mut self, fields: &[(&str, String)]) -> io::Result<()> {
        fields.iter().try_for_each(|(label, value)| writeln!(self.0, "- {label}: {}", escaped(value)))
    }

    fn section(&mut self, title: &str, _: bool) -> io::Result<()> {
        writeln!(self.0, "\n### {}\n", escaped(title))
    }

    fn table(&mut self, table: &Table<'_>) -> io::Result<()> {
        rows(table, true, self.0)
    }

    fn links(&mut self, links: &[Link<'_>]) -> io::Result<()> {
        links.iter().try_for_each(|link| {
            let title = escaped(&sanitize::line(link.title));
            match link.url.as_deref() {
                Some(url) => {
                    writeln!(self.0, "- [{title}](<{}>)", sanitize::line(url).replace(['<', '>'], ""))
                }
                None => writeln!(self.0, "- {title}"),
            }
        })
    }
}

fn rows(table: &Table<'_>, header: bool, out: &mut dyn Write) -> io::Result<()> {
    let grid = Grid::new(table, CellStyle::default());
    let mut row = |cells: &mut dyn Iterator<Item = String>| {
        writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    if header {
        row(&mut grid.headings.iter().map(|heading| escaped(heading.title)))?;
        let rule = |shape| if shape == Shape::Right { "---:" } else { "---" };
        row(&mut grid.headings.iter().map(|heading| rule(heading.shape).to_owned()))?;
    }
    grid.rows.iter().try_for_each(|cells| row(&mut cells.iter().map(|text| escaped(text))))
}

/// Escapes characters that Markdown would take for markup.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, letter| {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~') {
            escaped.push('\\');
        }
        escaped.push(letter);
        escaped
    })
}
