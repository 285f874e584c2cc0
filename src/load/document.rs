//! The catalog format, version 1, exactly as it stands in a file: JSON flows in, borrowed structs flow out.
//! Whether what they say makes sense is `link`'s business.

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A text borrowed from the file unless it holds escapes.
///
/// The newtype is what makes serde borrow: a plain `Option<Cow<str>>` or `Vec<Cow<str>>` is always owned. The bound on
/// the structs below says that a document lives no longer than its text.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'d>(#[serde(borrow)] Cow<'d, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// An object. Serde would take the list of its values for it, too.
#[derive(Debug)]
pub(super) struct Object<T>(T);

impl<T> Deref for Object<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData)).map(Self)
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(entries))
    }
}

/// A whole file.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Document<'d> {
    pub(super) format: u32,
    pub(super) show: Object<Show<'d>>,
    #[serde(default)]
    pub(super) sources: Vec<Object<Source<'d>>>,
    #[serde(default)]
    pub(super) artists: Vec<Object<Artist<'d>>>,
    #[serde(default)]
    pub(super) songs: Vec<Object<Song<'d>>>,
    #[serde(default)]
    pub(super) seasons: Vec<Object<Season<'d>>>,
}

/// The show that the file describes.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Show<'d> {
    pub(super) id: Text<'d>,
    pub(super) title: Text<'d>,
    pub(super) network: Option<Text<'d>>,
    pub(super) country: Option<Text<'d>>,
    #[serde(default)]
    pub(super) creators: Vec<Text<'d>>,
    #[serde(default)]
    pub(super) composers: Vec<Text<'d>>,
    #[serde(default)]
    pub(super) music_supervisors: Vec<Text<'d>>,
    #[serde(default)]
    pub(super) editors: Vec<Text<'d>>,
    pub(super) note: Option<Text<'d>>,
    #[serde(default)]
    pub(super) sources: Vec<Text<'d>>,
}

/// A publication that states facts.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Source<'d> {
    pub(super) id: Text<'d>,
    pub(super) title: Text<'d>,
    pub(super) url: Option<Text<'d>>,
}

/// An artist that songs of this file refer to.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Artist<'d> {
    pub(super) id: Text<'d>,
    pub(super) name: Text<'d>,
    pub(super) sort: Option<Text<'d>>,
    #[serde(default)]
    pub(super) aliases: Vec<Text<'d>>,
    #[serde(default)]
    pub(super) members: Vec<Text<'d>>,
    pub(super) country: Option<Text<'d>>,
    pub(super) mbid: Option<Text<'d>>,
    pub(super) note: Option<Text<'d>>,
    #[serde(default)]
    pub(super) sources: Vec<Text<'d>>,
}

/// A song that placements of this file refer to.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Song<'d> {
    pub(super) id: Text<'d>,
    pub(super) title: Text<'d>,
    #[serde(default)]
    pub(super) aliases: Vec<Text<'d>>,
    pub(super) credit: Vec<Object<Credit<'d>>>,
    #[serde(default)]
    pub(super) contributors: Vec<Object<Contributor<'d>>>,
    pub(super) length: Option<Text<'d>>,
    pub(super) album: Option<Text<'d>>,
    pub(super) origin: Option<Text<'d>>,
    pub(super) released: Option<Text<'d>>,
    pub(super) isrc: Option<Text<'d>>,
    pub(super) mbid: Option<Text<'d>>,
    #[serde(default)]
    pub(super) links: Vec<Text<'d>>,
    pub(super) note: Option<Text<'d>>,
    #[serde(default)]
    pub(super) sources: Vec<Text<'d>>,
}

/// One name of a credit.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Credit<'d> {
    pub(super) artist: Text<'d>,
    pub(super) r#as: Option<Text<'d>>,
    pub(super) join: Option<Text<'d>>,
}

/// An artist tied to a song but not in its credit.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Contributor<'d> {
    pub(super) artist: Text<'d>,
    pub(super) role: Text<'d>,
}

/// A season and its songs.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Season<'d> {
    pub(super) number: u16,
    pub(super) air_date: Option<Text<'d>>,
    #[serde(default)]
    pub(super) directors: Vec<Text<'d>>,
    #[serde(default)]
    pub(super) episodes: Vec<Object<Episode<'d>>>,
    #[serde(default)]
    pub(super) unplaced: Vec<Object<Placement<'d>>>,
}

/// An episode and its songs.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Episode<'d> {
    pub(super) number: u16,
    pub(super) title: Text<'d>,
    pub(super) air_date: Option<Text<'d>>,
    #[serde(default)]
    pub(super) directors: Vec<Text<'d>>,
    #[serde(default)]
    pub(super) placements: Vec<Object<Placement<'d>>>,
}

/// One use of a song: `between` is for the unplaced alone, `time` for those in an episode alone.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
pub(super) struct Placement<'d> {
    pub(super) song: Text<'d>,
    pub(super) between: Option<[u16; 2]>,
    pub(super) time: Option<Text<'d>>,
    pub(super) usage: Option<Text<'d>>,
    pub(super) scene: Option<Text<'d>>,
    #[serde(default)]
    pub(super) characters: Vec<Text<'d>>,
    pub(super) note: Option<Text<'d>>,
    #[serde(default)]
    pub(super) sources: Vec<Text<'d>>,
}
