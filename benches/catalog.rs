//! What each stage costs on the embedded catalog. Ratios count: to `parse`, which only skips over the same bytes.

#![allow(clippy::expect_used)]

use soundtrack::cli::Cli;
use soundtrack::load;
use soundtrack::out::Terminal;
use soundtrack::view::View;
use std::io::sink;

const EMBEDDED: &str = include_str!("../data/heartstopper.json");

fn main() {
    divan::main();
}

/// The floor: JSON that is read and thrown away.
#[divan::bench]
fn parse() -> serde::de::IgnoredAny {
    serde_json::from_str(divan::black_box(EMBEDDED)).expect("the shipped catalog is JSON")
}

/// Parsed, checked, packed and joined.
#[divan::bench]
fn load_and_link() -> soundtrack::model::Catalog {
    load::text("heartstopper.json", divan::black_box(EMBEDDED))
        .expect("the shipped catalog is right")
}

/// One command on a loaded catalog, written to nowhere.
#[divan::bench(args = ["songs s2e3", "songs", "songs --format csv", "artist wasia", "stats", "search beabadoobee snow", "search beebadobee snwo"])]
fn answer(bencher: divan::Bencher<'_, '_>, command: &str) {
    use clap::Parser;
    let words = std::iter::once("soundtrack").chain(command.split(' '));
    let cli = Cli::parse_from(words);
    let catalog = load::text("heartstopper.json", EMBEDDED).expect("the shipped catalog is right");
    let terminal = Terminal {
        width: Some(80),
        color: false,
        hyperlinks: false,
        unicode: true,
    };
    bencher.bench(|| {
        let Some(soundtrack::commands::Command::Query(query)) = &cli.command else {
            unreachable!()
        };
        let answer = query
            .answer(&catalog, &cli.layout, "soundtrack")
            .expect("the catalog has an answer");
        let view: &View<'_> = &answer.view;
        cli.output
            .write(view, &terminal, &mut sink())
            .expect("nowhere is never full");
    });
}
