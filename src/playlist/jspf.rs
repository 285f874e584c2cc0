//! JSPF: XSPF as JSON (<https://www.xspf.org/jspf>), with the identifiers and the extensions of ListenBrainz
//! (<https://musicbrainz.org/doc/jspf>), which takes a playlist whose tracks all have a recording's id.

use super::{Malformed, Playlist, Track, identifier, identify};
use crate::safe;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The keys of the extensions.
const OF_PLAYLIST: &str = "https://musicbrainz.org/doc/jspf#playlist";
const OF_TRACK: &str = "https://musicbrainz.org/doc/jspf#track";

#[derive(Serialize, Deserialize)]
struct Document {
    playlist: List,
}

/// Fields in the order of the specification.
#[derive(Serialize, Deserialize)]
struct List {
    #[serde(default)]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    extension: Map<String, Value>,
    #[serde(default)]
    track: Vec<Entry>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Entry {
    #[serde(skip_serializing_if = "Texts::is_empty")]
    location: Texts,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    identifier: Texts,
    title: Option<String>,
    creator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    album: Option<String>,
    /// In milliseconds; not read, as nothing depends on it and programs write it in several ways.
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    duration: Option<u64>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extension: Map<String, Value>,
}

/// A list; some programs leave out the brackets around a single text.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Some(Vec<String>),
}

impl Default for Texts {
    fn default() -> Self {
        Self::Some(Vec::new())
    }
}

impl Texts {
    fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Some(texts) => texts,
        }
    }
}

pub(super) fn write(playlist: &Playlist) -> String {
    let mut extension = Map::new();
    if playlist.tracks.iter().all(|track| track.mbid.is_some()) {
        extension.insert(OF_PLAYLIST.to_owned(), json!({ "public": false }));
    }
    let document = Document {
        playlist: List {
            title: Some(playlist.title.clone()),
            extension,
            track: playlist.tracks.iter().map(entry).collect(),
        },
    };
    // Texts and numbers are always JSON.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    safe::escaped(&text).into_owned() + "\n"
}

fn entry(track: &Track) -> Entry {
    let mut extension = Map::new();
    if !track.artist_mbids.is_empty() {
        let artists = track.artist_mbids.iter();
        let artists: Vec<String> = artists
            .map(|mbid| format!("https://musicbrainz.org/artist/{mbid}"))
            .collect();
        extension.insert(
            OF_TRACK.to_owned(),
            json!({ "artist_identifiers": artists }),
        );
    }
    Entry {
        location: Texts::Some(track.location.iter().cloned().collect()),
        identifier: Texts::Some(track.mbid.map(identifier).into_iter().collect()),
        title: Some(track.title.clone()),
        creator: Some(track.artist.clone()),
        album: track.album.clone(),
        duration: track
            .length
            .map(|length| u64::from(length.seconds()) * 1_000),
        extension,
    }
}

pub(super) fn read(text: &str) -> Result<Vec<Track>, Malformed> {
    let document: Document =
        serde_json::from_str(text).map_err(|error| Malformed(error.to_string()))?;
    let track = |entry: Entry| {
        let mut track = Track {
            artist: entry.creator.unwrap_or_default(),
            title: entry.title.unwrap_or_default(),
            album: entry.album,
            location: entry.location.all().first().cloned(),
            ..Track::default()
        };
        entry
            .identifier
            .all()
            .iter()
            .for_each(|identifier| identify(&mut track, identifier));
        track
    };
    Ok(document.playlist.track.into_iter().map(track).collect())
}
