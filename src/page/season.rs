//! Seasons, their episodes, and the groups of songs whose episode is not known.

use super::{Page, anchor, row, safe};
use crate::error::count;
use crate::model::{EpisodeId, Place, PlacementId, Season, SeasonId};
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
    let is_group =
        move |place: &Place| place.episodes().0.season == season.number() && place.doubt().is_some();
    page.places.iter().map(|(&place, ids)| (place, ids.as_slice())).filter(move |(place, _)| is_group(place))
}

/// Where the songs of a group are, such as `in episodes 3 to 5`.
fn place_name(page: &Page<'_>, place: Place, ids: &[PlacementId]) -> String {
    let label = ids.first().map(|&id| page.catalog.placement(id).label()).unwrap_or_default();
    match place.range() {
        None if page.show.has_titled_parts() => "somewhere in it".to_owned(),
        None => "somewhere in the season".to_owned(),
        Some(_) if page.show.has_titled_parts() => format!("in {}", label.trim_end_matches('?')),
        Some((first, last)) if first == last => format!("in episode {first}"),
        Some((first, last)) => format!("in episodes {first} to {last}"),
    }
}

/// Such as `9 songs in episodes 3 to 5`.
pub(super) fn group_name(page: &Page<'_>, place: Place, ids: &[PlacementId]) -> String {
    format!("{} {}", count(ids.len(), "song"), place_name(page, place, ids))
}

/// Values of a record with their headings, without those of `known`, the record that it is part of.
fn facts<T: Copy>(page: &Page<'_>, columns: &[Column<T>], row: T, known: &[String]) -> Vec<String> {
    let is_fact =
        |column: &&Column<T>| column.heading.rank != Rank::Data && !column.heading.key.ends_with("_count");
    let cells = columns
        .iter()
        .filter(is_fact)
        .map(|column| (column.heading.title, (column.value)(page.catalog, row)));
    let texts =
        cells.filter(|(_, cell)| !cell.is_empty()).map(|(title, cell)| format!("{title} {}", cell.text()));
    texts.filter(|text| !known.contains(text)).collect()
}

/// Such as `36 songs · 2 h 04 min`.
fn figures<T>(counts: &Counts<T>) -> String {
    let length = if counts.length.seconds > 0 { format!(" · {}", counts.length) } else { String::new() };
    if counts.songs == 0 { String::new() } else { count(counts.songs, "song") + &length }
}

pub(super) fn section(page: &Page<'_>, counts: &Counts<SeasonId>) -> Markup {
    let season = page.catalog.season(counts.id);
    let mut own = facts(page, records::SEASON_FIELDS, *counts, &[]);
    let parts = html! {
        @for (_, row) in page.episodes(counts.id) { (episode(page, row, &own)) }
        @for (place, ids) in groups(page, season) {
            // A guess at one episode is shown with it.
            @let is_shown = place.range().is_some_and(|(first, last)| {
                first == last && page.episodes(counts.id).any(|(episode, _)| place.may_be(episode.code()))
            });
            @if !is_shown {
                @let label = if page.show.has_titled_parts() { "?".to_owned() } else { place.to_string() };
                @let name = place_name(page, place, ids);
                // The names begin with plain letters.
                @let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
                (part(page, place, &label, &name, &counts::count(page.catalog, (), ids), &row::list(page, ids, false)))
            }
        }
    };
    own.push(format!("{} by {}", count(counts.songs, "song"), count(counts.artists, "artist")));
    own.extend(Some(counts.length.to_string()).filter(|_| counts.length.seconds > 0));
    html! {
        section.of-season id={ "s" (season.number()) } {
            h2 { (name(season)) }
            p.quiet { (safe(&own.join(" · "))) }
            (parts)
        }
    }
}

/// A section with songs: an episode, or a group whose episode is not known.
fn part<T>(
    page: &Page<'_>,
    place: Place,
    label: &str,
    name: &str,
    counts: &Counts<T>,
    body: &Markup,
) -> Markup {
    let is_known = place.doubt().is_none();
    html! {
        section.part.may[!is_known] id=(anchor(place)) {
            @if !page.show.is_whole() || !is_known {
                h3 {
                    @if !label.is_empty() { a.code.may[!is_known] href={ "#" (anchor(place)) } { (label) } " " }
                    span dir="auto" { (safe(name)) } " "
                    small { (figures(counts)) }
                }
            }
            (body)
        }
    }
}

fn episode(page: &Page<'_>, counts: &Counts<EpisodeId>, of_season: &[String]) -> Markup {
    let episode = page.catalog.episode(counts.id);
    let code = episode.code();
    let own = facts(page, records::EPISODE_FIELDS, counts.id, of_season);
    let (placed, guess) =
        (page.at(code.into()), Place::new(code.season, None, Some((code.episode, code.episode))));
    let guesses = page.at(guess);
    let ranges: Vec<_> = groups(page, episode.season())
        .filter(|(place, _)| place.may_be(code) && *place != guess && place.range().is_some())
        .collect();
    let body = html! {
        @if !own.is_empty() { p.quiet { (safe(&own.join(" · "))) } }
        @if placed.is_empty() { p.quiet { "No source names a song for this episode." } }
        @else { (row::list(page, placed, true)) }
        @if !guesses.is_empty() {
            div.may id=(anchor(guess)) {
                h4 { (guess) " " small { "probably, though no source says so" } }
                (row::list(page, guesses, false))
            }
        }
        @if !ranges.is_empty() {
            p.maybe {
                "Perhaps " @if !placed.is_empty() { "also " } "some of "
                @for (index, (place, ids)) in ranges.iter().enumerate() {
                    @if index > 0 { @if index + 1 == ranges.len() { " and " } @else { ", " } }
                    a href={ "#" (anchor(*place)) } { (safe(&group_name(page, *place, ids))) }
                }
                "."
            }
        }
    };
    let label = if page.show.has_titled_parts() { String::new() } else { code.to_string() };
    part(page, code.into(), &label, &episode.name(), counts, &body)
}
