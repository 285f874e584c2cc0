//! Parses what people type for episodes: `s2e3`, `2x03`, `S01E07..S02E02`, `season 2 episode 3`, the file
//! name of a video, or an episode's title.

use crate::error::Error;
use crate::model::{Ceiling, Date, EpisodeCode, LastEpisode};
use crate::text::is_number;

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
    /// The number of an episode whose season is not named, such as `e1000`.
    Number {
        /// The text before the number, in which a show may be named.
        show: String,
        /// The number.
        number: u16,
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
        let may_be_part = |notation: &Self| matches!(notation, Self::Title(_) | Self::Number { .. });
        let are_ranges = |all: &Vec<Vec<Self>>| !all.iter().flatten().any(may_be_part);
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
        if is_number(text) && find_date(text).is_none() {
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
        let mut found = parts.into_iter().collect::<Result<Vec<Vec<Self>>, Error>>()?.concat();
        if found.is_empty() && !has_extension(text) {
            // The slash may be in a title: `Show - S02E03 - Truth/Dare`.
            let is_season = |one: &Self| matches!(one, Self::Range { range, .. } if range.whole_seasons);
            found = parse_codes(text).unwrap_or_default();
            found.retain(|one| !is_season(one));
        }
        if !found.is_empty() {
            return Ok(found);
        }
        let name = text.rsplit(['/', '\\']).next().unwrap_or(text);
        let dated = find_date(name).map(|(show, date)| Self::AirDate {
            show: show.trim().to_owned(),
            date,
            text: text.to_owned(),
        });
        let numbered = || {
            let (show, number) = find_number(name)?;
            Some(Self::Number { show: show.trim().to_owned(), number, text: text.to_owned() })
        };
        Ok(vec![dated.or_else(numbered).unwrap_or_else(|| Self::Title(text.to_owned()))])
    }

    /// The title, if it is one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Title(title) => Some(title),
            Self::Range { .. } | Self::AirDate { .. } | Self::Number { .. } => None,
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

fn unreadable(text: &str) -> Error {
    Error::usage(format!("cannot read all of `{text}` as episodes"))
        .with_hint("write s2e3, s2e3-e5 or s2e3,s2e7")
}

/// The first date in a text, and what precedes it.
fn find_date(text: &str) -> Option<(&str, Date)> {
    find_codes(text, parse_date).next().map(|(start, date, _)| (&text[..start], date))
}

/// `2024-03-05`, `2024.03.05` or `20240305`, and what follows it.
fn parse_date(text: &str) -> Option<(Date, &str)> {
    [10, 8].into_iter().find_map(|length| {
        let (date, rest) = text.split_at_checked(length)?;
        let date = match date.chars().nth(4).filter(|sign| "-._ ".contains(*sign)) {
            Some(separator) => date.replace(separator, "-"),
            None => format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..)?),
        };
        Some((date.parse().ok()?, rest)).filter(|_| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The first number of an episode without a season, and what precedes it: `e1000`, `episode 5`, and in the name
/// of a file `[Group] Show - 05 [1080p].mkv`.
fn find_number(text: &str) -> Option<(&str, u16)> {
    let lower = without_extension(text).to_ascii_lowercase();
    let mut lettered = find_codes(&lower, |text| {
        // `Wall-E 2` is no episode.
        let is_marked = text.starts_with("ep") || text.strip_prefix('e').and_then(parse_number).is_some();
        NO_SEASON.parse_episode(text).filter(|_| is_marked)
    });
    let is_name = has_extension(text) || text.starts_with('[');
    let mut behind_dash = lower.match_indices(" - ").filter(|_| is_name).filter_map(|(start, _)| {
        NO_SEASON.parse_number_in_name(&lower[start..]).map(|(code, rest)| (start, code, rest))
    });
    let (start, code, rest) = lettered.next().or_else(|| behind_dash.next())?;
    let show = &text[..start];
    // Several would be ambiguous too.
    let is_one = code.parse_next(rest, is_name).is_none();
    Some((show, code.episode.filter(|_| is_one)?))
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

/// The codes in a text, perhaps none, in the style of the first episode or, if only seasons are named, of the
/// first season.
fn parse_codes(text: &str) -> Result<Vec<Notation>, Error> {
    let lower = text.to_ascii_lowercase();
    let styles: [CodeParser; 3] = [PartialCode::compact, PartialCode::crossed, PartialCode::spelled];
    let first = |style: &CodeParser| {
        find_codes(&lower, *style).map(|(start, code, _)| (code.episode.is_none(), start)).min()
    };
    let style =
        styles.iter().filter_map(|style| Some((first(style)?, style))).min_by_key(|(first, _)| *first);
    style.map_or(Ok(Vec::new()), |(_, style)| parse_ranges(text, *style))
}

/// The ranges in a text whose first code has the given style. What precedes the first code names the show of
/// all. What looks like a number of an episode and cannot be read is an error, so that it is never silently
/// ignored; but a title may follow the codes.
fn parse_ranges(text: &str, style: CodeParser) -> Result<Vec<Notation>, Error> {
    // ASCII lower case keeps byte offsets.
    let lower = without_extension(text).to_ascii_lowercase();
    let (mut found, mut show, mut rest) = (Vec::new(), "", lower.as_str());
    let (mut unread, mut has_title) = (String::new(), false);
    while !has_title && let Some((start, code, after)) = find_codes(rest, style).next() {
        let mut first = code;
        if found.is_empty() {
            show = text[..start].trim();
            if show == ".." {
                (show, first) = ("", code.lowest());
            }
        } else {
            unread += &rest[..start];
        }
        let is_name = has_extension(text) || show.ends_with(['.', '_']);
        rest = parse_list(first, code, after, is_name, &mut found).ok_or_else(|| unreadable(text))?;
        // `Show - S02E03 - 7 Minutes`, but `s2e3 - 5` may be anything.
        let has_dash = [" - ", " – ", " — ", " ~ "].iter().any(|dash| rest.starts_with(dash));
        has_title = has_dash && (is_name || !show.is_empty() || !has_number(rest));
    }
    if !has_title {
        unread += rest;
    }
    if !found.is_empty() && !is_file_name(text, rest) && has_number(&unread) {
        return Err(unreadable(text));
    }
    let is_all_read = !has_title && skip_separators(&unread).is_empty();
    let is_name = has_title || is_file_name(text, rest) || !text.contains(' ');
    let left = if is_name { "" } else { skip_separators(&unread).trim_end() };
    let text = (!is_all_read || !show.is_empty()).then(|| text.to_owned());
    let notation = |(first, last)| {
        let range = EpisodeRange::new(first, last)?;
        Ok(Notation::Range { show: show.to_owned(), range, text: text.clone(), rest: left.to_owned() })
    };
    found.into_iter().map(notation).collect()
}

/// Appends the ranges that begin with a code, and returns what follows them; `None` if a part of the last range
/// does.
fn parse_list<'t>(
    mut first: PartialCode,
    mut last: PartialCode,
    mut rest: &'t str,
    is_name: bool,
    found: &mut Vec<(PartialCode, PartialCode)>,
) -> Option<&'t str> {
    let number = Some(last).filter(|code| is_name && code.episode.is_none() && !rest.starts_with('-'));
    if let Some((code, after)) = number.and_then(|code| code.parse_number_in_name(rest)) {
        (first, last, rest) = (code, code, after);
    }
    let mut is_range = false;
    while let Some((joint, code, after)) = last.parse_next(rest, is_name) {
        match joint {
            Joint::List => {
                found.push((first, last));
                (first, is_range) = (code, false);
            }
            // `S02E03-E04-E05` is one range, but `s2e3-e5-e7` may be anything.
            Joint::Range if is_range && !code.follows(last) => return None,
            Joint::Range => is_range = true,
        }
        (last, rest) = (code, after);
    }
    found.push((first, last));
    Some(rest)
}

/// Words of the names of releases that are no title.
const RELEASE_WORDS: &str = "10bit 4k amzn avc bd bdrip bluray brrip complete dsnp dual dvd dvdrip h264 h265 hdr hdtv hevc \
    internal multi nf pdtv proper remux repack uhd web webrip x264 x265 xvid";

/// Whether a text begins with a word of a release, such as `1080p`.
fn is_release_word(text: &str) -> bool {
    let word = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let lines = word.strip_suffix(['p', 'i']).and_then(parse_number);
    lines.is_some_and(|(lines, rest)| lines >= 100 && rest.is_empty())
        || RELEASE_WORDS.split_ascii_whitespace().any(|known| known == word)
}

/// Whether no title follows, but the end, a bracket, a word of a release or one more joint.
fn is_end(rest: &str) -> bool {
    let next = rest.trim_start_matches(PADDING);
    next.is_empty()
        || next.starts_with(['[', '(', '{', ',', ';', '+', '&'])
        || (next.len() < rest.len() && next.starts_with(['-', '–', '—', '~']))
        || is_release_word(next)
}

/// Whether a text is the name of a file or a release, in which numbers have other meanings too.
pub(super) fn is_file_name(text: &str, rest: &str) -> bool {
    has_extension(text) || rest.starts_with(['.', '_'])
}

fn has_extension(text: &str) -> bool {
    without_extension(text).len() < text.len()
}

fn without_extension(text: &str) -> &str {
    let is_extension = |extension: &str| {
        let extension = extension.to_ascii_lowercase();
        (2..=4).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !has_number(&extension)
            && PartialCode::compact(&extension).or(NO_SEASON.parse_episode(&extension)).is_none()
    };
    text.rsplit_once('.').filter(|(_, extension)| is_extension(extension)).map_or(text, |(name, _)| name)
}

/// A season, or an episode of it.
#[derive(Clone, Copy, Debug)]
struct PartialCode {
    season: u16,
    episode: Option<u16>,
}

/// For an episode whose season is not named.
const NO_SEASON: PartialCode = PartialCode { season: 0, episode: None };

/// Parses a code at the beginning of a lower-case text; also returns what follows it.
type CodeParser = fn(&str) -> Option<(PartialCode, &str)>;

/// All places where `parser` finds something that is not part of a longer word, with what follows each.
fn find_codes<'t, T>(
    text: &'t str,
    parser: impl Fn(&'t str) -> Option<(T, &'t str)>,
) -> impl Iterator<Item = (usize, T, &'t str)> {
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
        let rest = skip_revision(rest).filter(|_| season < 100)?;
        Some((Self { season, episode: Some(episode) }, rest))
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
        // `S2.5E3` has no season.
        let fraction = rest.strip_prefix('.').and_then(parse_number);
        let is_fraction = fraction.is_some_and(|(_, rest)| rest.starts_with('e'));
        let is_whole_word = !is_fraction && !rest.starts_with(char::is_alphanumeric);
        code.parse_episode(skip_separators(rest)).or_else(|| is_whole_word.then_some((code, rest)))
    }

    /// The code that is joined to this one: `-e05`, `..s2e5`, `e05`, `, 2x05`, `and 5`. Behind a dash between
    /// blanks, and in a name, a title may follow instead: `S02E03 - 7 Minutes`.
    fn parse_next(self, rest: &str, is_name: bool) -> Option<(Joint, Self, &str)> {
        let dots = Some(rest.trim_start()).filter(|rest| rest.starts_with(".."));
        let body = dots.unwrap_or(rest.trim_start_matches(PADDING));
        let is_word = body.starts_with(char::is_alphabetic);
        let strip = |sign: &&str| {
            let after = body.strip_prefix(*sign)?;
            (!is_word || (body.len() < rest.len() && after.starts_with(PADDING))).then_some(after)
        };
        let (range, list) = (RANGE_SIGNS.iter().find_map(strip), LIST_SIGNS.iter().find_map(strip));
        let after = range.or(list).unwrap_or(body);
        let end = after.trim_start_matches(PADDING);
        let has_sign = range.or(list).is_some();
        let has_blank = rest[..rest.len() - end.len()].contains(' ');
        let is_tight = end.len() == after.len() && body.len() == rest.len();
        let joint = if range.is_some() || (is_tight && !has_sign) { Joint::Range } else { Joint::List };
        if range.is_some() && end.is_empty() && !is_name {
            return Some((joint, self.highest(), end));
        }
        if is_release_word(end) {
            return None;
        }
        let may_be_title = range.is_some() && !is_word && has_blank;
        let full = Self::compact(end).or_else(|| Self::crossed(end)).or_else(|| Self::spelled(end));
        // `Show - S02E03 - Episode 4` has a title.
        let lettered =
            || self.parse_episode(end).filter(|_| !((is_name || may_be_title) && end.starts_with("ep")));
        let (code, rest, is_code) = if let Some((code, rest)) = full {
            (code, rest, has_sign && is_end(rest) && !(is_name && may_be_title))
        } else if let Some((code, rest)) = lettered() {
            (code, rest, !(has_sign && has_blank) || is_end(rest))
        } else {
            let (code, rest) = self.parse_bare_number(end)?;
            let is_next = !has_blank && code.follows(self);
            (code, rest, (has_sign || is_next) && is_end(rest) && !may_be_title)
        };
        (is_tight || is_code).then_some((joint, code, rest))
    }

    /// `- 05`, `.05`: the number of an episode behind a season or a show in a name.
    fn parse_number_in_name(self, rest: &str) -> Option<(Self, &str)> {
        let end = rest.trim_start_matches([' ', '.', '_', '-', '–', '~']);
        let (number, after) = parse_number(end).filter(|_| !is_release_word(end))?;
        let (joint, digits) = (&rest[..rest.len() - end.len()], end.len() - after.len());
        let is_episode = match joint.contains(['-', '–', '~']) {
            true => !(1900..2100).contains(&number),
            false => !joint.is_empty() && (2..=3).contains(&digits),
        };
        let after = skip_revision(after).filter(|after| is_episode && is_end(after))?;
        Some((Self { episode: Some(number), ..self }, after))
    }

    /// Whether it is the episode after `last`.
    fn follows(self, last: Self) -> bool {
        self.season == last.season
            && last.episode.is_some_and(|episode| self.episode == episode.checked_add(1))
    }

    /// `e05`, `x05`, `ep. 5`, `episode 5`, of the same season.
    fn parse_episode(self, text: &str) -> Option<(Self, &str)> {
        let words = ["episodes", "episode", "eps", "ep", "e", "x"];
        let after = words.iter().find_map(|word| text.strip_prefix(word))?;
        let (episode, rest) = parse_number(skip_separators(after))?;
        Some((Self { episode: Some(episode), ..self }, skip_revision(rest)?))
    }

    /// `05`: an episode if this code has one, otherwise a season. `720` is rather a resolution.
    fn parse_bare_number(self, text: &str) -> Option<(Self, &str)> {
        let is_plausible = |number| number < 100 || self.episode.is_some_and(|episode| episode >= 90);
        let (number, rest) = parse_number(text).filter(|(number, _)| is_plausible(*number))?;
        let code = match self.episode {
            Some(_) => Self { episode: Some(number), ..self },
            None => Self { season: number, ..self },
        };
        is_number_end(rest).then_some((code, rest))
    }
}

/// What separates codes like a blank.
const PADDING: [char; 3] = [' ', '.', '_'];

/// What joins the ends of a range, and the items of a list.
const RANGE_SIGNS: [&str; 12] =
    ["...", "..", "…", "-", "–", "—", "~", "to", "until", "till", "through", "thru"];
const LIST_SIGNS: [&str; 5] = [",", ";", "+", "&", "and"];

/// How a code is joined to the one before it.
enum Joint {
    Range,
    List,
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

/// What follows the number of an episode and its revision or part, if any: `v2`, `a`, `end`.
fn skip_revision(rest: &str) -> Option<&str> {
    let is_code = |rest: &&str| {
        let next = PartialCode::compact(rest).is_some_and(|(code, _)| code.episode.is_some());
        next || is_number_end(rest)
    };
    let version = rest.strip_prefix('v').and_then(parse_number).map(|(_, rest)| rest);
    let part = rest.strip_prefix(|letter: char| letter.is_ascii_lowercase());
    let all = [Some(rest).filter(is_code), version, rest.strip_prefix("end"), part];
    all.into_iter().flatten().find(|after| after.len() == rest.len() || is_number_end(after))
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
            Notation::Number { show, number, .. } => format!("{show}|E{number}"),
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
    fn a_title_in_a_name_ends_no_range() {
        for title in
            ["7 Minutes", "100", "24-7", "2001 - A Space", "S02E01 Revisited", "e5 Rising", "Truth/Dare"]
        {
            for joint in [" - ", " – ", " ~ "] {
                assert_eq!(read(&format!("Show - S02E03{joint}{title}")), "Show -|S02E03..S02E03", "{title}");
            }
        }
        for name in
            ["Show - S02E03, 7 Minutes.mkv", "Show - S02E03 & 7 others.mkv", "Show - 2x03 - S02E01 Again.mkv"]
        {
            assert_eq!(read(name), "Show -|S02E03..S02E03", "{name}");
        }
        assert_eq!(read("Show - S02E03 - S02E05"), "Show -|S02E03..S02E05", "nothing follows");
        assert_eq!(read("Show S02E03-05 Promise.mkv"), "Show|S02E03..S02E05");
    }

    #[test]
    fn several_episodes_in_a_name_are_read_whole() {
        for (joint, is_range) in [
            ("E", true),
            ("-E", true),
            (" - E", true),
            (".-.E", true),
            (".to.E", true),
            ("x", true),
            ("S02E", true),
        ]
        .into_iter()
        .chain([
            ("_E", false),
            (".E", false),
            (" and E", false),
            (" & E", false),
            (", E", false),
            (".", false),
            ("_", false),
        ]) {
            let expected =
                if is_range { "Show.|S02E03..S02E04" } else { "Show.|S02E03..S02E03 + Show.|S02E04..S02E04" };
            assert_eq!(read(&format!("Show.S02E03{joint}04.1080p.mkv")), expected, "{joint}");
        }
        assert_eq!(read("Show.S02E03-E04-E05.mkv"), "Show.|S02E03..S02E05");
        assert!(read("Show.S02E03-E05-E07.mkv").contains("cannot read all"));
        for text in [
            "2x03v2",
            "S02E03a",
            "S02E03END",
            "S02E03.x264",
            "S02E03-720x480",
            "S02E03.H264",
            "S2 - 03 [1080p]",
            "S02.03.1080p",
        ] {
            assert_eq!(read(&format!("Show.{text}.mkv")), "Show.|S02E03..S02E03", "{text}");
        }
        assert_eq!(read("Show.S02.720p.x264.mkv"), "Show.|S2..S2");
        assert_eq!(read("s2e3 until s2e5"), "|S02E03..S02E05");
    }

    #[test]
    fn numbers_without_a_season() {
        for (text, expected) in [
            ("e1000", "|E1000"),
            ("ep. 5", "|E5"),
            ("show episode 5", "show|E5"),
            ("Show.E05.1080p.mkv", "Show.|E5"),
            ("[Group] Show - 05 [1080p].mkv", "[Group] Show|E5"),
            ("Show - 05v2 - 7 Minutes.mkv", "Show|E5"),
            ("Wall-E 2", "title Wall-E 2"),
            ("Show - 05", "title Show - 05"),
            ("Show - 24 Hours.mkv", "title Show - 24 Hours.mkv"),
            ("Show - 2019 [1080p].mkv", "title Show - 2019 [1080p].mkv"),
            ("e5-e7", "title e5-e7"),
            ("Show S2.5E3", "title Show S2.5E3"),
        ] {
            assert_eq!(read(text), expected);
        }
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
        for text in ["2024-03-05", "2024.03.05", "2024_03_05", "2024 03 05", "20240305"] {
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
        assert!(read("s2e3 - 5").contains("cannot read all"), "it may be a title");
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
