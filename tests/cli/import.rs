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
    // The change is printed instead of the songs, with the same doubts and hints.
    let diff = self::run(folder, "import page.txt --into harbour.json --diff");
    assert_eq!((diff.status, diff.stderr), (Some(1), run.stderr));
}

#[test]
fn songs_of_a_film_have_no_episode_in_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    run(folder, "new Night_Ferry --kind film -o film.json");
    write(folder, "songs.txt", "\"Ribs\" by Lorde\n\"Sofia\" by Clairo\n");
    let table = run(folder, "import songs.txt --into film.json").stdout;
    assert!(table.contains("Ribs") && !table.contains("S01E01"), "{table}");
    let data = run(folder, "import songs.txt --into film.json --format csv").stdout;
    assert_eq!(data.matches(",S01E01,").count(), 2, "{data}");
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
    write(
        folder,
        "faulty.json",
        r#"{ "format": 1, "show": { "id": "x", "title": "X" }, "songs": [{ "id": "y" }] }"#,
    );
    let text = fs::read_to_string(folder.join("harbour.json")).unwrap();
    for (line, part) in [
        ("import sheet.xlsx --into harbour.json --write", "spreadsheet"),
        ("import article.txt --into broken.json --write", "broken.json"),
        ("import article.txt --into faulty.json --write", "faulty.json:1:"),
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

/// A file in which all episodes of the samples are.
fn wide(folder: &Path) -> PathBuf {
    let new = run(folder, "new Show --seasons 25,25,25,25,25 -o show.json");
    assert_eq!(new.status, Some(0), "{}", new.stderr);
    folder.join("show.json")
}

#[test]
fn the_second_import_of_any_sample_changes_nothing() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples");
    let files = ["files", "more"].into_iter().flat_map(|set| fs::read_dir(samples.join(set)).unwrap());
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let folder = tempfile::tempdir().unwrap();
    let empty = fs::read_to_string(wide(folder.path())).unwrap();
    let mut written = 0;
    for path in paths {
        let file = write(folder.path(), "show.json", &empty);
        let import = || {
            let options = "--into show.json --write --scenes -s 1 --order artist-title --take";
            let mut command = program();
            command.current_dir(folder.path()).arg("import").arg(&path).args(options.split(' '));
            Run::new(command.arg("likely,elsewhere,version"))
        };
        let first = import();
        let (text, time) =
            (fs::read_to_string(&file).unwrap(), fs::metadata(&file).unwrap().modified().unwrap());
        let second = import();
        let case = format!("{}\n{}{}", path.display(), second.stdout, second.stderr);
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "{case}");
        assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), time, "{case}");
        assert_eq!((first.status, &first.stderr), (second.status, &second.stderr), "{case}");
        written += usize::from(text != empty);
    }
    assert!(written > 30, "{written}");
}

#[test]
fn what_was_changed_by_hand_stays() {
    let folder = folder();
    let folder = folder.path();
    run(folder, "import article.txt --into harbour.json --write");
    let text = fs::read_to_string(folder.join("harbour.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let episodes = &mut file["seasons"][0]["episodes"];
    let moved = episodes[1]["placements"].as_array_mut().unwrap().pop().unwrap();
    assert_eq!(moved["song"], "nine-bells");
    episodes[0]["placements"].as_array_mut().unwrap().push(moved);
    episodes[0]["placements"][0]["scene"] = "On the ferry.".into();
    episodes[2]["title"] = "The High Tide".into();
    file["songs"][0]["title"] = "FIRST LIGHT".into();
    let text = serde_json::to_string_pretty(&file).unwrap();
    let path = write(folder, "harbour.json", &text);
    let again = run(folder, "import article.txt --into harbour.json --write --scenes");
    assert_eq!(again.status, Some(1));
    assert!(again.stderr.contains("the file has it in S01E01: "), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let again = run(folder, "import episodes.csv --into harbour.json --write");
    assert_eq!(again.status, Some(1));
    let conflict = "the file has the title The High Tide, the source High Tide";
    assert!(again.stderr.contains(conflict), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_byte_order_mark_and_line_ends_stay() {
    let folder = folder();
    let folder = folder.path();
    let text = fs::read_to_string(folder.join("harbour.json")).unwrap();
    let path = write(folder, "harbour.json", &format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let written = run(folder, "import article.txt --into harbour.json --write");
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    let new = fs::read_to_string(path).unwrap();
    assert!(new.starts_with("\u{feff}{\r\n") && new.ends_with("}\r\n"), "{new}");
    assert!(
        new.contains("\"nine-bells\"") && new.matches('\n').count() == new.matches("\r\n").count(),
        "{new}"
    );
}

#[test]
fn a_file_that_was_changed_meanwhile_is_not_replaced() {
    let (folder, path) = super::file("theirs");
    let error = soundtrack::out::rewrite(&path, "old", "new").unwrap_err();
    assert_eq!(error.to_string(), "it was changed meanwhile");
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    soundtrack::out::rewrite(&path, "theirs", "new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    fs::remove_file(&path).unwrap();
    soundtrack::out::rewrite(&path, "new", "newer").unwrap_err();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no other file is left");
}
