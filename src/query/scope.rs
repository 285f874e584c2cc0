//! Scope: filters and notations flow in, the seasons and episodes that they mean flow out; what means nothing is an
//! error that says what there is.

use super::existing::{no_such, with_existing};
use super::filter::EpisodeFilter;
use super::lookup;
use super::notation::Notation;
use crate::error::Error;
use crate::model::{Catalog, EpisodeId, Season, SeasonId, ShowId};
use crate::text::{Matches, fold};
use foldhash::HashSet;

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
    /// Whether less than everything of these shows was asked for.
    pub narrowed: bool,
    /// What a person should know of how the question was understood: what of it is not there, although something else
    /// was found, and titles that were not whole.
    pub notes: Vec<String>,
}

impl Scope {
    /// What `filter` lets through and, if there are any, one of the notations means.
    pub fn of(catalog: &Catalog, filter: &EpisodeFilter, wanted: &[Notation]) -> Result<Self, Error> {
        let mut scope = Self { shows: filter.shows.shows(catalog)?, ..Self::default() };
        let meant = scope.meant(catalog, wanted)?;
        let everything = wanted.is_empty();
        for season in seasons(catalog, &scope.shows) {
            if filter.season.as_ref().is_some_and(|numbers| !numbers.contains(season.number())) {
                continue;
            }
            let before = scope.episodes.len();
            for episode in season.episodes() {
                let number = episode.code().episode;
                let passes = filter.episode.as_ref().is_none_or(|numbers| numbers.contains(number));
                if passes && (everything || meant.episodes.contains(&episode.id())) {
                    scope.episodes.push(episode.id());
                }
            }
            let whole = filter.episode.is_none() && (everything || meant.seasons.contains(&season.id()));
            if whole {
                scope.whole.insert(season.id());
            }
            if whole || scope.episodes.len() > before {
                scope.seasons.push(season.id());
            }
        }
        scope.narrowed = filter.season.is_some() || filter.episode.is_some() || !everything;
        if scope.seasons.is_empty() && scope.narrowed {
            return Err(scope.nothing(catalog, filter, wanted));
        }
        scope.note_missing(catalog, filter);
        Ok(scope)
    }

    /// Notes numbers that were named by themselves and are not there.
    fn note_missing(&mut self, catalog: &Catalog, filter: &EpisodeFilter) {
        if filter.season.is_none() && filter.episode.is_none() {
            return;
        }
        let seasons: HashSet<u16> = seasons(catalog, &self.shows).map(|season| season.number()).collect();
        let episodes = self.episodes.iter().map(|&id| catalog.episode(id).code().episode);
        let episodes: HashSet<u16> = episodes.collect();
        for (kind, numbers, known) in
            [("season", &filter.season, seasons), ("episode", &filter.episode, episodes)]
        {
            let missing =
                numbers.iter().flat_map(|numbers| numbers.singles()).filter(|number| !known.contains(number));
            self.notes.extend(missing.map(|number| format!("there is no {kind} {number}")));
        }
    }

    /// Whether several shows are in play, so that a row should say which it is about.
    pub fn has_several_shows(&self) -> bool {
        match self.seasons.first() {
            Some(first) if self.narrowed => self.seasons.iter().any(|season| season.show() != first.show()),
            _ => self.shows.len() > 1,
        }
    }

    /// What any of the notations means. One that means nothing is a miss, or the error if none means anything.
    fn meant(&mut self, catalog: &Catalog, wanted: &[Notation]) -> Result<Meaning, Error> {
        let mut meant = Meaning::default();
        let mut misses = Vec::new();
        let mut shows = self.shows.clone();
        for (index, notation) in wanted.iter().enumerate() {
            match meaning(catalog, &shows, notation) {
                Ok(meaning) => {
                    meant.seasons.extend(meaning.seasons);
                    meant.episodes.extend(meaning.episodes);
                    self.notes.extend(meaning.note);
                }
                Err(miss) => match named_before_range(catalog, &wanted[index..]) {
                    // Of what follows: `songs heartstopper s2e3`, typed without quotes.
                    Some(named) => shows.retain(|show| named.contains(show)),
                    None => misses.push(miss),
                },
            }
        }
        if misses.len() == wanted.len() && !misses.is_empty() {
            return Err(misses.swap_remove(0));
        }
        self.notes.extend(misses.iter().map(Error::to_string));
        Ok(meant)
    }

    fn nothing(&self, catalog: &Catalog, filter: &EpisodeFilter, wanted: &[Notation]) -> Error {
        let seasons: Vec<Season<'_>> = seasons(catalog, &self.shows).collect();
        match (&filter.season, &filter.episode) {
            (Some(numbers), _) if !seasons.iter().any(|season| numbers.contains(season.number())) => {
                let message = format!("there is no season {numbers}");
                with_existing(Error::not_found(message), catalog, &self.shows, None)
            }
            (Some(numbers), Some(episodes)) if wanted.is_empty() => {
                let season = seasons.iter().find(|season| numbers.contains(season.number()));
                let message = format!("there is no episode {episodes} in season {numbers}");
                with_existing(Error::not_found(message), catalog, &self.shows, season.copied())
            }
            (None, Some(episodes)) if wanted.is_empty() => {
                Error::not_found(format!("there is no episode {episodes}")).with_hint(LISTS_EPISODES)
            }
            _ => Error::not_found("no episode fits all of these filters").with_hint(LISTS_EPISODES),
        }
    }
}

const LISTS_EPISODES: &str = "`soundtrack episodes` lists what there is";

/// The shows that a title names, if a range without a show comes next.
fn named_before_range(catalog: &Catalog, wanted: &[Notation]) -> Option<Vec<ShowId>> {
    let [Notation::Title(title), Notation::Range { show, .. }, ..] = wanted else {
        return None;
    };
    let found = lookup::shows(catalog, title).ok().filter(|_| show.is_empty());
    found.filter(Matches::is_whole_name).map(|found| found.items)
}

#[derive(Default)]
struct Meaning {
    seasons: HashSet<SeasonId>,
    episodes: HashSet<EpisodeId>,
    /// That a title was cut short and fits several.
    note: Option<String>,
}

fn seasons<'c>(catalog: &'c Catalog, shows: &[ShowId]) -> impl Iterator<Item = Season<'c>> {
    shows.iter().flat_map(|&show| catalog.show(show).seasons())
}

fn meaning(catalog: &Catalog, shows: &[ShowId], notation: &Notation) -> Result<Meaning, Error> {
    let (name, first, last, whole) = match notation {
        Notation::Title(title) => {
            let found = lookup::episodes(catalog, shows, title)?;
            let several = found.items.len() > 1 && !found.is_whole_name();
            let note = several.then(|| format!("`{title}` fits {} episodes", found.items.len()));
            let episodes = found.items.into_iter().collect();
            return Ok(Meaning { episodes, note, ..Meaning::default() });
        }
        Notation::Range { show, first, last, seasons, text } => {
            if let Some(episodes) = text.as_ref().and_then(|text| lookup::titled(catalog, shows, text)) {
                return Ok(Meaning { episodes: episodes.into_iter().collect(), ..Meaning::default() });
            }
            (show, *first, *last, *seasons)
        }
    };
    let shows = named_in(catalog, shows, name)?;
    let mut meaning = Meaning::default();
    for season in seasons(catalog, &shows) {
        if whole && (first.season..=last.season).contains(&season.number()) {
            meaning.seasons.insert(season.id());
        }
        let episodes = season.episodes().filter(|episode| (first..=last).contains(&episode.code()));
        meaning.episodes.extend(episodes.map(|episode| episode.id()));
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
        names.into_iter().filter(|name| said.contains(name)).map(|name| name.len()).max().unwrap_or(0)
    };
    let lengths: Vec<usize> = shows.iter().map(|&show| length(show)).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    if longest > 0 {
        let named = shows.iter().zip(lengths).filter(|&(_, length)| length == longest);
        return Ok(named.map(|(&show, _)| show).collect());
    }
    let name = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let found = lookup::shows(catalog, name)?.items;
    Ok(shows.iter().copied().filter(|show| found.contains(show)).collect())
}
