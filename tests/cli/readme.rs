//! The README: what it shows is what the program says (`TRYCMD=overwrite cargo test` writes it anew), and what it gives
//! to paste works.

use super::{Said, file, program};
use std::fs;

fn readme() -> String {
    fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The blocks fenced as `language`.
fn blocks(language: &str) -> Vec<String> {
    let (readme, fence) = (readme(), format!("```{language}\n"));
    let starts = readme.split(&fence).skip(1);
    starts
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_shown_run_is_real() {
    let cases = trycmd::TestCases::new();
    for (variable, value) in [
        ("SOUNDTRACK_CATALOG", ""),
        ("XDG_DATA_HOME", "/nonexistent"),
        ("NO_COLOR", "1"),
    ] {
        cases.env(variable, value);
    }
    cases.case("README.md");
}

#[test]
fn the_own_show_works_when_pasted() {
    let own = blocks("json");
    assert_eq!(own.len(), 1);
    assert!(
        own[0].lines().count() <= 15,
        "{} lines",
        own[0].lines().count()
    );
    let (_folder, path) = file(&own[0]);
    let said = Said::of(
        program()
            .args([
                "songs",
                "--format",
                "csv",
                "--columns",
                "code,song,artist",
                "--no-header",
                "-c",
            ])
            .arg(&path),
    );
    assert_eq!(
        said.answer(),
        "S01E01,First Light,The Quay\nS01 ?,Low Water,The Quay feat. Ada\n"
    );
}

#[test]
fn the_two_commands_of_the_set_up_are_there() {
    let commands = blocks("sh").concat();
    for command in ["cargo run --release -- songs --season 2\n", "cargo test\n"] {
        assert!(commands.contains(command), "{command}");
    }
}
