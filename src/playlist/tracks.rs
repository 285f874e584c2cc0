//! Tracks: placements flow in, the playlist that they make flows out.

use crate::model::{Catalog, PlacementId, Song, SongId};
use crate::playlist::Track;
use crate::text::sort_form;
use clap::ValueEnum;
use foldhash::HashSet;

/// In which order songs are played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// As they are heard in the show
    #[default]
    Broadcast,
    /// By artist, then title
    Artist,
    /// By title, then artist
    Title,
}

/// What to do with a song that is heard several times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Repeats {
    /// It is there once, where it is first heard
    #[default]
    Once,
    /// It is there each time
    Keep,
}

/// The songs of placements, in the order in which they are played.
pub fn songs(catalog: &Catalog, placements: &[PlacementId], order: Order, repeats: Repeats) -> Vec<SongId> {
    let songs = placements.iter().map(|&id| catalog.placement(id).song().id());
    let mut seen = HashSet::default();
    let mut songs: Vec<SongId> =
        songs.filter(|&song| repeats == Repeats::Keep || seen.insert(song)).collect();
    let key =
        |song: Song<'_>| [song.credit().to_string(), song.title().to_owned()].map(|text| sort_form(&text));
    match order {
        Order::Broadcast => {}
        Order::Artist => songs.sort_by_cached_key(|&id| key(catalog.song(id))),
        Order::Title => songs.sort_by_cached_key(|&id| {
            let [artist, title] = key(catalog.song(id));
            [title, artist]
        }),
    }
    songs
}

/// A song as other programs know it, without a location.
pub fn track(song: Song<'_>) -> Track {
    let artists = song.credit().artists().map(|(artist, _)| artist.mbid());
    Track {
        artist: song.credit().to_string(),
        title: song.title().to_owned(),
        album: song.album().map(str::to_owned),
        length: song.length(),
        isrc: song.isrc(),
        mbid: song.mbid(),
        artist_mbids: artists.collect::<Option<_>>().unwrap_or_default(),
        location: None,
    }
}
