//! Cells: typed values, their text and their order. Output formats decide how they look.

use crate::model::{Artist, Credit, Date, Episode, Keyword, Place, Placement, Song, Source, Timecode};
use crate::text::sort_key;
use std::borrow::Cow;
use std::fmt::{self, Write};
use std::ops::Range;

/// One value of a row or a card.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'c> {
    /// Unknown or missing: blank or `null`, depending on the format.
    Empty,
    /// A text.
    Text(Cow<'c, str>),
    /// An artist: id and name.
    Artist {
        /// The id.
        id: &'c str,
        /// The name.
        name: &'c str,
    },
    /// The title of a song, which may be a link to it.
    Song(Song<'c>),
    /// Whom a song is credited to, as on the release.
    Credit(Song<'c>),
    /// A source.
    Source(Source<'c>),
    /// Values with names. People see only the first one.
    Object(Vec<(&'static str, Cell<'c>)>),
    /// A text with matched words.
    Marked {
        /// The kind of text, if it is not obvious.
        label: Option<&'static str>,
        /// The text.
        text: Cow<'c, str>,
        /// The ranges of the words, in bytes.
        marks: Vec<Range<usize>>,
    },
    /// A number of things.
    Count(usize),
    /// A score from 0 to 1.
    Score(f64),
    /// A part of a whole, drawn as a bar.
    Bar {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
    /// A place in a show.
    Place(Place),
    /// A length of time.
    Time(Timecode),
    /// A day, month or year.
    Date(Date),
    /// Several values.
    List(Vec<Cell<'c>>),
    /// A value for programs, and the text that people see instead.
    Shown(Box<Cell<'c>>, Cow<'c, str>),
}

impl<'c> Cell<'c> {
    /// The title of an episode. Of one that is called by its title wherever others have a code, people see no
    /// title besides.
    pub fn title(episode: Episode<'c>) -> Self {
        let title = Self::from(episode.title());
        match episode.show().has_titled_parts() {
            true => title.shown_as(""),
            false if title.is_empty() => title.shown_as(episode.name()),
            false => title,
        }
    }

    /// A value of which people see another text.
    pub(crate) fn shown_as(self, text: impl Into<Cow<'c, str>>) -> Self {
        Self::Shown(Box::new(self), text.into())
    }

    /// A list of texts, which may be empty.
    pub fn texts(texts: impl Iterator<Item = &'c str>) -> Self {
        Self::List(texts.map(Cell::from).collect())
    }

    /// The artists of a credit.
    pub fn artists(credit: Credit<'c>) -> Self {
        Self::List(credit.artists().map(|(artist, _)| artist.into()).collect())
    }

    /// A keyword of the format.
    pub fn keyword(keyword: Option<impl Keyword>) -> Self {
        keyword.map(Keyword::keyword).into()
    }

    /// Any value by its `Display` text.
    pub fn print(value: impl fmt::Display) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::List(items) => items.is_empty(),
            Self::Marked { text, .. } | Self::Shown(_, text) => text.is_empty(),
            _ => false,
        }
    }

    /// The text for people. Items of a list are joined by commas. Line breaks in the data are kept.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Song(song) => Cow::Borrowed(song.title()),
            Self::Shown(_, text) => Cow::Borrowed(text),
            Self::Object(values) => values.first().map(|(_, value)| value.text()).unwrap_or_default(),
            Self::List(items) => items.iter().map(Self::text).collect::<Vec<_>>().join(", ").into(),
            _ => {
                let mut text = String::new();
                self.append_to(&mut text, ", ");
                Cow::Owned(text)
            }
        }
    }

    /// Appends the text for programs to another, with this separator between the items of a list.
    #[expect(clippy::expect_used, reason = "it cannot fail")]
    pub fn append_to(&self, text: &mut String, separator: &str) {
        let written = match self {
            Self::Empty => Ok(()),
            Self::Shown(value, _) => {
                value.append_to(text, separator);
                Ok(())
            }
            Self::Text(own) | Self::Marked { label: None, text: own, .. } => text.write_str(own),
            Self::Artist { name, .. } => text.write_str(name),
            Self::Source(source) => text.write_str(source.slug),
            Self::Song(song) => text.write_str(song.title()),
            Self::Marked { label: Some(label), text: own, .. } => write!(text, "{label}: {own}"),
            Self::Score(score) => write!(text, "{score:.3}"),
            Self::Count(number) | Self::Bar { part: number, .. } => {
                append_number(text, *number);
                Ok(())
            }
            Self::Place(place) => write!(text, "{place}"),
            Self::Time(time) => write!(text, "{time}"),
            Self::Credit(song) => write!(text, "{}", song.credit()),
            Self::Date(date) => write!(text, "{date}"),
            Self::Object(values) => {
                values.iter().take(1).for_each(|(_, value)| value.append_to(text, ", "));
                Ok(())
            }
            Self::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    text.push_str(if number == 0 { "" } else { separator });
                    item.append_to(text, ", ");
                }
                Ok(())
            }
        };
        written.expect("writing to a String cannot fail");
    }

    /// The key that the cells of a column are sorted by: texts folded and without a leading article,
    /// everything else by value, empty cells last.
    pub fn sort_key(&self) -> SortKey {
        if let Self::Shown(value, _) = self {
            return value.sort_key();
        }
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
            Self::Empty
            | Self::Text(_)
            | Self::Artist { .. }
            | Self::Song(_)
            | Self::Credit(_)
            | Self::Source(_)
            | Self::Object(_)
            | Self::Shown(..)
            | Self::Marked { .. } => {
                let text = self.text().into_owned();
                SortKey::Text(sort_key(&text), text)
            }
        }
    }
}

/// Appends a number: most cells of data are numbers, and `write!` takes several times as long.
fn append_number(text: &mut String, number: usize) {
    if number > 9 {
        append_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// A sort key, made once for each cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    /// A number of things.
    Count(usize),
    /// A place in a show.
    Place(Place),
    /// A length of time.
    Time(Timecode),
    /// A day, month or year.
    Date(Date),
    /// The folded text, then the text as it is.
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

impl<'c> From<Artist<'c>> for Cell<'c> {
    fn from(artist: Artist<'c>) -> Self {
        Self::Artist { id: artist.slug(), name: artist.name() }
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

impl<'c> From<Episode<'c>> for Cell<'c> {
    /// Its code, or what it is called instead.
    fn from(episode: Episode<'c>) -> Self {
        let code = Self::Place(episode.code().into());
        if episode.show().has_titled_parts() { code.shown_as(episode.label()) } else { code }
    }
}

impl<'c> From<Placement<'c>> for Cell<'c> {
    /// The code of its place, or what that is called instead.
    fn from(placement: Placement<'c>) -> Self {
        let place = Self::Place(placement.place());
        if placement.show().has_titled_parts() { place.shown_as(placement.label()) } else { place }
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
