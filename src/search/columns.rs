//! Hits as rows: which song answers a question, where it plays, and why it is the answer.

use super::{Hit, Match, Spot};
use crate::model::Catalog;
use crate::view::Rank::{Asked, Data, Key, Main, More, People};
use crate::view::{Cell, Column, placements};
use std::borrow::Cow;
use std::rc::Rc;

/// A hit, as a row.
pub type Row = Rc<Hit>;

/// A column of placements, for the placement of a hit that answers best. Hits are not in groups.
macro_rules! of_best {
    ($column:ident, $rank:ident) => {
        Column {
            heading: placements::$column.heading.grouped(false),
            value: |c, hit: Row| (placements::$column.value)(c, hit.best),
        }
        .at($rank)
    };
}

/// The columns of a list of hits; for programs these are the fields of the placement that answers best, all places
/// where the song answers, and the score with what it rests on.
pub const COLUMNS: &[Column<Row>] = &[
    of_best!(SHOW, Main),
    of_best!(SEASON, Data),
    of_best!(EPISODE, Data),
    of_best!(CODE, Data),
    of_best!(EPISODE_TITLE, Data),
    of_best!(POSITION, Data),
    Column::left("song", "Song", Key, |c, hit| {
        marked(&hit, Spot::Title, Cell::from(c.song(hit.song).title()))
    }),
    Column::left("artist", "Artist", Key, |c, hit| {
        marked(&hit, Spot::Artist, Cell::print(c.song(hit.song).credit()))
    }),
    Column::left("placements", "Where", Key, |c, hit| {
        let places = hit.placements.iter();
        Cell::List(places.map(|&id| c.placement(id).place().into()).collect())
    }),
    // For people all in one column: a screen has room for one that is long.
    Column::prose("found", "Scene", People, |c, hit| {
        let seen = [Spot::Title, Spot::Artist, Spot::Scene];
        let mut found = found(hit.matches_beyond(c, &seen));
        found.push(scene(c, &hit));
        found.retain(|cell| !cell.is_empty());
        Cell::List(found)
    }),
    Column::prose("scene", "Scene", Data, |c, hit| scene(c, &hit)),
    of_best!(USAGE, Data),
    of_best!(ORIGIN, Data),
    of_best!(TIME, Data),
    of_best!(LENGTH, Data),
    of_best!(ALBUM, Data),
    of_best!(CERTAINTY, Data),
    of_best!(EPISODE_RANGE, Data),
    of_best!(SOURCES, Data),
    of_best!(SONG_ID, Data),
    Column::right("score", "Score", Data, |_, hit| Cell::Score(hit.score)),
    Column::left("matched", "Matched", Data, |c, hit| Cell::List(found(hit.matches(c)))),
    Column::prose("why", "Why", Asked, |c, hit| {
        Cell::List(hit.reasons(c).into_iter().map(Cell::print).collect())
    }),
];

/// The same columns, with score and reasons where people see them.
pub fn explained() -> Vec<Column<Row>> {
    let shown = |column: &Column<Row>| match column.heading.key {
        "score" => column.at(More),
        "why" => column.at(Main),
        // What the reasons say in other words.
        "found" => column.at(Asked),
        _ => *column,
    };
    COLUMNS.iter().map(shown).collect()
}

/// A text with the words of the question marked.
fn marked<'c>(hit: &Hit, spot: Spot, cell: Cell<'c>) -> Cell<'c> {
    match cell {
        Cell::Text(text) => Cell::Marked { label: None, marks: hit.marks(spot, &text), text },
        other => other,
    }
}

fn scene<'c>(catalog: &'c Catalog, hit: &Hit) -> Cell<'c> {
    let scene = catalog.placement(hit.best).scene();
    marked(hit, Spot::Scene, scene.into())
}

/// Texts in which words were found, each with what it is.
fn found(matches: Vec<Match<'_>>) -> Vec<Cell<'_>> {
    let marked = |Match { spot, text, ranges }| Cell::Marked {
        label: Some(spot.name()),
        text: Cow::Borrowed(text),
        marks: ranges,
    };
    matches.into_iter().map(marked).collect()
}
