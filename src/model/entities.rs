//! Views of the records by id: small `Copy` structs whose accessors read the packed records in place.

use super::catalog::Catalog;
use super::file::ShowFile;
use super::packed::{List, Ref, Text, TextBuffer};
use super::record::{
    ArtistId, ArtistRecord, CreditRecord, EpisodeId, EpisodeRecord, PlacementId, PlacementRecord, SeasonId,
    SeasonRecord, ShowId, SongId, SongRecord, SourceRecord,
};
use super::values::{
    Certainty, Date, EpisodeCode, EpisodeRange, Isrc, Mbid, Origin, Place, Role, ShowKind, Timecode, Usage,
    WithinSeason,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

impl Catalog {
    /// The show with this id.
    pub fn show(&self, id: ShowId) -> Show<'_> {
        Show { catalog: self, file: &self.shows[id.0 as usize], id }
    }

    /// The season with this id.
    pub fn season(&self, id: SeasonId) -> Season<'_> {
        let show = self.show(id.show);
        Season { show, record: &show.file.seasons[id.index as usize], id }
    }

    /// The episode with this id.
    pub fn episode(&self, id: EpisodeId) -> Episode<'_> {
        let show = self.show(id.show);
        Episode { show, record: &show.file.episodes[id.index as usize], id }
    }

    /// The song with this id.
    pub fn song(&self, id: SongId) -> Song<'_> {
        let show = self.show(id.show);
        Song { show, record: &show.file.songs[id.index as usize], id }
    }

    /// The artist with this id.
    pub fn artist(&self, id: ArtistId) -> Artist<'_> {
        Artist { catalog: self, id }
    }

    /// The placement with this id.
    pub fn placement(&self, id: PlacementId) -> Placement<'_> {
        let show = self.show(id.show);
        Placement { show, record: &show.file.placements[id.index as usize], id }
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
    file: &'c ShowFile,
    id: ShowId,
}

impl<'c> Show<'c> {
    /// The id of this show.
    pub fn id(self) -> ShowId {
        self.id
    }

    /// The number of its file, in the order in which they were read.
    pub(crate) fn file(self) -> usize {
        self.file.file
    }

    /// Its id in the file.
    pub fn slug(self) -> &'c str {
        self.text(self.file.show.id)
    }

    /// The title.
    pub fn title(self) -> &'c str {
        self.text(self.file.show.title)
    }

    /// What kind of work it is.
    pub fn kind(self) -> ShowKind {
        self.file.show.kind.unwrap_or(ShowKind::Series)
    }

    /// Whether its episodes are called by their titles, not by codes: it is a film, a game or an album, and has
    /// no more than one season.
    pub fn has_titled_parts(self) -> bool {
        self.kind() != ShowKind::Series && self.file.seasons.len() < 2
    }

    /// Whether it is such a work and has no parts, as a single film.
    pub fn is_whole(self) -> bool {
        self.has_titled_parts() && self.file.episodes.len() < 2
    }

    /// The network that broadcasts it.
    pub fn network(self) -> Option<&'c str> {
        self.non_empty(self.file.show.network)
    }

    /// The country where it is made.
    pub fn country(self) -> Option<&'c str> {
        self.non_empty(self.file.show.country)
    }

    /// A remark, such as how its songs are chosen.
    pub fn note(self) -> Option<&'c str> {
        self.non_empty(self.file.show.note)
    }

    /// The people who created it.
    pub fn creators(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.file.show.creators)
    }

    /// The composers of its score.
    pub fn composers(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.file.show.composers)
    }

    /// The people who select and license its songs.
    pub fn music_supervisors(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.file.show.music_supervisors)
    }

    /// Its film editors.
    pub fn editors(self) -> impl Iterator<Item = &'c str> {
        self.texts(self.file.show.editors)
    }

    /// The sources of the facts about the show itself.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.cited(self.file.show.sources)
    }

    /// Its seasons by number.
    pub fn seasons(self) -> impl Iterator<Item = Season<'c>> {
        let all = 0..self.file.seasons.len() as u32;
        all.map(move |index| self.catalog.season(SeasonId { show: self.id, index }))
    }

    /// Its songs in the order of the file.
    pub fn songs(self) -> impl Iterator<Item = SongId> + use<'c> {
        (0..self.file.songs.len() as u32).map(move |index| SongId { show: self.id, index })
    }

    /// The names in credits of this show's songs that differ from the artist's own name, with the artist.
    pub fn names_as_credited(self) -> impl Iterator<Item = (ArtistId, &'c str)> {
        let named = self.file.credits.iter().filter_map(move |name| Some((name, self.non_empty(name.r#as)?)));
        named.map(move |(name, credited)| (self.file.artist_ids[name.artist.index()], credited))
    }

    /// All texts of its file, also ids and addresses.
    pub(crate) fn text_buffer(self) -> &'c TextBuffer {
        &self.file.text
    }

    fn text<K>(self, text: Text<K>) -> &'c str {
        self.file.text.get(text)
    }

    fn non_empty<K>(self, text: Option<Text<K>>) -> Option<&'c str> {
        text.map(|text| self.text(text)).filter(|text| !text.is_empty())
    }

    fn texts(self, list: List<Text>) -> impl Iterator<Item = &'c str> {
        // Those of nothing but spaces count as missing.
        self.file.list(list).iter().map(move |&text| self.text(text)).filter(|text| !text.is_empty())
    }

    fn cited(self, list: List<Ref<SourceRecord>>) -> impl Iterator<Item = Source<'c>> {
        let sources = self.file.list(list).iter().map(|source| &self.file.sources[source.index()]);
        // A source that the spoiler ceiling hides has no title.
        let shown = sources.filter(move |source| !self.text(source.title).is_empty());
        shown.map(move |source| Source {
            slug: self.text(source.id),
            title: self.text(source.title),
            url: self.non_empty(source.url),
            note: self.non_empty(source.note),
        })
    }

    fn artist(self, artist: Ref<ArtistRecord>) -> Artist<'c> {
        self.catalog.artist(self.file.artist_ids[artist.index()])
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
        let SeasonRecord { episodes, unplaced, .. } = *self.record;
        let first = self.show.file.list(episodes).first().map_or(unplaced, |episode| episode.placements);
        let all = first.indices().start..unplaced.indices().end;
        all.map(move |index| PlacementId { show: self.id.show, index })
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

    /// The title, if it is known.
    pub fn title(self) -> Option<&'c str> {
        self.show.non_empty(self.record.title)
    }

    /// The title or, if it is not known, `Episode 3`; for a film without parts the title of the show.
    pub fn name(self) -> Cow<'c, str> {
        match self.title() {
            Some(title) => title.into(),
            None if self.show.is_whole() => self.show.title().into(),
            None => format!("Episode {}", self.record.number).into(),
        }
    }

    /// What it is called where there is no room for more: its code or, if the show's episodes are called by
    /// title, its name.
    pub fn label(self) -> Cow<'c, str> {
        if self.show.has_titled_parts() { self.name() } else { self.code().to_string().into() }
    }

    /// The date of its first broadcast.
    pub fn air_date(self) -> Option<Date> {
        self.record.air_date
    }

    /// Its directors, or those of the season if it has none of its own.
    pub fn directors(self) -> impl Iterator<Item = &'c str> {
        let own = self.record.directors;
        let has_own = self.show.texts(own).next().is_some();
        self.show.texts(if has_own { own } else { self.season().record.directors })
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
        let is_before = |season: &SeasonRecord| season.unplaced.indices().end <= self.id.index;
        let index = match self.record.episode {
            Some(episode) => self.show.file.episodes[episode.index()].season,
            None => self.show.file.seasons.partition_point(is_before) as u32,
        };
        self.show.catalog.season(SeasonId { show: self.id.show, index })
    }

    /// The episode, if it is known.
    pub fn episode(self) -> Option<Episode<'c>> {
        let index = self.record.episode?.index() as u32;
        Some(self.show.catalog.episode(EpisodeId { show: self.id.show, index }))
    }

    /// Where it is, as precisely as the sources say.
    pub fn place(self) -> Place {
        let within = match (self.record.episode, self.record.between) {
            (Some(episode), _) => WithinSeason::Episode(self.show.file.episodes[episode.index()].number),
            (None, Some(range)) => WithinSeason::Range(range.first, range.last),
            (None, None) => WithinSeason::Season,
        };
        Place { season: self.season().number(), within }
    }

    /// Where it is, as [`Episode::label`] calls episodes.
    pub fn label(self) -> Cow<'c, str> {
        let named = |number| self.season().episodes().find(|episode| episode.code().episode == number);
        match (self.episode(), self.record.between) {
            _ if !self.show.has_titled_parts() => self.place().to_string().into(),
            _ if self.show.is_whole() => self.show.title().into(),
            (Some(episode), _) => episode.name(),
            (None, None) => format!("{} ?", self.show.title()).into(),
            (None, Some(EpisodeRange { first, last })) => {
                let mut names = vec![first, last];
                names.dedup();
                let names = names.into_iter().filter_map(named).map(|episode| episode.name());
                format!("{}?", names.collect::<Vec<_>>().join(" – ")).into()
            }
        }
    }

    /// How precisely the sources locate it.
    pub fn certainty(self) -> Certainty {
        match (self.record.episode, self.record.between) {
            (Some(_), _) => Certainty::Stated,
            (None, Some(_)) => Certainty::Range,
            (None, None) => Certainty::Season,
        }
    }

    /// Its rank among the placements of its episode, from 1; `None` if the episode is unknown.
    pub fn position(self) -> Option<u32> {
        let first = self.episode()?.record.placements.indices().start;
        Some(self.id.index - first + 1)
    }

    /// The song.
    pub fn song(self) -> Song<'c> {
        self.show.catalog.song(SongId { show: self.id.show, index: self.record.song.index() as u32 })
    }

    /// How it is used, if a source says so.
    pub fn usage(self) -> Option<Usage> {
        self.record.usage
    }

    /// How far into the episode it starts.
    pub fn time(self) -> Option<Timecode> {
        self.record.time
    }

    /// What happens while it plays.
    pub fn scene(self) -> Option<&'c str> {
        self.show.non_empty(self.record.scene)
    }

    /// The characters in the scene.
    pub fn characters(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.characters)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.non_empty(self.record.note)
    }

    /// The sources that say that the song plays here.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.record.sources)
    }

    /// Whether the file cites a source, even one that the spoiler ceiling hides.
    pub fn is_sourced(self) -> bool {
        !self.record.sources.is_empty()
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
    /// The id of this song.
    pub fn id(self) -> SongId {
        self.id
    }

    /// Its id in the file.
    pub fn slug(self) -> &'c str {
        self.show.text(self.record.id)
    }

    /// The title as on the release, without "feat.", which belongs to the credit.
    pub fn title(self) -> &'c str {
        self.show.text(self.record.title)
    }

    /// Other titles that it is known by.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.aliases)
    }

    /// The artists that the song is credited to.
    pub fn credit(self) -> Credit<'c> {
        Credit { show: self.show, names: self.show.file.list(self.record.credit.0) }
    }

    /// Artists who contributed to the song but are not in its credit.
    pub fn contributors(self) -> impl Iterator<Item = Contributor<'c>> {
        let records = self.show.file.list(self.record.contributors).iter();
        records.map(move |record| Contributor { artist: self.show.artist(record.artist), role: record.role })
    }

    /// The credited artists, then the contributors; an artist may be among both.
    pub fn artists(self) -> impl Iterator<Item = ArtistId> {
        let (file, record) = (self.show.file, self.record);
        let credited = file.list(record.credit.0).iter().map(|name| name.artist);
        let contributing = file.list(record.contributors).iter().map(|contributor| contributor.artist);
        credited.chain(contributing).map(|artist| file.artist_ids[artist.index()])
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
        self.show.non_empty(self.record.isrc)?.parse().ok()
    }

    /// The id of its MusicBrainz recording.
    pub fn mbid(self) -> Option<Mbid> {
        self.show.non_empty(self.record.mbid)?.parse().ok()
    }

    /// Addresses where one can listen to it.
    pub fn links(self) -> impl Iterator<Item = &'c str> {
        self.show.file.list(self.record.links).iter().map(move |&link| self.show.text(link))
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.non_empty(self.record.note)
    }

    /// The sources of title, credit and other facts about the song.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.record.sources)
    }

    /// Its uses, in broadcast order.
    pub fn placements(self) -> impl Iterator<Item = Placement<'c>> {
        let all = 0..self.show.file.placements.len() as u32;
        all.map(move |index| self.show.catalog.placement(PlacementId { show: self.id.show, index }))
            .filter(move |placement| placement.song().id() == self.id)
    }
}

/// The artists a song is credited to and the text between their names (MusicBrainz: *artist credit*).
///
/// `Display` prints it as on the release: `Cavetown feat. Orla Gartland`. Names without a join are listed:
/// `A, B & C`.
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
        self.names.iter().filter_map(move |name| self.show.non_empty(name.r#as))
    }

    /// Its artists, each with its name as credited here and the text that follows it.
    pub fn parts(self) -> impl Iterator<Item = (Artist<'c>, &'c str, &'c str)> {
        let count = self.names.len();
        (1..).zip(self.names).map(move |(number, name)| {
            let join = match name.join {
                Some(join) => self.show.text(join),
                None if number == count => "",
                None if number + 1 == count => " & ",
                None => ", ",
            };
            (self.show.artist(name.artist), self.name(name), join)
        })
    }

    fn name(self, name: &CreditRecord) -> &'c str {
        let artist = &self.show.file.artists[name.artist.index()];
        self.show.non_empty(name.r#as).unwrap_or_else(|| self.show.text(artist.name))
    }
}

impl fmt::Display for Credit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (_, name, join) in self.parts() {
            f.write_str(name)?;
            f.write_str(join)?;
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
        show.text(record.id)
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
        self.entries().find_map(|(show, artist)| show.non_empty(artist.sort))
    }

    /// Other names, from all files.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.distinct(|artist| artist.aliases)
    }

    /// The people in the group.
    pub fn members(self) -> impl Iterator<Item = &'c str> {
        self.distinct(|artist| artist.members)
    }

    /// The country that the artist comes from.
    pub fn country(self) -> Option<&'c str> {
        self.entries().find_map(|(show, artist)| show.non_empty(artist.country))
    }

    /// The id of the artist in MusicBrainz.
    pub fn mbid(self) -> Option<Mbid> {
        self.entries().find_map(|(show, artist)| show.non_empty(artist.mbid)?.parse().ok())
    }

    /// Remarks, from all files.
    pub fn notes(self) -> impl Iterator<Item = &'c str> {
        let mut seen = BTreeSet::new();
        let notes = self.entries().filter_map(|(show, artist)| show.non_empty(artist.note));
        notes.filter(move |note| seen.insert(*note))
    }

    /// The sources of the facts about the artist.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.entries().flat_map(|(show, artist)| show.cited(artist.sources))
    }

    fn distinct(self, list: fn(&ArtistRecord) -> List<Text>) -> impl Iterator<Item = &'c str> {
        let mut seen = BTreeSet::new();
        let all = self.entries().flat_map(move |(show, artist)| show.texts(list(artist)));
        all.filter(move |text| seen.insert(*text))
    }

    fn first_entry(self) -> (Show<'c>, &'c ArtistRecord) {
        self.entry(self.catalog.artist_entries.get(self.id)[0])
    }

    fn entries(self) -> impl Iterator<Item = (Show<'c>, &'c ArtistRecord)> {
        self.catalog.artist_entries.get(self.id).iter().map(move |&entry| self.entry(entry))
    }

    fn entry(self, (show, index): (ShowId, u32)) -> (Show<'c>, &'c ArtistRecord) {
        let show = self.catalog.show(show);
        (show, &show.file.artists[index as usize])
    }
}
