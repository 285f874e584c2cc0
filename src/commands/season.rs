//! `season`: everything known about one season.

use super::{Answer, name};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{EpisodeFilter, Notation, Scope, ShowFilter};
use crate::view::{Layout, seasons};
use clap::Args;

/// Explains a season.
#[derive(Args, Debug)]
pub struct Season {
    /// The season's number: 2, s02, "season 2"
    #[arg(value_name = "N", required = true)]
    number: Vec<String>,
    #[command(flatten)]
    shows: ShowFilter,
}

impl Season {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let filter = EpisodeFilter {
            shows: self.shows.clone(),
            ..EpisodeFilter::default()
        };
        let number = name(&self.number);
        let wanted = Notation::parse_season(&number)?;
        let scope = Scope::of(catalog, &filter, &[wanted])?;
        Answer::cards(scope.seasons, layout, |id| {
            seasons::card(catalog, id, layout)
        })
    }
}
