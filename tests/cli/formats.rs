//! Tests of machine-readable output: documented fields, valid syntax, the same bytes on every run.

use super::{FIXTURE, Run, program, soundtrack};

#[test]
fn a_placement_has_the_documented_fields() {
    let run = soundtrack("songs s2e3 --certainty stated --format jsonl").answer();
    let mut second: serde_json::Value = serde_json::from_str(run.lines().nth(1).unwrap()).unwrap();
    let sources = second.as_object_mut().unwrap().remove("sources").unwrap();
    let ids: Vec<&str> =
        sources.as_array().unwrap().iter().map(|source| source["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["sportskeeda-s2", "altersound-6"]);
    assert_eq!(
        second,
        serde_json::json!(
            {"show": "heartstopper", "show_title": "Heartstopper", "season": 2, "episode": 3, "code": "S02E03",
             "episode_title": "Promise", "air_date": "2023-08-03", "position": 2, "song_id": "le-temps-de-lamour",
             "song": "Le temps de l'amour", "artist": "Françoise Hardy",
             "artists": [{"id": "francoise-hardy", "name": "Françoise Hardy"}], "scene": null, "usage": null,
             "origin": "released", "time": null, "length": "2:24", "length_seconds": 144, "released": null,
             "album": "Tous les garçons et les filles", "certainty": "stated", "episode_range": null}
        )
    );
}

#[test]
fn other_rows_have_the_documented_fields_in_order() {
    for (command, fields) in [
        (
            "songs",
            "show,show_title,season,episode,code,episode_title,air_date,position,song_id,song,artist,artists,\
             scene,usage,origin,time,length,length_seconds,released,album,certainty,episode_range,sources",
        ),
        ("artists", "artist_id,artist,song_count,placement_count,episode_count,show_count,first,last"),
        (
            "seasons",
            "show,show_title,season,air_date,episode_count,song_count,artist_count,length_seconds,\
             unknown_length_count,placement_count",
        ),
        (
            "episodes",
            "show,show_title,season,episode,code,episode_title,air_date,song_count,length_seconds,\
             unknown_length_count,possible_count",
        ),
        (
            "shows",
            "show,show_title,season_count,episode_count,song_count,artist_count,length_seconds,\
             unknown_length_count",
        ),
    ] {
        assert_eq!(soundtrack(&format!("{command} --format csv")).answer().lines().next(), Some(fields));
    }
}

/// Calls `visit` for each object in a value.
fn each_object(
    value: &serde_json::Value,
    visit: &mut impl FnMut(&serde_json::Map<String, serde_json::Value>),
) {
    if let Some(object) = value.as_object() {
        visit(object);
        object.values().for_each(|value| each_object(value, visit));
    }
    value.as_array().into_iter().flatten().for_each(|value| each_object(value, visit));
}

#[test]
fn a_key_has_one_type_in_all_commands_and_names_come_with_ids() {
    let mut types = std::collections::BTreeMap::new();
    for command in [
        "",
        "shows",
        "seasons",
        "episodes",
        "artists",
        "songs",
        "search kiss",
        "search colours",
        "show heartstopper",
        "season 2",
        "episode s2e8",
        "episode s1e3",
        "song seven",
        "song just like heaven",
        "artist wolf alice",
        "artist cavetown",
        "stats",
        "gaps",
        "compare tests/fixtures/mine.txt -s 2",
        "check tests/fixtures",
    ] {
        for catalog in ["-c builtin", &format!("-c builtin -c {FIXTURE}")] {
            let catalog = if command.starts_with("check") { "" } else { catalog };
            let run = soundtrack(&format!("{catalog} {command} --json"));
            let rows: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
            each_object(&rows, &mut |object| {
                for (key, value) in object.iter().filter(|(_, value)| !value.is_null()) {
                    let kind = match value {
                        serde_json::Value::Array(items) => match items.first() {
                            Some(first) if first.is_object() => "objects",
                            Some(_) => "values",
                            None => continue,
                        },
                        serde_json::Value::String(_) => "text",
                        _ => "number",
                    };
                    let known = *types.entry(key.clone()).or_insert(kind);
                    assert_eq!(known, kind, "{key} in {command}");
                    assert!(!key.ends_with("_count") || kind == "number", "{key} in {command}");
                }
                for (name, id) in [("song", "song_id"), ("show_title", "show"), ("episode", "code")] {
                    assert!(!object.contains_key(name) || object.contains_key(id), "{name} in {command}");
                }
                let has_artist_ids = ["artists", "artist_id"].iter().any(|key| object.contains_key(*key));
                assert!(!object.contains_key("artist") || has_artist_ids, "artist in {command}");
            });
        }
    }
    assert_eq!(types["placements"], "objects");
    assert_eq!(types["artists"], "objects");
    assert_eq!(types["length_seconds"], "number");
}

#[test]
fn known_placements_of_the_shipped_catalog() {
    let songs = soundtrack("songs s2e8 --certainty stated --json").json();
    assert_eq!(songs.len(), 8);
    assert_eq!(
        (&songs[4]["song"], &songs[4]["artist"], &songs[4]["usage"]),
        (&"Just Like Heaven".into(), &"Baby Queen".into(), &"on-screen".into())
    );
    assert_eq!(soundtrack("songs --artist \"the cure\" --json").json(), [songs[4].clone()]);
    assert_eq!(soundtrack("songs -a \"william gao\" s2e8 --json").json(), [songs[7].clone()]);
    let csv = soundtrack("songs -a francoise --columns code,song,artist --format csv").answer();
    assert_eq!(csv, "code,song,artist\nS02E03,Le temps de l'amour,Françoise Hardy\n");
    let unplaced = soundtrack("songs s1e3 --certainty range --json").json();
    assert_eq!(unplaced.len(), 9);
    assert!(unplaced.iter().all(|row| row["code"] == "S01E03–E05?"
        && row["certainty"] == "range"
        && row["episode_range"] == serde_json::json!([3, 5])));
}

#[test]
fn counts_of_the_shipped_catalog_agree_with_its_sources() {
    let stated = |season: u32| -> Vec<u64> {
        let rows = soundtrack(&format!("episodes --season {season} --json")).json();
        rows.iter().map(|row| row["song_count"].as_u64().unwrap()).collect()
    };
    assert_eq!(stated(1), [3, 4, 1, 0, 2, 0, 2, 2]);
    assert_eq!(stated(2), [4, 4, 7, 5, 4, 7, 5, 8]);
    assert_eq!(stated(3), [1, 0, 0, 1, 0, 0, 0, 1]);
    for (certainty, count) in [("stated", 61), ("range", 76), ("season", 10)] {
        assert_eq!(soundtrack(&format!("songs --certainty {certainty} --json")).json().len(), count);
    }
}

#[test]
fn counts_agree_with_the_lists() {
    for filter in
        ["", "--season 2", "--artist beabadoobee", "--certainty stated --season 1", "--origin score"]
    {
        let rows = |command: &str| soundtrack(&format!("{command} {filter} --json")).json();
        let placements = rows("songs").len() as u64;
        let seasons: u64 = rows("seasons").iter().map(|row| row["placement_count"].as_u64().unwrap()).sum();
        assert_eq!(seasons, placements, "{filter}");
        assert_eq!(rows("shows")[0]["artist_count"], rows("artists").len() as u64, "{filter}");
    }
}

#[test]
fn output_is_the_same_on_every_run() {
    for arguments in ["songs --json", "artists", "stats", "show heartstopper --format markdown"] {
        assert_eq!(soundtrack(arguments).answer(), soundtrack(arguments).answer());
    }
}

#[test]
fn output_does_not_depend_on_threads() {
    let folder = tempfile::tempdir().unwrap();
    for show in 0..5 {
        let placements: Vec<String> = (0..4_000)
            .map(|number| {
                let weather = ["snow", "rain", "snwo", "fog"][number * 7 % 4];
                let padding = "later ".repeat(number % 9);
                format!(r#"{{"song": "s{}", "scene": "{padding}{weather} {number}"}}"#, number % 40)
            })
            .collect();
        let songs: Vec<String> = (0..40)
            .map(|number| {
                format!(r#"{{"id": "s{number}", "title": "Song {number}", "credit": [{{"artist": "a"}}]}}"#)
            })
            .collect();
        let text = format!(
            r#"{{"format": 1, "show": {{"id": "x{show}", "title": "X {show}"}}, "artists": [{{"id": "a", "name": "A"}}], "songs": [{}],
            "seasons": [{{"number": 1, "episodes": [{{"number": 1, "title": "One", "placements": [{}]}}]}}]}}"#,
            songs.join(","),
            placements.join(",")
        );
        std::fs::write(folder.path().join(format!("{show}.json")), text).unwrap();
    }
    for arguments in ["search snow", "search snowe later", "check", "songs --artist a"] {
        let run = ["1", "2", "7"].map(|threads| {
            let mut command = program();
            command.args(super::words(arguments)).args(["--json", "-c"]);
            let run = Run::new(command.arg(folder.path()).env("RAYON_NUM_THREADS", threads));
            (run.stdout, run.stderr, run.status)
        });
        assert_eq!(run[0].2, Some(0), "{arguments}: {}", run[0].1);
        assert!(run[0].0.len() > 100, "{arguments}");
        assert!(run[0] == run[1] && run[0] == run[2], "{arguments}");
    }
}

#[test]
fn pipes_and_no_color_have_no_escape_sequences() {
    for arguments in ["songs", "artist wasia", "stats", "--help"] {
        assert!(!soundtrack(arguments).stdout.contains('\u{1b}'), "{arguments}");
        let run =
            Run::new(program().args(super::words(arguments)).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1"));
        assert!(!run.stdout.contains('\u{1b}'), "{arguments} with NO_COLOR");
    }
    assert!(soundtrack("songs s2e3 --color always").stdout.contains('\u{1b}'));
    assert!(Run::new(program().arg("songs").env("CLICOLOR_FORCE", "1")).stdout.contains('\u{1b}'));
    assert!(
        !Run::new(program().args(["songs", "--color", "never"]).env("CLICOLOR_FORCE", "1"))
            .stdout
            .contains('\u{1b}')
    );
}

#[test]
fn hyperlinks_are_closed_and_optional() {
    let linked = soundtrack("song seven --sources --hyperlinks always").answer();
    assert_eq!(linked.matches("\u{1b}]8;;http").count(), linked.matches("\u{1b}]8;;\u{1b}\\").count());
    assert!(linked.contains("\u{1b}]8;;https://"));
    assert!(!soundtrack("song seven").answer().contains("\u{1b}]8"));
}

#[test]
fn json_has_the_notes_of_sources() {
    let cards = soundtrack("song shatter --json").json();
    let sources = cards[0]["sources"].as_array().unwrap();
    let of = |id: &str| sources.iter().find(|source| source["id"] == id).unwrap();
    assert_eq!(of("altersound-4")["title"], "Heartstopper: música para enamorarse, parte 4 (Alter Sound)");
    assert!(of("altersound-4")["note"].as_str().unwrap().starts_with("Names no episodes"));
    assert_eq!(of("pl-dates")["note"], serde_json::Value::Null);
    assert!(!soundtrack("song shatter").answer().contains("Names no episodes"));
}

#[test]
fn a_title_leads_to_the_song_or_else_to_a_search() {
    assert!(
        soundtrack("song seven")
            .answer()
            .contains("\nListen    https://open.spotify.com/track/6KJqZcs9XDgVck7Lg9QOTC\n")
    );
    let linked = soundtrack("songs s2e8 --certainty stated --columns song --hyperlinks always").answer();
    assert!(linked.contains(";https://open.spotify.com/track/6KJqZcs9XDgVck7Lg9QOTC\u{1b}\\seven\u{1b}]8;;"));
    let search = "https://www.youtube.com/results?search_query=Baby%20Queen%20Just%20Like%20Heaven";
    assert!(linked.contains(search));
    assert_eq!(linked.matches("search_query").count(), 1, "one title of three words is one link");
}

#[test]
fn csv_preserves_values() {
    let run = soundtrack(&format!("songs s1e1 -c {FIXTURE} --format csv")).stdout;
    let mut reader = csv::Reader::from_reader(run.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let columns = reader.headers().unwrap().clone();
    let scene = columns.iter().position(|column| column == "scene").unwrap();
    assert_eq!(&rows[1][scene], "The band rehearses\nin the boathouse.");
}

#[test]
fn tsv_has_one_line_per_row() {
    let run =
        soundtrack(&format!("songs s1e1 -c {FIXTURE} --format tsv --columns song,scene,sources")).stdout;
    assert_eq!(
        run.lines().nth(2),
        Some("Zug nach Köln\tThe band rehearses\\nin the boathouse.\tbooklet; fan-list")
    );
}

#[test]
fn json_without_results_is_an_empty_array() {
    let run = soundtrack("songs --artist nobody --json");
    assert_eq!((run.stdout.as_str(), run.status), ("[]\n", Some(1)));
}

#[test]
fn columns_are_known_without_running_the_command() {
    for line in [
        "songs",
        "search snow",
        "artists",
        "episodes",
        "seasons",
        "shows",
        "gaps",
        "check",
        "song seven",
        "compare tests/fixtures/mine.txt",
        "artist wasia",
        "episode s2e8",
        "season 2",
        "show heartstopper",
        "stats",
    ] {
        let command = line.split(' ').next().unwrap();
        let listed = soundtrack(&format!("{line} --columns help --format tsv --no-header")).stdout;
        let known = soundtrack::commands::columns::of_command(command);
        if command == "stats" {
            // Its titles name commands, and its sections depend on the number of shows.
            let keys = listed.lines().map(|row| row.split('\t').next().unwrap());
            keys.for_each(|key| assert!(known.iter().any(|(known, _)| *known == key), "{key}"));
            continue;
        }
        let known: String = known.iter().map(|(key, title)| format!("{key}\t{title}\n")).collect();
        assert_eq!(listed, known, "{line}");
    }
}

#[test]
fn formulas_are_escaped_for_spreadsheets() {
    let formulas = ["=1+1", "@x", " =1+1", "\u{3000}=1", "＝1+1", "＠x"];
    let titles = [&formulas[..], &["1+1", "a=b"]].concat();
    let songs: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(number, title)| {
            format!(r#"{{"id": "s{number}", "title": "{title}", "credit": [{{"artist": "a"}}]}}"#)
        })
        .collect();
    let placements: Vec<String> =
        (0..titles.len()).map(|number| format!(r#"{{"song": "s{number}"}}"#)).collect();
    let text = format!(
        r#"{{"format": 1, "show": {{"id": "x", "title": "X"}}, "artists": [{{"id": "a", "name": "A"}}], "songs": [{}],
            "seasons": [{{"number": 1, "episodes": [{{"number": 1, "title": "One", "placements": [{}]}}]}}]}}"#,
        songs.join(","),
        placements.join(",")
    );
    let arguments = ["songs", "-c", "-", "--format", "csv", "--columns", "song", "--no-header"];
    let run = Run::with_input(program().args(arguments).arg("--spreadsheet-safe"), &text).answer();
    let escaped = formulas.map(|formula| format!("'{formula}")).into_iter();
    let escaped: Vec<String> = escaped.chain(["1+1".to_owned(), "a=b".to_owned()]).collect();
    assert_eq!(run.lines().collect::<Vec<_>>(), escaped);
}
