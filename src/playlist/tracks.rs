//! Turns placements into the tracks of a playlist: order, repeats and locations.

use crate::error::one_of;
use crate::model::{Catalog, PlacementId, Song, SongId};
use crate::playlist::{Track, m3u8};
use crate::text::sort_key;
use crate::view::links::encoded;
use clap::ValueEnum;
use foldhash::HashSet;

/// The order of the songs.
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

/// The songs of placements, in the given order.
pub fn songs(catalog: &Catalog, placements: &[PlacementId], order: Order, repeats: Repeats) -> Vec<SongId> {
    let songs = placements.iter().map(|&id| catalog.placement(id).song().id());
    let mut seen = HashSet::default();
    let mut songs: Vec<SongId> =
        songs.filter(|&song| repeats == Repeats::Keep || seen.insert(song)).collect();
    let key =
        |song: Song<'_>| [song.credit().to_string(), song.title().to_owned()].map(|text| sort_key(&text));
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

/// The track of a song. Its location is its first link to an audio file.
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
        location: song.links().find(|link| m3u8::is_audio_file(link)).map(str::to_owned),
        info: song.links().find(|link| !m3u8::is_audio_file(link)).map(str::to_owned),
    }
}

type TemplateValue = fn(&Track) -> Option<String>;

/// The placeholders of a location template, and the value of each.
const PLACEHOLDERS: &[(&str, TemplateValue)] = &[
    ("{artist}", |track| Some(track.artist.clone())),
    ("{title}", |track| Some(track.title.clone())),
    ("{album}", |track| track.album.clone()),
    ("{isrc}", |track| Some(track.isrc?.to_string())),
];

/// Checks a location template: it has at least one placeholder and no unknown ones.
pub(crate) fn parse_template(text: &str) -> Result<String, String> {
    let known = one_of(&PLACEHOLDERS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let mut rest = text.to_owned();
    for (name, _) in PLACEHOLDERS {
        rest = rest.replace(name, "");
    }
    if rest.contains(['{', '}']) {
        Err(format!("unknown placeholder; the placeholders are {known}"))
    } else if rest == text {
        Err(format!("every song would have the same location; use {known}"))
    } else if rest.contains(char::is_control) {
        Err("a location is one line".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Fills in a template, unless the track lacks one of the values. In a URL the values are percent-encoded.
pub(crate) fn fill_template(template: &str, track: &Track) -> Option<String> {
    let is_address = template.contains("://");
    let used = PLACEHOLDERS.iter().filter(|(name, _)| template.contains(name));
    used.copied().try_fold(template.to_owned(), |location, (name, value)| {
        let value = value(track)?;
        let value = if is_address { encoded(&value) } else { value };
        Some(location.replace(name, &value))
    })
}
