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
    /// The season's number: 2, 1-2, s02
    #[arg(value_name = "N", required = true)]
    number: Vec<String>,
    #[command(flatten)]
    shows: ShowFilter,
}

impl Season {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let mut filter = EpisodeFilter { shows: self.shows.clone(), ..EpisodeFilter::default() };
        let mut wanted = Vec::new();
        // Bare numbers are seasons here.
        match self.number.join(",").parse() {
            Ok(numbers) => filter.season = Some(numbers),
            Err(_) if self.number.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit())) => {
                return Err(Error::not_found(format!("there is no season {}", name(&self.number))));
            }
            Err(_) => wanted = Notation::parse_all(&self.number)?,
        }
        if wanted.iter().any(|notation| matches!(notation, Notation::Range { seasons: false, .. })) {
            let episode = name(&self.number);
            let error = Error::usage(format!("`{episode}` is no season, but an episode"));
            return Err(error.with_hint(format!("try `soundtrack episode {episode}`")));
        }
        let is_title = |notation: &Notation| matches!(notation, Notation::Title(_));
        if !wanted.is_empty() && wanted.iter().all(is_title) {
            let message = format!("`{}` is no season", name(&self.number));
            return Err(Error::usage(message).with_hint("write 2, 1-2 or s02"));
        }
        let scope = Scope::of(catalog, &filter, &wanted)?;
        let answer = Answer::cards(scope.seasons, layout, |id| seasons::card(catalog, id, layout))?;
        Ok(answer.with_notes(scope.notes))
    }
}
