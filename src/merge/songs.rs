//! Which songs and artists a file has, and the entries of new ones.

use super::credit::{self, Credit};
use super::{entries, free_id};
use crate::model::{Catalog, Song};
use crate::playlist::Track;
use crate::playlist::matching::{Match, SongIndex};
use crate::text::{name_key, slug};
use foldhash::{HashMap, HashSet};
use serde_json::{Value as Json, json};

/// The shortest key of a title that may be a misspelling of another, in characters; and from which length on two
/// letters may differ.
const MIN_MISSPELLED: usize = 5;
const MIN_TWICE_MISSPELLED: usize = 9;

/// A song of the file, or one that is to be added.
struct Entry<'c> {
    id: String,
    /// The song in the catalog and its index in the file, if the file has it.
    known: Option<(usize, Song<'c>)>,
    title: String,
    credit: String,
}

/// What a track was found to be.
pub(super) enum Found {
    /// This song.
    Song(usize),
    /// Another version of this song.
    Version(usize),
    /// No song, but the title or the artist is one or two letters away from this song.
    Like(usize),
    /// No song.
    None,
}

/// The songs and artists of a file, and those to be added.
pub(super) struct Songs<'c> {
    entries: Vec<Entry<'c>>,
    index: SongIndex<usize>,
    /// The songs of each artist and of each title, by key.
    by_artist: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
    /// The ids of the artists, by the keys of their names.
    artists: HashMap<String, String>,
    artist_ids: HashSet<String>,
    song_ids: HashSet<String>,
    pub(super) new_artists: Vec<Json>,
    pub(super) new_songs: Vec<Json>,
}

impl<'c> Songs<'c> {
    pub(super) fn new(catalog: &'c Catalog, json: &Json) -> Self {
        let mut songs = Self {
            entries: Vec::new(),
            index: SongIndex::default(),
            by_artist: HashMap::default(),
            by_title: HashMap::default(),
            artists: HashMap::default(),
            artist_ids: HashSet::default(),
            song_ids: HashSet::default(),
            new_artists: Vec::new(),
            new_songs: Vec::new(),
        };
        for artist in catalog.artists() {
            songs.artist_ids.insert(artist.slug().to_owned());
            for name in artist.aliases().chain([artist.name()]) {
                songs.artists.insert(name_key(name), artist.slug().to_owned());
            }
        }
        let places = entries(json, "songs").iter().enumerate();
        let places: HashMap<&str, usize> =
            places.filter_map(|(index, song)| Some((song["id"].as_str()?, index))).collect();
        for song in catalog.shows().flat_map(|show| show.songs()).map(|id| catalog.song(id)) {
            let number = songs.entries.len();
            songs.index.add_song(number, song);
            for (artist, credited) in song.credit().artists() {
                songs.by_artist.entry(name_key(artist.name())).or_default().push(number);
                songs.artists.entry(name_key(credited)).or_insert_with(|| artist.slug().to_owned());
            }
            songs.push(Entry {
                id: song.slug().to_owned(),
                known: places.get(song.slug()).map(|&index| (index, song)),
                title: song.title().to_owned(),
                credit: song.credit().to_string(),
            });
        }
        songs
    }

    fn push(&mut self, entry: Entry<'c>) {
        let number = self.entries.len();
        self.by_artist.entry(name_key(&entry.credit)).or_default().push(number);
        self.by_title.entry(name_key(&entry.title)).or_default().push(number);
        self.song_ids.insert(entry.id.clone());
        self.entries.push(entry);
    }

    pub(super) fn id(&self, song: usize) -> &str {
        &self.entries[song].id
    }

    /// Such as "`Ribs` by Lorde".
    pub(super) fn label(&self, song: usize) -> String {
        let Entry { title, credit, .. } = &self.entries[song];
        format!("`{title}` by {credit}")
    }

    /// The song and its index in the file, unless it is to be added.
    pub(super) fn in_file(&self, song: usize) -> Option<(usize, Song<'c>)> {
        self.entries[song].known
    }

    /// Which song a track is.
    pub(super) fn find(&self, track: &Track) -> Found {
        match self.index.find(track) {
            Match::Same(songs) => songs.first().map_or(Found::None, |&song| Found::Song(song)),
            Match::Version(songs) => songs.first().map_or(Found::None, |&song| Found::Version(song)),
            Match::None => self.similar(track).map_or(Found::None, Found::Like),
        }
    }

    /// The song whose artist is the same and whose title is nearly so, or the other way round.
    fn similar(&self, track: &Track) -> Option<usize> {
        let (title, artist) = (name_key(&track.title), name_key(&track.artist));
        let of_artist = self.by_artist.get(&artist).into_iter().flatten();
        let of_title = self.by_title.get(&title).into_iter().flatten();
        let mut of_artist =
            of_artist.filter(|&&song| is_misspelled(&title, &name_key(&self.entries[song].title)));
        let mut of_title =
            of_title.filter(|&&song| is_misspelled(&artist, &name_key(&self.entries[song].credit)));
        of_artist.next().or_else(|| of_title.next()).copied()
    }

    /// Plans to add the song that a track is, with its artists. The source is cited in all entries.
    pub(super) fn add(&mut self, track: &Track, source: &str) -> usize {
        let Credit { names, title, contributors } =
            credit::of_track(track, |name| self.artists.contains_key(&name_key(name)));
        let mut credit = Vec::new();
        for (name, join) in &names {
            credit.push(json!({ "artist": self.artist(name, source), "join": join }));
        }
        let contributors: Vec<Json> = contributors
            .iter()
            .filter_map(|(name, role)| {
                Some(json!({ "artist": self.artists.get(&name_key(name))?, "role": role }))
            })
            .collect();
        let id = self.new_id(&title, &track.artist);
        self.new_songs.push(json!({
            "id": id,
            "title": title,
            "credit": credit,
            "contributors": Some(contributors).filter(|list| !list.is_empty()),
            "length": track.length.map(|length| length.to_string()),
            "album": track.album,
            "isrc": track.isrc.map(|isrc| isrc.to_string()),
            "mbid": track.mbid.map(|mbid| mbid.to_string()),
            "sources": [source],
        }));
        let number = self.entries.len();
        self.index.add_track(number, track);
        for (name, _) in &names {
            self.by_artist.entry(name_key(name)).or_default().push(number);
        }
        self.push(Entry { id, known: None, title, credit: track.artist.clone() });
        number
    }

    /// The id of an artist, who is added if the file has none of this name.
    fn artist(&mut self, name: &str, source: &str) -> String {
        if let Some(id) = self.artists.get(&name_key(name)) {
            return id.clone();
        }
        let id = match slug(name) {
            empty if empty.is_empty() => "artist".to_owned(),
            id => id,
        };
        let id = free_id(id, |id| self.artist_ids.contains(id));
        self.new_artists.push(json!({ "id": id, "name": name, "sources": [source] }));
        self.artist_ids.insert(id.clone());
        self.artists.insert(name_key(name), id.clone());
        id
    }

    /// The title, or if it is taken title and artist, or a number behind them.
    fn new_id(&self, title: &str, artist: &str) -> String {
        let is_taken = |id: &str| id.is_empty() || self.song_ids.contains(id);
        match slug(title) {
            id if !is_taken(&id) => id,
            id => {
                let id = format!("{id}-{}", slug(artist));
                let id = id.trim_matches('-');
                free_id(if id.is_empty() { "song".to_owned() } else { id.to_owned() }, is_taken)
            }
        }
    }
}

/// Whether two keys differ by one letter, or by two if they are long. Other numbers are other songs.
fn is_misspelled(key: &str, other: &str) -> bool {
    let length = key.chars().count().max(other.chars().count());
    let allowed = match length {
        0..MIN_MISSPELLED => return false,
        MIN_MISSPELLED..MIN_TWICE_MISSPELLED => 1,
        _ => 2,
    };
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(key) == digits(other) && (1..=allowed).contains(&strsim::osa_distance(key, other))
}
