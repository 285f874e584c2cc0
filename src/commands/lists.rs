//! `songs`, `artists`, `episodes`, `seasons` and `shows`: one row for each record that passes the filters.

use crate::answer::{Answer, no_match};
use crate::app::App;
use crate::cli;
use crate::error::{Error, count};
use crate::model::{Catalog, PlacementId};
use crate::playlist::Library;
use crate::playlist::matching::tracks_by_song;
use crate::query::counts::{self, distinct};
use crate::query::{Notation, PlacementFilter, Selection};
use crate::search;
use crate::view::placements::{self, Row};
use crate::view::{Cell, Column, Layout, Rank, Table, records};
use std::rc::Rc;

impl cli::SongsOptions {
    /// One row for each placement, in broadcast order.
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (catalog, layout) = (app.catalog()?, &app.layout);
        let mut selection = search::select(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let mut notes: Vec<String> = selection.doubt(catalog, &self.filter).into_iter().collect();
        let rows = std::mem::take(&mut selection.placements);
        let table = match &self.music {
            Some(folder) => with_files(catalog, rows, app.music(folder)?, layout, &mut notes)?,
            None => Table::new(catalog, placements::COLUMNS, rows, layout)?,
        };
        let answer = Answer::rows(table, &selection, || self.not_found(catalog, &selection));
        Ok(answer.with_notes(notes))
    }

    fn not_found(&self, catalog: &Catalog, selection: &Selection) -> Error {
        match selection.scope.episodes.as_slice() {
            [episode] if selection.scope.whole.is_empty() && !self.filter.is_about_songs() => {
                let label = catalog.episode(*episode).label();
                Error::not_found(format!("no source names a song for {label}"))
            }
            _ => no_match("song", &self.episodes, &self.filter),
        }
    }
}

/// A placement and the paths of the audio files that have its song.
type OwnedRow = (PlacementId, Rc<[String]>);

impl Row for OwnedRow {
    fn placement(&self) -> Option<PlacementId> {
        Some(self.0)
    }
}

const FILE: Column<OwnedRow> = Column::left("file", "File", Rank::Main, |_, (_, files)| {
    Cell::List(files.iter().map(Cell::print).collect())
});

/// The list of songs with one more column: the audio files that have the song. Adds notes about them.
fn with_files<'c>(
    catalog: &'c Catalog,
    placements: Vec<PlacementId>,
    library: &Library,
    layout: &Layout,
    notes: &mut Vec<String>,
) -> Result<Table<'c>, Error> {
    let songs = distinct(placements.iter().map(|&id| catalog.placement(id).song().id()));
    let owned = tracks_by_song(catalog, &songs, &library.tracks);
    notes.extend(library.warnings.iter().cloned());
    notes.push(format!("{} of {} in your files", owned.len(), count(songs.len(), "song")));
    let row = |id: PlacementId| {
        let files = owned.get(&catalog.placement(id).song().id()).into_iter().flatten();
        (id, files.filter_map(|&file| library.tracks[file].location.clone()).collect())
    };
    let columns = [&placements::columns()[..], &[FILE]].concat();
    Table::new(catalog, &columns, placements.into_iter().map(row).collect(), layout)
}

pub(super) fn artists<'c>(app: &'c App<'_>, filter: &PlacementFilter) -> Result<Answer<'c>, Error> {
    list(app, filter, "artist", records::ARTISTS, |catalog, all, _| counts::artists(catalog, all))
}

pub(super) fn episodes<'c>(app: &'c App<'_>, filter: &PlacementFilter) -> Result<Answer<'c>, Error> {
    list(app, filter, "episode", records::EPISODES, counts::episodes)
}

pub(super) fn seasons<'c>(app: &'c App<'_>, filter: &PlacementFilter) -> Result<Answer<'c>, Error> {
    list(app, filter, "season", records::SEASONS, counts::seasons)
}

pub(super) fn shows<'c>(app: &'c App<'_>, filter: &PlacementFilter) -> Result<Answer<'c>, Error> {
    list(app, filter, "show", records::SHOWS, counts::shows)
}

/// One row for each record that `rows` counts; it is told whether to leave out those without songs.
fn list<'c, T: Copy + 'c>(
    app: &'c App<'_>,
    filter: &PlacementFilter,
    kind: &str,
    columns: &'static [Column<T>],
    rows: impl Fn(&Catalog, &Selection, bool) -> Vec<T>,
) -> Result<Answer<'c>, Error> {
    let catalog = app.catalog()?;
    let selection = search::select(catalog, filter, &[])?;
    let rows = rows(catalog, &selection, filter.is_about_songs());
    let table = Table::new(catalog, columns, rows, &app.layout)?;
    Ok(Answer::rows(table, &selection, || no_match(kind, &[], filter)))
}
