//! Placements as rows: which song plays where.

use super::column::Rank::{Asked, Data, Extra, Key, Main, More};
use super::{Cell, Column};
use crate::model::PlacementId;

/// The columns of a list of placements; those for programs are the fields of a placement in JSON.
pub const COLUMNS: &[Column<PlacementId>] = &[
    SHOW,
    SEASON,
    EPISODE,
    CODE,
    EPISODE_TITLE,
    POSITION,
    SONG,
    ARTIST,
    SCENE,
    USAGE,
    ORIGIN,
    TIME,
    LENGTH,
    ALBUM,
    CERTAINTY,
    EPISODE_RANGE,
    SOURCES,
    CHARACTERS.at(Asked),
    NOTE.at(Asked),
    SONG_ID.at(Asked),
    Column::left("isrc", "ISRC", Asked, |c, p| c.placement(p).song().isrc().map(Cell::print).into()),
    Column::left("mbid", "MusicBrainz id", Asked, |c, p| {
        c.placement(p).song().mbid().map(Cell::print).into()
    }),
    Column::left("links", "Links", Asked, |c, p| Cell::texts(c.placement(p).song().links())),
];

/// The columns of a song's placements, where the song is known.
pub const OF_A_SONG: &[Column<PlacementId>] =
    &[SHOW, SEASON, EPISODE, CODE, EPISODE_TITLE, SCENE, CHARACTERS, USAGE, TIME, NOTE, SOURCES];

/// The columns of an episode's placements, where the episode is known.
pub const OF_AN_EPISODE: &[Column<PlacementId>] =
    &[POSITION, SONG, ARTIST, SCENE, CHARACTERS, USAGE, ORIGIN, TIME, LENGTH, ALBUM, NOTE, SOURCES];

/// The columns of placements that no source ties to an episode.
pub const UNPLACED: &[Column<PlacementId>] = &[CODE, SONG, ARTIST, SCENE, LENGTH, ALBUM, NOTE, SOURCES];

pub(crate) const SHOW: Column<PlacementId> =
    Column::group("show", "Show", Main, |c, p| Cell::show(c.placement(p).show()));
pub(crate) const CODE: Column<PlacementId> =
    Column::group("code", "Episode", Key, |c, p| c.placement(p).place().into());
pub(crate) const EPISODE_TITLE: Column<PlacementId> =
    Column::group("episode_title", "Title", More, |c, p| c.placement(p).episode().map(|e| e.title()).into());
pub(crate) const POSITION: Column<PlacementId> =
    Column::right("position", "No.", More, |c, p| c.placement(p).position().into());
pub(crate) const SONG: Column<PlacementId> =
    Column::left("song", "Song", Key, |c, p| Cell::Song(c.placement(p).song()));
pub(crate) const ARTIST: Column<PlacementId> =
    Column::left("artist", "Artist", Key, |c, p| Cell::print(c.placement(p).song().credit()));
pub(crate) const SCENE: Column<PlacementId> =
    Column::prose("scene", "Scene", Main, |c, p| c.placement(p).scene().into());
pub(crate) const USAGE: Column<PlacementId> =
    Column::left("usage", "Usage", Extra, |c, p| Cell::word(c.placement(p).usage()));
pub(crate) const TIME: Column<PlacementId> =
    Column::right("time", "At", More, |c, p| c.placement(p).time().into());
pub(crate) const LENGTH: Column<PlacementId> =
    Column::right("length", "Length", More, |c, p| c.placement(p).song().length().into());
const NOTE: Column<PlacementId> = Column::prose("note", "Note", Extra, |c, p| c.placement(p).note().into());
pub(crate) const SOURCES: Column<PlacementId> = Column::left("sources", "Sources", Data, |c, p| {
    Cell::texts(c.placement(p).sources().map(|source| source.slug))
});
pub(crate) const SEASON: Column<PlacementId> =
    Column::right("season", "Season", Data, |c, p| c.placement(p).season().number().into());
pub(crate) const EPISODE: Column<PlacementId> = Column::right("episode", "Number", Data, |c, p| {
    c.placement(p).episode().map(|e| e.code().episode).into()
});
pub(crate) const ORIGIN: Column<PlacementId> =
    Column::left("origin", "Origin", Data, |c, p| Cell::word(c.placement(p).song().origin()));
pub(crate) const ALBUM: Column<PlacementId> =
    Column::left("album", "Album", Extra, |c, p| c.placement(p).song().album().into());
const CHARACTERS: Column<PlacementId> =
    Column::left("characters", "Characters", Extra, |c, p| Cell::texts(c.placement(p).characters()));
pub(crate) const SONG_ID: Column<PlacementId> =
    Column::left("song_id", "Song id", Data, |c, p| c.placement(p).song().slug().into());
pub(crate) const CERTAINTY: Column<PlacementId> =
    Column::left("certainty", "Certainty", Data, |c, p| Cell::word(Some(c.placement(p).certainty())));
pub(crate) const EPISODE_RANGE: Column<PlacementId> =
    Column::left("episode_range", "Possible episodes", Data, |c, p| {
        let range = c.placement(p).place().range();
        range.map_or(Cell::Empty, |(first, last)| Cell::List(vec![first.into(), last.into()]))
    });
