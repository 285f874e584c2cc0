//! The catalog in memory: packed records that `load` writes, and small `Copy` views of them by id that
//! everything else reads.
//!
//! # Glossary
//!
//! | term | meaning |
//! |---|---|
//! | [`Show`], [`Season`], [`Episode`] | as in TV databases; season 0 holds the specials; an [`EpisodeCode`] is written `S02E03` |
//! | [`Song`] | one released audio track (MusicBrainz: a *recording*) |
//! | [`Artist`], credit, join | the artists of one song, each with the name as credited; a join is the text between two names |
//! | [`Contributor`] | an artist who is not in a song's credit: remixer, original artist of a cover, composer, writer |
//! | [`Placement`] | one use of a song: in an episode, or known only for a range of episodes or a season |
//! | [`Usage`] | how a song is used in the scene; [`Origin`]: where the song comes from |
//! | [`Certainty`] | how precisely the sources locate a song |
//! | [`Source`] | a publication that states a fact |
//! | slug | the id of a record in its file, of lower-case letters, digits and dashes; an `…Id` type is an index into one loaded catalog |

mod catalog;
mod entities;
mod file;
mod object;
mod packed;
mod record;
mod values;

pub use catalog::{Catalog, Conflict};
pub use entities::{Artist, Contributor, Credit, Episode, Placement, Season, Show, Song, Source};
pub(crate) use file::{Entry, ShowFile};
pub(crate) use object::ObjectOnly;
pub(crate) use packed::{Anything, Format, Id, IdOf, Join, List, Name, Ref, Slug, Text, TextBuffer, Url};
pub use record::{ArtistId, EpisodeId, PlacementId, SeasonId, ShowId, SongId};
pub(crate) use record::{
    ArtistRecord, CreditList, CreditRecord, Document, EpisodeRecord, PlacementRecord, SeasonRecord,
    SongRecord, SourceRecord,
};
pub use values::{
    Ceiling, Certainty, Date, EpisodeCode, Isrc, Keyword, LastEpisode, Mbid, Origin, ParseError, Place, Role,
    ShowKind, Timecode, Usage,
};
pub(crate) use values::{EpisodeRange, keywords};
