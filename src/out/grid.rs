//! A table as text: what people see of its cells, with bars, links and found words as far as the output can
//! show them.

use super::Terminal;
use super::marks::{Marks, Style};
use crate::text::{sanitize, truncate};
use crate::view::{Cell, Heading, Shape, Table, links};
use std::borrow::Cow;
use std::ops::Range;

/// A table as text.
pub(super) struct Grid {
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) marks: Marks,
    /// How uncertain the episode of each row is, in words, if it is.
    pub(super) doubts: Vec<Option<&'static str>>,
}

/// The longest text of a cell that is laid out, in characters.
const MAX_CELL_LENGTH: usize = 2_000;

impl Grid {
    /// The texts of the shown columns.
    pub(super) fn new(table: &Table<'_>, style: CellStyle) -> Self {
        let mut columns = table.shown_columns();
        columns.retain(|&column| style.bar.is_some() || table.headings()[column].shape != Shape::Bar);
        let headings = columns.iter().map(|&column| table.headings()[column]).collect();
        let mut grid = Self { headings, rows: Vec::new(), marks: Marks::default(), doubts: Vec::new() };
        for row in 0..table.len() {
            let mut doubt = None;
            let texts = columns.iter().map(|&column| {
                let cell = table.cell(row, column);
                if let ("code", Cell::Place(place)) = (table.headings()[column].key, &cell) {
                    doubt = place.doubt();
                }
                match cell {
                    Cell::List(items)
                        if style.splits_prose && table.headings()[column].shape == Shape::Prose =>
                    {
                        let items: Vec<String> =
                            items.iter().map(|item| style.text(item, &mut grid.marks)).collect();
                        items.join("\n")
                    }
                    cell => style.text(&cell, &mut grid.marks),
                }
            });
            grid.rows.push(texts.collect());
            grid.doubts.push(doubt);
        }
        grid
    }

    /// Moves the columns of a shape behind the others.
    pub(super) fn move_last(&mut self, shape: Shape) {
        let is_moved: Vec<bool> = self.headings.iter().map(|heading| heading.shape == shape).collect();
        fn moved<T: Clone>(items: &mut Vec<T>, is_moved: &[bool]) {
            let part = |wanted| {
                items.iter().zip(is_moved).filter(move |(_, is)| **is == wanted).map(|(item, _)| item.clone())
            };
            *items = part(false).chain(part(true)).collect();
        }
        moved(&mut self.headings, &is_moved);
        self.rows.iter_mut().for_each(|row| moved(row, &is_moved));
    }

    /// Removes the columns of a shape and returns the texts that were in them, by row.
    pub(super) fn take(&mut self, shape: Shape) -> Vec<Vec<String>> {
        let is_taken: Vec<bool> = self.headings.iter().map(|heading| heading.shape == shape).collect();
        let taken = self.rows.iter().map(|row| {
            let texts = row.iter().zip(&is_taken).filter(|(text, is_taken)| **is_taken && !text.is_empty());
            texts.map(|(text, _)| text.clone()).collect()
        });
        let taken = taken.collect();
        self.retain(|column| !is_taken[column]);
        taken
    }

    /// The style of the text in a row: dim if its episode is uncertain.
    pub(super) fn style_of(&self, row: usize) -> Style {
        if self.doubts[row].is_some() { Style::Dim } else { Style::Plain }
    }

    /// Shortens very long texts: layout takes quadratic time on a long word.
    pub(super) fn shorten(&mut self) {
        for text in self.rows.iter_mut().flatten() {
            if let Cow::Owned(short) = truncate(text, MAX_CELL_LENGTH) {
                *text = short;
            }
        }
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

/// Whether a row begins a group with a heading. `groups` has the texts of the heading of each row.
pub(super) fn begins_group(groups: &[Vec<String>], row: usize) -> bool {
    let is_new = |group: &Vec<String>| row == 0 || groups[row - 1] != *group;
    groups.get(row).is_some_and(|group| !group.is_empty() && is_new(group))
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
    /// The length that long texts are cut to, around the first found word, in characters.
    cut: Option<usize>,
    /// Whether long texts in one cell are on lines of their own.
    splits_prose: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Highlight {
    #[default]
    None,
    Brackets,
    Color,
}

/// The width of the longest bar.
const BAR_WIDTH: usize = 24;

/// The length that long texts are cut to on a terminal, and the share of it that comes before the found word.
const CUT_LENGTH: usize = 200;
const CUT_BEFORE: f64 = 0.4;

impl CellStyle {
    /// For a terminal, or a pipe in a format for people.
    pub(super) fn for_terminal(terminal: &Terminal) -> Self {
        Self {
            bar: None,
            highlight: if terminal.color { Highlight::Color } else { Highlight::Brackets },
            links: terminal.hyperlinks,
            cut: terminal.width.map(|_| CUT_LENGTH),
            splits_prose: false,
        }
    }

    /// For a table on a terminal: also with bars, and long texts on lines of their own.
    pub(super) fn for_table(terminal: &Terminal) -> Self {
        let bar = if terminal.unicode { '█' } else { '#' };
        Self { bar: Some(bar), splits_prose: terminal.width.is_some(), ..Self::for_terminal(terminal) }
    }

    /// The same for one cell on a line of its own, whose long texts are cut to `length`.
    #[cfg(feature = "browse")]
    pub(super) fn for_line(terminal: &Terminal, length: usize) -> Self {
        Self { cut: Some(length), ..Self::for_terminal(terminal) }
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
                marks.link(&title, &links::address(*song, None))
            }
            (Cell::Marked { label, text, marks: found }, _) => {
                let label = label.map(|label| format!("{}: ", label.replace('_', " ")));
                label.unwrap_or_default() + &self.highlighted(text, found)
            }
            (Cell::Place(place), _) if self.is_colored() && place.doubt().is_some() => {
                Style::Doubt.mark(&place.to_string())
            }
            _ => sanitize::line(&cell.text()).into_owned(),
        }
    }

    fn is_colored(self) -> bool {
        matches!(self.highlight, Highlight::Color)
    }

    fn highlighted(self, text: &str, found: &[Range<usize>]) -> String {
        let place = found.first().map_or(0, |word| word.start);
        let shown = self.cut.map_or(0..text.len(), |length| around(text, place, length));
        let (mut line, mut end) = (String::new(), shown.start);
        line += if shown.start > 0 { "… " } else { "" };
        for word in found.iter().filter(|word| shown.start <= word.start && word.end <= shown.end) {
            line += &sanitize::line(&text[end..word.start]);
            let found = sanitize::line(&text[word.clone()]);
            line += &match self.highlight {
                Highlight::None => found,
                Highlight::Brackets => Cow::Owned(format!("[{found}]")),
                Highlight::Color => Cow::Owned(Style::Found.mark(&found)),
            };
            end = word.end;
        }
        line += &sanitize::line(&text[end..shown.end]);
        line += if shown.end < text.len() { " …" } else { "" };
        line
    }
}

/// The range of a long text around a byte offset, cut at spaces.
fn around(text: &str, place: usize, length: usize) -> Range<usize> {
    let letters = text.chars().count();
    if letters <= length {
        return 0..text.len();
    }
    let before = text[..place].chars().count();
    let first = before.saturating_sub((length as f64 * CUT_BEFORE) as usize).min(letters - length);
    let at = |letter: usize| text.char_indices().nth(letter).map_or(text.len(), |(place, _)| place);
    let (start, end) = (at(first), at(first + length));
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

    fn style(highlight: Highlight, is_cut: bool) -> CellStyle {
        CellStyle { highlight, cut: is_cut.then_some(CUT_LENGTH), ..CellStyle::default() }
    }

    #[test]
    fn found_words_are_marked_and_the_rest_is_as_it_was() {
        let text = "in the snow\u{7}";
        assert_eq!(style(Highlight::Brackets, false).highlighted(text, &[7..11]), "in the [snow]\\u{7}");
        assert_eq!(style(Highlight::None, false).highlighted(text, &[7..11]), "in the snow\\u{7}");
        let found = style(Highlight::Color, false).highlighted(text, &[7..11]);
        let applied = Marks::default().apply(&found, Style::Plain);
        assert_eq!(applied, "in the \x1b[0;1;4msnow\x1b[0m\\u{7}");
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
        let word = "x".repeat(3 * CUT_LENGTH);
        assert!(
            style(Highlight::None, true).highlighted(&word, &[0..3 * CUT_LENGTH]).chars().count()
                <= CUT_LENGTH + 10
        );
        assert_eq!(style(Highlight::None, true).highlighted("日本 snow", &[7..11]), "日本 snow");
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut_and_marked_anywhere(text in any::<String>(), long in 0_usize..6, word in 0_usize..40) {
            let text = format!("{text} ").repeat(1 << long);
            let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
            let start = starts[word * starts.len() / 40];
            let end = starts.get(word * starts.len() / 40 + 3).copied().unwrap_or(text.len());
            for highlight in [Highlight::None, Highlight::Brackets, Highlight::Color] {
                let line = style(highlight, true).highlighted(&text, &[start..end]);
                let harmful = ['\u{7}', '\n', '\u{206a}', '\u{206b}', '\u{2061}'];
                let is_safe = !Marks::default().apply(&line, Style::Plain).contains(harmful);
                prop_assert!(is_safe, "{}", line);
            }
        }
    }
}
