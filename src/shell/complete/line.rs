//! The line that is being typed: the arguments of a process that a shell has started flow in, what has been said so far
//! flows out.

use crate::load::{self, Request, Size};
use crate::model::{Catalog, Ceiling};
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
        let words: Vec<String> = words.map(|word| word.into_string().ok()).collect::<Option<_>>()?;
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

    /// The words between the program and the one that is being typed.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().take(self.current).skip(1);
        words.map(String::as_str)
    }

    /// The catalog that the line is about, up to its ceilings; none if that takes long, or if there are mistakes in it.
    pub(super) fn catalog(&self) -> Option<Catalog> {
        let said: Vec<&str> = self.values("--up-to").collect();
        let variable = env::var("SOUNDTRACK_UP_TO").unwrap_or_default();
        let said = if said.is_empty() { vec![&*variable] } else { said };
        let ceilings = said.iter().flat_map(|said| said.split(','));
        let ceilings = ceilings.filter(|ceiling| !ceiling.is_empty());
        let ceilings: Result<Vec<_>, _> = ceilings.map(parse_ceiling).collect();
        self.catalog_up_to(&ceilings.ok()?)
    }

    /// Likewise, up to these ceilings.
    pub(super) fn catalog_up_to(&self, ceilings: &[Ceiling]) -> Option<Catalog> {
        let paths = self.values("-c").chain(self.values("--catalog"));
        let paths: Vec<PathBuf> = paths.map(unquoted).collect();
        let request = Request { paths: &paths, largest: Size::LARGEST, progress: &|_, _| {} };
        if load::size(request).is_none_or(|size| size > LARGEST) {
            return None;
        }
        let (catalog, _) = load::catalog(request, ceilings, None).ok()?;
        Some(catalog)
    }

    /// What an option was given on the line, except for what is being typed.
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let word = |place: usize| self.words.get(place).filter(|_| place != self.current);
        let words = (0..self.words.len()).filter(move |&place| place != self.current);
        words.filter_map(move |place| {
            let rest = self.words[place].strip_prefix(name)?;
            if let Some(value) = rest.strip_prefix('=') {
                return Some(value);
            }
            // bash takes the sign for a word of its own.
            let value = word(place + 1).filter(|_| rest.is_empty())?;
            let behind = || word(place + 2).map(String::as_str);
            if value == "=" { behind() } else { Some(value.as_str()) }
        })
    }
}

/// A path as a shell would give it to the program.
fn unquoted(path: &str) -> PathBuf {
    let quotes = ['"', '\''];
    let path = path.strip_prefix(quotes).unwrap_or(path);
    let path = path.strip_suffix(quotes).unwrap_or(path).replace("\\ ", " ");
    match (path.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(path), Some(home)) => PathBuf::from(home).join(path),
        _ => PathBuf::from(path),
    }
}
