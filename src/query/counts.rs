//! Counts the placements, songs, artists and so on of each record. Only what was selected counts, so that
//! every number can be checked by listing it.

use super::select::Selection;
use crate::model::{ArtistId, Catalog, EpisodeId, Placement, PlacementId, SeasonId, ShowId};
use crate::text::sort_key;
use foldhash::{HashMap, HashMapExt};
use std::fmt;

/// How long songs are together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// The sum of the lengths that are known.
    pub seconds: usize,
    /// How many songs have no known length.
    pub unknown: usize,
}

impl fmt::Display for Length {
    /// Such as `7 h 56 min`, in whole minutes. Lengths that are not known are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seconds / 60 {
            0 => write!(f, "{} s", self.seconds),
            minutes @ ..60 => write!(f, "{minutes} min"),
            minutes => write!(f, "{} h {:02} min", minutes / 60, minutes % 60),
        }
    }
}

/// Counts of what was selected of one record.
#[derive(Clone, Copy, Debug)]
pub struct Counts<T> {
    /// The record.
    pub id: T,
    /// Its placements.
    pub placements: usize,
    /// Its different songs.
    pub songs: usize,
    /// Artists credited for these songs or contributing to them.
    pub artists: usize,
    /// The length of these songs, each once.
    pub length: Length,
    /// Of a show or season all episodes that were asked for, if those without songs count too; otherwise, and
    /// of an artist, the episodes in which a source places a song.
    pub episodes: usize,
    /// Seasons, counted likewise.
    pub seasons: usize,
    /// Shows, counted likewise.
    pub shows: usize,
    /// The first of its placements.
    pub first: Option<PlacementId>,
    /// The last of its placements; in the last season preferably one with a known episode.
    pub last: Option<PlacementId>,
    /// Of an episode, how many placements without a known episode may belong to it.
    pub possible: usize,
}

/// The shows of the selection; with `with_songs_only` only those with a selected placement.
pub fn shows(catalog: &Catalog, selection: &Selection, with_songs_only: bool) -> Vec<Counts<ShowId>> {
    let scope = &selection.scope;
    let seasons = per_show(scope.seasons.iter().map(|season| season.show()));
    let episodes = per_show(scope.episodes.iter().map(|episode| episode.show()));
    let number = |counts: &HashMap<ShowId, usize>, show| counts.get(&show).copied().unwrap_or(0);
    let is_in_scope = |show: &ShowId| !scope.narrowed || number(&seasons, *show) > 0;
    let all: Vec<ShowId> = scope.shows.iter().copied().filter(is_in_scope).collect();
    let mut rows = count_each(catalog, selection, &all, with_songs_only, |id| [id.show()].into_iter());
    for row in rows.iter_mut().filter(|_| !with_songs_only) {
        row.seasons = number(&seasons, row.id);
        row.episodes = number(&episodes, row.id);
    }
    rows
}

fn per_show(shows: impl Iterator<Item = ShowId>) -> HashMap<ShowId, usize> {
    shows.fold(HashMap::new(), |mut counts, show| {
        *counts.entry(show).or_default() += 1;
        counts
    })
}

/// The seasons of the selection; with `with_songs_only` only those with a selected placement.
pub fn seasons(catalog: &Catalog, selection: &Selection, with_songs_only: bool) -> Vec<Counts<SeasonId>> {
    let season = |id| [catalog.placement(id).season().id()].into_iter();
    let mut rows = count_each(catalog, selection, &selection.scope.seasons, with_songs_only, season);
    for row in rows.iter_mut().filter(|_| !with_songs_only) {
        let episodes = catalog.season(row.id).episodes();
        row.episodes =
            episodes.filter(|episode| selection.scope.episodes.binary_search(&episode.id()).is_ok()).count();
    }
    rows
}

/// The episodes of the selection; with `with_songs_only` only those with a selected placement.
pub fn episodes(catalog: &Catalog, selection: &Selection, with_songs_only: bool) -> Vec<Counts<EpisodeId>> {
    let episode = |id| catalog.placement(id).episode().map(|episode| episode.id()).into_iter();
    let mut rows = count_each(catalog, selection, &selection.scope.episodes, with_songs_only, episode);
    let possible = possible(catalog, selection);
    for row in &mut rows {
        row.possible = possible.get(&row.id).copied().unwrap_or(0);
    }
    rows
}

/// For each episode how many placements without a known episode may belong to it.
fn possible(catalog: &Catalog, selection: &Selection) -> HashMap<EpisodeId, usize> {
    let mut counts = HashMap::new();
    for &id in &selection.placements {
        let placement = catalog.placement(id);
        let episodes = placement.season().episodes();
        for episode in episodes.filter(|episode| placement.place().may_be(episode.code())) {
            *counts.entry(episode.id()).or_default() += 1;
        }
    }
    counts
}

/// The artists of the selected placements, by name.
pub fn artists(catalog: &Catalog, selection: &Selection) -> Vec<Counts<ArtistId>> {
    let mut rows = count_each(catalog, selection, &[], true, |id| {
        distinct(catalog.placement(id).song().artists()).into_iter()
    });
    rows.sort_by_cached_key(|row| {
        let artist = catalog.artist(row.id);
        (sort_key(artist.sort_name().unwrap_or(artist.name())), artist.name(), row.id)
    });
    rows
}

/// All of the selection in one row.
pub fn total<T>(catalog: &Catalog, selection: &Selection, of: T) -> Counts<T> {
    let mut row = count(catalog, of, &selection.placements);
    row.shows = selection.scope.shows.len();
    row.seasons = selection.scope.seasons.len();
    row.episodes = selection.scope.episodes.len();
    row
}

/// Counts for each record to which a placement belongs and, unless `with_songs_only`, for each of `all`; in
/// the order of the ids.
fn count_each<T, Ids>(
    catalog: &Catalog,
    selection: &Selection,
    all: &[T],
    with_songs_only: bool,
    records: impl Fn(PlacementId) -> Ids,
) -> Vec<Counts<T>>
where
    T: Copy + Ord,
    Ids: Iterator<Item = T>,
{
    let mut pairs: Vec<(T, PlacementId)> = Vec::new();
    for &placement in &selection.placements {
        pairs.extend(records(placement).map(|id| (id, placement)));
    }
    // The sort is stable, so that the placements of each record stay in broadcast order.
    pairs.sort_by_key(|&(id, _)| id);
    let mut rows: Vec<Counts<T>> = Vec::new();
    let mut without_songs = all.iter().copied().filter(|_| !with_songs_only).peekable();
    let empty = |id| count(catalog, id, &[]);
    for group in pairs.chunk_by(|(one, _), (other, _)| one == other) {
        let id = group[0].0;
        while let Some(before) = without_songs.next_if(|&other| other < id) {
            rows.push(empty(before));
        }
        without_songs.next_if(|&other| other == id);
        let placements: Vec<PlacementId> = group.iter().map(|&(_, placement)| placement).collect();
        rows.push(count(catalog, id, &placements));
    }
    rows.extend(without_songs.map(empty));
    rows
}

/// Counts of these placements of one record.
pub fn count<T>(catalog: &Catalog, id: T, placements: &[PlacementId]) -> Counts<T> {
    let all = || placements.iter().map(|&id| catalog.placement(id));
    let songs = distinct(all().map(|placement| placement.song().id()));
    let artists = distinct(songs.iter().flat_map(|&song| catalog.song(song).artists()));
    let lengths = || songs.iter().map(|&song| catalog.song(song).length());
    let seconds = lengths().flatten().map(|length| length.seconds() as usize).sum();
    let last = all().next_back();
    let is_in_last_season =
        |placement: &Placement<'_>| last.is_some_and(|last| placement.season().id() == last.season().id());
    let mut of_last_season = all().rev().take_while(is_in_last_season);
    let last = of_last_season.find(|placement| placement.episode().is_some()).or(last);
    Counts {
        id,
        placements: placements.len(),
        songs: songs.len(),
        artists: artists.len(),
        length: Length { seconds, unknown: lengths().filter(Option::is_none).count() },
        episodes: distinct(all().filter_map(|placement| placement.episode().map(|episode| episode.id())))
            .len(),
        seasons: distinct(all().map(|placement| placement.season().id())).len(),
        shows: distinct(all().map(|placement| placement.show().id())).len(),
        first: placements.first().copied(),
        last: last.map(|placement| placement.id()),
        possible: 0,
    }
}

/// All different values, sorted.
pub fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
