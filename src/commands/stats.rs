//! `stats`: counts of what passes the filters, each with the command that lists what was counted.

use super::{Answer, no_match};
use crate::error::Error;
use crate::model::{Catalog, Certainty};
use crate::query::{PlacementFilter, Selection, tally};
use crate::view::{Card, Cell, Heading, Layout, Rank, Shape, Table};
use clap::Args;
use std::cmp::Reverse;

/// How many artists and shows are listed unless `--limit` says otherwise.
const MOST: usize = 10;

/// Counts.
#[derive(Args, Debug)]
pub struct Stats {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Stats {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let filter = &self.filter;
        let selection = Selection::of(catalog, filter, &[])?;
        if selection.placements.is_empty() {
            return Err(no_match("song", filter));
        }
        let most = layout.limit.unwrap_or(MOST);
        let all = layout.limit.unwrap_or(usize::MAX);

        let mut artists = tally::artists(catalog, &selection);
        artists.sort_by_key(|row| Reverse(row.placements));
        let artists = artists
            .into_iter()
            .map(|row| (catalog.artist(row.of).name().into(), row.placements));
        let artists = bars("artist", "Artist", "Placements", artists, most);

        let card = Card::new("Statistics")
            .table("figures", "Figures", figures(catalog, &selection, filter))
            .table(
                "artists",
                format!("Most used artists (soundtrack artists{filter} --sort placements:desc)"),
                artists,
            );
        let card = if selection.scope.has_several_shows() {
            let mut shows = tally::shows(catalog, &selection, true);
            shows.sort_by_key(|row| Reverse(row.songs));
            let shows = shows
                .into_iter()
                .map(|row| (Cell::show(catalog.show(row.of)), row.songs));
            let title = format!("Songs per show (soundtrack shows{filter} --sort songs:desc)");
            card.table("shows", title, bars("show", "Show", "Songs", shows, most))
        } else {
            let seasons = tally::seasons(catalog, &selection, false).into_iter();
            let seasons = seasons.map(|row| (catalog.season(row.of).number().into(), row.songs));
            let episodes = tally::episodes(catalog, &selection, false).into_iter();
            let episodes =
                episodes.map(|row| (Cell::print(catalog.episode(row.of).code()), row.songs));
            let by_season = bars("season", "Season", "Songs", seasons, all);
            let by_episode = bars("episode", "Episode", "Songs", episodes, all);
            card.table(
                "seasons",
                format!("Songs per season (soundtrack seasons{filter})"),
                by_season,
            )
            .table(
                "episodes",
                format!("Songs per episode (soundtrack episodes{filter})"),
                by_episode,
            )
        };
        Answer::cards([card], layout, Ok)
    }
}

/// Totals, each with the command that lists what was counted.
fn figures<'c>(catalog: &'c Catalog, selection: &Selection, filter: &PlacementFilter) -> Table<'c> {
    let total = tally::total(catalog, selection);
    let heard = filter.is_about_songs();
    let mut rows = vec![
        (
            "Shows",
            tally::shows(catalog, selection, heard).len(),
            format!("shows{filter}"),
        ),
        (
            "Seasons",
            tally::seasons(catalog, selection, heard).len(),
            format!("seasons{filter}"),
        ),
        (
            "Episodes",
            tally::episodes(catalog, selection, heard).len(),
            format!("episodes{filter}"),
        ),
        ("Artists", total.artists, format!("artists{filter}")),
        (
            "Songs",
            total.songs,
            format!("shows{filter} --columns title,songs"),
        ),
        ("Placements", total.placements, format!("songs{filter}")),
    ];
    for (label, certainty) in [
        ("in a stated episode", Certainty::Stated),
        ("in a range of episodes", Certainty::Range),
        ("somewhere in a season", Certainty::Season),
    ] {
        let number = selection
            .placements
            .iter()
            .filter(|&&id| catalog.placement(id).certainty() == certainty)
            .count();
        if number > 0 && filter.certainty.is_empty() {
            rows.push((
                label,
                number,
                format!("songs{filter} --certainty {certainty}"),
            ));
        }
    }
    let cells = |(label, number, command): (&'static str, usize, String)| {
        vec![
            label.into(),
            number.into(),
            Cell::print(format!("soundtrack {command}")),
        ]
    };
    let headings = vec![
        Heading {
            key: "figure",
            title: "Figure",
            shape: Shape::Left,
            rank: Rank::Key,
        },
        Heading {
            key: "count",
            title: "Count",
            shape: Shape::Right,
            rank: Rank::Key,
        },
        Heading {
            key: "command",
            title: "Listed by",
            shape: Shape::Prose,
            rank: Rank::More,
        },
    ];
    Table::of_cells(headings, rows.into_iter().map(cells).collect())
}

/// Labels with their counts, drawn as bars.
fn bars<'c>(
    key: &'static str,
    label: &'static str,
    count: &'static str,
    rows: impl Iterator<Item = (Cell<'c>, usize)>,
    most: usize,
) -> Table<'c> {
    let rows: Vec<(Cell<'c>, usize)> = rows.take(most).collect();
    let whole = rows.iter().map(|&(_, part)| part).max().unwrap_or(0);
    let headings = vec![
        Heading {
            key,
            title: label,
            shape: Shape::Left,
            rank: Rank::Key,
        },
        Heading {
            key: "count",
            title: count,
            shape: Shape::Right,
            rank: Rank::Key,
        },
        Heading {
            key: "bar",
            title: "",
            shape: Shape::Left,
            rank: Rank::Drawn,
        },
    ];
    let cells = |(label, part)| vec![label, Cell::Count(part), Cell::Bar { part, whole }];
    Table::of_cells(headings, rows.into_iter().map(cells).collect())
}
