//! `playlist`: the songs of episodes for other programs. Options flow in, a text and where it goes flow out.

use super::{Format, Library, Playlist, Track};
use crate::answer::{more_possible, no_match, nothing};
use crate::error::{Error, count, one_of};
use crate::model::{Catalog, SongId};
use crate::playlist::matching::owned;
use crate::playlist::tracks::{self, Order, Repeats};
use crate::query::{Notation, PlacementFilter, Selection};
use crate::view::Layout;
use crate::view::links::encoded;
use clap::Args;
use std::path::{Path, PathBuf};

/// How many songs that are left out are named.
const NAMED: usize = 5;

/// Writes a playlist.
#[derive(Args, Debug)]
#[command(next_help_heading = "Playlist")]
pub struct ToPlaylist {
    /// Episodes: s2e3, S02E03-E05, a season (S02), a title
    #[arg(value_name = "EPISODE", help_heading = "Arguments")]
    episodes: Vec<String>,
    /// Which program it is for; else the name of the file says it
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<Format>,
    /// Write to this file, and not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// The order of the songs
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    order: Order,
    /// What becomes of songs that are heard several times
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    repeats: Repeats,
    /// What the playlist is called
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Where songs without a link are: {artist}, {title}, {album}, {isrc} in an address or a path
    #[arg(long, value_name = "ADDRESS", value_parser = template)]
    location_template: Option<String>,
    /// Play the songs from this folder, by their tags (cargo feature local-music)
    #[arg(long, value_name = "DIR")]
    music: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) filter: PlacementFilter,
}

/// A text for other programs.
#[derive(Debug)]
pub struct Export {
    /// What to write.
    pub text: String,
    /// For standard error: what was written, what was left out, and why.
    pub notes: Vec<String>,
}

impl ToPlaylist {
    /// The folder of audio files that the songs may be in.
    pub(crate) fn music(&self) -> Option<&Path> {
        self.music.as_deref()
    }

    /// The file to write, and whether it may be there already; none for standard output.
    pub fn target(&self) -> Option<(&Path, bool)> {
        let path = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        path.map(|path| (path, self.force))
    }

    /// The playlist. `music` is what the folder has. It is an error if no song has an entry.
    pub fn export(
        &self,
        catalog: &Catalog,
        layout: &Layout,
        music: Option<&Library>,
    ) -> Result<Export, Error> {
        if !layout.columns.is_empty() || layout.sort.is_some() {
            let error = Error::usage("a playlist has no columns");
            return Err(error.with_hint("`--to` says its format, `--order` its order"));
        }
        let selection = Selection::of(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let mut songs = tracks::songs(catalog, &selection.placements, self.order, self.repeats);
        if songs.is_empty() {
            let error = no_match("song", &self.episodes, &self.filter);
            return Err(nothing(&selection, error));
        }
        songs.truncate(layout.limit.unwrap_or(usize::MAX));
        let mut notes = selection.scope.notes.clone();
        notes.extend(more_possible(&selection));
        let mut tracks: Vec<Track> = songs.iter().map(|&song| self.track(catalog, song)).collect();
        if let Some(library) = music {
            notes.extend(library.warnings.iter().cloned());
            notes.extend(locate(catalog, &songs, &mut tracks, library));
        }
        let format = self.format()?;
        let (tracks, without): (Vec<_>, Vec<_>) =
            tracks.into_iter().partition(|track| format.has_entry(track));
        if tracks.is_empty() && !without.is_empty() {
            let songs = count(without.len(), "song");
            let notes: String = notes.iter().map(|note| format!("\n{note}")).collect();
            let error = Error::not_found(format!("none of {songs} has a location{notes}"));
            return Err(error.with_hint("`--location-template` or `--music` gives them one"));
        }
        notes.push(summary(tracks.len(), &without));
        let title = self.title(catalog, &selection);
        let text = format.write(&Playlist { title, tracks });
        Ok(Export { text, notes })
    }

    /// What was asked for, or what the name of the file says.
    fn format(&self) -> Result<Format, Error> {
        let extension = self.output.as_deref().and_then(Path::extension);
        let extension = extension.and_then(|extension| extension.to_str());
        match (self.to, extension) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Format::default()),
            (None, Some(extension)) => Format::of_extension(extension).ok_or_else(|| {
                let error = Error::usage(format!("`.{extension}` does not say which format"));
                error.with_hint("`--to` says which, such as tunemymusic or soundiiz for CSV")
            }),
        }
    }

    fn track(&self, catalog: &Catalog, song: SongId) -> Track {
        let song = catalog.song(song);
        let track = tracks::track(song);
        let link = song.links().next().map(str::to_owned);
        let template = self.location_template.as_deref();
        let location = link.or_else(|| filled(template?, &track));
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
        let titles: Vec<&str> = shows.iter().map(|&show| catalog.show(show).title()).collect();
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
fn locate(catalog: &Catalog, songs: &[SongId], tracks: &mut [Track], library: &Library) -> Vec<String> {
    let owned = owned(catalog, songs, &library.tracks);
    let mut notes = Vec::new();
    for (song, track) in songs.iter().zip(tracks) {
        let files = owned.get(song).map_or(&[][..], Vec::as_slice);
        let paths = || {
            let files = files.iter();
            files.filter_map(|&file| library.tracks[file].location.clone())
        };
        match files {
            [] => {}
            [_] => track.location = paths().next(),
            _ => {
                let several: Vec<String> = paths().collect();
                let several = several.join(", ");
                notes.push(format!("{track} is in several files, so none is taken: {several}"));
            }
        }
    }
    notes.sort();
    notes.dedup();
    notes
}

fn summary(written: usize, without: &[Track]) -> String {
    let songs = count(written + without.len(), "song");
    if without.is_empty() {
        return format!("{songs} written");
    }
    let named: Vec<String> = without.iter().take(NAMED).map(Track::to_string).collect();
    let more = without.len() - named.len();
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let without = without.len();
    let named = named.join("; ");
    format!("{songs}, {written} written, {without} without a location: {named}{more}")
}

type Value = fn(&Track) -> Option<String>;

/// What can be filled in.
const VALUES: &[(&str, Value)] = &[
    ("{artist}", |track| Some(track.artist.clone())),
    ("{title}", |track| Some(track.title.clone())),
    ("{album}", |track| track.album.clone()),
    ("{isrc}", |track| Some(track.isrc?.to_string())),
];

/// A template in which there is something to fill in, and only what is known.
fn template(text: &str) -> Result<String, String> {
    let known = one_of(&VALUES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let mut rest = text.to_owned();
    for (name, _) in VALUES {
        rest = rest.replace(name, "");
    }
    if rest.contains(['{', '}']) {
        Err(format!("there is no such value; there are {known}"))
    } else if rest == text {
        Err(format!("every song would be in the same place; say which with {known}"))
    } else if rest.contains(char::is_control) {
        Err("a location is one line".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// What a template says of a track, unless it asks for what is not known. In an address the values are encoded.
fn filled(template: &str, track: &Track) -> Option<String> {
    let is_address = template.contains("://");
    let used = VALUES.iter().filter(|(name, _)| template.contains(name));
    used.copied().try_fold(template.to_owned(), |location, (name, value)| {
        let value = value(track)?;
        let value = if is_address { encoded(&value) } else { value };
        Some(location.replace(name, &value))
    })
}
