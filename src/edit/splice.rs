//! Changes parts of a text; what is new looks like its neighbours.

use super::Change;
use super::keys::{json, rank};
use super::layout::{Role, Style, format, indent_behind};
use super::tree::{Node, steps};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::mem;

/// How many elements on either side are looked at for an example.
const NEAR: usize = 3;

const NO_PLACE: &str = "a change is about a place that is not there";

/// The text with some changes. Nothing outside of them is touched. A text in the layout of [`format()`] keeps that
/// layout.
///
/// Fails if the text is not JSON, if it does not have a place that a change names, or if two changes contradict
/// each other.
pub fn apply(text: &str, changes: &[Change]) -> Result<String, String> {
    let moved = check(changes)?;
    let is_in_moved = |change: &&Change| is_inside(change.place(), &moved);
    let (inner, outer): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(is_in_moved);
    let changed = edit(text, &inner)?;
    let root = Node::read(&changed)?;
    // A move is an insertion and a removal.
    let mut parts = Vec::new();
    for change in outer {
        if let Change::Move(from, list, index) = change {
            let value = root.at(&steps(from)).ok_or(NO_PLACE)?.value();
            parts.extend([Change::Insert(list.clone(), *index, value), Change::Remove(from.clone())]);
        } else {
            parts.push(change.clone());
        }
    }
    let new = edit(&changed, &parts.iter().collect::<Vec<_>>())?;
    if format(text)? == text { format(&new) } else { Ok(new) }
}

impl Change {
    /// The place that is changed.
    fn place(&self) -> &str {
        let (Self::Insert(place, ..) | Self::Set(place, _) | Self::Remove(place) | Self::Move(place, ..)) =
            self;
        place
    }

    /// In which order changes are made, the last one first: deep places before those that they are in, and from the
    /// end of a list to its beginning, so that all others are still where the changes have them.
    fn order(&self) -> (usize, &str, usize, bool) {
        let (list, index) = match self {
            Self::Insert(list, index, _) => (list.as_str(), *index),
            other => {
                let (above, step) = other.place().rsplit_once('/').unwrap_or_default();
                (above, step.parse().unwrap_or(0))
            }
        };
        (list.matches('/').count(), list, index, !matches!(self, Self::Insert(..)))
    }
}

/// Checks that nothing is changed that another change takes away. Returns the places of values that are moved.
fn check(changes: &[Change]) -> Result<HashSet<&str>, String> {
    let (mut taken, mut moved) = (HashSet::new(), HashSet::new());
    let mut is_new = true;
    for change in changes {
        match change {
            Change::Insert(..) => {}
            Change::Set(place, _) | Change::Remove(place) => is_new &= taken.insert(place.as_str()),
            Change::Move(place, ..) => is_new &= moved.insert(place.as_str()) && !taken.contains(&**place),
        }
    }
    let is_lost = |change: &Change| {
        let is_list = matches!(change, Change::Insert(list, ..) if taken.contains(&**list));
        is_list || is_inside(change.place(), &taken)
    };
    if !is_new || changes.iter().any(is_lost) || taken.iter().any(|place| moved.contains(place)) {
        return Err("two changes are about the same place".to_owned());
    }
    Ok(moved)
}

/// Whether a place is in one of some others.
fn is_inside(place: &str, others: &HashSet<&str>) -> bool {
    !others.is_empty() && place.match_indices('/').any(|(end, _)| others.contains(&place[..end]))
}

/// The text with changes other than moves.
fn edit(text: &str, changes: &[&Change]) -> Result<String, String> {
    let mut root = Node::read(text)?;
    let style = Style::of(&root);
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| Reverse(change.order()));
    for group in
        changes.chunk_by(|one, next| matches!(one, Change::Insert(..)) && one.order() == next.order())
    {
        let values = group.iter().filter_map(|change| match change {
            Change::Insert(.., value) | Change::Set(_, value) => Some(Node::read(value.trim())),
            Change::Remove(_) | Change::Move(..) => None,
        });
        let mut values = values.collect::<Result<Vec<Node<'_>>, String>>()?;
        match group[0] {
            Change::Insert(list, index, _) if root.at(&steps(list)).is_some() => {
                style.insert(&mut root, &steps(list), *index, values)?;
            }
            Change::Insert(list, ..) => {
                let list_node = Node { text: "[", items: values, tail: "]".into(), ..Node::default() };
                style.set(&mut root, list, list_node)?;
            }
            Change::Set(place, _) => style.set(&mut root, place, values.pop().ok_or(NO_PLACE)?)?,
            Change::Remove(place) | Change::Move(place, ..) => remove(&mut root, place)?,
        }
    }
    Ok(format!("{}{}", root.gap, root.value()))
}

/// Removes the value at a place.
fn remove(root: &mut Node<'_>, place: &str) -> Result<(), String> {
    let mut path = steps(place);
    let step = path.pop().ok_or(NO_PLACE)?;
    let node = root.at_mut(&path).ok_or(NO_PLACE)?;
    let index = node.index_of(&step).ok_or(NO_PLACE)?;
    let removed = node.items.remove(index);
    match node.items.first_mut() {
        Some(first) if index == 0 => first.gap = removed.gap,
        Some(_) => {}
        None => node.tail = node.tail.trim_start().to_owned().into(),
    }
    Ok(())
}

impl<'t> Style<'t> {
    /// Sets the value at a place. A new key stands behind those that come before it in the order of the format.
    fn set(&self, root: &mut Node<'t>, place: &str, mut value: Node<'t>) -> Result<(), String> {
        let path = steps(place);
        let (key, above) = path.split_last().ok_or(NO_PLACE)?;
        let object = root.at(above).ok_or(NO_PLACE)?;
        let Some(index) = object.index_of(key) else {
            let last = object.items.iter().rposition(|item| rank(&item.name()) <= rank(key));
            let key = json(&(&**key).into()).into();
            return self.insert(root, above, last.map_or(0, |last| last + 1), vec![Node { key, ..value }]);
        };
        let mut examples = vec![&object.items[index]];
        examples.extend(similar(root, &path));
        let (role, indent) = line(root, &path);
        self.dress(&mut value, &examples, role, indent);
        let old = root.at_mut(&path).ok_or(NO_PLACE)?;
        *old = Node { gap: mem::take(&mut old.gap), key: mem::take(&mut old.key), colon: old.colon, ..value };
        Ok(())
    }

    /// Inserts items into a list or an object before the one with this index. A list that is missing is made.
    fn insert(
        &self,
        root: &mut Node<'t>,
        path: &[Cow<'_, str>],
        index: usize,
        mut new: Vec<Node<'t>>,
    ) -> Result<(), String> {
        let (role, indent) = line(root, path);
        let indent = indent.to_owned();
        // An empty value with its key stays in its place meanwhile.
        let slot = root.at_mut(path).ok_or(NO_PLACE)?;
        let mut node = mem::take(slot);
        slot.key.clone_from(&node.key);
        if node.end().is_empty() || new.iter().any(|item| item.key.is_empty() != node.is_list()) {
            return Err("a change is about a list or an object that is something else".to_owned());
        }
        let at = index.min(node.items.len());
        if node.items.is_empty() {
            node.items = new;
            self.dress(&mut node, &similar(root, path), role, &indent);
        } else {
            let near = if node.is_list() { neighbours(&node, at, true) } else { similar(root, path) };
            let next = self.next_gap(&node, at);
            for (number, item) in new.iter_mut().enumerate() {
                let name = item.name().into_owned();
                item.colon = node.items[at.saturating_sub(1)].colon;
                item.gap = match gap_before(&name, &near) {
                    _ if at + number == 0 => node.items[0].gap.clone(),
                    Some(gap) if node.is_object() => gap,
                    _ => next.clone(),
                };
                let examples = if node.is_list() { near.clone() } else { values_of(&near, &name) };
                let indent = indent_behind(&item.gap, &indent).to_owned();
                self.dress(item, &examples, role.child(&node, &name), &indent);
            }
            if at == 0 {
                node.items[0].gap = next;
            }
            node.items.splice(at..at, new);
        }
        *root.at_mut(path).ok_or(NO_PLACE)? = node;
        Ok(())
    }

    /// Lays out a new value on a line with this indentation, like the first example of its kind.
    fn dress(&self, node: &mut Node<'t>, examples: &[&Node<'t>], role: Role, indent: &str) {
        let is_alike = |example: &&&Node<'t>| example.text == node.text && !example.items.is_empty();
        let Some(example) = examples.iter().find(is_alike).filter(|_| !node.items.is_empty()) else {
            return self.lay_out(node, role, indent);
        };
        for index in 0..node.items.len() {
            let name = node.items[index].name().into_owned();
            let role = role.child(node, &name);
            let item = &mut node.items[index];
            item.gap = match gap_before(&name, examples) {
                _ if index == 0 => example.items[0].gap.clone(),
                Some(gap) => gap,
                None => self.next_gap(example, index),
            };
            item.colon = example.get(&name).unwrap_or(&example.items[0]).colon;
            let indent = indent_behind(&item.gap, indent).to_owned();
            let nested = match example.is_list() {
                true => neighbours(example, 0, true),
                false => values_of(examples, &name),
            };
            self.dress(item, &nested, role, &indent);
        }
        node.tail = example.tail.clone();
    }

    /// What is before an item that is put before the one with this index, and is not the first one.
    fn next_gap(&self, node: &Node<'t>, index: usize) -> Cow<'t, str> {
        match node.items.get(index.clamp(1, (node.items.len() - 1).max(1))) {
            Some(item) => item.gap.clone(),
            None if node.items[0].gap.contains('\n') => format!(",{}", node.items[0].gap).into(),
            None => self.comma.clone(),
        }
    }
}

/// The role of the value at a path, and the indentation of its line.
fn line<'n>(root: &'n Node<'_>, path: &[Cow<'_, str>]) -> (Role, &'n str) {
    let (mut node, mut role, mut indent) = (root, Role::Catalog, "");
    for step in path {
        let Some(index) = node.index_of(step) else { break };
        role = role.child(node, step);
        node = &node.items[index];
        indent = indent_behind(&node.gap, indent);
    }
    (role, indent)
}

/// The values at the same place in the elements next to the last one that a path leads through, nearest first; or
/// next to an outer one, if those have none.
fn similar<'n, 't>(root: &'n Node<'t>, path: &[Cow<'_, str>]) -> Vec<&'n Node<'t>> {
    let (mut node, mut found) = (root, Vec::new());
    for (depth, step) in path.iter().enumerate() {
        let Some(index) = node.index_of(step) else { break };
        if node.is_list() {
            let near = neighbours(node, index, false).into_iter();
            let nearer: Vec<_> = near.filter_map(|other| other.at(&path[depth + 1..])).collect();
            found = if nearer.is_empty() { found } else { nearer };
        }
        node = &node.items[index];
    }
    found
}

/// The elements next to the place of the one with this index, nearest first, without that one.
fn neighbours<'n, 't>(list: &'n Node<'t>, index: usize, is_new: bool) -> Vec<&'n Node<'t>> {
    let before = (1..=NEAR).map(|step| index.checked_sub(step));
    let after = (0..NEAR).map(|step| index.checked_add(step + usize::from(!is_new)));
    let nearest = before.zip(after).flat_map(|(before, after)| [before, after]).flatten();
    nearest.filter_map(|index| list.items.get(index)).collect()
}

/// The values that some objects have for a key.
fn values_of<'n, 't>(objects: &[&'n Node<'t>], key: &str) -> Vec<&'n Node<'t>> {
    objects.iter().filter(|object| object.is_object()).filter_map(|object| object.get(key)).collect()
}

/// What some object has before this key, if the key is not its first one.
fn gap_before<'t>(key: &str, objects: &[&Node<'t>]) -> Option<Cow<'t, str>> {
    let gap = |object: &&Node<'t>| {
        let index = object.index_of(key).filter(|&index| index > 0 && object.is_object())?;
        Some(object.items[index].gap.clone())
    };
    objects.iter().find_map(gap)
}
