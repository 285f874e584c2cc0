//! Takes texts apart, among them Markdown: lines and tables, without fenced code. A table that was copied from a
//! page has tabs between its cells.

use super::{Block, Options, rows};
use crate::playlist::grid::{bar_cells, is_rule};
use crate::playlist::table::row;
use csv::StringRecord;

/// The lines and tables of a text. Tables are only taken out if they name songs.
pub(super) fn read(lines: Vec<Block>, options: &Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut fence, mut fenced): (Option<String>, Vec<Block>) = (None, Vec::new());
    let mut table: Vec<StringRecord> = Vec::new();
    let lines = with_tabbed_tables(lines, options);
    let mut lines = lines.into_iter().peekable();
    while let Some(block) = lines.next() {
        let Block::Line(number, text) = &block else {
            blocks.extend(rows::blocks(std::mem::take(&mut table), options));
            blocks.push(block);
            continue;
        };
        let text = text.trim();
        if let Some(open) = &fence {
            let is_closed = text.starts_with(open.as_str());
            fenced.push(block);
            if is_closed {
                fence = None;
            }
            continue;
        }
        fence = opening(text);
        if fence.is_some() {
            blocks.extend(rows::blocks(std::mem::take(&mut table), options));
            fenced = vec![block];
            continue;
        }
        let mut is_above_rule =
            || matches!(lines.peek(), Some(Block::Line(_, below)) if below.contains('|') && is_rule(below));
        let is_row = text.contains('|') && (is_between_bars(text) || !table.is_empty() || is_above_rule());
        if is_row {
            let bar = if text.starts_with('|') { "" } else { "|" };
            let cells: Vec<String> =
                bar_cells(&format!("{bar}{text}")).iter().map(|cell| without_marks(cell)).collect();
            table.extend((!is_rule(text)).then(|| row(*number, &cells)));
        } else {
            blocks.extend(rows::blocks(std::mem::take(&mut table), options));
            blocks.push(block);
        }
    }
    blocks.extend(rows::blocks(table, options));
    // A fence that is never closed is none.
    blocks.extend(fence.map(|_| fenced).unwrap_or_default());
    blocks
}

/// The blocks with tables instead of lines with tabs, where these are tables of songs.
fn with_tabbed_tables(lines: Vec<Block>, options: &Options) -> Vec<Block> {
    let cells = |block: &Block| match block {
        Block::Line(number, text) if text.contains('\t') => {
            Some(row(*number, &text.split('\t').map(str::to_owned).collect::<Vec<_>>()))
        }
        _ => None,
    };
    let (mut blocks, mut rows) = (Vec::new(), Vec::new());
    // The last block ends a table.
    for block in lines.into_iter().map(Some).chain([None]) {
        let cells = block.as_ref().and_then(cells);
        if cells.is_none() && rows::is_table(&rows, options) {
            blocks.truncate(blocks.len() - rows.len());
            blocks.push(Block::Table(std::mem::take(&mut rows)));
        }
        match cells {
            Some(cells) => rows.push(cells),
            None => rows.clear(),
        }
        blocks.extend(block);
    }
    blocks
}

/// The fence that a line opens.
fn opening(line: &str) -> Option<String> {
    let fence: String = line.chars().take_while(|letter| *letter == '`').collect();
    (fence.len() >= 3 && !line[fence.len()..].contains('`')).then_some(fence)
}

fn is_between_bars(line: &str) -> bool {
    line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2
}

/// The text of a cell without the marks of emphasis and code around it.
fn without_marks(cell: &str) -> String {
    let inner = |cell: &str| {
        let marks = ["**", "__", "*", "_", "`"].into_iter();
        let inner = marks.filter_map(|mark| cell.strip_prefix(mark)?.strip_suffix(mark)).next();
        inner.filter(|inner| !inner.is_empty()).map(str::to_owned)
    };
    let once = inner(cell).unwrap_or_else(|| cell.to_owned());
    inner(&once).unwrap_or(once)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_songs_are_taken_out_and_code_is_left_out() {
        let text = "# One\n```\n\"A\" by B\n```\n| Song | **Artist** |\n|---|---|\n| [Ribs](https://x) | Lorde |\n\nend\n\
            Song | Artist\n--- | ---\nTeam | Lorde\n\n| x | y |\n```\nnever closed";
        let lines = (1..).zip(text.lines()).map(|(number, line)| Block::Line(number, line.to_owned()));
        let print = |block: Block| match block {
            Block::Line(number, text) => format!("{number} {text}"),
            Block::Table(rows) => {
                rows.iter().map(|row| row.iter().collect::<Vec<_>>().join("|")).collect::<Vec<_>>().join("; ")
            }
        };
        let blocks: Vec<String> = read(lines.collect(), &Options::default()).into_iter().map(print).collect();
        let expected = [
            "1 # One",
            "Song|Artist; Ribs|Lorde",
            "8 ",
            "9 end",
            "Song|Artist; Team|Lorde",
            "13 ",
            "14 x | y",
            "15 ```",
            "16 never closed",
        ];
        assert_eq!(blocks, expected);
    }
}
