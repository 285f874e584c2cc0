//! Small checked values: dates, times, identifiers, keywords, and where in a show a song plays.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// Why a text is not a value of some type: it says what was expected instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// A description of the valid texts, with an example.
    pub expected: &'static str,
}

impl ParseError {
    /// An error that prints as "expected ...".
    pub const fn expected(expected: &'static str) -> Self {
        Self { expected }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for ParseError {}

/// A day, month or year of the Gregorian calendar, written `2023-08-03`, `2023-08` or `2023`.
///
/// A less exact date sorts before the dates that it includes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    /// 0 if unknown.
    month: u8,
    /// 0 if unknown.
    day: u8,
}

impl Date {
    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }
}

impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let error = ParseError::expected("a date such as 2023-08-03, 2023-08 or 2023");
        parse_date(text.as_bytes()).ok_or(error)
    }
}

fn parse_date(text: &[u8]) -> Option<Date> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: u16, digit| {
            let is_digit = digit.is_ascii_digit();
            is_digit.then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = match rest {
        [] => (None, None),
        [b'-', month @ ..] if month.len() == 2 => (Some(month), None),
        [b'-', month @ .., b'-', _, _] if month.len() == 2 => (Some(month), rest.get(4..)),
        _ => return None,
    };
    let year = number(year)?;
    let part = |digits: Option<&[u8]>, max: u16| match digits {
        Some(digits) => number(digits).filter(|number| (1..=max).contains(number)),
        None => Some(0),
    };
    let month = part(month, 12)?;
    Some(Date { year, month: month as u8, day: part(day, days_in_month(year, month))? as u8 })
}

fn days_in_month(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// A length of time in whole seconds: how long a song is, or how far into an episode it starts.
///
/// Written `3:19` or `1:02:45`; below 28 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timecode(
    /// One more than the seconds, so that an `Option` of it is no larger.
    NonZeroU32,
);

impl Timecode {
    /// The total number of seconds.
    pub fn seconds(self) -> u32 {
        self.0.get() - 1
    }

    /// Less than [`Self::END`] seconds.
    pub(crate) fn from_seconds(seconds: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(seconds))
    }

    /// The first number of seconds that is too large.
    pub(crate) const END: u32 = 100_000;
}

impl Default for Timecode {
    fn default() -> Self {
        Self::from_seconds(0)
    }
}

impl FromStr for Timecode {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let error = ParseError::expected("minutes and seconds such as 3:19, or 1:02:45");
        let [mut parts, mut digits, mut number, mut seconds] = [0, 0, 0, 0];
        for byte in text.bytes().chain([b':']) {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    number = number * 10 + u32::from(byte - b'0');
                }
                // The first part has at most three digits; the others have two and are below 60.
                b':' if digits > 0 && parts == 0 || digits == 2 && number < 60 => {
                    seconds = seconds * 60 + number;
                    parts += 1;
                    (digits, number) = (0, 0);
                }
                _ => return Err(error),
            }
            if digits > 3 || parts > 3 {
                return Err(error);
            }
        }
        if parts < 2 || seconds >= Self::END {
            return Err(error);
        }
        Ok(Self::from_seconds(seconds))
    }
}

impl fmt::Display for Timecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds();
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}")
        }
    }
}

/// An International Standard Recording Code (ISO 3901): two letters, three letters or digits, seven digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Isrc([u8; 12]);

impl FromStr for Isrc {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let error = ParseError::expected("an ISRC: 12 characters without dashes, such as GBAYE0601498");
        let code: [u8; 12] = text.as_bytes().try_into().map_err(|_| error.clone())?;
        let well_formed = code[..2].iter().all(u8::is_ascii_uppercase)
            && code[2..5].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && code[5..].iter().all(u8::is_ascii_digit);
        if well_formed { Ok(Self(code)) } else { Err(error) }
    }
}

impl fmt::Display for Isrc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

/// A MusicBrainz identifier: a UUID, written in lower case with dashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mbid([u8; 16]);

impl FromStr for Mbid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let error = ParseError::expected("a MusicBrainz id such as b1a9c0e9-d987-4042-ae91-78d6a3267d69");
        let is_dash = |index: usize| matches!(index, 8 | 13 | 18 | 23);
        let is_valid = |(index, byte): (usize, u8)| (byte == b'-') == is_dash(index);
        if text.len() != 36 || !text.bytes().enumerate().all(is_valid) {
            return Err(error);
        }
        let mut digits = text.chars().filter(|&letter| letter != '-').map(|letter| letter.to_digit(16));
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
                return Err(error);
            };
            *byte = (high << 4 | low) as u8;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Mbid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            let dash = if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" };
            write!(f, "{dash}{byte:02x}")?;
        }
        Ok(())
    }
}

/// A closed set of words that a file or an option may use, spelled the same in files, options and output.
pub trait Keyword: Copy + Eq + 'static {
    /// What the set is called in messages: `usage`, `origin`.
    const KIND: &'static str;
    /// All values, in the order in which help lists them.
    const ALL: &'static [Self];
    /// How the value is spelled.
    fn keyword(self) -> &'static str;
    /// The value with this spelling; case matters.
    fn from_keyword(keyword: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.keyword() == keyword)
    }
}

/// Declares an enum with a [`Keyword`] for each variant, and its `Display`.
macro_rules! keywords {
    ($(#[$outer:meta])* $name:ident, $kind:literal { $($(#[$inner:meta])* $variant:ident = $keyword:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $crate::model::Keyword for $name {
            const KIND: &'static str = $kind;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn keyword(self) -> &'static str {
                match self { $(Self::$variant => $keyword,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::model::Keyword::keyword(*self))
            }
        }
    };
}
pub(crate) use keywords;

keywords! {
    /// What kind of work a show is.
    ShowKind, "kind" {
        /// It has seasons and episodes.
        Series = "series",
        /// A film, or several that belong together.
        Film = "film",
        /// A game, perhaps with chapters.
        Game = "game",
        /// An album, such as that of a musical.
        Album = "album",
    }
}

keywords! {
    /// How a song is used in a scene, in the terms of cue sheets.
    Usage, "usage" {
        /// Played under the scene; the characters do not hear it.
        Background = "background",
        /// Performed or played by someone in the scene.
        OnScreen = "on-screen",
        /// The theme at the beginning.
        OpeningTheme = "opening-theme",
        /// The theme at the end.
        ClosingTheme = "closing-theme",
        /// Used in a trailer of the episode or season, not in the episode itself.
        Trailer = "trailer",
    }
}

keywords! {
    /// How precisely the sources locate a song.
    Certainty, "certainty" {
        /// A source names the episode.
        Stated = "stated",
        /// The season is known and the episode lies within a range.
        Range = "range",
        /// Only the season is known.
        Season = "season",
    }
}

keywords! {
    /// Where a song comes from, in the terms of cue sheets.
    Origin, "origin" {
        /// It was released on its own, not as part of the show.
        Released = "released",
        /// It was written for the show.
        Original = "original",
        /// It is part of the show's score.
        Score = "score",
    }
}

keywords! {
    /// What an artist who is not credited contributed to a song (MusicBrainz: relationships).
    Role, "role" {
        /// Remixed this version.
        Remixer = "remixer",
        /// First recorded the song that this one is a cover of.
        OriginalArtist = "original-artist",
        /// Wrote the music.
        Composer = "composer",
        /// Wrote the words, or words and music.
        Writer = "writer",
    }
}

/// The season and number of an episode: printed `S02E03`, with at least two digits each.
///
/// Ordered by season and number, specials (season 0) first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpisodeCode {
    /// The season's number; 0 for specials.
    pub season: u16,
    /// The episode's number within the season.
    pub episode: u16,
}

impl fmt::Display for EpisodeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S{:02}E{:02}", self.season, self.episode)
    }
}

/// The first and the last episode of a season that a song may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EpisodeRange {
    pub(crate) first: u16,
    pub(crate) last: u16,
}

impl EpisodeRange {
    /// A range that runs backwards, which is an error.
    pub(crate) const BACKWARDS: Self = Self { first: 1, last: 0 };
}

/// A spoiler limit: everything after the last watched episode is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// The title or id of the show that is limited; `None` limits every show.
    pub show: Option<String>,
    /// The last episode that is shown.
    pub last: LastEpisode,
}

impl fmt::Display for Ceiling {
    /// As it is written: `S02E03`, `heartstopper=S02`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show.iter().try_for_each(|show| write!(f, "{show}="))?;
        self.last.fmt(f)
    }
}

/// An episode that is named by its code or its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastEpisode {
    /// The number of the episode is `u16::MAX` if it is the last of its season.
    Code(EpisodeCode),
    /// The title, or the beginning of it.
    Title(String),
}

impl fmt::Display for LastEpisode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(EpisodeCode { season, episode: u16::MAX }) => write!(f, "S{season:02}"),
            Self::Code(code) => code.fmt(f),
            Self::Title(title) => f.write_str(title),
        }
    }
}

/// Where in a show a song plays, as precisely as the sources say: printed `S01E04`, `S01E03–E05?` or `S01 ?`.
///
/// Ordered as in lists: within a season first known episodes, then ranges, then the season as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(super) season: u16,
    pub(super) within: WithinSeason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WithinSeason {
    Episode(u16),
    Range(u16, u16),
    Season,
}

impl Place {
    /// A place in a season: a range of episodes, or else an episode, or else the whole season.
    pub fn new(season: u16, episode: Option<u16>, range: Option<(u16, u16)>) -> Self {
        let within = match (episode, range) {
            (_, Some((first, last))) => WithinSeason::Range(first, last),
            (Some(episode), None) => WithinSeason::Episode(episode),
            (None, None) => WithinSeason::Season,
        };
        Self { season, within }
    }

    /// The numbers of the first and last episode that it may be in, if only a range is known.
    pub fn range(self) -> Option<(u16, u16)> {
        match self.within {
            WithinSeason::Range(first, last) => Some((first, last)),
            WithinSeason::Episode(_) | WithinSeason::Season => None,
        }
    }

    /// The first and the last episode that it may be in: the same if the episode is known.
    pub fn episodes(self) -> (EpisodeCode, EpisodeCode) {
        let (first, last) = match self.within {
            WithinSeason::Episode(episode) => (episode, episode),
            WithinSeason::Range(first, last) => (first, last),
            WithinSeason::Season => (0, u16::MAX),
        };
        let code = |episode| EpisodeCode { season: self.season, episode };
        (code(first), code(last))
    }

    /// How uncertain the episode is, in words; nothing if it is known.
    pub fn doubt(self) -> Option<&'static str> {
        match self.within {
            WithinSeason::Episode(_) => None,
            WithinSeason::Range(first, last) if first == last => Some("perhaps in this episode"),
            WithinSeason::Range(..) => Some("in one of these episodes"),
            WithinSeason::Season => Some("somewhere in the season"),
        }
    }

    /// Whether the episode is uncertain, and this episode is possible.
    pub fn may_be(self, code: EpisodeCode) -> bool {
        let (first, last) = self.episodes();
        self.doubt().is_some() && (first..=last).contains(&code)
    }
}

impl From<EpisodeCode> for Place {
    fn from(code: EpisodeCode) -> Self {
        Self { season: code.season, within: WithinSeason::Episode(code.episode) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let season = self.season;
        match self.within {
            WithinSeason::Episode(episode) => EpisodeCode { season, episode }.fmt(f),
            WithinSeason::Range(first, last) if first == last => write!(f, "S{season:02}E{first:02}?"),
            WithinSeason::Range(first, last) => write!(f, "S{season:02}E{first:02}–E{last:02}?"),
            WithinSeason::Season => write!(f, "S{season:02} ?"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_were_written() {
        for text in ["2023-08-03", "2023-08", "2023", "2024-02-29", "2000-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn invalid_dates_are_refused() {
        for text in [
            "",
            "23",
            "2023-8-3",
            "2023-13-01",
            "2023-00",
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-08-03-01",
            "2023-08-",
            "+023",
            "2023/08/03",
            "２０２３",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_sort_by_time_and_less_exact_dates_first() {
        let dates: Vec<Date> =
            ["2022", "2022-04", "2022-04-22", "2023-08-03"].map(|text| text.parse().unwrap()).into();
        assert!(dates.is_sorted());
    }

    #[test]
    fn timecodes_print_as_they_were_written() {
        for text in ["0:00", "3:19", "12:34", "59:59", "1:02:45"] {
            assert_eq!(text.parse::<Timecode>().unwrap().to_string(), text);
        }
        assert_eq!("75:00".parse::<Timecode>().unwrap().to_string(), "1:15:00");
        assert_eq!("3:19".parse::<Timecode>().unwrap().seconds(), 199);
    }

    #[test]
    fn invalid_timecodes_are_refused() {
        for text in [
            "",
            "3",
            "3:9",
            "3:60",
            ":19",
            "3:",
            "-3:19",
            "1:2:45",
            "1:60:00",
            "999:59:59",
            "1:2:3:4",
            "3：19",
        ] {
            assert!(text.parse::<Timecode>().is_err(), "{text}");
        }
    }

    #[test]
    fn identifiers_print_as_they_were_written() {
        assert_eq!("GBAYE0601498".parse::<Isrc>().unwrap().to_string(), "GBAYE0601498");
        let mbid = "00a9c0e9-d987-4042-ae91-78d6a3267d69";
        assert_eq!(mbid.parse::<Mbid>().unwrap().to_string(), mbid);
        assert_eq!(mbid.to_uppercase().parse::<Mbid>(), mbid.parse::<Mbid>());
    }

    #[test]
    fn malformed_identifiers_are_refused() {
        for isrc in ["", "GB-AYE-06-01498", "gbaye0601498", "1BAYE0601498", "GBAYE060149X", "GBAYE06014980"] {
            assert!(isrc.parse::<Isrc>().is_err(), "{isrc}");
        }
        for mbid in [
            "",
            "b1a9c0e9d9874042ae9178d6a3267d69",
            "b1a9c0e9-d987-4042-ae91-78d6a3267d6g",
            "{b1a9c0e9-d987-4042-ae91-78d6a3267d69}",
        ] {
            assert!(mbid.parse::<Mbid>().is_err(), "{mbid}");
        }
    }

    #[test]
    fn places_print_their_uncertainty_and_sort_as_listed() {
        let place = |within| Place { season: 1, within };
        let places = [
            place(WithinSeason::Episode(4)),
            place(WithinSeason::Range(1, 1)),
            place(WithinSeason::Range(3, 5)),
            place(WithinSeason::Season),
        ];
        assert_eq!(places.map(|place| place.to_string()), ["S01E04", "S01E01?", "S01E03–E05?", "S01 ?"]);
        assert!(places.is_sorted());
    }
}
