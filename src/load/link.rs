//! Packs a document into a [`ShowRecord`], in which every reference is an index, and checks its rules. The record of a
//! document with errors is only good for finding more errors.

use super::diagnostics::Diagnostics;
use super::document::{self as doc, Document};
use super::field::{Fields, IdTable};
use super::location::At;
use crate::model::{
    ArtistDetails, ArtistRecord, ContributorRecord, CreditRecord, DetailsIndex, EpisodeRecord, ListRef,
    PlaceRecord, PlacementDetails, PlacementRecord, Role, SeasonRecord, ShowRecord, SongDetails, SongRecord,
    SourceRecord,
};
use std::collections::HashSet;

/// The version of the catalog format that this program reads.
const FORMAT: u32 = 1;

/// Packs a document. Adds its errors to `diagnostics`, which already knows the placeholders in it.
pub(super) fn link(document: &Document<'_>, diagnostics: Diagnostics) -> (ShowRecord, Diagnostics) {
    let mut linker = Linker { fields: Fields::new(diagnostics), ..Linker::default() };
    linker.document(&At::ROOT, document);
    let Linker { mut fields, mut show, .. } = linker;
    fields.pack_into(&mut show);
    (show, fields.diagnostics)
}

/// Links sections in the order in which they refer to each other, whatever their order in the file.
#[derive(Default)]
struct Linker<'d> {
    fields: Fields,
    show: ShowRecord,
    sources: IdTable<'d>,
    artists: IdTable<'d>,
    songs: IdTable<'d>,
}

impl<'d> Linker<'d> {
    /// Reserves memory for all records, so that growing lists are not moved.
    fn reserve(&mut self, document: &Document<'_>) {
        let show = &mut self.show;
        let credits = document.songs.iter().map(|song| song.credit.len()).sum();
        show.sources.reserve_exact(document.sources.len());
        show.artists.reserve_exact(document.artists.len());
        show.songs.reserve_exact(document.songs.len());
        show.credits.reserve_exact(credits);
        let seasons = document.seasons.iter();
        let placements = seasons.map(|season| {
            let episodes = season.episodes.iter();
            let placed: usize = episodes.map(|episode| episode.placements.len()).sum();
            placed + season.unplaced.len()
        });
        show.placements.reserve_exact(placements.sum());
    }

    fn document(&mut self, at: &At<'_>, document: &'d Document<'d>) {
        self.reserve(document);
        if document.format != FORMAT {
            let message = format!("unknown format {}: this program reads format {FORMAT}", document.format);
            self.fields.diagnostics.error(&at.key("format"), message);
        }
        let sources = document.sources.iter().map(|source| &*source.id);
        self.sources = IdTable::new("source", sources, &self.fields.diagnostics);
        let artists = document.artists.iter().map(|artist| &*artist.id);
        self.artists = IdTable::new("artist", artists, &self.fields.diagnostics);
        let songs = document.songs.iter().map(|song| &*song.id);
        self.songs = IdTable::new("song", songs, &self.fields.diagnostics);
        self.show(&at.key("show"), &document.show);
        for (index, source) in document.sources.iter().enumerate() {
            self.source(&at.key("sources").index(index), index, source);
        }
        for (index, artist) in document.artists.iter().enumerate() {
            self.artist(&at.key("artists").index(index), index, artist);
        }
        for (index, song) in document.songs.iter().enumerate() {
            self.song(&at.key("songs").index(index), index, song);
        }
        self.seasons(&at.key("seasons"), &document.seasons);
    }

    fn show(&mut self, at: &At<'_>, show: &'d doc::Show<'d>) {
        let fields = &mut self.fields;
        self.show.slug = fields.slug(&at.key("id"), &show.id);
        self.show.title = fields.name(&at.key("title"), &show.title);
        self.show.network = fields.text(show.network.as_ref());
        self.show.country = fields.text(show.country.as_ref());
        self.show.creators = fields.texts(&show.creators);
        self.show.composers = fields.texts(&show.composers);
        self.show.music_supervisors = fields.texts(&show.music_supervisors);
        self.show.editors = fields.texts(&show.editors);
        self.show.note = fields.text(show.note.as_ref());
        self.show.cites = fields.cites(&at.key("sources"), &show.sources, &self.sources);
    }

    fn source(&mut self, at: &At<'_>, index: usize, source: &'d doc::Source<'d>) {
        let fields = &mut self.fields;
        let record = SourceRecord {
            slug: fields.id(&at.key("id"), &source.id, index, &self.sources),
            title: fields.name(&at.key("title"), &source.title),
            url: fields.url(&at.key("url"), source.url.as_ref()),
            note: fields.text(source.note.as_ref()),
        };
        self.show.sources.push(record);
    }

    fn artist(&mut self, at: &At<'_>, index: usize, artist: &'d doc::Artist<'d>) {
        let fields = &mut self.fields;
        let details = ArtistDetails {
            sort: fields.text(artist.sort.as_ref()),
            aliases: fields.texts(&artist.aliases),
            members: fields.texts(&artist.members),
            country: fields.text(artist.country.as_ref()),
            mbid: fields.parsed(&at.key("mbid"), artist.mbid.as_ref()),
            note: fields.text(artist.note.as_ref()),
            cites: fields.cites(&at.key("sources"), &artist.sources, &self.sources),
        };
        let record = ArtistRecord {
            slug: fields.id(&at.key("id"), &artist.id, index, &self.artists),
            name: fields.name(&at.key("name"), &artist.name),
            details: DetailsIndex::store(details, &mut self.show.artist_details),
        };
        self.show.artists.push(record);
    }

    fn song(&mut self, at: &At<'_>, index: usize, song: &'d doc::Song<'d>) {
        let credit = self.credit(&at.key("credit"), &song.credit);
        let contributors = self.contributors(&at.key("contributors"), &song.contributors);
        let fields = &mut self.fields;
        let details = SongDetails {
            aliases: fields.texts(&song.aliases),
            contributors,
            isrc: fields.parsed(&at.key("isrc"), song.isrc.as_ref()),
            mbid: fields.parsed(&at.key("mbid"), song.mbid.as_ref()),
            links: fields.urls(&at.key("links"), &song.links),
            note: fields.text(song.note.as_ref()),
            cites: fields.cites(&at.key("sources"), &song.sources, &self.sources),
        };
        let record = SongRecord {
            slug: fields.id(&at.key("id"), &song.id, index, &self.songs),
            title: fields.name(&at.key("title"), &song.title),
            credit,
            album: fields.text(song.album.as_ref()),
            length: fields.parsed(&at.key("length"), song.length.as_ref()),
            released: fields.parsed(&at.key("released"), song.released.as_ref()),
            origin: fields.word(&at.key("origin"), song.origin.as_ref()),
            details: DetailsIndex::store(details, &mut self.show.song_details),
        };
        self.show.songs.push(record);
    }

    fn credit(&mut self, at: &At<'_>, credit: &'d [doc::Credit<'d>]) -> ListRef {
        if credit.is_empty() {
            self.fields.diagnostics.error(at, "a song needs at least one artist");
        }
        let start = self.show.credits.len();
        for (index, name) in credit.iter().enumerate() {
            let at = at.index(index);
            let record = CreditRecord {
                artist: self.fields.reference(&at.key("artist"), &name.artist, &self.artists),
                credited_as: self.fields.text(name.r#as.as_ref()),
                join: self.fields.text(name.join.as_ref()),
            };
            self.show.credits.push(record);
        }
        ListRef::new(start, self.show.credits.len())
    }

    fn contributors(&mut self, at: &At<'_>, contributors: &'d [doc::Contributor<'d>]) -> ListRef {
        let start = self.show.contributors.len();
        for (index, contributor) in contributors.iter().enumerate() {
            let at = at.index(index);
            let artist = self.fields.reference(&at.key("artist"), &contributor.artist, &self.artists);
            let role = self.fields.word(&at.key("role"), Some(&contributor.role));
            self.show.contributors.push(ContributorRecord {
                artist,
                // Any role will do: without one the file is rejected.
                role: role.unwrap_or(Role::Composer),
            });
        }
        ListRef::new(start, self.show.contributors.len())
    }

    pub(super) fn seasons(&mut self, at: &At<'_>, seasons: &'d [doc::Season<'d>]) {
        let numbers: Vec<u16> = seasons.iter().map(|season| season.number).collect();
        for index in self.in_order(at, "season", &numbers) {
            self.season(&at.index(index), &seasons[index]);
        }
    }

    fn season(&mut self, at: &At<'_>, season: &'d doc::Season<'d>) {
        let index = self.show.seasons.len();
        let (first_episode, first_placement) = (self.show.episodes.len(), self.show.placements.len());
        let numbers: Vec<u16> = season.episodes.iter().map(|episode| episode.number).collect();
        let episodes = at.key("episodes");
        for place in self.in_order(&episodes, "episode", &numbers) {
            self.episode(&episodes.index(place), index as u32, &season.episodes[place]);
        }
        // Ranges cannot be checked if the list of episodes is a placeholder.
        let known: Option<HashSet<u16>> =
            (!self.fields.diagnostics.is_placeholder(&episodes)).then(|| numbers.iter().copied().collect());
        for (number, unplaced) in season.unplaced.iter().enumerate() {
            let at = at.key("unplaced");
            let at = at.index(number);
            if unplaced.time.is_some() {
                self.fields.diagnostics.error(&at.key("time"), "a time needs an episode");
            }
            let between = self.between(&at.key("between"), unplaced.between.as_deref(), known.as_ref());
            // Fits, because no two seasons have the same number, which has 16 bits.
            let season = index as u16;
            let place = match between {
                Some([first, last]) => PlaceRecord::Range { season, first, last },
                None => PlaceRecord::Season(season),
            };
            self.placement(&at, place, unplaced);
        }
        let record = SeasonRecord {
            number: season.number,
            air_date: self.fields.parsed(&at.key("air_date"), season.air_date.as_ref()),
            directors: self.fields.texts(&season.directors),
            episodes: ListRef::new(first_episode, self.show.episodes.len()),
            placements: ListRef::new(first_placement, self.show.placements.len()),
        };
        self.show.seasons.push(record);
    }

    fn episode(&mut self, at: &At<'_>, season: u32, episode: &'d doc::Episode<'d>) {
        let (index, first_placement) = (self.show.episodes.len() as u32, self.show.placements.len());
        for (number, placement) in episode.placements.iter().enumerate() {
            let at = at.key("placements");
            let at = at.index(number);
            if placement.between.is_some() {
                let message = "a placement in an episode has no range: `between` is for `unplaced`";
                self.fields.diagnostics.error(&at.key("between"), message);
            }
            self.placement(&at, PlaceRecord::Episode(index), placement);
        }
        let record = EpisodeRecord {
            season,
            number: episode.number,
            title: self.fields.name(&at.key("title"), &episode.title),
            air_date: self.fields.parsed(&at.key("air_date"), episode.air_date.as_ref()),
            directors: self.fields.texts(&episode.directors),
            placements: ListRef::new(first_placement, self.show.placements.len()),
        };
        self.show.episodes.push(record);
    }

    fn placement(&mut self, at: &At<'_>, place: PlaceRecord, placement: &'d doc::Placement<'d>) {
        let fields = &mut self.fields;
        let details = PlacementDetails {
            time: fields.parsed(&at.key("time"), placement.time.as_ref()),
            characters: fields.texts(&placement.characters),
            note: fields.text(placement.note.as_ref()),
        };
        let record = PlacementRecord {
            song: fields.reference(&at.key("song"), &placement.song, &self.songs),
            place,
            usage: fields.word(&at.key("usage"), placement.usage.as_ref()),
            scene: fields.text(placement.scene.as_ref()),
            cites: fields.cites(&at.key("sources"), &placement.sources, &self.sources),
            details: DetailsIndex::store(details, &mut self.show.placement_details),
        };
        self.show.placements.push(record);
    }

    fn between(
        &mut self,
        at: &At<'_>,
        between: Option<&[u16]>,
        episodes: Option<&HashSet<u16>>,
    ) -> Option<[u16; 2]> {
        let diagnostics = &mut self.fields.diagnostics;
        let &[first, last] = between? else {
            let message = "a range is two episodes, the first and the last";
            diagnostics.error(at, message);
            return None;
        };
        if first > last {
            let message = format!("the range runs backwards, from {first} to {last}");
            diagnostics.error(at, message);
        } else if let Some(missing) =
            [first, last].iter().find(|number| episodes.is_some_and(|episodes| !episodes.contains(number)))
        {
            diagnostics.error(at, format!("the season has no episode {missing}"));
        }
        Some([first, last])
    }

    /// The indices of `numbers` in ascending order of the numbers. Reports duplicates.
    fn in_order(&mut self, at: &At<'_>, kind: &str, numbers: &[u16]) -> Vec<usize> {
        let diagnostics = &mut self.fields.diagnostics;
        let mut seen = HashSet::new();
        for (index, number) in numbers.iter().enumerate() {
            let at = at.index(index);
            let at = at.key("number");
            if !diagnostics.is_placeholder(&at) && !seen.insert(number) {
                diagnostics.error(&at, format!("duplicate {kind} {number}"));
            }
        }
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        order.sort_by_key(|&index| numbers[index]);
        order
    }
}
