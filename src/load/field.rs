//! Fields: single values of a document flow in and are checked, packed values flow out; what breaks a rule is
//! collected as a problem and stands for nothing.

use super::document::Text;
use super::path::At;
use super::problem::Problem;
use crate::error::one_of;
use crate::model::{Expected, ShowRecord, Span, TextBuffer, Word};
use crate::names::nearest;
use std::collections::HashMap;
use std::str::FromStr;

/// How many problems of a file come with suggestions.
const MOST_HINTS: usize = 50;

/// The ids that one section of a file defines.
#[derive(Default)]
pub(super) struct Names<'d> {
    kind: &'static str,
    first: HashMap<&'d str, u32>,
}

impl<'d> Names<'d> {
    pub(super) fn of(kind: &'static str, slugs: impl ExactSizeIterator<Item = &'d str>) -> Self {
        let mut first = HashMap::with_capacity(slugs.len());
        for (index, slug) in slugs.enumerate() {
            first.entry(slug).or_insert(index as u32);
        }
        Self { kind, first }
    }

    fn nearest(&self, slug: &str) -> Vec<&'d str> {
        let mut known: Vec<&str> = self.first.keys().copied().collect();
        known.sort_unstable();
        nearest(slug, known.into_iter())
    }
}

/// The texts and lists of the show that is being packed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) problems: Vec<Problem>,
    text: TextBuffer,
    texts: Vec<Span>,
    cited: Vec<u32>,
}

impl Fields {
    /// Hands the packed texts and lists over to `show`.
    pub(super) fn pack_into(&mut self, show: &mut ShowRecord) {
        show.text = std::mem::take(&mut self.text);
        show.texts = std::mem::take(&mut self.texts);
        show.cited = std::mem::take(&mut self.cited);
        show.shrink();
    }

    pub(super) fn problem(&mut self, at: &At<'_>, message: String) {
        self.problem_with_hint(at, message, None);
    }

    fn problem_with_hint(&mut self, at: &At<'_>, message: String, hint: Option<String>) {
        self.problems.push(Problem {
            path: at.path(),
            message,
            hint,
        });
    }

    /// A text that may be missing; one of spaces says nothing.
    pub(super) fn text(&mut self, text: Option<&Text<'_>>) -> Span {
        text.filter(|text| !text.trim().is_empty())
            .map_or(Span::default(), |text| self.text.push(text))
    }

    pub(super) fn texts(&mut self, texts: &[Text<'_>]) -> Span {
        let start = self.texts.len();
        for text in texts.iter().filter(|text| !text.trim().is_empty()) {
            let span = self.text.push(text);
            self.texts.push(span);
        }
        Span::between(start, self.texts.len())
    }

    /// A title or name, which must not be empty.
    pub(super) fn name(&mut self, at: &At<'_>, name: &str) -> Span {
        if name.trim().is_empty() {
            self.problem(at, "a title or name must not be empty".to_owned());
        }
        self.text.push(name)
    }

    pub(super) fn slug(&mut self, at: &At<'_>, slug: &str) -> Span {
        let well_formed =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || !slug.bytes().all(well_formed) {
            self.problem(
                at,
                format!("an id is made of a-z, 0-9 and dashes, not `{slug}`"),
            );
        }
        self.text.push(slug)
    }

    /// Checks that no earlier entry of the section has the same id.
    pub(super) fn unique(&mut self, at: &At<'_>, slug: &str, index: usize, names: &Names<'_>) {
        if names
            .first
            .get(slug)
            .is_some_and(|&first| first as usize != index)
        {
            self.problem(at, format!("the {} id `{slug}` is there twice", names.kind));
        }
    }

    /// The index of what `slug` refers to.
    pub(super) fn reference(&mut self, at: &At<'_>, slug: &str, names: &Names<'_>) -> u32 {
        names.first.get(slug).copied().unwrap_or_else(|| {
            // Suggestions compare with every name: the first problems have them, which is where people begin.
            let near = if self.problems.len() < MOST_HINTS {
                names.nearest(slug)
            } else {
                Vec::new()
            };
            let hint = (!near.is_empty()).then(|| format!("did you mean {}?", one_of(&near)));
            self.problem_with_hint(at, format!("no {} `{slug}` is defined", names.kind), hint);
            0
        })
    }

    pub(super) fn cites(&mut self, at: &At<'_>, slugs: &[Text<'_>], sources: &Names<'_>) -> Span {
        let start = self.cited.len();
        for (index, slug) in slugs.iter().enumerate() {
            let source = self.reference(&at.index(index), slug, sources);
            self.cited.push(source);
        }
        Span::between(start, self.cited.len())
    }

    /// A value of a type that reads itself: a date, a length, an ISRC.
    pub(super) fn parsed<T: FromStr<Err = Expected>>(
        &mut self,
        at: &At<'_>,
        text: Option<&str>,
    ) -> Option<T> {
        let text = text?;
        text.parse()
            .map_err(|expected| self.problem(at, format!("`{text}`: {expected}")))
            .ok()
    }

    /// One of a fixed set of words.
    pub(super) fn word<W: Word>(&mut self, at: &At<'_>, word: Option<&str>) -> Option<W> {
        let word = word?;
        let value = W::from_word(word);
        if value.is_none() {
            let known: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
            let message = format!("unknown {} `{word}`: expected {}", W::KIND, one_of(&known));
            self.problem(at, message);
        }
        value
    }

    pub(super) fn url(&mut self, at: &At<'_>, url: Option<&str>) -> Span {
        let Some(url) = url else {
            return Span::default();
        };
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        let printable = url
            .chars()
            .all(|letter| !letter.is_control() && !letter.is_whitespace());
        if !printable || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
            self.problem(
                at,
                format!("`{url}`: expected an address that starts with https:// or http://"),
            );
        }
        self.text.push(url)
    }

    pub(super) fn urls(&mut self, at: &At<'_>, urls: &[Text<'_>]) -> Span {
        let start = self.texts.len();
        for (index, url) in urls.iter().enumerate() {
            let span = self.url(&at.index(index), Some(url));
            self.texts.push(span);
        }
        Span::between(start, self.texts.len())
    }
}
