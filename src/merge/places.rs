//! Where the songs of a file play, and where new ones are inserted.

use super::{entries, number};
use crate::edit::{self, Change};
use crate::import::SourcePlace;
use crate::model::{EpisodeCode, Timecode};
use foldhash::{HashMap, HashSet};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// An episode of the file, or what is unplaced in a season, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Room {
    season: usize,
    /// `None` for what is unplaced.
    pub(super) episode: Option<usize>,
}

impl Room {
    /// The place of its list of placements.
    fn list(self) -> String {
        match self.episode {
            Some(episode) => format!("/seasons/{}/episodes/{episode}/placements", self.season),
            None => format!("/seasons/{}/unplaced", self.season),
        }
    }

    fn values(self, json: &Json) -> &[Json] {
        json.pointer(&self.list()).and_then(Json::as_array).map_or(&[], Vec::as_slice)
    }

    /// Whether a placement is in it: for what is unplaced, anywhere in the season.
    fn includes(self, position: Position) -> bool {
        match self.episode {
            Some(_) => position.room == self,
            None => position.room.season == self.season,
        }
    }
}

/// A placement of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Position {
    pub(super) room: Room,
    index: usize,
}

impl Position {
    pub(super) fn pointer(self) -> String {
        format!("{}/{}", self.room.list(), self.index)
    }

    pub(super) fn value(self, json: &Json) -> &Json {
        &self.room.values(json)[self.index]
    }
}

/// What is inserted into a list of placements.
pub(super) enum New {
    Entry(Json),
    /// A placement that is unplaced so far.
    Moved(Position),
}

/// A placement to be inserted.
struct NewPlacement {
    /// The number of its candidate.
    candidate: usize,
    time: Option<Timecode>,
    new: New,
}

/// The places of a file.
pub(super) struct Places {
    /// For the number of a season its index, and for those of its episodes theirs.
    seasons: HashMap<u16, (usize, HashMap<u16, usize>)>,
    /// The numbers of the episodes of each season, by indices.
    numbers: Vec<(u16, Vec<u16>)>,
    /// For the id of each song where it plays, with the time.
    positions: HashMap<String, Vec<(Position, Option<Timecode>)>>,
    /// The placements that a candidate was found to be.
    paired: HashSet<Position>,
    /// For each list the candidates that it has, with their indices, in the order of the source.
    anchors: HashMap<Room, Vec<(usize, usize)>>,
    new: BTreeMap<Room, Vec<NewPlacement>>,
    /// Which songs are to be inserted, where and at which times.
    planned: HashMap<(usize, Room), Vec<Option<Timecode>>>,
}

/// The time of a placement: a text, or whole seconds.
pub(super) fn time(placement: &Json) -> Option<Timecode> {
    match &placement["time"] {
        Json::String(text) => text.parse().ok(),
        Json::Number(seconds) => u32::try_from(seconds.as_u64()?).ok().map(Timecode::from_seconds),
        _ => None,
    }
}

impl Places {
    pub(super) fn new(json: &Json) -> Self {
        let mut places = Self {
            seasons: HashMap::default(),
            numbers: Vec::new(),
            positions: HashMap::default(),
            paired: HashSet::default(),
            anchors: HashMap::default(),
            new: BTreeMap::new(),
            planned: HashMap::default(),
        };
        for (index, season) in entries(json, "seasons").iter().enumerate() {
            let episodes = entries(season, "episodes");
            let numbers: Vec<u16> =
                episodes.iter().map(|episode| number(episode).unwrap_or_default()).collect();
            let by_number = numbers.iter().enumerate().map(|(index, number)| (*number, index)).collect();
            let season_number = number(season).unwrap_or_default();
            places.seasons.insert(season_number, (index, by_number));
            places.numbers.push((season_number, numbers));
            let rooms = (0..episodes.len()).map(Some).chain([None]);
            for room in rooms.map(|episode| Room { season: index, episode }) {
                for (index, placement) in room.values(json).iter().enumerate() {
                    if let Some(song) = placement["song"].as_str() {
                        let positions = places.positions.entry(song.to_owned()).or_default();
                        positions.push((Position { room, index }, time(placement)));
                    }
                }
            }
        }
        places
    }

    /// The list that a place is. The error says what the file does not have.
    pub(super) fn room(&self, place: SourcePlace) -> Result<Room, String> {
        let season = place.season.unwrap_or_default();
        let (index, episodes) =
            self.seasons.get(&season).ok_or_else(|| format!("the file has no season {season}"))?;
        let episode = place.episode.filter(|_| place.between.is_none());
        let find = |episode: u16| {
            let code = EpisodeCode { season, episode };
            episodes.get(&episode).copied().ok_or_else(|| format!("the file has no episode {code}"))
        };
        Ok(Room { season: *index, episode: episode.map(find).transpose()? })
    }

    /// The placement of the song that a candidate means, unless another candidate means it: one in the same
    /// episode, with the same time if possible, or for a whole season one that is unplaced in it, or any.
    pub(super) fn pair(
        &mut self,
        candidate: usize,
        song: &str,
        room: Room,
        time: Option<Timecode>,
    ) -> Option<Position> {
        let free = self.positions.get(song)?.iter();
        let free = free.filter(|(position, _)| room.includes(*position) && !self.paired.contains(position));
        let free: Vec<_> = free.collect();
        let is_exact = room.episode.is_some();
        let same = free.iter().find(|(position, other)| match is_exact {
            true => time.is_some() && *other == time,
            false => position.room == room,
        });
        let compatible = || free.iter().find(|(_, other)| time.is_none() || other.is_none());
        let alone = || free.first().filter(|_| free.len() == 1);
        let (position, _) = **same.or_else(compatible).or_else(alone)?;
        self.paired.insert(position);
        self.anchors.entry(position.room).or_default().push((candidate, position.index));
        Some(position)
    }

    /// Whether a song that another candidate names in the same place is named once more, and not at another time
    /// of an episode.
    pub(super) fn is_named_twice(&self, song: usize, id: &str, room: Room, time: Option<Timecode>) -> bool {
        let in_file = self.positions.get(id).into_iter().flatten();
        let in_file = in_file.filter(|(position, _)| room.includes(*position));
        let planned = self.planned.get(&(song, room)).into_iter().flatten().copied();
        let mut times = in_file.map(|(_, time)| *time).chain(planned);
        times.any(|other| room.episode.is_none() || time.is_none() || other.is_none() || other == time)
    }

    /// The placement of a song that is unplaced in the season of a room.
    pub(super) fn unplaced(&self, song: &str, room: Room) -> Option<Position> {
        let positions = self.positions.get(song)?.iter().map(|(position, _)| *position);
        let room = Room { episode: None, ..room };
        positions.into_iter().find(|position| position.room == room && !self.paired.contains(position))
    }

    /// The code of another episode of the season that has the song.
    pub(super) fn elsewhere(&self, song: &str, room: Room) -> Option<EpisodeCode> {
        room.episode?;
        let positions = self.positions.get(song)?.iter().map(|(position, _)| position.room);
        let mut others = positions.filter(|other| other.season == room.season && *other != room);
        let other = others.find_map(|other| other.episode)?;
        let (season, episodes) = &self.numbers[room.season];
        Some(EpisodeCode { season: *season, episode: episodes[other] })
    }

    /// Plans to insert a placement.
    pub(super) fn add(
        &mut self,
        candidate: usize,
        song: usize,
        room: Room,
        time: Option<Timecode>,
        new: New,
    ) {
        if let New::Moved(position) = new {
            self.paired.insert(position);
        }
        self.planned.entry((song, room)).or_default().push(time);
        self.new.entry(room).or_default().push(NewPlacement { candidate, time, new });
    }

    /// The changes of the lists. A new placement is behind the last one that the source has before it, or before
    /// the first one that it has behind it; by time, if all have one.
    pub(super) fn into_changes(self, json: &Json) -> Vec<Change> {
        let mut changes = Vec::new();
        for (room, mut new) in self.new {
            let anchors = self.anchors.get(&room).map_or(&[][..], Vec::as_slice);
            let old = room.values(json);
            let times: Option<Vec<Timecode>> = old.iter().map(time).collect();
            let times = times.filter(|times| !times.is_empty() && new.iter().all(|new| new.time.is_some()));
            if times.is_some() {
                new.sort_by_key(|new| new.time);
            }
            for NewPlacement { candidate, time, new } in new {
                let before = anchors.iter().rfind(|(other, _)| *other < candidate);
                let behind = anchors.iter().find(|(other, _)| *other > candidate);
                let by_order = before.map(|(_, index)| index + 1).or(behind.map(|(_, index)| *index));
                let by_time = times.as_ref().map(|times| times.iter().position(|other| Some(*other) > time));
                let index = by_time.unwrap_or(by_order).unwrap_or(old.len());
                changes.push(match new {
                    New::Entry(entry) => Change::Insert(room.list(), index, edit::json(&entry)),
                    New::Moved(position) => Change::Move(position.pointer(), room.list(), index),
                });
            }
        }
        changes
    }
}
