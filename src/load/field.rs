//! Checks and packs the single values of a document: names, ids, references, dates, addresses.

use super::diagnostics::{Diagnostic, Diagnostics};
use super::document::{Name, Slug, Text, Url};
use super::location::At;
use crate::error::one_of;
use crate::model::{Keyword, ListRef, ParseError, ShowRecord, StrRef, TextBuffer};
use crate::text::suggest;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::str::FromStr;

/// How many references to unknown ids of a file come with suggestions, and with how many ids they are compared in all. A
/// suggestion is compared with every id of its section, so the cost of a file with many mistakes must be bounded.
const MAX_SUGGESTED: usize = 50;
const MAX_COMPARISONS: usize = 100_000;

/// The index of a reference that could not be resolved.
const UNRESOLVED: u32 = u32::MAX;

/// The ids that one section of a file defines.
#[derive(Default)]
pub(super) struct IdTable<'d> {
    kind: &'static str,
    first: HashMap<&'d str, u32>,
    /// The entries with the id of an earlier entry.
    duplicates: HashSet<usize>,
    /// Whether the section itself is a placeholder: references to it cannot be checked then.
    is_placeholder: bool,
}

impl<'d> IdTable<'d> {
    /// The ids of the section `kind` + "s".
    pub(super) fn new(
        kind: &'static str,
        slugs: impl ExactSizeIterator<Item = &'d str>,
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut first = HashMap::with_capacity(slugs.len());
        let mut duplicates = HashSet::new();
        // Skip empty ids: these are placeholders or errors of their own.
        for (index, slug) in slugs.enumerate().filter(|(_, slug)| !slug.is_empty()) {
            if *first.entry(slug).or_insert(index as u32) != index as u32 {
                duplicates.insert(index);
            }
        }
        let is_placeholder = diagnostics.is_placeholder(&At::ROOT.key(&format!("{kind}s")));
        Self { kind, first, duplicates, is_placeholder }
    }

    fn similar(&self, slug: &str) -> Vec<&'d str> {
        let mut known: Vec<&str> = self.first.keys().copied().collect();
        known.sort_unstable();
        suggest(slug, known.into_iter())
    }
}

/// The texts and lists of the show that is being packed, and its diagnostics.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) diagnostics: Diagnostics,
    /// How many suggestions were looked for, and with how many ids they were compared.
    suggested: usize,
    comparisons: usize,
    text: TextBuffer,
    texts: Vec<StrRef>,
    cited: Vec<u32>,
}

impl Fields {
    pub(super) fn new(diagnostics: Diagnostics) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    /// Hands the packed texts and lists over to `show`.
    pub(super) fn pack_into(&mut self, show: &mut ShowRecord) {
        show.text = std::mem::take(&mut self.text);
        show.texts = std::mem::take(&mut self.texts);
        show.cited = std::mem::take(&mut self.cited);
        show.shrink();
    }

    /// An optional text. One of nothing but spaces counts as missing.
    pub(super) fn text(&mut self, text: Option<&Text<'_>>) -> StrRef {
        text.filter(|text| !is_blank(text)).map_or(StrRef::EMPTY, |text| self.text.push(text))
    }

    pub(super) fn texts(&mut self, texts: &[Text<'_>]) -> ListRef {
        let start = self.texts.len();
        for text in texts.iter().filter(|text| !is_blank(text)) {
            let at = self.text.push(text);
            self.texts.push(at);
        }
        ListRef::new(start, self.texts.len())
    }

    pub(super) fn name(&mut self, at: &At<'_>, name: &Text<'_, Name>) -> StrRef {
        if is_blank(name) {
            self.diagnostics.error(at, "a title or name must not be empty");
        }
        self.text.push(name)
    }

    /// The id of the entry `index` of a section, which must be unique in it.
    pub(super) fn id(
        &mut self,
        at: &At<'_>,
        slug: &Text<'_, Slug>,
        index: usize,
        ids: &IdTable<'_>,
    ) -> StrRef {
        if ids.duplicates.contains(&index) {
            let message = format!("duplicate {} id `{slug}`", ids.kind);
            self.diagnostics.error(at, message);
            self.diagnostics.mark_invalid(at);
        }
        self.slug(at, slug)
    }

    pub(super) fn slug(&mut self, at: &At<'_>, slug: &Text<'_, Slug>) -> StrRef {
        let well_formed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || !slug.bytes().all(well_formed) {
            let message = format!("an id consists of a-z, 0-9 and dashes, not `{slug}`");
            self.diagnostics.error(at, message);
        }
        self.text.push(slug)
    }

    /// The index of the entry that `slug` refers to. If there is none, the index of the most similar one, so that the
    /// entry that was probably meant is not reported as unused.
    pub(super) fn reference<'d>(&mut self, at: &At<'_>, slug: &'d Text<'d, Slug>, ids: &IdTable<'d>) -> u32 {
        if let Some(&index) = ids.first.get(&**slug) {
            return index;
        }
        if ids.is_placeholder || self.diagnostics.is_placeholder(at) {
            return UNRESOLVED;
        }
        // The first one always gets a suggestion, however large its section is.
        let is_early = self.suggested < MAX_SUGGESTED && self.comparisons < MAX_COMPARISONS;
        let similar = if is_early {
            self.suggested += 1;
            self.comparisons += ids.first.len();
            ids.similar(slug)
        } else {
            Vec::new()
        };
        let message = format!("no {} `{slug}` is defined", ids.kind);
        self.diagnostics.add(at.path(), Diagnostic::error(message).suggesting(&similar));
        similar.first().map_or(UNRESOLVED, |similar| ids.first[similar])
    }

    pub(super) fn cites<'d>(
        &mut self,
        at: &At<'_>,
        slugs: &'d [Text<'d, Slug>],
        sources: &IdTable<'d>,
    ) -> ListRef {
        let start = self.cited.len();
        for (index, slug) in slugs.iter().enumerate() {
            let source = self.reference(&at.index(index), slug, sources);
            self.cited.push(source);
        }
        ListRef::new(start, self.cited.len())
    }

    /// A value that is parsed from its text, such as a date, a length or an ISRC.
    pub(super) fn parsed<T: FromStr<Err = ParseError>>(
        &mut self,
        at: &At<'_>,
        text: Option<&Text<'_, T>>,
    ) -> Option<T> {
        let text = text?;
        text.parse().map_err(|expected| self.diagnostics.error(at, format!("`{text}`: {expected}"))).ok()
    }

    /// A value that is one of some keywords.
    pub(super) fn word<W: Keyword>(&mut self, at: &At<'_>, word: Option<&Text<'_, W>>) -> Option<W> {
        let word = word?;
        let value = W::from_keyword(word);
        if value.is_none() {
            let known: Vec<&str> = W::ALL.iter().map(|value| value.keyword()).collect();
            let similar = suggest(word, known.iter().copied());
            let message = format!("unknown {} `{word}`: expected {}", W::KIND, one_of(&known));
            self.diagnostics.add(at.path(), Diagnostic::error(message).suggesting(&similar));
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
            self.diagnostics.error(at, message);
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

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
