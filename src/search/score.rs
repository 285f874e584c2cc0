//! Scores placements for a query, and makes hits of the best.

use super::criteria::{Criterion, Need, fold_for, required_letters};
use super::fields::{
    CreditKind, TextField, artist_texts, episode_texts, own_song_texts, placement_texts, song_artists,
};
use super::hit::Hit;
use super::words::is_stop_word;
use crate::model::{Artist, ArtistId, Catalog, Certainty, EpisodeId, Placement, PlacementId, ShowId, SongId};
use crate::query::{Field, par_chunks};
use crate::text::{contains_letters, fold};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The parts of a score that reward words together in one text, and a title or an artist that is exactly the
/// query. The rest is for the words wherever they are.
const SAME_TEXT_SHARE: f64 = 0.2;
const WHOLE_NAME_SHARE: f64 = 0.1;

/// Lowers the scores of placements without a known episode.
const UNSTATED_FACTOR: f64 = 0.97;

/// How much a name that is the query but for stop words counts, and one that contains the query.
const SAME_WORDS: f32 = 0.98;
const CONTAINED: f32 = 0.5;

/// After how many placements a scan looks whether it is to stop.
const STOP_INTERVAL: usize = 1_024;

/// With more words it is faster to fold a text than to look for their letters.
const MAX_WORDS: usize = 4;

/// How well each placement matches each criterion. Only placements in which something was found are kept.
pub(super) struct Scan {
    pub(super) criteria: Arc<[Criterion]>,
    found: Found,
    /// The number of placements before the search.
    searched: usize,
}

#[derive(Default)]
struct Found {
    placements: Vec<PlacementId>,
    /// One row for each of `placements`, with one value for each criterion.
    qualities: Vec<f32>,
    /// For each criterion, the number of placements in which it was found.
    frequencies: Vec<u32>,
    has_excluded_match: bool,
}

impl Found {
    fn new(catalog: &Catalog, criteria: &[Criterion], placements: &[PlacementId], stop: &AtomicBool) -> Self {
        let mut all = Self { frequencies: vec![0; criteria.len()], ..Self::default() };
        let mut scorer = Scorer::new(catalog, criteria);
        let mut row = vec![0.0; criteria.len()];
        let has_words = criteria.iter().any(Criterion::is_scored);
        for (number, &id) in placements.iter().enumerate() {
            if number % STOP_INTERVAL == 0 && stop.load(Ordering::Relaxed) {
                break;
            }
            let placement = catalog.placement(id);
            if !criteria.iter().all(|criterion| criterion.allows(placement)) {
                continue;
            }
            scorer.score(placement, &mut row);
            for (quality, frequency) in row.iter().zip(&mut all.frequencies) {
                *frequency += u32::from(*quality > 0.0);
            }
            let mut found = criteria.iter().zip(&row).filter(|(_, quality)| **quality > 0.0);
            if found.clone().any(|(criterion, _)| criterion.excluded) {
                let mut all_criteria = criteria.iter().zip(&row);
                all.has_excluded_match |=
                    all_criteria.all(|(criterion, quality)| criterion.is_satisfied(*quality));
            } else if !has_words || found.next().is_some() {
                all.placements.push(id);
                all.qualities.extend_from_slice(&row);
            }
        }
        all
    }

    /// Adds what was found in the placements that follow.
    fn append(mut self, next: Self) -> Self {
        self.placements.extend(next.placements);
        self.qualities.extend(next.qualities);
        self.frequencies.iter_mut().zip(next.frequencies).for_each(|(number, more)| *number += more);
        self.has_excluded_match |= next.has_excluded_match;
        self
    }
}

impl Scan {
    /// Scores all `placements` that meet the conditions and do not match an excluded term. No others than
    /// those of `shows` can match. When `stop` is set it ends early, and what it has found is of no use.
    pub(super) fn new(
        catalog: &Catalog,
        criteria: Arc<[Criterion]>,
        placements: &[PlacementId],
        shows: &HashSet<ShowId>,
        stop: &AtomicBool,
    ) -> Self {
        let searched = placements.len();
        let by_show = placements.chunk_by(|one, other| one.show() == other.show());
        let placements = by_show.filter(|same| shows.contains(&same[0].show())).collect::<Vec<_>>().concat();
        let shared: &[Criterion] = &criteria;
        let parts = par_chunks(&placements, |placements| Found::new(catalog, shared, placements, stop));
        let found = parts.into_iter().reduce(Found::append).unwrap_or_default();
        Self { criteria, found, searched }
    }

    /// Whether a placement would match if nothing were excluded.
    pub(super) fn has_excluded_match(&self) -> bool {
        self.found.has_excluded_match
    }

    pub(super) fn is_unmatched(&self, criterion: usize) -> bool {
        self.found.frequencies[criterion] == 0
    }

    /// The songs with a placement that satisfies all criteria, the best first.
    pub(super) fn hits(&self, catalog: &Catalog) -> Vec<Arc<Hit>> {
        self.hits_of_rows(catalog, |row| {
            self.criteria.iter().zip(row).all(|(criterion, quality)| criterion.is_satisfied(*quality))
        })
    }

    /// The songs with a placement that matches as many words as any does, if it lacks only one word or has at
    /// least half of them. Fillers count only if there are no other words, or only one, which is not found.
    pub(super) fn hits_without_some_words(&self, catalog: &Catalog) -> Vec<Arc<Hit>> {
        let words = self.criteria.iter().filter(|criterion| criterion.need == Need::Word).count();
        let hits = self.hits_with_most(catalog, Need::Word);
        if hits.is_empty() && words <= 1 { self.hits_with_most(catalog, Need::Filler) } else { hits }
    }

    /// The songs with a placement that matches most of the words of one kind. What is always needed must match
    /// too.
    fn hits_with_most(&self, catalog: &Catalog, kind: Need) -> Vec<Arc<Hit>> {
        let all = self.criteria.iter().filter(|criterion| criterion.need == kind).count();
        // None if something is missing that is always needed.
        let count = |row: &[f32]| {
            let mut count = 0;
            for (criterion, quality) in self.criteria.iter().zip(row) {
                if criterion.need == kind {
                    count += usize::from(*quality > 0.0);
                } else if criterion.need == Need::Always && !criterion.is_satisfied(*quality) {
                    return None;
                }
            }
            Some(count)
        };
        let rows = self.found.qualities.chunks_exact(self.criteria.len());
        let most = rows.filter_map(count).max().unwrap_or(0);
        let suffices = most > 0 && (most * 2 >= all || most + 1 == all);
        if suffices { self.hits_of_rows(catalog, |row| count(row) == Some(most)) } else { Vec::new() }
    }

    /// The songs with a placement that matches any word, the best first.
    pub(super) fn partial_hits(&self, catalog: &Catalog) -> Vec<Arc<Hit>> {
        self.hits_of_rows(catalog, |row| {
            self.criteria.iter().zip(row).any(|(criterion, quality)| criterion.is_scored() && *quality > 0.0)
        })
    }

    /// The songs of the placements whose row `accepts`, the best first. Equal ones are in broadcast order.
    fn hits_of_rows(&self, catalog: &Catalog, accepts: impl Fn(&[f32]) -> bool) -> Vec<Arc<Hit>> {
        let weights = self.weights();
        let mut indices: HashMap<SongId, usize> = HashMap::new();
        let mut hits: Vec<Hit> = Vec::new();
        let width = self.criteria.len();
        for (index, &id) in self.found.placements.iter().enumerate() {
            let row = &self.found.qualities[index * width..(index + 1) * width];
            if !accepts(row) {
                continue;
            }
            let placement = catalog.placement(id);
            let is_stated = placement.certainty() == Certainty::Stated;
            let score = score(row, &weights) * if is_stated { 1.0 } else { UNSTATED_FACTOR };
            let song = placement.song().id();
            let index = *indices.entry(song).or_insert(hits.len());
            if index == hits.len() {
                hits.push(Hit {
                    song,
                    placements: Vec::new(),
                    best: id,
                    score: f64::NEG_INFINITY,
                    criteria: Arc::clone(&self.criteria),
                });
            }
            let hit = &mut hits[index];
            hit.placements.push(id);
            if score > hit.score {
                (hit.best, hit.score) = (id, score);
            }
        }
        let names = [Field::Song, Field::Artist].map(|field| WantedName::new(&self.criteria, field));
        for hit in &mut hits {
            let (same_text, whole_name) = bonuses(catalog, hit, &weights, &names);
            let score = hit.score * (1.0 - SAME_TEXT_SHARE - WHOLE_NAME_SHARE)
                + SAME_TEXT_SHARE * f64::from(same_text)
                + WHOLE_NAME_SHARE * f64::from(whole_name);
            hit.score = (score * 1_000.0).round() / 1_000.0;
        }
        hits.sort_by(|one, other| {
            let by_score = other.score.total_cmp(&one.score);
            by_score.then(one.placements[0].cmp(&other.placements[0]))
        });
        hits.into_iter().map(Arc::new).collect()
    }

    /// The weight of each criterion: rare words weigh more.
    fn weights(&self) -> Vec<f32> {
        let rarity = |frequency: u32| (1.0 + self.searched as f32 / frequency as f32).ln();
        let weight = |(criterion, &frequency): (&Criterion, &u32)| match frequency {
            _ if !criterion.is_scored() => 0.0,
            _ => rarity(frequency.max(1)),
        };
        self.criteria.iter().zip(&self.found.frequencies).map(weight).collect()
    }
}

/// The weighted mean of the qualities of a row, from 0 to 1.
fn score(row: &[f32], weights: &[f32]) -> f64 {
    let total: f32 = weights.iter().sum();
    if total == 0.0 {
        return 1.0;
    }
    let sum: f32 = row.iter().zip(weights).map(|(quality, weight)| quality * weight).sum();
    f64::from(sum / total)
}

/// The words of the query that may be in a name.
struct WantedName<'q> {
    text: String,
    /// The words but for stop words, unless there are only these.
    words: Vec<&'q str>,
}

impl<'q> WantedName<'q> {
    fn new(criteria: &'q [Criterion], field: Field) -> Self {
        let may_be_in_it = |criterion: &&Criterion| {
            criterion.is_scored() && criterion.field.is_none_or(|only| only == field)
        };
        let texts = |criterion: &&'q Criterion| may_be_in_it(criterion).then(|| criterion.text()).flatten();
        let all: Vec<&str> = criteria.iter().filter_map(|criterion| texts(&criterion)).collect();
        let needed = criteria.iter().filter(|criterion| criterion.need != Need::Never);
        let words = needed.filter_map(|criterion| texts(&criterion)).flat_map(|text| text.split(' '));
        Self { text: all.join(" "), words: words.collect() }
    }

    /// How much of a folded name it is, from 0 to 1.
    fn share(&self, name: &str) -> f32 {
        if self.words.is_empty() || !name.contains(self.words[0]) {
            return 0.0;
        }
        let mut rest = name.split(' ').filter(|word| !is_stop_word(word));
        if name == self.text {
            return 1.0;
        }
        if rest.clone().eq(self.words.iter().copied()) {
            return SAME_WORDS;
        }
        loop {
            let mut words = rest.clone();
            if self.words.iter().all(|wanted| words.next() == Some(*wanted)) {
                return CONTAINED;
            }
            if rest.next().is_none() {
                return 0.0;
            }
        }
    }
}

/// How well the best single text of a hit matches, and how much of a title or an artist's name is the query.
/// Both are from 0 to 1.
fn bonuses(
    catalog: &Catalog,
    hit: &Hit,
    weights: &[f32],
    [title, artist]: &[WantedName<'_>; 2],
) -> (f32, f32) {
    let total: f32 = weights.iter().sum();
    if total == 0.0 {
        return (1.0, 1.0);
    }
    let (mut same_text, mut whole_name, mut folded) = (0.0_f32, 0.0_f32, String::new());
    hit.each_text(catalog, |field, text| {
        fold_for(&hit.criteria, text, &mut folded);
        let weighed = hit.criteria.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
        let sum: f32 = weighed.map(|(criterion, weight)| criterion.quality(field, &folded) * weight).sum();
        same_text = same_text.max(sum / total);
        let wanted = match field.query_field() {
            Field::Song => title,
            Field::Artist => artist,
            _ => return,
        };
        whole_name = whole_name.max(wanted.share(&folded) * field.weight());
    });
    let credit = catalog.song(hit.song).credit();
    if whole_name < 1.0 && credit.artists().nth(1).is_some() {
        whole_name = whole_name.max(artist.share(&fold(&credit.to_string())));
    }
    (same_text, whole_name)
}

/// Scores the texts of each song, artist, episode and show only once, however many placements share them.
struct Scorer<'s> {
    catalog: &'s Catalog,
    criteria: &'s [Criterion],
    /// A text that matches has the letters of at least one of these.
    words: Vec<Vec<char>>,
    show: Option<ShowId>,
    show_row: Vec<f32>,
    /// One row for each song of the show, if `is_scored`.
    song_rows: Vec<f32>,
    is_scored: Vec<bool>,
    /// Reused for each song.
    song_row: Vec<f32>,
    artist_rows: HashMap<(ArtistId, CreditKind), Box<[f32]>>,
    episode: Option<EpisodeId>,
    episode_row: Vec<f32>,
    /// Reused for each text.
    folded: String,
}

impl<'s> Scorer<'s> {
    fn new(catalog: &'s Catalog, criteria: &'s [Criterion]) -> Self {
        Self {
            catalog,
            criteria,
            words: required_letters(criteria),
            show: None,
            show_row: Vec::new(),
            song_rows: Vec::new(),
            is_scored: Vec::new(),
            song_row: vec![0.0; criteria.len()],
            artist_rows: HashMap::new(),
            episode: None,
            episode_row: vec![0.0; criteria.len()],
            folded: String::new(),
        }
    }

    /// Fills `row` with the best quality of any text of the placement for each criterion.
    fn score(&mut self, placement: Placement<'_>, row: &mut [f32]) {
        self.enter(placement);
        row.copy_from_slice(&self.show_row);
        raise(row, &self.episode_row);
        let width = row.len();
        let index = placement.song().id().index as usize;
        let (start, end) = (index * width, (index + 1) * width);
        if !std::mem::replace(&mut self.is_scored[index], true) {
            let (song, mut song_row) = (placement.song(), std::mem::take(&mut self.song_row));
            song_row.fill(0.0);
            own_song_texts(song, |field, text| self.score_text(field, text, &mut song_row));
            song_artists(song, |artist, kind| self.score_artist(artist, kind, &mut song_row));
            self.song_rows[start..end].copy_from_slice(&song_row);
            self.song_row = song_row;
        }
        raise(row, &self.song_rows[start..end]);
        placement_texts(placement, |field, text| self.score_text(field, text, row));
    }

    /// Scores the show and the episode of the placement, if they differ from those of the last one.
    fn enter(&mut self, placement: Placement<'_>) {
        let (show, width) = (placement.show(), self.criteria.len());
        if self.show != Some(show.id()) {
            let mut show_row = vec![0.0; width];
            self.score_text(TextField::Show, show.title(), &mut show_row);
            let songs = show.songs().count();
            self.song_rows.resize(songs * width, 0.0);
            self.is_scored.clear();
            self.is_scored.resize(songs, false);
            (self.show, self.show_row) = (Some(show.id()), show_row);
        }
        let episode = placement.episode().map(|episode| episode.id());
        if self.episode != episode {
            let mut episode_row = vec![0.0; width];
            if let Some(id) = episode {
                episode_texts(self.catalog.episode(id), |field, text| {
                    self.score_text(field, text, &mut episode_row);
                });
            }
            (self.episode, self.episode_row) = (episode, episode_row);
        }
    }

    fn score_artist(&mut self, artist: Artist<'_>, kind: CreditKind, row: &mut [f32]) {
        let key = (artist.id(), kind);
        if let Some(known) = self.artist_rows.get(&key) {
            return raise(row, known);
        }
        let mut artist_row = vec![0.0; row.len()];
        artist_texts(artist, kind, |field, text| self.score_text(field, text, &mut artist_row));
        raise(row, &artist_row);
        self.artist_rows.insert(key, artist_row.into());
    }

    fn score_text(&mut self, field: TextField, text: &str, row: &mut [f32]) {
        if self.words.len() <= MAX_WORDS && !self.words.iter().any(|word| contains_letters(text, word)) {
            return;
        }
        fold_for(self.criteria, text, &mut self.folded);
        for (criterion, best) in self.criteria.iter().zip(row) {
            *best = best.max(criterion.quality(field, &self.folded));
        }
    }
}

/// Raises each value of `row` to the one of `other`, if that is higher.
fn raise(row: &mut [f32], other: &[f32]) {
    row.iter_mut().zip(other).for_each(|(best, other)| *best = best.max(*other));
}
