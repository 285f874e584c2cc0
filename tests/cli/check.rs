//! Tests of `check`: files that are not text or JSON, conflicts between files, and reports of many problems.

use super::faults::changed;
use super::{FIXTURE, Run, file, fixture, program, soundtrack};
use std::fs;

#[test]
fn problems_of_all_files_are_reported_at_once() {
    let (_first, first) =
        file(&changed(&[("\"4:07\"", "\"x\""), ("\"zug\", \"usage\"", "\"zuk\", \"usage\"")]));
    let (_second, second) = file("{");
    let same_show = file(&fixture().replace("\"Eva Noël\"", "\"Ewa Noël\""));
    let run = Run::new(program().arg("check").args([&first, &second, &same_show.1]).arg(FIXTURE));
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    for message in [
        "`x`: expected minutes",
        "no song `zuk` is defined",
        "unexpected end of the file",
        "the show `harbour-lights` is also in",
        "the artist `eva-noel` is called `Ewa Noël` here, but `Eva Noël` in",
    ] {
        assert!(run.stderr.contains(message), "{message}: {}", run.stderr);
    }
    let missing = soundtrack("check no/such/file data/heartstoper.json");
    assert_eq!(
        missing.stderr,
        "soundtrack: cannot read `no/such/file`: no such file or directory\n\n\
         soundtrack: cannot read `data/heartstoper.json`: no such file or directory\n\
         hint: did you mean `data/heartstopper.json`?\n\n0 files checked: 2 errors\n"
    );
}

#[test]
fn findings_are_coloured_and_apart() {
    let (_folder, path) =
        file(r#"{"format": 1, "show": {"id": "x", "title": 3}, "seasons": [], "artist": []}"#);
    let run = Run::new(program().args(["check", "--color", "always"]).arg(&path));
    assert!(run.stderr.contains(": \u{1b}[0;31merror\u{1b}[0m: "), "{}", run.stderr);
    assert!(run.stderr.contains(": \u{1b}[0;33mwarning\u{1b}[0m: "), "{}", run.stderr);
    let run = Run::new(program().arg("check").arg(&path));
    assert!(!run.stderr.contains('\u{1b}'));
    let findings = run.stderr.matches(".json:1:").count();
    assert_eq!(run.stderr.matches("\n\n").count(), findings, "{}", run.stderr);
}

#[test]
fn check_reports_the_number_of_files() {
    let run = soundtrack("check data");
    assert_eq!((run.stderr.as_str(), run.status), ("note: 1 file checked, no problems\n", Some(0)));
    assert_eq!(soundtrack("check").stderr, run.stderr);
    assert_eq!(
        soundtrack(&format!("check data {FIXTURE}")).stderr.lines().last(),
        Some("note: 2 files checked: 1 warning")
    );
    let run = soundtrack("check data --json");
    assert_eq!((run.stdout.as_str(), run.status), ("[]\n", Some(0)));
}

#[test]
fn findings_are_printed_in_any_format() {
    let run = soundtrack(&format!("check {FIXTURE} --format csv --columns line,column,severity,message"));
    assert_eq!(
        run.stdout,
        "line,column,severity,message\n8,21,warning,episode 1 is listed after episode 2\n"
    );
}

#[test]
fn truncated_files_are_errors() {
    let text = fixture();
    let (_folder, path) = file("");
    for (end, _) in text.trim_end().char_indices().step_by(97) {
        fs::write(&path, &text[..end]).unwrap();
        let run = Run::new(program().args(["shows", "-c"]).arg(&path));
        assert_eq!(run.status, Some(2), "cut at {end}: {}", run.stderr);
    }
}

#[test]
fn files_that_are_not_text_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    let save = "hint: save the file as UTF-8\n";
    for (bytes, expected) in [
        (&b""[..], "1:1: error: the file is empty\n".to_owned()),
        (b" \n ", "1:1: error: the file is empty\n".to_owned()),
        (
            b"{\n \"format\": \"\xe9\"",
            format!(
                "2:13: error: this is not UTF-8: byte 0xE9\n    \"format\": \"\u{fffd}\"\n               ^\n{save}"
            ),
        ),
        (b"\xff\xfe{\0}\0", format!("1:1: error: this is UTF-16, not UTF-8\n{save}")),
        (b"\0{\0}", format!("1:1: error: this is UTF-16, not UTF-8\n{save}")),
        (b"\0\0\xfe\xff\0\0\0{", format!("1:1: error: this is UTF-32, not UTF-8\n{save}")),
        (b"\x7fELF\0\0", "1:1: error: this is a binary file, not text\n".to_owned()),
    ] {
        fs::write(&path, bytes).unwrap();
        let run = Run::new(program().args(["shows", "-c"]).arg(&path));
        assert_eq!(run.stderr, format!("{}:{expected}", path.display()));
    }
    let text = format!("\u{feff}{}", fixture().replace('\n', "\r\n"));
    fs::write(&path, text.replace("\"4:07\"", "\"x\"")).unwrap();
    let run = Run::new(program().args(["shows", "-c"]).arg(&path));
    assert!(run.stderr.contains(":26:89: error: `x`: "), "{}", run.stderr);
}

#[test]
fn common_json_mistakes_are_explained() {
    let mut all = String::new();
    for text in [
        "{\"format\": 1, // the version\n}",
        "{\"format\": 1,\n}",
        "{'format': 1}",
        "{\"format\": NaN}",
        "{\"format\": None}",
        "{\"format\": 1} {}",
        "{\"format\": 1, \"show\": {\"id\": \"a",
        "{\"format\": 1, \"show\": {\"id\": \"a\nb\"}}",
        "{\"format\": 1, \"show\": {\"id\": \"\\q\"}}",
        "{\"format\": 1e999}",
        "{\"format\" 1}",
        "<!doctype html>",
    ] {
        let (_folder, path) = file(text);
        let run = Run::new(program().arg("check").arg(&path));
        assert_eq!(run.status, Some(2));
        all += &run.stderr.replace(&format!("{}:", path.display()), "");
    }
    super::assert_snapshot("syntax", &all);
}

#[test]
fn findings_beyond_the_limit_are_counted() {
    let keys: String = (0..12_000).map(|number| format!("\"k{number}\": 0, ")).collect();
    let (_folder, path) = file(&format!(r#"{{{keys} "format": 1, "show": {{"id": "x", "title": "X"}}}}"#));
    let run = Run::new(program().arg("check").arg(&path));
    assert_eq!(run.stderr.matches(": warning: unknown key").count(), 10_000);
    let more = format!("`{}` has 2000 more warnings that are not listed", path.display());
    assert!(run.stderr.contains(&more));
    assert_eq!(run.status, Some(0));
}

#[test]
fn many_problems_are_located_in_linear_time() {
    let song = |number| {
        format!(r#"{{"id": "s{number}", "title": "T", "length": "x", "credit": [{{"artist": "nobody"}}]}}"#)
    };
    let songs: Vec<String> = (0..12_000).map(song).collect();
    let (_folder, path) = file(&format!(
        r#"{{"format": 1, "show": {{"id": "x", "title": "X"}}, "songs": [{}]}}"#,
        songs.join(",\n")
    ));
    let run = Run::new(program().arg("check").arg(&path));
    let errors = run.stderr.matches(": error: ").count();
    assert_eq!(errors, 10_000);
    assert!(run.stderr.contains(&format!("`{}` has 14000 more errors that are not listed", path.display())));
    assert!(run.stderr.contains(":5000:41: error: `x`: expected minutes"), "places are right to the end");
}
