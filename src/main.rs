//! The program: parses arguments, runs, and turns what comes back into messages and an exit status.

use clap::Parser;
use soundtrack::cli::Cli;
use soundtrack::error::Error;
use soundtrack::out::safe;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut err = io::stderr().lock();
    let result = match Cli::try_parse() {
        Ok(cli) => soundtrack::run(&cli, &mut BufWriter::new(io::stdout().lock()), &mut err),
        Err(usage) if usage.use_stderr() => {
            let _ = write!(err, "{}", safe::lines(&usage.render().to_string()));
            return ExitCode::from(2);
        }
        Err(help) => write_help(&help).map_err(Error::from),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.exit_code() > 0 {
                let _ = report(&error, &mut err);
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// Help and version, which clap itself would print without noticing that it failed.
fn write_help(help: &clap::Error) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    write!(out, "{}", help.render().ansi())?;
    out.flush()
}

/// If standard error is gone too there is nobody to tell.
fn report(error: &Error, err: &mut dyn Write) -> io::Result<()> {
    writeln!(err, "soundtrack: {}", safe::lines(&error.to_string()))?;
    error
        .hint()
        .map_or(Ok(()), |hint| writeln!(err, "hint: {}", safe::lines(hint)))
}
