//! A soundtrack catalog: shows, their episodes, and the songs that play in them.

pub mod error;
pub mod load;
pub mod model;
pub mod names;
