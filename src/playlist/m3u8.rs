//! M3U8: one location per line, with lines above it that describe the track. There is no specification;
//! players agree on `#EXTM3U`, `#PLAYLIST` and `#EXTINF:seconds,Artist - Title`, in UTF-8 without a byte
//! order mark. Tracks without a location are not written.

use super::grid::numbered_lines;
use super::location::{from_location, is_audio_file};
use super::pairs::splits;
use super::values::from_seconds;
use super::{Names, Track, Tracklist};
use crate::text::sanitize;

pub(super) fn write(playlist: &Tracklist) -> String {
    let title = sanitize::line(&playlist.title);
    let mut text = format!("#EXTM3U\n#PLAYLIST:{title}\n");
    for track in &playlist.tracks {
        let Some(location) = location(track) else {
            continue;
        };
        // A line that starts with `#` would be a comment.
        let here = if location.starts_with('#') { "./" } else { "" };
        let seconds = track.length.map_or(-1, |length| i64::from(length.seconds()));
        let name = track.to_string();
        let name = sanitize::line(&name);
        text += &format!("#EXTINF:{seconds},{name}\n{here}{location}\n");
    }
    text
}

/// The location of a track, if it can be written on one line unchanged.
pub(super) fn location(track: &Track) -> Option<&str> {
    let location = track.location.as_deref()?;
    (!location.trim().is_empty() && sanitize::line(location) == location).then_some(location)
}

/// Whether a text has a line that only this format has, or most of its lines are audio files.
pub(super) fn matches(text: &str) -> bool {
    let is_tag = |line: &str| tag(line, "#EXTM3U").or(tag(line, "#EXTINF:")).is_some();
    let locations = || numbered_lines(text).filter(|(_, line)| !line.starts_with('#'));
    let files = || locations().filter(|(_, line)| is_audio_file(line.trim_end())).count();
    text.lines().any(is_tag) || (files() > 0 && files() * 2 > locations().count())
}

/// The text behind a tag, in any case.
fn tag<'l>(line: &'l str, tag: &str) -> Option<&'l str> {
    let start = line.get(..tag.len())?;
    start.eq_ignore_ascii_case(tag).then(|| line[tag.len()..].trim())
}

/// Reads the tracks. What the lines above a location do not say is taken from the location.
pub(super) fn read(text: &str, names: &Names) -> Tracklist {
    let (mut list, mut about) = (Tracklist::default(), Track::default());
    for (number, line) in numbered_lines(text) {
        let line = line.trim();
        if let Some(title) = tag(line, "#PLAYLIST:") {
            list.title = title.to_owned();
        } else if let Some(information) = tag(line, "#EXTINF:") {
            // Some lists have only these lines.
            if !about.title.is_empty() {
                add(std::mem::take(&mut about), &mut list, names);
            }
            let (seconds, title) = split_information(information);
            about.line.get_or_insert(number);
            about.length = seconds.parse().ok().and_then(from_seconds);
            about.title = title.to_owned();
        } else if let Some(artist) = tag(line, "#EXTART:") {
            about.artist = artist.to_owned();
        } else if let Some(album) = tag(line, "#EXTALB:") {
            about.album = Some(album.to_owned());
        } else if !line.starts_with('#') {
            about.line.get_or_insert(number);
            about.location = Some(line.to_owned());
            add(std::mem::take(&mut about), &mut list, names);
        }
    }
    if !about.title.is_empty() {
        add(about, &mut list, names);
    }
    list
}

/// The seconds and the title: `236 tvg-name="A, B",Title`. Commas in quotes separate nothing.
fn split_information(information: &str) -> (&str, &str) {
    let mut in_quotes = false;
    let comma = information.find(|letter| {
        in_quotes ^= letter == '"';
        letter == ',' && !in_quotes
    });
    let split = comma.map(|comma| (&information[..comma], &information[comma + 1..]));
    let (facts, title) = split.or_else(|| information.split_once(',')).unwrap_or((information, ""));
    (facts.split_whitespace().next().unwrap_or_default(), title.trim())
}

fn add(mut track: Track, list: &mut Tracklist, names: &Names) {
    // A title alone says less than the folders of the file.
    if track.artist.is_empty() && splits(&track.title).next().is_none() {
        let title = std::mem::take(&mut track.title);
        track = from_location(track, names);
        track.title = if title.is_empty() { track.title } else { title };
    }
    list.add(track);
}
