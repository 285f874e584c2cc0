//! One placement: what everybody wants to know in a line, the rest below it.

use super::{Page, safe};
use crate::error::one_of;
use crate::model::{Certainty, Placement, PlacementId};
use crate::view::links::{self, encoded};
use maud::{Markup, html};
use std::str::FromStr;

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
        @if is_known { ol.songs translate="no" { (rows) } }
        @else { ul.songs.few[ids.len() > 3] translate="no" { (rows) } }
    }
}

fn row(page: &Page<'_>, id: PlacementId) -> Markup {
    let placement = page.catalog.placement(id);
    let (song, own) = (placement.song(), &page.ids[&id]);
    let (title, scene, length) = (safe(song.title()), page.cell("scene", id), page.cell("length", id));
    let number = placement.position().map_or_else(|| "?".to_owned(), |number| number.to_string());
    let more = more(page, placement);
    html! {
        li id=(own) {
            a.n href={ "#" (own) } aria-label={ (number) ": link to " (title) } { (number) }
            p.s {
                a.t.own[song.links().next().is_some()] href=(links::address(song, None)) dir="auto" { (title) } " "
                span.by dir="auto" {
                    @for (artist, name, join) in song.credit().parts() {
                        a href={ "#artist-" (artist.slug()) } { (safe(name)) } (safe(join))
                    }
                }
            }
            span.l { (length.text()) }
            @if !scene.is_empty() || !more.is_empty() {
                // Closed at first: scenes tell what happens.
                details {
                    summary {
                        @if scene.is_empty() { span.vh { "more" } } @else { b { "scene" } }
                        span.vh { " about " (title) }
                    }
                    @if !scene.is_empty() { p.scene translate="yes" { (safe(&scene.text())) } }
                    @if !more.is_empty() {
                        dl.more { @for (heading, value) in more { div { dt { (heading) } " " dd { (value) } } } }
                    }
                }
            }
        }
    }
}

/// The values of all other columns by their headings, the sources, and the way to tell what is not known.
fn more<'p>(page: &'p Page<'_>, placement: Placement<'_>) -> Vec<(&'p str, Markup)> {
    let others = page.options.columns.iter().filter(|column| !ELSEWHERE.contains(&column.heading.key));
    let others = others.map(|column| (column.heading.title, (column.value)(page.catalog, placement.id())));
    let others = others.filter(|(_, cell)| !cell.is_empty());
    let mut more: Vec<_> = others.map(|(title, cell)| (title, html! { (safe(&cell.text())) })).collect();
    let sources: Vec<&str> = placement.sources().map(|source| source.slug).collect();
    if !sources.is_empty() {
        let links = html! { @for slug in sources { a href={ "#source-" (slug) } { "[" (page.numbers[slug]) "]" } " " } };
        more.push(("Sources", links));
    }
    if let Some(tell) = page.options.tell.filter(|_| placement.certainty() != Certainty::Stated) {
        more.push((
            "Episode",
            html! { "not known: " a href=(tell.address(placement)) { "tell where it plays" } },
        ));
    }
    more
}

/// An address by which readers send what they know about a song: `--tell`.
#[derive(Clone, Debug)]
pub struct Tell(String);

type Value = fn(Placement<'_>) -> String;

const PLACEHOLDERS: [(&str, Value); 4] = [
    ("{song}", |placement| placement.song().title().to_owned()),
    ("{artist}", |placement| placement.song().credit().to_string()),
    ("{code}", |placement| placement.label().into_owned()),
    // The line of a catalog file that says where a song plays.
    ("{json}", |placement| {
        format!(r#"{{"song": "{}", "scene": "", "sources": []}}"#, placement.song().slug())
    }),
];

impl FromStr for Tell {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let without = PLACEHOLDERS.iter().fold(text.to_owned(), |rest, (name, _)| rest.replace(name, ""));
        let is_address = ["http://", "https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
        if !is_address || text.contains(char::is_whitespace) || safe(text) != text {
            return Err("expected an address that begins with https:, http: or mailto:".to_owned());
        }
        if without.contains(['{', '}']) {
            let known = one_of(&PLACEHOLDERS.map(|(name, _)| name));
            return Err(format!("unknown placeholder; the placeholders are {known}"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl Tell {
    /// The address for a placement.
    fn address(&self, placement: Placement<'_>) -> String {
        // The values are encoded, so they have no placeholders.
        let fill = |address: String, (name, value): &(&str, Value)| {
            address.replace(name, &encoded(&value(placement)))
        };
        PLACEHOLDERS.iter().fold(self.0.clone(), fill)
    }
}
