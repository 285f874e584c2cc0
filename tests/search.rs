//! Tests of the search query language, matching, ranking and typos.

#![allow(clippy::unwrap_used)]

use clap::Parser;
use proptest::prelude::*;
use serde_json::Value as Json;
use soundtrack::cli::Cli;
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::query::{Condition, PlacementFilter, Selection};
use soundtrack::search::{Field, Hits, SearchQuery, Value, search};
use soundtrack::text::fold;

const DATA: &str = include_str!("../data/heartstopper.json");

fn heartstopper() -> Catalog {
    load::text("heartstopper.json", DATA).unwrap()
}

fn hits(catalog: &Catalog, question: &str) -> Hits {
    let all = Selection::new(catalog, &PlacementFilter::default(), &[]).unwrap();
    search(catalog, &question.parse().unwrap(), &all.placements)
}

fn found(question: &str) -> Vec<String> {
    let catalog = heartstopper();
    let hits = hits(&catalog, question).all;
    let slugs = hits.iter().map(|hit| catalog.song(hit.song).slug());
    slugs.map(str::to_owned).collect()
}

/// The JSON output of a run.
fn rows(words: &[&str]) -> Vec<Json> {
    let arguments = ["soundtrack", "--json", "-c", "data", "search"];
    let cli = Cli::try_parse_from(arguments.iter().chain(words)).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    soundtrack::run(&cli, &mut out, &mut err).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn read(question: &str) -> SearchQuery {
    question.parse().unwrap()
}

fn from_arguments(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    SearchQuery::from_arguments(&words).unwrap().to_string()
}

#[test]
fn queries_are_parsed_into_terms() {
    let query = read("snow artist:queen -kiss \"run away\" season:1-2 s2e3 -artist:\"girl in red\"");
    let printed: Vec<String> = query.terms.iter().map(ToString::to_string).collect();
    assert_eq!(
        printed,
        ["snow", "artist:queen", "-kiss", "\"run away\"", "season:1-2", "s2e3", "-artist:\"girl in red\""]
    );
    assert!(query.terms[2].excluded && !query.terms[1].excluded);
    assert_eq!(query.terms[1].field, Some(Field::Artist));
    assert!(matches!(query.terms[3].value, Value::Phrase(_)));
    assert!(matches!(query.terms[4].value, Value::Condition(Condition::Season(_))));
    assert!(matches!(query.terms[5].value, Value::Condition(Condition::Code { .. })));
    assert_eq!(read("ARTIST:  queen"), read("artist:queen"));
    assert_eq!(read("\u{2212}snow"), read("-snow"));
    assert_eq!(read("1975 - 3:05").terms.len(), 3, "no fields, no sign");
}

#[test]
fn a_quoted_argument_among_others_is_a_phrase() {
    assert_eq!(from_arguments(&["artist:girl in red", "bus"]), "artist:\"girl in red\" bus");
    assert_eq!(from_arguments(&["-girl in red", "bus"]), "-\"girl in red\" bus");
    assert_eq!(from_arguments(&["girl in red", "bus"]), "\"girl in red\" bus");
    assert_eq!(from_arguments(&["baby queen heaven"]), "baby queen heaven");
    assert_eq!(from_arguments(&["artist:queen song:colours", "x"]), "artist:queen song:colours x");
    assert_eq!(from_arguments(&["a \"b c\" d", "e"]), "a \"b c\" d e");
}

#[test]
fn invalid_queries_are_errors() {
    for (question, hint) in [
        ("titel:x", "fields are"),
        ("artst:x", "`artist`"),
        ("scenes:kiss", "`scene`"),
        ("usage:loud", "background"),
        ("\"open", "single quotes"),
        ("", "lists everything"),
    ] {
        let error = question.parse::<SearchQuery>().unwrap_err();
        assert_eq!(error.exit_code(), 2, "{question}");
        let advice = format!("{error}\n{}", error.hint().unwrap_or_default());
        assert!(advice.contains(hint), "{question}: {error:?}");
    }
    for question in ["season:one", "length:3", "artist:", "artist:\"\""] {
        assert!(question.parse::<SearchQuery>().is_err(), "{question}");
    }
}

#[test]
fn all_words_must_match_in_any_field_and_order() {
    for question in ["beabadoobee snow", "snow beabadoobee", "snow bea", "SNOWING"] {
        assert_eq!(found(question)[0], "dance-with-me", "{question}");
    }
    assert!(found("beabadoobee snow zebra").is_empty());
    assert_eq!(found("scene:snow"), ["dance-with-me"]);
    for elsewhere in ["artist:snow", "song:snow", "album:snow"] {
        let hits = hits(&heartstopper(), elsewhere);
        assert!(hits.all.is_empty() || hits.has_typos, "{elsewhere}");
    }
}

#[test]
fn all_words_must_match_the_same_placement() {
    // The song plays in two seasons, but only one placement has this scene.
    assert_eq!(found("colours bisexual season:2"), ["colours-of-you"]);
    assert!(found("colours bisexual season:1").is_empty());
}

#[test]
fn excluded_words_remove_exactly_their_matches() {
    let all = found("artist:beabadoobee");
    let without = found("artist:beabadoobee -snow");
    assert_eq!(without.len() + 1, all.len());
    assert!(!without.contains(&"dance-with-me".to_owned()));
    assert!(found("kiss -kissing").is_empty(), "forms of a word go with it");
    assert_eq!(found("-artist:beabadoobee").len() + all.len(), 146);
    let babies = found("baby -\"baby queen\"");
    assert!(babies.iter().any(|song| song.starts_with("leavemealone")));
    assert!(!babies.contains(&"want-me".to_owned()), "{babies:?}");
}

#[test]
fn better_matches_come_first() {
    let place = |songs: &[String], song: &str| songs.iter().position(|found| found == song);
    let kiss = found("kiss");
    let order = ["kiss-ur-face-forever", "dont-delete-the-kisses", "my-own-person"];
    let places: Vec<Option<usize>> = order.iter().map(|song| place(&kiss, song)).collect();
    assert!(places.is_sorted() && places[0] == Some(0), "{kiss:?}");
    let pretty = found("pretty");
    assert!(place(&pretty, "pretty-girl-lie") < place(&pretty, "pretty-boy"), "stated first");
    let queen = found("artist:\"baby queen\"");
    assert_eq!(queen[..2], ["want-me", "dover-beach"], "ties in broadcast order");
}

#[test]
fn each_song_is_one_hit_with_all_its_placements() {
    let rows = rows(&["colours"]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["placements"], serde_json::json!(["S01 ?", "S02E08"]));
    assert_eq!(rows[0]["code"], "S02E08", "the best of them");
}

#[test]
fn positions_of_matches_are_in_characters() {
    let row = &rows(&["francoise", "temps"])[0];
    let matched = row["matched"].as_array().unwrap();
    let of = |field: &str| matched.iter().find(|found| found["field"] == field).unwrap();
    assert_eq!(of("artist")["text"], "Françoise Hardy");
    assert_eq!(of("artist")["ranges"], serde_json::json!([[0, 9]]));
    assert_eq!(of("song")["ranges"], serde_json::json!([[3, 8]]));
    let score = row["score"].as_f64().unwrap();
    assert!(score > 0.5 && score <= 1.0, "{score}");
}

#[test]
fn typos_are_allowed_only_without_an_exact_match() {
    let catalog = heartstopper();
    assert!(!hits(&catalog, "girl").has_typos);
    assert!(hits(&catalog, "gril").has_typos);
    let none = hits(&catalog, "snow zebra");
    assert!(none.all.is_empty());
    assert_eq!(none.closest.len(), 1);
}

/// A word of a title with one letter swapped, dropped or doubled.
fn misspelled(word: &str, place: usize, kind: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = place % (letters.len() - 1);
    match kind {
        0 => letters.swap(place, place + 1),
        1 => drop(letters.remove(place)),
        _ => letters.insert(place, letters[place]),
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn a_printed_query_parses_to_the_same_query(text in "[-a-z:\"' 0-9é\u{2212}.]{1,24}") {
        if let Ok(query) = text.parse::<SearchQuery>() {
            prop_assert_eq!(query.to_string().parse::<SearchQuery>().unwrap(), query);
        }
    }

    #[test]
    fn any_query_gives_hits_or_an_error(text in "\\PC{0,24}") {
        if let Ok(query) = text.parse::<SearchQuery>() {
            let catalog = heartstopper();
            let all = Selection::new(&catalog, &PlacementFilter::default(), &[]).unwrap();
            let hits = search(&catalog, &query, &all.placements).all;
            let scores: Vec<f64> = hits.iter().map(|hit| hit.score).collect();
            prop_assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
            prop_assert!(scores.is_sorted_by(|one, other| one >= other));
        }
    }

    #[test]
    fn a_misspelled_title_finds_its_song(song in 0_usize..146, place in 0_usize..20, kind in 0_usize..3) {
        let catalog = heartstopper();
        let song = catalog.shows().flat_map(|show| show.songs()).nth(song).unwrap();
        let song = catalog.song(song);
        let title = fold(song.title());
        let longest = title.split(' ').max_by_key(|word| word.len()).unwrap();
        if longest.chars().count() >= 6 {
            let wrong = title.replacen(longest, &misspelled(longest, place, kind), 1);
            let hits = hits(&catalog, &format!("{wrong} {}", song.credit()));
            prop_assert!(hits.all.iter().any(|hit| hit.song == song.id()), "{}", wrong);
        }
    }
}
