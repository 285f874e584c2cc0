//! The keys: the only table of them. Matching, the footer, the help on the screen, `soundtrack help browse` and
//! the manual page are made of it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key does; [`KEYS`] describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Next,
    Previous,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    First,
    Last,
    Open,
    Songs,
    Back,
    Forward,
    Escape,
    Search,
    List(u8),
    Artist,
    Episode,
    Show,
    Filter,
    Sort,
    Reverse,
    Mark,
    MarkAll,
    Marked,
    Copy,
    CopyCommand,
    Links,
    Write,
    Print,
    Raise,
    Lower,
    Watched,
    Reload,
    Repaint,
    Help,
    Suspend,
    Leave,
    Abort,
}

/// A row of the table.
#[derive(Debug)]
pub struct Key {
    /// The names of the keys, separated by spaces.
    pub keys: &'static str,
    pub action: Action,
    /// A word for the footer; empty if it is not shown there.
    pub hint: &'static str,
    /// A sentence for help.
    pub help: &'static str,
    /// Whether it keeps its meaning while the question is typed.
    pub while_typing: bool,
}

const fn key(keys: &'static str, action: Action, hint: &'static str, help: &'static str) -> Key {
    Key { keys, action, hint, help, while_typing: false }
}

const fn always(keys: &'static str, action: Action, hint: &'static str, help: &'static str) -> Key {
    Key { keys, action, hint, help, while_typing: true }
}

/// All keys; in the footer, those with a hint in this order.
pub const KEYS: &[Key] = &[
    always("? F1", Action::Help, "keys", "these keys"),
    key("/ F3", Action::Search, "search", "search; the list follows while you type"),
    key("q", Action::Leave, "leave", "leave"),
    key("Space", Action::Mark, "mark", "mark or unmark, and go on"),
    always("Tab", Action::Mark, "", "the same, also while you type"),
    key("→ l", Action::Open, "card", "the card in full; there ↑ and ↓ scroll it"),
    always("Enter", Action::Songs, "songs", "the songs of an artist, episode or show; the card of a song"),
    key("← h Backspace", Action::Back, "back", "back to where you were"),
    key("p", Action::Print, "print", "print what is marked, or the row, and leave"),
    key("w", Action::Write, "write", "write what is marked, or the row, as a playlist"),
    key("a", Action::Artist, "artist", "the artist of the row"),
    key("e", Action::Episode, "episode", "the episode of the row"),
    key("y", Action::Copy, "copy", "copy what is marked, or the row, as `Artist - Title`"),
    key("o", Action::Links, "links", "links of the row; Enter copies the address"),
    key("f", Action::Filter, "filter", "filters, with the number of songs that each lets through"),
    key("s", Action::Sort, "sort", "sort by a column"),
    key(". Alt-→", Action::Forward, "", "forward again"),
    key("t", Action::Show, "", "the show of the row"),
    key("r", Action::Reverse, "", "reverse the order"),
    always("↓ j ^N", Action::Next, "", "next row"),
    always("↑ k ^P", Action::Previous, "", "row before"),
    always("PgDn ^F", Action::PageDown, "", "a page on"),
    always("PgUp ^B", Action::PageUp, "", "a page back"),
    key("^D", Action::HalfDown, "", "half a page on"),
    key("^U", Action::HalfUp, "", "half a page back"),
    key("g Home", Action::First, "", "first row"),
    key("G End", Action::Last, "", "last row"),
    key("1", Action::List(0), "", "list of songs"),
    key("2", Action::List(1), "", "list of artists"),
    key("3", Action::List(2), "", "list of episodes"),
    key("4", Action::List(3), "", "list of what is missing"),
    key("5", Action::List(4), "", "list of shows"),
    key("*", Action::MarkAll, "", "mark or unmark all rows"),
    key("m", Action::Marked, "", "list what is marked"),
    key("c", Action::CopyCommand, "", "copy the command that lists the same"),
    key("+", Action::Raise, "", "one more episode was watched"),
    key("-", Action::Lower, "", "one episode less"),
    key("u", Action::Watched, "", "all was watched up to this row"),
    key("R", Action::Reload, "", "read the files again"),
    always("^L", Action::Repaint, "", "draw the screen again"),
    always("Esc", Action::Escape, "", "close what is open; then clear the question"),
    always("^Z", Action::Suspend, "", "to the shell; `fg` comes back"),
    always("^C", Action::Abort, "", "leave at once"),
];

/// How a key is called in the table. Shift is not part of it: the letter itself tells.
pub fn name(key: &KeyEvent) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) if key.modifiers.contains(KeyModifiers::CONTROL) => {
            return format!("^{}", letter.to_ascii_uppercase());
        }
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::F(number) => format!("F{number}"),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab | KeyCode::BackTab => "Tab".to_owned(),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        _ => return String::new(),
    };
    if key.modifiers.contains(KeyModifiers::ALT) { format!("Alt-{name}") } else { name }
}

/// What a key does in a list or, if `typing`, in the question, where letters are text.
pub fn action(key: &KeyEvent, typing: bool) -> Option<Action> {
    let is_text = typing && matches!(key.code, KeyCode::Char(_)) && key.modifiers.is_empty();
    let name = name(key);
    let is_meant = |row: &&Key| (row.while_typing || !typing) && row.keys.split(' ').any(|key| key == name);
    KEYS.iter().find(is_meant).map(|row| row.action).filter(|_| !is_text)
}

/// The table as text, a line for each row.
pub fn table() -> String {
    KEYS.iter().map(|row| format!("  {:<16}  {}\n", row.keys.replace(' ', "  "), row.help)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_there_once_and_found_by_its_name() {
        let all: Vec<&str> = KEYS.iter().flat_map(|row| row.keys.split(' ')).collect();
        for key in &all {
            assert_eq!(all.iter().filter(|other| *other == key).count(), 1, "{key}");
        }
        let press = |code, modifiers| action(&KeyEvent::new(code, modifiers), false);
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(Action::Last));
        assert_eq!(press(KeyCode::Char('?'), KeyModifiers::SHIFT), Some(Action::Help));
        assert_eq!(press(KeyCode::Char('n'), KeyModifiers::CONTROL), Some(Action::Next));
        assert_eq!(press(KeyCode::Right, KeyModifiers::ALT), Some(Action::Forward));
        assert_eq!(action(&KeyCode::Char('j').into(), true), None, "a letter is text");
        assert_eq!(action(&KeyCode::Down.into(), true), Some(Action::Next));
    }

    #[test]
    fn every_row_has_a_sentence_that_fits_a_narrow_screen() {
        for row in KEYS {
            assert!(!row.help.is_empty() && row.help.chars().count() <= 62, "{}", row.keys);
        }
    }
}
