//! The forgiving reader: JSON flows in, a whole [`Document`] flows out, and with it every place where the text does not
//! have what the format asks for.
//!
//! Serde drives: its derived code says what each place of a document wants, and this deserializer, which stands between
//! that code and the JSON parser, looks at what is there. What is wrong is noted together with its path and something
//! empty handed out in its place, a *hole*, so that one mistake does not hide the others. Only what is not JSON at all
//! ends the reading.

mod absent;
mod exact;
mod inside;
mod value;

use super::document::Document;
use super::path::{At, Path};
use super::problem::{MOST, Problem, Problems, Severity, brief};
use crate::text::sanitize;
use crate::text::suggest;
use exact::Exact;
use serde::Deserialize;
use serde::de::Error;
use std::collections::HashMap;
use std::fmt;
use value::Node;

/// The document of a text that is JSON, with whatever is wrong with it added to `problems`; otherwise why it is not
/// JSON, and what the parser was reading when it met that. `thorough` also looks for hidden characters.
pub(super) fn read<'d>(
    text: &'d str,
    thorough: bool,
    problems: &mut Problems,
) -> Result<Document<'d>, (serde_json::Error, Path)> {
    let mut log = Log {
        thorough,
        has_delete: thorough && text.as_bytes().contains(&0x7f),
        problems,
        unknown: HashMap::new(),
        more_unknown: 0,
        stopped: None,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let node = Node { json: &mut json, at: At::ROOT, log: &mut log };
    let document = Document::deserialize(node).and_then(|document| json.end().map(|()| document));
    log.count_unknown();
    document.map_err(|error| (error, log.stopped.unwrap_or_default()))
}

/// The document of a text that has just what the format asks for, and unknown keys at most; otherwise nothing that could
/// be told to anybody.
pub(super) fn exactly(text: &str) -> serde_json::Result<Document<'_>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let document = Document::deserialize(Exact(&mut json))?;
    json.end()?;
    Ok(document)
}

/// What has been met so far.
struct Log<'p> {
    thorough: bool,
    /// Whether DEL is somewhere in the text, the only hidden character of ASCII that JSON lets stand unescaped.
    has_delete: bool,
    problems: &'p mut Problems,
    /// For each unknown key, by the name of what it stands in: its first problem and how often it is there.
    unknown: HashMap<(&'static str, String), (Problem, usize)>,
    /// How many there are beyond those.
    more_unknown: usize,
    /// Where reading ended too soon.
    stopped: Option<Path>,
}

impl Log<'_> {
    fn add<E: Error>(&mut self, problem: Problem) -> Result<(), E> {
        self.problems.add(problem);
        if self.problems.is_full() {
            return Err(E::custom("there are too many errors to read on"));
        }
        Ok(())
    }

    fn wrong<E: Error>(&mut self, at: &At<'_>, wanted: Wanted, found: &str) -> Result<(), E> {
        let message = format!("expected {wanted}, found {found}");
        self.add(Problem::new(Severity::Error, at.path(), message))?;
        self.problems.hole(at);
        Ok(())
    }

    fn unknown(&mut self, at: &At<'_>, object: &Struct, key: String) {
        let key = (object.name, key);
        if self.unknown.len() >= MOST && !self.unknown.contains_key(&key) {
            self.more_unknown += 1;
            return;
        }
        let known = self.unknown.entry(key);
        let (_, times) = known.or_insert_with_key(|(_, key)| {
            let near = suggest(key, object.fields.iter().copied());
            let problem = Problem::new(Severity::Warning, at.key(key).path(), "");
            (problem.on_key().suggesting(&near), 0)
        });
        *times += 1;
    }

    /// Reports each unknown key once, however often it is there: it is one mistake, or one habit.
    fn count_unknown(&mut self) {
        let mut unknown: Vec<_> = self.unknown.drain().collect();
        unknown.sort_by(|(one, _), (other, _)| one.cmp(other));
        for ((_, key), (mut problem, times)) in unknown {
            let key = brief(&key);
            problem.message = match times {
                1 => format!("unknown key `{key}`"),
                times => format!("unknown key `{key}`, {times} times; this is the first"),
            };
            self.problems.add(problem);
        }
        self.problems.leave_out_warnings(self.more_unknown);
    }

    /// Looks for hidden characters in a text that stands unescaped in the file.
    fn look(&mut self, at: &At<'_>, text: &str) {
        if self.has_delete || !text.is_ascii() {
            self.look_closely(at, text);
        }
    }

    fn look_closely(&mut self, at: &At<'_>, text: &str) {
        if !self.thorough {
            return;
        }
        if let Some(letter) = sanitize::first_hidden(text) {
            let message = format!("the text has a hidden character, U+{:04X}", letter as u32);
            self.problems.warn(at, message);
        }
    }
}

/// What the format has at a place.
#[derive(Clone, Copy)]
enum Wanted {
    Text,
    /// A whole number, at most this.
    Number(u64),
    List,
    Object(Struct),
}

/// An object with fixed keys.
#[derive(Clone, Copy)]
struct Struct {
    name: &'static str,
    fields: &'static [&'static str],
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a text"),
            Self::Number(most) => write!(f, "a whole number from 0 to {most}"),
            Self::List => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        }
    }
}
