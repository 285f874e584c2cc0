//! Scans: placements flow in, how good each is for each need of a question flows out.

use super::need::Need;
use super::spot::{self, Spot, Tie};
use crate::model::{Artist, ArtistId, Catalog, EpisodeId, Placement, PlacementId, ShowId};
use crate::query::par_chunks;
use crate::text::fold_into;
use foldhash::{HashMap, HashMapExt};
use std::rc::Rc;

/// How good each placement is for each need. Placements in which nothing was found are not kept.
pub(super) struct Scan {
    pub(super) needs: Rc<[Need]>,
    all: Found,
    looked_at: usize,
}

/// What was found in some placements.
#[derive(Default)]
struct Found {
    placements: Vec<PlacementId>,
    /// One row for each of `placements`, one value for each need.
    qualities: Vec<f32>,
    /// For each need, in how many placements it was found.
    times: Vec<u32>,
    is_refused: bool,
}

impl Found {
    fn in_all(catalog: &Catalog, needs: &[Need], placements: &[PlacementId]) -> Self {
        let mut all = Self { times: vec![0; needs.len()], ..Self::default() };
        let mut reader = Reader::new(catalog, needs);
        let mut row = vec![0.0; needs.len()];
        let has_texts = needs.iter().any(Need::is_scored);
        for &id in placements {
            let placement = catalog.placement(id);
            if !needs.iter().all(|need| need.passes(placement)) {
                continue;
            }
            reader.read(placement, &mut row);
            for (quality, times) in row.iter().zip(&mut all.times) {
                *times += u32::from(*quality > 0.0);
            }
            let is_there = |(need, quality): (&Need, &f32)| !need.excluded && *quality > 0.0;
            let is_excluded = |(need, quality): (&Need, &f32)| need.excluded && *quality > 0.0;
            if needs.iter().zip(&row).any(is_excluded) {
                let has = |(need, quality): (&Need, &f32)| need.is_met(*quality);
                all.is_refused |= needs.iter().zip(&row).all(has);
            } else if !has_texts || needs.iter().zip(&row).any(is_there) {
                all.placements.push(id);
                all.qualities.extend_from_slice(&row);
            }
        }
        all
    }

    /// This and what was found in the placements behind.
    fn and(mut self, behind: Self) -> Self {
        self.placements.extend(behind.placements);
        self.qualities.extend(behind.qualities);
        let times = self.times.iter_mut().zip(behind.times);
        times.for_each(|(times, more)| *times += more);
        self.is_refused |= behind.is_refused;
        self
    }
}

impl Scan {
    /// Looks at all `placements` that pass what is not about texts, and have nothing that is excluded.
    pub(super) fn of(catalog: &Catalog, needs: Rc<[Need]>, placements: &[PlacementId]) -> Self {
        let shared: &[Need] = &needs;
        let found = par_chunks(placements, |placements| Found::in_all(catalog, shared, placements));
        let all = found.into_iter().reduce(Found::and).unwrap_or_default();
        Self { needs, all, looked_at: placements.len() }
    }

    /// Whether something has all that must be found, and what must not be found too.
    pub(super) fn is_refused(&self) -> bool {
        self.all.is_refused
    }

    pub(super) fn len(&self) -> usize {
        self.all.placements.len()
    }

    pub(super) fn placement(&self, row: usize) -> PlacementId {
        self.all.placements[row]
    }

    fn row(&self, row: usize) -> impl Iterator<Item = (&Need, f32)> {
        let width = self.needs.len();
        let qualities = self.all.qualities[row * width..(row + 1) * width].iter();
        self.needs.iter().zip(qualities.copied())
    }

    /// Whether a need was found nowhere.
    pub(super) fn is_nowhere(&self, need: usize) -> bool {
        self.all.times[need] == 0
    }

    /// Whether everything was found that must be.
    pub(super) fn has_all(&self, row: usize) -> bool {
        self.row(row).all(|(need, quality)| need.is_met(quality))
    }

    /// Whether something was found that says anything.
    pub(super) fn has_some(&self, row: usize) -> bool {
        self.row(row).any(|(need, quality)| need.is_scored() && !need.small && quality > 0.0)
    }

    /// What each need counts for: those that are found rarely count for more.
    pub(super) fn weights(&self) -> Vec<f32> {
        let rarity = |found: u32| (1.0 + self.looked_at as f32 / found as f32).ln();
        let weight = |(need, &found): (&Need, &u32)| match found {
            _ if !need.is_scored() => 0.0,
            0 if need.small => 0.0,
            _ if need.small => super::SMALL * rarity(found),
            _ => rarity(found.max(1)),
        };
        self.needs.iter().zip(&self.all.times).map(weight).collect()
    }

    /// How good a placement is for the question, from 0 to 1.
    pub(super) fn score(&self, row: usize, weights: &[f32]) -> f64 {
        let total: f32 = weights.iter().sum();
        if total == 0.0 {
            return 1.0;
        }
        let weighed = self.row(row).zip(weights);
        let sum: f32 = weighed.map(|((_, quality), weight)| quality * weight).sum();
        f64::from(sum / total)
    }
}

/// Reads each text of a song, an artist, an episode and a show once, however often it is placed.
struct Reader<'s> {
    catalog: &'s Catalog,
    needs: &'s [Need],
    show: Option<ShowId>,
    of_show: Vec<f32>,
    /// For each song of the show its row, once it is read.
    of_songs: Vec<f32>,
    is_read: Vec<bool>,
    of_song: Vec<f32>,
    of_artists: HashMap<(ArtistId, Tie), Box<[f32]>>,
    episode: Option<EpisodeId>,
    of_episode: Vec<f32>,
    folded: String,
}

impl<'s> Reader<'s> {
    fn new(catalog: &'s Catalog, needs: &'s [Need]) -> Self {
        Self {
            catalog,
            needs,
            show: None,
            of_show: Vec::new(),
            of_songs: Vec::new(),
            is_read: Vec::new(),
            of_song: vec![0.0; needs.len()],
            of_artists: HashMap::new(),
            episode: None,
            of_episode: vec![0.0; needs.len()],
            folded: String::new(),
        }
    }

    /// How good a placement is for each need: the best of all its texts.
    fn read(&mut self, placement: Placement<'_>, row: &mut [f32]) {
        self.enter(placement);
        row.copy_from_slice(&self.of_show);
        raise(row, &self.of_episode);
        let width = row.len();
        let index = placement.song().id().index as usize;
        let (start, end) = (index * width, (index + 1) * width);
        if !std::mem::replace(&mut self.is_read[index], true) {
            let (song, mut of_song) = (placement.song(), std::mem::take(&mut self.of_song));
            of_song.fill(0.0);
            spot::of_song_alone(song, |spot, text| self.look(spot, text, &mut of_song));
            spot::of_its_artists(song, |artist, tie| self.ask(artist, tie, &mut of_song));
            self.of_songs[start..end].copy_from_slice(&of_song);
            self.of_song = of_song;
        }
        raise(row, &self.of_songs[start..end]);
        spot::of_placement(placement, |spot, text| self.look(spot, text, row));
    }

    /// Makes show and episode those of the placement.
    fn enter(&mut self, placement: Placement<'_>) {
        let (show, width) = (placement.show(), self.needs.len());
        if self.show != Some(show.id()) {
            let mut of_show = vec![0.0; width];
            self.look(Spot::Show, show.title(), &mut of_show);
            let songs = show.songs().count();
            self.of_songs.resize(songs * width, 0.0);
            self.is_read.clear();
            self.is_read.resize(songs, false);
            (self.show, self.of_show) = (Some(show.id()), of_show);
        }
        let episode = placement.episode().map(|episode| episode.id());
        if self.episode != episode {
            let mut of_episode = vec![0.0; width];
            if let Some(id) = episode {
                spot::of_episode(self.catalog.episode(id), |spot, text| {
                    self.look(spot, text, &mut of_episode);
                });
            }
            (self.episode, self.of_episode) = (episode, of_episode);
        }
    }

    fn ask(&mut self, artist: Artist<'_>, tie: Tie, row: &mut [f32]) {
        let key = (artist.id(), tie);
        if let Some(known) = self.of_artists.get(&key) {
            return raise(row, known);
        }
        let mut of_artist = vec![0.0; row.len()];
        spot::of_artist(artist, tie, |spot, text| {
            self.look(spot, text, &mut of_artist);
        });
        raise(row, &of_artist);
        self.of_artists.insert(key, of_artist.into());
    }

    fn look(&mut self, spot: Spot, text: &str, row: &mut [f32]) {
        fold_into(text, &mut self.folded);
        for (need, best) in self.needs.iter().zip(row) {
            *best = best.max(need.quality(spot, &self.folded));
        }
    }
}

fn raise(row: &mut [f32], other: &[f32]) {
    row.iter_mut().zip(other).for_each(|(best, other)| *best = best.max(*other));
}
