//! The lower bound for whole commands: a program that only reads the files of a folder, parses their JSON and
//! discards it, with one thread and one buffer. `compare.py` runs it; without a folder it does nothing.

#![allow(clippy::expect_used)]

use serde::de::IgnoredAny;
use std::fs::{self, File};
use std::io::Read;

fn main() {
    // Cargo passes options to benchmarks, so the folder is the first other argument.
    let Some(folder) = std::env::args().skip(1).find(|word| !word.starts_with('-')) else {
        return;
    };
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    let mut buffer = Vec::new();
    for path in paths {
        buffer.clear();
        let mut file = File::open(path).expect("the file can be read");
        file.read_to_end(&mut buffer).expect("the file can be read");
        let _: IgnoredAny = serde_json::from_slice(&buffer).expect("the file is JSON");
    }
}
