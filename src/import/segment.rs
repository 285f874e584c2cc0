//! Lists without separators, `Artist Title Artist Title …`: cut where names that are known begin.

use super::words::{AND, is_in};
use super::{Known, Verdict};

/// A part of a list, with how it was told.
pub(super) struct Segment {
    /// Empty if no artist is known.
    pub artist: String,
    pub title: String,
    pub verdict: Verdict,
    pub why: &'static str,
}

/// The most words of a list that is cut.
const MAX_WORDS: usize = 400;
/// The most words of an artist, and of a title.
const MAX_ARTIST: usize = 8;
const MAX_TITLE: usize = 14;
const MAX_GUEST: usize = 3;

/// What costs what; the cheapest way to cut a list is taken.
const ARTIST_COST: f64 = 0.5;
const LONG_TITLE_COST: f64 = 1.0;
const GAP_COST: f64 = 2.0;
const GAP_WORD_COST: f64 = 0.4;

/// How a list is cut from a word on.
#[derive(Clone, Copy)]
struct Cut {
    cost: f64,
    /// The words of titles, but for those of artists: of two ways that cost the same, longer artists are better.
    weight: isize,
    /// Where the title begins and the entry ends. A gap has no title.
    title: usize,
    end: usize,
    is_known: bool,
}

/// Cuts a list. Nothing known gives one gap.
pub(super) fn segments(text: &str, known: &Known) -> Vec<Segment> {
    let tokens: Vec<&str> = text.split_whitespace().take(MAX_WORDS + 1).collect();
    let unclear =
        |title: String, why| Segment { artist: String::new(), title, verdict: Verdict::Unclear, why };
    if tokens.len() > MAX_WORDS {
        return vec![unclear(text.to_owned(), "cannot tell artist from title")];
    }
    let list = List::new(tokens, known);
    let cuts = list.cuts();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < list.tokens.len() {
        let Cut { title, end, is_known, .. } = cuts[at];
        let (artist, name) = (list.join(at, title), list.join(title, end));
        let is_before_gap = end < list.tokens.len()
            && cuts[end].title == end
            && cuts[end].end > end
            && !cuts[end].is_known
            && list.names[end].is_empty();
        found.push(if title == at {
            unclear(list.join(at, end), "cannot tell artist from title")
        } else if is_known {
            Segment { artist, title: name, verdict: Verdict::Sure, why: "" }
        } else if !is_before_gap && end - title <= 5 {
            Segment {
                artist,
                title: name,
                verdict: Verdict::Likely,
                why: "the artist is known, the title is not",
            }
        } else {
            Segment {
                artist,
                title: name,
                verdict: Verdict::Unclear,
                why: "the title may hide another artist",
            }
        });
        at = end;
    }
    found
}

/// Whether a word joins two artists, so that no title begins with it.
fn is_joint(token: &str) -> bool {
    let word = token.trim_end_matches('.').to_lowercase();
    AND.has(&word) || is_in("& feat ft x , + with", &word)
}

struct List<'a> {
    tokens: Vec<&'a str>,
    /// Whether each word is in brackets: these begin no entry.
    in_brackets: Vec<bool>,
    /// For each word, how many words on the known artists have that begin there.
    names: Vec<Vec<usize>>,
    known: &'a Known,
}

impl<'a> List<'a> {
    fn new(tokens: Vec<&'a str>, known: &'a Known) -> Self {
        let mut depth = 0_usize;
        let in_brackets = tokens.iter().map(|token| {
            let is_in = depth > 0 || token.starts_with(['(', '[']);
            depth =
                (depth + token.matches(['(', '[']).count()).saturating_sub(token.matches([')', ']']).count());
            is_in
        });
        let in_brackets = in_brackets.collect();
        let mut list = Self { tokens, in_brackets, names: Vec::new(), known };
        list.names = (0..list.tokens.len()).map(|at| list.names_at(at)).collect();
        list
    }

    fn join(&self, start: usize, end: usize) -> String {
        self.tokens[start..end].join(" ")
    }

    /// The lengths of the known artists at a word.
    fn names_at(&self, at: usize) -> Vec<usize> {
        let is_name = |&length: &usize| {
            let end = at + length;
            end < self.tokens.len()
                && !self.in_brackets[at..end].contains(&true)
                && self.known.has_artist(&self.join(at, end))
        };
        (1..=MAX_ARTIST).take_while(|length| at + length <= self.tokens.len()).filter(is_name).collect()
    }

    /// The cheapest cut at each word.
    fn cuts(&self) -> Vec<Cut> {
        let count = self.tokens.len();
        let none = Cut { cost: 0.0, weight: 0, title: count, end: count, is_known: false };
        let mut cuts = vec![none; count + 1];
        for at in (0..count).rev() {
            // Without a known name here, everything up to the next known name is one gap.
            let end = (at + 1..count).find(|&end| !self.names[end].is_empty()).unwrap_or(count);
            let words = u32::try_from(end - at).unwrap_or(u32::MAX);
            let cost = cuts[end].cost + GAP_COST + GAP_WORD_COST * f64::from(words);
            let mut best = Cut { cost, weight: cuts[end].weight, title: at, end, is_known: false };
            for title in self.names[at].iter().flat_map(|&length| self.titles_behind(at + length)) {
                let ends = title + 1..=(title + MAX_TITLE).min(count);
                for cut in ends.filter_map(|end| self.entry(at, title, end)) {
                    let rest = cuts[cut.end];
                    let (cost, weight) = (cut.cost + rest.cost, cut.weight + rest.weight);
                    if (cost, weight) < (best.cost, best.weight) {
                        best = Cut { cost, weight, ..cut };
                    }
                }
            }
            cuts[at] = best;
        }
        cuts
    }

    /// Where the title may begin: directly behind the artist, or behind a guest who is not known, `A & B`.
    fn titles_behind(&self, end: usize) -> impl Iterator<Item = usize> {
        let is_joint = self.tokens.get(end).is_some_and(|token| is_joint(token));
        let guests = if is_joint { MAX_GUEST } else { 0 };
        std::iter::once(end)
            .chain((1..=guests).map(move |length| end + 1 + length))
            .filter(|end| *end < self.tokens.len())
    }

    /// The entry of an artist and a title, if it can be one.
    fn entry(&self, at: usize, title: usize, end: usize) -> Option<Cut> {
        let begins_bracket =
            |at: usize| self.tokens.get(at).is_some_and(|token| token.starts_with(['(', '[']));
        // Brackets behind a title belong to it.
        if is_joint(self.tokens[title])
            || begins_bracket(end)
            || (end < self.tokens.len() && self.in_brackets[end])
        {
            return None;
        }
        let (artist, name) = (self.join(at, title), self.join(title, end));
        let plain: Vec<&str> =
            (title..end).filter(|&at| !self.in_brackets[at]).map(|at| self.tokens[at]).collect();
        let is_known = self.known.has_song(&artist, &name)
            || (plain.len() < end - title
                && !plain.is_empty()
                && self.known.has_song(&artist, &plain.join(" ")));
        let ends = end == self.tokens.len() || !self.names[end].is_empty();
        let has_guest = !self.names[at].contains(&(title - at));
        if !is_known && (!ends || has_guest) {
            return None;
        }
        let words = end - title;
        let inner = (title + 1..end.saturating_sub(1)).filter(|&at| !self.names[at].is_empty()).count();
        let extra = u32::try_from(words.saturating_sub(4) + inner).unwrap_or(u32::MAX);
        let cost = if is_known { 0.0 } else { ARTIST_COST + LONG_TITLE_COST * f64::from(extra) };
        let weight = isize::try_from(words).unwrap_or(0) - isize::try_from(title - at).unwrap_or(0);
        Some(Cut { cost, weight, title, end, is_known })
    }
}
