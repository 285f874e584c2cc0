//! `check`: whether catalog files keep the rules of the format.

use crate::error::{Error, count};
use crate::load;
use clap::Args;
use std::path::PathBuf;

/// Checks catalog files.
#[derive(Args, Debug)]
pub struct Check {
    /// Files, folders, or - for standard input; without any, the catalog that other commands would use
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Check {
    /// What there is to say about files without problems; problems are an error.
    pub fn run(&self, catalog: &[PathBuf]) -> Result<String, Error> {
        let paths = if self.paths.is_empty() {
            catalog
        } else {
            &self.paths
        };
        let files = load::check(paths)?;
        Ok(format!("{} checked, no problems", count(files, "file")))
    }
}
