//! Tests that a printed filter, typed into a shell, gives the same filter again.

#![allow(clippy::unwrap_used)]

use clap::{Args, FromArgMatches};
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
