//! Words without a command: finds the command that they ask for, and answers it.

use super::{answer_command, hints, overview};
use crate::answer::Answer;
use crate::app::App;
use crate::cli::{Cli, NoRun, SearchOptions};
use crate::error::Error;
use crate::query::Meaning;
use crate::search;

/// Answers with the command that the words ask for, and notes which one it is. `search` is one reading of
/// the words.
pub(super) fn answer<'c>(app: &'c App<'_>, search: &SearchOptions) -> Result<Answer<'c>, Error> {
    let words = &search.query;
    if let Some(file) = words.first().filter(|word| hints::is_catalog(word)) {
        return Err(Error::usage(format!("`{file}` is a file, and no command")));
    }
    let catalog = app.catalog()?;
    let shows = search.filter.episodes.shows.shows(catalog)?;
    let meaning = Meaning::of(catalog, &shows, words);
    let line = hints::for_meaning(&app.cli.line, meaning, words);
    app.note(&format!("short for `{line}`"));
    let mut answer = match Cli::from_line(line) {
        Ok(Cli { command: Some(command), .. }) => answer_command(app, &command)?,
        Err(NoRun::Refused(_, error)) => return Err(error),
        // It has a command, and does not ask for help.
        Ok(_) | Err(NoRun::Help(_)) => overview::answer(app)?,
    };
    if let [word] = words.as_slice() {
        let is_doubtful = search::is_doubtful(&answer.notes);
        let similar = hints::similar_commands(&app.cli.line, word, &[]);
        let similar = similar.first().filter(|_| is_doubtful);
        answer.notes.extend(similar.map(|line| format!("the command may be meant: `{line}`")));
        let commands = |error: Error| error.or_hint("`soundtrack --help` lists all commands");
        answer.failure = answer.failure.map(commands);
    }
    Ok(answer)
}
