//! Placements: packed records flow in; which song plays where, how and how surely flows out.

use super::record::{PlacementDetails, PlacementRecord, WhereRecord};
use super::word::words;
use super::{
    Catalog, Episode, EpisodeCode, EpisodeId, PlacementId, Season, SeasonId, Show, Song, SongId, Source,
    Timecode,
};
use std::fmt;

words! {
    /// How a song is used, as cue sheets tell it.
    Usage, "usage" {
        /// Under the scene; its people do not hear it.
        Background = "background",
        /// Performed or played by someone in the scene.
        OnScreen = "on-screen",
        /// The theme at the beginning.
        OpeningTheme = "opening-theme",
        /// The theme at the end.
        ClosingTheme = "closing-theme",
        /// In a trailer of the episode or season, not in it.
        Trailer = "trailer",
    }
}

words! {
    /// How exactly the sources tell where a song plays.
    Certainty, "certainty" {
        /// A source names the episode.
        Stated = "stated",
        /// The season is known and the episode lies within a range.
        Range = "range",
        /// Only the season is known.
        Season = "season",
    }
}

/// Where a song plays, as exactly as the sources tell: printed `S01E04`, `S01E03–E05?` or `S01 ?`.
///
/// Ordered as listings are: within a season the episodes first, then what no source ties to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    season: u16,
    within: Within,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    Episode(u16),
    Range(u16, u16),
    Season,
}

impl Place {
    /// The first and last number of the episodes that it may be in, if it is known only for a range.
    pub fn range(self) -> Option<(u16, u16)> {
        match self.within {
            Within::Range(first, last) => Some((first, last)),
            Within::Episode(_) | Within::Season => None,
        }
    }
}

impl Place {
    /// Whether it may be this episode of the same show, although no source says so.
    pub fn may_be(self, code: EpisodeCode) -> bool {
        let in_range = |(first, last)| (first..=last).contains(&code.episode);
        self.season == code.season && self.range().is_some_and(in_range)
    }
}

impl From<EpisodeCode> for Place {
    fn from(code: EpisodeCode) -> Self {
        Self { season: code.season, within: Within::Episode(code.episode) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let season = self.season;
        match self.within {
            Within::Episode(episode) => EpisodeCode { season, episode }.fmt(f),
            Within::Range(first, last) if first == last => write!(f, "S{season:02}E{first:02}?"),
            Within::Range(first, last) => write!(f, "S{season:02}E{first:02}–E{last:02}?"),
            Within::Season => write!(f, "S{season:02} ?"),
        }
    }
}

/// One use of a song, read where it is stored.
#[derive(Clone, Copy)]
pub struct Placement<'c> {
    show: Show<'c>,
    record: &'c PlacementRecord,
    id: PlacementId,
}

impl<'c> Placement<'c> {
    pub(super) fn of(catalog: &'c Catalog, id: PlacementId) -> Self {
        let show = catalog.show(id.show);
        Self { show, record: &show.record().placements[id.index as usize], id }
    }

    fn details(self) -> &'c PlacementDetails {
        self.record.more.get(&self.show.record().placement_details)
    }

    /// The handle of this placement.
    pub fn id(self) -> PlacementId {
        self.id
    }

    /// The show that it is in.
    pub fn show(self) -> Show<'c> {
        self.show
    }

    /// The season that it is in.
    pub fn season(self) -> Season<'c> {
        self.show
            .catalog()
            .season(SeasonId { show: self.id.show, index: self.show.record().season_of(self.record.place) })
    }

    /// The episode that a source names.
    pub fn episode(self) -> Option<Episode<'c>> {
        match self.record.place {
            WhereRecord::Episode(index) => {
                Some(self.show.catalog().episode(EpisodeId { show: self.id.show, index }))
            }
            WhereRecord::Range { .. } | WhereRecord::Season(_) => None,
        }
    }

    /// Where it is, as exactly as the sources tell.
    pub fn place(self) -> Place {
        let within = match self.record.place {
            WhereRecord::Episode(index) => {
                Within::Episode(self.show.record().episodes[index as usize].number)
            }
            WhereRecord::Range { first, last, .. } => Within::Range(first, last),
            WhereRecord::Season(_) => Within::Season,
        };
        Place { season: self.season().number(), within }
    }

    /// How exactly the sources tell where it is.
    pub fn certainty(self) -> Certainty {
        match self.record.place {
            WhereRecord::Episode(_) => Certainty::Stated,
            WhereRecord::Range { .. } => Certainty::Range,
            WhereRecord::Season(_) => Certainty::Season,
        }
    }

    /// Its rank among the placements of its episode, from 1; none if the episode is not known.
    pub fn position(self) -> Option<u32> {
        self.episode().map(|episode| self.id.index - episode.first_placement() + 1)
    }

    /// The song.
    pub fn song(self) -> Song<'c> {
        self.show.catalog().song(SongId { show: self.id.show, index: self.record.song })
    }

    /// How it is used; none if no source says so.
    pub fn usage(self) -> Option<Usage> {
        self.record.usage
    }

    /// How far into the episode it starts.
    pub fn time(self) -> Option<Timecode> {
        self.details().time
    }

    /// What happens while it plays.
    pub fn scene(self) -> Option<&'c str> {
        self.show.some_text(self.record.scene)
    }

    /// Who is in the scene.
    pub fn characters(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.details().characters)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.some_text(self.details().note)
    }

    /// Who says that the song plays here.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.record.cites)
    }

    /// Whether anybody says so, even if a ceiling has taken back who.
    pub fn is_sourced(self) -> bool {
        self.record.cites.len() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_print_with_their_doubt_and_sort_as_listed() {
        let place = |within| Place { season: 1, within };
        let places = [
            place(Within::Episode(4)),
            place(Within::Range(1, 1)),
            place(Within::Range(3, 5)),
            place(Within::Season),
        ];
        assert_eq!(places.map(|place| place.to_string()), ["S01E04", "S01E01?", "S01E03–E05?", "S01 ?"]);
        assert!(places.is_sorted());
    }
}
