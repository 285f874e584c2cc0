//! Cells: a typed value of a record flows in; its order and its text flow out. What it looks like in a format is
//! the format's business.

use crate::model::{Date, Keyword, Place, Show, Song, Timecode};
use crate::text::sort_key;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// One value of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'c> {
    /// Not known, or not there: blank, `null` or `-` by format.
    Empty,
    /// A text.
    Text(Cow<'c, str>),
    /// Something with an id, for programs, and a name, for people.
    Named {
        /// The id.
        id: &'c str,
        /// The name.
        name: &'c str,
    },
    /// A song by its title, which may lead to where it can be heard.
    Song(Song<'c>),
    /// A text in which words were found.
    Marked {
        /// What kind of text it is, where that does not go without saying.
        label: Option<&'static str>,
        /// The text.
        text: Cow<'c, str>,
        /// Where the words stand, in bytes.
        marks: Vec<Range<usize>>,
    },
    /// A number of things.
    Count(usize),
    /// How good something is, from 0 to 1.
    Score(f64),
    /// A part of a whole, drawn as a bar.
    Bar {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
    /// Where in a show.
    Place(Place),
    /// A length of time.
    Time(Timecode),
    /// A day, month or year.
    Date(Date),
    /// Several values.
    List(Vec<Cell<'c>>),
}

impl<'c> Cell<'c> {
    /// A list of texts, perhaps of none.
    pub fn texts(texts: impl Iterator<Item = &'c str>) -> Self {
        Self::List(texts.map(Cell::from).collect())
    }

    /// A show: its id for programs, its title for people.
    pub fn show(show: Show<'c>) -> Self {
        Self::Named { id: show.slug(), name: show.title() }
    }

    /// A word of the format.
    pub fn word(word: Option<impl Keyword>) -> Self {
        word.map(Keyword::keyword).into()
    }

    /// Anything that prints.
    pub fn print(value: impl fmt::Display) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::List(items) => items.is_empty(),
            Self::Marked { text, .. } => text.is_empty(),
            _ => false,
        }
    }

    /// The text that people read, on one line as far as the data is; items of a list are joined by commas.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Named { name, .. } => Cow::Borrowed(name),
            Self::Song(song) => Cow::Borrowed(song.title()),
            Self::Marked { label: None, text, .. } => Cow::Borrowed(text),
            Self::Marked { label: Some(label), text, .. } => Cow::Owned(format!("{label}: {text}")),
            Self::Score(score) => Cow::Owned(format!("{score:.3}")),
            Self::Count(number) | Self::Bar { part: number, .. } => Cow::Owned(number.to_string()),
            Self::Place(place) => Cow::Owned(place.to_string()),
            Self::Time(time) => Cow::Owned(time.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::List(_) => self.joined(", "),
        }
    }

    /// Like [`Cell::text`], with another text between the items of a list.
    pub fn joined(&self, separator: &str) -> Cow<'_, str> {
        match self {
            Self::List(items) => {
                let texts: Vec<Cow<'_, str>> = items.iter().map(Cell::text).collect();
                Cow::Owned(texts.join(separator))
            }
            other => other.text(),
        }
    }

    /// What the cells of a column are sorted by: texts as folded and without a leading article, everything else by
    /// value, what is empty last.
    pub fn sort_key(&self) -> SortKey {
        if self.is_empty() {
            return SortKey::Empty;
        }
        match self {
            Self::Count(number) | Self::Bar { part: number, .. } => SortKey::Count(*number),
            Self::Place(place) => SortKey::Place(*place),
            Self::Time(time) => SortKey::Time(*time),
            Self::Date(date) => SortKey::Date(*date),
            Self::List(items) => SortKey::List(items.iter().map(Self::sort_key).collect()),
            // Scores are counted in thousandths.
            Self::Score(score) => SortKey::Count((score * 1_000.0).round() as usize),
            Self::Empty | Self::Text(_) | Self::Named { .. } | Self::Song(_) | Self::Marked { .. } => {
                let text = self.text().into_owned();
                SortKey::Text(sort_key(&text), text)
            }
        }
    }
}

/// The place of a cell in its column, made once and compared often.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    /// A number of things.
    Count(usize),
    /// Where in a show.
    Place(Place),
    /// A length of time.
    Time(Timecode),
    /// A day, month or year.
    Date(Date),
    /// A text in the form that is sorted by, and as it is.
    Text(String, String),
    /// Several values.
    List(Vec<SortKey>),
    /// Nothing.
    Empty,
}

impl<'c> From<&'c str> for Cell<'c> {
    /// An empty text is an empty cell.
    fn from(text: &'c str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u16> for Cell<'_> {
    fn from(number: u16) -> Self {
        Self::Count(usize::from(number))
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Count(number as usize)
    }
}

impl From<Place> for Cell<'_> {
    fn from(place: Place) -> Self {
        Self::Place(place)
    }
}

impl From<Timecode> for Cell<'_> {
    fn from(time: Timecode) -> Self {
        Self::Time(time)
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<'c, T: Into<Cell<'c>>> From<Option<T>> for Cell<'c> {
    /// Nothing is an empty cell.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, T::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_sort_by_value_and_the_empty_last() {
        let sorted = |mut cells: Vec<Cell<'static>>| {
            cells.sort_by_key(Cell::sort_key);
            cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(sorted(vec![Cell::Empty, "b".into(), "Ä".into(), "a".into()]), ["a", "Ä", "b", ""]);
        assert_eq!(sorted(vec![10_usize.into(), 9_usize.into(), Cell::Empty]), ["9", "10", ""]);
        let time = |text: &str| Cell::Time(text.parse().unwrap());
        assert_eq!(sorted(vec![time("10:00"), time("9:59")]), ["9:59", "10:00"]);
    }

    #[test]
    fn nothing_is_an_empty_cell() {
        assert!(Cell::from("").is_empty());
        assert!(Cell::from(None::<&str>).is_empty());
        assert!(Cell::texts([].into_iter()).is_empty());
    }
}
