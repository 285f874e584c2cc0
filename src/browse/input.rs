//! One line of text that is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

/// A line of text and the place of the cursor in it, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    cursor: usize,
}

/// The most characters of a line. A longer text was hardly pasted on purpose.
const MAX_LENGTH: usize = 1_000;

impl Input {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.insert(text);
        input
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Inserts a text, as far as there is room. Line breaks become spaces, other control characters are left out.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace(['\n', '\r', '\t'], " ");
        let room = MAX_LENGTH.saturating_sub(self.text.chars().count());
        let text: String = text.chars().filter(|letter| !letter.is_control()).take(room).collect();
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Edits the line. Returns whether the key is one of those that do.
    pub fn press(&mut self, key: &KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('a') if ctrl => self.cursor = 0,
            KeyCode::Char('e') if ctrl => self.cursor = self.text.len(),
            KeyCode::Char('u') if ctrl => self.remove(0),
            KeyCode::Char('w') if ctrl => {
                let kept = self.before().trim_end().rfind(' ').map_or(0, |space| space + 1);
                self.remove(kept);
            }
            KeyCode::Char('k') if ctrl => self.text.truncate(self.cursor),
            KeyCode::Char('h') if ctrl => self.remove(self.previous()),
            KeyCode::Char(letter) if !ctrl && !key.modifiers.contains(KeyModifiers::ALT) => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            KeyCode::Left => self.cursor = self.previous(),
            KeyCode::Right => self.cursor = self.next(),
            KeyCode::Backspace => self.remove(self.previous()),
            KeyCode::Delete => {
                let next = self.next();
                self.text.drain(self.cursor..next);
            }
            _ => return false,
        }
        true
    }

    /// Removes what is between a place and the cursor.
    fn remove(&mut self, from: usize) {
        self.text.drain(from..self.cursor);
        self.cursor = from;
    }

    fn previous(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(place, _)| place)
    }

    fn next(&self) -> usize {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor + after.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(keys: &[KeyEvent]) -> Input {
        let mut input = Input::default();
        for key in keys {
            input.press(key);
        }
        input
    }

    #[test]
    fn letters_are_inserted_and_removed_as_people_see_them() {
        let mut input = Input::new("snow e\u{301}");
        input.press(&KeyCode::Backspace.into());
        assert_eq!(input.text(), "snow ");
        input.press(&KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(input.text(), "");
        input.insert("a\nb\u{1b}");
        assert_eq!((input.text(), input.before()), ("a b", "a b"));
        input.insert(&"é".repeat(1 << 20));
        assert_eq!(input.text().chars().count(), MAX_LENGTH);
    }

    proptest! {
        #[test]
        fn any_keys_can_be_pressed(keys in proptest::collection::vec((0_usize..12, any::<char>()), 0..60)) {
            let ctrl = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
            let codes = [KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::Backspace, KeyCode::Delete];
            let keys: Vec<KeyEvent> = keys.into_iter().map(|(number, letter)| match number {
                0..6 => codes[number].into(),
                6 => ctrl('w'), 7 => ctrl('u'), 8 => ctrl('k'),
                _ => KeyCode::Char(letter).into(),
            }).collect();
            let input = typed(&keys);
            prop_assert!(input.text().starts_with(input.before()));
        }
    }
}
