//! The order of the keys of the format, and new values as JSON.

use crate::text::sanitize;
use serde_json::Value as Json;

/// The keys in an order that is right for every kind of record.
const ORDER: &str = "$schema format show id number song title name kind url sort aliases members network country \
    creators composers music_supervisors editors artist as join role credit contributors length album origin \
    released isrc between time usage scene characters air_date directors placements episodes unplaced mbid links \
    note sources artists songs seasons";

/// The position of a key among the keys of its object. Unknown keys are last.
pub(super) fn rank(key: &str) -> usize {
    ORDER.split(' ').position(|known| known == key).unwrap_or(usize::MAX)
}

/// A value as JSON without spaces, with the keys of objects in the order of the format. Keys that are `null` are
/// left out, and characters that could control a terminal are escaped.
pub fn json(value: &Json) -> String {
    match value {
        Json::Array(values) => format!("[{}]", values.iter().map(json).collect::<Vec<_>>().join(",")),
        Json::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().filter(|(_, value)| !value.is_null()).collect();
            entries.sort_by_key(|(key, _)| rank(key));
            let entry =
                |(key, value): (&String, &Json)| format!("{}:{}", json(&key.as_str().into()), json(value));
            format!("{{{}}}", entries.into_iter().map(entry).collect::<Vec<_>>().join(","))
        }
        plain => sanitize::escape_json(&plain.to_string()).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the order has all `properties` of a schema.
    fn check(schema: &Json) {
        for (key, value) in schema.as_object().into_iter().flatten() {
            let properties = value.as_object().filter(|_| key == "properties");
            properties.into_iter().flatten().for_each(|(name, _)| assert!(rank(name) < usize::MAX, "{name}"));
            check(value);
        }
    }

    #[test]
    fn all_keys_of_the_format_have_a_place() {
        let schema: Json = serde_json::from_str(include_str!("../../data/catalog.schema.json")).unwrap();
        check(&schema);
        assert!(schema["properties"]["seasons"].is_object());
    }
}
