//! JSPF: XSPF as JSON (<https://www.xspf.org/jspf>), with the identifiers and the extensions of ListenBrainz
//! (<https://musicbrainz.org/doc/jspf>), which takes a playlist whose tracks all have a recording's id.

use super::values::{identifier, milliseconds};
use super::{Track, Tracklist};
use crate::text::sanitize;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The keys of the extensions.
const PLAYLIST_EXTENSION: &str = "https://musicbrainz.org/doc/jspf#playlist";
const TRACK_EXTENSION: &str = "https://musicbrainz.org/doc/jspf#track";

#[derive(Serialize)]
struct Document {
    playlist: List,
}

/// Fields in the order of the specification.
#[derive(Serialize)]
struct List {
    title: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extension: Map<String, Value>,
    track: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<String>,
    title: String,
    creator: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    info: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    album: Option<String>,
    /// In milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u64>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extension: Map<String, Value>,
}

#[expect(clippy::expect_used, reason = "strings and numbers can be written as JSON")]
pub(super) fn write(playlist: &Tracklist) -> String {
    let mut extension = Map::new();
    if playlist.tracks.iter().all(|track| track.mbid.is_some()) {
        extension.insert(PLAYLIST_EXTENSION.to_owned(), json!({ "public": false }));
    }
    let document = Document {
        playlist: List {
            title: playlist.title.clone(),
            extension,
            track: playlist.tracks.iter().map(entry).collect(),
        },
    };
    let text = serde_json::to_string_pretty(&document).expect("strings and numbers can be written as JSON");
    sanitize::escape_json(&text).into_owned() + "\n"
}

fn entry(track: &Track) -> Entry {
    let mut extension = Map::new();
    if !track.artist_mbids.is_empty() {
        let artists: Vec<String> =
            track.artist_mbids.iter().map(|mbid| format!("https://musicbrainz.org/artist/{mbid}")).collect();
        extension.insert(TRACK_EXTENSION.to_owned(), json!({ "artist_identifiers": artists }));
    }
    Entry {
        location: track.location.clone().into_iter().collect(),
        identifier: track.mbid.map(identifier).into_iter().collect(),
        title: track.title.clone(),
        creator: track.artist.clone(),
        info: track.info.clone(),
        album: track.album.clone(),
        duration: track.length.map(milliseconds),
        extension,
    }
}
