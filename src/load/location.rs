//! Where something is in a catalog file: a path while the file is read, line and column when it is reported.

use crate::text::sanitize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// One step into a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step<K> {
    Key(K),
    Index(usize),
}

/// The path to the value that is being looked at, as a chain of steps on the stack. It costs nothing until
/// [`At::path`] copies it for a diagnostic.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    above: Option<&'a At<'a>>,
    step: Option<Step<&'a str>>,
}

impl<'a> At<'a> {
    /// The outermost object.
    pub(super) const ROOT: At<'static> = At { above: None, step: None };

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        self.step(Step::Key(key))
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&'a self, step: Step<&'a str>) -> Self {
        At { above: Some(self), step: Some(step) }
    }

    /// The key at the end, if it is one.
    pub(super) fn name(&self) -> &'a str {
        match self.step {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    pub(super) fn path(&self) -> Path {
        let mut path = self.above.map_or_else(Path::default, At::path);
        path.steps.extend(self.step.map(|step| match step {
            Step::Key(key) => Step::Key(key.to_owned()),
            Step::Index(index) => Step::Index(index),
        }));
        path
    }
}

/// The path to a value of a document, from the outermost object. Prints as `seasons[1].episodes[2].title`.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    pub(super) steps: Vec<Step<String>>,
    /// Whether the last key is meant, rather than its value.
    pub(super) on_key: bool,
}

impl Path {
    pub(super) fn on_key(self) -> Self {
        Self { on_key: true, ..self }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.steps.iter().enumerate() {
            match step {
                Step::Key(key) if number == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A place in a catalog file.
#[derive(Clone, Debug)]
pub struct Location {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// The path in the data, such as `seasons[1].episodes[2].title`; empty for the outermost object.
    pub path: String,
    pub(super) excerpt: Excerpt,
}

impl Location {
    /// Where the value at `path`, which begins at the byte `offset`, is in `text`.
    pub(super) fn at_offset(text: &str, offset: usize, path: &Path) -> Self {
        let (line, column) = line_and_column((1, 1), &text[..offset]);
        Self { line, column, path: path.to_string(), excerpt: Excerpt::new(text, offset) }
    }

    /// Where the values at some paths begin, or their keys. The text must be JSON.
    pub(super) fn find_all(text: &str, paths: &[&Path]) -> Vec<Self> {
        let mut offsets = offsets_of_paths(text, paths);
        for (path, offset) in paths.iter().zip(&mut offsets) {
            if path.on_key {
                *offset = offset_of_key(text, *offset);
            }
        }
        let places = lines_and_columns(text, &offsets).into_iter().zip(&offsets).zip(paths);
        places
            .map(|(((line, column), &offset), path)| Self {
                line,
                column,
                path: path.to_string(),
                excerpt: Excerpt::new(text, offset),
            })
            .collect()
    }
}

/// The line and column at some offsets of a text, which is walked once.
fn lines_and_columns(text: &str, offsets: &[usize]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|&index| offsets[index]);
    let (mut places, mut place, mut reached) = (vec![(1, 1); offsets.len()], (1, 1), 0);
    for index in order {
        place = line_and_column(place, &text[reached..offsets[index]]);
        reached = offsets[index];
        places[index] = place;
    }
    places
}

/// The line and column behind `text`, which begins at `start`. Both are counted as editors do: from 1, in
/// characters.
fn line_and_column((line, column): (usize, usize), text: &str) -> (usize, usize) {
    match text.rfind('\n') {
        Some(newline) => (line + text.matches('\n').count(), text[newline + 1..].chars().count() + 1),
        None => (line, column + text.chars().count()),
    }
}

/// The offset at which serde_json stopped. It counts lines and bytes from 1; an unexpected line break is
/// column 0 of the next line.
pub(super) fn offset_of_error(text: &str, error: &serde_json::Error) -> usize {
    let line_start = match error.line().checked_sub(2) {
        None => 0,
        Some(newlines) => {
            text.match_indices('\n').nth(newlines).map_or(text.len(), |(newline, _)| newline + 1)
        }
    };
    let offset = (line_start + error.column()).saturating_sub(1);
    let mut backwards = (0..=offset.min(text.len())).rev();
    let boundary = backwards.find(|&offset| text.is_char_boundary(offset));
    boundary.unwrap_or(0)
}

/// Where the values at some paths begin, or the innermost values around them that are there. The text must be
/// JSON.
///
/// Each value is parsed once, however many of the paths lead through it.
fn offsets_of_paths(text: &str, paths: &[&Path]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by(|&one, &other| paths[one].steps.cmp(&paths[other].steps));
    let mut offsets = vec![0; paths.len()];
    descend(text, text.trim_start(), 0, &order, paths, &mut offsets);
    offsets
}

/// Where the key of the value at `offset` begins.
fn offset_of_key(text: &str, offset: usize) -> usize {
    let before = text[..offset].trim_end().strip_suffix(':');
    let key = before.and_then(|before| before.trim_end().strip_suffix('"'));
    let Some(key) = key else {
        return offset;
    };
    let is_escaped = |quote: usize| {
        let backslashes = key[..quote].bytes().rev().take_while(|byte| *byte == b'\\');
        backslashes.count() % 2 == 1
    };
    let mut quotes = key.rmatch_indices('"').map(|(quote, _)| quote);
    quotes.find(|&quote| !is_escaped(quote)).unwrap_or(offset)
}

/// Finds the offsets of the paths numbered in `order`, which are sorted and all lead through `value` at
/// `depth`.
fn descend(text: &str, value: &str, depth: usize, order: &[usize], paths: &[&Path], offsets: &mut [usize]) {
    // Every value is a part of `text`, so the distance of their addresses is the offset.
    let offset = value.as_ptr() as usize - text.as_ptr() as usize;
    order.iter().for_each(|&index| offsets[index] = offset);
    let step = |index: &usize| paths[*index].steps.get(depth);
    let groups: Vec<&[usize]> = order
        .chunk_by(|one, other| step(one) == step(other))
        .filter(|group| step(&group[0]).is_some())
        .collect();
    let steps: Vec<&Step<String>> = groups.iter().filter_map(|group| step(&group[0])).collect();
    for (group, value) in groups.iter().zip(children(value, &steps)) {
        if let Some(value) = value {
            descend(text, value, depth + 1, group, paths, offsets);
        }
    }
}

/// The children of `value` at some steps, which are sorted; the first one if a key occurs twice.
fn children<'t>(value: &'t str, steps: &[&Step<String>]) -> Vec<Option<&'t str>> {
    let mut found = vec![None; steps.len()];
    if !steps.is_empty() {
        let mut json = serde_json::Deserializer::from_str(value);
        // The visitor stops before the end of a list, which the deserializer takes for an error.
        let _ = json.deserialize_any(ChildVisitor { steps, found: &mut found });
    }
    found
}

struct ChildVisitor<'a, 't> {
    steps: &'a [&'a Step<String>],
    found: &'a mut [Option<&'t str>],
}

impl<'t> Visitor<'t> for ChildVisitor<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<Cow<'t, str>>()? {
            let compared = |step: &&Step<String>| match step {
                Step::Key(name) => name.as_str().cmp(&key),
                Step::Index(_) => Ordering::Greater,
            };
            match self.steps.binary_search_by(compared).ok() {
                Some(step) if self.found[step].is_none() => {
                    self.found[step] = Some(object.next_value::<&RawValue>()?.get());
                }
                _ => drop(object.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        let mut reached = 0;
        for (step, found) in self.steps.iter().zip(self.found) {
            let Step::Index(index) = step else { continue };
            while reached < *index && list.next_element::<IgnoredAny>()?.is_some() {
                reached += 1;
            }
            *found = list.next_element::<&RawValue>()?.map(RawValue::get);
            reached += 1;
        }
        Ok(())
    }
}

/// How many columns of a terminal an excerpt shows on either side of the place, so that it fits into 80. Files
/// are often one line of many megabytes.
const MAX_CONTEXT: usize = 36;

/// A part of a line with a caret below it. Prints on lines of its own, after a message.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    line: String,
    /// The width of what is before the place, in columns of a terminal.
    before: usize,
}

impl Excerpt {
    fn new(text: &str, offset: usize) -> Self {
        let (before, after) = text.split_at(offset);
        let (mut start, is_cut) = context(before.chars().rev());
        start.reverse();
        let start = start.concat();
        let start = if is_cut { format!("…{start}") } else { start.trim_start().to_owned() };
        let (end, is_cut) = context(after.chars());
        let end = end.concat() + if is_cut { "…" } else { "" };
        Self { before: start.width(), line: start + &end }
    }
}

/// The letters up to the end of the line or to the greatest width, each safe to print, and whether more follow.
fn context(letters: impl Iterator<Item = char>) -> (Vec<String>, bool) {
    let mut width = 0;
    let mut shown = Vec::new();
    for letter in letters.take_while(|letter| !matches!(letter, '\n' | '\r')) {
        let letter = sanitize::line(letter.encode_utf8(&mut [0; 4])).into_owned();
        width += letter.width();
        if width > MAX_CONTEXT {
            return (shown, true);
        }
        shown.push(letter);
    }
    (shown, false)
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, before } = self;
        if line.is_empty() {
            return Ok(());
        }
        write!(f, "\n    {line}\n    {:before$}^", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, paths: &[&Path]) -> Vec<String> {
        let locations = Location::find_all(text, paths);
        locations.iter().map(|location| format!("{}:{}", location.line, location.column)).collect()
    }

    fn path(steps: &[&str]) -> Path {
        let step = |step: &&str| match step.parse() {
            Ok(index) => Step::Index(index),
            Err(_) => Step::Key((*step).to_owned()),
        };
        Path { steps: steps.iter().map(step).collect(), on_key: false }
    }

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let text = "{\n  \"日本\": {\"a\": [1, \"é\", {\"b\": null}]}\n}";
        for (steps, place) in [
            (&[][..], "1:1"),
            (&["日本"], "2:9"),
            (&["日本", "a", "2"], "2:24"),
            (&["日本", "a", "2", "b"], "2:30"),
            // The object that lacks it.
            (&["日本", "missing"], "2:9"),
        ] {
            assert_eq!(at(text, &[&path(steps)]), [place]);
        }
    }

    #[test]
    fn many_places_are_found_as_one_is() {
        let text = "[{\"a\": [1, 2]},\n {\"a\": []}, 3]";
        let paths = [&["2"][..], &["0", "a", "1"], &["1", "a", "0"], &[]].map(path);
        let paths: Vec<&Path> = paths.iter().collect();
        let together = at(text, &paths);
        assert_eq!(together, ["2:13", "1:12", "2:8", "1:1"]);
        for (path, together) in paths.iter().zip(together) {
            assert_eq!(at(text, &[path]), [together]);
        }
    }

    #[test]
    fn keys_are_found_before_their_values() {
        for (text, key) in
            [(r#"{"a": 1}"#, 1), (r#"{"a\"b" : 1}"#, 1), (r#"{"a\\" :1}"#, 1), (r#"{ "x": 0, "é":1}"#, 10)]
        {
            assert_eq!(offset_of_key(text, text.find('1').unwrap()), key, "{text}");
        }
        assert_eq!(offset_of_key("[1]", 1), 1, "an item has no key");
    }

    #[test]
    fn errors_of_the_parser_are_counted_in_characters() {
        let text = "{\r\n\"日本\": x}";
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        let offset = offset_of_error(text, &error);
        assert_eq!(line_and_column((1, 1), &text[..offset]), (2, 7));
    }

    fn excerpt(text: &str, place: &str) -> String {
        Excerpt::new(text, text.find(place).unwrap_or(text.len())).to_string()
    }

    #[test]
    fn the_caret_is_below_the_place() {
        assert_eq!(excerpt("{\r\n  \"日本\": x}\r\n", "x}"), "\n    \"日本\": x}\n            ^");
        assert_eq!(excerpt("one\n\tb\u{7}c", "c"), "\n    b\\u{7}c\n          ^");
        assert_eq!(excerpt("{", "?"), "\n    {\n     ^");
        assert_eq!(excerpt("", "?"), "", "there is nothing to show");
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let text = format!("{}!{}", "é".repeat(1_000), "日".repeat(1_000));
        let expected = format!("\n    …{}!{}…\n    {}^", "é".repeat(36), "日".repeat(17), " ".repeat(37));
        assert_eq!(excerpt(&text, "!"), expected);
        let text = format!("{}!{}", "a".repeat(36), "b".repeat(35));
        assert_eq!(excerpt(&text, "!"), format!("\n    {text}\n    {}^", " ".repeat(36)));
        let text = format!("{}!{}", "日".repeat(1_000), "\u{1b}".repeat(1_000));
        let fits = |line: &str| line.width() <= 80;
        assert!(excerpt(&text, "!").lines().all(fits), "{}", excerpt(&text, "!"));
    }
}
