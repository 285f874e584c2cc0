//! What the path of an audio file says about its track.

use super::pairs::{splits, without_number};
use super::{Names, Track};
use crate::text::is_number;
use percent_encoding::percent_decode_str;

/// The endings of audio files, and of files that mostly hold audio.
const ENDINGS: &str = "aac ac3 aif aifc aiff alac amr ape caf dff dsf dts flac m4a m4b m4p mid mka mkv mogg mov mp1 mp2 mp3 \
    mp4 mpc mpga oga ogg opus shn spx tak tta wav weba webm wma wv";

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

/// Completes a track without title from its location: title, artist and album from `Artist/Album/01 Title`,
/// `Artist - Album/01 Title` or `Artist - Album - 01 - Title`. The address of a web page says nothing.
pub(super) fn from_location(track: Track, names: &Names) -> Track {
    const MAX_FOLDERS: usize = 4;
    let location = track.location.as_deref().unwrap_or_default();
    let is_page = location.starts_with("http") && !is_audio_file(location);
    let path = if location.contains("://") {
        location.split(['?', '#']).next().unwrap_or_default()
    } else {
        location
    };
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let mut parts = decoded.rsplit(['/', '\\']).filter(|part| !part.is_empty());
    let name = parts.next().filter(|_| !is_page).unwrap_or_default();
    let mut name = without_ending(name).unwrap_or(name).trim().to_owned();
    // Some programs write `artist_name-song_title`.
    if name.contains('_') && !name.contains(' ') {
        name = name.replace('_', " ").replace('-', " - ").replace("  ", " ").trim().to_owned();
    }
    let segments: Vec<&str> = name.split(" - ").map(str::trim).collect();
    let number = segments.iter().skip(1).position(|part| is_number(part));
    let title = without_track_number(&name);
    let (artist, album, title) = match number.map(|number| segments.split_at(number + 1)) {
        Some(([artist, album @ ..], [_, title @ ..])) if !title.is_empty() => {
            ((*artist).to_owned(), album.join(" - "), title.join(" - "))
        }
        _ if splits(title).next().is_some() => (String::new(), String::new(), title.to_owned()),
        _ => {
            let folders: Vec<&str> = parts.take(MAX_FOLDERS).collect();
            let (artist, album) = from_folders(&folders, title != name, names).unwrap_or_default();
            (artist.to_owned(), album.to_owned(), title.to_owned())
        }
    };
    let artist = if track.artist.is_empty() { artist } else { track.artist };
    Track { artist, title, album: track.album.or(Some(album).filter(|album| !album.is_empty())), ..track }
}

/// The artist and the album that folders name, from the inside out. The artist is one of the catalog, or else
/// the one around an album with track numbers.
fn from_folders<'f>(folders: &[&'f str], has_number: bool, names: &Names) -> Option<(&'f str, &'f str)> {
    let both = |folder: &'f str| folder.split_once(" - ");
    let nested =
        folders.iter().enumerate().map(|(at, folder)| (*folder, if at > 0 { folders[0] } else { "" }));
    let mut all = folders.iter().filter_map(|folder| both(folder)).chain(nested.clone());
    let usual = || both(folders.first()?).or_else(|| nested.clone().nth(1)).filter(|_| has_number);
    all.find(|(artist, _)| names.has_artist(artist)).or_else(usual)
}

/// The name of a file without its track number, which has a zero, a disc or punctuation: the `7` of `7 Years`
/// belongs to the title.
fn without_track_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start();
    let is_certain = name.starts_with('0') || rest.starts_with(['.', ')', '-', '_']);
    without_number(name).filter(|_| is_certain).unwrap_or(name)
}
