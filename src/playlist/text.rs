//! Plain text: one `Artist - Title` per line. Lines that start with `# ` are comments.

use super::grid::{numbered_lines, without_links};
use super::headings::field;
use super::pairs::{splits, without_number, worded};
use super::{LeftOver, Names, Track, Tracklist};
use crate::model::Timecode;
use crate::query::Notation;
use crate::text::{is_number, sanitize};

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
        let entry = without_bullet(line.trim());
        let (entry, info) = match entry.rsplit_once(char::is_whitespace) {
            Some((entry, last)) if last.starts_with("https://") => (entry.trim_end(), Some(last.to_owned())),
            _ => (entry, None),
        };
        let (entry, length) = without_times(entry);
        let title = without_links(entry);
        if !entry.starts_with('|') && can_be_track(&title, names) {
            list.tracks.push(Track { title, length, info, line: Some(number), ..Track::default() });
        } else {
            list.left_over.push(LeftOver { line: number, text: line.trim().to_owned() });
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

/// The most words that a line without capital letters has if it is artist and title.
const MAX_WORDS: usize = 12;

/// Words in front of a number that name an episode or a season.
const PLACE_WORDS: &str = "season series episode ep chapter staffel folge saison épisode stagione episodio temporada capítulo \
    capitolo episódio sezon odcinek bölüm seizoen aflevering sæson säsong avsnitt сезон серия";

/// Whether a line can be artist and title. A heading, a date, or a sentence is neither, unless the catalog has
/// such an artist.
fn can_be_track(line: &str, names: &Names) -> bool {
    let is_known = |(one, other): &(&str, &str)| names.has_artist(one) || names.has_artist(other);
    let is_both = |(one, other): &(&str, &str)| {
        (names.has_artist(one) && names.has_title(other)) || (names.has_artist(other) && names.has_title(one))
    };
    let has_letters = |text: &str| text.contains(char::is_alphabetic);
    let is_name = |text: &str| has_letters(text) || is_number(text);
    let can_be = |(one, other): &(&str, &str)| {
        let are_names = is_name(one) && is_name(other) && (has_letters(one) || has_letters(other));
        let are_headings = field(one).is_some() && field(other).is_some();
        are_names && !are_headings && !is_place(one) && !names.has_show(one)
    };
    let is_free = !line.ends_with(':') && !is_prose(line);
    let is_quoted = line.starts_with(['"', '“', '„', '«']);
    let worded = [worded(line), without_number(line).map(worded).unwrap_or_default()].concat();
    splits(line).take(MAX_WORDS).any(|pair| is_known(&pair) || (is_free && can_be(&pair)))
        || worded.iter().any(|pair| is_both(pair) || (is_quoted && is_free && line.contains(" by ")))
}

/// Whether a line is a sentence: it has many words, and most of them begin with a small letter.
fn is_prose(line: &str) -> bool {
    let words: Vec<&str> =
        line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_long = words.len() > MAX_WORDS || (line.ends_with('.') && words.len() > MAX_WORDS / 2);
    is_long && small * 2 > words.len()
}

/// Whether a text names an episode or a season: `Season 2`, `S02E08`.
fn is_place(text: &str) -> bool {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_range = |notation: &Notation| matches!(notation, Notation::Range { rest, .. } if rest.is_empty());
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_word = |word: &str| PLACE_WORDS.split_whitespace().any(|place| place == word);
    words.clone().any(is_word) && words.all(|word| is_word(word) || is_number(word))
        || Notation::parse(text).is_ok_and(|all| all.iter().all(is_range))
}
