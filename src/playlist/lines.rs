//! Lines: `Artist - Title`, one a line, which people, chats and some services take.

use super::{Playlist, Track};
use crate::safe;

pub(super) fn write(playlist: &Playlist) -> String {
    let lines = playlist.tracks.iter();
    lines
        .map(|track| format!("{}\n", safe::line(&track.to_string())))
        .collect()
}

/// Where the artist ends is left open: names and titles may have dashes, too. Lines that begin with `#` are remarks.
pub(super) fn read(text: &str) -> Vec<Track> {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| Track {
            title: line.to_owned(),
            ..Track::default()
        })
        .collect()
}
