//! The progress bar: on standard error, if that is a terminal; removed when the task is done.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::env;
use std::sync::Once;
use std::time::{Duration, Instant};

/// The bar appears after this time.
const SHOW_AFTER: Duration = Duration::from_millis(500);

/// The progress of a task that may take long.
pub struct Progress {
    started: Instant,
    bar: ProgressBar,
    shown: Once,
}

impl Progress {
    /// Starts the clock; the bar is hidden.
    pub fn start() -> Self {
        Self { started: Instant::now(), bar: ProgressBar::hidden(), shown: Once::new() }
    }

    /// Updates the bar. May be called from any thread.
    pub fn report(&self, done: usize, all: usize) {
        if self.started.elapsed() >= SHOW_AFTER {
            self.shown.call_once(|| self.show(all));
            self.bar.set_position(done as u64);
        }
    }

    fn show(&self, all: usize) {
        if env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return;
        }
        let style = ProgressStyle::with_template("reading {bar:30} {pos} of {len} files");
        if let Ok(style) = style {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.set_length(all as u64);
        // Draws only on terminals.
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
