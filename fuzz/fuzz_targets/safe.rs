//! Sanitises any text. The result has no control characters, and safe text is unchanged.

#![no_main]

use libfuzzer_sys::fuzz_target;
use soundtrack::text::sanitize;

fuzz_target!(|text: &str| {
    let line = sanitize::line(text);
    assert_eq!(sanitize::line(&line), line);
    assert!(line.chars().all(|letter| !letter.is_control()));
    assert!(!line.contains(['\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}', '\u{feff}']));
    let lines = sanitize::lines(text);
    assert_eq!(sanitize::lines(&lines), lines);
    assert_eq!(lines.matches('\n').count(), text.matches('\n').count());
    if sanitize::first_hidden(text).is_none() && !text.contains(['\t', '\n', '\r']) {
        assert_eq!(line, text);
    }
});
