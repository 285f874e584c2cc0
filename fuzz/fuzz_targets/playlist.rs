//! Reads any text as a playlist. It is rejected, or it can be compared with the embedded catalog, and written
//! in every format and read again with the same number of tracks.

#![no_main]

use clap::ValueEnum;
use libfuzzer_sys::fuzz_target;
use soundtrack::load::{self, Request, Size};
use soundtrack::model::{Catalog, SongId};
use soundtrack::playlist::matching::compare;
use soundtrack::playlist::{ExportFormat, ImportFormat, Names, Tracklist};
use soundtrack::text::{Credit, Likeness, Title};
use std::path::PathBuf;
use std::sync::LazyLock;

/// Each output format, and the input format that reads it.
const FORMATS: [(ExportFormat, ImportFormat); 6] = [
    (ExportFormat::Text, ImportFormat::Text),
    (ExportFormat::M3u8, ImportFormat::M3u8),
    (ExportFormat::Xspf, ImportFormat::Xspf),
    (ExportFormat::Jspf, ImportFormat::Json),
    (ExportFormat::Tunemymusic, ImportFormat::Table),
    (ExportFormat::Soundiiz, ImportFormat::Table),
];

static CATALOG: LazyLock<(Catalog, Vec<SongId>, Names)> = LazyLock::new(|| {
    let paths = [PathBuf::from("builtin")];
    let request = Request { paths: &paths, largest: Size::LARGEST, progress: &|_, _| {} };
    let (catalog, _) = load::catalog(request, &[]).unwrap();
    let songs = catalog.shows().flat_map(|show| show.songs()).collect();
    let names = Names::new(&catalog);
    (catalog, songs, names)
});

fuzz_target!(|text: &str| {
    let (catalog, songs, names) = &*CATALOG;
    if let Ok(list) = Tracklist::read(text, None, None, names) {
        let found = compare(catalog, songs, &list.tracks);
        assert!(found.found + found.missing.len() <= songs.len());
    }
    for source in ImportFormat::value_variants() {
        let Ok(Tracklist { mut tracks, .. }) = source.read(text, names) else { continue };
        for track in &mut tracks {
            let title = Title::parse(&track.title);
            assert_eq!(title.likeness(&title), Likeness::Exact);
            let _ = Credit::parse(&track.artist);
            // A line needs an artist and a title, and an entry needs a location.
            track.artist = "Baby Queen".to_owned();
            track.title.insert(0, 't');
            track.location = Some("x".to_owned());
        }
        let title = text.lines().next().unwrap_or_default().to_owned();
        let playlist = Tracklist { title, tracks, left_over: Vec::new() };
        for (format, source) in FORMATS {
            let written = format.write(&playlist);
            let read = source.read(&written, names).unwrap();
            assert_eq!(read.tracks.len(), playlist.tracks.len(), "{written}");
        }
    }
});
