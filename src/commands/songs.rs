//! `songs`: one row per placement, in broadcast order. The main job.

use super::{Answer, no_match};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{Notation, PlacementFilter, Selection};
use crate::view::{Layout, Table, placements};
use clap::Args;

/// Lists what plays where.
#[derive(Args, Debug)]
pub struct Songs {
    /// Episodes: s2e3, 2x03, S02E03-E05, S01E07..S02E02, a season (S02), a title, or a video's file name
    #[arg(value_name = "EPISODE")]
    episodes: Vec<String>,
    #[command(flatten)]
    pub(super) filter: PlacementFilter,
}

impl Songs {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let mut selection =
            Selection::of(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        let table = Table::new(
            catalog,
            placements::COLUMNS,
            std::mem::take(&mut selection.placements),
            layout,
        )?;
        Ok(Answer::rows(table, &selection, || {
            self.nothing(catalog, &selection)
        }))
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
