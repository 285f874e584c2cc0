//! Takes web pages apart: lines of text, and tables. Tags are read one by one and no tree is built, so that pages
//! with any mistakes can be read, however deep.

use super::{Block, Options, rows};
use crate::playlist::table::row;
use csv::StringRecord;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Elements that begin and end a line.
const LINES: &str = "address article aside blockquote body br button caption center dd details div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section \
    summary table tbody td tfoot th thead tr ul";
/// Elements whose content is no text of the page.
const SKIPPED: &str = "iframe noscript script select style svg template textarea title";

fn is_in(list: &str, name: &[u8]) -> bool {
    list.split_ascii_whitespace().any(|known| known.as_bytes() == name)
}

/// The lines and tables of a page. In Markdown with HTML in it, each line of the source is a line.
pub(super) fn read(text: &str, is_markdown: bool, options: &Options) -> Vec<Block> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page::new(text, is_markdown, options);
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name, tag.span.end),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text), text.span.start),
            _ => {}
        }
    }
    page.flush();
    while page.end_table() {}
    page.blocks
}

/// The page as far as it was read.
struct Page<'t> {
    source: &'t str,
    is_markdown: bool,
    options: &'t Options,
    /// The number of the line at the byte `counted`.
    line: usize,
    counted: usize,
    blocks: Vec<Block>,
    /// The text of the line that is being read, and where that begins.
    buffer: String,
    start: usize,
    /// The element whose content is skipped, with the number of those in it.
    skipped: Option<(Vec<u8>, usize)>,
    /// Where the menu and the form that are being read begin: in the blocks and in the source.
    menu: Option<(usize, usize)>,
    form: Option<(usize, usize)>,
    /// The number of open elements with preformatted text.
    preformatted: usize,
    tables: Vec<Table>,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    /// For each column the number of rows that the cell in it has yet to fill, and its text.
    spans: Vec<(usize, String)>,
    /// Whether it has a table in it: then it only arranges the page.
    is_layout: bool,
    is_in_cell: bool,
}

#[derive(Default)]
struct Row {
    line: usize,
    cells: Vec<Cell>,
}

/// A cell with its lines.
#[derive(Default)]
struct Cell {
    lines: Vec<(usize, String)>,
    rows: usize,
    columns: usize,
}

impl<'t> Page<'t> {
    fn new(source: &'t str, is_markdown: bool, options: &'t Options) -> Self {
        Self {
            source,
            is_markdown,
            options,
            line: 1,
            counted: 0,
            blocks: Vec::new(),
            buffer: String::new(),
            start: 1,
            skipped: None,
            menu: None,
            form: None,
            preformatted: 0,
            tables: Vec::new(),
        }
    }

    /// The number of the line at a place behind the last one that was asked for.
    fn line_at(&mut self, offset: usize) -> usize {
        let between = self.source.as_bytes().get(self.counted..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.counted = self.counted.max(offset);
        self.line
    }

    fn text(&mut self, text: &str, offset: usize) {
        let line = self.line_at(offset);
        if self.skipped.is_some() {
            return;
        }
        let has_lines = self.preformatted > 0 || (self.is_markdown && !self.is_in_cell());
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 && has_lines {
                if self.buffer.trim().is_empty() {
                    self.push(line + number - 1, String::new());
                }
                self.flush();
            }
            if self.buffer.is_empty() && !part.trim().is_empty() {
                self.start = line + number;
            }
            if !(self.buffer.is_empty() && part.trim().is_empty()) {
                self.buffer.extend((number > 0).then_some(' '));
                self.buffer += part;
            }
        }
    }

    /// Ends the line that is being read.
    fn flush(&mut self) {
        let text = self.buffer.split_whitespace().collect::<Vec<_>>().join(" ");
        self.buffer.clear();
        if !text.is_empty() {
            self.push(self.start, text);
        }
    }

    fn push(&mut self, line: usize, text: String) {
        let cell = self.tables.last_mut().filter(|table| table.is_in_cell);
        match cell.and_then(|table| table.rows.last_mut()?.cells.last_mut()) {
            Some(cell) => cell.lines.extend((!text.is_empty()).then_some((line, text))),
            None => self.blocks.push(Block::Line(line, text)),
        }
    }

    fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.is_in_cell)
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        let line = self.line_at(tag.span.start);
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name && !tag.self_closing);
            return;
        }
        if is_in(SKIPPED, name) {
            self.skipped = (!tag.self_closing).then(|| (name.to_vec(), 1));
            return;
        }
        if name == b"br" && self.is_markdown && self.buffer.trim_start().starts_with('|') {
            // A line break in a cell of a Markdown table.
            self.buffer += " / ";
            return;
        }
        if !is_in(LINES, name) {
            return;
        }
        self.flush();
        let here = Some((self.blocks.len(), tag.span.start));
        match name {
            b"nav" => self.menu = self.menu.or(here),
            b"form" => self.form = self.form.or(here),
            b"pre" => self.preformatted += 1,
            b"table" => {
                self.arrange();
                self.tables.push(Table::default());
            }
            b"tr" => self.tables.last_mut().into_iter().for_each(|table| table.start_row(line)),
            b"td" | b"th" => {
                let span = |name: &[u8]| {
                    let value = tag.attributes.get(name)?;
                    std::str::from_utf8(value).ok()?.trim().parse().ok()
                };
                let (rows, columns) = (span(b"rowspan").unwrap_or(1), span(b"colspan").unwrap_or(1));
                self.tables.last_mut().into_iter().for_each(|table| table.start_cell(line, rows, columns));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], offset: usize) {
        self.line_at(offset);
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        if !is_in(LINES, name) {
            return;
        }
        self.flush();
        match name {
            b"nav" => self.menu.take().into_iter().for_each(|(blocks, _)| self.blocks.truncate(blocks)),
            // Some programs put the whole page into a form.
            b"form" => {
                let form = self.form.take().filter(|(_, start)| (offset - start) * 2 < self.source.len());
                form.into_iter().for_each(|(blocks, _)| self.blocks.truncate(blocks));
            }
            b"pre" => self.preformatted = self.preformatted.saturating_sub(1),
            b"td" | b"th" | b"tr" => {
                self.tables.last_mut().into_iter().for_each(|table| table.is_in_cell = false);
            }
            b"table" => {
                self.end_table();
            }
            _ => {}
        }
    }

    /// Makes lines of the innermost open table, in which another one begins.
    fn arrange(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.is_layout = true;
            table.is_in_cell = false;
            let rows = std::mem::take(&mut table.rows);
            let lines = rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.lines);
            self.blocks.extend(lines.map(|(line, text)| Block::Line(line, text)));
        }
    }

    /// Ends the innermost open table; returns whether there is one.
    fn end_table(&mut self) -> bool {
        let Some(mut table) = self.tables.pop() else { return false };
        let has_lines = |row: &Row| row.cells.len() < 2 || row.cells.iter().any(|cell| cell.lines.len() > 1);
        let records: Vec<StringRecord> =
            (0..table.rows.len()).map(|number| table.record(number)).filter(|row| !row.is_empty()).collect();
        if !rows::is_table(&records, self.options) && table.rows.iter().any(has_lines) {
            self.tables.push(table);
            self.arrange();
            self.tables.pop();
        } else {
            self.blocks.extend(rows::blocks(records, self.options));
        }
        true
    }
}

impl Table {
    fn start_row(&mut self, line: usize) {
        self.is_in_cell = false;
        if !self.is_layout {
            self.rows.push(Row { line, cells: Vec::new() });
        }
    }

    fn start_cell(&mut self, line: usize, rows: usize, columns: usize) {
        if self.is_layout {
            return;
        }
        if self.rows.is_empty() {
            self.start_row(line);
        }
        self.is_in_cell = true;
        self.rows
            .last_mut()
            .into_iter()
            .for_each(|row| row.cells.push(Cell { lines: Vec::new(), rows, columns }));
    }

    /// The cells of a row, and those that reach into it from above.
    fn record(&mut self, number: usize) -> StringRecord {
        /// Columns further on and longer texts are not repeated.
        const MAX_COLUMNS: usize = 100;
        const MAX_REPEATED: usize = 200;
        let mut cells: Vec<String> = Vec::new();
        let mut own = self.rows[number].cells.iter();
        loop {
            let column = cells.len();
            match self.spans.get_mut(column) {
                Some((left @ 1.., text)) => {
                    *left -= 1;
                    cells.push(text.clone());
                    continue;
                }
                // Columns further on may still be filled from above.
                Some(_) if own.len() == 0 => cells.push(String::new()),
                _ => {
                    let Some(cell) = own.next() else { break };
                    let lines: Vec<&str> = cell.lines.iter().map(|(_, text)| text.as_str()).collect();
                    let text = lines.join(" / ");
                    let columns = cell.columns.clamp(1, MAX_COLUMNS);
                    for index in 0..columns {
                        let repeated = if text.len() > MAX_REPEATED || index > 0 { "" } else { &text };
                        let span = (cell.rows.saturating_sub(1), repeated.to_owned());
                        match self.spans.get_mut(column + index) {
                            Some(above) => *above = span,
                            None if column + index < MAX_COLUMNS => self.spans.push(span),
                            None => {}
                        }
                        cells.push(if index == 0 { text.clone() } else { String::new() });
                    }
                }
            }
        }
        if cells.iter().all(String::is_empty) {
            StringRecord::new()
        } else {
            row(self.rows[number].line, &cells)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a page with their numbers, and the cells of its tables.
    fn page(text: &str, is_markdown: bool) -> Vec<String> {
        let blocks = read(text, is_markdown, &Options::default());
        let print = |block: &Block| match block {
            Block::Line(number, text) => vec![format!("{number} {text}")],
            Block::Table(rows) => rows.iter().map(|row| row.iter().collect::<Vec<_>>().join("|")).collect(),
        };
        blocks.iter().flat_map(print).collect()
    }

    #[test]
    fn pages_are_taken_apart_into_lines_and_tables() {
        let songs = "<table><tr><th>Episode<th>Song<th>Artist</tr><tr><td rowspan=2>1x01<td>A</td><td>B<br>C</td></tr>\
            <tr><td>D<td>E</table>";
        let cases: &[(&str, &[&str])] = &[
            (
                "<h3>One</h3>\n<ul><li><b>A</b> &#8211;\n &ldquo;B&rdquo;<br>\nremark</li></ul>",
                &["1 One", "2 A – “B”", "4 remark"],
            ),
            (
                "<head><title>X</title><style>p {}</style></head><body>a<script>\"b\" by c</script>d",
                &["1 ad"],
            ),
            ("<p>a<nav><ul><li>Home</li></ul></nav><p>b", &["1 a", "1 b"]),
            (
                "<p>a<p>a longer text that is not in the form<form>x <input></form><p>b",
                &["1 a", "1 a longer text that is not in the form", "1 b"],
            ),
            ("<form><p>all of the page</form>", &["1 all of the page"]),
            ("<h3><button>Episode 1</button></h3>", &["1 Episode 1"]),
            ("<pre>a\nb</pre>", &["1 a", "2 b"]),
            (songs, &["Episode|Song|Artist", "1x01|A|B / C", "1x01|D|E"]),
            // A table that names no songs.
            ("<table><tr><td>A<td>B<tr><td>C<td>D</table>", &["1 A | B", "1 C | D"]),
            ("<table><tr><td>A<p>B<td>\nC</table>", &["1 A", "1 B", "2 C"]),
            ("<p>unclosed <b>all</table></td></div><li>b", &["1 unclosed all", "1 b"]),
        ];
        for (text, expected) in cases {
            assert_eq!(page(text, false), *expected, "{text}");
        }
        // Tables that arrange the page.
        let nested = format!("<table><tr><td>Menu<td><p>Text{songs}<p>End</table>");
        let expected = ["1 Menu", "1 Text", "Episode|Song|Artist", "1x01|A|B / C", "1x01|D|E", "1 End"];
        assert_eq!(page(&nested, false), expected);
        assert_eq!(page("# One\n\n- a\n- b <br>c\n", true), ["1 # One", "2 ", "3 - a", "4 - b", "4 c"]);
    }

    #[test]
    fn pages_are_read_in_linear_time_however_deep() {
        const MANY: usize = 5_000;
        for part in [
            "<table>",
            "<table><tr><td>",
            "<div>",
            "<form>",
            "<nav>",
            "</nav>",
            "<td colspan=1000 rowspan=65534>x",
            "<tr>",
            "<template>",
            "<b",
            "&",
            "<td><table>",
        ] {
            read(&part.repeat(MANY), false, &Options::default());
        }
        read(
            &("<table>".to_owned() + &"<td rowspan=65534>x".repeat(MANY) + &"<tr>".repeat(MANY)),
            false,
            &Options::default(),
        );
    }
}
