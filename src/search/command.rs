//! `search`: one row per song that answers a question, the best first.

use super::columns as hits;
use super::{Hit, SearchQuery, search};
use crate::answer::Answer;
use crate::app::App;
use crate::cli;
use crate::error::Error;
use crate::model::{Catalog, Episode};
use crate::query::{PlacementFilter, Selection, lookup};
use crate::view::Table;

impl cli::Search {
    /// A word on each silent episode that is called what was asked for: the episode is known, and only what plays in it
    /// is not.
    fn silent(&self, catalog: &Catalog, query: &SearchQuery) -> Result<Vec<String>, Error> {
        let shows = self.filter.episodes.shows.shows(catalog)?;
        let Ok(found) = lookup::episodes(catalog, &shows, &query.to_string()) else {
            return Ok(Vec::new());
        };
        let episodes = found.items.iter().map(|&id| catalog.episode(id));
        let silent =
            episodes.filter(|episode| found.is_whole_name() && episode.placements().next().is_none());
        let note = |episode: Episode<'_>| {
            let (code, title) = (episode.code(), episode.title());
            format!("episode {code} is titled {title}, but no source names a song in it")
        };
        Ok(silent.map(note).collect())
    }

    pub(crate) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let catalog = app.catalog()?;
        let query = SearchQuery::from_arguments(&self.query)?;
        let mut selection = Selection::new(catalog, &self.filter, &[])?;
        let found = search(catalog, &query, &selection.placements);
        // Of what may belong to the episodes only what would be a hit.
        let possible = search(catalog, &query, &selection.possible);
        selection.possible = if possible.has_typos && !found.all.is_empty() && !found.has_typos {
            Vec::new()
        } else {
            let hits = possible.all.iter();
            hits.flat_map(|hit| hit.placements.iter().copied()).collect()
        };
        let columns = if self.explain { hits::explained() } else { hits::COLUMNS.to_vec() };
        let is_doubtful = found.all.is_empty() || found.has_typos;
        let table = Table::new(catalog, &columns, found.all, &app.layout)?;
        let mut answer =
            Answer::rows(table, &selection, || nothing(catalog, &query, &self.filter, &found.closest));
        if self.explain {
            let explanation = format!("understood as {}", query.explain());
            answer.notes.insert(0, explanation);
        }
        if is_doubtful {
            answer.notes.extend(self.silent(catalog, &query)?);
        }
        if found.has_typos {
            let doubt = "no exact match; showing similar spellings";
            answer.notes.insert(0, doubt.to_owned());
        }
        Ok(answer)
    }
}

/// Nothing has all that was asked for; says what has most of it.
fn nothing(
    catalog: &Catalog,
    query: &SearchQuery,
    filter: &PlacementFilter,
    closest: &[impl AsRef<Hit>],
) -> Error {
    let error = Error::not_found(format!("nothing matches `{query}`{filter}"));
    let line = |hit: &Hit| {
        let song = catalog.song(hit.song);
        let place = catalog.placement(hit.best).place();
        format!("\n  {} by {} ({place})", song.title(), song.credit())
    };
    let lines: String = closest.iter().map(|hit| line(hit.as_ref())).collect();
    if lines.is_empty() { error } else { error.append(&format!("\nclosest:{lines}")) }
}
