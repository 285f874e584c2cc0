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
use std::sync::OnceLock;

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
    &["show", "heartstopper", "--columns", "note,editors,sources"],
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
    &["search", "note:season"],
    &["search", "snow", "scene", "named", "best"],
    &["song", "dance with me"],
    &["song", "want", "me"],
    &["artist", "beabadoobee"],
    &["artist", "wasia"],
    &["gaps", "--missing", "source"],
    &["snow"],
    &["baby", "queen"],
    &["perfekt"],
    &["songs", "tailor", "swift"],
    &["songs", "--limit", "1", "--columns", "help"],
    // Not the column with the tracks of the playlist itself.
    &["compare", "tests/fixtures/mine.txt", "--columns", "difference,code,song,artist"],
    &["page"],
    &["page", "--to", "svg"],
    &["page", "--tell", "https://example.org/?{song}{artist}{code}{json}"],
    &["playlist"],
    &["playlist", "--to", "xspf"],
    &["playlist", "--to", "jspf"],
    &["playlist", "--to", "tunemymusic"],
    &["playlist", "--to", "m3u8", "--location-template", "/x/{artist}/{title}"],
];

/// A page without its style sheet and script, in which no text of a catalog is.
fn without_assets(page: &str) -> String {
    let parts = page.split_inclusive("</style>").flat_map(|part| part.split_inclusive("</script>"));
    parts.map(|part| part.split("<style>").next().unwrap().split("<script>").next().unwrap()).collect()
}

/// What a run prints on both streams.
fn run(command: &[&str], format: &str, up_to: &str) -> String {
    let options = ["--up-to", up_to, "-c", "data", "--format", format];
    // Playlists and pages have formats of their own.
    let options =
        if ["playlist", "page"].contains(command.first().unwrap_or(&"")) { &options[..4] } else { &options };
    let arguments = ["soundtrack"].iter().chain(command).chain(options);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let cli = Cli::read(arguments.map(OsString::from)).unwrap();
    let result = soundtrack::run(&cli, &mut out, &mut err);
    let error = result.err().map(|error| format!("{error} {}", error.hint().unwrap_or_default()));
    format!(
        "{}{}{}",
        without_assets(&String::from_utf8(out).unwrap()),
        String::from_utf8(err).unwrap(),
        error.unwrap_or_default()
    )
}

/// The texts of the file (titles, songs, artists, scenes) up to an episode, and those that occur only later. Notes and
/// sources may be about any episode, so they count as later until the last one has been seen.
struct Known {
    earlier: String,
    later: BTreeSet<String>,
}

fn known(season: u64, episode: u64) -> &'static Known {
    static ALL: [OnceLock<Known>; 24] = [const { OnceLock::new() }; 24];
    let number = (season - 1) * 8 + episode - 1;
    ALL[usize::try_from(number).unwrap()].get_or_init(|| read_known(season, episode))
}

fn read_known(season: u64, episode: u64) -> Known {
    let data: Value = serde_json::from_str(DATA).unwrap();
    let song =
        |id: &Value| data["songs"].as_array().unwrap().iter().find(|song| song["id"] == *id).unwrap().clone();
    // Who made the show is no secret.
    let people = ["creators", "composers", "music_supervisors", "editors"];
    let mut before: Vec<Value> = people.iter().flat_map(|key| list(&data["show"][*key])).collect();
    let mut after = Vec::new();
    let texts = |watched: bool, placement: &Value| {
        let song = song(&placement["song"]);
        let mut all = vec![song["title"].clone(), placement["scene"].clone()];
        all.extend(list(&song["aliases"]));
        let artists = list(&song["credit"]).into_iter().chain(list(&song["contributors"]));
        for credited in artists {
            let mut artists = list(&data["artists"]).into_iter();
            let artist = artists.find(|artist| artist["id"] == credited["artist"]).unwrap();
            all.extend([artist["id"].clone(), artist["name"].clone(), credited["as"].clone()]);
            all.extend(["aliases", "members"].iter().flat_map(|key| list(&artist[*key])));
        }
        // An album up to the episode may contain the same words.
        all.extend(Some(song["album"].clone()).filter(|_| watched));
        all
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
    if (season, episode) < (3, 8) {
        after.extend(remarks(&data));
    }
    let strings = |texts: Vec<Value>| texts.into_iter().filter_map(|text| text.as_str().map(str::to_owned));
    let earlier: String = strings(before).map(|text| text + "\n").collect();
    let later = strings(after).filter(|text| !contains_words(&earlier, text)).collect();
    Known { earlier, later }
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// All notes of the file, and what it says about its sources.
fn remarks(data: &Value) -> Vec<Value> {
    let mut all = vec![data["show"]["note"].clone()];
    for season in list(&data["seasons"]) {
        let placed = list(&season["episodes"]).into_iter().flat_map(|episode| list(&episode["placements"]));
        let placements: Vec<Value> = placed.chain(list(&season["unplaced"])).collect();
        all.extend(placements.iter().map(|placement| placement["note"].clone()));
    }
    let records = list(&data["artists"]).into_iter().chain(list(&data["songs"]));
    all.extend(records.map(|record| record["note"].clone()));
    for source in list(&data["sources"]) {
        all.extend(["id", "title", "url", "note"].map(|key| source[key].clone()));
    }
    all
}

/// Whether `output` contains `text` as whole words.
fn contains_words(output: &str, text: &str) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    output.match_indices(text).any(|(start, _)| {
        !is_word(output[..start].chars().next_back()) && !is_word(output[start + text.len()..].chars().next())
    })
}

/// The first of these texts that a command prints, unless it repeats a word that was typed.
fn leak<'t>(command: &[&str], output: &str, later: &'t BTreeSet<String>) -> Option<&'t String> {
    let typed = command.join(" ");
    later.iter().find(|text| contains_words(output, text) && !contains_words(&typed, text))
}

#[track_caller]
fn check(season: u64, episode: u64, formats: &[String]) {
    let Known { later, .. } = known(season, episode);
    for command in COMMANDS {
        for format in formats {
            let output = run(command, format, &format!("S{season:02}E{episode:02}"));
            assert_eq!(
                leak(command, &output, later),
                None,
                "by {command:?} as {format} up to S{season:02}E{episode:02}:\n{output}"
            );
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
        prop_assert_eq!(leak(COMMANDS[command], &output, later), None, "{}", output);
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
    let whole = run(&["show", "heartstopper"], "json", "S03E08");
    for text in ["season-2-review", "Review of Heartstopper season 2", "The publisher is not known."] {
        assert!(known.later.contains(text) && whole.contains(text), "{text}: {whole}");
    }
    assert!(whole.contains("Angharad Owen for season 3"), "the note of the show: {whole}");
}

#[test]
fn nothing_is_said_of_later_seasons_on_the_first_evening() {
    for command in [&["show", "heartstopper"][..], &["episode", "s1e1"], &["season", "1"], &[]] {
        for format in formats() {
            let output = run(command, &format, "S01E01").to_lowercase();
            // Hidden placements are counted, and commands to try are for the first season.
            for word in ["season 2", "season 3", "series two", "seasons 2", "snow", "darker", "emotional"] {
                assert!(!output.contains(word), "{word}: {command:?} as {format}:\n{output}");
            }
        }
    }
}

/// The notes of a run on standard error, and what it finds.
fn run_with(arguments: &[&str]) -> (String, String, Option<String>) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let cli = Cli::read(["soundtrack"].iter().chain(arguments).map(OsString::from)).unwrap();
    let result = soundtrack::run(&cli, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err), result.err().map(|error| error.to_string()))
}

#[test]
fn a_ceiling_may_be_a_title() {
    let seasons =
        |ceiling: &str| run_with(&["episodes", "--format", "csv", "-c", "data", "--up-to", ceiling]);
    let by_code = seasons("s2e3");
    assert!(by_code.0.lines().count() > 11 && by_code.1.contains("96 placements hidden"), "{by_code:?}");
    for title in ["promise", "Promise", "heartstopper=promise", "prom"] {
        assert_eq!(seasons(title), by_code, "{title}");
    }
    for (ceiling, message) in [
        ("promised", "no episode, or more than one, is called `promised`"),
        ("p", "no episode, or more than one, is called `p`"),
        ("heartstopper=nowhere", "no episode, or more than one, is called `nowhere`"),
        ("nowhere=promise", "no show is called `nowhere`"),
    ] {
        assert_eq!(seasons(ceiling), (String::new(), String::new(), Some(message.to_owned())));
    }
}

#[test]
fn a_title_limits_the_shows_that_have_it() {
    let both = ["seasons", "-c", "data", "-c", "tests/fixtures/harbour.json", "--format", "csv"];
    let (out, err, _) = run_with(&[&both[..], &["--up-to", "promise"]].concat());
    assert!(out.contains("harbour-lights,Harbour Lights,1,2021-05-02,2,4"), "{out}");
    assert!(out.contains("heartstopper,Heartstopper,2,2023-08-03,3,"), "{out}");
    assert_eq!(err, "note: 96 placements hidden by `--up-to`\n");
}

#[test]
fn a_note_says_when_a_ceiling_hides_nothing_or_limits_several_shows() {
    let both = ["shows", "-c", "data", "-c", "tests/fixtures/harbour.json", "--up-to"];
    for (ceiling, notes) in [
        ("s9e9", "note: `--up-to S09E09` hides nothing: it is behind the last episode\n"),
        (
            "heartstopper=s4",
            "note: `--up-to heartstopper=S04` hides nothing: it is behind the last episode\n",
        ),
        ("s3,harbour-lights=s1", ""),
        ("heartstopper=s3e8", ""),
        ("s3e9,harbour-lights=s1", "note: `--up-to S03E09` hides nothing: it is behind the last episode\n"),
        (
            "s1e1",
            "note: 147 placements hidden by `--up-to`\n\
             note: `--up-to S01E01` limits 2 shows; `--up-to SHOW=S01E01` limits one\n",
        ),
        ("s1e1,harbour-lights=s1", "note: 144 placements hidden by `--up-to`\n"),
    ] {
        assert_eq!(run_with(&[&both[..], &[ceiling]].concat()).1, notes, "{ceiling}");
    }
}

#[test]
fn specials_are_shown_if_they_aired_by_then_or_are_named() {
    let episodes = |data: &str, ceiling: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        std::fs::write(&path, data).unwrap();
        let options = ["--columns", "title", "--format", "csv", "--no-header", "-c", path.to_str().unwrap()];
        let (out, ..) = run_with(&[&["episodes", "--up-to", ceiling][..], &options].concat());
        out.lines().collect::<Vec<_>>().join(", ")
    };
    let undated = include_str!("fixtures/harbour.json");
    let dated = |date: &str| {
        undated.replace(
            r#""title": "Christmas Special""#,
            &format!(r#""title": "Christmas Special", "air_date": "{date}""#),
        )
    };
    for (data, ceiling, shown) in [
        (dated("2021-05-02"), "s1e1", "Christmas Special, Tide"),
        (dated("2021-05-03"), "s1e1", "Tide"),
        (dated("2021-05-10"), "s1e2", "Tide, Ebb"),
        (dated("2021-05-10"), "s1e3", "Christmas Special, Tide, Ebb"),
        (dated("2021-05-10"), "s1e1,s0e1", "Christmas Special, Tide"),
        (undated.to_owned(), "s1e1", "Tide"),
        (undated.to_owned(), "s1e2", "Christmas Special, Tide, Ebb"),
        (undated.to_owned(), "s1e1,s0e1", "Christmas Special, Tide"),
        (undated.to_owned(), "s0e1,s1e1", "Christmas Special, Tide"),
        (undated.to_owned(), "s1e2,s0e0", "Tide, Ebb"),
        (undated.to_owned(), "s1e1,harbour-lights=s0e1", "Christmas Special, Tide"),
        (undated.to_owned(), "s1e2,s0e1,harbour-lights=s1e1", "Christmas Special, Tide"),
        (undated.to_owned(), "s0", "Christmas Special"),
        (undated.to_owned(), "christmas special", "Christmas Special"),
        // The season has a date, and its episodes have none.
        (
            dated("2021-05-02").replace(r#""Tide", "air_date": "2021-05-02","#, r#""Tide","#),
            "s1e1",
            "Christmas Special, Tide",
        ),
    ] {
        assert_eq!(episodes(&data, ceiling), shown, "{ceiling}");
    }
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
