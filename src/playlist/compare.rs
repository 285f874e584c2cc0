//! `compare`: lists the songs that a playlist lacks or has in another version, and its tracks that are not
//! from the show; on request also the songs that it has.

use crate::answer::{Answer, limit_note, no_match};
use crate::app::App;
use crate::cli;
use crate::error::{Error, cannot_read, count};
use crate::model::{Catalog, PlacementId, SongId};
use crate::playlist::matching::{Comparison, compare_and_match};
use crate::playlist::{LeftOver, Names, Order, Repeats, Track, Tracklist, ordered_songs};
use crate::query::{Notation, Selection};
use crate::search;
use crate::view::{Cell, Heading, Rank, Shape, Table};
use foldhash::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::ffi::OsStr;

impl cli::CompareOptions {
    /// A row for each difference. The answer is a failure if songs are missing.
    pub(crate) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let text = app.file(&self.playlist)?;
        let catalog = app.catalog()?;
        let selection = search::select(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let songs = ordered_songs(catalog, &selection.placements, Order::Broadcast, Repeats::Once);
        if songs.is_empty() {
            return Err(no_match("song", &self.episodes, &self.filter));
        }
        let list = self.tracklist(&text, catalog)?;
        let (comparison, matches) = compare_and_match(catalog, &songs, &list.tracks);
        let first = first_places(catalog, &selection);
        let mut notes = selection.scope.notes.clone();
        notes.extend(selection.doubt(catalog, &self.filter));
        notes.extend(left_over(&list.left_over));
        let mut summary =
            vec![summary(&comparison, songs.len()), places(catalog, &comparison, &songs, &first)];
        summary.retain(|line| !line.is_empty());
        let is_missing = !comparison.missing.is_empty();
        // Programs get the summary on standard error: as the error, or as a note.
        let message = if app.output.format.is_for_people() { "" } else { summary[0].as_str() };
        let failure = is_missing.then(|| Error::not_found(message));
        notes.extend(Some(message.to_owned()).filter(|message| !is_missing && !message.is_empty()));
        let matches = if self.show_matches { matches } else { Vec::new() };
        let rows = rows(catalog, &comparison, &matches, &list.tracks, &first);
        let table = Table::from_cells(HEADINGS.to_vec(), rows, &app.layout)?;
        if table.left_out() > 0 {
            notes.insert(0, limit_note(&table));
        }
        Ok(Answer { failure, summary, ..Answer::table(table, &selection).with_notes(notes) })
    }

    fn tracklist(&self, text: &str, catalog: &Catalog) -> Result<Tracklist, Error> {
        let ending = self.playlist.extension().and_then(OsStr::to_str);
        let list = Tracklist::read(text, self.from, ending, &Names::new(catalog));
        list.map_err(|why| Error::usage(cannot_read(self.playlist.display(), why)))
    }
}

/// A note on the lines of a playlist that are no tracks, if there are any.
fn left_over(lines: &[LeftOver]) -> Option<String> {
    const MAX_NAMED: usize = 3;
    let named: Vec<String> = lines
        .iter()
        .take(MAX_NAMED)
        .map(|LeftOver { line, text }| format!("line {line}: `{text}`"))
        .collect();
    let more = if lines.len() > MAX_NAMED { "; …" } else { "" };
    let lines = match lines.len() {
        0 => return None,
        1 => "1 line is no track".to_owned(),
        number => format!("{number} lines are no tracks"),
    };
    Some(format!("{lines}: {}{more}", named.join("; ")))
}

/// How many of the songs of each place are in the playlist: `S02E07 6 of 6, S02E08 3 of 8`. A song counts
/// where it first plays.
fn places(
    catalog: &Catalog,
    comparison: &Comparison,
    songs: &[SongId],
    first: &HashMap<SongId, PlacementId>,
) -> String {
    let lacks: HashSet<SongId> =
        comparison.missing.iter().chain(comparison.versions.iter().map(|(song, _)| song)).copied().collect();
    let mut places = BTreeMap::new();
    for (song, id) in songs.iter().filter_map(|song| Some((song, first.get(song)?))) {
        let placement = catalog.placement(*id);
        let (_, found, all) = places.entry(placement.place()).or_insert((placement.label(), 0, 0));
        *found += usize::from(!lacks.contains(song));
        *all += 1;
    }
    let counts = places.values().map(|(label, found, all)| format!("{label} {found} of {all}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// The first placement of each song.
fn first_places(catalog: &Catalog, selection: &Selection) -> HashMap<SongId, PlacementId> {
    let mut first = HashMap::default();
    for &id in &selection.placements {
        first.entry(catalog.placement(id).song().id()).or_insert(id);
    }
    first
}

/// The columns of a list of differences.
pub(crate) const HEADINGS: [Heading; 11] = [
    Heading::new("difference", "Difference", Shape::Left, Rank::Data),
    Heading::new("heading", "Difference", Shape::Group, Rank::People),
    Heading::new("show", "Show id", Shape::Left, Rank::Data),
    Heading::new("show_title", "Show", Shape::Left, Rank::Extra),
    Heading::new("code", "Episode", Shape::Left, Rank::More),
    Heading::new("song_id", "Song id", Shape::Left, Rank::Data),
    Heading::new("song", "Song", Shape::Left, Rank::Key),
    Heading::new("artist", "Artist", Shape::Left, Rank::Key),
    Heading::new("artists", "Artists", Shape::Left, Rank::Data),
    Heading::new("in_playlist", "In the playlist", Shape::Left, Rank::Key),
    Heading::new("playlist_position", "No.", Shape::Right, Rank::More),
];

type Row<'c> = Vec<Cell<'c>>;

/// A row about a song or a track or both, under the heading `name`.
fn row<'c>(
    catalog: &'c Catalog,
    tracks: &[Track],
    first: &HashMap<SongId, PlacementId>,
    [id, name]: [&'static str; 2],
    (song, track): (Option<SongId>, Option<usize>),
) -> Row<'c> {
    let [mut show, mut show_title, mut code, mut song_id, mut title, mut artist, mut artists] =
        [const { Cell::Empty }; 7];
    if let Some(id) = song {
        let song = catalog.song(id);
        (show, show_title) = (catalog.show(id.show()).slug().into(), catalog.show(id.show()).title().into());
        (song_id, artists) = (song.slug().into(), Cell::artists(song.credit()));
        code = first.get(&id).map(|&id| catalog.placement(id)).into();
        (title, artist) = (Cell::Song(song), Cell::print(song.credit()));
    }
    let (text, position) = match track {
        Some(number) => (Cell::print(&tracks[number]), Cell::Count(number + 1)),
        None => (Cell::Empty, Cell::Empty),
    };
    vec![id.into(), name.into(), show, show_title, code, song_id, title, artist, artists, text, position]
}

/// The differences, then the songs that the playlist has.
fn rows<'c>(
    catalog: &'c Catalog,
    comparison: &Comparison,
    matches: &[(SongId, usize)],
    tracks: &[Track],
    first: &HashMap<SongId, PlacementId>,
) -> Vec<Row<'c>> {
    let row = |kind, of| row(catalog, tracks, first, kind, of);
    let missing = comparison.missing.iter().map(|&song| row(["missing", "Missing"], (Some(song), None)));
    let versions = comparison.versions.iter();
    let versions =
        versions.map(|&(song, track)| row(["version", "Another version"], (Some(song), Some(track))));
    let unknown = comparison.unknown.iter();
    let unknown = unknown.map(|&track| row(["foreign", "Not from the show"], (None, Some(track))));
    let matches = matches.iter();
    let matches = matches.map(|&(song, track)| row(["found", "In the playlist"], (Some(song), Some(track))));
    missing.chain(versions).chain(unknown).chain(matches).collect()
}

/// Such as `the playlist has 54 of 59 songs; 3 are missing; 1 track is not from the show`.
fn summary(comparison: &Comparison, songs: usize) -> String {
    let Comparison { found, missing, versions, other_songs, unknown } = comparison;
    let has = if *found == songs {
        format!("all {}", count(songs, "song"))
    } else {
        format!("{found} of {}", count(songs, "song"))
    };
    let are = |number: usize, is: &str, are: &str| match number {
        0 => String::new(),
        1 => format!("; 1 {is}"),
        _ => format!("; {number} {are}"),
    };
    let in_version: HashSet<SongId> = versions.iter().map(|(song, _)| *song).collect();
    let parts = [
        are(missing.len(), "is missing", "are missing"),
        are(in_version.len(), "is there in another version", "are there in another version"),
        are(*other_songs, "track is from other episodes", "tracks are from other episodes"),
        are(unknown.len(), "track is not from the show", "tracks are not from the show"),
    ];
    format!("the playlist has {has}{}", parts.concat())
}
