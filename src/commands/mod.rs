//! One file per subcommand: its flags and its path from query to view. Parsed options flow in, an answer flows out.

mod artist;
mod artists;
mod check;
mod episode;
mod episodes;
mod overview;
mod season;
mod seasons;
mod show;
mod shows;
mod song;
mod songs;
mod stats;

pub use overview::Overview;

use crate::error::{Error, count};
use crate::model::Catalog;
use crate::query::{Notation, PlacementFilter, Selection};
use crate::view::{Card, Column, Layout, Table, View};
use clap::Subcommand;

// No doc comments on the flattened variants: clap would show them as the program's own description.
#[allow(missing_docs)]
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Query(Query),
    /// Check catalog files and say all that is wrong with them
    Check(check::Check),
}

/// The commands that answer with a view.
#[allow(missing_docs)]
#[derive(Debug, Subcommand)]
pub enum Query {
    /// List songs: what plays where, in broadcast order
    Songs(songs::Songs),
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
}

impl Query {
    /// The answer.
    pub fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        match self {
            Self::Songs(songs) => songs.answer(catalog, layout),
            Self::Artists(artists) => artists.answer(catalog, layout),
            Self::Episodes(episodes) => episodes.answer(catalog, layout),
            Self::Seasons(seasons) => seasons.answer(catalog, layout),
            Self::Shows(shows) => shows.answer(catalog, layout),
            Self::Song(song) => song.answer(catalog, layout),
            Self::Artist(artist) => artist.answer(catalog, layout),
            Self::Episode(episode) => episode.answer(catalog, layout),
            Self::Season(season) => season.answer(catalog, layout),
            Self::Show(show) => show.answer(catalog, layout),
            Self::Stats(stats) => stats.answer(catalog, layout),
        }
    }
}

/// What a command has to say.
pub struct Answer<'c> {
    /// For standard output.
    pub view: View<'c>,
    /// For standard error: what a reader of the view should know.
    pub notes: Vec<String>,
    /// For standard error, unless a program reads: commands to try next, each with what it does.
    pub examples: Vec<(String, &'static str)>,
}

impl<'c> Answer<'c> {
    /// Records in full.
    fn cards<T>(
        ids: impl IntoIterator<Item = T>,
        layout: &Layout,
        card: impl Fn(T) -> Result<Card<'c>, Error>,
    ) -> Result<Self, Error> {
        let cards: Result<Vec<Card<'c>>, Error> = ids.into_iter().map(card).collect();
        Ok(Self::of(View::cards(cards?, layout)?))
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
        Self::rows(table, &selection, || no_match(kind, filter))
    }

    /// Rows about a selection; says what of it was asked for and is not shown. No rows are an error: `nothing` says
    /// what was not found.
    fn rows(
        table: Table<'c>,
        selection: &Selection,
        nothing: impl FnOnce() -> Error,
    ) -> Result<Self, Error> {
        if table.is_empty() && table.left_out() == 0 {
            return Err(nothing());
        }
        // Where one show is in play nobody needs to be told which, or how many.
        let several = selection.scope.has_several_shows();
        let table = if several {
            table
        } else {
            table.without("show").without("shows")
        };
        let mut notes = selection.scope.misses.clone();
        if table.left_out() > 0 {
            notes.push(format!(
                "{} of {} shown",
                table.len(),
                table.len() + table.left_out()
            ));
        }
        Ok(Self {
            notes,
            ..Self::of(View::Table(table))
        })
    }

    fn of(view: View<'c>) -> Self {
        Self {
            view,
            notes: Vec::new(),
            examples: Vec::new(),
        }
    }
}

/// Words that were typed without quotes are one name.
fn name(words: &[String]) -> String {
    words.join(" ")
}

fn notations(texts: &[String]) -> Result<Vec<Notation>, Error> {
    texts.iter().map(|text| Notation::parse(text)).collect()
}

/// Nothing of a kind passes the filters.
fn no_match(kind: &str, filter: &PlacementFilter) -> Error {
    let filter = filter.to_string();
    if filter.is_empty() {
        Error::not_found(format!("the catalog has no {kind}s"))
    } else {
        Error::not_found(format!("no {kind} matches{filter}"))
    }
}

/// `9 may belong to it`, said of songs that were left out.
fn possible(selection: &Selection) -> Option<String> {
    let it = if selection.scope.episodes.len() == 1 {
        "it"
    } else {
        "them"
    };
    let number = selection.possible;
    (number > 0).then(|| {
        format!(
            "{} may belong to {it}: add `--possible`",
            count(number, "more song")
        )
    })
}
