//! Plain text for screen readers and scripts: a view flows in, one `Name: value` per line flows out, a blank line
//! between records. Nothing is aligned, wrapped, cut or drawn.

use super::grid::Grid;
use super::ink::Ink;
use crate::text::sanitize;
use crate::view::{Body, Card, Table, View};
use std::io::{self, Write};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    match view {
        View::Table(table) => rows(table, true, out),
        View::Cards(cards) => cards.iter().enumerate().try_for_each(|(number, card)| {
            if number > 0 {
                writeln!(out)?;
            }
            self::card(card, out)
        }),
    }
}

fn card(card: &Card<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !card.title.is_empty() {
        writeln!(out, "{}", sanitize::line(&card.title))?;
    }
    for field in card.shown_fields() {
        writeln!(out, "{}: {}", field.title, sanitize::line(&field.cell.text()))?;
    }
    for section in card.shown_sections() {
        writeln!(out, "\n{}", sanitize::line(&section.title))?;
        match &section.body {
            Body::Table(table) => rows(table, false, out)?,
            Body::Links(links) => {
                for link in links {
                    let url = link.url.as_deref();
                    let url = url.map(|url| format!(", {}", sanitize::line(url)));
                    writeln!(out, "{}{}", sanitize::line(link.title), url.unwrap_or_default())?;
                }
            }
        }
    }
    Ok(())
}

fn rows(table: &Table<'_>, first: bool, out: &mut dyn Write) -> io::Result<()> {
    let grid = Grid::of(table, Ink::default());
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
