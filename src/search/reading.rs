//! Readings: a question flows in, how it is understood flows out in words.

use super::field::Field;
use super::need::{Need, needs};
use super::question::{SearchQuery, Term, Value};
use crate::text::fold;

impl SearchQuery {
    /// How it was understood, in words.
    pub fn reading(&self) -> String {
        let needs = needs(self);
        let small = needs.iter().filter(|need| need.small);
        let small: Vec<&str> = small.filter_map(Need::text).collect();
        let is_small =
            |term: &Term| matches!(&term.value, Value::Words(text) if small.contains(&fold(text).as_str()));
        let parts = self.terms.iter().filter(|term| !is_small(term));
        let mut parts: Vec<String> = parts.map(Term::reading).collect();
        parts.extend((!small.is_empty()).then(|| format!("perhaps `{}`", small.join("`, `"))));
        parts.join("; ")
    }
}

impl Term {
    fn reading(&self) -> String {
        let what = match (&self.value, self.field) {
            (Value::Phrase(text), _) => format!("the words `{text}` together"),
            (Value::Code(text, _), _) => format!("episode `{text}`"),
            (value, _) => format!("`{value}`"),
        };
        let place = match (self.field, &self.value) {
            (Some(Field::Usage), _) => "used as ".to_owned() + &what,
            (Some(field), Value::Numbers(_) | Value::Length(_)) => {
                format!("{} {what}", field.name())
            }
            (_, Value::Code(..)) => what,
            (Some(field), _) => format!("{what} in {}", field.name()),
            (None, _) => format!("{what} anywhere"),
        };
        format!("{}{place}", if self.excluded { "not " } else { "" })
    }
}
