//! Linking of what is in seasons: episodes and placements of a document flow in, records in broadcast order flow out.

use super::Linker;
use crate::load::document as doc;
use crate::load::path::At;
use crate::model::{
    DetailsIndex, EpisodeRecord, ListRef, PlaceRecord, PlacementDetails, PlacementRecord, SeasonRecord,
};
use std::collections::HashSet;

impl<'d> Linker<'d> {
    pub(super) fn seasons(&mut self, at: &At<'_>, seasons: &'d [doc::Season<'d>]) {
        let numbers: Vec<u16> = seasons.iter().map(|season| season.number).collect();
        for index in self.in_order(at, "season", &numbers) {
            self.season(&at.index(index), &seasons[index]);
        }
    }

    fn season(&mut self, at: &At<'_>, season: &'d doc::Season<'d>) {
        let index = self.show.seasons.len();
        let (first_episode, first_placement) = (self.show.episodes.len(), self.show.placements.len());
        let numbers: Vec<u16> = season.episodes.iter().map(|episode| episode.number).collect();
        let episodes = at.key("episodes");
        for place in self.in_order(&episodes, "episode", &numbers) {
            self.episode(&episodes.index(place), index as u32, &season.episodes[place]);
        }
        // Ranges cannot be checked if the list of episodes is a placeholder.
        let known: Option<HashSet<u16>> =
            (!self.fields.problems.is_hole(&episodes)).then(|| numbers.iter().copied().collect());
        for (number, unplaced) in season.unplaced.iter().enumerate() {
            let at = at.key("unplaced");
            let at = at.index(number);
            if unplaced.time.is_some() {
                self.fields.problems.error(&at.key("time"), "a time needs an episode");
            }
            let between = self.between(&at.key("between"), unplaced.between.as_deref(), known.as_ref());
            // Each season has a number of 16 bits to itself.
            let season = index as u16;
            let place = match between {
                Some([first, last]) => PlaceRecord::Range { season, first, last },
                None => PlaceRecord::Season(season),
            };
            self.placement(&at, place, unplaced);
        }
        let record = SeasonRecord {
            number: season.number,
            air_date: self.fields.parsed(&at.key("air_date"), season.air_date.as_ref()),
            directors: self.fields.texts(&season.directors),
            episodes: ListRef::new(first_episode, self.show.episodes.len()),
            placements: ListRef::new(first_placement, self.show.placements.len()),
        };
        self.show.seasons.push(record);
    }

    fn episode(&mut self, at: &At<'_>, season: u32, episode: &'d doc::Episode<'d>) {
        let (index, first_placement) = (self.show.episodes.len() as u32, self.show.placements.len());
        for (number, placement) in episode.placements.iter().enumerate() {
            let at = at.key("placements");
            let at = at.index(number);
            if placement.between.is_some() {
                let message = "a placement in an episode has no range: `between` is for `unplaced`";
                self.fields.problems.error(&at.key("between"), message);
            }
            self.placement(&at, PlaceRecord::Episode(index), placement);
        }
        let record = EpisodeRecord {
            season,
            number: episode.number,
            title: self.fields.name(&at.key("title"), &episode.title),
            air_date: self.fields.parsed(&at.key("air_date"), episode.air_date.as_ref()),
            directors: self.fields.texts(&episode.directors),
            placements: ListRef::new(first_placement, self.show.placements.len()),
        };
        self.show.episodes.push(record);
    }

    fn placement(&mut self, at: &At<'_>, place: PlaceRecord, placement: &'d doc::Placement<'d>) {
        let fields = &mut self.fields;
        let details = PlacementDetails {
            time: fields.parsed(&at.key("time"), placement.time.as_ref()),
            characters: fields.texts(&placement.characters),
            note: fields.text(placement.note.as_ref()),
        };
        let record = PlacementRecord {
            song: fields.reference(&at.key("song"), &placement.song, &self.songs),
            place,
            usage: fields.word(&at.key("usage"), placement.usage.as_ref()),
            scene: fields.text(placement.scene.as_ref()),
            cites: fields.cites(&at.key("sources"), &placement.sources, &self.sources),
            details: DetailsIndex::store(details, &mut self.show.placement_details),
        };
        self.show.placements.push(record);
    }

    fn between(
        &mut self,
        at: &At<'_>,
        between: Option<&[u16]>,
        episodes: Option<&HashSet<u16>>,
    ) -> Option<[u16; 2]> {
        let problems = &mut self.fields.problems;
        let &[first, last] = between? else {
            let message = "a range is two episodes, the first and the last";
            problems.error(at, message);
            return None;
        };
        if first > last {
            let message = format!("the range runs backwards, from {first} to {last}");
            problems.error(at, message);
        } else if let Some(missing) =
            [first, last].iter().find(|number| episodes.is_some_and(|episodes| !episodes.contains(number)))
        {
            problems.error(at, format!("the season has no episode {missing}"));
        }
        Some([first, last])
    }

    /// The indices that put `numbers` in order; a number that is there twice is a problem.
    fn in_order(&mut self, at: &At<'_>, kind: &str, numbers: &[u16]) -> Vec<usize> {
        let problems = &mut self.fields.problems;
        let mut seen = HashSet::new();
        for (index, number) in numbers.iter().enumerate() {
            let at = at.index(index);
            let at = at.key("number");
            if !problems.is_hole(&at) && !seen.insert(number) {
                problems.error(&at, format!("{kind} {number} is there twice"));
            }
        }
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        order.sort_by_key(|&index| numbers[index]);
        order
    }
}
