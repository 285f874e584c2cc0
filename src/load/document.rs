//! The catalog format, version 1: borrowed structs with the fields of a file, in its order.
//!
//! These types are the only definition of the format. A field that must be there is a plain value, one that
//! may be missing is an option or a list, and the type of a text says what it must look like, which `link`
//! checks. The JSON Schema is made from these types, with their comments as its descriptions.

use super::diagnostics::quote;
use crate::model::{Date, Isrc, Mbid, Origin, Role, Timecode, Usage};
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A text, borrowed from the file unless it has escapes. `K` says what it must look like; `link` checks it.
///
/// The newtype is what makes serde borrow: a plain `Option<Cow<str>>` or `Vec<Cow<str>>` is always owned. The
/// bound on the structs below says that a document lives no longer than its text.
#[derive(Deserialize)]
#[serde(transparent, bound(deserialize = "'de: 'd"))]
pub(super) struct Text<'d, K = Anything>(#[serde(borrow)] Cow<'d, str>, PhantomData<K>);

impl<K> Default for Text<'_, K> {
    fn default() -> Self {
        Self(Cow::Borrowed(""), PhantomData)
    }
}

impl<K> Deref for Text<'_, K> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<K> fmt::Display for Text<'_, K> {
    /// As messages quote it, cut to a readable length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quote(self).fmt(f)
    }
}

/// Any text. An empty one counts as missing.
pub(super) enum Anything {}

/// A title or name: never empty.
pub(super) enum Name {}

/// An id: lower-case letters, digits and dashes.
pub(super) enum Slug {}

/// An address that starts with `https://` or `http://`.
pub(super) enum Url {}

/// One show and its songs: a file of a soundtrack catalog.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Document<'d> {
    /// Where the JSON Schema of this format is, for editors.
    #[serde(rename = "$schema")]
    pub(super) _schema: Option<Text<'d>>,
    /// The version of the format, 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub(super) format: u32,
    /// The show.
    pub(super) show: Show<'d>,
    /// The publications that the facts of this file come from.
    #[serde(default)]
    pub(super) sources: Vec<Source<'d>>,
    /// The artists of the songs; those with the same id in several files are one.
    #[serde(default)]
    pub(super) artists: Vec<Artist<'d>>,
    /// The songs, each once, however often it plays.
    #[serde(default)]
    pub(super) songs: Vec<Song<'d>>,
    /// The seasons with their episodes.
    #[serde(default)]
    pub(super) seasons: Vec<Season<'d>>,
}

/// The show that the file describes.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Show<'d> {
    /// Its id, unique in the catalog.
    pub(super) id: Text<'d, Slug>,
    /// Its title.
    pub(super) title: Text<'d, Name>,
    /// Who shows or streams it.
    pub(super) network: Option<Text<'d>>,
    /// Where it was made.
    pub(super) country: Option<Text<'d>>,
    /// Who created it.
    #[serde(default)]
    pub(super) creators: Vec<Text<'d>>,
    /// Who wrote its score.
    #[serde(default)]
    pub(super) composers: Vec<Text<'d>>,
    /// Who chose its songs.
    #[serde(default)]
    pub(super) music_supervisors: Vec<Text<'d>>,
    /// Who edited it.
    #[serde(default)]
    pub(super) editors: Vec<Text<'d>>,
    /// How the songs are chosen, in a sentence or two.
    pub(super) note: Option<Text<'d>>,
    /// Who says so: ids of `sources`.
    #[serde(default)]
    pub(super) sources: Vec<Text<'d, Slug>>,
}

/// A publication that states facts.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Source<'d> {
    /// Its id, unique in this file.
    pub(super) id: Text<'d, Slug>,
    /// Its title.
    pub(super) title: Text<'d, Name>,
    /// Where to read it.
    pub(super) url: Option<Text<'d, Url>>,
    /// What curators must know about it, such as that it is a copy.
    pub(super) note: Option<Text<'d>>,
}

/// An artist that songs of this file refer to.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Artist<'d> {
    /// Its id, the same in every file of the catalog.
    pub(super) id: Text<'d, Slug>,
    /// Its name.
    pub(super) name: Text<'d, Name>,
    /// The name as it is sorted, such as `Cure, The`.
    pub(super) sort: Option<Text<'d>>,
    /// Other names and spellings.
    #[serde(default)]
    pub(super) aliases: Vec<Text<'d>>,
    /// Who is or was in it.
    #[serde(default)]
    pub(super) members: Vec<Text<'d>>,
    /// Where it comes from.
    pub(super) country: Option<Text<'d>>,
    /// Its id at MusicBrainz.
    pub(super) mbid: Option<Text<'d, Mbid>>,
    /// Whatever else there is to say.
    pub(super) note: Option<Text<'d>>,
    /// Who says so: ids of `sources`.
    #[serde(default)]
    pub(super) sources: Vec<Text<'d, Slug>>,
}

/// A song, which is one released audio track, that placements of this file refer to.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Song<'d> {
    /// Its id, unique in this file.
    pub(super) id: Text<'d, Slug>,
    /// Its title, without featured artists: these belong to the credit.
    pub(super) title: Text<'d, Name>,
    /// Other titles and spellings.
    #[serde(default)]
    pub(super) aliases: Vec<Text<'d>>,
    /// Who, exactly as on the record: one name after the other.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub(super) credit: Vec<Credit<'d>>,
    /// Artists tied to the song that are not in its credit.
    #[serde(default)]
    pub(super) contributors: Vec<Contributor<'d>>,
    /// How long it is.
    pub(super) length: Option<Text<'d, Timecode>>,
    /// The album, EP or single it is on.
    pub(super) album: Option<Text<'d>>,
    /// Whether it was there before the show or written for it.
    pub(super) origin: Option<Text<'d, Origin>>,
    /// When it came out.
    pub(super) released: Option<Text<'d, Date>>,
    /// Its International Standard Recording Code.
    pub(super) isrc: Option<Text<'d, Isrc>>,
    /// Its id as a recording at MusicBrainz.
    pub(super) mbid: Option<Text<'d, Mbid>>,
    /// Where to hear or buy it.
    #[serde(default)]
    pub(super) links: Vec<Text<'d, Url>>,
    /// Whatever else there is to say.
    pub(super) note: Option<Text<'d>>,
    /// Who says so: ids of `sources`.
    #[serde(default)]
    pub(super) sources: Vec<Text<'d, Slug>>,
}

/// One name of a credit.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Credit<'d> {
    /// The id of the artist.
    pub(super) artist: Text<'d, Slug>,
    /// The name as credited here, if it is another.
    pub(super) r#as: Option<Text<'d>>,
    /// The text between this name and the next, such as ` feat. `.
    pub(super) join: Option<Text<'d>>,
}

/// An artist tied to a song but not in its credit.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Contributor<'d> {
    /// The id of the artist.
    pub(super) artist: Text<'d, Slug>,
    /// What the artist did.
    pub(super) role: Text<'d, Role>,
}

/// A season and its songs.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Season<'d> {
    /// Its number; 0 for specials.
    pub(super) number: u16,
    /// When it was first shown.
    pub(super) air_date: Option<Text<'d, Date>>,
    /// Who directed all of it.
    #[serde(default)]
    pub(super) directors: Vec<Text<'d>>,
    /// Its episodes in order.
    #[serde(default)]
    pub(super) episodes: Vec<Episode<'d>>,
    /// Songs of the season that no source ties to an episode.
    #[serde(default)]
    pub(super) unplaced: Vec<Placement<'d>>,
}

/// An episode and its songs.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Episode<'d> {
    /// Its number in the season.
    pub(super) number: u16,
    /// Its title.
    pub(super) title: Text<'d, Name>,
    /// When it was first shown, if not with its season.
    pub(super) air_date: Option<Text<'d, Date>>,
    /// Who directed it.
    #[serde(default)]
    pub(super) directors: Vec<Text<'d>>,
    /// What plays, in the order in which it is heard.
    #[serde(default)]
    pub(super) placements: Vec<Placement<'d>>,
}

/// One use of a song.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'd"))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub(super) struct Placement<'d> {
    /// The id of the song.
    pub(super) song: Text<'d, Slug>,
    /// For `unplaced` alone: the first and the last episode that it may be in.
    #[cfg_attr(test, schemars(length(equal = 2)))]
    pub(super) between: Option<Vec<u16>>,
    /// For episodes alone: how far into the episode it starts.
    pub(super) time: Option<Text<'d, Timecode>>,
    /// How it is used.
    pub(super) usage: Option<Text<'d, Usage>>,
    /// What happens meanwhile.
    pub(super) scene: Option<Text<'d>>,
    /// Who is in the scene.
    #[serde(default)]
    pub(super) characters: Vec<Text<'d>>,
    /// Whatever else there is to say.
    pub(super) note: Option<Text<'d>>,
    /// Who says so: ids of `sources`.
    #[serde(default)]
    pub(super) sources: Vec<Text<'d, Slug>>,
}
