//! The spoiler ceiling: a packed show flows in, the same show flows out as it was when somebody had watched so far.
//!
//! What comes later is taken out before shows are joined to a catalog, so that no list, card, count or suggestion can
//! know of it.

use crate::error::Error;
use crate::model::{Ceiling, Date, EpisodeCode, ShowRecord, SongRecord, Span, TextAt, WhereRecord};
use crate::names::fold;
use std::collections::{BTreeSet, HashSet};

/// Cuts each show at the last of the ceilings that are about it alone, or else of those for every show. Returns the
/// number of placements that are gone; a ceiling for a show that is not there is an error.
pub(super) fn apply(ceilings: &[Ceiling], shows: &mut [ShowRecord]) -> Result<usize, Error> {
    for ceiling in ceilings {
        if let (Some(name), false) = (&ceiling.show, shows.iter().any(|show| is_about(ceiling, show))) {
            // Not which shows there are: their names may be what somebody does not want to know.
            return Err(Error::not_found(format!("no show is called `{name}`")));
        }
    }
    let by_show = |show: &ShowRecord| {
        let mut about = ceilings.iter().filter(|ceiling| is_about(ceiling, show)).rev();
        let general = about.clone().next();
        about.find(|ceiling| ceiling.show.is_some()).or(general)
    };
    let cut_at = |show: &mut ShowRecord| by_show(show).map_or(0, |ceiling| cut(show, ceiling.last));
    Ok(shows.iter_mut().map(cut_at).sum())
}

fn is_about(ceiling: &Ceiling, show: &ShowRecord) -> bool {
    let names = [show.title, show.slug].map(|name| fold(show.text.get(name)));
    ceiling.show.as_ref().is_none_or(|wanted| names.contains(&fold(wanted)))
}

/// What became of the indices of a list of which some entries were taken out.
struct Kept(Vec<Option<u32>>);

impl Kept {
    /// Takes out the entries of `list` that `keep` does not want.
    fn retain<T>(list: &mut Vec<T>, keep: impl Fn(usize, &T) -> bool) -> Self {
        let (mut index, mut next) = (0.., 0);
        let mut places = Vec::with_capacity(list.len());
        list.retain(|entry| {
            let kept = index.next().is_some_and(|index| keep(index, entry));
            places.push(kept.then_some(next));
            next += u32::from(kept);
            kept
        });
        Self(places)
    }

    /// Where the entry is now; only asked about entries that are still there.
    fn place(&self, index: u32) -> u32 {
        self.0[index as usize].unwrap_or_default()
    }

    fn has(&self, index: u32) -> bool {
        self.0[index as usize].is_some()
    }

    /// The span of those of its entries that are still there. Entries keep their order, so they are still neighbours.
    fn span(&self, span: Span) -> Span {
        let mut places = span.indices().filter_map(|index| self.0[index as usize]);
        let Some(first) = places.next() else {
            return Span::default();
        };
        Span::between(first as usize, first as usize + 1 + places.count())
    }
}

/// Takes out of a show what comes after `last`: episodes, what plays in them, and songs and artists that are heard
/// nowhere else. Returns the number of placements that are gone.
///
/// A special is kept if it was shown no later than `last`, and a song that no source ties to an episode if its season
/// has been watched to the end. A remark, or a source by its title, that names something that is gone is gone too.
fn cut(show: &mut ShowRecord, last: EpisodeCode) -> usize {
    let (placements, before) = (show.placements.len(), titles(show));
    let numbers: Vec<u16> = show.seasons.iter().map(|season| season.number).collect();
    let reached = |season: u32| numbers[season as usize] <= last.season;
    let date = date_of(show, last);

    let episodes = Kept::retain(&mut show.episodes, |_, episode| match numbers[episode.season as usize] {
        0 if last.season > 0 => episode.air_date.is_some_and(|shown| date.is_some_and(|date| shown <= date)),
        season => EpisodeCode { season, episode: episode.number } <= last,
    });
    let watched = |span: Span| span.indices().all(|index| episodes.has(index));
    let finished: Vec<bool> = show.seasons.iter().map(|season| watched(season.episodes)).collect();
    let placed = Kept::retain(&mut show.placements, |_, placement| match placement.place {
        WhereRecord::Episode(index) => episodes.has(index),
        WhereRecord::Range { season, .. } | WhereRecord::Season(season) => {
            reached(season.into()) && finished[usize::from(season)]
        }
    });
    let seasons = Kept::retain(&mut show.seasons, |index, season| {
        reached(index as u32)
            && (finished[index] || season.episodes.indices().any(|index| episodes.has(index)))
    });
    let heard: HashSet<u32> = show.placements.iter().map(|placement| placement.song).collect();
    let songs = Kept::retain(&mut show.songs, |index, _| heard.contains(&(index as u32)));

    for season in &mut show.seasons {
        season.episodes = episodes.span(season.episodes);
        season.placements = placed.span(season.placements);
    }
    for episode in &mut show.episodes {
        episode.season = seasons.place(episode.season);
        episode.placements = placed.span(episode.placements);
    }
    for placement in &mut show.placements {
        placement.song = songs.place(placement.song);
        match &mut placement.place {
            WhereRecord::Episode(index) => *index = episodes.place(*index),
            WhereRecord::Range { season, .. } | WhereRecord::Season(season) => {
                *season = seasons.place((*season).into()) as u16;
            }
        }
    }
    forget_artists(show);
    let after = titles(show);
    let gone: Vec<&String> = before.difference(&after).collect();
    forget_remarks(show, &gone);
    placements - show.placements.len()
}

/// When the last of the episodes up to `last` was shown.
fn date_of(show: &ShowRecord, last: EpisodeCode) -> Option<Date> {
    let watched = show.episodes.iter().filter(|episode| {
        let season = show.seasons[episode.season as usize].number;
        season > 0 && EpisodeCode { season, episode: episode.number } <= last
    });
    watched.filter_map(|episode| episode.air_date).max()
}

/// Takes out the artists of songs that are gone.
fn forget_artists(show: &mut ShowRecord) {
    let credited: HashSet<usize> = show.songs.iter().flat_map(|song| song.credit.range()).collect();
    let details = |song: &SongRecord| song.more.get(&show.song_details).contributors;
    let contributing: HashSet<usize> = show.songs.iter().flat_map(|song| details(song).range()).collect();
    let credits = Kept::retain(&mut show.credits, |index, _| credited.contains(&index));
    let contributors = Kept::retain(&mut show.contributors, |index, _| contributing.contains(&index));
    let credited = show.credits.iter().map(|name| name.artist);
    let heard: HashSet<u32> = credited.chain(show.contributors.iter().map(|who| who.artist)).collect();
    let artists = Kept::retain(&mut show.artists, |index, _| heard.contains(&(index as u32)));
    for song in &mut show.songs {
        song.credit = credits.span(song.credit);
        if let Some(details) = song.more.get_mut(&mut show.song_details) {
            details.contributors = contributors.span(details.contributors);
        }
    }
    show.credits.iter_mut().for_each(|name| name.artist = artists.place(name.artist));
    show.contributors.iter_mut().for_each(|who| who.artist = artists.place(who.artist));
}

/// The titles of episodes and songs and the names of artists, as folded.
fn titles(show: &ShowRecord) -> BTreeSet<String> {
    let episodes = show.episodes.iter().map(|episode| episode.title);
    let songs = show.songs.iter().map(|song| song.title);
    let artists = show.artists.iter().map(|artist| artist.name);
    episodes.chain(songs).chain(artists).map(|title| fold(show.text.get(title))).collect()
}

/// Takes out remarks, and sources by their titles, that name one of the titles, as folded, that are gone.
fn forget_remarks(show: &mut ShowRecord, gone: &[&String]) {
    let ShowRecord { text, note, sources, artist_details, song_details, placement_details, .. } = show;
    let mut notes: Vec<&mut TextAt> = vec![note];
    notes.extend(sources.iter_mut().map(|source| &mut source.title));
    notes.extend(artist_details.iter_mut().map(|artist| &mut artist.note));
    notes.extend(song_details.iter_mut().map(|song| &mut song.note));
    let placements = placement_details.iter_mut();
    notes.extend(placements.map(|placement| &mut placement.note));
    let gone: HashSet<&str> = gone.iter().map(|title| title.as_str()).collect();
    let words = |title: &&str| title.split(' ').count();
    let longest = gone.iter().map(words).max().unwrap_or(0);
    for note in notes {
        if has_any(&fold(text.get(*note)), &gone, longest) {
            *note = TextAt::NOWHERE;
        }
    }
}

/// Whether some words of a text, one after the other and at most so many, are one of the phrases; both are folded.
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
    use crate::names::has_phrase;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn phrases_are_found_at_once_as_one_by_one(text in "[ab]{1,2}( [ab]{1,2}){0,6}", phrases in prop::collection::hash_set("[ab]{1,2}( [ab]{1,2}){0,2}", 0..4)) {
            let all: HashSet<&str> = phrases.iter().map(String::as_str).collect();
            let expected = phrases.iter().any(|phrase| has_phrase(&text, phrase));
            prop_assert_eq!(has_any(&text, &all, 3), expected);
        }
    }
}
