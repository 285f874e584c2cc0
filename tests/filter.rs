//! Tests that a printed filter, typed into a shell, gives the same filter again.

#![allow(clippy::unwrap_used)]

use clap::{Args, FromArgMatches, Parser};
use proptest::prelude::*;
use soundtrack::query::{PlacementFilter, quoted};

/// Parses options into a filter.
fn filter(options: &[&str]) -> PlacementFilter {
    let command = PlacementFilter::augment_args(clap::Command::new("test").no_binary_name(true));
    PlacementFilter::from_arg_matches(&command.get_matches_from(options)).unwrap()
}

#[test]
fn a_printed_filter_parses_to_the_same_filter() {
    for options in [
        &[][..],
        &["--show", "harbour lights", "--season", "1,3", "--episode", "2-"],
        &["--show=-odd", "--season=-3,5", "--artist=-dash"],
        &["--artist", "it's \"me\"", "--usage", "on-screen", "--origin", "score", "--certainty", "range"],
    ] {
        let once = filter(options);
        let words = shell_words(&once.to_string());
        assert_eq!(filter(&words.iter().map(String::as_str).collect::<Vec<_>>()), once, "{once}");
    }
}

/// The exit status of a command with JSON output, its rows, and its notes.
fn run(command: &str, options: &[&str]) -> (u8, serde_json::Value, String) {
    let words = ["soundtrack", "-c", "data", command].into_iter().chain(options.iter().copied());
    let cli = soundtrack::cli::Cli::try_parse_from(words).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = match soundtrack::run(&cli, &mut out, &mut err) {
        Ok(()) => 0,
        Err(error) => error.exit_code(),
    };
    (status, serde_json::from_slice(&out).unwrap_or_default(), String::from_utf8(err).unwrap())
}

#[test]
fn every_command_with_filters_has_the_query() {
    for command in ["songs", "artists", "episodes", "seasons", "shows", "gaps", "stats", "playlist"] {
        let options: &[&str] = if command == "playlist" { &["--to", "jspf"] } else { &["--json"] };
        let with = |query| run(command, &[options, &["-q", query]].concat());
        let (status, all, _) = run(command, options);
        assert_eq!(status, 0);
        let (status, some, _) = with("beabadoobee season:1-2");
        assert_eq!(status, 0, "{command}");
        assert!(some.to_string().len() <= all.to_string().len(), "{command}");
        let (status, typo, notes) = with("beebadobee season:1-2");
        // `stats` prints the query.
        let typo = typo.to_string().replace("beebadobee", "beabadoobee");
        assert_eq!((status, typo), (0, some.to_string()), "{command}");
        assert!(notes.contains("similar spellings"), "{command}: {notes}");
        for missing in ["zebra", "zebra season:1", "beabadoobee zebra"] {
            assert_eq!(with(missing).0, 1, "{command}: a filter leaves out no word");
        }
    }
}

#[test]
fn a_query_keeps_the_order_of_the_command() {
    let songs = |query: &[&str]| {
        let (_, rows, _) = run("songs", &[&["--json", "--columns", "code,song"], query].concat());
        rows.as_array().unwrap().clone()
    };
    let all = songs(&[]);
    let kisses = songs(&["--query", "kiss"]);
    assert!(kisses.len() > 3 && kisses.iter().all(|row| all.contains(row)));
    let places: Vec<_> = kisses.iter().map(|row| all.iter().position(|other| other == row)).collect();
    assert!(places.is_sorted());
    assert!(kisses.len() > songs(&["-q", "kiss length:..3:00"]).len());
}

/// Splits a line into words as a shell does, for the quoting that `quoted` produces.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut escaped) = (Vec::new(), None::<String>, None, false);
    for letter in line.chars() {
        match letter {
            _ if escaped => (word.get_or_insert_default().push(letter), escaped = false).1,
            '\\' if quote.is_none() => escaped = true,
            '\'' | '"' if quote == Some(letter) => quote = None,
            '\'' | '"' if quote.is_none() => (quote = Some(letter), word.get_or_insert_default()).0,
            ' ' if quote.is_none() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

proptest! {
    #[test]
    fn a_quoted_word_stays_one_word(word in "[ -~é]{0,12}") {
        prop_assert_eq!(shell_words(&quoted(&word)), [word]);
    }
}
