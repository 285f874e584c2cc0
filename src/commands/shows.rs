//! `shows`: one row per show, with counts of what passes the filters.

use super::{Answer, no_match};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, Selection, tally};
use crate::view::{Layout, Table, shows};
use clap::Args;

/// Lists shows.
#[derive(Args, Debug)]
pub struct Shows {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Shows {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let selection = Selection::of(catalog, &self.filter, &[])?;
        let rows = tally::shows(catalog, &selection, self.filter.is_about_songs());
        let table = Table::new(catalog, shows::COLUMNS, rows, layout)?;
        Answer::rows(table, &selection, || no_match("show", &self.filter))
    }
}
