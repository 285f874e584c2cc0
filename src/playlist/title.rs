//! Parses track titles and artist credits as streaming services, taggers and people write them: which song a
//! title names, which version of it, and which artists a credit may mean.

use crate::text::fold;

/// The dashes that separate the parts of a title, or an artist from a title. A hyphen does so only between
/// spaces.
pub(super) const DASHES: [char; 3] = ['-', '–', '—'];

/// Words that mark another version of a song, folded.
const VERSION_WORDS: &str = "acoustic acapella alternate alternative ao bootleg cappella clean cover cut demo dub edit edited \
    edition en extended instrumental karaoke live mashup mix mixed mono nightcore orchestral piano recording rehearsal \
    reimagined remake remaster remastered remasterizado remix remixed reprise rerecorded revisited rework reworked \
    session sessions singles slowed sped stereo stripped style take tribute unplugged version vip";

/// Remarks that describe the usual version or how it is published, so they do not make it another version.
const USUAL_VERSION: &[&str] = &[
    "album version",
    "audio",
    "bonus",
    "bonus track",
    "deluxe",
    "deluxe edition",
    "explicit",
    "explicit version",
    "hd",
    "hq",
    "lyric video",
    "lyrics",
    "music video",
    "official audio",
    "official lyric video",
    "official music video",
    "official video",
    "original",
    "original mix",
    "original soundtrack",
    "original version",
    "single",
    "single version",
    "soundtrack",
    "video",
];

/// The most parts that are removed from the end of a title. Real titles have two or three.
const MAX_PARTS: usize = 8;

/// Words that introduce a guest or the origin of a song.
const ASIDES: &[&str] = &["with", "from", "music from"];

/// Words that introduce guests, with or without brackets.
const GUESTS: &[&str] = &["feat", "ft", "featuring"];

/// A parsed title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The whole title, folded.
    pub whole: String,
    /// The name of the song, folded, without guests and versions.
    pub song: String,
    /// The versions that the title names, folded and sorted: `2011 remaster`, `live`.
    pub versions: Vec<String>,
}

impl Title {
    /// Parses a title. Guests (`feat. X`), versions (`(Live)`, `- 2011 Remaster`) and origins (`(From "X")`)
    /// follow the name in brackets or after a dash; guests may also follow it directly. The name is never
    /// empty unless the folded title is.
    pub fn parse(title: &str) -> Self {
        // Tabs and line breaks become spaces, as they do when a title is printed.
        let title = &title.split_whitespace().collect::<Vec<_>>().join(" ");
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
        versions.sort_unstable();
        Self { whole: fold(title), song: fold(rest), versions }
    }

    /// Whether both titles name the same song and the same versions.
    pub fn is_same_version(&self, other: &Self) -> bool {
        (&self.song, &self.versions) == (&other.song, &other.versions)
    }

    /// The title without its last part, if it has one: `Superinlove` for `Superinlove (Roll Credits)`.
    pub fn without_subtitle(title: &str) -> Option<Self> {
        let (song, _) = last_part(title.trim())?;
        Some(Self::parse(song))
    }
}

/// Whether a folded part of a title names another version.
fn is_version(part: &str) -> bool {
    let is_version_word = |word: &str| VERSION_WORDS.split_ascii_whitespace().any(|version| version == word);
    !USUAL_VERSION.contains(&part) && part.split(' ').any(is_version_word)
}

/// Whether a folded part of a title is a remark that does not make it another version.
fn is_aside(part: &str) -> bool {
    let begins = |word: &&str| part.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    USUAL_VERSION.contains(&part) || ASIDES.iter().chain(GUESTS).any(begins)
}

/// Splits off the last part of a title: the text in closing brackets, or after a dash between spaces.
fn last_part(title: &str) -> Option<(&str, &str)> {
    let in_brackets = [('(', ')'), ('[', ']'), ('{', '}')].into_iter().find_map(|(open, close)| {
        let inside = title.strip_suffix(close)?;
        let start = opening(inside, open, close)?;
        Some((&title[..start], &inside[start + 1..]))
    });
    let behind_dash = || {
        title.rmatch_indices(DASHES).find_map(|(at, dash)| {
            Some((title[..at].strip_suffix(' ')?, title[at + dash.len()..].strip_prefix(' ')?))
        })
    };
    let (song, part) = in_brackets.or_else(behind_dash)?;
    Some((song.trim_end(), part)).filter(|(song, _)| !song.is_empty())
}

/// The offset of the bracket that is closed after `inside`.
fn opening(inside: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1;
    inside.char_indices().rev().find_map(|(at, letter)| {
        depth += i32::from(letter == close) - i32::from(letter == open);
        (depth == 0).then_some(at)
    })
}

/// The title without guests that follow it without brackets.
fn without_guests(title: &str) -> &str {
    let is_guest = |word: &str| GUESTS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let mut start = 0;
    for word in title.split(' ') {
        if start > 0 && is_guest(word) {
            return title[..start].trim_end();
        }
        start += word.len() + 1;
    }
    title
}

/// The folded names that an artist credit may consist of: the whole credit, each part between separators such
/// as `,` or `;`, and the first of names that words join. `Cavetown & Orla Gartland` gives Cavetown, but
/// `Love and Peace` does not give Peace, as the words may belong to the name.
pub(super) fn credited_names(artist: &str) -> Vec<String> {
    let mut names = vec![fold(artist)];
    for part in artist.replace("\\,", "\u{0}").split([',', ';', '/', '|', '•']) {
        // An ampersand is a word of its own when folded.
        let folded = fold(&part.replace('\u{0}', ","));
        let words: Vec<&str> = folded.split(' ').collect();
        for guest in words.split(|word| GUESTS.contains(word)) {
            let first = guest.split(|word| ["and", "with", "x", "vs"].contains(word)).next();
            names.push(guest.join(" "));
            names.push(first.unwrap_or_default().join(" "));
        }
        names.push(folded);
    }
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_credit_is_its_names_however_they_are_joined() {
        for artist in [
            "Cavetown feat. Orla Gartland",
            "Cavetown, Orla Gartland",
            "Cavetown;Orla Gartland",
            "Cavetown & Orla Gartland",
        ] {
            let names = credited_names(artist);
            assert!(names.contains(&"cavetown".to_owned()), "{names:?}");
        }
        assert!(credited_names("Simon & Garfunkel").contains(&"simon and garfunkel".to_owned()));
        assert!(credited_names(r"Tyler\, The Creator, Kali").contains(&"tyler the creator".to_owned()));
        assert!(!credited_names("Love and Peace").contains(&"peace".to_owned()));
        assert!(credited_names("").is_empty());
    }

    #[test]
    fn titles_are_taken_apart() {
        for (title, song, versions) in [
            ("Clearest Blue", "clearest blue", &[][..]),
            ("Clearest Blue (Live)", "clearest blue", &["live"]),
            ("Clearest Blue - Live at Home", "clearest blue", &["live at home"]),
            ("Don't Delete the Kisses – 2018 Remaster", "dont delete the kisses", &["2018 remaster"]),
            ("leavemealone (Nia Archives Remix)", "leavemealone", &["nia archives remix"]),
            ("Fall in Love with a Girl (feat. Orla Gartland)", "fall in love with a girl", &[]),
            ("Fall in Love with a Girl feat. Orla Gartland", "fall in love with a girl", &[]),
            ("Song [with X] (Acoustic) - Remastered", "song", &["acoustic", "remastered"]),
            ("Song (From \"Heartstopper\")", "song", &[]),
            ("Song (Explicit)", "song", &[]),
            ("Song (Official Video) [HD]", "song", &[]),
            ("Song - From Live at Wembley", "song", &["from live at wembley"]),
            ("Song (feat. Someone Remix)", "song", &["feat someone remix"]),
            ("Song {Live}", "song", &["live"]),
            ("Live Forever", "live forever", &[]),
            ("(I Can't Get No) Satisfaction", "i cant get no satisfaction", &[]),
            ("Want Me (More)", "want me more", &[]),
            ("Song ((Live) Take 2)", "song", &["live take 2"]),
            ("(Live)", "live", &[]),
            ("Song (Live) feat. X", "song", &["live"]),
            ("Ft. Worth", "ft worth", &[]),
            ("A - B", "a b", &[]),
        ] {
            let found = Title::parse(title);
            assert_eq!(
                (found.song.as_str(), found.versions),
                (song, versions.iter().map(|version| (*version).to_owned()).collect()),
                "{title}"
            );
            assert_eq!(found.whole, fold(title));
        }
    }

    #[test]
    fn white_space_is_a_space() {
        assert_eq!(Title::parse("t\tft\nx"), Title::parse("t ft x"));
    }

    proptest! {
        #[test]
        fn any_title_has_a_song(title in "\\PC{0,30}") {
            prop_assert_eq!(Title::parse(&title).song.is_empty(), fold(&title).is_empty());
        }
    }
}
