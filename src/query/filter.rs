//! Command-line filters: each flag with its help text and what it tests.

use super::condition::Condition;
use super::language::SearchQuery;
use super::lookup::{self, ArtistsOrSongs};
use super::ranges::{Numbers, parse_episodes, parse_seasons};
use crate::error::Error;
use crate::model::{ArtistId, Catalog, Certainty, Keyword, Origin, Placement, ShowId, Song, SongId, Usage};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use foldhash::{HashSet, HashSetExt};
use std::fmt;

/// Selects shows.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct ShowFilter {
    /// Only this show, by title or id (repeatable)
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub show: Vec<String>,
}

impl ShowFilter {
    /// The shows that pass; a name that fits no show is an error.
    pub fn shows(&self, catalog: &Catalog) -> Result<Vec<ShowId>, Error> {
        let all = catalog.shows().map(|show| show.id());
        if self.show.is_empty() {
            return Ok(all.collect());
        }
        let mut wanted = HashSet::new();
        for name in &self.show {
            wanted.extend(lookup::shows(catalog, name)?.items);
        }
        Ok(all.filter(|show| wanted.contains(show)).collect())
    }
}

/// Selects episodes.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct EpisodeFilter {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub shows: ShowFilter,
    /// Only these seasons: 2, 1-2, 1,3, s2 (0 = specials)
    #[arg(short, long, value_name = "N", allow_hyphen_values = true, value_parser = parse_seasons)]
    pub season: Option<Numbers>,
    /// Only these episodes of each season: 3, 3-5, e3
    #[arg(short, long, value_name = "N", allow_hyphen_values = true, value_parser = parse_episodes)]
    pub episode: Option<Numbers>,
}

/// Selects placements: the filters of all lists that are about songs.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct PlacementFilter {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub episodes: EpisodeFilter,
    /// Only songs by this artist, also by alias, member or contributor (repeatable)
    #[arg(short, long, value_name = "NAME", allow_hyphen_values = true)]
    pub artist: Vec<String>,
    /// Only songs used in this way
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Usage>(), value_name = "USAGE")]
    pub usage: Vec<Usage>,
    /// Only songs of this origin
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Origin>(), value_name = "ORIGIN")]
    pub origin: Vec<Origin>,
    /// Only songs whose placement is known this precisely; `stated` leaves out what is uncertain
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Certainty>(), value_name = "CERTAINTY")]
    pub certainty: Vec<Certainty>,
    /// Only songs that `search` finds for this query, in quotes: 'kiss length:..3:00'
    #[arg(
        id = "filter_query",
        short = 'q',
        long = "query",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    pub query: Option<SearchQuery>,
}

/// A clap parser for the keywords of `W`.
pub(crate) fn parse_keyword<W: Keyword + Send + Sync>() -> impl TypedValueParser<Value = W> {
    let known = PossibleValuesParser::new(W::ALL.iter().map(|value| value.keyword()));
    known.try_map(|word| W::from_keyword(&word).ok_or("not one of the words"))
}

impl PlacementFilter {
    /// Prepares the test of placements. An artist's name that fits no artist is an error.
    pub fn resolve(&self, catalog: &Catalog) -> Result<PlacementTest, Error> {
        // All fields are named, so that the compiler reports a filter that is not applied.
        // `search::select` applies the query.
        let Self { episodes: _, artist, usage, origin, certainty, query: _ } = self;
        let mut conditions = Vec::new();
        if !usage.is_empty() {
            conditions.push(Condition::Usage(usage.clone()));
        }
        if !origin.is_empty() {
            conditions.push(Condition::Origin(origin.clone()));
        }
        if !certainty.is_empty() {
            conditions.push(Condition::Certainty(certainty.clone()));
        }
        let artists = if artist.is_empty() { None } else { Some(ArtistTest::new(catalog, artist)?) };
        Ok(PlacementTest { conditions, artists })
    }

    /// Whether it tests songs and not only episodes, so that a selected season or episode may have no songs.
    pub fn is_about_songs(&self) -> bool {
        let neutral = Self { episodes: self.episodes.clone(), ..Self::default() };
        *self != neutral
    }
}

/// A [`PlacementFilter`] with its names resolved. It does not test episodes.
pub struct PlacementTest {
    conditions: Vec<Condition>,
    artists: Option<ArtistTest>,
}

impl PlacementTest {
    /// Whether any placement of the show may pass. Fast, so that most shows can be skipped.
    pub fn may_pass_in(&self, show: ShowId) -> bool {
        self.artists.as_ref().is_none_or(|artists| artists.shows.contains(&show))
    }

    /// Whether the placement passes every filter on songs.
    pub fn passes(&self, placement: Placement<'_>) -> bool {
        self.conditions.iter().all(|condition| condition.is_met_by(placement))
            && self.artists.as_ref().is_none_or(|artists| artists.passes(placement.song()))
    }
}

/// What the names of artists mean.
struct ArtistTest {
    artists: HashSet<ArtistId>,
    /// Songs that several artists have together.
    songs: HashSet<SongId>,
    /// The shows with any of these artists and songs.
    shows: HashSet<ShowId>,
}

impl ArtistTest {
    fn new(catalog: &Catalog, names: &[String]) -> Result<Self, Error> {
        let (mut artists, mut songs) = (HashSet::new(), HashSet::new());
        for name in names {
            match lookup::artists_or_songs(catalog, name)? {
                ArtistsOrSongs::Artists(found) => artists.extend(found.items),
                ArtistsOrSongs::Songs(found) => songs.extend(found),
            }
        }
        let shows_of_artists = artists.iter().flat_map(|&id| catalog.artist(id).shows());
        let shows_of_songs = songs.iter().map(|song: &SongId| song.show());
        let shows = shows_of_artists.chain(shows_of_songs).collect();
        Ok(Self { artists, songs, shows })
    }

    fn passes(&self, song: Song<'_>) -> bool {
        self.songs.contains(&song.id()) || song.artists().any(|id| self.artists.contains(&id))
    }
}

impl fmt::Display for EpisodeFilter {
    /// Prints the options as they would be typed; nothing if everything passes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shows: ShowFilter { show }, season, episode } = self;
        options(f, "show", show)?;
        options(f, "season", season)?;
        options(f, "episode", episode)
    }
}

impl fmt::Display for PlacementFilter {
    /// Prints the options as they would be typed; nothing if everything passes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { episodes, artist, usage, origin, certainty, query } = self;
        episodes.fmt(f)?;
        options(f, "artist", artist)?;
        options(f, "usage", usage)?;
        options(f, "origin", origin)?;
        options(f, "certainty", certainty)?;
        options(f, "query", query)
    }
}

fn options<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    values: impl IntoIterator<Item = T>,
) -> fmt::Result {
    values.into_iter().try_for_each(|value| {
        let value = value.to_string();
        // A value that begins with a dash needs `=`, or it would be read as an option.
        let sign = if value.starts_with('-') { '=' } else { ' ' };
        write!(f, " --{name}{sign}{}", quoted(&value))
    })
}

/// Quotes a word for a shell, if it needs quotes.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.,:/".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    let double = !word.contains(['"', '$', '`', '\\', '!']);
    if double { format!("\"{word}\"") } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
