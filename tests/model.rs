//! Tests that a loaded catalog has the contents of its file, in order.

#![allow(clippy::unwrap_used)]

use soundtrack::load;
use soundtrack::model::{Catalog, Certainty, Episode, Placement, Role, Song, Usage};

fn catalog() -> Catalog {
    load::text("harbour.json", include_str!("fixtures/harbour.json")).unwrap()
}

fn episodes(catalog: &Catalog) -> Vec<Episode<'_>> {
    catalog.shows().flat_map(|show| show.seasons()).flat_map(|season| season.episodes()).collect()
}

fn placements(catalog: &Catalog) -> Vec<Placement<'_>> {
    let ids = catalog.shows().flat_map(|show| show.seasons()).flat_map(|season| season.placements());
    ids.map(|id| catalog.placement(id)).collect()
}

fn song<'c>(catalog: &'c Catalog, slug: &str) -> Song<'c> {
    let mut songs = catalog.shows().flat_map(|show| show.songs()).map(|id| catalog.song(id));
    songs.find(|song| song.slug() == slug).unwrap()
}

#[test]
fn seasons_and_episodes_are_sorted() {
    let catalog = catalog();
    let codes: Vec<String> = episodes(&catalog).iter().map(|episode| episode.code().to_string()).collect();
    assert_eq!(codes, ["S00E01", "S01E01", "S01E02"]);
    let ids: Vec<_> = episodes(&catalog).iter().map(|episode| episode.id()).collect();
    assert!(ids.is_sorted(), "ids are ordered as their records are");
}

#[test]
fn placements_are_in_the_order_of_hearing_with_the_unplaced_last() {
    let catalog = catalog();
    let places: Vec<String> =
        placements(&catalog).iter().map(|placement| placement.place().to_string()).collect();
    assert_eq!(places, ["S00E01", "S01E01", "S01E01", "S01E01–E02?", "S01 ?"]);
    let positions: Vec<_> = placements(&catalog).iter().map(|placement| placement.position()).collect();
    assert_eq!(positions, [Some(1), Some(1), Some(2), None, None]);
    let certainty: Vec<_> = placements(&catalog).iter().map(|placement| placement.certainty()).collect();
    let [stated, range, season] = [Certainty::Stated, Certainty::Range, Certainty::Season];
    assert_eq!(certainty, [stated, stated, stated, range, season]);
}

#[test]
fn a_placement_has_the_values_of_its_file() {
    let catalog = catalog();
    let zug = placements(&catalog)[2];
    assert_eq!(zug.song().title(), "Zug nach Köln");
    assert_eq!(zug.episode().unwrap().title(), Some("Tide"));
    assert_eq!(zug.usage(), Some(Usage::OnScreen));
    assert_eq!(zug.time().unwrap().to_string(), "31:05");
    assert_eq!(zug.scene(), Some("The band rehearses\nin the boathouse."));
    assert_eq!(zug.characters().collect::<Vec<_>>(), ["Mira", "Jo"]);
    assert_eq!(zug.note(), Some("an early version"));
    assert_eq!(zug.sources().map(|source| source.slug).collect::<Vec<_>>(), ["booklet", "fan-list"]);
}

#[test]
fn missing_fields_are_none() {
    let catalog = catalog();
    let train = song(&catalog, "night-train");
    assert!(
        train.album().is_none()
            && train.length().is_none()
            && train.origin().is_none()
            && train.note().is_none()
    );
    assert!(train.isrc().is_none() && train.mbid().is_none() && train.links().next().is_none());
    let unplaced = placements(&catalog)[4];
    assert!(unplaced.episode().is_none() && unplaced.scene().is_none() && unplaced.usage().is_none());
}

#[test]
fn a_credit_prints_as_on_the_release_and_lists_each_artist() {
    let catalog = catalog();
    let credit = song(&catalog, "zug").credit();
    assert_eq!(credit.to_string(), "E. Noël & Baby Queen feat. The Moles");
    let artists: Vec<(&str, &str)> = credit.artists().map(|(artist, name)| (artist.name(), name)).collect();
    assert_eq!(artists, [("Eva Noël", "E. Noël"), ("Baby Queen", "Baby Queen"), ("The Moles", "The Moles")]);
}

#[test]
fn contributors_are_artists_of_the_song_but_not_in_its_credit() {
    let catalog = catalog();
    let remix = song(&catalog, "night-train-remix");
    assert_eq!(remix.credit().to_string(), "Eva Noël");
    let contributors: Vec<_> = remix.contributors().map(|who| (who.artist.name(), who.role)).collect();
    assert_eq!(contributors, [("The Moles", Role::Remixer)]);
    assert_eq!(remix.artists().count(), 2);
}

#[test]
fn a_song_lists_its_placements() {
    let catalog = catalog();
    let places = |slug| {
        song(&catalog, slug).placements().map(|placement| placement.place().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(places("harbour-theme"), ["S00E01", "S01E01"]);
    assert_eq!(places("night-train-remix"), ["S01 ?"]);
}

#[test]
fn an_episode_without_directors_has_those_of_its_season() {
    let catalog = catalog();
    let directors: Vec<Vec<&str>> =
        episodes(&catalog).iter().map(|episode| episode.directors().collect()).collect();
    assert_eq!(directors, [vec![], vec!["Ada Quay"], vec!["Bo Mole"]]);
}

/// All orders of some things.
fn orders<T: Clone>(things: &[T]) -> Vec<Vec<T>> {
    if things.is_empty() {
        return vec![Vec::new()];
    }
    let first = |index: usize| {
        let mut rest = things.to_vec();
        let first = rest.remove(index);
        orders(&rest).into_iter().map(move |order| [vec![first.clone()], order].concat())
    };
    (0..things.len()).flat_map(first).collect()
}

#[test]
fn the_sections_of_a_file_may_be_in_any_order() {
    fn facts(catalog: &Catalog) -> Vec<String> {
        let fact = |placement: &Placement<'_>| {
            let (song, place) = (placement.song(), placement.place());
            let contributors: Vec<_> = song.contributors().map(|other| other.artist.slug()).collect();
            let sources: Vec<_> =
                placement.sources().chain(song.sources()).map(|source| source.slug).collect();
            format!("{} by {} {contributors:?} in {place}, {sources:?}", song.slug(), song.credit())
        };
        placements(catalog).iter().map(fact).collect()
    }
    let file: serde_json::Value = serde_json::from_str(include_str!("fixtures/harbour.json")).unwrap();
    let entry = |(key, value): (&String, &serde_json::Value)| format!("{key:?}: {value}");
    let sections: Vec<String> = file.as_object().unwrap().iter().map(entry).collect();
    let expected = facts(&catalog());
    for order in orders(&sections) {
        let text = format!("{{{}}}", order.join(","));
        assert_eq!(facts(&load::text("x.json", &text).unwrap()), expected, "{text}");
    }
}

#[test]
fn a_whole_number_may_be_written_as_a_fraction() {
    let load = |number: &str| {
        let text = include_str!("fixtures/harbour.json");
        load::text(
            "x.json",
            &text
                .replace(r#""number": 2, "title": "Ebb""#, &format!(r#""number": {number}, "title": "Ebb""#)),
        )
    };
    assert_eq!(episodes(&load("2.0").unwrap())[2].code().to_string(), "S01E02");
    for number in ["2.5", "-2.0", "70000.0", "\"2\""] {
        assert!(load(number).is_err(), "{number}");
    }
}

#[test]
fn the_shipped_catalog_is_consistent() {
    let catalog = load::text("heartstopper.json", include_str!("../data/heartstopper.json")).unwrap();
    for placement in placements(&catalog) {
        let what = || format!("{} {}", placement.place(), placement.song().slug());
        assert!(placement.sources().next().is_some(), "{}: no source", what());
        assert!(placement.song().credit().artists().next().is_some(), "{}: nobody", what());
    }
    assert!(episodes(&catalog).iter().all(|episode| episode.air_date().is_some()));
    for show in catalog.shows() {
        let unused = show.songs().map(|id| catalog.song(id)).find(|song| song.placements().next().is_none());
        assert!(unused.is_none(), "{} plays nowhere", unused.unwrap().slug());
    }
    let slugs =
        placements(&catalog).into_iter().flat_map(|placement| placement.sources()).map(|source| source.slug);
    assert!(slugs.into_iter().all(|slug| !slug.contains("seed")), "sources are named by their publication");
}

/// A file of one song with this credit and length.
fn one_song(credit: &str, length: &str) -> Catalog {
    let artists = ["a", "b", "c"].map(|id| format!(r#"{{ "id": "{id}", "name": "{}" }}"#, id.to_uppercase()));
    let song = format!(r#"{{ "id": "s", "title": "S", "credit": {credit}, "length": {length} }}"#);
    let text = format!(
        r#"{{ "format": 1, "show": {{ "id": "x", "title": "X" }}, "artists": [{}], "songs": [{song}] }}"#,
        artists.join(", ")
    );
    load::text("x.json", &text).unwrap()
}

#[test]
fn short_forms_of_a_credit_mean_the_same_as_the_long_ones() {
    for (credit, printed) in [
        (r#""a""#, "A"),
        (r#"["a"]"#, "A"),
        (r#"[{ "artist": "a" }]"#, "A"),
        (r#"["a", "b"]"#, "A & B"),
        (r#"[{ "artist": "a", "join": " feat. " }, "b", { "artist": "c", "as": "Cc" }]"#, "A feat. B & Cc"),
        (r#"["a", "b", "c"]"#, "A, B & C"),
        (r#"[{ "artist": "a", "join": " " }, "b"]"#, "A B"),
        (r#"[{ "artist": "a", "join": "" }, "b"]"#, "AB"),
        (r#"[{ "artist": "a", "join": null }, { "artist": "b", "join": "!" }]"#, "A & B!"),
    ] {
        assert_eq!(song(&one_song(credit, "null"), "s").credit().to_string(), printed, "{credit}");
    }
}

#[test]
fn a_length_may_be_in_seconds() {
    for (length, printed) in
        [(r#""3:19""#, "3:19"), ("199", "3:19"), ("199.0", "3:19"), ("99999", "27:46:39")]
    {
        assert_eq!(song(&one_song(r#""a""#, length), "s").length().unwrap().to_string(), printed);
    }
}

/// What the episodes and placements of a show of this kind are called.
fn labels(kind: &str, seasons: &str) -> Vec<String> {
    let song = r#"{ "id": "s", "title": "S", "credit": "a" }"#;
    let text = format!(
        r#"{{ "format": 1, "show": {{ "id": "x", "title": "X", "kind": "{kind}" }},
             "artists": [{{ "id": "a", "name": "A" }}], "songs": [{song}], "seasons": [{seasons}] }}"#
    );
    let catalog = load::text("x.json", &text).unwrap();
    let episodes = episodes(&catalog).into_iter().map(|episode| episode.label().into_owned());
    episodes.chain(placements(&catalog).iter().map(|placement| placement.label().into_owned())).collect()
}

#[test]
fn parts_of_a_film_are_called_by_title_in_one_season() {
    let one = r#"{ "number": 1, "episodes": [{ "number": 1, "placements": [{ "song": "s" }] }], "unplaced": [{ "song": "s" }] }"#;
    let three = r#"{ "number": 1, "episodes": [{ "number": 1, "title": "One" }, { "number": 2, "title": "Two" }, { "number": 3 }],
        "unplaced": [{ "song": "s", "between": [1, 2] }, { "song": "s", "between": [3, 3] }, { "song": "s" }] }"#;
    let album = r#"{ "number": 1, "unplaced": [{ "song": "s" }] }"#;
    let two = format!(r#"{album}, {{ "number": 2, "episodes": [{{ "number": 1, "title": "One" }}] }}"#);
    for (kind, seasons, expected) in [
        ("film", one, &["X", "X", "X"][..]),
        ("series", one, &["S01E01", "S01E01", "S01 ?"]),
        ("game", three, &["One", "Two", "Episode 3", "One – Two?", "Episode 3?", "X ?"]),
        ("album", album, &["X"]),
        ("film", &two, &["S02E01", "S01 ?"]),
    ] {
        assert_eq!(labels(kind, seasons), expected, "{kind} {seasons}");
    }
}
