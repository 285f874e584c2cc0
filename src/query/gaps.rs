//! Gaps: a selection flows in; what lacks something flows out in broadcast order, each with what it lacks.

use super::filter::{PlacementFilter, words};
use super::select::Selection;
use crate::model::{Catalog, EpisodeId, PlacementId, SeasonId, Word, words};
use clap::Args;

words! {
    /// What a record can lack.
    Missing, "gap" {
        /// An episode: no source places a song in it.
        Songs = "songs",
        /// A placement: no source says which episode it is in.
        Episode = "episode",
        /// A placement: nobody says what happens while the song plays.
        Scene = "scene",
        /// A placement: nobody says that the song plays there.
        Source = "source",
    }
}

/// A record that may lack something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// An episode, which may lack songs.
    Episode(EpisodeId),
    /// A placement, which may lack everything else.
    Placement(PlacementId),
}

impl Gap {
    /// Whether it lacks this.
    pub fn lacks(self, catalog: &Catalog, what: Missing) -> bool {
        match (self, what) {
            (Self::Episode(id), Missing::Songs) => catalog.episode(id).placements().next().is_none(),
            (Self::Placement(id), Missing::Episode) => catalog.placement(id).episode().is_none(),
            (Self::Placement(id), Missing::Scene) => catalog.placement(id).scene().is_none(),
            (Self::Placement(id), Missing::Source) => !catalog.placement(id).is_sourced(),
            (Self::Episode(_), _) | (Self::Placement(_), Missing::Songs) => false,
        }
    }

    /// All that it lacks.
    pub fn missing(self, catalog: &Catalog) -> impl Iterator<Item = Missing> {
        let all = Missing::ALL.iter().copied();
        all.filter(move |&what| self.lacks(catalog, what))
    }

    /// What orders it as listings are: within a season by episode, then what no source ties to one.
    fn place(self, catalog: &Catalog) -> (SeasonId, bool, Option<EpisodeId>) {
        let (season, episode) = match self {
            Self::Episode(id) => (catalog.episode(id).season(), Some(id)),
            Self::Placement(id) => {
                let placement = catalog.placement(id);
                let episode = placement.episode().map(|episode| episode.id());
                (placement.season(), episode)
            }
        };
        (season.id(), episode.is_none(), episode)
    }
}

/// Which gaps.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct GapFilter {
    /// Only episodes without songs, or songs without an episode, a scene or a source
    #[arg(long, value_delimiter = ',', value_parser = words::<Missing>(), value_name = "WHAT")]
    pub missing: Vec<Missing>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub placements: PlacementFilter,
}

impl GapFilter {
    /// What of the selection lacks something that was asked for; of its placements it keeps only those.
    ///
    /// An episode without songs passes no filter that is about songs.
    pub fn gaps(&self, catalog: &Catalog, selection: &mut Selection) -> Vec<Gap> {
        let is_gap = |gap: Gap| self.wanted().any(|what| gap.lacks(catalog, what));
        let is_incomplete = |id: &PlacementId| is_gap(Gap::Placement(*id));
        selection.placements.retain(is_incomplete);
        selection.possible.retain(is_incomplete);
        let placements = selection.placements.iter().copied().map(Gap::Placement);
        let mut gaps: Vec<Gap> = placements.collect();
        if !self.placements.is_about_songs() {
            let episodes = selection.scope.episodes.iter().copied().map(Gap::Episode);
            gaps.extend(episodes.filter(|&gap| is_gap(gap)));
        }
        // Stable, so that the placements of each episode stay as they are heard.
        gaps.sort_by_key(|gap| gap.place(catalog));
        gaps
    }

    /// What is asked for: all that `missing` names, or everything.
    pub fn wanted(&self) -> impl Iterator<Item = Missing> {
        let names = |what: &Missing| self.missing.is_empty() || self.missing.contains(what);
        Missing::ALL.iter().copied().filter(names)
    }
}
