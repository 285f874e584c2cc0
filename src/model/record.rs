//! The catalog format, version 1: the packed records of one show's file, and the ids that refer to them.
//!
//! The structs below, from [`Document`] on, are the only definition of the format: they have the keys of a file,
//! in its order, and are the records that are kept. `load` says how their fields are read. A key that must be
//! there is a plain value; one that may be missing is an option or a list. The JSON Schema is made from them, with
//! their comments as its descriptions. `catalog` and `entities` are how everything else reads the records.
//!
//! To keep the records small, a text is a position in the [`TextBuffer`] of the file, a list is a part of the one
//! [`Vec`] for all its entries, and a reference is an index into a section of the file.
//!
//! An id is valid only for the catalog that returned it. Ids of one kind are ordered as their records are:
//! shows by title, then seasons and episodes by number, then placements in the order of hearing.

use super::object::object;
use super::packed::{Format, Id, Join, List, Name, Ref, Slug, Text, Url};
use super::values::{Date, EpisodeRange, Isrc, Mbid, Origin, Role, ShowKind, Timecode, Usage};
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

/// A show of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShowId(pub(crate) u32);

/// An artist of the catalog, across all its shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArtistId(pub(crate) u32);

macro_rules! ids_within_a_show {
    ($($(#[$doc:meta])* $name:ident,)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name { pub(crate) show: ShowId, pub(crate) index: u32 }

        impl $name {
            /// The show that the record belongs to.
            pub fn show(self) -> ShowId {
                self.show
            }
        }
    )+ };
}

ids_within_a_show! {
    /// A season of one show.
    SeasonId,
    /// An episode of one show.
    EpisodeId,
    /// A song of one show's file: the same recording in two files is two songs.
    SongId,
    /// One use of a song in one show.
    PlacementId,
}

/// One show and its songs: a file of a soundtrack catalog.
#[derive(Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
#[expect(dead_code, reason = "what is read goes into the file")]
pub(crate) struct Document {
    /// Where the JSON Schema of this format is, for editors.
    #[serde(rename = "$schema")]
    pub(crate) _schema: Option<Text>,
    /// The version of the format, 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub(crate) format: Format,
    /// The show.
    #[serde(deserialize_with = "object")]
    pub(crate) show: ShowRecord,
    /// The publications that the facts of this file come from.
    #[serde(default)]
    pub(crate) sources: List<SourceRecord>,
    /// The artists of the songs; those with the same id in several files are one.
    #[serde(default)]
    pub(crate) artists: List<ArtistRecord>,
    /// The songs, each once, however often it plays.
    #[serde(default)]
    pub(crate) songs: List<SongRecord>,
    /// The seasons with their episodes.
    #[serde(default)]
    pub(crate) seasons: List<SeasonRecord>,
}

/// The show that the file describes.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Show"))]
pub(crate) struct ShowRecord {
    /// Its id, unique in the catalog.
    pub(crate) id: Text<Slug>,
    /// Its title.
    pub(crate) title: Text<Name>,
    /// What it is; a series if it does not say. If the others have one season, its episodes are called by title.
    pub(crate) kind: Option<ShowKind>,
    /// Who shows or streams it.
    pub(crate) network: Option<Text>,
    /// Where it was made.
    pub(crate) country: Option<Text>,
    /// Who created it.
    #[serde(default)]
    pub(crate) creators: List<Text>,
    /// Who wrote its score.
    #[serde(default)]
    pub(crate) composers: List<Text>,
    /// Who chose its songs.
    #[serde(default)]
    pub(crate) music_supervisors: List<Text>,
    /// Who edited it.
    #[serde(default)]
    pub(crate) editors: List<Text>,
    /// How the songs are chosen, in a sentence or two.
    pub(crate) note: Option<Text>,
    /// The ids of the sources that state these facts.
    #[serde(default)]
    pub(crate) sources: List<Ref<SourceRecord>>,
}

/// A publication that states facts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Source"))]
pub(crate) struct SourceRecord {
    /// Its id, unique in this file.
    pub(crate) id: Id<SourceRecord>,
    /// Its title.
    pub(crate) title: Text<Name>,
    /// Where to read it.
    pub(crate) url: Option<Text<Url>>,
    /// What curators must know about it, such as that it is a copy.
    pub(crate) note: Option<Text>,
}

/// An artist that songs of this file refer to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Artist"))]
pub(crate) struct ArtistRecord {
    /// Its id, the same in every file of the catalog.
    pub(crate) id: Id<ArtistRecord>,
    /// Its name.
    pub(crate) name: Text<Name>,
    /// The name as it is sorted, such as `Cure, The`.
    pub(crate) sort: Option<Text>,
    /// Other names and spellings.
    #[serde(default)]
    pub(crate) aliases: List<Text>,
    /// Who is or was in it.
    #[serde(default)]
    pub(crate) members: List<Text>,
    /// Where it comes from.
    pub(crate) country: Option<Text>,
    /// Its id at MusicBrainz.
    pub(crate) mbid: Option<Text<Mbid>>,
    /// Whatever else there is to say.
    pub(crate) note: Option<Text>,
    /// The ids of the sources that state these facts.
    #[serde(default)]
    pub(crate) sources: List<Ref<SourceRecord>>,
}

/// A song, which is one released audio track, that placements of this file refer to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Song"))]
pub(crate) struct SongRecord {
    /// Its id, unique in this file.
    pub(crate) id: Id<SongRecord>,
    /// Its title, without featured artists: these belong to the credit.
    pub(crate) title: Text<Name>,
    /// Other titles and spellings.
    #[serde(default)]
    pub(crate) aliases: List<Text>,
    /// Who, exactly as on the record: one name after the other. For a name the id of the artist is enough.
    pub(crate) credit: CreditList,
    /// Artists tied to the song that are not in its credit.
    #[serde(default)]
    pub(crate) contributors: List<ContributorRecord>,
    /// How long it is: minutes and seconds such as `3:19`, or seconds.
    pub(crate) length: Option<Timecode>,
    /// The album, EP or single it is on.
    pub(crate) album: Option<Text>,
    /// Whether it was there before the show or written for it.
    pub(crate) origin: Option<Origin>,
    /// When it came out.
    pub(crate) released: Option<Date>,
    /// Its International Standard Recording Code.
    pub(crate) isrc: Option<Text<Isrc>>,
    /// Its id as a recording at MusicBrainz.
    pub(crate) mbid: Option<Text<Mbid>>,
    /// Where to hear or buy it.
    #[serde(default)]
    pub(crate) links: List<Text<Url>>,
    /// Whatever else there is to say.
    pub(crate) note: Option<Text>,
    /// The ids of the sources that state these facts.
    #[serde(default)]
    pub(crate) sources: List<Ref<SourceRecord>>,
}

/// One name of a credit.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Credit"))]
pub(crate) struct CreditRecord {
    /// The id of the artist.
    pub(crate) artist: Ref<ArtistRecord>,
    /// The name as credited here, if it is another.
    pub(crate) r#as: Option<Text>,
    /// The text between this name and the next, such as ` feat. `. Without it, names are listed as in `A, B & C`.
    pub(crate) join: Option<Text<Join>>,
}

/// The names of a credit. In a file the id of an artist is short for a name, and also for a list of one name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CreditList(pub(crate) List<CreditRecord>);

/// An artist tied to a song but not in its credit.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Contributor"))]
pub(crate) struct ContributorRecord {
    /// The id of the artist.
    pub(crate) artist: Ref<ArtistRecord>,
    /// What the artist did.
    pub(crate) role: Role,
}

/// A season and its songs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Season"))]
pub(crate) struct SeasonRecord {
    /// Its number; 0 for specials.
    pub(crate) number: u16,
    /// When it was first shown.
    pub(crate) air_date: Option<Date>,
    /// Who directed all of it.
    #[serde(default)]
    pub(crate) directors: List<Text>,
    /// Its episodes in order.
    #[serde(default)]
    pub(crate) episodes: List<EpisodeRecord>,
    /// Songs of the season that no source ties to an episode.
    #[serde(default)]
    pub(crate) unplaced: List<PlacementRecord>,
}

/// An episode and its songs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Episode"))]
pub(crate) struct EpisodeRecord {
    /// Its number in the season.
    pub(crate) number: u16,
    /// Its title, if it is known.
    pub(crate) title: Option<Text<Name>>,
    /// When it was first shown, if not with its season.
    pub(crate) air_date: Option<Date>,
    /// Who directed it.
    #[serde(default)]
    pub(crate) directors: List<Text>,
    /// What plays, in the order in which it is heard.
    #[serde(default)]
    pub(crate) placements: List<PlacementRecord>,
    /// The index of its season. The file has it inside.
    #[serde(skip)]
    pub(crate) season: u32,
}

/// One use of a song.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields, rename = "Placement"))]
pub(crate) struct PlacementRecord {
    /// The id of the song.
    pub(crate) song: Ref<SongRecord>,
    /// For `unplaced` alone: the first and the last episode that it may be in.
    #[cfg_attr(test, schemars(length(equal = 2)))]
    pub(crate) between: Option<EpisodeRange>,
    /// For episodes alone: how far into the episode it starts, written like a length.
    pub(crate) time: Option<Timecode>,
    /// How it is used.
    pub(crate) usage: Option<Usage>,
    /// What happens meanwhile.
    pub(crate) scene: Option<Text>,
    /// Who is in the scene.
    #[serde(default)]
    pub(crate) characters: List<Text>,
    /// Whatever else there is to say.
    pub(crate) note: Option<Text>,
    /// The ids of the sources that state these facts.
    #[serde(default)]
    pub(crate) sources: List<Ref<SourceRecord>>,
    /// The episode that it is listed in. The file has it inside.
    #[serde(skip)]
    pub(crate) episode: Option<Ref<EpisodeRecord>>,
}
