//! The program: parses arguments, runs the command, and reports errors.

use clap::error::{ContextKind, ContextValue};
use soundtrack::cli::Cli;
use soundtrack::error::Error;
use soundtrack::query::quoted;
use soundtrack::shell::complete;
use soundtrack::text::sanitize;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    if complete::answer() {
        return ExitCode::SUCCESS;
    }
    // Not locked: the progress bar is drawn from other threads.
    let mut err = io::stderr();
    let result = match Cli::read(std::env::args_os()) {
        Ok(cli) => soundtrack::run(&cli, &mut BufWriter::new(io::stdout().lock()), &mut err),
        Err(usage) if usage.use_stderr() => {
            let _ = write!(err, "{}", sanitize::lines(&usage.render().to_string()));
            if let Some(word) = unknown_command(&usage) {
                let word = sanitize::line(&word);
                let _ = writeln!(
                    err,
                    "hint: try `soundtrack songs {word}` for an episode, `soundtrack artist {word}` for an artist"
                );
            }
            return ExitCode::from(2);
        }
        Err(help) => write_help(&help).map_err(Error::from),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.exit_code() > 0 {
                soundtrack::report(&error, &mut err);
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// The word in the place of a command, unless it is similar to one.
fn unknown_command(usage: &clap::Error) -> Option<String> {
    let is_unlike_any = usage.get(ContextKind::SuggestedSubcommand).is_none();
    match usage.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if is_unlike_any => Some(quoted(word)),
        _ => None,
    }
}

/// Prints help or the version. clap would ignore a failure.
fn write_help(help: &clap::Error) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    write!(out, "{}", help.render().ansi())?;
    out.flush()
}
