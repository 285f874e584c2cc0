//! `episodes`: one row per episode, with counts of what passes the filters.

use super::Answer;
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, tally};
use crate::view::{Layout, episodes};
use clap::Args;

/// Lists episodes.
#[derive(Args, Debug)]
pub struct Episodes {
    #[command(flatten)]
    pub(super) filter: PlacementFilter,
}

impl Episodes {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let only_heard = self.filter.is_about_songs();
        Answer::list(catalog, &self.filter, layout, episodes::COLUMNS, "episode", |selection| {
            tally::episodes(catalog, selection, only_heard)
        })
    }
}
