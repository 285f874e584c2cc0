//! How the fields of the format are read: each packs its value into the [`Builder`] of this thread, and checks
//! it. A wrong value is reported there, and a placeholder is kept, so that reading goes on.

use super::builder::{Builder, Section, with};
use super::diagnostics::{Diagnostic, quote};
use crate::error::unknown_word;
use crate::model::{
    Anything, CreditList, CreditRecord, Date, Entry, EpisodeRange, Format, IdOf, Isrc, Join, Keyword, List,
    Mbid, Name, ObjectOnly, Origin, ParseError, Ref, Role, ShowKind, Slug, Text, Timecode, Url, Usage,
};
use crate::text::{is_slug, slug, suggest};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

macro_rules! read_texts {
    ($([$($parameters:tt)*] $field:ty = $read:expr;)+) => { $(
        impl<'de, $($parameters)*> Deserialize<'de> for $field {
            fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
                json.deserialize_str(TextVisitor($read))
            }
        }
    )+ };
}

// The fields that are texts in a file.
read_texts! {
    [K: Kind] Text<K> = K::store;
    [T: Section] Ref<T> = |id: &str, builder: &mut Builder| builder.refer(id);
    [] Date = parse;
    [] Origin = word;
    [] Role = word;
    [] ShowKind = word;
    [] Usage = word;
}

/// Makes a value from a text.
struct TextVisitor<F>(F);

impl<T, F: FnOnce(&str, &mut Builder) -> T> Visitor<'_> for TextVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(with(|builder| (self.0)(text, builder)))
    }
}

/// What a text must look like.
trait Kind: Sized {
    fn store(text: &str, builder: &mut Builder) -> Text<Self>;
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

impl Kind for Anything {
    /// A text of nothing but spaces counts as missing.
    fn store(text: &str, builder: &mut Builder) -> Text {
        if is_blank(text) { Text::EMPTY } else { builder.file.text.push(text) }
    }
}

impl Kind for Name {
    fn store(text: &str, builder: &mut Builder) -> Text<Self> {
        if is_blank(text) {
            builder.report(Diagnostic::error("a title or name must not be empty"));
        }
        builder.file.text.push(text)
    }
}

impl Kind for Join {
    fn store(text: &str, builder: &mut Builder) -> Text<Self> {
        builder.file.text.push(text)
    }
}

impl Kind for Slug {
    fn store(id: &str, builder: &mut Builder) -> Text<Self> {
        check_slug(id, builder);
        builder.file.text.push(id)
    }
}

impl<T: Section> Kind for IdOf<T> {
    fn store(id: &str, builder: &mut Builder) -> Text<Self> {
        let stored = builder.define(id);
        check_slug(id, builder);
        stored
    }
}

fn check_slug(id: &str, builder: &mut Builder) {
    if !is_slug(id) {
        let message = format!("an id consists of lower-case letters, digits and dashes, not `{}`", quote(id));
        let mended = Some(slug(id)).filter(|id| !id.is_empty());
        builder.report(Diagnostic::error(message).suggesting(mended.as_slice()));
    }
}

impl Kind for Url {
    fn store(url: &str, builder: &mut Builder) -> Text<Self> {
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let is_printable = url.chars().all(|letter| !letter.is_control() && !letter.is_whitespace());
        if !is_printable || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
            let message = "expected an address that starts with https:// or http://";
            builder.report(Diagnostic::error(format!("`{}`: {message}", quote(url))));
        }
        builder.file.text.push(url)
    }
}

impl Kind for Isrc {
    fn store(text: &str, builder: &mut Builder) -> Text<Self> {
        parse::<Self>(text, builder);
        builder.file.text.push(text)
    }
}

impl Kind for Mbid {
    fn store(text: &str, builder: &mut Builder) -> Text<Self> {
        parse::<Self>(text, builder);
        builder.file.text.push(text)
    }
}

fn parse<T: FromStr<Err = ParseError> + Default>(text: &str, builder: &mut Builder) -> T {
    text.parse().unwrap_or_else(|expected| {
        builder.report(Diagnostic::error(format!("`{}`: {expected}", quote(text))));
        T::default()
    })
}

fn word<W: Keyword>(text: &str, builder: &mut Builder) -> W {
    W::from_keyword(text).unwrap_or_else(|| {
        let known: Vec<&str> = W::ALL.iter().map(|value| value.keyword()).collect();
        let similar = suggest(text, known.iter().copied());
        let message = unknown_word(W::KIND, text, &known);
        builder.report(Diagnostic::error(message).suggesting(&similar));
        W::ALL[0]
    })
}

impl<'de> Deserialize<'de> for Timecode {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(TimecodeVisitor)
    }
}

/// Reads minutes and seconds in a text, or a number of seconds.
///
/// Whoever asks for any value gets a text from either reader. What is no text comes in its own type from one of
/// them, and with `visit_some` from the other, which is then asked for the type that is allowed besides.
struct TimecodeVisitor;

impl<'de> Visitor<'de> for TimecodeVisitor {
    type Value = Timecode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text such as `3:19`, or a number of seconds")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timecode, E> {
        Ok(with(|builder| parse(text, builder)))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Timecode, E> {
        let short = u32::try_from(seconds).ok().filter(|&seconds| seconds < Timecode::END);
        if short.is_none() {
            let message = format!("{seconds} seconds are too many: expected fewer than {}", Timecode::END);
            with(|builder| builder.report(Diagnostic::error(message)));
        }
        Ok(short.map_or_else(Timecode::default, Timecode::from_seconds))
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<Timecode, D::Error> {
        json.deserialize_u64(self)
    }
}

impl<'de> Deserialize<'de> for CreditList {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(CreditVisitor).map(Self)
    }
}

/// Reads a list of names, or the id of the only artist.
struct CreditVisitor;

impl<'de> Visitor<'de> for CreditVisitor {
    type Value = List<CreditRecord>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or the id of an artist")
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<List<CreditRecord>, E> {
        let start = with(|builder| builder.file.credits.len());
        let name = NameVisitor.visit_str(id)?;
        with(|builder| builder.file.credits.push(name));
        Ok(List::new(start, start + 1))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<List<CreditRecord>, A::Error> {
        ListVisitor(NameVisitor).visit_seq(list)
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<List<CreditRecord>, D::Error> {
        json.deserialize_seq(self)
    }
}

/// Reads a name of a credit: an object, or only the id of the artist.
#[derive(Clone, Copy)]
struct NameVisitor;

impl<'de> DeserializeSeed<'de> for NameVisitor {
    type Value = CreditRecord;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<CreditRecord, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NameVisitor {
    type Value = CreditRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, or the id of an artist")
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<CreditRecord, E> {
        Ok(CreditRecord { artist: with(|builder| builder.refer(id)), r#as: None, join: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<CreditRecord, A::Error> {
        CreditRecord::deserialize(MapAccessDeserializer::new(object))
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<CreditRecord, D::Error> {
        CreditRecord::deserialize(json)
    }
}

impl<'de, T: Entry + Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_seq(ListVisitor(ObjectOnly(PhantomData)))
    }
}

/// Keeps each entry of a list as soon as it is read.
struct ListVisitor<S>(S);

impl<'de, T: Entry, S: DeserializeSeed<'de, Value = T> + Copy> Visitor<'de> for ListVisitor<S> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List<T>, A::Error> {
        let start = with(|builder| T::all(&builder.file).len());
        while let Some(entry) = list.next_element_seed(self.0)? {
            with(|builder| T::all_mut(&mut builder.file).push(entry));
        }
        Ok(List::new(start, with(|builder| T::all(&builder.file).len())))
    }
}

/// The version of the catalog format that this program reads.
const FORMAT: u32 = 1;

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let format = u32::deserialize(json)?;
        if format != FORMAT {
            let message = format!("unknown format {format}: this program reads format {FORMAT}");
            with(|builder| builder.report(Diagnostic::error(message)));
        }
        Ok(Self)
    }
}

impl<'de> Deserialize<'de> for EpisodeRange {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_seq(RangeVisitor)
    }
}

/// Reads a list of two numbers.
struct RangeVisitor;

impl<'de> Visitor<'de> for RangeVisitor {
    type Value = EpisodeRange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<EpisodeRange, A::Error> {
        let pair = (list.next_element()?, list.next_element()?);
        let is_longer = list.next_element::<u16>()?.is_some();
        while list.next_element::<u16>()?.is_some() {}
        let (range, message) = match pair {
            (Some(first), Some(last)) if !is_longer && first <= last => {
                return Ok(EpisodeRange { first, last });
            }
            (Some(first), Some(last)) if !is_longer => {
                (EpisodeRange { first, last }, format!("the range runs backwards, from {first} to {last}"))
            }
            _ => (EpisodeRange::BACKWARDS, "a range is two episodes, the first and the last".to_owned()),
        };
        with(|builder| builder.report(Diagnostic::error(message)));
        Ok(range)
    }
}
