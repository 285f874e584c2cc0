//! Reads any bytes as a catalog file: rejected with printable messages, or shown by every command.

#![no_main]

use libfuzzer_sys::fuzz_target;
use soundtrack::answer::Content;
use soundtrack::app::App;
use soundtrack::cli::Cli;
use soundtrack::commands;
use soundtrack::load::{self, Severity};
use soundtrack::text::sanitize;
use std::io::sink;
use std::sync::LazyLock;

static SHOWING: LazyLock<Vec<Cli>> = LazyLock::new(|| {
    let lines = [
        "soundtrack songs --width 80 --color never",
        "soundtrack songs --format json",
        "soundtrack artists --width 30 --color never",
        "soundtrack stats --format plain",
        "soundtrack gaps --format csv",
    ];
    let read = |line: &str| Cli::read(line.split(' ').map(Into::into)).unwrap();
    lines.map(read).into()
});

fuzz_target!(|bytes: &[u8]| {
    let diagnostics = load::check_bytes("x.json", bytes);
    for diagnostic in &diagnostics {
        let printed = diagnostic.to_string();
        assert_eq!(sanitize::lines(&printed), printed);
    }
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    let Ok(text) = std::str::from_utf8(bytes) else {
        assert!(!is_sound);
        return;
    };
    assert_eq!(load::text("x.json", text).is_ok(), is_sound);
    for cli in &*SHOWING {
        let Ok(catalog) = load::text("x.json", text) else { return };
        let mut messages = sink();
        let app = App::new(cli, &mut messages).with_catalog(catalog);
        if let Ok(Content::View(view)) = commands::answer(&app).map(|answer| answer.content) {
            app.output.write(&view, &app.output.terminal(), &mut sink()).unwrap();
        }
    }
});
