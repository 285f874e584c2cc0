//! Finds the objects in JSON that name songs, and makes a table of them. Where an object is in others that name a
//! season or an episode, that is part of its row.

use crate::playlist::headings::{Field, field};
use crate::playlist::json::fields;
use crate::playlist::table::{Columns, row};
use csv::StringRecord;
use foldhash::HashMap;
use serde_json::{Deserializer, Map, Value};

/// The values of a text with one JSON value, or one a line, and their lines.
pub(super) fn values(text: &str) -> Result<Vec<(usize, Value)>, serde_json::Error> {
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    let (mut all, mut line, mut counted) = (Vec::new(), 1, 0);
    loop {
        let rest = &text[values.byte_offset()..];
        let start = text.len() - rest.trim_start().len();
        line += text[counted..start].matches('\n').count();
        counted = start;
        match values.next() {
            Some(value) => all.push((line, value?)),
            None => return Ok(all),
        }
    }
}

/// Objects have no more different keys that name a field.
const MAX_KEYS: usize = 50;

/// Keys with their values, as texts.
type Pairs = Vec<(String, String)>;

/// The objects as rows below a row of their keys.
pub(super) fn rows(values: &[(usize, Value)]) -> Vec<StringRecord> {
    let mut objects: Vec<(usize, Pairs)> = Vec::new();
    for (line, value) in values {
        visit(value, None, &Vec::new(), &mut |pairs| objects.push((*line, pairs)));
    }
    let mut columns: HashMap<&str, usize> = HashMap::default();
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in objects.iter().flat_map(|(_, pairs)| pairs) {
        if keys.len() < MAX_KEYS && !columns.contains_key(key.as_str()) {
            columns.insert(key, keys.len());
            keys.push(key);
        }
    }
    let cells = |pairs: &Pairs| {
        let mut cells = vec![String::new(); keys.len()];
        for (key, text) in pairs {
            columns.get(key.as_str()).into_iter().for_each(|column| cells[*column].clone_from(text));
        }
        cells
    };
    // All rows of one value are on its line; the headings are not part of the source.
    let rows = objects.iter().map(|(line, pairs)| row(*line, &cells(pairs)));
    std::iter::once(keys.iter().collect()).chain(rows).filter(|row: &StringRecord| !row.is_empty()).collect()
}

/// Finds the objects that name a song: they have a title, and an artist or a place, and no such object in them.
/// Returns whether there are any.
fn visit(value: &Value, list: Option<Field>, above: &Pairs, add: &mut impl FnMut(Pairs)) -> bool {
    match value {
        Value::Array(items) => items.iter().fold(false, |any, item| visit(item, list, above, add) | any),
        Value::Object(map) => {
            let (keys, texts): (Vec<_>, Vec<_>) = fields(map).into_iter().unzip();
            let own: Pairs = keys.into_iter().map(str::to_owned).zip(texts).collect();
            let inherited = inherited(&own, list, above);
            let is_inner = |(key, value): &(&String, &Value)| {
                let is_about =
                    matches!(field(key), Some((Field::Album | Field::Artist | Field::Composer, _)));
                (value.is_object() || value.is_array()) && !is_about
            };
            let inner = map.iter().filter(is_inner);
            if inner.fold(false, |any, (key, value)| visit(value, entry(key), &inherited, add) | any) {
                return true;
            }
            let is_song = names_song(&own, map, list);
            if is_song {
                add(joined(above, &own));
            }
            is_song
        }
        _ => false,
    }
}

/// What the entries of a list with this key are: `seasons` has seasons.
fn entry(key: &str) -> Option<Field> {
    let one = key.strip_suffix('s').unwrap_or(key);
    field(one).map(|(field, _)| field).filter(|field| matches!(field, Field::Season | Field::Episode))
}

fn names_song(own: &Pairs, map: &Map<String, Value>, list: Option<Field>) -> bool {
    let keys: Vec<&str> = own.iter().map(|(key, _)| key.as_str()).collect();
    let columns = Columns::by_headings(&row(1, &keys), &[]);
    let has_place =
        [Field::Season, Field::Episode, Field::Code, Field::Scene].iter().any(|field| columns.has(*field));
    let has_artist =
        columns.has(Field::Artist) || map.keys().any(|key| matches!(field(key), Some((Field::Artist, _))));
    columns.has(Field::Title) && (has_artist || has_place) && list.is_none()
}

/// What the objects in an object inherit of it: season and episode. The number of an entry of `seasons` is that of
/// the season.
fn inherited(own: &Pairs, list: Option<Field>, above: &Pairs) -> Pairs {
    let place = |key: &str| match (field(key)?.0, list) {
        (Field::Season, _) | (Field::Number, Some(Field::Season)) => Some("season"),
        (Field::Episode, _) | (Field::Number, Some(Field::Episode)) => Some("episode"),
        (Field::Code, _) => Some("code"),
        (Field::Title, Some(Field::Episode)) | (Field::EpisodeTitle, _) => Some("episode title"),
        _ => None,
    };
    let own: Pairs =
        own.iter().filter_map(|(key, text)| Some((place(key)?.to_owned(), text.clone()))).collect();
    joined(above, &own)
}

/// The pairs from above that an object does not have itself, and its own.
fn joined(above: &Pairs, own: &Pairs) -> Pairs {
    let is_new = |(key, _): &&(String, String)| !own.iter().any(|(other, _)| other == key);
    above.iter().filter(is_new).chain(own).cloned().collect()
}
