//! The program: parses arguments, runs the command, and reports errors.

use soundtrack::cli::{Cli, NoRun};
use soundtrack::commands::hints;
use soundtrack::error::Error;
use soundtrack::out::When;
use soundtrack::shell::complete;
use std::io::{self, BufWriter, Write};
use std::mem::ManuallyDrop;
use std::process::ExitCode;

fn main() -> ExitCode {
    if complete::answer() {
        return ExitCode::SUCCESS;
    }
    // Not locked: the progress bar is drawn from other threads.
    let mut err = io::stderr();
    // Dropping the definition of the command line would take a twentieth of a short run.
    let mut program = ManuallyDrop::new(Cli::program());
    let cli = Cli::read_with(std::env::args_os(), &mut program);
    let color = cli.as_ref().map_or(When::Auto, |cli| cli.output.color);
    let result = match cli {
        Ok(cli) => soundtrack::run(&cli, &mut BufWriter::new(io::stdout().lock()), &mut err),
        Err(NoRun::Help(help)) => write_help(&help).map_err(Error::from),
        Err(NoRun::Refused(line, error)) => Err(hints::improve_refused(&line, error)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.exit_code() > 0 {
                soundtrack::report(&error, color, &mut err);
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// Prints help or the version. clap would ignore a failure.
fn write_help(help: &clap::Error) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    write!(out, "{}", help.render().ansi())?;
    out.flush()
}
