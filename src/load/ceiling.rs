//! The spoiler ceiling: removes everything after the last watched episode from a document before it is
//! packed, so that nothing can show it.

use super::document::{Document, Placement, Show, Text};
use crate::error::Error;
use crate::model::{Ceiling, Date, EpisodeCode, ShowRecord};
use crate::text::fold;
use std::collections::HashSet;

/// The last episode of a show that may be seen: of the last ceiling for this show, or else the last one for
/// all shows.
pub(super) fn find(ceilings: &[Ceiling], show: &Show<'_>) -> Option<EpisodeCode> {
    let mut about = ceilings.iter().rev().filter(|ceiling| is_about(ceiling, &show.id, &show.title));
    let general = about.clone().next();
    about.find(|ceiling| ceiling.show.is_some()).or(general).map(|ceiling| ceiling.last)
}

/// A ceiling for a show that was not loaded is an error. The message suggests no shows: their titles may be
/// spoilers.
pub(super) fn check_shows_exist(ceilings: &[Ceiling], shows: &[ShowRecord]) -> Result<(), Error> {
    for ceiling in ceilings {
        let about =
            |show: &ShowRecord| is_about(ceiling, show.text.get(show.slug), show.text.get(show.title));
        if let (Some(name), false) = (&ceiling.show, shows.iter().any(about)) {
            return Err(Error::not_found(format!("no show is called `{name}`")));
        }
    }
    Ok(())
}

fn is_about(ceiling: &Ceiling, id: &str, title: &str) -> bool {
    ceiling.show.as_ref().is_none_or(|wanted| [id, title].map(fold).contains(&fold(wanted)))
}

/// Removes what comes after `last`: episodes, their placements, and songs and artists that are heard nowhere
/// else. Returns the number of placements removed.
///
/// A special is kept if it aired no later than `last`, and a song that no source ties to an episode if its
/// season has been watched to the end. A note or source title that contains a title or name that is removed
/// is removed too.
pub(super) fn cut(document: &mut Document<'_>, last: EpisodeCode) -> usize {
    let (placements, titles_before) = (all_placements(document).count(), titles(document));
    let date = date_of(document, last);
    document.seasons.retain_mut(|season| {
        let number = season.number;
        let all = season.episodes.len();
        season.episodes.retain(|episode| match number {
            0 if last.season > 0 => {
                aired(episode.air_date.as_ref()).is_some_and(|aired| date.is_some_and(|date| aired <= date))
            }
            _ => EpisodeCode { season: number, episode: episode.number } <= last,
        });
        let finished = season.episodes.len() == all;
        if number > last.season || !finished {
            season.unplaced.clear();
        }
        number <= last.season && (finished || !season.episodes.is_empty())
    });
    let songs: HashSet<String> =
        all_placements(document).map(|placement| (*placement.song).to_owned()).collect();
    document.songs.retain(|song| songs.contains(&*song.id));
    let mut artists: HashSet<String> = HashSet::new();
    for song in &document.songs {
        artists.extend(song.credit.iter().map(|credit| (*credit.artist).to_owned()));
        artists.extend(song.contributors.iter().map(|contributor| (*contributor.artist).to_owned()));
    }
    document.artists.retain(|artist| artists.contains(&*artist.id));
    let titles_after = titles(document);
    remove_notes(document, &titles_before.difference(&titles_after).map(String::as_str).collect());
    placements - all_placements(document).count()
}

fn all_placements<'a, 'd>(document: &'a Document<'d>) -> impl Iterator<Item = &'a Placement<'d>> {
    document.seasons.iter().flat_map(|season| {
        season.episodes.iter().flat_map(|episode| &episode.placements).chain(&season.unplaced)
    })
}

fn aired(date: Option<&Text<'_, Date>>) -> Option<Date> {
    date?.parse().ok()
}

/// When the last of the episodes up to `last` aired.
fn date_of(document: &Document<'_>, last: EpisodeCode) -> Option<Date> {
    let regular = document.seasons.iter().filter(|season| season.number > 0);
    let episodes = regular.flat_map(|season| season.episodes.iter().map(|episode| (season.number, episode)));
    let watched =
        episodes.filter(|&(season, episode)| EpisodeCode { season, episode: episode.number } <= last);
    watched.filter_map(|(_, episode)| aired(episode.air_date.as_ref())).max()
}

/// The titles of episodes and songs and the names of artists, folded.
fn titles(document: &Document<'_>) -> HashSet<String> {
    let episodes = document.seasons.iter().flat_map(|season| &season.episodes);
    let titles = episodes.map(|episode| &episode.title).chain(document.songs.iter().map(|song| &song.title));
    titles.chain(document.artists.iter().map(|artist| &artist.name)).map(|title| fold(title)).collect()
}

/// Removes notes and source titles that contain one of the titles; these are folded.
fn remove_notes(document: &mut Document<'_>, titles: &HashSet<&str>) {
    let longest = titles.iter().map(|title| title.split(' ').count()).max().unwrap_or(0);
    let names_one = |text: &str| has_any(&fold(text), titles, longest);
    let remove = |note: &mut Option<Text<'_>>| *note = note.take().filter(|note| !names_one(note));
    remove(&mut document.show.note);
    document.artists.iter_mut().for_each(|artist| remove(&mut artist.note));
    document.songs.iter_mut().for_each(|song| remove(&mut song.note));
    for season in &mut document.seasons {
        let placed = season.episodes.iter_mut().flat_map(|episode| &mut episode.placements);
        placed.chain(&mut season.unplaced).for_each(|placement| remove(&mut placement.note));
    }
    for source in &mut document.sources {
        // The source itself is kept: what cites it still has a source.
        if names_one(&source.title) {
            source.title = Text::default();
        }
        remove(&mut source.note);
    }
}

/// Whether at most `longest` words of a text, one after the other, are one of the phrases; both are folded.
fn has_any(text: &str, phrases: &HashSet<&str>, longest: usize) -> bool {
    let later = text.match_indices(' ').map(|(space, _)| space + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(later).collect();
    let is_one = |first: usize, last: usize| {
        let end = starts.get(last + 1).map_or(text.len(), |next| next - 1);
        phrases.contains(&text[starts[first]..end])
    };
    let lasts = |first: usize| first..starts.len().min(first + longest);
    (0..starts.len()).any(|first| lasts(first).any(|last| is_one(first, last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::contains_phrase;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn phrases_are_found_at_once_as_one_by_one(text in "[ab]{1,2}( [ab]{1,2}){0,6}", phrases in prop::collection::hash_set("[ab]{1,2}( [ab]{1,2}){0,2}", 0..4)) {
            let all: HashSet<&str> = phrases.iter().map(String::as_str).collect();
            let expected = phrases.iter().any(|phrase| contains_phrase(&text, phrase));
            prop_assert_eq!(has_any(&text, &all, 3), expected);
        }
    }
}
