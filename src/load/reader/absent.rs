//! What is not there: the type of a field flows in, something empty flows out that stands for it; and a problem, if the
//! field must be there. What may be missing is what a document declares as an option or a list.

use super::{Log, Struct, Wanted};
use crate::load::path::At;
use crate::load::problem::{Problem, Severity};
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::marker::PhantomData;
use std::ops::Range;

/// Gives `visitor` something empty instead of what is wanted.
pub(super) fn fill<'de, V: Visitor<'de>, E: Error>(wanted: Wanted, visitor: V) -> Result<V::Value, E> {
    match wanted {
        Wanted::Text => visitor.visit_borrowed_str(""),
        Wanted::Number(_) => visitor.visit_u64(0),
        Wanted::List => visitor.visit_seq(Nothing(PhantomData)),
        Wanted::Object(Struct { fields, .. }) => {
            visitor.visit_map(Blanks { fields: 0..fields.len(), error: PhantomData })
        }
    }
}

/// The value of a field that is not there.
pub(super) struct Absent<'a, 'p, E> {
    /// Where it is missed; nowhere if what it belongs to is not there either.
    missed: Option<(At<'a>, &'a mut Log<'p>)>,
    error: PhantomData<E>,
}

impl<'a, 'p, E: Error> Absent<'a, 'p, E> {
    pub(super) fn at(at: At<'a>, log: &'a mut Log<'p>) -> Self {
        Self { missed: Some((at, log)), error: PhantomData }
    }

    fn must_be<'de, V: Visitor<'de>>(self, wanted: Wanted, visitor: V) -> Result<V::Value, E> {
        if let Some((at, log)) = self.missed {
            let message = format!("missing field `{}`", at.name());
            log.add(Problem::new(Severity::Error, at.path(), message))?;
            log.problems.hole(&at);
        }
        fill(wanted, visitor)
    }
}

impl<'de, E: Error> Deserializer<'de> for Absent<'_, '_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.must_be(Wanted::Text, visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.must_be(Wanted::Number(u16::MAX.into()), visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.must_be(Wanted::Number(u32::MAX.into()), visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.must_be(Wanted::Object(Struct { name, fields }), visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        fill(Wanted::List, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char string bytes byte_buf option unit unit_struct newtype_struct
        tuple tuple_struct map enum identifier ignored_any
    }
}

/// The entries of an object that is not there: every field, none with anything in it.
struct Blanks<E> {
    fields: Range<usize>,
    error: PhantomData<E>,
}

impl<'de, E: Error> MapAccess<'de> for Blanks<E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        let field = self.fields.next();
        field.map(|field| seed.deserialize(field.into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, E> {
        seed.deserialize(Absent { missed: None, error: PhantomData })
    }
}

/// The items of a list that is not there.
struct Nothing<E>(PhantomData<E>);

impl<'de, E: Error> SeqAccess<'de> for Nothing<E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, _: S) -> Result<Option<S::Value>, E> {
        Ok(None)
    }
}
