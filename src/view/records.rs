//! Shows, seasons, episodes, songs and artists as rows and as cards. As rows, songs are placements.

use super::card::SOURCES;
use super::column::Rank::{Data, Key, Main, More, People};
use super::links::{self, searches};
use super::placements::{
    self, Row, air_date, artist, artists, certainty, episode, episode_range, episode_title, place, position,
    scene, season, show, show_title, song, song_id, sources, time, usage,
};
use super::{Card, Cell, Column, Layout, Table};
use crate::error::{Error, count};
use crate::model::{
    ArtistId, Catalog, EpisodeId, Keyword, PlacementId, Role, SeasonId, ShowId, SongId, Timecode,
};
use crate::query::Selection;
use crate::query::counts::{self, Counts, distinct};
use std::collections::BTreeSet;

/// The key and title of a section of a card.
pub type SectionName = (&'static str, &'static str);

/// The keys and titles of the parts of a card.
fn keys<T>(fields: &[Column<T>], sections: &[SectionName]) -> Vec<(&'static str, &'static str)> {
    let fields = fields.iter().map(|field| (field.heading.key, field.heading.title));
    fields.chain(sections.iter().copied()).collect()
}

const fn show_count<T>() -> Column<Counts<T>> {
    Column::right("show_count", "Shows", Key, |_, row| row.shows.into())
}

const fn season_count<T>() -> Column<Counts<T>> {
    Column::right("season_count", "Seasons", Key, |_, row| row.seasons.into())
}

const fn episode_count<T>() -> Column<Counts<T>> {
    Column::right("episode_count", "Episodes", Key, |_, row| row.episodes.into())
}

const fn song_count<T>() -> Column<Counts<T>> {
    Column::right("song_count", "Songs", Key, |_, row| row.songs.into())
}

const fn artist_count<T>() -> Column<Counts<T>> {
    Column::right("artist_count", "Artists", Key, |_, row| row.artists.into())
}

const fn placement_count<T>() -> Column<Counts<T>> {
    Column::right("placement_count", "Placements", Key, |_, row| row.placements.into())
}

/// The length of all songs. Where none is known, people see nothing.
const fn total_length<T>() -> Column<Counts<T>> {
    Column::right("length_seconds", "Length", More, |_, row| {
        let text = if row.length.seconds > 0 { row.length.to_string() } else { String::new() };
        Cell::Count(row.length.seconds).shown_as(text)
    })
}

/// How many songs have no known length.
const fn unknown_lengths<T>() -> Column<Counts<T>> {
    Column::right("unknown_length_count", "Lengths not known", Data, |_, row| row.length.unknown.into())
}

/// The columns of a list of shows.
pub const SHOWS: &[Column<Counts<ShowId>>] = &[
    Column::left("show", "Show id", Data, |c, row| c.show(row.id).slug().into()),
    Column::left("show_title", "Show", Key, |c, row| c.show(row.id).title().into()),
    season_count(),
    episode_count(),
    song_count(),
    artist_count(),
    total_length(),
    unknown_lengths(),
];

/// The fields of a show.
pub const SHOW_FIELDS: &[Column<ShowId>] = &[
    Column::left("network", "Network", Main, |c, id| c.show(id).network().into()),
    Column::left("country", "Country", Main, |c, id| c.show(id).country().into()),
    Column::left("creators", "Created by", Main, |c, id| Cell::texts(c.show(id).creators())),
    Column::left("composers", "Score by", Main, |c, id| Cell::texts(c.show(id).composers())),
    Column::left("music_supervisors", "Music supervisor", Main, |c, id| {
        Cell::texts(c.show(id).music_supervisors())
    }),
    Column::left("editors", "Edited by", Main, |c, id| Cell::texts(c.show(id).editors())),
    Column::left("note", "Note", Main, |c, id| c.show(id).note().into()),
];

const BY_SEASON: SectionName = ("by_season", "By season");

/// Keys and titles of the card of a show.
pub fn show_keys() -> Vec<(&'static str, &'static str)> {
    [keys(SHOWS, &[]), keys(SHOW_FIELDS, &[BY_SEASON, SOURCES])].concat()
}

/// The card of a show: its people, and counts by season.
pub fn show_card<'c>(catalog: &'c Catalog, id: ShowId, layout: &Layout) -> Result<Card<'c>, Error> {
    let selection = Selection::for_show(catalog, id);
    let total = counts::total(catalog, &selection, id);
    let by_season = Table::section(catalog, SEASONS, counts::seasons(catalog, &selection, false), layout)?
        .without("show_title");
    Ok(Card::new(format!("{}: {}", catalog.show(id).title(), summary(&total, catalog.show(id).is_whole())))
        .data(catalog, SHOWS, total)
        .fields(catalog, SHOW_FIELDS, id)
        .table(BY_SEASON, by_season)
        .sources(layout, catalog.show(id).sources()))
}

/// Such as `3 seasons, 24 episodes, 146 songs by 114 artists`; the songs alone if there are no parts.
fn summary<T>(total: &Counts<T>, is_whole: bool) -> String {
    let songs = format!("{} by {}", count(total.songs, "song"), count(total.artists, "artist"));
    match is_whole {
        true => songs,
        false => format!("{}, {}, {songs}", count(total.seasons, "season"), count(total.episodes, "episode")),
    }
}

/// The columns of the totals of a catalog.
const TOTALS: &[Column<Counts<()>>] = &[
    show_count().at(Data),
    season_count().at(Data),
    episode_count().at(Data),
    song_count().at(Data),
    artist_count().at(Data),
];

const BY_SHOW: SectionName = ("by_show", "Shows");

/// The card of a whole catalog: totals, its most used artists, a scene, and its shows or the seasons of its
/// only show.
pub fn overview<'c>(
    catalog: &'c Catalog,
    selection: &Selection,
    artists: &[ArtistId],
    scene: Option<PlacementId>,
    layout: &Layout,
) -> Result<Card<'c>, Error> {
    let total = counts::total(catalog, selection, ());
    let mut is_whole = false;
    let (title, name, table) = match selection.scope.shows.as_slice() {
        &[show] => {
            is_whole = catalog.show(show).is_whole();
            let seasons = counts::seasons(catalog, selection, false);
            let table = Table::section(catalog, SEASONS, seasons, layout)?.without("show_title");
            (catalog.show(show).title().to_owned(), BY_SEASON, table)
        }
        shows => {
            let rows = counts::shows(catalog, selection, false);
            (count(shows.len(), "show"), BY_SHOW, Table::section(catalog, SHOWS, rows, layout)?)
        }
    };
    let artists = artists.iter().map(|&id| catalog.artist(id).into());
    let text = scene.map(|id| {
        let placement = catalog.placement(id);
        let (song, scene) = (placement.song(), placement.scene().unwrap_or_default());
        Cell::print(format_args!("{} by {}, {}: {scene}", song.title(), song.credit(), placement.label()))
    });
    Ok(Card::new(format!("{title}: {}", summary(&total, is_whole)))
        .fields(catalog, TOTALS, total)
        .field("artists", "Most heard", Cell::List(artists.collect()))
        .field("scene", "A scene", text.into())
        .table(name, table))
}

/// The columns of a list of seasons.
pub const SEASONS: &[Column<Counts<SeasonId>>] = &[
    Column::left("show", "Show id", Data, |c, row| c.season(row.id).show().slug().into()),
    Column::left("show_title", "Show", Main, |c, row| c.season(row.id).show().title().into()),
    Column::right("season", "Season", Key, |c, row| c.season(row.id).number().into()),
    Column::left("air_date", "First shown", Main, |c, row| c.season(row.id).air_date().into()),
    episode_count(),
    song_count(),
    artist_count().at(Main),
    total_length(),
    unknown_lengths(),
    placement_count().at(Data),
];

/// The fields of a season.
pub const SEASON_FIELDS: &[Column<Counts<SeasonId>>] = &[
    Column::left("show", "Show id", Data, |c, row| c.season(row.id).show().slug().into()),
    Column::left("show_title", "Show", Data, |c, row| c.season(row.id).show().title().into()),
    Column::left("season", "Season", Data, |c, row| c.season(row.id).number().into()),
    Column::left("air_date", "First shown", Main, |c, row| c.season(row.id).air_date().into()),
    Column::left("directors", "Directed by", Main, |c, row| Cell::texts(c.season(row.id).directors())),
    episode_count().at(Main),
    song_count().at(Main),
    artist_count().at(Main),
    placement_count().at(Main),
];

const BY_EPISODE: SectionName = ("by_episode", "Episodes");
const PLACED_IN_SEASON: SectionName = ("placements", "What plays where");
const UNPLACED: SectionName = ("unplaced", "Somewhere in the season");
/// Instead, for a film and the like.
const SOMEWHERE: &str = "Somewhere in it";

/// Keys and titles of the card of a season.
pub fn season_keys() -> Vec<(&'static str, &'static str)> {
    keys(SEASON_FIELDS, &[BY_EPISODE, PLACED_IN_SEASON, UNPLACED])
}

/// The card of a season: its episodes and songs.
pub fn season_card<'c>(catalog: &'c Catalog, id: SeasonId, layout: &Layout) -> Result<Card<'c>, Error> {
    let (season, selection) = (catalog.season(id), Selection::for_season(catalog, id));
    let rows = counts::episodes(catalog, &selection, false);
    let (stated, unplaced): (Vec<PlacementId>, Vec<PlacementId>) =
        selection.placements.iter().partition(|&&id| catalog.placement(id).episode().is_some());
    let by_episode = Table::section(catalog, EPISODES, rows, layout)?.without("show_title");
    let stated = Table::section(catalog, placements::COLUMNS, stated, layout)?.without("show_title");
    let unplaced = Table::section(catalog, placements::UNPLACED, unplaced, layout)?;
    let title = season.show().title();
    let (title, unplaced_name) = match season.show().has_titled_parts() {
        true => (title.to_owned(), (UNPLACED.0, SOMEWHERE)),
        false => (format!("{title} season {}", season.number()), UNPLACED),
    };
    Ok(Card::new(title)
        .fields(catalog, SEASON_FIELDS, counts::total(catalog, &selection, id))
        .table(BY_EPISODE, by_episode)
        .table(PLACED_IN_SEASON, stated)
        .table(unplaced_name, unplaced))
}

/// The columns of a list of episodes.
pub const EPISODES: &[Column<Counts<EpisodeId>>] = &[
    Column::left("show", "Show id", Data, |c, row| c.episode(row.id).show().slug().into()),
    Column::left("show_title", "Show", Main, |c, row| c.episode(row.id).show().title().into()),
    Column::right("season", "Season", Data, |c, row| c.episode(row.id).season().number().into()),
    Column::right("episode", "Number", Data, |c, row| c.episode(row.id).code().episode.into()),
    Column::left("code", "Episode", Key, |c, row| c.episode(row.id).into()),
    Column::left("episode_title", "Title", Key, |c, row| Cell::title(c.episode(row.id))),
    Column::left("air_date", "First shown", Main, |c, row| c.episode(row.id).air_date().into()),
    song_count(),
    total_length(),
    unknown_lengths(),
    Column::right("possible_count", "Possible", Main, |_, row| {
        Some(row.possible).filter(|&number| number > 0).into()
    }),
];

/// The fields of an episode.
pub const EPISODE_FIELDS: &[Column<EpisodeId>] = &[
    Column::left("show", "Show id", Data, |c, id| c.episode(id).show().slug().into()),
    Column::left("show_title", "Show", Data, |c, id| c.episode(id).show().title().into()),
    Column::left("season", "Season", Data, |c, id| c.episode(id).season().number().into()),
    Column::left("episode", "Number", Data, |c, id| c.episode(id).code().episode.into()),
    Column::left("code", "Episode", Data, |c, id| c.episode(id).into()),
    Column::left("episode_title", "Title", Data, |c, id| Cell::title(c.episode(id))),
    Column::left("air_date", "First shown", Main, |c, id| c.episode(id).air_date().into()),
    Column::left("directors", "Directed by", Main, |c, id| Cell::texts(c.episode(id).directors())),
    Column::left("song_count", "Songs", Main, |c, id| {
        distinct(c.episode(id).placements().map(|id| c.placement(id).song().id())).len().into()
    }),
];

const PLACED_IN_EPISODE: SectionName = ("placements", "What plays");
const POSSIBLE: SectionName = ("possible", "What may play in it, though no source says so");

/// Keys and titles of the card of an episode.
pub fn episode_keys() -> Vec<(&'static str, &'static str)> {
    keys(EPISODE_FIELDS, &[PLACED_IN_EPISODE, POSSIBLE, SOURCES])
}

/// The card of an episode: its songs, and those that may belong to it.
pub fn episode_card<'c>(catalog: &'c Catalog, id: EpisodeId, layout: &Layout) -> Result<Card<'c>, Error> {
    let episode = catalog.episode(id);
    let placed = Table::section(catalog, placements::OF_AN_EPISODE, episode.placements().collect(), layout)?;
    let possible = Selection::possible_in(catalog, id);
    let possible = Table::section(catalog, placements::UNPLACED, possible, layout)?;
    let (show, label, name) = (episode.show(), episode.label(), episode.name());
    let title = match show.has_titled_parts() {
        true if name == show.title() => name.into_owned(),
        true => format!("{}: {name}", show.title()),
        false => format!("{} {label}: {name}", show.title()),
    };
    Ok(Card::new(title)
        .fields(catalog, EPISODE_FIELDS, id)
        .table(PLACED_IN_EPISODE, placed)
        .table((POSSIBLE.0, if show.is_whole() { SOMEWHERE } else { POSSIBLE.1 }), possible)
        .sources(layout, episode.placements().flat_map(|id| catalog.placement(id).sources())))
}

const SONG_FIELDS: &[Column<SongId>] = &[
    Column::left("show", "Show id", Data, |c, id| c.show(id.show()).slug().into()),
    Column::left("show_title", "Show", Data, |c, id| c.show(id.show()).title().into()),
    Column::left("song_id", "Song id", Data, |c, id| c.song(id).slug().into()),
    Column::left("song", "Title", Data, |c, id| c.song(id).title().into()),
    Column::left("artist", "Artist", Data, |c, id| Cell::Credit(c.song(id))),
    Column::left("artists", "Artists", Data, |c, id| Cell::artists(c.song(id).credit())),
    Column::left("aliases", "Also called", Main, |c, id| Cell::texts(c.song(id).aliases())),
    Column::left("original_artist", "Cover of a song by", Main, |c, id| {
        contributors(c, id, Role::OriginalArtist)
    }),
    Column::left("remixer", "Remix by", Main, |c, id| contributors(c, id, Role::Remixer)),
    Column::left("composer", "Composed by", Main, |c, id| contributors(c, id, Role::Composer)),
    Column::left("writer", "Written by", Main, |c, id| contributors(c, id, Role::Writer)),
    Column::left("album", "Album", Main, |c, id| c.song(id).album().into()),
    Column::left("length", "Length", Main, |c, id| c.song(id).length().into()),
    Column::left("length_seconds", "Seconds", Data, |c, id| {
        c.song(id).length().map(Timecode::seconds).into()
    }),
    Column::left("origin", "Origin", Main, |c, id| Cell::keyword(c.song(id).origin())),
    Column::left("released", "Released", Main, |c, id| c.song(id).released().into()),
    Column::left("isrc", "ISRC", Main, |c, id| c.song(id).isrc().map(Cell::print).into()),
    Column::left("mbid", "MusicBrainz id", Main, |c, id| c.song(id).mbid().map(Cell::print).into()),
    Column::left("links", "Listen", Main, |c, id| Cell::texts(c.song(id).links())),
    Column::left("note", "Note", Main, |c, id| c.song(id).note().into()),
];

const PLACES: SectionName = ("placements", "Where it plays");
const SEARCHES: SectionName = ("search", "Look for it");

/// The names of the contributors in a role.
fn contributors(catalog: &Catalog, song: SongId, role: Role) -> Cell<'_> {
    let contributors = catalog.song(song).contributors();
    let in_role = contributors.filter(move |contributor| contributor.role == role);
    Cell::texts(in_role.map(|contributor| contributor.artist.name()))
}

/// Keys and titles of the card of a song.
pub fn song_keys() -> Vec<(&'static str, &'static str)> {
    keys(SONG_FIELDS, &[PLACES, SEARCHES, SOURCES])
}

/// The card of a song: who made it, where it plays, and the sources.
pub fn song_card<'c>(catalog: &'c Catalog, id: SongId, layout: &Layout) -> Result<Card<'c>, Error> {
    let song = catalog.song(id);
    let ids = song.placements().map(|placement| placement.id()).collect();
    let mut placements = Table::section(catalog, placements::OF_A_SONG, ids, layout)?;
    if !catalog.has_several_shows() {
        placements = placements.without("show_title");
    }
    Ok(Card::new(format!("{} by {}", song.title(), song.credit()))
        .fields(catalog, SONG_FIELDS, id)
        .table(PLACES, placements)
        .links(SEARCHES, searches(song), |_| Some(links::searches_summary()))
        .sources(layout, song.placements().flat_map(|placement| placement.sources()).chain(song.sources())))
}

/// The columns of a list of artists.
pub const ARTISTS: &[Column<Counts<ArtistId>>] = &[
    Column::left("artist_id", "Artist id", Data, |c, row| c.artist(row.id).slug().into()),
    Column::left("artist", "Artist", Key, |c, row| c.artist(row.id).name().into()),
    song_count(),
    placement_count().at(Main),
    episode_count().at(More),
    show_count().at(Main),
    Column::left("first", "First", Main, |c, row| row.first.map(|id| place_in_catalog(c, id)).into()),
    Column::left("last", "Last", Main, |c, row| row.last.map(|id| place_in_catalog(c, id)).into()),
];

/// The place of a placement, with the title of its show if the catalog has several.
fn place_in_catalog(catalog: &Catalog, id: PlacementId) -> Cell<'_> {
    let placement = catalog.placement(id);
    match catalog.has_several_shows() {
        true if placement.show().is_whole() => Cell::print(placement.label()),
        true => Cell::print(format!("{} {}", placement.show().title(), placement.label())),
        false => placement.into(),
    }
}

const ARTIST_FIELDS: &[Column<Counts<ArtistId>>] = &[
    Column::left("artist_id", "Artist id", Data, |c, row| c.artist(row.id).slug().into()),
    Column::left("artist", "Name", Data, |c, row| c.artist(row.id).name().into()),
    Column::left("aliases", "Also known as", Main, |c, row| Cell::texts(c.artist(row.id).aliases())),
    Column::left("members", "Members", Main, |c, row| Cell::texts(c.artist(row.id).members())),
    Column::left("country", "Country", Main, |c, row| c.artist(row.id).country().into()),
    Column::left("mbid", "MusicBrainz id", Main, |c, row| c.artist(row.id).mbid().map(Cell::print).into()),
    Column::left("note", "Note", Main, |c, row| {
        let notes: Vec<&str> = c.artist(row.id).notes().collect();
        if notes.is_empty() { Cell::Empty } else { Cell::print(notes.join(" ")) }
    }),
    song_count().at(Main),
];

const PARTS: SectionName = ("placements", "Songs and where they play");

/// A placement from the view of one of its artists.
type Part = (ArtistId, PlacementId);

impl Row for Part {
    fn placement(&self) -> Option<PlacementId> {
        Some(self.1)
    }
}

/// The columns of an artist's placements.
const PART_COLUMNS: &[Column<Part>] = &[
    show(),
    show_title().ungrouped(),
    season(),
    episode(),
    place(),
    episode_title().ungrouped(),
    air_date(),
    position().at(Data),
    song_id(),
    song(),
    Column::left("role", "Role", Data, |c, (artist, p)| roles(c, artist, p)),
    artist().at(Data),
    artists(),
    // People see only what is unusual: a role other than performer, a credit other than the name.
    Column::left("other_role", "Role", People, |c, (artist, p)| match roles(c, artist, p) {
        Cell::List(roles) if roles == [PERFORMER.into()] => Cell::Empty,
        roles => roles,
    }),
    Column::left("other_credit", "Credited to", People, |c, (artist, p)| {
        let credit = c.placement(p).song().credit().to_string();
        if credit == c.artist(artist).name() { Cell::Empty } else { Cell::print(credit) }
    }),
    scene(),
    usage().at(Data),
    time().at(Data),
    certainty(),
    episode_range(),
    sources(),
];

const PERFORMER: &str = "performer";

/// The roles of the artist in the song: performer if credited, and those as a contributor.
fn roles<'c>(catalog: &'c Catalog, artist: ArtistId, placement: PlacementId) -> Cell<'c> {
    let song = catalog.placement(placement).song();
    let credited = song.credit().artists().any(|(credited, _)| credited.id() == artist);
    let contributions = song.contributors().filter(|contributor| contributor.artist.id() == artist);
    let contributions: BTreeSet<&str> = contributions.map(|contributor| contributor.role.keyword()).collect();
    Cell::texts(credited.then_some(PERFORMER).into_iter().chain(contributions))
}

/// Keys and titles of the card of an artist.
pub fn artist_keys() -> Vec<(&'static str, &'static str)> {
    keys(ARTIST_FIELDS, &[PARTS, SOURCES])
}

/// The card of an artist: names, and every placement with the artist's role in it.
pub fn artist_card<'c>(catalog: &'c Catalog, id: ArtistId, layout: &Layout) -> Result<Card<'c>, Error> {
    let (artist, selection) = (catalog.artist(id), Selection::for_artist(catalog, id));
    let parts: Vec<Part> = selection.placements.iter().map(|&placement| (id, placement)).collect();
    let mut parts = Table::section(catalog, PART_COLUMNS, parts, layout)?;
    if !catalog.has_several_shows() {
        parts = parts.without("show_title");
    }
    Ok(Card::new(artist.name())
        .fields(catalog, ARTIST_FIELDS, counts::total(catalog, &selection, id))
        .table(PARTS, parts)
        .sources(layout, artist.sources()))
}
