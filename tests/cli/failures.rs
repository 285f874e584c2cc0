//! Faults: wrong files, full disks, readers that go away. Every message says what failed, on what, and where.

use super::{FORMATS, Said, program};
use std::fs::File;
use std::io::Read;
use std::process::Stdio;

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
