//! `shows`: one row per show, with counts of what passes the filters.

use super::Answer;
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, tally};
use crate::view::{Layout, shows};
use clap::Args;

/// Lists shows.
#[derive(Args, Debug)]
pub struct Shows {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Shows {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let only_heard = self.filter.is_about_songs();
        Answer::list(catalog, &self.filter, layout, shows::COLUMNS, "show", |selection| {
            tally::shows(catalog, selection, only_heard)
        })
    }
}
