//! Selects the seasons, episodes and placements that filters and episode notations ask for, in broadcast
//! order. If nothing is selected, the error says what the catalog has instead.

use super::episodes::{EpisodeRange, Notation};
use super::filter::{EpisodeFilter, PlacementFilter};
use super::lookup;
use crate::error::{Error, all_of, one_of};
use crate::model::{ArtistId, Catalog, Date, Episode, EpisodeId, PlacementId, Season, SeasonId, ShowId};
use crate::text::{Matches, fold, name_key};
use foldhash::HashSet;

/// The placements that a command is about.
#[derive(Debug)]
pub struct Selection {
    /// The part of the catalog that was asked for.
    pub scope: Scope,
    /// The placements as they are listed: of each season those of its episodes, then those without a known
    /// episode.
    pub placements: Vec<PlacementId>,
}

impl Selection {
    /// Selects what passes `filter` and is named by any of `wanted`; everything that passes if `wanted` is
    /// empty.
    pub fn new(catalog: &Catalog, filter: &PlacementFilter, wanted: &[Notation]) -> Result<Self, Error> {
        let test = filter.resolve(catalog)?;
        let scope = Scope::new(catalog, &filter.episodes, wanted)?;
        let mut placements = Vec::new();
        for &season in scope.seasons.iter().filter(|season| test.may_pass_in(season.show())) {
            let is_whole = scope.whole.contains(&season);
            let all = catalog.season(season).placements();
            let may_be_in = all.filter(|&id| is_whole || scope.may_contain(catalog, id));
            placements.extend(may_be_in.filter(|&id| test.passes(catalog.placement(id))));
        }
        Ok(Self { scope, placements })
    }

    /// A note if no source ties some of the placements to the episodes asked for, unless `filter` asks for a
    /// certainty.
    pub fn doubt(&self, catalog: &Catalog, filter: &PlacementFilter) -> Option<String> {
        if !filter.certainty.is_empty() {
            return None;
        }
        let (uncertain, all) = (self.uncertain(catalog), self.placements.len());
        match (uncertain, self.scope.episodes.len()) {
            (0, _) => None,
            (_, 1) if uncertain == all => {
                Some(format!("no source names a song for this episode; {uncertain} may belong to it"))
            }
            _ => Some(format!(
                "{uncertain} of {all} songs may belong to other episodes; `--certainty stated` leaves them out"
            )),
        }
    }

    /// How many of the placements may belong to the episodes asked for, though no source says so.
    pub fn uncertain(&self, catalog: &Catalog) -> usize {
        let is_uncertain = |id: &&PlacementId| {
            let placement = catalog.placement(**id);
            let is_known = placement.episode().is_some() || placement.show().is_whole();
            !is_known && !self.scope.whole.contains(&placement.season().id())
        };
        self.placements.iter().filter(is_uncertain).count()
    }

    /// Selects all of a show.
    pub fn for_show(catalog: &Catalog, show: ShowId) -> Self {
        let seasons = catalog.show(show).seasons().map(|season| season.id());
        Self::whole_seasons(catalog, seasons.collect(), vec![show])
    }

    /// Selects all of a season.
    pub fn for_season(catalog: &Catalog, season: SeasonId) -> Self {
        Self::whole_seasons(catalog, vec![season], vec![season.show()])
    }

    /// Selects all placements of songs that are credited to an artist, or that the artist contributes to.
    pub fn for_artist(catalog: &Catalog, artist: ArtistId) -> Self {
        let shows = catalog.shows().map(|show| show.id()).collect();
        let seasons = catalog.shows().flat_map(|show| show.seasons()).map(|season| season.id()).collect();
        let mut all = Self::whole_seasons(catalog, seasons, shows);
        all.placements.retain(|&id| catalog.placement(id).song().artists().any(|other| other == artist));
        all
    }

    /// The placements without a known episode that may belong to this one.
    pub fn possible_in(catalog: &Catalog, episode: EpisodeId) -> Vec<PlacementId> {
        let episode = catalog.episode(episode);
        let may_be_here = |id: &PlacementId| catalog.placement(*id).place().may_be(episode.code());
        episode.season().placements().filter(may_be_here).collect()
    }

    /// The part of it that is about one show.
    #[must_use]
    pub fn of_show(&self, show: ShowId) -> Self {
        let Scope { seasons, whole, episodes, narrowed, .. } = &self.scope;
        let scope = Scope {
            shows: vec![show],
            seasons: seasons.iter().copied().filter(|season| season.show() == show).collect(),
            whole: whole.clone(),
            episodes: episodes.iter().copied().filter(|episode| episode.show() == show).collect(),
            narrowed: *narrowed,
            notes: Vec::new(),
        };
        Self { scope, placements: self.placements.iter().copied().filter(|id| id.show() == show).collect() }
    }

    fn whole_seasons(catalog: &Catalog, seasons: Vec<SeasonId>, shows: Vec<ShowId>) -> Self {
        let all = || seasons.iter().map(|&season| catalog.season(season));
        let placements = all().flat_map(|season| season.placements()).collect();
        let episodes = all().flat_map(|season| season.episodes()).map(|episode| episode.id()).collect();
        let whole = seasons.iter().copied().collect();
        let scope = Scope { shows, seasons, whole, episodes, ..Scope::default() };
        Self { scope, placements }
    }
}

/// The part of the catalog that a command is about, in broadcast order.
#[derive(Debug, Default)]
pub struct Scope {
    /// The shows that were asked for, whether or not they have such episodes.
    pub shows: Vec<ShowId>,
    /// Seasons of which at least a part was asked for.
    pub seasons: Vec<SeasonId>,
    /// Those of `seasons` that were asked for as a whole, including placements without a known episode.
    pub whole: HashSet<SeasonId>,
    /// The episodes, in the order of their ids.
    pub episodes: Vec<EpisodeId>,
    /// Whether less than everything of these shows was asked for.
    pub narrowed: bool,
    /// Notes for the user: parts of the request that do not exist although others do, and titles that fit
    /// several episodes.
    pub notes: Vec<String>,
}

impl Scope {
    /// Selects what passes `filter` and is named by any of `wanted`; everything that passes if `wanted` is
    /// empty.
    pub fn new(catalog: &Catalog, filter: &EpisodeFilter, wanted: &[Notation]) -> Result<Self, Error> {
        let mut scope = Self { shows: filter.shows.shows(catalog)?, ..Self::default() };
        let named = scope.resolve_all(catalog, filter, wanted)?;
        let everything = wanted.is_empty();
        for season in seasons(catalog, &scope.shows) {
            if filter.season.as_ref().is_some_and(|numbers| !numbers.contains(season.number())) {
                continue;
            }
            let before = scope.episodes.len();
            for episode in season.episodes() {
                let number = episode.code().episode;
                let passes = filter.episode.as_ref().is_none_or(|numbers| numbers.contains(number));
                if passes && (everything || named.episodes.contains(&episode.id())) {
                    scope.episodes.push(episode.id());
                }
            }
            let whole = filter.episode.is_none() && (everything || named.seasons.contains(&season.id()));
            if whole {
                scope.whole.insert(season.id());
            }
            if whole || scope.episodes.len() > before {
                scope.seasons.push(season.id());
            }
        }
        scope.narrowed = filter.season.is_some() || filter.episode.is_some() || !everything;
        if scope.seasons.is_empty() && scope.narrowed {
            return Err(scope.nothing_found(catalog, filter, wanted));
        }
        scope.note_missing_numbers(catalog, filter);
        Ok(scope)
    }

    /// Whether there are several shows, so that each row should name its show.
    pub fn has_several_shows(&self) -> bool {
        match self.seasons.first() {
            Some(first) if self.narrowed => self.seasons.iter().any(|season| season.show() != first.show()),
            _ => self.shows.len() > 1,
        }
    }

    /// Whether a placement is in one of the episodes, or may be; for seasons of which a part was asked for.
    fn may_contain(&self, catalog: &Catalog, id: PlacementId) -> bool {
        let placement = catalog.placement(id);
        let is_wanted = |episode| self.episodes.binary_search(&episode).is_ok();
        match placement.episode() {
            Some(episode) => is_wanted(episode.id()),
            None => {
                let mut episodes = placement.season().episodes().filter(|episode| is_wanted(episode.id()));
                episodes.any(|episode| placement.place().may_be(episode.code()))
            }
        }
    }

    /// Resolves all notations. One that names nothing is only a note, unless all do.
    fn resolve_all(
        &mut self,
        catalog: &Catalog,
        filter: &EpisodeFilter,
        wanted: &[Notation],
    ) -> Result<Named, Error> {
        let mut all = Named::default();
        let mut errors = Vec::new();
        let mut shows = self.shows.clone();
        let wanted = with_joined_names(catalog, &shows, wanted);
        for (index, notation) in wanted.iter().enumerate() {
            // `songs heartstopper s2e3`, typed without quotes: the show of what follows.
            if let Some(named) = show_before_range(catalog, &wanted[index..]) {
                shows.retain(|show| named.contains(show));
                continue;
            }
            match resolve(catalog, &shows, filter, notation) {
                Ok(named) => {
                    all.seasons.extend(named.seasons);
                    all.episodes.extend(named.episodes);
                    self.notes.extend(named.note);
                }
                Err(error) => errors.push(error),
            }
        }
        if errors.len() == wanted.len() && !errors.is_empty() {
            let titles: Option<Vec<&str>> = wanted.iter().map(Notation::title).collect();
            let unknown =
                titles.and_then(|titles| lookup::episodes(catalog, &shows, &titles.join(" ")).err());
            return Err(unknown.unwrap_or_else(|| errors.swap_remove(0)));
        }
        self.notes.extend(errors.iter().map(Error::to_string));
        Ok(all)
    }

    /// Notes single numbers in the filter that do not exist. Ranges may extend beyond what exists.
    fn note_missing_numbers(&mut self, catalog: &Catalog, filter: &EpisodeFilter) {
        if filter.season.is_none() && filter.episode.is_none() {
            return;
        }
        let seasons: HashSet<u16> = seasons(catalog, &self.shows).map(|season| season.number()).collect();
        let episodes: HashSet<u16> =
            self.episodes.iter().map(|&id| catalog.episode(id).code().episode).collect();
        for (kind, numbers, known) in
            [("season", &filter.season, seasons), ("episode", &filter.episode, episodes)]
        {
            let missing =
                numbers.iter().flat_map(|numbers| numbers.singles()).filter(|number| !known.contains(number));
            self.notes.extend(missing.map(|number| format!("there is no {kind} {number}")));
        }
    }

    fn nothing_found(&self, catalog: &Catalog, filter: &EpisodeFilter, wanted: &[Notation]) -> Error {
        let seasons: Vec<Season<'_>> = seasons(catalog, &self.shows).collect();
        match (&filter.season, &filter.episode) {
            (Some(numbers), _) if !seasons.iter().any(|season| numbers.contains(season.number())) => {
                let error = Error::not_found(format!("there is no season {numbers}"));
                with_known_numbers(error, catalog, &self.shows, None)
            }
            (Some(numbers), Some(episodes)) if wanted.is_empty() => {
                let season = seasons.iter().find(|season| numbers.contains(season.number()));
                let error = Error::not_found(format!("there is no episode {episodes} in season {numbers}"));
                with_known_numbers(error, catalog, &self.shows, season.copied())
            }
            (None, Some(episodes)) if wanted.is_empty() => {
                Error::not_found(format!("there is no episode {episodes}")).with_hint(EPISODES_HINT)
            }
            _ => Error::not_found("no episode matches all of these filters").with_hint(EPISODES_HINT),
        }
    }
}

const EPISODES_HINT: &str = "`soundtrack episodes` lists all episodes";

fn seasons<'c>(catalog: &'c Catalog, shows: &[ShowId]) -> impl Iterator<Item = Season<'c>> {
    shows.iter().flat_map(|&show| catalog.show(show).seasons())
}

#[derive(Default)]
struct Named {
    /// Seasons named as a whole.
    seasons: HashSet<SeasonId>,
    episodes: HashSet<EpisodeId>,
    /// A note for the user if an incomplete title fits several episodes.
    note: Option<String>,
}

/// The notations, with neighbouring titles in one if together they are the name of an episode or a show:
/// they were typed without quotes.
fn with_joined_names(catalog: &Catalog, shows: &[ShowId], wanted: &[Notation]) -> Vec<Notation> {
    let is_show = |name: &str| lookup::find_shows(catalog, name).is_some_and(|found| found.is_whole_name());
    let is_name = |name: &str| is_show(name) || lookup::episodes_titled(catalog, shows, name).is_some();
    let runs = wanted.chunk_by(|one, next| one.title().is_some() && next.title().is_some());
    let join = |run: &[Notation]| {
        let titles: Vec<&str> = run.iter().filter_map(Notation::title).collect();
        let name = titles.join(" ");
        if titles.len() > 1 && is_name(&name) { vec![Notation::Title(name)] } else { run.to_vec() }
    };
    runs.flat_map(join).collect()
}

fn resolve(
    catalog: &Catalog,
    shows: &[ShowId],
    filter: &EpisodeFilter,
    notation: &Notation,
) -> Result<Named, Error> {
    let titled = |text: &str| lookup::episodes_titled(catalog, shows, text);
    let named =
        |episodes: Vec<EpisodeId>| Named { episodes: episodes.into_iter().collect(), ..Named::default() };
    let (show, range, rest) = match notation {
        Notation::Title(title) => {
            let found = lookup::episodes(catalog, shows, title)?;
            let several = found.items.len() > 1 && !found.is_whole_name();
            let note = several.then(|| format!("`{title}` matches {} episodes", found.items.len()));
            return Ok(Named { note, ..named(found.items) });
        }
        Notation::AirDate { show, date, text } => {
            return match titled(text) {
                Some(episodes) => Ok(named(episodes)),
                None => shown_on(catalog, &shows_named_in(catalog, shows, show)?, *date).map(named),
            };
        }
        Notation::Number { show, number, text } => {
            return match titled(text) {
                Some(episodes) => Ok(named(episodes)),
                None => {
                    with_number(catalog, &shows_named_in(catalog, shows, show)?, filter, *number).map(named)
                }
            };
        }
        Notation::Range { show, range, text, rest } => match text.as_deref().and_then(titled) {
            Some(episodes) => return Ok(named(episodes)),
            None => (show, *range, rest),
        },
    };
    let shows = shows_named_in(catalog, shows, show)?;
    let mut named = Named::default();
    for season in seasons(catalog, &shows) {
        if range.contains_season(season.number()) {
            named.seasons.insert(season.id());
        }
        let episodes = season.episodes().filter(|episode| range.contains(episode.code()));
        named.episodes.extend(episodes.map(|episode| episode.id()));
    }
    if named.seasons.is_empty() && named.episodes.is_empty() {
        return Err(range_not_found(catalog, &shows, range));
    }
    let is_title = |&id: &EpisodeId| catalog.episode(id).title().map(name_key) == Some(name_key(rest));
    if !rest.is_empty() && !named.episodes.iter().any(is_title) {
        let error = Error::usage(format!("cannot read `{rest}` as an episode or its title"));
        return Err(error.with_hint("write s2e3, s2e3-e5 or s2e3,s2e7"));
    }
    Ok(named)
}

/// The episodes that were first shown on a day; an error if there are none.
fn shown_on(catalog: &Catalog, shows: &[ShowId], date: Date) -> Result<Vec<EpisodeId>, Error> {
    let episodes = seasons(catalog, shows).flat_map(|season| season.episodes());
    let found = episodes.filter(|episode| episode.air_date() == Some(date)).map(|episode| episode.id());
    let found: Vec<EpisodeId> = found.collect();
    if found.is_empty() {
        let error = Error::not_found(format!("no episode was first shown on {date}"));
        return Err(error.with_hint(EPISODES_HINT));
    }
    Ok(found)
}

/// The episode with a number, of seasons that pass `filter`: the only one that has it in its season or, if none
/// has, the one that has it when all are counted from the first season on.
fn with_number(
    catalog: &Catalog,
    shows: &[ShowId],
    filter: &EpisodeFilter,
    number: u16,
) -> Result<Vec<EpisodeId>, Error> {
    let passes = |season: &Season<'_>| {
        season.number() > 0 && filter.season.as_ref().is_none_or(|numbers| numbers.contains(season.number()))
    };
    let seasons: Vec<Season<'_>> = seasons(catalog, shows).filter(passes).collect();
    let all = || seasons.iter().flat_map(|season| season.episodes());
    let numbered: Vec<Episode<'_>> = all().filter(|episode| episode.code().episode == number).collect();
    let is_without_gaps = seasons.iter().zip(1..).all(|(season, number)| {
        season.number() == number
            && season.episodes().zip(1..).all(|(episode, number)| episode.code().episode == number)
    });
    let counted = || all().nth(usize::from(number).checked_sub(1)?).filter(|_| is_without_gaps);
    match (&numbered[..], counted()) {
        ([], None) => Err(Error::not_found(format!("there is no episode {number}")).with_hint(EPISODES_HINT)),
        ([], Some(episode)) => Ok(vec![episode.id()]),
        ([episode], _) => Ok(vec![episode.id()]),
        (several, _) => {
            let codes: Vec<String> = several.iter().map(|episode| episode.code().to_string()).collect();
            let error =
                Error::usage(format!("episode {number} is ambiguous: it could be {}", one_of(&codes)));
            Err(error.with_hint("name the season too, such as s2e3"))
        }
    }
}

/// The shows that a title names, if a range or a date without a show comes next.
fn show_before_range(catalog: &Catalog, wanted: &[Notation]) -> Option<Vec<ShowId>> {
    let [
        Notation::Title(title),
        Notation::Range { show, .. } | Notation::AirDate { show, .. } | Notation::Number { show, .. },
        ..,
    ] = wanted
    else {
        return None;
    };
    let found = lookup::find_shows(catalog, title).filter(|_| show.is_empty());
    found.filter(Matches::is_whole_name).map(|found| found.items)
}

/// The shows that the text before a code names, such as the beginning of a file name; all if it has no words.
/// Of names in the text the longest counts.
fn shows_named_in(catalog: &Catalog, shows: &[ShowId], text: &str) -> Result<Vec<ShowId>, Error> {
    let padded = |text: &str| format!(" {} ", fold(text));
    let words = padded(text);
    if words.trim().is_empty() || !text.contains(char::is_alphanumeric) {
        return Ok(shows.to_vec());
    }
    let named_length = |id: ShowId| {
        let show = catalog.show(id);
        let names = [show.title(), show.slug()].map(padded);
        names.into_iter().filter(|name| words.contains(name)).map(|name| name.len()).max().unwrap_or(0)
    };
    let lengths: Vec<usize> = shows.iter().map(|&show| named_length(show)).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    if longest > 0 {
        let named = shows.iter().zip(lengths).filter(|&(_, length)| length == longest);
        return Ok(named.map(|(&show, _)| show).collect());
    }
    let name = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let found = lookup::shows(catalog, name)?.items;
    Ok(shows.iter().copied().filter(|show| found.contains(show)).collect())
}

/// The error for a range of episodes, or of whole seasons, of which `shows` have none.
fn range_not_found(catalog: &Catalog, shows: &[ShowId], range: EpisodeRange) -> Error {
    let EpisodeRange { first, last, whole_seasons } = range;
    let is_open = last.season == u16::MAX;
    let message = match whole_seasons {
        true if first.season == last.season => format!("there is no season {}", first.season),
        true if is_open => format!("there is no season from {} on", first.season),
        true => format!("there is no season from {} to {}", first.season, last.season),
        false if first == last => format!("there is no {first}"),
        false if is_open => format!("there is no episode from {first} on"),
        false => format!("there is no episode from {first} to {last}"),
    };
    let season = seasons(catalog, shows).find(|season| season.number() == first.season);
    with_known_numbers(Error::not_found(message), catalog, shows, season.filter(|_| !whole_seasons))
}

/// Adds which episodes `season` has or, without one, which seasons there are.
fn with_known_numbers(
    error: Error,
    catalog: &Catalog,
    shows: &[ShowId],
    season: Option<Season<'_>>,
) -> Error {
    match (shows, season) {
        (&[_], Some(season)) => {
            let numbers: Vec<u16> = season.episodes().map(|episode| episode.code().episode).collect();
            error.with_hint(format!("season {} has {}", season.number(), numbered("episode", &numbers)))
        }
        (&[show], None) => {
            let show = catalog.show(show);
            let numbers: Vec<u16> = show.seasons().map(|season| season.number()).collect();
            error.with_hint(format!("{} has {}", show.title(), numbered("season", &numbers)))
        }
        _ => error.with_hint("`soundtrack seasons` lists all seasons"),
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
