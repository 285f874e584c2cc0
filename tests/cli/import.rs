//! Tests of `import`: what it prints, what it writes, and what it never touches.

use super::{Run, program};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/harbour");

/// A folder with the fixtures and a catalog file that has the episodes.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["article.txt", "episodes.csv"] {
        fs::copy(Path::new(FIXTURES).join(name), folder.path().join(name)).unwrap();
    }
    let new = run(folder.path(), "new Harbour_Lights --episodes episodes.csv -o harbour.json");
    assert_eq!(new.status, Some(0), "{}", new.stderr);
    folder
}

/// Runs a command in a folder. `_` stands for a space within an argument.
fn run(folder: &Path, line: &str) -> Run {
    let words = line.split(' ').map(|word| word.replace('_', " "));
    Run::new(program().current_dir(folder).args(words))
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn nothing_is_written_without_the_option_and_nothing_twice() {
    let folder = folder();
    let folder = folder.path();
    let file = folder.join("harbour.json");
    let before = fs::read_to_string(&file).unwrap();
    let preview = run(folder, "import article.txt --into harbour.json");
    assert_eq!(preview.status, Some(0), "{}", preview.stderr);
    assert!(
        preview.stdout.contains("6 songs: 6 new; `--write` adds 3 artists and 4 songs"),
        "{}",
        preview.stdout
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    let written = run(folder, "import article.txt --into harbour.json --write");
    assert!(written.stdout.contains("6 added; written to `harbour.json`"), "{}", written.stdout);
    assert_eq!(run(folder, "check harbour.json").status, Some(0));
    let (text, time) = (fs::read_to_string(&file).unwrap(), fs::metadata(&file).unwrap().modified().unwrap());
    let again = run(folder, "import article.txt --into harbour.json --write");
    assert_eq!(again.status, Some(0));
    assert!(again.stdout.contains("6 there already; nothing to write"), "{}", again.stdout);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), time);
}

#[test]
fn the_diff_is_what_is_written() {
    let folder = folder();
    let folder = folder.path();
    let before = fs::read_to_string(folder.join("harbour.json")).unwrap();
    let diff = run(folder, "import article.txt --into harbour.json --diff").stdout;
    run(folder, "import article.txt --into harbour.json --write");
    let after = fs::read_to_string(folder.join("harbour.json")).unwrap();
    let lines =
        |sign: char| diff.lines().skip(2).filter_map(move |line| line.strip_prefix(sign)).collect::<Vec<_>>();
    assert!(lines('+').iter().all(|line| after.contains(line)), "{diff}");
    assert!(lines('-').iter().all(|line| before.contains(line)), "{diff}");
    assert_eq!(lines('+').len() + before.lines().count() - lines('-').len(), after.lines().count());
}

#[test]
fn what_is_left_is_named_with_file_line_and_reason() {
    let folder = folder();
    let folder = folder.path();
    write(
        folder,
        "page.txt",
        "Season 1\nEpisode 1\nAsh - Rust\nKip - Drift\nRhea - Tallow\n\nEpisode 9\n\"Ash\" by Kip\n",
    );
    let run = run(folder, "import page.txt --into harbour.json");
    assert_eq!(run.status, Some(1));
    assert!(
        run.stderr.contains("page.txt:3: cannot tell artist from title: \"Ash - Rust\"\n"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("page.txt:8: the file has no episode S01E09: "), "{}", run.stderr);
    assert!(run.stderr.contains("hint: `--order artist-title`"), "{}", run.stderr);
    assert!(
        run.stderr.contains("hint: `soundtrack import EPISODES --into harbour.json --write`"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_list_is_corrected_and_imported() {
    let folder = folder();
    let folder = folder.path();
    write(folder, "page.txt", "Season 1\nEpisode 1\nAsh - Rust\nKip - Drift\nRhea - Tallow\n");
    let list = run(folder, "import page.txt --into harbour.json --format tsv");
    assert_eq!(list.status, Some(1));
    let mut rows = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(list.stdout.as_bytes());
    let headings = rows.headers().unwrap().clone();
    let column = |key: &str| headings.iter().position(|heading| heading == key).unwrap();
    let mut corrected = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    corrected.write_record(&headings).unwrap();
    for row in rows.records() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        let (artist, title) =
            row[column("text")].split_once(" - ").map(|(a, t)| (a.to_owned(), t.to_owned())).unwrap();
        (row[column("artist")], row[column("song")]) = (artist, title);
        corrected.write_record(&row).unwrap();
    }
    write(folder, "list.tsv", &String::from_utf8(corrected.into_inner().unwrap()).unwrap());
    let run = run(folder, "import list.tsv --into harbour.json --source A_page --write");
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
    let file: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("harbour.json")).unwrap()).unwrap();
    assert_eq!(file["sources"][0]["title"], "A page");
    let songs = file["songs"].as_array().unwrap().iter().map(|song| song["title"].as_str().unwrap());
    assert_eq!(songs.collect::<Vec<_>>(), ["Rust", "Drift", "Tallow"]);
}

#[test]
fn one_song_is_added_from_standard_input() {
    let folder = folder();
    let line = "echo '\"Ribs\" by Lorde' | soundtrack import - --into harbour.json -s 1 -e 2";
    let output = super::in_shell(line, folder.path());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && error.contains("--source"), "{error}");
    let line = format!("{line} --source 'A friend' --write");
    let output = super::in_shell(&line, folder.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let songs = run(folder.path(), "songs s1e2 -c harbour.json --json").json();
    assert_eq!((&songs[0]["song"], &songs[0]["sources"][0]["title"]), (&"Ribs".into(), &"A friend".into()));
}

#[test]
fn episodes_are_imported_into_a_file() {
    let folder = folder();
    let folder = folder.path();
    write(folder, "more.csv", "season,number,title,date\n1,4,Ebb,2021-03-25\n2,1,Back,\n");
    let run = run(folder, "import more.csv --into harbour.json --write");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let file: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("harbour.json")).unwrap()).unwrap();
    assert_eq!(file["seasons"][0]["episodes"][3]["title"], "Ebb");
    assert_eq!(file["seasons"][1]["episodes"][0]["title"], "Back");
}

#[test]
fn other_files_and_broken_ones_are_refused() {
    let folder = folder();
    let folder = folder.path();
    write(folder, "sheet.xlsx", "PK\u{3}\u{4}xl/");
    write(folder, "broken.json", "{ \"format\": 1, ");
    let text = fs::read_to_string(folder.join("harbour.json")).unwrap();
    for (line, part) in [
        ("import sheet.xlsx --into harbour.json --write", "spreadsheet"),
        ("import article.txt --into broken.json --write", "broken.json"),
        ("import article.txt --into none.json --write", "none.json"),
        ("import none.txt --into harbour.json --write", "none.txt"),
        ("import article.txt --write", "--into"),
        ("import article.txt --into harbour.json --url x", "address"),
    ] {
        let run = run(folder, line);
        assert!(run.status == Some(2) && run.stderr.contains(part), "{line}: {}", run.stderr);
        assert_eq!(fs::read_to_string(folder.join("harbour.json")).unwrap(), text);
    }
    write(folder, "empty.txt", "Nothing of interest.\n");
    assert_eq!(run(folder, "import empty.txt --into harbour.json").status, Some(1));
}
