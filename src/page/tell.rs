//! `--tell`: an address by which readers send what they know about a song.

use crate::error::one_of;
use crate::model::{ParseError, Placement};
use crate::text::sanitize;
use crate::view::links::encoded;
use std::str::FromStr;

/// An address with placeholders for values of a placement.
#[derive(Clone, Debug)]
pub struct Tell(String);

type Value = fn(Placement<'_>) -> String;

const PLACEHOLDERS: [(&str, Value); 4] = [
    ("{song}", |placement| placement.song().title().to_owned()),
    ("{artist}", |placement| placement.song().credit().to_string()),
    ("{code}", |placement| placement.label().into_owned()),
    // The line of a catalog file that says where a song plays.
    ("{json}", |placement| {
        format!(r#"{{"song": "{}", "scene": "", "sources": []}}"#, placement.song().slug())
    }),
];

impl FromStr for Tell {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let without = PLACEHOLDERS.iter().fold(text.to_owned(), |rest, (name, _)| rest.replace(name, ""));
        let is_address = ["http://", "https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
        if !is_address || sanitize::first_hidden(text).is_some() || text.contains(char::is_whitespace) {
            return Err(
                ParseError::expected("an address that begins with https:, http: or mailto:").to_string()
            );
        }
        if without.contains(['{', '}']) {
            let known = one_of(&PLACEHOLDERS.map(|(name, _)| name));
            return Err(format!("unknown placeholder; the placeholders are {known}"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl Tell {
    /// The address for a placement.
    pub(super) fn address(&self, placement: Placement<'_>) -> String {
        // The values are encoded, so they have no placeholders.
        PLACEHOLDERS.iter().fold(self.0.clone(), |address, (name, value)| {
            if address.contains(name) { address.replace(name, &encoded(&value(placement))) } else { address }
        })
    }
}
