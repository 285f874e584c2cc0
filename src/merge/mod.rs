//! Plans what a source adds to a catalog file: which of its songs the file has, which are new, and where they
//! play.
//!
//! A plan only adds. What is in the file stays; where the source says otherwise, the difference is reported. A
//! plan is made from the file and the source alone, so that the same source adds nothing the second time.

mod credit;
mod episodes;
mod places;
mod songs;

use crate::edit::{self, Change};
use crate::import::{Candidate, SourcePlace, Verdict};
use crate::model::{Catalog, Keyword, Timecode};
use crate::text::{name_key, slug};
use clap::ValueEnum;
pub use episodes::{episode_entry, plan_episodes, season_entry};
use foldhash::HashSet;
use places::{New, Places, Position, Room};
use serde_json::{Value as Json, json};
use songs::{Found, Songs};
use std::fmt::Display;

/// What to add besides what is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Take {
    /// Songs whose reading is likely
    Likely,
    /// Songs that the file has in another episode of the season
    Elsewhere,
    /// Other versions of songs that the file has
    Version,
}

/// What a plan does about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The song is added to an episode, or to a season.
    Add,
    /// The song is moved from its season to the episode that is now stated.
    Move,
    /// The file has it.
    There,
    /// It is left for a person.
    Leave,
}

impl Action {
    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Move => "move",
            Self::There => "there",
            Self::Leave => "leave",
        }
    }
}

/// What a plan does about one candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it does.
    pub action: Action,
    /// Why it is left, or how it differs from the file. May be empty.
    pub why: String,
}

impl Outcome {
    fn new(action: Action) -> Self {
        Self { action, why: String::new() }
    }

    fn leave(why: impl Into<String>) -> Self {
        Self { action: Action::Leave, why: why.into() }
    }
}

/// What is to be changed in a file, and why the rest is not.
#[derive(Debug, Default)]
pub struct Plan {
    /// One for each candidate.
    pub outcomes: Vec<Outcome>,
    /// The changes of the file.
    pub changes: Vec<Change>,
    /// How many artists are new.
    pub artists: usize,
    /// How many songs are new.
    pub songs: usize,
    /// How many episodes are new.
    pub episodes: usize,
    /// How many facts are added to what is there: lengths, times, sources.
    pub facts: usize,
}

impl Plan {
    /// How many candidates have this outcome.
    pub fn count(&self, action: Action) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.action == action).count()
    }
}

/// The source of a file that states what is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    id: String,
    /// The entry of a source that the file does not have yet.
    entry: Option<Json>,
}

impl Citation {
    /// The source that is meant: one of the file by id, title or address, or else a new one. Its id is made from
    /// the host of its address, or from `id`.
    pub fn find(json: &Json, name: &str, id: &str, url: Option<&str>) -> Self {
        let has = |source: &&Json| {
            let text = |key: &str| source[key].as_str().unwrap_or_default();
            let is_named = text("id") == name || name_key(text("title")) == name_key(name);
            url.map_or(is_named, |url| text("url") == url)
        };
        let sources = entries(json, "sources");
        if let Some(id) = sources.iter().find(has).and_then(|source| source["id"].as_str()) {
            return Self { id: id.to_owned(), entry: None };
        }
        let host = url.and_then(|url| url.split("://").nth(1)?.split('/').next());
        let id = slug(host.map_or(id, |host| host.trim_start_matches("www.")));
        let ids: HashSet<&str> = sources.iter().filter_map(|source| source["id"].as_str()).collect();
        let id = free_id(if id.is_empty() { "source".to_owned() } else { id }, |id| ids.contains(id));
        Self { entry: Some(json!({ "id": id, "title": name, "url": url })), id }
    }
}

/// An id, with a number behind it if it is taken.
fn free_id(id: String, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(id)
}

/// The entries of the list with this key; none if it is missing.
fn entries<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

/// The number of a season or an episode.
fn number(json: &Json) -> Option<u16> {
    json["number"].as_u64().and_then(|number| u16::try_from(number).ok())
}

/// Plans how to add what a source names to the file `json`, whose show is the only one of the catalog.
pub fn plan(
    catalog: &Catalog,
    json: &Json,
    candidates: &[Candidate],
    citation: &Citation,
    take: &[Take],
) -> Plan {
    let mut planner = Planner {
        json,
        citation,
        take,
        songs: Songs::new(catalog, json),
        places: Places::new(json),
        facts: Facts::default(),
    };
    let mut outcomes = vec![Outcome::new(Action::Leave); candidates.len()];
    // A song without a place may be one that is added for another line.
    let (placed, placeless): (Vec<_>, Vec<_>) =
        candidates.iter().enumerate().partition(|(_, candidate)| candidate.place.season.is_some());
    for (number, candidate) in placed.into_iter().chain(placeless) {
        let outcome = planner.outcome(number, candidate);
        let differences = std::mem::take(&mut planner.facts.differences);
        outcomes[number] = match differences[..] {
            [] => outcome,
            _ => Outcome { why: differences.join("; "), ..outcome },
        };
    }
    planner.finish(outcomes)
}

struct Planner<'a> {
    json: &'a Json,
    citation: &'a Citation,
    take: &'a [Take],
    songs: Songs<'a>,
    places: Places,
    facts: Facts,
}

impl Planner<'_> {
    fn outcome(&mut self, number: usize, candidate: &Candidate) -> Outcome {
        let is_taken = match candidate.verdict {
            Verdict::Sure => true,
            Verdict::Likely => self.take.contains(&Take::Likely),
            Verdict::Unclear => false,
        };
        let found = self.songs.find(&candidate.track);
        if !is_taken && !matches!(found, Found::Like(_)) {
            return Outcome::leave(&candidate.why);
        }
        let song = match found {
            Found::Song(song) => Some(song),
            Found::Version(song) if !self.take.contains(&Take::Version) => {
                let other = self.songs.label(song);
                return Outcome::leave(format!("another version of {other}, which the file has"));
            }
            Found::Like(song) => {
                let other = self.songs.label(song);
                return Outcome::leave(format!("like {other}, which the file has"));
            }
            Found::Version(_) | Found::None => None,
        };
        if song.is_none() && candidate.track.artist.is_empty() {
            return Outcome::leave("no artist is named");
        }
        if candidate.place.season.is_none() {
            return match song {
                // A playlist says that there is such a song, not that it plays.
                Some(song) if candidate.place.episode.is_none() => {
                    self.fill_song(song, candidate);
                    Outcome::new(Action::There)
                }
                _ => Outcome::leave("which season is it? --season says it"),
            };
        }
        let room = match self.places.room(candidate.place) {
            Ok(room) => room,
            Err(why) => return Outcome::leave(why),
        };
        let known = song.map(|song| self.place_known(number, song, room, candidate));
        let action = match known {
            Some(Ok(action)) => action,
            Some(Err(why)) => return Outcome::leave(why),
            None => Action::Add,
        };
        let song = match song {
            Some(song) => song,
            None => self.songs.add(&candidate.track, &self.citation.id),
        };
        self.fill_song(song, candidate);
        if action == Action::Add {
            let placement = New::Entry(self.new_placement(song, candidate, room));
            self.places.add(number, song, room, candidate.time, placement);
        }
        Outcome::new(action)
    }

    /// What to do about a known song that plays in a room. The error says why it is left.
    fn place_known(
        &mut self,
        number: usize,
        song: usize,
        room: Room,
        candidate: &Candidate,
    ) -> Result<Action, String> {
        let id = self.songs.id(song).to_owned();
        let is_exact = room.episode.is_some();
        if let Some(position) = self.places.pair(number, &id, room, candidate.time) {
            let placement = position.value(self.json);
            let is_stated = is_exact || (placement["between"].is_null() && position.room.episode.is_none());
            if is_stated && candidate.place.between.is_none() {
                self.facts.cite(&position.pointer(), placement, &self.citation.id);
            } else if let Some((index, _)) = self.songs.in_file(song) {
                self.facts.cite(&format!("/songs/{index}"), &self.json["songs"][index], &self.citation.id);
            }
            if is_exact {
                self.fill_placement(position, candidate);
            }
            return Ok(Action::There);
        }
        if self.places.is_named_twice(song, &id, room, candidate.time) {
            return Ok(Action::There);
        }
        let takes_elsewhere = self.take.contains(&Take::Elsewhere);
        if is_exact && let Some(position) = self.places.unplaced(&id, room) {
            let placement = position.value(self.json);
            if !is_between(placement, candidate.place.episode) {
                let why = format!("the file has it {}", between(placement));
                return if takes_elsewhere { Ok(Action::Add) } else { Err(why) };
            }
            self.facts.remove(&position.pointer(), placement, "between");
            self.facts.cite(&position.pointer(), placement, &self.citation.id);
            self.fill_placement(position, candidate);
            self.places.add(number, song, room, candidate.time, New::Moved(position));
            return Ok(Action::Move);
        }
        match self.places.elsewhere(&id, room) {
            Some(code) if !takes_elsewhere => Err(format!("the file has it in {code}")),
            _ => Ok(Action::Add),
        }
    }

    /// Adds what the source knows of a song and the file does not.
    fn fill_song(&mut self, song: usize, candidate: &Candidate) {
        let Some((index, known)) = self.songs.in_file(song) else { return };
        let (track, facts) = (&candidate.track, &mut self.facts);
        let (at, object) = (format!("/songs/{index}"), &self.json["songs"][index]);
        let is_close = |one: &Timecode, other: &Timecode| {
            one.seconds().abs_diff(other.seconds()) <= MAX_LENGTH_DIFFERENCE
        };
        facts.fill(&at, object, "length", known.length(), track.length, is_close);
        let is_same_name = |one: &&str, other: &&str| name_key(one) == name_key(other);
        facts.fill(&at, object, "album", known.album(), track.album.as_deref(), is_same_name);
        facts.fill(&at, object, "isrc", known.isrc(), track.isrc, PartialEq::eq);
        facts.fill(&at, object, "mbid", known.mbid(), track.mbid, PartialEq::eq);
    }

    fn fill_placement(&mut self, position: Position, candidate: &Candidate) {
        let (at, object, facts) = (position.pointer(), position.value(self.json), &mut self.facts);
        facts.fill(&at, object, "time", places::time(object), candidate.time, PartialEq::eq);
        let usage = candidate.usage.map(Keyword::keyword);
        facts.fill(&at, object, "usage", object["usage"].as_str(), usage, PartialEq::eq);
        // Scenes are told in many ways: a different one is no difference of facts.
        let (yours, theirs) = (object["scene"].as_str(), candidate.scene.as_deref());
        facts.fill(&at, object, "scene", yours, theirs, |_, _| true);
    }

    fn new_placement(&self, song: usize, candidate: &Candidate, room: Room) -> Json {
        let Candidate { place, time, usage, scene, .. } = candidate;
        let is_exact = room.episode.is_some();
        json!({
            "song": self.songs.id(song),
            "between": place.between.filter(|_| !is_exact),
            "time": time.filter(|_| is_exact).map(|time| time.to_string()),
            "usage": usage.map(Keyword::keyword),
            "scene": scene,
            "sources": [self.citation.id],
        })
    }

    fn finish(self, outcomes: Vec<Outcome>) -> Plan {
        let Self { json, songs, places, facts, citation, .. } = self;
        let (artists, new_songs) = (songs.new_artists.len(), songs.new_songs.len());
        let facts_added = facts.changes.len();
        let mut changes = facts.changes;
        changes.extend(places.into_changes(json));
        let append =
            |list: &str, entry: &Json| Change::Insert(list.to_owned(), usize::MAX, edit::json(entry));
        changes.extend(songs.new_artists.iter().map(|artist| append("/artists", artist)));
        changes.extend(songs.new_songs.iter().map(|song| append("/songs", song)));
        if !changes.is_empty() {
            changes.extend(citation.entry.as_ref().map(|source| append("/sources", source)));
        }
        Plan { outcomes, changes, artists, songs: new_songs, facts: facts_added, ..Plan::default() }
    }
}

/// By how many seconds two lengths of the same recording may differ: programs round, and cut silence.
const MAX_LENGTH_DIFFERENCE: u32 = 2;

/// Keys that are added to what is there, and how the source differs from it.
#[derive(Default)]
struct Facts {
    changes: Vec<Change>,
    /// Which keys of which objects are changed.
    changed: HashSet<String>,
    differences: Vec<String>,
}

impl Facts {
    /// Adds the value of a key that the object at this place does not have; reports a different one.
    fn fill<T: Display>(
        &mut self,
        at: &str,
        object: &Json,
        key: &str,
        yours: Option<T>,
        theirs: Option<T>,
        is_same: impl Fn(&T, &T) -> bool,
    ) {
        match (yours, theirs) {
            (None, Some(theirs)) if object[key].is_null() => self.set(at, key, &theirs.to_string()),
            (Some(yours), Some(theirs)) if !is_same(&yours, &theirs) => {
                self.differences.push(format!("the file has the {key} {yours}, the source {theirs}"));
            }
            _ => {}
        }
    }

    /// Sets a key, once.
    fn set(&mut self, at: &str, key: &str, value: &str) {
        let place = format!("{at}/{key}");
        if self.changed.insert(place.clone()) {
            self.changes.push(Change::Set(place, edit::json(&value.into())));
        }
    }

    /// Removes a key, if the object has it.
    fn remove(&mut self, at: &str, object: &Json, key: &str) {
        if !object[key].is_null() {
            self.changes.push(Change::Remove(format!("{at}/{key}")));
        }
    }

    /// Adds a source to the object at this place.
    fn cite(&mut self, at: &str, object: &Json, source: &str) {
        let place = format!("{at}/sources");
        let is_cited = entries(object, "sources").iter().any(|other| other == source);
        if !is_cited && self.changed.insert(place.clone()) {
            self.changes.push(Change::Insert(place, usize::MAX, edit::json(&source.into())));
        }
    }
}

/// Whether an unplaced song may be in an episode.
fn is_between(placement: &Json, episode: Option<u16>) -> bool {
    let bound = |index: usize| placement["between"][index].as_u64();
    let (first, last) = (bound(0).unwrap_or(0), bound(1).unwrap_or(u64::MAX));
    episode.is_some_and(|episode| (first..=last).contains(&u64::from(episode)))
}

fn between(placement: &Json) -> String {
    let bound = |index: usize| placement["between"][index].as_u64().unwrap_or_default();
    format!("between episodes {} and {}", bound(0), bound(1))
}

/// Where candidates are placed if neither the source nor the user says: in the only season of a file, and in its
/// only episode.
pub fn only_place(json: &Json) -> SourcePlace {
    fn only<'j>(json: &'j Json, key: &str) -> Option<&'j Json> {
        let [only] = entries(json, key) else { return None };
        Some(only)
    }
    let season = only(json, "seasons");
    let episode = season.and_then(|season| only(season, "episodes"));
    SourcePlace { season: season.and_then(number), episode: episode.and_then(number), between: None }
}
