//! `episode`: everything known about one episode.

use super::{Answer, name};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{EpisodeFilter, Notation, Scope, ShowFilter, lookup};
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
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let filter = EpisodeFilter { shows: self.shows.clone(), ..EpisodeFilter::default() };
        let wanted = Notation::parse_all(&self.code)?;
        if wanted.iter().all(|notation| matches!(notation, Notation::Title(_))) {
            // Words that are no notation are the words of one title.
            let title = name(&self.code);
            let found = lookup::episodes(catalog, &self.shows.shows(catalog)?, &title)?;
            let episodes =
                lookup::only("episode", &title, found, |id| catalog.episode(id).title().to_owned())?;
            return Answer::cards(episodes, layout, |id| episodes::card(catalog, id, layout));
        }
        let scope = Scope::of(catalog, &filter, &wanted)?;
        if scope.episodes.is_empty() {
            let message = format!("{} has no episodes in the catalog", self.code.join(" "));
            return Err(Error::not_found(message));
        }
        let answer = Answer::cards(scope.episodes, layout, |id| episodes::card(catalog, id, layout))?;
        Ok(answer.with_notes(scope.notes))
    }
}
