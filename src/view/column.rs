//! Columns: key, heading, importance and value in one place. All output formats use them.

use super::Cell;
use crate::model::Catalog;

/// The value of a column for a row. A row is an id, or an id with counts.
pub type Value<T> = for<'c> fn(&'c Catalog, T) -> Cell<'c>;

/// Where a column is shown by default, and how important it is on a narrow screen: the last to be dropped
/// come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// In all formats. If a terminal is too narrow for it, cards are shown instead.
    Key,
    /// In formats for people only: other columns have the data.
    People,
    /// In all formats.
    Main,
    /// In all formats.
    More,
    /// In all formats; the first to be dropped.
    Extra,
    /// In formats for programs only.
    Data,
    /// Only with `--columns`.
    OnRequest,
}

/// How a column is laid out in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Short text that rows have in common: it becomes their heading.
    Group,
    /// Text, aligned left; may wrap.
    Left,
    /// Long text, written below its row.
    Prose,
    /// A number, aligned right.
    Right,
    /// A bar; left out where bars cannot be drawn.
    Bar,
}

/// A column without its values.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// Its name for programs and for `--columns`.
    pub key: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// How it is laid out.
    pub shape: Shape,
    /// Where it is shown, and how important it is.
    pub rank: Rank,
}

impl Heading {
    /// A heading for ready-made cells.
    pub const fn new(key: &'static str, title: &'static str, shape: Shape, rank: Rank) -> Self {
        Self { key, title, shape, rank }
    }

    /// The key and the title.
    pub(super) fn names(&self) -> (&'static str, &'static str) {
        (self.key, self.title)
    }

    /// The same heading with another rank.
    pub(crate) const fn at(self, rank: Rank) -> Self {
        Self { rank, ..self }
    }

    /// The same heading without grouping of rows.
    pub(crate) const fn ungrouped(mut self) -> Self {
        if matches!(self.shape, Shape::Group) {
            self.shape = Shape::Left;
        }
        self
    }
}

/// A column of rows of one kind.
pub struct Column<T> {
    /// Its name and place.
    pub heading: Heading,
    /// Its value for a row.
    pub value: Value<T>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Column<T> {}

impl<T> Column<T> {
    /// A column whose values become headings.
    pub const fn group(key: &'static str, title: &'static str, rank: Rank, value: Value<T>) -> Self {
        Self { heading: Heading::new(key, title, Shape::Group, rank), value }
    }

    /// A column of text.
    pub const fn left(key: &'static str, title: &'static str, rank: Rank, value: Value<T>) -> Self {
        Self { heading: Heading::new(key, title, Shape::Left, rank), value }
    }

    /// A column of long text.
    pub const fn prose(key: &'static str, title: &'static str, rank: Rank, value: Value<T>) -> Self {
        Self { heading: Heading::new(key, title, Shape::Prose, rank), value }
    }

    /// The same column with another rank.
    pub(crate) const fn at(self, rank: Rank) -> Self {
        Self { heading: self.heading.at(rank), value: self.value }
    }

    /// The same column without grouping of rows.
    pub(crate) const fn ungrouped(self) -> Self {
        Self { heading: self.heading.ungrouped(), value: self.value }
    }

    /// A column of numbers.
    pub const fn right(key: &'static str, title: &'static str, rank: Rank, value: Value<T>) -> Self {
        Self { heading: Heading::new(key, title, Shape::Right, rank), value }
    }
}
