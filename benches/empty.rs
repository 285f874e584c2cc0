//! A program that does nothing, to measure the cost of starting a process.

fn main() {}
