//! Any text through the sanitiser: nothing comes out that commands a terminal, and what is safe stays as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use soundtrack::safe;

fuzz_target!(|text: &str| {
    let line = safe::line(text);
    assert_eq!(safe::line(&line), line);
    assert!(line.chars().all(|letter| !letter.is_control()));
    assert!(!line.contains(['\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}', '\u{feff}']));
    let lines = safe::lines(text);
    assert_eq!(safe::lines(&lines), lines);
    assert_eq!(lines.matches('\n').count(), text.matches('\n').count());
    if safe::hidden(text).is_none() && !text.contains(['\t', '\n', '\r']) {
        assert_eq!(line, text);
    }
});
