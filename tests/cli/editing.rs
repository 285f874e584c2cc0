//! Tests of the commands that change files: `fmt` and `rename`.

use super::{EMBEDDED, FIXTURE, Run, file, fixture, program, soundtrack};
use std::fs;

/// The modification time would tell that a file was written.
fn modified(path: &std::path::Path) -> std::time::SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn fmt_rewrites_files_that_differ() {
    let (_folder, path) = file(&fixture());
    let name = path.display();
    let run = Run::new(program().args(["fmt", "--check", EMBEDDED]).arg(&path));
    assert_eq!((run.stdout, run.status), (format!("{name}\n"), Some(1)));
    assert_eq!(
        run.stderr,
        format!("soundtrack: 1 file not in the usual layout\nhint: `soundtrack fmt {name}`\n")
    );
    let diff = Run::new(program().args(["fmt", "--diff"]).arg(&path)).answer();
    assert!(diff.starts_with(&format!("--- {name}\n+++ {name}\n@@ -2,")), "{diff}");
    assert_eq!(fs::read_to_string(&path).unwrap(), fixture(), "nothing is written");
    let piped = Run::with_input(program().args(["fmt", "-"]), &fixture()).answer();
    let run = Run::new(program().arg("fmt").arg(&path));
    assert_eq!((run.stderr.as_str(), run.status), ("note: 1 file changed\n", Some(0)));
    assert_eq!(fs::read_to_string(&path).unwrap(), piped);
    let before = modified(&path);
    let run = Run::new(program().arg("fmt").arg(&path));
    assert_eq!((run.stderr.as_str(), run.status), ("note: 0 files changed\n", Some(0)));
    assert_eq!(modified(&path), before);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no other file is left");
}

#[test]
fn fmt_formats_files_with_errors_but_not_other_texts() {
    let (_folder, faulty) = file(r#"{"format": 2, "seasons": [{"number": "x"}]}"#);
    let (_other_folder, other) = file("{\"format\": 1,}");
    let run = Run::new(program().arg("fmt").args([&other, &faulty]));
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    let message = format!("{}:1:14: error: ", other.display());
    assert!(run.stderr.starts_with(&message), "{}", run.stderr);
    assert!(run.stderr.ends_with("1 file not formatted\n"), "{}", run.stderr);
    let formatted = "{\n  \"format\": 2,\n  \"seasons\": [\n    {\n      \"number\": \"x\"\n    }\n  ]\n}\n";
    assert_eq!(fs::read_to_string(&faulty).unwrap(), formatted);
    assert_eq!(soundtrack("fmt no/such/file").status, Some(2));
}

#[test]
fn ids_are_renamed_everywhere() {
    let (_folder, path) = file(&fixture());
    let rename = |words: &str| Run::new(program().arg("rename").arg(&path).args(super::words(words)));
    let run = rename("source booklet leaflet");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), fixture().replace("\"booklet\"", "\"leaflet\""));
    let run = rename("artist eva-noel eva");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let renamed = fs::read_to_string(&path).unwrap();
    assert!(!renamed.contains("\"eva-noel\""), "{renamed}");
    for (words, status, message) in [
        ("artist nobody x", 1, "the file has no artist `nobody`"),
        ("song zug night-train", 2, "there is a song `night-train` already\nhint: `--merge`"),
        ("song zug Zug!", 2, "`Zug!` is no id"),
    ] {
        let run = rename(words);
        assert!(run.stderr.contains(message), "{words}: {}", run.stderr);
        assert_eq!(
            (run.status, fs::read_to_string(&path).unwrap()),
            (Some(status), renamed.clone()),
            "{words}"
        );
    }
}

#[test]
fn merging_keeps_what_is_there_and_adds_what_it_lacks() {
    let (_folder, path) = file(&fixture());
    let rename = |words: &str| Run::new(program().arg("rename").arg(&path).args(super::words(words)));
    let diff = rename("source fan-list booklet --merge --diff");
    assert!(diff.stdout.contains("\n@@ "), "{}", diff.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), fixture(), "nothing is written");
    let run = rename("source fan-list booklet --merge");
    assert!(run.stderr.contains("`booklet` keeps its title "), "{}", run.stderr);
    let merged = fs::read_to_string(&path).unwrap();
    assert!(!merged.contains("fan-list"), "{merged}");
    assert!(!merged.contains(r#""booklet", "booklet""#), "{merged}");
    let run = rename("song night-train zug --merge");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let listed = Run::new(program().args(["song", "zug", "--json", "-c"]).arg(&path));
    assert_eq!(listed.status, Some(0), "{}", listed.stderr);
}

#[test]
fn a_file_with_errors_is_not_renamed_in() {
    let text = fixture().replace("\"4:07\"", "\"x\"");
    let (_folder, path) = file(&text);
    let run = Run::new(program().arg("rename").arg(&path).args(["source", "booklet", "leaflet"]));
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("expected minutes"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let (_folder, path) = file(&fixture().replace("\"zug\", \"title\"", "\"zuk\", \"title\""));
    assert_eq!(Run::new(program().arg("fmt").arg(&path)).status, Some(0));
    assert_eq!(soundtrack(&format!("fmt --check {FIXTURE}")).status, Some(1));
}

/// Kills the program at all times of a run: half of them as soon as it begins to write.
#[test]
fn a_killed_program_leaves_the_old_file_or_the_new_one() {
    let kills = std::env::var("SOUNDTRACK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(40);
    let catalog = fs::read_to_string(format!("{}/{EMBEDDED}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let notes = format!("  \"x\": [{}\"\"],\n  \"songs\"", "\"a note on something\",\n".repeat(30_000));
    let old = catalog.replacen("  \"songs\"", &notes, 1).replace('\n', "\r\n");
    let (folder, path) = file(&old);
    let start = std::time::Instant::now();
    assert_eq!(Run::new(program().arg("fmt").arg(&path)).status, Some(0));
    let (duration, new) = (start.elapsed(), fs::read_to_string(&path).unwrap());
    let is_writing = || fs::read_dir(folder.path()).unwrap().count() > 1;
    let mut written = 0;
    for number in 0..kills {
        fs::write(&path, &old).unwrap();
        let mut child = program().arg("fmt").arg(&path).stderr(std::process::Stdio::null()).spawn().unwrap();
        if number % 2 == 0 {
            std::thread::sleep(duration * number / kills);
        } else {
            while !is_writing() && child.try_wait().unwrap().is_none() {}
            std::thread::sleep(std::time::Duration::from_micros(u64::from(number) * 20));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let now = fs::read_to_string(&path).unwrap();
        written += u32::from(now == new);
        assert!(now == old || now == new, "{} bytes are left", now.len());
        for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            if entry.path() != path {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
    assert!(written < kills, "no run was stopped");
}
