//! Places in a file: an offset, an error of the parser or a path flows in, line and column flow out.

use super::path::{Path, Step};
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// A place in a text, as editors count: lines from 1, columns in characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl Position {
    /// Where every text begins.
    pub(super) const START: Self = Self { line: 1, column: 1 };

    /// The places at some offsets of a text, which is walked once.
    pub(super) fn of_offsets(text: &str, offsets: &[usize]) -> Vec<Self> {
        let mut order: Vec<usize> = (0..offsets.len()).collect();
        order.sort_by_key(|&index| offsets[index]);
        let mut positions = vec![Self::START; offsets.len()];
        let (mut position, mut reached) = (Self::START, 0);
        for index in order {
            position = position.behind(&text[reached..offsets[index]]);
            reached = offsets[index];
            positions[index] = position;
        }
        positions
    }

    /// The place behind `text`, which begins here.
    fn behind(self, text: &str) -> Self {
        match text.rfind('\n') {
            Some(newline) => Self {
                line: self.line + text.matches('\n').count(),
                column: text[newline + 1..].chars().count() + 1,
            },
            None => Self { line: self.line, column: self.column + text.chars().count() },
        }
    }
}

/// Where serde_json stopped. It counts lines and bytes from 1; of a line break that it did not want it says the column 0
/// of the next line.
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

/// Where the values at some paths begin, or the innermost values around them that are there. The text must be JSON.
///
/// Each value is taken apart once, however many of the paths lead through it.
pub(super) fn offsets_of_paths(text: &str, paths: &[&Path]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by(|&one, &other| paths[one].0.cmp(&paths[other].0));
    let mut offsets = vec![0; paths.len()];
    descend(text, text.trim_start(), 0, &order, paths, &mut offsets);
    offsets
}

/// Where the key of the value at `offset` begins.
pub(super) fn offset_of_key(text: &str, offset: usize) -> usize {
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

/// Finds the offsets of the paths numbered in `order`, which are sorted and all lead through `value` at `depth`.
fn descend(text: &str, value: &str, depth: usize, order: &[usize], paths: &[&Path], offsets: &mut [usize]) {
    // Every value is a part of `text`, so the distance of their addresses is the offset.
    let offset = value.as_ptr() as usize - text.as_ptr() as usize;
    order.iter().for_each(|&index| offsets[index] = offset);
    let step = |index: &usize| paths[*index].0.get(depth);
    let groups: Vec<&[usize]> = order
        .chunk_by(|one, other| step(one) == step(other))
        .filter(|group| step(&group[0]).is_some())
        .collect();
    let steps: Vec<&Step<String>> = groups.iter().filter_map(|group| step(&group[0])).collect();
    for (group, value) in groups.iter().zip(inside(value, &steps)) {
        if let Some(value) = value {
            descend(text, value, depth + 1, group, paths, offsets);
        }
    }
}

/// The values that some steps, which are sorted, lead to from `value`; of a key that is there twice the first.
fn inside<'t>(value: &'t str, steps: &[&Step<String>]) -> Vec<Option<&'t str>> {
    let mut found = vec![None; steps.len()];
    if !steps.is_empty() {
        let mut json = serde_json::Deserializer::from_str(value);
        // An error only says that the rest of a list was not looked at.
        let _ = json.deserialize_any(Inside { steps, found: &mut found });
    }
    found
}

/// Keeps the values that steps lead to.
struct Inside<'a, 't> {
    steps: &'a [&'a Step<String>],
    found: &'a mut [Option<&'t str>],
}

impl<'t> Visitor<'t> for Inside<'_, 't> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, paths: &[&Path]) -> Vec<String> {
        let offsets = offsets_of_paths(text, paths);
        let positions = Position::of_offsets(text, &offsets);
        positions.iter().map(Position::to_string).collect()
    }

    fn path(steps: &[&str]) -> Path {
        let step = |step: &&str| match step.parse() {
            Ok(index) => Step::Index(index),
            Err(_) => Step::Key((*step).to_owned()),
        };
        Path(steps.iter().map(step).collect())
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
        assert_eq!(Position::of_offsets(text, &[offset])[0].to_string(), "2:7");
    }
}
