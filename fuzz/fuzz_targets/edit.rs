//! Reads any bytes as changes of a JSON text: what they make is JSON with those changes, formatting keeps the value
//! and does nothing twice, and no step panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;
use soundtrack::edit::{Change, Kind, Step, Value, apply, format, rename, unified_diff};

fuzz_target!(|input: (&str, Vec<(u8, u8, u8)>)| {
    let (text, choices) = input;
    let Ok(formatted) = format(text) else { return };
    assert_eq!(format(&formatted).as_ref(), Ok(&formatted));
    let diff = unified_diff(text, &formatted, "x");
    assert_eq!(diff.is_empty(), text == formatted);
    for kind in [Kind::Artist, Kind::Song, Kind::Source] {
        if let Ok(renamed) = rename(text, kind, "a", "b", true) {
            assert!(format(&renamed.text).is_ok());
        }
    }
    // A number that is too large, half of a pair of surrogates: these are JSON, but no value.
    let Ok(mut value) = serde_json::from_str::<Json>(text.trim_start_matches('\u{feff}')) else { return };
    assert_eq!(serde_json::from_str::<Json>(&formatted).ok().as_ref(), Some(&value));
    for (what, place, index) in choices.into_iter().take(4) {
        let Some(change) = change(&value, what, place, usize::from(index)) else { return };
        // Printing a fraction and reading it may change its last digit.
        let now = value.to_string();
        value = serde_json::from_str(&now).unwrap();
        let new = apply(&now, std::slice::from_ref(&change)).unwrap();
        assert_eq!(unified_diff(&now, &new, "x").is_empty(), now == new);
        make(&mut value, &change);
        assert_eq!(serde_json::from_str::<Json>(&new).unwrap(), value, "{now} {change:?} {new}");
        // In the layout of the file, where no key may be there twice.
        let _ = apply(text, &[change]);
    }
});

/// A change of a list or an object of a value.
fn change(value: &Json, what: u8, place: u8, index: usize) -> Option<Change> {
    let mut paths = Vec::new();
    containers(value, &mut Vec::new(), &mut paths);
    let (path, length) = paths.get(usize::from(place) % paths.len().max(1)).cloned()?;
    let new = match what % 3 {
        0 => Value::Text("é\"\n".to_owned()),
        1 => Value::List(vec![Value::Number(1), Value::Object(vec![])]),
        _ => Value::Object(vec![("song".to_owned(), Value::Other("null".to_owned()))]),
    };
    Some(match length {
        None => Change::Set(path, ["sources", "id", "x"][index % 3].to_owned(), new),
        Some(length) if length > 0 && what % 2 == 0 => Change::Remove(path, index % length),
        Some(_) => Change::Insert(path, index, new),
    })
}

/// The paths of all lists, with their lengths, and objects.
fn containers(value: &Json, path: &mut Vec<Step>, found: &mut Vec<(Vec<Step>, Option<usize>)>) {
    match value {
        Json::Array(values) => {
            found.push((path.clone(), Some(values.len())));
            for (index, value) in values.iter().enumerate() {
                path.push(Step::Index(index));
                containers(value, path, found);
                path.pop();
            }
        }
        Json::Object(entries) => {
            found.push((path.clone(), None));
            for (key, value) in entries {
                path.push(Step::Key(key.clone()));
                containers(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The same change of a value.
fn make(value: &mut Json, change: &Change) {
    let (Change::Insert(path, ..) | Change::Set(path, ..) | Change::Remove(path, _)) = change;
    let at = path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Index(index) => &mut value[*index],
    });
    match (change, at) {
        (Change::Insert(_, index, new), Json::Array(list)) => list.insert((*index).min(list.len()), json(new)),
        (Change::Set(_, key, new), Json::Object(entries)) => drop(entries.insert(key.clone(), json(new))),
        (Change::Remove(_, index), Json::Array(list)) => drop(list.remove(*index)),
        _ => {}
    }
}

fn json(value: &Value) -> Json {
    serde_json::from_str(&soundtrack::edit::to_text(value)).unwrap()
}
