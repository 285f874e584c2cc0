//! Command-line filters: each flag with its help text and what it tests.

use super::lookup::{self, ArtistsOrSongs};
use super::ranges::Numbers;
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
    /// Only these seasons: 2, 1-2, 1,3 (0 = specials)
    #[arg(short, long, value_name = "N", allow_hyphen_values = true)]
    pub season: Option<Numbers>,
    /// Only these episodes of each season: 3, 3-5
    #[arg(short, long, value_name = "N", allow_hyphen_values = true)]
    pub episode: Option<Numbers>,
}

/// Selects placements: the filters of all lists that are about songs.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct PlacementFilter {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub episodes: EpisodeFilter,
    /// Only songs of this artist: as credited, an alias, a member or a contributor (repeatable)
    #[arg(short, long, value_name = "NAME", allow_hyphen_values = true)]
    pub artist: Vec<String>,
    /// Only songs used like this
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Usage>(), value_name = "USAGE")]
    pub usage: Vec<Usage>,
    /// Only songs of this origin
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Origin>(), value_name = "ORIGIN")]
    pub origin: Vec<Origin>,
    /// Only songs placed this exactly: in a stated episode, in a range, or only in a season
    #[arg(long, value_delimiter = ',', value_parser = parse_keyword::<Certainty>(), value_name = "CERTAINTY")]
    pub certainty: Vec<Certainty>,
    /// Also songs that no source ties to an episode, where their range includes it
    #[arg(long)]
    pub possible: bool,
}

/// A clap parser for the keywords of `W`.
pub(crate) fn parse_keyword<W: Keyword + Send + Sync>() -> impl TypedValueParser<Value = W> {
    let known = PossibleValuesParser::new(W::ALL.iter().map(|value| value.keyword()));
    known.try_map(|word| W::from_keyword(&word).ok_or("not one of the words"))
}

impl PlacementFilter {
    /// Resolves the names of artists; one that fits no artist is an error.
    pub fn resolve(&self, catalog: &Catalog) -> Result<PlacementTest<'_>, Error> {
        let (mut artists, mut songs) = (HashSet::new(), HashSet::new());
        for name in &self.artist {
            match lookup::artists_or_songs(catalog, name)? {
                ArtistsOrSongs::Artists(found) => artists.extend(found.items),
                ArtistsOrSongs::Songs(found) => songs.extend(found),
            }
        }
        let shows_of_artists = artists.iter().flat_map(|&id| catalog.artist(id).shows());
        let shows_of_songs = songs.iter().map(|song: &SongId| song.show());
        let shows = shows_of_artists.chain(shows_of_songs).collect();
        Ok(PlacementTest { filter: self, shows, artists, songs })
    }

    /// Whether it tests songs and not only episodes, so that a selected season or episode may have no songs.
    pub fn is_about_songs(&self) -> bool {
        let neutral = Self { episodes: self.episodes.clone(), possible: self.possible, ..Self::default() };
        *self != neutral
    }
}

/// A [`PlacementFilter`] with its names resolved.
pub struct PlacementTest<'f> {
    filter: &'f PlacementFilter,
    /// The shows with any of these artists and songs; all other shows can be skipped.
    shows: HashSet<ShowId>,
    artists: HashSet<ArtistId>,
    songs: HashSet<SongId>,
}

impl PlacementTest<'_> {
    /// Whether any placement of the show may pass.
    pub fn may_pass_in(&self, show: ShowId) -> bool {
        self.filter.artist.is_empty() || self.shows.contains(&show)
    }

    /// Whether the placement passes every filter on songs; its episode is not tested.
    pub fn passes(&self, placement: Placement<'_>) -> bool {
        // All fields are named, so that the compiler reports a filter that is not applied.
        let PlacementFilter { episodes: _, artist, usage, origin, certainty, possible: _ } = self.filter;
        let song = placement.song();
        allows(usage, placement.usage())
            && allows(certainty, Some(placement.certainty()))
            && allows(origin, song.origin())
            && (artist.is_empty() || self.is_by(song))
    }

    fn is_by(&self, song: Song<'_>) -> bool {
        self.songs.contains(&song.id()) || song.artists().any(|id| self.artists.contains(&id))
    }
}

/// Whether a value is one of `wanted`; an empty list allows every value.
fn allows<T: PartialEq>(wanted: &[T], value: Option<T>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(&value))
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
        let Self { episodes, artist, usage, origin, certainty, possible } = self;
        episodes.fmt(f)?;
        options(f, "artist", artist)?;
        options(f, "usage", usage)?;
        options(f, "origin", origin)?;
        options(f, "certainty", certainty)?;
        f.write_str(if *possible { " --possible" } else { "" })
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
