//! Makes playlists of songs, and writes and reads those of other programs.
//!
//! One file per format. Most have no official specification: each file says what programs agree on.

pub(crate) mod compare;
mod csv;
pub(crate) mod export;
pub(crate) mod grid;
pub(crate) mod headings;
pub(crate) mod json;
mod jspf;
mod location;
mod m3u8;
pub mod matching;
mod music;
mod names;
pub(crate) mod pairs;
mod read;
pub(crate) mod table;
mod text;
mod values;
mod xspf;

pub use music::Library;
pub use names::Names;
pub(crate) use names::artist_keys;
pub use read::ImportFormat;

use crate::error::one_of;
use crate::model::{Catalog, Isrc, Mbid, PlacementId, ShowId, Song, SongId, Timecode};
use crate::text::{name_key, sort_key};
use crate::view::links::encoded;
use clap::ValueEnum;
use foldhash::{HashMap, HashSet};
use std::fmt;

/// A list of tracks, such as a playlist, to be written or as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracklist {
    /// The title, if the format has one.
    pub title: String,
    /// In the order in which they are played.
    pub tracks: Vec<Track>,
    /// What was read and is no track.
    pub left_over: Vec<LeftOver>,
}

/// A line or a row that is no track, such as a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// Its line in the source.
    pub line: usize,
    /// Its text.
    pub text: String,
}

impl Tracklist {
    /// Adds a track of a file, unless it has nothing to be found by. Some players take the name of the file as
    /// its title.
    fn add(&mut self, mut track: Track) {
        if let Some(title) = location::without_ending(&track.title).filter(|title| !title.is_empty()) {
            track.title = title.to_owned();
        }
        if track.title.is_empty() && track.isrc.is_none() && track.mbid.is_none() {
            let text = track.location.or(track.info).unwrap_or(track.artist);
            self.left_over.push(LeftOver { line: track.line.unwrap_or(0), text });
        } else {
            self.tracks.push(track);
        }
    }
}

/// One track of a playlist, as far as its format tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The artist credit. Empty if the source has one text for artist and title; `title` is that text.
    pub artist: String,
    /// The names of its artists, if the source separates them.
    pub artists: Vec<String>,
    /// The title.
    pub title: String,
    /// The album, EP or single.
    pub album: Option<String>,
    /// The length.
    pub length: Option<Timecode>,
    /// Its International Standard Recording Code.
    pub isrc: Option<Isrc>,
    /// Its id as a recording at MusicBrainz.
    pub mbid: Option<Mbid>,
    /// The ids of its artists at MusicBrainz, if all are known.
    pub artist_mbids: Vec<Mbid>,
    /// The URL or file path of the audio itself, which a player opens.
    pub location: Option<String>,
    /// The URL of a web page about the track, such as that of a streaming service.
    pub info: Option<String>,
    /// The line of the source on which it begins, if it has lines.
    pub line: Option<usize>,
}

impl Track {
    /// The track of a song. Its location is its first link to an audio file.
    pub fn from_song(song: Song<'_>) -> Self {
        let artists = song.credit().artists().map(|(artist, _)| artist.mbid());
        Self {
            artist: song.credit().to_string(),
            artists: Vec::new(),
            title: song.title().to_owned(),
            album: song.album().map(str::to_owned),
            length: song.length(),
            isrc: song.isrc(),
            mbid: song.mbid(),
            artist_mbids: artists.collect::<Option<_>>().unwrap_or_default(),
            location: song.links().find(|link| location::is_audio_file(link)).map(str::to_owned),
            info: song.links().find(|link| !location::is_audio_file(link)).map(str::to_owned),
            line: None,
        }
    }
}

impl fmt::Display for Track {
    /// `Artist - Title`, which is how people and players write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.artist.is_empty() {
            write!(f, "{} - ", self.artist)?;
        }
        f.write_str(&self.title)
    }
}

/// The order of the songs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// As they are heard in the show
    #[default]
    Broadcast,
    /// By artist, then title
    Artist,
    /// By title, then artist
    Title,
}

/// What to do with a song that is heard several times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Repeats {
    /// It is there once, where it is first heard
    #[default]
    Once,
    /// It is there each time
    Keep,
}

/// The songs of placements, in the given order. A song that several shows have is one song.
pub fn ordered_songs(
    catalog: &Catalog,
    placements: &[PlacementId],
    order: Order,
    repeats: Repeats,
) -> Vec<SongId> {
    let mut seen = HashSet::default();
    let mut songs: Vec<SongId> = placements
        .iter()
        .map(|&id| catalog.placement(id).song().id())
        .filter(|&song| repeats == Repeats::Keep || seen.insert(song))
        .collect();
    if repeats == Repeats::Once && catalog.has_several_shows() {
        remove_repeats_in_other_shows(catalog, &mut songs);
    }
    let artist = |&id: &SongId| sort_key(&catalog.song(id).credit().to_string());
    let title = |&id: &SongId| sort_key(catalog.song(id).title());
    match order {
        Order::Broadcast => {}
        Order::Artist => songs.sort_by_cached_key(|id| [artist(id), title(id)]),
        Order::Title => songs.sort_by_cached_key(|id| [title(id), artist(id)]),
    }
    songs
}

/// By what a song of one show can be found in another.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Isrc(Isrc),
    Mbid(Mbid),
    /// The key of the title, and those of the artists in order.
    Names(String, Vec<String>),
}

/// Removes the songs that another show has too, except for the first of each.
fn remove_repeats_in_other_shows(catalog: &Catalog, songs: &mut Vec<SongId>) {
    // With the show that has the song first: two songs of one show are different.
    let mut known: HashMap<Identity, ShowId> = HashMap::default();
    songs.retain(|&id| {
        let song = catalog.song(id);
        let mut artists: Vec<String> =
            song.credit().artists().map(|(artist, _)| name_key(artist.name())).collect();
        artists.sort_unstable();
        let names = Identity::Names(name_key(song.title()), artists);
        let ids = [song.isrc().map(Identity::Isrc), song.mbid().map(Identity::Mbid)];
        let identities = ids.into_iter().flatten().chain([names]);
        let shows: Vec<ShowId> =
            identities.map(|identity| *known.entry(identity).or_insert(id.show())).collect();
        shows.iter().all(|&show| show == id.show())
    });
}

type TemplateValue = fn(&Track) -> Option<String>;

/// The placeholders of a location template, and the value of each.
const PLACEHOLDERS: [(&str, TemplateValue); 4] = [
    ("{artist}", |track| Some(track.artist.clone())),
    ("{title}", |track| Some(track.title.clone())),
    ("{album}", |track| track.album.clone()),
    ("{isrc}", |track| Some(track.isrc?.to_string())),
];

/// Checks a location template: it has at least one placeholder and no unknown ones.
pub(crate) fn parse_template(text: &str) -> Result<String, String> {
    let known = one_of(&PLACEHOLDERS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let mut rest = text.to_owned();
    for (name, _) in PLACEHOLDERS {
        rest = rest.replace(name, "");
    }
    if rest.contains(['{', '}']) {
        Err(format!("unknown placeholder; the placeholders are {known}"))
    } else if rest == text {
        Err(format!("every song would have the same location; use {known}"))
    } else if rest.contains(char::is_control) {
        Err("a location is one line".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Fills in a template, unless the track lacks one of the values. In a URL the values are percent-encoded. In a
/// path a value is one part, and none that means a folder: `AC/DC` and `..` lose their signs.
fn fill_template(template: &str, track: &Track) -> Option<String> {
    let is_address = template.contains("://");
    let used = PLACEHOLDERS.iter().filter(|(name, _)| template.contains(name));
    used.copied().try_fold(template.to_owned(), |location, (name, value)| {
        let value = match value(track)?.as_str() {
            value if is_address => encoded(value),
            folder @ ("." | "..") => "_".repeat(folder.len()),
            value => value.replace(['/', '\\'], "_"),
        };
        Some(location.replace(name, &value))
    })
}

/// A format that playlists are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// `Artist - Title`, one a line
    #[default]
    Text,
    /// For players; each song needs a location
    M3u8,
    /// For players: XML
    Xspf,
    /// For ListenBrainz and others: JSON
    Jspf,
    /// CSV for TuneMyMusic, which fills playlists of streaming services
    Tunemymusic,
    /// CSV for Soundiiz, which does the same
    Soundiiz,
}

impl ExportFormat {
    /// The format of files with this extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "m3u8" | "m3u" => Some(Self::M3u8),
            "xspf" => Some(Self::Xspf),
            "jspf" | "json" => Some(Self::Jspf),
            _ => None,
        }
    }

    /// Whether a track can be written. M3U8 needs a location that fits on one line.
    pub fn has_entry(self, track: &Track) -> bool {
        match self {
            Self::M3u8 => m3u8::location(track).is_some(),
            Self::Text | Self::Xspf | Self::Jspf | Self::Tunemymusic | Self::Soundiiz => true,
        }
    }

    /// Writes the tracks that have an entry in this format.
    pub fn write(self, playlist: &Tracklist) -> String {
        match self {
            Self::Text => text::write(playlist),
            Self::M3u8 => m3u8::write(playlist),
            Self::Xspf => xspf::write(playlist),
            Self::Jspf => jspf::write(playlist),
            Self::Tunemymusic => csv::write_tunemymusic(playlist),
            Self::Soundiiz => csv::write_soundiiz(playlist),
        }
    }
}
