//! Tests the ranking of search: for each query of `ranking.toml`, the expected song comes first.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::query::{PlacementFilter, Selection};
use soundtrack::search::{SearchQuery, search};
use std::collections::BTreeMap;

fn heartstopper() -> Catalog {
    load::text("heartstopper.json", include_str!("../data/heartstopper.json")).unwrap()
}

/// The ids of the songs that match, the best first.
fn found(catalog: &Catalog, question: &str) -> Vec<String> {
    let all = Selection::new(catalog, &PlacementFilter::default(), &[]).unwrap();
    let query: SearchQuery = question.parse().unwrap();
    let hits = search(catalog, &query, &all.placements).all;
    hits.iter().map(|hit| catalog.song(hit.song).slug().to_owned()).collect()
}

#[test]
fn the_expected_song_comes_first() {
    let catalog = heartstopper();
    let kinds: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("ranking.toml")).unwrap();
    let questions: Vec<(&String, &String)> = kinds.values().flatten().collect();
    let (mut first, mut reciprocal) = (0, 0.0);
    for (question, song) in &questions {
        let songs = found(&catalog, question);
        let rank = songs.iter().position(|found| found == *song);
        first += usize::from(rank == Some(0));
        reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        if rank != Some(0) {
            let before = &songs[..songs.len().min(3)];
            println!("`{question}`: {song} at {rank:?}, first are {before:?}");
        }
    }
    let number = questions.len() as f64;
    let (hits, mean) = (first as f64 / number, reciprocal / number);
    println!("{number} questions, hit@1 {hits:.3}, mean reciprocal rank {mean:.3}");
    assert!(questions.len() >= 60);
    assert!(hits >= 0.97, "hit@1 {hits:.3}");
    assert!(mean >= 0.98, "mean reciprocal rank {mean:.3}");
}

#[test]
fn each_song_comes_first_for_its_title_and_artist() {
    let catalog = heartstopper();
    for song in catalog.shows().flat_map(|show| show.songs()) {
        let song = catalog.song(song);
        let artists = song.credit().artists().map(|(_, name)| name);
        let artists: Vec<&str> = artists.collect();
        let question = format!("\"{}\" \"{}\"", song.title(), artists.join("\" \""));
        let first = found(&catalog, &question).into_iter().next();
        assert_eq!(first.as_deref(), Some(song.slug()), "{question}");
    }
}
