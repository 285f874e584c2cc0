//! Packs a document into a [`ShowRecord`], in which every reference is an index, and checks its rules. The
//! record of a document with errors is only good for finding more errors.

use super::diagnostics::{Diagnostic, Diagnostics};
use super::document::{self as doc, Document, Name, Slug, Text, Url};
use super::location::At;
use crate::error::unknown_word;
use crate::model::{
    ArtistDetails, ArtistRecord, ContributorRecord, CreditRecord, DetailsIndex, EpisodeRecord, Keyword,
    ListRef, ParseError, PlaceRecord, PlacementDetails, PlacementRecord, Role, SeasonRecord, ShowRecord,
    SongDetails, SongRecord, SourceRecord, StrRef, TextBuffer,
};
use crate::text::suggest;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::str::FromStr;

/// The version of the catalog format that this program reads.
const FORMAT: u32 = 1;

/// How many references to unknown ids of a file come with suggestions, and with how many ids they are
/// compared in all. A suggestion is compared with every id of its section, so the cost of a file with many
/// mistakes must be bounded.
const MAX_SUGGESTED: usize = 50;
const MAX_COMPARISONS: usize = 100_000;

const UNRESOLVED: u32 = u32::MAX;

/// Packs a document. Adds its errors to `diagnostics`, which already knows the placeholders in it.
pub(super) fn link(document: &Document<'_>, diagnostics: Diagnostics) -> (ShowRecord, Diagnostics) {
    let fields = Fields { diagnostics, ..Fields::default() };
    let mut linker = Linker { fields, ..Linker::default() };
    linker.document(&At::ROOT, document);
    let Linker { fields: Fields { diagnostics, text, texts, cited, .. }, mut show, .. } = linker;
    (show.text, show.texts, show.cited) = (text, texts, cited);
    show.shrink();
    (show, diagnostics)
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

    fn seasons(&mut self, at: &At<'_>, seasons: &'d [doc::Season<'d>]) {
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
        let first_unplaced = self.show.placements.len();
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
        // Ranges in broadcast order, then what may be anywhere.
        self.show.placements[first_unplaced..].sort_by_key(|placement| match placement.place {
            PlaceRecord::Range { first, last, .. } => (first, last),
            PlaceRecord::Season(_) | PlaceRecord::Episode(_) => (u16::MAX, u16::MAX),
        });
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

/// The ids that one section of a file defines.
#[derive(Default)]
struct IdTable<'d> {
    kind: &'static str,
    first: HashMap<&'d str, u32>,
    /// The entries with the id of an earlier entry.
    duplicates: HashSet<usize>,
    /// Whether the section itself is a placeholder: references to it cannot be checked then.
    is_placeholder: bool,
}

impl<'d> IdTable<'d> {
    /// The ids of the section `kind` + "s".
    fn new(
        kind: &'static str,
        slugs: impl ExactSizeIterator<Item = &'d str>,
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut first = HashMap::with_capacity(slugs.len());
        let mut duplicates = HashSet::new();
        // Skip empty ids: these are placeholders or errors of their own.
        for (index, slug) in slugs.enumerate().filter(|(_, slug)| !slug.is_empty()) {
            if *first.entry(slug).or_insert(index as u32) != index as u32 {
                duplicates.insert(index);
            }
        }
        let is_placeholder = diagnostics.is_placeholder(&At::ROOT.key(&format!("{kind}s")));
        Self { kind, first, duplicates, is_placeholder }
    }
}

/// The texts and lists of the show that is being packed, and its diagnostics.
#[derive(Default)]
struct Fields {
    diagnostics: Diagnostics,
    /// How many suggestions were looked for, and with how many ids they were compared.
    suggested: usize,
    comparisons: usize,
    text: TextBuffer,
    texts: Vec<StrRef>,
    cited: Vec<u32>,
}

impl Fields {
    /// An optional text. One of nothing but spaces counts as missing.
    fn text(&mut self, text: Option<&Text<'_>>) -> StrRef {
        text.filter(|text| !is_blank(text)).map_or(StrRef::EMPTY, |text| self.text.push(text))
    }

    fn texts(&mut self, texts: &[Text<'_>]) -> ListRef {
        let start = self.texts.len();
        for text in texts.iter().filter(|text| !is_blank(text)) {
            let at = self.text.push(text);
            self.texts.push(at);
        }
        ListRef::new(start, self.texts.len())
    }

    fn name(&mut self, at: &At<'_>, name: &Text<'_, Name>) -> StrRef {
        if is_blank(name) {
            self.diagnostics.error(at, "a title or name must not be empty");
        }
        self.text.push(name)
    }

    /// The id of the entry `index` of a section, which must be unique in it.
    fn id(&mut self, at: &At<'_>, slug: &Text<'_, Slug>, index: usize, ids: &IdTable<'_>) -> StrRef {
        if ids.duplicates.contains(&index) {
            let message = format!("duplicate {} id `{slug}`", ids.kind);
            self.diagnostics.error(at, message);
            self.diagnostics.mark_invalid(at);
        }
        self.slug(at, slug)
    }

    fn slug(&mut self, at: &At<'_>, slug: &Text<'_, Slug>) -> StrRef {
        let well_formed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || !slug.bytes().all(well_formed) {
            let message = format!("an id consists of a-z, 0-9 and dashes, not `{slug}`");
            self.diagnostics.error(at, message);
        }
        self.text.push(slug)
    }

    /// The index of the entry that `slug` refers to. If there is none, the index of the most similar one, so
    /// that the entry that was probably meant is not reported as unused.
    fn reference<'d>(&mut self, at: &At<'_>, slug: &'d Text<'d, Slug>, ids: &IdTable<'d>) -> u32 {
        if let Some(&index) = ids.first.get(&**slug) {
            return index;
        }
        if ids.is_placeholder || self.diagnostics.is_placeholder(at) {
            return UNRESOLVED;
        }
        // The first one always gets a suggestion, however large its section is.
        let is_early = self.suggested < MAX_SUGGESTED && self.comparisons < MAX_COMPARISONS;
        let similar = if is_early {
            self.suggested += 1;
            self.comparisons += ids.first.len();
            let mut known: Vec<&str> = ids.first.keys().copied().collect();
            known.sort_unstable();
            suggest(slug, known.into_iter())
        } else {
            Vec::new()
        };
        let message = format!("no {} `{slug}` is defined", ids.kind);
        self.diagnostics.add(at.path(), Diagnostic::error(message).suggesting(&similar));
        similar.first().map_or(UNRESOLVED, |similar| ids.first[similar])
    }

    fn cites<'d>(&mut self, at: &At<'_>, slugs: &'d [Text<'d, Slug>], sources: &IdTable<'d>) -> ListRef {
        let start = self.cited.len();
        for (index, slug) in slugs.iter().enumerate() {
            let source = self.reference(&at.index(index), slug, sources);
            self.cited.push(source);
        }
        ListRef::new(start, self.cited.len())
    }

    fn parsed<T: FromStr<Err = ParseError>>(&mut self, at: &At<'_>, text: Option<&Text<'_, T>>) -> Option<T> {
        let text = text?;
        text.parse().map_err(|expected| self.diagnostics.error(at, format!("`{text}`: {expected}"))).ok()
    }

    fn word<W: Keyword>(&mut self, at: &At<'_>, word: Option<&Text<'_, W>>) -> Option<W> {
        let word = word?;
        let value = W::from_keyword(word);
        if value.is_none() {
            let known: Vec<&str> = W::ALL.iter().map(|value| value.keyword()).collect();
            let similar = suggest(word, known.iter().copied());
            let message = unknown_word(W::KIND, word, &known);
            self.diagnostics.add(at.path(), Diagnostic::error(message).suggesting(&similar));
        }
        value
    }

    fn url(&mut self, at: &At<'_>, url: Option<&Text<'_, Url>>) -> StrRef {
        let Some(url) = url else {
            return StrRef::EMPTY;
        };
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let printable = url.chars().all(|letter| !letter.is_control() && !letter.is_whitespace());
        if !printable || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
            let message = format!("`{url}`: expected an address that starts with https:// or http://");
            self.diagnostics.error(at, message);
        }
        self.text.push(url)
    }

    fn urls(&mut self, at: &At<'_>, urls: &[Text<'_, Url>]) -> ListRef {
        let start = self.texts.len();
        for (index, url) in urls.iter().enumerate() {
            let at = self.url(&at.index(index), Some(url));
            self.texts.push(at);
        }
        ListRef::new(start, self.texts.len())
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
