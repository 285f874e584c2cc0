//! Placements as rows: which song plays where.

use super::column::Rank::{Asked, Data, Extra, Key, Main, More};
use super::{Cell, Column};
use crate::model::PlacementId;

/// The columns of a list of placements; those for programs are the fields of a placement in JSON.
pub const COLUMNS: &[Column<PlacementId>] = &[
    SHOW,
    Column::right("season", "Season", Data, |c, p| {
        c.placement(p).season().number().into()
    }),
    Column::right("episode", "Number", Data, |c, p| {
        c.placement(p).episode().map(|e| e.code().episode).into()
    }),
    CODE,
    EPISODE_TITLE,
    POSITION,
    SONG,
    ARTIST,
    SCENE,
    USAGE,
    Column::left("origin", "Origin", Data, |c, p| {
        Cell::word(c.placement(p).song().origin())
    }),
    TIME,
    LENGTH,
    Column::left("album", "Album", Extra, |c, p| {
        c.placement(p).song().album().into()
    }),
    Column::left("certainty", "Certainty", Data, |c, p| {
        Cell::word(Some(c.placement(p).certainty()))
    }),
    Column::left("episode_range", "Possible episodes", Data, |c, p| {
        let range = c.placement(p).place().range();
        Cell::list(
            range
                .into_iter()
                .flat_map(|(first, last)| [first.into(), last.into()]),
        )
    }),
    SOURCES,
    Column::left("characters", "Characters", Asked, |c, p| {
        Cell::texts(c.placement(p).characters())
    }),
    NOTE.at(Asked),
    Column::left("song_id", "Song id", Asked, |c, p| {
        c.placement(p).song().slug().into()
    }),
    Column::left("isrc", "ISRC", Asked, |c, p| {
        c.placement(p).song().isrc().map(Cell::print).into()
    }),
    Column::left("mbid", "MusicBrainz id", Asked, |c, p| {
        c.placement(p).song().mbid().map(Cell::print).into()
    }),
    Column::left("links", "Links", Asked, |c, p| {
        Cell::texts(c.placement(p).song().links())
    }),
];

/// The columns of a song's placements, where the song is known.
pub const OF_A_SONG: &[Column<PlacementId>] =
    &[SHOW, CODE, EPISODE_TITLE, SCENE, USAGE, TIME, NOTE, SOURCES];

/// The columns of an episode's placements, where the episode is known.
pub const OF_AN_EPISODE: &[Column<PlacementId>] = &[
    POSITION, SONG, ARTIST, SCENE, USAGE, TIME, LENGTH, NOTE, SOURCES,
];

/// The columns of placements that no source ties to an episode.
pub const UNPLACED: &[Column<PlacementId>] = &[CODE, SONG, ARTIST, SCENE, LENGTH, NOTE, SOURCES];

pub(super) const SHOW: Column<PlacementId> = Column::group("show", "Show", Main, |c, p| {
    Cell::show(c.placement(p).show())
});
pub(super) const CODE: Column<PlacementId> =
    Column::group("code", "Episode", Key, |c, p| c.placement(p).place().into());
pub(super) const EPISODE_TITLE: Column<PlacementId> =
    Column::group("episode_title", "Title", More, |c, p| {
        c.placement(p).episode().map(|e| e.title()).into()
    });
const POSITION: Column<PlacementId> = Column::right("position", "#", More, |c, p| {
    c.placement(p).position().into()
});
pub(super) const SONG: Column<PlacementId> = Column::left("song", "Song", Key, |c, p| {
    c.placement(p).song().title().into()
});
pub(super) const ARTIST: Column<PlacementId> = Column::left("artist", "Artist", Key, |c, p| {
    Cell::print(c.placement(p).song().credit())
});
pub(super) const SCENE: Column<PlacementId> =
    Column::prose("scene", "Scene", Main, |c, p| c.placement(p).scene().into());
const USAGE: Column<PlacementId> = Column::left("usage", "Usage", Extra, |c, p| {
    Cell::word(c.placement(p).usage())
});
const TIME: Column<PlacementId> =
    Column::right("time", "At", More, |c, p| c.placement(p).time().into());
const LENGTH: Column<PlacementId> = Column::right("length", "Length", More, |c, p| {
    c.placement(p).song().length().into()
});
const NOTE: Column<PlacementId> =
    Column::prose("note", "Note", Extra, |c, p| c.placement(p).note().into());
const SOURCES: Column<PlacementId> = Column::left("sources", "Sources", Data, |c, p| {
    Cell::texts(c.placement(p).sources().map(|source| source.slug))
});
