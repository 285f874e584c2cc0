//! `new`: begins a catalog file with a show, its seasons and its episodes.

use crate::answer::Answer;
use crate::app::App;
use crate::cli;
use crate::edit;
use crate::error::{Error, cannot_write, count};
use crate::import::{self, EpisodeFact};
use crate::merge::{episode_entry, season_entry};
use crate::model::{Keyword, ShowKind};
use crate::out;
use crate::query::quoted;
use crate::text::{is_slug, slug};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

impl cli::NewOptions {
    /// Writes the file, which must not be there, or answers with its text.
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let (id, title) = self.id_and_title()?;
        let mut notes = Vec::new();
        let seasons = self.seasons(app, &title, &mut notes)?;
        let catalog = edit::json(&self.catalog(&id, &title, &seasons));
        let text = edit::format(&catalog).map_err(Error::data)?;
        if self.output.as_os_str() == "-" {
            return Ok(Answer::text(text).with_notes(notes));
        }
        save(&self.output, &text)?;
        let episodes = count(seasons.values().map(BTreeMap::len).sum(), "episode");
        let parts = format!("{} and {episodes}", count(seasons.len(), "season"));
        notes.insert(0, format!("`{}` written, with {parts}", self.output.display()));
        Ok(Answer::text(String::new()).with_notes(notes))
    }

    /// The id is made from the title, unless both are given.
    fn id_and_title(&self) -> Result<(String, String), Error> {
        let show = self.show.join(" ");
        let Some(title) = &self.title else {
            let id = slug(&show);
            if id.is_empty() {
                let error = Error::usage(format!("no id can be made of the title `{show}`"));
                return Err(error.with_hint(format!("`soundtrack new ID --title {}`", quoted(&show))));
            }
            return Ok((id, show));
        };
        if title.trim().is_empty() {
            return Err(Error::usage("a title must not be empty"));
        }
        if !is_slug(&show) {
            let message = format!("an id consists of lower-case letters, digits and dashes, not `{show}`");
            let (error, id) = (Error::usage(message), slug(&show));
            return Err(if id.is_empty() { error } else { error.suggesting(&[&id]) });
        }
        Ok((show, title.clone()))
    }

    /// The seasons and episodes that are asked for. A work that is no series is one season, and all but an album
    /// one episode with its title.
    fn seasons(&self, app: &App<'_>, title: &str, notes: &mut Vec<String>) -> Result<Seasons, Error> {
        let mut seasons = Seasons::new();
        for (season, &episodes) in (1..).zip(&self.seasons) {
            let numbers = (1..=episodes).map(|number| (number, EpisodeFact::default()));
            seasons.insert(season, numbers.collect());
        }
        if let Some(path) = &self.episodes {
            let facts = import::episodes(&path.to_string_lossy(), &app.bytes(path)?)?;
            let (numbered, others): (Vec<_>, Vec<_>) =
                facts.into_iter().partition(|fact| fact.number.is_some());
            for fact in numbered {
                let season = seasons.entry(fact.season).or_default();
                season.entry(fact.number.unwrap_or_default()).or_insert(fact);
            }
            if !others.is_empty() {
                let titles: Vec<&str> = others.iter().filter_map(|fact| fact.title.as_deref()).collect();
                let left_out = format!("{} without a number left out", count(others.len(), "special"));
                notes.push(format!("{left_out}: {}", titles.join(", ")));
            }
        }
        if let (Some(kind), true) = (self.kind.filter(|kind| *kind != ShowKind::Series), seasons.is_empty()) {
            let whole = EpisodeFact { title: Some(title.to_owned()), ..EpisodeFact::default() };
            seasons.insert(1, (kind != ShowKind::Album).then_some((1, whole)).into_iter().collect());
        }
        Ok(seasons)
    }

    fn catalog(&self, id: &str, title: &str, seasons: &Seasons) -> Json {
        let seasons = seasons.iter().map(|(&number, episodes)| {
            let parts = episodes.iter().map(|(&number, fact)| episode_entry(number, fact)).collect();
            // The songs of an album are in no episode.
            let is_album = self.kind == Some(ShowKind::Album) && episodes.is_empty();
            season_entry(number, if is_album { "unplaced" } else { "episodes" }, parts)
        });
        let seasons: Vec<Json> = seasons.collect();
        let kind = self.kind.map(Keyword::keyword);
        json!({ "format": 1, "show": { "id": id, "title": title, "kind": kind }, "seasons": seasons })
    }
}

/// The episodes of each season by their numbers.
type Seasons = BTreeMap<u16, BTreeMap<u16, EpisodeFact>>;

fn save(path: &Path, text: &str) -> Result<(), Error> {
    out::save(path, text.as_bytes(), false).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let file = quoted(&path.to_string_lossy());
            Error::usage(format!("`{}` already exists", path.display()))
                .with_hint(format!("`soundtrack import SOURCE --into {file}` adds to it"))
        }
        _ => cannot_write(path, &error),
    })
}
