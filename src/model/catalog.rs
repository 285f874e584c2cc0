//! Joins the shows of all files to one catalog, in which artists with the same id are one artist.

use super::file::ShowFile;
use super::record::{ArtistId, ShowId};
use crate::error::MAX_DIAGNOSTICS;
use crate::text::{sort_key, truncate};
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

/// All loaded shows and the artists that they share. Owns every record and is immutable once loaded.
///
/// `entities` adds the methods that return views of the records by id.
#[derive(Debug, Default)]
pub struct Catalog {
    pub(super) shows: Vec<ShowFile>,
    /// All definitions of each artist.
    pub(super) artist_entries: EntriesByArtist,
}

/// Something in which two shows of a catalog contradict each other. Shows are numbered in the order given.
#[derive(Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Both describe the show with this id: they cannot be in the same catalog.
    Show {
        /// The first show with the id, and the later one.
        shows: [usize; 2],
        /// The id.
        slug: String,
    },
    /// Both define the artist with this id, but under different names. The first name counts.
    Artist {
        /// The first show that defines the artist, and the later one.
        shows: [usize; 2],
        /// The index of the artist in the `artists` of each file.
        entries: [usize; 2],
        /// The id.
        slug: String,
        /// The name in each file, cut to a readable length.
        names: [String; 2],
    },
}

impl Catalog {
    /// Joins shows, of which no two have the same id, and sorts them by title. Artists with the same id become
    /// one artist; where the files differ about it, the first file counts.
    pub(crate) fn join(mut shows: Vec<ShowFile>) -> Self {
        shows.sort_by_cached_key(|show| {
            let [title, slug] =
                [show.text.get(show.show.title), show.text.get(show.show.id)].map(str::to_owned);
            (sort_key(&title), title, slug)
        });
        let mut by_file: Vec<ShowId> = (0..shows.len() as u32).map(ShowId).collect();
        by_file.sort_by_key(|id| shows[id.0 as usize].file);
        let artists = number_artists(&mut shows);
        let artist_entries = EntriesByArtist::group(&shows, &by_file, artists);
        use_first_names(&mut shows, &artist_entries);
        Self { artist_entries, shows }
    }

    /// Everything in which these shows contradict each other.
    pub(crate) fn conflicts(shows: &[ShowFile]) -> Vec<Conflict> {
        let mut conflicts = Self::duplicates(shows);
        // The first definition of each artist: the number of a show, the index in its `artists`, the name.
        let mut known: HashMap<&str, (usize, usize, &str)> = HashMap::new();
        for (number, show) in shows.iter().enumerate() {
            for (entry, artist) in show.artists.iter().enumerate() {
                let [slug, name] = [show.text.get(artist.id), show.text.get(artist.name)];
                let (first, first_entry, first_name) = *known.entry(slug).or_insert((number, entry, name));
                if name != first_name && first != number && conflicts.len() < MAX_DIAGNOSTICS {
                    conflicts.push(Conflict::Artist {
                        shows: [first, number],
                        entries: [first_entry, entry],
                        slug: brief(slug),
                        names: [first_name, name].map(brief),
                    });
                }
            }
        }
        conflicts
    }

    /// The shows with the id of an earlier one.
    pub(crate) fn duplicates(shows: &[ShowFile]) -> Vec<Conflict> {
        let mut seen = HashMap::new();
        let mut duplicates = Vec::new();
        for (number, show) in shows.iter().enumerate() {
            let slug = show.text.get(show.show.id);
            let first = *seen.entry(slug).or_insert(number);
            if first != number {
                duplicates.push(Conflict::Show { shows: [first, number], slug: brief(slug) });
            }
        }
        duplicates
    }
}

/// Sets the ids of the artists of all shows. Returns how many different artists there are.
fn number_artists(shows: &mut [ShowFile]) -> usize {
    /// The id text of an entry: a show and an index in its `artists`.
    fn slug(shows: &[ShowFile], (show, entry): (u32, u32)) -> &str {
        let show = &shows[show as usize];
        show.text.get(show.artists[entry as usize].id)
    }
    let hasher = RandomState::default();
    // The first entry of each artist, and the numbers of the artists by the hash of their id. The table has no
    // copies of the ids, of which a large catalog has many.
    let mut first = Vec::new();
    let mut known: HashTable<u32> = HashTable::new();
    for show in 0..shows.len() {
        let mut ids = Vec::with_capacity(shows[show].artists.len());
        for entry in 0..shows[show].artists.len() {
            let place = (show as u32, entry as u32);
            let id = slug(shows, place);
            let same = |&artist: &u32| slug(shows, first[artist as usize]) == id;
            let hash = |&artist: &u32| hasher.hash_one(slug(shows, first[artist as usize]));
            let artist = match known.entry(hasher.hash_one(id), same, hash) {
                Entry::Occupied(artist) => *artist.get(),
                Entry::Vacant(vacant) => {
                    let artist = first.len() as u32;
                    vacant.insert(artist);
                    first.push(place);
                    artist
                }
            };
            ids.push(ArtistId(artist));
        }
        shows[show].artist_ids = ids;
    }
    first.len()
}

/// A copy for a message, of limited length because texts may have many megabytes.
fn brief(text: &str) -> String {
    truncate(text, 100).into_owned()
}

/// Gives all definitions of an artist the name of the first one. Other names become aliases.
fn use_first_names(shows: &mut [ShowFile], artists: &EntriesByArtist) {
    fn name(shows: &[ShowFile], (show, entry): (ShowId, u32)) -> &str {
        let show = &shows[show.0 as usize];
        show.text.get(show.artists[entry as usize].name)
    }
    for artist in (0..artists.artist_count() as u32).map(ArtistId) {
        let [first, others @ ..] = artists.get(artist) else { continue };
        for &other in others {
            if name(shows, other) != name(shows, *first) {
                let first_name = name(shows, *first).to_owned();
                shows[other.0.0 as usize].rename_artist(other.1 as usize, &first_name);
            }
        }
    }
}

/// Definitions of artists in show files, grouped by artist.
#[derive(Debug, Default)]
pub(super) struct EntriesByArtist {
    /// A show, and an index in its `artists`.
    entries: Vec<(ShowId, u32)>,
    /// For each artist, where its entries end.
    ends: Vec<u32>,
}

impl EntriesByArtist {
    /// Groups all entries by artist, each group in the `order` of the shows (a counting
    /// sort).
    fn group(shows: &[ShowFile], order: &[ShowId], artists: usize) -> Self {
        let entries = || {
            order.iter().flat_map(|&id| {
                let entries = (0..).zip(&shows[id.0 as usize].artist_ids);
                entries.map(move |(entry, artist)| (artist.0 as usize, (id, entry)))
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

    pub(super) fn get(&self, artist: ArtistId) -> &[(ShowId, u32)] {
        let index = artist.0 as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start as usize..self.ends[index] as usize]
    }

    pub(super) fn artist_count(&self) -> usize {
        self.ends.len()
    }
}
