//! Reads the tracks of JSON: of JSPF, and of objects with a title and an artist, however nested. Services and
//! their archives write these, and so do our lists.

use super::headings::{Field, field};
use super::table::Columns;
use super::{Names, Tracklist};
use crate::error::all_of;
use serde_json::{Deserializer, Map, Value};

/// How many keys a message names.
const MAX_KEYS: usize = 5;

/// Reads one JSON value, or one a line.
pub(super) fn read(text: &str, names: &Names) -> Result<Tracklist, String> {
    let (mut list, mut other) = (Tracklist::default(), None);
    for (line, value) in (1..).zip(Deserializer::from_str(text).into_iter::<Value>()) {
        let value = value.map_err(|error| format!("this is no JSON: {error}"))?;
        let playlist = &value["playlist"];
        if let Value::Array(tracks) = &playlist["track"] {
            list.title = text_of(&playlist["title"]).unwrap_or_default();
            for track in tracks.iter().filter_map(Value::as_object) {
                let (columns, cells) = Columns::of_object(line, fields(track));
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
            let (columns, cells) = Columns::of_object(line, fields(map));
            if columns.are_complete() {
                list.tracks.extend(columns.track(&cells, false, names));
            }
            columns.are_complete()
        }
        _ => false,
    }
}

/// The keys that name a field and their texts, also those of objects in the object.
pub(crate) fn fields(map: &Map<String, Value>) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for (key, value) in map {
        if field(key).is_some() {
            found.extend(text_of(value).filter(|text| !text.is_empty()).map(|text| (key.as_str(), text)));
        } else if let Value::Object(inner) = value {
            found.extend(fields(inner));
        }
    }
    found
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
