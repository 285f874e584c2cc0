//! CSV as TuneMyMusic and Soundiiz read it, to move playlists between services.

use super::{Track, Tracklist};
use crate::text::sanitize;
use csv::WriterBuilder;

/// `Track name,Artist name,Album,Playlist name,Type,ISRC`.
pub(super) fn write_tunemymusic(playlist: &Tracklist) -> String {
    let headings = ["Track name", "Artist name", "Album", "Playlist name", "Type", "ISRC"];
    records(b',', headings, playlist, |track| {
        let [title, artist, album, isrc] = values(track);
        [title, artist, album, playlist.title.clone(), "Playlist".to_owned(), isrc]
    })
}

/// `title;artist;album;isrc`.
pub(super) fn write_soundiiz(playlist: &Tracklist) -> String {
    records(b';', ["title", "artist", "album", "isrc"], playlist, values)
}

fn values(track: &Track) -> [String; 4] {
    [
        track.title.clone(),
        track.artist.clone(),
        track.album.clone().unwrap_or_default(),
        track.isrc.map_or_else(String::new, |isrc| isrc.to_string()),
    ]
}

#[expect(clippy::expect_used, reason = "writing strings to a Vec cannot fail")]
fn records<const N: usize>(
    delimiter: u8,
    headings: [&str; N],
    playlist: &Tracklist,
    values: impl Fn(&Track) -> [String; N],
) -> String {
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let records = std::iter::once(headings.map(str::to_owned)).chain(playlist.tracks.iter().map(values));
    for record in records {
        let record = record.each_ref().map(|value| sanitize::lines(value).into_owned());
        writer.write_record(record).expect("writing to a Vec cannot fail");
    }
    let bytes = writer.into_inner().expect("flushing to a Vec cannot fail");
    String::from_utf8(bytes).expect("CSV made of strings is UTF-8")
}
