//! One file per subcommand: its flags and its path from query to view. Parsed options flow in, an answer flows out.

mod artist;
mod artists;
mod check;
mod compare;
mod completions;
mod episode;
mod episodes;
mod gaps;
mod overview;
mod playlist;
mod search;
mod season;
mod seasons;
mod show;
mod shows;
mod song;
mod songs;
mod stats;

pub use completions::Shell;
pub use overview::Overview;
pub use playlist::Export;

use crate::error::Error;
use crate::model::Catalog;
use crate::music::Library;
use crate::query::{PlacementFilter, Selection};
use crate::view::{Card, Column, Layout, Table, View};
use clap::Subcommand;
use std::path::{Path, PathBuf};

// No doc comments on the flattened variants: clap would show them as the program's own description.
#[allow(missing_docs)]
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Query(Query),
    /// Write the songs as a playlist for a player or a service
    Playlist(playlist::ToPlaylist),
    /// Check catalog files: every error and every doubt, each with its place
    Check(check::Check),
    /// Print the JSON Schema of a catalog file, for editors
    Schema,
    /// Print what makes a shell complete commands, options and names
    Completions(completions::Completions),
}

/// The commands that answer with a view.
#[allow(missing_docs)]
#[derive(Debug, Subcommand)]
pub enum Query {
    /// List songs: what plays where, in broadcast order
    Songs(songs::Songs),
    /// Find songs by half a memory: words of title, artist or scene
    #[command(long_about = search::LONG_ABOUT, after_long_help = search::EXAMPLES)]
    Search(search::Search),
    /// List artists
    Artists(artists::Artists),
    /// List episodes
    Episodes(episodes::Episodes),
    /// List seasons
    Seasons(seasons::Seasons),
    /// List shows
    Shows(shows::Shows),
    /// Explain a song: credit, album, where it plays, who says so
    Song(song::Song),
    /// Explain an artist: names, members, every song and role
    Artist(artist::Artist),
    /// Explain an episode: what plays in it, and what may
    Episode(episode::Episode),
    /// Explain a season: its episodes and songs
    Season(season::Season),
    /// Explain a show: its people, how its songs are chosen
    Show(show::Show),
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
            Self::Query(Query::Episodes(episodes)) => episodes.filter.only_show(),
            Self::Query(Query::Seasons(seasons)) => seasons.filter.only_show(),
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
            Self::Artists(artists) => artists.answer(catalog, layout),
            Self::Episodes(episodes) => episodes.answer(catalog, layout),
            Self::Seasons(seasons) => seasons.answer(catalog, layout),
            Self::Shows(shows) => shows.answer(catalog, layout),
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

/// What a command has to say.
pub struct Answer<'c> {
    /// For standard output.
    pub view: View<'c>,
    /// For standard error: what takes the place of the view, entry by entry.
    pub report: Vec<String>,
    /// For standard error: what a reader of the view should know.
    pub notes: Vec<String>,
    /// For standard error, unless a program reads: commands to try next, each with what it does.
    pub examples: Vec<(String, &'static str)>,
    /// Why this is no success although it is an answer: nothing was found, say, and the view is empty.
    pub failure: Option<Error>,
}

impl<'c> Answer<'c> {
    /// Records in full.
    fn cards<T>(
        ids: impl IntoIterator<Item = T>,
        layout: &Layout,
        card: impl Fn(T) -> Result<Card<'c>, Error>,
    ) -> Result<Self, Error> {
        let cards: Result<Vec<Card<'c>>, Error> = ids.into_iter().map(card).collect();
        let cards = cards?;
        // What a card cuts by itself nobody needs to be told.
        let asked = layout.limit.is_some();
        let cut = cards.iter().filter(|_| asked).flat_map(Card::cut_tables);
        let notes = cut
            .map(|(title, table)| format!("{title}: {}", shown(table)))
            .collect();
        Ok(Self::of(View::cards(cards, layout)?).with_notes(notes))
    }

    /// One row for each record of a kind that passes the filters.
    fn list<T: Copy + 'c>(
        catalog: &'c Catalog,
        filter: &PlacementFilter,
        layout: &Layout,
        columns: &'static [Column<T>],
        kind: &str,
        rows: impl FnOnce(&Selection) -> Vec<T>,
    ) -> Result<Self, Error> {
        let selection = Selection::of(catalog, filter, &[])?;
        let table = Table::new(catalog, columns, rows(&selection), layout)?;
        Ok(Self::rows(table, &selection, || {
            no_match(kind, &[], filter)
        }))
    }

    /// Rows about a selection; says what of it was asked for and is not shown, or what was not found.
    fn rows(table: Table<'c>, selection: &Selection, nothing: impl FnOnce() -> Error) -> Self {
        let mut notes = selection.scope.notes.clone();
        let is_nothing = table.is_empty() && table.left_out() == 0;
        let nothing = is_nothing.then(|| self::nothing(selection, nothing()));
        if !is_nothing {
            notes.extend((table.left_out() > 0).then(|| shown(&table)));
            notes.extend(more_possible(selection));
        }
        // Where one show is in play nobody needs to be told which, or how many.
        let several = selection.scope.has_several_shows();
        let table = if several {
            table
        } else {
            table.without("show").without("shows")
        };
        Self {
            failure: nothing,
            ..Self::of(View::Table(table))
        }
        .with_notes(notes)
    }

    fn of(view: View<'c>) -> Self {
        Self {
            view,
            report: Vec::new(),
            notes: Vec::new(),
            examples: Vec::new(),
            failure: None,
        }
    }

    fn with_notes(mut self, notes: Vec<String>) -> Self {
        self.notes.extend(notes);
        self
    }
}

/// Words that were typed without quotes are one name.
fn name(words: &[String]) -> String {
    words.join(" ")
}

/// Nothing of a kind passes the filters, among the episodes if any were named.
fn no_match(kind: &str, episodes: &[String], filter: &PlacementFilter) -> Error {
    let among = if episodes.is_empty() {
        String::new()
    } else {
        format!(" in {}", episodes.join(", "))
    };
    let filter = filter.to_string();
    match (among.as_str(), filter.as_str()) {
        ("", "") => Error::not_found(format!("the catalog has no {kind}s")),
        (_, "") => Error::not_found(format!("there is no {kind}{among}")),
        _ => Error::not_found(format!("no {kind}{among} matches{filter}")),
    }
}

/// The error that nothing was found, saying also what may be there.
fn nothing(selection: &Selection, error: Error) -> Error {
    match possible(selection, "") {
        Some(possible) => error
            .and(&format!("; {possible}"))
            .with_hint("`--possible` adds them"),
        None => error,
    }
}

/// What may be there beside what was found, and how to see it.
fn more_possible(selection: &Selection) -> Option<String> {
    let possible = possible(selection, "more ");
    possible.map(|possible| format!("{possible}: `--possible` adds them"))
}

/// What the rows of a table are of all that there are.
fn shown(table: &Table<'_>) -> String {
    shown_of(table.len(), table.len() + table.left_out())
}

fn shown_of(number: usize, all: usize) -> String {
    format!("{number} of {all} shown")
}

/// How many songs were left out that may belong to what was asked for: `9 may belong to it`.
fn possible(selection: &Selection, more: &str) -> Option<String> {
    let it = if selection.scope.episodes.len() == 1 {
        "it"
    } else {
        "them"
    };
    let number = selection.possible.len();
    (number > 0).then(|| format!("{number} {more}may belong to {it}"))
}
