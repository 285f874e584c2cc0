//! Episodes as rows and as cards.

use super::column::Rank::{Data, Key, Main, People};
use super::{Card, Cell, Column, Layout, Table, placements};
use crate::error::Error;
use crate::model::{Catalog, EpisodeId, Place};
use crate::query::Selection;
use crate::query::counts::{Counts, distinct};

/// The columns of a list of episodes.
pub const COLUMNS: &[Column<Counts<EpisodeId>>] = &[
    Column::group("show", "Show", Main, |c, row| Cell::show(c.episode(row.id).show())),
    Column::right("season", "Season", Data, |c, row| c.episode(row.id).season().number().into()),
    Column::right("episode", "Number", Data, |c, row| c.episode(row.id).code().episode.into()),
    Column::left("code", "Episode", Key, |c, row| Place::from(c.episode(row.id).code()).into()),
    Column::left("title", "Title", Key, |c, row| c.episode(row.id).title().into()),
    Column::left("air_date", "First shown", Main, |c, row| c.episode(row.id).air_date().into()),
    Column::right("songs", "Songs", Key, |_, row| row.songs.into()),
    Column::right("possible", "Possible", People, |_, row| {
        Some(row.possible).filter(|&number| number > 0).into()
    }),
];

/// What is known about an episode: what plays in it, and what may.
pub fn card<'c>(catalog: &'c Catalog, id: EpisodeId, layout: &Layout) -> Result<Card<'c>, Error> {
    let episode = catalog.episode(id);
    let songs = distinct(episode.placements().map(|id| catalog.placement(id).song().id())).len();
    let placed = Table::section(catalog, placements::OF_AN_EPISODE, episode.placements().collect(), layout)?;
    let possible = Selection::possible_in(catalog, id);
    let possible = Table::section(catalog, placements::UNPLACED, possible, layout)?;
    Ok(Card::new(format!("{} {}: {}", episode.show().title(), episode.code(), episode.title()))
        .data("show", "Show", Cell::show(episode.show()))
        .data("season", "Season", episode.season().number())
        .data("episode", "Number", episode.code().episode)
        .data("code", "Episode", Place::from(episode.code()))
        .data("title", "Title", episode.title())
        .field("air_date", "First shown", episode.air_date())
        .field("directors", "Directed by", Cell::texts(episode.directors()))
        .field("songs", "Songs", songs)
        .table("placed", "What plays", placed)
        .table("possible", "What may play in it, though no source says so", possible)
        .sources(episode.placements().flat_map(|id| catalog.placement(id).sources())))
}
