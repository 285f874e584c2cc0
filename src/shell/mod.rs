//! What makes the program at home in a shell: completion, help and manual pages.

pub mod complete;
pub mod help;
pub mod man;
