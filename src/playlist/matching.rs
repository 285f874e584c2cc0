//! Matching: songs and tracks of other programs flow in; which of them are the same recording, and which another
//! version of the same song, flows out.
//!
//! What is the same by ISRC or by the recording's id at MusicBrainz is the same whatever it is called. Otherwise title
//! and artist decide, as folded: one of the artists is enough, guests do not count, and versions are set aside.

use super::credit::credited;
use super::version::{DASHES, Title};
use crate::model::{Catalog, Isrc, Mbid, SongId};
use crate::playlist::Track;
use crate::text::fold;
use foldhash::{HashMap, HashSet};
use std::cell::LazyCell;

/// Songs that tracks may be.
struct Songs {
    songs: Vec<Known>,
    by_isrc: HashMap<Isrc, Vec<usize>>,
    by_mbid: HashMap<Mbid, Vec<usize>>,
    /// By what the song is called, folded, without guests and versions.
    by_title: HashMap<String, Vec<usize>>,
}

/// A song and what it may be called elsewhere.
struct Known {
    id: SongId,
    titles: Vec<Title>,
    /// Each artist of the credit by every name, and the whole credit; folded.
    artists: HashSet<String>,
}

/// What a track is.
#[derive(Debug, PartialEq, Eq)]
enum Likeness {
    /// One of these songs: the same recording in several shows, say.
    Same(Vec<SongId>),
    /// Another version of one of these.
    Version(Vec<SongId>),
    /// None of the songs.
    Foreign,
}

impl Songs {
    /// The songs of these ids.
    fn of(catalog: &Catalog, ids: &[SongId]) -> Self {
        let mut all = Self {
            songs: Vec::new(),
            by_isrc: HashMap::default(),
            by_mbid: HashMap::default(),
            by_title: HashMap::default(),
        };
        for (index, &id) in ids.iter().enumerate() {
            let song = catalog.song(id);
            let titles = std::iter::once(song.title()).chain(song.aliases());
            let titles: Vec<Title> = titles.map(Title::of).collect();
            let shorter = Title::without_subtitle(song.title());
            let names = song
                .credit()
                .artists()
                .flat_map(|(artist, name)| [name, artist.name()].into_iter().chain(artist.aliases()));
            let mut artists: HashSet<String> = names.map(fold).collect();
            artists.insert(fold(&song.credit().to_string()));
            for title in titles.iter().chain(&shorter) {
                let same = all.by_title.entry(title.song.clone()).or_default();
                if same.last() != Some(&index) {
                    same.push(index);
                }
            }
            if let Some(isrc) = song.isrc() {
                all.by_isrc.entry(isrc).or_default().push(index);
            }
            if let Some(mbid) = song.mbid() {
                all.by_mbid.entry(mbid).or_default().push(index);
            }
            all.songs.push(Known { id, titles, artists });
        }
        all
    }

    /// What a track is.
    fn like(&self, track: &Track) -> Likeness {
        let by_isrc = track.isrc.and_then(|isrc| self.by_isrc.get(&isrc));
        let by_mbid = || track.mbid.and_then(|mbid| self.by_mbid.get(&mbid));
        if let Some(same) = by_isrc.or_else(by_mbid) {
            return Likeness::Same(self.ids(same));
        }
        let (mut exact, mut same, mut versions) = (Vec::new(), Vec::new(), Vec::new());
        for (artist, title) in readings(track) {
            let title = Title::of(title);
            let names = credited(artist);
            let called = self.by_title.get(&title.song).into_iter().flatten();
            for &index in called.filter(|&&index| self.is_by(index, &names)) {
                let titles = &self.songs[index].titles;
                if titles.iter().any(|other| other.whole == title.whole) {
                    exact.push(index);
                } else if titles.iter().any(|other| other.is_like(&title)) {
                    same.push(index);
                } else {
                    versions.push(index);
                }
            }
        }
        // What somebody calls exactly so means no other song that is called so without what stands beside it.
        match [&exact, &same, &versions].map(|found| found.as_slice()) {
            [[], [], []] => Likeness::Foreign,
            [[], [], versions] => Likeness::Version(self.ids(versions)),
            [[], same, _] => Likeness::Same(self.ids(same)),
            [exact, ..] => Likeness::Same(self.ids(exact)),
        }
    }

    fn is_by(&self, index: usize, names: &[String]) -> bool {
        names.iter().any(|name| self.songs[index].artists.contains(name))
    }

    fn ids(&self, indices: &[usize]) -> Vec<SongId> {
        let mut ids: Vec<SongId> = indices.iter().map(|&index| self.songs[index].id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// What else may stand between artist and title.
const TIGHT: [&str; 3] = ["–", "—", "\t"];

/// In how many places a title is taken for artist and title, and how long it may be: names have few dashes.
const MOST_SPLITS: usize = 16;
const LONGEST: usize = 1_000;

/// The artists and titles that a track may mean: its own, and what stands before and behind each dash of a title that
/// has the artist in it, perhaps behind a number.
fn readings(track: &Track) -> impl Iterator<Item = (&str, &str)> {
    let Track { artist, title, .. } = track;
    let own = (!artist.is_empty()).then_some((&**artist, &**title));
    let texts = [Some(&**title), without_number(title)];
    let texts = texts.into_iter().flatten();
    let texts = texts.filter(|text| text.len() <= LONGEST);
    let splits = texts.flat_map(|text| {
        let dashes = DASHES.into_iter().chain(TIGHT);
        dashes.flat_map(move |dash| {
            let places = text.match_indices(dash).take(MOST_SPLITS);
            places.map(move |(at, _)| (&text[..at], &text[at + dash.len()..]))
        })
    });
    own.into_iter().chain(splits)
}

/// A text without the number of a track in front of it: `01. `, `2) `, `03 - `.
fn without_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    let name = rest.trim_start_matches(['.', ')', '-', ':', ' ']);
    ((1..=3).contains(&digits) && name.len() < rest.len()).then_some(name)
}

/// For each song the tracks, by number from 0, that are the same recording.
pub fn owned(catalog: &Catalog, songs: &[SongId], tracks: &[Track]) -> HashMap<SongId, Vec<usize>> {
    let known = Songs::of(catalog, songs);
    let mut owned: HashMap<SongId, Vec<usize>> = HashMap::default();
    for (number, track) in tracks.iter().enumerate() {
        if let Likeness::Same(songs) = known.like(track) {
            songs.into_iter().for_each(|song| owned.entry(song).or_default().push(number));
        }
    }
    owned
}

/// What is different between songs and a playlist.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many of the songs are in the playlist.
    pub found: usize,
    /// The songs that are not, in no version.
    pub missing: Vec<SongId>,
    /// Songs that are there in another version only, each with all tracks, by number from 0, that are one.
    pub versions: Vec<(SongId, usize)>,
    /// How many tracks are songs of the catalog in some version, but not of those that were compared.
    pub elsewhere: usize,
    /// Tracks, by number likewise, that are no song of the catalog.
    pub foreign: Vec<usize>,
}

/// Compares `songs` with the tracks of a playlist.
pub fn compare(catalog: &Catalog, songs: &[SongId], tracks: &[Track]) -> Comparison {
    let known = Songs::of(catalog, songs);
    // Asked only about tracks that are none of the songs, of which there may be none.
    let everything = LazyCell::new(|| {
        let all: Vec<SongId> = catalog.shows().flat_map(|show| show.songs()).collect();
        Songs::of(catalog, &all)
    });
    let mut found = HashSet::default();
    let mut comparison = Comparison::default();
    for (number, track) in tracks.iter().enumerate() {
        match known.like(track) {
            Likeness::Same(songs) => found.extend(songs),
            Likeness::Version(songs) => {
                let versions = songs.into_iter().map(|song| (song, number));
                comparison.versions.extend(versions);
            }
            Likeness::Foreign if everything.like(track) == Likeness::Foreign => {
                comparison.foreign.push(number)
            }
            Likeness::Foreign => comparison.elsewhere += 1,
        }
    }
    comparison.versions.retain(|(song, _)| !found.contains(song));
    let in_version: HashSet<SongId> = comparison.versions.iter().map(|(song, _)| *song).collect();
    let is_missing = |song: &SongId| !found.contains(song) && !in_version.contains(song);
    comparison.missing = songs.iter().copied().filter(is_missing).collect();
    comparison.found = songs.iter().filter(|song| found.contains(song)).count();
    comparison
}
