//! Tests of `--columns`, `--sort` and `--limit`.

#![allow(clippy::unwrap_used)]

use soundtrack::load;
use soundtrack::model::{Catalog, PlacementId};
use soundtrack::view::{Cell, Column, Layout, Rank, Table, placements};

fn catalog() -> Catalog {
    load::text("harbour.json", include_str!("fixtures/harbour.json")).unwrap()
}

fn ids(catalog: &Catalog) -> Vec<PlacementId> {
    catalog.shows().flat_map(|show| show.seasons()).flat_map(|season| season.placements()).collect()
}

fn layout(columns: &[&str], sort: Option<&str>, limit: Option<usize>) -> Layout {
    let columns = columns.iter().map(|key| (*key).to_owned()).collect();
    let sort = sort.into_iter().flat_map(|keys| keys.split(',')).map(|key| key.parse().unwrap());
    Layout { columns, sort: sort.collect(), limit, ..Layout::default() }
}

fn rows(layout: &Layout) -> Result<Vec<String>, String> {
    let catalog = catalog();
    let table = Table::new(&catalog, placements::COLUMNS, ids(&catalog), layout)
        .map_err(|error| error.to_string())?;
    let row = |row| {
        let cells = (0..table.headings().len()).map(|column| table.cell(row, column).text().into_owned());
        cells.collect::<Vec<_>>().join("|")
    };
    Ok((0..table.len()).map(row).collect())
}

#[test]
fn columns_are_shown_in_the_given_order() {
    let rows = rows(&layout(&["length", "song_id", "code"], None, Some(3))).unwrap();
    assert_eq!(rows, ["0:58|harbour-theme|S00E01", "0:58|harbour-theme|S01E01", "4:07|zug|S01E01"]);
}

#[test]
fn sorting_is_stable_with_empty_values_last() {
    let sorted = |key: &str| rows(&layout(&["song_id"], Some(key), None)).unwrap();
    assert_eq!(
        sorted("length"),
        ["harbour-theme", "harbour-theme", "zug", "night-train", "night-train-remix"]
    );
    assert_eq!(
        sorted("length:desc"),
        ["zug", "harbour-theme", "harbour-theme", "night-train", "night-train-remix"]
    );
    assert_eq!(sorted("-length"), sorted("length:desc"));
    let sorted_twice = ["harbour-theme", "harbour-theme", "zug", "night-train-remix", "night-train"];
    assert_eq!(sorted("-certainty,song"), sorted_twice, "stated, season, range");
    assert_eq!(sorted("-certainty,song:desc")[0], "zug");
    assert_eq!(sorted("code:desc")[0], "night-train-remix", "what is tied to no episode ends its season");
    assert_eq!(
        sorted("artist"),
        ["zug", "night-train", "night-train-remix", "harbour-theme", "harbour-theme"],
        "by the credit: E. Noël before Eva Noël before The Moles"
    );
}

#[test]
fn a_limit_applies_after_sorting_and_reports_the_rest() {
    let catalog = catalog();
    let layout = layout(&[], Some("length:desc"), Some(2));
    let table = Table::new(&catalog, placements::COLUMNS, ids(&catalog), &layout).unwrap();
    assert_eq!((table.len(), table.left_out()), (2, 3));
}

#[test]
fn an_unknown_column_is_an_error_with_a_suggestion() {
    assert_eq!(rows(&layout(&["sogn"], None, None)).unwrap_err(), "there is no column `sogn`");
    assert_eq!(rows(&layout(&[], Some("lenght"), None)).unwrap_err(), "there is no column `lenght`");
}

#[test]
fn empty_columns_are_hidden_unless_requested() {
    let catalog = catalog();
    let shown = |layout: &Layout, rows: Vec<PlacementId>| -> Vec<&'static str> {
        let table = Table::new(&catalog, placements::COLUMNS, rows, layout).unwrap();
        table.shown_columns().into_iter().map(|column| table.headings()[column].key).collect()
    };
    let unplaced = ids(&catalog).split_off(3);
    let empty: &[Column<PlacementId>] =
        &[Column::left("key", "Key", Rank::Key, |_, _| Cell::Empty), placements::COLUMNS[1]];
    let of_empty = |layout: &Layout| {
        let table = Table::new(&catalog, empty, unplaced.clone(), layout).unwrap();
        table.shown_columns()
    };
    assert_eq!(of_empty(&Layout::default()), [1]);
    assert_eq!(of_empty(&layout(&["key"], None, None)), [0]);
    assert_eq!(shown(&Layout::default(), unplaced.clone()), ["show_title", "code", "song", "artist"]);
    assert_eq!(shown(&layout(&["scene", "song"], None, None), unplaced), ["scene", "song"]);
}

#[test]
fn column_keys_are_unique() {
    let mut keys: Vec<&str> = placements::COLUMNS.iter().map(|column| column.heading.key).collect();
    keys.sort_unstable();
    let count = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn help_lists_the_columns() {
    let rows = rows(&layout(&["help"], None, None)).unwrap();
    assert_eq!(rows.len(), placements::COLUMNS.len());
    assert!(rows.contains(&"artist|Artist".to_owned()));
}
