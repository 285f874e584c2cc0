//! Tests of errors in catalog files: each has a position and a hint, all are reported in one run, and
//! follow-up errors are not.

use super::{Run, file, fixture, program};

/// A piece of the fixture, a replacement that breaks a rule, and whether the JSON Schema can detect that.
pub(super) const FAULTS: &[(&str, &str, bool)] = &[
    (r#""format": 1,"#, r#""format": 2,"#, true),
    (r#""format": 1,"#, r#""format": 1, "format": 1,"#, false),
    (r#""song": "zug""#, r#""song": "zuk""#, false),
    (r#"["booklet", "fan-list"]"#, r#"["booklet", "fanlist"]"#, false),
    (r#"{ "artist": "the-moles" } ], "origin""#, r#"{ "artist": "moles" } ], "origin""#, false),
    (r#""id": "harbour-lights""#, r#""id": "Harbour Lights!""#, true),
    (
        r#"{ "id": "night-train", "#,
        r#"{ "id": "zug", "title": "Another", "credit": [ { "artist": "eva-noel" } ] }, { "id": "night-train", "#,
        false,
    ),
    (
        r#"{ "number": 2, "title": "Ebb""#,
        r#"{ "number": 1, "title": "Spring" }, { "number": 2, "title": "Ebb""#,
        false,
    ),
    (r#""number": 0,"#, r#""number": 1,"#, false),
    (r#""between": [1, 2]"#, r#""between": [2, 1]"#, false),
    (r#""between": [1, 2]"#, r#""between": [1, 3]"#, false),
    (r#""between": [1, 2]"#, r#""between": [1]"#, true),
    (r#""title": "Ebb""#, r#""title": " ""#, true),
    (r#""air_date": "2021-05-09""#, r#""air_date": "2021-05-39""#, true),
    (r#""air_date": "2021-05-09""#, r#""air_date": "2021-02-30""#, false),
    (r#""length": "4:07""#, r#""length": "4:7""#, true),
    (r#""time": "31:05""#, r#""time": "31:65""#, true),
    (r#""length": "4:07""#, r#""length": 100000"#, true),
    (r#""length": "4:07""#, r#""length": 4.5"#, true),
    (r#""length": "4:07""#, r#""length": ["4:07"]"#, true),
    (r#""credit": [ { "artist": "the-moles" } ]"#, r#""credit": 5"#, true),
    (r#""credit": [ { "artist": "the-moles" } ]"#, r#""credit": "The Moles""#, true),
    (r#""network": "Channel 9""#, r#""kind": "opera""#, true),
    (r#""isrc": "DEA123456789""#, r#""isrc": "DE-A12""#, true),
    (r#""mbid": "b1a9c0e9-"#, r#""mbid": "b1a9c0e9"#, true),
    (r#""usage": "on-screen""#, r#""usage": "onscreen""#, true),
    (r#""origin": "score""#, r#""origin": "library""#, true),
    (r#""role": "remixer""#, r#""role": "mixer""#, true),
    ("https://example.org/zug.mp3", "javascript:alert(1)", true),
    (r#""credit": [ { "artist": "the-moles" } ]"#, r#""credit": []"#, true),
    (r#""song": "night-train-remix""#, r#""song": "night-train-remix", "time": "1:00""#, false),
    (r#""song": "zug","#, r#""song": "zug", "between": [1, 2],"#, false),
    (r#""number": 0,"#, r#""number": "two","#, true),
    (r#""number": 0,"#, r#""number": 2.5,"#, true),
    (r#""number": 0,"#, r#""number": -2,"#, true),
    (r#""number": 0,"#, r#""number": 70000,"#, true),
    (r#""aliases": ["BQ"]"#, r#""aliases": "BQ""#, true),
    (r#""aliases": ["BQ"]"#, r#""aliases": null"#, true),
    (r#""name": "Baby Queen""#, r#""name": null"#, true),
    (r#", "title": "A fan's list""#, "", true),
    (r#"{ "artist": "the-moles" } ], "origin""#, r#"["the-moles", null, null] ], "origin""#, true),
];

/// The same for warnings.
const DOUBTS: &[(&str, &str)] = &[
    (r#""note": "an early"#, r#""notes": "an early"#),
    (r#""country":"#, r#""mood":"#),
    (r#", "sources": ["fan-list"]"#, ""),
    (r#""name": "Baby Queen""#, r#""name": "The Móles!""#),
    (
        r#""id": "night-train-remix", "title": "夜に駆ける列車 (Mole Remix)""#,
        r#""id": "night-train-remix", "title": "夜に駆ける列車""#,
    ),
    (
        r#"{ "id": "night-train", "#,
        r#"{ "id": "day-train", "title": "Day", "credit": [ { "artist": "eva-noel" } ] }, { "id": "night-train", "#,
    ),
    (r#"{ "id": "baby-queen""#, r#"{ "id": "baby-king", "name": "Baby King" }, { "id": "baby-queen""#),
    (r#""album": "Gleise""#, r#""album": "Gl\u200beise""#),
    (r#""album": "Gleise""#, "\"album\": \"\u{202e}Gleise\""),
];

/// Keys that people write for others, with the hint at what they mean.
#[test]
fn other_words_for_a_key_have_a_hint() {
    for (from, to, hint) in [
        (r#""format": 1,"#, "", r#"write `"format": 1`"#),
        (
            r#""credit": [ { "artist": "the-moles" } ]"#,
            r#""artist": "The Móles""#,
            r#"did you mean `"credit": "the-moles"`?"#,
        ),
        (
            r#""credit": [ { "artist": "the-moles" } ]"#,
            r#""artists": ["the-moles"]"#,
            "did you mean `credit`?",
        ),
        (r#""placements": ["#, r#""songs": ["#, "did you mean `placements`?"),
        (r#""unplaced": ["#, r#""songs": ["#, "did you mean `unplaced`?"),
        (r#""length": "4:07""#, r#""Duration": "4:07""#, "did you mean `length`?"),
        (r#""number": 0,"#, r#""season": 0,"#, "did you mean `number`?"),
        (r#"{ "number": 2, "title": "Ebb""#, r#"{ "episode": 2, "title": "Ebb""#, "did you mean `number`?"),
        (r#""name": "Baby Queen""#, r#""title": "Baby Queen""#, "did you mean `name`?"),
        (r#""title": "Harbour Theme""#, r#""name": "Harbour Theme""#, "did you mean `title`?"),
        (r#""scene": "The band"#, r#""where": "The band"#, "did you mean `scene`?"),
        (r#""scene": "The band"#, r#""description": "The band"#, "did you mean `scene`?"),
    ] {
        let (_folder, path) = file(&changed(&[(from, to)]));
        let run = Run::new(program().arg("check").arg(&path));
        assert!(run.stderr.contains(&format!("hint: {hint}\n")), "{from} -> {to}: {}", run.stderr);
    }
}

/// The fixture with some pieces replaced.
pub(super) fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = fixture();
    for (from, to) in changes {
        assert!(text.contains(from), "the fixture has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// The severities and messages of `check`, without the one that the unchanged fixture has.
fn findings(text: &str) -> Vec<(String, String)> {
    let (_folder, path) = file(text);
    let run = Run::new(program().args(["check", "--json"]).arg(&path));
    let rows: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let has_errors = rows.iter().any(|row| row["severity"] == "error");
    assert_eq!(run.status, Some(if has_errors { 2 } else { 0 }));
    rows.iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            (text("severity"), text("message"))
        })
        .filter(|(_, message)| message != "episode 1 is listed after episode 2")
        .collect()
}

#[test]
fn each_broken_rule_has_its_own_message() {
    let mut all = String::new();
    for (from, to, _) in FAULTS {
        let text = changed(&[(from, to)]);
        let found = findings(&text);
        assert!(
            matches!(found.as_slice(), [(severity, _)] if severity == "error"),
            "{from} -> {to}: {found:?}"
        );
        let (_folder, path) = file(&text);
        let run = Run::new(program().args(["songs", "-c"]).arg(&path));
        assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
        all += &format!("{from} -> {to}\n{}\n", run.stderr);
        all = all.replace(&format!("{}:", path.display()), "");
    }
    super::assert_snapshot("faults", &all);
}

#[test]
fn doubts_are_warnings() {
    let mut all = String::new();
    for (from, to) in DOUBTS {
        let found = findings(&changed(&[(from, to)]));
        assert!(
            matches!(found.as_slice(), [(severity, _)] if severity == "warning"),
            "{from} -> {to}: {found:?}"
        );
        all += &format!("{from} -> {to}\n{}\n\n", found[0].1);
    }
    super::assert_snapshot("doubts", &all);
    assert_eq!(findings(&fixture()), []);
}

/// Faults that do not hide each other.
const TOGETHER: &[(&str, &str)] = &[
    (r#""format": 1,"#, r#""format": 2, "flavour": "sweet","#),
    (r#""id": "harbour-lights""#, r#""id": "Harbour Lights!""#),
    (r#""network": "Channel 9""#, r#""network": 9"#),
    (r#""song": "zug""#, r#""song": "zuk""#),
    (r#""time": "0:42""#, r#""time": "0:72""#),
    (r#""usage": "on-screen""#, r#""usage": "onscreen""#),
    (r#""characters": ["Mira", "Jo"]"#, r#""characters": "Mira""#),
    (r#"["booklet", "fan-list"]"#, r#"["booklet", "fanlist"]"#),
    (r#""between": [1, 2]"#, r#""between": [2, 1]"#),
    (r#""number": 0,"#, r#""number": "zero","#),
    (r#""title": "Christmas Special""#, r#""title": """#),
    (r#""origin": "score""#, r#""origin": "library""#),
    (r#""role": "composer""#, r#""rule": "composer""#),
    (r#""length": "4:07""#, r#""length": "4:7""#),
    (r#""released": "1999-10""#, r#""released": "1999-13""#),
    (r#""isrc": "DEA123456789""#, r#""isrc": "DE-A12""#),
    (r#""mbid": "b1a9c0e9-"#, r#""mbid": "b1a9c0e9"#),
    ("https://example.org/zug.mp3", "javascript:alert(1)"),
    (r#""members": ["Bo Mole", "Ada Mole"]"#, r#""members": ["Bo Mole", {}]"#),
    (r#""name": "Eva Noël""#, r#""name": "Eva\u0007 Noël""#),
    (r#""name": "Baby Queen""#, r#""nom": "Baby Queen""#),
    (r#"{ "artist": "the-moles" } ], "origin""#, r#"["the-moles", null, null] ], "origin""#),
    (
        r#"{ "id": "night-train", "#,
        r#"{ "id": "zug", "title": "Another", "credit": [] }, { "id": "night-train", "#,
    ),
];

#[test]
fn all_faults_of_a_file_are_reported_in_one_run() {
    let text = changed(TOGETHER);
    let found = findings(&text);
    // Some changes have a second finding: an unknown key, or an empty credit.
    let unknown_keys = ["flavour", "rule", "nom"].len();
    let also = ["an empty credit"].len();
    assert_eq!(found.len(), TOGETHER.len() + unknown_keys + also, "{found:#?}");
    let (_folder, path) = file(&text);
    let run = Run::new(program().arg("check").arg(&path));
    let report = run.stderr.replace(&format!("{}:", path.display()), "");
    super::assert_snapshot("report", &report);
}

#[test]
fn follow_up_errors_are_not_reported() {
    for (from, to) in [
        (r#""songs": ["#, r#""songs": 5, "note": ["#),
        (r#""artists": ["#, r#""artists": {}, "note": ["#),
        (r#""number": 0,"#, r#""number": null,"#),
        (r#""episodes": ["#, r#""episodes": "none", "note": ["#),
        (r#""show": {"#, r#""show": [], "note": {"#),
    ] {
        let found = findings(&changed(&[(from, to)]));
        let errors = found.iter().filter(|(severity, _)| severity == "error");
        assert_eq!(errors.count(), 1, "{from} -> {to}: {found:#?}");
    }
    assert_eq!(findings("[1, 2]").len(), 1);
    assert_eq!(findings("{}").len(), 2, "the format and the show are missing");
}

/// The references that no longer resolve because an id is invalid are reported together with that id, and so
/// are those that never resolved.
#[test]
fn dangling_references_are_reported_beside_invalid_ids() {
    let other = "completely-different-thing";
    for (kind, id, reference) in [
        ("song", r#""id": "zug""#, r#""song": "night-train-remix""#),
        ("artist", r#""id": "baby-queen""#, r#"{ "artist": "the-moles" } ], "origin""#),
        ("source", r#""id": "fan-list""#, r#""sources": ["booklet"]"#),
    ] {
        let found = findings(&changed(&[
            (reference, &reference.replacen(reference.split('"').nth(3).unwrap(), other, 1)),
            (id, r#""id": 7"#),
        ]));
        let has = |wanted: &str| found.iter().any(|(_, message)| message == wanted);
        assert!(has("expected a text, found the number 7"), "{found:#?}");
        assert!(has(&format!("no {kind} `{other}` is defined")), "{found:#?}");
        let lost = id.split('"').nth(3).unwrap();
        assert!(has(&format!("no {kind} `{lost}` is defined")), "{found:#?}");
    }
    let found = findings(&changed(&[(r#""number": 2,"#, r#""number": "two","#)]));
    assert!(found.iter().any(|(_, message)| message == "the season has no episode 2"), "{found:#?}");
}
