//! Tests of `page`: what is in the document, and that nothing in it is not ours.

#![allow(clippy::unwrap_used)]

use sha2::{Digest, Sha256};
use soundtrack::cli::Cli;
use soundtrack::load::Request;
use soundtrack::page::{Options, Page};
use soundtrack::query::Selection;
use soundtrack::view::{Cell, Column, Rank, placements};
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

#[test]
fn the_page_of_a_small_show() {
    let html =
        run(&["page", "-c", "tests/fixtures/harbour.json", "--tell", "https://example.org/?{song}&{json}"]);
    let (style, script) = (contents(&html, "style")[0], contents(&html, "script")[0]);
    let policy = html.split("sha256-").skip(1).map(|rest| rest.split('\'').next().unwrap());
    // The assets are in files of their own.
    let html = policy.fold(html.replace(style, "").replace(script, ""), |html, hash| html.replace(hash, "…"));
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/snapshots/page.html");
    let golden = snapbox::Data::read_from(golden.as_ref(), Some(snapbox::data::DataFormat::Text)).raw();
    snapbox::assert_data_eq!(html.replace("><", ">\n<"), golden);
}

#[test]
fn a_new_column_is_on_the_page_under_its_heading() {
    let paths = ["tests/fixtures/harbour.json".into()];
    let request = Request { paths: &paths, largest: soundtrack::load::Size::LARGEST, progress: &|_, _| {} };
    let (catalog, _) = soundtrack::load::catalog(request, &[]).unwrap();
    let show = catalog.shows().next().unwrap();
    let new = Column::left("new", "Brand new", Rank::OnRequest, |c, id| {
        Cell::print(format_args!("value of {}", c.placement(id).song().slug()))
    });
    let columns = [placements::OF_AN_EPISODE, &[new]].concat();
    let options = Options {
        title: "x".to_owned(),
        ceiling: None,
        with_songs_only: false,
        has_index: false,
        list: String::new(),
        tell: None,
        columns: &columns,
    };
    let selection = Selection::for_show(&catalog, show.id());
    let html = Page::new(&catalog, show.id(), &selection, &options).html();
    for &id in &selection.placements {
        let value = format!("<dt>Brand new</dt> <dd>value of {}</dd>", catalog.placement(id).song().slug());
        assert!(html.contains(&value), "{value}");
    }
}

/// The values of all columns are there, without their names: each is in a place of its own or has its heading.
#[test]
fn every_value_of_a_placement_is_on_the_page() {
    let html = run(&["page", "-c", "tests/fixtures/harbour.json"]);
    for column in placements::OF_AN_EPISODE {
        let key = column.heading.key;
        let options = ["-c", "tests/fixtures/harbour.json", "--format", "plain", "--columns", key];
        // These say how sure a place is, which the sections do.
        if ["certainty", "episode_range", "length_seconds", "sources", "artists", "position", "code"]
            .contains(&key)
        {
            continue;
        }
        for line in run(&[&["songs"][..], &options].concat()).lines() {
            let value = line.split_once(": ").map_or("", |(_, value)| value);
            assert!(html.contains(&value.replace('&', "&amp;")), "{key}: {value}");
        }
    }
}

#[test]
fn the_page_offers_the_list_of_playlist_and_is_the_same_each_time() {
    let html = run(&["page", "-c", "builtin", "-s", "2"]);
    let list = soundtrack::view::links::encoded(&run(&["playlist", "-c", "builtin", "-s", "2"]));
    assert!(html.contains(&format!("href=\"data:text/plain;charset=utf-8,{list}\"")));
    assert_eq!(html, run(&["page", "-c", "builtin", "-s", "2"]));
}

#[test]
fn a_range_is_there_once_and_its_episodes_lead_to_it() {
    let html = run(&["page", "-c", "builtin"]);
    assert_eq!(html.matches("id=\"s1e3-5\"").count(), 1);
    // Episodes 3, 4 and 5, the map, and the section itself.
    assert_eq!(html.matches("href=\"#s1e3-5\"").count(), 5);
}

#[test]
fn a_page_up_to_an_episode_has_what_there_is_until_then() {
    let html = run(&["page", "-c", "builtin", "--up-to", "s2e3"]);
    assert_eq!(html.matches("<li id=\"song-").count(), 51);
    assert_eq!(html.matches("class=\"of-season\"").count(), 2);
    assert_eq!(html.matches("<section class=\"part\" id=\"s").count(), 11);
    assert!(html.contains("Up to S02E03: what comes later is not in this page."));
}

#[test]
fn several_shows_get_a_page_each_and_one_list_of_artists() {
    let folder = tempfile::tempdir().unwrap();
    let output = format!("{}/pages/", folder.path().display());
    let all =
        ["page", "-c", "builtin", "-c", "tests/fixtures/harbour.json", "-c", "tests/fixtures/film.json"];
    run(&[&all[..], &["-o", &output]].concat());
    let read = |name: &str| std::fs::read_to_string(format!("{output}{name}")).unwrap();
    let index = read("index.html");
    let links: Vec<&str> =
        index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let links: Vec<&&str> = links.iter().filter(|link| !link.starts_with("data:")).collect();
    assert!(links.len() > 150);
    for link in links {
        let (file, id) = link.split_once('#').unwrap_or((link, "songs"));
        assert!(read(file).contains(&format!("id=\"{id}\"")), "{link}");
    }
    let again = std::panic::catch_unwind(|| run(&[&all[..], &["-o", &output]].concat()));
    assert!(again.is_err(), "files that are there are not replaced");
    run(&[&all[..], &["-o", &output, "--force"]].concat());
}

#[test]
fn an_address_to_tell_has_a_known_scheme_and_known_placeholders() {
    for (address, is_valid) in [
        ("mailto:a@example.org?body={json}", true),
        ("https://example.org/new?title={song}%20{artist}%20{code}", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("//example.org", false),
        ("https://example.org/{title}", false),
        ("https://example.org/ {song}", false),
        ("https://example.org/\u{202e}{song}", false),
    ] {
        assert_eq!(address.parse::<soundtrack::page::Tell>().is_ok(), is_valid, "{address}");
    }
}
