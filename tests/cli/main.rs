//! Tests of the program as a process: arguments and input, both streams and the exit status.

#![allow(clippy::unwrap_used)]

mod catalog_page;
mod catalogs;
mod check;
mod editing;
mod failures;
mod faults;
mod files;
mod formats;
mod help;
mod import;
mod new;
mod pictures;
mod playlists;
mod readme;
mod schema;
mod screens;
mod transcripts;

use clap::ValueEnum;
use soundtrack::out::Format;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const EMBEDDED: &str = "data/heartstopper.json";
const FIXTURE: &str = "tests/fixtures/harbour.json";

/// The names of all output formats.
fn formats() -> Vec<String> {
    let values = Format::value_variants().iter().map(|format| format.to_possible_value().unwrap());
    values.map(|value| value.get_name().to_owned()).collect()
}

/// The program in the project's folder, with a clean environment.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soundtrack"));
    command.env_clear().env("HOME", "/nonexistent").current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::null());
    command
}

/// Runs the program with arguments that are separated by spaces; quotes keep words together.
fn soundtrack(arguments: &str) -> Run {
    Run::new(program().args(words(arguments)))
}

fn words(arguments: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in arguments.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Compares with `snapshots/NAME.txt`; `SNAPSHOTS=overwrite cargo test` updates it.
#[track_caller]
fn assert_snapshot(name: &str, text: &str) {
    let path = format!("{}/tests/cli/snapshots/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    snapbox::assert_data_eq!(
        text,
        snapbox::Data::read_from(path.as_ref(), Some(snapbox::data::DataFormat::Text)).raw()
    );
}

/// The output and exit status of one run of the program.
#[derive(Debug)]
struct Run {
    stdout: String,
    stderr: String,
    status: Option<i32>,
}

impl Run {
    fn new(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// Runs a command with a text on standard input.
    fn with_input(command: &mut Command, text: &str) -> Self {
        let streams = [(); 3].map(|()| Stdio::piped());
        let [input, output, errors] = streams;
        let mut child = command.stdin(input).stdout(output).stderr(errors).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        Self::from(child.wait_with_output().unwrap())
    }

    fn from(output: Output) -> Self {
        let Output { stdout, stderr, status } = output;
        Self {
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
            status: status.code(),
        }
    }

    /// The standard output of a run that succeeded without messages.
    #[track_caller]
    fn answer(self) -> String {
        assert_eq!((self.stderr.as_str(), self.status), ("", Some(0)));
        self.stdout
    }

    #[track_caller]
    fn json(self) -> Vec<serde_json::Value> {
        serde_json::from_str(&self.answer()).unwrap()
    }
}

/// Runs a line in a shell whose home is `folder`, with the program in its path.
#[cfg(unix)]
fn in_shell(line: &str, folder: &std::path::Path) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_soundtrack"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.env_clear().env("PATH", path).env("HOME", folder);
    shell.current_dir(folder).args(["-c", line]).output().unwrap()
}

fn fixture() -> String {
    std::fs::read_to_string(format!("{}/{FIXTURE}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A temporary file with this text.
fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.json");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}
