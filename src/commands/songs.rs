//! `songs`: one row per placement, in broadcast order. The main job.

use crate::answer::{Answer, no_match};
use crate::error::{Error, count};
use crate::model::{Catalog, PlacementId};
use crate::playlist::Library;
use crate::playlist::matching::owned;
use crate::playlist::tracks::{self, Order, Repeats};
use crate::query::{Notation, PlacementFilter, Selection};
use crate::view::{Cell, Heading, Layout, Rank, Shape, Table, placements};
use clap::Args;
use std::path::{Path, PathBuf};

/// Lists what plays where.
#[derive(Args, Debug)]
pub struct Songs {
    /// Episodes: s2e3, 2x03, S02E03-E05, S01E07..S02E02, a season (S02), a title, or a video's file name
    #[arg(value_name = "EPISODE")]
    episodes: Vec<String>,
    /// Say which songs are in the audio files of this folder, by their tags (cargo feature
    /// local-music)
    #[arg(long, value_name = "DIR")]
    music: Option<PathBuf>,
    #[command(flatten)]
    pub(super) filter: PlacementFilter,
}

impl Songs {
    pub(super) fn music(&self) -> Option<&Path> {
        self.music.as_deref()
    }

    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
        music: Option<&'c Library>,
    ) -> Result<Answer<'c>, Error> {
        let mut selection = Selection::of(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let rows = std::mem::take(&mut selection.placements);
        let (table, notes) = match music {
            Some(library) => with_files(catalog, rows, library, layout)?,
            None => {
                let table = Table::new(catalog, placements::COLUMNS, rows, layout)?;
                (table, Vec::new())
            }
        };
        let answer = Answer::rows(table, &selection, || self.nothing(catalog, &selection));
        Ok(answer.with_notes(notes))
    }

    fn nothing(&self, catalog: &Catalog, selection: &Selection) -> Error {
        match selection.scope.episodes.as_slice() {
            [episode] if selection.scope.whole.is_empty() && !self.filter.is_about_songs() => {
                let code = catalog.episode(*episode).code();
                Error::not_found(format!("no source names a song for {code}"))
            }
            _ => no_match("song", &self.episodes, &self.filter),
        }
    }
}

/// The rows with one more column: the files that the song is in. Also what to say about them.
fn with_files<'c>(
    catalog: &'c Catalog,
    rows: Vec<PlacementId>,
    library: &'c Library,
    layout: &Layout,
) -> Result<(Table<'c>, Vec<String>), Error> {
    let songs = tracks::songs(catalog, &rows, Order::Broadcast, Repeats::Once);
    let owned = owned(catalog, &songs, &library.tracks);
    let mut notes = library.warnings.clone();
    let number = count(songs.len(), "song");
    notes.push(format!("{} of {number} in your files", owned.len()));
    let heading = Heading::new("file", "File", Shape::Left, Rank::Main);
    let files = move |id: &PlacementId| {
        let files = owned.get(&catalog.placement(*id).song().id());
        let paths = files.into_iter().flatten();
        Cell::texts(paths.filter_map(|&file| library.tracks[file].location.as_deref()))
    };
    let table = Table::with_more(catalog, placements::COLUMNS, (&[heading], files), rows, layout)?;
    Ok((table, notes))
}
