//! Fields: single values of a document flow in and are checked, packed values flow out; what breaks a rule is
//! collected as a problem and stands for nothing.

use super::document::{Name, Slug, Text, Url};
use super::path::At;
use super::problem::{Problem, Problems, Severity};
use crate::error::one_of;
use crate::model::{Keyword, ListRef, ParseError, ShowRecord, StrRef, TextBuffer};
use crate::text::suggest;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::str::FromStr;

/// How many references to unknown ids of a file come with suggestions, and with how many ids they are compared in all. A
/// suggestion is compared with every id of its section, so the cost of a file with many mistakes must be bounded.
const MAX_SUGGESTED: usize = 50;
const MAX_COMPARISONS: usize = 100_000;

/// Stands for what a reference refers to if nothing is meant by it.
const NOBODY: u32 = u32::MAX;

/// The ids that one section of a file defines.
#[derive(Default)]
pub(super) struct Names<'d> {
    kind: &'static str,
    first: HashMap<&'d str, u32>,
    /// The entries whose id an earlier one has.
    repeated: HashSet<usize>,
    /// Whether the section itself is a placeholder: references to it cannot be checked then.
    is_placeholder: bool,
}

impl<'d> Names<'d> {
    /// The ids of the section `kind` + "s".
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
        let is_placeholder = problems.is_hole(&At::ROOT.key(&format!("{kind}s")));
        Self { kind, first, repeated, is_placeholder }
    }

    fn nearest(&self, slug: &str) -> Vec<&'d str> {
        let mut known: Vec<&str> = self.first.keys().copied().collect();
        known.sort_unstable();
        suggest(slug, known.into_iter())
    }
}

/// The texts and lists of the show that is being packed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) problems: Problems,
    suggested: usize,
    comparisons: usize,
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
    pub(super) fn reference<'d>(&mut self, at: &At<'_>, slug: &'d Text<'d, Slug>, names: &Names<'d>) -> u32 {
        if let Some(&index) = names.first.get(&**slug) {
            return index;
        }
        if names.is_placeholder || self.problems.is_hole(at) {
            return NOBODY;
        }
        // The first one always gets a suggestion, however large its section is.
        let is_early = self.suggested < MAX_SUGGESTED && self.comparisons < MAX_COMPARISONS;
        let near = if is_early {
            self.suggested += 1;
            self.comparisons += names.first.len();
            names.nearest(slug)
        } else {
            Vec::new()
        };
        let message = format!("no {} `{slug}` is defined", names.kind);
        let problem = Problem::new(Severity::Error, at.path(), message);
        self.problems.add(problem.suggesting(&near));
        near.first().map_or(NOBODY, |near| names.first[near])
    }

    pub(super) fn cites<'d>(
        &mut self,
        at: &At<'_>,
        slugs: &'d [Text<'d, Slug>],
        sources: &Names<'d>,
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
