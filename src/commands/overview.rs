//! The overview that is shown without a command.

use crate::answer::Answer;
use crate::app::App;
use crate::error::Error;
use crate::model::{ArtistId, Catalog, EpisodeCode, PlacementId};
use crate::query::counts::{self, Counts};
use crate::query::{EpisodeFilter, PlacementFilter, Selection, quoted};
use crate::view::{Layout, records};
use std::cmp::Reverse;

/// The number of shows or seasons, and of artists, that are listed without `--limit`.
const MAX_LISTED: usize = 5;
const MAX_ARTISTS: usize = 3;

/// What the catalog has, a scene from it, and commands to try next.
pub(super) fn answer<'c>(app: &'c App<'_>) -> Result<Answer<'c>, Error> {
    let catalog = app.catalog()?;
    let layout = &Layout { limit: app.layout.limit.or(Some(MAX_LISTED)), ..app.layout.clone() };
    let episodes = EpisodeFilter { shows: app.cli.shows.clone(), ..EpisodeFilter::default() };
    let filter = PlacementFilter { episodes, ..PlacementFilter::default() };
    let selection = Selection::new(catalog, &filter, &[])?;
    if selection.scope.shows.is_empty() {
        return Err(Error::not_found("the catalog has no shows"));
    }
    let mut artists = counts::artists(catalog, &selection);
    artists.sort_by_key(|row| Reverse(row.placements));
    artists.truncate(MAX_ARTISTS);
    let names: Vec<ArtistId> = artists.iter().map(|row| row.id).collect();
    let card = records::overview(catalog, &selection, &names, appetiser(catalog, &selection), layout)?;
    let mut answer = Answer::cards([card], &app.layout, Ok)?;
    answer.examples = examples(catalog, &selection, &artists, &app.cli.invocation());
    Ok(answer)
}

/// The first scene of the last season that has one.
fn appetiser(catalog: &Catalog, selection: &Selection) -> Option<PlacementId> {
    let with_scene =
        selection.placements.iter().copied().filter(|&id| catalog.placement(id).scene().is_some());
    let season = |id: &PlacementId| Reverse(catalog.placement(*id).season().id());
    with_scene.min_by_key(season)
}

/// Commands that find something in this catalog.
fn examples(
    catalog: &Catalog,
    selection: &Selection,
    artists: &[Counts<ArtistId>],
    program: &str,
) -> Vec<(String, &'static str)> {
    // The first of those with the most songs, so that the overview is stable.
    let fullest = counts::episodes(catalog, selection, true).into_iter().min_by_key(|row| Reverse(row.songs));
    let fullest = fullest.map(|row| catalog.episode(row.id));
    let (titled, coded) = match fullest {
        Some(episode) if episode.show().has_titled_parts() => (Some(episode.name()), None),
        _ => (None, fullest.map(|episode| episode.code())),
    };
    let artist = artists.first().map(|row| catalog.artist(row.id).name());
    // A name that looks like an option needs two dashes.
    let artist =
        artist.map(|name| (if name.starts_with('-') { "-- " } else { "" }).to_owned() + &quoted(name));
    let song = |code: EpisodeCode| format!("{program} s{}e{}", code.season, code.episode);
    let has_more = selection.scope.shows.len() > MAX_LISTED;
    [
        titled.map(|title| (format!("{program} songs {}", quoted(&title)), "what plays in it")),
        coded.map(|code| (song(code), "what plays in an episode")),
        coded.map(|code| (format!("{program} songs --season {}", code.season), "the songs of a season")),
        artist.map(|name| (format!("{program} artist {name}"), "where to hear an artist")),
        has_more.then(|| (format!("{program} shows"), "all shows")),
        cfg!(feature = "browse").then(|| (format!("{program} browse"), "all of it, on the screen")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
