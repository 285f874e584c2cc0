//! The catalog: packed shows flow in and are joined by their artists; records flow out by handle.

use super::record::ShowRecord;
use super::{
    Artist, ArtistId, Episode, EpisodeId, Placement, PlacementId, Season, SeasonId, Show, ShowId,
    Song, SongId,
};
use foldhash::{HashMap, HashMapExt};

/// All loaded shows and the artists that they share. Owns every record; never changes once it is there.
#[derive(Debug, Default)]
pub struct Catalog {
    shows: Vec<ShowRecord>,
    /// Where each artist is defined, one artist after the other.
    artist_entries: Vec<(ShowId, u32)>,
    /// For each artist, where its entries end.
    artist_ends: Vec<u32>,
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
        let Artists {
            first,
            ids,
            clashes,
        } = Artists::of(&shows);
        if !clashes.is_empty() {
            return Err(clashes);
        }
        let (artist_entries, artist_ends) = group(&ids, first.len());
        for (show, ids) in shows.iter_mut().zip(ids) {
            show.artist_ids = ids;
        }
        Ok(Self {
            shows,
            artist_entries,
            artist_ends,
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
    pub fn shows(&self) -> impl Iterator<Item = Show<'_>> {
        (0..self.shows.len() as u32).map(|index| self.show(ShowId(index)))
    }

    /// Whether there is more than one show, so that others need to be told which is meant.
    pub fn has_several_shows(&self) -> bool {
        self.shows.len() > 1
    }

    /// All artists in the order in which they first appear.
    pub fn artists(&self) -> impl Iterator<Item = Artist<'_>> {
        (0..self.artist_ends.len() as u32).map(|index| self.artist(ArtistId(index)))
    }

    pub(super) fn artist_entries(&self, id: ArtistId) -> &[(ShowId, u32)] {
        let index = id.0 as usize;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.artist_ends[before]);
        &self.artist_entries[start as usize..self.artist_ends[index] as usize]
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
        let mut known: HashMap<&str, ArtistId> = HashMap::new();
        let mut first: Vec<(usize, usize)> = Vec::new();
        let mut ids: Vec<Vec<ArtistId>> = Vec::with_capacity(shows.len());
        for (number, show) in shows.iter().enumerate() {
            let mut here = Vec::with_capacity(show.artists.len());
            for (entry, artist) in show.artists.iter().enumerate() {
                let slug = show.text.get(artist.slug);
                let id = *known.entry(slug).or_insert_with(|| {
                    first.push((number, entry));
                    ArtistId(first.len() as u32 - 1)
                });
                let (other, other_entry) = first[id.0 as usize];
                let other_name = shows[other]
                    .text
                    .get(shows[other].artists[other_entry].name);
                let name = show.text.get(artist.name);
                if other != number && name != other_name && clashes.len() < MOST_CLASHES {
                    clashes.push(Clash::Artist {
                        shows: [other, number],
                        entries: [other_entry, entry],
                        slug: brief(slug),
                        names: [other_name, name].map(brief),
                    });
                }
                here.push(id);
            }
            ids.push(here);
        }
        Self {
            first,
            ids,
            clashes,
        }
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
            clashes.push(Clash::Show {
                shows: [first, number],
                slug: brief(slug),
            });
        }
    }
    clashes
}

/// Sorts the entries of all shows by artist, stably; also returns where each artist's entries end.
fn group(artist_ids: &[Vec<ArtistId>], artists: usize) -> (Vec<(ShowId, u32)>, Vec<u32>) {
    let entries = || {
        let shows = artist_ids.iter().enumerate();
        shows.flat_map(|(show, ids)| {
            ids.iter()
                .enumerate()
                .map(move |(entry, &id)| (id, show, entry))
        })
    };
    let mut ends = vec![0_u32; artists];
    entries().for_each(|(id, ..)| ends[id.0 as usize] += 1);
    let mut total = 0;
    for end in &mut ends {
        let count = *end;
        *end = total;
        total += count;
    }
    // `ends` holds starts here; placing an entry moves its artist's start forward, until it is the end.
    let mut grouped = vec![(ShowId(0), 0); total as usize];
    for (id, show, entry) in entries() {
        let next = &mut ends[id.0 as usize];
        grouped[*next as usize] = (ShowId(show as u32), entry as u32);
        *next += 1;
    }
    (grouped, ends)
}
