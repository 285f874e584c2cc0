//! JSPF: XSPF as JSON (<https://www.xspf.org/jspf>), with the identifiers and the extensions of ListenBrainz
//! (<https://musicbrainz.org/doc/jspf>), which takes a playlist whose tracks all have a recording's id.

use super::xspf::{identifier, milliseconds, set_identifier, title_or_file};
use super::{Playlist, Track};
use crate::text::sanitize;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The keys of the extensions.
const PLAYLIST_EXTENSION: &str = "https://musicbrainz.org/doc/jspf#playlist";
const TRACK_EXTENSION: &str = "https://musicbrainz.org/doc/jspf#track";

#[derive(Serialize, Deserialize)]
struct Document {
    playlist: List,
}

/// Fields in the order of the specification.
#[derive(Serialize, Deserialize)]
struct List {
    #[serde(default)]
    title: Option<String>,
    #[serde(skip_serializing_if = "Map::is_empty", skip_deserializing)]
    extension: Map<String, Value>,
    #[serde(default)]
    track: Option<Vec<Entry>>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Texts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<Texts>,
    title: Option<String>,
    creator: Option<String>,
    // The other fields are not read, as programs write them in different ways.
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    info: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    album: Option<String>,
    /// In milliseconds.
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    duration: Option<u64>,
    #[serde(skip_serializing_if = "Map::is_empty", skip_deserializing)]
    extension: Map<String, Value>,
}

/// A list of texts. Some programs write a single text without brackets.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Some(Vec<String>),
}

impl Texts {
    fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Some(texts) => texts,
        }
    }
}

#[expect(clippy::expect_used, reason = "strings and numbers can be written as JSON")]
pub(super) fn write(playlist: &Playlist) -> String {
    let mut extension = Map::new();
    if playlist.tracks.iter().all(|track| track.mbid.is_some()) {
        extension.insert(PLAYLIST_EXTENSION.to_owned(), json!({ "public": false }));
    }
    let document = Document {
        playlist: List {
            title: Some(playlist.title.clone()),
            extension,
            track: Some(playlist.tracks.iter().map(entry).collect()),
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
        location: track.location.clone().map(|location| Texts::Some(vec![location])),
        identifier: track.mbid.map(|mbid| Texts::Some(vec![identifier(mbid)])),
        title: Some(track.title.clone()),
        creator: Some(track.artist.clone()),
        info: track.info.clone(),
        album: track.album.clone(),
        duration: track.length.map(milliseconds),
        extension,
    }
}

pub(super) fn read(text: &str) -> Result<Vec<Track>, String> {
    let document: Document =
        serde_json::from_str(text).map_err(|error| format!("this is no JSPF: {error}"))?;
    let track = |entry: Entry| {
        let [locations, identifiers] =
            [&entry.location, &entry.identifier].map(|texts| texts.as_ref().map_or(&[][..], Texts::all));
        let location = locations.first().map(String::as_str);
        let mut track = Track {
            artist: entry.creator.unwrap_or_default(),
            title: title_or_file(entry.title.unwrap_or_default(), location),
            ..Track::default()
        };
        identifiers.iter().for_each(|identifier| set_identifier(&mut track, identifier));
        track
    };
    let tracks = document.playlist.track.unwrap_or_default();
    Ok(tracks.into_iter().map(track).collect())
}
