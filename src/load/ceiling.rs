//! The spoiler ceiling: removes everything after the last watched episode from the JSON of a file before it is
//! read, so that nothing can show it.

use super::json::Json;
use crate::error::{Error, count};
use crate::model::{
    Ceiling, Date, EpisodeCode, EpisodeRecord, LastEpisode, PlacementRecord, SeasonRecord, ShowFile,
};
use crate::text::{Candidate, find_by_name, fold};

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

/// What the ceilings hide of a file, whose records must be in its order: later episodes, their placements, and
/// songs and artists that are heard nowhere else. `None` if nothing is hidden.
///
/// The last ceiling for the show counts, or else the last one for all shows. One that names a special is for
/// the specials; if it is the only one, nothing else is shown. A song that no source ties to an episode is
/// kept if its season has been watched to the end. If anything is hidden, all notes and sources are hidden
/// too: they may be about any episode.
pub(super) fn find(file: &ShowFile, ceilings: &[Ceiling]) -> (Effect, Option<Kept>) {
    let about = (0..).zip(ceilings).filter(|(_, ceiling)| is_about(ceiling, file));
    let limits: Vec<_> = about.map(|(index, ceiling)| (index, last_of(ceiling, file))).collect();
    let find = |special| {
        let known = limits.iter().rev().filter_map(|&(index, last)| Some((index, last?)));
        let mut found = known.filter(|(_, last)| (last.season == 0) == special);
        found.clone().find(|&(index, _)| ceilings[index].show.is_some()).or_else(|| found.next())
    };
    let (regular, special) = (find(false), find(true));
    let is_behind = regular.is_some_and(|(_, last)| is_behind(file, last));
    let decisive = regular.map(|(index, _)| index);
    let mut effect = Effect { limits, decisive, is_behind, hidden: 0 };
    if (regular.is_none() || is_behind) && special.is_none() {
        return (effect, None);
    }
    let last = regular.map_or(EpisodeCode { season: 0, episode: 0 }, |(_, last)| last);
    let kept = Kept::new(file, last, special.map(|(_, last)| last.episode));
    effect.hidden = file.placements.len() - kept.placements;
    let is_all = !kept.seasons.iter().chain(kept.episodes.iter().flatten()).any(|is_kept| !is_kept);
    let hides_some = effect.hidden > 0 || !is_all;
    (effect, hides_some.then_some(kept))
}

fn is_about(ceiling: &Ceiling, file: &ShowFile) -> bool {
    let names = [file.text.get(file.show.id), file.text.get(file.show.title)];
    ceiling.show.as_ref().is_none_or(|wanted| names.map(fold).contains(&fold(wanted)))
}

/// The episode that a ceiling names; of several with the same title the first, which hides most.
fn last_of(ceiling: &Ceiling, file: &ShowFile) -> Option<EpisodeCode> {
    match &ceiling.last {
        LastEpisode::Code(code) => Some(*code),
        LastEpisode::Title(title) => {
            let titles = episodes(file).filter_map(|(code, _, episode)| {
                Some(Candidate::primary(code, file.text.get(episode.title?)))
            });
            let found = find_by_name(title, titles)?;
            let is_clear = found.is_whole_name() || found.items.len() == 1;
            found.items.first().copied().filter(|_| is_clear)
        }
    }
}

fn episodes(file: &ShowFile) -> impl Iterator<Item = (EpisodeCode, &SeasonRecord, &EpisodeRecord)> {
    file.seasons.iter().flat_map(|season| {
        let code = |episode: &EpisodeRecord| EpisodeCode { season: season.number, episode: episode.number };
        file.list(season.episodes).iter().map(move |episode| (code(episode), season, episode))
    })
}

/// Whether a ceiling is behind all episodes. The end of the last season is not.
fn is_behind(file: &ShowFile, last: EpisodeCode) -> bool {
    let codes = episodes(file).map(|(code, ..)| code).filter(|code| code.season > 0);
    codes.max().is_some_and(|end| end < last && (end.season < last.season || last.episode != u16::MAX))
}

/// What is kept of a file: for each entry of a list whether it is.
pub(super) struct Kept {
    seasons: Vec<bool>,
    /// Of each season.
    episodes: Vec<Vec<bool>>,
    songs: Vec<bool>,
    artists: Vec<bool>,
    /// How many placements.
    placements: usize,
}

impl Kept {
    /// What has been watched up to the episode `last`. Specials are kept up to number `last_special`; without
    /// one, those that aired before, and those without a date if all other episodes have been watched.
    fn new(file: &ShowFile, last: EpisodeCode, last_special: Option<u16>) -> Self {
        let regular = || episodes(file).filter(|(code, ..)| code.season > 0);
        let is_finished = regular().all(|(code, ..)| code <= last);
        let watched = regular().filter(|&(code, ..)| code <= last);
        let date = watched.filter_map(|(_, season, episode)| aired(season, episode)).max();
        let is_kept = |season: &SeasonRecord, episode: &EpisodeRecord| match (season.number, last_special) {
            (0, Some(last)) => episode.number <= last,
            (0, None) => {
                aired(season, episode).map_or(is_finished, |aired| date.is_some_and(|date| aired <= date))
            }
            (season, _) => EpisodeCode { season, episode: episode.number } <= last,
        };
        let (songs, artists) = (vec![false; file.songs.len()], vec![false; file.artists.len()]);
        let mut kept = Self { seasons: Vec::new(), episodes: Vec::new(), songs, artists, placements: 0 };
        for season in &file.seasons {
            let all = file.list(season.episodes);
            let episodes: Vec<bool> = all.iter().map(|episode| is_kept(season, episode)).collect();
            let is_whole = season.number <= last.season && !episodes.contains(&false);
            let watched = all.iter().zip(&episodes).filter(|(_, is_kept)| **is_kept);
            watched.for_each(|(episode, _)| kept.add(file, file.list(episode.placements)));
            if is_whole {
                kept.add(file, file.list(season.unplaced));
            }
            kept.seasons.push(is_whole || season.number <= last.season && episodes.contains(&true));
            kept.episodes.push(episodes);
        }
        kept
    }

    fn add(&mut self, file: &ShowFile, placements: &[PlacementRecord]) {
        self.placements += placements.len();
        for placement in placements {
            let song = placement.song.index();
            self.songs[song] = true;
            let artists = file.list(file.songs[song].credit.0).iter().map(|credit| credit.artist);
            let contributors = file.list(file.songs[song].contributors).iter();
            for artist in artists.chain(contributors.map(|contributor| contributor.artist)) {
                self.artists[artist.index()] = true;
            }
        }
    }

    /// Removes everything else from the JSON of the file.
    pub(super) fn retain(&self, file: &mut Json<'_>) {
        file.retain("artists", &self.artists);
        file.retain("songs", &self.songs);
        for (season, episodes) in file.values_mut("seasons").iter_mut().zip(&self.episodes) {
            season.retain("episodes", episodes);
            if episodes.contains(&false) {
                season.remove_all("unplaced");
            }
        }
        file.retain("seasons", &self.seasons);
        file.remove_all("note");
        for source in file.values_mut("sources") {
            // A source without a title is not shown; what cites it still has a source.
            source.remove_all("url");
            source.replace("title", Json::Text("".into()));
        }
    }
}

/// When an episode was first shown.
fn aired(season: &SeasonRecord, episode: &EpisodeRecord) -> Option<Date> {
    episode.air_date.or(season.air_date)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{self, Request, Size};
    use std::path::PathBuf;

    #[test]
    fn no_hidden_text_is_in_memory() {
        let path = [PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/harbour.json"))];
        let request = Request { paths: &path, largest: Size::LARGEST, progress: &|_, _| {} };
        let texts = |ceilings: &[_]| {
            let (catalog, _) = load::catalog(request, ceilings).unwrap();
            catalog.shows().map(|show| show.text_buffer().as_str().to_owned()).collect::<String>()
        };
        let hidden = ["The band rehearses", "an early version", "Booklet of the album"];
        assert_eq!(hidden.map(|text| texts(&[]).contains(text)), [true, true, true]);
        assert_eq!(
            hidden.map(|text| texts(&[Ceiling {
                show: None,
                last: LastEpisode::Code(EpisodeCode { season: 0, episode: 1 })
            }])
            .contains(text)),
            [false, false, false]
        );
    }
}
