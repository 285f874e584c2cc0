//! `export`: the catalog file of a show.

use crate::answer::Answer;
use crate::app::App;
use crate::error::{Error, one_of};
use crate::query::lookup;

/// The file as it is, byte for byte.
pub(super) fn answer<'c>(app: &App<'_>, name: &[String]) -> Result<Answer<'c>, Error> {
    let name = name.join(" ");
    let text = app.export(|catalog| {
        let found = lookup::shows(catalog, &name)?;
        let shows = lookup::unambiguous("show", &name, found, |id| catalog.show(id).title().to_owned())?;
        lookup::only_one("show", &name, &shows, || {
            let ids: Vec<&str> = shows.iter().map(|&id| catalog.show(id).slug()).collect();
            format!("say which: {}", one_of(&ids))
        })
    })?;
    Ok(Answer::text(text))
}
