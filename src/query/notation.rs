//! Episodes as people write them: `s2e3`, `2x03`, `S01E07..S02E02`, `season 2 episode 3`, a video's file name or an
//! episode's title flow in, what is meant flows out.

use super::reading::read;
use crate::error::Error;
use crate::model::EpisodeCode;

/// What a person wrote to name episodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Episodes from the first to the last, perhaps over several seasons.
    Range {
        /// What stood before the first: the name of the show, or nothing.
        show: String,
        /// The first.
        first: EpisodeCode,
        /// The last, which need not exist.
        last: EpisodeCode,
        /// Whether whole seasons were named, and so what plays in no certain episode of them too.
        seasons: bool,
        /// All that was said, if that was more: it may be a title.
        text: Option<String>,
    },
    /// An episode's title.
    Title(String),
}

impl Notation {
    /// Reads the arguments of a command, all that stand in each. Words of one notation that were typed without quotes
    /// are taken together: `season 2 episode 3`.
    pub fn parse_all(words: &[String]) -> Result<Vec<Self>, Error> {
        let apart: Result<Vec<Vec<Self>>, Error> = words.iter().map(|word| Self::parse(word)).collect();
        let all_ranges =
            |all: &Vec<Vec<Self>>| all.iter().flatten().all(|notation| !matches!(notation, Self::Title(_)));
        match Self::parse(&words.join(" ")) {
            Ok(all) if !apart.as_ref().is_ok_and(all_ranges) && all.iter().all(Self::is_all_said) => Ok(all),
            _ => apart.map(|all| all.concat()),
        }
    }

    /// Whether nothing else was said with it: no show, no other words.
    fn is_all_said(&self) -> bool {
        matches!(self, Self::Range { show, text: None, .. } if show.is_empty())
    }

    /// Reads all notations in a text; without any it is a title. Bare numbers are refused, because they can be read in
    /// two ways.
    pub fn parse(text: &str) -> Result<Vec<Self>, Error> {
        let whole = text.trim();
        if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ambiguous(whole));
        }
        // Slashes between codes make a list; others a path, of which the file's name counts.
        let parts: Vec<Result<Vec<Self>, Error>> = whole.split(['/', '\\']).map(read).collect();
        let is_code = |part: &Result<Vec<Self>, Error>| {
            part.as_ref().is_ok_and(|part| !part.is_empty() && part.iter().all(Self::is_all_said))
        };
        let parts = if parts.iter().all(is_code) {
            parts
        } else {
            parts.into_iter().next_back().into_iter().collect()
        };
        let found: Result<Vec<Vec<Self>>, Error> = parts.into_iter().collect();
        let found = found?.concat();
        Ok(if found.is_empty() { vec![Self::Title(whole.to_owned())] } else { found })
    }
}

fn ambiguous(number: &str) -> Error {
    let (season, episode) = number.split_at(number.len().saturating_sub(2));
    let hint = if season.is_empty() {
        format!("write s{number} for the season, or s1e{number} for an episode")
    } else {
        format!("write s{season}e{episode} for season {season} episode {episode}")
    };
    let message = "it could be a season, an episode, or both run together";
    Error::usage(format!("`{number}` is ambiguous: {message}")).with_hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(notation: &Notation) -> String {
        match notation {
            Notation::Range { show, first, last, seasons: true, .. } => {
                format!("{show}|S{}..S{}", first.season, last.season)
            }
            Notation::Range { show, first, last, .. } => format!("{show}|{first}..{last}"),
            Notation::Title(title) => format!("title {title}"),
        }
    }

    fn read_words(words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        match Notation::parse_all(&words) {
            Ok(all) => all.iter().map(print).collect::<Vec<_>>().join(" + "),
            Err(error) => format!("error {error}"),
        }
    }

    fn read(text: &str) -> String {
        read_words(&[text])
    }

    #[test]
    fn one_episode_in_every_notation() {
        for text in [
            "S02E03",
            "s2e3",
            "s02.e03",
            "S2 E3",
            "s02_e03",
            "2x03",
            "2X3",
            "season 2 episode 3",
            "Season 2, Episode 3",
            "Season 02 Episode 03",
            "season 2 ep. 3",
            "s2 ep3",
            "s2:e3",
        ] {
            assert_eq!(read(text), "|S02E03..S02E03", "{text}");
        }
        assert_eq!(read("s0e1"), "|S00E01..S00E01", "a special");
        assert_eq!(read("s1e1000"), "|S01E1000..S01E1000");
    }

    #[test]
    fn ranges() {
        for text in [
            "S02E03-E05",
            "s2e3-5",
            "s2e3-s2e5",
            "2x03-05",
            "2x03-2x05",
            "S02E03..E05",
            "s02e03–e05",
            "s2e3 - s2e5",
        ] {
            assert_eq!(read(text), "|S02E03..S02E05", "{text}");
        }
        assert_eq!(read("S02E03E04"), "|S02E03..S02E04");
        assert_eq!(read("S02E03E04E05"), "|S02E03..S02E05");
        assert_eq!(read("S01E07..S02E02"), "|S01E07..S02E02");
        assert_eq!(read("S02E03..S03"), "|S02E03..S03E65535");
        assert_eq!(read("S02"), "|S2..S2");
        assert_eq!(read("season 2"), "|S2..S2");
        assert_eq!(read("S01-S02"), "|S1..S2");
        for text in ["S01-2", "season 1 - season 2", "season 1 to 2", "S01–season 2", "S01—2"] {
            assert_eq!(read(text), "|S1..S2", "{text}");
        }
    }

    #[test]
    fn several_in_one_text_and_one_in_several_words() {
        for text in ["s2e3 s2e4", "s2e3,s2e4", "s2e3, s2e4"] {
            assert_eq!(read(text), "|S02E03..S02E03 + |S02E04..S02E04", "{text}");
        }
        assert_eq!(read_words(&["s2e3", "s2e4-e5"]), "|S02E03..S02E03 + |S02E04..S02E05");
        assert_eq!(read_words(&["s2", "e3"]), "|S02E03..S02E03");
        assert_eq!(read_words(&["season", "2", "episode", "3"]), "|S02E03..S02E03");
        assert_eq!(read_words(&["Promise", "Heat"]), "title Promise + title Heat");
        assert_eq!(read_words(&["Promise", "s2e4"]), "title Promise + |S02E04..S02E04");
        assert_eq!(read_words(&["s2e4", "Promise"]), "|S02E04..S02E04 + title Promise");
        for text in ["s2e3,5", "s2e3 e5", "s2e3+e5", "s2e3, 2x05", "s2e3/s2e5", "season 2 ep 3, ep. 5"] {
            assert_eq!(read(text), "|S02E03..S02E03 + |S02E05..S02E05", "{text}");
        }
        assert_eq!(read("s2e1-2,5-6"), "|S02E01..S02E02 + |S02E05..S02E06");
        assert!(read_words(&["2", "3"]).starts_with("error `2`"));
        assert!(read_words(&["s2e1", "203"]).starts_with("error `203`"));
    }

    #[test]
    fn open_ranges() {
        assert_eq!(read("s2e3.."), "|S02E03..S65535E65535");
        assert_eq!(read("s2e3-"), "|S02E03..S65535E65535");
        assert_eq!(read("..s2e3"), "|S00E00..S02E03");
        assert_eq!(read("s2.."), "|S2..S65535");
        assert_eq!(read("..s2"), "|S0..S2");
    }

    #[test]
    fn file_names() {
        for text in [
            "Heartstopper.S02E03.1080p.mkv",
            "/videos/Season 2/Heartstopper.S02E03.Promise.720x480.mkv",
            "Heartstopper.S02E03-1080p.mkv",
            "Heartstopper.S02E03..mkv",
            "Heartstopper...S02E03.mkv",
        ] {
            assert_eq!(read(text).replace("...|", ".|"), "Heartstopper.|S02E03..S02E03", "{text}");
        }
        assert_eq!(read("C:\\videos\\show 2x03.avi"), "show|S02E03..S02E03");
        assert_eq!(read("heartstopper s2e3"), "heartstopper|S02E03..S02E03");
    }

    #[test]
    fn titles() {
        for title in
            ["Promise", "Truth/Dare", "s2e3rd", "The 100", "1920x1080", "Series finale", "season", "S"]
        {
            assert_eq!(read(title), format!("title {title}"));
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in ["203", "2", "0203"] {
            assert!(read(text).starts_with("error `"), "{text}");
        }
        for text in ["s2e3-e5-e7", "season 2 nr 3", "s2e3 or 5"] {
            assert!(read(text).contains("cannot read all"), "{text}: {}", read(text));
        }
        assert!(read("s2e5-e3").contains("runs backwards"));
        assert!(read("s3-s2").contains("runs backwards"));
        assert!(read("S02E02..S01E01").contains("runs backwards"));
    }
}
