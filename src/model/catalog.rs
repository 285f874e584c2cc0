//! Joins the shows of all files to one catalog, in which artists with the same id are one artist.

use super::record::{ArtistId, ArtistRecord, ShowId, ShowRecord};
use crate::error::MAX_DIAGNOSTICS;
use crate::text::truncate;
use foldhash::{HashMap, HashMapExt};

/// All loaded shows and the artists that they share. Owns every record and is immutable once loaded.
///
/// `entities` adds the methods that return views of the records by id.
#[derive(Debug, Default)]
pub struct Catalog {
    pub(super) shows: Vec<ShowRecord>,
    /// All definitions of each artist.
    pub(super) artist_entries: EntriesByArtist,
    /// The few definitions that say more than a name.
    pub(super) entries_with_details: EntriesByArtist,
}

/// A reason why two shows cannot be in the same catalog. Shows are numbered in the order of loading.
#[derive(Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Both describe the show with this id.
    Show {
        /// The first show with the id, and the later one.
        shows: [usize; 2],
        /// The id.
        slug: String,
    },
    /// Both define the artist with this id, but under different names.
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
    /// Joins shows, keeping their order: artists with the same id become one artist.
    pub(crate) fn join(mut shows: Vec<ShowRecord>) -> Result<Self, Vec<Conflict>> {
        let (artists, ids, conflicts) = unique_artists(&shows);
        if !conflicts.is_empty() {
            return Err(conflicts);
        }
        for (show, ids) in shows.iter_mut().zip(ids) {
            show.artist_ids = ids;
        }
        Ok(Self {
            artist_entries: EntriesByArtist::group(&shows, artists, |_| true),
            entries_with_details: EntriesByArtist::group(&shows, artists, |artist| artist.details.is_some()),
            shows,
        })
    }

    /// The reasons why these shows cannot be joined, if any.
    pub(crate) fn conflicts(shows: &[ShowRecord]) -> Vec<Conflict> {
        unique_artists(shows).2
    }
}

/// Joins artists with the same id. Returns the number of distinct artists, for each show the ids of its
/// `artists`, and all reasons why the shows cannot be joined.
fn unique_artists(shows: &[ShowRecord]) -> (usize, Vec<Vec<ArtistId>>, Vec<Conflict>) {
    let mut conflicts = conflicting_shows(shows);
    // With the name, so that comparing it does not take a walk through four lists.
    let mut known: HashMap<&str, (ArtistId, &str)> = HashMap::new();
    // The first definition of each artist: the number of a show, and the index in its `artists`.
    let mut first: Vec<(usize, usize)> = Vec::new();
    let mut ids: Vec<Vec<ArtistId>> = Vec::with_capacity(shows.len());
    for (number, show) in shows.iter().enumerate() {
        let mut ids_of_show = Vec::with_capacity(show.artists.len());
        for (entry, artist) in show.artists.iter().enumerate() {
            let [slug, name] = [artist.slug, artist.name].map(|text| show.text.get(text));
            let (id, first_name) = *known.entry(slug).or_insert_with(|| {
                first.push((number, entry));
                (ArtistId(first.len() as u32 - 1), name)
            });
            if name != first_name && conflicts.len() < MAX_DIAGNOSTICS {
                let (first_show, first_entry) = first[id.0 as usize];
                if first_show != number {
                    conflicts.push(Conflict::Artist {
                        shows: [first_show, number],
                        entries: [first_entry, entry],
                        slug: brief(slug),
                        names: [first_name, name].map(brief),
                    });
                }
            }
            ids_of_show.push(id);
        }
        ids.push(ids_of_show);
    }
    (first.len(), ids, conflicts)
}

/// A copy for a message, of limited length because texts may have many megabytes.
fn brief(text: &str) -> String {
    truncate(text, 100).into_owned()
}

fn conflicting_shows(shows: &[ShowRecord]) -> Vec<Conflict> {
    let mut seen = HashMap::new();
    let mut conflicts = Vec::new();
    for (number, show) in shows.iter().enumerate() {
        let slug = show.text.get(show.slug);
        let first = *seen.entry(slug).or_insert(number);
        if first != number {
            conflicts.push(Conflict::Show { shows: [first, number], slug: brief(slug) });
        }
    }
    conflicts
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
    /// Groups the entries that are `wanted`, keeping the order of shows (a counting sort).
    fn group(shows: &[ShowRecord], artists: usize, wanted: impl Fn(&ArtistRecord) -> bool) -> Self {
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

    pub(super) fn get(&self, artist: ArtistId) -> &[(ShowId, u32)] {
        let index = artist.0 as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start as usize..self.ends[index] as usize]
    }

    pub(super) fn artist_count(&self) -> usize {
        self.ends.len()
    }
}
