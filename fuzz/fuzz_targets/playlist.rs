//! Reads any text as a playlist. It is rejected, or it can be written in every format and read again with the
//! same number of tracks.

#![no_main]

use clap::ValueEnum;
use libfuzzer_sys::fuzz_target;
use soundtrack::playlist::{ExportFormat, ImportFormat, Playlist};
use soundtrack::text::{Credit, Likeness, Title};

/// Each output format, and the input format that reads it.
const FORMATS: [(ExportFormat, ImportFormat); 6] = [
    (ExportFormat::Text, ImportFormat::Text),
    (ExportFormat::M3u8, ImportFormat::M3u8),
    (ExportFormat::Xspf, ImportFormat::Xspf),
    (ExportFormat::Jspf, ImportFormat::Jspf),
    (ExportFormat::Tunemymusic, ImportFormat::Csv),
    (ExportFormat::Soundiiz, ImportFormat::Csv),
];

fuzz_target!(|text: &str| {
    for source in ImportFormat::value_variants() {
        let Ok(mut tracks) = source.read(text) else { continue };
        for track in &mut tracks {
            let title = Title::parse(&track.title);
            assert_eq!(title.likeness(&title), Likeness::Exact);
            let _ = Credit::parse(&track.artist);
            // A line needs a letter, and an entry needs a location.
            track.title.insert(0, 't');
            track.location = Some("x".to_owned());
        }
        let playlist = Playlist { title: text.to_owned(), tracks };
        for (format, source) in FORMATS {
            let written = format.write(&playlist);
            let read = source.read(&written).unwrap();
            assert_eq!(read.len(), playlist.tracks.len(), "{written}");
        }
    }
});
