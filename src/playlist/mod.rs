//! Writes and reads the playlist formats of other programs.
//!
//! One file per format. Most have no official specification: each file says what programs agree on.

pub(crate) mod compare;
mod csv;
pub(crate) mod export;
mod jspf;
mod m3u8;
pub mod matching;
mod music;
mod text;
mod title;
pub mod tracks;
mod xspf;

pub use music::Library;
pub use title::Title;

use crate::model::{Isrc, Mbid, Timecode};
use clap::ValueEnum;
use std::fmt;

/// A list of tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playlist {
    /// The title.
    pub title: String,
    /// In the order in which they are played.
    pub tracks: Vec<Track>,
}

/// One track of a playlist, as far as its format tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The artist credit. Empty if the format has one text for artist and title; `title` is that text.
    pub artist: String,
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
        self != Self::M3u8 || m3u8::location(track).is_some()
    }

    /// Writes the tracks that have an entry in this format.
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

/// A format that playlists are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
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

/// The message that says why a text cannot be read as a playlist.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

impl ImportFormat {
    /// Detects the format of a text. A text that fits no other format is a list of lines.
    pub fn detect(text: &str) -> Self {
        let text = text.trim_start();
        let names_playlist = text.contains("playlist");
        if text.starts_with('{') && names_playlist {
            Self::Jspf
        } else if text.starts_with('<') && names_playlist {
            Self::Xspf
        } else if m3u8::matches(text) {
            Self::M3u8
        } else if csv::matches(text) {
            Self::Csv
        } else {
            Self::Text
        }
    }

    /// Reads the tracks of a text in this format.
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
    /// The length as JSPF and XSPF write it.
    fn milliseconds(&self) -> Option<u64> {
        self.length.map(|length| u64::from(length.seconds()) * 1_000)
    }
}

/// The start of the address that identifies a MusicBrainz recording in JSPF and XSPF.
const RECORDING_URL: &str = "https://musicbrainz.org/recording/";

fn identifier(mbid: Mbid) -> String {
    format!("{RECORDING_URL}{mbid}")
}

/// The title, or the file name of the location if the title is empty.
fn title_or_file(title: String, location: Option<&str>) -> String {
    if !title.trim().is_empty() {
        return title;
    }
    location.map_or(title, m3u8::file_name)
}

/// Sets the recording id or the ISRC from an identifier. Other kinds of identifiers are ignored.
fn set_identifier(track: &mut Track, identifier: &str) {
    let identifier = identifier.trim();
    if let Some(mbid) = identifier.strip_prefix(RECORDING_URL) {
        track.mbid = mbid.parse().ok().or(track.mbid);
    } else if let Some(isrc) = identifier.strip_prefix("isrc:") {
        track.isrc = parse_isrc(isrc).or(track.isrc);
    }
}

/// Parses an ISRC, which may have dashes and lower-case letters.
fn parse_isrc(text: &str) -> Option<Isrc> {
    let code = text.trim().replace('-', "").to_ascii_uppercase();
    code.parse().ok()
}
