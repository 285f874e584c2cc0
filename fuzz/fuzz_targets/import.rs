//! Reads any bytes as a source. It is refused with a message, or each line that is not blank gets one verdict, and
//! candidates quote words of the source.

#![no_main]

use libfuzzer_sys::fuzz_target;
use soundtrack::import::{self, Block, Known, Options, document};

fuzz_target!(|bytes: &[u8]| {
    let known = Known::default();
    let options = Options::default();
    let _ = import::read("source.txt", bytes, &known, &options);
    let text = String::from_utf8_lossy(bytes);
    let blocks: Vec<Block> =
        text.lines().enumerate().map(|(index, line)| Block::Line(index + 1, line.to_owned())).collect();
    let reading = document::read(&blocks, &known, &options);
    let numbers: Vec<usize> = reading.lines.iter().map(|line| line.number).collect();
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    assert_eq!(numbers, filled.map(|(index, _)| index + 1).collect::<Vec<_>>());
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let source = plain(&text);
    for candidate in &reading.candidates {
        assert!(candidate.track.line.is_some_and(|line| numbers.contains(&line)));
        for word in [&candidate.track.artist, &candidate.track.title].into_iter().flat_map(|name| name.split(' ')) {
            assert!(source.contains(&plain(word)), "{word:?}");
        }
    }
});
