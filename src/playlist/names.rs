//! The names of a catalog, which tell artists from titles in lists that do not.

use crate::model::Catalog;
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

impl Names {
    /// All names of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let shows = catalog.shows().map(|show| name_key(show.title())).collect();
        let mut all = Self { shows, ..Self::default() };
        for song in catalog.shows().flat_map(|show| show.songs()).map(|id| catalog.song(id)) {
            for title in std::iter::once(song.title()).chain(song.aliases()) {
                all.titles.extend(Title::parse(title).keys().cloned());
            }
            for (artist, name) in song.credit().artists() {
                let names = [name, artist.name()].into_iter().chain(artist.aliases());
                all.artists.extend(names.flat_map(|name| Credit::parse(name).into_names()));
            }
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
