//! The catalog format, version 1, exactly as it stands in a file: JSON flows in, borrowed structs flow out.
//! Whether what they say makes sense is `link`'s business.

use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Deref;

/// A text borrowed from the file unless it holds escapes.
///
/// The newtype is what makes serde borrow: a plain `Option<Cow<str>>` or `Vec<Cow<str>>` is always owned.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'d>(#[serde(borrow)] Cow<'d, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A whole file.
#[derive(Debug, Deserialize)]
pub(super) struct Document<'d> {
    pub(super) format: u32,
    #[serde(borrow)]
    pub(super) show: Show<'d>,
    #[serde(borrow, default)]
    pub(super) sources: Vec<Source<'d>>,
    #[serde(borrow, default)]
    pub(super) artists: Vec<Artist<'d>>,
    #[serde(borrow, default)]
    pub(super) songs: Vec<Song<'d>>,
    #[serde(borrow, default)]
    pub(super) seasons: Vec<Season<'d>>,
}

/// The show that the file describes.
#[derive(Debug, Deserialize)]
pub(super) struct Show<'d> {
    #[serde(borrow)]
    pub(super) id: Text<'d>,
    #[serde(borrow)]
    pub(super) title: Text<'d>,
    #[serde(borrow)]
    pub(super) network: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) country: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) creators: Vec<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) composers: Vec<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) music_supervisors: Vec<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) editors: Vec<Text<'d>>,
    #[serde(borrow)]
    pub(super) note: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) sources: Vec<Text<'d>>,
}

/// A publication that states facts.
#[derive(Debug, Deserialize)]
pub(super) struct Source<'d> {
    #[serde(borrow)]
    pub(super) id: Text<'d>,
    #[serde(borrow)]
    pub(super) title: Text<'d>,
    #[serde(borrow)]
    pub(super) url: Option<Text<'d>>,
}

/// An artist that songs of this file refer to.
#[derive(Debug, Deserialize)]
pub(super) struct Artist<'d> {
    #[serde(borrow)]
    pub(super) id: Text<'d>,
    #[serde(borrow)]
    pub(super) name: Text<'d>,
    #[serde(borrow)]
    pub(super) sort: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) aliases: Vec<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) members: Vec<Text<'d>>,
    #[serde(borrow)]
    pub(super) country: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) mbid: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) note: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) sources: Vec<Text<'d>>,
}

/// A song that placements of this file refer to.
#[derive(Debug, Deserialize)]
pub(super) struct Song<'d> {
    #[serde(borrow)]
    pub(super) id: Text<'d>,
    #[serde(borrow)]
    pub(super) title: Text<'d>,
    #[serde(borrow, default)]
    pub(super) aliases: Vec<Text<'d>>,
    #[serde(borrow)]
    pub(super) credit: Vec<Credit<'d>>,
    #[serde(borrow, default)]
    pub(super) contributors: Vec<Contributor<'d>>,
    #[serde(borrow)]
    pub(super) length: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) album: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) origin: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) released: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) isrc: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) mbid: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) links: Vec<Text<'d>>,
    #[serde(borrow)]
    pub(super) note: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) sources: Vec<Text<'d>>,
}

/// One name of a credit.
#[derive(Debug, Deserialize)]
pub(super) struct Credit<'d> {
    #[serde(borrow)]
    pub(super) artist: Text<'d>,
    #[serde(borrow)]
    pub(super) r#as: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) join: Option<Text<'d>>,
}

/// An artist tied to a song but not in its credit.
#[derive(Debug, Deserialize)]
pub(super) struct Contributor<'d> {
    #[serde(borrow)]
    pub(super) artist: Text<'d>,
    #[serde(borrow)]
    pub(super) role: Text<'d>,
}

/// A season and its songs.
#[derive(Debug, Deserialize)]
pub(super) struct Season<'d> {
    pub(super) number: u16,
    #[serde(borrow)]
    pub(super) air_date: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) directors: Vec<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) episodes: Vec<Episode<'d>>,
    #[serde(borrow, default)]
    pub(super) unplaced: Vec<Placement<'d>>,
}

/// An episode and its songs.
#[derive(Debug, Deserialize)]
pub(super) struct Episode<'d> {
    pub(super) number: u16,
    #[serde(borrow)]
    pub(super) title: Text<'d>,
    #[serde(borrow)]
    pub(super) air_date: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) directors: Vec<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) placements: Vec<Placement<'d>>,
}

/// One use of a song: `between` is for the unplaced alone, `time` for those in an episode alone.
#[derive(Debug, Deserialize)]
pub(super) struct Placement<'d> {
    #[serde(borrow)]
    pub(super) song: Text<'d>,
    pub(super) between: Option<[u16; 2]>,
    #[serde(borrow)]
    pub(super) time: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) usage: Option<Text<'d>>,
    #[serde(borrow)]
    pub(super) scene: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) characters: Vec<Text<'d>>,
    #[serde(borrow)]
    pub(super) note: Option<Text<'d>>,
    #[serde(borrow, default)]
    pub(super) sources: Vec<Text<'d>>,
}
