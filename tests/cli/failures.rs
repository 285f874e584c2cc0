//! Faults: wrong files, full disks, readers that go away. Every message says what failed, on what, and where.

use super::{FIXTURE, Said, file, program, soundtrack};
use std::fs::{self, File};
use std::io::Read;
use std::process::Stdio;

fn fixture() -> String {
    fs::read_to_string(format!("{}/{FIXTURE}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What is said of the fixture with one piece of it replaced, without the name of the file.
#[track_caller]
fn fault(from: &str, to: &str) -> String {
    let text = fixture();
    assert!(text.contains(from), "the fixture has no {from}");
    let (_folder, path) = file(&text.replacen(from, to, 1));
    let said = Said::of(program().args(["songs", "-c"]).arg(&path));
    assert_eq!(
        (said.stdout.as_str(), said.status),
        ("", Some(2)),
        "{}",
        said.stderr
    );
    said.stderr.replace(&format!("{}:", path.display()), "")
}

const FORMATS: [&str; 8] = [
    "table", "cards", "plain", "json", "jsonl", "csv", "tsv", "markdown",
];

/// Pieces of the fixture, and what breaks a rule in their place.
const FAULTS: &[(&str, &str)] = &[
    (r#""format": 1"#, r#""format": 2"#),
    (r#""song": "zug""#, r#""song": "zuk""#),
    (r#"["booklet", "fan-list"]"#, r#"["booklet", "fanlist"]"#),
    (
        r#"{ "artist": "the-moles" } ], "origin""#,
        r#"{ "artist": "moles" } ], "origin""#,
    ),
    (r#""id": "zug""#, r#""id": "Zug!""#),
    (r#""id": "night-train-remix""#, r#""id": "night-train""#),
    (r#""number": 2,"#, r#""number": 1,"#),
    (r#""number": 0,"#, r#""number": 1,"#),
    (r#""between": [1, 2]"#, r#""between": [2, 1]"#),
    (r#""between": [1, 2]"#, r#""between": [1, 3]"#),
    (r#""title": "Ebb""#, r#""title": " ""#),
    (r#""air_date": "2021-05-09""#, r#""air_date": "2021-05-39""#),
    (r#""length": "4:07""#, r#""length": "4:7""#),
    (r#""isrc": "DEA123456789""#, r#""isrc": "DE-A12""#),
    (r#""usage": "on-screen""#, r#""usage": "onscreen""#),
    ("https://example.org/zug", "javascript:alert(1)"),
    (
        r#""credit": [ { "artist": "the-moles" } ]"#,
        r#""credit": []"#,
    ),
    (
        r#""song": "night-train-remix""#,
        r#""song": "night-train-remix", "time": "1:00""#,
    ),
    (r#""number": 2,"#, r#""number": "two","#),
    (
        r#"{ "id": "booklet", "title""#,
        r#"{ "id": "booklet", "titel""#,
    ),
    (r#""format": 1,"#, r#""format": 1"#),
    (
        r#"{ "id": "fan-list", "title": "A fan's list" }"#,
        r#"["fan-list", "A fan's list", null]"#,
    ),
];

#[test]
fn each_rule_of_the_format_has_its_message() {
    let said: Vec<String> = FAULTS
        .iter()
        .map(|(from, to)| format!("{from} -> {to}\n{}", fault(from, to)))
        .collect();
    super::assert_snapshot("faults", &said.join("\n"));
}

#[test]
fn all_problems_of_all_files_are_reported_at_once() {
    let text = fixture()
        .replace("\"4:07\"", "\"x\"")
        .replace("\"zug\", \"usage\"", "\"zuk\", \"usage\"");
    let (_first, first) = file(&text);
    let (_second, second) = file("{");
    let said = Said::of(
        program()
            .arg("check")
            .arg(&first)
            .arg(&second)
            .arg("no/such/file"),
    );
    assert_eq!((said.stdout.as_str(), said.status), ("", Some(2)));
    assert_eq!(said.stderr.matches("error: ").count(), 3, "{}", said.stderr);
    assert!(
        said.stderr
            .contains("cannot read `no/such/file`: no such file or directory"),
        "{}",
        said.stderr
    );
}

#[test]
fn check_says_what_it_looked_at() {
    assert_eq!(
        soundtrack("check data").stderr,
        "note: 1 file checked, no problems\n"
    );
    assert_eq!(soundtrack("check data").status, Some(0));
    assert_eq!(
        soundtrack(&format!("check data {FIXTURE}")).stderr,
        "note: 2 files checked, no problems\n"
    );
}

#[test]
fn no_beginning_of_a_file_is_taken_for_a_file() {
    let text = fixture();
    let (_folder, path) = file("");
    for (end, _) in text.trim_end().char_indices().step_by(7) {
        fs::write(&path, &text[..end]).unwrap();
        let said = Said::of(program().args(["shows", "-c"]).arg(&path));
        assert_eq!(said.status, Some(2), "cut at {end}: {}", said.stderr);
    }
}

#[test]
fn what_is_no_text_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    for (bytes, expected) in [
        (&b""[..], "1:1: error: the file is empty"),
        (b" \n ", "1:1: error: the file is empty"),
        (
            b"{\n \"format\": \"\xe9\"",
            "2:13: error: this is not UTF-8: save the file in that encoding",
        ),
        (
            b"\xff\xfe{\0}\0",
            "1:1: error: this is not UTF-8: save the file in that encoding",
        ),
    ] {
        fs::write(&path, bytes).unwrap();
        let said = Said::of(program().args(["shows", "-c"]).arg(&path));
        assert_eq!(said.stderr, format!("{}:{expected}\n", path.display()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_noticed_by_every_command() {
    for arguments in [
        "songs",
        "songs --json",
        "songs --format csv",
        "artist wasia",
        "stats",
        "",
        "--help",
        "songs -h",
        "--version",
        "songs s1e4 --json",
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let said = Said::of(program().args(super::words(arguments)).stdout(full));
        assert!(
            said.stderr
                .starts_with("soundtrack: cannot write the output: "),
            "{arguments}: {}",
            said.stderr
        );
        assert_eq!(said.status, Some(2), "{arguments}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let formats = FORMATS.map(|format| format!("songs --format {format}"));
    for arguments in formats
        .iter()
        .map(String::as_str)
        .chain(["stats", "--help"])
    {
        let mut child = program()
            .args(super::words(arguments))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        assert_eq!(
            (stderr.as_str(), child.wait().unwrap().code()),
            ("", Some(0)),
            "{arguments}"
        );
    }
}

#[test]
fn many_problems_are_found_as_fast_as_one() {
    let song = |number| {
        format!(
            r#"{{"id": "s{number}", "title": "T", "length": "x", "credit": [{{"artist": "nobody"}}]}}"#
        )
    };
    let songs: Vec<String> = (0..2_000).map(song).collect();
    let (_folder, path) = file(&format!(
        r#"{{"format": 1, "show": {{"id": "x", "title": "X"}}, "songs": [{}]}}"#,
        songs.join(",\n")
    ));
    let said = Said::of(program().arg("check").arg(&path));
    assert_eq!(
        said.stderr
            .lines()
            .filter(|line| line.contains("error: "))
            .count(),
        4_000
    );
    assert!(
        said.stderr
            .contains(":2000:41: error: `x`: expected minutes"),
        "places are right to the end"
    );
}

#[test]
fn hostile_text_cannot_command_the_terminal() {
    let text = fixture()
        .replace("Zug nach Köln", r"Zug\u001b[2J\u009b2J\u202e\u0007")
        .replace("Harbour Lights", r"Harbour\u001b]0;x\u0007 Lights");
    let (_folder, path) = file(&text);
    for format in FORMATS {
        for command in [
            vec!["songs"],
            vec!["shows"],
            vec!["song", "zug"],
            vec!["stats"],
        ] {
            let said = Said::of(
                program()
                    .args(&command)
                    .args(["--format", format, "-c"])
                    .arg(&path),
            );
            let control = said.stdout.chars().find(|letter| {
                letter.is_control() && *letter != '\n' && !(*letter == '\t' && format == "tsv")
            });
            assert_eq!(
                (control, said.status),
                (None, Some(0)),
                "{command:?} {format}"
            );
            assert!(!said.stdout.contains('\u{202e}'), "{command:?} {format}");
        }
    }
    for format in FORMATS {
        let said =
            Said::of(program().args(["stats", "--artist", "baby\u{1b} queen", "--format", format]));
        assert!(
            !said.stdout.contains('\u{1b}') && said.status == Some(0),
            "{format}: {}",
            said.stderr
        );
    }
    let said = Said::of(program().args(["artist", "\u{1b}[2J"]));
    assert!(!said.stderr.contains('\u{1b}'), "{}", said.stderr);
    let said = Said::of(program().args(["songs", "--usage", "\u{1b}[2J"]));
    assert!(!said.stderr.contains('\u{1b}'), "{}", said.stderr);
}
