//! Versions: the title of a track as a service, a file or a person writes it flows in; what the song is called, and
//! which version of it that is, flows out.

use crate::text::fold;

/// The dashes, with spaces, that separate the parts of a title, or an artist from a title.
pub(super) const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// Words that tell one version of a song from another, folded.
const VERSIONS: &str = "acoustic acapella alternate alternative ao bootleg cappella clean cover cut demo dub edit edited \
    edition en extended instrumental karaoke live mashup mix mixed mono nightcore orchestral piano recording rehearsal \
    reimagined remake remaster remastered remasterizado remix remixed reprise rerecorded revisited rework reworked \
    session sessions singles slowed sped stereo stripped style take tribute unplugged version vip";

/// What is said of the version that everybody means when nothing is said, or of how it is published.
const USUAL: &[&str] = &[
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

/// How many parts of a title are looked at: people write two or three.
const MOST_PARTS: usize = 8;

/// What a guest, or where the song was heard, is introduced by.
const ASIDES: &[&str] = &["with", "from", "music from"];

/// What guests are introduced by, with or without brackets.
pub(super) const GUESTS: &[&str] = &["feat", "ft", "featuring"];

/// A title taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// All of it, folded.
    pub whole: String,
    /// What the song is called, folded, without guests and version.
    pub song: String,
    /// The versions that it is said to be, folded, in order: `live`, `2011 remaster`.
    pub versions: Vec<String>,
}

impl Title {
    /// Takes a title apart: guests (`feat. X`), versions (`(Live)`, `- 2011 Remaster`) and origins (`(From "X")`) stand
    /// behind it in brackets or behind a dash; guests also without. A title of nothing else is left as it is.
    pub fn of(title: &str) -> Self {
        let mut versions = Vec::new();
        let mut rest = without_guests(title.trim());
        for _ in 0..MOST_PARTS {
            let Some((song, part)) = last_part(rest) else {
                break;
            };
            let part = fold(part);
            match Part::of(&part) {
                Part::OfTheTitle => break,
                Part::Version => versions.push(part),
                Part::Aside => {}
            }
            rest = without_guests(song);
        }
        versions.sort_unstable();
        Self { whole: fold(title), song: fold(rest), versions }
    }

    /// Whether both mean the same version of the same song, whatever else stands beside it.
    pub fn is_like(&self, other: &Self) -> bool {
        (&self.song, &self.versions) == (&other.song, &other.versions)
    }

    /// What people call the song who leave out its subtitle, if it has one: `Superinlove (Roll Credits)`.
    pub fn without_subtitle(title: &str) -> Option<Self> {
        let (song, _) = last_part(title.trim())?;
        Some(Self::of(song))
    }
}

/// What the last part of a title is about.
enum Part {
    OfTheTitle,
    Version,
    /// Something that makes no other song of it.
    Aside,
}

impl Part {
    fn of(folded: &str) -> Self {
        let mut versions = VERSIONS.split_ascii_whitespace();
        if USUAL.contains(&folded) {
            Self::Aside
        } else if versions.any(|version| folded.split(' ').any(|word| word == version)) {
            Self::Version
        } else if is_aside(folded) {
            Self::Aside
        } else {
            Self::OfTheTitle
        }
    }
}

fn is_aside(folded: &str) -> bool {
    let begins = |with: &&str| {
        let rest = folded.strip_prefix(*with);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    ASIDES.iter().chain(GUESTS).any(begins)
}

/// A title up to its last part, and that part: in brackets, or behind a dash between spaces.
fn last_part(title: &str) -> Option<(&str, &str)> {
    let in_brackets = [('(', ')'), ('[', ']'), ('{', '}')].into_iter().find_map(|(open, close)| {
        let inside = title.strip_suffix(close)?;
        let start = opening(inside, open, close)?;
        Some((&title[..start], &inside[start + 1..]))
    });
    let behind_dash = || {
        let places = DASHES.iter().filter_map(|dash| title.rfind(dash).map(|at| (at, dash.len())));
        let (at, length) = places.max()?;
        Some((&title[..at], &title[at + length..]))
    };
    let (song, part) = in_brackets.or_else(behind_dash)?;
    Some((song.trim_end(), part)).filter(|(song, _)| !song.is_empty())
}

/// Where the bracket opens that is closed behind `inside`.
fn opening(inside: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1;
    let mut letters = inside.char_indices().rev();
    letters.find_map(|(at, letter)| {
        depth += i32::from(letter == close) - i32::from(letter == open);
        (depth == 0).then_some(at)
    })
}

/// A title up to the guests that stand behind it without brackets.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            let found = Title::of(title);
            assert_eq!(
                (found.song.as_str(), found.versions),
                (song, versions.iter().map(|version| (*version).to_owned()).collect()),
                "{title}"
            );
            assert_eq!(found.whole, fold(title));
        }
    }

    proptest! {
        #[test]
        fn any_title_has_a_song(title in "\\PC{0,30}") {
            prop_assert_eq!(Title::of(&title).song.is_empty(), fold(&title).is_empty());
        }
    }
}
