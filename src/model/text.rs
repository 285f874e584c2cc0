//! Compact storage: texts and lists of one show flow in once, ranges of eight bytes stand for them in records.

/// Part of one of a show's buffers; empty also means absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    /// Nothing.
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };

    /// The part of a buffer from `start` up to `end`. Files are far smaller than 4 GiB (`load` caps them),
    /// and a buffer never holds more than its file, so no position is cut short here.
    pub(crate) fn between(start: usize, end: usize) -> Self {
        if start == end {
            return Self::EMPTY;
        }
        Self {
            start: start as u32,
            len: (end - start) as u32,
        }
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

/// All texts of one show, one after the other.
#[derive(Debug, Default)]
pub(crate) struct TextBuffer(String);

impl TextBuffer {
    pub(crate) fn push(&mut self, text: &str) -> Span {
        let start = self.0.len();
        self.0.push_str(text);
        Span::between(start, self.0.len())
    }

    pub(crate) fn get(&self, span: Span) -> &str {
        &self.0[span.range()]
    }

    pub(crate) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}
