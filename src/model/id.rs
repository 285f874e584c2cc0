//! Handles: what queries return, views show and tests compare, instead of references into the catalog.
//!
//! An id is valid for the catalog that gave it. Ids of one kind are ordered as their records are: shows as loaded,
//! then seasons and episodes by number, then placements as they are heard.

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
