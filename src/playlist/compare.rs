//! `compare`: lists the songs that a playlist lacks or has in another version, and its tracks that are not
//! from the show.

use crate::answer::{Answer, limit_note, no_match};
use crate::app::App;
use crate::cli;
use crate::error::{Error, cannot_read, count};
use crate::model::{Catalog, SongId};
use crate::playlist::matching::{Comparison, compare};
use crate::playlist::{ImportFormat, Order, Repeats, Track, ordered_songs};
use crate::query::{Notation, Selection};
use crate::search;
use crate::text::DASHES;
use crate::view::{Cell, Heading, Rank, Shape, Table};
use foldhash::{HashMap, HashSet};

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
        let tracks = self.tracks(&text)?;
        let comparison = compare(catalog, &songs, &tracks);
        let mut notes = selection.scope.notes.clone();
        notes.extend(selection.doubt(catalog, &self.filter));
        let summary = summary(&comparison, songs.len());
        let failure = if comparison.missing.is_empty() {
            notes.push(summary);
            None
        } else {
            Some(Error::not_found(summary))
        };
        let first = first_places(catalog, &selection);
        let table =
            Table::from_cells(HEADINGS.to_vec(), rows(catalog, &comparison, &tracks, &first), &app.layout)?;
        if table.left_out() > 0 {
            notes.insert(0, limit_note(&table));
        }
        Ok(Answer { failure, ..Answer::table(table, &selection).with_notes(notes) })
    }

    fn tracks(&self, text: &str) -> Result<Vec<Track>, Error> {
        let name = self.playlist.display();
        let format = self.from.unwrap_or_else(|| ImportFormat::detect(text));
        let tracks = format.read(text).map_err(|reason| Error::usage(cannot_read(&name, reason)))?;
        // Any text can be read as lines. Without a line of artist and title it is probably not a playlist.
        let has_names = |track: &Track| track.title.contains(DASHES) || track.title.contains('\t');
        if format == ImportFormat::Text && !tracks.is_empty() && !tracks.iter().any(has_names) {
            let error = Error::usage(format!("`{name}` has no line such as `Artist - Title`"));
            return Err(match self.from {
                None => error.with_hint("set the format with `--from`"),
                Some(_) => error,
            });
        }
        Ok(tracks)
    }
}

/// The first placement of each song.
fn first_places<'c>(catalog: &'c Catalog, selection: &Selection) -> HashMap<SongId, Cell<'c>> {
    let mut first = HashMap::default();
    for &id in &selection.placements {
        let placement = catalog.placement(id);
        first.entry(placement.song().id()).or_insert_with(|| placement.place().into());
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

fn rows<'c>(
    catalog: &'c Catalog,
    comparison: &Comparison,
    tracks: &[Track],
    first: &HashMap<SongId, Cell<'c>>,
) -> Vec<Vec<Cell<'c>>> {
    let row = |id: &'static str, name: &'static str, song: Option<SongId>, track: Option<usize>| {
        let [mut show, mut show_title, mut code, mut song_id, mut title, mut artist, mut artists] =
            [const { Cell::Empty }; 7];
        if let Some(id) = song {
            let song = catalog.song(id);
            (show, show_title) =
                (catalog.show(id.show()).slug().into(), catalog.show(id.show()).title().into());
            (song_id, artists) = (song.slug().into(), Cell::artists(song.credit()));
            code = first.get(&id).cloned().unwrap_or(Cell::Empty);
            (title, artist) = (Cell::Song(song), Cell::print(song.credit()));
        }
        let (text, position) = match track {
            Some(number) => (Cell::print(&tracks[number]), Cell::Count(number + 1)),
            None => (Cell::Empty, Cell::Empty),
        };
        vec![id.into(), name.into(), show, show_title, code, song_id, title, artist, artists, text, position]
    };
    let missing = comparison.missing.iter().map(|&song| row("missing", "Missing", Some(song), None));
    let versions = comparison
        .versions
        .iter()
        .map(|&(song, track)| row("version", "Another version", Some(song), Some(track)));
    let unknown =
        comparison.unknown.iter().map(|&track| row("foreign", "Not from the show", None, Some(track)));
    missing.chain(versions).chain(unknown).collect()
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
