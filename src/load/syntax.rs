//! Text that is not JSON: what the parser says flows in, words for a person flow out, and what to do about the mistakes
//! that people make most.

use super::path::Path;
use super::position::offset_of_error;
use super::report::Finding;
use std::fmt;

/// What many take for JSON, by how it begins, and what to do instead.
const LOOKALIKES: [(&[&str], &str); 4] = [
    (&["//", "/*", "#"], "JSON has no comments: a `note` can say it"),
    (&["'", "\u{201c}", "\u{201d}", "`"], "texts and keys stand in straight double quotes: \"…\""),
    (&["None", "True", "False", "undefined", "nil"], "JSON has `null`, `true` and `false`"),
    (&["NaN", "Infinity", "-Infinity", "+", "."], "a number is written in digits"),
];

/// The finding for a text that is not JSON; `path` is what was being read.
pub(super) fn finding(
    file: impl fmt::Display,
    text: &str,
    error: &serde_json::Error,
    path: &Path,
) -> Finding {
    let offset = offset_of_error(text, error);
    let (message, hint) = explain(error, &text[offset..]);
    let finding = Finding::at(file, text, offset, path, message);
    match hint {
        Some(hint) => finding.with_hint(hint),
        None => finding,
    }
}

/// `rest` is the text from where the parser stopped.
fn explain(error: &serde_json::Error, rest: &str) -> (String, Option<&'static str>) {
    let said = error.to_string();
    // Its own line and column count bytes.
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let is_begun_by = |beginning: &&str| rest.starts_with(*beginning);
    let lookalike =
        LOOKALIKES.iter().find(|(beginnings, _)| beginnings.iter().any(is_begun_by)).map(|(_, hint)| *hint);
    if error.is_eof() {
        return ("the file ends too early".to_owned(), None);
    }
    match said {
        "trailing comma" => ("nothing follows the comma".to_owned(), Some("remove the comma before it")),
        "trailing characters" => {
            ("the catalog ends before this".to_owned(), lookalike.or(Some("a file holds one object")))
        }
        "number out of range" => ("the number is too large".to_owned(), None),
        "key must be a string" => ("expected a key in double quotes".to_owned(), lookalike),
        _ if said.starts_with("control character") => (
            "a text goes on in the next line, or has a control character".to_owned(),
            Some(r"close the text with a double quote; a line break in it is written \n"),
        ),
        _ => (format!("this is not JSON: {said}"), lookalike),
    }
}
