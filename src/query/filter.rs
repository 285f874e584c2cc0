//! Filters: a flag, its help and its meaning together. Command-line options flow in, tests on records flow out.

use super::lookup::{self, ArtistsOrSongs};
use super::range::Numbers;
use crate::error::Error;
use crate::model::{ArtistId, Catalog, Certainty, Keyword, Origin, Placement, ShowId, Song, SongId, Usage};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use foldhash::{HashSet, HashSetExt};
use std::fmt;

/// Which shows.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct ShowFilter {
    /// Only this show, by title or id (repeatable)
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub show: Vec<String>,
}

impl ShowFilter {
    /// The shows that it lets through; a name that fits none is an error.
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

/// Which episodes.
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

/// Which placements: the filters of listings whose rows rest on songs.
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
    #[arg(long, value_delimiter = ',', value_parser = parse_words::<Usage>(), value_name = "USAGE")]
    pub usage: Vec<Usage>,
    /// Only songs of this origin
    #[arg(long, value_delimiter = ',', value_parser = parse_words::<Origin>(), value_name = "ORIGIN")]
    pub origin: Vec<Origin>,
    /// Only songs placed this exactly: in a stated episode, in a range, or only in a season
    #[arg(long, value_delimiter = ',', value_parser = parse_words::<Certainty>(), value_name = "CERTAINTY")]
    pub certainty: Vec<Certainty>,
    /// Also songs that no source ties to an episode, where their range includes it
    #[arg(long)]
    pub possible: bool,
}

/// A word of a closed set, as an option takes it.
pub(crate) fn parse_words<W: Keyword + Send + Sync>() -> impl TypedValueParser<Value = W> {
    let known = PossibleValuesParser::new(W::ALL.iter().map(|value| value.keyword()));
    known.try_map(|word| W::from_keyword(&word).ok_or("not one of the words"))
}

impl PlacementFilter {
    /// Names resolved, so that it can be asked about placements; a name that fits nobody is an error.
    pub fn resolve(&self, catalog: &Catalog) -> Result<PlacementTest<'_>, Error> {
        let (mut artists, mut songs) = (HashSet::new(), HashSet::new());
        for name in &self.artist {
            match lookup::artists_or_songs(catalog, name)? {
                ArtistsOrSongs::Artists(found) => artists.extend(found.items),
                ArtistsOrSongs::Songs(together) => songs.extend(together),
            }
        }
        let of_artists = artists.iter().flat_map(|&id| catalog.artist(id).shows());
        let shows = songs.iter().map(|song: &SongId| song.show());
        Ok(PlacementTest { filter: self, shows: of_artists.chain(shows).collect(), artists, songs })
    }

    /// Whether it asks for more than certain episodes, so that a season, say, may have nothing to show.
    pub fn is_about_songs(&self) -> bool {
        let neutral = Self { episodes: self.episodes.clone(), possible: self.possible, ..Self::default() };
        *self != neutral
    }
}

/// A [`PlacementFilter`] with its names resolved.
pub struct PlacementTest<'f> {
    filter: &'f PlacementFilter,
    /// Where the artists and songs are named: most shows need not be looked into.
    shows: HashSet<ShowId>,
    artists: HashSet<ArtistId>,
    songs: HashSet<SongId>,
}

impl PlacementTest<'_> {
    /// Whether any placement of the show may pass.
    pub fn may_pass_in(&self, show: ShowId) -> bool {
        self.filter.artist.is_empty() || self.shows.contains(&show)
    }

    /// Whether the placement passes every filter that is about songs; the episode is not looked at.
    pub fn passes(&self, placement: Placement<'_>) -> bool {
        // Spelled out so that a filter that is not applied is an unused variable.
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

/// Whether a value is one of those wanted; any is if none is.
fn allows<T: PartialEq>(wanted: &[T], value: Option<T>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(&value))
}

impl fmt::Display for EpisodeFilter {
    /// As it would be typed; nothing if it lets everything through.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shows: ShowFilter { show }, season, episode } = self;
        options(f, "show", show)?;
        options(f, "season", season)?;
        options(f, "episode", episode)
    }
}

impl fmt::Display for PlacementFilter {
    /// As it would be typed; nothing if it lets everything through.
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
        // What looks like an option is a value only behind the sign.
        let sign = if value.starts_with('-') { '=' } else { ' ' };
        write!(f, " --{name}{sign}{}", quoted(&value))
    })
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.,:/".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    let double = !word.contains(['"', '$', '`', '\\', '!']);
    if double { format!("\"{word}\"") } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
