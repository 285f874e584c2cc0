//! The state as a frame.

mod card;
mod list;
mod popup;
pub mod text;

use super::areas::Areas;
use super::keys::KEYS;
use super::rows::List;
use super::state::State;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use text::{Piece, cut, width, write};
use unicode_width::UnicodeWidthStr;

impl State<'_> {
    /// Divides a screen of this size, so that the selected row is on it.
    pub fn fit(&mut self, screen: Rect) {
        self.areas = Areas::new(screen, self.place.is_open);
        list::fit(self);
        let height = self.areas.card.map_or(0, |area| usize::from(area.height));
        self.place.scroll = self.place.scroll.min(self.card.len().saturating_sub(height));
    }

    /// A style, or none without colours.
    fn style(&self, modifier: Modifier) -> Style {
        if self.look.color { Style::new().add_modifier(modifier) } else { Style::new() }
    }
}

/// Draws everything, after [`State::fit`].
pub fn draw(state: &State<'_>, frame: &mut Frame<'_>) {
    let all = state.areas.all.intersection(frame.area());
    if state.areas.is_too_small() {
        let text = [Piece::new("too small", Style::new())];
        return write(frame.buffer_mut(), all.x, all.y, all.right(), &text, Style::new());
    }
    header(state, frame);
    let cursor = question(state, frame);
    let row = list::draw(state, frame);
    card::draw(state, frame);
    let in_popup = popup::draw(state, frame);
    footer(state, frame);
    if let Some(place) = in_popup.or(cursor).or(row) {
        frame.set_cursor_position(place);
    }
}

/// Writes two texts into a line, the second one at its end if there is room.
fn line(state: &State<'_>, frame: &mut Frame<'_>, y: u16, mut left: Vec<Piece>, right: &str) {
    let all = state.areas.all;
    cut(&mut left, usize::from(all.width));
    let used = width(&left);
    write(frame.buffer_mut(), all.x, y, all.right(), &left, Style::new());
    let mut right = vec![Piece::new(right, state.style(Modifier::DIM))];
    let room = usize::from(all.width).saturating_sub(used + 2);
    cut(&mut right, room);
    if room > 8 {
        let x = all.right() - width(&right) as u16;
        write(frame.buffer_mut(), x, y, all.right(), &right, Style::new());
    }
}

fn header(state: &State<'_>, frame: &mut Frame<'_>) {
    let (mut tabs, mut room) = (Vec::new(), usize::from(state.areas.all.width));
    let several = state.catalog.has_several_shows();
    let with_keys = List::WITH_KEYS.iter().filter(|list| several || **list != List::Shows);
    for (number, list) in with_keys.chain([&List::Marked]).enumerate() {
        let is_current = *list == state.place.list;
        let text = match list {
            List::Marked => format!("{} marked", state.marks.len()),
            list => format!("{} {}", number + 1, capitalised(list.command())),
        };
        let text = if is_current { format!("[{text}]") } else { format!(" {text} ") };
        if (*list == List::Marked && !is_current) || text.width() > room {
            continue;
        }
        room -= text.width();
        tabs.push(Piece::new(text, state.style(if is_current { Modifier::BOLD } else { Modifier::DIM })));
    }
    let ceiling = (!state.up_to.is_empty()).then(|| format!("up to {}", state.up_to.join(", ")));
    let title = state.catalog.shows().next().filter(|_| !several).map(|show| show.title().to_owned());
    let right: Vec<String> = title.into_iter().chain(ceiling).collect();
    line(state, frame, state.areas.all.y, tabs, &crate::text::sanitize::line(&right.join(" · ")));
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The question and the filters. Returns the place of the cursor in the question.
fn question(state: &State<'_>, frame: &mut Frame<'_>) -> Option<(u16, u16)> {
    let all = state.areas.all;
    let sign = if state.is_slow { "… " } else { "/ " };
    let sort = state.place.sort.first().map(|sort| {
        let sign = if sort.descending { "-" } else { "" };
        format!(" --sort {sign}{}", sort.key)
    });
    let filters = format!("{}{}", state.place.filter, sort.unwrap_or_default());
    let filters = crate::text::sanitize::line(filters.trim()).into_owned();
    let (text, before) = match &state.typing {
        Some(input) => (input.text(), Some(input.before())),
        None => (state.place.text.as_str(), None),
    };
    let hint = "words of a title, artist or scene";
    let is_hint = text.is_empty() && before.is_none() && filters.is_empty();
    // A long text is moved, so that the cursor is seen.
    let room = usize::from(all.width).saturating_sub(4);
    let mut start = 0;
    while before.is_some_and(|before| before[start..].width() > room) {
        start += before.and_then(|before| before[start..].chars().next()).map_or(1, char::len_utf8);
    }
    let shown = crate::text::sanitize::line(if is_hint { hint } else { &text[start..] }).into_owned();
    let style = if is_hint { state.style(Modifier::DIM) } else { Style::new() };
    let pieces = vec![Piece::new(sign, state.style(Modifier::BOLD)), Piece::new(shown, style)];
    line(state, frame, all.y + 1, pieces, &filters);
    let before = before.map(|before| before[start..].width().min(room) as u16);
    before.map(|before| (all.x + 2 + before, all.y + 1))
}

/// The place, the marks, the key for help, and a note or as many other keys as fit.
fn footer(state: &State<'_>, frame: &mut Frame<'_>) {
    let all = state.areas.all;
    let (rows, width_of_screen) = (state.listing.rows.len(), usize::from(all.width));
    let place = if rows == 0 { String::new() } else { format!("{} of {rows}", state.selected + 1) };
    let marks =
        if state.marks.is_empty() { String::new() } else { format!(" · {} marked", state.marks.len()) };
    let mut hints = KEYS.iter().filter(|key| !key.hint.is_empty());
    let hint = |key: &super::keys::Key| {
        [
            Piece::new(key.keys.split(' ').next().unwrap_or_default(), state.style(Modifier::BOLD)),
            Piece::new(format!(" {}  ", key.hint), state.style(Modifier::DIM)),
        ]
    };
    let help: Vec<Piece> = hints.next().into_iter().flat_map(hint).collect();
    let mut pieces = Vec::new();
    for text in [format!("{place}{marks}"), place, String::new()] {
        if text.width() + 2 + width(&help) <= width_of_screen + 2 {
            let gap = if text.is_empty() { "" } else { "  " };
            pieces.push(Piece::new(format!("{text}{gap}"), Style::new()));
            break;
        }
    }
    pieces.extend(help);
    if let Some(note) = &state.note {
        let note = crate::text::sanitize::line(note).into_owned();
        let mut note = vec![Piece::new(note, Style::new())];
        cut(&mut note, width_of_screen.saturating_sub(width(&pieces)));
        pieces.extend(note);
    } else {
        for key in hints.filter(|key| state.typing.is_none() || key.while_typing) {
            let more = hint(key);
            if width(&pieces) + width(&more) <= width_of_screen + 2 {
                pieces.extend(more);
            }
        }
    }
    write(frame.buffer_mut(), all.x, all.bottom() - 1, all.right(), &pieces, Style::new());
}
