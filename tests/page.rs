//! Tests of `page`: what is in the document, and that nothing in it is not ours.

#![allow(clippy::unwrap_used)]

use sha2::{Digest, Sha256};
use soundtrack::cli::Cli;
use std::collections::BTreeSet;
use std::ffi::OsString;

/// What a run writes to standard output.
fn run(arguments: &[&str]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let cli = Cli::read(["soundtrack"].iter().chain(arguments).map(OsString::from)).unwrap();
    soundtrack::run(&cli, &mut out, &mut err).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text of all elements with this name.
fn contents<'t>(html: &'t str, element: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    html.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters = |chunk: &[u8]| {
        let number =
            (0..3).fold(0_usize, |number, index| number << 8 | usize::from(*chunk.get(index).unwrap_or(&0)));
        let letter = |index: usize| char::from(LETTERS[number >> (18 - 6 * index) & 63]);
        (0..4).map(|index| if index <= chunk.len() { letter(index) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(letters).collect()
}

#[test]
fn the_policy_has_the_hashes_of_our_style_and_script() {
    let html = run(&["page", "-c", "builtin"]);
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let all = contents(&html, element);
        assert_eq!(all.len(), 1, "{element}");
        let allowed = format!("{directive} 'sha256-{}';", base64(&Sha256::digest(all[0])));
        assert!(html.contains(&allowed), "the policy must have {allowed}");
    }
}

#[test]
fn every_link_within_the_page_leads_to_one_element() {
    for arguments in [
        &["page", "-c", "builtin"][..],
        &["page", "-c", "builtin", "--up-to", "s2e3"],
        &["page", "-c", "builtin", "-a", "baby queen"],
        &["page", "-c", "builtin", "s1e3"],
        &["page", "-c", "tests/fixtures/harbour.json"],
        &["page", "-c", "tests/fixtures/film.json"],
    ] {
        let html = run(arguments);
        let values = |attribute: &str| {
            let parts: Vec<String> = html
                .split(attribute)
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect();
            parts
        };
        let ids = values(" id=\"");
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{arguments:?}: an id is there twice");
        for link in values(" href=\"#") {
            assert!(distinct.contains(&link), "{arguments:?}: nothing has the id {link}");
        }
    }
}

#[test]
fn only_the_style_sheet_and_the_script_are_not_escaped() {
    let mut found = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/page")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        found += text.matches("PreEscaped(").count();
    }
    assert_eq!(found, 2);
}
