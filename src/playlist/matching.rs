//! Finds which songs of the catalog the tracks of a playlist are: the same recording, or another version of
//! the song.
//!
//! A track with the ISRC or the MusicBrainz recording id of a song is that song, whatever its title.
//! Otherwise titles and artists decide: one matching artist is enough, and guests are ignored.

use super::names::{artist_keys, titles};
use super::pairs::artist_title_pairs;
use crate::model::{Catalog, Isrc, Mbid, Song, SongId};
use crate::playlist::Track;
use crate::text::{Credit, Likeness, Title, name_key};
use foldhash::{HashMap, HashSet};
use std::cell::LazyCell;

/// Songs of any kind `T`, indexed by everything that a track can be matched by.
pub struct SongIndex<T> {
    songs: Vec<IndexedSong<T>>,
    by_isrc: HashMap<Isrc, Vec<usize>>,
    by_mbid: HashMap<Mbid, Vec<usize>>,
    /// By the keys of the titles.
    by_title: HashMap<String, Vec<usize>>,
}

/// A song with the titles and artists that a playlist may have for it.
struct IndexedSong<T> {
    id: T,
    titles: Vec<Title>,
    /// The keys of each artist of the credit by every name, and of the whole credit.
    artists: HashSet<String>,
}

/// The result of matching a track.
#[derive(Debug, PartialEq, Eq)]
pub enum Match<T> {
    /// The same recording as these songs: several if several shows have it.
    Same(Vec<T>),
    /// Another version of one of these.
    Version(Vec<T>),
    /// None of the songs.
    None,
}

impl<T> Default for SongIndex<T> {
    fn default() -> Self {
        Self {
            songs: Vec::new(),
            by_isrc: HashMap::default(),
            by_mbid: HashMap::default(),
            by_title: HashMap::default(),
        }
    }
}

impl SongIndex<SongId> {
    fn new(catalog: &Catalog, ids: &[SongId]) -> Self {
        let mut all = Self::default();
        ids.iter().for_each(|&id| all.add_song(id, catalog.song(id)));
        all
    }
}

impl<T: Copy + Ord> SongIndex<T> {
    /// Adds a song of a catalog.
    pub fn add_song(&mut self, id: T, song: Song<'_>) {
        let mut artists: HashSet<String> = artist_keys(song).collect();
        artists.insert(name_key(&song.credit().to_string()));
        self.add(id, titles(song).collect(), artists, song.isrc(), song.mbid());
    }

    /// Adds the song that a track is.
    pub fn add_track(&mut self, id: T, track: &Track) {
        let names = track.artists.iter().chain([&track.artist]);
        let mut artists: HashSet<String> = names.flat_map(|name| Credit::parse(name).into_names()).collect();
        artists.insert(name_key(&track.artist));
        self.add(id, vec![Title::parse(&track.title)], artists, track.isrc, track.mbid);
    }

    fn add(
        &mut self,
        id: T,
        titles: Vec<Title>,
        artists: HashSet<String>,
        isrc: Option<Isrc>,
        mbid: Option<Mbid>,
    ) {
        let index = self.songs.len();
        for key in titles.iter().flat_map(Title::keys) {
            let same = self.by_title.entry(key.clone()).or_default();
            if same.last() != Some(&index) {
                same.push(index);
            }
        }
        if let Some(isrc) = isrc {
            self.by_isrc.entry(isrc).or_default().push(index);
        }
        if let Some(mbid) = mbid {
            self.by_mbid.entry(mbid).or_default().push(index);
        }
        self.songs.push(IndexedSong { id, titles, artists });
    }

    /// The songs that a track is.
    pub fn find(&self, track: &Track) -> Match<T> {
        let by_isrc = track.isrc.and_then(|isrc| self.by_isrc.get(&isrc));
        let by_mbid = || track.mbid.and_then(|mbid| self.by_mbid.get(&mbid));
        if let Some(same) = by_isrc.or_else(by_mbid) {
            return Match::Same(self.ids(same));
        }
        let mut found: Vec<(Likeness, usize)> = Vec::new();
        for (artist, title) in artist_title_pairs(track) {
            let title = Title::parse(title);
            let called: Vec<usize> =
                title.keys().filter_map(|key| self.by_title.get(key)).flatten().copied().collect();
            if called.is_empty() {
                continue;
            }
            let credit = Credit::parse(artist);
            let is_by = |index: &usize| credit.has_any(&self.songs[*index].artists);
            let alike = |index: usize| {
                let titles = self.songs[index].titles.iter();
                titles.map(|other| other.likeness(&title)).min().map(|likeness| (likeness, index))
            };
            found.extend(called.into_iter().filter(is_by).filter_map(alike));
        }
        // The most alike count: an exact title rules out songs that only share the name.
        let best = found.iter().map(|(likeness, _)| *likeness).min().unwrap_or(Likeness::Different);
        let songs: Vec<usize> =
            found.into_iter().filter(|(likeness, _)| *likeness == best).map(|(_, index)| index).collect();
        match best {
            Likeness::Exact | Likeness::Same => Match::Same(self.ids(&songs)),
            Likeness::Version => Match::Version(self.ids(&songs)),
            Likeness::Different => Match::None,
        }
    }

    fn ids(&self, indices: &[usize]) -> Vec<T> {
        let mut ids: Vec<T> = indices.iter().map(|&index| self.songs[index].id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// For each song the indices of the tracks that are the same recording.
pub fn tracks_by_song(catalog: &Catalog, songs: &[SongId], tracks: &[Track]) -> HashMap<SongId, Vec<usize>> {
    let known = SongIndex::new(catalog, songs);
    let mut by_song: HashMap<SongId, Vec<usize>> = HashMap::default();
    for (number, track) in tracks.iter().enumerate() {
        if let Match::Same(songs) = known.find(track) {
            songs.into_iter().for_each(|song| by_song.entry(song).or_default().push(number));
        }
    }
    by_song
}

/// The differences between songs and a playlist. Tracks are given by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The number of songs that are in the playlist.
    pub found: usize,
    /// The songs that are not in the playlist, in any version.
    pub missing: Vec<SongId>,
    /// Songs that are only there in another version: one pair for each such track.
    pub versions: Vec<(SongId, usize)>,
    /// The number of tracks that are other songs of the catalog, in any version.
    pub other_songs: usize,
    /// Tracks that are no song of the catalog.
    pub unknown: Vec<usize>,
}

/// Compares `songs` with the tracks of a playlist.
pub fn compare(catalog: &Catalog, songs: &[SongId], tracks: &[Track]) -> Comparison {
    compare_and_match(catalog, songs, tracks).0
}

/// Like [`compare`]; also returns each of the songs that are in the playlist, with its first track there.
pub fn compare_and_match(
    catalog: &Catalog,
    songs: &[SongId],
    tracks: &[Track],
) -> (Comparison, Vec<(SongId, usize)>) {
    let known = SongIndex::new(catalog, songs);
    // Built only if a track is none of the songs.
    let everything = LazyCell::new(|| {
        let all: Vec<SongId> = catalog.shows().flat_map(|show| show.songs()).collect();
        SongIndex::new(catalog, &all)
    });
    let mut found: HashMap<SongId, usize> = HashMap::default();
    let mut comparison = Comparison::default();
    for (number, track) in tracks.iter().enumerate() {
        match known.find(track) {
            Match::Same(songs) => {
                for song in songs {
                    found.entry(song).or_insert(number);
                }
            }
            Match::Version(songs) => {
                comparison.versions.extend(songs.into_iter().map(|song| (song, number)));
            }
            Match::None if everything.find(track) == Match::None => comparison.unknown.push(number),
            Match::None => comparison.other_songs += 1,
        }
    }
    comparison.versions.retain(|(song, _)| !found.contains_key(song));
    let in_version: HashSet<SongId> = comparison.versions.iter().map(|(song, _)| *song).collect();
    let is_missing = |song: &SongId| !found.contains_key(song) && !in_version.contains(song);
    comparison.missing = songs.iter().copied().filter(is_missing).collect();
    let first_track = |song: &SongId| Some((*song, *found.get(song)?));
    let matches: Vec<(SongId, usize)> = songs.iter().filter_map(first_track).collect();
    comparison.found = matches.len();
    (comparison, matches)
}
