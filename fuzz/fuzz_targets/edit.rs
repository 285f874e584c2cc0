//! Reads any bytes as changes of a JSON text: what they make is JSON with those changes, formatting keeps the value
//! and does nothing twice, and no step panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;
use soundtrack::edit::{Change, Kind, apply, format, rename, unified_diff};

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
    let mut places = Vec::new();
    containers(value, String::new(), &mut places);
    let (place, length) = places.get(usize::from(place) % places.len().max(1)).cloned()?;
    let new = [r#""é\"\n""#, "[1,{}]", r#"{"song":null}"#][usize::from(what % 3)].to_owned();
    Some(match length {
        None => Change::Set(format!("{place}/{}", ["sources", "id", "x"][index % 3]), new),
        Some(length) if length > 0 && what % 2 == 0 => Change::Remove(format!("{place}/{}", index % length)),
        Some(_) => Change::Insert(place, index, new),
    })
}

/// The places of all lists, with their lengths, and objects.
fn containers(value: &Json, place: String, found: &mut Vec<(String, Option<usize>)>) {
    match value {
        Json::Array(values) => {
            let inner = values.iter().enumerate();
            found.push((place.clone(), Some(values.len())));
            inner.for_each(|(index, value)| containers(value, format!("{place}/{index}"), found));
        }
        Json::Object(entries) => {
            found.push((place.clone(), None));
            for (key, value) in entries {
                let step = key.replace('~', "~0").replace('/', "~1");
                containers(value, format!("{place}/{step}"), found);
            }
        }
        _ => {}
    }
}

/// The same change of a value.
fn make(value: &mut Json, change: &Change) {
    let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
    let (Change::Insert(place, ..) | Change::Set(place, _) | Change::Remove(place) | Change::Move(place, ..)) =
        change;
    let (above, step) = place.rsplit_once('/').unwrap_or_default();
    match change {
        Change::Insert(list, index, new) => {
            let list = value.pointer_mut(list).and_then(Json::as_array_mut).unwrap();
            list.insert((*index).min(list.len()), json(new));
        }
        Change::Set(_, new) => value.pointer_mut(above).unwrap()[step] = json(new),
        Change::Remove(_) | Change::Move(..) => {
            let list = value.pointer_mut(above).and_then(Json::as_array_mut).unwrap();
            list.remove(step.parse().unwrap());
        }
    }
}
