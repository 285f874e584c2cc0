//! Lines: `Artist - Title`, one a line, which people, chats and some services take. Lines that begin with `# ` are
//! remarks.

use super::{Playlist, Track};
use crate::text::sanitize;

pub(super) fn write(playlist: &Playlist) -> String {
    let line = |track: &Track| {
        let line = track.to_string();
        // What begins like a remark is none behind a space.
        let space = if line.starts_with('#') { " " } else { "" };
        format!("{space}{}\n", sanitize::line(&line))
    };
    playlist.tracks.iter().map(line).collect()
}

/// Where the artist ends is left open: names and titles may have dashes, too.
pub(super) fn read(text: &str) -> Vec<Track> {
    let is_remark = |line: &&str| line.starts_with("# ") || line.starts_with("#EXT");
    let lines = text.lines().filter(|line| !is_remark(line)).map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(|line| Track { title: line.to_owned(), ..Track::default() }).collect()
}
