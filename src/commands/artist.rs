//! `artist`: everything known about one artist.

use super::{Answer, name};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::lookup;
use crate::view::{Layout, artists};
use clap::Args;

/// Explains an artist.
#[derive(Args, Debug)]
pub struct Artist {
    /// The artist's name, alias or member, or the beginning of it
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
}

impl Artist {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let name = name(&self.name);
        let found = lookup::artists(catalog, &name)?;
        let artists = lookup::only("artist", &name, found, |id| catalog.artist(id).name().to_owned())?;
        Answer::cards(artists, layout, |id| artists::card(catalog, id, layout))
    }
}
