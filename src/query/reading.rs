//! Readings: a text that may hold codes of seasons and episodes flows in, the notations in it flow out; what looks like
//! one and cannot be read is an error rather than left out.

use super::notation::Notation;
use super::point::{Point, Reading, has_number, points, skip};
use crate::error::Error;
use crate::model::EpisodeCode;

/// The notations in a text, perhaps none.
pub(super) fn read(text: &str) -> Result<Vec<Notation>, Error> {
    let mut readings =
        [Point::coded, Point::crossed, Point::spelled].into_iter().map(|reading| ranges(text, reading));
    readings.find(|found| !found.as_ref().is_ok_and(Vec::is_empty)).unwrap_or(Ok(Vec::new()))
}

/// The ranges in a text; what stands before the first names the show of all.
fn ranges(text: &str, reading: Reading) -> Result<Vec<Notation>, Error> {
    // ASCII lower case keeps every byte in its place.
    let lower = text.to_ascii_lowercase();
    let (mut found, mut show, mut rest) = (Vec::new(), "", lower.as_str());
    let mut unread = String::new();
    while let Some((start, point, after)) = points(rest, reading).next() {
        let (mut first, (mut last, mut after)) = (point, point.up_to(after));
        if found.is_empty() {
            show = text[..start].trim();
            if show == ".." {
                (show, first) = ("", point.start());
            }
        } else {
            unread += &rest[..start];
        }
        loop {
            found.push((first, last));
            let next = after.trim_start();
            let next = next
                .strip_prefix([',', ';', '+', '&'])
                .map_or(first.episode_at(next), |next| first.any_at(next.trim_start()));
            let Some((point, more)) = next else { break };
            first = point;
            (last, after) = point.up_to(more);
        }
        rest = after;
    }
    unread += rest;
    if !found.is_empty() && !is_file_name(text, rest) && has_number(&unread) {
        let error = Error::usage(format!("cannot read all of `{text}` as episodes"));
        return Err(error.with_hint("write s2e3, s2e3-e5 or s2e3,s2e7"));
    }
    let text = (!skip(&unread).is_empty() || !show.is_empty()).then(|| text.to_owned());
    let between = |(first, last)| between(show, first, last, text.clone());
    found.into_iter().map(between).collect()
}

/// Whether a text is the name of a file or a release, in which numbers mean other things too.
fn is_file_name(text: &str, rest: &str) -> bool {
    let is_ending = |ending: &str| {
        (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let has_ending =
        text.rsplit_once('.').is_some_and(|(_, ending)| is_ending(ending) && !has_number(ending));
    has_ending || rest.starts_with('.')
}

fn between(show: &str, from: Point, to: Point, text: Option<String>) -> Result<Notation, Error> {
    let first = EpisodeCode { season: from.season, episode: from.episode.unwrap_or(0) };
    let last = EpisodeCode { season: to.season, episode: to.episode.unwrap_or(u16::MAX) };
    if first > last {
        let seasons = format!("season {} to season {}", first.season, last.season);
        let ends = if first.season == last.season { format!("{first} to {last}") } else { seasons };
        let error = Error::usage(format!("a range runs backwards, from {ends}"));
        return Err(error.with_hint("name the earlier end first"));
    }
    let seasons = from.episode.is_none() && to.episode.is_none();
    Ok(Notation::Range { show: show.to_owned(), first, last, seasons, text })
}
