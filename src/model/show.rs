//! Shows and seasons: packed records flow in, what people call them and what they contain flows out.

use super::record::{SeasonRecord, ShowRecord};
use super::text::{Span, TextAt};
use super::{Artist, ArtistId, Catalog, Date, Episode, EpisodeId, PlacementId, SeasonId, ShowId, SongId};

/// A publication that states facts about a show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'c> {
    /// The id in the file.
    pub slug: &'c str,
    /// What it is called.
    pub title: &'c str,
    /// Where it can be read.
    pub url: Option<&'c str>,
}

/// A show of the catalog, read where it is stored.
#[derive(Clone, Copy)]
pub struct Show<'c> {
    catalog: &'c Catalog,
    record: &'c ShowRecord,
    id: ShowId,
}

impl<'c> Show<'c> {
    pub(super) fn of(catalog: &'c Catalog, record: &'c ShowRecord, id: ShowId) -> Self {
        Self { catalog, record, id }
    }

    /// The handle of this show.
    pub fn id(self) -> ShowId {
        self.id
    }

    /// The id in the file.
    pub fn slug(self) -> &'c str {
        self.text(self.record.slug)
    }

    /// The title.
    pub fn title(self) -> &'c str {
        self.text(self.record.title)
    }

    /// Who broadcasts it.
    pub fn network(self) -> Option<&'c str> {
        self.some_text(self.record.network)
    }

    /// Where it is made.
    pub fn country(self) -> Option<&'c str> {
        self.some_text(self.record.country)
    }

    /// A remark, such as how its songs are chosen.
    pub fn note(self) -> Option<&'c str> {
        self.some_text(self.record.note)
    }

    /// Who created it.
    pub fn creators(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.creators)
    }

    /// Who composed its score.
    pub fn composers(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.composers)
    }

    /// Who clears its songs.
    pub fn music_supervisors(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.music_supervisors)
    }

    /// Who cuts it.
    pub fn editors(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.editors)
    }

    /// Where the facts about the show itself come from.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.cited(self.record.cites)
    }

    /// Its seasons by number.
    pub fn seasons(self) -> impl Iterator<Item = Season<'c>> {
        let all = 0..self.record.seasons.len() as u32;
        all.map(move |index| self.catalog.season(SeasonId { show: self.id, index }))
    }

    /// Its songs in the order of the file.
    pub fn songs(self) -> impl Iterator<Item = SongId> + use<'c> {
        (0..self.record.songs.len() as u32).map(move |index| SongId { show: self.id, index })
    }

    /// Names that differ from the artist's own, with the artist, as credited on this show's songs.
    pub fn names_as_credited(self) -> impl Iterator<Item = (ArtistId, &'c str)> {
        let differing = self.record.credits.iter().filter(|name| !name.credited_as.is_nowhere());
        differing.map(move |name| (self.record.artist_ids[name.artist as usize], self.text(name.credited_as)))
    }

    pub(super) fn catalog(self) -> &'c Catalog {
        self.catalog
    }

    pub(super) fn record(self) -> &'c ShowRecord {
        self.record
    }

    pub(super) fn text(self, at: TextAt) -> &'c str {
        self.record.text.get(at)
    }

    pub(super) fn some_text(self, at: TextAt) -> Option<&'c str> {
        Some(self.text(at)).filter(|text| !text.is_empty())
    }

    pub(super) fn texts(self, list: Span) -> impl Iterator<Item = &'c str> {
        self.record.texts[list.range()].iter().map(move |&at| self.text(at))
    }

    pub(super) fn cited(self, list: Span) -> impl Iterator<Item = Source<'c>> {
        let sources = self.record.cited[list.range()].iter();
        let sources = sources.map(move |&index| &self.record.sources[index as usize]);
        // A source without a title is one that a ceiling has taken back.
        sources.filter(|source| !source.title.is_nowhere()).map(move |source| Source {
            slug: self.text(source.slug),
            title: self.text(source.title),
            url: self.some_text(source.url),
        })
    }

    pub(super) fn artist(self, index: u32) -> Artist<'c> {
        self.catalog.artist(self.record.artist_ids[index as usize])
    }

    pub(super) fn artist_name(self, index: u32) -> &'c str {
        self.text(self.record.artists[index as usize].name)
    }
}

/// A season of a show, read where it is stored.
#[derive(Clone, Copy)]
pub struct Season<'c> {
    show: Show<'c>,
    record: &'c SeasonRecord,
    id: SeasonId,
}

impl<'c> Season<'c> {
    pub(super) fn of(catalog: &'c Catalog, id: SeasonId) -> Self {
        let show = catalog.show(id.show);
        Self { show, record: &show.record.seasons[id.index as usize], id }
    }

    /// The handle of this season.
    pub fn id(self) -> SeasonId {
        self.id
    }

    /// The show that it belongs to.
    pub fn show(self) -> Show<'c> {
        self.show
    }

    /// Its number; 0 for specials.
    pub fn number(self) -> u16 {
        self.record.number
    }

    /// When it was first shown.
    pub fn air_date(self) -> Option<Date> {
        self.record.air_date
    }

    /// Who directed it.
    pub fn directors(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.directors)
    }

    pub(super) fn director_list(self) -> Span {
        self.record.directors
    }

    /// Its episodes by number.
    pub fn episodes(self) -> impl Iterator<Item = Episode<'c>> {
        let indices = self.record.episodes.indices();
        indices.map(move |index| self.show.catalog.episode(EpisodeId { show: self.id.show, index }))
    }

    /// All its placements: those of its episodes in the order in which they are heard, then those no source ties
    /// to an episode.
    pub fn placements(self) -> impl Iterator<Item = PlacementId> + use<'c> {
        self.record.placements.indices().map(move |index| PlacementId { show: self.id.show, index })
    }
}
