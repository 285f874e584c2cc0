//! Linking: a document flows in, a packed show flows out in which every reference is a handle, and with it every rule
//! that the document breaks. A show with errors is good for comparing and looking further, not for use.

mod seasons;

use super::document::{self as doc, Document};
use super::field::{Fields, Names};
use super::path::At;
use super::problem::Problems;
use crate::model::{
    ArtistDetails, ArtistRecord, ContributorRecord, CreditRecord, DetailsIndex, ListRef, Role, ShowRecord,
    SongDetails, SongRecord, SourceRecord,
};

/// The version of the catalog format that this program reads.
const FORMAT: u32 = 1;

/// Packs a document; what is wrong with it is added to `problems`, which knows its holes.
pub(super) fn link(document: &Document<'_>, problems: Problems) -> (ShowRecord, Problems) {
    let mut linker = Linker { fields: Fields::new(problems), ..Linker::default() };
    linker.document(&At::ROOT, document);
    let Linker { mut fields, mut show, .. } = linker;
    fields.pack_into(&mut show);
    (show, fields.problems)
}

/// Sections are linked in the order in which they refer to each other, wherever they stand in the file.
#[derive(Default)]
struct Linker<'d> {
    fields: Fields,
    show: ShowRecord,
    sources: Names<'d>,
    artists: Names<'d>,
    songs: Names<'d>,
}

impl<'d> Linker<'d> {
    /// Makes room for what is certain to come, so that nothing is moved as it grows.
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
            self.fields.problems.error(&at.key("format"), message);
        }
        let sources = document.sources.iter().map(|source| &*source.id);
        self.sources = Names::of("source", sources, &self.fields.problems);
        let artists = document.artists.iter().map(|artist| &*artist.id);
        self.artists = Names::of("artist", artists, &self.fields.problems);
        let songs = document.songs.iter().map(|song| &*song.id);
        self.songs = Names::of("song", songs, &self.fields.problems);
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
            self.fields.problems.error(at, "a song needs at least one artist");
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
                // Without one the show is not used, but the artist is there.
                role: role.unwrap_or(Role::Composer),
            });
        }
        ListRef::new(start, self.show.contributors.len())
    }
}
