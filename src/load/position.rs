//! Places in a file: an offset, an error of the parser or a path flows in, line and column flow out.

use super::path::{Path, Step};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
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

    pub(super) fn of_offset(text: &str, offset: usize) -> Self {
        let boundary = (0..=offset)
            .rev()
            .find(|&offset| text.is_char_boundary(offset));
        Self::START.behind(&text[..boundary.unwrap_or(0)])
    }

    /// The place behind `text`, which begins here.
    fn behind(self, text: &str) -> Self {
        match text.rfind('\n') {
            Some(newline) => Self {
                line: self.line + text.matches('\n').count(),
                column: text[newline + 1..].chars().count() + 1,
            },
            None => Self {
                line: self.line,
                column: self.column + text.chars().count(),
            },
        }
    }

    /// Where serde_json stopped: it counts lines and bytes from 1.
    pub(super) fn of_error(text: &str, error: &serde_json::Error) -> Self {
        let line_start = match error.line().checked_sub(2) {
            None => 0,
            Some(newlines) => text
                .match_indices('\n')
                .nth(newlines)
                .map_or(text.len(), |(newline, _)| newline + 1),
        };
        Self::of_offset(
            text,
            (line_start + error.column().saturating_sub(1)).min(text.len()),
        )
    }
}

/// Where the values at some paths begin, or the innermost values around them that are there. The text must be JSON.
///
/// Each value is taken apart once, however many of the paths lead through it, and the text is walked once.
pub(super) fn of_paths(text: &str, paths: &[Path]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by(|&one, &other| paths[one].0.cmp(&paths[other].0));
    let mut offsets = vec![0; paths.len()];
    descend(text, text.trim_start(), 0, &order, paths, &mut offsets);

    order.sort_by_key(|&index| offsets[index]);
    let mut positions = vec![Position::START; paths.len()];
    let (mut position, mut reached) = (Position::START, 0);
    for index in order {
        position = position.behind(&text[reached..offsets[index]]);
        reached = offsets[index];
        positions[index] = position;
    }
    positions
}

/// Finds the offsets of the paths numbered in `order`, which are sorted and all lead through `value` at `depth`.
fn descend(
    text: &str,
    value: &str,
    depth: usize,
    order: &[usize],
    paths: &[Path],
    offsets: &mut [usize],
) {
    // Every value is a part of `text`, so the distance of their addresses is the offset.
    let offset = value.as_ptr() as usize - text.as_ptr() as usize;
    order.iter().for_each(|&index| offsets[index] = offset);
    let step = |index: &usize| paths[*index].0.get(depth);
    let inner = Inside::of(value, order.iter().find_map(step));
    for group in order.chunk_by(|one, other| step(one) == step(other)) {
        if let Some(inner) = step(&group[0]).and_then(|step| inner.get(step)) {
            descend(text, inner, depth + 1, group, paths, offsets);
        }
    }
}

/// The values in an object or a list, where they stand.
enum Inside<'t> {
    Object(HashMap<Cow<'t, str>, &'t RawValue>),
    List(Vec<&'t RawValue>),
    Nothing,
}

impl<'t> Inside<'t> {
    /// Takes a value apart, if a step leads into it.
    fn of(value: &'t str, step: Option<&Step>) -> Self {
        match step {
            Some(Step::Key(_)) => serde_json::from_str(value).map_or(Self::Nothing, Self::Object),
            Some(Step::Index(_)) => serde_json::from_str(value).map_or(Self::Nothing, Self::List),
            None => Self::Nothing,
        }
    }

    fn get(&self, step: &Step) -> Option<&'t str> {
        match (self, step) {
            (Self::Object(object), Step::Key(key)) => object.get(*key).map(|value| value.get()),
            (Self::List(list), Step::Index(index)) => list.get(*index).map(|value| value.get()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let text = "{\n  \"日本\": {\"a\": [1, \"é\", {\"b\": null}]}\n}";
        let at = |steps: &[Step]| of_paths(text, &[Path(steps.to_vec())])[0].to_string();
        assert_eq!(at(&[]), "1:1");
        assert_eq!(at(&[Step::Key("日本")]), "2:9");
        assert_eq!(
            at(&[Step::Key("日本"), Step::Key("a"), Step::Index(2)]),
            "2:24"
        );
        assert_eq!(
            at(&[
                Step::Key("日本"),
                Step::Key("a"),
                Step::Index(2),
                Step::Key("b")
            ]),
            "2:30"
        );
        assert_eq!(
            at(&[Step::Key("日本"), Step::Key("missing")]),
            "2:9",
            "the object that lacks it"
        );
    }

    #[test]
    fn many_places_are_found_as_one_is() {
        let text = "[{\"a\": [1, 2]},\n {\"a\": []}, 3]";
        let (zero, one, two) = (Step::Index(0), Step::Index(1), Step::Index(2));
        let paths = [
            vec![two],
            vec![zero, Step::Key("a"), one],
            vec![one, Step::Key("a"), zero],
            vec![],
        ]
        .map(Path);
        let together: Vec<String> = of_paths(text, &paths)
            .iter()
            .map(Position::to_string)
            .collect();
        assert_eq!(together, ["2:13", "1:12", "2:8", "1:1"]);
        for (path, together) in paths.iter().zip(&together) {
            assert_eq!(
                &of_paths(text, std::slice::from_ref(path))[0].to_string(),
                together
            );
        }
    }

    #[test]
    fn errors_of_the_parser_are_counted_in_characters() {
        let text = "{\r\n\"日本\": x}";
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        assert_eq!(Position::of_error(text, &error).to_string(), "2:7");
    }
}
