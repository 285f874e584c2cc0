//! Progress: how far a long task is flows in; a bar on standard error flows out, if that is a terminal. It leaves no
//! trace.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::env;
use std::sync::Once;
use std::time::{Duration, Instant};

/// How long a task may take before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(500);

/// A task whose end may have to be waited for.
pub struct Progress {
    started: Instant,
    bar: ProgressBar,
    shown: Once,
}

impl Progress {
    /// A task that begins now.
    pub fn start() -> Self {
        Self { started: Instant::now(), bar: ProgressBar::hidden(), shown: Once::new() }
    }

    /// So much of it is done; from any thread.
    pub fn report(&self, done: usize, all: usize) {
        if self.started.elapsed() >= PATIENCE {
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
        // Draws on terminals alone.
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
