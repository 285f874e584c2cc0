//! Help: the name of a command or a topic flows in, what to know about it flows out. Texts alone: what they show is
//! tried by the tests.

pub mod examples;
mod topics;

pub use topics::{TOPICS, Topic};

/// Help of one command: what it is for, examples, then everything else.
pub const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Where there is more to know than fits on a screen.
pub const MORE: &str = "More options of output: soundtrack help formats. Episodes, questions, catalogs:\n\
    soundtrack help episodes, soundtrack help query, soundtrack help catalog.";
