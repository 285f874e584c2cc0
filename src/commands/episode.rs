//! `episode`: everything known about one episode.

use super::{Answer, name};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{EpisodeFilter, Notation, Scope, ShowFilter};
use crate::view::{Layout, episodes};
use clap::Args;

/// Explains an episode.
#[derive(Args, Debug)]
pub struct Episode {
    /// The episode: s2e3, 2x03, "season 2 episode 3", its title, or a video's file name
    #[arg(value_name = "EPISODE", required = true)]
    code: Vec<String>,
    #[command(flatten)]
    shows: ShowFilter,
}

impl Episode {
    pub(super) fn answer<'c>(
        &self,
        catalog: &'c Catalog,
        layout: &Layout,
    ) -> Result<Answer<'c>, Error> {
        let filter = EpisodeFilter {
            shows: self.shows.clone(),
            ..EpisodeFilter::default()
        };
        let scope = Scope::of(catalog, &filter, &[Notation::parse(&name(&self.code))?])?;
        Answer::cards(scope.episodes, layout, |id| {
            episodes::card(catalog, id, layout)
        })
    }
}
