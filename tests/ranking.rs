//! Tests the ranking of search: for each query of `ranking.toml`, the expected song comes first.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::query::{PlacementFilter, SearchQuery, Selection};
use soundtrack::search::search;
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

/// The song that must come first, or several that must come before any other.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Expected {
    One(String),
    Several(Vec<String>),
}

impl Expected {
    /// The rank of the worst of the expected songs, if all are found; 0 is the best.
    fn rank(&self, songs: &[String]) -> Option<usize> {
        let expected = match self {
            Self::One(song) => std::slice::from_ref(song),
            Self::Several(expected) => expected,
        };
        let ranks = expected.iter().map(|song| songs.iter().position(|found| found == song));
        let last = ranks.collect::<Option<Vec<usize>>>()?.into_iter().max()?;
        Some(last + 1 - expected.len())
    }
}

#[test]
fn the_expected_song_comes_first() {
    let catalog = heartstopper();
    let kinds: BTreeMap<String, BTreeMap<String, Expected>> =
        toml::from_str(include_str!("ranking.toml")).unwrap();
    let (fans, others): (Vec<_>, Vec<_>) = kinds.iter().partition(|(kind, _)| kind.starts_with("fans"));
    for (name, kinds) in [("what fans ask", fans), ("others", others)] {
        let (mut number, mut first, mut reciprocal) = (0.0, 0.0, 0.0);
        for (question, expected) in kinds.into_iter().flat_map(|(_, questions)| questions) {
            let songs = found(&catalog, question);
            let rank = expected.rank(&songs);
            number += 1.0;
            first += f64::from(u8::from(rank == Some(0)));
            reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
            if rank != Some(0) {
                println!("`{question}`: at {rank:?}, first are {:?}", &songs[..songs.len().min(4)]);
            }
        }
        let (hits, mean) = (first / number, reciprocal / number);
        println!("{name}: {number} questions, hit@1 {hits:.3}, mean reciprocal rank {mean:.3}");
        assert!(number >= 40.0);
        assert!(hits >= 0.97, "{name}: hit@1 {hits:.3}");
        assert!(mean >= 0.98, "{name}: mean reciprocal rank {mean:.3}");
    }
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
