//! Episodes: packed records flow in, what people call them and what plays in them flows out.

use super::record::EpisodeRecord;
use super::{Catalog, Date, EpisodeId, PlacementId, Season, SeasonId, Show};
use std::fmt;

/// Which episode of a show: printed `S02E03`, two digits at least. Ordered as broadcast, specials (season 0) first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpisodeCode {
    /// The season's number; 0 for specials.
    pub season: u16,
    /// The episode's number within the season.
    pub episode: u16,
}

impl fmt::Display for EpisodeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S{:02}E{:02}", self.season, self.episode)
    }
}

/// How far somebody has watched: every show, or one, up to an episode. Nothing that comes later is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// The title or id of the show; every show without.
    pub show: Option<String>,
    /// The last episode that was watched.
    pub last: EpisodeCode,
}

/// An episode of a show, read where it is stored.
#[derive(Clone, Copy)]
pub struct Episode<'c> {
    show: Show<'c>,
    record: &'c EpisodeRecord,
    id: EpisodeId,
}

impl<'c> Episode<'c> {
    pub(super) fn of(catalog: &'c Catalog, id: EpisodeId) -> Self {
        let show = catalog.show(id.show);
        Self { show, record: &show.record().episodes[id.index as usize], id }
    }

    /// The handle of this episode.
    pub fn id(self) -> EpisodeId {
        self.id
    }

    /// The show that it belongs to.
    pub fn show(self) -> Show<'c> {
        self.show
    }

    /// The season that it belongs to.
    pub fn season(self) -> Season<'c> {
        self.show.catalog().season(SeasonId { show: self.id.show, index: self.record.season })
    }

    /// Season and number.
    pub fn code(self) -> EpisodeCode {
        EpisodeCode { season: self.season().number(), episode: self.record.number }
    }

    /// The title.
    pub fn title(self) -> &'c str {
        self.show.text(self.record.title)
    }

    /// When it was first shown.
    pub fn air_date(self) -> Option<Date> {
        self.record.air_date
    }

    /// Who directed it; those of its season where the episode names none.
    pub fn directors(self) -> impl Iterator<Item = &'c str> {
        let own = self.record.directors;
        self.show.texts(if own.len() > 0 { own } else { self.season().director_list() })
    }

    /// What plays in it according to a source, in the order in which it is heard.
    pub fn placements(self) -> impl Iterator<Item = PlacementId> + use<'c> {
        self.record.placements.indices().map(move |index| PlacementId { show: self.id.show, index })
    }

    pub(super) fn first_placement(self) -> u32 {
        self.record.placements.indices().start
    }
}
