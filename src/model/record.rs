//! Packed records, one show's worth at a time: `load` writes them, the views of this folder read them, nobody else
//! sees them. A text is a [`TextAt`] in the show's text buffer, a list a [`Span`] of one of its lists, and a `u32` is an
//! index into a sibling `Vec` that `load` has checked.

use super::text::{Span, TextAt, TextBuffer};
use super::{ArtistId, Date, Isrc, Mbid, Origin, Role, Timecode, Usage};
use std::num::NonZeroU32;

/// Everything that one show file says.
#[derive(Debug, Default)]
pub(crate) struct ShowRecord {
    pub(crate) text: TextBuffer,
    /// Lists of texts: members, aliases, directors, characters, …
    pub(crate) texts: Vec<TextAt>,
    /// Lists of indices into `sources`.
    pub(crate) cited: Vec<u32>,
    pub(crate) slug: TextAt,
    pub(crate) title: TextAt,
    pub(crate) network: TextAt,
    pub(crate) country: TextAt,
    pub(crate) note: TextAt,
    pub(crate) creators: Span,
    pub(crate) composers: Span,
    pub(crate) music_supervisors: Span,
    pub(crate) editors: Span,
    pub(crate) cites: Span,
    pub(crate) sources: Vec<SourceRecord>,
    pub(crate) artists: Vec<ArtistRecord>,
    /// The catalog-wide artist of each entry of `artists`; filled in when shows are joined to a catalog.
    pub(crate) artist_ids: Vec<ArtistId>,
    pub(crate) credits: Vec<CreditRecord>,
    pub(crate) contributors: Vec<ContributorRecord>,
    pub(crate) songs: Vec<SongRecord>,
    /// By number.
    pub(crate) seasons: Vec<SeasonRecord>,
    /// By season and number.
    pub(crate) episodes: Vec<EpisodeRecord>,
    /// By season: those of its episodes in order, then the unplaced.
    pub(crate) placements: Vec<PlacementRecord>,
    pub(crate) artist_details: Vec<ArtistDetails>,
    pub(crate) song_details: Vec<SongDetails>,
    pub(crate) placement_details: Vec<PlacementDetails>,
}

/// Where the details of a record stand, if it has any: records are many and most have none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct More(Option<NonZeroU32>);

impl More {
    /// Keeps `details` in the list of their kind, unless they say nothing.
    pub(crate) fn of<T: Details>(details: T, list: &mut Vec<T>) -> Self {
        if details == *T::NONE {
            return Self(None);
        }
        list.push(details);
        Self(NonZeroU32::new(list.len() as u32))
    }

    pub(crate) fn is_some(self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn get<T: Details>(self, list: &[T]) -> &T {
        self.place().map_or(T::NONE, |place| &list[place])
    }

    fn place(self) -> Option<usize> {
        self.0.map(|place| place.get() as usize - 1)
    }
}

/// What only few records of a kind have.
pub(crate) trait Details: PartialEq + Sized + 'static {
    /// None of it.
    const NONE: &'static Self;
}

impl Details for ArtistDetails {
    const NONE: &'static Self = &Self {
        sort: TextAt::NOWHERE,
        aliases: Span::EMPTY,
        members: Span::EMPTY,
        country: TextAt::NOWHERE,
        mbid: None,
        note: TextAt::NOWHERE,
        cites: Span::EMPTY,
    };
}

impl Details for SongDetails {
    const NONE: &'static Self = &Self {
        aliases: Span::EMPTY,
        contributors: Span::EMPTY,
        isrc: None,
        mbid: None,
        links: Span::EMPTY,
        note: TextAt::NOWHERE,
        cites: Span::EMPTY,
    };
}

impl Details for PlacementDetails {
    const NONE: &'static Self = &Self { time: None, characters: Span::EMPTY, note: TextAt::NOWHERE };
}

#[derive(Debug)]
pub(crate) struct SourceRecord {
    pub(crate) slug: TextAt,
    pub(crate) title: TextAt,
    pub(crate) url: TextAt,
}

#[derive(Debug)]
pub(crate) struct ArtistRecord {
    pub(crate) slug: TextAt,
    pub(crate) name: TextAt,
    pub(crate) more: More,
}

/// What few artists have.
#[derive(Debug, PartialEq)]
pub(crate) struct ArtistDetails {
    pub(crate) sort: TextAt,
    pub(crate) aliases: Span,
    pub(crate) members: Span,
    pub(crate) country: TextAt,
    pub(crate) mbid: Option<Mbid>,
    pub(crate) note: TextAt,
    pub(crate) cites: Span,
}

#[derive(Debug)]
pub(crate) struct CreditRecord {
    pub(crate) artist: u32,
    /// The name as credited for this song, if it differs from the artist's name.
    pub(crate) credited_as: TextAt,
    /// The text between this name and the next.
    pub(crate) join: TextAt,
}

#[derive(Debug)]
pub(crate) struct ContributorRecord {
    pub(crate) artist: u32,
    pub(crate) role: Role,
}

#[derive(Debug)]
pub(crate) struct SongRecord {
    pub(crate) slug: TextAt,
    pub(crate) title: TextAt,
    pub(crate) credit: Span,
    pub(crate) album: TextAt,
    pub(crate) length: Option<Timecode>,
    pub(crate) released: Option<Date>,
    pub(crate) origin: Option<Origin>,
    pub(crate) more: More,
}

/// What few songs have.
#[derive(Debug, PartialEq)]
pub(crate) struct SongDetails {
    pub(crate) aliases: Span,
    pub(crate) contributors: Span,
    pub(crate) isrc: Option<Isrc>,
    pub(crate) mbid: Option<Mbid>,
    pub(crate) links: Span,
    pub(crate) note: TextAt,
    pub(crate) cites: Span,
}

#[derive(Debug)]
pub(crate) struct SeasonRecord {
    pub(crate) number: u16,
    pub(crate) air_date: Option<Date>,
    pub(crate) directors: Span,
    pub(crate) episodes: Span,
    /// All placements of the season; the unplaced stand behind those of the episodes.
    pub(crate) placements: Span,
}

#[derive(Debug)]
pub(crate) struct EpisodeRecord {
    pub(crate) season: u32,
    pub(crate) number: u16,
    pub(crate) title: TextAt,
    pub(crate) air_date: Option<Date>,
    pub(crate) directors: Span,
    pub(crate) placements: Span,
}

#[derive(Debug)]
pub(crate) struct PlacementRecord {
    pub(crate) song: u32,
    pub(crate) place: WhereRecord,
    pub(crate) usage: Option<Usage>,
    pub(crate) scene: TextAt,
    pub(crate) cites: Span,
    pub(crate) more: More,
}

/// What few placements have.
#[derive(Debug, PartialEq)]
pub(crate) struct PlacementDetails {
    pub(crate) time: Option<Timecode>,
    pub(crate) characters: Span,
    pub(crate) note: TextAt,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum WhereRecord {
    /// An index into the show's episodes.
    Episode(u32),
    /// An index into the show's seasons, of which there are no more than a number of 16 bits can tell apart, and the
    /// numbers of the first and the last episode.
    Range { season: u16, first: u16, last: u16 },
    /// An index into the show's seasons.
    Season(u16),
}

impl ShowRecord {
    /// The index of the season that a placement is in.
    pub(crate) fn season_of(&self, place: WhereRecord) -> u32 {
        match place {
            WhereRecord::Episode(episode) => self.episodes[episode as usize].season,
            WhereRecord::Range { season, .. } | WhereRecord::Season(season) => season.into(),
        }
    }

    /// Gives back the memory that growing took.
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
