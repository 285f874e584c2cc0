//! Columns: key, heading, place on the screen and value together, so that they cannot drift apart.

use super::Cell;
use crate::model::Catalog;

/// What a column shows of a row. A row is an id, or an id with counts.
pub type Value<T> = for<'c> fn(&'c Catalog, T) -> Cell<'c>;

/// Where a column is shown without being asked for, and how soon a narrow screen does without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Everywhere; a screen too narrow for it shows cards.
    Key,
    /// In formats for people; says nothing that others do not tell programs. The last to go.
    People,
    /// Everywhere; goes before `People`.
    Main,
    /// Everywhere; goes before `Main`.
    More,
    /// Everywhere; the first to go.
    Extra,
    /// In formats for programs.
    Data,
    /// Nowhere unless asked for.
    Asked,
}

/// How the text of a column stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Short text that is not repeated while it stays the same from row to row.
    Group,
    /// Text from the left, which may wrap.
    Left,
    /// Long text from the left, which reads badly in a narrow column.
    Prose,
    /// A number from the right.
    Right,
    /// A bar, where there is something to draw it with.
    Bar,
}

/// What is said about a column, apart from its values.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// What programs and `--columns` call it.
    pub key: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// How the text stands.
    pub shape: Shape,
    /// Where it is shown.
    pub rank: Rank,
}

impl Heading {
    /// What is said about a column that is made of ready cells.
    pub const fn new(key: &'static str, title: &'static str, shape: Shape, rank: Rank) -> Self {
        Self { key, title, shape, rank }
    }

    /// The same heading, shown elsewhere.
    pub(crate) const fn at(self, rank: Rank) -> Self {
        Self { rank, ..self }
    }

    /// The same heading; a group only where rows are in groups.
    pub(crate) const fn grouped(mut self, grouped: bool) -> Self {
        if matches!(self.shape, Shape::Group) && !grouped {
            self.shape = Shape::Left;
        }
        self
    }
}

/// A column of rows of one kind.
pub struct Column<T> {
    /// What it is called and where it is shown.
    pub heading: Heading,
    /// What it shows.
    pub value: Value<T>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Column<T> {}

impl<T> Column<T> {
    /// A column whose values are not repeated from row to row.
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

    /// The same column, shown elsewhere.
    pub(crate) const fn at(self, rank: Rank) -> Self {
        Self { heading: self.heading.at(rank), value: self.value }
    }

    /// A column of numbers.
    pub const fn right(key: &'static str, title: &'static str, rank: Rank, value: Value<T>) -> Self {
        Self { heading: Heading::new(key, title, Shape::Right, rank), value }
    }
}
