//! CSV with a header line, as TuneMyMusic, Soundiiz and Exportify use it to move playlists between services.
//! Columns are found by their names.

use super::{Playlist, Track, parse_isrc};
use crate::text::sanitize;
use csv::{ReaderBuilder, StringRecord, WriterBuilder};

/// `Track name,Artist name,Album,Playlist name,Type,ISRC`.
pub(super) fn write_tunemymusic(playlist: &Playlist) -> String {
    let headings = ["Track name", "Artist name", "Album", "Playlist name", "Type", "ISRC"];
    records(b',', headings, playlist, |track| {
        let [title, artist, album, isrc] = values(track);
        [title, artist, album, playlist.title.clone(), "Playlist".to_owned(), isrc]
    })
}

/// `title;artist;album;isrc`.
pub(super) fn write_soundiiz(playlist: &Playlist) -> String {
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
    playlist: &Playlist,
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

/// The column names that programs use, in lower case. Earlier names are preferred.
const TITLE: &[&str] = &["track name", "title", "song", "name", "track", "song name", "track title"];
const ARTIST: &[&str] = &["artist name(s)", "artist name", "artist", "artists", "artist names", "creator"];
const ISRC: &[&str] = &["isrc"];
const MBID: &[&str] = &["mbid", "recording mbid", "musicbrainz id"];

/// Whether the first line has columns for title and artist.
pub(super) fn matches(text: &str) -> bool {
    let headings = headings(text);
    column(&headings, TITLE).is_some() && column(&headings, ARTIST).is_some()
}

/// Reads the tracks below the header line. A title column is required.
pub(super) fn read(text: &str) -> Result<Vec<Track>, String> {
    let headings = headings(text);
    let Some(title) = column(&headings, TITLE) else {
        return Err("the first line names no column of titles, such as `Track name` or `title`".to_owned());
    };
    let [artist, isrc, mbid] = [ARTIST, ISRC, MBID].map(|names| column(&headings, names));
    let mut reader = reader(text);
    let track = |record: Result<StringRecord, csv::Error>| {
        let record = record.map_err(|error| error.to_string())?;
        let value =
            |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default().trim();
        Ok(Track {
            artist: value(artist).to_owned(),
            title: value(Some(title)).to_owned(),
            isrc: parse_isrc(value(isrc)),
            mbid: value(mbid).parse().ok(),
            ..Track::default()
        })
    };
    let mut tracks = reader.records().map(track).collect::<Result<Vec<Track>, String>>()?;
    tracks.retain(|track| !track.title.is_empty());
    Ok(tracks)
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    let mut text = text.trim_start();
    // Excel writes the separator on a line of its own.
    if text.starts_with("sep=") {
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let first = text.lines().next().unwrap_or_default();
    let often = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    let delimiters = [b'\t', b';', b','].into_iter();
    let delimiter = delimiters.max_by_key(often).unwrap_or(b',');
    ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes())
}

fn headings(text: &str) -> Vec<String> {
    let headings = reader(text).headers().cloned().unwrap_or_default();
    headings.iter().map(|heading| heading.trim().to_lowercase()).collect()
}

/// The first column with one of these names.
fn column(headings: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| headings.iter().position(|heading| heading == name))
}
