//! `artists`: one row per artist of the placements that pass the filters.

use super::{Answer, no_match};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, Selection, tally};
use crate::view::{Layout, Table, artists};
use clap::Args;

/// Lists artists.
#[derive(Args, Debug)]
pub struct Artists {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Artists {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let selection = Selection::of(catalog, &self.filter, &[])?;
        let rows = tally::artists(catalog, &selection);
        let mut table = Table::new(catalog, artists::COLUMNS, rows, layout)?;
        if !selection.scope.has_several_shows() {
            table = table.without("shows");
        }
        Answer::rows(table, &selection, || no_match("artist", &self.filter))
    }
}
