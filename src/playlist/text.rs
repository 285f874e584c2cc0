//! Plain text: one `Artist - Title` per line. Lines that start with `# ` are comments.

use super::{Playlist, Track};
use crate::text::sanitize;

pub(super) fn write(playlist: &Playlist) -> String {
    let line = |track: &Track| {
        let line = track.to_string();
        // With a space in front of it, a line that starts with `#` is no comment.
        let space = if line.starts_with('#') { " " } else { "" };
        format!("{space}{}\n", sanitize::line(&line))
    };
    playlist.tracks.iter().map(line).collect()
}

/// Reads each line as a title. Artist and title are not separated here, as both may contain dashes.
pub(super) fn read(text: &str) -> Vec<Track> {
    let is_comment = |line: &&str| line.starts_with("# ") || line.starts_with("#EXT");
    text.lines()
        .filter(|line| !is_comment(line))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Track { title: line.to_owned(), ..Track::default() })
        .collect()
}
