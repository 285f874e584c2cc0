//! The pairs of artist and title that an entry of a playlist may mean.

use super::Track;
use crate::text::DASHES;

/// The most separators at which a text is split into artist and title.
const MAX_SPLITS: usize = 16;
/// Longer texts, in bytes, are not split.
const MAX_SPLIT_LENGTH: usize = 1_000;

/// The pairs of artist and title that a track may mean: its own fields, each artist that it lists, and its
/// title split at each separator. Programs disagree on the order of the two, some write the album between
/// them or a place in front of them, and file names have track numbers.
pub(super) fn artist_title_pairs(track: &Track) -> Vec<(&str, &str)> {
    let Track { artist, artists, title, .. } = track;
    let own = std::iter::once(artist).filter(|artist| !artist.is_empty()).chain(artists);
    let mut pairs: Vec<(&str, &str)> = own.map(|artist| (artist.as_str(), title.as_str())).collect();
    let behind_first = splits(title).next().map(|(_, rest)| rest);
    let texts = std::iter::once(title.as_str()).chain(without_number(title)).chain(behind_first);
    for text in texts.filter(|text| text.len() <= MAX_SPLIT_LENGTH) {
        let parts: Vec<(&str, &str)> = splits(text).take(MAX_SPLITS).collect();
        pairs.extend(
            parts.iter().chain(&worded(text)).flat_map(|&(left, right)| [(left, right), (right, left)]),
        );
        if let [(first, _), behind @ .., (_, last)] = &parts[..] {
            pairs.extend(behind.iter().map(|(_, title)| (*first, *title)));
            pairs.extend([(*first, *last), (*last, *first)]);
        }
    }
    let numbered = pairs.iter().filter_map(|&(artist, title)| Some((artist, without_number(title)?)));
    let numbered: Vec<(&str, &str)> = numbered.collect();
    pairs.extend(numbered);
    pairs
}

/// The texts on both sides of each separator: a tab, a dash that is not in a range of numbers, or a hyphen or
/// another sign between spaces.
pub(crate) fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    const SIGNS: [char; 7] = ['|', '/', '~', '•', '·', '»', '>'];
    let separators =
        text.match_indices(|letter| DASHES.contains(&letter) || SIGNS.contains(&letter) || letter == '\t');
    separators.filter_map(move |(at, separator)| {
        let (left, right) = (&text[..at], &text[at + separator.len()..]);
        let is_between_spaces = left.ends_with(char::is_whitespace) && right.starts_with(char::is_whitespace);
        let (left, right) = (left.trim(), right.trim());
        let is_dash = separator.starts_with(&DASHES[4..]) && !left.ends_with(char::is_numeric);
        let is_alone = separator == "\t" || is_dash;
        let is_separator = (is_alone || is_between_spaces) && !left.is_empty() && !right.is_empty();
        is_separator.then_some((left, right))
    })
}

/// The texts on both sides of what separates a pair only if both are known: ` by `, `: `, a gap between
/// columns, a comma before a quote, and brackets.
pub(super) fn worded(text: &str) -> Vec<(&str, &str)> {
    let brackets = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let quoted = text.split_once(", ").filter(|(_, title)| title.starts_with(['"', '“', '„', '«']));
    let pairs = [text.rsplit_once(" by "), text.split_once(": "), text.rsplit_once("  "), quoted, brackets];
    pairs.into_iter().flatten().map(|(left, right)| (left.trim(), right.trim())).collect()
}

/// The text without a leading track number: `01. `, `2) `, `03 - `, `1-07 `.
pub(super) fn without_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    let name = rest.trim_start_matches(['.', ')', '-', ':', '_', ' ']);
    let disc = || name.len() + 1 == rest.len() && rest.starts_with('-');
    ((1..=3).contains(&digits) && name.len() < rest.len() && !name.is_empty())
        .then(|| if disc() { without_number(name).unwrap_or(name) } else { name })
}
