//! Any text as a playlist: it is read or refused, and what is read can be written in every format and read again with as
//! many tracks.

#![no_main]

use clap::ValueEnum;
use libfuzzer_sys::fuzz_target;
use soundtrack::names::Title;
use soundtrack::playlist::{Format, Playlist, Source};

fuzz_target!(|text: &str| {
    for source in Source::value_variants() {
        let Ok(mut tracks) = source.read(text) else { continue };
        for track in &mut tracks {
            let _ = Title::of(&track.title);
            // Without a letter it is no line, and without a location no entry.
            track.title.insert(0, 't');
            track.location = Some("x".to_owned());
        }
        let playlist = Playlist { title: text.to_owned(), tracks };
        for format in Format::value_variants() {
            let written = format.write(&playlist);
            let read = Source::of(&written).read(&written).unwrap();
            assert_eq!(read.len(), playlist.tracks.len());
        }
    }
});
