//! `stats`: totals of what passes the filters, each with the command that lists it.

use crate::answer::{Answer, no_match};
use crate::app::App;
use crate::error::Error;
use crate::model::{Catalog, Certainty, PlacementId};
use crate::query::{PlacementFilter, Selection, counts};
use crate::search;
use crate::view::records::SectionName;
use crate::view::{Card, Cell, Heading, Layout, Rank, Shape, Table};
use std::cmp::Reverse;

/// The number of artists and shows that are listed without `--limit`.
const MAX_LISTED: usize = 10;

const FIGURES: SectionName = ("figures", "Figures");
const ARTISTS: SectionName = ("artists", "Most used artists");
const SHOWS: SectionName = ("shows", "Songs per show");
const SEASONS: SectionName = ("seasons", "Songs per season");
const EPISODES: SectionName = ("episodes", "Songs stated per episode");

/// The keys and titles of the sections. That of shows is for several shows, those of seasons and episodes for
/// one.
pub(super) const SECTIONS: [SectionName; 5] = [FIGURES, ARTISTS, SHOWS, SEASONS, EPISODES];

/// Totals, and the most used of each kind.
pub(super) fn answer<'c>(app: &'c App<'_>, filter: &PlacementFilter) -> Result<Answer<'c>, Error> {
    let (catalog, layout, program) = (app.catalog()?, &app.layout, &app.cli.invocation());
    let selection = search::select(catalog, filter, &[])?;
    if selection.placements.is_empty() {
        return Err(no_match("song", &[], filter));
    }
    let with_songs_only = filter.is_about_songs();
    let most = Layout { limit: layout.limit.or(Some(MAX_LISTED)), ..layout.clone() };
    let listed_by =
        |(key, title): SectionName, command: &str| (key, format!("{title} ({program} {command}{filter})"));

    let shows = counts::shows(catalog, &selection, with_songs_only);
    let seasons = counts::seasons(catalog, &selection, with_songs_only);
    let episodes = counts::episodes(catalog, &selection, with_songs_only);

    let records = [
        ("Shows", shows.len(), "shows"),
        ("Seasons", seasons.len(), "seasons"),
        ("Episodes", episodes.len(), "episodes"),
    ];
    let figures = figures(catalog, &selection, &records, filter, program, layout)?;
    let card = Card::new("Statistics").table(FIGURES, figures);
    let artists = counts::artists(catalog, &selection).into_iter();
    let artists = artists.map(|row| (catalog.artist(row.id).name().into(), row.placements));
    let artists = bars(["artist", "Artist", "Placements"], most_first(artists), &most)?;
    let card = card.table(listed_by(ARTISTS, "artists --sort placements:desc"), artists);
    let card = if selection.scope.has_several_shows() {
        let shows = shows.into_iter().map(|row| (Cell::show(catalog.show(row.id)), row.songs));
        let shows = bars(["show", "Show", "Songs"], most_first(shows), &most)?;
        card.table(listed_by(SHOWS, "shows --sort songs:desc"), shows)
    } else {
        let seasons = seasons.into_iter().map(|row| (catalog.season(row.id).number().into(), row.songs));
        let seasons = bars(["season", "Season", "Songs"], seasons.collect(), layout)?;
        let episodes =
            episodes.into_iter().map(|row| (Cell::print(catalog.episode(row.id).code()), row.songs));
        let episodes = bars(["episode", "Episode", "Songs"], episodes.collect(), layout)?;
        card.table(listed_by(SEASONS, "seasons"), seasons).table(listed_by(EPISODES, "episodes"), episodes)
    };
    Ok(Answer::cards([card], layout, Ok)?.with_notes(selection.scope.notes))
}

/// Totals, each with the command that lists it; `records` are label, number and command of
/// those that are counted already.
fn figures<'c>(
    catalog: &'c Catalog,
    selection: &Selection,
    records: &[(&'static str, usize, &'static str)],
    filter: &PlacementFilter,
    program: &str,
    layout: &Layout,
) -> Result<Table<'c>, Error> {
    let total = counts::total(catalog, selection, ());
    let records = records.iter();
    let mut rows: Vec<(&'static str, usize, String)> =
        records.map(|&(label, number, command)| (label, number, format!("{command}{filter}"))).collect();
    rows.extend([
        ("Artists", total.artists, format!("artists{filter}")),
        ("Songs", total.songs, format!("shows{filter} --columns title,songs")),
        ("Placements", total.placements, format!("songs{filter}")),
    ]);
    for (label, certainty) in [
        ("of these, in a stated episode", Certainty::Stated),
        ("of these, in a range of episodes", Certainty::Range),
        ("of these, somewhere in a season", Certainty::Season),
    ] {
        let has_certainty = |id: &&PlacementId| catalog.placement(**id).certainty() == certainty;
        let number = selection.placements.iter().filter(has_certainty).count();
        if filter.certainty.is_empty() {
            rows.push((label, number, format!("songs{filter} --certainty {certainty}")));
        }
    }
    rows.retain(|&(_, number, _)| number > 0);
    let cells = |(label, number, command): (&'static str, usize, String)| {
        vec![label.into(), number.into(), Cell::print(format!("{program} {command}"))]
    };
    let headings = vec![
        Heading::new("figure", "Figure", Shape::Left, Rank::Key),
        Heading::new("count", "Count", Shape::Right, Rank::Key),
        Heading::new("command", "Listed by", Shape::Prose, Rank::More),
    ];
    Table::section_from_cells(headings, rows.into_iter().map(cells).collect(), layout)
}

/// Labels with their counts, also as bars. `names` are the key of the label and both headings.
fn bars<'c>(
    names: [&'static str; 3],
    rows: Vec<(Cell<'c>, usize)>,
    layout: &Layout,
) -> Result<Table<'c>, Error> {
    let [key, label, count] = names;
    let whole = rows.iter().map(|&(_, part)| part).max().unwrap_or(0);
    let headings = vec![
        Heading::new(key, label, Shape::Left, Rank::Key),
        Heading::new("count", count, Shape::Right, Rank::Key),
        Heading::new("bar", "", Shape::Bar, Rank::People),
    ];
    let cells = |(label, part)| vec![label, Cell::Count(part), Cell::Bar { part, whole }];
    Table::section_from_cells(headings, rows.into_iter().map(cells).collect(), layout)
}

/// Sorted by count, the greatest first; otherwise in the same order.
fn most_first<'c>(rows: impl Iterator<Item = (Cell<'c>, usize)>) -> Vec<(Cell<'c>, usize)> {
    let mut rows: Vec<(Cell<'c>, usize)> = rows.collect();
    rows.sort_by_key(|&(_, count)| Reverse(count));
    rows
}
