//! The overview that is shown without a command.

use crate::answer::Answer;
use crate::app::App;
use crate::error::Error;
use crate::model::{Catalog, EpisodeCode};
use crate::query::{EpisodeFilter, PlacementFilter, Selection, counts, quoted};
use crate::view::{Table, records};
use std::cmp::Reverse;

/// Up to this many shows are shown season by season, more in a table.
const MAX_CARDS: usize = 3;

/// The shows of the catalog, and commands to try next.
pub(super) fn answer<'c>(app: &'c App<'_>) -> Result<Answer<'c>, Error> {
    let (catalog, layout) = (app.catalog()?, &app.layout);
    let episodes = EpisodeFilter { shows: app.cli.shows.clone(), ..EpisodeFilter::default() };
    let filter = PlacementFilter { episodes, ..PlacementFilter::default() };
    let selection = Selection::new(catalog, &filter, &[])?;
    let shows = &selection.scope.shows;
    let mut answer = if (1..=MAX_CARDS).contains(&shows.len()) {
        Answer::cards(shows.iter().copied(), layout, |show| {
            records::show_overview(catalog, show, &Selection::for_show(catalog, show), layout)
        })?
    } else {
        let table = Table::new(catalog, records::SHOWS, counts::shows(catalog, &selection, false), layout)?;
        Answer::rows(table, &selection, || Error::not_found("the catalog has no shows"))
    };
    answer.examples = examples(catalog, &selection, &app.cli.invocation());
    Ok(answer)
}

/// Commands that find something in this catalog.
fn examples(catalog: &Catalog, selection: &Selection, program: &str) -> Vec<(String, &'static str)> {
    // The first of those with the most songs, so that the overview is stable.
    let fullest = counts::episodes(catalog, selection, true).into_iter().min_by_key(|row| Reverse(row.songs));
    let code = fullest.map(|row| catalog.episode(row.id).code());
    let artist = counts::artists(catalog, selection).into_iter().min_by_key(|row| Reverse(row.placements));
    let artist = artist.map(|row| catalog.artist(row.id).name());
    // A name that looks like an option needs two dashes.
    let artist =
        artist.map(|name| (if name.starts_with('-') { "-- " } else { "" }).to_owned() + &quoted(name));
    let song = |code: EpisodeCode| format!("{program} songs s{}e{}", code.season, code.episode);
    [
        code.map(|code| (song(code), "what plays in an episode")),
        code.map(|code| (format!("{program} songs --season {}", code.season), "the songs of a season")),
        artist.map(|name| (format!("{program} artist {name}"), "where to hear an artist")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
