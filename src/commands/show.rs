//! `show`: everything known about one show.

use super::{Answer, name};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::lookup;
use crate::view::{Layout, shows};
use clap::Args;

/// Explains a show.
#[derive(Args, Debug)]
pub struct Show {
    /// The show's title or id, or the beginning of it
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
}

impl Show {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let name = name(&self.name);
        let found = lookup::shows(catalog, &name)?;
        let shows = lookup::only("show", &name, found, |id| catalog.show(id).title().to_owned())?;
        Answer::cards(shows, layout, |id| shows::card(catalog, id, layout))
    }
}
