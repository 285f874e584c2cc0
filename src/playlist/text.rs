//! Plain text: one `Artist - Title` per line. Lines that start with `# ` are comments.

use super::grid::{gaps, numbered_lines, without_links};
use super::pairs::splits;
use super::{LeftOver, Names, Track, Tracklist};
use crate::model::Timecode;
use crate::query::Notation;
use crate::text::{DASHES, sanitize};

pub(super) fn write(playlist: &Tracklist) -> String {
    let line = |track: &Track| {
        let line = track.to_string();
        // With a space in front of it, a line that starts with `#` is no comment.
        let space = if line.starts_with('#') { " " } else { "" };
        format!("{space}{}\n", sanitize::line(&line))
    };
    playlist.tracks.iter().map(line).collect()
}

/// Reads the lines that can be tracks. Artist and title are not separated here, as both may contain dashes.
pub(super) fn read(text: &str, names: &Names) -> Tracklist {
    let mut list = Tracklist::default();
    for (number, line) in numbered_lines(text).filter(|(_, line)| !is_comment(line)) {
        let (entry, length) = without_times(without_bullet(line.trim()));
        let track = Track { line: Some(number), length, ..Track::default() };
        let text = without_links(entry);
        match in_columns(entry, names) {
            Some((artist, title)) => {
                list.tracks.push(Track { artist: artist.to_owned(), title: title.to_owned(), ..track });
            }
            None if !entry.starts_with('|') && can_be_track(&text, names) => {
                list.tracks.push(Track { title: text, ..track })
            }
            None => list.left_over.push(LeftOver { line: number, text: line.trim().to_owned() }),
        }
    }
    list
}

/// Whether a line is a comment, a heading of Markdown, or drawn: `# x`, `## x`, `-----`.
fn is_comment(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (line.starts_with('#') && rest.starts_with(' '))
        || line.starts_with("#EXT")
        || !line.contains(char::is_alphanumeric)
}

/// The text behind the bullet of a list.
fn without_bullet(line: &str) -> &str {
    let rest = line.trim_start_matches(['-', '*', '+', '•', '·', '–', '—']);
    let rest = if rest.len() < line.len() && rest.starts_with(char::is_whitespace) {
        rest.trim_start()
    } else {
        line
    };
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|done| rest.strip_prefix(done)).unwrap_or(rest)
}

/// The text without a time in front of it or a length behind it, and that length.
fn without_times(text: &str) -> (&str, Option<Timecode>) {
    let time = |word: &str| word.trim_matches(['(', ')', '[', ']']).parse::<Timecode>().ok();
    let text = match text.split_once(char::is_whitespace) {
        Some((first, rest)) if time(first).is_some() => rest.trim_start_matches([' ', '-', '–', '\t']),
        _ => text,
    };
    match text.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if time(last).is_some() => (rest.trim_end(), time(last)),
        _ => (text, None),
    }
}

/// The artist and the title of a line of aligned columns without headings, if the catalog knows the artist.
fn in_columns<'l>(line: &'l str, names: &Names) -> Option<(&'l str, &'l str)> {
    let is_name = |cell: &&str| cell.contains(char::is_alphabetic) || names.has_title(cell);
    let cells: Vec<&str> = gaps(line).into_iter().map(|(cell, _)| cell).filter(is_name).collect();
    let [one, other] = cells[..] else { return None };
    let begins_with_dash = other.starts_with(DASHES) || one.ends_with(DASHES);
    let has_dash = splits(line).next().is_some();
    if has_dash && (begins_with_dash || !(names.has_title(one) || names.has_title(other))) {
        return None;
    }
    match [one, other].map(|cell| names.has_artist(cell)) {
        [_, true] => Some((other, one)),
        [true, false] => Some((one, other)),
        [false, false] => None,
    }
}

/// Whether a line can be artist and title. A heading, a date, or a sentence is neither, unless the catalog has
/// such an artist.
fn can_be_track(line: &str, names: &Names) -> bool {
    const MAX_WORDS: usize = 8;
    let quoted = line.rsplit_once(" by ").filter(|_| line.starts_with(['"', '“', '„', '«']));
    let mut pairs = splits(line).chain(quoted);
    let is_known = |(one, other)| names.has_artist(one) || names.has_artist(other);
    let is_sentence = line.ends_with('.') && line.split_whitespace().count() > MAX_WORDS;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_letters = |text: &str| text.contains(char::is_alphabetic);
    let is_name = |text: &str| has_letters(text) || is_number(text);
    let can_be = |(one, other): (&str, &str)| {
        let are_names = is_name(one) && is_name(other) && (has_letters(one) || has_letters(other));
        are_names && !is_place(one)
    };
    let is_prose = is_sentence || line.ends_with(':');
    pairs.any(|pair| is_known(pair) || (!is_prose && can_be(pair)))
}

/// Whether a text names an episode or a season: `Season 2`, `S02E08`.
fn is_place(text: &str) -> bool {
    let is_range = |notation: &Notation| matches!(notation, Notation::Range { rest, .. } if rest.is_empty());
    Notation::parse(text).is_ok_and(|all| all.iter().all(is_range))
}
