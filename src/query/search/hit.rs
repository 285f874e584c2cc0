//! Hits: a song that answers a question flows in; which of its texts answer it, and which words of them, flows out.

use super::need::{Need, What};
use super::spot::{self, Spot};
use crate::model::{Catalog, PlacementId, SongId};
use crate::names::{Fit, fold, words};
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
    pub(super) question: Rc<Question>,
}

/// The needs of the question that was answered.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) needs: Vec<Need>,
    /// Whether words with mistakes count.
    pub(super) forgiving: bool,
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
        let mut matches: Vec<Match<'c>> = Vec::new();
        self.each_text(catalog, |spot, text| {
            let ranges = self.marks(spot, text);
            if !ranges.is_empty() {
                matches.push(Match { spot, text, ranges });
            }
        });
        matches.sort_by(|one, other| other.spot.worth().total_cmp(&one.spot.worth()));
        matches
    }

    /// Where in a text of this kind there are words of the question, in bytes.
    pub fn marks(&self, spot: Spot, text: &str) -> Vec<Range<usize>> {
        let ranges: Vec<Range<usize>> = words(text).collect();
        let folded = folded(text, &ranges);
        let Question { needs, forgiving } = &*self.question;
        let fits: Vec<Vec<Option<Fit>>> = needs
            .iter()
            .map(|need| need.fits(spot, &folded, *forgiving))
            .collect();
        let is_marked = |word: usize| fits.iter().any(|fits| fits[word].is_some());
        let marked = ranges.into_iter().enumerate();
        marked
            .filter(|(word, _)| is_marked(*word))
            .map(|(_, range)| range)
            .collect()
    }

    /// For each word of the question where it was found best, and how: `snow: whole word in scene`.
    pub fn reasons(&self, catalog: &Catalog) -> Vec<String> {
        let scored = self.question.needs.iter().filter(|need| need.is_scored());
        scored
            .filter_map(|need| self.reason(catalog, need))
            .collect()
    }

    fn reason(&self, catalog: &Catalog, need: &Need) -> Option<String> {
        let forgiving = self.question.forgiving;
        let mut best: Option<(f32, Spot, String)> = None;
        self.each_text(catalog, |spot, text| {
            let quality = need.quality(spot, &fold(text), forgiving);
            if quality > best.as_ref().map_or(0.0, |(best, ..)| *best) {
                let ranges: Vec<Range<usize>> = words(text).collect();
                let folded = folded(text, &ranges);
                let fits = need.fits(spot, &folded, forgiving).into_iter().zip(&folded);
                let fit = fits.filter_map(|(fit, word)| fit.map(|fit| (fit, word.clone())));
                best = Some((quality, spot, how(fit.min())));
            }
        });
        let (_, spot, how) = best?;
        let what = match &need.what {
            What::Word(pattern) => pattern.word(),
            What::Phrase(phrase) => phrase,
            _ => return None,
        };
        Some(format!("{what}: {how} in {}", spot.name()))
    }

    /// The texts of the song and of its best placement.
    fn each_text<'c>(&self, catalog: &'c Catalog, mut each: impl FnMut(Spot, &'c str)) {
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
    ranges
        .iter()
        .map(|range| fold(&text[range.clone()]))
        .collect()
}

fn how(fit: Option<(Fit, String)>) -> String {
    match fit {
        Some((Fit::Typo(1), word)) => format!("one mistake away from `{word}`"),
        Some((Fit::Typo(number), word)) => format!("{number} mistakes away from `{word}`"),
        Some((Fit::Prefix, word)) => format!("beginning of `{word}`"),
        Some((Fit::Form, word)) => format!("form of `{word}`"),
        Some((Fit::Part, word)) => format!("part of `{word}`"),
        Some((Fit::Whole, _)) | None => "whole word".to_owned(),
    }
}
