//! The text of a file as a tree of values, for finding its errors.

use super::diagnostics::quote;
use super::location::{At, Path};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// How deep the values of the format are. What is deeper has an unknown key or is in a value of the wrong type.
const MAX_DEPTH: usize = 10;

/// A JSON value.
pub(super) enum Json<'t> {
    Null,
    Bool(bool),
    Whole(u64),
    Negative(i64),
    Fraction(f64),
    Text(Cow<'t, str>),
    List(Vec<Self>),
    /// The entries in their order; keys may occur twice.
    Object(Vec<(Cow<'t, str>, Self)>),
    /// A value that is too deep to matter.
    Ignored,
}

impl<'t> Json<'t> {
    /// The whole text. If it is not JSON, the error has the path of the value where reading stopped.
    pub(super) fn parse(text: &'t str) -> Result<Self, (serde_json::Error, Path)> {
        let mut json = serde_json::Deserializer::from_str(text);
        let mut stopped = None;
        let seed = ValueSeed { at: At::ROOT, depth: 0, stopped: &mut stopped };
        let value = seed.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
        value.map_err(|error| (error, stopped.unwrap_or_default()))
    }

    /// The values of the list with this key.
    pub(super) fn values_mut(&mut self, key: &str) -> &mut [Self] {
        self.list_mut(key).map_or(&mut [], Vec::as_mut_slice)
    }

    /// Removes the values of the list with this key that are not to be kept.
    pub(super) fn retain(&mut self, key: &str, is_kept: &[bool]) {
        let mut is_kept = is_kept.iter();
        if let Some(list) = self.list_mut(key) {
            list.retain(|_| is_kept.next() == Some(&true));
        }
    }

    /// Removes a key from this value and from all values in it.
    pub(super) fn remove_all(&mut self, key: &str) {
        match self {
            Self::Object(entries) => {
                entries.retain(|(other, _)| other != key);
                entries.iter_mut().for_each(|(_, value)| value.remove_all(key));
            }
            Self::List(values) => values.iter_mut().for_each(|value| value.remove_all(key)),
            _ => {}
        }
    }

    /// Replaces the value of a key, if there is one.
    pub(super) fn replace(&mut self, key: &str, value: Self) {
        if let Some(old) = self.get_mut(key) {
            *old = value;
        }
    }

    fn list_mut(&mut self, key: &str) -> Option<&mut Vec<Self>> {
        match self.get_mut(key) {
            Some(Self::List(values)) => Some(values),
            _ => None,
        }
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter_mut().find(|(other, _)| other == key).map(|(_, value)| value)
    }
}

impl fmt::Display for Json<'_> {
    /// As messages name it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("`null`"),
            Self::Bool(value) => write!(f, "`{value}`"),
            Self::Whole(number) => write!(f, "the number {number}"),
            Self::Negative(number) => write!(f, "the number {number}"),
            Self::Fraction(number) => write!(f, "the number {number:?}"),
            Self::Text(text) => write!(f, "the text `{}`", quote(text)),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
            Self::Ignored => f.write_str("a value"),
        }
    }
}

/// Reads one value.
struct ValueSeed<'a> {
    at: At<'a>,
    depth: usize,
    stopped: &'a mut Option<Path>,
}

impl<'t> DeserializeSeed<'t> for ValueSeed<'_> {
    type Value = Json<'t>;

    fn deserialize<D: Deserializer<'t>>(self, json: D) -> Result<Json<'t>, D::Error> {
        if self.depth == MAX_DEPTH {
            return json.deserialize_ignored_any(IgnoredAny).map(|_| Json::Ignored);
        }
        let Self { at, depth, stopped } = self;
        let value = json.deserialize_any(ValueVisitor { at: &at, depth, stopped: &mut *stopped });
        if value.is_err() {
            // The innermost value is the first to fail.
            stopped.get_or_insert_with(|| at.path());
        }
        value
    }
}

struct ValueVisitor<'a> {
    at: &'a At<'a>,
    depth: usize,
    stopped: &'a mut Option<Path>,
}

impl ValueVisitor<'_> {
    fn child<'b>(&'b mut self, at: At<'b>) -> ValueSeed<'b> {
        ValueSeed { at, depth: self.depth + 1, stopped: self.stopped }
    }
}

impl<'t> Visitor<'t> for ValueVisitor<'_> {
    type Value = Json<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json<'t>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json<'t>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json<'t>, E> {
        Ok(Json::Whole(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json<'t>, E> {
        Ok(Json::Negative(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json<'t>, E> {
        Ok(Json::Fraction(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Json<'t>, E> {
        Ok(Json::Text(text.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json<'t>, E> {
        Ok(Json::Text(text.to_owned().into()))
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut list: A) -> Result<Json<'t>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.child(self.at.index(values.len())))? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut object: A) -> Result<Json<'t>, A::Error> {
        let mut entries = Vec::new();
        loop {
            // A key is not deeper than its object.
            let key = ValueSeed { at: *self.at, depth: self.depth, stopped: &mut *self.stopped };
            let Some(key) = object.next_key_seed(key)? else { break };
            let Json::Text(key) = key else { continue };
            let value = object.next_value_seed(self.child(self.at.key(&key)))?;
            entries.push((key, value));
        }
        Ok(Json::Object(entries))
    }
}
