//! Reads any text as a playlist. It is rejected, or it can be written in every format and read again with the
//! same number of tracks.

#![no_main]

use clap::ValueEnum;
use libfuzzer_sys::fuzz_target;
use soundtrack::playlist::Title;
use soundtrack::playlist::{Format, Playlist, Source};

/// Each output format, and the input format that reads it.
const FORMATS: [(Format, Source); 6] = [
    (Format::Text, Source::Text),
    (Format::M3u8, Source::M3u8),
    (Format::Xspf, Source::Xspf),
    (Format::Jspf, Source::Jspf),
    (Format::Tunemymusic, Source::Csv),
    (Format::Soundiiz, Source::Csv),
];

fuzz_target!(|text: &str| {
    for source in Source::value_variants() {
        let Ok(mut tracks) = source.read(text) else { continue };
        for track in &mut tracks {
            let _ = Title::of(&track.title);
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
