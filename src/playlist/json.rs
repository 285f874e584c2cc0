//! Reads the tracks of JSON: of JSPF, and of objects with a title and an artist, however nested. Services and
//! their archives write these, and so do our lists.

use super::headings::{Field, field};
use super::table::{self, Columns, Grid, row};
use super::{Names, Tracklist};
use crate::error::all_of;
use csv::StringRecord;
use serde_json::{Deserializer, Map, Value};

/// How many keys a message names.
const MAX_NAMED: usize = 8;
/// How many keys of tracks are told apart.
const MAX_KEYS: usize = 100;

/// Reads one JSON value, or one a line.
pub(super) fn read(text: &str, names: &Names) -> Result<Tracklist, String> {
    let mut found = Found::default();
    let (mut list, mut is_jspf, mut is_empty) = (Tracklist::default(), false, true);
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    let (mut line, mut counted) = (1, 0);
    loop {
        let at = values.byte_offset();
        let start = at + text[at..].len() - text[at..].trim_start().len();
        line += text[counted..start].matches('\n').count();
        counted = start;
        let Some(value) = values.next() else { break };
        let value = value.map_err(|error| format!("this is no JSON: {error}"))?;
        is_empty &= match &value {
            Value::Array(items) => items.is_empty(),
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        let playlist = value.get("playlist");
        if let Some(Value::Array(tracks)) = playlist.and_then(|playlist| playlist.get("track")) {
            is_jspf = true;
            list.title = playlist.and_then(|playlist| text_of(playlist.get("title")?)).unwrap_or_default();
            tracks.iter().filter_map(Value::as_object).for_each(|track| found.add(track, line));
        } else if !found.visit(&value, line) {
            found.note_keys(&value);
        }
    }
    if found.rows.is_empty() {
        let keys: Vec<String> = found.other_keys.iter().map(|key| format!("`{key}`")).collect();
        let with = if keys.is_empty() { String::new() } else { format!(", but has {}", all_of(&keys)) };
        let nothing = format!("this is JSON without objects that have a title and an artist{with}");
        return if is_empty || is_jspf { Ok(list) } else { Err(nothing) };
    }
    let keys: Vec<&str> = found.keys.iter().map(String::as_str).collect();
    let grid = Grid { headings: Some(row(1, &keys)), rows: Box::new(found.rows.into_iter()), is_jspf };
    let read = table::read(grid, names)
        .map_err(|_| "this is JSON whose keys do not tell title and artist".to_owned());
    Ok(Tracklist { title: list.title, ..read? })
}

/// The objects that are tracks, as rows of a table whose columns are their keys.
#[derive(Default)]
struct Found {
    keys: Vec<String>,
    rows: Vec<StringRecord>,
    /// Keys of objects that are no tracks.
    other_keys: Vec<String>,
}

impl Found {
    /// Adds the tracks in a value. An object is a track unless it contains some; what a track says of its
    /// album and its artists are none.
    fn visit(&mut self, value: &Value, line: usize) -> bool {
        match value {
            Value::Array(items) => items.iter().fold(false, |any, item| self.visit(item, line) | any),
            Value::Object(map) => {
                let is_about = |key: &str| matches!(field(key), Some((Field::Album | Field::Artist, _)));
                let inner = map.iter().filter(|(key, _)| !is_about(key));
                let any = inner.fold(false, |any, (_, value)| self.visit(value, line) | any);
                let is_track = !any && is_track(map);
                if is_track {
                    self.add(map, line);
                }
                any || is_track
            }
            _ => false,
        }
    }

    fn add(&mut self, map: &Map<String, Value>, line: usize) {
        let mut cells = Vec::new();
        for (key, text) in flat(map) {
            let column = self.keys.iter().position(|other| *other == key).unwrap_or_else(|| {
                self.keys.push(key);
                self.keys.len() - 1
            });
            if column >= MAX_KEYS {
                self.keys.truncate(MAX_KEYS);
                continue;
            }
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = text;
        }
        self.rows.push(row(line, &cells));
    }

    fn note_keys(&mut self, value: &Value) {
        let inner = match value {
            Value::Array(items) => items.first(),
            other => Some(other),
        };
        let keys = inner.and_then(Value::as_object).into_iter().flat_map(Map::keys);
        for key in keys.filter(|key| !self.other_keys.contains(key)).cloned().collect::<Vec<_>>() {
            if self.other_keys.len() < MAX_NAMED {
                self.other_keys.push(key);
            }
        }
    }
}

fn is_track(map: &Map<String, Value>) -> bool {
    let keys: Vec<String> =
        flat(map).into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, _)| key).collect();
    Columns::by_headings(&row(1, &keys), &[]).are_complete()
}

/// The keys that name a field, with their texts, also those of objects in the object.
fn flat(map: &Map<String, Value>) -> Vec<(String, String)> {
    let mut flattened = Vec::new();
    for (key, value) in map {
        match (field(key), value) {
            (Some(_), value) => flattened.push((key.clone(), text_of(value).unwrap_or_default())),
            (None, Value::Object(inner)) => flattened.extend(flat(inner)),
            _ => {}
        }
    }
    flattened
}

/// The text of a value: of an object its name, of an array all texts.
fn text_of(value: &Value) -> Option<String> {
    const NAMES: [&str; 5] = ["name", "title", "#text", "artist_credit_name", "artist"];
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => NAMES.iter().find_map(|name| text_of(map.get(*name)?)),
        Value::Array(items) => Some(items.iter().filter_map(text_of).collect::<Vec<_>>().join("; ")),
        Value::Null | Value::Bool(_) => None,
    }
}
