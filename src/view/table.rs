//! Tables: ids in their natural order flow in; headings, and cells made one at a time, flow out.

use super::Cell;
use super::column::{Column, Heading, Rank};
use super::layout::{Layout, find_key};
use crate::error::Error;
use crate::model::Catalog;
use std::cmp::Ordering;

/// Rows of cells under headings. Cells are made when they are asked for, so that a long table takes no more memory
/// than its ids.
pub struct Table<'c> {
    headings: Vec<Heading>,
    rows: usize,
    left_out: usize,
    cell: Box<dyn Fn(usize, usize) -> Cell<'c> + 'c>,
}

impl<'c> Table<'c> {
    /// `rows` arranged as `layout` says: sorted, cut to the limit, and with the chosen columns, or with all that are
    /// shown without being asked for. With `--columns help` a table of the columns themselves.
    pub fn new<T: Copy + 'c>(
        catalog: &'c Catalog,
        columns: &'static [Column<T>],
        mut rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        if layout.asks_for_help() {
            return Ok(Self::of_columns(columns));
        }
        let keys: Vec<&'static str> = columns.iter().map(|column| column.heading.key).collect();
        if let Some(sort) = &layout.sort {
            let value = columns[find_key(&keys, &sort.key)?].value;
            sort_rows(&mut rows, sort.descending, |row| value(catalog, row));
        }
        let left_out = rows
            .len()
            .saturating_sub(layout.limit.unwrap_or(usize::MAX));
        rows.truncate(rows.len() - left_out);
        let mut chosen: Vec<Column<T>> = Vec::new();
        for key in &layout.columns {
            let mut column = columns[find_key(&keys, key.trim())?];
            column.heading.rank = Rank::Key;
            chosen.push(column);
        }
        if chosen.is_empty() {
            chosen.extend(
                columns
                    .iter()
                    .filter(|column| column.heading.rank < Rank::Asked)
                    .copied(),
            );
        }
        // What was sorted by something else has no groups.
        let grouped = layout.sort.is_none();
        let headings = chosen
            .iter()
            .map(|column| column.heading.grouped(grouped))
            .collect();
        let count = rows.len();
        let cell = move |row: usize, column: usize| (chosen[column].value)(catalog, rows[row]);
        Ok(Self {
            headings,
            rows: count,
            left_out,
            cell: Box::new(cell),
        })
    }

    /// `rows` as part of a card: in the order of `layout` if they have its column, cut to its limit.
    pub fn section<T: Copy + 'c>(
        catalog: &'c Catalog,
        columns: &'static [Column<T>],
        rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let sort = layout
            .sort
            .clone()
            .filter(|sort| columns.iter().any(|column| column.heading.key == sort.key));
        Self::new(
            catalog,
            columns,
            rows,
            &Layout {
                columns: Vec::new(),
                sort,
                limit: layout.limit,
            },
        )
    }

    /// A few rows of ready cells.
    pub fn of_cells(headings: Vec<Heading>, rows: Vec<Vec<Cell<'c>>>) -> Self {
        let count = rows.len();
        let cell = move |row: usize, column: usize| rows[row][column].clone();
        Self {
            headings,
            rows: count,
            left_out: 0,
            cell: Box::new(cell),
        }
    }

    fn of_columns<T>(columns: &[Column<T>]) -> Self {
        let headings = columns.iter().map(|column| column.heading);
        Self::of_keys(
            headings
                .map(|heading| (heading.key, heading.title.into()))
                .collect(),
        )
    }

    /// What `--columns help` shows: keys and what people call them.
    pub(super) fn of_keys(keys: Vec<(&'static str, Cell<'c>)>) -> Self {
        let headings = vec![
            Heading::plain("column", "Column"),
            Heading::plain("shows", "Shows"),
        ];
        Self::of_cells(
            headings,
            keys.into_iter()
                .map(|(key, title)| vec![key.into(), title])
                .collect(),
        )
    }

    /// The same table without a column, unless it was asked for.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        let unasked = self
            .headings
            .iter_mut()
            .filter(|heading| heading.rank > Rank::Key && heading.key == key);
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
        (0..self.headings.len())
            .filter(|&column| self.headings[column].rank != Rank::Drawn)
            .collect()
    }

    /// The columns that people want to see: those of their formats, if they have a value in some row; all that were
    /// asked for.
    pub fn shown_columns(&self) -> Vec<usize> {
        let has_value = |column| (0..self.rows).any(|row| !self.cell(row, column).is_empty());
        let all = 0..self.headings.len();
        all.filter(|&column| match self.headings[column].rank {
            Rank::Key => true,
            Rank::Main | Rank::More | Rank::Extra | Rank::Drawn => has_value(column),
            Rank::Data | Rank::Asked => false,
        })
        .collect()
    }
}

fn sort_rows<'c, T: Copy>(rows: &mut [T], descending: bool, cell: impl Fn(T) -> Cell<'c>) {
    let order =
        |(one, _): &(Cell<'c>, T), (two, _): &(Cell<'c>, T)| match (one.is_empty(), two.is_empty())
        {
            (false, false) if descending => two.order(one),
            (true, true) => Ordering::Equal,
            _ => one.order(two),
        };
    let mut keyed: Vec<(Cell<'c>, T)> = rows.iter().map(|&row| (cell(row), row)).collect();
    keyed.sort_by(order);
    for (place, (_, row)) in rows.iter_mut().zip(keyed) {
        *place = row;
    }
}
