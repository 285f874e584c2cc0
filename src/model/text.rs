//! Compact storage: texts and lists of one show flow in once, numbers of four or eight bytes stand for them in records.

use std::num::NonZeroU32;

/// Neighbours in one of a show's lists; empty also means absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    /// Nothing.
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };

    /// Those of a list from `start` up to `end`. Files are far smaller than 4 GiB (`load` caps them), and a list never
    /// has more entries than its file has bytes, so no position is cut short here.
    pub(crate) fn between(start: usize, end: usize) -> Self {
        if start == end {
            return Self::EMPTY;
        }
        Self { start: start as u32, len: (end - start) as u32 }
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }

    /// The same range as indices of records.
    pub(crate) fn indices(self) -> std::ops::Range<u32> {
        self.start..self.start + self.len
    }

    pub(crate) fn len(self) -> usize {
        self.len as usize
    }
}

/// Where a text stands in a show's [`TextBuffer`]; empty and absent are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextAt(Option<NonZeroU32>);

impl TextAt {
    /// No text.
    pub(crate) const NOWHERE: Self = Self(None);

    pub(crate) fn is_nowhere(self) -> bool {
        self.0.is_none()
    }
}

/// All texts of one show, one after the other, each behind its length: most texts are short, and nearly all of them can
/// do with one byte for that. It is written in digits of six bits, the lowest first, and a seventh says that another
/// follows; that is ASCII, so that the buffer is UTF-8 all through.
#[derive(Debug, Default)]
pub(crate) struct TextBuffer(String);

/// How many bits a digit of a length has, what says that another follows, and what its own are.
const DIGIT: usize = 6;
const MORE: u8 = 1 << DIGIT;
const LOW: u8 = MORE - 1;

impl TextBuffer {
    /// Keeps a text. As a file is far smaller than 4 GiB, so are its texts with their lengths.
    pub(crate) fn push(&mut self, text: &str) -> TextAt {
        if text.is_empty() {
            return TextAt::NOWHERE;
        }
        let at = NonZeroU32::new(self.0.len() as u32 + 1);
        let mut length = text.len();
        while length >= usize::from(MORE) {
            self.0.push(char::from((length as u8 & LOW) | MORE));
            length >>= DIGIT;
        }
        self.0.push(char::from(length as u8));
        self.0.push_str(text);
        TextAt(at)
    }

    pub(crate) fn get(&self, at: TextAt) -> &str {
        let Some(at) = at.0 else { return "" };
        let (mut start, mut length) = (at.get() as usize - 1, 0);
        for place in 0.. {
            let digit = self.0.as_bytes()[start];
            length |= usize::from(digit & LOW) << (place * DIGIT);
            start += 1;
            if digit & MORE == 0 {
                break;
            }
        }
        &self.0[start..start + length]
    }

    pub(crate) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_of_any_length_come_back(texts in prop::collection::vec("(\\PC{0,9}){0,20}", 0..8), long in 0..20_000_usize) {
            let texts = [texts, vec!["é".repeat(long)]].concat();
            let mut buffer = TextBuffer::default();
            let places: Vec<TextAt> = texts.iter().map(|text| buffer.push(text)).collect();
            for (text, at) in texts.iter().zip(places) {
                prop_assert_eq!(buffer.get(at), text);
                prop_assert_eq!(at.is_nowhere(), text.is_empty());
            }
        }
    }
}
