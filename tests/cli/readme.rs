//! Tests that the README is true: its runs (`SNAPSHOTS=overwrite cargo test` updates them) and examples.

use super::{Run, file, program};
use std::fs;
use std::io::{Read, Seek};

fn readme() -> String {
    fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let (readme, fence) = (readme(), format!("```{language}\n"));
    let starts = readme.split(&fence).skip(1);
    starts.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

/// A run as a terminal shows it: the command, both streams, and an exit status other than 0.
fn run(command: &str) -> String {
    let arguments = command.strip_prefix("$ soundtrack").unwrap();
    let mut screen = tempfile::tempfile().unwrap();
    let status = program()
        .args(super::words(arguments))
        .stdout(screen.try_clone().unwrap())
        .stderr(screen.try_clone().unwrap())
        .status()
        .unwrap();
    let mut shown = format!("{command}\n");
    if !status.success() {
        shown += &format!("? {}\n", status.code().unwrap());
    }
    let mut run = String::new();
    screen.rewind().unwrap();
    screen.read_to_string(&mut run).unwrap();
    run.lines().for_each(|line| shown += &format!("{}\n", line.trim_end()));
    shown
}

#[test]
fn every_shown_run_is_real() {
    let mut readme = readme();
    for block in blocks("console") {
        let commands = block.lines().filter(|line| line.starts_with('$'));
        let runs: Vec<String> = commands.map(run).collect();
        readme = readme.replace(&block, &runs.join("\n"));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let format = Some(snapbox::data::DataFormat::Text);
    snapbox::assert_data_eq!(readme, snapbox::Data::read_from(path.as_ref(), format).raw());
}

#[test]
fn the_example_catalog_is_valid() {
    let own = blocks("json");
    assert_eq!(own.len(), 1);
    assert!(own[0].lines().count() <= 15, "{} lines", own[0].lines().count());
    let (_folder, path) = file(&own[0]);
    let run = Run::new(
        program()
            .args(["songs", "--format", "csv", "--columns", "code,song,artist", "--no-header", "-c"])
            .arg(&path),
    );
    assert_eq!(run.answer(), "S01E01,First Light,The Quay\nS01 ?,Low Water,The Quay feat. Ada\n");
}

#[cfg(unix)]
#[test]
fn the_commands_for_the_example_catalog_work() {
    let folder = tempfile::tempdir().unwrap();
    let shows = folder.path().join("shows");
    fs::create_dir(&shows).unwrap();
    for path in [folder.path().join("own.json"), shows.join("own.json")] {
        fs::write(path, &blocks("json")[0]).unwrap();
    }
    let all = blocks("sh");
    let block = all.iter().find(|block| block.contains("own.json")).unwrap();
    for line in block.lines() {
        let output = super::in_shell(line, folder.path());
        assert!(output.status.success(), "{line}: {output:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_catalog_is_made_of_a_list_of_episodes_and_an_article() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["episodes.csv", "article.txt"] {
        let fixture = format!("{}/tests/fixtures/harbour/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::copy(fixture, folder.path().join(name)).unwrap();
    }
    let all = blocks("sh");
    let block = all.iter().find(|block| block.contains("harbour.json")).unwrap();
    let mut last = String::new();
    for line in block.lines() {
        let output = super::in_shell(line, folder.path());
        assert!(output.status.success(), "{line}: {output:?}");
        last = String::from_utf8(output.stdout).unwrap();
    }
    assert!(last.contains("Low Tide") && last.contains("The Quay feat. Ada Frost"), "{last}");
}

/// The lines of the installation but for those of cargo, which need a network.
#[cfg(unix)]
#[test]
fn the_installation_works_on_a_fresh_account() {
    let home = tempfile::tempdir().unwrap();
    let blocks = blocks("sh");
    let is_install = |block: &&String| {
        block.contains("soundtrack completions bash > ~/") || block.contains("soundtrack man --out ~/")
    };
    let lines: Vec<&str> = blocks.iter().filter(is_install).flat_map(|block| block.lines()).collect();
    assert_eq!(lines.len(), 7);
    for line in lines {
        let output = super::in_shell(line, home.path());
        assert!(output.status.success(), "{line}: {output:?}");
    }
    for file in [
        ".local/share/bash-completion/completions/soundtrack",
        ".zfunc/_soundtrack",
        ".config/fish/completions/soundtrack.fish",
        ".cargo/share/man/man1/soundtrack.1",
        ".cargo/share/man/man5/soundtrack-catalog.5",
    ] {
        assert!(fs::read_to_string(home.path().join(file)).unwrap().contains("soundtrack"), "{file}");
    }
}

/// zsh takes a comment at the prompt for arguments.
#[test]
fn no_command_has_a_comment_behind_it() {
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        assert!(!line.starts_with('#') && !line.contains(" #"), "{line}");
    }
}

#[test]
fn the_commands_of_the_set_up_exist() {
    let commands = blocks("sh").concat();
    for command in ["cargo run --release -- songs --season 2\n", "cargo test\n"] {
        assert!(commands.contains(command), "{command}");
    }
}
