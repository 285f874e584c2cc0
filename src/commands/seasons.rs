//! `seasons`: one row per season, with counts of what passes the filters.

use super::{Answer, no_match};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, Selection, tally};
use crate::view::{Layout, Table, seasons};
use clap::Args;

/// Lists seasons.
#[derive(Args, Debug)]
pub struct Seasons {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Seasons {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let selection = Selection::of(catalog, &self.filter, &[])?;
        let rows = tally::seasons(catalog, &selection, self.filter.is_about_songs());
        let table = Table::new(catalog, seasons::COLUMNS, rows, layout)?;
        Answer::rows(table, &selection, || no_match("season", &self.filter))
    }
}
