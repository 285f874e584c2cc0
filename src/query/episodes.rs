//! Parses what people type for episodes: `s2e3`, `2x03`, `S01E07..S02E02`, `season 2 episode 3`, the file
//! name of a video, or an episode's title.

use crate::error::Error;
use crate::model::{Ceiling, Date, EpisodeCode, LastEpisode};

/// What one argument says about episodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Episode or season codes.
    Range {
        /// The text before the first code, in which a show may be named; empty if there is none.
        show: String,
        /// The episodes.
        range: EpisodeRange,
        /// The whole argument, if it has other words than the codes: it may be a title.
        text: Option<String>,
        /// Words behind or between the codes that can only be a title; in the name of a file there are none.
        rest: String,
    },
    /// The day on which an episode was first shown.
    AirDate {
        /// The text before the date, in which a show may be named.
        show: String,
        /// The day.
        date: Date,
        /// The whole argument: it may be a title.
        text: String,
    },
    /// An episode's title.
    Title(String),
}

/// Episodes from the first to the last, perhaps over several seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpisodeRange {
    /// The first.
    pub first: EpisodeCode,
    /// The last, which need not exist.
    pub last: EpisodeCode,
    /// Whether whole seasons are named. Then placements without a known episode belong to the range too.
    pub whole_seasons: bool,
}

impl EpisodeRange {
    /// Whether an episode is in the range.
    pub fn contains(self, code: EpisodeCode) -> bool {
        (self.first..=self.last).contains(&code)
    }

    /// Whether any episode from `first` to `last` is in the range.
    pub fn overlaps(self, first: EpisodeCode, last: EpisodeCode) -> bool {
        self.first <= last && first <= self.last
    }

    /// Whether a season is in the range as a whole.
    pub fn contains_season(self, number: u16) -> bool {
        self.whole_seasons && (self.first.season..=self.last.season).contains(&number)
    }

    fn new(from: PartialCode, to: PartialCode) -> Result<Self, Error> {
        let first = EpisodeCode { season: from.season, episode: from.episode.unwrap_or(0) };
        let last = EpisodeCode { season: to.season, episode: to.episode.unwrap_or(u16::MAX) };
        if first > last {
            let seasons = format!("season {} to season {}", first.season, last.season);
            let ends = if first.season == last.season { format!("{first} to {last}") } else { seasons };
            let error = Error::usage(format!("a range runs backwards, from {ends}"));
            return Err(error.with_hint("name the earlier end first"));
        }
        Ok(Self { first, last, whole_seasons: from.episode.is_none() && to.episode.is_none() })
    }
}

impl Notation {
    /// Parses the arguments of a command, each of which may hold several notations. The words of one notation
    /// need no quotes: `season 2 episode 3`.
    pub fn parse_all(words: &[String]) -> Result<Vec<Self>, Error> {
        let separately: Result<Vec<Vec<Self>>, Error> = words.iter().map(|word| Self::parse(word)).collect();
        let are_ranges =
            |all: &Vec<Vec<Self>>| all.iter().flatten().all(|notation| !matches!(notation, Self::Title(_)));
        if !separately.as_ref().is_ok_and(are_ranges)
            && let Ok(joined) = Self::parse(&words.join(" "))
            && joined.iter().all(Self::is_bare_range)
        {
            return Ok(joined);
        }
        separately.map(|all| all.concat())
    }

    /// Parses all notations in a text; a text without any is a title. A bare number is an error, because it
    /// can mean a season or an episode.
    pub fn parse(text: &str) -> Result<Vec<Self>, Error> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ambiguous(text));
        }
        // Slashes between codes make a list. Other slashes make a path, of which only the file name counts.
        let mut parts: Vec<Result<Vec<Self>, Error>> = text.split(['/', '\\']).map(parse_codes).collect();
        let is_code = |part: &Result<Vec<Self>, Error>| {
            part.as_ref().is_ok_and(|part| !part.is_empty() && part.iter().all(Self::is_bare_range))
        };
        if !parts.iter().all(is_code) {
            parts.drain(..parts.len() - 1);
        }
        let found = parts.into_iter().collect::<Result<Vec<Vec<Self>>, Error>>()?.concat();
        if !found.is_empty() {
            return Ok(found);
        }
        let name = text.rsplit(['/', '\\']).next().unwrap_or(text);
        let dated = find_date(name).map(|(show, date)| Self::AirDate {
            show: show.trim().to_owned(),
            date,
            text: text.to_owned(),
        });
        Ok(vec![dated.unwrap_or_else(|| Self::Title(text.to_owned()))])
    }

    /// The title, if it is one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Title(title) => Some(title),
            Self::Range { .. } | Self::AirDate { .. } => None,
        }
    }

    /// Whether it is a range of codes without a show or other words.
    fn is_bare_range(&self) -> bool {
        matches!(self, Self::Range { show, text: None, .. } if show.is_empty())
    }
}

fn ambiguous(number: &str) -> Error {
    Error::usage(format!("`{number}` is ambiguous: it could be a season, an episode, or both"))
        .with_hint("write s2e3 for an episode, s2 for a season")
}

/// The first date in a text, `2024-03-05` or `2024.03.05`, and what precedes it.
fn find_date(text: &str) -> Option<(&str, Date)> {
    let is_end = |end: Option<char>| end.is_none_or(|letter| !letter.is_alphanumeric());
    text.char_indices().find_map(|(start, _)| {
        let (before, date) = (&text[..start], text[start..].get(..10)?);
        let separator = date.chars().nth(4).filter(|sign| "-._ ".contains(*sign))?;
        let is_word = is_end(before.chars().next_back()) && is_end(text[start + 10..].chars().next());
        let date = if is_word { date.replace(separator, "-").parse().ok()? } else { return None };
        Some((before, date))
    })
}

/// Parses how far a person has watched: `S02E03`, `S02` for the whole season, the title of an episode, or
/// `heartstopper=S02E03` for one show.
pub fn parse_ceiling(text: &str) -> Result<Ceiling, Error> {
    let (show, episode) = match text.rsplit_once('=') {
        Some((show, episode)) => (Some(show.trim().to_owned()), episode),
        None => (None, text),
    };
    let last = match Notation::parse(episode)?.as_slice() {
        [Notation::Range { range, text: None, .. }] => LastEpisode::Code(range.last),
        [Notation::Title(title)] if !title.is_empty() => LastEpisode::Title(title.clone()),
        _ => {
            let error = Error::usage(format!("`{text}` is not one episode or season"));
            return Err(error.with_hint("write --up-to s2e3, or --up-to heartstopper=s2e3 for one show"));
        }
    };
    Ok(Ceiling { show, last })
}

/// The codes in a text, perhaps none. Each style is tried alone; the first that finds a code wins.
fn parse_codes(text: &str) -> Result<Vec<Notation>, Error> {
    let styles: [CodeParser; 3] = [PartialCode::compact, PartialCode::crossed, PartialCode::spelled];
    for style in styles {
        let found = parse_ranges(text, style)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The ranges in a text whose first code has the given style. What precedes the first code names the show of
/// all. What looks like a number of an episode and cannot be read is an error, so that it is never silently
/// ignored.
fn parse_ranges(text: &str, style: CodeParser) -> Result<Vec<Notation>, Error> {
    // ASCII lower case keeps byte offsets.
    let lower = text.to_ascii_lowercase();
    let (mut found, mut show, mut rest) = (Vec::new(), "", lower.as_str());
    let mut unread = String::new();
    while let Some((start, code, mut after)) = find_codes(rest, style).next() {
        if has_extension(text) {
            // What follows is a title.
            after = after.split(" - ").next().unwrap_or(after);
        }
        let (mut first, (mut last, mut after)) = (code, code.parse_range_end(after));
        if found.is_empty() {
            show = text[..start].trim();
            if show == ".." {
                (show, first) = ("", code.lowest());
            }
        } else {
            unread += &rest[..start];
        }
        loop {
            found.push((first, last));
            let next = after.trim_start();
            let separated = next.strip_prefix([',', ';', '+', '&']).or_else(|| next.strip_prefix("and "));
            let item = match separated {
                Some(item) => first.parse_list_item(item.trim_start()),
                None => first.parse_episode(next),
            };
            let Some((code, more)) = item else { break };
            first = code;
            (last, after) = code.parse_range_end(more);
        }
        rest = after;
    }
    unread += rest;
    if !found.is_empty() && !is_file_name(text, rest) && has_number(&unread) {
        let error = Error::usage(format!("cannot read all of `{text}` as episodes"));
        return Err(error.with_hint("write s2e3, s2e3-e5 or s2e3,s2e7"));
    }
    let is_all_read = skip_separators(&unread).is_empty();
    let is_name = is_file_name(text, rest) || !text.contains(' ') || unread.starts_with(" - ");
    let left = if is_name { "" } else { skip_separators(&unread).trim_end() };
    let text = (!is_all_read || !show.is_empty()).then(|| text.to_owned());
    let notation = |(first, last)| {
        let range = EpisodeRange::new(first, last)?;
        Ok(Notation::Range { show: show.to_owned(), range, text: text.clone(), rest: left.to_owned() })
    };
    found.into_iter().map(notation).collect()
}

/// Whether a text is the name of a file or a release, in which numbers have other meanings too.
pub(super) fn is_file_name(text: &str, rest: &str) -> bool {
    has_extension(text) || rest.starts_with('.')
}

fn has_extension(text: &str) -> bool {
    let is_extension = |extension: &str| {
        (2..=4).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.rsplit_once('.').is_some_and(|(_, extension)| is_extension(extension) && !has_number(extension))
}

/// A season, or an episode of it.
#[derive(Clone, Copy, Debug)]
struct PartialCode {
    season: u16,
    episode: Option<u16>,
}

/// Parses a code at the beginning of a lower-case text; also returns what follows it.
type CodeParser = fn(&str) -> Option<(PartialCode, &str)>;

/// All places where `parser` finds a code that is not part of a longer word, with what follows each.
fn find_codes(text: &str, parser: CodeParser) -> impl Iterator<Item = (usize, PartialCode, &str)> {
    let starts = text.char_indices().map(|(start, _)| start);
    let starts = starts.filter(|&start| !text[..start].ends_with(char::is_alphanumeric));
    starts.filter_map(move |start| parser(&text[start..]).map(|(code, rest)| (start, code, rest)))
}

impl PartialCode {
    /// The first season, or episode, that there can be.
    fn lowest(self) -> Self {
        Self { season: 0, episode: self.episode.map(|_| 0) }
    }

    /// The last season, or episode, that there can be.
    fn highest(self) -> Self {
        Self { season: u16::MAX, episode: self.episode.map(|_| u16::MAX) }
    }

    /// `s02e03`, `s2 ep 3`, `s02:e03`, or `s02` alone.
    fn compact(text: &str) -> Option<(Self, &str)> {
        let (season, rest) = parse_number(text.strip_prefix('s')?)?;
        Self::with_optional_episode(season, rest)
    }

    /// `2x03`.
    fn crossed(text: &str) -> Option<(Self, &str)> {
        let (season, rest) = parse_number(text)?;
        let (episode, rest) = parse_number(rest.strip_prefix('x')?)?;
        // Larger numbers are resolutions: 1920x1080.
        let is_plausible = season < 100 && is_number_end(rest);
        is_plausible.then_some((Self { season, episode: Some(episode) }, rest))
    }

    /// `season 2 episode 3`, `season 2`.
    fn spelled(text: &str) -> Option<(Self, &str)> {
        let words = ["seasons", "season", "series"];
        let after = words.iter().find_map(|word| text.strip_prefix(word))?;
        let (season, rest) = parse_number(skip_separators(after))?;
        Self::with_optional_episode(season, rest)
    }

    /// The season with the episode that follows it, if one does.
    fn with_optional_episode(season: u16, rest: &str) -> Option<(Self, &str)> {
        let code = Self { season, episode: None };
        let is_whole_word = !rest.starts_with(char::is_alphanumeric);
        code.parse_episode(skip_separators(rest)).or_else(|| is_whole_word.then_some((code, rest)))
    }

    /// The other end of a range that begins with this code: `-e05`, `-05`, `e05`, `-s02e05`, `..s02e02`,
    /// `-2x05`. If something else follows, the range ends with this code.
    fn parse_range_end(self, rest: &str) -> (Self, &str) {
        let dashes = ["...", "..", "…", "-", "–", "—", "~", "to "];
        let Some(end) = dashes.iter().find_map(|dash| rest.trim_start().strip_prefix(dash)) else {
            // `e04e05`: the last of them.
            return self.parse_episode(rest).map_or((self, rest), |(code, rest)| code.parse_range_end(rest));
        };
        let end = end.trim_start();
        if end.is_empty() {
            return (self.highest(), end);
        }
        self.parse_list_item(end).unwrap_or((self, rest))
    }

    /// The next code of a list, after this one: `s2e5`, `2x05`, `season 3`, `e05`, `5`.
    fn parse_list_item(self, text: &str) -> Option<(Self, &str)> {
        Self::compact(text)
            .or_else(|| Self::crossed(text))
            .or_else(|| Self::spelled(text))
            .or_else(|| self.parse_episode(text))
            .or_else(|| self.parse_bare_number(text))
    }

    /// `e05`, `x05`, `ep. 5`, `episode 5`, of the same season.
    fn parse_episode(self, text: &str) -> Option<(Self, &str)> {
        let words = ["episodes", "episode", "eps", "ep", "e", "x"];
        let after = words.iter().find_map(|word| text.strip_prefix(word))?;
        let (episode, rest) = parse_number(skip_separators(after))?;
        is_number_end(rest).then_some((Self { episode: Some(episode), ..self }, rest))
    }

    /// `05`: an episode if this code has one, otherwise a season.
    fn parse_bare_number(self, text: &str) -> Option<(Self, &str)> {
        let (number, rest) = parse_number(text)?;
        let code = match self.episode {
            Some(_) => Self { episode: Some(number), ..self },
            None => Self { season: number, ..self },
        };
        is_number_end(rest).then_some((code, rest))
    }
}

/// Skips the characters that may separate the parts of a code.
fn skip_separators(text: &str) -> &str {
    text.trim_start_matches([' ', ',', '.', ':', '_', '-'])
}

/// Whether a text contains a number that may be meant as an episode: `4`, `e04`, but not `1080p`.
fn has_number(text: &str) -> bool {
    let number: CodeParser = |text| {
        let (season, rest) = parse_number(text.strip_prefix('e').unwrap_or(text))?;
        is_number_end(rest).then_some((PartialCode { season, episode: None }, rest))
    };
    find_codes(text, number).next().is_some()
}

/// Up to four digits, and what follows them.
fn parse_number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    (1..=4).contains(&digits).then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

/// Whether no more of a word follows a number: `s2e3` in `s2e3.mkv` and `s2e3e4`, but not in `s2e3rd`.
fn is_number_end(rest: &str) -> bool {
    let next_episode = rest.strip_prefix(['e', 'x']).is_some_and(|rest| parse_number(rest).is_some());
    next_episode || !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(notation: &Notation) -> String {
        match notation {
            Notation::Range { show, range: EpisodeRange { first, last, whole_seasons }, .. } => {
                match whole_seasons {
                    true => format!("{show}|S{}..S{}", first.season, last.season),
                    false => format!("{show}|{first}..{last}"),
                }
            }
            Notation::AirDate { show, date, .. } => format!("{show}|{date}"),
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
        for text in ["S02E03E04", "2x03x04", "2x03-04"] {
            assert_eq!(read(text), "|S02E03..S02E04", "{text}");
        }
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
        for text in [
            "s2e3,5",
            "s2e3 and s2e5",
            "s2e3 and 5",
            "s2e3 e5",
            "s2e3+e5",
            "s2e3, 2x05",
            "s2e3/s2e5",
            "season 2 ep 3, ep. 5",
        ] {
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
        for title in ["04 Weeks.mkv", "24.mkv", "S02E04.mkv", "2x04 - 05.mp4"] {
            assert_eq!(read(&format!("Show - S02E03 - {title}")), "Show -|S02E03..S02E03", "{title}");
        }
        assert_eq!(read("Show - 2x03 - 24.mkv"), "Show -|S02E03..S02E03");
        assert_eq!(read("C:\\videos\\show 2x03.avi"), "show|S02E03..S02E03");
        assert_eq!(read("heartstopper s2e3"), "heartstopper|S02E03..S02E03");
    }

    #[test]
    fn words_behind_a_code_are_left_except_in_names_of_files() {
        let left = |text: &str| match Notation::parse(text).unwrap().as_slice() {
            [Notation::Range { rest, .. }, ..] => rest.clone(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(left("s2e3 kiss"), "kiss");
        assert_eq!(left("heartstopper s2e3 or s2e4"), "or");
        for text in
            ["s2e3", "Show S02E03 1080p.mkv", "Show.S02E03.Web", "Show - S02E03 - Kiss", "s2e3, s2e4 "]
        {
            assert_eq!(left(text), "", "{text}");
        }
    }

    #[test]
    fn dates() {
        for text in ["2024-03-05", "2024.03.05", "2024_03_05", "2024 03 05"] {
            assert_eq!(read(text), "|2024-03-05", "{text}");
        }
        assert_eq!(read("/tv/The.Daily.Fuss.2024.03.05.1080p.mkv"), "The.Daily.Fuss.|2024-03-05");
        for text in ["2024-13-05", "2024-03", "12024-03-05", "2024-03-051", "2024-02-30"] {
            assert_eq!(read(text), format!("title {text}"));
        }
        assert_eq!(read("Show.S02E03.2024-03-05.mkv"), "Show.|S02E03..S02E03", "a code counts more");
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

    #[test]
    fn a_ceiling_is_an_episode_or_a_season_perhaps_of_one_show() {
        let code = |season, episode| LastEpisode::Code(EpisodeCode { season, episode });
        let ceiling = |show: Option<&str>, last| Ceiling { show: show.map(str::to_owned), last };
        let promise = || LastEpisode::Title("Promise".to_owned());
        for (text, expected, printed) in [
            ("s2e3", ceiling(None, code(2, 3)), "S02E03"),
            ("S01", ceiling(None, code(1, u16::MAX)), "S01"),
            ("harbour-lights=1x02", ceiling(Some("harbour-lights"), code(1, 2)), "harbour-lights=S01E02"),
            ("Promise", ceiling(None, promise()), "Promise"),
            ("heartstopper = Promise", ceiling(Some("heartstopper"), promise()), "heartstopper=Promise"),
        ] {
            let ceiling = parse_ceiling(text).unwrap();
            assert_eq!((&ceiling, ceiling.to_string().as_str()), (&expected, printed));
        }
        for text in ["", "2", "s2e3 and more", "x=", "s1e1 s2e2"] {
            assert_eq!(parse_ceiling(text).map_err(|error| error.exit_code()), Err(2), "{text}");
        }
    }
}
