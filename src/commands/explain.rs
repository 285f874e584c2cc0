//! `show`, `season`, `episode`, `song` and `artist`: everything known about one record.

use crate::answer::Answer;
use crate::app::App;
use crate::error::Error;
use crate::query::{EpisodeFilter, Notation, Scope, ShowFilter, lookup};
use crate::text::is_number;
use crate::view::links::{self, Service};
use crate::view::records::{artist_card, episode_card, season_card, show_card, song_card};

// Names come in words, because people omit the quotes.

pub(super) fn show<'c>(app: &'c App<'_>, name: &[String]) -> Result<Answer<'c>, Error> {
    let (catalog, name) = (app.catalog()?, name.join(" "));
    let found = lookup::shows(catalog, &name)?;
    let shows = lookup::unambiguous("show", &name, found, |id| catalog.show(id).title().to_owned())?;
    Answer::cards(shows, &app.layout, |id| show_card(catalog, id, &app.layout))
}

pub(super) fn season<'c>(
    app: &'c App<'_>,
    number: &[String],
    shows: &ShowFilter,
) -> Result<Answer<'c>, Error> {
    let catalog = app.catalog()?;
    let mut filter = EpisodeFilter { shows: shows.clone(), ..EpisodeFilter::default() };
    let (typed, mut notations) = (number.join(" "), Vec::new());
    // Numbers alone are seasons here.
    match number.join(",").parse() {
        Ok(numbers) => filter.season = Some(numbers),
        Err(_) if number.iter().all(|word| is_number(word)) => {
            return Err(Error::not_found(format!("there is no season {typed}")));
        }
        Err(_) => notations = Notation::parse_all(number)?,
    }
    let is_episode = |notation: &Notation| match notation {
        Notation::Range { range, .. } => !range.whole_seasons,
        Notation::Number { .. } => true,
        _ => false,
    };
    if notations.iter().any(is_episode) {
        return Err(Error::usage(format!("`{typed}` is an episode, not a season")));
    }
    let is_title = |notation: &Notation| matches!(notation, Notation::Title(_));
    if !notations.is_empty() && notations.iter().all(is_title) {
        return Err(Error::usage(format!("`{typed}` is not a season")).with_hint("write 2, 1-2 or s02"));
    }
    let scope = Scope::new(catalog, &filter, &notations)?;
    let answer = Answer::cards(scope.seasons, &app.layout, |id| season_card(catalog, id, &app.layout))?;
    Ok(answer.with_notes(scope.notes))
}

pub(super) fn episode<'c>(
    app: &'c App<'_>,
    code: &[String],
    shows: &ShowFilter,
) -> Result<Answer<'c>, Error> {
    let catalog = app.catalog()?;
    let card = |id| episode_card(catalog, id, &app.layout);
    let notations = Notation::parse_all(code)?;
    if notations.iter().all(|notation| matches!(notation, Notation::Title(_))) {
        let title = code.join(" ");
        let found = lookup::episodes(catalog, &shows.shows(catalog)?, &title)?;
        let name = |id| catalog.episode(id).name().into_owned();
        return Answer::cards(lookup::unambiguous("episode", &title, found, name)?, &app.layout, card);
    }
    let filter = EpisodeFilter { shows: shows.clone(), ..EpisodeFilter::default() };
    let scope = Scope::new(catalog, &filter, &notations)?;
    if scope.episodes.is_empty() {
        return Err(Error::not_found(format!("{} has no episodes in the catalog", code.join(" "))));
    }
    Ok(Answer::cards(scope.episodes, &app.layout, card)?.with_notes(scope.notes))
}

/// The card of a song or, if `url` is given, only its address: at a service, or the first one.
pub(super) fn song<'c>(
    app: &'c App<'_>,
    title: &[String],
    url: Option<Option<Service>>,
    shows: &ShowFilter,
) -> Result<Answer<'c>, Error> {
    let (catalog, title) = (app.catalog()?, title.join(" "));
    let found = lookup::songs(catalog, &shows.shows(catalog)?, &title)?;
    let songs = lookup::unambiguous("song", &title, found, |id| catalog.song(id).title().to_owned())?;
    let Some(service) = url else {
        return Answer::cards(songs, &app.layout, |id| song_card(catalog, id, &app.layout));
    };
    let song = lookup::only_one("song", &title, &songs, || {
        let ids: Vec<&str> = songs.iter().map(|&id| catalog.song(id).slug()).collect();
        format!("choose one by its id or with `--show`: {}", ids.join(", "))
    })?;
    Ok(Answer::text(format!("{}\n", links::address(catalog.song(song), service))))
}

pub(super) fn artist<'c>(app: &'c App<'_>, name: &[String]) -> Result<Answer<'c>, Error> {
    let (catalog, name) = (app.catalog()?, name.join(" "));
    let found = lookup::artists(catalog, &name)?;
    let artists = lookup::unambiguous("artist", &name, found, |id| catalog.artist(id).name().to_owned())?;
    Answer::cards(artists, &app.layout, |id| artist_card(catalog, id, &app.layout))
}
