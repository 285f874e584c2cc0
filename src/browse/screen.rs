//! The terminal: drawn on, and given back in every way out.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use ratatui::{Frame, Terminal};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::panic;

/// The terminal of the process, also if its standard output is a pipe.
const TERMINAL: &str = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };

/// Opens the terminal.
fn open() -> io::Result<File> {
    File::options().read(true).write(true).open(TERMINAL)
}

/// Gives the terminal back as it was. May be called from any thread, and again.
pub(super) fn give_back() {
    let _ = terminal::disable_raw_mode();
    if let Ok(mut terminal) = open() {
        let _ = execute!(terminal, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    }
}

/// Writes frames with few bytes: a style only where it changes, and one link for neighbouring cells of it. It
/// never asks the terminal where the cursor is: the answer would be among the keys.
pub(super) struct Tty<W: Write> {
    out: W,
    /// Its size, if it is not that of the terminal of the process.
    size: Option<Size>,
    cursor: Position,
}

impl<W: Write> Tty<W> {
    pub(super) fn new(out: W, size: Option<Size>) -> Self {
        Self { out, size, cursor: Position::ORIGIN }
    }
}

/// The codes that begin a style, after one that ends all others.
fn codes(cell: &Cell) -> String {
    let mut codes = String::new();
    let modifiers = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    for (modifier, code) in modifiers {
        codes += if cell.modifier.contains(modifier) { code } else { "" };
    }
    codes += match cell.fg {
        Color::Red => ";31",
        Color::Yellow => ";33",
        _ => "",
    };
    codes
}

impl<W: Write> Backend for Tty<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let (mut next, mut style, mut link) = (None, String::new(), "");
        for (x, y, cell) in content {
            let (own_link, text) =
                match cell.symbol().strip_prefix("\x1b]8;;").and_then(|s| s.split_once("\x1b\\")) {
                    Some((link, rest)) => (link, rest.split('\x1b').next().unwrap_or_default()),
                    None => ("", cell.symbol()),
                };
            if next != Some((x, y)) {
                queue!(self.out, MoveTo(x, y))?;
            }
            let own_style = codes(cell);
            if own_style != style {
                write!(self.out, "\x1b[0{own_style}m")?;
                style = own_style;
            }
            if own_link != link {
                write!(self.out, "\x1b]8;;{own_link}\x1b\\")?;
                link = own_link;
            }
            self.out.write_all(text.as_bytes())?;
            next = Some((x + cell.cell_width().max(1), y));
        }
        if !style.is_empty() {
            self.out.write_all(b"\x1b[0m")?;
        }
        if !link.is_empty() {
            self.out.write_all(b"\x1b]8;;\x1b\\")?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        queue!(self.out, MoveTo(self.cursor.x, self.cursor.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        queue!(self.out, terminal::Clear(terminal::ClearType::All))
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        let size = || terminal::size().map(|(width, height)| Size { width, height });
        self.size.map_or_else(size, Ok)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The screen, which is the program's until it is dropped.
pub(super) struct Screen<W: Write> {
    terminal: Terminal<Tty<W>>,
    /// Whether the last frame has a cluster of several characters. Terminals do not agree how wide it is, so
    /// what follows is drawn anew and not patched.
    has_clusters: bool,
}

impl Screen<BufWriter<File>> {
    /// Takes the terminal.
    pub(super) fn open() -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 16, open()?);
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
            // Also in builds that unwind: other threads would go on.
            std::process::abort();
        }));
        let mut screen = Self::new(Tty::new(out, None))?;
        screen.enter()?;
        Ok(screen)
    }

    /// Gives the terminal back and stops, until the shell continues the process.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        self.enter()?;
        self.repaint()
    }

    /// Prepares the terminal.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        execute!(self.terminal.backend_mut().out, EnterAlternateScreen, EnableBracketedPaste)
    }
}

impl<W: Write> Screen<W> {
    pub(super) fn new(tty: Tty<W>) -> io::Result<Self> {
        Ok(Self { terminal: Terminal::new(tty)?, has_clusters: false })
    }

    /// The size of the screen.
    pub(super) fn area(&self) -> io::Result<Rect> {
        Ok(Rect::from((Position::ORIGIN, self.terminal.size()?)))
    }

    /// Draws a frame, which the terminal shows at once.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut().out, BeginSynchronizedUpdate)?;
        if self.has_clusters {
            self.repaint()?;
        }
        let frame = self.terminal.draw(draw)?;
        let is_cluster =
            |cell: &Cell| !cell.symbol().starts_with('\x1b') && cell.symbol().chars().nth(1).is_some();
        self.has_clusters = frame.buffer.content.iter().any(is_cluster);
        execute!(self.terminal.backend_mut().out, EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that everything is drawn.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let area = self.area()?;
        self.terminal.resize(area)
    }

    /// Gives a text to the clipboard of the terminal (OSC 52), which may refuse it.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let out = &mut self.terminal.backend_mut().out;
        write!(out, "\x1b]52;c;{}\x1b\\", base64(text.as_bytes()))?;
        out.flush()
    }
}

/// A text in base64.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            (0..3).fold(0_u32, |bits, place| bits << 8 | u32::from(chunk.get(place).copied().unwrap_or(0)));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63] as char;
            text.push(if place <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        let all = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        all.iter().for_each(|(text, expected)| assert_eq!(base64(text.as_bytes()), *expected));
    }
}
