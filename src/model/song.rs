//! Songs: packed records flow in, what a song is called and who it is credited to flows out.

use super::record::{CreditRecord, SongDetails, SongRecord};
use super::word::words;
use super::{
    Artist, ArtistId, Catalog, Contributor, Date, Isrc, Mbid, Placement, PlacementId, Show, SongId, Source,
    Timecode,
};
use std::fmt;

words! {
    /// Where a song comes from, as cue sheets tell it.
    Origin, "origin" {
        /// It was released on its own, not as part of the show.
        Released = "released",
        /// It was written for the show.
        Original = "original",
        /// It is part of the show's score.
        Score = "score",
    }
}

/// A song of the catalog, read where it is stored.
#[derive(Clone, Copy)]
pub struct Song<'c> {
    show: Show<'c>,
    record: &'c SongRecord,
    id: SongId,
}

impl PartialEq for Song<'_> {
    /// Songs of one catalog are the same if they have the same handle.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for Song<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Song").field(&self.slug()).finish()
    }
}

impl<'c> Song<'c> {
    pub(super) fn of(catalog: &'c Catalog, id: SongId) -> Self {
        let show = catalog.show(id.show);
        Self { show, record: &show.record().songs[id.index as usize], id }
    }

    fn details(self) -> &'c SongDetails {
        self.record.more.get(&self.show.record().song_details)
    }

    /// The handle of this song.
    pub fn id(self) -> SongId {
        self.id
    }

    /// The id in the file.
    pub fn slug(self) -> &'c str {
        self.show.text(self.record.slug)
    }

    /// The title as on the record, without "feat.", which belongs to the credit.
    pub fn title(self) -> &'c str {
        self.show.text(self.record.title)
    }

    /// Other titles that it is known by.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.details().aliases)
    }

    /// Who the song is credited to; prints as on the record.
    pub fn credit(self) -> Credit<'c> {
        Credit { show: self.show, names: &self.show.record().credits[self.record.credit.range()] }
    }

    /// Artists tied to the song who are not in its credit.
    pub fn contributors(self) -> impl Iterator<Item = Contributor<'c>> {
        let contributors = &self.show.record().contributors[self.details().contributors.range()];
        contributors
            .iter()
            .map(move |record| Contributor { artist: self.show.artist(record.artist), role: record.role })
    }

    /// Everybody in the credit and every contributor; an artist who is both comes twice.
    pub fn artists(self) -> impl Iterator<Item = ArtistId> {
        let (show, record) = (self.show.record(), self.record);
        let credited = show.credits[record.credit.range()].iter().map(|name| name.artist);
        let contributing = show.contributors[self.details().contributors.range()]
            .iter()
            .map(|contributor| contributor.artist);
        credited.chain(contributing).map(|artist| show.artist_ids[artist as usize])
    }

    /// How long it is.
    pub fn length(self) -> Option<Timecode> {
        self.record.length
    }

    /// The release that it is on.
    pub fn album(self) -> Option<&'c str> {
        self.show.some_text(self.record.album)
    }

    /// Where it comes from; none if no source says so.
    pub fn origin(self) -> Option<Origin> {
        self.record.origin
    }

    /// When it was released.
    pub fn released(self) -> Option<Date> {
        self.record.released
    }

    /// Its ISRC.
    pub fn isrc(self) -> Option<Isrc> {
        self.details().isrc
    }

    /// Its MusicBrainz recording.
    pub fn mbid(self) -> Option<Mbid> {
        self.details().mbid
    }

    /// Addresses where it can be heard.
    pub fn links(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.details().links)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.some_text(self.details().note)
    }

    /// Where title, credit and the rest come from.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.details().cites)
    }

    /// Where it is used, in broadcast order.
    pub fn placements(self) -> impl Iterator<Item = Placement<'c>> {
        let all = 0..self.show.record().placements.len() as u32;
        all.map(move |index| self.show.catalog().placement(PlacementId { show: self.id.show, index }))
            .filter(move |placement| placement.song().id() == self.id)
    }
}

/// The artists a song is credited to and the text between their names (MusicBrainz: *artist credit*).
///
/// `Display` prints it as on the record: `Cavetown feat. Orla Gartland`.
#[derive(Clone, Copy)]
pub struct Credit<'c> {
    show: Show<'c>,
    names: &'c [CreditRecord],
}

impl<'c> Credit<'c> {
    /// The artists in the order of the credit, each with its name as credited here.
    pub fn artists(self) -> impl Iterator<Item = (Artist<'c>, &'c str)> {
        self.names.iter().map(move |name| (self.show.artist(name.artist), self.name(name)))
    }

    /// Names as credited here that differ from the artists' own.
    pub fn names_as_credited(self) -> impl Iterator<Item = &'c str> {
        let names = self.names.iter();
        names.filter_map(move |name| self.show.some_text(name.credited_as))
    }

    fn name(self, name: &CreditRecord) -> &'c str {
        self.show.some_text(name.credited_as).unwrap_or_else(|| self.show.artist_name(name.artist))
    }
}

impl fmt::Display for Credit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.names {
            f.write_str(self.name(name))?;
            f.write_str(self.show.text(name.join))?;
        }
        Ok(())
    }
}
