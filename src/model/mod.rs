//! The domain: what a catalog of soundtracks is made of, whatever file it came from and however it is shown.
//! Packed records flow in from `load`; small borrowed views of them flow out to `query` and `view`.
//!
//! # Glossary
//!
//! | word | means |
//! |---|---|
//! | [`Show`], [`Season`], [`Episode`] | as in TV databases; season 0 holds the specials; an [`EpisodeCode`] is written `S02E03` |
//! | [`Song`] | one released audio track (MusicBrainz: a *recording*) |
//! | [`Artist`], credit, join | who, as credited for one song; the text between two names is kept, so a credit prints as on the record |
//! | [`Contributor`] | an artist tied to a song but not in its credit: remixer, original artist of a cover, composer, writer |
//! | [`Placement`] | one use of a song: in an episode, or known only for a range of episodes or a season |
//! | [`Usage`] | how a song is used in the scene; [`Origin`]: where the song comes from |
//! | [`Certainty`] | how exactly the sources tell where a song plays |
//! | [`Source`] | a publication that states a fact |
//! | slug | the id of a record in its file, `[a-z0-9-]+`; a typed `…Id` is a handle, valid for one loaded catalog |

mod artist;
mod catalog;
mod date;
mod episode;
mod id;
mod identifier;
mod placement;
mod record;
mod show;
mod song;
mod text;
mod timecode;
mod word;

pub use artist::{Artist, Contributor, Role};
pub use catalog::{Catalog, Clash};
pub use date::Date;
pub use episode::{Ceiling, Episode, EpisodeCode};
pub use id::{ArtistId, EpisodeId, PlacementId, SeasonId, ShowId, SongId};
pub use identifier::{Isrc, Mbid};
pub use placement::{Certainty, Place, Placement, Usage};
pub(crate) use record::{
    ArtistDetails, ArtistRecord, ContributorRecord, CreditRecord, EpisodeRecord, More, PlacementDetails,
    PlacementRecord, SeasonRecord, ShowRecord, SongDetails, SongRecord, SourceRecord, WhereRecord,
};
pub use show::{Season, Show, Source};
pub use song::{Credit, Origin, Song};
pub(crate) use text::{Span, TextAt, TextBuffer};
pub use timecode::Timecode;
pub(crate) use word::words;
pub use word::{Expected, Word};
