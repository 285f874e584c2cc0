//! Grids: a table of cells flows in, the texts that people see flow out, safe and without columns that say nothing.

use super::anchor::Anchors;
use super::ink::Ink;
use crate::view::{Heading, Shape, Table};

/// A table as text.
pub(super) struct Grid {
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) anchors: Anchors,
}

/// The longest text of a cell that is laid out, in characters.
const LONGEST: usize = 2_000;

impl Grid {
    /// As it looks in this ink; without bars where there is nothing to draw them with.
    pub(super) fn of(table: &Table<'_>, ink: Ink) -> Self {
        let mut columns = table.shown_columns();
        columns.retain(|&column| ink.bar.is_some() || table.headings()[column].shape != Shape::Bar);
        let mut anchors = Anchors::default();
        let mut row = |row| {
            let cells = columns.iter().map(|&column| table.cell(row, column));
            cells.map(|cell| ink.text(&cell, &mut anchors)).collect()
        };
        let rows = (0..table.len()).map(&mut row).collect();
        Self { headings: columns.iter().map(|&column| table.headings()[column]).collect(), rows, anchors }
    }

    /// If all rows are of one group, takes its columns out and returns its name: it needs to be said only once.
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

    /// Cuts texts to what a table can lay out in reasonable time: it takes quadratic time on a long word.
    pub(super) fn shorten(&mut self) {
        for text in self.rows.iter_mut().flatten() {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.replace_range(end.., "…");
            }
        }
    }

    /// Empties what a row repeats of the row above: the values of the first group columns that stay the same.
    pub(super) fn quiet(mut self) -> Self {
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

    /// The columns whose values need not be repeated.
    pub(super) fn groups(&self) -> impl Iterator<Item = usize> {
        (0..self.headings.len()).filter(|&column| self.headings[column].shape == Shape::Group)
    }

    /// Takes out the columns that `keep` does not want.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        fn retain<T>(items: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
            let mut column = 0..;
            items.retain(|_| column.next().is_some_and(&keep));
        }
        retain(&mut self.headings, &keep);
        self.rows.iter_mut().for_each(|row| retain(row, &keep));
    }
}
