//! Counts: records and the placements that rest on them flow in, one row of counts per record flows out. Counts are
//! of what was selected, so each can be checked by listing it.

use super::select::Selection;
use crate::model::{ArtistId, Catalog, EpisodeId, PlacementId, SeasonId, ShowId};
use crate::text::sort_key;
use foldhash::{HashMap, HashMapExt};

/// A record with counts of what was selected of it.
#[derive(Clone, Copy, Debug)]
pub struct Tally<T> {
    /// The record.
    pub of: T,
    /// Its placements.
    pub placements: usize,
    /// Its different songs.
    pub songs: usize,
    /// Artists credited for these songs or contributing to them.
    pub artists: usize,
    /// Episodes: of a show or season all that were asked for, if silent ones count too; otherwise, and of an artist,
    /// those in which a source places a song.
    pub episodes: usize,
    /// Seasons, likewise.
    pub seasons: usize,
    /// Shows, likewise.
    pub shows: usize,
    /// The first of its placements.
    pub first: Option<PlacementId>,
    /// The last of its placements; of those in its season one that is tied to an episode, if there is any.
    pub last: Option<PlacementId>,
    /// Of an episode, how many more of the placements that were asked for may belong to it.
    pub possible: usize,
}

/// The shows of the selection; with `only_heard` only those with a selected placement.
pub fn shows(catalog: &Catalog, selection: &Selection, only_heard: bool) -> Vec<Tally<ShowId>> {
    let scope = &selection.scope;
    let seasons = per_show(scope.seasons.iter().map(|season| season.show()));
    let episodes = per_show(scope.episodes.iter().map(|episode| episode.show()));
    let of = |counts: &HashMap<ShowId, usize>, show| counts.get(&show).copied().unwrap_or(0);
    let asked_for = |show: &ShowId| !scope.narrowed || of(&seasons, *show) > 0;
    let all: Vec<ShowId> = scope.shows.iter().copied().filter(asked_for).collect();
    let mut rows = tally(catalog, selection, &all, only_heard, |id| [id.show()].into_iter());
    for row in rows.iter_mut().filter(|_| !only_heard) {
        row.seasons = of(&seasons, row.of);
        row.episodes = of(&episodes, row.of);
    }
    rows
}

fn per_show(shows: impl Iterator<Item = ShowId>) -> HashMap<ShowId, usize> {
    shows.fold(HashMap::new(), |mut counts, show| {
        *counts.entry(show).or_default() += 1;
        counts
    })
}

/// The seasons of the selection; with `only_heard` only those with a selected placement.
pub fn seasons(catalog: &Catalog, selection: &Selection, only_heard: bool) -> Vec<Tally<SeasonId>> {
    let season = |id| [catalog.placement(id).season().id()].into_iter();
    let mut rows = tally(catalog, selection, &selection.scope.seasons, only_heard, season);
    for row in rows.iter_mut().filter(|_| !only_heard) {
        let episodes = catalog.season(row.of).episodes();
        row.episodes =
            episodes.filter(|episode| selection.scope.episodes.binary_search(&episode.id()).is_ok()).count();
    }
    rows
}

/// The episodes of the selection; with `only_heard` only those with a selected placement.
pub fn episodes(catalog: &Catalog, selection: &Selection, only_heard: bool) -> Vec<Tally<EpisodeId>> {
    let episode = |id| catalog.placement(id).episode().map(|episode| episode.id()).into_iter();
    let mut rows = tally(catalog, selection, &selection.scope.episodes, only_heard, episode);
    let possible = possible(catalog, selection);
    for row in &mut rows {
        row.possible = possible.get(&row.of).copied().unwrap_or(0);
    }
    rows
}

/// For each episode how many placements, of those asked for, may belong to it although no source says so.
fn possible(catalog: &Catalog, selection: &Selection) -> HashMap<EpisodeId, usize> {
    let mut counts = HashMap::new();
    for &id in selection.placements.iter().chain(&selection.possible) {
        let placement = catalog.placement(id);
        let episodes = placement.season().episodes();
        for episode in episodes.filter(|episode| placement.place().may_be(episode.code())) {
            *counts.entry(episode.id()).or_default() += 1;
        }
    }
    counts
}

/// The artists of the selected placements, by name.
pub fn artists(catalog: &Catalog, selection: &Selection) -> Vec<Tally<ArtistId>> {
    let mut rows = tally(catalog, selection, &[], true, |id| {
        distinct(catalog.placement(id).song().artists()).into_iter()
    });
    rows.sort_by_cached_key(|row| {
        let artist = catalog.artist(row.of);
        (sort_key(artist.sort_name().unwrap_or(artist.name())), artist.name(), row.of)
    });
    rows
}

/// All of the selection in one row.
pub fn total(catalog: &Catalog, selection: &Selection) -> Tally<()> {
    let mut row = count(catalog, (), &selection.placements);
    row.shows = selection.scope.shows.len();
    row.seasons = selection.scope.seasons.len();
    row.episodes = selection.scope.episodes.len();
    row
}

/// One row for each of `all`, and for others that a placement belongs to; in the order of the ids.
fn tally<T, Ids>(
    catalog: &Catalog,
    selection: &Selection,
    all: &[T],
    only_heard: bool,
    of: impl Fn(PlacementId) -> Ids,
) -> Vec<Tally<T>>
where
    T: Copy + Ord,
    Ids: Iterator<Item = T>,
{
    let mut pairs: Vec<(T, PlacementId)> = Vec::new();
    for &placement in &selection.placements {
        pairs.extend(of(placement).map(|id| (id, placement)));
    }
    // Stable, so that the placements of each stay in broadcast order.
    pairs.sort_by_key(|&(id, _)| id);
    let mut rows: Vec<Tally<T>> = Vec::new();
    let mut silent = all.iter().copied().filter(|_| !only_heard).peekable();
    let empty = |id| count(catalog, id, &[]);
    for group in pairs.chunk_by(|(one, _), (other, _)| one == other) {
        let id = group[0].0;
        while let Some(before) = silent.next_if(|&other| other < id) {
            rows.push(empty(before));
        }
        silent.next_if(|&other| other == id);
        let placements: Vec<PlacementId> = group.iter().map(|&(_, placement)| placement).collect();
        rows.push(count(catalog, id, &placements));
    }
    rows.extend(silent.map(empty));
    rows
}

fn count<T>(catalog: &Catalog, of: T, placements: &[PlacementId]) -> Tally<T> {
    let all = || placements.iter().map(|&id| catalog.placement(id));
    let songs = distinct(all().map(|placement| placement.song().id()));
    let artists = distinct(songs.iter().flat_map(|&song| catalog.song(song).artists()));
    let last = placements.last().copied();
    Tally {
        of,
        placements: placements.len(),
        songs: songs.len(),
        artists: artists.len(),
        episodes: distinct(all().filter_map(|placement| placement.episode().map(|episode| episode.id())))
            .len(),
        seasons: distinct(all().map(|placement| placement.season().id())).len(),
        shows: distinct(all().map(|placement| placement.show().id())).len(),
        first: placements.first().copied(),
        last: last.and_then(|last| last_stated(catalog, placements, last)).or(last),
        possible: 0,
    }
}

/// Each once, in order.
pub fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn last_stated(catalog: &Catalog, placements: &[PlacementId], last: PlacementId) -> Option<PlacementId> {
    let season = |id: &PlacementId| catalog.placement(*id).season().id();
    let mut of_season = placements.iter().rev().take_while(|id| season(id) == season(&last));
    of_season.find(|&&id| catalog.placement(id).episode().is_some()).copied()
}
