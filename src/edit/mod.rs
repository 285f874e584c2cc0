//! Changes the text of catalog files without touching what is outside of the change.

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
    /// The JSON text of any other value, such as `null`.
    Other(String),
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
