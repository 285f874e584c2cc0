//! The insides of objects and lists: their entries flow in, those that the format knows flow out, each with its path;
//! then those that are not there.

use super::absent::Absent;
use super::value::Node;
use super::{Log, Struct};
use crate::load::path::At;
use crate::load::problem::{Problem, Severity};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use std::fmt;

/// The entries of an object. Its derived code is told fields by their index, because they are looked up here already.
pub(super) struct Entries<'a, 'p, A> {
    object: A,
    wanted: Struct,
    /// The fields that have been met, as bits.
    seen: u64,
    /// The field whose value is next.
    field: usize,
    /// The field that is likely to follow.
    next: usize,
    /// Whether all that is there has been met, and what is missing follows.
    ended: bool,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'a, 'p, A> Entries<'a, 'p, A> {
    pub(super) fn of(object: A, wanted: Struct, at: At<'a>, log: &'a mut Log<'p>) -> Self {
        Self { object, wanted, seen: 0, field: 0, next: 0, ended: false, at, log }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'_, '_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let fields = self.wanted.fields;
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
                    let message = format!("the key `{}` is there twice", fields[field]);
                    let at = self.at.key(fields[field]);
                    let problem = Problem::new(Severity::Error, at.path(), message);
                    self.log.add::<A::Error>(problem.on_key())?;
                }
                Some(Err(key)) => self.log.unknown(&self.at, &self.wanted, key),
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
        let at = self.at.key(self.wanted.fields[self.field]);
        if self.ended {
            return seed.deserialize(Absent::at(at, self.log));
        }
        let log = &mut *self.log;
        self.object.next_value_seed(Inside { seed, at, log })
    }
}

/// A key: the index of the field it names, or the key itself if it names none.
struct Key {
    fields: &'static [&'static str],
    /// Where to begin to look: files mostly keep one order.
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

/// The items of a list.
pub(super) struct Items<'a, 'p, A> {
    list: A,
    index: usize,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'a, 'p, A> Items<'a, 'p, A> {
    pub(super) fn of(list: A, at: At<'a>, log: &'a mut Log<'p>) -> Self {
        Self { list, index: 0, at, log }
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, '_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let at = self.at.index(self.index);
        self.index += 1;
        let log = &mut *self.log;
        self.list.next_element_seed(Inside { seed, at, log })
    }
}

/// What reads a value in an object or a list.
struct Inside<'a, 'p, S> {
    seed: S,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Inside<'_, '_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<S::Value, D::Error> {
        let Self { seed, at, log } = self;
        let value = seed.deserialize(Node { json, at, log: &mut *log });
        if value.is_err() {
            // The innermost value comes by first.
            log.stopped.get_or_insert_with(|| at.path());
        }
        value
    }
}
