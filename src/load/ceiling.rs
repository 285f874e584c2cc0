//! The spoiler ceiling: removes everything after the last watched episode from a document before it is
//! packed, so that nothing can show it.

use super::document::{Document, Episode, Season, Text};
use crate::error::{Error, count};
use crate::model::{Ceiling, Date, EpisodeCode, LastEpisode};
use crate::text::{Candidate, find_by_name, fold};
use std::collections::HashSet;

/// What the ceilings mean for a show.
#[derive(Default)]
pub(super) struct Effect {
    /// The indices of the ceilings about the show, and the last episode that each lets see; `None` if the show
    /// has no episode with that title.
    limits: Vec<(usize, Option<EpisodeCode>)>,
    /// The index of the ceiling that decides on all episodes but the specials.
    decisive: Option<usize>,
    /// Whether that ceiling is behind the last episode.
    is_behind: bool,
    /// How many placements are hidden.
    hidden: usize,
}

/// Removes what the ceilings hide of a show: later episodes, their placements, and songs and artists that are
/// heard nowhere else.
///
/// The last ceiling for the show counts, or else the last one for all shows. One that names a special is for
/// the specials; if it is the only one, nothing else is shown. A song that no source ties to an episode is
/// kept if its season has been watched to the end. If anything is removed, all notes and sources are removed
/// too: they may be about any episode.
pub(super) fn cut(document: &mut Document<'_>, ceilings: &[Ceiling]) -> Effect {
    let about = (0..).zip(ceilings).filter(|(_, ceiling)| is_about(ceiling, document));
    let limits: Vec<_> = about.map(|(index, ceiling)| (index, last_of(ceiling, document))).collect();
    let find = |special| {
        let known = limits.iter().rev().filter_map(|&(index, last)| Some((index, last?)));
        let mut found = known.filter(|(_, last)| (last.season == 0) == special);
        found.clone().find(|&(index, _)| ceilings[index].show.is_some()).or_else(|| found.next())
    };
    let (regular, special) = (find(false), find(true));
    let is_behind = regular.is_some_and(|(_, last)| is_behind(document, last));
    let decisive = regular.map(|(index, _)| index);
    let mut effect = Effect { limits, decisive, is_behind, hidden: 0 };
    if (regular.is_none() || is_behind) && special.is_none() {
        return effect;
    }
    let last = regular.map_or(EpisodeCode { season: 0, episode: 0 }, |(_, last)| last);
    let before = sizes(document);
    remove_episodes(document, last, special.map(|(_, last)| last.episode));
    let after = sizes(document);
    if after != before {
        remove_unheard(document);
        remove_remarks(document);
    }
    effect.hidden = before.placements - after.placements;
    effect
}

fn is_about(ceiling: &Ceiling, document: &Document<'_>) -> bool {
    let names = [&*document.show.id, &*document.show.title];
    ceiling.show.as_ref().is_none_or(|wanted| names.map(fold).contains(&fold(wanted)))
}

/// The episode that a ceiling names; of several with the same title the first, which hides most.
fn last_of(ceiling: &Ceiling, document: &Document<'_>) -> Option<EpisodeCode> {
    match &ceiling.last {
        LastEpisode::Code(code) => Some(*code),
        LastEpisode::Title(title) => {
            let titles =
                episodes(document).map(|(code, _, episode)| Candidate::primary(code, &episode.title));
            let found = find_by_name(title, titles)?;
            let is_clear = found.is_whole_name() || found.items.len() == 1;
            found.items.first().copied().filter(|_| is_clear)
        }
    }
}

fn episodes<'a, 'd>(
    document: &'a Document<'d>,
) -> impl Iterator<Item = (EpisodeCode, &'a Season<'d>, &'a Episode<'d>)> {
    document.seasons.iter().flat_map(|season| {
        let code = |episode: &Episode<'_>| EpisodeCode { season: season.number, episode: episode.number };
        season.episodes.iter().map(move |episode| (code(episode), season, episode))
    })
}

/// Whether a ceiling is behind all episodes. The end of the last season is not.
fn is_behind(document: &Document<'_>, last: EpisodeCode) -> bool {
    let codes = episodes(document).map(|(code, ..)| code).filter(|code| code.season > 0);
    codes.max().is_some_and(|end| end < last && (end.season < last.season || last.episode != u16::MAX))
}

/// How many seasons, episodes and placements a document has.
#[derive(PartialEq)]
struct Sizes {
    seasons: usize,
    episodes: usize,
    placements: usize,
}

fn sizes(document: &Document<'_>) -> Sizes {
    let unplaced: usize = document.seasons.iter().map(|season| season.unplaced.len()).sum();
    let placed: usize = episodes(document).map(|(.., episode)| episode.placements.len()).sum();
    Sizes {
        seasons: document.seasons.len(),
        episodes: episodes(document).count(),
        placements: placed + unplaced,
    }
}

/// Removes the episodes after `last`. Of the specials those after number `last_special` are removed; without
/// one, those that aired later, and those without a date unless all other episodes are kept.
fn remove_episodes(document: &mut Document<'_>, last: EpisodeCode, last_special: Option<u16>) {
    let regular = || episodes(document).filter(|(code, ..)| code.season > 0);
    let is_finished = regular().all(|(code, ..)| code <= last);
    let watched = regular().filter(|&(code, ..)| code <= last);
    let date = watched.filter_map(|(_, season, episode)| aired(season.air_date.as_ref(), episode)).max();
    document.seasons.retain_mut(|season| {
        let (number, all) = (season.number, season.episodes.len());
        season.episodes.retain(|episode| match (number, last_special) {
            (0, Some(last)) => episode.number <= last,
            (0, None) => aired(season.air_date.as_ref(), episode)
                .map_or(is_finished, |aired| date.is_some_and(|date| aired <= date)),
            _ => EpisodeCode { season: number, episode: episode.number } <= last,
        });
        let is_whole = season.episodes.len() == all;
        if number > last.season || !is_whole {
            season.unplaced.clear();
        }
        number <= last.season && (is_whole || !season.episodes.is_empty())
    });
}

/// When an episode was first shown.
fn aired(season: Option<&Text<'_, Date>>, episode: &Episode<'_>) -> Option<Date> {
    episode.air_date.as_ref().or(season)?.parse().ok()
}

/// Removes songs that are not placed any more, and artists without songs.
fn remove_unheard(document: &mut Document<'_>) {
    let seasons = document.seasons.iter();
    let placements = seasons.flat_map(|season| {
        season.episodes.iter().flat_map(|episode| &episode.placements).chain(&season.unplaced)
    });
    let songs: HashSet<String> = placements.map(|placement| (*placement.song).to_owned()).collect();
    document.songs.retain(|song| songs.contains(&*song.id));
    let mut artists: HashSet<String> = HashSet::new();
    for song in &document.songs {
        artists.extend(song.credit.iter().map(|credit| (*credit.artist).to_owned()));
        artists.extend(song.contributors.iter().map(|contributor| (*contributor.artist).to_owned()));
    }
    document.artists.retain(|artist| artists.contains(&*artist.id));
}

/// Removes all notes, and what is said about the sources.
fn remove_remarks(document: &mut Document<'_>) {
    document.show.note = None;
    document.artists.iter_mut().for_each(|artist| artist.note = None);
    document.songs.iter_mut().for_each(|song| song.note = None);
    for season in &mut document.seasons {
        let placed = season.episodes.iter_mut().flat_map(|episode| &mut episode.placements);
        placed.chain(&mut season.unplaced).for_each(|placement| placement.note = None);
    }
    for source in &mut document.sources {
        // A source without a title is not shown; what cites it still has a source.
        (source.title, source.url, source.note) = (Text::default(), None, None);
    }
}

/// Notes for the user on what the ceilings did to all shows. A ceiling about no show, or no episode, is an
/// error. The messages suggest no titles, which may be spoilers.
pub(super) fn notes(ceilings: &[Ceiling], effects: &[&Effect]) -> Result<Vec<String>, Error> {
    for (index, ceiling) in ceilings.iter().enumerate() {
        let limits = effects.iter().flat_map(|effect| &effect.limits);
        let limits: Vec<_> = limits.filter(|(other, _)| *other == index).map(|(_, last)| last).collect();
        match ceiling {
            Ceiling { show: Some(show), .. } if limits.is_empty() => {
                return Err(Error::not_found(format!("no show is called `{show}`")));
            }
            Ceiling { last: LastEpisode::Title(title), .. } if limits.iter().all(|last| last.is_none()) => {
                let message = format!("no episode, or more than one, is called `{title}`");
                return Err(Error::not_found(message).with_hint("write --up-to s2e3"));
            }
            _ => {}
        }
    }
    let hidden: usize = effects.iter().map(|effect| effect.hidden).sum();
    let hidden = (hidden > 0).then(|| format!("{} hidden by `--up-to`", count(hidden, "placement")));
    let scope = (0..).zip(ceilings).filter_map(|(index, ceiling)| {
        let decided = || effects.iter().filter(|effect| effect.decisive == Some(index));
        match decided().count() {
            0 => None,
            _ if decided().all(|effect| effect.is_behind) => {
                Some(format!("`--up-to {ceiling}` hides nothing: it is behind the last episode"))
            }
            1 => None,
            shows => {
                let last = &ceiling.last;
                Some(format!("`--up-to {last}` limits {shows} shows; `--up-to SHOW={last}` limits one"))
            }
        }
    });
    Ok(hidden.into_iter().chain(scope).collect())
}
