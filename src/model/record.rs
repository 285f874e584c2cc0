//! The packed records of one show, and the ids that refer to them.
//!
//! `load` writes the records; `catalog` and `entities` read them. To keep them small, a text is a [`StrRef`]
//! into the show's text buffer, a list is a [`ListRef`] into one of its lists, and a `u32` is an index into a
//! sibling `Vec` that `load` has checked.
//!
//! An id is valid only for the catalog that returned it. Ids of one kind are ordered as their records are:
//! shows by title, then seasons and episodes by number, then placements in the order of hearing.

use super::values::{Date, Isrc, Mbid, Origin, Role, Timecode, Usage};
use std::num::NonZeroU32;

/// A show of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShowId(pub(crate) u32);

/// An artist of the catalog, across all its shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArtistId(pub(crate) u32);

macro_rules! ids_within_a_show {
    ($($(#[$doc:meta])* $name:ident,)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name { pub(crate) show: ShowId, pub(crate) index: u32 }

        impl $name {
            /// The show that the record belongs to.
            pub fn show(self) -> ShowId {
                self.show
            }
        }
    )+ };
}

ids_within_a_show! {
    /// A season of one show.
    SeasonId,
    /// An episode of one show.
    EpisodeId,
    /// A song of one show's file: the same recording in two files is two songs.
    SongId,
    /// One use of a song in one show.
    PlacementId,
}

/// The contents of one show file.
#[derive(Debug, Default)]
pub(crate) struct ShowRecord {
    /// The number of its file, in the order in which they are read.
    pub(crate) file: usize,
    pub(crate) text: TextBuffer,
    /// Lists of texts: members, aliases, directors, characters, …
    pub(crate) texts: Vec<StrRef>,
    /// Lists of indices into `sources`.
    pub(crate) cited: Vec<u32>,
    pub(crate) slug: StrRef,
    pub(crate) title: StrRef,
    pub(crate) network: StrRef,
    pub(crate) country: StrRef,
    pub(crate) note: StrRef,
    pub(crate) creators: ListRef,
    pub(crate) composers: ListRef,
    pub(crate) music_supervisors: ListRef,
    pub(crate) editors: ListRef,
    pub(crate) cites: ListRef,
    pub(crate) sources: Vec<SourceRecord>,
    pub(crate) artists: Vec<ArtistRecord>,
    /// The catalog-wide id of each entry of `artists`; filled in when shows are joined to a catalog.
    pub(crate) artist_ids: Vec<ArtistId>,
    pub(crate) credits: Vec<CreditRecord>,
    pub(crate) contributors: Vec<ContributorRecord>,
    pub(crate) songs: Vec<SongRecord>,
    /// Sorted by number.
    pub(crate) seasons: Vec<SeasonRecord>,
    /// Sorted by season and number.
    pub(crate) episodes: Vec<EpisodeRecord>,
    /// Sorted by season: first those of its episodes in order, then those without a known episode.
    pub(crate) placements: Vec<PlacementRecord>,
    pub(crate) artist_details: Vec<ArtistDetails>,
    pub(crate) song_details: Vec<SongDetails>,
    pub(crate) placement_details: Vec<PlacementDetails>,
}

/// The index of a record's details, if it has any.
///
/// Rarely used fields live in a side table to keep the records small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DetailsIndex(Option<NonZeroU32>);

impl DetailsIndex {
    /// Appends `details` to the table unless they are empty.
    pub(crate) fn store<T: Details>(details: T, table: &mut Vec<T>) -> Self {
        if details == *T::EMPTY {
            return Self(None);
        }
        table.push(details);
        Self(NonZeroU32::new(table.len() as u32))
    }

    pub(crate) fn is_some(self) -> bool {
        self.0.is_some()
    }

    /// The details, which are empty for a record without any.
    pub(crate) fn get<T: Details>(self, table: &[T]) -> &T {
        self.0.map_or(T::EMPTY, |number| &table[number.get() as usize - 1])
    }
}

pub(crate) trait Details: PartialEq + Sized + 'static {
    const EMPTY: &'static Self;
}

impl Details for ArtistDetails {
    const EMPTY: &'static Self = &Self {
        sort: StrRef::EMPTY,
        aliases: ListRef::EMPTY,
        members: ListRef::EMPTY,
        country: StrRef::EMPTY,
        mbid: None,
        note: StrRef::EMPTY,
        cites: ListRef::EMPTY,
    };
}

impl Details for SongDetails {
    const EMPTY: &'static Self = &Self {
        aliases: ListRef::EMPTY,
        contributors: ListRef::EMPTY,
        isrc: None,
        mbid: None,
        links: ListRef::EMPTY,
        note: StrRef::EMPTY,
        cites: ListRef::EMPTY,
    };
}

impl Details for PlacementDetails {
    const EMPTY: &'static Self = &Self { time: None, characters: ListRef::EMPTY, note: StrRef::EMPTY };
}

#[derive(Debug)]
pub(crate) struct SourceRecord {
    pub(crate) slug: StrRef,
    pub(crate) title: StrRef,
    pub(crate) url: StrRef,
    pub(crate) note: StrRef,
}

#[derive(Debug)]
pub(crate) struct ArtistRecord {
    pub(crate) slug: StrRef,
    pub(crate) name: StrRef,
    pub(crate) details: DetailsIndex,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ArtistDetails {
    pub(crate) sort: StrRef,
    pub(crate) aliases: ListRef,
    pub(crate) members: ListRef,
    pub(crate) country: StrRef,
    pub(crate) mbid: Option<Mbid>,
    pub(crate) note: StrRef,
    pub(crate) cites: ListRef,
}

#[derive(Debug)]
pub(crate) struct CreditRecord {
    pub(crate) artist: u32,
    /// The name as credited for this song, if it differs from the artist's name.
    pub(crate) credited_as: StrRef,
    /// The text between this name and the next.
    pub(crate) join: StrRef,
}

#[derive(Debug)]
pub(crate) struct ContributorRecord {
    pub(crate) artist: u32,
    pub(crate) role: Role,
}

#[derive(Debug)]
pub(crate) struct SongRecord {
    pub(crate) slug: StrRef,
    pub(crate) title: StrRef,
    pub(crate) credit: ListRef,
    pub(crate) album: StrRef,
    pub(crate) length: Option<Timecode>,
    pub(crate) released: Option<Date>,
    pub(crate) origin: Option<Origin>,
    pub(crate) details: DetailsIndex,
}

#[derive(Debug, PartialEq)]
pub(crate) struct SongDetails {
    pub(crate) aliases: ListRef,
    pub(crate) contributors: ListRef,
    pub(crate) isrc: Option<Isrc>,
    pub(crate) mbid: Option<Mbid>,
    pub(crate) links: ListRef,
    pub(crate) note: StrRef,
    pub(crate) cites: ListRef,
}

#[derive(Debug)]
pub(crate) struct SeasonRecord {
    pub(crate) number: u16,
    pub(crate) air_date: Option<Date>,
    pub(crate) directors: ListRef,
    pub(crate) episodes: ListRef,
    /// All placements of the season: first those of its episodes, then those without a known episode.
    pub(crate) placements: ListRef,
}

#[derive(Debug)]
pub(crate) struct EpisodeRecord {
    pub(crate) season: u32,
    pub(crate) number: u16,
    pub(crate) title: StrRef,
    pub(crate) air_date: Option<Date>,
    pub(crate) directors: ListRef,
    pub(crate) placements: ListRef,
}

#[derive(Debug)]
pub(crate) struct PlacementRecord {
    pub(crate) song: u32,
    pub(crate) place: PlaceRecord,
    pub(crate) usage: Option<Usage>,
    pub(crate) scene: StrRef,
    pub(crate) cites: ListRef,
    pub(crate) details: DetailsIndex,
}

#[derive(Debug, PartialEq)]
pub(crate) struct PlacementDetails {
    pub(crate) time: Option<Timecode>,
    pub(crate) characters: ListRef,
    pub(crate) note: StrRef,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum PlaceRecord {
    /// An index into the show's episodes.
    Episode(u32),
    /// An index into the show's seasons (their numbers have 16 bits, so there are no more of them), and the
    /// numbers of the first and last episode.
    Range { season: u16, first: u16, last: u16 },
    /// An index into the show's seasons.
    Season(u16),
}

impl ShowRecord {
    /// The index of the season that a placement is in.
    pub(crate) fn season_of(&self, place: PlaceRecord) -> u32 {
        match place {
            PlaceRecord::Episode(episode) => self.episodes[episode as usize].season,
            PlaceRecord::Range { season, .. } | PlaceRecord::Season(season) => season.into(),
        }
    }

    /// Gives an artist another name. The old one becomes an alias.
    pub(crate) fn rename_artist(&mut self, artist: usize, name: &str) {
        let ArtistRecord { name: old, details, .. } = self.artists[artist];
        let details = details.get(&self.artist_details);
        let aliases = self.texts[details.aliases.range()].iter().chain([&old]).copied();
        let aliases: Vec<StrRef> = aliases.filter(|&alias| self.text.get(alias) != name).collect();
        let start = self.texts.len();
        self.texts.extend(aliases);
        let details = ArtistDetails { aliases: ListRef::new(start, self.texts.len()), ..*details };
        self.artists[artist].name = self.text.push(name);
        self.artists[artist].details = DetailsIndex::store(details, &mut self.artist_details);
    }

    /// Frees the spare capacity of all lists.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink();
        self.texts.shrink_to_fit();
        self.cited.shrink_to_fit();
        self.sources.shrink_to_fit();
        self.artists.shrink_to_fit();
        self.credits.shrink_to_fit();
        self.contributors.shrink_to_fit();
        self.songs.shrink_to_fit();
        self.seasons.shrink_to_fit();
        self.episodes.shrink_to_fit();
        self.placements.shrink_to_fit();
        self.artist_details.shrink_to_fit();
        self.song_details.shrink_to_fit();
        self.placement_details.shrink_to_fit();
    }
}

/// A range of consecutive entries in one of a show's lists; empty also means absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListRef {
    start: u32,
    len: u32,
}

impl ListRef {
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };

    /// The entries from `start` up to `end`. They fit into 32 bits: `load` limits files to less than 4 GiB,
    /// and a list never has more entries than its file has bytes.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        if start == end {
            return Self::EMPTY;
        }
        Self { start: start as u32, len: (end - start) as u32 }
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }

    /// Like `range`, in the type of record indices.
    pub(crate) fn indices(self) -> std::ops::Range<u32> {
        self.start..self.start + self.len
    }

    pub(crate) fn len(self) -> usize {
        self.len as usize
    }
}

/// A text in a show's [`TextBuffer`]; empty also means absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StrRef(Option<NonZeroU32>);

impl StrRef {
    pub(crate) const EMPTY: Self = Self(None);

    pub(crate) fn is_empty(self) -> bool {
        self.0.is_none()
    }
}

/// All texts of one show in one string, each preceded by its length.
///
/// Most texts are short, so the length takes a variable number of bytes: six bits each, the lowest first, and
/// a seventh bit says that another byte follows. Such bytes are ASCII, so the buffer is valid UTF-8.
#[derive(Debug, Default)]
pub(crate) struct TextBuffer(String);

/// How many bits of a length are in one byte, the flag that another byte follows, and the mask of the bits.
const LENGTH_BITS: usize = 6;
const CONTINUED: u8 = 1 << LENGTH_BITS;
const LENGTH_MASK: u8 = CONTINUED - 1;

impl TextBuffer {
    /// Stores a text. Its position fits into 32 bits because `load` limits files to less than 4 GiB.
    pub(crate) fn push(&mut self, text: &str) -> StrRef {
        if text.is_empty() {
            return StrRef::EMPTY;
        }
        // One more than the position, because zero means the empty text.
        let position = NonZeroU32::new(self.0.len() as u32 + 1);
        let mut length = text.len();
        while length >= usize::from(CONTINUED) {
            self.0.push(char::from((length as u8 & LENGTH_MASK) | CONTINUED));
            length >>= LENGTH_BITS;
        }
        self.0.push(char::from(length as u8));
        self.0.push_str(text);
        StrRef(position)
    }

    pub(crate) fn get(&self, text: StrRef) -> &str {
        text.0.map_or("", |position| self.read(position.get() as usize - 1).0)
    }

    /// All texts one after the other, with their lengths between them.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// All texts, in the order in which they were stored.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let (text, end) = (start < self.0.len()).then(|| self.read(start))?;
            start = end;
            Some(text)
        })
    }

    /// The text whose length is at `start`, and where it ends.
    fn read(&self, mut start: usize) -> (&str, usize) {
        let mut length = 0;
        for index in 0.. {
            let byte = self.0.as_bytes()[start];
            length |= usize::from(byte & LENGTH_MASK) << (index * LENGTH_BITS);
            start += 1;
            if byte & CONTINUED == 0 {
                break;
            }
        }
        (&self.0[start..start + length], start + length)
    }

    pub(crate) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_of_any_length_are_returned_unchanged(texts in prop::collection::vec("(\\PC{0,9}){0,20}", 0..8), long in 0..20_000_usize) {
            let texts = [texts, vec!["é".repeat(long)]].concat();
            let mut buffer = TextBuffer::default();
            let stored: Vec<StrRef> = texts.iter().map(|text| buffer.push(text)).collect();
            prop_assert!(buffer.texts().eq(texts.iter().filter(|text| !text.is_empty())));
            for (text, reference) in texts.iter().zip(stored) {
                prop_assert_eq!(buffer.get(reference), text);
                prop_assert_eq!(reference.is_empty(), text.is_empty());
            }
        }
    }
}
