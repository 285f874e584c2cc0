//! Songs that match a query, with the words and texts that match.

use super::criteria::{Criterion, fold_for};
use super::fields::{TextField, episode_texts, placement_texts, song_texts};
use crate::model::{Catalog, PlacementId, SongId};
use crate::text::{WordMatch, fold, word_ranges};
use std::ops::Range;
use std::sync::Arc;

/// A song that matches a query.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The song.
    pub song: SongId,
    /// Its placements that match, in broadcast order; at least one.
    pub placements: Vec<PlacementId>,
    /// The placement that matches best.
    pub best: PlacementId,
    /// How well it matches: from 0 to 1, rounded to thousandths.
    pub score: f64,
    pub(super) criteria: Arc<[Criterion]>,
}

/// A text of a song, or of its best placement, in which words of the query were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'c> {
    /// Which text it is.
    pub field: TextField,
    /// The text.
    pub text: &'c str,
    /// The byte ranges of the words.
    pub ranges: Vec<Range<usize>>,
}

impl Hit {
    /// The texts in which words were found, the most important first.
    pub fn matches<'c>(&self, catalog: &'c Catalog) -> Vec<Match<'c>> {
        self.matches_of(catalog, &|_| true)
    }

    /// The matches of words that were not found in any of the `shown` texts, which the reader sees anyway; of
    /// each word the most important.
    pub fn matches_beyond<'c>(&self, catalog: &'c Catalog, shown: &[TextField]) -> Vec<Match<'c>> {
        let mut is_shown = vec![false; self.criteria.len()];
        self.each_text(catalog, |field, text| {
            let text = self.fold(text);
            for (criterion, is_shown) in self.criteria.iter().zip(&mut is_shown) {
                *is_shown |= shown.contains(&field) && criterion.quality(field, &text) > 0.0;
            }
        });
        let mut matches = self.matches_of(catalog, &|index| !is_shown[index]);
        matches.retain(|found| {
            let (text, mut is_new) = (self.fold(found.text), false);
            for (criterion, is_shown) in self.criteria.iter().zip(&mut is_shown) {
                let is_found = criterion.quality(found.field, &text) > 0.0;
                is_new |= is_found && !*is_shown;
                *is_shown |= is_found;
            }
            is_new
        });
        matches
    }

    /// The matches of the criteria whose index `wanted` accepts.
    fn matches_of<'c>(&self, catalog: &'c Catalog, wanted: &dyn Fn(usize) -> bool) -> Vec<Match<'c>> {
        let mut matches: Vec<Match<'c>> = Vec::new();
        self.each_text(catalog, |field, text| {
            let ranges = self.marks_of(field, text, wanted);
            if !ranges.is_empty() {
                matches.push(Match { field, text, ranges });
            }
        });
        matches.sort_by(|one, other| other.field.weight().total_cmp(&one.field.weight()));
        matches
    }

    /// The byte ranges of the words of the query in a text.
    pub fn marks(&self, field: TextField, text: &str) -> Vec<Range<usize>> {
        self.marks_of(field, text, &|_| true)
    }

    fn marks_of(&self, field: TextField, text: &str, wanted: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
        let (ranges, words) = folded_words(text);
        let mut is_marked = vec![false; words.len()];
        for (_, criterion) in self.criteria.iter().enumerate().filter(|(index, _)| wanted(*index)) {
            for (is_marked, found) in is_marked.iter_mut().zip(criterion.match_words(field, &words)) {
                *is_marked |= found.is_some();
            }
        }
        ranges
            .into_iter()
            .zip(is_marked)
            .filter_map(|(range, is_marked)| is_marked.then_some(range))
            .collect()
    }

    /// For each word of the query where it was found best, and how: `snow: whole word in scene`.
    pub fn reasons(&self, catalog: &Catalog) -> Vec<String> {
        let scored = self.criteria.iter().filter(|criterion| criterion.is_scored());
        scored.filter_map(|criterion| self.reason(catalog, criterion)).collect()
    }

    fn reason(&self, catalog: &Catalog, criterion: &Criterion) -> Option<String> {
        let mut best: Option<(f32, TextField, String)> = None;
        self.each_text(catalog, |field, text| {
            let quality = criterion.quality(field, &self.fold(text));
            if quality > best.as_ref().map_or(0.0, |(best, ..)| *best) {
                let (_, words) = folded_words(text);
                let matches = criterion.match_words(field, &words).into_iter().zip(words);
                let found = matches.filter_map(|(found, word)| found.map(|found| (found, word))).min();
                best = Some((quality, field, describe(found)));
            }
        });
        let (_, field, description) = best?;
        Some(format!("{}: {description} in {}", criterion.text()?, field.name()))
    }

    fn fold(&self, text: &str) -> String {
        let mut folded = String::new();
        fold_for(&self.criteria, text, &mut folded);
        folded
    }

    /// Visits the texts of the song and of its best placement.
    pub(super) fn each_text<'c>(&self, catalog: &'c Catalog, mut visit: impl FnMut(TextField, &'c str)) {
        let placement = catalog.placement(self.best);
        song_texts(placement.song(), &mut visit);
        if let Some(episode) = placement.episode() {
            episode_texts(episode, &mut visit);
        }
        placement_texts(placement, &mut visit);
        visit(TextField::Show, placement.show().title());
    }
}

/// The byte ranges of the words of a text, and the words folded one by one.
fn folded_words(text: &str) -> (Vec<Range<usize>>, Vec<String>) {
    word_ranges(text).map(|range| (range.clone(), fold(&text[range]))).unzip()
}

fn describe(found: Option<(WordMatch, String)>) -> String {
    match found {
        Some((WordMatch::Typos(1), word)) => format!("one typo away from `{word}`"),
        Some((WordMatch::Typos(number), word)) => format!("{number} typos away from `{word}`"),
        Some((WordMatch::Prefix, word)) => format!("beginning of `{word}`"),
        Some((WordMatch::Inflection, word)) => format!("form of `{word}`"),
        Some((WordMatch::Synonym, word)) => format!("meaning of `{word}`"),
        Some((WordMatch::Substring, word)) => format!("part of `{word}`"),
        Some((WordMatch::Exact, _)) | None => "whole word".to_owned(),
    }
}
