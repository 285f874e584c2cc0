//! Shell integration: completion, help texts and manual pages.

pub mod complete;
pub mod help;
pub mod man;
