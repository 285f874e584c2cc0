//! Closed sets of words: a word of the catalog format flows in, a variant flows out, and back.

use std::fmt;

/// A type whose values are a fixed set of words, spelled the same in files, on the command line and in output.
pub trait Word: Copy + Eq + 'static {
    /// What kind of word it is, for messages: `usage`, `origin`.
    const KIND: &'static str;
    /// All values, in the order in which help lists them.
    const ALL: &'static [Self];
    /// The word.
    fn word(self) -> &'static str;
    /// The value that `word` spells, if any; case matters.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}

/// Declares an enum whose variants are words: the enum, its [`Word`] and its `Display`.
macro_rules! words {
    ($(#[$outer:meta])* $name:ident, $kind:literal { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $crate::model::Word for $name {
            const KIND: &'static str = $kind;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::model::Word::word(*self))
            }
        }
    };
}
pub(crate) use words;

/// A value could not be read; says what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected(pub &'static str);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for Expected {}
