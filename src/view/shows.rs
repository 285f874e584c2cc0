//! Shows as rows and as cards.

use super::column::Rank::{Data, Key};
use super::{Card, Cell, Column, Layout, Table, seasons};
use crate::error::{Error, count};
use crate::model::{Catalog, Show, ShowId};
use crate::query::Selection;
use crate::query::counts::{self, Counts};

/// The columns of a list of shows.
pub const COLUMNS: &[Column<Counts<ShowId>>] = &[
    Column::left("show", "Id", Data, |c, row| c.show(row.id).slug().into()),
    Column::left("title", "Show", Key, |c, row| c.show(row.id).title().into()),
    Column::right("seasons", "Seasons", Key, |_, row| row.seasons.into()),
    Column::right("episodes", "Episodes", Key, |_, row| row.episodes.into()),
    Column::right("songs", "Songs", Key, |_, row| row.songs.into()),
    Column::right("artists", "Artists", Key, |_, row| row.artists.into()),
];

/// What is known about a show, its songs as counts.
pub fn card<'c>(catalog: &'c Catalog, id: ShowId, layout: &Layout) -> Result<Card<'c>, Error> {
    let (show, selection) = (catalog.show(id), Selection::for_show(catalog, id));
    Ok(glance(catalog, show, &selection, layout)?
        .field("network", "Network", show.network())
        .field("country", "Country", show.country())
        .field("creators", "Created by", Cell::texts(show.creators()))
        .field("composers", "Score by", Cell::texts(show.composers()))
        .field("music_supervisors", "Music supervisor", Cell::texts(show.music_supervisors()))
        .field("editors", "Edited by", Cell::texts(show.editors()))
        .field("note", "Note", show.note())
        .sources(show.sources()))
}

/// A show at first sight: its seasons with counts of what was selected.
pub fn glance<'c>(
    catalog: &'c Catalog,
    show: Show<'c>,
    selection: &Selection,
    layout: &Layout,
) -> Result<Card<'c>, Error> {
    let total = counts::total(catalog, selection);
    let rows = counts::seasons(catalog, selection, false);
    let by_season = Table::section(catalog, seasons::COLUMNS, rows, layout)?.without("show");
    let title = format!(
        "{}: {}, {}, {} by {}",
        show.title(),
        count(total.seasons, "season"),
        count(total.episodes, "episode"),
        count(total.songs, "song"),
        count(total.artists, "artist"),
    );
    Ok(Card::new(title)
        .data("show", "Id", show.slug())
        .data("title", "Title", show.title())
        .data("seasons", "Seasons", total.seasons)
        .data("episodes", "Episodes", total.episodes)
        .data("songs", "Songs", total.songs)
        .data("artists", "Artists", total.artists)
        .table("by_season", "By season", by_season))
}
