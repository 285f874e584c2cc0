//! M3U8: one location per line, with a line above it that describes the track. There is no specification;
//! players agree on `#EXTM3U`, `#PLAYLIST` and `#EXTINF:seconds,Artist - Title`, in UTF-8 without a byte
//! order mark. Tracks without a location are not written.

use super::{Playlist, Track};
use crate::text::sanitize;
use percent_encoding::percent_decode_str;

pub(super) fn write(playlist: &Playlist) -> String {
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

/// The extensions of audio files.
const AUDIO_EXTENSIONS: [&str; 8] = [".aac", ".aiff", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav"];

fn has_audio_extension(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    AUDIO_EXTENSIONS.iter().any(|end| name.ends_with(end))
}

/// Whether a URL is that of an audio file, which a player can open: its path has the extension of one. Any
/// other URL, such as that of a song at a streaming service, counts as a web page.
pub(super) fn is_audio_file(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    has_audio_extension(path)
}

/// Whether a text has a line that only this format has, or starts with an audio file.
pub(super) fn matches(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let is_list = lines.peek().is_some_and(|line| has_audio_extension(line.trim_end()));
    is_list || lines.any(|line| information(line).is_some() || line.starts_with("#EXTM3U"))
}

/// The text after `#EXTINF:`.
fn information(line: &str) -> Option<&str> {
    let (name, information) = line.split_once(':')?;
    name.eq_ignore_ascii_case("#EXTINF").then_some(information)
}

/// Reads the tracks. A track without `#EXTINF` gets its file name as title.
pub(super) fn read(text: &str) -> Vec<Track> {
    let (mut tracks, mut about) = (Vec::new(), None);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(information) = information(line) {
            about = information.split_once(',').map(|(_, title)| title.trim());
        } else if !line.starts_with('#') {
            let title = about.take().filter(|title| !title.is_empty());
            tracks.push(Track {
                title: title.map_or_else(|| file_name(line), str::to_owned),
                ..Track::default()
            });
        }
    }
    tracks
}

/// The name of a file without its folder and its extension.
pub(super) fn file_name(location: &str) -> String {
    let name = location.rsplit(['/', '\\']).next().unwrap_or(location);
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}
