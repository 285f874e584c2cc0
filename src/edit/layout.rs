//! The layout of catalog files: one entry a line.

use super::parts::{Container, Item, divide, end_of_string};

/// The text of a file in the layout that this program writes: one entry a line, the facts of an episode on one
/// line, its placements below. Order, unknown keys, numbers and escapes stay as they are. Fails if the text is not
/// JSON.
pub fn format(text: &str) -> Result<String, String> {
    divide(text).map(|(_, value, _)| lay_out(value))
}

/// The text of a file with a value, which must be JSON without spaces around it.
pub(super) fn lay_out(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + value.len() / 8);
    Style::OURS.write(value, Role::Catalog, "", &mut text);
    text.push('\n');
    text
}

/// What a value is in a catalog, as far as its layout depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Catalog,
    Show,
    Seasons,
    Season,
    Episodes,
    Episode,
    /// A list of which each entry has a line.
    Entries,
    /// Anything else, which is written on one line.
    Other,
}

impl Role {
    /// The role of the value of a key, or of an element.
    pub(super) fn child(self, key: &str) -> Self {
        match (self, key) {
            (Self::Catalog, "show") => Self::Show,
            (Self::Catalog, "seasons") => Self::Seasons,
            (Self::Seasons, _) => Self::Season,
            (Self::Season, "episodes") => Self::Episodes,
            (Self::Episodes, _) => Self::Episode,
            (Self::Catalog, _) | (Self::Season, "unplaced") | (Self::Episode, "placements") => Self::Entries,
            _ => Self::Other,
        }
    }

    /// The role of this value: a list where an object should be has none, and the reverse.
    pub(super) fn of(self, container: &Container<'_>) -> Self {
        let is_list = matches!(self, Self::Seasons | Self::Episodes | Self::Entries);
        if is_list == container.is_object { Self::Other } else { self }
    }
}

/// Where lines are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    Never,
    /// As the roles say.
    ByRole,
    /// Before each item of each list and object.
    Always,
}

/// How values are written for which there is no example nearby.
pub(super) struct Style<'t> {
    breaks: Breaks,
    newline: &'t str,
    /// The indentation of one level.
    unit: &'t str,
    /// What is inside of the brackets of a list and of an object on one line.
    padding: [&'t str; 2],
    /// The comma and the colon, with spaces, on one line.
    pub(super) comma: &'t str,
    colon: &'t str,
}

impl<'t> Style<'t> {
    /// The one of the files that this program writes.
    const OURS: Style<'static> = Style {
        breaks: Breaks::ByRole,
        newline: "\n",
        unit: "  ",
        padding: ["", " "],
        comma: ", ",
        colon: ": ",
    };

    /// The style of a text, as far as it tells.
    pub(super) fn of(text: &'t str) -> Self {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let indented = text.split_once('\n').map_or("", |(_, text)| text.trim_start_matches(['\r', '\n']));
        let unit = &indented[..indented.len() - indented.trim_start_matches([' ', '\t']).len()];
        let unit = if unit.is_empty() { Self::OURS.unit } else { unit };
        let [mut list, mut object, mut comma, mut colon] = [None; 4];
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && [list, object, comma, colon].contains(&None) {
            let kind = match bytes[at] {
                b'"' => {
                    at = end_of_string(bytes, at);
                    continue;
                }
                b'[' => &mut list,
                b'{' => &mut object,
                b',' => &mut comma,
                b':' => &mut colon,
                _ => {
                    at += 1;
                    continue;
                }
            };
            let spaces = text[at + 1..].trim_start_matches([' ', '\t']);
            if kind.is_none() && !spaces.starts_with(['\r', '\n', ']', '}']) {
                let start = at + usize::from(matches!(bytes[at], b'[' | b'{'));
                *kind = Some(&text[start..text.len() - spaces.len()]);
            }
            at += 1;
        }
        let breaks = match object {
            _ if !text.trim().contains('\n') => Breaks::Never,
            None => Breaks::Always,
            Some(_) => Breaks::ByRole,
        };
        let padding = [list.unwrap_or(Self::OURS.padding[0]), object.unwrap_or(Self::OURS.padding[1])];
        let comma = comma.unwrap_or(if object == Some("") { "," } else { Self::OURS.comma });
        Self { breaks, newline, unit, padding, comma, colon: colon.unwrap_or(Self::OURS.colon) }
    }

    /// Whether a line is broken before this item.
    fn breaks(&self, container: &Container<'_>, index: usize, role: Role) -> bool {
        match self.breaks {
            Breaks::Never => return false,
            Breaks::Always => return true,
            Breaks::ByRole => {}
        }
        let has_entries = |item: &Item<'_>| {
            item.value.starts_with('[')
                && item.name() == "placements"
                && Container::read(item.value).is_some_and(|list| !list.items.is_empty())
        };
        match role {
            Role::Other => false,
            Role::Episode if index == 0 => container.items.iter().any(has_entries),
            Role::Episode => container.items[index - 1..=index].iter().any(has_entries),
            _ => true,
        }
    }

    /// Writes a JSON value on a line with this indentation.
    pub(super) fn write(&self, value: &str, role: Role, indent: &str, text: &mut String) {
        let Some(container) = Container::read(value) else {
            text.push_str(value);
            return;
        };
        let role = role.of(&container);
        let (open, close) = container.brackets();
        text.push(open);
        let inner = format!("{indent}{}", self.unit);
        let padding = self.padding[usize::from(container.is_object)];
        for (index, item) in container.items.iter().enumerate() {
            if self.breaks(&container, index, role) {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(self.newline);
                text.push_str(&inner);
            } else {
                text.push_str(if index == 0 { padding } else { self.comma });
            }
            if container.is_object {
                text.push_str(item.key);
                text.push_str(self.colon);
            }
            self.write(item.value, role.child(&item.name()), &inner, text);
        }
        if !container.items.is_empty() {
            if self.breaks(&container, 0, role) {
                text.push_str(self.newline);
                text.push_str(indent);
            } else {
                text.push_str(padding);
            }
        }
        text.push(close);
    }
}
