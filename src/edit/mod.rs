//! Changes the text of catalog files without touching what is outside of the change.
//!
//! Everything here works on the text of JSON values rather than on trees, so that numbers, escapes and spaces stay
//! as they were written.

mod diff;
mod layout;
mod parts;
mod rename;
mod splice;

pub use diff::unified_diff;
pub use layout::format;
pub use rename::{Kind, Renamed, rename};
pub use splice::apply;

use crate::text::sanitize;

/// A value to write into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Number(u64),
    /// A list.
    List(Vec<Value>),
    /// An object, with its keys in order.
    Object(Vec<(String, Value)>),
    /// Any other value, such as `null`, as JSON.
    Other(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl Value {
    /// An object with these keys.
    pub fn object<'k>(entries: impl IntoIterator<Item = (&'k str, Self)>) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }
}

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match json {
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(values) => Self::List(values.iter().map(Self::from).collect()),
            Json::Object(entries) => {
                Self::Object(entries.iter().map(|(key, value)| (key.clone(), value.into())).collect())
            }
            other => other.as_u64().map_or_else(|| Self::Other(other.to_string()), Self::Number),
        }
    }
}

/// One step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An element of a list, counted from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A change of a file. All changes of one edit name places in the text as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Inserts a value into the list at this path, before the element with this index; behind the last one if there
    /// are not so many. Several values for one place stay in their order. A list that is missing is made.
    Insert(Vec<Step>, usize, Value),
    /// Sets a key of the object at this path, which the object has or not.
    Set(Vec<Step>, String, Value),
    /// Removes the element with this index from the list at this path.
    Remove(Vec<Step>, usize),
}

/// The text of a new file with this value, as [`format()`] would write it.
pub fn to_text(value: &Value) -> String {
    layout::lay_out(&value.to_json())
}

/// The text of the value at a path, as it is written, if the text is JSON and has it. With [`Value::Other`] it can be
/// written elsewhere.
pub fn get<'t>(text: &'t str, path: &[Step]) -> Option<&'t str> {
    let (_, value, _) = parts::divide(text).ok()?;
    path.iter().try_fold(value, |value, step| {
        let container = parts::Container::read(value)?;
        match step {
            Step::Key(key) => container.get(key).map(|item| item.value),
            Step::Index(index) => container.items.get(*index).map(|item| item.value),
        }
    })
}

impl Value {
    /// The value as JSON without spaces. Characters that could control a terminal are escaped.
    fn to_json(&self) -> String {
        let mut json = String::new();
        self.write(&mut json);
        json
    }

    fn write(&self, json: &mut String) {
        match self {
            Self::Text(text) => *json += &quoted(text),
            Self::Number(number) => *json += &number.to_string(),
            Self::Other(value) => *json += value.trim(),
            Self::List(values) => {
                json.push('[');
                for (number, value) in values.iter().enumerate() {
                    json.push_str(if number == 0 { "" } else { "," });
                    value.write(json);
                }
                json.push(']');
            }
            Self::Object(entries) => {
                json.push('{');
                for (number, (key, value)) in entries.iter().enumerate() {
                    json.push_str(if number == 0 { "" } else { "," });
                    *json += &quoted(key);
                    json.push(':');
                    value.write(json);
                }
                json.push('}');
            }
        }
    }
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    sanitize::escape_json(&serde_json::Value::from(text).to_string()).into_owned()
}
