//! Parses titles of tracks and credits of artists as streaming services, taggers and people write them: which
//! song a title names, in which version, and which artists a credit may mean.

use super::fold::fold;
use super::is_number;
use super::name::{GUESTS, is_and, is_part_number, name_key};
use foldhash::HashSet;
use std::ops::Range;

/// The dashes that separate the parts of a title, or an artist from a title. The first four are hyphens, which
/// do so only between spaces.
pub const DASHES: [char; 9] = ['-', '‐', '‑', '－', '‒', '–', '—', '―', '−'];

/// Words that mark another version of a song, folded.
const VERSION_WORDS: &str = "8d acapella acappella acoustic acoustique acustica acustico akustik alternate alternative ao \
    boosted bootleg cappella chopped clean cover cut demo directo dub edit edited edition en extended instrumental \
    instrumentale karaoke live lofi mashup mix mixed mono nightcore orchestral piano recording rehearsal reimagined remake \
    remaster remastered remasterise remasterizada remasterizado remix remixed reprise rerecorded reverb revisited rework \
    reworked rimasterizzato rmx screwed session sessions singles slowed sped stereo stripped style take tribute unplugged \
    ver versao version versione vip vivo";

/// Words of remarks on how the usual version was published. They do not make it another version, even if
/// "version" or "edition" follows.
const RELEASE_WORDS: &str = "album anniversary bonus deluxe expanded explicit motion official original ost picture single \
    soundtrack super track";

/// Words of remarks that services add.
const SERVICE_WORDS: &str = "4k audio clip hd hq letra lyric lyrics music mv oficial officiel offizielles paroles ufficiale \
    uhd video videoclip visual visualiser visualizer";

/// Remarks of the same kind whose words mean something else alone.
const USUAL_VERSION: [&str; 2] = ["original mix", "m v"];

/// The most parts that are removed from the end of a title. Real titles have two or three.
const MAX_PARTS: usize = 8;

/// Words that introduce other guests, a producer or the origin of a song in brackets or behind a dash, folded.
const ASIDES: [&str; 6] = ["with", "w", "from", "music from", "prod", "produced by"];

/// How alike two titles are, the most alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They are the same when folded.
    Exact,
    /// They name the same song in the same version.
    Same,
    /// They name different versions of a song, or only one of them has a subtitle.
    Version,
    /// They name different songs.
    Different,
}

/// A parsed title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The whole title, folded.
    pub whole: String,
    /// The name of the song, folded, without guests and versions.
    pub song: String,
    /// The versions that the title names, folded and sorted: `2011 remaster`, `live`.
    pub versions: Vec<String>,
    /// The [`name_key`] of the song.
    key: String,
    /// The keys of the whole title, and of the name without a subtitle or the number of a part: `cloudbusting`
    /// for `Cloudbusting (The Organon)`.
    other_keys: Vec<String>,
}

impl Title {
    /// Parses a title. Guests (`feat. X`), versions (`(Live)`, `- 2011 Remaster`) and origins (`(From "X")`)
    /// follow the name in brackets or after a dash; guests may also follow it directly. The name is never
    /// empty unless the folded title is.
    pub fn parse(title: &str) -> Self {
        // Tabs and line breaks become spaces, as they do when a title is printed.
        let title = &title.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, mut versions) = split_versions(title);
        versions.sort_unstable();
        let song = fold(name);
        let subtitled = last_part(name).map(|(song, _)| split_versions(song).0);
        let whole = Some(&**title).filter(|title| title.len() > name.len());
        let other_names = subtitled.into_iter().chain(without_first_part(name)).chain(whole);
        let mut other_keys: Vec<String> = other_names.map(name_key).collect();
        if let [first @ .., part, number] = &song.split(' ').collect::<Vec<_>>()[..]
            && !first.is_empty()
            && is_part_number(part, number)
        {
            other_keys.push(name_key(&first.join(" ")));
        }
        Self { whole: fold(title), key: name_key(name), song, versions, other_keys }
    }

    /// How alike two titles are. The order does not matter.
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.whole == other.whole {
            Likeness::Exact
        } else if self.key == other.key && self.version() == other.version() {
            Likeness::Same
        } else if self.keys().any(|key| *key == other.key) || other.other_keys.contains(&self.key) {
            Likeness::Version
        } else {
            Likeness::Different
        }
    }

    /// The keys of the songs that it may name: titles with none in common are different.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.key).chain(&self.other_keys)
    }

    /// Whether it names a version, and the words that say which: `2011 Remaster` is `Remastered Version 2011`.
    fn version(&self) -> (bool, Vec<&str>) {
        let words = self.versions.iter().flat_map(|version| version.split(' '));
        let words = words.filter(|word| !["version", "ver"].contains(word));
        let mut words: Vec<&str> =
            words.map(|word| if word.starts_with("remaster") { "remaster" } else { word }).collect();
        words.sort_unstable();
        (self.versions.is_empty(), words)
    }
}

/// Splits guests, versions and other remarks off the end of a title. Returns the versions, folded.
fn split_versions(title: &str) -> (&str, Vec<String>) {
    let mut versions = Vec::new();
    let mut rest = without_guests(title);
    for _ in 0..MAX_PARTS {
        let Some((song, part)) = last_part(rest) else {
            break;
        };
        let part = fold(part);
        if is_version(&part) {
            versions.push(part);
        } else if !is_aside(&part) {
            break;
        }
        rest = without_guests(song);
    }
    (rest, versions)
}

/// Whether a folded part of a title names another version.
fn is_version(part: &str) -> bool {
    !is_usual_version(part) && part.split(' ').any(|word| has_word(VERSION_WORDS, word))
}

/// Whether a folded part of a title is a remark that does not make it another version.
fn is_aside(part: &str) -> bool {
    let begins = |word: &&str| part.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    is_usual_version(part) || ASIDES.iter().chain(&GUESTS).any(begins)
}

fn is_usual_version(part: &str) -> bool {
    let (kind, others): (Vec<&str>, Vec<&str>) =
        part.split(' ').partition(|word| ["version", "edition"].contains(word));
    let is_usual =
        |word: &&str| has_word(RELEASE_WORDS, word) || (kind.is_empty() && has_word(SERVICE_WORDS, word));
    USUAL_VERSION.contains(&part) || (!others.is_empty() && others.iter().all(is_usual))
}

fn has_word(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

/// Splits off the last part of a title: the text in closing brackets, or after a dash or bar between spaces.
fn last_part(title: &str) -> Option<(&str, &str)> {
    let in_brackets = [('(', ')'), ('[', ']'), ('{', '}')].into_iter().find_map(|(open, close)| {
        let inside = title.strip_suffix(close)?;
        let start = opening(inside, open, close)?;
        Some((&title[..start], &inside[start + 1..]))
    });
    let behind_dash = || {
        let separators = |letter| letter == '|' || DASHES.contains(&letter);
        title.rmatch_indices(separators).find_map(|(at, dash)| {
            Some((title[..at].strip_suffix(' ')?, title[at + dash.len()..].strip_prefix(' ')?))
        })
    };
    let (song, part) = in_brackets.or_else(behind_dash)?;
    Some((song.trim_end(), part)).filter(|(song, _)| !song.is_empty())
}

/// The title without the text in brackets that it begins with, if there is any.
fn without_first_part(title: &str) -> Option<&str> {
    let (_, rest) = title.strip_prefix('(')?.split_once(')')?;
    Some(rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// The offset of the bracket that is closed after `inside`.
fn opening(inside: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1;
    inside.char_indices().rev().find_map(|(at, letter)| {
        depth += i32::from(letter == close) - i32::from(letter == open);
        (depth == 0).then_some(at)
    })
}

/// The title without guests that follow it without brackets. `Ft` behind a number is a measure: `50 Ft Queenie`.
fn without_guests(title: &str) -> &str {
    let (mut start, mut before) = (0, "");
    for word in title.split(' ') {
        let is_feet = word.eq_ignore_ascii_case("ft") && is_number(before);
        if start > 0 && !is_feet && is_guest_word(word, &["w/", "prod"]) {
            return title[..start].trim_end();
        }
        start += word.len() + 1;
        before = word;
    }
    title
}

/// Whether a word introduces a guest, or is one of others that do so here.
fn is_guest_word(word: &str, others: &[&str]) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    GUESTS.iter().chain(others).any(|other| *other == word)
}

/// The names that a credit may consist of.
#[derive(Debug, Default)]
pub struct Credit {
    /// The key of each, and whether it is certainly a name of its own.
    names: Vec<(String, bool)>,
}

/// What separates two names of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// Both are names: `A feat. B`.
    Clear,
    /// The same, except in names such as `Earth, Wind & Fire`.
    Comma,
    /// The second may be no name: `Cavetown & Orla Gartland`, `Love and Peace`.
    And,
    /// Neither may be a name: `Tyler, The Creator`, `AC/DC`.
    Doubtful,
}

/// The signs that separate names.
const SIGNS: &str = ",，&＆+/／;；|｜•、×";

/// The most names that a credit is taken apart into.
const MAX_NAMES: usize = 16;

impl Credit {
    /// Takes a credit apart. Several names in a row count as one name too, because `Tyler, The Creator, Kali`
    /// has `Tyler, The Creator`.
    pub fn parse(credit: &str) -> Self {
        // A comma behind a backslash belongs to a name.
        let credit = without_channel(credit.trim()).replace("\\,", "\u{1}").replace(" w/", " with ");
        let mut spaced = String::with_capacity(credit.len() + 8);
        for letter in credit.chars() {
            match letter {
                '(' | ')' | '[' | ']' => spaced.push(' '),
                _ if SIGNS.contains(letter) => spaced.extend([' ', letter, ' ']),
                _ => spaced.push(letter),
            }
        }
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let (parts, joints) = names_and_joints(&words);
        let mut names = Vec::new();
        for first in 0..parts.len() {
            let begins = matches!(joints[first], Joint::Clear | Joint::Comma);
            for last in first..parts.len() {
                let ends = last > first || joints[last + 1] != Joint::Doubtful;
                let name = words[parts[first].start..parts[last].end].join(" ");
                names.push((name_key(&name), begins && ends));
            }
        }
        names.retain(|(name, _)| !name.is_empty());
        Self { names }
    }

    /// The keys of the names that are certain.
    pub fn into_names(self) -> impl Iterator<Item = String> {
        self.names.into_iter().filter_map(|(name, is_certain)| is_certain.then_some(name))
    }

    /// Whether an artist with one of these keys is meant. Of names that are not certain it takes two.
    pub fn has_any(&self, keys: &HashSet<String>) -> bool {
        let found = self.names.iter().filter(|(name, _)| keys.contains(name));
        found.map(|(_, is_certain)| if *is_certain { 2 } else { 1 }).sum::<usize>() >= 2
    }
}

/// The words of each name of a credit, and what is before and behind each.
fn names_and_joints(words: &[&str]) -> (Vec<Range<usize>>, Vec<Joint>) {
    let (mut names, mut joints, mut start) = (Vec::new(), vec![Joint::Clear], 0);
    for at in 1..words.len() {
        let Some(joint) = joint(words, at).filter(|_| joints.len() < MAX_NAMES) else { continue };
        if start < at {
            names.push(start..at);
        } else {
            // `, and`
            joints.pop();
        }
        joints.push(joint);
        start = at + 1;
    }
    names.push(start..words.len());
    if let [_, commas @ .., last @ Joint::And] = &mut joints[..]
        && commas.iter().all(|joint| *joint == Joint::Comma)
        && !commas.is_empty()
    {
        *last = Joint::Clear;
        if names.iter().all(|name| name.len() == 1) {
            joints[1..].fill(Joint::Doubtful);
        }
    }
    joints.push(Joint::Clear);
    (names, joints)
}

/// What a word of a credit separates, if it does. The last word separates nothing.
fn joint(words: &[&str], at: usize) -> Option<Joint> {
    let is_short = |word: &str| word.chars().count() <= 3;
    let joins = |word: &str| is_guest_word(word, &["with", "x", "vs"]);
    let (before, next) = (words[at - 1], *words.get(at + 1)?);
    match words[at] {
        "," | "，" if next.eq_ignore_ascii_case("the") => Some(Joint::Doubtful),
        "," | "，" => Some(Joint::Comma),
        "/" | "／" if is_short(before) || is_short(next) => Some(Joint::Doubtful),
        "&" | "＆" | "+" => Some(Joint::And),
        sign if SIGNS.contains(sign) => Some(Joint::Clear),
        word if is_and(&word.to_lowercase()) => Some(Joint::And),
        word if joins(word) && next.contains(char::is_alphanumeric) && !joins(next) => Some(Joint::Clear),
        _ => None,
    }
}

/// An artist without what a video service adds to the names of channels: `Taylor Swift - Topic`,
/// `TaylorSwiftVEVO`.
pub fn without_channel(artist: &str) -> &str {
    // ASCII lower case keeps byte offsets.
    let lower = artist.to_ascii_lowercase();
    let name = [" - topic", "vevo", " official"].iter().find_map(|end| lower.strip_suffix(end));
    match name.map_or(artist, |name| artist[..name.len()].trim_end()) {
        "" => artist,
        name => name,
    }
}
