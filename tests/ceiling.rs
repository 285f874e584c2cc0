//! Tests that `--up-to` hides everything after an episode, in every command and format.

#![allow(clippy::unwrap_used)]

use clap::Parser;
use clap::ValueEnum;
use proptest::prelude::*;
use serde_json::Value;
use soundtrack::cli::Cli;
use soundtrack::out::Format;
use std::collections::BTreeSet;
use std::ffi::OsString;

const DATA: &str = include_str!("../data/heartstopper.json");

/// The names of all output formats.
fn formats() -> Vec<String> {
    let values = Format::value_variants().iter().map(|format| format.to_possible_value().unwrap());
    values.map(|value| value.get_name().to_owned()).collect()
}

/// Commands that would show later episodes without a ceiling.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["shows"],
    &["seasons"],
    &["episodes"],
    &["artists"],
    &["songs", "--columns", "code,episode_title,song,artist,scene,album,note,sources,characters"],
    &["songs", "s1e3.."],
    &["songs", "Perfekt"],
    &["stats"],
    &["gaps", "--columns", "code,episode_title,missing,song,scene"],
    &["show", "heartstopper"],
    &["season", "1-3"],
    &["episode", "s1-s3"],
    &["artist", "baby", "queen"],
    &["artist", "tailor swift"],
    &["song", "colours", "of", "you"],
    &["song", "just like heavn"],
    &["search", "the"],
    &["search", "-zebra", "--explain"],
    &["search", "perfekt", "tailor"],
    &["search", "kiss", "prom", "season:1-3"],
    &["search", "episode:perfect"],
];

/// What a run prints on both streams.
fn run(command: &[&str], format: &str, up_to: &str) -> String {
    let options = ["--format", format, "--up-to", up_to, "-c", "data"];
    let arguments = ["soundtrack"].iter().chain(command).chain(&options);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let cli = Cli::read(arguments.map(OsString::from)).unwrap();
    let result = soundtrack::run(&cli, &mut out, &mut err);
    let error = result.err().map(|error| format!("{error} {}", error.hint().unwrap_or_default()));
    format!(
        "{}{}{}",
        String::from_utf8(out).unwrap(),
        String::from_utf8(err).unwrap(),
        error.unwrap_or_default()
    )
}

/// The texts of the file (titles, songs, scenes) up to an episode, and those that occur only later.
struct Known {
    earlier: String,
    later: BTreeSet<String>,
}

fn known(season: u64, episode: u64) -> Known {
    let data: Value = serde_json::from_str(DATA).unwrap();
    let song =
        |id: &Value| data["songs"].as_array().unwrap().iter().find(|song| song["id"] == *id).unwrap().clone();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let texts = |watched: bool, placement: &Value| {
        let song = song(&placement["song"]);
        // Other texts up to the episode may contain the same words.
        let more = [song["album"].clone(), song["note"].clone(), placement["note"].clone()];
        let all = [song["title"].clone(), placement["scene"].clone()].into_iter();
        all.chain(more.into_iter().filter(|_| watched)).collect::<Vec<Value>>()
    };
    for this in data["seasons"].as_array().unwrap() {
        let number = this["number"].as_u64().unwrap();
        let episodes = this["episodes"].as_array().unwrap();
        for other in episodes {
            let watched = (number, other["number"].as_u64().unwrap()) <= (season, episode);
            let side = if watched { &mut before } else { &mut after };
            side.push(other["title"].clone());
            other["placements"]
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|placement| side.extend(texts(watched, placement)));
        }
        let finished = (number, episodes.len() as u64) <= (season, episode);
        let side = if finished { &mut before } else { &mut after };
        this["unplaced"]
            .as_array()
            .into_iter()
            .flatten()
            .for_each(|placement| side.extend(texts(finished, placement)));
    }
    let strings = |texts: Vec<Value>| texts.into_iter().filter_map(|text| text.as_str().map(str::to_owned));
    let earlier: String = strings(before).map(|text| text + "\n").collect();
    let later = strings(after).filter(|text| !contains_words(&earlier, text)).collect();
    Known { earlier, later }
}

/// Whether `output` contains `text` as whole words.
fn contains_words(output: &str, text: &str) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    output.match_indices(text).any(|(start, _)| {
        !is_word(output[..start].chars().next_back()) && !is_word(output[start + text.len()..].chars().next())
    })
}

#[track_caller]
fn check(season: u64, episode: u64, formats: &[String]) {
    let Known { later, .. } = known(season, episode);
    for command in COMMANDS {
        for format in formats {
            let output = run(command, format, &format!("S{season:02}E{episode:02}"));
            let leak = later.iter().find(|text| contains_words(&output, text));
            assert_eq!(leak, None, "by {command:?} as {format} up to S{season:02}E{episode:02}:\n{output}");
        }
    }
}

#[test]
fn no_ceiling_reveals_later_episodes() {
    for season in 1..=3 {
        for episode in 1..=8 {
            check(season, episode, &["json".to_owned()]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_command_and_format_reveals_later_episodes(
        season in 1_u64..=3, episode in 1_u64..=8, command in 0..COMMANDS.len(), format in prop::sample::select(formats())
    ) {
        let output = run(COMMANDS[command], &format, &format!("S{season:02}E{episode:02}"));
        let Known { later, .. } = known(season, episode);
        let leak = later.iter().find(|text| contains_words(&output, text));
        prop_assert_eq!(leak, None, "{}", output);
    }
}

#[test]
fn no_format_reveals_later_episodes() {
    check(1, 4, &formats());
    check(2, 7, &formats());
}

#[test]
fn the_check_would_find_a_leak() {
    let known = known(2, 7);
    assert!(known.later.contains("seven") && known.later.contains("Perfect"), "{:?}", known.later);
    assert!(known.earlier.contains("Lovesong"));
    assert!(contains_words(&run(&["songs", "s2e8"], "plain", "S02E08"), "seven"));
}

#[test]
fn earlier_placements_are_listed_and_hidden_ones_are_counted() {
    let rows = |arguments: &[&str], up_to| {
        let output = run(arguments, "jsonl", up_to);
        (output.lines().filter(|line| line.starts_with('{')).count(), output)
    };
    assert_eq!(rows(&["songs"], "S03E08").0, 147);
    assert!(!rows(&["songs"], "S03").1.contains("hidden by"));
    let (count, output) = rows(&["songs"], "S01E07");
    assert_eq!(count, 12, "the unplaced wait for the end of the season");
    assert!(output.contains("note: 135 placements hidden by `--up-to`"), "{output}");
    assert_eq!(rows(&["songs"], "S01").0, 36);
    assert_eq!(rows(&["songs"], "heartstopper=S01").0, 36);
    assert_eq!(rows(&["songs"], "S03,heartstopper=S01").0, 36, "a ceiling for the show beats one for all");
}

#[test]
fn specials_are_hidden_if_broadcast_after_hidden_episodes() {
    let data = include_str!("fixtures/harbour.json");
    for (date, shown) in [("2021-05-02", true), ("2021-05-03", false)] {
        let dated = format!(r#""title": "Christmas Special", "air_date": "{date}""#);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        std::fs::write(&path, data.replace(r#""title": "Christmas Special""#, &dated)).unwrap();
        let arguments = ["soundtrack", "episodes", "--up-to", "s1e1", "--json", "-c", path.to_str().unwrap()];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        soundtrack::run(&Cli::try_parse_from(arguments).unwrap(), &mut out, &mut err).unwrap();
        let output = String::from_utf8(out).unwrap();
        assert_eq!(output.contains("Christmas"), shown, "{date}: {output}");
        assert!(output.contains("Tide") && !output.contains("Ebb"));
    }
}

#[test]
fn a_hidden_source_does_not_count_as_missing() {
    let data = include_str!("fixtures/harbour.json").replace("A fan's list", "All up to Ebb");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    std::fs::write(&path, data.replace("\"booklet\", \"fan-list\"", "\"fan-list\"")).unwrap();
    let run = |command: &[&str]| {
        let options = ["--up-to", "s1e1", "--json", "-c", path.to_str().unwrap()];
        let arguments = ["soundtrack"].iter().chain(command).chain(&options);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let cli = Cli::try_parse_from(arguments).unwrap();
        let result = soundtrack::run(&cli, &mut out, &mut err);
        (String::from_utf8(out).unwrap(), result.is_ok())
    };
    let (zug, _) = run(&["songs", "s1e1", "--usage", "on-screen"]);
    assert!(zug.contains(r#""sources":[]"#), "{zug}");
    assert_eq!(run(&["gaps", "--missing", "source"]), ("[]\n".to_owned(), false));
}

/// Messages cut long ids, but the ceiling must compare all of them.
#[test]
fn long_ids_are_kept_below_the_ceiling() {
    let (song, artist) = ("s".repeat(300), "a".repeat(300));
    let data = include_str!("fixtures/harbour.json")
        .replace("\"harbour-theme\"", &format!("\"{song}\""))
        .replace("\"eva-noel\"", &format!("\"{artist}\""));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    std::fs::write(&path, data).unwrap();
    for command in ["songs", "artists"] {
        let options = ["soundtrack", command, "--up-to", "s1e2", "--json", "-c", path.to_str().unwrap()];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        soundtrack::run(&Cli::try_parse_from(options).unwrap(), &mut out, &mut err).unwrap();
        let output = String::from_utf8(out).unwrap();
        assert!(output.contains(if command == "songs" { "Harbour Theme" } else { "Eva Noël" }), "{output}");
    }
}
