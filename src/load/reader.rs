//! Deserializes documents, in two ways. [`parse_strict`] is the fastest, and stops at the first error.
//! [`read`] is error-tolerant: it records every error with its path and goes on with an empty placeholder, so
//! that all errors of a file are found in one run.
//!
//! Serde's derived code for [`Document`] asks for a type at each place. [`Tolerant`] wraps the JSON
//! deserializer, compares that type with the value that is there, and replaces invalid and missing values.
//! Only text that is not JSON ends the reading.

use super::diagnostics::{Diagnostic, Diagnostics, quote};
use super::document::Document;
use super::location::{At, Path};
use crate::error::MAX_DIAGNOSTICS;
use crate::text::{sanitize, suggest};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use std::collections::HashMap;
use std::fmt;
use std::iter;
use std::marker::PhantomData;

/// The document of a text that is valid, apart from unknown keys. The error is not meant to be shown.
pub(super) fn parse_strict(text: &str) -> serde_json::Result<Document<'_>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let document = Document::deserialize(MapOnly(&mut json))?;
    json.end()?;
    Ok(document)
}

/// Reads a document and adds its errors to `diagnostics`; if `thorough`, also warnings about hidden
/// characters. Fails if the text is not JSON, or if there are too many errors, with the path of the value
/// where reading stopped.
pub(super) fn read<'d>(
    text: &'d str,
    thorough: bool,
    diagnostics: &mut Diagnostics,
) -> Result<Document<'d>, (serde_json::Error, Path)> {
    let mut log = Log {
        thorough,
        has_delete: thorough && text.as_bytes().contains(&0x7f),
        diagnostics,
        unknown_keys: HashMap::new(),
        omitted_keys: 0,
        stopped: None,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let deserializer = Tolerant { json: &mut json, at: At::ROOT, log: &mut log };
    let document = Document::deserialize(deserializer).and_then(|document| json.end().map(|()| document));
    log.report_unknown_keys();
    document.map_err(|error| (error, log.stopped.unwrap_or_default()))
}

/// The diagnostics of the document that is being read.
struct Log<'p> {
    thorough: bool,
    /// Whether the text has DEL, the only hidden ASCII character that JSON allows unescaped.
    has_delete: bool,
    diagnostics: &'p mut Diagnostics,
    /// The unknown keys, each with the name of the type of its object.
    unknown_keys: HashMap<(&'static str, String), UnknownKey>,
    /// How many unknown keys are not in the map because there are too many.
    omitted_keys: usize,
    stopped: Option<Path>,
}

struct UnknownKey {
    first: Path,
    suggestions: Vec<&'static str>,
    times: usize,
}

impl Log<'_> {
    fn add<E: Error>(&mut self, path: Path, diagnostic: Diagnostic) -> Result<(), E> {
        self.diagnostics.add(path, diagnostic);
        if self.diagnostics.is_full() {
            return Err(E::custom("there are too many errors to read on"));
        }
        Ok(())
    }

    fn type_error<E: Error>(&mut self, at: &At<'_>, expected: ExpectedType, found: &str) -> Result<(), E> {
        let message = format!("expected {expected}, found {found}");
        self.add(at.path(), Diagnostic::error(message))?;
        self.diagnostics.mark_invalid(at);
        Ok(())
    }

    fn count_unknown_key(&mut self, at: &At<'_>, object: &StructType, key: String) {
        let key = (object.name, key);
        if self.unknown_keys.len() >= MAX_DIAGNOSTICS && !self.unknown_keys.contains_key(&key) {
            self.omitted_keys += 1;
            return;
        }
        let entry = self.unknown_keys.entry(key).or_insert_with_key(|(_, key)| UnknownKey {
            first: at.key(key).path().on_key(),
            suggestions: suggest(key, object.fields.iter().copied()),
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
        if !self.thorough {
            return;
        }
        if let Some(letter) = sanitize::first_hidden(text) {
            let message = format!("the text has a hidden character, U+{:04X}", letter as u32);
            self.diagnostics.warn(at, message);
        }
    }

    /// The same for a text without escapes, which mostly needs no closer look.
    fn check_hidden_unescaped(&mut self, at: &At<'_>, text: &str) {
        if self.has_delete || !text.is_ascii() {
            self.check_hidden(at, text);
        }
    }
}

/// The type that the format has at a place.
#[derive(Clone, Copy)]
enum ExpectedType {
    Text,
    /// A whole number up to this one.
    Number(u64),
    List,
    Object(StructType),
}

/// An object with fixed keys.
#[derive(Clone, Copy)]
struct StructType {
    name: &'static str,
    fields: &'static [&'static str],
}

impl fmt::Display for ExpectedType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a text"),
            Self::Number(max) => write!(f, "a whole number from 0 to {max}"),
            Self::List => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        }
    }
}

/// The deserializer of one value of the text, with its path.
struct Tolerant<'a, 'p, D> {
    json: D,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, D: Deserializer<'de>> Tolerant<'_, '_, D> {
    fn check<V: Visitor<'de>>(self, expected: ExpectedType, visitor: V) -> Result<V::Value, D::Error> {
        let Self { json, at, log } = self;
        json.deserialize_any(TypeCheck { expected, visitor, at, log })
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tolerant<'_, '_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.json.deserialize_any(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.check(ExpectedType::Text, visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.check(ExpectedType::Number(u16::MAX.into()), visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.check(ExpectedType::Number(u32::MAX.into()), visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.check(ExpectedType::List, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.check(ExpectedType::Object(StructType { name, fields }), visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self { json, at, log } = self;
        json.deserialize_option(OptionCheck { visitor, at, log })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char string bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// Passes a value on to `visitor` if it has the expected type, and a placeholder otherwise.
struct TypeCheck<'a, 'p, V> {
    expected: ExpectedType,
    visitor: V,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, V: Visitor<'de>> TypeCheck<'_, '_, V> {
    fn type_error<E: Error>(self, found: &str) -> Result<V::Value, E> {
        self.log.type_error(&self.at, self.expected, found)?;
        visit_placeholder(self.expected, self.visitor)
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TypeCheck<'_, '_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.expected)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.type_error(&format!("`{value}`"))
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.type_error("`null`")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.type_error(&format!("the number {value}"))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        self.type_error(&format!("the number {value:?}"))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        match self.expected {
            ExpectedType::Number(max) if value <= max => self.visitor.visit_u64(value),
            _ => self.type_error(&format!("the number {value}")),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        let ExpectedType::Text = self.expected else {
            return self.type_error(&format!("the text `{}`", quote(value)));
        };
        self.log.check_hidden(&self.at, value);
        self.visitor.visit_str(value)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        let ExpectedType::Text = self.expected else {
            return self.type_error(&format!("the text `{}`", quote(value)));
        };
        self.log.check_hidden_unescaped(&self.at, value);
        self.visitor.visit_borrowed_str(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<V::Value, A::Error> {
        let ExpectedType::List = self.expected else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return self.type_error("a list");
        };
        self.visitor.visit_seq(Items { list, index: 0, at: self.at, log: self.log })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<V::Value, A::Error> {
        let ExpectedType::Object(expected) = self.expected else {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return self.type_error("an object");
        };
        let Self { visitor, at, log, .. } = self;
        visitor.visit_map(Fields { object, expected, seen: 0, field: 0, next: 0, ended: false, at, log })
    }
}

/// Passes an optional value on to `visitor`: `null` is `None`.
struct OptionCheck<'a, 'p, V> {
    visitor: V,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OptionCheck<'_, '_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<V::Value, D::Error> {
        let Self { visitor, at, log } = self;
        visitor.visit_some(Tolerant { json, at, log })
    }
}

/// The fields of an object: those in the text, then those that are missing. Unknown and repeated keys are
/// reported and skipped. The derived code gets the index of a field instead of its name, so that it need not
/// look it up again.
struct Fields<'a, 'p, A> {
    object: A,
    expected: StructType,
    /// The fields that were read, as bits.
    seen: u64,
    /// The field whose value is next.
    field: usize,
    /// The field that probably follows.
    next: usize,
    /// Whether the object has no more entries: the missing fields follow.
    ended: bool,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, '_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let fields = self.expected.fields;
        while !self.ended {
            let key = Key { fields, from: self.next };
            match self.object.next_key_seed(key)? {
                None => {
                    self.ended = true;
                    break;
                }
                Some(Ok(field)) if self.seen & 1 << field == 0 => {
                    self.seen |= 1 << field;
                    self.field = field;
                    self.next = field + 1;
                    return seed.deserialize(field.into_deserializer()).map(Some);
                }
                Some(Ok(field)) => {
                    let message = format!("duplicate key `{}`", fields[field]);
                    let at = self.at.key(fields[field]);
                    self.log.add::<A::Error>(at.path().on_key(), Diagnostic::error(message))?;
                }
                Some(Err(key)) => self.log.count_unknown_key(&self.at, &self.expected, key),
            }
            self.object.next_value::<IgnoredAny>()?;
        }
        let missing = self.seen.trailing_ones() as usize;
        if missing >= fields.len() {
            return Ok(None);
        }
        self.seen |= 1 << missing;
        self.field = missing;
        seed.deserialize(missing.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        let (at, log) = (self.at.key(self.expected.fields[self.field]), &mut *self.log);
        if self.ended {
            return seed.deserialize(MissingField { report: Some((at, log)), error: PhantomData });
        }
        self.object.next_value_seed(ChildSeed { seed, at, log })
    }
}

/// Reads a key: gives the index of its field, or the key itself if it is unknown.
struct Key {
    fields: &'static [&'static str],
    /// The field to compare first: most files have one order of keys.
    from: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let Self { fields, from } = self;
        let field = (from..fields.len()).chain(0..from).find(|&field| fields[field] == key);
        Ok(field.ok_or_else(|| key.to_owned()))
    }
}

struct Items<'a, 'p, A> {
    list: A,
    index: usize,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, '_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let at = self.at.index(self.index);
        self.index += 1;
        let log = &mut *self.log;
        self.list.next_element_seed(ChildSeed { seed, at, log })
    }
}

/// Reads a value in an object or a list.
struct ChildSeed<'a, 'p, S> {
    seed: S,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for ChildSeed<'_, '_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<S::Value, D::Error> {
        let Self { seed, at, log } = self;
        let value = seed.deserialize(Tolerant { json, at, log: &mut *log });
        if value.is_err() {
            // The innermost value is the first to fail.
            log.stopped.get_or_insert_with(|| at.path());
        }
        value
    }
}

/// Gives `visitor` an empty value of the expected type.
fn visit_placeholder<'de, V: Visitor<'de>, E: Error>(
    expected: ExpectedType,
    visitor: V,
) -> Result<V::Value, E> {
    match expected {
        ExpectedType::Text => visitor.visit_borrowed_str(""),
        ExpectedType::Number(_) => visitor.visit_u64(0),
        ExpectedType::List => visitor.visit_seq(SeqDeserializer::new(iter::empty::<()>())),
        ExpectedType::Object(StructType { fields, .. }) => {
            let field = |field| (field, MissingField { report: None, error: PhantomData });
            visitor.visit_map(MapDeserializer::new((0..fields.len()).map(field)))
        }
    }
}

/// The value of a field that is not in the text: an error, unless it is an option or a list.
struct MissingField<'a, 'p, E> {
    /// Where to report it; `None` inside a placeholder.
    report: Option<(At<'a>, &'a mut Log<'p>)>,
    error: PhantomData<E>,
}

impl<E: Error> MissingField<'_, '_, E> {
    fn report_missing<'de, V: Visitor<'de>>(self, expected: ExpectedType, visitor: V) -> Result<V::Value, E> {
        if let Some((at, log)) = self.report {
            let message = format!("missing field `{}`", at.name());
            log.add(at.path(), Diagnostic::error(message))?;
            log.diagnostics.mark_invalid(&at);
        }
        visit_placeholder(expected, visitor)
    }
}

impl<'de, E: Error> Deserializer<'de> for MissingField<'_, '_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.report_missing(ExpectedType::Text, visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.report_missing(ExpectedType::Number(u16::MAX.into()), visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.report_missing(ExpectedType::Number(u32::MAX.into()), visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.report_missing(ExpectedType::Object(StructType { name, fields }), visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visit_placeholder(ExpectedType::List, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char string bytes byte_buf option unit unit_struct newtype_struct
        tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de, E: Error> IntoDeserializer<'de, E> for MissingField<'_, '_, E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

// The wrapper for strict parsing.

/// Wraps a deserializer and everything it is passed to, so that a struct must be written as an object:
/// derived code would also take a list of the values of its fields.
struct MapOnly<T>(T);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for MapOnly<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(MapOnly(visitor))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(MapOnly(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(MapOnly(visitor))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_str(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_u16(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_u32(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_ignored_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char string bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for MapOnly<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(MapOnly(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(MapOnly(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(MapOnly(object))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for MapOnly<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(MapOnly(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for MapOnly<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(MapOnly(seed))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for MapOnly<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(MapOnly(value))
    }
}
