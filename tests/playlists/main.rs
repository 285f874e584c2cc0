//! Tests of the playlist library: writing and reading formats, and matching tracks with songs.

#![allow(clippy::unwrap_used)]

mod formats;
mod matching;

use clap::ValueEnum;
use proptest::prelude::*;
use serde_json::{Value, json};
use soundtrack::load;
use soundtrack::model::{Catalog, SongId};
use soundtrack::playlist::matching::{Comparison, compare};
use soundtrack::playlist::{ExportFormat, ImportFormat, Playlist, Track};
use soundtrack::text::sanitize::first_hidden;

fn playlist(tracks: Vec<Track>) -> Playlist {
    Playlist { title: "A list".to_owned(), tracks }
}

fn named(artist: &str, title: &str) -> Track {
    Track {
        artist: artist.to_owned(),
        title: title.to_owned(),
        location: Some("https://example.com/x".to_owned()),
        ..Track::default()
    }
}

/// A catalog of songs: artist, title and other fields of each.
fn catalog(songs: &[(&str, &str, Value)]) -> Catalog {
    let artists = songs.iter().enumerate();
    let artists = artists
        .map(|(number, (name, ..))| json!({ "id": format!("a{number}"), "name": name, "aliases": [] }));
    let entries = songs.iter().enumerate().map(|(number, (_, title, more))| {
        let mut song = json!({ "id": format!("s{number}"), "title": title, "credit": [{ "artist": format!("a{number}") }] });
        song.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        song
    });
    let placements: Vec<Value> =
        (0..songs.len()).map(|number| json!({ "song": format!("s{number}") })).collect();
    let document = json!({
        "format": 1, "show": { "id": "x", "title": "X" },
        "artists": artists.collect::<Vec<_>>(), "songs": entries.collect::<Vec<_>>(),
        "seasons": [{ "number": 1, "episodes": [{ "number": 1, "title": "One", "placements": placements }] }],
    });
    load::text("x.json", &document.to_string()).unwrap()
}

fn songs(catalog: &Catalog) -> Vec<SongId> {
    catalog.shows().flat_map(|show| show.songs()).collect()
}

fn none() -> Value {
    json!({})
}

proptest! {
    #[test]
    fn a_written_playlist_reads_back_as_the_same_songs(
        names in prop::collection::vec(("[\\PC\n\r\t]{1,20}", "[\\PC\n\r\t]{1,20}"), 1..6)
    ) {
        // Hidden characters are not written, and a prefix makes sure that every name has a letter.
        prop_assume!(names.iter().all(|(artist, title)| first_hidden(artist).or(first_hidden(title)).is_none()));
        let names: Vec<_> = names.into_iter().map(|(artist, title)| (format!("a{artist}"), format!("t{title}"))).collect();
        let entries: Vec<_> = names.iter().map(|(artist, title)| (artist.as_str(), title.as_str(), none())).collect();
        let catalog = catalog(&entries);
        let ids = songs(&catalog);
        let tracks = ids.iter().map(|&id| Track { location: Some("x".to_owned()), ..Track::from_song(catalog.song(id)) });
        let playlist = playlist(tracks.collect());
        for format in ExportFormat::value_variants() {
            let text = format.write(&playlist);
            let source = ImportFormat::detect(&text);
            let tracks = source.read(&text).unwrap();
            prop_assert_eq!(tracks.len(), names.len(), "{:?}: {}", format, text);
            let difference = compare(&catalog, &ids, &tracks);
            let all = Comparison { found: names.len(), ..Comparison::default() };
            prop_assert_eq!(difference, all, "{:?}: {}", format, text);
        }
    }

    #[test]
    fn any_text_is_a_playlist_or_an_error(text in "(\\{|<|#EXTM3U\n|title,artist\n)?\\PC{0,80}") {
        for source in [ImportFormat::detect(&text), ImportFormat::Csv, ImportFormat::Jspf, ImportFormat::M3u8, ImportFormat::Text, ImportFormat::Xspf] {
            let _ = source.read(&text);
        }
    }
}
