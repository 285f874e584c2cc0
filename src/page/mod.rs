//! The songs of a show as one HTML file that loads nothing, and its map as a picture.

mod around;
mod map;
mod row;
mod season;

pub use around::index;
pub use row::Tell;

use crate::model::{
    ArtistId, Catalog, Episode, EpisodeId, Place, PlacementId, SeasonId, Show, ShowId, Source,
};
use crate::query::Selection;
use crate::query::counts::{self, Counts};
use crate::text::sanitize::line as safe;
use crate::view::{Cell, Column};
use foldhash::{HashMap, HashSet};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// What may be loaded and run: nothing but our style sheet and our script, by their hashes. A test computes them.
const POLICY: &str = "default-src 'none'; \
    style-src 'sha256-OSQBc63OV7Pk6xBOAEovo4uZ9Cw9EHAhw/TRyylUYOY='; \
    script-src 'sha256-ny5S+kQe2bruQI1D9Z8dIjcAd2noS+yjHsWFq6WQWB8='; \
    img-src data:; base-uri 'none'; form-action 'none'";

/// A picture for the tab, or browsers would ask the host for one.
const ICON: &str = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>\
    <circle cx='4' cy='4' r='4' fill='%238f1a5b'/><circle cx='4' cy='4' r='1.2' fill='%23fff'/></svg>";

/// With more placements, browsers lay out only what is on the screen.
const LONG: usize = 600;

/// What does not follow from the selection.
pub struct Options<'o> {
    /// The title of the page.
    pub title: String,
    /// The episode after which everything is hidden.
    pub ceiling: Option<String>,
    /// Whether episodes without songs are left out.
    pub with_songs_only: bool,
    /// Whether the page is one of several with an index.
    pub has_index: bool,
    /// The list of songs that the page offers as a file.
    pub list: String,
    /// Where readers can send what they know.
    pub tell: Option<&'o Tell>,
    /// The columns of a placement. Those without a place of their own on the page are listed with their headings.
    pub columns: &'o [Column<PlacementId>],
}

/// The page of a show.
pub struct Page<'c> {
    catalog: &'c Catalog,
    show: Show<'c>,
    options: &'c Options<'c>,
    total: Counts<ShowId>,
    seasons: Vec<Counts<SeasonId>>,
    episodes: Vec<Counts<EpisodeId>>,
    artists: Vec<Counts<ArtistId>>,
    placements: &'c [PlacementId],
    places: BTreeMap<Place, Vec<PlacementId>>,
    /// The id of the element of each placement.
    ids: HashMap<PlacementId, String>,
    /// The sources of the placements in the order in which they are cited, with the number of placements.
    sources: Vec<(Source<'c>, usize)>,
    /// The number of each source.
    numbers: HashMap<&'c str, usize>,
}

impl<'c> Page<'c> {
    /// The page of a selection from one show.
    pub fn new(
        catalog: &'c Catalog,
        show: ShowId,
        selection: &'c Selection,
        options: &'c Options<'c>,
    ) -> Self {
        let mut places: BTreeMap<Place, Vec<PlacementId>> = BTreeMap::new();
        let mut sources: Vec<(Source<'c>, usize)> = Vec::new();
        let mut numbers: HashMap<&str, usize> = HashMap::default();
        for &id in &selection.placements {
            let placement = catalog.placement(id);
            places.entry(placement.place()).or_default().push(id);
            for source in placement.sources() {
                let number = *numbers.entry(source.slug).or_insert_with(|| {
                    sources.push((source, 0));
                    sources.len()
                });
                sources[number - 1].1 += 1;
            }
        }
        Self {
            catalog,
            show: catalog.show(show),
            options,
            total: counts::total(catalog, selection, show),
            seasons: counts::seasons(catalog, selection, options.with_songs_only),
            episodes: counts::episodes(catalog, selection, options.with_songs_only),
            artists: counts::artists(catalog, selection),
            placements: &selection.placements,
            places,
            ids: ids(catalog, &selection.placements),
            sources,
            numbers,
        }
    }

    /// The whole document.
    pub fn html(&self) -> String {
        let title = format!("{}: songs by episode", self.options.title);
        let body = html! {
            (around::header(self))
            (around::tools(self))
            div.page {
                (around::contents(self))
                main #songs {
                    (map::section(self))
                    @for season in &self.seasons { (season::section(self, season)) }
                    (around::artists(self))
                    (around::export(self))
                    (around::sources(self))
                }
            }
        };
        let script = Some(PreEscaped(include_str!("page.js")));
        document(&title, &around::description(self), self.placements.len() > LONG, &body, script)
    }

    /// The map alone, as SVG.
    pub fn svg(&self) -> String {
        map::picture(self).into_string() + "\n"
    }

    /// The name of its file beside those of other shows. That of the index is none that an id can have.
    pub fn file(&self) -> String {
        let slug = self.show.slug();
        format!("{slug}{}.html", if slug == "index" { "_" } else { "" })
    }

    /// The value of a placement in a column; empty if there is no such column.
    fn cell(&self, key: &str, id: PlacementId) -> Cell<'c> {
        let column = self.options.columns.iter().find(|column| column.heading.key == key);
        column.map_or(Cell::Empty, |column| (column.value)(self.catalog, id))
    }

    /// The episodes of a season.
    fn episodes(&self, season: SeasonId) -> impl Iterator<Item = (Episode<'c>, &Counts<EpisodeId>)> {
        let all = self.episodes.iter().map(|row| (self.catalog.episode(row.id), row));
        all.filter(move |(episode, _)| episode.season().id() == season)
    }

    fn at(&self, place: Place) -> &[PlacementId] {
        self.places.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// The ids of the elements of placements: that of the song, with a number from its second placement on.
fn ids(catalog: &Catalog, placements: &[PlacementId]) -> HashMap<PlacementId, String> {
    let slug = |id: PlacementId| catalog.placement(id).song().slug();
    let mut taken: HashSet<String> = placements.iter().map(|&id| slug(id).to_owned()).collect();
    let mut last: HashMap<&str, usize> = HashMap::default();
    let id = |&id: &PlacementId| {
        let slug = slug(id);
        let number = last.entry(slug).and_modify(|number| *number += 1).or_insert(1);
        // Another song may have the name with the number.
        while *number > 1 && !taken.insert(format!("{slug}-{number}")) {
            *number += 1;
        }
        (id, if *number > 1 { format!("song-{slug}-{number}") } else { format!("song-{slug}") })
    };
    placements.iter().map(id).collect()
}

/// The id of the element of a place.
fn anchor(place: Place) -> String {
    let (first, last) = place.episodes();
    let season = first.season;
    match place.range() {
        Some((first, last)) => format!("s{season}e{first}-{last}"),
        None if first == last => format!("s{season}e{}", first.episode),
        None => format!("s{season}-somewhere"),
    }
}

fn document(
    title: &str,
    description: &str,
    is_long: bool,
    body: &Markup,
    script: Option<PreEscaped<&str>>,
) -> String {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "soundtrack " (env!("CARGO_PKG_VERSION")) };
                meta name="description" content=(safe(description));
                meta property="og:title" content=(safe(title));
                meta property="og:description" content=(safe(description));
                title { (safe(title)) }
                link rel="icon" href=(ICON);
                style { (PreEscaped(include_str!("page.css"))) }
            }
            body.long[is_long] { (body) (around::footer()) @if let Some(script) = script { script { (script) } } }
        }
    };
    document.into_string() + "\n"
}
