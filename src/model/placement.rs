//! Placements: packed records flow in; which song plays where, how and how surely flows out.

use super::record::{PlacementRecord, WhereRecord};
use super::word::words;
use super::{
    Catalog, Episode, EpisodeId, PlacementId, Season, SeasonId, Show, Song, SongId, Source,
    Timecode,
};

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

/// Where a song plays, as exactly as the sources tell.
#[derive(Clone, Copy)]
pub enum Place<'c> {
    /// In this episode.
    Episode(Episode<'c>),
    /// In one of the season's episodes from the first to the last of these numbers.
    Range(u16, u16),
    /// In some episode of the season.
    Season,
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
        Self {
            show,
            record: &show.record().placements[id.index as usize],
            id,
        }
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
        self.show.catalog().season(SeasonId {
            show: self.id.show,
            index: self.record.season,
        })
    }

    /// The episode that a source names.
    pub fn episode(self) -> Option<Episode<'c>> {
        match self.record.place {
            WhereRecord::Episode(index) => Some(self.show.catalog().episode(EpisodeId {
                show: self.id.show,
                index,
            })),
            WhereRecord::Range(..) | WhereRecord::Season => None,
        }
    }

    /// Where it is, as exactly as the sources tell.
    pub fn place(self) -> Place<'c> {
        match (self.record.place, self.episode()) {
            (_, Some(episode)) => Place::Episode(episode),
            (WhereRecord::Range(first, last), None) => Place::Range(first, last),
            (_, None) => Place::Season,
        }
    }

    /// How exactly the sources tell where it is.
    pub fn certainty(self) -> Certainty {
        match self.record.place {
            WhereRecord::Episode(_) => Certainty::Stated,
            WhereRecord::Range(..) => Certainty::Range,
            WhereRecord::Season => Certainty::Season,
        }
    }

    /// Its rank among the placements of its episode, from 1; none if the episode is not known.
    pub fn position(self) -> Option<u32> {
        self.episode()
            .map(|episode| self.id.index - episode.first_placement() + 1)
    }

    /// The song.
    pub fn song(self) -> Song<'c> {
        self.show.catalog().song(SongId {
            show: self.id.show,
            index: self.record.song,
        })
    }

    /// How it is used; none if no source says so.
    pub fn usage(self) -> Option<Usage> {
        self.record.usage
    }

    /// How far into the episode it starts.
    pub fn time(self) -> Option<Timecode> {
        self.record.time
    }

    /// What happens while it plays.
    pub fn scene(self) -> Option<&'c str> {
        self.show.some_text(self.record.scene)
    }

    /// Who is in the scene.
    pub fn characters(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.characters)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.some_text(self.record.note)
    }

    /// Who says that the song plays here.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.record.cites)
    }
}
