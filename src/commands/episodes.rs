//! `episodes`: one row per episode, with counts of what passes the filters.

use super::{Answer, no_match};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{PlacementFilter, Selection, tally};
use crate::view::{Layout, Table, episodes};
use clap::Args;

/// Lists episodes.
#[derive(Args, Debug)]
pub struct Episodes {
    #[command(flatten)]
    filter: PlacementFilter,
}

impl Episodes {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let selection = Selection::of(catalog, &self.filter, &[])?;
        let rows = tally::episodes(catalog, &selection, self.filter.is_about_songs());
        let table = Table::new(catalog, episodes::COLUMNS, rows, layout)?;
        Answer::rows(table, &selection, || no_match("episode", &self.filter))
    }
}
