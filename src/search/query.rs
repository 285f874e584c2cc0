//! The query language of `search`: terms such as `snow`, `"run away"`, `artist:beabadoobee`, `season:2` or
//! `-kiss`.

use super::criteria::{Criterion, Test};
use super::fields::Field;
use crate::error::Error;
use crate::model::ParseError;
use crate::query::Condition;
use crate::text::{WordPattern, fold};
use std::fmt;
use std::str::FromStr;

/// A query: terms that must all be true. `Display` prints what `FromStr` parses.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchQuery {
    /// The terms in the order in which they were typed.
    pub terms: Vec<Term>,
}

/// One term of a query: `snow`, `artist:beabadoobee`, `-"girl in red"`.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Whether it must not be true.
    pub excluded: bool,
    /// The only field to look into; any if there is none.
    pub field: Option<Field>,
    /// What to look for.
    pub value: Value,
}

/// What a term looks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words in any order, as typed without quotes: usually one.
    Words(String),
    /// Words one after the other, as typed in quotes.
    Phrase(String),
    /// A condition that has nothing to do with words.
    Condition(Condition),
}

/// The sign that excludes a term, as typed and as typeset.
const MINUS: [char; 2] = ['-', '\u{2212}'];

/// Words that fill vague queries ("the one when it snows", "that song from the prom") or separate the names
/// of a credit.
const STOP_WORDS: &str = "a an and are as at be by during episode feat featuring for from ft he her his i in is it its \
    of on one or scene she some song that the their there they this to was were what when where \
    which while who with";

impl SearchQuery {
    /// Parses the arguments of a command. The shell removes quotes, so one of several arguments that contains
    /// spaces is parsed as if it were still quoted: `artist:"girl in red" bus`. A single argument is a whole
    /// query.
    pub fn from_arguments(words: &[String]) -> Result<Self, Error> {
        let requote = |word: &String| {
            let unsigned = word.trim_start_matches(MINUS);
            let value = split_field(unsigned).map_or(unsigned, |(_, value)| value);
            let is_one_value = value.contains(' ') && !value.contains(['"', ':']) && !value.contains(" -");
            if words.len() > 1 && is_one_value {
                format!("{}\"{value}\"", &word[..word.len() - value.len()])
            } else {
                word.clone()
            }
        };
        words.iter().map(requote).collect::<Vec<_>>().join(" ").parse()
    }

    /// One criterion for each word, phrase and condition.
    pub(super) fn criteria(&self) -> Vec<Criterion> {
        let mut criteria: Vec<Criterion> = self.terms.iter().flat_map(Term::criteria).collect();
        // Punctuation alone, such as a dash between words, counts only if there is nothing else.
        let has_letters = |criterion: &Criterion| match &criterion.test {
            Test::Word(pattern) => pattern.word().contains(char::is_alphanumeric),
            Test::Phrase(_) | Test::Condition(_) => true,
        };
        if criteria.iter().any(has_letters) {
            criteria.retain(has_letters);
        }
        // If there are only stop words, they are required.
        if criteria.iter().all(|criterion| criterion.stop_word || !criterion.is_scored()) {
            criteria.iter_mut().for_each(|criterion| criterion.stop_word = false);
        }
        criteria
    }

    /// Describes how the query was understood.
    pub fn explain(&self) -> String {
        let criteria = self.criteria();
        let stop_words: Vec<&str> =
            criteria.iter().filter(|criterion| criterion.stop_word).filter_map(Criterion::text).collect();
        let is_stop_word = |term: &Term| matches!(&term.value, Value::Words(text) if stop_words.contains(&fold(text).as_str()));
        let terms = self.terms.iter().filter(|term| !is_stop_word(term));
        let mut parts: Vec<String> = terms.map(Term::explain).collect();
        if !stop_words.is_empty() {
            parts.push(format!("optional `{}`", stop_words.join("`, `")));
        }
        parts.join("; ")
    }
}

impl FromStr for SearchQuery {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (term, after) = Term::parse(rest)?;
            terms.push(term);
            rest = after.trim_start();
        }
        if terms.is_empty() {
            let error = Error::usage("the query is empty");
            return Err(error.with_hint("`soundtrack songs` lists everything"));
        }
        Ok(Self { terms })
    }
}

impl Term {
    /// Parses the term at the beginning of a text; also returns what follows it.
    fn parse(text: &str) -> Result<(Self, &str), Error> {
        let signed = text
            .strip_prefix(MINUS)
            .filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
        let unsigned = signed.unwrap_or(text);
        let (field, after) = match split_field(unsigned) {
            Some((name, after)) => (Some(Field::parse(&name.to_ascii_lowercase())?), after.trim_start()),
            None => (None, unsigned),
        };
        let (text, is_quoted, rest) = match after.strip_prefix('"') {
            Some(inside) => {
                let (phrase, rest) = inside.split_once('"').ok_or_else(|| {
                    let error = Error::usage(format!("a quotation mark is not closed: `{after}`"));
                    error.with_hint(
                        "put the whole query in single quotes, so that the shell keeps the double quotes",
                    )
                })?;
                (phrase, true, rest)
            }
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                (&after[..end], false, &after[end..])
            }
        };
        if text.trim().is_empty() {
            let term = &unsigned[..unsigned.len() - rest.len()];
            return Err(Error::usage(format!("`{term}` has no value")));
        }
        let value = Value::parse(field, text, is_quoted)?;
        Ok((Self { excluded: signed.is_some(), field, value }, rest))
    }

    fn criteria(&self) -> Vec<Criterion> {
        let criterion = |test| Criterion::new(self.excluded, self.field, test);
        match &self.value {
            Value::Words(text) => {
                let folded = fold(text);
                if self.excluded && folded.contains(' ') {
                    return vec![criterion(Test::Phrase(folded))];
                }
                let may_be_stop_word = !self.excluded && self.field.is_none();
                let word = |word: &str| Criterion {
                    stop_word: may_be_stop_word && STOP_WORDS.split(' ').any(|other| other == word),
                    ..criterion(Test::Word(WordPattern::new(word)))
                };
                folded.split(' ').map(word).collect()
            }
            Value::Phrase(text) => vec![criterion(Test::Phrase(fold(text)))],
            Value::Condition(condition) => vec![criterion(Test::Condition(condition.clone()))],
        }
    }

    fn explain(&self) -> String {
        let value = match &self.value {
            Value::Phrase(text) => format!("the words `{text}` together"),
            value => format!("`{value}`"),
        };
        let what = match (&self.value, self.field) {
            (Value::Condition(Condition::Code { .. }), _) => format!("episode {value}"),
            (Value::Condition(Condition::Usage(_)), _) => format!("used as {value}"),
            (Value::Condition(_), Some(field)) => format!("{} {value}", field.name()),
            (_, Some(field)) => format!("{value} in {}", field.name()),
            (_, None) => format!("{value} anywhere"),
        };
        if self.excluded { format!("not {what}") } else { what }
    }
}

/// The text before and after the first colon, if the former may be the name of a field.
fn split_field(text: &str) -> Option<(&str, &str)> {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.split_once(':').filter(|(name, _)| is_name(name))
}

impl Value {
    fn parse(field: Option<Field>, text: &str, is_quoted: bool) -> Result<Self, Error> {
        let invalid = |ParseError { expected }| {
            let field = field.map_or("", Field::name);
            Error::usage(format!("`{field}:{text}` cannot be read: expected {expected}"))
        };
        let condition = match field {
            Some(Field::Season) => Some(Condition::Season(text.parse().map_err(invalid)?)),
            Some(Field::Length) => Some(Condition::Length(text.parse().map_err(invalid)?)),
            Some(Field::Usage) => Some(Condition::parse_usage(text)?),
            Some(Field::Episode) if !is_quoted => match text.parse() {
                Ok(numbers) => Some(Condition::Episode(numbers)),
                Err(_) => Condition::parse_code(text),
            },
            None if !is_quoted => Condition::parse_code(text),
            _ => None,
        };
        Ok(match condition {
            Some(condition) => Self::Condition(condition),
            None if is_quoted => Self::Phrase(text.to_owned()),
            None => Self::Words(text.to_owned()),
        })
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
            Self::Words(text) => f.write_str(text),
            Self::Phrase(text) => write!(f, "\"{text}\""),
            Self::Condition(condition) => condition.fmt(f),
        }
    }
}
