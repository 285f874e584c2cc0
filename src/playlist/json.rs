//! Reads the tracks of JSON: of JSPF, and of objects with a title and an artist, however nested. Services and
//! their archives write these, and so do our lists.

use super::headings::{Field, field};
use super::table::{Columns, row};
use super::{Names, Tracklist};
use crate::error::all_of;
use csv::StringRecord;
use serde_json::{Deserializer, Map, Value};

/// How many keys a message names.
const MAX_KEYS: usize = 5;

/// Reads one JSON value, or one a line.
pub(super) fn read(text: &str, names: &Names) -> Result<Tracklist, String> {
    let (mut list, mut other) = (Tracklist::default(), None);
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    let (mut line, mut counted) = (1, 0);
    loop {
        let rest = &text[values.byte_offset()..];
        let start = text.len() - rest.trim_start().len();
        line += text[counted..start].matches('\n').count();
        counted = start;
        let Some(value) = values.next() else { break };
        let value = value.map_err(|error| format!("this is no JSON: {error}"))?;
        let playlist = &value["playlist"];
        if let Value::Array(tracks) = &playlist["track"] {
            list.title = text_of(&playlist["title"]).unwrap_or_default();
            for (columns, cells) in tracks.iter().filter_map(Value::as_object).map(|map| fields(map, line)) {
                list.tracks.extend(columns.track(&cells, true, names));
            }
        } else if !visit(&value, line, names, &mut list) {
            let first = value.get(0).unwrap_or(&value).as_object();
            let keys = first.into_iter().flat_map(Map::keys).take(MAX_KEYS).map(|key| format!("`{key}`"));
            other.get_or_insert(all_of(&keys.collect::<Vec<_>>()));
        }
    }
    match other.filter(|keys| list.tracks.is_empty() && !keys.is_empty()) {
        Some(keys) => {
            Err(format!("this is JSON without objects that have a title and an artist, but {keys}"))
        }
        None => Ok(list),
    }
}

/// Adds the tracks in a value; returns whether there are any. An object is a track unless it contains some;
/// what a track says of its album and its artists are none.
fn visit(value: &Value, line: usize, names: &Names, list: &mut Tracklist) -> bool {
    match value {
        Value::Array(items) => items.iter().fold(false, |any, item| visit(item, line, names, list) | any),
        Value::Object(map) => {
            let is_about = |key: &str| matches!(field(key), Some((Field::Album | Field::Artist, _)));
            let inner =
                map.iter().filter(|(key, value)| (value.is_object() || value.is_array()) && !is_about(key));
            if inner.fold(false, |any, (_, value)| visit(value, line, names, list) | any) {
                return true;
            }
            let (columns, cells) = fields(map, line);
            if columns.are_complete() {
                list.tracks.extend(columns.track(&cells, false, names));
            }
            columns.are_complete()
        }
        _ => false,
    }
}

/// The fields of an object as a row of a table, with its columns.
fn fields(map: &Map<String, Value>, line: usize) -> (Columns, StringRecord) {
    let (keys, texts) = flat(map);
    (Columns::by_headings(&row(line, &keys), &[]), row(line, &texts))
}

/// The keys that name a field and have a text, and these texts, also those of objects in the object.
fn flat(map: &Map<String, Value>) -> (Vec<&str>, Vec<String>) {
    let (mut keys, mut texts) = (Vec::new(), Vec::new());
    for (key, value) in map {
        if field(key).is_some() {
            let text = text_of(value).filter(|text| !text.is_empty());
            keys.extend(text.as_ref().map(|_| key.as_str()));
            texts.extend(text);
        } else if let Value::Object(inner) = value {
            let (inner_keys, inner_texts) = flat(inner);
            keys.extend(inner_keys);
            texts.extend(inner_texts);
        }
    }
    (keys, texts)
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
