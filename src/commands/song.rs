//! `song`: everything known about one song.

use super::{Answer, name};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{ShowFilter, lookup};
use crate::view::{Layout, songs};
use clap::Args;

/// Explains a song.
#[derive(Args, Debug)]
pub struct Song {
    /// The song's title, or the beginning of it
    #[arg(value_name = "TITLE", required = true)]
    title: Vec<String>,
    #[command(flatten)]
    shows: ShowFilter,
}

impl Song {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let title = name(&self.title);
        let found = lookup::songs(catalog, &self.shows.shows(catalog)?, &title)?;
        let songs = lookup::only("song", &title, found, |id| catalog.song(id).title().to_owned())?;
        Answer::cards(songs, layout, |id| songs::card(catalog, id, layout))
    }
}
