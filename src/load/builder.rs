//! Collects the records of one file while it is read.
//!
//! Serde's derived code passes nothing on to the types of the fields, so the builder is a thread-local variable:
//! a field packs its value into the file that this thread is reading.

use super::diagnostics::{Diagnostic, Diagnostics, quote};
use super::location::At;
use crate::model::{ArtistRecord, Document, Entry, Id, Ref, ShowFile, Slug, SongRecord, SourceRecord, Text};
use crate::text::suggest;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::cell::RefCell;
use std::hash::BuildHasher;
use std::mem;

/// How many references to unknown ids of a file come with suggestions, and with how many ids they are
/// compared in all. A suggestion is compared with every id of its section, so the cost of a file with many
/// mistakes must be bounded.
const MAX_SUGGESTED: usize = 50;
const MAX_COMPARISONS: usize = 100_000;

/// The entry of an id that is not defined, at least so far.
const UNDEFINED: u32 = u32::MAX;

thread_local! {
    static BUILDER: RefCell<Builder> = RefCell::default();
}

/// Calls `pack` with the builder of this thread. `pack` must not read anything from the file.
pub(super) fn with<R>(pack: impl FnOnce(&mut Builder) -> R) -> R {
    BUILDER.with_borrow_mut(pack)
}

/// The records that have been read, and the ids in them.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) file: ShowFile,
    /// Those of each [`Section`].
    ids: [Ids; 3],
    /// What is wrong with the value that has just been read.
    problems: Vec<Problem>,
    /// How many suggestions were looked for, and with how many ids they were compared.
    suggested: usize,
    comparisons: usize,
}

pub(super) struct Problem {
    pub(super) diagnostic: Diagnostic,
    /// Whether further diagnostics about the value would be of no use.
    pub(super) is_invalid: bool,
}

/// An entry with an id, to which others refer.
pub(super) trait Section: Entry {
    /// The index of its ids in the builder.
    const INDEX: usize;
}

impl Section for SourceRecord {
    const INDEX: usize = 0;
}

impl Section for ArtistRecord {
    const INDEX: usize = 1;
}

impl Section for SongRecord {
    const INDEX: usize = 2;
}

/// The key of each section, and what one of its entries is called.
const SECTIONS: [(&str, &str); 3] = [("sources", "source"), ("artists", "artist"), ("songs", "song")];

/// The ids of a section. Each gets a number when it is first met, whether it is defined there or referred to, so
/// that the sections of a file may be in any order.
#[derive(Default)]
struct Ids {
    hasher: RandomState,
    numbers: HashTable<u32>,
    /// The text of each id, and the index of the entry that it defines.
    all: Vec<(Text<Slug>, u32)>,
    /// All ids that are defined, sorted, if they are known because the file is being read again.
    defined: Option<Vec<String>>,
}

impl Ids {
    fn number(&mut self, id: &str, file: &mut ShowFile) -> u32 {
        let Self { hasher, numbers, all, .. } = self;
        let text = |number: u32| file.text.get(all[number as usize].0);
        let hash = hasher.hash_one(id);
        if let Some(&number) = numbers.find(hash, |&number| text(number) == id) {
            return number;
        }
        let number = all.len() as u32;
        numbers.insert_unique(hash, number, |&number| hasher.hash_one(text(number)));
        all.push((file.text.push(id), UNDEFINED));
        number
    }

    /// Whether some are not defined.
    fn lacks_some(&self) -> bool {
        self.all.iter().any(|(_, entry)| *entry == UNDEFINED)
    }

    /// Replaces the numbers of ids by the indices of their entries.
    fn resolve<'a, T: Section + 'a>(&self, references: impl Iterator<Item = &'a mut Ref<T>>) {
        for reference in references {
            let entry = self.all.get(reference.index()).map_or(UNDEFINED, |(_, entry)| *entry);
            *reference = Ref::new(entry);
        }
    }
}

impl Builder {
    /// Forgets what was read before.
    pub(super) fn begin(&mut self) {
        self.clear();
        self.ids.iter_mut().for_each(|ids| ids.defined = None);
    }

    fn clear(&mut self) {
        drop(self.file.take());
        for ids in &mut self.ids {
            ids.numbers.clear();
            ids.all.clear();
        }
        self.problems.clear();
        (self.suggested, self.comparisons) = (0, 0);
    }

    /// Whether nothing is wrong with any value, and all ids that are referred to are defined.
    pub(super) fn is_valid(&self) -> bool {
        self.problems.is_empty() && !self.ids.iter().any(Ids::lacks_some)
    }

    /// Whether the file must be read again to find the references to ids that turned out to be undefined. If so,
    /// forgets all but which ids are defined. Sections that are placeholders are not checked.
    pub(super) fn must_read_again(&mut self, diagnostics: &Diagnostics) -> bool {
        let mut is_needed = false;
        for (ids, (section, _)) in self.ids.iter_mut().zip(SECTIONS) {
            if ids.lacks_some() && !diagnostics.is_placeholder(&At::ROOT.key(section)) {
                let defined = ids.all.iter().filter(|(_, entry)| *entry != UNDEFINED);
                let mut defined: Vec<String> =
                    defined.map(|(id, _)| self.file.text.get(*id).to_owned()).collect();
                defined.sort_unstable();
                ids.defined = Some(defined);
                is_needed = true;
            }
        }
        if is_needed {
            self.clear();
        }
        is_needed
    }

    /// The records of the file, in its order. References are indices now.
    pub(super) fn finish(&mut self, document: Document) -> ShowFile {
        let [sources, artists, songs] = &self.ids;
        let file = &mut self.file;
        sources.resolve(file.cited.iter_mut());
        artists.resolve(file.credits.iter_mut().map(|credit| &mut credit.artist));
        artists.resolve(file.contributors.iter_mut().map(|contributor| &mut contributor.artist));
        songs.resolve(file.placements.iter_mut().map(|placement| &mut placement.song));
        file.show = document.show;
        file.take()
    }

    /// Reports what is wrong with the value that is being read.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.problems.push(Problem { diagnostic, is_invalid: false });
    }

    pub(super) fn take_problems(&mut self) -> Vec<Problem> {
        mem::take(&mut self.problems)
    }

    /// Stores the id of the entry that is being read. It must be unique in its section.
    pub(super) fn define<T: Section>(&mut self, id: &str) -> Id<T> {
        if id.is_empty() {
            // A placeholder, or an error of its own.
            return Id::EMPTY;
        }
        let index = T::all(&self.file).len() as u32;
        let ids = &mut self.ids[T::INDEX];
        let number = ids.number(id, &mut self.file);
        let (text, entry) = &mut ids.all[number as usize];
        let text = text.cast();
        if *entry == UNDEFINED {
            *entry = index;
        } else {
            let message = format!("duplicate {} id `{}`", SECTIONS[T::INDEX].1, quote(id));
            self.problems.push(Problem { diagnostic: Diagnostic::error(message), is_invalid: true });
        }
        text
    }

    /// A reference to the entry with this id, as a number of the id. If it is known that there is no such entry,
    /// the most similar one is taken, so that what was probably meant is not reported as unused.
    pub(super) fn refer<T: Section>(&mut self, id: &str) -> Ref<T> {
        let ids = &mut self.ids[T::INDEX];
        let is_unknown = |ids: &Vec<String>| ids.binary_search_by(|known| known.as_str().cmp(id)).is_err();
        let Some(defined) = ids.defined.as_ref().filter(|defined| is_unknown(defined)) else {
            return Ref::new(ids.number(id, &mut self.file));
        };
        // The first one always gets a suggestion, however large its section is.
        let is_early = self.suggested < MAX_SUGGESTED && self.comparisons < MAX_COMPARISONS;
        let mut similar = Vec::new();
        if is_early {
            self.suggested += 1;
            self.comparisons += defined.len();
            similar = suggest(id, defined.iter().map(String::as_str));
        }
        let message = format!("no {} `{}` is defined", SECTIONS[T::INDEX].1, quote(id));
        let diagnostic = Diagnostic::error(message).suggesting(&similar);
        let similar = similar.first().map(|&id| id.to_owned());
        self.problems.push(Problem { diagnostic, is_invalid: false });
        similar.map_or(Ref::UNRESOLVED, |id| Ref::new(self.ids[T::INDEX].number(&id, &mut self.file)))
    }
}
