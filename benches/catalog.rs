//! Benchmarks of each stage, on the embedded catalog and on synthetic ones of 60 to 100,000 placements. Look
//! at the ratio to `skip`, which only parses the same JSON and discards it.

#![allow(clippy::expect_used)]

use divan::{Bencher, black_box};
use soundtrack::answer::Content;
use soundtrack::app::App;
use soundtrack::cli::Cli;
use soundtrack::commands;
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::out::Terminal;
use soundtrack::text::fold_into;
use std::io::{Write, sink};

const EMBEDDED: &str = include_str!("../data/heartstopper.json");
const TABLE: &str = "songs --columns song,artist,scene";
const SIZES: [usize; 3] = [60, 10_000, 100_000];

fn main() {
    divan::main();
}

/// The file of a show with this many placements, of half as many songs.
fn synthetic(placements: usize) -> String {
    const WORDS: [&str; 11] =
        ["river", "Söder", "night", "paper", "Moon", "café", "glass", "letters", "summer", "train", "snow"];
    let word = |number: usize| WORDS[number * 7_919 / 13 % WORDS.len()];
    let words = |number: usize, many: usize| {
        let all: Vec<&str> = (0..many).map(|more| word(number * 31 + more * 17)).collect();
        all.join(" ")
    };
    let (songs, artists) = (placements.div_ceil(2), placements.div_ceil(8));
    let list =
        |many: usize, entry: &dyn Fn(usize) -> String| (0..many).map(entry).collect::<Vec<_>>().join(",");
    let artists_list =
        list(artists, &|number| format!(r#"{{"id":"a{number}","name":"{} {number}"}}"#, words(number, 2)));
    let songs_list = list(songs, &|number| {
        format!(
            r#"{{"id":"s{number}","title":"{}","credit":[{{"artist":"a{}"}}],"length":"3:0{}","sources":["web"]}}"#,
            words(number, 3),
            number % artists,
            number % 10
        )
    });
    let placements_list = list(placements, &|number| {
        format!(r#"{{"song":"s{}","scene":"{}","sources":["web"]}}"#, number % songs, words(number, 8))
    });
    format!(
        r#"{{"format":1,"show":{{"id":"x","title":"X"}},"sources":[{{"id":"web","title":"Web"}}],"artists":[{artists_list}],"songs":[{songs_list}],
"seasons":[{{"number":1,"episodes":[{{"number":1,"title":"One","placements":[{placements_list}]}}]}}]}}"#
    )
}

fn loaded(text: &str) -> Catalog {
    load::text("x.json", text).expect("the catalog is right")
}

/// The lower bound: parsing JSON and discarding it.
#[divan::bench(args = SIZES)]
fn skip(bencher: Bencher<'_, '_>, placements: usize) {
    let text = synthetic(placements);
    bencher.bench(|| -> serde::de::IgnoredAny {
        serde_json::from_str(black_box(&text)).expect("the catalog is JSON")
    });
}

/// Loading: reading, resolving references and packing.
#[divan::bench(args = SIZES)]
fn load(bencher: Bencher<'_, '_>, placements: usize) {
    let text = synthetic(placements);
    bencher.bench(|| loaded(black_box(&text)));
}

/// `check`: loading, and looking for warnings.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, placements: usize) {
    let text = synthetic(placements);
    bencher.bench(|| load::check_bytes("x.json", black_box(text.as_bytes())));
}

/// Folding the text of every scene.
#[divan::bench(args = SIZES)]
fn fold(bencher: Bencher<'_, '_>, placements: usize) {
    let catalog = loaded(&synthetic(placements));
    let ids: Vec<_> =
        catalog.shows().flat_map(|show| show.seasons()).flat_map(|season| season.placements()).collect();
    let mut folded = String::new();
    bencher.bench_local(|| {
        for &id in &ids {
            fold_into(catalog.placement(id).scene().unwrap_or_default(), &mut folded);
            black_box(&folded);
        }
    });
}

/// Queries and output formats on a loaded catalog. The output is discarded.
#[divan::bench(args = SIZES, consts = [0, 1, 2, 3, 4, 5])]
fn answer<const COMMAND: usize>(bencher: Bencher<'_, '_>, placements: usize) {
    const COMMANDS: [&str; 6] = [
        "songs --format csv",
        "songs --format json",
        "songs",
        TABLE,
        "search snow letters --limit 20",
        "search snwo letters --limit 20",
    ];
    let catalog = loaded(&synthetic(placements));
    answer_to(bencher, catalog, COMMANDS[COMMAND]);
}

/// The table library alone, with the cells of the command `TABLE`.
#[divan::bench(args = SIZES)]
fn table_alone(bencher: Bencher<'_, '_>, placements: usize) {
    let catalog = loaded(&synthetic(placements));
    let mut cells = Vec::new();
    let (cli, mut messages) = (command(&format!("{TABLE} --format csv")), sink());
    write_answer(&App::new(&cli, &mut messages).with_catalog(catalog), &mut cells);
    let mut cells = csv::Reader::from_reader(cells.as_slice());
    let rows: Vec<csv::StringRecord> = cells.records().collect::<Result<_, _>>().expect("it is CSV");
    bencher.bench_local(|| {
        let mut table = comfy_table::Table::new();
        table
            .load_style(comfy_table::presets::NOTHING)
            .set_content_arrangement(comfy_table::ContentArrangement::Dynamic)
            .set_width(80);
        for row in &rows {
            table.add_row(row.iter());
        }
        table.lines().for_each(|line| drop(black_box(line)));
    });
}

/// The lower bound for the embedded catalog.
#[divan::bench]
fn embedded_skip() -> serde::de::IgnoredAny {
    serde_json::from_str(black_box(EMBEDDED)).expect("the shipped catalog is JSON")
}

/// Loading the embedded catalog.
#[divan::bench]
fn embedded_load() -> Catalog {
    loaded(black_box(EMBEDDED))
}

/// Commands on the embedded catalog. The output is discarded.
#[divan::bench(args = ["songs s2e3", "songs", "songs --format csv", "artist wasia", "stats", "search beabadoobee snow", "search beebadobee snwo"])]
fn embedded_answer(bencher: Bencher<'_, '_>, command: &str) {
    answer_to(bencher, loaded(EMBEDDED), command);
}

fn answer_to(bencher: Bencher<'_, '_>, catalog: Catalog, words: &str) {
    let (cli, mut messages) = (command(words), sink());
    let app = App::new(&cli, &mut messages).with_catalog(catalog);
    bencher.bench_local(|| write_answer(&app, &mut sink()));
}

fn command(words: &str) -> Cli {
    let words = std::iter::once("soundtrack").chain(words.split(' '));
    Cli::read(words.map(Into::into)).expect("the command is right")
}

fn write_answer(app: &App<'_>, out: &mut dyn Write) {
    let terminal = Terminal { width: Some(80), color: false, hyperlinks: false, unicode: true };
    let answer = commands::answer(app).expect("the catalog has an answer");
    let Content::View(view) = answer.content else { return };
    app.output.write(&view, &terminal, out).expect("writing to a sink cannot fail");
}
