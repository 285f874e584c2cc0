//! Hits: a song that answers a question flows in; which of its texts answer it, and which words of them, flows out.

use super::need::Need;
use super::spot::{self, Spot};
use crate::model::{Catalog, PlacementId, SongId};
use crate::text::{WordMatch, fold, word_ranges};
use std::ops::Range;
use std::rc::Rc;

/// A song that answers a question, with its placements that do.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The song.
    pub song: SongId,
    /// Its placements that answer the question, in broadcast order; at least one.
    pub placements: Vec<PlacementId>,
    /// The one of them that answers it best.
    pub best: PlacementId,
    /// How well it does, from 0 to 1, in thousandths.
    pub score: f64,
    /// What was asked for.
    pub(super) needs: Rc<[Need]>,
}

/// A text of a song, or of its best placement, in which words of a question were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'c> {
    /// What kind of text it is.
    pub spot: Spot,
    /// The text.
    pub text: &'c str,
    /// Where the words stand in it, in bytes.
    pub ranges: Vec<Range<usize>>,
}

impl Hit {
    /// The texts in which words were found, those that are worth most first.
    pub fn matches<'c>(&self, catalog: &'c Catalog) -> Vec<Match<'c>> {
        self.matches_of(catalog, &|_| true)
    }

    /// Those of them that a reader needs who sees the texts of some kinds: with the words that are in none of these.
    pub fn matches_beyond<'c>(&self, catalog: &'c Catalog, seen: &[Spot]) -> Vec<Match<'c>> {
        let mut found = vec![false; self.needs.len()];
        self.each_text(catalog, |spot, text| {
            let text = fold(text);
            for (need, found) in self.needs.iter().zip(&mut found) {
                *found |= seen.contains(&spot) && need.quality(spot, &text) > 0.0;
            }
        });
        self.matches_of(catalog, &|need| !found[need])
    }

    fn matches_of<'c>(&self, catalog: &'c Catalog, wanted: &dyn Fn(usize) -> bool) -> Vec<Match<'c>> {
        let mut matches: Vec<Match<'c>> = Vec::new();
        self.each_text(catalog, |spot, text| {
            let ranges = self.marks_of(spot, text, wanted);
            if !ranges.is_empty() {
                matches.push(Match { spot, text, ranges });
            }
        });
        matches.sort_by(|one, other| other.spot.worth().total_cmp(&one.spot.worth()));
        matches
    }

    /// Where in a text of this kind there are words of the question, in bytes.
    pub fn marks(&self, spot: Spot, text: &str) -> Vec<Range<usize>> {
        self.marks_of(spot, text, &|_| true)
    }

    fn marks_of(&self, spot: Spot, text: &str, wanted: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
        let ranges: Vec<Range<usize>> = word_ranges(text).collect();
        let folded = folded(text, &ranges);
        let needs = self.needs.iter().enumerate();
        let needs = needs.filter(|(index, _)| wanted(*index));
        let fits: Vec<Vec<Option<WordMatch>>> = needs.map(|(_, need)| need.fits(spot, &folded)).collect();
        let is_marked = |word: usize| fits.iter().any(|fits| fits[word].is_some());
        let marked = ranges.into_iter().enumerate();
        marked.filter(|(word, _)| is_marked(*word)).map(|(_, range)| range).collect()
    }

    /// For each word of the question where it was found best, and how: `snow: whole word in scene`.
    pub fn reasons(&self, catalog: &Catalog) -> Vec<String> {
        let scored = self.needs.iter().filter(|need| need.is_scored());
        scored.filter_map(|need| self.reason(catalog, need)).collect()
    }

    fn reason(&self, catalog: &Catalog, need: &Need) -> Option<String> {
        let mut best: Option<(f32, Spot, String)> = None;
        self.each_text(catalog, |spot, text| {
            let quality = need.quality(spot, &fold(text));
            if quality > best.as_ref().map_or(0.0, |(best, ..)| *best) {
                let ranges: Vec<Range<usize>> = word_ranges(text).collect();
                let folded = folded(text, &ranges);
                let fits = need.fits(spot, &folded).into_iter().zip(&folded);
                let fit = fits.filter_map(|(fit, word)| fit.map(|fit| (fit, word.clone())));
                best = Some((quality, spot, how(fit.min())));
            }
        });
        let (_, spot, how) = best?;
        Some(format!("{}: {how} in {}", need.text()?, spot.name()))
    }

    /// The texts of the song and of its best placement.
    pub(super) fn each_text<'c>(&self, catalog: &'c Catalog, mut each: impl FnMut(Spot, &'c str)) {
        let placement = catalog.placement(self.best);
        spot::of_song(placement.song(), &mut each);
        if let Some(episode) = placement.episode() {
            spot::of_episode(episode, &mut each);
        }
        spot::of_placement(placement, &mut each);
        each(Spot::Show, placement.show().title());
    }
}

fn folded(text: &str, ranges: &[Range<usize>]) -> Vec<String> {
    ranges.iter().map(|range| fold(&text[range.clone()])).collect()
}

fn how(fit: Option<(WordMatch, String)>) -> String {
    match fit {
        Some((WordMatch::Typos(1), word)) => format!("one mistake away from `{word}`"),
        Some((WordMatch::Typos(number), word)) => format!("{number} mistakes away from `{word}`"),
        Some((WordMatch::Prefix, word)) => format!("beginning of `{word}`"),
        Some((WordMatch::Inflection, word)) => format!("form of `{word}`"),
        Some((WordMatch::Substring, word)) => format!("part of `{word}`"),
        Some((WordMatch::Exact, _)) | None => "whole word".to_owned(),
    }
}
