//! The commands: each answers with something to show, and notes about it.

#[cfg(feature = "browse")]
mod browse;
mod check;
pub mod columns;
mod explain;
mod export;
mod fmt;
pub mod gaps;
pub mod hints;
mod import;
mod lists;
mod new;
mod overview;
mod page;
mod rename;
mod stats;
mod words;

use crate::answer::Answer;
use crate::app::App;
use crate::cli::{Cli, Command};
use crate::error::{Error, all_of};
use crate::load;
use crate::shell::help::TOPICS;
use crate::shell::{complete, man};

/// Answers the command of a run, or what its words mean; without words, with the overview.
pub fn answer<'c>(app: &'c App<'_>) -> Result<Answer<'c>, Error> {
    match &app.cli.command {
        None => overview::answer(app),
        Some(Command::Search(search)) if app.cli.line.is_without_command() => words::answer(app, search),
        Some(command) => answer_command(app, command),
    }
}

fn answer_command<'c>(app: &'c App<'_>, command: &Command) -> Result<Answer<'c>, Error> {
    match command {
        Command::Songs(songs) => songs.answer(app),
        Command::Search(search) => search.answer(app),
        #[cfg(feature = "browse")]
        Command::Browse(options) => options.answer(app),
        Command::Artists(filter) => lists::artists(app, filter),
        Command::Episodes(filter) => lists::episodes(app, filter),
        Command::Seasons(filter) => lists::seasons(app, filter),
        Command::Shows(filter) => lists::shows(app, filter),
        Command::Song { title, url, shows } => explain::song(app, title, *url, shows),
        Command::Artist { name } => explain::artist(app, name),
        Command::Episode { code, shows } => explain::episode(app, code, shows),
        Command::Season { number, shows } => explain::season(app, number, shows),
        Command::Show { name } => explain::show(app, name),
        Command::Stats(filter) => stats::answer(app, filter),
        Command::Gaps(filter) => filter.answer(app.catalog()?, &app.layout),
        Command::Compare(compare) => compare.answer(app),
        Command::Playlist(playlist) => playlist.answer(app),
        Command::Page(page) => page.answer(app),
        Command::Check { paths } => check::answer(app, paths),
        Command::New(new) => new.answer(app),
        Command::Import(import) => import.answer(app),
        Command::Fmt(options) => options.answer(app),
        Command::Rename(options) => options.answer(app),
        Command::Export { name } => export::answer(app, name),
        Command::Schema => Ok(Answer::text(load::SCHEMA.to_owned())),
        Command::Completions { shell } => Ok(Answer::text(complete::script(*shell))),
        Command::Man { out: Some(folder) } => man::write(folder).map(|()| Answer::text(String::new())),
        Command::Man { out: None } => Ok(Answer::text(man::program_page())),
        Command::Help { name } => help(name.as_deref()).map(Answer::text),
    }
}

/// Help for a command or a topic, or for the program.
fn help(name: Option<&str>) -> Result<String, Error> {
    let Some(name) = name else { return Ok(Cli::program().render_long_help().to_string()) };
    let topic = TOPICS.iter().find(|topic| topic.name == name);
    let topic = topic.map(|topic| format!("{}\n", topic.full_text()));
    topic.or_else(|| Cli::help_of(name)).ok_or_else(|| {
        let topics: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
        let error = Error::usage(format!("there is no command or topic `{name}`"));
        error.with_hint(format!("the topics are {}", all_of(&topics)))
    })
}
