//! Search results as rows.

use super::{Hit, Match, TextField};
use crate::model::{Catalog, PlacementId};
use crate::view::Rank::{Data, Key, Main, More, OnRequest, People};
use crate::view::placements::{self, Row};
use crate::view::{Cell, Column};
use std::borrow::Cow;
use std::rc::Rc;

/// A search result as a row.
pub type HitRow = Rc<Hit>;

impl Row for HitRow {
    fn placement(&self) -> Option<PlacementId> {
        Some(self.best)
    }
}

/// The columns of a list of hits. For programs these are the fields of the placement that matches best, all places where
/// the song matches, and the score.
pub const COLUMNS: &[Column<HitRow>] = &[
    placements::show().ungrouped(),
    placements::season(),
    placements::episode(),
    placements::code().ungrouped().at(Data),
    placements::episode_title().ungrouped().at(Data),
    placements::position().at(Data),
    Column::left("song", "Song", Key, |c, hit| {
        marked(&hit, TextField::Title, Cell::from(c.song(hit.song).title()))
    }),
    Column::left("artist", "Artist", Key, |c, hit| {
        marked(&hit, TextField::Artist, Cell::print(c.song(hit.song).credit()))
    }),
    Column::left("placements", "Where", Key, |c, hit| {
        let places = hit.placements.iter();
        Cell::List(places.map(|&id| c.placement(id).place().into()).collect())
    }),
    // People see all matched texts in one column: a screen has room for only one long column.
    Column::prose("found", "Scene", People, |c, hit| {
        let seen = [TextField::Title, TextField::Artist, TextField::Scene];
        let mut found = found(hit.matches_beyond(c, &seen));
        found.push(scene(c, &hit));
        found.retain(|cell| !cell.is_empty());
        Cell::List(found)
    }),
    Column::prose("scene", "Scene", Data, |c, hit| scene(c, &hit)),
    placements::usage().at(Data),
    placements::origin(),
    placements::time().at(Data),
    placements::length().at(Data),
    placements::album().at(Data),
    placements::certainty(),
    placements::episode_range(),
    placements::sources(),
    placements::song_id(),
    Column::right("score", "Score", Data, |_, hit| Cell::Score(hit.score)),
    Column::left("matched", "Matched", Data, |c, hit| Cell::List(found(hit.matches(c)))),
    Column::prose("why", "Why", OnRequest, |c, hit| {
        Cell::List(hit.reasons(c).into_iter().map(Cell::print).collect())
    }),
];

/// The columns with `--explain`: also score and reasons.
pub fn explained() -> Vec<Column<HitRow>> {
    let shown = |column: &Column<HitRow>| match column.heading.key {
        "score" => column.at(More),
        "why" => column.at(Main),
        // The reasons contain these texts.
        "found" => column.at(OnRequest),
        _ => *column,
    };
    COLUMNS.iter().map(shown).collect()
}

/// A text with the words of the query highlighted.
fn marked<'c>(hit: &Hit, field: TextField, cell: Cell<'c>) -> Cell<'c> {
    match cell {
        Cell::Text(text) => Cell::Marked { label: None, marks: hit.marks(field, &text), text },
        other => other,
    }
}

fn scene<'c>(catalog: &'c Catalog, hit: &Hit) -> Cell<'c> {
    let scene = catalog.placement(hit.best).scene();
    marked(hit, TextField::Scene, scene.into())
}

/// The matched texts, each with the name of its field.
fn found(matches: Vec<Match<'_>>) -> Vec<Cell<'_>> {
    let marked = |Match { field, text, ranges }| Cell::Marked {
        label: Some(field.name()),
        text: Cow::Borrowed(text),
        marks: ranges,
    };
    matches.into_iter().map(marked).collect()
}
