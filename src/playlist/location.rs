//! What the path of an audio file says about its track.

use super::pairs::{splits, without_number};
use super::{Names, Track};
use percent_encoding::percent_decode_str;

/// The endings of audio files, and of files that mostly hold audio.
const ENDINGS: &str = "aac ac3 aif aifc aiff alac amr ape au caf dff dsf dts flac m4a m4b m4p mid mka mkv mogg mov mp1 mp2 mp3 \
    mp4 mpc mpga oga ogg opus ra rm shn spx tak tta wav weba webm wma wv";

/// The text without the ending of an audio file, if it has one.
pub(super) fn without_ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ENDINGS.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(ending)).then_some(stem)
}

/// Whether a URL is that of an audio file, which a player can open: its path has the ending of one. Any other
/// URL, such as that of a song at a streaming service, counts as a web page.
pub(super) fn is_audio_file(url: &str) -> bool {
    without_ending(url.split(['?', '#']).next().unwrap_or(url)).is_some()
}

/// Completes a track without title from its location: title, artist and album from `Artist/Album/01 Title` or
/// `Artist - Album - 01 - Title`. Of the folders, the artist is one of the catalog, or else the one around an
/// album with track numbers. The address of a web page says nothing.
pub(super) fn from_location(track: Track, names: &Names) -> Track {
    let Some(location) = &track.location else { return track };
    let is_page = location.starts_with("http") && !is_audio_file(location);
    let is_address = location.contains("://");
    let path = if is_address { location.split(['?', '#']).next().unwrap_or(location) } else { location };
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let mut parts = decoded.rsplit(['/', '\\']).filter(|part| !part.is_empty());
    let name = parts.next().unwrap_or_default();
    let name = without_ending(name).unwrap_or(name).trim();
    if is_page || name.is_empty() {
        return track;
    }
    let (mut artist, mut album, mut title) = (String::new(), None, without_track_number(name));
    let segments: Vec<&str> = name.split(" - ").map(str::trim).collect();
    let number = segments.iter().position(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let behind: String = number.map_or_else(String::new, |number| segments[number + 1..].join(" - "));
    if let Some(number) = number.filter(|&number| number > 0 && !behind.is_empty()) {
        artist = segments[0].to_owned();
        album = (number > 1).then(|| segments[1..number].join(" - "));
        title = &behind;
    } else if splits(title).next().is_none() {
        let folders: Vec<&str> = parts.take(3).collect();
        let known = folders.iter().position(|folder| names.has_artist(folder));
        let usual = (title != name && folders.len() > 1).then_some(1);
        let found = known.or(usual);
        artist = found.map_or_else(String::new, |at| folders[at].to_owned());
        album = found.filter(|at| *at > 0).map(|_| folders[0].to_owned());
    }
    let title = title.to_owned();
    let artist = if track.artist.is_empty() { artist } else { track.artist };
    Track { artist, title, album: track.album.or(album), ..track }
}

/// The name of a file without its track number, which has a zero, a disc or punctuation: the `7` of `7 Years`
/// belongs to the title.
fn without_track_number(name: &str) -> &str {
    let digits = name.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(0);
    let is_certain = name.starts_with('0') || name[digits..].trim_start().starts_with(['.', ')', '-', '_']);
    without_number(name).filter(|_| is_certain).unwrap_or(name)
}
