//! One file per subcommand: its flags and its path from query to view. Parsed options flow in, an answer flows out.

mod check;
mod completions;
mod explain;
pub mod gaps;
mod overview;
mod songs;
mod stats;

pub use completions::Shell;
pub use overview::Overview;

use crate::answer::Answer;
use crate::error::Error;
use crate::model::Catalog;
use crate::playlist::{Library, compare, export};
use crate::query::{PlacementFilter, tally};
use crate::search;
use crate::view::{Layout, artists, episodes, seasons, shows};
use clap::Subcommand;
use std::path::{Path, PathBuf};

// No doc comments on the flattened variants: clap would show them as the program's own description.
#[allow(missing_docs)]
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Query(Query),
    /// Write the songs as a playlist for a player or a service
    Playlist(export::ToPlaylist),
    /// Check catalog files: every error and every doubt, each with its place
    Check(check::Check),
    /// Print the JSON Schema of a catalog file, for editors
    Schema,
    /// Print what makes a shell complete commands, options and names
    Completions(completions::Completions),
    /// Write manual pages
    Man {
        /// The folder in which `man` looks for man1 and man5, such as ~/.local/share/man
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Explain a command, or one of the topics episodes, query, formats, exit-status, catalog
    Help {
        /// A command or a topic
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
}

/// The commands that answer with a view.
#[allow(missing_docs)]
#[derive(Debug, Subcommand)]
pub enum Query {
    /// List songs: what plays where, in broadcast order
    Songs(songs::Songs),
    /// Find songs by half a memory: words of title, artist or scene
    Search(search::command::Search),
    /// List artists
    Artists(PlacementFilter),
    /// List episodes
    Episodes(PlacementFilter),
    /// List seasons
    Seasons(PlacementFilter),
    /// List shows
    Shows(PlacementFilter),
    /// Explain a song: credit, album, where it plays, who says so
    Song(explain::Song),
    /// Explain an artist: names, members, every song and role
    Artist(explain::Artist),
    /// Explain an episode: what plays in it, and what may
    Episode(explain::Episode),
    /// Explain a season: its episodes and songs
    Season(explain::Season),
    /// Explain a show: its people, how its songs are chosen
    Show(explain::Show),
    /// Count: songs, artists, the most used, season by season
    Stats(stats::Stats),
    /// List what is not known: episodes without songs, songs without episode, scene or source
    Gaps(gaps::Gaps),
    /// Compare a playlist with a show: what it lacks, has beyond it, or has in another version
    Compare(compare::Compare),
}

impl Command {
    /// The folder of audio files that has to be looked into for the answer.
    pub fn music(&self) -> Option<&Path> {
        match self {
            Self::Query(Query::Songs(songs)) => songs.music(),
            Self::Playlist(playlist) => playlist.music(),
            _ => None,
        }
    }

    /// The files that are read beside the catalog or instead of it.
    pub fn reads(&self) -> &[PathBuf] {
        match self {
            Self::Check(check) => check.paths(),
            Self::Query(Query::Compare(compare)) => std::slice::from_ref(&compare.playlist),
            _ => &[],
        }
    }

    /// The name of the only show that has to be known for the answer, if one is enough.
    pub fn only_show(&self) -> Option<&str> {
        match self {
            Self::Query(Query::Songs(songs)) => songs.filter.only_show(),
            Self::Query(Query::Episodes(filter)) => filter.only_show(),
            Self::Query(Query::Seasons(filter)) => filter.only_show(),
            Self::Query(Query::Gaps(gaps)) => gaps.filter.placements.only_show(),
            Self::Query(Query::Compare(compare)) => compare.filter.only_show(),
            Self::Playlist(playlist) => playlist.filter.only_show(),
            _ => None,
        }
    }
}

/// What was read beside the catalog.
#[derive(Debug, Default)]
pub struct Beside {
    /// The audio files of the folder that was asked for.
    pub music: Option<Library>,
    /// The text of the playlist.
    pub playlist: String,
}

impl Query {
    /// The answer. `program` is how the program would be called again with the same catalog.
    pub fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
        program: &str,
        beside: &'c Beside,
    ) -> Result<Answer<'c>, Error> {
        match self {
            Self::Songs(songs) => songs.answer(catalog, layout, beside.music.as_ref()),
            Self::Search(search) => search.answer(catalog, layout),
            Self::Artists(filter) => {
                let rows = |all: &_, _| tally::artists(catalog, all);
                Answer::list(catalog, filter, layout, artists::COLUMNS, "artist", rows)
            }
            Self::Episodes(filter) => {
                let rows = |all: &_, heard| tally::episodes(catalog, all, heard);
                Answer::list(catalog, filter, layout, episodes::COLUMNS, "episode", rows)
            }
            Self::Seasons(filter) => {
                let rows = |all: &_, heard| tally::seasons(catalog, all, heard);
                Answer::list(catalog, filter, layout, seasons::COLUMNS, "season", rows)
            }
            Self::Shows(filter) => {
                let rows = |all: &_, heard| tally::shows(catalog, all, heard);
                Answer::list(catalog, filter, layout, shows::COLUMNS, "show", rows)
            }
            Self::Song(song) => song.answer(catalog, layout),
            Self::Artist(artist) => artist.answer(catalog, layout),
            Self::Episode(episode) => episode.answer(catalog, layout),
            Self::Season(season) => season.answer(catalog, layout),
            Self::Show(show) => show.answer(catalog, layout),
            Self::Stats(stats) => stats.answer(catalog, layout, program),
            Self::Gaps(gaps) => gaps.answer(catalog, layout),
            Self::Compare(compare) => compare.answer(catalog, layout, &beside.playlist),
        }
    }
}
