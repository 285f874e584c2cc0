//! Conditions on placements: what the filter flags and the query language can both ask for.

use super::episodes::{EpisodeRange, Notation};
use super::ranges::{Bounds, Numbers};
use crate::model::{Certainty, Keyword, Origin, Placement, Timecode, Usage};
use std::fmt;

/// A condition that a placement meets or not. `Display` prints the value as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The season has one of these numbers.
    Season(Numbers),
    /// The episode has one of these numbers, or may have it.
    Episode(Numbers),
    /// The episode is in one of these ranges, or may be.
    Code {
        /// The codes as typed.
        text: String,
        /// What they mean.
        ranges: Vec<EpisodeRange>,
    },
    /// The song is used in one of these ways.
    Usage(Vec<Usage>),
    /// The song has one of these origins.
    Origin(Vec<Origin>),
    /// The placement is known with one of these certainties.
    Certainty(Vec<Certainty>),
    /// The song's length is known and in this range.
    Length(Bounds<Timecode>),
    /// The song's release is known and in one of these years.
    Year(Numbers),
}

impl Condition {
    /// Whether the placement meets the condition.
    pub fn is_met_by(&self, placement: Placement<'_>) -> bool {
        let episodes = || placement.place().episodes();
        match self {
            Self::Season(numbers) => numbers.contains(placement.season().number()),
            Self::Episode(numbers) => {
                let (first, last) = episodes();
                numbers.overlap(first.episode, last.episode)
            }
            Self::Code { ranges, .. } => {
                let (first, last) = episodes();
                ranges.iter().any(|range| range.overlaps(first, last))
            }
            Self::Usage(wanted) => placement.usage().is_some_and(|usage| wanted.contains(&usage)),
            Self::Origin(wanted) => placement.song().origin().is_some_and(|origin| wanted.contains(&origin)),
            Self::Certainty(wanted) => wanted.contains(&placement.certainty()),
            Self::Length(lengths) => placement.song().length().is_some_and(|length| lengths.contains(length)),
            Self::Year(years) => placement.song().released().is_some_and(|date| years.contains(date.year())),
        }
    }

    /// Parses episode codes such as `s2e3` or `s1-s2`; none if the text has anything else.
    pub fn parse_code(text: &str) -> Option<Self> {
        let ranges = Notation::parse(text).ok()?.into_iter().map(|notation| match notation {
            Notation::Range { show, range, text: None, .. } if show.is_empty() => Some(range),
            _ => None,
        });
        Some(Self::Code { text: text.to_owned(), ranges: ranges.collect::<Option<_>>()? })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Season(numbers) | Self::Episode(numbers) | Self::Year(numbers) => numbers.fmt(f),
            Self::Code { text, .. } => f.write_str(text),
            Self::Usage(wanted) => write_keywords(f, wanted),
            Self::Origin(wanted) => write_keywords(f, wanted),
            Self::Certainty(wanted) => write_keywords(f, wanted),
            Self::Length(lengths) => lengths.fmt(f),
        }
    }
}

fn write_keywords<W: Keyword>(f: &mut fmt::Formatter<'_>, values: &[W]) -> fmt::Result {
    let keywords: Vec<&str> = values.iter().map(|value| value.keyword()).collect();
    f.write_str(&keywords.join(","))
}
