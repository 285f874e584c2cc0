//! The names of a catalog, which tell artists from titles in lists that do not.

use crate::model::{Catalog, Song};
use crate::text::{Credit, Title, name_key};
use foldhash::HashSet;

/// The names of the artists and the titles of the songs of a catalog.
#[derive(Debug, Default)]
pub struct Names {
    /// The keys of all names of artists.
    artists: HashSet<String>,
    /// The keys of all titles.
    titles: HashSet<String>,
    /// The keys of the titles of the shows.
    shows: HashSet<String>,
}

/// All titles of a song.
pub(super) fn titles(song: Song<'_>) -> impl Iterator<Item = Title> {
    std::iter::once(song.title()).chain(song.aliases()).map(Title::parse)
}

/// The keys of all names of the artists of a song.
pub(crate) fn artist_keys(song: Song<'_>) -> impl Iterator<Item = String> {
    let names = song
        .credit()
        .artists()
        .flat_map(|(artist, credited)| [credited, artist.name()].into_iter().chain(artist.aliases()));
    names.flat_map(|name| Credit::parse(name).into_names())
}

impl Names {
    /// All names of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let shows = catalog.shows().map(|show| name_key(show.title())).collect();
        let mut all = Self { shows, ..Self::default() };
        for song in catalog.shows().flat_map(|show| show.songs()).map(|id| catalog.song(id)) {
            titles(song).for_each(|title| all.titles.extend(title.keys().cloned()));
            all.artists.extend(artist_keys(song));
        }
        all
    }

    /// Whether a credit names an artist of the catalog.
    pub(super) fn has_artist(&self, credit: &str) -> bool {
        Credit::parse(credit).has_any(&self.artists)
    }

    /// Whether a song of the catalog has a title, in any version.
    pub(super) fn has_title(&self, title: &str) -> bool {
        Title::parse(title).keys().any(|key| self.titles.contains(key))
    }

    /// Whether a show has a title.
    pub(super) fn has_show(&self, title: &str) -> bool {
        self.shows.contains(&name_key(title))
    }
}
