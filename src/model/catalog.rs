//! The catalog: packed shows flow in and are joined by their artists; records flow out by handle.

use super::record::{ArtistRecord, ShowRecord};
use super::{
    Artist, ArtistId, Episode, EpisodeId, Placement, PlacementId, Season, SeasonId, Show, ShowId, Song,
    SongId,
};
use foldhash::{HashMap, HashMapExt};

/// All loaded shows and the artists that they share. Owns every record; never changes once it is there.
#[derive(Debug, Default)]
pub struct Catalog {
    shows: Vec<ShowRecord>,
    /// Where each artist is defined.
    artist_entries: ByArtist,
    /// Those of the entries that say more than a name, which are few.
    artist_details: ByArtist,
}

/// How many clashes are kept. It bounds what files of nothing else can cost.
const MOST_CLASHES: usize = 10_000;

/// Two show files that cannot be in the same catalog. Shows are numbered in the order in which they were loaded.
#[derive(Debug, PartialEq, Eq)]
pub enum Clash {
    /// Both describe the show of this id.
    Show {
        /// The show that has the id first, and the other.
        shows: [usize; 2],
        /// The id.
        slug: String,
    },
    /// Both define the artist of this id, with different names.
    Artist {
        /// The show that has the artist first, and the other.
        shows: [usize; 2],
        /// Where the artist stands in the file of each.
        entries: [usize; 2],
        /// The id.
        slug: String,
        /// The name in each, as far as anybody wants to read it.
        names: [String; 2],
    },
}

impl Catalog {
    /// Joins shows, keeping their order: artists with the same id become one artist.
    pub(crate) fn join(mut shows: Vec<ShowRecord>) -> Result<Self, Vec<Clash>> {
        let Artists { first, ids, clashes } = Artists::of(&shows);
        if !clashes.is_empty() {
            return Err(clashes);
        }
        let artists = first.len();
        for (show, ids) in shows.iter_mut().zip(ids) {
            show.artist_ids = ids;
        }
        Ok(Self {
            artist_entries: ByArtist::of(&shows, artists, |_| true),
            artist_details: ByArtist::of(&shows, artists, |artist| artist.more.is_some()),
            shows,
        })
    }

    /// Why shows cannot be joined, as long as they are as in their files.
    pub(crate) fn clashes(shows: &[ShowRecord]) -> Vec<Clash> {
        Artists::of(shows).clashes
    }

    /// The show of this id.
    pub fn show(&self, id: ShowId) -> Show<'_> {
        Show::of(self, &self.shows[id.0 as usize], id)
    }

    /// The season of this id.
    pub fn season(&self, id: SeasonId) -> Season<'_> {
        Season::of(self, id)
    }

    /// The episode of this id.
    pub fn episode(&self, id: EpisodeId) -> Episode<'_> {
        Episode::of(self, id)
    }

    /// The song of this id.
    pub fn song(&self, id: SongId) -> Song<'_> {
        Song::of(self, id)
    }

    /// The artist of this id.
    pub fn artist(&self, id: ArtistId) -> Artist<'_> {
        Artist::of(self, id)
    }

    /// The placement of this id.
    pub fn placement(&self, id: PlacementId) -> Placement<'_> {
        Placement::of(self, id)
    }

    /// All shows in the order in which they were loaded.
    pub fn shows(&self) -> impl Iterator<Item = Show<'_>> + Clone {
        (0..self.shows.len() as u32).map(|index| self.show(ShowId(index)))
    }

    /// Whether there is more than one show, so that others need to be told which is meant.
    pub fn has_several_shows(&self) -> bool {
        self.shows.len() > 1
    }

    /// All artists in the order in which they first appear.
    pub fn artists(&self) -> impl Iterator<Item = Artist<'_>> {
        (0..self.artist_entries.ends.len() as u32).map(|index| self.artist(ArtistId(index)))
    }

    pub(super) fn artist_entries(&self, id: ArtistId) -> &[(ShowId, u32)] {
        self.artist_entries.get(id)
    }

    pub(super) fn artist_details(&self, id: ArtistId) -> &[(ShowId, u32)] {
        self.artist_details.get(id)
    }
}

/// Who is who in shows that are not joined yet.
struct Artists {
    /// Where each artist is defined first: a show and an entry of it.
    first: Vec<(usize, usize)>,
    /// For each show the artist of each of its entries.
    ids: Vec<Vec<ArtistId>>,
    clashes: Vec<Clash>,
}

impl Artists {
    fn of(shows: &[ShowRecord]) -> Self {
        let mut clashes = clashing_shows(shows);
        // With the name, so that looking at it again does not take a walk through four lists.
        let mut known: HashMap<&str, (ArtistId, &str)> = HashMap::new();
        let mut first: Vec<(usize, usize)> = Vec::new();
        let mut ids: Vec<Vec<ArtistId>> = Vec::with_capacity(shows.len());
        for (number, show) in shows.iter().enumerate() {
            let mut here = Vec::with_capacity(show.artists.len());
            for (entry, artist) in show.artists.iter().enumerate() {
                let [slug, name] = [artist.slug, artist.name].map(|span| show.text.get(span));
                let (id, other_name) = *known.entry(slug).or_insert_with(|| {
                    first.push((number, entry));
                    (ArtistId(first.len() as u32 - 1), name)
                });
                if name != other_name && clashes.len() < MOST_CLASHES {
                    let (other, other_entry) = first[id.0 as usize];
                    if other != number {
                        clashes.push(Clash::Artist {
                            shows: [other, number],
                            entries: [other_entry, entry],
                            slug: brief(slug),
                            names: [other_name, name].map(brief),
                        });
                    }
                }
                here.push(id);
            }
            ids.push(here);
        }
        Self { first, ids, clashes }
    }
}

/// The beginning of a text that may be of any length.
fn brief(text: &str) -> String {
    text.chars().take(100).collect()
}

fn clashing_shows(shows: &[ShowRecord]) -> Vec<Clash> {
    let mut seen = HashMap::new();
    let mut clashes = Vec::new();
    for (number, show) in shows.iter().enumerate() {
        let slug = show.text.get(show.slug);
        let first = *seen.entry(slug).or_insert(number);
        if first != number {
            clashes.push(Clash::Show { shows: [first, number], slug: brief(slug) });
        }
    }
    clashes
}

/// Entries of shows, one artist after the other.
#[derive(Debug, Default)]
struct ByArtist {
    entries: Vec<(ShowId, u32)>,
    /// For each artist, where its entries end.
    ends: Vec<u32>,
}

impl ByArtist {
    /// Sorts the entries of all shows that are `wanted` by artist, stably.
    fn of(shows: &[ShowRecord], artists: usize, wanted: impl Fn(&ArtistRecord) -> bool) -> Self {
        let entries = || {
            let shows = (0..).map(ShowId).zip(shows);
            shows.flat_map(|(id, show)| {
                let entries = (0..).zip(show.artist_ids.iter().zip(&show.artists));
                let wanted = entries.filter(|(_, (_, artist))| wanted(artist));
                wanted.map(move |(entry, (artist, _))| (artist.0 as usize, (id, entry)))
            })
        };
        let mut ends = vec![0_u32; artists];
        entries().for_each(|(artist, _)| ends[artist] += 1);
        let mut total = 0;
        for end in &mut ends {
            let count = *end;
            *end = total;
            total += count;
        }
        // `ends` holds starts here; placing an entry moves its artist's start forward, until it is the end.
        let mut grouped = vec![(ShowId(0), 0); total as usize];
        for (artist, entry) in entries() {
            grouped[ends[artist] as usize] = entry;
            ends[artist] += 1;
        }
        Self { entries: grouped, ends }
    }

    fn get(&self, artist: ArtistId) -> &[(ShowId, u32)] {
        let index = artist.0 as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start as usize..self.ends[index] as usize]
    }
}
