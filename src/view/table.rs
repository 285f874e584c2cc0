//! Tables: ids in their natural order flow in; headings, and cells made one at a time, flow out.

use super::cell::{Cell, SortKey};
use super::column::{Column, Heading, Rank, Shape};
use super::layout::{Layout, find_key, find_keys};
use crate::error::Error;
use crate::model::Catalog;

/// Rows of cells under headings. Cells are made when they are asked for, so that a long table takes no more memory
/// than its ids.
pub struct Table<'c> {
    headings: Vec<Heading>,
    chosen: bool,
    rows: usize,
    left_out: usize,
    cell: Box<dyn Fn(usize, usize) -> Cell<'c> + 'c>,
}

impl<'c> Table<'c> {
    /// `rows` arranged as `layout` says: sorted, cut to the limit, and with the chosen columns, or with all that are
    /// shown without being asked for. With `--columns help` a table of the columns themselves.
    pub fn new<T: Clone + 'c>(
        catalog: &'c Catalog,
        columns: &[Column<T>],
        rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        Self::with_more(catalog, columns, (&[], |_| Cell::Empty), rows, layout)
    }

    /// Likewise, behind the columns with headings of more, one at the most, and its values, which are not in the catalog.
    pub fn with_more<T: Clone + 'c>(
        catalog: &'c Catalog,
        columns: &[Column<T>],
        (more, value): (&[Heading], impl Fn(&T) -> Cell<'c> + 'c),
        rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let headings = columns.iter().map(|column| column.heading);
        let values: Vec<_> = columns.iter().map(|column| column.value).collect();
        let cell = move |row: &T, column: usize| match values.get(column) {
            Some(column) => column(catalog, row.clone()),
            None => value(row),
        };
        let headings = headings.chain(more.iter().copied()).collect();
        Self::arranged(headings, rows, layout, cell)
    }

    /// Rows of ready cells, arranged likewise.
    pub fn of_cells(
        headings: Vec<Heading>,
        rows: Vec<Vec<Cell<'c>>>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        Self::arranged(headings, rows, layout, |row, column| row[column].clone())
    }

    /// `rows` as part of a card: in the order of `layout` if they have its column, cut to its limit.
    pub fn section<T: Clone + 'c>(
        catalog: &'c Catalog,
        columns: &[Column<T>],
        rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let has = |key: &str| columns.iter().any(|column| column.heading.key == key);
        Self::new(catalog, columns, rows, &layout.of_section(has))
    }

    /// A few rows of ready cells as part of a card, likewise.
    pub fn section_of_cells(
        headings: Vec<Heading>,
        rows: Vec<Vec<Cell<'c>>>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let has = |key: &str| headings.iter().any(|heading| heading.key == key);
        let layout = layout.of_section(has);
        Self::of_cells(headings, rows, &layout)
    }

    fn arranged<T: 'c>(
        headings: Vec<Heading>,
        mut rows: Vec<T>,
        layout: &Layout,
        cell: impl Fn(&T, usize) -> Cell<'c> + 'c,
    ) -> Result<Self, Error> {
        if layout.asks_for_help() {
            let headings = headings.iter();
            return Ok(Self::of_keys(headings.map(|heading| (heading.key, heading.title.into()))));
        }
        let keys: Vec<&'static str> = headings.iter().map(|heading| heading.key).collect();
        if let Some(sort) = &layout.sort {
            let column = find_key(&keys, &sort.key)?;
            sort_rows(&mut rows, sort.descending, |row| cell(row, column));
        }
        let left_out = cut(&mut rows, layout);
        let mut places = find_keys(&keys, &layout.columns)?;
        let chosen = !places.is_empty();
        if !chosen {
            let is_shown = |&place: &usize| headings[place].rank < Rank::Asked;
            places = (0..headings.len()).filter(is_shown).collect();
        }
        // What was sorted by something else has no groups.
        let grouped = layout.sort.is_none();
        let heading = |&place: &usize| {
            let heading = headings[place].grouped(grouped);
            if chosen { heading.at(Rank::Key) } else { heading }
        };
        let headings = places.iter().map(heading).collect();
        let count = rows.len();
        Ok(Self {
            headings,
            chosen,
            rows: count,
            left_out,
            cell: Box::new(move |row, column| cell(&rows[row], places[column])),
        })
    }

    /// What `--columns help` shows: keys and what people call them.
    pub(super) fn of_keys(keys: impl Iterator<Item = (&'static str, Cell<'c>)>) -> Self {
        let rows: Vec<[Cell<'c>; 2]> = keys.map(|(key, title)| [key.into(), title]).collect();
        let title = |key, title| Heading::new(key, title, Shape::Left, Rank::Key);
        let headings = vec![title("key", "Key"), title("title", "Heading")];
        let count = rows.len();
        let cell = move |row: usize, column: usize| rows[row][column].clone();
        Self { headings, chosen: false, rows: count, left_out: 0, cell: Box::new(cell) }
    }

    /// No rows.
    pub(super) fn empty() -> Self {
        Self::of_keys(std::iter::empty())
    }

    /// Whether somebody asked for just these columns.
    pub fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// The same table without a column, unless it was asked for.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        let unasked =
            self.headings.iter_mut().filter(|heading| heading.rank > Rank::Key && heading.key == key);
        unasked.for_each(|heading| heading.rank = Rank::Data);
        self
    }

    /// What is said about the columns.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// How many rows the limit cut off.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The value of a row, counted from 0, in a column, counted as the headings are.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'c> {
        (self.cell)(row, column)
    }

    /// The columns that formats for programs show.
    pub fn data_columns(&self) -> Vec<usize> {
        (0..self.headings.len()).filter(|&column| self.headings[column].rank != Rank::People).collect()
    }

    /// The columns that people want to see: those of their formats, if they have a value in some row; all that were
    /// asked for.
    pub fn shown_columns(&self) -> Vec<usize> {
        let has_value = |column| (0..self.rows).any(|row| !self.cell(row, column).is_empty());
        let all = 0..self.headings.len();
        all.filter(|&column| match self.headings[column].rank {
            _ if self.chosen => true,
            Rank::Key | Rank::Main | Rank::More | Rank::Extra | Rank::People => has_value(column),
            Rank::Data | Rank::Asked => false,
        })
        .collect()
    }
}

/// Cuts rows to the limit; returns how many are gone.
fn cut<T>(rows: &mut Vec<T>, layout: &Layout) -> usize {
    let left_out = rows.len().saturating_sub(layout.limit.unwrap_or(usize::MAX));
    rows.truncate(rows.len() - left_out);
    left_out
}

fn sort_rows<'c, T>(rows: &mut Vec<T>, descending: bool, cell: impl Fn(&T) -> Cell<'c>) {
    let mut keyed: Vec<(SortKey, T)> = rows.drain(..).map(|row| (cell(&row).sort_key(), row)).collect();
    keyed.sort_by(|(one, _), (other, _)| {
        let is_known = *one != SortKey::Empty && *other != SortKey::Empty;
        if descending && is_known { other.cmp(one) } else { one.cmp(other) }
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}
