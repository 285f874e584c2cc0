//! Places in a file: an offset, an error of the parser or a path flows in, line and column flow out.

use super::path::{Path, Step};
use serde::Deserialize;
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
    pub(super) fn of_offset(text: &str, offset: usize) -> Self {
        let boundary = (0..=offset)
            .rev()
            .find(|&offset| text.is_char_boundary(offset));
        let before = &text[..boundary.unwrap_or(0)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
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

    /// Where the value at `path` begins, or the innermost value around it that is there. The text must be JSON.
    pub(super) fn of_path(text: &str, path: &Path) -> Self {
        let mut value = text.trim_start();
        for step in &path.0 {
            match inside(value, step) {
                Some(inner) => value = inner,
                None => break,
            }
        }
        // Every value is a part of `text`, so the distance of their addresses is the offset.
        Self::of_offset(text, value.as_ptr() as usize - text.as_ptr() as usize)
    }
}

fn inside<'t>(value: &'t str, step: &Step) -> Option<&'t str> {
    #[derive(Deserialize)]
    struct Raw<'t>(#[serde(borrow)] &'t RawValue);
    let inner = match *step {
        Step::Key(key) => {
            let object: HashMap<Cow<'_, str>, Raw<'t>> = serde_json::from_str(value).ok()?;
            object.get(key)?.0
        }
        Step::Index(index) => {
            let list: Vec<Raw<'t>> = serde_json::from_str(value).ok()?;
            list.get(index)?.0
        }
    };
    Some(inner.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let text = "{\n  \"日本\": {\"a\": [1, \"é\", {\"b\": null}]}\n}";
        let at = |steps: &[Step]| Position::of_path(text, &Path(steps.to_vec())).to_string();
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
    fn errors_of_the_parser_are_counted_in_characters() {
        let text = "{\r\n\"日本\": x}";
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        assert_eq!(Position::of_error(text, &error).to_string(), "2:7");
    }
}
