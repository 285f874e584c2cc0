//! `gaps`: one row for each record that lacks something, in broadcast order.

use crate::answer::{Answer, no_match};
use crate::error::{Error, count, one_of};
use crate::model::{Catalog, EpisodeId, Keyword, PlacementId, SeasonId, keywords};
use crate::query::{PlacementFilter, Selection, parse_keyword};
use crate::search;
use crate::view::Rank::{Data, Key, Main};
use crate::view::placements::{
    Row, artist, artists, certainty, episode, episode_range, episode_title, place, position, scene, season,
    show, show_title, song, song_id, sources,
};
use crate::view::{Cell, Column, Layout, Table};
use clap::Args;

keywords! {
    /// What a record can lack.
    Missing, "gap" {
        /// An episode: no source places a song in it.
        Songs = "songs",
        /// A placement: no source says which episode it is in.
        Episode = "episode",
        /// A placement: the scene is unknown.
        Scene = "scene",
        /// A placement: no source is cited.
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

    /// The key that sorts by season and episode; within a season, placements without an episode come last.
    fn order(self, catalog: &Catalog) -> (SeasonId, bool, Option<EpisodeId>) {
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

/// Options of `gaps`.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct GapFilter {
    /// Only episodes without songs, or songs without an episode, a scene or a source
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Missing>(), value_name = "WHAT")]
    pub missing: Vec<Missing>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub placements: PlacementFilter,
}

impl GapFilter {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let filter = &self.placements;
        let mut selection = search::select(catalog, filter, &[])?;
        let no_song = filter.is_about_songs() && selection.placements.is_empty();
        let rows = self.gaps(catalog, &mut selection);
        let counts = self.summary(catalog, &rows);
        let table = Table::new(catalog, COLUMNS, rows, layout)?;
        let mut answer = Answer::rows(table, &selection, || {
            if no_song { no_match("song", &[], filter) } else { self.not_found() }
        });
        if !layout.asks_for_help() {
            // Counts of all rows come before the note on how many rows are shown.
            let at = selection.scope.notes.len();
            answer.notes.splice(at..at, counts);
        }
        Ok(answer)
    }

    /// How many rows lack each thing. `--missing` lists as many rows.
    fn summary(&self, catalog: &Catalog, rows: &[Gap]) -> Option<String> {
        let part = |what| {
            let number = rows.iter().filter(|gap| gap.lacks(catalog, what)).count();
            let text = match what {
                Missing::Songs => format!("{} without songs", count(number, "episode")),
                Missing::Episode => count(number, "unplaced song"),
                Missing::Scene => format!("{} without scene", count(number, "placement")),
                Missing::Source => format!("{} without source", count(number, "placement")),
            };
            (number > 0).then_some(text)
        };
        let counts: Vec<String> = self.wanted().filter_map(part).collect();
        (!counts.is_empty()).then(|| counts.join(", "))
    }

    fn not_found(&self) -> Error {
        let among = match self.placements.to_string() {
            filter if filter.is_empty() => filter,
            filter => format!(" that matches{filter}"),
        };
        let wanted: Vec<&str> = self.wanted().map(Keyword::keyword).collect();
        Error::not_found(format!("nothing{among} lacks {}", one_of(&wanted)))
    }

    /// The gaps in a selection, of whose placements only those with gaps are kept.
    ///
    /// Filters about songs leave out episodes without songs.
    pub fn gaps(&self, catalog: &Catalog, selection: &mut Selection) -> Vec<Gap> {
        let is_gap = |gap: Gap| self.wanted().any(|what| gap.lacks(catalog, what));
        let is_incomplete = |id: &PlacementId| is_gap(Gap::Placement(*id));
        selection.placements.retain(is_incomplete);
        let placements = selection.placements.iter().copied().map(Gap::Placement);
        let mut gaps: Vec<Gap> = placements.collect();
        if !self.placements.is_about_songs() {
            let episodes = selection.scope.episodes.iter().copied().map(Gap::Episode);
            gaps.extend(episodes.filter(|&gap| is_gap(gap)));
        }
        // A stable sort: the placements of an episode keep their order.
        gaps.sort_by_key(|gap| gap.order(catalog));
        gaps
    }

    /// What to look for: the values of `--missing`, or everything.
    pub fn wanted(&self) -> impl Iterator<Item = Missing> {
        let names = |what: &Missing| self.missing.is_empty() || self.missing.contains(what);
        Missing::ALL.iter().copied().filter(names)
    }
}

impl Row for Gap {
    fn placement(&self) -> Option<PlacementId> {
        match self {
            Self::Episode(_) => None,
            Self::Placement(id) => Some(*id),
        }
    }

    fn episode(&self) -> Option<EpisodeId> {
        match self {
            Self::Episode(id) => Some(*id),
            Self::Placement(_) => None,
        }
    }
}

/// The columns of a list of gaps.
pub(crate) const COLUMNS: &[Column<Gap>] = &[
    show(),
    show_title().ungrouped(),
    season(),
    episode(),
    place(),
    episode_title().ungrouped(),
    Column::left("missing", "Missing", Key, |c, gap| {
        Cell::List(gap.missing(c).map(|what| Cell::keyword(Some(what))).collect())
    }),
    position().at(Data),
    song_id(),
    song(),
    artist().at(Main),
    artists(),
    scene().at(Data),
    certainty(),
    episode_range(),
    sources(),
];
