//! Tests of the playlist library: writing and reading formats, and matching tracks with songs.

#![allow(clippy::unwrap_used)]

mod formats;
mod lists;
mod matching;

use clap::ValueEnum;
use proptest::prelude::*;
use serde_json::{Value, json};
use soundtrack::load;
use soundtrack::model::{Catalog, SongId};
use soundtrack::playlist::matching::{Comparison, compare};
use soundtrack::playlist::{ExportFormat, ImportFormat, Names, Track, Tracklist};
use soundtrack::text::sanitize::first_hidden;

fn playlist(tracks: Vec<Track>) -> Tracklist {
    Tracklist { title: "A list".to_owned(), tracks, left_over: Vec::new() }
}

/// Reads a text of unknown format without a catalog.
fn read(text: &str) -> Result<Tracklist, String> {
    Tracklist::read(text, None, None, &Names::default())
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
            let tracks = Tracklist::read(&text, None, None, &Names::new(&catalog)).unwrap().tracks;
            prop_assert_eq!(tracks.len(), names.len(), "{:?}: {}", format, text);
            let difference = compare(&catalog, &ids, &tracks);
            let all = Comparison { found: names.len(), ..Comparison::default() };
            prop_assert_eq!(difference, all, "{:?}: {}", format, text);
        }
    }

    #[test]
    fn what_is_written_is_read_as_far_as_the_format_holds_it(
        tracks in prop::collection::vec(("[a-zé ,;|'&(]{0,12}", "[a-zé ,;|'&(]{0,12}", "[a-z ]{0,8}", 0..36_000_u32, 0..10_u32), 1..6)
    ) {
        let tracks = tracks.into_iter().map(|(artist, title, album, seconds, number)| Track {
            artist: format!("a{}z", artist.replace("  ", " ")),
            title: format!("t{}z", title.replace("  ", " ")),
            album: Some(format!("b{album}z")),
            length: Some(format!("{}:{:02}", seconds / 60, seconds % 60).parse().unwrap()),
            isrc: Some(format!("GBAYE060149{number}").parse().unwrap()),
            mbid: Some(format!("b1a9c0e9-d987-4042-ae91-78d6a3267d6{number}").parse().unwrap()),
            location: Some(format!("/music/{number}.mp3")),
            info: Some(format!("https://example.com/{number}")),
            ..Track::default()
        });
        let written = playlist(tracks.collect());
        for format in ExportFormat::value_variants() {
            let text = format.write(&written);
            let read = read(&text).unwrap();
            prop_assert_eq!(read.left_over.len(), 0, "{}", text);
            prop_assert_eq!(read.tracks.len(), written.tracks.len(), "{}", text);
            for (read, track) in read.tracks.iter().zip(&written.tracks) {
                let kept = kept(*format, track);
                let read = Track { artists: Vec::new(), line: None, location: read.location.as_ref().map(|url| url.replace("file://", "")), ..read.clone() };
                prop_assert_eq!(read, kept, "{:?}: {}", format, text);
            }
        }
    }

    #[test]
    fn any_text_is_a_playlist_or_an_error(text in "(\\{|<|#EXTM3U\n|title,artist\n|\\| a \\| b \\|\n|\\|-\\|-\\|\n|Song  Artist\n|Song: )?[\\PC\n\t]{0,80}") {
        let _ = read(&text);
        for source in ImportFormat::value_variants() {
            let _ = source.read(&text, &Names::default());
        }
    }
}

/// What a format holds of a track.
fn kept(format: ExportFormat, track: &Track) -> Track {
    let Track { artist, title, album, length, isrc, mbid, location, info, .. } = track.clone();
    let both = Track { title: format!("{artist} - {title}"), ..Track::default() };
    let names = Track { artist, title, album, ..Track::default() };
    match format {
        ExportFormat::Text => both,
        ExportFormat::M3u8 => Track { length, location, ..both },
        ExportFormat::Xspf => Track { length, isrc, mbid, location, info, ..names },
        ExportFormat::Jspf => Track { length, mbid, location, info, ..names },
        ExportFormat::Tunemymusic | ExportFormat::Soundiiz => Track { isrc, ..names },
    }
}
