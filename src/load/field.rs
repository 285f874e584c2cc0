//! Fields: single values of a document flow in and are checked, packed values flow out; what breaks a rule is
//! collected as a problem and stands for nothing.

use super::document::{Name, Slug, Text, Url};
use super::path::At;
use super::problem::{Problem, Problems, Severity};
use crate::error::one_of;
use crate::model::{Keyword, ListRef, ParseError, ShowRecord, StrRef, TextBuffer};
use crate::text::suggest;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::cmp::Reverse;
use std::str::FromStr;

/// How many problems of a file come with suggestions, and with how many names they are compared in all.
const MOST_HINTS: usize = 50;
const MOST_COMPARED: usize = 100_000;

/// Stands for what a reference refers to if nothing is meant by it.
const NOBODY: u32 = u32::MAX;

/// The ids that one section of a file defines.
#[derive(Default)]
pub(super) struct Names<'d> {
    kind: &'static str,
    first: HashMap<&'d str, u32>,
    /// The entries whose id an earlier one has.
    repeated: HashSet<usize>,
    /// How many more there may be that cannot be seen.
    unseen: usize,
    /// What refers to ids that are not there; perhaps they are those that cannot be seen.
    dangling: Vec<(&'d str, Problem)>,
}

impl<'d> Names<'d> {
    pub(super) fn of(
        kind: &'static str,
        slugs: impl ExactSizeIterator<Item = &'d str>,
        problems: &Problems,
    ) -> Self {
        let mut first = HashMap::with_capacity(slugs.len());
        let mut repeated = HashSet::new();
        // What has no id nobody can mean.
        for (index, slug) in slugs.enumerate().filter(|(_, slug)| !slug.is_empty()) {
            if *first.entry(slug).or_insert(index as u32) != index as u32 {
                repeated.insert(index);
            }
        }
        Self { kind, first, repeated, unseen: problems.unseen_ids(&format!("{kind}s")), dangling: Vec::new() }
    }

    fn nearest(&self, slug: &str) -> Vec<&'d str> {
        let mut known: Vec<&str> = self.first.keys().copied().collect();
        known.sort_unstable();
        suggest(slug, known.into_iter())
    }

    /// Reports what refers to ids that are not there, except for as many ids as cannot be seen: those that are
    /// referred to most.
    pub(super) fn report(self, problems: &mut Problems) {
        let mut references: HashMap<&str, usize> = HashMap::new();
        for (slug, _) in &self.dangling {
            *references.entry(slug).or_default() += 1;
        }
        let mut slugs: Vec<&str> = references.keys().copied().collect();
        slugs.sort_by_key(|slug| (Reverse(references[slug]), *slug));
        let explained: HashSet<&str> = slugs.into_iter().take(self.unseen).collect();
        let reported = self.dangling.into_iter();
        let reported = reported.filter(|(slug, _)| !explained.contains(slug));
        reported.for_each(|(_, problem)| problems.add(problem));
    }
}

/// The texts and lists of the show that is being packed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) problems: Problems,
    hints: usize,
    compared: usize,
    text: TextBuffer,
    texts: Vec<StrRef>,
    cited: Vec<u32>,
}

impl Fields {
    pub(super) fn new(problems: Problems) -> Self {
        Self { problems, ..Self::default() }
    }

    /// Hands the packed texts and lists over to `show`.
    pub(super) fn pack_into(&mut self, show: &mut ShowRecord) {
        show.text = std::mem::take(&mut self.text);
        show.texts = std::mem::take(&mut self.texts);
        show.cited = std::mem::take(&mut self.cited);
        show.shrink();
    }

    /// A text that may be missing; one of spaces says nothing.
    pub(super) fn text(&mut self, text: Option<&Text<'_>>) -> StrRef {
        text.filter(|text| says_something(text)).map_or(StrRef::EMPTY, |text| self.text.push(text))
    }

    pub(super) fn texts(&mut self, texts: &[Text<'_>]) -> ListRef {
        let start = self.texts.len();
        for text in texts.iter().filter(|text| says_something(text)) {
            let at = self.text.push(text);
            self.texts.push(at);
        }
        ListRef::new(start, self.texts.len())
    }

    pub(super) fn name(&mut self, at: &At<'_>, name: &Text<'_, Name>) -> StrRef {
        if !says_something(name) {
            self.problems.error(at, "a title or name must not be empty");
        }
        self.text.push(name)
    }

    /// The id of an entry of a section, which no earlier entry may have.
    pub(super) fn id(
        &mut self,
        at: &At<'_>,
        slug: &Text<'_, Slug>,
        index: usize,
        names: &Names<'_>,
    ) -> StrRef {
        if names.repeated.contains(&index) {
            let message = format!("the {} id `{slug}` is there twice", names.kind);
            self.problems.error(at, message);
            self.problems.hole(at);
        }
        self.slug(at, slug)
    }

    pub(super) fn slug(&mut self, at: &At<'_>, slug: &Text<'_, Slug>) -> StrRef {
        let well_formed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || !slug.bytes().all(well_formed) {
            let message = format!("an id is made of a-z, 0-9 and dashes, not `{slug}`");
            self.problems.error(at, message);
        }
        self.text.push(slug)
    }

    /// The index of what `slug` refers to; of what it perhaps refers to if that is a problem.
    pub(super) fn reference<'d>(
        &mut self,
        at: &At<'_>,
        slug: &'d Text<'d, Slug>,
        names: &mut Names<'d>,
    ) -> u32 {
        if let Some(&index) = names.first.get(&**slug) {
            return index;
        }
        if self.problems.is_hole(at) {
            return NOBODY;
        }
        // Suggestions compare with every name: the first problems have them, which is where people begin.
        let is_first = self.hints == 0;
        let is_early = self.hints < MOST_HINTS && self.compared < MOST_COMPARED;
        let near = if is_first || is_early {
            self.hints += 1;
            self.compared += names.first.len();
            names.nearest(slug)
        } else {
            Vec::new()
        };
        let message = format!("no {} `{slug}` is defined", names.kind);
        let problem = Problem::new(Severity::Error, at.path(), message);
        if near.is_empty() && names.unseen > 0 {
            names.dangling.push((slug, problem));
        } else {
            self.problems.add(problem.suggesting(&near));
        }
        near.first().map_or(NOBODY, |near| names.first[near])
    }

    pub(super) fn cites<'d>(
        &mut self,
        at: &At<'_>,
        slugs: &'d [Text<'d, Slug>],
        sources: &mut Names<'d>,
    ) -> ListRef {
        let start = self.cited.len();
        for (index, slug) in slugs.iter().enumerate() {
            let source = self.reference(&at.index(index), slug, sources);
            self.cited.push(source);
        }
        ListRef::new(start, self.cited.len())
    }

    /// A value of a type that reads itself: a date, a length, an ISRC.
    pub(super) fn parsed<T: FromStr<Err = ParseError>>(
        &mut self,
        at: &At<'_>,
        text: Option<&Text<'_, T>>,
    ) -> Option<T> {
        let text = text?;
        text.parse().map_err(|expected| self.problems.error(at, format!("`{text}`: {expected}"))).ok()
    }

    /// One of a fixed set of words.
    pub(super) fn word<W: Keyword>(&mut self, at: &At<'_>, word: Option<&Text<'_, W>>) -> Option<W> {
        let word = word?;
        let value = W::from_keyword(word);
        if value.is_none() {
            let known: Vec<&str> = W::ALL.iter().map(|value| value.keyword()).collect();
            let near = suggest(word, known.iter().copied());
            let message = format!("unknown {} `{word}`: expected {}", W::KIND, one_of(&known));
            let problem = Problem::new(Severity::Error, at.path(), message);
            self.problems.add(problem.suggesting(&near));
        }
        value
    }

    pub(super) fn url(&mut self, at: &At<'_>, url: Option<&Text<'_, Url>>) -> StrRef {
        let Some(url) = url else {
            return StrRef::EMPTY;
        };
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let printable = url.chars().all(|letter| !letter.is_control() && !letter.is_whitespace());
        if !printable || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
            let message = format!("`{url}`: expected an address that starts with https:// or http://");
            self.problems.error(at, message);
        }
        self.text.push(url)
    }

    pub(super) fn urls(&mut self, at: &At<'_>, urls: &[Text<'_, Url>]) -> ListRef {
        let start = self.texts.len();
        for (index, url) in urls.iter().enumerate() {
            let at = self.url(&at.index(index), Some(url));
            self.texts.push(at);
        }
        ListRef::new(start, self.texts.len())
    }
}

/// Whether there is anything but spaces in a text.
fn says_something(text: &str) -> bool {
    !text.chars().all(char::is_whitespace)
}
