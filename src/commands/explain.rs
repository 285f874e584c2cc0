//! `show`, `season`, `episode`, `song` and `artist`: everything known about one record.

use crate::answer::{Answer, name};
use crate::app::App;
use crate::cli;
use crate::error::Error;
use crate::query::{EpisodeFilter, Notation, Scope, lookup};
use crate::view::records::{artist_card, episode_card, season_card, show_card, song_card};

impl cli::Show {
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (catalog, layout) = (app.catalog()?, &app.layout);
        let name = name(&self.name);
        let found = lookup::shows(catalog, &name)?;
        let shows = lookup::unambiguous("show", &name, found, |id| catalog.show(id).title().to_owned())?;
        Answer::cards(shows, layout, |id| show_card(catalog, id, layout))
    }
}

impl cli::Season {
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (catalog, layout) = (app.catalog()?, &app.layout);
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
        let scope = Scope::new(catalog, &filter, &wanted)?;
        let answer = Answer::cards(scope.seasons, layout, |id| season_card(catalog, id, layout))?;
        Ok(answer.with_notes(scope.notes))
    }
}

impl cli::Episode {
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (catalog, layout) = (app.catalog()?, &app.layout);
        let filter = EpisodeFilter { shows: self.shows.clone(), ..EpisodeFilter::default() };
        let wanted = Notation::parse_all(&self.code)?;
        if wanted.iter().all(|notation| matches!(notation, Notation::Title(_))) {
            // Words that are no notation are the words of one title.
            let title = name(&self.code);
            let found = lookup::episodes(catalog, &self.shows.shows(catalog)?, &title)?;
            let episodes =
                lookup::unambiguous("episode", &title, found, |id| catalog.episode(id).title().to_owned())?;
            return Answer::cards(episodes, layout, |id| episode_card(catalog, id, layout));
        }
        let scope = Scope::new(catalog, &filter, &wanted)?;
        if scope.episodes.is_empty() {
            let message = format!("{} has no episodes in the catalog", self.code.join(" "));
            return Err(Error::not_found(message));
        }
        let answer = Answer::cards(scope.episodes, layout, |id| episode_card(catalog, id, layout))?;
        Ok(answer.with_notes(scope.notes))
    }
}

impl cli::Song {
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (catalog, layout) = (app.catalog()?, &app.layout);
        let title = name(&self.title);
        let found = lookup::songs(catalog, &self.shows.shows(catalog)?, &title)?;
        let songs = lookup::unambiguous("song", &title, found, |id| catalog.song(id).title().to_owned())?;
        Answer::cards(songs, layout, |id| song_card(catalog, id, layout))
    }
}

impl cli::Artist {
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (catalog, layout) = (app.catalog()?, &app.layout);
        let name = name(&self.name);
        let found = lookup::artists(catalog, &name)?;
        let artists = lookup::unambiguous("artist", &name, found, |id| catalog.artist(id).name().to_owned())?;
        Answer::cards(artists, layout, |id| artist_card(catalog, id, layout))
    }
}
