//! Filters to choose from, with the number of placements that each lets through.

use crate::model::{Catalog, Certainty, Keyword, Origin, PlacementId, Usage};
use crate::query::{PlacementFilter, Selection};
use crate::view::{Column, placements};
use std::collections::BTreeMap;

/// A value that a filter can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The key of the column that has the value.
    pub key: &'static str,
    pub title: &'static str,
    pub value: String,
    /// How many placements have it and pass the other filters.
    pub count: usize,
    pub is_chosen: bool,
}

/// The columns whose values are filters.
const KEYS: [&str; 5] = ["show_title", "season", "usage", "origin", "certainty"];

pub fn facets(catalog: &Catalog, filter: &PlacementFilter) -> Vec<Facet> {
    let mut all = Vec::new();
    let columns = KEYS.iter().filter_map(|key| placements::COLUMNS.iter().find(|c| c.heading.key == *key));
    for column in columns.filter(|column| column.heading.key != "show_title" || catalog.has_several_shows()) {
        all.extend(facets_of(catalog, column, filter));
    }
    all
}

fn facets_of(catalog: &Catalog, column: &Column<PlacementId>, filter: &PlacementFilter) -> Vec<Facet> {
    let key = column.heading.key;
    let mut others = filter.clone();
    others.query = None;
    clear(&mut others, key);
    // A filter that fits nothing leaves nothing to choose.
    let selection = Selection::new(catalog, &others, &[]).map(|selection| selection.placements);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for id in selection.unwrap_or_default() {
        let cell = (column.value)(catalog, id);
        if !cell.is_empty() {
            *counts.entry(cell.text().into_owned()).or_default() += 1;
        }
    }
    let facet = |(value, count): (String, usize)| {
        let is_chosen = chosen(filter, key).contains(&value);
        Facet { key, title: column.heading.title, value, count, is_chosen }
    };
    let mut facets: Vec<Facet> = counts.into_iter().map(facet).collect();
    facets.sort_by_key(|facet| facet.value.parse::<u16>().ok());
    facets
}

/// The values of one filter; of seasons only those that are named one by one.
fn chosen(filter: &PlacementFilter, key: &str) -> Vec<String> {
    fn keywords(values: &[impl Keyword]) -> Vec<String> {
        values.iter().map(|value| value.keyword().to_owned()).collect()
    }
    match key {
        "show_title" => filter.episodes.shows.show.clone(),
        "season" => {
            let numbers = filter.episodes.season.iter().flat_map(|numbers| numbers.singles());
            numbers.map(|number| number.to_string()).collect()
        }
        "usage" => keywords(&filter.usage),
        "origin" => keywords(&filter.origin),
        _ => keywords(&filter.certainty),
    }
}

fn clear(filter: &mut PlacementFilter, key: &str) {
    set(filter, key, &[]);
}

fn set(filter: &mut PlacementFilter, key: &str, values: &[String]) {
    fn keywords<W: Keyword>(values: &[String]) -> Vec<W> {
        values.iter().filter_map(|value| W::from_keyword(value)).collect()
    }
    match key {
        "show_title" => filter.episodes.shows.show = values.to_vec(),
        "season" => filter.episodes.season = values.join(",").parse().ok(),
        "usage" => filter.usage = keywords::<Usage>(values),
        "origin" => filter.origin = keywords::<Origin>(values),
        _ => filter.certainty = keywords::<Certainty>(values),
    }
}

/// Adds the value to the filter, or removes it.
pub fn toggle(filter: &mut PlacementFilter, facet: &Facet) {
    let mut values = chosen(filter, facet.key);
    match values.iter().position(|value| *value == facet.value) {
        Some(place) => drop(values.remove(place)),
        None => values.push(facet.value.clone()),
    }
    set(filter, facet.key, &values);
}
