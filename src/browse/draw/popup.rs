//! What stands over the list: a box with lines, of which one is selected.

use super::super::keys::KEYS;
use super::super::state::{Popup, State};
use super::text::{Piece, cut, padded, write};
use crate::text::sanitize;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, Clear, Widget};
use unicode_width::UnicodeWidthStr;

/// The widest box.
const MAX_WIDTH: u16 = 84;

/// Draws the box, if there is one. Returns the place of the cursor in it.
pub(super) fn draw(state: &State<'_>, frame: &mut Frame<'_>) -> Option<(u16, u16)> {
    let (popup, selected) = state.popup.as_ref()?;
    let (title, lines) = content(state, popup);
    let all = state.areas.all;
    let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0).max(title.width() + 2) as u16;
    let width = (widest.saturating_add(4)).min(MAX_WIDTH).min(all.width);
    let height = (lines.len() as u16).saturating_add(2).min(all.height.saturating_sub(1)).max(3);
    let area =
        Rect { x: all.x + (all.width - width) / 2, y: all.y + (all.height - height) / 2, width, height };
    Clear.render(area, frame.buffer_mut());
    Block::bordered().title(format!(" {title} ")).render(area, frame.buffer_mut());
    let room = usize::from(height - 2);
    let top = selected.saturating_sub(room.saturating_sub(1));
    let mut cursor = None;
    for (number, line) in lines.iter().enumerate().skip(top).take(room) {
        let y = area.y + 1 + (number - top) as u16;
        let is_selected = number == *selected && !matches!(popup, Popup::Write(..));
        let style = if is_selected { state.style(Modifier::REVERSED) } else { Style::new() };
        let sign = if is_selected { ">" } else { " " };
        let mut pieces = vec![Piece::new(format!("{sign}{line}"), Style::new())];
        cut(&mut pieces, usize::from(width - 2));
        let pieces = padded(pieces, usize::from(width - 2), false);
        write(frame.buffer_mut(), area.x + 1, y, area.right() - 1, &pieces, style);
        if is_selected {
            cursor = Some((area.x + 1, y));
        }
        if let Popup::Write(input, _) = popup {
            let before = input.before().width() as u16;
            cursor = Some(((area.x + 2 + before).min(area.right() - 2), y));
        }
    }
    cursor
}

/// The title and the lines of a box, safe to print.
fn content(state: &State<'_>, popup: &Popup) -> (String, Vec<String>) {
    let safe = |text: &str| sanitize::line(text).into_owned();
    match popup {
        Popup::Help => {
            let widest = KEYS.iter().map(|key| key.keys.width()).max().unwrap_or(0);
            let line = |key: &super::super::keys::Key| {
                format!("{}{:gap$}  {}", key.keys, "", key.help, gap = widest - key.keys.width())
            };
            ("Keys (? closes)".to_owned(), KEYS.iter().map(line).collect())
        }
        Popup::Filter(None) => ("Filter".to_owned(), vec!["…".to_owned()]),
        Popup::Filter(Some(facets)) => {
            let widest = |text: fn(&super::super::facets::Facet) -> &str| {
                facets.iter().map(|facet| text(facet).width()).max().unwrap_or(0)
            };
            let (titles, values) = (widest(|facet| facet.title), widest(|facet| &facet.value));
            let mut last = "";
            let line = |facet: &super::super::facets::Facet| {
                let title =
                    if std::mem::replace(&mut last, facet.title) == facet.title { "" } else { facet.title };
                let chosen = if facet.is_chosen { "[x]" } else { "[ ]" };
                let gap = values - facet.value.width();
                safe(&format!("{title:titles$}  {chosen} {}{:gap$}  {:>6}", facet.value, "", facet.count))
            };
            ("Filter (Space chooses, Esc closes)".to_owned(), facets.iter().map(line).collect())
        }
        Popup::Sort(columns) => {
            ("Sort by".to_owned(), columns.iter().map(|(_, title)| safe(title)).collect())
        }
        Popup::Links(links) => {
            let widest = links.iter().map(|(title, _)| title.width()).max().unwrap_or(0).min(24);
            let line = |(title, url): &(String, String)| {
                let title = crate::text::truncate(title, 24);
                let gap = widest.saturating_sub(title.width());
                safe(&format!("{title}{:gap$}  {url}", ""))
            };
            ("Links (Enter copies the address)".to_owned(), links.iter().map(line).collect())
        }
        Popup::Artists(artists) => {
            ("Which artist".to_owned(), artists.iter().map(|(_, name)| safe(name)).collect())
        }
        Popup::Write(input, may_replace) => {
            let songs = state.chosen().len();
            let title = match may_replace {
                true => "The file exists: Enter again replaces it".to_owned(),
                false => format!(
                    "Write {} as a playlist to .txt, .m3u8, .xspf or .jspf",
                    crate::error::count(songs, "song")
                ),
            };
            (title, vec![safe(input.text())])
        }
    }
}
