//! Text with the escape sequences of `out`, as styled pieces.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A part of a line that has one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    pub text: String,
    pub style: Style,
    pub link: Option<Arc<str>>,
}

impl Piece {
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, link: None }
    }
}

/// The pieces of a line that `out` has written: it uses styles that begin anew, and links.
pub fn parse(line: &str) -> Vec<Piece> {
    let (mut pieces, mut style, mut link) = (Vec::new(), Style::new(), None);
    let mut push = |text: &str, style, link: &Option<Arc<str>>| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), style, link: link.clone() });
        }
    };
    let mut rest = line;
    while let Some((text, sequence)) = rest.split_once('\x1b') {
        push(text, style, &link);
        rest = if let Some((codes, after)) = sequence.strip_prefix('[').and_then(|text| text.split_once('m'))
        {
            style = codes.split(';').fold(style, |style, code| match code {
                "0" => Style::new(),
                "1" => style.add_modifier(Modifier::BOLD),
                "2" => style.add_modifier(Modifier::DIM),
                "4" => style.add_modifier(Modifier::UNDERLINED),
                "31" => style.fg(Color::Red),
                "33" => style.fg(Color::Yellow),
                _ => style,
            });
            after
        } else if let Some((target, after)) =
            sequence.strip_prefix("]8;").and_then(|text| text.split_once("\x1b\\"))
        {
            let address = target.split_once(';').map_or("", |(_, address)| address);
            link = (!address.is_empty()).then(|| address.into());
            after
        } else {
            sequence
        };
    }
    push(rest, style, &link);
    pieces
}

pub fn width(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.width()).sum()
}

/// Cuts a line to a width; what is cut ends in `…`.
pub fn cut(pieces: &mut Vec<Piece>, room: usize) {
    if width(pieces) <= room {
        return;
    }
    let mut left = room.saturating_sub(1);
    for place in 0..pieces.len() {
        let mut end = 0;
        for cluster in pieces[place].text.graphemes(true) {
            if cluster.width() > left {
                pieces[place].text.truncate(end);
                pieces[place].text.push_str(if room > 0 { "…" } else { "" });
                pieces.truncate(place + 1);
                return;
            }
            left -= cluster.width();
            end += cluster.len();
        }
    }
}

/// Makes a line exactly this wide.
pub fn padded(mut pieces: Vec<Piece>, room: usize, is_right: bool) -> Vec<Piece> {
    cut(&mut pieces, room);
    let blank = Piece::new(" ".repeat(room - width(&pieces).min(room)), Style::new());
    pieces.insert(if is_right { 0 } else { pieces.len() }, blank);
    pieces
}

/// Writes a line into the frame. Each cell of a link is a whole link, so that any of them can be drawn again.
pub fn write(frame: &mut Buffer, x: u16, y: u16, right: u16, pieces: &[Piece], base: Style) {
    let mut x = x;
    for piece in pieces {
        if x >= right || y >= frame.area.bottom() {
            return;
        }
        let style = base.patch(piece.style);
        let (end, _) = frame.set_stringn(x, y, &piece.text, usize::from(right - x), style);
        if let Some(address) = &piece.link {
            for x in x..end {
                let cell = &mut frame[(x, y)];
                // The second cell of a wide character is empty.
                let wide = cell.symbol().width() as u16;
                if let Some(wide) = NonZeroU16::new(wide) {
                    let text = format!("\x1b]8;;{address}\x1b\\{}\x1b]8;;\x1b\\", cell.symbol());
                    cell.set_symbol(&text).set_diff_option(CellDiffOption::ForcedWidth(wide));
                }
            }
        }
        x = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_links_are_read() {
        let pieces =
            parse("a \x1b[0;1mb\x1b[0m \x1b]8;id=0;https://x\x1b\\c\x1b]8;;\x1b\\ \x1b[0;33mS01 ?\x1b[0m");
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["a ", "b", " ", "c", " ", "S01 ?"]);
        assert_eq!(pieces[1].style, Style::new().add_modifier(Modifier::BOLD));
        assert_eq!(pieces[3].link.as_deref(), Some("https://x"));
        assert_eq!((pieces[5].style, &pieces[5].link), (Style::new().fg(Color::Yellow), &None));
    }

    #[test]
    fn a_cut_line_has_its_width() {
        for (text, room, expected) in [
            ("snow", 4, "snow"),
            ("snowy", 4, "sno…"),
            ("日本語", 4, "日…"),
            ("x", 0, ""),
            ("é\u{301}a b", 2, "é\u{301}…"),
        ] {
            let mut pieces = vec![Piece::new(text, Style::new())];
            cut(&mut pieces, room);
            assert_eq!(pieces[0].text, expected);
        }
    }
}
