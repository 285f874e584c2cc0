//! The layout of catalog files: one entry a line.

use super::tree::Node;
use std::borrow::Cow;

/// The text of a file in the layout that this program writes: one entry a line, the facts of an episode on one
/// line, its placements below. Order, unknown keys, numbers and escapes stay as they are. Fails if the text is not
/// JSON, or is nested too deeply.
pub fn format(text: &str) -> Result<String, String> {
    let mut root = Node::read(text)?;
    Style::ours().lay_out(&mut root, Role::Catalog, "");
    Ok(format!("{}\n", root.value().trim_end()))
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
    /// The role of the value of a key, or of an element, of a value that may have this role.
    pub(super) fn child(self, node: &Node<'_>, key: &str) -> Self {
        match (self.of(node), key) {
            (Self::Catalog, "show") => Self::Show,
            (Self::Catalog, "seasons") => Self::Seasons,
            (Self::Seasons, _) => Self::Season,
            (Self::Season, "episodes") => Self::Episodes,
            (Self::Episodes, _) => Self::Episode,
            (Self::Catalog, _) | (Self::Season, "unplaced") | (Self::Episode, "placements") => Self::Entries,
            _ => Self::Other,
        }
    }

    /// The role of a value: a list where an object should be has none, and the reverse.
    fn of(self, node: &Node<'_>) -> Self {
        let is_list = matches!(self, Self::Seasons | Self::Episodes | Self::Entries);
        if is_list == node.is_list() { self } else { Self::Other }
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
    newline: &'static str,
    /// The indentation of one level.
    unit: String,
    /// What is inside of the brackets of a list and of an object on one line.
    padding: [Cow<'t, str>; 2],
    /// The comma and the colon, with spaces, on one line.
    pub(super) comma: Cow<'t, str>,
    colon: &'t str,
}

impl<'t> Style<'t> {
    /// The one of the files that this program writes.
    fn ours() -> Self {
        Self {
            breaks: Breaks::ByRole,
            newline: "\n",
            unit: "  ".to_owned(),
            padding: ["".into(), " ".into()],
            comma: ", ".into(),
            colon: ": ",
        }
    }

    /// The style of a file, as far as its first values on one line and on several tell.
    pub(super) fn of(root: &Node<'t>) -> Self {
        let mut style = Self::ours();
        match root.items.iter().find_map(|item| find(item, &|node| node.gap.contains('\n'))) {
            Some(broken) => {
                style.newline = if broken.gap.contains("\r\n") { "\r\n" } else { "\n" };
                style.unit = indent_behind(&broken.gap, "").to_owned();
            }
            None => style.breaks = Breaks::Never,
        }
        let is_on_one_line = |node: &Node<'_>| {
            !node.items.is_empty() && !node.items.iter().any(|item| item.gap.contains('\n'))
        };
        if let Some(list) = find(root, &|node| node.is_list() && is_on_one_line(node)) {
            style.padding[0] = list.items[0].gap.clone();
        }
        match find(root, &|node| node.is_object() && is_on_one_line(node) && node.items.len() > 1) {
            Some(object) => {
                style.padding[1] = object.items[0].gap.clone();
                style.comma = object.items[1].gap.clone();
                style.colon = object.items[0].colon;
            }
            None if style.breaks == Breaks::ByRole => {
                style.breaks = Breaks::Always;
                style.colon = root.items.first().map_or(style.colon, |item| item.colon);
            }
            None => {}
        }
        style
    }

    /// Whether a line is broken before this item.
    fn breaks(&self, node: &Node<'_>, index: usize, role: Role) -> bool {
        match self.breaks {
            Breaks::Never => return false,
            Breaks::Always => return true,
            Breaks::ByRole => {}
        }
        let has_entries =
            |item: &Node<'_>| item.is_list() && !item.items.is_empty() && item.name() == "placements";
        match role.of(node) {
            Role::Other => false,
            Role::Episode if index == 0 => node.items.iter().any(has_entries),
            Role::Episode => node.items[index - 1..=index].iter().any(has_entries),
            _ => true,
        }
    }

    /// Lays out a value on a line with this indentation.
    pub(super) fn lay_out(&self, node: &mut Node<'t>, role: Role, indent: &str) {
        let inner = format!("{indent}{}", self.unit);
        let padding = &self.padding[usize::from(node.is_object())];
        let mut end = Cow::from("");
        for index in 0..node.items.len() {
            let is_broken = self.breaks(node, index, role);
            let comma = if index == 0 { "" } else { "," };
            let gap = match is_broken {
                true => format!("{comma}{}{inner}", self.newline).into(),
                false if index == 0 => padding.clone(),
                false => self.comma.clone(),
            };
            if index == 0 {
                end = if is_broken { format!("{}{indent}", self.newline).into() } else { padding.clone() };
            }
            let role = role.child(node, &node.items[index].name());
            let item = &mut node.items[index];
            item.gap = gap;
            item.colon = if item.key.is_empty() { "" } else { self.colon };
            self.lay_out(item, role, &inner);
        }
        if !node.end().is_empty() {
            node.tail = end + node.end();
        }
    }
}

/// The first value in a tree that passes a test.
fn find<'n, 't>(node: &'n Node<'t>, test: &dyn Fn(&Node<'t>) -> bool) -> Option<&'n Node<'t>> {
    if test(node) { Some(node) } else { node.items.iter().find_map(|item| find(item, test)) }
}

/// The indentation of a line that a gap ends with, or the one of the line before.
pub(super) fn indent_behind<'g>(gap: &'g str, indent: &'g str) -> &'g str {
    gap.rsplit_once('\n').map_or(indent, |(_, spaces)| spaces.trim_start_matches([',', '\r']))
}
