//! Episodes as people write them: `s2e3`, `2x03`, `S01E07..S02E02`, `season 2 episode 3`, a video's file name or an
//! episode's title flow in, what is meant flows out.

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

/// A season, or an episode of it.
#[derive(Clone, Copy, Debug)]
struct Point {
    season: u16,
    episode: Option<u16>,
}

/// Reads a point at the beginning of a text; also returns what follows.
type Reading = fn(&str) -> Option<(Point, &str)>;

/// The places where `reading` finds something that is not part of a longer word.
fn points(text: &str, reading: Reading) -> impl Iterator<Item = (usize, Point, &str)> {
    let starts = text.char_indices().map(|(start, _)| start);
    let starts = starts.filter(|&start| !text[..start].ends_with(char::is_alphanumeric));
    starts
        .filter_map(move |start| reading(&text[start..]).map(|(point, rest)| (start, point, rest)))
}

impl Point {
    /// `s02e03`, `s2 e3`, `s02.e03`, or `s02` alone.
    fn coded(text: &str) -> Option<(Self, &str)> {
        let (season, rest) = number(text.strip_prefix('s')?)?;
        let episode = skip(rest).strip_prefix('e').and_then(number);
        let (episode, rest) = episode.map_or((None, rest), |(episode, rest)| (Some(episode), rest));
        ends_here(rest).then_some((Self { season, episode }, rest))
    }

    /// `2x03`.
    fn crossed(text: &str) -> Option<(Self, &str)> {
        let (season, rest) = number(text)?;
        let (episode, rest) = number(rest.strip_prefix('x')?)?;
        let plausible = season < 100 && ends_here(rest);
        plausible.then_some((
            Self {
                season,
                episode: Some(episode),
            },
            rest,
        ))
    }

    /// `season 2 episode 3`, `season 2`.
    fn spelled(text: &str) -> Option<(Self, &str)> {
        let after = text
            .strip_prefix("season")
            .or_else(|| text.strip_prefix("series"))?;
        let (season, rest) = number(skip(after))?;
        let episode = skip(rest)
            .strip_prefix("episode")
            .and_then(|after| number(skip(after)));
        let (episode, rest) = episode.map_or((None, rest), |(episode, rest)| (Some(episode), rest));
        ends_here(rest).then_some((Self { season, episode }, rest))
    }

    /// The other end of a range that begins with this point: `-e05`, `-05`, `e05`, `-s02e05`, `..s02e02`, `-2x05`;
    /// the point itself if what follows is something else.
    fn up_to(self, rest: &str) -> Self {
        let dash = ["...", "..", "-", "–", " - ", " to "]
            .iter()
            .find_map(|dash| rest.strip_prefix(dash));
        let end = dash.map_or(rest, str::trim_start);
        let alone = |text| {
            number(text)
                .filter(|(_, rest)| ends_here(rest))
                .map(|(number, _)| number)
        };
        let episode = |number| Self {
            season: self.season,
            episode: Some(number),
        };
        let same_kind = |number| {
            if self.episode.is_some() {
                episode(number)
            } else {
                Self {
                    season: number,
                    ..self
                }
            }
        };
        dash.and_then(|_| Self::coded(end).or_else(|| Self::crossed(end)))
            .map(|(point, _)| point)
            .or_else(|| end.strip_prefix('e').and_then(alone).map(episode))
            .or_else(|| dash.and_then(|_| alone(end)).map(same_kind))
            .unwrap_or(self)
    }
}

/// What follows the signs that may stand between the parts of a notation.
fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', ',', '.', '_', '-'])
}

/// Up to four digits; also what follows.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    (1..=4)
        .contains(&digits)
        .then(|| number.parse().ok())
        .flatten()
        .map(|number| (number, rest))
}

/// Whether a number is not followed by more of a word: `s2e3` in `s2e3.mkv` and `s2e3e4`, but not in `s2e3rd`.
fn ends_here(rest: &str) -> bool {
    let continues_range = rest
        .strip_prefix('e')
        .is_some_and(|rest| number(rest).is_some());
    continues_range || !rest.starts_with(char::is_alphanumeric)
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
