//! Placements as rows: which song plays where. The columns also serve other rows that are about a placement.

use super::column::Rank::{Data, Extra, Key, Main, More, OnRequest};
use super::{Cell, Column};
use crate::model::{Catalog, Episode, EpisodeId, Placement, PlacementId, Season, Timecode};

/// A row that is about a placement, or about an episode without any.
pub trait Row: Clone {
    /// The placement, unless the row is about an episode.
    fn placement(&self) -> Option<PlacementId>;

    /// The episode of a row without a placement.
    fn episode(&self) -> Option<EpisodeId> {
        None
    }
}

impl Row for PlacementId {
    fn placement(&self) -> Option<PlacementId> {
        Some(*self)
    }
}

/// The columns of a list of placements; those for programs are the fields of a placement in JSON.
pub const COLUMNS: &[Column<PlacementId>] = &columns();

/// The same columns for rows of another kind.
pub const fn columns<R: Row>() -> [Column<R>; 30] {
    [
        show(),
        show_title(),
        season(),
        episode(),
        code(),
        episode_title(),
        air_date(),
        position(),
        song_id(),
        song(),
        artist(),
        artists(),
        scene(),
        usage(),
        origin(),
        time(),
        length(),
        length_seconds(),
        released(),
        album().at(Data),
        certainty(),
        episode_range(),
        sources(),
        characters().at(OnRequest),
        note().at(OnRequest),
        Column::left("song_note", "Note on the song", OnRequest, |c, row| of(c, row, |p| p.song().note())),
        Column::left("aliases", "Also called", OnRequest, |c, row| {
            of(c, row, |p| Cell::texts(p.song().aliases()))
        }),
        Column::left("isrc", "ISRC", OnRequest, |c, row| of(c, row, |p| p.song().isrc().map(Cell::print))),
        Column::left("mbid", "MusicBrainz id", OnRequest, |c, row| {
            of(c, row, |p| p.song().mbid().map(Cell::print))
        }),
        Column::left("links", "Links", OnRequest, |c, row| of(c, row, |p| Cell::texts(p.song().links()))),
    ]
}

/// The columns of a song's placements, where the song is known.
pub const OF_A_SONG: &[Column<PlacementId>] = &[
    show(),
    show_title().ungrouped(),
    season(),
    episode(),
    place(),
    episode_title().ungrouped(),
    air_date(),
    position().at(Data),
    scene(),
    characters(),
    usage(),
    time(),
    note(),
    certainty(),
    episode_range(),
    sources(),
];

/// The columns of an episode's placements, where the episode is known.
pub const OF_AN_EPISODE: &[Column<PlacementId>] = &[
    code().at(Data),
    position(),
    song_id(),
    song(),
    artist(),
    artists(),
    scene(),
    characters().at(Data),
    usage(),
    origin(),
    time(),
    length(),
    length_seconds(),
    released(),
    album().at(Data),
    note().at(Data),
    certainty(),
    episode_range(),
    sources(),
];

/// The columns of placements whose episode is uncertain.
pub const UNPLACED: &[Column<PlacementId>] = &[
    code(),
    song_id(),
    song(),
    artist(),
    artists(),
    scene(),
    length(),
    length_seconds(),
    released(),
    album().at(Data),
    note().at(Data),
    certainty(),
    episode_range(),
    sources(),
];

/// The values of a placement for programs, where the song is known. People see only the code.
pub(crate) fn object(catalog: &Catalog, id: PlacementId) -> Cell<'_> {
    const COLUMNS: [Column<PlacementId>; 12] = [
        place(),
        season(),
        episode(),
        episode_title(),
        air_date(),
        position(),
        scene(),
        usage(),
        time(),
        certainty(),
        episode_range(),
        sources(),
    ];
    Cell::Object(COLUMNS.iter().map(|column| (column.heading.key, (column.value)(catalog, id))).collect())
}

/// A value of the row's placement; empty if it has none.
fn of<'c, C: Into<Cell<'c>>>(
    catalog: &'c Catalog,
    row: impl Row,
    value: impl Fn(Placement<'c>) -> C,
) -> Cell<'c> {
    row.placement().map(|id| value(catalog.placement(id)).into()).into()
}

/// The season of the row's placement or episode.
fn season_of<'c>(catalog: &'c Catalog, row: &impl Row) -> Option<Season<'c>> {
    let placed = row.placement().map(|id| catalog.placement(id).season());
    placed.or_else(|| row.episode().map(|id| catalog.episode(id).season()))
}

/// The episode of the row, if it is certain.
fn episode_of<'c>(catalog: &'c Catalog, row: &impl Row) -> Option<Episode<'c>> {
    match row.placement() {
        Some(id) => catalog.placement(id).episode(),
        None => row.episode().map(|id| catalog.episode(id)),
    }
}

pub(crate) const fn show<R: Row>() -> Column<R> {
    Column::left("show", "Show id", Data, |c, row| {
        season_of(c, &row).map(|season| season.show().slug()).into()
    })
}

pub(crate) const fn show_title<R: Row>() -> Column<R> {
    Column::group("show_title", "Show", Main, |c, row| {
        season_of(c, &row).map(|season| season.show().title()).into()
    })
}

pub(crate) const fn season<R: Row>() -> Column<R> {
    Column::right("season", "Season", Data, |c, row| season_of(c, &row).map(|season| season.number()).into())
}

pub(crate) const fn episode<R: Row>() -> Column<R> {
    Column::right("episode", "Number", Data, |c, row| episode_of(c, &row).map(|e| e.code().episode).into())
}

/// The place as a heading. A film without parts has none.
pub(crate) const fn code<R: Row>() -> Column<R> {
    Column::group("code", "Episode", Key, |c, row| match season_of(c, &row) {
        Some(season) if season.show().is_whole() => place_of(c, row).shown_as(""),
        _ => place_of(c, row),
    })
}

/// The place as a column.
pub(crate) const fn place<R: Row>() -> Column<R> {
    Column::left("code", "Episode", Key, place_of)
}

fn place_of<R: Row>(catalog: &Catalog, row: R) -> Cell<'_> {
    match row.placement() {
        Some(id) => catalog.placement(id).into(),
        None => row.episode().map(|id| catalog.episode(id)).into(),
    }
}

pub(crate) const fn episode_title<R: Row>() -> Column<R> {
    Column::group("episode_title", "Title", More, |c, row| episode_of(c, &row).map(Cell::title).into())
}

pub(crate) const fn air_date<R: Row>() -> Column<R> {
    Column::left("air_date", "First shown", Data, |c, row| episode_of(c, &row).map(|e| e.air_date()).into())
}

pub(crate) const fn position<R: Row>() -> Column<R> {
    Column::right("position", "No.", More, |c, row| of(c, row, |p| p.position()))
}

pub(crate) const fn song<R: Row>() -> Column<R> {
    Column::left("song", "Song", Key, |c, row| of(c, row, |p| Cell::Song(p.song())))
}

pub(crate) const fn artist<R: Row>() -> Column<R> {
    Column::left("artist", "Artist", Key, |c, row| of(c, row, |p| Cell::Credit(p.song())))
}

pub(crate) const fn artists<R: Row>() -> Column<R> {
    Column::left("artists", "Artists", Data, |c, row| of(c, row, |p| Cell::artists(p.song().credit())))
}

pub(crate) const fn scene<R: Row>() -> Column<R> {
    Column::prose("scene", "Scene", Main, |c, row| of(c, row, |p| p.scene()))
}

pub(crate) const fn usage<R: Row>() -> Column<R> {
    Column::left("usage", "Usage", Extra, |c, row| of(c, row, |p| Cell::keyword(p.usage())))
}

pub(crate) const fn time<R: Row>() -> Column<R> {
    Column::right("time", "At", More, |c, row| of(c, row, |p| p.time()))
}

pub(crate) const fn length<R: Row>() -> Column<R> {
    Column::right("length", "Length", More, |c, row| of(c, row, |p| p.song().length()))
}

pub(crate) const fn length_seconds<R: Row>() -> Column<R> {
    Column::right("length_seconds", "Seconds", Data, |c, row| {
        of(c, row, |p| p.song().length().map(Timecode::seconds))
    })
}

pub(crate) const fn released<R: Row>() -> Column<R> {
    Column::left("released", "Released", Data, |c, row| of(c, row, |p| p.song().released()))
}

pub(crate) const fn note<R: Row>() -> Column<R> {
    Column::prose("note", "Note", Extra, |c, row| of(c, row, |p| p.note()))
}

pub(crate) const fn sources<R: Row>() -> Column<R> {
    Column::left("sources", "Sources", Data, |c, row| {
        of(c, row, |p| Cell::List(p.sources().map(Cell::Source).collect()))
    })
}

pub(crate) const fn origin<R: Row>() -> Column<R> {
    Column::left("origin", "Origin", Data, |c, row| of(c, row, |p| Cell::keyword(p.song().origin())))
}

pub(crate) const fn album<R: Row>() -> Column<R> {
    Column::left("album", "Album", Extra, |c, row| of(c, row, |p| p.song().album()))
}

pub(crate) const fn characters<R: Row>() -> Column<R> {
    Column::left("characters", "Characters", Extra, |c, row| of(c, row, |p| Cell::texts(p.characters())))
}

pub(crate) const fn song_id<R: Row>() -> Column<R> {
    Column::left("song_id", "Song id", Data, |c, row| of(c, row, |p| p.song().slug()))
}

pub(crate) const fn certainty<R: Row>() -> Column<R> {
    Column::left("certainty", "Certainty", Data, |c, row| of(c, row, |p| Cell::keyword(Some(p.certainty()))))
}

pub(crate) const fn episode_range<R: Row>() -> Column<R> {
    Column::left("episode_range", "Possible episodes", Data, |c, row| {
        of(c, row, |p| {
            let range = p.place().range();
            range.map_or(Cell::Empty, |(first, last)| Cell::List(vec![first.into(), last.into()]))
        })
    })
}
