//! Episodes as people write them: `s2e3`, `2x03`, `S01E07..S02E02`, `season 2 episode 3`, a video's file name or an
//! episode's title flow in, what is meant flows out.

use super::point::{Point, points};
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
    },
    /// An episode's title.
    Title(String),
}

impl Notation {
    /// Reads one argument. Bare numbers are refused, because they can be read in two ways.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let whole = text.trim();
        if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ambiguous(whole));
        }
        let name = whole.rsplit(['/', '\\']).next().unwrap_or(whole);
        // ASCII lower case keeps every byte in its place.
        let lower = name.to_ascii_lowercase();
        for reading in [Point::coded, Point::crossed, Point::spelled] {
            if let Some((start, first, rest)) = points(&lower, reading).next() {
                return between(&name[..start], first, first.up_to(rest), text);
            }
        }
        Ok(Self::Title(whole.to_owned()))
    }
}

impl Notation {
    /// Reads an argument that is about seasons, so that a bare number is one.
    pub fn parse_season(text: &str) -> Result<Self, Error> {
        match text.trim().parse::<u16>() {
            Ok(season) => Ok(Self::Range {
                show: String::new(),
                first: EpisodeCode { season, episode: 0 },
                last: EpisodeCode {
                    season,
                    episode: u16::MAX,
                },
                seasons: true,
            }),
            Err(_) => Self::parse(text),
        }
    }
}

fn ambiguous(number: &str) -> Error {
    let (season, episode) = number.split_at(number.len().saturating_sub(2));
    let reading = match (season.parse::<u16>(), episode.parse::<u16>()) {
        (Ok(season), Ok(episode)) => {
            format!("s{season}e{episode} for season {season} episode {episode}")
        }
        _ => format!("s{number} for the season, or -e {number} for the episode"),
    };
    let message =
        format!("`{number}` is ambiguous: it could be a season, an episode, or both run together");
    Error::usage(message).with_hint(format!("write {reading}"))
}

fn between(before: &str, from: Point, to: Point, text: &str) -> Result<Notation, Error> {
    let first = EpisodeCode {
        season: from.season,
        episode: from.episode.unwrap_or(0),
    };
    let last = EpisodeCode {
        season: to.season,
        episode: to.episode.unwrap_or(u16::MAX),
    };
    if first > last {
        return Err(Error::usage(format!("`{text}` runs backwards"))
            .with_hint("name the earlier end first"));
    }
    let seasons = from.episode.is_none() && to.episode.is_none();
    Ok(Notation::Range {
        show: before.trim().to_owned(),
        first,
        last,
        seasons,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Notation::parse(text) {
            Ok(Notation::Range {
                show,
                first,
                last,
                seasons: true,
            }) => format!("{show}|S{}..S{}", first.season, last.season),
            Ok(Notation::Range {
                show, first, last, ..
            }) => format!("{show}|{first}..{last}"),
            Ok(Notation::Title(title)) => format!("title {title}"),
            Err(error) => format!("error {error}"),
        }
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
        assert_eq!(read("S01E07..S02E02"), "|S01E07..S02E02");
        assert_eq!(read("S02E03..S03"), "|S02E03..S03E65535");
        assert_eq!(read("S02"), "|S2..S2");
        assert_eq!(read("season 2"), "|S2..S2");
        assert_eq!(read("S01-S02"), "|S1..S2");
        assert_eq!(read("S01-2"), "|S1..S2");
    }

    #[test]
    fn file_names() {
        for text in [
            "Heartstopper.S02E03.1080p.mkv",
            "/videos/Season 2/Heartstopper.S02E03.Promise.720x480.mkv",
            "Heartstopper.S02E03-1080p.mkv",
        ] {
            assert_eq!(read(text), "Heartstopper.|S02E03..S02E03", "{text}");
        }
        assert_eq!(read("C:\\videos\\show 2x03.avi"), "show|S02E03..S02E03");
        assert_eq!(read("heartstopper s2e3"), "heartstopper|S02E03..S02E03");
    }

    #[test]
    fn titles() {
        for title in [
            "Promise",
            "Truth/Dare",
            "s2e3rd",
            "The 100",
            "1920x1080",
            "Series finale",
            "season",
            "S",
        ] {
            assert_eq!(read(title), format!("title {title}"));
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in ["203", "2", "0203"] {
            assert!(read(text).starts_with("error `"), "{text}");
        }
        assert!(read("s2e5-e3").contains("runs backwards"));
        assert!(read("s3-s2").contains("runs backwards"));
        assert!(read("S02E02..S01E01").contains("runs backwards"));
    }
}
