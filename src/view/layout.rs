//! The options about columns, order and number of rows.

use crate::error::Error;
use crate::model::ParseError;
use std::str::FromStr;

/// Which columns, in which order, and how many rows; as `--columns`, `--sort` and `--limit` say.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The keys of the columns in their order; if empty, the default columns.
    pub columns: Vec<String>,
    /// The column to sort by.
    pub sort: Option<Sort>,
    /// The greatest number of rows.
    pub limit: Option<usize>,
}

impl Layout {
    /// The layout for a table in a card: sorted only if it has the column.
    pub(super) fn for_section(&self, has: impl Fn(&str) -> bool) -> Self {
        let sort = self.sort.clone().filter(|sort| has(&sort.key));
        Self { columns: Vec::new(), sort, limit: self.limit }
    }

    /// Whether a list of the columns is wanted instead of rows (`--columns help`).
    pub fn asks_for_help(&self) -> bool {
        matches!(self.columns.as_slice(), [only] if only == "help")
    }
}

/// A column to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's key.
    pub key: String,
    /// Whether the greatest value comes first. Empty cells come last in both orders.
    pub descending: bool,
}

impl FromStr for Sort {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (key, descending) = match text.split_once(':') {
            None | Some((_, "asc")) => (text.trim_end_matches(":asc"), false),
            Some((key, "desc")) => (key, true),
            Some(_) => return Err(ParseError::expected("a column, or a column and :asc or :desc")),
        };
        Ok(Self { key: key.to_owned(), descending })
    }
}

/// The indices of the chosen keys, each once.
pub(super) fn find_keys(keys: &[&'static str], chosen: &[String]) -> Result<Vec<usize>, Error> {
    let mut places = Vec::new();
    for key in chosen {
        let place = find_key(keys, key.trim())?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// The index of a key; an error with suggestions if there is none.
pub(super) fn find_key(keys: &[&'static str], key: &str) -> Result<usize, Error> {
    keys.iter().position(|known| *known == key).ok_or_else(|| {
        let near = crate::text::suggest(key, keys.iter().copied());
        let error = Error::usage(format!("there is no column `{key}`"));
        if near.is_empty() {
            error.with_hint(format!("the columns are {}", keys.join(", ")))
        } else {
            error.suggesting(&near)
        }
    })
}
