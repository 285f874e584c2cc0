//! A table as text: what people see of its cells, without empty columns.

use super::cell_style::CellStyle;
use super::marks::Marks;
use crate::view::{Heading, Shape, Table};

/// A table as text.
pub(super) struct Grid {
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) marks: Marks,
}

/// The longest text of a cell that is laid out, in characters.
const MAX_CELL_LENGTH: usize = 2_000;

impl Grid {
    /// The texts of the shown columns.
    pub(super) fn new(table: &Table<'_>, style: CellStyle) -> Self {
        let mut columns = table.shown_columns();
        columns.retain(|&column| style.bar.is_some() || table.headings()[column].shape != Shape::Bar);
        let mut marks = Marks::default();
        let mut row = |row| {
            let cells = columns.iter().map(|&column| table.cell(row, column));
            cells.map(|cell| style.text(&cell, &mut marks)).collect()
        };
        let rows = (0..table.len()).map(&mut row).collect();
        Self { headings: columns.iter().map(|&column| table.headings()[column]).collect(), rows, marks }
    }

    /// If all rows are in one group, removes its columns and returns its name, which becomes a heading.
    pub(super) fn take_only_group(&mut self) -> Option<String> {
        let groups: Vec<usize> = self.groups().collect();
        let (first, others) =
            self.rows.split_first().filter(|(_, others)| !others.is_empty() && !groups.is_empty())?;
        let same = |row: &Vec<String>| groups.iter().all(|&column| row[column] == first[column]);
        if !others.iter().all(same) {
            return None;
        }
        let names: Vec<&str> = groups.iter().map(|&column| first[column].as_str()).collect();
        let name = names.join(" ");
        self.retain(|column| !groups.contains(&column));
        Some(name)
    }

    /// Shortens very long texts: layout takes quadratic time on a long word.
    pub(super) fn shorten(&mut self) {
        for text in self.rows.iter_mut().flatten() {
            if let Some((end, _)) = text.char_indices().nth(MAX_CELL_LENGTH) {
                text.replace_range(end.., "…");
            }
        }
    }

    /// Clears the values of group columns that are the same in the row above.
    pub(super) fn without_repetitions(mut self) -> Self {
        let groups: Vec<usize> = self.groups().collect();
        for row in (1..self.rows.len()).rev() {
            let same = groups
                .iter()
                .take_while(|&&column| self.rows[row][column] == self.rows[row - 1][column])
                .count();
            for &column in &groups[..same] {
                self.rows[row][column].clear();
            }
        }
        self
    }

    /// The columns whose repeated values are cleared.
    pub(super) fn groups(&self) -> impl Iterator<Item = usize> {
        (0..self.headings.len()).filter(|&column| self.headings[column].shape == Shape::Group)
    }

    /// Removes the columns that `keep` rejects.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        fn retain<T>(items: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
            let mut column = 0..;
            items.retain(|_| column.next().is_some_and(&keep));
        }
        retain(&mut self.headings, &keep);
        self.rows.iter_mut().for_each(|row| retain(row, &keep));
    }
}
