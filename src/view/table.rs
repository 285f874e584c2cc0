//! Tables: rows and columns, sorted and limited, without layout.

use super::cell::{Cell, SortKey};
use super::column::{Column, Heading, Rank, Shape};
use crate::error::Error;
use crate::model::{Catalog, ParseError};
use std::str::FromStr;

/// Which columns, in which order, and how many rows; as `--columns`, `--sort` and `--limit` say.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The keys or titles of the columns in their order; if empty, the default columns.
    pub columns: Vec<String>,
    /// The columns to sort by, the most important first.
    pub sort: Vec<Sort>,
    /// The greatest number of rows.
    pub limit: Option<usize>,
    /// Whether cards list their sources, rather than count them.
    pub sources: bool,
}

impl Layout {
    /// The layout for a table in a card: sorted only by columns that it has.
    pub(super) fn for_section(&self, headings: &[Heading]) -> Self {
        let names: Vec<Names<'_>> = headings.iter().map(Heading::names).collect();
        let sort = self.sort.iter().filter(|sort| find_key(&names, &sort.key).is_ok()).cloned().collect();
        Self { columns: Vec::new(), sort, limit: self.limit, sources: self.sources }
    }

    /// Whether a list of the columns is wanted instead of rows (`--columns help`).
    pub fn asks_for_help(&self) -> bool {
        matches!(self.columns.as_slice(), [only] if only == "help")
    }
}

/// A column to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's key.
    pub key: String,
    /// Whether the greatest value comes first. Empty cells come last in both orders.
    pub descending: bool,
}

impl FromStr for Sort {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected = ParseError::expected("columns such as artist, -length or length:desc");
        let (key, descending) = match (text.trim().strip_prefix('-'), text.trim().split_once(':')) {
            (Some(key), None) => (key, true),
            (None, None) => (text, false),
            (None, Some((key, "asc"))) => (key, false),
            (None, Some((key, "desc"))) => (key, true),
            _ => return Err(expected),
        };
        let key = key.trim();
        if key.is_empty() { Err(expected) } else { Ok(Self { key: key.to_owned(), descending }) }
    }
}

/// The indices of the chosen columns, each once.
pub(super) fn find_keys(names: &[Names<'_>], chosen: &[String]) -> Result<Vec<usize>, Error> {
    let mut places = Vec::new();
    for key in chosen {
        let place = find_key(names, key.trim())?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// The key and the title of a column.
pub(super) type Names<'n> = (&'static str, &'n str);

/// The index of a column that is named by its key or, in any case, by its title; an error with suggestions if
/// there is none.
pub(super) fn find_key(names: &[Names<'_>], key: &str) -> Result<usize, Error> {
    let by_key = names.iter().position(|(known, _)| *known == key);
    let by_title = || names.iter().position(|(_, title)| title.to_lowercase() == key.to_lowercase());
    by_key.or_else(by_title).ok_or_else(|| {
        let keys: Vec<&str> = names.iter().map(|(key, _)| *key).collect();
        let near = crate::text::suggest(key, keys.iter().copied());
        let error = Error::usage(format!("there is no column `{key}`"));
        if near.is_empty() {
            error.with_hint(format!("the columns are {}", keys.join(", ")))
        } else {
            error.suggesting(&near)
        }
    })
}

/// Rows of cells below headings. Cells are made on demand, so that a long table takes no more memory than its
/// ids.
pub struct Table<'c> {
    headings: Vec<Heading>,
    chosen: bool,
    rows: usize,
    left_out: usize,
    cell: Box<dyn Fn(usize, usize) -> Cell<'c> + 'c>,
}

impl<'c> Table<'c> {
    /// Rows sorted and limited as `layout` says, with its columns or the default ones. With `--columns help`
    /// a table of the columns themselves.
    pub fn new<T: Clone + 'c>(
        catalog: &'c Catalog,
        columns: &[Column<T>],
        rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let headings = columns.iter().map(|column| column.heading).collect();
        let values: Vec<_> = columns.iter().map(|column| column.value).collect();
        Self::arranged(headings, rows, layout, move |row: &T, column| values[column](catalog, row.clone()))
    }

    /// A table of ready-made cells, with the same arrangement.
    pub fn from_cells(
        headings: Vec<Heading>,
        rows: Vec<Vec<Cell<'c>>>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        Self::arranged(headings, rows, layout, |row, column| row[column].clone())
    }

    /// A table in a card: sorted as `layout` says if it has that column, and limited.
    pub fn section<T: Clone + 'c>(
        catalog: &'c Catalog,
        columns: &[Column<T>],
        rows: Vec<T>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let headings: Vec<Heading> = columns.iter().map(|column| column.heading).collect();
        Self::new(catalog, columns, rows, &layout.for_section(&headings))
    }

    /// A table of ready-made cells in a card, with the same arrangement.
    pub fn section_from_cells(
        headings: Vec<Heading>,
        rows: Vec<Vec<Cell<'c>>>,
        layout: &Layout,
    ) -> Result<Self, Error> {
        let layout = layout.for_section(&headings);
        Self::from_cells(headings, rows, &layout)
    }

    fn arranged<T: 'c>(
        headings: Vec<Heading>,
        mut rows: Vec<T>,
        layout: &Layout,
        cell: impl Fn(&T, usize) -> Cell<'c> + 'c,
    ) -> Result<Self, Error> {
        if layout.asks_for_help() {
            let headings = headings.iter();
            return Ok(Self::from_keys(headings.map(|heading| (heading.key, heading.title.into()))));
        }
        let names: Vec<Names<'_>> = headings.iter().map(Heading::names).collect();
        sort_by_all(&mut rows, &names, &layout.sort, &cell)?;
        let left_out = limit(&mut rows, layout);
        let mut places = find_keys(&names, &layout.columns)?;
        let chosen = !places.is_empty();
        if !chosen {
            let is_shown = |&place: &usize| headings[place].rank < Rank::OnRequest;
            places = (0..headings.len()).filter(is_shown).collect();
        }
        // Rows that are sorted by another column are not in groups.
        let sorted = !layout.sort.is_empty();
        let heading = |&place: &usize| {
            let heading = if sorted { headings[place].ungrouped() } else { headings[place] };
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

    /// The table of `--columns help`: keys and headings.
    pub(super) fn from_keys(keys: impl Iterator<Item = (&'static str, Cell<'c>)>) -> Self {
        let rows: Vec<[Cell<'c>; 2]> = keys.map(|(key, title)| [key.into(), title]).collect();
        let title = |key, title| Heading::new(key, title, Shape::Left, Rank::Key);
        let headings = vec![title("key", "Key"), title("title", "Heading")];
        let count = rows.len();
        let cell = move |row: usize, column: usize| rows[row][column].clone();
        Self { headings, chosen: false, rows: count, left_out: 0, cell: Box::new(cell) }
    }

    /// A table without rows.
    pub(crate) fn empty() -> Self {
        Self::from_keys(std::iter::empty())
    }

    /// Whether the columns were chosen with `--columns`.
    pub fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// The same table without a column, unless it was chosen.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        let unasked =
            self.headings.iter_mut().filter(|heading| heading.rank > Rank::Key && heading.key == key);
        unasked.for_each(|heading| heading.rank = Rank::Data);
        self
    }

    /// The headings of the columns.
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

    /// The number of rows beyond the limit.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The value of a row in a column, both counted from 0.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'c> {
        (self.cell)(row, column)
    }

    /// The columns for formats for programs.
    pub fn data_columns(&self) -> Vec<usize> {
        (0..self.headings.len()).filter(|&column| self.headings[column].rank != Rank::People).collect()
    }

    /// The columns for formats for people: all that were chosen, or those with values. Columns of minor rank
    /// need a value in at least a quarter of the rows, but long texts are shown wherever there are any.
    pub fn shown_columns(&self) -> Vec<usize> {
        let has_values = |column, least: usize| {
            let filled = (0..self.rows).filter(|&row| !self.cell(row, column).is_empty());
            filled.take(least).count() == least
        };
        let all = 0..self.headings.len();
        all.filter(|&column| match self.headings[column] {
            _ if self.chosen => true,
            Heading { rank: Rank::Data | Rank::OnRequest, .. } => false,
            Heading { rank: Rank::Key | Rank::People, .. }
            | Heading { shape: Shape::Group | Shape::Prose, .. } => has_values(column, 1),
            Heading { rank: Rank::Main | Rank::More | Rank::Extra, .. } => {
                has_values(column, self.rows.div_ceil(4).max(1))
            }
        })
        .collect()
    }
}

/// Applies the limit; returns how many rows are removed.
fn limit<T>(rows: &mut Vec<T>, layout: &Layout) -> usize {
    let left_out = rows.len().saturating_sub(layout.limit.unwrap_or(usize::MAX));
    rows.truncate(rows.len() - left_out);
    left_out
}

/// Rows in the order of `--sort`.
#[cfg(feature = "browse")]
pub(crate) fn sorted<T: Clone>(
    catalog: &Catalog,
    columns: &[Column<T>],
    mut rows: Vec<T>,
    sort: &[Sort],
) -> Result<Vec<T>, Error> {
    let names: Vec<Names<'_>> = columns.iter().map(|column| column.heading.names()).collect();
    sort_by_all(&mut rows, &names, sort, |row: &T, column| (columns[column].value)(catalog, row.clone()))?;
    Ok(rows)
}

fn sort_by_all<'c, T>(
    rows: &mut Vec<T>,
    names: &[Names<'_>],
    sort: &[Sort],
    cell: impl Fn(&T, usize) -> Cell<'c>,
) -> Result<(), Error> {
    // Each sort is stable, so the last one decides first.
    for sort in sort.iter().rev() {
        let column = find_key(names, &sort.key)?;
        sort_rows(rows, sort.descending, |row| cell(row, column));
    }
    Ok(())
}

fn sort_rows<'c, T>(rows: &mut Vec<T>, descending: bool, cell: impl Fn(&T) -> Cell<'c>) {
    let mut keyed: Vec<(SortKey, T)> = rows.drain(..).map(|row| (cell(&row).sort_key(), row)).collect();
    keyed.sort_by(|(one, _), (other, _)| {
        let is_known = *one != SortKey::Empty && *other != SortKey::Empty;
        if descending && is_known { other.cmp(one) } else { one.cmp(other) }
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}
