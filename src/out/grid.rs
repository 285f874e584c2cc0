//! A table as text: what people see of its cells, with bars, links and found words as far as the output can
//! show them.

use super::Terminal;
use super::marks::{Marks, bold};
use crate::text::{sanitize, truncate};
use crate::view::{Cell, Heading, Shape, Table, links};
use std::borrow::Cow;
use std::ops::Range;

/// A table as text.
pub(super) struct Grid {
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) marks: Marks,
}

/// The longest text of a cell that is laid out, in characters.
const MAX_CELL_LENGTH: usize = 2_000;

impl Grid {
    /// The texts of the shown columns.
    pub(super) fn new(table: &Table<'_>, style: CellStyle) -> Self {
        let mut columns = table.shown_columns();
        columns.retain(|&column| style.bar.is_some() || table.headings()[column].shape != Shape::Bar);
        let mut marks = Marks::default();
        let mut row = |row| {
            let cells = columns.iter().map(|&column| table.cell(row, column));
            cells.map(|cell| style.text(&cell, &mut marks)).collect()
        };
        let rows = (0..table.len()).map(&mut row).collect();
        Self { headings: columns.iter().map(|&column| table.headings()[column]).collect(), rows, marks }
    }

    /// If all rows are in one group, removes its columns and returns its name, which becomes a heading.
    pub(super) fn take_only_group(&mut self) -> Option<String> {
        let groups: Vec<usize> = self.groups().collect();
        let (first, others) =
            self.rows.split_first().filter(|(_, others)| !others.is_empty() && !groups.is_empty())?;
        let same = |row: &Vec<String>| groups.iter().all(|&column| row[column] == first[column]);
        if !others.iter().all(same) {
            return None;
        }
        let names: Vec<&str> = groups.iter().map(|&column| first[column].as_str()).collect();
        let name = names.join(" ");
        self.retain(|column| !groups.contains(&column));
        Some(name)
    }

    /// Shortens very long texts: layout takes quadratic time on a long word.
    pub(super) fn shorten(&mut self) {
        for text in self.rows.iter_mut().flatten() {
            if let Cow::Owned(short) = truncate(text, MAX_CELL_LENGTH) {
                *text = short;
            }
        }
    }

    /// Clears the values of group columns that are the same in the row above.
    pub(super) fn without_repetitions(mut self) -> Self {
        let groups: Vec<usize> = self.groups().collect();
        for row in (1..self.rows.len()).rev() {
            let same = groups
                .iter()
                .take_while(|&&column| self.rows[row][column] == self.rows[row - 1][column])
                .count();
            for &column in &groups[..same] {
                self.rows[row][column].clear();
            }
        }
        self
    }

    /// The columns whose repeated values are cleared.
    pub(super) fn groups(&self) -> impl Iterator<Item = usize> {
        (0..self.headings.len()).filter(|&column| self.headings[column].shape == Shape::Group)
    }

    /// Removes the columns that `keep` rejects.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        fn retain<T>(items: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
            let mut column = 0..;
            items.retain(|_| column.next().is_some_and(&keep));
        }
        retain(&mut self.headings, &keep);
        self.rows.iter_mut().for_each(|row| retain(row, &keep));
    }
}

/// How cells are shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellStyle {
    /// The character that bars are drawn with; none omits bars.
    pub(super) bar: Option<char>,
    /// How found words are highlighted.
    highlight: Highlight,
    /// Whether titles are links.
    links: bool,
    /// Whether long texts are cut to the part around the first found word.
    cut: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Highlight {
    #[default]
    None,
    Brackets,
    Bold,
}

/// The width of the longest bar.
const BAR_WIDTH: usize = 24;

/// The length that long texts are cut to, in characters, and how much of it comes before the found word.
const CUT_LENGTH: usize = 100;
const CUT_BEFORE: usize = 40;

impl CellStyle {
    /// For a terminal, or a pipe in a format for people.
    pub(super) fn for_terminal(terminal: &Terminal) -> Self {
        Self {
            bar: None,
            highlight: if terminal.color { Highlight::Bold } else { Highlight::Brackets },
            links: terminal.hyperlinks,
            cut: terminal.width.is_some(),
        }
    }

    /// Also draws bars.
    pub(super) fn with_bars(self, terminal: &Terminal) -> Self {
        let bar = if terminal.unicode { '█' } else { '#' };
        Self { bar: Some(bar), ..self }
    }

    /// The text of a cell, on one line and safe to print, with marks for links and bold text.
    pub(super) fn text(self, cell: &Cell<'_>, marks: &mut Marks) -> String {
        match (cell, self.bar) {
            (Cell::Bar { part, whole }, Some(bar)) => drawn(*part, *whole, bar),
            (Cell::List(items), _) => {
                let items: Vec<String> = items.iter().map(|item| self.text(item, marks)).collect();
                items.join(", ")
            }
            (Cell::Song(song), _) if self.links => {
                let title = sanitize::line(song.title());
                match links::address(*song) {
                    Some(address) => marks.link(&title, &address),
                    None => title.into_owned(),
                }
            }
            (Cell::Marked { label, text, marks: found }, _) => {
                let label = label.map(|label| format!("{}: ", label.replace('_', " ")));
                label.unwrap_or_default() + &self.highlighted(text, found)
            }
            _ => sanitize::line(&cell.text()).into_owned(),
        }
    }

    fn highlighted(self, text: &str, found: &[Range<usize>]) -> String {
        let shown =
            if self.cut { around(text, found.first().map_or(0, |word| word.start)) } else { 0..text.len() };
        let (mut line, mut end) = (String::new(), shown.start);
        line += if shown.start > 0 { "… " } else { "" };
        for word in found.iter().filter(|word| shown.start <= word.start && word.end <= shown.end) {
            line += &sanitize::line(&text[end..word.start]);
            let found = sanitize::line(&text[word.clone()]);
            line += &match self.highlight {
                Highlight::None => found,
                Highlight::Brackets => Cow::Owned(format!("[{found}]")),
                Highlight::Bold => Cow::Owned(bold(&found)),
            };
            end = word.end;
        }
        line += &sanitize::line(&text[end..shown.end]);
        line += if shown.end < text.len() { " …" } else { "" };
        line
    }
}

/// The range of a long text around a byte offset, cut at spaces.
fn around(text: &str, place: usize) -> Range<usize> {
    let letters = text.chars().count();
    if letters <= CUT_LENGTH {
        return 0..text.len();
    }
    let before = text[..place].chars().count();
    let first = before.saturating_sub(CUT_BEFORE).min(letters - CUT_LENGTH);
    let at = |letter: usize| text.char_indices().nth(letter).map_or(text.len(), |(place, _)| place);
    let (start, end) = (at(first), at(first + CUT_LENGTH));
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
    // Rounded up, so that no part is invisible.
    let length = (part * BAR_WIDTH).div_ceil(whole.max(1));
    std::iter::repeat_n(bar, length).collect()
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn style(highlight: Highlight, cut: bool) -> CellStyle {
        CellStyle { bar: None, highlight, links: false, cut }
    }

    #[test]
    fn found_words_are_marked_and_the_rest_is_as_it_was() {
        let text = "in the snow\u{7}";
        assert_eq!(style(Highlight::Brackets, false).highlighted(text, &[7..11]), "in the [snow]\\u{7}");
        assert_eq!(style(Highlight::None, false).highlighted(text, &[7..11]), "in the snow\\u{7}");
        let bold = style(Highlight::Bold, false).highlighted(text, &[0..2, 7..11]);
        assert_eq!(Marks::default().apply(&bold), "\x1b[1min\x1b[22m the \x1b[1msnow\x1b[22m\\u{7}");
    }

    #[test]
    fn long_texts_are_cut_around_the_word() {
        let text = format!("{} snow {}", "one ".repeat(50).trim(), "two ".repeat(50).trim());
        let place = text.find("snow").unwrap();
        let cut = style(Highlight::Brackets, true).highlighted(&text, &[place..place + 4]);
        assert!(cut.starts_with("… one ") && cut.ends_with(" two …"), "{cut}");
        assert!(cut.contains("one [snow] two") && cut.chars().count() <= CUT_LENGTH + 6, "{cut}");
        let start = style(Highlight::Brackets, true).highlighted(&text, &[]);
        assert!(start.starts_with("one one") && start.ends_with(" …"), "{start}");
        let word = "x".repeat(300);
        assert!(style(Highlight::None, true).highlighted(&word, &[0..300]).chars().count() < 110);
        assert_eq!(style(Highlight::None, true).highlighted("日本 snow", &[7..11]), "日本 snow");
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut_and_marked_anywhere(text in any::<String>(), long in 0_usize..6, word in 0_usize..40) {
            let text = format!("{text} ").repeat(1 << long);
            let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
            let start = starts[word * starts.len() / 40];
            let end = starts.get(word * starts.len() / 40 + 3).copied().unwrap_or(text.len());
            for highlight in [Highlight::None, Highlight::Brackets, Highlight::Bold] {
                let line = style(highlight, true).highlighted(&text, &[start..end]);
                let harmful = ['\u{7}', '\n', '\u{206a}', '\u{206b}', '\u{2061}'];
                let is_safe = !Marks::default().apply(&line).contains(harmful);
                prop_assert!(is_safe, "{}", line);
            }
        }
    }
}
