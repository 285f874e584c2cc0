//! Errors of clap in the words of this program.

use super::{Cli, Line};
use crate::error::{Error, all_of, unknown_word};
use crate::text::suggest;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use std::error::Error as _;

/// The error for a command line that clap refused.
pub(super) fn explain(error: &clap::Error, line: &Line) -> Error {
    let [argument, value] =
        [ContextKind::InvalidArg, ContextKind::InvalidValue].map(|kind| texts(error, kind));
    let (argument, value) = (all_of(&argument), all_of(&value));
    // clap prints `--season <N>`.
    let option = argument.split(' ').next().unwrap_or_default();
    let command = line.command.as_ref().map_or("`soundtrack`".to_owned(), |command| format!("`{command}`"));
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            let error = Error::usage(format!("{command} has no option `{option}`"));
            suggest_option(error, option, line)
        }
        ErrorKind::UnknownArgument => Error::usage(format!("{command} does not take the word `{argument}`")),
        ErrorKind::InvalidValue if value.is_empty() => {
            Error::usage(format!("`{option}` needs a value: {}", placeholder(&argument)))
        }
        ErrorKind::InvalidValue => {
            let kind = placeholder(&argument).to_lowercase();
            let kind = if ["when", "how", "what"].contains(&kind.as_str()) { "value" } else { &kind };
            let known = texts(error, ContextKind::ValidValue);
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = suggest(&value, known.iter().copied());
            Error::usage(unknown_word(kind, &value, &known)).suggesting(&near)
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            Error::usage(format!("`{option} {value}`: {reason}"))
        }
        ErrorKind::TooManyValues => Error::usage(format!("`{option}` takes no value, such as `{value}`")),
        ErrorKind::MissingRequiredArgument => {
            let needed = argument.replace(['<', '>'], "").replace("...", "");
            let error = Error::usage(format!("{command} needs {needed}"));
            match &line.command {
                Some(command) => error.with_hint(format!("`soundtrack {command} --help` has examples")),
                None => error,
            }
        }
        ErrorKind::ArgumentConflict => {
            let others = texts(error, ContextKind::PriorArg);
            let others: Vec<&str> = others.iter().filter_map(|other| other.split(' ').next()).collect();
            Error::usage(format!("`{option}` cannot be used with `{}`", others.join("` and `")))
        }
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            Error::usage(first.trim_start_matches("error: "))
        }
    }
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The name of a value: `FORMAT` of `--format <FORMAT>`.
fn placeholder(argument: &str) -> &str {
    argument.split_once('<').and_then(|(_, name)| name.split_once('>')).map_or(argument, |(name, _)| name)
}

/// Suggests options with a similar name.
fn suggest_option(error: Error, option: &str, line: &Line) -> Error {
    let program = Cli::program();
    let command = line.command.as_ref().and_then(|command| program.find_subcommand(command));
    let name = command.map_or("search", Command::get_name);
    let global = program.get_arguments().filter(|arg| arg.is_global_set());
    let global = global.filter(|arg| super::accepts(name, arg.get_id().as_str()));
    let own = command.unwrap_or(&program).get_arguments().filter(|arg| !arg.is_hide_set());
    let names = own.chain(global).filter_map(Arg::get_long).map(|name| format!("--{name}"));
    let names: Vec<String> = names.collect();
    error.suggesting(&suggest(option, names.iter().map(String::as_str)))
}
