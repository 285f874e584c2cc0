//! Ink: what a medium can show flows in, the text of a cell with its found words marked flows out.

use super::Terminal;
use super::anchor::Anchors;
use crate::text::sanitize;
use crate::view::{Cell, links};
use std::borrow::Cow;
use std::ops::Range;

/// What there is to draw and mark with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ink {
    /// What bars are drawn with; none where there are no bars.
    pub(super) bar: Option<char>,
    /// How words that were found are marked.
    mark: Mark,
    /// Whether titles are links.
    links: bool,
    /// Whether long texts with such words are cut to what stands around them.
    cut: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Mark {
    #[default]
    None,
    Brackets,
    Bold,
}

/// Where bold type begins and ends, until a line is written. Layout takes them for characters without width, and no
/// text has them: [`sanitize::line`] leaves them out.
const BOLD: &str = "\u{2060}";
const PLAIN: &str = "\u{feff}";

/// How wide a bar is drawn at the most.
const BAR: usize = 24;

/// How many characters of a long text stand around the first word that was found, and how many of them before it.
const AROUND: usize = 100;
const BEFORE: usize = 40;

impl Ink {
    /// For a screen, or for a pipe that is read like one.
    pub(super) fn of(terminal: &Terminal) -> Self {
        Self {
            bar: None,
            mark: if terminal.color { Mark::Bold } else { Mark::Brackets },
            links: terminal.hyperlinks,
            cut: terminal.width.is_some(),
        }
    }

    /// The same, with bars.
    pub(super) fn with_bars(self, terminal: &Terminal) -> Self {
        let bar = if terminal.unicode { '█' } else { '#' };
        Self { bar: Some(bar), ..self }
    }

    /// The text of a cell, on one line, safe and marked; `anchors` get to know the addresses of links.
    pub(super) fn text(self, cell: &Cell<'_>, anchors: &mut Anchors) -> String {
        match (cell, self.bar) {
            (Cell::Bar { part, whole }, Some(bar)) => drawn(*part, *whole, bar),
            (Cell::List(items), _) => {
                let items: Vec<String> = items.iter().map(|item| self.text(item, anchors)).collect();
                items.join(", ")
            }
            (Cell::Song(song), _) if self.links => {
                let title = sanitize::line(song.title());
                match links::address(*song) {
                    Some(address) => anchors.link(&title, &address),
                    None => title.into_owned(),
                }
            }
            (Cell::Marked { label, text, marks }, _) => {
                let label = label.map(|label| format!("{}: ", label.replace('_', " ")));
                label.unwrap_or_default() + &self.marked(text, marks)
            }
            _ => sanitize::line(&cell.text()).into_owned(),
        }
    }

    fn marked(self, text: &str, marks: &[Range<usize>]) -> String {
        let shown =
            if self.cut { around(text, marks.first().map_or(0, |mark| mark.start)) } else { 0..text.len() };
        let (open, close) = match self.mark {
            Mark::None => ("", ""),
            Mark::Brackets => ("[", "]"),
            Mark::Bold => (BOLD, PLAIN),
        };
        let (mut line, mut end) = (String::new(), shown.start);
        line += if shown.start > 0 { "… " } else { "" };
        for mark in marks.iter().filter(|mark| shown.start <= mark.start && mark.end <= shown.end) {
            line += &sanitize::line(&text[end..mark.start]);
            line += open;
            line += &sanitize::line(&text[mark.clone()]);
            line += close;
            end = mark.end;
        }
        line += &sanitize::line(&text[end..shown.end]);
        line += if shown.end < text.len() { " …" } else { "" };
        line
    }
}

/// A line as it is written: with bold type where it was meant. A word that was broken over two lines stays plain,
/// because other columns stand between its parts.
pub(super) fn inked(line: &str) -> Cow<'_, str> {
    if !line.contains(BOLD) && !line.contains(PLAIN) {
        return Cow::Borrowed(line);
    }
    let mut parts = line.split(BOLD);
    let mut inked = parts.next().unwrap_or_default().replace(PLAIN, "");
    for part in parts {
        match part.split_once(PLAIN) {
            Some((word, rest)) => {
                inked += &format!("\x1b[1m{word}\x1b[22m");
                inked += &rest.replace(PLAIN, "");
            }
            None => inked += part,
        }
    }
    Cow::Owned(inked)
}

/// The part of a long text around a place in it, from word to word.
fn around(text: &str, place: usize) -> Range<usize> {
    let letters = text.chars().count();
    if letters <= AROUND {
        return 0..text.len();
    }
    let before = text[..place].chars().count();
    let first = before.saturating_sub(BEFORE).min(letters - AROUND);
    let at = |letter: usize| text.char_indices().nth(letter).map_or(text.len(), |(place, _)| place);
    let (start, end) = (at(first), at(first + AROUND));
    let is_cut = |end: usize| end > 0 && end < text.len();
    let start = match text[start..place.max(start)].find(' ') {
        Some(space) if is_cut(start) => start + space + 1,
        _ => start,
    };
    let end = match text[start..end].rfind(' ') {
        Some(space) if is_cut(end) && start + space > place => start + space,
        _ => end,
    };
    start..end
}

fn drawn(part: usize, whole: usize, bar: char) -> String {
    // A part that is there is seen, however small.
    let length = (part * BAR).div_ceil(whole.max(1));
    std::iter::repeat_n(bar, length).collect()
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ink(mark: Mark, cut: bool) -> Ink {
        Ink { bar: None, mark, links: false, cut }
    }

    #[test]
    fn found_words_are_marked_and_the_rest_is_as_it_was() {
        let text = "in the snow\u{7}";
        assert_eq!(ink(Mark::Brackets, false).marked(text, &[7..11]), "in the [snow]\\u{7}");
        assert_eq!(ink(Mark::None, false).marked(text, &[7..11]), "in the snow\\u{7}");
        let bold = ink(Mark::Bold, false).marked(text, &[0..2, 7..11]);
        assert_eq!(inked(&bold), "\x1b[1min\x1b[22m the \x1b[1msnow\x1b[22m\\u{7}");
    }

    #[test]
    fn a_broken_word_leaves_the_rest_of_the_line_alone() {
        assert_eq!(inked("a \u{2060}brok   other"), "a brok   other");
        assert_eq!(inked("en\u{feff} \u{2060}b\u{feff}"), "en \x1b[1mb\x1b[22m");
    }

    #[test]
    fn long_texts_are_cut_around_the_word() {
        let text = format!("{} snow {}", "one ".repeat(50).trim(), "two ".repeat(50).trim());
        let place = text.find("snow").unwrap();
        let cut = ink(Mark::Brackets, true).marked(&text, &[place..place + 4]);
        assert!(cut.starts_with("… one ") && cut.ends_with(" two …"), "{cut}");
        assert!(cut.contains("one [snow] two") && cut.chars().count() <= AROUND + 6, "{cut}");
        let start = ink(Mark::Brackets, true).marked(&text, &[]);
        assert!(start.starts_with("one one") && start.ends_with(" …"), "{start}");
        let word = "x".repeat(300);
        assert!(ink(Mark::None, true).marked(&word, &[0..300]).chars().count() < 110);
        assert_eq!(ink(Mark::None, true).marked("日本 snow", &[7..11]), "日本 snow");
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut_and_marked_anywhere(text in any::<String>(), long in 0_usize..6, word in 0_usize..40) {
            let text = format!("{text} ").repeat(1 << long);
            let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
            let start = starts[word * starts.len() / 40];
            let end = starts.get(word * starts.len() / 40 + 3).copied().unwrap_or(text.len());
            for mark in [Mark::None, Mark::Brackets, Mark::Bold] {
                let line = ink(mark, true).marked(&text, &[start..end]);
                let harmful = ['\u{7}', '\n', '\u{2060}', '\u{feff}'];
                let is_safe = !inked(&line).contains(harmful);
                prop_assert!(is_safe, "{}", line);
            }
        }
    }
}
