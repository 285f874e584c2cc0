//! `artists`: one row per artist of the placements that pass the filters.

use super::Answer;
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, tally};
use crate::view::{Layout, artists};
use clap::Args;

/// Lists artists.
#[derive(Args, Debug)]
pub struct Artists {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Artists {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        Answer::list(catalog, &self.filter, layout, artists::COLUMNS, "artist", |selection| {
            tally::artists(catalog, selection)
        })
    }
}
