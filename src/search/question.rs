//! Questions to `search`: what a person typed flows in, terms that parse, print and compare flow out.

use super::field::Field;
use super::lengths::Lengths;
use crate::error::Error;
use crate::model::{EpisodeCode, Keyword, ParseError, Usage};
use crate::query::{Notation, Numbers};
use std::fmt;
use std::str::FromStr;

/// A question: terms that must all be true. `Display` prints what `FromStr` reads.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchQuery {
    /// In the order in which they were typed.
    pub terms: Vec<Term>,
}

/// One condition: `snow`, `artist:beabadoobee`, `-"girl in red"`.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Whether it must not be true.
    pub excluded: bool,
    /// The only field to look into.
    pub field: Option<Field>,
    /// What to look for.
    pub value: Value,
}

/// What a term looks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, in any order, as typed without quotes: mostly one.
    Words(String),
    /// Words one after the other, as typed in quotes.
    Phrase(String),
    /// A season or episode with one of these numbers.
    Numbers(Numbers),
    /// Episodes, as typed: `s2e3`.
    Code(String, Vec<Span>),
    /// This use of the song.
    Usage(Usage),
    /// A song of this length.
    Length(Lengths),
}

/// Episodes from the first to the last, or whole seasons, with what no source ties to an episode of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The first.
    pub first: EpisodeCode,
    /// The last, which need not exist.
    pub last: EpisodeCode,
    /// Whether whole seasons were named.
    pub seasons: bool,
}

/// The sign of what must not be, as typed and as typeset.
const MINUS: [char; 2] = ['-', '\u{2212}'];

impl SearchQuery {
    /// Reads the arguments of a command. One of several that has spaces in it was quoted for the shell, and is read as
    /// if its quotes had arrived: `artist:"girl in red" bus`. One alone is a whole question.
    pub fn of_arguments(words: &[String]) -> Result<Self, Error> {
        let quoted = |word: &String| {
            let unsigned = word.trim_start_matches(MINUS);
            let value = named(unsigned).map_or(unsigned, |(_, value)| value);
            let is_one_value = value.contains(' ') && !value.contains(['"', ':']) && !value.contains(" -");
            if words.len() > 1 && is_one_value {
                format!("{}\"{value}\"", &word[..word.len() - value.len()])
            } else {
                word.clone()
            }
        };
        words.iter().map(quoted).collect::<Vec<_>>().join(" ").parse()
    }
}

impl FromStr for SearchQuery {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (term, after) = Term::read(rest)?;
            terms.push(term);
            rest = after.trim_start();
        }
        if terms.is_empty() {
            let error = Error::usage("there is nothing to search for");
            return Err(error.with_hint("`soundtrack songs` lists everything"));
        }
        Ok(Self { terms })
    }
}

impl Term {
    /// The term at the beginning of a text, and what follows it.
    fn read(text: &str) -> Result<(Self, &str), Error> {
        let signed = text
            .strip_prefix(MINUS)
            .filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
        let unsigned = signed.unwrap_or(text);
        let (field, after) = match named(unsigned) {
            Some((name, after)) => (Some(Field::read(&name.to_ascii_lowercase())?), after.trim_start()),
            None => (None, unsigned),
        };
        let (text, is_quoted, rest) = match after.strip_prefix('"') {
            Some(inside) => {
                let (phrase, rest) = inside.split_once('"').ok_or_else(|| {
                    let error = Error::usage(format!("a quote is not closed: `{after}`"));
                    error.with_hint("for the shell, put all of the question in single quotes")
                })?;
                (phrase, true, rest)
            }
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                (&after[..end], false, &after[end..])
            }
        };
        if text.trim().is_empty() {
            let before = &unsigned[..unsigned.len() - rest.len()];
            return Err(Error::usage(format!("`{before}` says nothing to look for")));
        }
        let term = Self { excluded: signed.is_some(), field, value: Value::read(field, text, is_quoted)? };
        Ok((term, rest))
    }
}

/// What stands in front of the first colon and behind it, if the former can be the name of a field.
fn named(text: &str) -> Option<(&str, &str)> {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.split_once(':').filter(|(name, _)| is_name(name))
}

impl Value {
    fn read(field: Option<Field>, text: &str, is_quoted: bool) -> Result<Self, Error> {
        let wrong = |field: Field, ParseError { expected }| {
            Error::usage(format!("`{}:{text}` cannot be read: expected {expected}", field.name()))
        };
        let words = || {
            if is_quoted { Self::Phrase(text.to_owned()) } else { Self::Words(text.to_owned()) }
        };
        match field {
            Some(field @ Field::Season) => {
                text.parse().map(Self::Numbers).map_err(|error| wrong(field, error))
            }
            Some(field @ Field::Length) => {
                text.parse().map(Self::Length).map_err(|error| wrong(field, error))
            }
            Some(Field::Usage) => {
                let usage = Usage::from_keyword(&text.to_ascii_lowercase());
                usage.map(Self::Usage).ok_or_else(|| {
                    let known: Vec<&str> = Usage::ALL.iter().map(|usage| usage.keyword()).collect();
                    Error::usage(format!("there is no usage `{text}`"))
                        .with_hint(format!("the usages are {}", known.join(", ")))
                })
            }
            Some(Field::Episode) if !is_quoted => Ok(match text.parse() {
                Ok(numbers) => Self::Numbers(numbers),
                Err(_) => Self::code(text).unwrap_or_else(words),
            }),
            None if !is_quoted => Ok(Self::code(text).unwrap_or_else(words)),
            _ => Ok(words()),
        }
    }

    /// The episodes that a word names by their codes alone.
    fn code(text: &str) -> Option<Self> {
        let spans = Notation::parse(text).ok()?;
        let spans = spans.into_iter().map(|notation| match notation {
            Notation::Range { show, first, last, seasons, text: None } if show.is_empty() => {
                Some(Span { first, last, seasons })
            }
            _ => None,
        });
        let spans: Option<Vec<Span>> = spans.collect();
        spans.map(|spans| Self::Code(text.to_owned(), spans))
    }
}

impl fmt::Display for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.terms.iter().enumerate().try_for_each(|(index, term)| {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}{term}")
        })
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.excluded { "-" } else { "" })?;
        if let Some(field) = self.field {
            write!(f, "{}:", field.name())?;
        }
        self.value.fmt(f)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(text) | Self::Code(text, _) => f.write_str(text),
            Self::Phrase(text) => write!(f, "\"{text}\""),
            Self::Numbers(numbers) => numbers.fmt(f),
            Self::Usage(usage) => usage.fmt(f),
            Self::Length(lengths) => lengths.fmt(f),
        }
    }
}
