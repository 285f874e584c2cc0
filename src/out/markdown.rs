//! Markdown: a view flows in, tables, and headings with lists for records in full, flow out.

use super::grid::Grid;
use super::ink::Ink;
use crate::text::sanitize;
use crate::view::{Body, Card, Shape, Table, View};
use std::io::{self, Write};

pub(super) fn write(view: &View<'_>, header: bool, out: &mut dyn Write) -> io::Result<()> {
    match view {
        View::Table(table) => rows(table, header, out),
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
        writeln!(out, "## {}\n", escaped(&sanitize::line(&card.title)))?;
    }
    for field in card.shown_fields() {
        writeln!(out, "- {}: {}", field.title, escaped(&sanitize::line(&field.cell.text())))?;
    }
    for section in card.shown_sections() {
        writeln!(out, "\n### {}\n", escaped(&sanitize::line(&section.title)))?;
        match &section.body {
            Body::Table(table) => rows(table, true, out)?,
            Body::Links(links) => {
                for link in links {
                    let title = escaped(&sanitize::line(link.title));
                    match link.url.as_deref() {
                        Some(url) => {
                            writeln!(out, "- [{title}](<{}>)", sanitize::line(url).replace(['<', '>'], ""))?
                        }
                        None => writeln!(out, "- {title}")?,
                    }
                }
            }
        }
    }
    Ok(())
}

fn rows(table: &Table<'_>, header: bool, out: &mut dyn Write) -> io::Result<()> {
    let grid = Grid::of(table, Ink::default());
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

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, letter| {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~') {
            escaped.push('\\');
        }
        escaped.push(letter);
        escaped
    })
}
