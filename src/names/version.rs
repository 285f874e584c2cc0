//! Versions: the title of a track as a service, a file or a person writes it flows in; what the song is called, and
//! which version of it that is, flows out.

use super::fold::fold;

/// Words that tell one version of a song from another, folded.
const VERSIONS: &str = "acoustic acapella bootleg cappella clean cover cut demo dub edit edited edition extended \
    instrumental karaoke live mashup mix mono nightcore orchestral rehearsal remake remaster remastered remix remixed \
    reprise rerecorded rework reworked session sessions slowed sped stereo stripped take tribute unplugged version vip";

/// What is said of the version that everybody means when nothing is said.
const USUAL: &[&str] = &[
    "album version",
    "bonus track",
    "explicit",
    "explicit version",
    "original",
    "original mix",
    "original version",
];

/// What a guest, or where the song was heard, is introduced by.
const GUESTS: &[&str] = &["feat ", "ft ", "featuring ", "with "];
const FROM: &str = "from ";

/// A title taken apart. Two titles with the same parts mean the same song.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
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
        let mut rest = title.trim();
        while let Some((song, part)) = last_part(rest) {
            let part = fold(part);
            match Part::of(&part) {
                Part::OfTheTitle => break,
                Part::Version => versions.push(part),
                Part::Aside => {}
            }
            rest = song;
        }
        versions.sort_unstable();
        Self {
            song: fold(without_guests(rest)),
            versions,
        }
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
        let is_aside = USUAL.contains(&folded)
            || folded.starts_with(FROM)
            || GUESTS.iter().any(|guest| folded.starts_with(guest));
        let mut versions = VERSIONS.split_ascii_whitespace();
        if is_aside {
            Self::Aside
        } else if versions.any(|version| folded.split(' ').any(|word| word == version)) {
            Self::Version
        } else {
            Self::OfTheTitle
        }
    }
}

/// A title up to its last part, and that part: in brackets, or behind a dash between spaces.
fn last_part(title: &str) -> Option<(&str, &str)> {
    let in_brackets = [('(', ')'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| {
            let inside = title.strip_suffix(close)?;
            let start = opening(inside, open, close)?;
            Some((&title[..start], &inside[start + 1..]))
        });
    let behind_dash = || {
        let dashes = [" - ", " – ", " — "];
        let places = dashes
            .iter()
            .filter_map(|dash| title.rfind(dash).map(|at| (at, dash.len())));
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
    let is_guest =
        |word: &str| ["feat.", "feat", "ft.", "featuring"].contains(&word.to_lowercase().as_str());
    let mut start = 0;
    for word in title.split(' ') {
        if start > 0 && is_guest(word) {
            return title[..start].trim_end();
        }
        start += word.len() + 1;
    }
    title
}

/// The names that a printed credit may be made of, folded: all of it, and what stands between the signs and words that
/// services join names with.
pub fn credited(artist: &str) -> Vec<String> {
    let all = fold(artist);
    let mut names = vec![all.clone()];
    for name in artist
        .replace("\\,", "\u{0}")
        .split([',', ';', '/', '|', '•'])
    {
        // An ampersand is a word of its own when folded.
        let folded = fold(&name.replace('\u{0}', ","));
        let mut words = folded.split(' ').peekable();
        while words.peek().is_some() {
            let is_join =
                |word: &&str| ["and", "feat", "ft", "featuring", "with", "x", "vs"].contains(word);
            let name: Vec<&str> = words.by_ref().take_while(|word| !is_join(word)).collect();
            names.push(name.join(" "));
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
    fn titles_are_taken_apart() {
        for (title, song, versions) in [
            ("Clearest Blue", "clearest blue", &[][..]),
            ("Clearest Blue (Live)", "clearest blue", &["live"]),
            (
                "Clearest Blue - Live at Home",
                "clearest blue",
                &["live at home"],
            ),
            (
                "Don't Delete the Kisses – 2018 Remaster",
                "dont delete the kisses",
                &["2018 remaster"],
            ),
            (
                "leavemealone (Nia Archives Remix)",
                "leavemealone",
                &["nia archives remix"],
            ),
            (
                "Fall in Love with a Girl (feat. Orla Gartland)",
                "fall in love with a girl",
                &[],
            ),
            (
                "Fall in Love with a Girl feat. Orla Gartland",
                "fall in love with a girl",
                &[],
            ),
            (
                "Song [with X] (Acoustic) - Remastered",
                "song",
                &["acoustic", "remastered"],
            ),
            ("Song (From \"Heartstopper\")", "song", &[]),
            ("Song (Explicit)", "song", &[]),
            ("Live Forever", "live forever", &[]),
            (
                "(I Can't Get No) Satisfaction",
                "i cant get no satisfaction",
                &[],
            ),
            ("Want Me (More)", "want me more", &[]),
            ("Song ((Live) Take 2)", "song", &["live take 2"]),
            ("(Live)", "live", &[]),
            ("Ft. Worth", "ft worth", &[]),
            ("A - B", "a b", &[]),
        ] {
            let expected = Title {
                song: song.to_owned(),
                versions: versions
                    .iter()
                    .map(|version| (*version).to_owned())
                    .collect(),
            };
            assert_eq!(Title::of(title), expected, "{title}");
        }
    }

    #[test]
    fn a_credit_is_its_names_however_they_are_joined() {
        for artist in [
            "Cavetown feat. Orla Gartland",
            "Cavetown, Orla Gartland",
            "Cavetown;Orla Gartland",
            "Cavetown & Orla Gartland",
        ] {
            let names = credited(artist);
            assert!(
                names.contains(&"cavetown".to_owned())
                    && names.contains(&"orla gartland".to_owned()),
                "{names:?}"
            );
        }
        assert!(credited("Simon & Garfunkel").contains(&"simon and garfunkel".to_owned()));
        assert!(credited(r"Tyler\, The Creator, Kali").contains(&"tyler the creator".to_owned()));
        assert!(credited("").is_empty());
    }

    proptest! {
        #[test]
        fn any_title_has_a_song(title in "\\PC{0,30}") {
            prop_assert_eq!(Title::of(&title).song.is_empty(), fold(&title).is_empty());
        }
    }
}
