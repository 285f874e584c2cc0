//! The browser without a terminal: keys in, frames out.

#![cfg(feature = "browse")]
#![allow(clippy::unwrap_used)]

mod same;
mod screens;
mod state;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use soundtrack::browse::Look;
use soundtrack::browse::draw::draw;
use soundtrack::browse::facets::facets;
use soundtrack::browse::state::{Place, State, Step};
use soundtrack::browse::worker::{Found, Listing, lines};
use soundtrack::cli::Cli;
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::out::Output;
use std::ffi::OsString;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

const LOOK: Look = Look { color: true, hyperlinks: false };
const PLAIN: Look = Look { color: false, hyperlinks: false };

fn cli(line: &str) -> Cli {
    Cli::read(format!("soundtrack {line}").split(' ').map(OsString::from)).unwrap()
}

fn output() -> Output {
    cli("songs").output()
}

fn catalog(line: &str) -> Catalog {
    let cli = cli(line);
    let mut err = Vec::new();
    soundtrack::app::App::new(&cli, &mut err).load(&cli.up_to).unwrap().0
}

fn heartstopper() -> Catalog {
    catalog("songs -c builtin")
}

fn two_shows() -> Catalog {
    catalog("songs -c builtin -c tests/fixtures/harbour.json")
}

/// A catalog of one file's text.
fn of_text(text: &str) -> Catalog {
    load::text("test", text).unwrap()
}

/// The browser, with a worker that answers at once.
struct Browser<'c> {
    state: State<'c>,
    size: Rect,
    /// All that the terminal was to do.
    steps: Vec<Step>,
}

impl<'c> Browser<'c> {
    fn new(catalog: &'c Catalog, width: u16, height: u16) -> Self {
        Self::with_look(catalog, width, height, LOOK)
    }

    fn with_look(catalog: &'c Catalog, width: u16, height: u16, look: Look) -> Self {
        let state = State::new(catalog, look, Place::default());
        let mut browser = Self { state, size: Rect::new(0, 0, width, height), steps: Vec::new() };
        browser.settle();
        browser
    }

    fn settle(&mut self) {
        let (stop, look) = (AtomicBool::new(false), self.state.look);
        self.state.fit(self.size);
        if let Some(question) = self.state.wanted() {
            let listing = Listing::new(self.state.catalog, &question, look, &stop);
            let number = self.state.ask(question);
            self.state.receive(Found::Listing(number, listing, Duration::ZERO));
        }
        self.state.fit(self.size);
        if let Some((number, row, width)) = self.state.wanted_card() {
            let lines = lines(self.state.catalog, row, width, look, &output());
            self.state.receive(Found::Card(number, lines));
        }
        if let Some((number, filter)) = self.state.wanted_facets() {
            self.state.receive(Found::Facets(number, facets(self.state.catalog, &filter)));
        }
        self.state.fit(self.size);
    }

    /// Presses keys: letters, and names such as `Down` or `^N` in angle brackets.
    fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(letter) = rest.chars().next() {
            let (key, length) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some((name, _)) => (named(name), name.len() + 2),
                None => (KeyCode::Char(letter).into(), letter.len_utf8()),
            };
            rest = &rest[length..];
            self.key(&key);
        }
        self
    }

    fn key(&mut self, key: &KeyEvent) {
        let step = self.state.press(key);
        self.steps.extend(step);
        self.settle();
    }

    fn frame(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.width, self.size.height)).unwrap();
        terminal.draw(|frame| draw(&self.state, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The frame as lines of text.
    fn text(&self) -> String {
        let frame = self.frame();
        let width = usize::from(self.size.width).max(1);
        let line = |cells: &[ratatui::buffer::Cell]| {
            let (mut line, mut skip) = (String::new(), 0);
            for cell in cells {
                if skip == 0 {
                    let symbol = cell.symbol();
                    let symbol = symbol
                        .split("\x1b\\")
                        .nth(1)
                        .map_or(symbol, |text| text.split('\x1b').next().unwrap());
                    line += symbol;
                    skip = unicode_width::UnicodeWidthStr::width(symbol).max(1);
                }
                skip -= 1;
            }
            format!("{}\n", line.trim_end())
        };
        frame.content.chunks(width).map(line).collect()
    }

    /// The words of the rows: what is listed.
    fn rows(&self) -> usize {
        self.state.listing.rows.len()
    }
}

fn named(name: &str) -> KeyEvent {
    let code = match name {
        "Down" => KeyCode::Down,
        "Up" => KeyCode::Up,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Backspace" => KeyCode::Backspace,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgDn" => KeyCode::PageDown,
        "PgUp" => KeyCode::PageUp,
        "Space" => KeyCode::Char(' '),
        "Alt-→" => return KeyEvent::new(KeyCode::Right, KeyModifiers::ALT),
        "→" => KeyCode::Right,
        "←" => KeyCode::Left,
        "↓" => KeyCode::Down,
        "↑" => KeyCode::Up,
        _ => match name.strip_prefix('^') {
            Some(letter) => {
                let letter = letter.chars().next().unwrap().to_ascii_lowercase();
                return KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
            }
            None if name.len() > 1 => KeyCode::F(name[1..].parse().unwrap()),
            None => KeyCode::Char(name.chars().next().unwrap()),
        },
    };
    code.into()
}
