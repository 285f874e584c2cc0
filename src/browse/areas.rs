//! How the screen is divided.

use ratatui::layout::Rect;

/// The smallest screen that is drawn on.
const MIN_WIDTH: u16 = 20;
const MIN_HEIGHT: u16 = 4;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    pub all: Rect,
    /// The rows below their headings; none if the card is in its place.
    pub list: Option<Rect>,
    pub card: Option<Rect>,
    /// Whether there is room only for the list or the card.
    pub is_single: bool,
    /// Whether scenes are written below their rows.
    pub has_scenes: bool,
    /// How many rows make a page.
    pub page: usize,
}

impl Areas {
    /// Divides the screen: the card is beside the list, below it, or in its place once it is open.
    pub fn new(screen: Rect, is_open: bool) -> Self {
        let height = screen.height.saturating_sub(3);
        let body = Rect { y: screen.y + 2.min(screen.height), height, ..screen };
        let below_heading =
            |area: Rect| Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let areas = Self { all: screen, ..Self::default() };
        if body.width >= 100 && body.height >= 8 {
            let right = (body.width * 2 / 5).min(64);
            let left = body.width - right - 2;
            let card = Rect { x: body.x + left + 2, width: right, ..body };
            Self { list: Some(below_heading(Rect { width: left, ..body })), card: Some(card), ..areas }
        } else if body.width >= 60 && body.height >= 15 && !is_open {
            let down = body.height * 2 / 5;
            let up = body.height - down - 1;
            let card = Rect { y: body.y + up + 1, height: down, ..body };
            Self { list: Some(below_heading(Rect { height: up, ..body })), card: Some(card), ..areas }
        } else if is_open {
            let is_single = body.width < 60 || body.height < 15;
            Self { card: Some(body), is_single, ..areas }
        } else {
            Self { list: Some(below_heading(body)), is_single: true, ..areas }
        }
    }

    pub fn is_too_small(&self) -> bool {
        self.all.width < MIN_WIDTH || self.all.height < MIN_HEIGHT
    }
}
