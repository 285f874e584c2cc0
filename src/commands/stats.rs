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

/// The number of rows in a section without `--limit`.
const MAX_LISTED: usize = 10;

/// The figure that is in seconds, for programs.
const LENGTH: &str = "Length of the songs";

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
    let id = |key| Heading::new(key, "", Shape::Left, Rank::Data);
    let name = |key, title| Heading::new(key, title, Shape::Left, Rank::Key);
    let [placements, songs] = [("placement_count", "Placements"), ("song_count", "Songs")];
    let artists = counts::artists(catalog, &selection).into_iter().map(|row| {
        let artist = catalog.artist(row.id);
        (vec![artist.slug().into(), artist.name().into()], row.placements)
    });
    let artists = most_first(artists);
    let artists = bars(&[id("artist_id"), name("artist", "Artist")], placements, artists, &most)?;
    let card = card.table(listed_by(ARTISTS, "artists --sort -placement_count"), artists);
    let card = if selection.scope.has_several_shows() {
        let shows = shows.into_iter().map(|row| {
            let show = catalog.show(row.id);
            (vec![show.slug().into(), show.title().into()], row.songs)
        });
        let shows = bars(&[id("show"), name("show_title", "Show")], songs, most_first(shows), &most)?;
        card.table(listed_by(SHOWS, "shows --sort -song_count"), shows)
    } else {
        let seasons =
            seasons.into_iter().map(|row| (vec![catalog.season(row.id).number().into()], row.songs));
        let seasons = bars(&[name("season", "Season")], songs, most_if_many(seasons), &most)?;
        let episodes = episodes.into_iter().map(|row| (vec![catalog.episode(row.id).into()], row.songs));
        let episodes = bars(&[name("code", "Episode")], songs, most_if_many(episodes), &most)?;
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
    let by_length = format!("songs{filter} --columns song,length --sort length");
    rows.extend([
        ("Artists", total.artists, format!("artists{filter}")),
        ("Songs", total.songs, format!("playlist{filter}")),
        (LENGTH, total.length.seconds, format!("songs{filter} --columns song,length")),
        ("Songs of unknown length", total.length.unknown, by_length),
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
        let number = Cell::from(number);
        let number = if label == LENGTH { number.shown_as(total.length.to_string()) } else { number };
        vec![label.into(), number, Cell::print(format!("{program} {command}"))]
    };
    let headings = vec![
        Heading::new("figure", "Figure", Shape::Left, Rank::Key),
        Heading::new("count", "Count", Shape::Right, Rank::Key),
        Heading::new("command", "Listed by", Shape::Prose, Rank::More),
    ];
    Table::section_from_cells(headings, rows.into_iter().map(cells).collect(), layout)
}

/// Records with their counts, also as bars. The pair is the key and title of the counts.
fn bars<'c>(
    record: &[Heading],
    (key, title): (&'static str, &'static str),
    rows: Vec<Counted<'c>>,
    layout: &Layout,
) -> Result<Table<'c>, Error> {
    let whole = rows.iter().map(|&(_, part)| part).max().unwrap_or(0);
    let count = Heading::new(key, title, Shape::Right, Rank::Key);
    let headings = [record, &[count, Heading::new("bar", "", Shape::Bar, Rank::People)]].concat();
    let cells = |(mut cells, part): Counted<'c>| {
        cells.extend([Cell::Count(part), Cell::Bar { part, whole }]);
        cells
    };
    Table::section_from_cells(headings, rows.into_iter().map(cells).collect(), layout)
}

/// The cells that name a record, and its count.
type Counted<'c> = (Vec<Cell<'c>>, usize);

/// In broadcast order or, if there are too many for that, those with the greatest counts first.
fn most_if_many<'c>(rows: impl Iterator<Item = Counted<'c>>) -> Vec<Counted<'c>> {
    let rows: Vec<Counted<'c>> = rows.collect();
    if rows.len() <= MAX_LISTED { rows } else { most_first(rows.into_iter()) }
}

/// Sorted by count, the greatest first; otherwise in the same order.
fn most_first<'c>(rows: impl Iterator<Item = Counted<'c>>) -> Vec<Counted<'c>> {
    let mut rows: Vec<Counted<'c>> = rows.collect();
    rows.sort_by_key(|&(_, count)| Reverse(count));
    rows
}
