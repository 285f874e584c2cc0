//! Linking: a parsed document flows in, a packed show flows out in which every reference is a handle; or every rule
//! that the document breaks.

use super::document::{self as doc, Document, Object};
use super::field::{Fields, Names};
use super::path::At;
use super::problem::Problem;
use crate::model::{
    ArtistRecord, ContributorRecord, CreditRecord, EpisodeRecord, PlacementRecord, SeasonRecord,
    ShowRecord, SongRecord, SourceRecord, Span, WhereRecord,
};
use std::collections::HashSet;

/// The version of the catalog format that this program reads.
const FORMAT: u32 = 1;

/// Packs a document; or finds its problems, in no order.
pub(super) fn link(document: &Document<'_>) -> Result<ShowRecord, Vec<Problem>> {
    let mut linker = Linker::default();
    linker.document(&At::ROOT, document);
    let Linker {
        mut fields,
        mut show,
        ..
    } = linker;
    if fields.problems.is_empty() {
        fields.pack_into(&mut show);
        Ok(show)
    } else {
        Err(fields.problems)
    }
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
    fn document(&mut self, at: &At<'_>, document: &'d Document<'d>) {
        if document.format != FORMAT {
            let message = format!(
                "unknown format {}: this program reads format {FORMAT}",
                document.format
            );
            self.fields.problem(&at.key("format"), message);
        }
        self.sources = Names::of("source", document.sources.iter().map(|source| &*source.id));
        self.artists = Names::of("artist", document.artists.iter().map(|artist| &*artist.id));
        self.songs = Names::of("song", document.songs.iter().map(|song| &*song.id));
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

    fn show(&mut self, at: &At<'_>, show: &doc::Show<'_>) {
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

    fn source(&mut self, at: &At<'_>, index: usize, source: &doc::Source<'_>) {
        let fields = &mut self.fields;
        fields.unique(&at.key("id"), &source.id, index, &self.sources);
        let record = SourceRecord {
            slug: fields.slug(&at.key("id"), &source.id),
            title: fields.name(&at.key("title"), &source.title),
            url: fields.url(&at.key("url"), source.url.as_deref()),
        };
        self.show.sources.push(record);
    }

    fn artist(&mut self, at: &At<'_>, index: usize, artist: &doc::Artist<'_>) {
        let fields = &mut self.fields;
        fields.unique(&at.key("id"), &artist.id, index, &self.artists);
        let record = ArtistRecord {
            slug: fields.slug(&at.key("id"), &artist.id),
            name: fields.name(&at.key("name"), &artist.name),
            sort: fields.text(artist.sort.as_ref()),
            aliases: fields.texts(&artist.aliases),
            members: fields.texts(&artist.members),
            country: fields.text(artist.country.as_ref()),
            mbid: fields.parsed(&at.key("mbid"), artist.mbid.as_deref()),
            note: fields.text(artist.note.as_ref()),
            cites: fields.cites(&at.key("sources"), &artist.sources, &self.sources),
        };
        self.show.artists.push(record);
    }

    fn song(&mut self, at: &At<'_>, index: usize, song: &doc::Song<'_>) {
        let credit = self.credit(&at.key("credit"), &song.credit);
        let contributors = self.contributors(&at.key("contributors"), &song.contributors);
        let fields = &mut self.fields;
        fields.unique(&at.key("id"), &song.id, index, &self.songs);
        let record = SongRecord {
            slug: fields.slug(&at.key("id"), &song.id),
            title: fields.name(&at.key("title"), &song.title),
            aliases: fields.texts(&song.aliases),
            credit,
            contributors,
            length: fields.parsed(&at.key("length"), song.length.as_deref()),
            album: fields.text(song.album.as_ref()),
            origin: fields.word(&at.key("origin"), song.origin.as_deref()),
            released: fields.parsed(&at.key("released"), song.released.as_deref()),
            isrc: fields.parsed(&at.key("isrc"), song.isrc.as_deref()),
            mbid: fields.parsed(&at.key("mbid"), song.mbid.as_deref()),
            links: fields.urls(&at.key("links"), &song.links),
            note: fields.text(song.note.as_ref()),
            cites: fields.cites(&at.key("sources"), &song.sources, &self.sources),
        };
        self.show.songs.push(record);
    }

    fn credit(&mut self, at: &At<'_>, credit: &[Object<doc::Credit<'_>>]) -> Span {
        if credit.is_empty() {
            self.fields
                .problem(at, "a song needs at least one artist".to_owned());
        }
        let start = self.show.credits.len();
        for (index, name) in credit.iter().enumerate() {
            let at = at.index(index);
            let record = CreditRecord {
                artist: self
                    .fields
                    .reference(&at.key("artist"), &name.artist, &self.artists),
                credited_as: self.fields.text(name.r#as.as_ref()),
                join: self.fields.text(name.join.as_ref()),
            };
            self.show.credits.push(record);
        }
        Span::between(start, self.show.credits.len())
    }

    fn contributors(&mut self, at: &At<'_>, contributors: &[Object<doc::Contributor<'_>>]) -> Span {
        let start = self.show.contributors.len();
        for (index, contributor) in contributors.iter().enumerate() {
            let at = at.index(index);
            let artist =
                self.fields
                    .reference(&at.key("artist"), &contributor.artist, &self.artists);
            if let Some(role) = self.fields.word(&at.key("role"), Some(&contributor.role)) {
                self.show
                    .contributors
                    .push(ContributorRecord { artist, role });
            }
        }
        Span::between(start, self.show.contributors.len())
    }

    fn seasons(&mut self, at: &At<'_>, seasons: &[Object<doc::Season<'_>>]) {
        let numbers: Vec<u16> = seasons.iter().map(|season| season.number).collect();
        for index in self.in_order(at, "season", &numbers) {
            self.season(&at.index(index), &seasons[index]);
        }
    }

    fn season(&mut self, at: &At<'_>, season: &doc::Season<'_>) {
        let number = self.show.seasons.len() as u32;
        let (first_episode, first_placement) =
            (self.show.episodes.len(), self.show.placements.len());
        let numbers: Vec<u16> = season
            .episodes
            .iter()
            .map(|episode| episode.number)
            .collect();
        let episodes = at.key("episodes");
        for index in self.in_order(&episodes, "episode", &numbers) {
            self.episode(&episodes.index(index), number, &season.episodes[index]);
        }
        for (index, unplaced) in season.unplaced.iter().enumerate() {
            let at = at.key("unplaced");
            let at = at.index(index);
            if unplaced.time.is_some() {
                self.fields
                    .problem(&at.key("time"), "a time needs an episode".to_owned());
            }
            let place = self.between(&at.key("between"), unplaced.between, &numbers);
            self.placement(&at, number, place, unplaced);
        }
        let record = SeasonRecord {
            number: season.number,
            air_date: self
                .fields
                .parsed(&at.key("air_date"), season.air_date.as_deref()),
            directors: self.fields.texts(&season.directors),
            episodes: Span::between(first_episode, self.show.episodes.len()),
            placements: Span::between(first_placement, self.show.placements.len()),
        };
        self.show.seasons.push(record);
    }

    fn episode(&mut self, at: &At<'_>, season: u32, episode: &doc::Episode<'_>) {
        let (index, first_placement) =
            (self.show.episodes.len() as u32, self.show.placements.len());
        for (number, placement) in episode.placements.iter().enumerate() {
            let at = at.key("placements");
            let at = at.index(number);
            if placement.between.is_some() {
                let message = "a placement in an episode has no range: `between` is for `unplaced`";
                self.fields.problem(&at.key("between"), message.to_owned());
            }
            self.placement(&at, season, WhereRecord::Episode(index), placement);
        }
        let record = EpisodeRecord {
            season,
            number: episode.number,
            title: self.fields.name(&at.key("title"), &episode.title),
            air_date: self
                .fields
                .parsed(&at.key("air_date"), episode.air_date.as_deref()),
            directors: self.fields.texts(&episode.directors),
            placements: Span::between(first_placement, self.show.placements.len()),
        };
        self.show.episodes.push(record);
    }

    fn placement(
        &mut self,
        at: &At<'_>,
        season: u32,
        place: WhereRecord,
        placement: &doc::Placement<'_>,
    ) {
        let fields = &mut self.fields;
        let record = PlacementRecord {
            song: fields.reference(&at.key("song"), &placement.song, &self.songs),
            season,
            place,
            usage: fields.word(&at.key("usage"), placement.usage.as_deref()),
            time: fields.parsed(&at.key("time"), placement.time.as_deref()),
            scene: fields.text(placement.scene.as_ref()),
            characters: fields.texts(&placement.characters),
            note: fields.text(placement.note.as_ref()),
            cites: fields.cites(&at.key("sources"), &placement.sources, &self.sources),
        };
        self.show.placements.push(record);
    }

    fn between(&mut self, at: &At<'_>, between: Option<[u16; 2]>, episodes: &[u16]) -> WhereRecord {
        let Some([first, last]) = between else {
            return WhereRecord::Season;
        };
        if first > last {
            self.fields.problem(
                at,
                format!("the range runs backwards, from {first} to {last}"),
            );
        } else if let Some(missing) = [first, last]
            .iter()
            .find(|number| !episodes.contains(number))
        {
            self.fields
                .problem(at, format!("the season has no episode {missing}"));
        }
        WhereRecord::Range(first, last)
    }

    /// The indices that put `numbers` in order; a number that is there twice is a problem.
    fn in_order(&mut self, at: &At<'_>, kind: &str, numbers: &[u16]) -> Vec<usize> {
        let mut seen = HashSet::new();
        for (index, number) in numbers.iter().enumerate() {
            if !seen.insert(number) {
                let at = at.index(index);
                self.fields
                    .problem(&at.key("number"), format!("{kind} {number} is there twice"));
            }
        }
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        order.sort_by_key(|&index| numbers[index]);
        order
    }
}
