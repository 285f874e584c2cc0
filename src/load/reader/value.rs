//! Values: what the format wants at a place and the value that is there flow in, the value flows out if it is that.

use super::absent::fill;
use super::inside::{Entries, Items};
use super::{Log, Struct, Wanted};
use crate::load::path::At;
use crate::load::problem::brief;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// A value of the text and where it stands.
pub(super) struct Node<'a, 'p, D> {
    pub(super) json: D,
    pub(super) at: At<'a>,
    pub(super) log: &'a mut Log<'p>,
}

impl<'de, D: Deserializer<'de>> Node<'_, '_, D> {
    fn wants<V: Visitor<'de>>(self, wanted: Wanted, visitor: V) -> Result<V::Value, D::Error> {
        let Self { json, at, log } = self;
        json.deserialize_any(Expect { wanted, visitor, at, log })
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Node<'_, '_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.json.deserialize_any(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.wants(Wanted::Text, visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.wants(Wanted::Number(u16::MAX.into()), visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.wants(Wanted::Number(u32::MAX.into()), visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.wants(Wanted::List, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.wants(Wanted::Object(Struct { name, fields }), visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self { json, at, log } = self;
        json.deserialize_option(Maybe { visitor, at, log })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char string bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// Takes the value that is there; lets `visitor` have it if it is what the format wants.
struct Expect<'a, 'p, V> {
    wanted: Wanted,
    visitor: V,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, V: Visitor<'de>> Expect<'_, '_, V> {
    fn wrong<E: Error>(self, found: &str) -> Result<V::Value, E> {
        self.log.wrong(&self.at, self.wanted, found)?;
        fill(self.wanted, self.visitor)
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Expect<'_, '_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.wanted)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.wrong(&format!("`{value}`"))
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.wrong("`null`")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.wrong(&format!("the number {value}"))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        self.wrong(&format!("the number {value:?}"))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        match self.wanted {
            Wanted::Number(most) if value <= most => self.visitor.visit_u64(value),
            _ => self.wrong(&format!("the number {value}")),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        let Wanted::Text = self.wanted else {
            return self.wrong(&format!("the text `{}`", brief(value)));
        };
        self.log.look_closely(&self.at, value);
        self.visitor.visit_str(value)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        let Wanted::Text = self.wanted else {
            return self.wrong(&format!("the text `{}`", brief(value)));
        };
        self.log.look(&self.at, value);
        self.visitor.visit_borrowed_str(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<V::Value, A::Error> {
        let Wanted::List = self.wanted else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return self.wrong("a list");
        };
        self.visitor.visit_seq(Items::of(list, self.at, self.log))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<V::Value, A::Error> {
        let Wanted::Object(wanted) = self.wanted else {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return self.wrong("an object");
        };
        self.visitor.visit_map(Entries::of(object, wanted, self.at, self.log))
    }
}

/// Takes a value that may be `null`.
struct Maybe<'a, 'p, V> {
    visitor: V,
    at: At<'a>,
    log: &'a mut Log<'p>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Maybe<'_, '_, V> {
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
        visitor.visit_some(Node { json, at, log })
    }
}
