//! The card of the selected row, as its command prints it.

use super::super::state::State;
use super::text::write;
use ratatui::Frame;
use ratatui::style::Style;

pub(super) fn draw(state: &State<'_>, frame: &mut Frame<'_>) {
    let Some(area) = state.areas.card else { return };
    let lines = state.card.iter().skip(state.place.scroll);
    for (line, y) in lines.zip(area.y..area.bottom()) {
        write(frame.buffer_mut(), area.x, y, area.right(), line, Style::new());
    }
}
