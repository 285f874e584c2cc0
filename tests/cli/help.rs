//! Tests of help, topics and manual pages: their examples work, and every command has them.

use super::{Run, in_shell, program, soundtrack};
use std::fs;

/// All commands that help lists.
fn commands() -> Vec<String> {
    let help = soundtrack("--help").answer();
    let list = help.split("Commands:\n").nth(1).unwrap();
    let list = list.split("\n\n").next().unwrap().lines();
    let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// The lines below `Examples:`, without their descriptions.
fn examples(text: &str) -> Vec<String> {
    let examples = text.split("Examples:\n").nth(1).unwrap_or_default().lines();
    let examples = examples.map_while(|line| line.strip_prefix("  "));
    examples.map(|line| line.split("   ").next().unwrap().to_owned()).collect()
}

#[cfg(unix)]
#[test]
fn every_example_works_in_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/harbour/article.txt");
    fs::copy(article, folder.path().join("article.txt")).unwrap();
    let mut texts = vec![soundtrack("--help").answer()];
    texts.extend(commands().iter().map(|command| soundtrack(&format!("{command} --help")).answer()));
    for topic in ["episodes", "query", "browse", "formats", "exit-status", "catalog"] {
        texts.push(soundtrack(&format!("help {topic}")).answer());
    }
    for text in texts {
        let examples = examples(&text);
        assert!(examples.len() >= 2, "{text}");
        for example in examples {
            let output = in_shell(&example, folder.path());
            // Without a terminal it says so.
            let is_browse = example.starts_with("soundtrack browse");
            let has_none = String::from_utf8_lossy(&output.stderr).contains("browse needs a terminal");
            let is_right = if is_browse { has_none } else { output.status.success() };
            assert!(is_right, "{example}: {output:?}");
        }
    }
}

#[test]
fn short_help_fits_a_screen_and_begins_with_examples() {
    for command in commands() {
        let help = soundtrack(&format!("{command} -h")).answer();
        assert!(help.lines().count() <= 62, "{command}: {} lines", help.lines().count());
        assert!(help.lines().nth(2) == Some("Examples:"), "{command}: {help}");
    }
}

#[test]
fn help_and_long_option_print_the_same() {
    for command in commands() {
        let help = soundtrack(&format!("{command} --help")).answer();
        let explained = soundtrack(&format!("help {command}")).answer();
        // There are also topics with these names.
        assert!(
            ["episodes", "browse", "import"].contains(&command.as_str())
                || explained.trim_end() == help.trim_end(),
            "{explained}"
        );
    }
    assert_eq!(soundtrack("help").answer().trim_end(), soundtrack("--help").answer().trim_end());
}

#[test]
fn every_key_of_the_browser_is_in_help_the_manual_page_and_the_readme() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    assert!(program().args(["man", "--out"]).arg(folder.path()).output().unwrap().status.success());
    let page = fs::read_to_string(folder.path().join("man1/soundtrack-browse.1")).unwrap().replace('\\', "");
    let help = soundtrack("help browse").answer();
    for line in ::soundtrack::browse::keys::table().lines() {
        assert!(help.contains(line) && readme.contains(line), "{line}");
        assert!(page.contains(line.trim()), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn browse_without_a_terminal_writes_nothing() {
    for term in ["dumb", ""] {
        let run = Run::new(program().arg("browse").env("TERM", term));
        let expected = "soundtrack: browse needs a terminal\n\
            hint: `soundtrack songs` lists, `soundtrack search` finds\n";
        assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), ("", expected, Some(2)));
    }
}

#[test]
fn help_for_an_unknown_name_lists_the_topics() {
    let run = soundtrack("help nothing");
    let expected = "soundtrack: there is no command or topic `nothing`\n\
        hint: the topics are episodes, query, browse, formats, json, exit-status, import and catalog\n";
    assert_eq!((run.stderr.as_str(), run.status), (expected, Some(2)));
}

#[test]
fn every_command_and_the_format_have_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("man");
    let write = || program().args(["man", "--out"]).arg(&out).output().unwrap();
    assert!(write().status.success());
    let pages = |section: &str| {
        let pages = fs::read_dir(out.join(section)).unwrap();
        let pages = pages.map(|entry| format!("{section}/{}", entry.unwrap().file_name().to_str().unwrap()));
        pages.collect::<Vec<_>>()
    };
    let mut pages = [pages("man1"), pages("man5")].concat();
    pages.sort();
    let mut expected = vec!["man1/soundtrack.1".to_owned(), "man5/soundtrack-catalog.5".to_owned()];
    expected.extend(commands().iter().map(|command| format!("man1/soundtrack-{command}.1")));
    expected.sort();
    assert_eq!(pages, expected);
    for page in pages {
        let text = fs::read_to_string(out.join(&page)).unwrap();
        let sections: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        if page.ends_with(".1") {
            assert_eq!(sections[..3], ["NAME", "SYNOPSIS", "EXAMPLES"], "{page}");
            assert!(
                sections.contains(&"\"EXIT STATUS\"") && sections.contains(&"ENVIRONMENT"),
                "{page}: {sections:?}"
            );
        }
        assert!(page != "man1/soundtrack-songs.1" || text.contains("Size limit for each file"), "{text}");
        fs::write(out.join(&page), "").unwrap();
        write();
        assert_eq!(fs::read_to_string(out.join(&page)).unwrap(), text, "the same every time");
    }
    let page = fs::read_to_string(out.join("man1/soundtrack.1")).unwrap();
    assert_eq!(soundtrack("man").answer(), page);
    let format = fs::read_to_string(out.join("man5/soundtrack-catalog.5")).unwrap();
    assert!(format.contains("placements") && format.contains("How it is used."), "{format}");
}

/// The candidates that bash gets for these words, of which the last is completed.
fn completed(words: &[&str]) -> Vec<String> {
    let index = (words.len() - 1).to_string();
    let mut command = program();
    command.env("SOUNDTRACK_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", index).env("_CLAP_IFS", "\n");
    Run::new(command.arg("--").args(words)).stdout.lines().map(str::to_owned).collect()
}

#[test]
fn values_after_an_equals_sign_are_completed_in_bash() {
    for (words, candidates) in [
        (&["songs", "--format", "=", "js"][..], &["json", "jsonl"][..]),
        (&["--format", "=", "cs"], &["csv"]),
        (&["songs", "--artist", "=", "baby"], &["baby-keem", "baby-queen"]),
        (&["songs", "--columns", "=", "song,ar"], &["song,artist", "song,artists"]),
        (&["songs", "--season", "=", "2"], &["2"]),
        (&["songs", "--format", "=", "json", "--us"], &["--usage"]),
        (&["songs", "--format", "js"], &["json", "jsonl"]),
        (&["search", "usage", ":", "on"], &["on-screen"]),
    ] {
        assert_eq!(completed(&[&["soundtrack"], words].concat()), candidates, "{words:?}");
    }
}

#[test]
fn an_empty_ceiling_of_the_environment_is_none() {
    let shown = |ceiling: &str| Run::new(program().args(["songs", "s1e1"]).env("SOUNDTRACK_UP_TO", ceiling));
    for empty in ["", " "] {
        let run = shown(empty);
        assert_eq!((run.stdout, run.status), (soundtrack("songs s1e1").stdout, Some(0)));
    }
    assert_ne!(shown("zebra quagga").status, Some(0));
    let run = Run::new(program().args(["songs", "--up-to", ""]));
    assert_eq!(run.status, Some(2), "{}", run.stderr);
}
