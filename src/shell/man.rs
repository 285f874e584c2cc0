//! Manual pages: one for the program, one for each command, and one for the format of catalog files.

use crate::cli::Cli;
use crate::error::{Error, cannot_write};
use crate::shell::help::TOPICS;
use clap::Command;
use clap_mangen::Man;
use roff::{Roff, bold, roman};
use std::fs;
use std::io;
use std::path::Path;

/// The page of the format. A test makes it from the JSON Schema.
const CATALOG_PAGE: &str = include_str!("../../data/soundtrack-catalog.5");

/// The date of the version, so that the same program always writes the same pages.
const DATE: &str = "2026-11-21";
const VERSION: &str = concat!("soundtrack ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "User Commands";

/// Writes all pages to the folders `man1` and `man5` of `folder`, which are created if necessary. Existing
/// pages are replaced.
pub fn write(folder: &Path) -> Result<(), Error> {
    for (name, page) in pages() {
        let section = if name.ends_with(".5") { "man5" } else { "man1" };
        let folder = folder.join(section);
        fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
        let path = folder.join(name);
        fs::write(&path, page).map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(())
}

/// The page of the program, as `man` reads it.
pub fn program_page() -> String {
    pages().swap_remove(0).1
}

/// File names and pages, that of the program first.
#[expect(clippy::expect_used, reason = "writing to a Vec cannot fail")]
fn pages() -> Vec<(String, String)> {
    let mut program = with_descriptions(Cli::program());
    program.build();
    let names: Vec<String> =
        program.get_subcommands().map(|command| format!("soundtrack-{}", command.get_name())).collect();
    let page = |command: &Command, others: &[String]| {
        let page = page(command, others).expect("writing to a Vec cannot fail");
        without_double_breaks(&String::from_utf8(page).expect("pages are written as text"))
    };
    let mut pages = vec![("soundtrack.1".to_owned(), page(&program, &names))];
    for (command, name) in program.get_subcommands().zip(&names) {
        pages.push((format!("{name}.1"), page(command, &["soundtrack".to_owned()])));
    }
    pages.push(("soundtrack-catalog.5".to_owned(), CATALOG_PAGE.to_owned()));
    pages
}

/// `clap_mangen` omits the descriptions of options that are hidden in short help.
fn with_descriptions(command: Command) -> Command {
    command.mut_args(|arg| arg.hide_short_help(false)).mut_subcommands(with_descriptions)
}

/// The page of a command: examples before the options. `others` are the pages to see also.
fn page(command: &Command, others: &[String]) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone()).date(DATE).source(VERSION).manual(MANUAL);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    let examples = [command.get_before_help(), command.get_after_help()].into_iter().flatten();
    let examples: Vec<String> = examples.map(ToString::to_string).collect();
    section(&mut page, "EXAMPLES", examples.iter().flat_map(|text| examples_of(text)))?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for topic in TOPICS {
        let is_common = ["exit-status", "catalog"].contains(&topic.name);
        let is_own = match topic.name {
            "query" => command.get_name() == "search",
            "episodes" => command.get_positionals().any(|arg| arg.get_id() == "episodes"),
            "formats" => command.get_name() == "soundtrack",
            "browse" => command.get_name() == "browse",
            _ => false,
        };
        if is_common || is_own {
            let title = match topic.name {
                "catalog" => "FILES".to_owned(),
                "browse" => "KEYS".to_owned(),
                name => name.to_uppercase().replace('-', " "),
            };
            let text = topic.full_text();
            let text = text.split("\n\nExamples:").next().unwrap_or_default();
            let lines = text.lines().skip(1).skip_while(|line| line.is_empty());
            section(&mut page, &title, lines)?;
        }
    }
    let mut end = Roff::new();
    end.control("SH", ["ENVIRONMENT"]);
    for (name, meaning) in ENVIRONMENT {
        end.control("TP", []).text([bold(*name)]).text([roman(*meaning)]);
    }
    end.control("SH", ["SEE ALSO"]);
    let others = others.iter().map(|name| format!("{name}(1)"));
    let others: Vec<String> = others.chain(["soundtrack-catalog(5)".to_owned()]).collect();
    end.text([roman(others.join(", "))]);
    end.to_writer(&mut page)?;
    Ok(page)
}

/// Removes line breaks next to empty lines, which `clap_mangen` writes and which man page linters warn about.
fn without_double_breaks(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let is_space = |place: Option<usize>| {
        let line = place.and_then(|place| lines.get(place));
        line.is_some_and(|line| line.is_empty() || line.starts_with(".sp"))
    };
    let is_double =
        |place: usize| lines[place] == ".br" && (is_space(place.checked_sub(1)) || is_space(Some(place + 1)));
    let kept = (0..lines.len()).filter(|&place| !is_double(place));
    kept.map(|place| format!("{}\n", lines[place])).collect()
}

const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "SOUNDTRACK_CATALOG",
        "Catalog files and folders to read if --catalog is not given, separated as in PATH.",
    ),
    ("SOUNDTRACK_UP_TO", "Default of --up-to."),
    ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", "Whether bold and dim text is used."),
    ("XDG_DATA_HOME", "Your own catalog files are read from its folder soundtrack. Default: ~/.local/share."),
];

/// The example lines of a help text.
fn examples_of(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().skip_while(|line| *line != "Examples:").skip(1);
    lines.take_while(|line| !line.is_empty())
}

/// A section of preformatted lines.
fn section<'l>(page: &mut Vec<u8>, title: &str, lines: impl Iterator<Item = &'l str>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    // The lines are up to 80 columns wide: without indentation they fit a terminal.
    roff.control("in", ["0"]).control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []).control("in", []);
    roff.to_writer(page)
}
