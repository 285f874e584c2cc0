//! `fmt`: catalog files in the usual layout.

use crate::answer::Answer;
use crate::app::App;
use crate::cli::FmtOptions;
use crate::edit;
use crate::error::{Error, count};
use crate::load;
use crate::query::quoted;
use crate::text::sanitize;
use std::path::PathBuf;

impl FmtOptions {
    /// The diff, the names of the files that differ, or standard input in the usual layout. All files are tried, and
    /// all errors reported.
    pub(super) fn answer<'c>(&self, app: &App<'_>) -> Result<Answer<'c>, Error> {
        let (mut text, mut changed, mut report) = (String::new(), Vec::new(), Vec::new());
        for file in &self.files {
            match self.format(app, file, &mut text) {
                Ok(true) => changed.push(quoted(&file.to_string_lossy())),
                Ok(false) => {}
                Err(error) => {
                    let program = if error.is_data() { "" } else { "soundtrack: " };
                    report.push(format!("{program}{error}"));
                }
            }
        }
        let files = count(changed.len(), "file");
        let failure = if !report.is_empty() {
            Some(Error::data(format!("{} not formatted", count(report.len(), "file"))))
        } else if self.check && !changed.is_empty() {
            let hint = format!("`soundtrack fmt {}`", changed.join(" "));
            Some(Error::not_found(format!("{files} not in the usual layout")).with_hint(hint))
        } else {
            None
        };
        let is_quiet = self.check || self.diff || self.files.iter().any(|file| load::is_stdin(file));
        let notes = if is_quiet { Vec::new() } else { vec![format!("{files} changed")] };
        Ok(Answer { report, failure, ..Answer::text(text).with_notes(notes) })
    }

    /// Formats a file as far as it is asked for. Returns whether its text differs.
    fn format(&self, app: &App<'_>, file: &PathBuf, text: &mut String) -> Result<bool, Error> {
        let name = file.to_string_lossy();
        let old = app.json(file)?;
        let new = edit::format(&old).map_err(|error| Error::data(format!("{name}: {error}")))?;
        let differs = old != new;
        if self.diff {
            *text += &edit::unified_diff(&old, &new, &name);
        } else if self.check {
            *text += &if differs { format!("{}\n", sanitize::line(&name)) } else { String::new() };
        } else if load::is_stdin(file) {
            *text += &new;
        } else {
            app.rewrite(file, &old, &new)?;
        }
        Ok(differs)
    }
}
