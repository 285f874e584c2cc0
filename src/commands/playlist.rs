//! `playlist`: the songs of episodes for other programs. Options flow in, a text and where it goes flow out.

use super::no_match;
use crate::error::{Error, count};
use crate::model::{Catalog, SongId};
use crate::music::Library;
use crate::playlist::{Format, Playlist, Track};
use crate::query::matching::owned;
use crate::query::tracks::{self, Order, Repeats};
use crate::query::{Notation, PlacementFilter, Selection};
use crate::view::links::encoded;
use clap::Args;
use std::path::{Path, PathBuf};

/// How many songs that are left out are named.
const NAMED: usize = 5;

/// Writes a playlist.
#[derive(Args, Debug)]
pub struct ToPlaylist {
    /// Episodes: s2e3, S02E03-E05, a season (S02), a title
    #[arg(value_name = "EPISODE")]
    episodes: Vec<String>,
    /// Which program it is for
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        help_heading = "Playlist"
    )]
    to: Format,
    /// Write to this file, and not to standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Playlist")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output", help_heading = "Playlist")]
    force: bool,
    /// The order of the songs
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "ORDER",
        help_heading = "Playlist"
    )]
    order: Order,
    /// What becomes of songs that are heard several times
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "HOW",
        help_heading = "Playlist"
    )]
    repeats: Repeats,
    /// What the playlist is called
    #[arg(long, value_name = "TITLE", help_heading = "Playlist")]
    title: Option<String>,
    /// Where songs without a link are found: an address with {artist}, {title}, {album} or {isrc}
    #[arg(long, value_name = "ADDRESS", value_parser = template, help_heading = "Playlist")]
    location_template: Option<String>,
    /// Play the audio files of this folder that are the songs, by their tags
    #[arg(long, value_name = "DIR", help_heading = "Playlist")]
    music: Option<PathBuf>,
    #[command(flatten)]
    filter: PlacementFilter,
}

/// A text for other programs.
#[derive(Debug)]
pub struct Export {
    /// What to write.
    pub text: String,
    /// For standard error: what was written, what was left out, and why.
    pub notes: Vec<String>,
    /// Why this is no success although it is written: nothing is in it.
    pub failure: Option<Error>,
}

impl ToPlaylist {
    /// The folder of audio files that the songs may be in.
    pub(super) fn music(&self) -> Option<&Path> {
        self.music.as_deref()
    }

    /// The file to write, and whether it may be there already.
    pub fn target(&self) -> Option<(&Path, bool)> {
        self.output.as_deref().map(|path| (path, self.force))
    }

    /// The playlist. `music` is what the folder has.
    pub fn export(&self, catalog: &Catalog, music: Option<&Library>) -> Result<Export, Error> {
        let selection =
            Selection::of(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let songs = tracks::songs(catalog, &selection.placements, self.order, self.repeats);
        if songs.is_empty() {
            return Err(no_match("song", &self.episodes, &self.filter));
        }
        let mut notes = selection.scope.notes.clone();
        let mut tracks: Vec<Track> = songs
            .iter()
            .map(|&song| self.track(catalog, song))
            .collect();
        if let Some(library) = music {
            notes.extend(library.warnings.iter().cloned());
            notes.extend(locate(catalog, &songs, &mut tracks, library));
        }
        let all = tracks.len();
        let mut left_out = Vec::new();
        if self.to.needs_locations() {
            let has_location = |track: &Track| track.location.is_some();
            left_out.extend(
                tracks
                    .iter()
                    .filter(|track| !has_location(track))
                    .map(Track::to_string),
            );
            tracks.retain(has_location);
        }
        let written = tracks.len();
        let text = self.to.write(&Playlist {
            title: self.title(catalog, &selection),
            tracks,
        });
        let failure = (written == 0).then(|| {
            let error = Error::not_found(format!("none of {} has a location", count(all, "song")));
            error.with_hint("`--location-template` or `--music` gives them one")
        });
        if failure.is_none() {
            notes.push(summary(all, written, &left_out));
        }
        Ok(Export {
            text,
            notes,
            failure,
        })
    }

    fn track(&self, catalog: &Catalog, song: SongId) -> Track {
        let song = catalog.song(song);
        let track = tracks::track(song);
        let link = song.links().next().map(str::to_owned);
        let template = self.location_template.as_deref();
        let location = link.or_else(|| template.map(|template| filled(template, &track)));
        Track { location, ..track }
    }

    /// What was asked for, or what it is about.
    fn title(&self, catalog: &Catalog, selection: &Selection) -> String {
        if let Some(title) = &self.title {
            return title.clone();
        }
        let scope = &selection.scope;
        let mut shows: Vec<_> = selection.placements.iter().map(|id| id.show()).collect();
        shows.dedup();
        let titles: Vec<&str> = shows
            .iter()
            .map(|&show| catalog.show(show).title())
            .collect();
        let title = titles.join(", ");
        match (scope.episodes.as_slice(), scope.seasons.as_slice()) {
            _ if !scope.narrowed => title,
            ([episode], _) => format!("{title} {}", catalog.episode(*episode).code()),
            (_, [season]) => format!("{title}, season {}", catalog.season(*season).number()),
            _ => title,
        }
    }
}

/// Gives tracks the files that they are in; says which are in several.
fn locate(
    catalog: &Catalog,
    songs: &[SongId],
    tracks: &mut [Track],
    library: &Library,
) -> Vec<String> {
    let owned = owned(catalog, songs, &library.tracks);
    let mut notes = Vec::new();
    for (song, track) in songs.iter().zip(tracks) {
        let files = owned.get(song).map_or(&[][..], Vec::as_slice);
        let paths = || {
            files
                .iter()
                .filter_map(|&file| library.tracks[file].location.clone())
        };
        match files {
            [] => {}
            [_] => track.location = paths().next(),
            _ => {
                let several: Vec<String> = paths().collect();
                notes.push(format!(
                    "{track} is in several files: {}",
                    several.join(", ")
                ));
            }
        }
    }
    notes.sort();
    notes.dedup();
    notes
}

fn summary(all: usize, written: usize, left_out: &[String]) -> String {
    let songs = count(all, "song");
    if left_out.is_empty() {
        return format!("{songs} written");
    }
    let named: Vec<&str> = left_out.iter().take(NAMED).map(String::as_str).collect();
    let more = left_out.len() - named.len();
    let more = if more > 0 {
        format!("; and {more} more")
    } else {
        String::new()
    };
    let without = left_out.len();
    format!(
        "{songs}, {written} written, {without} without a location: {}{more}",
        named.join("; ")
    )
}

/// An address in which only known values are to be filled in.
fn template(text: &str) -> Result<String, String> {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        if !VALUES.iter().any(|(known, _)| *known == name) {
            let known: Vec<String> = VALUES
                .iter()
                .map(|(known, _)| format!("{{{known}}}"))
                .collect();
            return Err(format!(
                "unknown value `{{{name}}}`; there are {}",
                known.join(", ")
            ));
        }
        rest = behind;
    }
    Ok(text.to_owned())
}

type Value = fn(&Track) -> String;

/// What can be filled in.
const VALUES: &[(&str, Value)] = &[
    ("artist", |track| track.artist.clone()),
    ("title", |track| track.title.clone()),
    ("album", |track| track.album.clone().unwrap_or_default()),
    ("isrc", |track| {
        track.isrc.map(|isrc| isrc.to_string()).unwrap_or_default()
    }),
];

fn filled(template: &str, track: &Track) -> String {
    VALUES
        .iter()
        .fold(template.to_owned(), |address, (name, value)| {
            // What is filled in has no braces any more.
            let value = encoded(&value(track));
            address.replace(&format!("{{{name}}}"), &value)
        })
}
