//! One placement: what everybody wants to know in a line, the rest below it.

use super::{Page, safe};
use crate::model::{Certainty, Placement, PlacementId};
use crate::view::links;
use maud::{Markup, html};

/// The columns that are shown elsewhere: in the line, by the section that it is in, or for programs only.
const ELSEWHERE: [&str; 12] = [
    "code",
    "position",
    "song_id",
    "song",
    "artist",
    "artists",
    "scene",
    "length",
    "length_seconds",
    "certainty",
    "episode_range",
    "sources",
];

/// The placements of a place as a list.
pub(super) fn list(page: &Page<'_>, ids: &[PlacementId], is_known: bool) -> Markup {
    let rows = html! { @for &id in ids { (row(page, id)) } };
    html! {
        @if is_known {
            ol.songs translate="no" { (rows) }
        } @else {
            ul.songs.few[ids.len() > 3] translate="no" { (rows) }
        }
    }
}

fn row(page: &Page<'_>, id: PlacementId) -> Markup {
    let placement = page.catalog.placement(id);
    let song = placement.song();
    let own = page.ids.get(&id).map(String::as_str).unwrap_or_default();
    let (title, length) = (safe(song.title()), page.cell("length", id));
    let number = page.cell("position", id).text().into_owned();
    let number = if number.is_empty() { "?" } else { &number };
    html! {
        li id=(own) {
            a.n href={ "#" (own) } aria-label={ (number) ": link to " (title) } { (number) }
            p.s {
                a.t.own[song.links().next().is_some()] href=(links::address(song, None)) dir="auto" { (title) }
                " "
                span.by dir="auto" { (credit(placement)) }
            }
            span.l { (length.text()) }
            (details(page, id, &title))
        }
    }
}

/// The credit, with each artist leading to the index.
pub(super) fn credit(placement: Placement<'_>) -> Markup {
    html! {
        @for (artist, name, join) in placement.song().credit().parts() {
            a href={ "#artist-" (artist.slug()) } { (safe(name)) } (safe(join))
        }
    }
}

/// Scene, other values and sources, closed at first: scenes tell what happens.
fn details(page: &Page<'_>, id: PlacementId, title: &str) -> Markup {
    let placement = page.catalog.placement(id);
    let scene = page.cell("scene", id);
    let others = page.options.columns.iter().filter(|column| !ELSEWHERE.contains(&column.heading.key));
    let others = others.map(|column| (column.heading.title, (column.value)(page.catalog, id)));
    let others: Vec<_> = others.filter(|(_, cell)| !cell.is_empty()).collect();
    let sources: Vec<&str> = placement.sources().map(|source| source.slug).collect();
    let tell = page.options.tell.filter(|_| placement.certainty() != Certainty::Stated);
    if scene.is_empty() && others.is_empty() && sources.is_empty() && tell.is_none() {
        return html! {};
    }
    html! {
        details {
            summary {
                @if scene.is_empty() { span.vh { "more" } } @else { b { "scene" } }
                span.vh { " about " (title) }
            }
            @if !scene.is_empty() { p.scene translate="yes" { (safe(&scene.text())) } }
            @if !others.is_empty() || !sources.is_empty() || tell.is_some() {
                dl.more {
                    @for (heading, cell) in &others { div { dt { (heading) } " " dd { (safe(&cell.text())) } } }
                    @if !sources.is_empty() {
                        div {
                            dt { @if sources.len() == 1 { "Source" } @else { "Sources" } }
                            " "
                            dd {
                                @for slug in &sources {
                                    a href={ "#source-" (slug) } { "[" (page.numbers[slug]) "]" } " "
                                }
                            }
                        }
                    }
                    @if let Some(tell) = tell {
                        div {
                            dt { "Episode" }
                            " "
                            dd { "not known: " a href=(tell.address(placement)) { "tell where it plays" } }
                        }
                    }
                }
            }
        }
    }
}

/// A link to a placement in the index, with its place.
pub(super) fn mention(page: &Page<'_>, file: &str, id: PlacementId) -> Markup {
    let placement = page.catalog.placement(id);
    let own = page.ids.get(&id).map(String::as_str).unwrap_or_default();
    html! {
        a href={ (file) "#" (own) } { (safe(placement.song().title())) }
        @if !placement.show().is_whole() { " " small { (safe(&placement.label())) } }
    }
}
