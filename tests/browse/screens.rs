//! Frames.

use super::{Browser, PLAIN, heartstopper, of_text, two_shows};
use ratatui::style::{Color, Modifier};
use snapbox::Data;
use snapbox::data::DataFormat;
use unicode_width::UnicodeWidthStr;

const SIZES: [(u16, u16); 9] =
    [(20, 4), (30, 8), (40, 12), (50, 15), (60, 20), (80, 24), (100, 30), (120, 40), (200, 50)];
const SCREENS: [&str; 8] = ["", "2", "3<Down>", "4", "/prom", "<Down> <Right>", "?", "f<Down><Space>"];

fn assert_golden(name: &str, actual: String, format: DataFormat) {
    let path = format!("{}/tests/browse/snapshots/{name}", env!("CARGO_MANIFEST_DIR"));
    let expected = Data::read_from(path.as_ref(), Some(format)).raw();
    snapbox::assert_data_eq!(Data::text(actual).coerce_to(format), expected);
}

#[test]
fn screens_at_all_sizes() {
    let catalog = heartstopper();
    let mut colored = String::new();
    for (width, height) in SIZES {
        for keys in SCREENS {
            let mut browser = Browser::new(&catalog, width, height);
            browser.press(keys);
            let text = browser.text();
            let mut plain = Browser::with_look(&catalog, width, height, PLAIN);
            plain.press(keys);
            assert!(text.lines().all(|line| line.width() <= usize::from(width)));
            assert!(
                plain.frame().content.iter().all(|cell| cell.modifier.is_empty() && cell.fg == Color::Reset),
                "no style without colours"
            );
            colored += &format!("=== {width}×{height} {keys}\n{text}");
        }
    }
    assert_golden("screens.txt", colored, DataFormat::Text);
}

#[test]
fn selection_marks_and_found_words_are_told_without_colours() {
    let catalog = heartstopper();
    let mut browser = Browser::with_look(&catalog, 80, 24, PLAIN);
    browser.press("/prom<Enter> ");
    let text = browser.text();
    assert!(text.contains("[prom]") && text.contains("\n *Just") && text.contains("\n> "), "{text}");
}

/// Sizes up to 250×80, and the smallest that is drawn on.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let all = (1..=250).step_by(31).flat_map(|width| (1..=80).step_by(13).map(move |height| (width, height)));
    all.chain([(20, 4), (59, 17), (60, 18), (99, 11), (100, 11), (250, 80)])
}

#[test]
fn no_line_is_wider_than_the_screen_at_any_size() {
    let catalog = two_shows();
    for keys in ["", "/the", "2", "?", " f", "<Right>", "o", "wx", "/zzzzzq"] {
        let mut browser = Browser::new(&catalog, 80, 24);
        browser.press(keys);
        for (width, height) in sizes() {
            browser.size = ratatui::layout::Rect::new(0, 0, width, height);
            browser.settle();
            let text = browser.text();
            assert!(
                text.lines().all(|line| line.width() <= usize::from(width)),
                "{keys} {width}×{height}\n{text}"
            );
            assert!(
                width < 20 || height < 4 || text.lines().last().unwrap().contains("? keys"),
                "{width}\n{text}"
            );
        }
    }
}

/// A frame with the escape sequences of its styles.
fn ansi(browser: &Browser<'_>) -> String {
    let frame = browser.frame();
    let (mut text, width) = (String::new(), usize::from(browser.size.width));
    for line in frame.content.chunks(width) {
        for cell in line {
            let mut codes = String::from("0");
            for (modifier, code) in [
                (Modifier::BOLD, ";1"),
                (Modifier::DIM, ";2"),
                (Modifier::UNDERLINED, ";4"),
                (Modifier::REVERSED, ";7"),
            ] {
                codes += if cell.modifier.contains(modifier) { code } else { "" };
            }
            codes += if cell.fg == Color::Yellow { ";33" } else { "" };
            text += &format!("\x1b[{codes}m{}", cell.symbol());
        }
        text += "\x1b[0m\n";
    }
    text
}

#[test]
fn pictures_of_the_readme() {
    let catalog = heartstopper();
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for (name, keys, width, height) in [
        ("browse", "<Down><Down><Down> <Down> <Down>", 110, 26),
        ("browse-search", "/the song in the snow", 80, 24),
    ] {
        let mut browser = Browser::new(&catalog, width, height);
        browser.press(keys);
        let name = format!("{name}.term.svg");
        assert!(readme.contains(&format!("(tests/browse/snapshots/{name})")), "{name} is not in the README");
        assert_golden(&name, ansi(&browser), DataFormat::TermSvg);
    }
}

#[test]
fn hostile_texts_reach_the_screen_without_control_characters() {
    let nasty = "\\u001b[2J\\u001b]0;owned\\u0007 \\u202eevil क्षि 🏳️‍🌈 日本語の長い題名 one\\ntwo";
    let text = format!(
        r#"{{"format": 1, "show": {{"id": "x", "title": "{nasty}"}},
 "artists": [{{"id": "a", "name": "{nasty}"}}], "songs": [{{"id": "s", "title": "{nasty}", "credit": [{{"artist": "a"}}], "links": ["https://example.org/a?b='<c>"]}}],
 "seasons": [{{"number": 1, "episodes": [{{"number": 1, "title": "{nasty}", "placements": [{{"song": "s", "scene": "{nasty}"}}]}}]}}]}}"#
    );
    let catalog = of_text(&text);
    for keys in ["", "2", "3", "5", "/owned", "<Right>", "a", "o", "f", "s", "\u{1b}", "/\u{202e}x"] {
        for look in [PLAIN, soundtrack::browse::Look { color: true, hyperlinks: true }] {
            let mut browser = Browser::with_look(&catalog, 80, 24, look);
            browser.press(keys);
            for cell in browser.frame().content {
                let text = cell.symbol();
                let text = match text.strip_prefix("\x1b]8;;").and_then(|text| text.split_once("\x1b\\")) {
                    Some((_, text)) => text.strip_suffix("\x1b]8;;\x1b\\").unwrap(),
                    None => text,
                };
                assert!(
                    !text.contains(|letter: char| letter.is_control() || letter == '\u{202e}'),
                    "{keys} {text:?}"
                );
            }
        }
    }
}

/// Headings and labels are those of the columns.
#[test]
fn no_heading_is_written_in_the_browser() {
    fn sources(folder: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else {
                let file = std::fs::read_to_string(&path).unwrap();
                let file = file.split("#[cfg(test)]\nmod").next().unwrap().to_owned();
                assert!(
                    !file.contains("COLUMNS") || path.ends_with("rows.rs") || path.ends_with("facets.rs"),
                    "{path:?}"
                );
                *text += &file;
            }
        }
    }
    let mut text = String::new();
    sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src/browse").as_ref(), &mut text);
    for command in
        ["songs", "search", "artists", "episodes", "shows", "gaps", "song", "artist", "episode", "show"]
    {
        for (_, title) in soundtrack::commands::columns::of_command(command) {
            assert!(!text.contains(&format!("\"{title}\"")), "{title}");
        }
    }
}
