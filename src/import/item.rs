//! What a line of a text is, as far as it tells by itself.

use super::Known;
use super::heading::{Heading, heading, mentions};
use super::marks::{self, Marked};
use super::notation::{self, Entry, Notation};
use super::order;
use super::prose::doubt;
use super::words::{is_aside, is_in, is_year, sentence_ends};
use crate::text::DASHES;
use csv::StringRecord;

/// A line, or a part of one.
pub(super) struct Item<'b> {
    /// Its index in the lines of the reading.
    pub line: usize,
    pub marked: Marked,
    /// Whether a blank line is above it.
    pub is_below_blank: bool,
    pub kind: Kind<'b>,
}

pub(super) enum Kind<'b> {
    Heading(Heading),
    /// A heading of what is not part of the text, such as comments.
    Aside,
    Song(Entry),
    /// A line of a block such as `Artist: A`.
    Key(Key, String),
    /// A list without separators.
    List,
    Table(&'b [StringRecord]),
    Text,
    /// Text that names no song, such as code.
    Code,
}

impl Item<'_> {
    pub fn song(&self) -> Option<&Entry> {
        match &self.kind {
            Kind::Song(entry) => Some(entry),
            _ => None,
        }
    }
}

/// The keys of blocks of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Artist,
    Title,
    Scene,
    Season,
    Episode,
    Other,
}

/// Each key with the words for it.
const KEYS: [(Key, &str); 6] = [
    (
        Key::Artist,
        "artist|artists|band|performer|performed by|singer|interpret|künstler|artista|artiste|interprete|intérprete",
    ),
    (
        Key::Title,
        "song|title|track|song title|track title|song name|titel|lied|titre|titolo|título|canción|brano|chanson",
    ),
    (Key::Scene, "scene|the scene|scene description|szene|escena|scène|scena|where|when|context"),
    (Key::Season, "season|staffel|saison|stagione|temporada"),
    (Key::Episode, "episode|folge|épisode|episodio"),
    (
        Key::Other,
        "album|label|year|length|written by|composer|composed by|produced by|writer|music by|lyrics by|genre|released",
    ),
];

/// How lines of credits begin: IMDb has them below each title.
const CREDITS: [(Key, &str); 11] = [
    (Key::Artist, "performed by "),
    (Key::Artist, "written and performed by "),
    (Key::Other, "by arrangement with "),
    (Key::Other, "under license from "),
    (Key::Other, "written by "),
    (Key::Other, "composed by "),
    (Key::Other, "produced by "),
    (Key::Other, "courtesy of "),
    (Key::Other, "music by "),
    (Key::Other, "lyrics by "),
    (Key::Other, "published by "),
];

/// The longest line of a heading with one song; longer ones may have several inside.
pub(super) const MAX_HEADING: usize = 110;

/// What a line is; several items if it has several parts.
pub(super) fn read(text: &str, known: &Known) -> Vec<(Marked, Kind<'static>)> {
    let marked = marks::strip(text);
    // What follows is the signature of a message.
    if text == "--" {
        return vec![(marked, Kind::Aside)];
    }
    // `Home > Music > Show`
    if [" > ", " » ", " › "].iter().any(|sign| text.matches(sign).count() > 1) {
        return vec![(marked, Kind::Text)];
    }
    let text = marked.text.as_str();
    if let Some((key, value)) = key_of(text) {
        return vec![(marked.clone(), Kind::Key(key, value.to_owned()))];
    }
    if order::stated(text).is_some() {
        return vec![(marked, Kind::Text)];
    }
    let is_left_out = marked.is_heading && mentions(text).is_empty() && doubt(text).is_some();
    if is_left_out || is_aside(text) {
        return vec![(marked, Kind::Aside)];
    }
    // Signs alone, code, and rows of a table.
    if !text.contains(char::is_alphanumeric)
        || text.contains('`')
        || (text.starts_with('|') && text.ends_with('|'))
    {
        return vec![(marked, Kind::Code)];
    }
    let mut found = notation::entries(text, marked.is_item);
    let is_clear = found.iter().any(|entry| {
        let is_open = entry.notation.is_pair() || matches!(entry.notation, Notation::Title | Notation::Parts);
        !is_open || !entry.places.is_empty()
    });
    let begins = mentions(text).first().is_some_and(|mention| mention.range.start == 0);
    if let Some(heading) =
        heading(text, marked.is_heading || marked.is_bold, known).filter(|_| begins || !is_clear)
    {
        return read_heading(&marked, heading);
    }
    let runs = if text.len() > MAX_HEADING { inside(text) } else { Vec::new() };
    let runs = if runs.is_empty() { notation::run(text) } else { runs };
    if !runs.is_empty() {
        found = runs;
    }
    if found.is_empty() {
        return vec![(marked, Kind::Text)];
    }
    found
        .into_iter()
        .map(|entry| (marked.clone(), Kind::Song(Entry { time: marked.time, ..entry })))
        .collect()
}

/// A heading, and the songs that follow on its line.
fn read_heading(marked: &Marked, heading: Heading) -> Vec<(Marked, Kind<'static>)> {
    let year = heading
        .rest
        .split_once(|letter: char| " :–-".contains(letter))
        .filter(|(year, _)| year.len() == 4 && is_year(year));
    let is_sure = heading.is_code || year.is_some();
    let rest = year.map_or(heading.rest.as_str(), |(_, rest)| rest);
    let rest =
        rest.trim_start_matches(|letter: char| " :".contains(letter) || DASHES.contains(&letter)).to_owned();
    let mut items = vec![(marked.clone(), Kind::Heading(heading))];
    let mut found = notation::run(&rest);
    if found.is_empty() {
        found = notation::entries(&rest, is_sure);
        // It may as well be the title of the episode.
        found.retain(|entry| match entry.notation {
            Notation::Dash | Notation::By => is_sure || entry.notation == Notation::By,
            Notation::QuotedBy | Notation::QuotedDash | Notation::QuotedComma | Notation::DashQuoted => true,
            _ => false,
        });
    }
    if found.is_empty() && rest.len() > MAX_HEADING {
        items.push((Marked { text: rest, ..marked.clone() }, Kind::Text));
    }
    items.extend(
        found.into_iter().map(|entry| (marked.clone(), Kind::Song(Entry { is_listed: true, ..entry }))),
    );
    items
}

/// The key and the value of a line such as `Artist: A` or `Performed by A`. A value that is a whole entry is none.
fn key_of(text: &str) -> Option<(Key, &str)> {
    let lower = text.to_lowercase();
    let credit =
        CREDITS.iter().find(|(_, begin)| lower.starts_with(begin) && text.is_char_boundary(begin.len()));
    if let Some((key, begin)) = credit {
        return Some((*key, text[begin.len()..].trim()));
    }
    // What else IMDb has between a title and its credits.
    let inner = lower.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    if lower == "traditional" || inner.is_some_and(|inner| is_year(inner) || inner == "uncredited") {
        return Some((Key::Other, text));
    }
    let (name, value) = text.split_once(':')?;
    let name = name.trim().to_lowercase();
    let (key, _) = KEYS.iter().find(|(_, names)| names.split('|').any(|other| other == name))?;
    let value = value.trim();
    let is_entry = || notation::entries(value, false).iter().any(|entry| !entry.notation.is_pair());
    if value.is_empty() || (matches!(key, Key::Title | Key::Other) && is_entry()) {
        return None;
    }
    Some((*key, value))
}

/// Songs in running text that are introduced by their episode: `Ep 7: A – "T": scene.`
fn inside(text: &str) -> Vec<Entry> {
    let all = mentions(text);
    let mut found = Vec::new();
    for (index, mention) in all.iter().enumerate() {
        let end = all.get(index + 1).map_or(text.len(), |next| next.range.start);
        let behind = text[mention.range.end..end].trim_start();
        if mention.episodes.is_empty() || !behind.starts_with([':', '-', '–', '—']) {
            continue;
        }
        let piece =
            behind.trim_start_matches(|letter: char| " :".contains(letter) || DASHES.contains(&letter));
        let piece = &piece[..sentence_ends(piece).next().unwrap_or(piece.len())];
        let entries = notation::entries(piece.trim_end_matches([' ', '.', ';', ',', '(']), false);
        let is_sure = |entry: &Entry| {
            !entry.notation.is_pair() && !matches!(entry.notation, Notation::Parts | Notation::By)
        };
        found.extend(
            entries.into_iter().filter(is_sure).map(|entry| Entry { places: mention.places(), ..entry }),
        );
    }
    found
}

/// Whether a text says that the artist or the title is unknown.
pub(super) fn is_unidentified(name: &str) -> bool {
    name.contains("??")
        || name
            .split(' ')
            .next()
            .is_some_and(|word| is_in("unidentified unknown untitled tbc tba tbd", &word.to_lowercase()))
}
