//! Gaps as rows: where something is not known, and what.

use super::column::Rank::{Data, Key, Main};
use super::{Cell, Column, placements};
use crate::model::Place;
use crate::query::Gap;

/// A column of placements; where the gap is an episode without any, with what it says of that episode.
macro_rules! of_either {
    ($column:ident, $episode:ident => $cell:expr) => {
        Column {
            heading: placements::$column.heading,
            value: |c, gap: Gap| match gap {
                Gap::Episode(id) => {
                    let $episode = c.episode(id);
                    $cell
                }
                Gap::Placement(id) => (placements::$column.value)(c, id),
            },
        }
    };
}

/// A column of placements, empty where the gap is an episode without any.
macro_rules! of_placement {
    ($column:ident, $rank:ident) => {
        of_either!($column, _episode => Cell::Empty).at($rank)
    };
}

/// The columns of a list of gaps.
pub const COLUMNS: &[Column<Gap>] = &[
    of_either!(SHOW, episode => Cell::show(episode.show())),
    of_either!(SEASON, episode => episode.season().number().into()),
    of_either!(EPISODE, episode => episode.code().episode.into()),
    of_either!(CODE, episode => Place::from(episode.code()).into()),
    of_either!(EPISODE_TITLE, episode => episode.title().into()),
    Column::left("missing", "Missing", Key, |c, gap| {
        Cell::List(gap.missing(c).map(|what| Cell::word(Some(what))).collect())
    }),
    of_placement!(POSITION, Data),
    of_placement!(SONG, Key),
    of_placement!(ARTIST, Main),
    of_placement!(SCENE, Data),
    of_placement!(CERTAINTY, Data),
    of_placement!(EPISODE_RANGE, Data),
    of_placement!(SOURCES, Data),
    of_placement!(SONG_ID, Data),
];
