//! Cards for the screen: records in full, and rows where a table does not fit, flow in; labels and values, one below
//! the other, flow out.

use super::anchor::{Anchors, address, anchor};
use super::grid::Grid;
use super::ink::{Ink, inked};
use super::{Paint, Terminal, table};
use crate::text::sanitize;
use crate::view::{Body, Card, Link, Shape, Table};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The narrowest that a value gets beside its label; below that it goes under it.
const NARROWEST: usize = 14;

/// The widest that running text is set, on however wide a screen.
const WIDEST: usize = 100;

/// How to write the tables of a card.
#[derive(Clone, Copy)]
pub(super) enum Tables {
    /// As tables, perhaps with headings.
    Aligned { headings: bool },
    /// As cards too.
    Cards,
}

/// Writes records in full.
pub(super) fn write(
    cards: &[Card<'_>],
    tables: Tables,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (number, card) in cards.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        if !card.title.is_empty() {
            heading(&sanitize::line(&card.title), terminal, out)?;
        }
        let fields = card.shown_fields();
        let fields: Vec<(&str, String)> =
            fields.map(|field| (field.title, sanitize::line(&field.cell.text()).into_owned())).collect();
        labelled(&fields, &Anchors::default(), terminal, out)?;
        let mut first = card.title.is_empty() && fields.is_empty();
        for section in card.shown_sections() {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            heading(&sanitize::line(&section.title), terminal, out)?;
            match (&section.body, tables) {
                (Body::Table(rows), Tables::Aligned { headings }) => {
                    table::write(rows, headings, terminal, out)?
                }
                (Body::Table(rows), Tables::Cards) => list(rows, terminal, out)?,
                (Body::Links(links), _) => {
                    let on_one_line = links.iter().all(|link| fits(link, terminal));
                    links.iter().try_for_each(|link| self::link(link, on_one_line, terminal, out))?;
                }
            }
        }
    }
    Ok(())
}

/// Writes the rows of a table, each as a card.
pub(super) fn list(table: &Table<'_>, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let grid = Grid::of(table, Ink::of(terminal));
    let groups: Vec<usize> = grid.groups().collect();
    let mut above: Option<Vec<&str>> = None;
    for row in &grid.rows {
        let group = groups.iter().map(|&column| row[column].as_str());
        let group: Vec<&str> = group.filter(|text| !text.is_empty()).collect();
        let values = row.iter().zip(&grid.headings);
        let values = values.filter(|(text, heading)| heading.shape != Shape::Group && !text.is_empty());
        let values: Vec<(&str, String)> =
            values.map(|(text, heading)| (heading.title, text.clone())).collect();
        let is_new_group = !group.is_empty() && above.as_ref() != Some(&group);
        if above.is_some() && (is_new_group || !values.is_empty()) {
            writeln!(out)?;
        }
        if is_new_group {
            heading(&group.join(" "), terminal, out)?;
        }
        labelled(&values, &grid.anchors, terminal, out)?;
        above = Some(group);
    }
    Ok(())
}

/// Writes a line of strong text, or as many as it takes.
pub(super) fn heading(text: &str, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let lines = wrapped(text, terminal.width.map(usize::from));
    lines.iter().try_for_each(|line| Paint::Strong.line(line, terminal, out))
}

fn labelled(
    values: &[(&str, String)],
    anchors: &Anchors,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widest = values.iter().map(|(label, _)| label.width()).max().unwrap_or(0) + 2;
    let width = terminal.width.map(|width| usize::from(width).min(WIDEST));
    let is_narrow = width.is_some_and(|width| width < widest + NARROWEST);
    let indent = if is_narrow { 2 } else { widest };
    let room = width.map(|width| width.saturating_sub(indent).max(1));
    for (label, value) in values {
        Paint::Quiet.text(label, terminal, out)?;
        let mut space = indent.saturating_sub(label.width());
        if is_narrow {
            writeln!(out)?;
            space = indent;
        }
        for line in wrapped(value, room) {
            writeln!(out, "{:space$}{}", "", anchors.linked(&inked(&line)))?;
            space = indent;
        }
    }
    Ok(())
}

/// Whether the address has room behind what it is called.
fn fits(link: &Link<'_>, terminal: &Terminal) -> bool {
    let url = link.url.as_deref().unwrap_or_default();
    let line = 2 + link.title.width() + 2 + url.width();
    terminal.width.is_some_and(|width| line <= usize::from(width))
}

/// What it is called, linked to its address or with the address behind or below it.
fn link(link: &Link<'_>, on_one_line: bool, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let bullet = if terminal.unicode { '•' } else { '*' };
    let title = sanitize::line(link.title);
    let room = terminal.width.map(|width| usize::from(width).saturating_sub(2).max(1));
    let url = link.url.as_deref().map(sanitize::line);
    if let Some(url) = &url
        && !terminal.hyperlinks
        && on_one_line
    {
        write!(out, "{bullet} {title}  ")?;
        return Paint::Quiet.line(url, terminal, out);
    }
    let address = link.url.as_deref().filter(|_| terminal.hyperlinks).map(address);
    for (number, line) in wrapped(&title, room).iter().enumerate() {
        let mark = if number == 0 { bullet } else { ' ' };
        match &address {
            Some(address) => writeln!(out, "{mark} {}", anchor(line, address))?,
            None => writeln!(out, "{mark} {line}")?,
        }
    }
    // Not wrapped: a terminal links an address that it wraps itself.
    let shown = url.filter(|_| address.is_none());
    shown.map_or(Ok(()), |url| Paint::Quiet.line(&format!("  {url}"), terminal, out))
}

/// Lines no wider than `room`, broken at spaces and, in a word that is too long for a line, anywhere.
fn wrapped(text: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room else {
        return vec![text.to_owned()];
    };
    let mut lines = vec![String::new()];
    let mut width = 0;
    for word in text.split(' ') {
        if width > 0 && width + 1 + word.width() > room {
            lines.push(String::new());
            width = 0;
        } else if width > 0 {
            push(&mut lines, " ");
            width += 1;
        }
        for letter in word.chars() {
            let wide = letter.width().unwrap_or(0);
            if width + wide > room {
                lines.push(String::new());
                width = 0;
            }
            push(&mut lines, letter.encode_utf8(&mut [0; 4]));
            width += wide;
        }
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_spaces_where_it_can_be() {
        assert_eq!(wrapped("one two three", Some(8)), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensible", Some(10)), ["incomprehe", "nsible"]);
        assert_eq!(wrapped("日本語の歌", Some(5)), ["日本", "語の", "歌"]);
        assert_eq!(wrapped("one two three", None), ["one two three"]);
        assert_eq!(wrapped("", Some(8)), [""]);
    }
}
