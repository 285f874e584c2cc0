//! Songs as cards. As rows, songs are placements: see `placements`.

use super::links::searches;
use super::{Card, Cell, Layout, Table, placements};
use crate::error::Error;
use crate::model::{Catalog, Role, SongId};

/// What is known about a song: who made it, where it plays, who says so.
pub fn card<'c>(catalog: &'c Catalog, id: SongId, layout: &Layout) -> Result<Card<'c>, Error> {
    let song = catalog.song(id);
    let show = catalog.show(id.show());
    let ids = song.placements().map(|placement| placement.id()).collect();
    let mut placements = Table::section(catalog, placements::OF_A_SONG, ids, layout)?;
    if !catalog.has_several_shows() {
        placements = placements.without("show");
    }
    let contributors = |role| {
        let in_role = song.contributors().filter(move |contributor| contributor.role == role);
        Cell::texts(in_role.map(|contributor| contributor.artist.name()))
    };
    Ok(Card::new(format!("{} by {}", song.title(), song.credit()))
        .data("show", "Show", Cell::show(show))
        .data("song_id", "Song id", song.slug())
        .data("song", "Title", song.title())
        .data("artist", "Artist", Cell::print(song.credit()))
        .field("aliases", "Also called", Cell::texts(song.aliases()))
        .field("original_artist", "Cover of a song by", contributors(Role::OriginalArtist))
        .field("remixer", "Remix by", contributors(Role::Remixer))
        .field("composer", "Composed by", contributors(Role::Composer))
        .field("writer", "Written by", contributors(Role::Writer))
        .field("album", "Album", song.album())
        .field("length", "Length", song.length())
        .field("origin", "Origin", Cell::word(song.origin()))
        .field("released", "Released", song.released())
        .field("isrc", "ISRC", song.isrc().map(Cell::print))
        .field("mbid", "MusicBrainz id", song.mbid().map(Cell::print))
        .field("links", "Listen", Cell::texts(song.links()))
        .field("note", "Note", song.note())
        .table("placements", "Where it plays", placements)
        .links("search", "Look for it", searches(song))
        .sources(song.placements().flat_map(|placement| placement.sources()).chain(song.sources())))
}
