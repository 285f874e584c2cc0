//! Completion: what a shell asks while somebody types flows in, what could stand there flows out: commands and options,
//! which clap knows, and names of the catalog.
//!
//! A shell asks by running the program with [`VARIABLE`] set; its script, which `completions` prints, does. Candidates
//! are inserted as they are, so they are ids, numbers and words of our own; titles stand beside them as help.
//! Whatever is wrong, with the line or the catalog, there is nothing to offer and nothing to say.

mod line;
mod values;

use crate::cli::{Cli, Shell};
use clap::{Arg, Command, ValueEnum};
use clap_complete::engine::ArgValueCompleter;
use clap_complete::env::{CompleteEnv, Shells};
use std::env;

/// What names the shell that asks.
pub const VARIABLE: &str = "SOUNDTRACK_COMPLETE";

const PROGRAM: &str = "soundtrack";

/// The completion script of a shell.
#[expect(clippy::expect_used, reason = "neither can fail")]
pub fn script(shell: Shell) -> String {
    let value = shell.to_possible_value().expect("no shell is hidden");
    let mut script = Vec::new();
    if let Some(known) = Shells::builtins().completer(value.get_name()) {
        let registered = known.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script);
        registered.expect("writing to a Vec cannot fail");
    }
    // zsh loads the script at the first completion, which it has to answer at once.
    if shell == Shell::Zsh {
        script.extend(ASKED_AT_ONCE.as_bytes());
    }
    String::from_utf8(script).expect("scripts are written as text")
}

const ASKED_AT_ONCE: &str = "\
[[ ${funcstack[1]} == _soundtrack ]] && _clap_dynamic_completer_soundtrack \"$@\"
";

/// Answers a shell, if one asks; tells whether that was so.
pub fn answer() -> bool {
    // Nothing of this is made in a run that nobody completes.
    if env::var_os(VARIABLE).is_none_or(|shell| shell.is_empty()) {
        return false;
    }
    let asked = CompleteEnv::with_factory(|| with_names(Cli::program()))
        .var(VARIABLE)
        .completer(PROGRAM)
        .try_complete(env::args_os(), env::current_dir().ok().as_deref());
    // A shell that is not known has asked, too.
    asked.unwrap_or(true)
}

/// A command whose arguments know what can stand in them.
fn with_names(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| match values::of(&name, arg.get_id().as_str()) {
        Some(values) => offering(arg, values),
        None => arg,
    });
    command.mut_subcommands(with_names)
}

fn offering(arg: Arg, values: values::Values) -> Arg {
    arg.add(ArgValueCompleter::new(move |current: &std::ffi::OsStr| {
        let current = current.to_str().unwrap_or_default();
        line::Line::of_process().map_or_else(Vec::new, |line| values(&line, current))
    }))
}
