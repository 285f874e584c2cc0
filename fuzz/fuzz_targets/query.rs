//! Parses any text as arguments: episodes, names, numbers, columns. It is accepted, or rejected with a
//! printable message.

#![no_main]

use libfuzzer_sys::fuzz_target;
use soundtrack::cli::Cli;
use soundtrack::error::Error;
use soundtrack::load::{self, Size};
use soundtrack::model::{Catalog, Timecode};
use soundtrack::query::{Bounds, Meaning, Notation, Numbers, PlacementFilter, Selection, lookup, parse_ceiling};
use soundtrack::text::sanitize;
use soundtrack::view::Sort;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| load::text("x.json", include_str!("../../data/heartstopper.json")).unwrap());

fuzz_target!(|text: &str| {
    let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let filter = |text: &str| {
        let mut filter = PlacementFilter::default();
        filter.artist.push(text.to_owned());
        filter
    };
    let shows: Vec<_> = CATALOG.shows().map(|show| show.id()).collect();
    check_message(
        Notation::parse_all(&words)
            .and_then(|episodes| Selection::new(&CATALOG, &PlacementFilter::default(), &episodes).map(drop)),
    );
    check_message(Selection::new(&CATALOG, &filter(text), &[]).map(drop));
    Meaning::of(&CATALOG, &shows, &words);
    drop(Cli::read(text.split(' ').map(Into::into)));
    check_message(parse_ceiling(text).map(drop));
    check_message(lookup::shows(&CATALOG, text).map(drop));
    check_message(lookup::songs(&CATALOG, &shows, text).map(drop));
    check_message(lookup::episodes(&CATALOG, &shows, text).map(drop));

    // A printed value parses to the same value.
    if let Ok(numbers) = text.parse::<Numbers>() {
        assert_eq!(numbers.to_string().parse(), Ok(numbers));
    }
    if let Ok(size) = text.parse::<Size>() {
        assert_eq!(size.to_string().parse(), Ok(size));
    }
    drop(text.parse::<Sort>());
    drop(text.parse::<Bounds<Timecode>>());
});

fn check_message(result: Result<(), Error>) {
    if let Err(error) = result {
        assert!((1..=2).contains(&error.exit_code()));
        let message = format!("{error}\n{}", error.hint().unwrap_or_default());
        let message = sanitize::lines(&message);
        assert_eq!(sanitize::lines(&message), message);
    }
}
