//! What is around the songs: figures, tools, contents, the index of artists, the list, and the sources.

use super::{Page, anchor, document, safe, season};
use crate::error::count;
use crate::model::{ArtistId, Catalog, PlacementId};
use crate::query::counts::Counts;
use crate::view::links::{encoded, services};
use crate::view::{Cell, Rank, records};
use foldhash::HashMap;
use maud::{Markup, html};

/// What the page is about, for search engines and previews.
pub(super) fn description(page: &Page<'_>) -> String {
    let (songs, artists) = (count(page.total.songs, "song"), count(page.total.artists, "artist"));
    format!("{songs} by {artists} in {}: what plays where, with sources.", page.show.title())
}

fn heading(title: &str, is_in_index: bool, below: &Markup) -> Markup {
    html! {
        header {
            p.kind { @if is_in_index { a href="index.html" { "Soundtracks" } } @else { "Soundtrack" } }
            h1 translate="no" dir="auto" { (safe(title)) }
            (below)
        }
    }
}

pub(super) fn header(page: &Page<'_>) -> Markup {
    let options = page.options;
    let figures =
        records::SHOWS.iter().map(|column| (column.heading, (column.value)(page.catalog, page.total)));
    // A single season or episode is no figure.
    let is_one = |key| ["season_count", "episode_count"].contains(&key);
    let figures = figures.filter(|(heading, cell)| {
        let is_shown = heading.rank != Rank::Data && heading.key != "show_title" && !cell.is_empty();
        is_shown && !(is_one(heading.key) && *cell == Cell::Count(1))
    });
    let below = html! {
        dl.figures {
            @for (heading, cell) in figures { div { dt { (heading.title) } dd { (cell.text()) } } }
        }
        @if page.total.length.unknown > 0 { p.quiet { (count(page.total.length.unknown, "length")) " not known." } }
        @if let Some(ceiling) = &options.ceiling {
            p.quiet { "Up to " (safe(ceiling)) ": what comes later is not in this page." }
        }
        @if page.placements.len() > 2_000 {
            p.quiet { "This is a long page: " code { "soundtrack page -s 1" } " writes one season." }
        }
    };
    html! {
        a.skip href="#songs" { "Skip to the songs" }
        (heading(&options.title, options.has_index, &below))
    }
}

/// The controls, which the script shows.
pub(super) fn tools(page: &Page<'_>) -> Markup {
    let is_own = |id: &PlacementId| page.catalog.placement(*id).song().links().next().is_some();
    html! {
        search.tools #tools hidden {
            div.find {
                label.vh for="q" { "Search songs, artists, scenes" }
                input type="search" #q placeholder="Search songs, artists, scenes" autocomplete="off" spellcheck="false";
                p #said role="status" {}
            }
            div.options {
                button type="button" #scenes aria-pressed="false" { "Scenes" }
                button type="button" #copy { "Copy list" }
                @if !page.placements.iter().all(is_own) {
                    label for="service" { "Listen on" } " "
                    select #service { @for (name, address) in services() { option value=(address) { (name) } } }
                }
            }
        }
    }
}

pub(super) fn contents(page: &Page<'_>) -> Markup {
    html! {
        nav aria-label="Contents" {
            ol {
                @for row in &page.seasons {
                    @let season = page.catalog.season(row.id);
                    @let mut episodes = page.episodes(row.id).peekable();
                    li {
                        a href={ "#s" (season.number()) } { (season::name(season)) }
                        @if !page.show.is_whole() && episodes.peek().is_some() {
                            ol {
                                @for (episode, _) in episodes {
                                    @let code = episode.code();
                                    li { a href={ "#" (anchor(code.into())) } { b { (code.episode) } " " span { (safe(&episode.name())) } } }
                                }
                            }
                        }
                    }
                }
                @for (id, name) in [("artists", "Artists"), ("export", "Export"), ("sources", "Sources")] {
                    li { a href={ "#" (id) } { (name) } }
                }
            }
        }
    }
}

/// A table of artists, with links to their placements on these pages, each in its file.
fn table(catalog: &Catalog, artists: &[Counts<ArtistId>], pages: &[(String, &Page<'_>)]) -> Markup {
    let mut mentions: HashMap<ArtistId, Vec<(&str, &str, PlacementId)>> = HashMap::default();
    for (file, page) in pages {
        for &id in page.placements {
            for artist in catalog.placement(id).song().artists() {
                let all = mentions.entry(artist).or_default();
                if all.last().is_none_or(|(.., last)| *last != id) {
                    all.push((file, &page.ids[&id], id));
                }
            }
        }
    }
    html! {
        table translate="no" {
            caption { "By name, with the songs and where they play" }
            thead { tr { th scope="col" { "Artist" } th scope="col" { "Songs" } } }
            tbody {
                @for row in artists {
                    @let artist = catalog.artist(row.id);
                    tr id={ "artist-" (artist.slug()) } {
                        th scope="row" {
                            bdi { (safe(artist.name())) }
                            @if let Some(country) = artist.country() { br; small { (safe(country)) } }
                        }
                        td {
                            ul {
                                @for (file, own, id) in &mentions[&row.id] {
                                    @let placement = catalog.placement(*id);
                                    @let several = pages.len() > 1;
                                    li {
                                        a href={ (file) "#" (own) } dir="auto" { (safe(placement.song().title())) }
                                        " " small {
                                            @if several { (safe(placement.show().title())) " " }
                                            @if !placement.show().is_whole() { (safe(&placement.label())) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn artists(page: &Page<'_>) -> Markup {
    let table = table(page.catalog, &page.artists, &[(String::new(), page)]);
    html! { section.back #artists { h2 { "Artists" } (table) } }
}

/// The list of songs as a file.
pub(super) fn export(page: &Page<'_>) -> Markup {
    let name = format!("{}.txt", page.show.slug());
    html! {
        section.back #export {
            h2 { "Export" }
            p {
                "All " (count(page.total.songs, "song")) " as lines of artist and title, in the order in which they are heard. "
                "TuneMyMusic and Soundiiz fill a playlist of a streaming service from such a list."
            }
            p.take { a download=(name) href={ "data:text/plain;charset=utf-8," (encoded(&page.options.list)) } { "Save " (name) } }
        }
    }
}

pub(super) fn sources(page: &Page<'_>) -> Markup {
    let facts = records::SHOW_FIELDS.iter().filter(|column| column.heading.rank != Rank::Data);
    let facts = facts.map(|column| (column.heading.title, (column.value)(page.catalog, page.show.id())));
    let facts: Vec<_> = facts.filter(|(_, cell)| !cell.is_empty()).collect();
    html! {
        section.back #sources {
            h2 { "Sources" }
            @if !facts.is_empty() {
                dl.people { @for (title, cell) in facts { div { dt { (title) } " " dd { (safe(&cell.text())) } } } }
            }
            ol.sources {
                @for (source, uses) in &page.sources {
                    li id={ "source-" (source.slug) } {
                        @if let Some(url) = source.url { a href=(safe(url)) dir="auto" { (safe(source.title)) } }
                        @else { span dir="auto" { (safe(source.title)) } }
                        " " small { (count(*uses, "use")) }
                    }
                }
            }
        }
    }
}

pub(super) fn footer() -> Markup {
    html! {
        footer {
            p.quiet {
                "Written by " code { "soundtrack page" } " from a catalog. It loads nothing and sends nothing. "
                "Titles lead to where a song can be heard."
            }
        }
    }
}

/// The page that leads to those of several shows, with one list of artists.
pub fn index(catalog: &Catalog, title: &str, pages: &[Page<'_>], artists: &[Counts<ArtistId>]) -> String {
    let pages: Vec<_> = pages.iter().map(|page| (encoded(&page.file()), page)).collect();
    let columns: Vec<_> = records::SHOWS.iter().filter(|column| column.heading.rank != Rank::Data).collect();
    let body = html! {
        (heading(title, false, &html! {}))
        main {
            section.back #shows {
                h2 { "Shows" }
                table translate="no" {
                    thead { tr { @for column in &columns { th scope="col" { (column.heading.title) } } } }
                    tbody {
                        @for (file, page) in &pages {
                            tr {
                                @for (number, column) in columns.iter().enumerate() {
                                    @let text = (column.value)(catalog, page.total).text().into_owned();
                                    @if number == 0 { th scope="row" { a href=(file) dir="auto" { (safe(&text)) } } }
                                    @else { td { (safe(&text)) } }
                                }
                            }
                        }
                    }
                }
            }
            section.back #artists { h2 { "Artists" } (table(catalog, artists, &pages)) }
        }
    };
    let description = format!("The songs of {}: what plays where, with sources.", count(pages.len(), "show"));
    document(title, &description, artists.len() > super::LONG, &body, None)
}
