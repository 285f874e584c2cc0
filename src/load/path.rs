//! Where in a file: steps from the outermost object flow in, a path such as `seasons[1].episodes[2].title` flows out.

use std::fmt;

/// One step into a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step<K> {
    Key(K),
    Index(usize),
}

/// A place in a document, as a chain to the outermost object: free to make, written out only for a problem.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    above: Option<&'a At<'a>>,
    step: Option<Step<&'a str>>,
}

impl<'a> At<'a> {
    /// The outermost object.
    pub(super) const ROOT: At<'static> = At { above: None, step: None };

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        self.step(Step::Key(key))
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&'a self, step: Step<&'a str>) -> Self {
        At { above: Some(self), step: Some(step) }
    }

    /// The key at the end, if it is one.
    pub(super) fn name(&self) -> &'a str {
        match self.step {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    pub(super) fn path(&self) -> Path {
        let mut path = self.above.map_or(Path(Vec::new()), At::path);
        path.0.extend(self.step.map(|step| match step {
            Step::Key(key) => Step::Key(key.to_owned()),
            Step::Index(index) => Step::Index(index),
        }));
        path
    }
}

/// A place in a document, written out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Path(pub(super) Vec<Step<String>>);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if number == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
