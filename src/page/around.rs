//! What is around the songs: figures, tools, contents, the index of artists, the list, and the sources.

use super::{Page, anchor, row, safe, season};
use crate::error::count;
use crate::model::{ArtistId, PlacementId};
use crate::query::counts::Counts;
use crate::view::links::{encoded, services};
use crate::view::{Rank, records};
use foldhash::HashMap;
use maud::{Markup, html};

pub(super) fn header(page: &Page<'_>) -> Markup {
    let total = &page.total;
    let parts = [(page.seasons.len(), "season"), (page.episodes.len(), "episode")];
    let parts = parts.into_iter().filter(|_| !page.show.is_whole());
    let figures = [(total.songs, "song"), (total.artists, "artist")].into_iter().chain(parts);
    html! {
        a.skip href="#songs" { "Skip to the songs" }
        header {
            p.kind { "Soundtrack" }
            h1 translate="no" dir="auto" { (safe(&page.options.title)) }
            dl.figures {
                @for (number, noun) in figures {
                    div { dt { (noun) @if number != 1 { "s" } } dd { (number) } }
                }
                @if total.length.seconds > 0 {
                    div {
                        dt {
                            "of music"
                            @if total.length.unknown > 0 { ", " (count(total.length.unknown, "length")) " not known" }
                        }
                        dd { (total.length) }
                    }
                }
            }
            @if let Some(ceiling) = &page.options.ceiling {
                p.quiet { "Up to " (safe(ceiling)) ": what comes later is not in this page." }
            }
            @if page.placements.len() > 2_000 {
                p.quiet { "This is a long page: " code { "soundtrack page -s 1" } " writes one season." }
            }
        }
    }
}

/// The controls, which the script shows.
pub(super) fn tools(page: &Page<'_>) -> Markup {
    let is_own = |id: &PlacementId| page.catalog.placement(*id).song().links().next().is_some();
    let has_searches = !page.placements.iter().all(is_own);
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
                @if has_searches {
                    label for="service" { "Listen on" } " "
                    select #service {
                        @for (name, address) in services() { option value=(address) { (name) } }
                    }
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
                    li {
                        a href={ "#s" (season.number()) } { (season::name(season)) }
                        ol {
                            @for row in &page.episodes {
                                @let episode = page.catalog.episode(row.id);
                                @if episode.season().id() == season.id() && !page.show.is_whole() {
                                    li {
                                        a href={ "#" (anchor(episode.code().into())) } {
                                            b { (episode.code().episode) } " " span { (safe(&episode.name())) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                li { a href="#artists" { "Artists" } }
                li { a href="#export" { "Export" } }
                li { a href="#sources" { "Sources" } }
            }
        }
    }
}

/// The artists of a page, each with the placements.
fn by_artist(page: &Page<'_>) -> HashMap<ArtistId, Vec<PlacementId>> {
    let mut all: HashMap<ArtistId, Vec<PlacementId>> = HashMap::default();
    for &id in page.placements {
        for artist in page.catalog.placement(id).song().artists() {
            let placements = all.entry(artist).or_default();
            if placements.last() != Some(&id) {
                placements.push(id);
            }
        }
    }
    all
}

/// A table of artists with links to their placements on these pages, each in its file.
fn table(artists: &[Counts<ArtistId>], pages: &[(String, &Page<'_>)]) -> Markup {
    let placements: Vec<_> = pages.iter().map(|(file, page)| (file, *page, by_artist(page))).collect();
    html! {
        table translate="no" {
            caption { "By name, with the songs and where they play" }
            thead { tr { th scope="col" { "Artist" } th scope="col" { "Songs" } } }
            tbody {
                @for row in artists {
                    @if let Some((_, page, _)) = placements.first() {
                        @let artist = page.catalog.artist(row.id);
                        tr id={ "artist-" (artist.slug()) } {
                            th scope="row" {
                                bdi { (safe(artist.name())) }
                                @if let Some(country) = artist.country() { br; small { (safe(country)) } }
                            }
                            td {
                                ul {
                                    @for (file, page, by_artist) in &placements {
                                        @for &id in by_artist.get(&row.id).into_iter().flatten() {
                                            li { (row::mention(page, file, id)) }
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
    html! {
        section.back #artists { h2 { "Artists" } (table(&page.artists, &[(String::new(), page)])) }
    }
}

pub(super) fn export(page: &Page<'_>) -> Markup {
    html! {
        section.back #export {
            h2 { "Export" }
            p {
                "All " (count(page.total.songs, "song")) " as lines of artist and title, in the order in which they are heard. "
                "TuneMyMusic and Soundiiz fill a playlist of a streaming service from such a list."
            }
            p.take {
                a download={ (page.show.slug()) ".txt" } href={ "data:text/plain;charset=utf-8," (encoded(&page.options.list)) } {
                    "Save " (page.show.slug()) ".txt"
                }
            }
        }
    }
}

pub(super) fn sources(page: &Page<'_>) -> Markup {
    let (catalog, id) = (page.catalog, page.show.id());
    let facts = records::SHOW_FIELDS
        .iter()
        .filter(|column| column.heading.rank != Rank::Data && column.heading.key != "note");
    let facts = facts.map(|column| (column.heading.title, (column.value)(catalog, id)));
    html! {
        section.back #sources {
            h2 { "Sources" }
            dl.people {
                @for (heading, cell) in facts.filter(|(_, cell)| !cell.is_empty()) {
                    div { dt { (heading) } " " dd { (safe(&cell.text())) } }
                }
            }
            @if let Some(note) = page.show.note() { p { (safe(note)) } }
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

pub(super) fn footer(_: &Page<'_>) -> Markup {
    html! {
        footer {
            p.quiet {
                "Written by " code { "soundtrack page" } " from a catalog. This page loads nothing and sends nothing. "
                "Titles lead to where a song can be heard."
            }
        }
    }
}

impl Page<'_> {
    /// Such as `146 songs by 114 artists in 24 episodes of Heartstopper`.
    pub(super) fn description(&self) -> String {
        let (songs, artists) = (count(self.total.songs, "song"), count(self.total.artists, "artist"));
        let title = self.show.title();
        match self.show.is_whole() {
            true => format!("{songs} by {artists} in {title}: what plays where, with sources."),
            false => {
                let episodes = count(self.episodes.len(), "episode");
                format!("{songs} by {artists} in {episodes} of {title}: what plays where, with sources.")
            }
        }
    }
}
