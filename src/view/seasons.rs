//! Seasons as rows and as cards.

use super::column::Rank::{Key, Main, More};
use super::{Card, Cell, Column, Layout, Table, episodes, placements};
use crate::error::Error;
use crate::model::{Catalog, PlacementId, SeasonId};
use crate::query::Selection;
use crate::query::counts::{self, Counts};

/// The columns of a list of seasons.
pub const COLUMNS: &[Column<Counts<SeasonId>>] = &[
    Column::group("show", "Show", Main, |c, row| Cell::show(c.season(row.id).show())),
    Column::right("season", "Season", Key, |c, row| c.season(row.id).number().into()),
    Column::left("air_date", "First shown", Main, |c, row| c.season(row.id).air_date().into()),
    Column::right("episodes", "Episodes", Key, |_, row| row.episodes.into()),
    Column::right("songs", "Songs", Key, |_, row| row.songs.into()),
    Column::right("artists", "Artists", Main, |_, row| row.artists.into()),
    Column::right("placements", "Placements", More, |_, row| row.placements.into()),
];

/// What is known about a season: its episodes, what plays in them, and what may.
pub fn card<'c>(catalog: &'c Catalog, id: SeasonId, layout: &Layout) -> Result<Card<'c>, Error> {
    let (season, selection) = (catalog.season(id), Selection::for_season(catalog, id));
    let total = counts::total(catalog, &selection);
    let rows = counts::episodes(catalog, &selection, false);
    let (stated, unplaced): (Vec<PlacementId>, Vec<PlacementId>) =
        selection.placements.iter().partition(|&&id| catalog.placement(id).episode().is_some());
    let by_episode = Table::section(catalog, episodes::COLUMNS, rows, layout)?.without("show");
    let stated = Table::section(catalog, placements::COLUMNS, stated, layout)?.without("show");
    let unplaced = Table::section(catalog, placements::UNPLACED, unplaced, layout)?;
    Ok(Card::new(format!("{} season {}", season.show().title(), season.number()))
        .data("show", "Show", Cell::show(season.show()))
        .data("season", "Season", season.number())
        .field("air_date", "First shown", season.air_date())
        .field("directors", "Directed by", Cell::texts(season.directors()))
        .field("episodes", "Episodes", total.episodes)
        .field("songs", "Songs", total.songs)
        .field("artists", "Artists", total.artists)
        .field("placements", "Placements", total.placements)
        .table("by_episode", "Episodes", by_episode)
        .table("placed", "What plays where", stated)
        .table("unplaced", "Somewhere in the season", unplaced))
}
