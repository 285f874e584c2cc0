//! Views of the records by id: small `Copy` structs whose accessors read the packed records in place.

use super::catalog::Catalog;
use super::record::{
    ArtistDetails, ArtistId, ArtistRecord, CreditRecord, EpisodeId, EpisodeRecord, ListRef, PlaceRecord,
    PlacementDetails, PlacementId, PlacementRecord, SeasonId, SeasonRecord, ShowId, ShowRecord, SongDetails,
    SongId, SongRecord, StrRef, TextBuffer,
};
use super::values::{
    Certainty, Date, EpisodeCode, Isrc, Mbid, Origin, Place, Role, Timecode, Usage, WithinSeason,
};
use std::collections::BTreeSet;
use std::fmt;

impl Catalog {
    /// The show with this id.
    pub fn show(&self, id: ShowId) -> Show<'_> {
        Show { catalog: self, record: &self.shows[id.0 as usize], id }
    }

    /// The season with this id.
    pub fn season(&self, id: SeasonId) -> Season<'_> {
        let show = self.show(id.show);
        Season { show, record: &show.record.seasons[id.index as usize], id }
    }

    /// The episode with this id.
    pub fn episode(&self, id: EpisodeId) -> Episode<'_> {
        let show = self.show(id.show);
        Episode { show, record: &show.record.episodes[id.index as usize], id }
    }

    /// The song with this id.
    pub fn song(&self, id: SongId) -> Song<'_> {
        let show = self.show(id.show);
        Song { show, record: &show.record.songs[id.index as usize], id }
    }

    /// The artist with this id.
    pub fn artist(&self, id: ArtistId) -> Artist<'_> {
        Artist { catalog: self, id }
    }

    /// The placement with this id.
    pub fn placement(&self, id: PlacementId) -> Placement<'_> {
        let show = self.show(id.show);
        Placement { show, record: &show.record.placements[id.index as usize], id }
    }

    /// All shows by title.
    pub fn shows(&self) -> impl Iterator<Item = Show<'_>> + Clone {
        (0..self.shows.len() as u32).map(|index| self.show(ShowId(index)))
    }

    /// Whether there is more than one show, so that output must name the show.
    pub fn has_several_shows(&self) -> bool {
        self.shows.len() > 1
    }

    /// All artists in the order in which they first appear.
    pub fn artists(&self) -> impl Iterator<Item = Artist<'_>> {
        (0..self.artist_entries.artist_count() as u32).map(|index| self.artist(ArtistId(index)))
    }
}

/// A publication that states facts about a show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'c> {
    /// Its id in the file.
    pub slug: &'c str,
    /// The title of the publication.
    pub title: &'c str,
    /// The address of the publication.
    pub url: Option<&'c str>,
    /// What curators must know about the publication.
    pub note: Option<&'c str>,
}

/// A show of the catalog.
#[derive(Clone, Copy)]
pub struct Show<'c> {
    catalog: &'c Catalog,
    record: &'c ShowRecord,
    id: ShowId,
}

impl<'c> Show<'c> {
    /// The id of this show.
    pub fn id(self) -> ShowId {
        self.id
    }

    /// The number of its file, in the order in which they were read.
    pub(crate) fn file(self) -> usize {
        self.record.file
    }

    /// Its id in the file.
    pub fn slug(self) -> &'c str {
        self.text(self.record.slug)
    }

    /// The title.
    pub fn title(self) -> &'c str {
        self.text(self.record.title)
    }

    /// The network that broadcasts it.
    pub fn network(self) -> Option<&'c str> {
        self.non_empty(self.record.network)
    }

    /// The country where it is made.
    pub fn country(self) -> Option<&'c str> {
        self.non_empty(self.record.country)
    }

    /// A remark, such as how its songs are chosen.
    pub fn note(self) -> Option<&'c str> {
        self.non_empty(self.record.note)
    }

    /// The people who created it.
    pub fn creators(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.creators)
    }

    /// The composers of its score.
    pub fn composers(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.composers)
    }

    /// The people who select and license its songs.
    pub fn music_supervisors(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.music_supervisors)
    }

    /// Its film editors.
    pub fn editors(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.record.editors)
    }

    /// The sources of the facts about the show itself.
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

    /// The names in credits of this show's songs that differ from the artist's own name, with the artist.
    pub fn names_as_credited(self) -> impl Iterator<Item = (ArtistId, &'c str)> {
        let differing = self.record.credits.iter().filter(|name| !name.credited_as.is_empty());
        differing.map(move |name| (self.record.artist_ids[name.artist as usize], self.text(name.credited_as)))
    }

    /// All texts of its file, also ids and addresses.
    pub(crate) fn text_buffer(self) -> &'c TextBuffer {
        &self.record.text
    }

    fn text(self, text: StrRef) -> &'c str {
        self.record.text.get(text)
    }

    fn non_empty(self, text: StrRef) -> Option<&'c str> {
        Some(self.text(text)).filter(|text| !text.is_empty())
    }

    fn texts(self, list: ListRef) -> impl Iterator<Item = &'c str> {
        self.record.texts[list.range()].iter().map(move |&text| self.text(text))
    }

    fn cited(self, list: ListRef) -> impl Iterator<Item = Source<'c>> {
        let indices = self.record.cited[list.range()].iter();
        let sources = indices.map(move |&index| &self.record.sources[index as usize]);
        // A source that the spoiler ceiling hides has no title.
        sources.filter(|source| !source.title.is_empty()).map(move |source| Source {
            slug: self.text(source.slug),
            title: self.text(source.title),
            url: self.non_empty(source.url),
            note: self.non_empty(source.note),
        })
    }

    fn artist(self, index: u32) -> Artist<'c> {
        self.catalog.artist(self.record.artist_ids[index as usize])
    }
}

/// A season of a show.
#[derive(Clone, Copy)]
pub struct Season<'c> {
    show: Show<'c>,
    record: &'c SeasonRecord,
    id: SeasonId,
}

impl<'c> Season<'c> {
    /// The id of this season.
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

    /// The date of its first broadcast.
    pub fn air_date(self) -> Option<Date> {
        self.record.air_date
    }

    /// Its directors.
    pub fn directors(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.directors)
    }

    /// Its episodes by number.
    pub fn episodes(self) -> impl Iterator<Item = Episode<'c>> {
        let indices = self.record.episodes.indices();
        indices.map(move |index| self.show.catalog.episode(EpisodeId { show: self.id.show, index }))
    }

    /// All its placements: first those of its episodes in the order in which they are heard, then those
    /// without a known episode.
    pub fn placements(self) -> impl Iterator<Item = PlacementId> + use<'c> {
        self.record.placements.indices().map(move |index| PlacementId { show: self.id.show, index })
    }
}

/// An episode of a show.
#[derive(Clone, Copy)]
pub struct Episode<'c> {
    show: Show<'c>,
    record: &'c EpisodeRecord,
    id: EpisodeId,
}

impl<'c> Episode<'c> {
    /// The id of this episode.
    pub fn id(self) -> EpisodeId {
        self.id
    }

    /// The show that it belongs to.
    pub fn show(self) -> Show<'c> {
        self.show
    }

    /// The season that it belongs to.
    pub fn season(self) -> Season<'c> {
        self.show.catalog.season(SeasonId { show: self.id.show, index: self.record.season })
    }

    /// Its season and number.
    pub fn code(self) -> EpisodeCode {
        EpisodeCode { season: self.season().number(), episode: self.record.number }
    }

    /// The title.
    pub fn title(self) -> &'c str {
        self.show.text(self.record.title)
    }

    /// The date of its first broadcast.
    pub fn air_date(self) -> Option<Date> {
        self.record.air_date
    }

    /// Its directors, or those of the season if it has none of its own.
    pub fn directors(self) -> impl Iterator<Item = &'c str> {
        let own = self.record.directors;
        self.show.texts(if own.len() > 0 { own } else { self.season().record.directors })
    }

    /// The placements that are known to be in it, in the order in which they are heard.
    pub fn placements(self) -> impl Iterator<Item = PlacementId> + use<'c> {
        self.record.placements.indices().map(move |index| PlacementId { show: self.id.show, index })
    }
}

/// One use of a song in a show.
#[derive(Clone, Copy)]
pub struct Placement<'c> {
    show: Show<'c>,
    record: &'c PlacementRecord,
    id: PlacementId,
}

impl<'c> Placement<'c> {
    fn details(self) -> &'c PlacementDetails {
        self.record.details.get(&self.show.record.placement_details)
    }

    /// The id of this placement.
    pub fn id(self) -> PlacementId {
        self.id
    }

    /// The show that it is in.
    pub fn show(self) -> Show<'c> {
        self.show
    }

    /// The season that it is in.
    pub fn season(self) -> Season<'c> {
        let index = self.show.record.season_of(self.record.place);
        self.show.catalog.season(SeasonId { show: self.id.show, index })
    }

    /// The episode, if it is known.
    pub fn episode(self) -> Option<Episode<'c>> {
        match self.record.place {
            PlaceRecord::Episode(index) => {
                Some(self.show.catalog.episode(EpisodeId { show: self.id.show, index }))
            }
            PlaceRecord::Range { .. } | PlaceRecord::Season(_) => None,
        }
    }

    /// Where it is, as precisely as the sources say.
    pub fn place(self) -> Place {
        let within = match self.record.place {
            PlaceRecord::Episode(index) => {
                WithinSeason::Episode(self.show.record.episodes[index as usize].number)
            }
            PlaceRecord::Range { first, last, .. } => WithinSeason::Range(first, last),
            PlaceRecord::Season(_) => WithinSeason::Season,
        };
        Place { season: self.season().number(), within }
    }

    /// How precisely the sources locate it.
    pub fn certainty(self) -> Certainty {
        match self.record.place {
            PlaceRecord::Episode(_) => Certainty::Stated,
            PlaceRecord::Range { .. } => Certainty::Range,
            PlaceRecord::Season(_) => Certainty::Season,
        }
    }

    /// Its rank among the placements of its episode, from 1; `None` if the episode is unknown.
    pub fn position(self) -> Option<u32> {
        let first = self.episode()?.record.placements.indices().start;
        Some(self.id.index - first + 1)
    }

    /// The song.
    pub fn song(self) -> Song<'c> {
        self.show.catalog.song(SongId { show: self.id.show, index: self.record.song })
    }

    /// How it is used, if a source says so.
    pub fn usage(self) -> Option<Usage> {
        self.record.usage
    }

    /// How far into the episode it starts.
    pub fn time(self) -> Option<Timecode> {
        self.details().time
    }

    /// What happens while it plays.
    pub fn scene(self) -> Option<&'c str> {
        self.show.non_empty(self.record.scene)
    }

    /// The characters in the scene.
    pub fn characters(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.details().characters)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.non_empty(self.details().note)
    }

    /// The sources that say that the song plays here.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.record.cites)
    }

    /// Whether the file cites a source, even one that the spoiler ceiling hides.
    pub fn is_sourced(self) -> bool {
        self.record.cites.len() > 0
    }
}

/// A song of the catalog.
#[derive(Clone, Copy)]
pub struct Song<'c> {
    show: Show<'c>,
    record: &'c SongRecord,
    id: SongId,
}

impl PartialEq for Song<'_> {
    /// Compares ids, which is only meaningful within one catalog.
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
    fn details(self) -> &'c SongDetails {
        self.record.details.get(&self.show.record.song_details)
    }

    /// The id of this song.
    pub fn id(self) -> SongId {
        self.id
    }

    /// Its id in the file.
    pub fn slug(self) -> &'c str {
        self.show.text(self.record.slug)
    }

    /// The title as on the release, without "feat.", which belongs to the credit.
    pub fn title(self) -> &'c str {
        self.show.text(self.record.title)
    }

    /// Other titles that it is known by.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.details().aliases)
    }

    /// The artists that the song is credited to.
    pub fn credit(self) -> Credit<'c> {
        Credit { show: self.show, names: &self.show.record.credits[self.record.credit.range()] }
    }

    /// Artists who contributed to the song but are not in its credit.
    pub fn contributors(self) -> impl Iterator<Item = Contributor<'c>> {
        let records = self.show.record.contributors[self.details().contributors.range()].iter();
        records.map(move |record| Contributor { artist: self.show.artist(record.artist), role: record.role })
    }

    /// The credited artists, then the contributors; an artist may be among both.
    pub fn artists(self) -> impl Iterator<Item = ArtistId> {
        let (show, record) = (self.show.record, self.record);
        let credited = show.credits[record.credit.range()].iter().map(|name| name.artist);
        let contributors = &show.contributors[self.details().contributors.range()];
        let contributing = contributors.iter().map(|contributor| contributor.artist);
        credited.chain(contributing).map(|artist| show.artist_ids[artist as usize])
    }

    /// Its duration.
    pub fn length(self) -> Option<Timecode> {
        self.record.length
    }

    /// The title of the release that it is on.
    pub fn album(self) -> Option<&'c str> {
        self.show.non_empty(self.record.album)
    }

    /// Where it comes from, if a source says so.
    pub fn origin(self) -> Option<Origin> {
        self.record.origin
    }

    /// The date of its release.
    pub fn released(self) -> Option<Date> {
        self.record.released
    }

    /// Its ISRC.
    pub fn isrc(self) -> Option<Isrc> {
        self.details().isrc
    }

    /// The id of its MusicBrainz recording.
    pub fn mbid(self) -> Option<Mbid> {
        self.details().mbid
    }

    /// Addresses where one can listen to it.
    pub fn links(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.details().links)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.non_empty(self.details().note)
    }

    /// The sources of title, credit and other facts about the song.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.details().cites)
    }

    /// Its uses, in broadcast order.
    pub fn placements(self) -> impl Iterator<Item = Placement<'c>> {
        let all = 0..self.show.record.placements.len() as u32;
        all.map(move |index| self.show.catalog.placement(PlacementId { show: self.id.show, index }))
            .filter(move |placement| placement.song().id() == self.id)
    }
}

/// The artists a song is credited to and the text between their names (MusicBrainz: *artist credit*).
///
/// `Display` prints it as on the release: `Cavetown feat. Orla Gartland`.
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

    /// The names in this credit that differ from the artists' own names.
    pub fn names_as_credited(self) -> impl Iterator<Item = &'c str> {
        self.names.iter().filter_map(move |name| self.show.non_empty(name.credited_as))
    }

    fn name(self, name: &CreditRecord) -> &'c str {
        let artist = &self.show.record.artists[name.artist as usize];
        self.show.non_empty(name.credited_as).unwrap_or_else(|| self.show.text(artist.name))
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

/// An artist who contributed to a song but is not in its credit.
#[derive(Clone, Copy)]
pub struct Contributor<'c> {
    /// The artist.
    pub artist: Artist<'c>,
    /// What the artist contributed.
    pub role: Role,
}

/// An artist of the catalog. Several show files may define the same artist; the accessors combine them.
#[derive(Clone, Copy)]
pub struct Artist<'c> {
    catalog: &'c Catalog,
    id: ArtistId,
}

impl<'c> Artist<'c> {
    /// The id of this artist.
    pub fn id(self) -> ArtistId {
        self.id
    }

    /// Its id in the files.
    pub fn slug(self) -> &'c str {
        let (show, record) = self.first_entry();
        show.text(record.slug)
    }

    /// The name. If files differ, that of the first one; the others are aliases.
    pub fn name(self) -> &'c str {
        let (show, record) = self.first_entry();
        show.text(record.name)
    }

    /// The shows whose files define the artist, once for each definition.
    pub fn shows(self) -> impl Iterator<Item = ShowId> {
        let entries = self.catalog.artist_entries.get(self.id).iter();
        entries.map(|&(show, _)| show)
    }

    /// The name to sort by, if it differs from the name.
    pub fn sort_name(self) -> Option<&'c str> {
        self.details().find_map(|(show, details)| show.non_empty(details.sort))
    }

    /// Other names, from all files.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.distinct(|details| details.aliases)
    }

    /// The people in the group.
    pub fn members(self) -> impl Iterator<Item = &'c str> {
        self.distinct(|details| details.members)
    }

    /// The country that the artist comes from.
    pub fn country(self) -> Option<&'c str> {
        self.details().find_map(|(show, details)| show.non_empty(details.country))
    }

    /// The id of the artist in MusicBrainz.
    pub fn mbid(self) -> Option<Mbid> {
        self.details().find_map(|(_, details)| details.mbid)
    }

    /// Remarks, from all files.
    pub fn notes(self) -> impl Iterator<Item = &'c str> {
        let mut seen = BTreeSet::new();
        let notes = self.details().filter_map(|(show, details)| show.non_empty(details.note));
        notes.filter(move |note| seen.insert(*note))
    }

    /// The sources of the facts about the artist.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.details().flat_map(|(show, details)| show.cited(details.cites))
    }

    fn distinct(self, list: fn(&ArtistDetails) -> ListRef) -> impl Iterator<Item = &'c str> {
        let mut seen = BTreeSet::new();
        let all = self.details().flat_map(move |(show, details)| show.texts(list(details)));
        all.filter(move |text| seen.insert(*text))
    }

    fn first_entry(self) -> (Show<'c>, &'c ArtistRecord) {
        self.entry(self.catalog.artist_entries.get(self.id)[0])
    }

    fn details(self) -> impl Iterator<Item = (Show<'c>, &'c ArtistDetails)> {
        let entries = self.catalog.entries_with_details.get(self.id).iter();
        entries.map(move |&entry| {
            let (show, record) = self.entry(entry);
            (show, record.details.get(&show.record.artist_details))
        })
    }

    fn entry(self, (show, index): (ShowId, u32)) -> (Show<'c>, &'c ArtistRecord) {
        let show = self.catalog.show(show);
        (show, &show.record.artists[index as usize])
    }
}
