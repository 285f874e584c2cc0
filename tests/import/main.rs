//! Tests of reading sources: what they are, which songs they name, and where these play.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod episodes;
mod export;
mod rows;
mod score;
mod sources;
mod texts;

use soundtrack::import::{self, Candidate, Known, Options, Reading};

/// Reads a source without a catalog.
fn read(name: &str, text: &str, options: &Options) -> Reading {
    import::read(name, text.as_bytes(), &Known::default(), options).unwrap()
}

/// What a candidate says, in one line: `S01E02 Artist - Title`, with the verdict unless it is sure.
fn line(candidate: &Candidate) -> String {
    let place = candidate.place;
    let season = place.season.map_or_else(String::new, |season| format!("S{season:02}"));
    let number = |number: u16| format!("E{number:02}");
    let episode = place.episode.map(number).unwrap_or_default();
    let between = place.between.map(|(first, last)| number(first) + "-" + &number(last)).unwrap_or_default();
    let verdict = match candidate.verdict {
        import::Verdict::Sure => String::new(),
        verdict => format!(" ({}: {})", verdict.word(), candidate.why),
    };
    format!("{season}{episode}{between} {}{verdict}", candidate.track).trim_start().to_owned()
}

fn lines(reading: &Reading) -> Vec<String> {
    reading.candidates.iter().map(line).collect()
}
