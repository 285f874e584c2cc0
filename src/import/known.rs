//! The names that are known when a source is read: those of the catalog and of companion lists.

use crate::model::Catalog;
use crate::playlist::{Track, artist_keys};
use crate::text::{Credit, name_key};
use foldhash::{HashMap, HashSet};

/// The artists, songs and episodes that are known.
#[derive(Debug, Default)]
pub struct Known {
    /// The keys of all names of artists and of whole credits.
    artists: HashSet<String>,
    /// The songs with each title, by its key.
    songs: HashMap<String, Vec<KnownSong>>,
    /// For the key of each title of an episode its season and number.
    episodes: HashMap<String, (u16, u16)>,
}

/// A song that is known.
#[derive(Debug)]
struct KnownSong {
    /// The keys of the artists.
    artists: HashSet<String>,
    /// The credit as it is written.
    credit: String,
}

impl Known {
    /// Adds all names of a catalog.
    pub fn add_catalog(&mut self, catalog: &Catalog) {
        for show in catalog.shows() {
            for episode in show.seasons().flat_map(|season| season.episodes()) {
                let place = (episode.season().number(), episode.code().episode);
                self.episodes.extend(episode.title().map(|title| (name_key(title), place)));
            }
            for song in show.songs().map(|id| catalog.song(id)) {
                let credit = song.credit().to_string();
                for title in std::iter::once(song.title()).chain(song.aliases()) {
                    self.add(&credit, artist_keys(song), title);
                }
            }
        }
    }

    /// Adds the tracks of a companion list.
    pub fn add_tracks(&mut self, tracks: &[Track]) {
        for track in tracks.iter().filter(|track| !track.artist.is_empty()) {
            let names = track.artists.iter().flat_map(|name| Credit::parse(name).into_names());
            self.add(&track.artist, names, &track.title);
        }
    }

    /// Adds a song with the keys of its artists, to which those of the credit are added.
    fn add(&mut self, credit: &str, artists: impl Iterator<Item = String>, title: &str) {
        let whole = Credit::parse(credit).into_names().chain([name_key(credit)]);
        let artists: HashSet<String> = artists.chain(whole).collect();
        self.artists.extend(artists.iter().cloned());
        let song = KnownSong { artists, credit: credit.to_owned() };
        self.songs.entry(name_key(title)).or_default().push(song);
    }

    /// Whether an artist, or all of a credit, has this name.
    pub fn has_artist(&self, name: &str) -> bool {
        self.artists.contains(&name_key(name))
    }

    /// Whether an artist has a song with this title.
    pub fn has_song(&self, artist: &str, title: &str) -> bool {
        let credit = Credit::parse(artist);
        let songs = self.songs.get(&name_key(title));
        songs.is_some_and(|songs| songs.iter().any(|song| credit.has_any(&song.artists)))
    }

    /// The credit of the only song that is called so, as it is written where it is known from.
    pub fn only_performer(&self, title: &str) -> Option<&str> {
        match self.songs.get(&name_key(title))?.as_slice() {
            [song] => Some(&song.credit),
            _ => None,
        }
    }

    /// The season and the number of the episode with this title.
    pub fn episode(&self, title: &str) -> Option<(u16, u16)> {
        self.episodes.get(&name_key(title)).copied()
    }
}
