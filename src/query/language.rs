//! The query language of `search` and `--query`: terms such as `snow`, `"run away"`, `artist:beabadoobee`,
//! `season:2` or `-kiss`, and places in words: `end of episode 1`.

use super::condition::Condition;
use super::ranges::Numbers;
use crate::error::{Error, unknown_word};
use crate::model::{Keyword, ParseError};
use crate::text::suggest;
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

/// The longest place is `season 2 episode 3`, or has a word more for a range: `season 1 to season 2`.
const MAX_WORDS_OF_PLACE: usize = 5;

/// What may follow a place in a sentence.
const SENTENCE_ENDS: [char; 5] = [',', ';', '?', '!', '.'];

const CARDINALS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

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
}

impl FromStr for SearchQuery {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (term, after) = match Term::parse_place(rest) {
                Some(place) => place,
                None => Term::parse(rest)?,
            };
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
    /// Parses the episodes or seasons that the words at the beginning of a text name, as many words as
    /// possible: `s2e3`, `season 2 episode 3`, `episode one`. Also returns what follows them.
    fn parse_place(text: &str) -> Option<(Self, &str)> {
        let (excluded, unsigned) = split_sign(text);
        let (mut ends, mut end) = (Vec::new(), 0);
        while ends.len() < MAX_WORDS_OF_PLACE {
            let rest = unsigned[end..].trim_start();
            let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
            let is_new_term = word.contains('"') || split_field(word).is_some();
            let is_other = !ends.is_empty() && (word.contains(['/', '\\']) || split_sign(word).0);
            if word.is_empty() || is_new_term || is_other {
                break;
            }
            end = unsigned.len() - rest.len() + word.len();
            ends.push(end);
        }
        ends.into_iter().rev().find_map(|end| {
            let words = unsigned[..end].trim_end_matches(SENTENCE_ENDS);
            let (field, condition) = place(words)?;
            Some((Self { excluded, field, value: Value::Condition(condition) }, &unsigned[end..]))
        })
    }

    /// Parses the term at the beginning of a text; also returns what follows it.
    fn parse(text: &str) -> Result<(Self, &str), Error> {
        let (excluded, unsigned) = split_sign(text);
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
        Ok((Self { excluded, field, value }, rest))
    }

    /// Describes how it was understood.
    pub(crate) fn explain(&self) -> String {
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

/// Whether a term is excluded, and the term without the sign.
fn split_sign(text: &str) -> (bool, &str) {
    let signed = text.strip_prefix(MINUS);
    match signed.filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace)) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// The episodes or seasons that a text names as a whole, and the field that it would be typed with if it is
/// one number.
fn place(text: &str) -> Option<(Option<Field>, Condition)> {
    let words: Vec<String> = text.split_whitespace().map(str::to_ascii_lowercase).collect();
    let number = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["season" | "series", number] => Some((Field::Season, cardinal(number)?)),
        ["episode" | "ep" | "ep.", number] => Some((Field::Episode, cardinal(number)?)),
        [number, "season" | "series"] => ordinal(number).map(|number| (Field::Season, number)),
        [number, "episode"] => ordinal(number).map(|number| (Field::Episode, number)),
        _ => None,
    };
    if let Some((field, number)) = number {
        let numbers = number.to_string().parse().ok()?;
        let is_season = field == Field::Season;
        let condition = if is_season { Condition::Season(numbers) } else { Condition::Episode(numbers) };
        return Some((Some(field), condition));
    }
    // A dash at the end would make a range that is open.
    let is_whole = words.len() == 1 || text.ends_with(char::is_alphanumeric);
    Condition::parse_code(text).filter(|_| is_whole).map(|condition| (None, condition))
}

/// `2` or `two`.
fn cardinal(word: &str) -> Option<u16> {
    let written = CARDINALS.iter().position(|cardinal| *cardinal == word);
    written.map_or_else(|| word.parse().ok(), |index| Some(index as u16 + 1))
}

/// `2nd` or `second`.
fn ordinal(word: &str) -> Option<u16> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    let written = ORDINALS.iter().position(|ordinal| *ordinal == word);
    written.map_or_else(|| digits?.parse().ok(), |index| Some(index as u16 + 1))
}

/// The text before and after the first colon, if the former is the name of a field, or may be meant for one.
/// Any other word with a colon is a word: `nu:tone`.
fn split_field(text: &str) -> Option<(&str, &str)> {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.split_once(':').filter(|(name, _)| is_name(name) && !Field::similar(name).is_empty())
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
            Some(Field::Year) => Some(Condition::Year(parse_years(text).map_err(invalid)?)),
            Some(Field::Usage) => Some(Condition::Usage(parse_keywords(text)?)),
            Some(Field::Origin) => Some(Condition::Origin(parse_keywords(text)?)),
            Some(Field::Certainty) => Some(Condition::Certainty(parse_keywords(text)?)),
            Some(Field::Episode) if !is_quoted => match text.parse() {
                Ok(numbers) => Some(Condition::Episode(numbers)),
                Err(_) => Condition::parse_code(text),
            },
            _ => None,
        };
        Ok(match condition {
            Some(condition) => Self::Condition(condition),
            None if is_quoted => Self::Phrase(text.to_owned()),
            None => Self::Words(text.to_owned()),
        })
    }
}

/// Parses years: `1969`, `1960-1969`, `1960..`, or the decade `1960s`.
fn parse_years(text: &str) -> Result<Numbers, ParseError> {
    match text.strip_suffix("0s") {
        Some(decade) => format!("{decade}0-{decade}9").parse(),
        None => text.parse(),
    }
}

/// Parses keywords separated by commas, in any case.
fn parse_keywords<W: Keyword>(text: &str) -> Result<Vec<W>, Error> {
    let parse = |word: &str| {
        W::from_keyword(&word.to_ascii_lowercase()).ok_or_else(|| {
            let known: Vec<&str> = W::ALL.iter().map(|value| value.keyword()).collect();
            Error::usage(unknown_word(W::KIND, word, &known))
        })
    };
    text.split(',').map(parse).collect()
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

/// Words that are typed for the name of a field, and the name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("title", "song"),
    ("track", "song"),
    ("band", "artist"),
    ("singer", "artist"),
    ("series", "show"),
    ("duration", "length"),
];

/// A field that a term of a query can name: `artist:`, `season:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Credited artists, also by other names or as members, and contributors.
    Artist,
    /// The song's title and its other titles.
    Song,
    /// What happens in the scene, and the characters in it.
    Scene,
    /// The characters in the scene.
    Character,
    /// The episode's number, code or title.
    Episode,
    /// The season's number.
    Season,
    /// The show's title.
    Show,
    /// The release.
    Album,
    /// How the song is used.
    Usage,
    /// Whether the song was written for the show.
    Origin,
    /// How precisely its place is known.
    Certainty,
    /// How long the song is.
    Length,
    /// The year of the song's release.
    Year,
    /// A remark on the song, its artists or its use.
    Note,
}

impl Field {
    /// All fields, in the order in which help lists them.
    pub const ALL: [Self; 14] = [
        Self::Artist,
        Self::Song,
        Self::Scene,
        Self::Character,
        Self::Episode,
        Self::Season,
        Self::Show,
        Self::Album,
        Self::Usage,
        Self::Origin,
        Self::Certainty,
        Self::Length,
        Self::Year,
        Self::Note,
    ];

    /// Its name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Self::Artist => "artist",
            Self::Song => "song",
            Self::Scene => "scene",
            Self::Character => "character",
            Self::Episode => "episode",
            Self::Season => "season",
            Self::Show => "show",
            Self::Album => "album",
            Self::Usage => "usage",
            Self::Origin => "origin",
            Self::Certainty => "certainty",
            Self::Length => "length",
            Self::Year => "year",
            Self::Note => "note",
        }
    }

    fn parse(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|field| field.name() == name);
        known.ok_or_else(|| {
            let error = Error::usage(format!("there is no field `{name}:`"));
            error.suggesting(&Self::similar(name))
        })
    }

    /// The names of the fields that this may be meant for, in any case.
    fn similar(name: &str) -> Vec<&'static str> {
        let names = Self::ALL.iter().map(|field| (field.name(), field.name()));
        let names: Vec<(&str, &str)> = names.chain(OTHER_NAMES.iter().copied()).collect();
        let similar = suggest(name, names.iter().map(|(name, _)| *name));
        let field = |name: &str| names.iter().find(|(other, _)| *other == name).map(|(_, field)| *field);
        let mut fields: Vec<&str> = similar.into_iter().filter_map(field).collect();
        fields.dedup();
        fields
    }
}
