//! Searches the shipped catalog: scores are from 0 to 1, the best first; folding is idempotent.

#![no_main]

use libfuzzer_sys::fuzz_target;
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::text::{fold, remove_spaces, word_ranges};
use soundtrack::search::search;
use soundtrack::query::{PlacementFilter, SearchQuery, Selection};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| load::text("x.json", include_str!("../../data/heartstopper.json")).unwrap());

fuzz_target!(|text: &str| {
    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    assert!(!remove_spaces(&folded).contains(' '));
    word_ranges(text).for_each(|word| drop(text[word].to_owned()));

    let all: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let Ok(query) = SearchQuery::from_arguments(&all) else { return };
    let selection = Selection::new(&CATALOG, &PlacementFilter::default(), &[]).unwrap();
    let found = search(&CATALOG, &query, &selection.placements);
    for hits in [&found.all, &found.closest] {
        assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
        assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
    }
});
