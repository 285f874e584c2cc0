//! Cards: labels and values, one below the other; also for the rows of tables that are too wide.

use super::grid::{CellStyle, Grid, begins_group};
use super::marks::{Marks, Style, link};
use super::{Terminal, styled_line};
use crate::text::sanitize;
use crate::view::{Body, Card, Link, Shape, Table};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The least room for a value beside its label; with less, it is written below the label.
const MIN_VALUE_WIDTH: usize = 14;

/// The longest line of text, however wide the terminal is.
const MAX_LINE_WIDTH: usize = 100;

/// Writes the parts of cards in one format.
pub(super) trait CardWriter {
    fn out(&mut self) -> &mut dyn Write;
    fn title(&mut self, title: &str) -> io::Result<()>;
    fn fields(&mut self, fields: &[(&str, String)]) -> io::Result<()>;
    /// The title of a section; `is_first` if nothing of the card comes before it.
    fn section(&mut self, title: &str, is_first: bool) -> io::Result<()>;
    fn table(&mut self, table: &Table<'_>) -> io::Result<()>;
    fn links(&mut self, links: &[Link<'_>]) -> io::Result<()>;
    /// A line instead of a section; `is_first` if no such line comes before it.
    fn summary(&mut self, text: &str, is_first: bool) -> io::Result<()> {
        writeln!(self.out(), "{}{text}", if is_first { "\n" } else { "" })
    }
}

/// Writes what people see of cards, with an empty line between them. All texts but those of tables and links
/// are safe to print.
pub(super) fn write_cards(cards: &[Card<'_>], writer: &mut impl CardWriter) -> io::Result<()> {
    for (number, card) in cards.iter().enumerate() {
        if number > 0 {
            writeln!(writer.out())?;
        }
        if !card.title.is_empty() {
            writer.title(&sanitize::line(&card.title))?;
        }
        let fields = card.shown_fields();
        let fields: Vec<(&str, String)> =
            fields.map(|field| (field.title, sanitize::line(&field.cell.text()).into_owned())).collect();
        writer.fields(&fields)?;
        let (mut is_first, mut is_summary) = (card.title.is_empty() && fields.is_empty(), false);
        for section in card.shown_sections() {
            if let Some(summary) = &section.summary {
                writer.summary(&sanitize::line(summary), !is_summary)?;
                is_summary = true;
                continue;
            }
            writer.section(&sanitize::line(&section.title), std::mem::take(&mut is_first))?;
            match &section.body {
                Body::Table(table) => writer.table(table)?,
                Body::Links(links) => writer.links(links)?,
            }
        }
    }
    Ok(())
}

/// Writes cards for a terminal. How tables are written is for the caller to say.
pub(super) struct TerminalCards<'w, T> {
    pub(super) table: T,
    pub(super) terminal: &'w Terminal,
    pub(super) out: &'w mut dyn Write,
}

impl<T: Fn(&Table<'_>, &Terminal, &mut dyn Write) -> io::Result<()>> CardWriter for TerminalCards<'_, T> {
    fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    fn title(&mut self, title: &str) -> io::Result<()> {
        wrapped_text(title, Style::Bold, self.terminal, self.out)
    }

    fn fields(&mut self, fields: &[(&str, String)]) -> io::Result<()> {
        labelled(fields, &Marks::default(), self.terminal, self.out)
    }

    fn section(&mut self, title: &str, is_first: bool) -> io::Result<()> {
        if !is_first {
            writeln!(self.out)?;
        }
        wrapped_text(title, Style::Bold, self.terminal, self.out)
    }

    fn table(&mut self, table: &Table<'_>) -> io::Result<()> {
        (self.table)(table, self.terminal, self.out)
    }

    fn links(&mut self, links: &[Link<'_>]) -> io::Result<()> {
        let on_one_line = links.iter().all(|link| fits(link, self.terminal));
        links.iter().try_for_each(|link| write_link(link, on_one_line, self.terminal, self.out))
    }

    fn summary(&mut self, text: &str, is_first: bool) -> io::Result<()> {
        if is_first {
            writeln!(self.out)?;
        }
        wrapped_text(text, Style::Dim, self.terminal, self.out)
    }
}

/// Writes the rows of a table, each as a card.
pub(super) fn list(table: &Table<'_>, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = Grid::new(table, CellStyle::for_terminal(terminal));
    let groups = grid.take(Shape::Group);
    for (row, texts) in grid.rows.iter().enumerate() {
        let values = texts.iter().zip(&grid.headings).filter(|(text, _)| !text.is_empty());
        let values: Vec<(&str, String)> =
            values.map(|(text, heading)| (heading.title, text.clone())).collect();
        let is_new_group = begins_group(&groups, row);
        if row > 0 && (is_new_group || !values.is_empty()) {
            writeln!(out)?;
        }
        if is_new_group {
            heading(&groups[row], grid.doubts[row], &grid.marks, terminal, out)?;
        }
        labelled(&values, &grid.marks, terminal, out)?;
    }
    Ok(())
}

/// Writes the heading of a group of rows, wrapped to the terminal. `doubt` says how uncertain the episode of
/// the group is.
pub(super) fn heading(
    group: &[String],
    doubt: Option<&str>,
    marks: &Marks,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = group.iter().map(String::as_str).chain(doubt).collect::<Vec<_>>().join(" ");
    let style = if doubt.is_some() { Style::Dim } else { Style::Bold };
    let lines = wrapped(&text, terminal.width.map(usize::from));
    lines.iter().try_for_each(|line| writeln!(out, "{}", marks.apply(line, terminal.style(style))))
}

/// Writes a text in one style, wrapped to the terminal.
fn wrapped_text(text: &str, style: Style, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let lines = wrapped(text, terminal.width.map(usize::from));
    lines.iter().try_for_each(|line| styled_line(line, style, terminal, out))
}

fn labelled(
    values: &[(&str, String)],
    marks: &Marks,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widest = values.iter().map(|(label, _)| label.width()).max().unwrap_or(0) + 2;
    let width = terminal.width.map(|width| usize::from(width).min(MAX_LINE_WIDTH));
    let is_narrow = width.is_some_and(|width| width < widest + MIN_VALUE_WIDTH);
    let indent = if is_narrow { 2 } else { widest };
    let room = width.map(|width| width.saturating_sub(indent).max(1));
    for (label, value) in values {
        let label_space = indent.saturating_sub(label.width());
        let label = terminal.style(Style::Dim).mark(label);
        let mut before = format!("{label}{:label_space$}", "");
        if is_narrow {
            writeln!(out, "{}", marks.apply(&label, Style::Plain))?;
            before = " ".repeat(indent);
        }
        for line in wrapped(value, room) {
            writeln!(out, "{}", marks.apply(&format!("{before}{line}"), Style::Plain))?;
            before = " ".repeat(indent);
        }
    }
    Ok(())
}

/// Whether title and address fit on one line.
fn fits(link: &Link<'_>, terminal: &Terminal) -> bool {
    let url = link.url.as_deref().unwrap_or_default();
    let line = 2 + link.title.width() + 2 + url.width();
    terminal.width.is_some_and(|width| line <= usize::from(width))
}

/// A title that is a hyperlink, or with the address beside or below it.
fn write_link(
    item: &Link<'_>,
    on_one_line: bool,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bullet = if terminal.unicode { '•' } else { '*' };
    let title = sanitize::line(item.title);
    let room = terminal.width.map(|width| usize::from(width).saturating_sub(2).max(1));
    let url = item.url.as_deref().map(sanitize::line);
    if let Some(url) = &url
        && !terminal.hyperlinks
        && on_one_line
    {
        let url = terminal.style(Style::Dim).mark(url);
        return styled_line(&format!("{bullet} {title}  {url}"), Style::Plain, terminal, out);
    }
    let address = item.url.as_deref().filter(|_| terminal.hyperlinks);
    for (number, line) in wrapped(&title, room).iter().enumerate() {
        let bullet = if number == 0 { bullet } else { ' ' };
        match &address {
            Some(address) => writeln!(out, "{bullet} {}", link(line, address))?,
            None => writeln!(out, "{bullet} {line}")?,
        }
    }
    // Not wrapped: terminals recognise an address only in one piece.
    let shown = url.filter(|_| address.is_none());
    shown.map_or(Ok(()), |url| styled_line(&format!("  {url}"), Style::Dim, terminal, out))
}

/// Lines no wider than `room`, broken at spaces and, in a word that is too long for a line, anywhere.
pub(super) fn wrapped(text: &str, room: Option<usize>) -> Vec<String> {
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
