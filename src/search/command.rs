//! `search`: one row per song that matches a query, the best first.

use super::criteria::{Criterion, Need, criteria};
use super::{Exactness, Hit, Match, TextField, search, select};
use crate::answer::Answer;
use crate::app::App;
use crate::cli;
use crate::error::Error;
use crate::model::{Catalog, Episode, PlacementId};
use crate::query::{PlacementFilter, SearchQuery, Term, Value, lookup};
use crate::text::fold;
use crate::view::Rank::{Data, Key, Main, More, OnRequest, People};
use crate::view::placements::{self, Row};
use crate::view::{Cell, Column, Table};
use std::borrow::Cow;
use std::sync::Arc;

/// A note on each episode without songs whose title is the query. The episode exists, although no song is
/// found.
pub(crate) fn episodes_without_songs(
    catalog: &Catalog,
    query: &SearchQuery,
    filter: &PlacementFilter,
) -> Result<Vec<String>, Error> {
    let shows = filter.episodes.shows.shows(catalog)?;
    let Ok(found) = lookup::episodes(catalog, &shows, &query.to_string()) else {
        return Ok(Vec::new());
    };
    let episodes = found.items.iter().map(|&id| catalog.episode(id));
    let without_songs =
        episodes.filter(|episode| found.is_whole_name() && episode.placements().next().is_none());
    let note = |episode: Episode<'_>| {
        let (code, title) = (episode.code(), episode.name());
        format!("episode {code} is titled {title}, but no source names a song in it")
    };
    Ok(without_songs.map(note).collect())
}

impl cli::SearchOptions {
    pub(crate) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let catalog = app.catalog()?;
        let query = SearchQuery::from_arguments(&self.query)?;
        let selection = select(catalog, &self.filter, &[])?;
        let found = search(catalog, &query, &selection.placements);
        let columns = if self.explain { explained_columns() } else { COLUMNS.to_vec() };
        let is_doubtful = found.all.is_empty() || found.exactness > Exactness::Exact;
        let table = Table::new(catalog, &columns, found.all, &app.layout)?;
        let mut answer =
            Answer::rows(table, &selection, || nothing_found(catalog, &query, &self.filter, &found.closest));
        if self.explain {
            answer.notes.insert(0, format!("understood as {}", explain(&query)));
        }
        if is_doubtful {
            answer.notes.extend(episodes_without_songs(catalog, &query, &self.filter)?);
        }
        if let Some(note) = found.exactness.note() {
            answer.notes.insert(0, note);
        }
        Ok(answer)
    }
}

/// Describes how a query was understood.
fn explain(query: &SearchQuery) -> String {
    let criteria = criteria(query);
    let stop_words = criteria.iter().filter(|criterion| criterion.need == Need::Never);
    let stop_words: Vec<&str> = stop_words.filter_map(Criterion::text).collect();
    let is_stop_word =
        |term: &Term| matches!(&term.value, Value::Words(text) if stop_words.contains(&fold(text).as_str()));
    let terms = query.terms.iter().filter(|term| !is_stop_word(term));
    let mut parts: Vec<String> = terms.map(Term::explain).collect();
    if !stop_words.is_empty() {
        parts.push(format!("optional `{}`", stop_words.join("`, `")));
    }
    parts.join("; ")
}

/// The error if no song matches all of the query; it lists the closest.
fn nothing_found(
    catalog: &Catalog,
    query: &SearchQuery,
    filter: &PlacementFilter,
    closest: &[Arc<Hit>],
) -> Error {
    let error = Error::not_found(format!("nothing matches `{query}`{filter}"));
    let line = |hit: &Arc<Hit>| {
        let song = catalog.song(hit.song);
        let placement = catalog.placement(hit.best);
        let scene = placement.scene().map(|scene| format!(": {scene}")).unwrap_or_default();
        format!("\n  {} by {} ({}){scene}", song.title(), song.credit(), placement.label())
    };
    let lines: String = closest.iter().map(line).collect();
    if lines.is_empty() { error } else { error.append(&format!("\nclosest:{lines}")) }
}

impl Row for Arc<Hit> {
    fn placement(&self) -> Option<PlacementId> {
        Some(self.best)
    }
}

/// The columns of a list of hits. For programs these are the fields of the placement that matches best, all
/// places where the song matches, and the score.
pub const COLUMNS: &[Column<Arc<Hit>>] = &[
    placements::show(),
    placements::show_title().ungrouped(),
    placements::season(),
    placements::episode(),
    placements::code().at(Data),
    placements::episode_title().ungrouped().at(Data),
    placements::air_date(),
    placements::position().at(Data),
    placements::song_id(),
    Column::left("song", "Song", Key, |c, hit| {
        marked(&hit, TextField::Title, Cell::from(c.song(hit.song).title()))
    }),
    Column::left("artist", "Artist", Key, |c, hit| {
        marked(&hit, TextField::Artist, Cell::print(c.song(hit.song).credit()))
    }),
    placements::artists(),
    Column::left("placements", "Where", Key, |c, hit| {
        Cell::List(hit.placements.iter().map(|&id| placements::object(c, id)).collect())
    }),
    // People see all matched texts in one column: a screen has room for only one long column.
    Column::prose("found", "Scene", People, |c, hit| {
        let seen = [TextField::Title, TextField::Artist, TextField::Scene];
        let mut found = found(hit.matches_beyond(c, &seen));
        found.push(scene(c, &hit));
        found.retain(|cell| !cell.is_empty());
        Cell::List(found)
    }),
    Column::prose("scene", "Scene", Data, |c, hit| scene(c, &hit)),
    placements::usage().at(Data),
    placements::origin(),
    placements::time().at(Data),
    placements::length().at(Data),
    placements::length_seconds(),
    placements::released(),
    placements::album().at(Data),
    placements::certainty(),
    placements::episode_range(),
    placements::sources(),
    Column::right("score", "Score", Data, |_, hit| Cell::Score(hit.score)),
    Column::left("matched", "Matched", Data, |c, hit| Cell::List(found(hit.matches(c)))),
    Column::prose("why", "Why", OnRequest, |c, hit| {
        Cell::List(hit.reasons(c).into_iter().map(Cell::print).collect())
    }),
];

/// The columns with `--explain`: also score and reasons.
fn explained_columns() -> Vec<Column<Arc<Hit>>> {
    let shown = |column: &Column<Arc<Hit>>| match column.heading.key {
        "score" => column.at(More),
        "why" => column.at(Main),
        // The reasons contain these texts.
        "found" => column.at(OnRequest),
        _ => *column,
    };
    COLUMNS.iter().map(shown).collect()
}

/// A text with the words of the query highlighted.
fn marked<'c>(hit: &Hit, field: TextField, cell: Cell<'c>) -> Cell<'c> {
    match cell {
        Cell::Text(text) => Cell::Marked { label: None, marks: hit.marks(field, &text), text },
        other => other,
    }
}

fn scene<'c>(catalog: &'c Catalog, hit: &Hit) -> Cell<'c> {
    let scene = catalog.placement(hit.best).scene();
    marked(hit, TextField::Scene, scene.into())
}

/// The matched texts, each with the name of its field.
fn found(matches: Vec<Match<'_>>) -> Vec<Cell<'_>> {
    let marked = |Match { field, text, ranges }| Cell::Marked {
        label: Some(field.name()),
        text: Cow::Borrowed(text),
        marks: ranges,
    };
    matches.into_iter().map(marked).collect()
}
