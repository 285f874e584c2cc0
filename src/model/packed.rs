//! How the fields of records are stored: a text is a position in a [`TextBuffer`], a list is a part of the `Vec`
//! with all entries of its kind, and a reference is an index into a section of the file.

use std::marker::PhantomData;
use std::num::NonZeroU32;

/// A text in the [`TextBuffer`] of a file. `K` says what it must look like, which `load` checks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<K = Anything>(NonZeroU32, PhantomData<fn() -> K>);

/// Any text. An empty one counts as missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anything {}

/// A title or name: never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {}

/// The text between two names of a credit, of which spaces are a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {}

/// An id: lower-case letters, digits and dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slug {}

/// An address that starts with `https://` or `http://`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Url {}

impl<K> Text<K> {
    /// The empty text. No other text is stored there: files are smaller than 4 GiB.
    pub(crate) const EMPTY: Self = Self(NonZeroU32::MAX, PhantomData);

    /// The same text, of which something else is asked.
    pub(crate) fn cast<L>(self) -> Text<L> {
        Text(self.0, PhantomData)
    }
}

impl<K> Default for Text<K> {
    fn default() -> Self {
        Self::EMPTY
    }
}

/// The id of an entry of a section, by which references name it.
pub(crate) type Id<T> = Text<IdOf<T>>;

/// A text that is the id of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdOf<T>(PhantomData<fn() -> T>);

/// A reference to another record: its index, plus one so that an `Option` is no larger. In a file it is an id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ref<T>(NonZeroU32, PhantomData<fn() -> T>);

impl<T> Ref<T> {
    /// A reference to nothing, in a file with errors.
    pub(crate) const UNRESOLVED: Self = Self(NonZeroU32::MAX, PhantomData);

    pub(crate) fn new(index: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index), PhantomData)
    }

    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// The version of the format. A file of another one is not read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format;

/// A list: consecutive entries of the `Vec` that has all entries of this kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<T> {
    start: u32,
    end: u32,
    entries: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    /// The entries from `start` up to `end`. They fit into 32 bits: `load` limits files to less than 4 GiB,
    /// and a list never has more entries than its file has bytes.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32, entries: PhantomData }
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Like `range`, in the type of record indices.
    pub(crate) fn indices(self) -> std::ops::Range<u32> {
        self.start..self.end
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

/// All texts of one file in one string, each preceded by its length.
///
/// Most texts are short, so the length takes a variable number of bytes: six bits each, the lowest first, and
/// a seventh bit says that another byte follows. Such bytes are ASCII, so the buffer is valid UTF-8.
#[derive(Debug, Default)]
pub(crate) struct TextBuffer(String);

/// How many bits of a length are in one byte, the flag that another byte follows, and the mask of the bits.
const LENGTH_BITS: usize = 6;
const CONTINUED: u8 = 1 << LENGTH_BITS;
const LENGTH_MASK: u8 = CONTINUED - 1;

impl TextBuffer {
    /// Stores a text. Its position fits into 32 bits because `load` limits files to less than 4 GiB.
    pub(crate) fn push<K>(&mut self, text: &str) -> Text<K> {
        if text.is_empty() {
            return Text::EMPTY;
        }
        // One more than the position, because zero is no `NonZeroU32`.
        let position = NonZeroU32::MIN.saturating_add(self.0.len() as u32);
        let mut length = text.len();
        while length >= usize::from(CONTINUED) {
            self.0.push(char::from((length as u8 & LENGTH_MASK) | CONTINUED));
            length >>= LENGTH_BITS;
        }
        self.0.push(char::from(length as u8));
        self.0.push_str(text);
        Text(position, PhantomData)
    }

    pub(crate) fn get<K>(&self, text: Text<K>) -> &str {
        if text.0 == NonZeroU32::MAX { "" } else { self.read(text.0.get() as usize - 1).0 }
    }

    /// All texts one after the other, with their lengths between them.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// All texts, in the order in which they were stored.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        std::iter::from_fn(move || {
            (start < self.0.len()).then(|| {
                let (text, end) = self.read(start);
                start = end;
                text
            })
        })
    }

    /// The text at a position, and where it ends.
    fn read(&self, mut start: usize) -> (&str, usize) {
        let mut length = 0;
        for index in 0.. {
            let byte = self.0.as_bytes()[start];
            length |= usize::from(byte & LENGTH_MASK) << (index * LENGTH_BITS);
            start += 1;
            if byte & CONTINUED == 0 {
                break;
            }
        }
        (&self.0[start..start + length], start + length)
    }

    /// Takes everything out, without spare capacity. That stays for the next file.
    pub(crate) fn take(&mut self) -> Self {
        let taken = Self(self.0.as_str().into());
        self.0.clear();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_of_any_length_are_returned_unchanged(texts in prop::collection::vec("(\\PC{0,9}){0,20}", 0..8), long in 0..20_000_usize) {
            let texts = [texts, vec!["é".repeat(long)]].concat();
            let mut buffer = TextBuffer::default();
            let stored: Vec<Text> = texts.iter().map(|text| buffer.push(text)).collect();
            prop_assert!(buffer.texts().eq(texts.iter().filter(|text| !text.is_empty())));
            for (text, stored) in texts.iter().zip(stored) {
                prop_assert_eq!(buffer.get(stored), text);
            }
        }
    }
}
