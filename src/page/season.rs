//! Seasons, their episodes, and the groups of songs whose episode is not known.

use super::{Page, anchor, row, safe};
use crate::error::count;
use crate::model::{Episode, Place, PlacementId, Season, SeasonId};
use crate::query::counts::{self, Counts};
use crate::view::{Column, Rank, records};
use maud::{Markup, html};

/// What a season is called.
pub(super) fn name(season: Season<'_>) -> String {
    match season.number() {
        _ if season.show().has_titled_parts() => "Songs".to_owned(),
        0 => "Specials".to_owned(),
        number => format!("Season {number}"),
    }
}

/// The songs of a season for which no single episode is known: in ranges, and somewhere in it.
pub(super) fn groups<'p>(
    page: &'p Page<'_>,
    season: Season<'_>,
) -> impl Iterator<Item = (Place, &'p [PlacementId])> {
    let number = season.number();
    page.places
        .iter()
        .map(|(&place, ids)| (place, ids.as_slice()))
        .filter(move |(place, _)| place.episodes().0.season == number && place.doubt().is_some())
}

/// Where the songs of a group are, such as `in episodes 3 to 5`.
pub(super) fn place_name(page: &Page<'_>, place: Place, ids: &[PlacementId]) -> String {
    let show = page.show;
    match place.range() {
        None if show.has_titled_parts() => "somewhere in it".to_owned(),
        None => "somewhere in the season".to_owned(),
        Some(_) if show.has_titled_parts() => {
            let label = ids.first().map(|&id| page.catalog.placement(id).label()).unwrap_or_default();
            format!("in {}", label.trim_end_matches('?'))
        }
        Some((first, last)) if first == last => format!("in episode {first}"),
        Some((first, last)) => format!("in episodes {first} to {last}"),
    }
}

/// Values of a record by their headings, without those of `other`, the record that it is part of.
fn facts<T: Copy>(
    page: &Page<'_>,
    columns: &[Column<T>],
    row: T,
    other: &[(String, String)],
) -> Vec<(String, String)> {
    let shown = columns
        .iter()
        .filter(|column| column.heading.rank != Rank::Data && !column.heading.key.ends_with("_count"));
    let values = shown.map(|column| {
        let value = (column.value)(page.catalog, row);
        (column.heading.title.to_owned(), safe(&value.text()).into_owned())
    });
    values.filter(|fact| !fact.1.is_empty() && !other.contains(fact)).collect()
}

/// Such as `36 songs by 33 artists · 2 h 04 min`.
fn figures<T>(counts: &Counts<T>, with_artists: bool) -> String {
    let songs = count(counts.songs, "song");
    let by = if with_artists { format!(" by {}", count(counts.artists, "artist")) } else { String::new() };
    let length = if counts.length.seconds > 0 { format!(" · {}", counts.length) } else { String::new() };
    format!("{songs}{by}{length}")
}

pub(super) fn section(page: &Page<'_>, counts: &Counts<SeasonId>) -> Markup {
    let season = page.catalog.season(counts.id);
    let own = facts(page, records::SEASON_FIELDS, *counts, &[]);
    let in_season = |id: &SeasonId| *id == counts.id;
    let episodes: Vec<_> =
        page.episodes.iter().filter(|row| in_season(&page.catalog.episode(row.id).season().id())).collect();
    let is_listed =
        |number: u16| episodes.iter().any(|row| page.catalog.episode(row.id).code().episode == number);
    html! {
        section.of-season id={ "s" (season.number()) } {
            h2 { (name(season)) }
            p.quiet {
                @for (heading, value) in &own { (heading) " " (value) " · " }
                (figures(counts, true))
            }
            @for row in episodes.iter() { (episode(page, page.catalog.episode(row.id), row, &own)) }
            @for (place, ids) in groups(page, season) {
                @match place.range() {
                    Some((first, last)) if first == last && is_listed(first) => {},
                    _ => (group(page, place, ids)),
                }
            }
        }
    }
}

fn episode<T>(
    page: &Page<'_>,
    episode: Episode<'_>,
    counts: &Counts<T>,
    of_season: &[(String, String)],
) -> Markup {
    let code = episode.code();
    let own = facts(page, records::EPISODE_FIELDS, episode.id(), of_season);
    let placed = page.at(code.into());
    let guessed = Place::new(code.season, None, Some((code.episode, code.episode)));
    let guesses = page.at(guessed);
    let ranges: Vec<_> = groups(page, episode.season())
        .filter(|(place, _)| place.range().is_some_and(|(first, last)| first < last) && place.may_be(code))
        .collect();
    html! {
        section.part id=(anchor(code.into())) {
            (heading(page, episode, counts))
            @if !own.is_empty() {
                p.quiet { @for (index, (heading, value)) in own.iter().enumerate() { @if index > 0 { " · " } (heading) " " (value) } }
            }
            @if placed.is_empty() { p.quiet { "No source names a song for this episode." } }
            @else { (row::list(page, placed, true)) }
            @if !guesses.is_empty() {
                div.may id=(anchor(guessed)) {
                    h4 { (guessed) " " small { "probably, though no source says so" } }
                    (row::list(page, guesses, false))
                }
            }
            @if !ranges.is_empty() {
                p.maybe {
                    @if placed.is_empty() { "Perhaps some of " } @else { "Perhaps also some of " }
                    @for (index, (place, ids)) in ranges.iter().enumerate() {
                        @if index > 0 { @if index + 1 == ranges.len() { " and " } @else { ", " } }
                        a href={ "#" (anchor(*place)) } { (group_name(page, *place, ids)) }
                    }
                    "."
                }
            }
        }
    }
}

/// Such as `9 songs in episodes 3 to 5`.
pub(super) fn group_name(page: &Page<'_>, place: Place, ids: &[PlacementId]) -> String {
    format!("{} {}", count(ids.len(), "song"), place_name(page, place, ids))
}

fn heading<T>(page: &Page<'_>, episode: Episode<'_>, counts: &Counts<T>) -> Markup {
    let (code, name) = (episode.code(), episode.name());
    let figures = if counts.songs > 0 { figures(counts, false) } else { String::new() };
    html! {
        h3 {
            @if page.show.has_titled_parts() {
                a href={ "#" (anchor(code.into())) } dir="auto" { (safe(&name)) }
            } @else {
                a.code href={ "#" (anchor(code.into())) } { (code) }
                " "
                span dir="auto" { (safe(&name)) }
            }
            @if !figures.is_empty() { " " small { (figures) } }
        }
    }
}

/// A section of songs for which only a range of episodes or the season is known.
fn group(page: &Page<'_>, place: Place, ids: &[PlacementId]) -> Markup {
    let counts = counts::count(page.catalog, (), ids);
    let mut name = place_name(page, place, ids);
    name[..1].make_ascii_uppercase();
    html! {
        section.part.may id=(anchor(place)) {
            h3 {
                @if page.show.has_titled_parts() {
                    a.code.may href={ "#" (anchor(place)) } { "?" }
                } @else {
                    a.code.may href={ "#" (anchor(place)) } { (place) }
                }
                " "
                span dir="auto" { (safe(&name)) }
                " "
                small { (figures(&counts, false)) }
            }
            (row::list(page, ids, false))
        }
    }
}
