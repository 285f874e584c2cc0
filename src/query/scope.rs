//! Scope: filters and notations flow in, the seasons and episodes that they mean flow out; what means nothing is an
//! error that says what there is.

use super::filter::EpisodeFilter;
use super::lookup;
use super::notation::Notation;
use crate::error::{Error, all_of};
use crate::model::{Catalog, EpisodeCode, EpisodeId, Season, SeasonId, ShowId};
use crate::names::fold;
use std::collections::HashSet;

/// The part of the catalog that a command is about, in broadcast order.
#[derive(Debug, Default)]
pub struct Scope {
    /// The shows that were asked for, whether or not they have such episodes.
    pub shows: Vec<ShowId>,
    /// Seasons of which at least a part was asked for.
    pub seasons: Vec<SeasonId>,
    /// Those of `seasons` that were asked for as a whole, with what is tied to no episode.
    pub whole: HashSet<SeasonId>,
    /// The episodes.
    pub episodes: Vec<EpisodeId>,
    /// What was asked for and is not there, although something else was found.
    pub misses: Vec<String>,
}

impl Scope {
    /// What `filter` lets through and, if there are any, one of the notations means.
    pub fn of(
        catalog: &Catalog,
        filter: &EpisodeFilter,
        wanted: &[Notation],
    ) -> Result<Self, Error> {
        let mut scope = Self {
            shows: filter.shows.shows(catalog)?,
            ..Self::default()
        };
        let meant = scope.meant(catalog, wanted)?;
        let everything = wanted.is_empty();
        for season in seasons(catalog, &scope.shows) {
            if filter
                .season
                .as_ref()
                .is_some_and(|numbers| !numbers.contains(season.number()))
            {
                continue;
            }
            let before = scope.episodes.len();
            for episode in season.episodes() {
                let number = episode.code().episode;
                let passes = filter
                    .episode
                    .as_ref()
                    .is_none_or(|numbers| numbers.contains(number));
                if passes && (everything || meant.episodes.contains(&episode.id())) {
                    scope.episodes.push(episode.id());
                }
            }
            let whole =
                filter.episode.is_none() && (everything || meant.seasons.contains(&season.id()));
            if whole {
                scope.whole.insert(season.id());
            }
            if whole || scope.episodes.len() > before {
                scope.seasons.push(season.id());
            }
        }
        let filtered = filter.season.is_some() || filter.episode.is_some() || !everything;
        if scope.seasons.is_empty() && filtered {
            Err(scope.nothing(catalog, filter, wanted))
        } else {
            Ok(scope)
        }
    }

    /// Whether several shows are in play, so that a row should say which it is about.
    pub fn has_several_shows(&self) -> bool {
        self.shows.len() > 1
    }

    /// What any of the notations means. One that means nothing is a miss, or the error if none means anything.
    fn meant(&mut self, catalog: &Catalog, wanted: &[Notation]) -> Result<Meaning, Error> {
        let mut meant = Meaning::default();
        let mut misses = Vec::new();
        for notation in wanted {
            match meaning(catalog, &self.shows, notation) {
                Ok(meaning) => {
                    meant.seasons.extend(meaning.seasons);
                    meant.episodes.extend(meaning.episodes);
                }
                Err(miss) => misses.push(miss),
            }
        }
        if misses.len() == wanted.len() && !misses.is_empty() {
            return Err(misses.swap_remove(0));
        }
        self.misses = misses.iter().map(Error::to_string).collect();
        Ok(meant)
    }

    fn nothing(&self, catalog: &Catalog, filter: &EpisodeFilter, wanted: &[Notation]) -> Error {
        let seasons: Vec<Season<'_>> = seasons(catalog, &self.shows).collect();
        match (&filter.season, &filter.episode) {
            (Some(numbers), _)
                if !seasons
                    .iter()
                    .any(|season| numbers.contains(season.number())) =>
            {
                let message = format!("there is no season {numbers}");
                with_existing(Error::not_found(message), catalog, &self.shows, None)
            }
            (Some(numbers), Some(episodes)) if wanted.is_empty() => {
                let season = seasons
                    .iter()
                    .find(|season| numbers.contains(season.number()));
                let message = format!("there is no episode {episodes} in season {numbers}");
                with_existing(
                    Error::not_found(message),
                    catalog,
                    &self.shows,
                    season.copied(),
                )
            }
            (None, Some(episodes)) if wanted.is_empty() => {
                Error::not_found(format!("there is no episode {episodes}"))
                    .with_hint(LISTS_EPISODES)
            }
            _ => Error::not_found("no episode fits all of these filters").with_hint(LISTS_EPISODES),
        }
    }
}

const LISTS_EPISODES: &str = "`soundtrack episodes` lists what there is";

#[derive(Default)]
struct Meaning {
    seasons: HashSet<SeasonId>,
    episodes: HashSet<EpisodeId>,
}

fn seasons<'c>(catalog: &'c Catalog, shows: &[ShowId]) -> impl Iterator<Item = Season<'c>> {
    shows.iter().flat_map(|&show| catalog.show(show).seasons())
}

fn meaning(catalog: &Catalog, shows: &[ShowId], notation: &Notation) -> Result<Meaning, Error> {
    let (name, first, last, whole) = match notation {
        Notation::Title(title) => {
            let episodes = lookup::episodes(catalog, shows, title)?
                .all
                .into_iter()
                .collect();
            return Ok(Meaning {
                episodes,
                ..Meaning::default()
            });
        }
        Notation::Range {
            show,
            first,
            last,
            seasons,
        } => (show, *first, *last, *seasons),
    };
    let shows = named_in(catalog, shows, name)?;
    let mut meaning = Meaning::default();
    for season in seasons(catalog, &shows) {
        if whole && (first.season..=last.season).contains(&season.number()) {
            meaning.seasons.insert(season.id());
        }
        let episodes = season
            .episodes()
            .filter(|episode| (first..=last).contains(&episode.code()));
        meaning
            .episodes
            .extend(episodes.map(|episode| episode.id()));
    }
    if meaning.seasons.is_empty() && meaning.episodes.is_empty() {
        return Err(no_such(catalog, &shows, first, last, whole));
    }
    Ok(meaning)
}

/// The shows that a text in front of a notation names, such as the beginning of a file name; all if there is none.
fn named_in(catalog: &Catalog, shows: &[ShowId], text: &str) -> Result<Vec<ShowId>, Error> {
    let words = |text: &str| format!(" {} ", fold(text));
    let said = words(text);
    if said.trim().is_empty() || !text.contains(char::is_alphanumeric) {
        return Ok(shows.to_vec());
    }
    let length = |id: ShowId| {
        let show = catalog.show(id);
        let names = [show.title(), show.slug()].map(words);
        names
            .into_iter()
            .filter(|name| said.contains(name))
            .map(|name| name.len())
            .max()
            .unwrap_or(0)
    };
    let longest = shows.iter().map(|&show| length(show)).max().unwrap_or(0);
    if longest > 0 {
        return Ok(shows
            .iter()
            .copied()
            .filter(|&show| length(show) == longest)
            .collect());
    }
    let name = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let found = lookup::shows(catalog, name)?.all;
    Ok(shows
        .iter()
        .copied()
        .filter(|show| found.contains(show))
        .collect())
}

fn no_such(
    catalog: &Catalog,
    shows: &[ShowId],
    first: EpisodeCode,
    last: EpisodeCode,
    whole: bool,
) -> Error {
    let message = match whole {
        true if first.season == last.season => format!("there is no season {}", first.season),
        true => format!(
            "there is no season from {} to {}",
            first.season, last.season
        ),
        false if first == last => format!("there is no {first}"),
        false => format!("there is no episode from {first} to {last}"),
    };
    let season = seasons(catalog, shows).find(|season| season.number() == first.season);
    with_existing(
        Error::not_found(message),
        catalog,
        shows,
        season.filter(|_| !whole),
    )
}

/// Says which episodes `season` has or, without one, which seasons there are.
fn with_existing(
    error: Error,
    catalog: &Catalog,
    shows: &[ShowId],
    season: Option<Season<'_>>,
) -> Error {
    match (shows, season) {
        (&[_], Some(season)) => {
            let numbers: Vec<u16> = season
                .episodes()
                .map(|episode| episode.code().episode)
                .collect();
            error.with_hint(format!(
                "season {} has {}",
                season.number(),
                numbered("episode", &numbers)
            ))
        }
        (&[show], None) => {
            let show = catalog.show(show);
            let numbers: Vec<u16> = show.seasons().map(|season| season.number()).collect();
            error.with_hint(format!(
                "{} has {}",
                show.title(),
                numbered("season", &numbers)
            ))
        }
        _ => error.with_hint("`soundtrack seasons` lists what there is"),
    }
}

/// `seasons 1–3`, `seasons 1, 2 and 5`, `season 1`, `no seasons`.
fn numbered(noun: &str, numbers: &[u16]) -> String {
    match numbers {
        [] => format!("no {noun}s"),
        [number] => format!("{noun} {number}"),
        [first, .., last] if usize::from(last - first) == numbers.len() - 1 => {
            format!("{noun}s {first}–{last}")
        }
        _ => {
            let numbers: Vec<String> = numbers.iter().map(u16::to_string).collect();
            format!("{noun}s {}", all_of(&numbers))
        }
    }
}
