//! `playlist`: writes songs as a playlist for another program, to standard output or to a file.

use super::matching::tracks_by_song;
use super::{ExportFormat, Library, Track, Tracklist, fill_template, ordered_songs};
use crate::answer::{Answer, no_match};
use crate::app::App;
use crate::cli;
use crate::error::{Error, count};
use crate::model::{Catalog, SongId};
use crate::query::{Notation, Selection};
use crate::search;
use std::ffi::OsStr;
use std::path::Path;

/// How many songs without a location are named in the summary.
const MAX_NAMED: usize = 5;

impl cli::PlaylistOptions {
    /// Writes the playlist to its file, or answers with its text. It is an error if no song has an entry.
    pub(crate) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let catalog = app.catalog()?;
        let selection = search::select(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let mut notes = selection.scope.notes.clone();
        notes.extend(selection.doubt(catalog, &self.filter));
        let (text, more) = self.write(app, catalog, &selection, &notes)?;
        Ok(Answer::text(text).with_notes([notes, more].concat()))
    }

    /// Writes the songs of a selection to the file, or returns the text. Also returns notes; an error repeats
    /// those that were there `before`.
    pub(crate) fn write(
        &self,
        app: &App<'_>,
        catalog: &Catalog,
        selection: &Selection,
        before: &[String],
    ) -> Result<(String, Vec<String>), Error> {
        let mut songs = ordered_songs(catalog, &selection.placements, self.order, self.repeats);
        if songs.is_empty() {
            return Err(no_match("song", &self.episodes, &self.filter));
        }
        songs.truncate(app.layout.limit.unwrap_or(usize::MAX));
        let mut notes = Vec::new();
        let mut tracks: Vec<Track> = songs.iter().map(|&song| self.track(catalog, song)).collect();
        if let Some(folder) = &self.music {
            let library = app.music(folder)?;
            notes.extend(library.warnings.iter().cloned());
            notes.extend(locate(catalog, &songs, &mut tracks, library));
        }
        let format = self.format()?;
        let (tracks, without): (Vec<_>, Vec<_>) =
            tracks.into_iter().partition(|track| format.has_entry(track));
        if tracks.is_empty() && !without.is_empty() {
            let songs = count(without.len(), "song");
            let notes: String = before.iter().chain(&notes).map(|note| format!("\n{note}")).collect();
            let error = Error::not_found(format!("none of {songs} has a location{notes}"));
            return Err(error.with_hint("use `--location-template` or `--music`"));
        }
        let target = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        notes.push(summary(tracks.len(), &without));
        let title = self.title.clone().unwrap_or_else(|| title(catalog, selection));
        let mut text = format.write(&Tracklist { title, tracks, left_over: Vec::new() });
        if let Some(path) = target {
            app.save(path, self.force, &text)?;
            text.clear();
        }
        Ok((text, notes))
    }

    /// The format of `--to`, or the one of the file extension.
    fn format(&self) -> Result<ExportFormat, Error> {
        let extension = self.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        match (self.to, extension) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(ExportFormat::default()),
            (None, Some(extension)) => ExportFormat::from_extension(extension).ok_or_else(|| {
                let error =
                    Error::usage(format!("the extension `.{extension}` does not determine the format"));
                error.with_hint("set it with `--to`, such as tunemymusic or soundiiz for CSV")
            }),
        }
    }

    fn track(&self, catalog: &Catalog, song: SongId) -> Track {
        let mut track = Track::from_song(catalog.song(song));
        if let (None, Some(template)) = (&track.location, &self.location_template) {
            track.location = fill_template(template, &track);
        }
        track
    }
}

/// A title made of the show and the season or episode.
pub(crate) fn title(catalog: &Catalog, selection: &Selection) -> String {
    let scope = &selection.scope;
    let mut shows: Vec<_> = selection.placements.iter().map(|id| id.show()).collect();
    shows.dedup();
    let title = shows.iter().map(|&show| catalog.show(show).title()).collect::<Vec<_>>().join(", ");
    match (scope.episodes.as_slice(), scope.seasons.as_slice()) {
        _ if !scope.narrowed || shows.iter().any(|&show| catalog.show(show).is_whole()) => title,
        ([episode], _) => format!("{title} {}", catalog.episode(*episode).label()),
        (_, [season]) => format!("{title}, season {}", catalog.season(*season).number()),
        _ => title,
    }
}

/// Sets the location of each track that is in exactly one file. Returns notes about those in several.
fn locate(catalog: &Catalog, songs: &[SongId], tracks: &mut [Track], library: &Library) -> Vec<String> {
    let by_song = tracks_by_song(catalog, songs, &library.tracks);
    let mut notes = Vec::new();
    for (song, track) in songs.iter().zip(tracks) {
        let files = by_song.get(song).map_or(&[][..], Vec::as_slice);
        let paths = || files.iter().filter_map(|&file| library.tracks[file].location.clone());
        match files {
            [] => {}
            [_] => track.location = paths().next(),
            _ => {
                let several = paths().collect::<Vec<_>>().join(", ");
                notes.push(format!("{track} is in several files, so none is used: {several}"));
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
    let named: Vec<String> = without.iter().take(MAX_NAMED).map(Track::to_string).collect();
    let more = without.len() - named.len();
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let (without, named) = (without.len(), named.join("; "));
    format!("{songs}, {written} written, {without} without a location: {named}{more}")
}
