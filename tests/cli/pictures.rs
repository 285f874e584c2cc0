//! The pictures in the README are the program's own output.

use super::{program, words};
use snapbox::Data;
use snapbox::data::DataFormat;

/// Compares the output of a command, with its command line, with the picture `NAME.term.svg`.
#[track_caller]
fn assert_picture(name: &str, arguments: &str) {
    let run = program().args(words(arguments)).args(["--color", "always", "--width", "80"]).output().unwrap();
    let text = format!("$ soundtrack {arguments}\n{}", String::from_utf8(run.stdout).unwrap());
    let picture = format!("tests/cli/snapshots/{name}.term.svg");
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&format!("({picture})")), "{picture} is not in the README");
    let path = format!("{}/{picture}", env!("CARGO_MANIFEST_DIR"));
    let picture = Data::read_from(path.as_ref(), Some(DataFormat::TermSvg)).raw();
    snapbox::assert_data_eq!(Data::text(text).coerce_to(DataFormat::TermSvg), picture);
}

#[test]
fn the_map_is_that_of_the_page() {
    let run = program().args(["page", "--to", "svg", "-c", "builtin"]).output().unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/snapshots/map.svg");
    let picture = Data::read_from(path.as_ref(), Some(DataFormat::Text)).raw();
    snapbox::assert_data_eq!(Data::text(String::from_utf8(run.stdout).unwrap()), picture);
}

#[test]
fn pictures_are_the_output() {
    assert_picture("episode", "songs s2e8");
    assert_picture("search", "search what was the song in the snow");
}
