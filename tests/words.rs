//! Tests of how words are read that stand without a command.

#![allow(clippy::unwrap_used)]

use soundtrack::load;
use soundtrack::model::{Catalog, ShowId};
use soundtrack::query::Meaning::{self, Artist, Episodes, Show, Song, Text};

const EMBEDDED: &str = include_str!("../data/heartstopper.json");
const FIXTURE: &str = include_str!("fixtures/harbour.json");

fn catalog() -> Catalog {
    load::text("heartstopper.json", EMBEDDED).unwrap()
}

/// What typed words mean, with quotes around those that are one argument.
fn meaning(catalog: &Catalog, typed: &str) -> Meaning {
    let shows: Vec<ShowId> = catalog.shows().map(|show| show.id()).collect();
    let words: Vec<String> = match typed.strip_prefix('"') {
        Some(quoted) => vec![quoted.trim_end_matches('"').to_owned()],
        None => typed.split(' ').map(str::to_owned).collect(),
    };
    Meaning::of(catalog, &shows, &words)
}

#[track_caller]
fn assert_meanings(catalog: &Catalog, meaning_of_all: Meaning, typed: &[&str]) {
    for typed in typed {
        assert_eq!(meaning(catalog, typed), meaning_of_all, "{typed}");
    }
}

#[test]
fn words_mean_what_they_name_as_a_whole() {
    let catalog = catalog();
    assert_meanings(&catalog, Episodes, &["promise", "Truth/Dare", "truth dare", "TRUTHDARE"]);
    assert_meanings(&catalog, Show, &["heartstopper", "Heartstopper", "\"heart stopper\""]);
    assert_meanings(
        &catalog,
        Artist,
        &["baby queen", "\"Baby Queen\"", "baby-queen", "babyqueen", "william gao", "wasia", "1975"],
    );
    assert_meanings(&catalog, Artist, &["\"Cavetown feat. Orla Gartland\""]);
    assert_meanings(&catalog, Song, &["dance with me", "seven", "colours of you", "le temps de l’amour"]);
    assert_meanings(
        &catalog,
        Text,
        &["snow", "baby", "queen", "dance with", "what was the song in the snow", "", "promise heat"],
    );
}

#[test]
fn a_notation_of_episodes_is_read_as_a_whole() {
    let catalog = catalog();
    assert_meanings(
        &catalog,
        Episodes,
        &["s2e3", "2x03", "S02", "s2 e3", "s2e3 s2e5", "s2e3-e5", "\"season 2 episode 3\""],
    );
    assert_meanings(&catalog, Episodes, &["heartstopper s2e3", "heartstopper:s2e3", "s9e9"]);
    let files = [
        "Heartstopper.S02E03.1080p.mkv",
        "Other.Show.S02E03.mkv",
        "\"Heartstopper - S02E03 - Promise.mkv\"",
        "\"Heartstopper - S02E03 - Promise\"",
        "\"Heartstopper - S02E03 - 7 Minutes\"",
        "\"[Group] Heartstopper - 20 [1080p].mkv\"",
    ];
    assert_meanings(&catalog, Episodes, &files);
    assert_meanings(
        &catalog,
        Text,
        &["s2e3 snow", "snow s2e3", "wolf alice s2", "heartstopper s2e3 snow", "kiss s2e3 or 5"],
    );
}

#[test]
fn what_looks_like_an_episode_and_is_none_goes_where_it_is_refused() {
    assert_meanings(&catalog(), Episodes, &["2", "203", "e5", "s3-s2", "s2e3-e5-e7"]);
    assert_meanings(&catalog(), Text, &["1976", "2023"]);
}

#[test]
fn of_several_things_with_one_name_the_first_kind_counts() {
    let named =
        |text: &str, from: &str, to: &str| load::text("harbour.json", &text.replace(from, to)).unwrap();
    let fixture = load::text("harbour.json", FIXTURE).unwrap();
    assert_eq!(meaning(&fixture, "night train"), Song);
    assert_eq!(meaning(&fixture, "the moles"), Artist);
    let artist = named(FIXTURE, "\"The Moles\"", "\"Night Train\"");
    assert_eq!(meaning(&artist, "night train"), Artist);
    let show = named(FIXTURE, "\"title\": \"Harbour Lights\"", "\"title\": \"The Moles\"");
    assert_eq!(meaning(&show, "the moles"), Show);
    let number = named(FIXTURE, "\"The Moles\"", "\"203\"");
    assert_eq!(meaning(&number, "203"), Artist, "a name is not ambiguous");
}
