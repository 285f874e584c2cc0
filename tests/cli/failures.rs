//! Tests of failures: full disks, closed pipes, endless files, odd file names and environments.

use super::{Run, fixture, formats, program, soundtrack};
use std::fs::File;
use std::io::{Read, Write};
use std::process::Stdio;

#[cfg(target_os = "linux")]
#[test]
fn every_command_reports_a_full_disk() {
    for arguments in [
        "songs",
        "songs --json",
        "playlist s2e3",
        "compare tests/fixtures/mine.txt",
        "songs --format csv",
        "artist wasia",
        "stats",
        "",
        "--help",
        "songs -h",
        "--version",
        "songs s1e4 --json",
        "search snow",
        "gaps",
        "schema",
        "check --json",
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let run = Run::new(program().args(super::words(arguments)).stdout(full));
        assert!(
            run.stderr.starts_with("soundtrack: cannot write the output: "),
            "{arguments}: {}",
            run.stderr
        );
        assert_eq!(run.status, Some(2), "{arguments}");
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let formats = formats().into_iter().map(|format| format!("songs --format {format}"));
    let formats: Vec<String> = formats.collect();
    for arguments in formats.iter().map(String::as_str).chain(["stats", "--help"]) {
        let mut child = program()
            .args(super::words(arguments))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((stderr.as_str(), child.wait().unwrap().code()), ("", Some(0)), "{arguments}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn failing_to_write_messages_does_not_change_the_status() {
    for (arguments, status) in
        [("songs --artist nobody", 1), ("songs s1e3", 0), ("check no/such/file", 2), ("--nonsense", 2)]
    {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = program();
        let run = command.args(super::words(arguments)).stdout(Stdio::null()).stderr(full).status();
        assert_eq!(run.unwrap().code(), Some(status), "{arguments}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn endless_input_is_read_up_to_the_limit() {
    let started = std::time::Instant::now();
    let run = Run::new(program().args(["check", "/dev/zero"]));
    assert!(
        run.stderr.starts_with("/dev/zero:1:1: error: this is a binary file, not text\n"),
        "{}",
        run.stderr
    );
    for path in ["-", "/dev/stdin"] {
        let mut child = program()
            .args(["check", path, "--max-size", "1M"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        while stdin.write_all(&[b' '; 4_096]).is_ok() {}
        let run = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(run.stderr).unwrap();
        let message = "it is larger than 1M\nhint: `--max-size` reads larger files\n";
        assert!(stderr.contains(message), "{stderr}");
        assert_eq!(run.status.code(), Some(2));
    }
    // This is not about speed: without the limit it would never end.
    assert!(started.elapsed() < std::time::Duration::from_secs(60));
}

#[test]
fn a_catalog_can_come_from_a_pipe() {
    let paths: &[&str] = if cfg!(unix) { &["-", "/dev/stdin"] } else { &["-"] };
    for path in paths {
        let words = [
            "songs",
            "s1e1",
            "-a",
            "eva noel",
            "--certainty",
            "stated",
            "--format",
            "csv",
            "--columns",
            "song",
            "-c",
        ];
        let run = Run::with_input(program().args(words).arg(path), &fixture());
        assert_eq!(run.stdout, "song\nHarbour Theme\nZug nach Köln\n");
    }
    let run = Run::new(program().args(["shows", "-c", "-"]));
    assert!(run.stderr.starts_with("<stdin>:1:1: error: the file is empty"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn any_file_name_is_accepted() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"-rf"[..], b"--help", b"\xff\xfe.json", b"a b\n\x1b[2J;$(x).json"] {
        let name = OsStr::from_bytes(name);
        std::fs::write(folder.path().join(name), fixture()).unwrap();
        let mut catalog = OsString::from("--catalog=");
        catalog.push(name);
        let shows = [OsStr::new("shows"), &catalog];
        let check = [OsStr::new("check"), OsStr::new("--"), name];
        for arguments in [&shows[..], &check] {
            let run = Run::new(program().current_dir(folder.path()).args(arguments));
            assert_eq!(run.status, Some(0), "{name:?}: {}", run.stderr);
            assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
        }
    }
    for command in ["search", "songs", "song"] {
        let run = Run::new(program().arg(command).arg(OsStr::from_bytes(b"\xff")));
        assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
        assert!(run.stderr.contains("invalid UTF-8"), "{}", run.stderr);
    }
}

#[test]
fn odd_environments_do_not_change_the_output() {
    let songs = soundtrack("songs -s 2").answer();
    for (variable, value) in [
        ("TERM", "dumb"),
        ("TERM", "linux"),
        ("HOME", "/"),
        ("HOME", "/proc"),
        ("COLUMNS", "0"),
        ("COLUMNS", "many"),
        ("LC_ALL", "C"),
        ("XDG_DATA_HOME", "relative"),
    ] {
        let run = Run::new(program().args(["songs", "-s", "2"]).env(variable, value));
        assert_eq!(run.answer(), songs, "{variable}={value}");
    }
    let run = Run::new(program().args(["songs", "-s", "2"]).env_remove("HOME"));
    assert_eq!(run.answer(), songs);
}
