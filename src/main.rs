//! The program: parses arguments, runs, and turns what comes back into messages and an exit status.

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
    // Not locked: while files are read the progress is drawn from other threads.
    let mut err = io::stderr();
    let result = match Cli::read(std::env::args_os()) {
        Ok(cli) => soundtrack::run(&cli, &mut BufWriter::new(io::stdout().lock()), &mut err),
        Err(usage) if usage.use_stderr() => {
            let _ = write!(err, "{}", sanitize::lines(&usage.render().to_string()));
            if let Some(word) = no_command(&usage) {
                let word = sanitize::line(&word);
                let _ = writeln!(
                    err,
                    "hint: `soundtrack songs {word}` asks for an episode, `soundtrack artist {word}` for an artist"
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

/// The word that stands where a command should, unless it looks like one.
fn no_command(usage: &clap::Error) -> Option<String> {
    let unlike_any = usage.get(ContextKind::SuggestedSubcommand).is_none();
    match usage.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if unlike_any => Some(quoted(word)),
        _ => None,
    }
}

/// Help and version, which clap itself would print without noticing that it failed.
fn write_help(help: &clap::Error) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    write!(out, "{}", help.render().ansi())?;
    out.flush()
}
