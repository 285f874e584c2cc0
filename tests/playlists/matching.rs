//! Tests of matching tracks with songs: same recording, other version, or unrelated.

use super::{catalog, named, none, songs};
use serde_json::json;
use soundtrack::playlist::Track;
use soundtrack::playlist::matching::{Comparison, compare, tracks_by_song};

/// Compares tracks with a catalog of one song.
fn like(artist: &str, title: &str, tracks: &[(&str, &str)]) -> Comparison {
    let catalog = catalog(&[(artist, title, none())]);
    let tracks: Vec<Track> = tracks.iter().map(|(artist, title)| named(artist, title)).collect();
    compare(&catalog, &songs(&catalog), &tracks)
}

#[test]
fn spelling_separators_and_guests_are_ignored() {
    let same = Comparison { found: 1, ..Comparison::default() };
    for (artist, title, tracks) in [
        ("Françoise Hardy", "Le temps de l'amour", ["FRANCOISE HARDY", "Le Temps De L’Amour"]),
        ("Simon & Garfunkel", "America", ["Simon and Garfunkel", "America"]),
        ("Cavetown", "Fall in Love", ["Cavetown, Orla Gartland", "Fall in Love (feat. Orla Gartland)"]),
        ("AC/DC", "Song", ["AC/DC", "Song"]),
        ("A - B", "C - D", ["", "A - B - C - D"]),
        ("Mixed", "Song (Live)", ["Mixed", "Song - Live"]),
        ("X", "Song", ["Video Channel", "X - Song"]),
        ("X", "Song", ["", "01. X - Song (Official Video)"]),
        ("50 Cent", "Song", ["", "50 Cent - Song"]),
        ("X", "Song", ["", "X – Song - From the Netflix Series"]),
        ("X", "Song", ["", "Song - X"]),
        ("X", "Song", ["", "\"Song\" by X"]),
        ("X", "Song", ["", "X\u{a0}-\u{a0}Song"]),
        ("X", "Song", ["", "X - Album - 04 - Song"]),
        ("X", "Song", ["", "007 - X - Album - Song"]),
        ("X", "Song", ["", "X - 07. Song"]),
        ("X", "Song", ["X", "1-07 - Song"]),
    ] {
        assert_eq!(like(artist, title, &[(tracks[0], tracks[1])]), same, "{tracks:?}");
    }
}

#[test]
fn other_versions_and_unrelated_tracks_are_told_apart() {
    let catalog = catalog(&[("A", "One", none()), ("B", "Two (Live)", none()), ("C", "Three", none())]);
    let ids = songs(&catalog);
    let tracks = [("A", "One (2011 Remaster)"), ("B", "Two"), ("C", "Thre"), ("Other", "Three")];
    let tracks: Vec<Track> = tracks.iter().map(|(artist, title)| named(artist, title)).collect();
    let difference = compare(&catalog, &ids, &tracks);
    let expected = Comparison {
        missing: vec![ids[2]],
        versions: vec![(ids[0], 0), (ids[1], 1)],
        unknown: vec![2, 3],
        ..Comparison::default()
    };
    assert_eq!(difference, expected);
}

#[test]
fn identifiers_take_precedence_over_names() {
    let isrc = json!({ "isrc": "GBAYE0601498" });
    let mbid = json!({ "mbid": "b1a9c0e9-d987-4042-ae91-78d6a3267d69" });
    let catalog = catalog(&[("A", "One", isrc), ("B", "Two", mbid)]);
    let ids = songs(&catalog);
    let by_isrc =
        Track { isrc: Some("GBAYE0601498".parse().unwrap()), ..named("Somebody", "Something (Live)") };
    let by_mbid =
        Track { mbid: Some("b1a9c0e9-d987-4042-ae91-78d6a3267d69".parse().unwrap()), ..named("", "?") };
    let other_code = Track { isrc: Some("GBAYE0601499".parse().unwrap()), ..named("A", "One") };
    assert_eq!(compare(&catalog, &ids, &[by_isrc.clone(), by_mbid]).found, 2);
    assert_eq!(
        compare(&catalog, &ids, std::slice::from_ref(&other_code)).found,
        1,
        "a song has several codes"
    );
    let tracks_by_song = tracks_by_song(&catalog, &ids, &[other_code, by_isrc, named("A", "One (Demo)")]);
    assert_eq!(tracks_by_song.get(&ids[0]), Some(&vec![0, 1]));
    assert_eq!(tracks_by_song.len(), 1);
}

#[test]
fn a_track_without_subtitle_matches_only_one_of_similar_titles() {
    let catalog = catalog(&[
        ("A", "Dance", none()),
        ("A", "Dance (With Me)", none()),
        ("A", "Love (Chapter 1)", none()),
    ]);
    let ids = songs(&catalog);
    let tracks = [named("A", "Dance"), named("A", "Love")];
    let expected =
        Comparison { found: 1, missing: vec![ids[1]], versions: vec![(ids[2], 1)], ..Comparison::default() };
    assert_eq!(compare(&catalog, &ids, &tracks), expected, "a subtitle may be left out");
}

#[test]
fn a_found_song_is_not_another_version_and_songs_of_other_episodes_are_not_unknown() {
    let catalog = catalog(&[("A", "One", none()), ("B", "Two", none())]);
    let ids = songs(&catalog);
    let tracks = [named("A", "One (Live)"), named("A", "One"), named("B", "Two (Remix)")];
    let expected = Comparison { found: 1, other_songs: 1, ..Comparison::default() };
    assert_eq!(compare(&catalog, &ids[..1], &tracks), expected);
}

#[test]
fn long_lines_take_linear_time() {
    let catalog = catalog(&[("A", "One", none())]);
    let title = format!("{}b{}", "a - ".repeat(100_000), " - live".repeat(100_000));
    let started = std::time::Instant::now();
    let difference = compare(&catalog, &songs(&catalog), &[named("", &title), named("x", &title)]);
    assert_eq!(difference.unknown.len(), 2);
    // Quadratic time would take hours.
    assert!(started.elapsed().as_secs() < 60);
}
