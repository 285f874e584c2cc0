//! Artists: records of all show files flow in, one artist across all shows flows out.

use super::record::{ArtistDetails, ArtistRecord};
use super::word::words;
use super::{ArtistId, Catalog, Mbid, Show, ShowId, Source};
use std::collections::BTreeSet;

words! {
    /// How an artist is tied to a song without being in its credit (MusicBrainz: relationships).
    Role, "role" {
        /// Made this version.
        Remixer = "remixer",
        /// First recorded the song that this one covers.
        OriginalArtist = "original-artist",
        /// Wrote the music.
        Composer = "composer",
        /// Wrote the words, or words and music.
        Writer = "writer",
    }
}

/// An artist tied to a song without being in its credit.
#[derive(Clone, Copy)]
pub struct Contributor<'c> {
    /// Who.
    pub artist: Artist<'c>,
    /// In what way.
    pub role: Role,
}

/// An artist of the catalog, read where it is stored: in every show file that defines the same id.
#[derive(Clone, Copy)]
pub struct Artist<'c> {
    catalog: &'c Catalog,
    id: ArtistId,
}

impl<'c> Artist<'c> {
    pub(super) fn of(catalog: &'c Catalog, id: ArtistId) -> Self {
        Self { catalog, id }
    }

    /// The handle of this artist.
    pub fn id(self) -> ArtistId {
        self.id
    }

    /// The id in the files.
    pub fn slug(self) -> &'c str {
        let (show, record) = self.first();
        show.text(record.slug)
    }

    /// The name, the same in every file.
    pub fn name(self) -> &'c str {
        let (show, record) = self.first();
        show.text(record.name)
    }

    /// The shows whose files define the artist, once for each definition.
    pub fn shows(self) -> impl Iterator<Item = ShowId> {
        let entries = self.catalog.artist_entries(self.id).iter();
        entries.map(|&(show, _)| show)
    }

    /// The name to sort by, if it is not the name itself.
    pub fn sort_name(self) -> Option<&'c str> {
        self.details().find_map(|(show, details)| show.some_text(details.sort))
    }

    /// Other names, those of all files together.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.distinct(|details| details.aliases)
    }

    /// The people in the group.
    pub fn members(self) -> impl Iterator<Item = &'c str> {
        self.distinct(|details| details.members)
    }

    /// Where the artist comes from.
    pub fn country(self) -> Option<&'c str> {
        self.details().find_map(|(show, details)| show.some_text(details.country))
    }

    /// The artist in MusicBrainz.
    pub fn mbid(self) -> Option<Mbid> {
        self.details().find_map(|(_, details)| details.mbid)
    }

    /// Remarks, those of all files together.
    pub fn notes(self) -> impl Iterator<Item = &'c str> {
        let mut seen = BTreeSet::new();
        let notes = self.details().filter_map(|(show, details)| show.some_text(details.note));
        notes.filter(move |note| seen.insert(*note))
    }

    /// Where the facts about the artist come from.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.details().flat_map(|(show, details)| show.cited(details.cites))
    }

    fn distinct(self, list: fn(&ArtistDetails) -> super::text::Span) -> impl Iterator<Item = &'c str> {
        let mut seen = BTreeSet::new();
        let all = self.details().flat_map(move |(show, details)| show.texts(list(details)));
        all.filter(move |text| seen.insert(*text))
    }

    fn first(self) -> (Show<'c>, &'c ArtistRecord) {
        self.read(self.catalog.artist_entries(self.id)[0])
    }

    fn details(self) -> impl Iterator<Item = (Show<'c>, &'c ArtistDetails)> {
        let entries = self.catalog.artist_details(self.id).iter();
        entries.map(move |&entry| {
            let (show, record) = self.read(entry);
            (show, record.more.get(&show.record().artist_details))
        })
    }

    fn read(self, (show, index): (ShowId, u32)) -> (Show<'c>, &'c ArtistRecord) {
        let show = self.catalog.show(show);
        (show, &show.record().artists[index as usize])
    }
}
