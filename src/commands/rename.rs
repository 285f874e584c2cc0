//! `rename`: another id for an artist, a song or a source.

use crate::answer::Answer;
use crate::app::App;
use crate::cli::RenameOptions;
use crate::edit;
use crate::error::Error;
use crate::load;

impl RenameOptions {
    /// Renames, unless the file has errors or would have some then.
    pub(super) fn answer<'c>(&self, app: &App<'_>) -> Result<Answer<'c>, Error> {
        let name = self.file.to_string_lossy();
        let old = app.json(&self.file)?;
        load::text(&name, &old)?;
        let renamed = edit::rename(&old, self.kind, &self.old, &self.new, self.merge)?;
        load::text(&name, &renamed.text)?;
        let mut notes = vec![renamed.summary()];
        notes.extend(renamed.notes);
        let text = if self.diff {
            edit::unified_diff(&old, &renamed.text, &name)
        } else if load::is_stdin(&self.file) {
            renamed.text
        } else {
            app.rewrite(&self.file, &old, &renamed.text)?;
            String::new()
        };
        Ok(Answer::text(text).with_notes(notes))
    }
}
