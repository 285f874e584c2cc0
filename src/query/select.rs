//! Selection: filters and notations flow in, the placements that they mean flow out in broadcast order.

use super::filter::PlacementFilter;
use super::notation::Notation;
use super::scope::Scope;
use crate::error::Error;
use crate::model::{ArtistId, Catalog, Certainty, EpisodeId, PlacementId, SeasonId, ShowId};

/// The placements that a command is about.
#[derive(Debug)]
pub struct Selection {
    /// The part of the catalog that was asked for.
    pub scope: Scope,
    /// The placements, as listed: per season those of its episodes, then the unplaced.
    pub placements: Vec<PlacementId>,
    /// Those that may belong to the episodes that were asked for, but were left out.
    pub possible: Vec<PlacementId>,
}

impl Selection {
    /// What `filter` lets through and, if there are any, one of the notations means.
    pub fn of(catalog: &Catalog, filter: &PlacementFilter, wanted: &[Notation]) -> Result<Self, Error> {
        let test = filter.resolve(catalog)?;
        let scope = Scope::of(catalog, &filter.episodes, wanted)?;
        // Who asks for ranges wants to see them.
        let possible_too = filter.possible || filter.certainty.contains(&Certainty::Range);
        let mut selection = Self { scope, placements: Vec::new(), possible: Vec::new() };
        for index in 0..selection.scope.seasons.len() {
            let season = selection.scope.seasons[index];
            if !test.may_pass_in(season.show()) {
                continue;
            }
            let is_whole = selection.scope.whole.contains(&season);
            for id in catalog.season(season).placements() {
                let place = if is_whole { In::Scope } else { selection.place(catalog, id) };
                let wanted = place != In::Elsewhere && test.passes(catalog.placement(id));
                if wanted && (place == In::Scope || possible_too) {
                    selection.placements.push(id);
                } else if wanted {
                    selection.possible.push(id);
                }
            }
        }
        Ok(selection)
    }

    /// All of a show.
    pub fn of_show(catalog: &Catalog, show: ShowId) -> Self {
        Self::whole(catalog, catalog.show(show).seasons().map(|season| season.id()).collect(), vec![show])
    }

    /// All of a season.
    pub fn of_season(catalog: &Catalog, season: SeasonId) -> Self {
        Self::whole(catalog, vec![season], vec![season.show()])
    }

    /// All placements of songs that are credited to an artist, or that the artist contributes to.
    pub fn of_artist(catalog: &Catalog, artist: ArtistId) -> Self {
        let shows = catalog.shows().map(|show| show.id()).collect();
        let seasons = catalog.shows().flat_map(|show| show.seasons()).map(|season| season.id()).collect();
        let mut all = Self::whole(catalog, seasons, shows);
        all.placements.retain(|&id| catalog.placement(id).song().artists().any(|other| other == artist));
        all
    }

    /// What no source ties to an episode, although its range includes this one.
    pub fn possible_in(catalog: &Catalog, episode: EpisodeId) -> Vec<PlacementId> {
        let episode = catalog.episode(episode);
        let may_be_here = |id: &PlacementId| catalog.placement(*id).place().may_be(episode.code());
        episode.season().placements().filter(may_be_here).collect()
    }

    fn whole(catalog: &Catalog, seasons: Vec<SeasonId>, shows: Vec<ShowId>) -> Self {
        let all = || seasons.iter().map(|&season| catalog.season(season));
        let placements = all().flat_map(|season| season.placements()).collect();
        let episodes = all().flat_map(|season| season.episodes()).map(|episode| episode.id()).collect();
        let whole = seasons.iter().copied().collect();
        let scope = Scope { shows, seasons, whole, episodes, ..Scope::default() };
        Self { scope, placements, possible: Vec::new() }
    }

    /// Where a placement is of a season of which not the whole was asked for.
    fn place(&self, catalog: &Catalog, id: PlacementId) -> In {
        let placement = catalog.placement(id);
        let asked_for = |episode| self.scope.episodes.binary_search(&episode).is_ok();
        if let Some(episode) = placement.episode() {
            return if asked_for(episode.id()) { In::Scope } else { In::Elsewhere };
        }
        let mut episodes = placement.season().episodes().filter(|episode| asked_for(episode.id()));
        let possible = episodes.any(|episode| placement.place().may_be(episode.code()));
        if possible { In::PerhapsScope } else { In::Elsewhere }
    }
}

#[derive(PartialEq, Eq)]
enum In {
    Scope,
    PerhapsScope,
    Elsewhere,
}
