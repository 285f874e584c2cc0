//! `seasons`: one row per season, with counts of what passes the filters.

use super::Answer;
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, tally};
use crate::view::{Layout, seasons};
use clap::Args;

/// Lists seasons.
#[derive(Args, Debug)]
pub struct Seasons {
    #[command(flatten)]
    pub(super) filter: PlacementFilter,
}

impl Seasons {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let only_heard = self.filter.is_about_songs();
        Answer::list(catalog, &self.filter, layout, seasons::COLUMNS, "season", |selection| {
            tally::seasons(catalog, selection, only_heard)
        })
    }
}
