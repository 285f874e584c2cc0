//! The line that is being typed: the arguments of a process that a shell has started flow in, what has been said so far
//! flows out.

use crate::load::{self, Request, Size};
use crate::model::Catalog;
use crate::query::parse_ceiling;
use std::env;
use std::path::PathBuf;

/// The largest catalog that is looked into while somebody waits for a key to do something.
const LARGEST: u64 = 64 << 20;

/// What has been typed.
pub(super) struct Line {
    words: Vec<String>,
    /// The number of the word that is being typed.
    current: usize,
}

impl Line {
    /// What the shell says behind `--`. It says in the environment which word it is, if it is not the last.
    pub(super) fn of_process() -> Option<Self> {
        let words = env::args_os().skip_while(|word| word != "--").skip(1);
        let words: Vec<String> = words
            .map(|word| word.into_string().ok())
            .collect::<Option<_>>()?;
        let index = env::var("_CLAP_COMPLETE_INDEX").ok();
        let last = words.len().checked_sub(1)?;
        let current = index.and_then(|index| index.parse().ok()).unwrap_or(last);
        Some(Self { words, current })
    }

    /// The words right before the one that is being typed, the nearest first.
    pub(super) fn before(&self) -> impl Iterator<Item = &str> {
        let before = self.words.iter().take(self.current).rev();
        before.map(String::as_str)
    }

    /// The catalog that the line is about, up to its ceilings; none if that takes long, or if there are mistakes in it.
    pub(super) fn catalog(&self) -> Option<Catalog> {
        let paths: Vec<PathBuf> = self.values("-c", "--catalog").map(PathBuf::from).collect();
        let request = Request {
            paths: &paths,
            largest: Size::LARGEST,
            progress: &|_, _| {},
        };
        if load::size(request).is_none_or(|size| size > LARGEST) {
            return None;
        }
        let said: Vec<&str> = self.values("", "--up-to").collect();
        let variable = env::var("SOUNDTRACK_UP_TO").unwrap_or_default();
        let said = if said.is_empty() {
            vec![&*variable]
        } else {
            said
        };
        let ceilings = said.iter().flat_map(|said| said.split(','));
        let ceilings = ceilings.filter(|ceiling| !ceiling.is_empty());
        let ceilings: Result<Vec<_>, _> = ceilings.map(parse_ceiling).collect();
        let (catalog, _) = load::catalog(request, &ceilings.ok()?, None).ok()?;
        Some(catalog)
    }

    /// What an option was given on the line, in any of the ways to say it.
    fn values<'l>(&'l self, short: &'l str, long: &'l str) -> impl Iterator<Item = &'l str> {
        let words = self.words.iter().enumerate();
        words.filter_map(move |(number, word)| {
            if number == self.current {
                return None;
            }
            if word == long || (word == short && !short.is_empty()) {
                return self.words.get(number + 1).map(String::as_str);
            }
            let long = word
                .strip_prefix(long)
                .and_then(|word| word.strip_prefix('='));
            let short = || {
                word.strip_prefix(short)
                    .filter(|_| !short.is_empty() && !word.starts_with("--"))
            };
            long.or_else(short)
        })
    }
}
