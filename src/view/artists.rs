//! Artists as rows and as cards.

use super::column::Rank::{Data, Key, Main, More, People};
use super::placements::{Row, code, episode_title, scene, show, song};
use super::{Card, Cell, Column, Layout, Table};
use crate::error::Error;
use crate::model::{ArtistId, Catalog, Keyword, Place, PlacementId};
use crate::query::Selection;
use crate::query::counts::{self, Counts};
use std::collections::BTreeSet;

/// The columns of a list of artists.
pub const COLUMNS: &[Column<Counts<ArtistId>>] = &[
    Column::left("artist", "Artist", Key, |c, row| c.artist(row.id).name().into()),
    Column::right("songs", "Songs", Key, |_, row| row.songs.into()),
    Column::right("placements", "Placements", Main, |_, row| row.placements.into()),
    Column::right("episodes", "Episodes", More, |_, row| row.episodes.into()),
    Column::right("shows", "Shows", Main, |_, row| row.shows.into()),
    Column::left("first", "First", Main, |c, row| place(c, row.first).into()),
    Column::left("last", "Last", Main, |c, row| place(c, row.last).into()),
];

fn place(catalog: &Catalog, placement: Option<PlacementId>) -> Option<Place> {
    placement.map(|id| catalog.placement(id).place())
}

/// A placement from the view of one of its artists.
type Part = (ArtistId, PlacementId);

impl Row for Part {
    fn placement(&self) -> Option<PlacementId> {
        Some(self.1)
    }
}

/// The columns of an artist's placements.
const PARTS: &[Column<Part>] = &[
    show(),
    code(),
    episode_title(),
    song(),
    Column::left("role", "Role", Data, |c, (artist, p)| roles(c, artist, p)),
    Column::left("credit", "Credited to", Data, |c, (_, p)| Cell::print(c.placement(p).song().credit())),
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

/// Names, and every placement with the artist's role in it.
pub fn card<'c>(catalog: &'c Catalog, id: ArtistId, layout: &Layout) -> Result<Card<'c>, Error> {
    let (artist, selection) = (catalog.artist(id), Selection::for_artist(catalog, id));
    let total = counts::total(catalog, &selection);
    let parts: Vec<Part> = selection.placements.iter().map(|&placement| (id, placement)).collect();
    let mut parts = Table::section(catalog, PARTS, parts, layout)?;
    if !catalog.has_several_shows() {
        parts = parts.without("show");
    }
    let notes: Vec<&str> = artist.notes().collect();
    Ok(Card::new(artist.name())
        .data("artist_id", "Artist id", artist.slug())
        .data("artist", "Name", artist.name())
        .field("aliases", "Also known as", Cell::texts(artist.aliases()))
        .field("members", "Members", Cell::texts(artist.members()))
        .field("country", "Country", artist.country())
        .field("mbid", "MusicBrainz id", artist.mbid().map(Cell::print))
        .field("note", "Note", if notes.is_empty() { Cell::Empty } else { Cell::print(notes.join(" ")) })
        .field("songs", "Songs", total.songs)
        .table("placements", "Songs and where they play", parts)
        .sources(artist.sources()))
}
