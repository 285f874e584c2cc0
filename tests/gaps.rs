//! Tests of `gaps`: which placements and episodes have missing data.

#![allow(clippy::unwrap_used)]

use clap::{Args, FromArgMatches};
use soundtrack::commands::gaps::{Gap, GapFilter, Missing};
use soundtrack::load;
use soundtrack::model::{Catalog, Keyword, Place};
use soundtrack::query::{Selection, counts};

fn harbour() -> Catalog {
    load::text("harbour.json", include_str!("fixtures/harbour.json")).unwrap()
}

fn heartstopper() -> Catalog {
    let data = include_str!("../data/heartstopper.json");
    load::text("heartstopper.json", data).unwrap()
}

/// Parses options into a filter.
fn filter(options: &[&str]) -> GapFilter {
    let command = GapFilter::augment_args(clap::Command::new("test").no_binary_name(true));
    GapFilter::from_arg_matches(&command.get_matches_from(options)).unwrap()
}

fn gaps(catalog: &Catalog, options: &[&str]) -> (Vec<Gap>, Selection) {
    let filter = filter(options);
    let mut selection = Selection::new(catalog, &filter.placements, &[]).unwrap();
    let gaps = filter.gaps(catalog, &mut selection);
    (gaps, selection)
}

/// Each gap as `place song: missing fields`.
fn found(catalog: &Catalog, options: &[&str]) -> Vec<String> {
    let describe = |gap: &Gap| {
        let missing: Vec<&str> = gap.missing(catalog).map(Keyword::keyword).collect();
        let missing = missing.join(" ");
        match *gap {
            Gap::Episode(id) => format!("{}: {missing}", Place::from(catalog.episode(id).code())),
            Gap::Placement(id) => {
                let placement = catalog.placement(id);
                let (place, song) = (placement.place(), placement.song().slug());
                format!("{place} {song}: {missing}")
            }
        }
    };
    gaps(catalog, options).0.iter().map(describe).collect()
}

/// A catalog with one song and these seasons.
fn show(seasons: &str) -> Catalog {
    let text = format!(
        r#"{{"format": 1, "show": {{"id": "x", "title": "X"}}, "sources": [{{"id": "s", "title": "S"}}],
  "artists": [{{"id": "a", "name": "A"}}], "songs": [{{"id": "song", "title": "Song", "credit": [{{"artist": "a"}}]}}],
  "seasons": [{seasons}]}}"#
    );
    load::text("x.json", &text).unwrap()
}

const ALL: [&str; 5] = [
    "S00E01 harbour-theme: scene",
    "S01E01 harbour-theme: scene",
    "S01E02: songs",
    "S01E01–E02? night-train: episode scene",
    "S01 ? night-train-remix: episode scene",
];

#[test]
fn all_gaps_are_found_in_broadcast_order() {
    assert_eq!(found(&harbour(), &[]), ALL);
}

#[test]
fn every_kind_of_gap_is_found_and_complete_entries_are_not() {
    let catalog = show(
        r#"{"number": 2, "episodes": [{"number": 1, "title": "Silent"}],
            "unplaced": [{"song": "song", "scene": "A dance.", "sources": ["s"]}]},
           {"number": 1, "unplaced": [{"song": "song", "between": [1, 3]}], "episodes": [
            {"number": 3, "title": "Known", "placements": [{"song": "song", "scene": "A kiss.", "sources": ["s"]}]},
            {"number": 2, "title": "Silent too"},
            {"number": 1, "title": "Half known", "placements": [
             {"song": "song", "sources": ["s"]}, {"song": "song", "scene": "A fall."}, {"song": "song"}]}]}"#,
    );
    assert_eq!(
        found(&catalog, &[]),
        [
            "S01E01 song: scene",
            "S01E01 song: source",
            "S01E01 song: scene source",
            "S01E02: songs",
            "S01E01–E03? song: episode scene source",
            "S02E01: songs",
            "S02 ? song: episode",
        ]
    );
}

#[test]
fn a_complete_catalog_has_no_gaps() {
    let known = r#"{"number": 1, "episodes": [{"number": 1, "title": "One",
        "placements": [{"song": "song", "scene": "A kiss.", "sources": ["s"]}]}]}"#;
    assert!(found(&show(known), &[]).is_empty());
    assert!(found(&show(""), &[]).is_empty());
}

#[test]
fn gaps_can_be_filtered_by_missing_field() {
    let catalog = harbour();
    assert_eq!(found(&catalog, &["--missing", "songs"]), ALL[2..3]);
    assert_eq!(found(&catalog, &["--missing", "episode"]), ALL[3..]);
    assert_eq!(found(&catalog, &["--missing", "songs,episode"]), ALL[2..]);
    assert_eq!(found(&catalog, &["--missing", "source", "--missing", "songs"]), ALL[2..3], "either");
    assert!(found(&catalog, &["--missing", "source"]).is_empty());
}

#[test]
fn a_filter_about_songs_excludes_episodes_without_songs() {
    let catalog = harbour();
    assert_eq!(found(&catalog, &["--season", "1"]), ALL[1..]);
    assert_eq!(found(&catalog, &["--artist", "eva noel"]), [ALL[0], ALL[1], ALL[3], ALL[4]]);
    assert_eq!(found(&catalog, &["--certainty", "season"]), ALL[4..]);
    assert_eq!(found(&catalog, &["--origin", "score"]), ALL[..2]);
}

#[test]
fn uncertain_placements_are_gaps_of_the_episodes_they_may_belong_to() {
    let catalog = harbour();
    let ebb = ["-s", "1", "-e", "2"];
    let with = |more: &[&'static str]| [&ebb[..], more].concat();
    assert_eq!(found(&catalog, &ebb), ALL[2..]);
    assert_eq!(found(&catalog, &with(&["--missing", "songs"])), ALL[2..3]);
    assert_eq!(found(&catalog, &with(&["--certainty", "range"])), ALL[3..4]);
}

#[test]
fn numbers_of_gaps_agree_with_the_lists() {
    let catalog = heartstopper();
    for options in [
        &[][..],
        &["--season", "1"],
        &["--season", "2-3", "--episode", "4-6"],
        &["--season", "3", "--episode", "2", "--certainty", "stated"],
        &["--artist", "baby queen"],
        &["--usage", "background"],
    ] {
        let all = filter(options).placements;
        let selection = Selection::new(&catalog, &all, &[]).unwrap();
        let count = |what: Missing| {
            let options = [options, &["--missing", what.keyword()]].concat();
            gaps(&catalog, &options).0.len()
        };
        let lacking = |lacks: fn(soundtrack::model::Placement<'_>) -> bool| {
            let placements = selection.placements.iter();
            placements.filter(|&&id| lacks(catalog.placement(id))).count()
        };
        let episodes = counts::episodes(&catalog, &selection, all.is_about_songs());
        let silent = episodes.iter().filter(|row| row.songs == 0).count();
        assert_eq!(count(Missing::Songs), silent, "{options:?}");
        assert_eq!(
            count(Missing::Episode),
            lacking(|placement| placement.episode().is_none()),
            "{options:?}"
        );
        assert_eq!(count(Missing::Scene), lacking(|placement| placement.scene().is_none()), "{options:?}");
        assert_eq!(
            count(Missing::Source),
            lacking(|placement| placement.sources().next().is_none()),
            "{options:?}"
        );
        let (every, _) = gaps(&catalog, options);
        for what in Missing::ALL {
            let of_all = every.iter().filter(|gap| gap.lacks(&catalog, *what));
            assert_eq!(of_all.count(), count(*what), "{options:?} {what}");
        }
    }
}
