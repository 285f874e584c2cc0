//! Playlists of other programs: tracks flow in, text in one of their formats flows out; and back.
//!
//! One file per format. Most have no official specification: each says what programs agree on.

pub(crate) mod compare;
mod credit;
mod csv;
pub(crate) mod export;
mod jspf;
mod m3u8;
pub mod matching;
mod music;
#[cfg(feature = "local-music")]
mod tags;
mod text;
pub mod tracks;
mod version;
mod xspf;

pub use credit::credited;
pub use music::Library;
pub use version::Title;

use crate::model::{Isrc, Mbid, Timecode};
use clap::ValueEnum;
use std::fmt;

/// A list of tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playlist {
    /// What it is called.
    pub title: String,
    /// In the order in which they are played.
    pub tracks: Vec<Track>,
}

/// One track of a playlist, as far as its format tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// Who, as printed; empty where a format has one text for artist and title, which is the title then.
    pub artist: String,
    /// What it is called there.
    pub title: String,
    /// The album, EP or single.
    pub album: Option<String>,
    /// How long it is.
    pub length: Option<Timecode>,
    /// Its International Standard Recording Code.
    pub isrc: Option<Isrc>,
    /// Its id as a recording at MusicBrainz.
    pub mbid: Option<Mbid>,
    /// The ids of its artists at MusicBrainz, if all are known.
    pub artist_mbids: Vec<Mbid>,
    /// The audio itself, which a player opens: an address or the path of a file.
    pub location: Option<String>,
    /// The address of a page about it, such as that of a streaming service.
    pub info: Option<String>,
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

/// The formats that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
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

impl Format {
    /// The format that files with this extension are in.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "m3u8" | "m3u" => Some(Self::M3u8),
            "xspf" => Some(Self::Xspf),
            "jspf" | "json" => Some(Self::Jspf),
            _ => None,
        }
    }

    /// Whether a track has an entry: in M3U8 one needs a location that can stand on a line.
    pub fn has_entry(self, track: &Track) -> bool {
        self != Self::M3u8 || m3u8::location(track).is_some()
    }

    /// The playlist in this format, with those of its tracks that have an entry.
    pub fn write(self, playlist: &Playlist) -> String {
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

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// `Artist - Title`, one a line
    Text,
    /// M3U and M3U8
    M3u8,
    /// XSPF
    Xspf,
    /// JSPF
    Jspf,
    /// CSV or TSV with a line of headings: Exportify, TuneMyMusic, Soundiiz, our own
    Csv,
}

/// Why a text is no playlist: what is wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

impl Source {
    /// The format that a text is in, by what it begins with; a text like no other is a list of lines.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start();
        let says_playlist = text.contains("playlist");
        if text.starts_with('{') && says_playlist {
            Self::Jspf
        } else if text.starts_with('<') && says_playlist {
            Self::Xspf
        } else if m3u8::is_like(text) {
            Self::M3u8
        } else if csv::is_like(text) {
            Self::Csv
        } else {
            Self::Text
        }
    }

    /// The tracks of a text in this format.
    pub fn read(self, text: &str) -> Result<Vec<Track>, Malformed> {
        match self {
            Self::Text => Ok(text::read(text)),
            Self::M3u8 => Ok(m3u8::read(text)),
            Self::Xspf => xspf::read(text),
            Self::Jspf => jspf::read(text),
            Self::Csv => csv::read(text),
        }
    }
}

impl Track {
    /// How long it is, as JSPF and XSPF say it.
    fn milliseconds(&self) -> Option<u64> {
        self.length.map(|length| u64::from(length.seconds()) * 1_000)
    }
}

/// The address of a recording at MusicBrainz, by which JSPF and XSPF tell it.
const RECORDING: &str = "https://musicbrainz.org/recording/";

fn identifier(mbid: Mbid) -> String {
    format!("{RECORDING}{mbid}")
}

/// What a track is called: its title, or else the name of the file that it is in.
fn title_or_file(title: String, location: Option<&str>) -> String {
    if !title.trim().is_empty() {
        return title;
    }
    location.map_or(title, m3u8::file_name)
}

/// Takes over what an identifier says, if it is of a kind that is known.
fn identify(track: &mut Track, identifier: &str) {
    let identifier = identifier.trim();
    if let Some(mbid) = identifier.strip_prefix(RECORDING) {
        track.mbid = mbid.parse().ok().or(track.mbid);
    } else if let Some(isrc) = identifier.strip_prefix("isrc:") {
        track.isrc = isrc_of(isrc).or(track.isrc);
    }
}

/// An ISRC as services and taggers write it: also with dashes and in lower case.
pub fn isrc_of(text: &str) -> Option<Isrc> {
    let code = text.trim().replace('-', "").to_ascii_uppercase();
    code.parse().ok()
}
