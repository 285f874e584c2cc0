//! Tests of `new`: the file that it begins is valid, and an existing one is never replaced.

use super::{Run, program, soundtrack};
use std::fs;

#[test]
fn a_file_has_the_show_its_seasons_and_its_episodes() {
    for (line, text) in [
        (
            "new Harbour Lights --seasons 2,1 -o -",
            r#"{
  "format": 1,
  "show": {
    "id": "harbour-lights",
    "title": "Harbour Lights"
  },
  "seasons": [
    {
      "number": 1,
      "episodes": [
        { "number": 1 },
        { "number": 2 }
      ]
    },
    {
      "number": 2,
      "episodes": [
        { "number": 1 }
      ]
    }
  ]
}
"#,
        ),
        (
            "new Harbour Lights --episodes tests/fixtures/harbour/episodes.csv -o -",
            r#"{
  "format": 1,
  "show": {
    "id": "harbour-lights",
    "title": "Harbour Lights"
  },
  "seasons": [
    {
      "number": 1,
      "episodes": [
        { "number": 1, "title": "Low Tide", "air_date": "2021-03-04" },
        { "number": 2, "title": "Slack Water", "air_date": "2021-03-11" },
        { "number": 3, "title": "High Tide", "air_date": "2021-03-18" }
      ]
    }
  ]
}
"#,
        ),
    ] {
        assert_eq!(soundtrack(line).answer(), text, "{line}");
    }
}

#[test]
fn every_kind_of_file_is_valid_and_answers_by_title() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.json");
    for (options, id, listed) in [
        (&["Night Ferry", "--kind", "film"][..], "night-ferry", "Night Ferry"),
        (&["Night Ferry", "--kind", "game"], "night-ferry", "Night Ferry"),
        (&["ferry", "--title", "The \u{7}Night \"Ferry\"", "--seasons", "2"], "ferry", "S01E02"),
        (&["夜の船", "--seasons", "1"], "夜の船", "S01E01"),
        (&["Night Ferry", "--kind", "album"], "night-ferry", ""),
        (&["Night Ferry"], "night-ferry", ""),
    ] {
        let run = Run::new(program().arg("new").args(options).arg("-o").arg(&path));
        assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""), "{options:?}: {}", run.stderr);
        assert_eq!(Run::new(program().arg("check").arg(&path)).status, Some(0), "{options:?}");
        let shows = Run::new(program().args(["shows", "--json", "-c"]).arg(&path)).json();
        assert_eq!(shows[0]["show"], id);
        let episodes = Run::new(program().args(["episodes", "-c"]).arg(&path));
        assert!(episodes.stdout.contains(listed), "{options:?}: {}", episodes.stdout);
        // A second run does not touch it.
        let text = fs::read_to_string(&path).unwrap();
        let run = Run::new(program().arg("new").args(options).arg("-o").arg(&path));
        assert!(
            run.status == Some(2) && run.stderr.contains("already exists\nhint: `soundtrack import "),
            "{}",
            run.stderr
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn episodes_are_read_in_every_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let utf_16: Vec<u8> = "\u{feff}S01E01 Ébauche\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&b"S01E01 \xc9bauche\n"[..], &utf_16, "S01E01 Ébauche\n".as_bytes()] {
        let path = folder.path().join("episodes.txt");
        fs::write(&path, bytes).unwrap();
        let text = Run::new(program().args(["new", "Quay", "-o", "-", "--episodes"]).arg(path)).answer();
        assert!(text.contains("Ébauche"), "{text}");
    }
}

#[test]
fn episodes_come_from_a_list_without_specials_that_have_no_number() {
    let list = r#"[
        { "season": 1, "number": 2, "name": "Ebb", "airdate": "2021-05-09" },
        { "season": 1, "number": 1, "name": "Tide", "airdate": "" },
        { "season": 1, "number": null, "name": "Behind the Quay", "airdate": "2021-12-24" },
        { "season": 2, "number": 1, "airdate": "2022-05-01" }
    ]"#;
    let run = Run::with_input(program().args(["new", "Harbour", "--episodes", "-", "-o", "-"]), list);
    assert_eq!(
        run.stderr,
        "note: 1 special without a number left out: Behind the Quay
"
    );
    let file: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let expected = serde_json::json!([
        { "number": 1, "episodes": [
            { "number": 1, "title": "Tide" },
            { "number": 2, "title": "Ebb", "air_date": "2021-05-09" },
        ] },
        { "number": 2, "episodes": [{ "number": 1, "air_date": "2022-05-01" }] },
    ]);
    assert_eq!(file["seasons"], expected);
}

#[test]
fn what_is_no_id_or_title_is_refused() {
    for (line, message) in [
        ("new !!! -o -", "no id can be made of the title `!!!`"),
        ("new Two --title Two -o -", "did you mean `two`?"),
        ("new two --title= -o -", "a title must not be empty"),
        ("new two --kind opera -o -", "opera"),
        ("new two --seasons x -o -", "x"),
        ("new two -o no/such/folder.json", "cannot write `no/such/folder.json`"),
        ("new two", "--output"),
        ("new two --episodes tests/no-such.json -o -", "no-such.json"),
    ] {
        let run = soundtrack(line);
        assert!(run.status == Some(2) && run.stderr.contains(message), "{line}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{line}");
    }
}
