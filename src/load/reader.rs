//! Reads files in two ways, both of which drive the derived code of [`Document`]. [`read_valid`] is fast and gives
//! up at the first error. [`read`] reports every error with its path and goes on, so that all errors of a file
//! are found in one run.

use super::builder::{self, Builder};
use super::diagnostics::{Diagnostic, Diagnostics, quote};
use super::json::Json;
use super::location::{At, Path};
use super::words;
use crate::error::MAX_DIAGNOSTICS;
use crate::model::{Document, ObjectOnly, ShowFile};
use crate::text::{sanitize, slug, suggest};
use serde::de::{
    DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::iter::Enumerate;
use std::slice;

/// Ends the reading of a file that has too many errors.
type Stop = serde::de::value::Error;

/// Reads a file in which every field is valid; `None` otherwise. Takes much less time than [`read`], because it
/// neither builds a tree nor keeps paths.
pub(super) fn read_valid(text: &str) -> Option<ShowFile> {
    builder::with(Builder::begin);
    let mut json = serde_json::Deserializer::from_str(text);
    let document = Document::deserialize(ObjectOnly(&mut json)).ok()?;
    json.end().ok()?;
    builder::with(|builder| builder.is_valid().then(|| builder.finish(document)))
}

/// Reads a file and adds its errors to `diagnostics`; if `thorough`, also warnings about hidden characters. The
/// records are in the order of the file; with errors they are only good for finding more. `None` if there are too
/// many errors to read on.
pub(super) fn read(json: &Json<'_>, thorough: bool, diagnostics: &mut Diagnostics) -> Option<ShowFile> {
    builder::with(Builder::begin);
    let mut document = read_document(json, thorough, diagnostics)?;
    if builder::with(|builder| builder.must_read_again(diagnostics)) {
        *diagnostics = Diagnostics::default();
        document = read_document(json, thorough, diagnostics)?;
    }
    Some(builder::with(|builder| builder.finish(document)))
}

fn read_document(json: &Json<'_>, thorough: bool, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut log = Log { thorough, diagnostics, unknown_keys: HashMap::new(), omitted_keys: 0 };
    let document = Document::deserialize(Node { value: Some(json), at: At::ROOT, log: &mut log });
    log.report_unknown_keys();
    document.ok()
}

/// The diagnostics of the file that is being read.
struct Log<'p> {
    thorough: bool,
    diagnostics: &'p mut Diagnostics,
    /// The unknown keys, each with the name of the type of its object.
    unknown_keys: HashMap<(&'static str, String), UnknownKey>,
    /// How many unknown keys are not in the map because there are too many.
    omitted_keys: usize,
}

struct UnknownKey {
    first: Path,
    suggestions: Vec<Cow<'static, str>>,
    times: usize,
}

impl Log<'_> {
    fn error(&mut self, path: Path, message: String, hint: Option<&str>) -> Result<(), Stop> {
        let error = Diagnostic::error(message);
        self.diagnostics.add(path, hint.into_iter().fold(error, Diagnostic::with_hint));
        if self.diagnostics.is_full() {
            Err(Stop::custom("there are too many errors to read on"))
        } else {
            Ok(())
        }
    }

    /// Reads a value, and records the problems that its field has found in it.
    fn read<'de, S: DeserializeSeed<'de>>(
        &mut self,
        value: Option<&Json<'_>>,
        at: At<'_>,
        seed: S,
    ) -> Result<S::Value, Stop> {
        let read = seed.deserialize(Node { value, at, log: self })?;
        for problem in builder::with(Builder::take_problems) {
            self.diagnostics.add(at.path(), problem.diagnostic);
            if problem.is_invalid {
                self.diagnostics.mark_invalid(&at);
            }
        }
        Ok(read)
    }

    fn count_unknown_key(&mut self, at: &At<'_>, object: &StructType, key: &str, value: &Json<'_>) {
        let key = (object.name, key.to_owned());
        if self.unknown_keys.len() >= MAX_DIAGNOSTICS && !self.unknown_keys.contains_key(&key) {
            self.omitted_keys += 1;
            return;
        }
        let entry = self.unknown_keys.entry(key).or_insert_with_key(|(_, key)| UnknownKey {
            first: at.key(key).path().on_key(),
            suggestions: suggestions(object, key, value),
            times: 0,
        });
        entry.times += 1;
    }

    /// Warns of each unknown key once, however often it is there.
    fn report_unknown_keys(&mut self) {
        let mut keys: Vec<_> = self.unknown_keys.drain().collect();
        keys.sort_by(|(one, _), (other, _)| one.cmp(other));
        for ((_, key), UnknownKey { first, suggestions, times }) in keys {
            let key = quote(&key);
            let message = match times {
                1 => format!("unknown key `{key}`"),
                times => format!("unknown key `{key}`, {times} times; this is the first"),
            };
            self.diagnostics.add(first, Diagnostic::warning(message).suggesting(&suggestions));
        }
        self.diagnostics.omit_warnings(self.omitted_keys);
    }

    /// Warns of hidden characters, if `thorough`.
    fn check_hidden(&mut self, at: &At<'_>, text: &str) {
        let is_plain = || text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if self.thorough
            && !is_plain()
            && let Some(letter) = sanitize::first_hidden(text)
        {
            let message = format!("the text has a hidden character, U+{:04X}", letter as u32);
            self.diagnostics.warn(at, message);
        }
    }
}

/// An object with fixed keys.
struct StructType {
    name: &'static str,
    fields: &'static [&'static str],
}

/// What an unknown key with this value should perhaps be.
fn suggestions(object: &StructType, key: &str, value: &Json<'_>) -> Vec<Cow<'static, str>> {
    match (words::meant(object.name, key), value) {
        (Some("credit"), Json::Text(name)) if !slug(name).is_empty() => {
            vec![format!(r#""credit": "{}""#, slug(name)).into()]
        }
        (Some(meant), _) => vec![meant.into()],
        (None, _) => suggest(key, object.fields.iter().copied()).into_iter().map(Cow::Borrowed).collect(),
    }
}

/// A value of the file, or `None` if it is missing, with its path. Derived code asks it for a type; if the value
/// is of another one, that is reported, and an empty placeholder is read instead.
struct Node<'a, 'p> {
    value: Option<&'a Json<'a>>,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl Node<'_, '_> {
    /// Reports that the value is not what is expected here.
    fn refuse(&mut self, expected: impl fmt::Display) -> Result<(), Stop> {
        let message = match self.value {
            Some(value) => format!("expected {expected}, found {value}"),
            None => format!("missing field `{}`", self.at.name()),
        };
        let hint = (self.value.is_none() && self.at.name() == "format").then_some(r#"write `"format": 1`"#);
        self.log.error(self.at.path(), message, hint)?;
        self.log.diagnostics.mark_invalid(&self.at);
        Ok(())
    }

    /// A whole number up to `max`.
    fn number(&mut self, max: u64, expected: impl fmt::Display) -> Result<u64, Stop> {
        match self.value {
            Some(Json::Whole(number)) if *number <= max => Ok(*number),
            // 1.0 is a whole number, too, as in the JSON Schema.
            Some(Json::Fraction(number)) if number.fract() == 0.0 && (0.0..=max as f64).contains(number) => {
                Ok(*number as u64)
            }
            _ => self.refuse(expected).map(|()| 0),
        }
    }
}

impl<'de> Deserializer<'de> for Node<'_, '_> {
    type Error = Stop;

    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        if let Some(Json::Text(text)) = self.value {
            self.log.check_hidden(&self.at, text);
            return visitor.visit_str(text);
        }
        self.refuse("a text")?;
        visitor.visit_str("")
    }

    fn deserialize_u16<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_u64(self.number(u16::MAX.into(), "a whole number from 0 to 65535")?)
    }

    fn deserialize_u32<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_u64(self.number(u32::MAX.into(), "a whole number from 0 to 4294967295")?)
    }

    /// For fields that are not only numbers, and say so themselves.
    fn deserialize_u64<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        let expected: &dyn Expected = &visitor;
        let number = self.number(u64::MAX, expected)?;
        visitor.visit_u64(number)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.value {
            None | Some(Json::Null) => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        let values = match self.value {
            Some(Json::List(values)) => values.as_slice(),
            // A missing list is an empty one.
            None => &[],
            Some(_) => self.refuse("a list").map(|()| &[] as &[Json<'_>])?,
        };
        visitor.visit_seq(Items { values: values.iter().enumerate(), at: self.at, log: self.log })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let entries = match self.value {
            Some(Json::Object(entries)) => entries.as_slice(),
            _ => self.refuse("an object").map(|()| &[] as &[(Cow<'_, str>, Json<'_>)])?,
        };
        let Self { at, log, .. } = self;
        let object = StructType { name, fields };
        visitor.visit_map(Fields { entries: entries.iter(), object, seen: 0, field: 0, value: None, at, log })
    }

    /// For values of several types, of which one is a text; see `fields`.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.value {
            Some(Json::Text(_)) => self.deserialize_str(visitor),
            _ => visitor.visit_some(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u128 f32 f64 char string bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// The values of a list.
struct Items<'a, 'p> {
    values: Enumerate<slice::Iter<'a, Json<'a>>>,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        let Some((index, value)) = self.values.next() else { return Ok(None) };
        self.log.read(Some(value), self.at.index(index), seed).map(Some)
    }
}

/// The fields of an object: those in the text, then those that are missing. Unknown and repeated keys are
/// reported and skipped.
struct Fields<'a, 'p> {
    entries: slice::Iter<'a, (Cow<'a, str>, Json<'a>)>,
    object: StructType,
    /// The fields that were read, as bits.
    seen: u64,
    /// The field whose value is next, and the value.
    field: usize,
    value: Option<&'a Json<'a>>,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let fields = self.object.fields;
        self.value = None;
        self.field = self.seen.trailing_ones() as usize;
        for (key, value) in self.entries.by_ref() {
            match fields.iter().position(|field| field == key) {
                Some(field) if self.seen & 1 << field == 0 => {
                    (self.field, self.value) = (field, Some(value));
                    break;
                }
                Some(_) => {
                    self.log.error(
                        self.at.key(key).path().on_key(),
                        format!("duplicate key `{key}`"),
                        None,
                    )?;
                }
                None => self.log.count_unknown_key(&self.at, &self.object, key, value),
            }
        }
        if self.field >= fields.len() {
            return Ok(None);
        }
        self.seen |= 1 << self.field;
        // Derived code knows fields by their index too, and need not look it up again.
        seed.deserialize(self.field.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Stop> {
        self.log.read(self.value, self.at.key(self.object.fields[self.field]), seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_reader_reads_all_forms() {
        for text in [
            include_str!("../../data/heartstopper.json"),
            include_str!("../../tests/fixtures/harbour.json"),
            include_str!("../../tests/fixtures/film.json"),
        ] {
            assert!(read_valid(text).is_some());
        }
    }
}
