//! The words that lists of songs are written with, in several languages, and what a text looks like by its
//! words.

use crate::text::Title;
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

/// Words in small letters, each looked up in constant time: texts have many words.
pub(super) struct WordList {
    words: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl WordList {
    pub const fn new(words: &'static str) -> Self {
        Self { words, set: OnceLock::new() }
    }

    /// Whether a word, in small letters, is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.words.split_ascii_whitespace().collect()).contains(word)
    }

    /// Whether one of the words of a text is in the list.
    pub fn is_in(&self, text: &str) -> bool {
        words(text).iter().any(|(_, _, word)| self.has(word))
    }
}

/// Words for a season, lower-case as all words here.
pub(super) static SEASON: WordList =
    WordList::new("season series stagione temporada saison staffel sezon sezonie seizoen sæson säsong сезон");

/// Words for one episode.
pub(super) static EPISODE: WordList = WordList::new(
    "episode ep e episodio épisode episódio folge chapter capitolo capítulo capitulo chapitre \
    kapitel odcinek odcinku odcinka aflevering avsnitt afsnit bölüm серия",
);

/// Words for several episodes. A number before them is their count.
pub(super) static EPISODES: WordList = WordList::new(
    "episodes eps episodi episodios épisodes episódios folgen chapters capitoli capítulos chapitres \
    odcinki afleveringen",
);

/// Words that may stand between an episode and its season, or before either in a heading.
pub(super) static CONNECTING: WordList =
    WordList::new("of the der die des in de la el le du del della dell di da do von aus from dans dalla for");

/// Words of headings above lists.
pub(super) static LIST: WordList = WordList::new(
    "songs song soundtrack soundtracks playlist tracklist tracklisting tracks music ost canciones canción \
    música canzoni brani musiche musica colonna sonora chansons chanson musique titres lieder songliste songs musik titelliste \
    utwory piosenki muzyka músicas nummers",
);

/// "And" between numbers and between titles.
pub(super) static AND: WordList = WordList::new("and und et e y en og och i");

/// Words before the performer of a song.
pub(super) static BY: WordList = WordList::new("by von de di par av af door przez por od");

/// Words that may stand before those.
pub(super) static BEFORE_BY: WordList = WordList::new(
    "performed sung covered played recorded remixed as is was a the song track cover version in live \
    interpretada interpretado cantada cantado interprétée interprété chantée gesungen gespielt interpretata cantata eseguita",
);

/// Words that begin what is said of an artist or a song.
pub(super) static CLAUSE: WordList = WordList::new(
    "plays play played playing is was are were has had starts begins kicks opens closes can \
    accompanies comes while when where as during over from which who that with whose sounds heard used suena läuft spielt passe \
    accompagna",
);

/// Words of headings and menus that are neither artist nor title.
pub(super) static NO_NAME: WordList =
    WordList::new("soundtrack soundtracks playlist songs music ost tracklist comments share menu home login");

/// How headings begin of what web pages have besides the text: links, comments, sources.
const ASIDES: [&str; 48] = [
    "comments",
    "leave a comment",
    "leave a reply",
    "related",
    "more from",
    "more on",
    "more posts",
    "read more",
    "read next",
    "further reading",
    "you might also",
    "you may also",
    "recommended",
    "most read",
    "most viewed",
    "most popular",
    "popular posts",
    "popular songs",
    "trending",
    "see also",
    "references",
    "external links",
    "navigation",
    "trivia",
    "about the author",
    "sort by",
    "latest news",
    "discussion about",
    "trailer",
    "trailers",
    "cast",
    "crew",
    "blog archive",
    "now playing",
    "kommentare",
    "das könnte dich",
    "das könnte dir",
    "mehr zum thema",
    "commentaires",
    "articles similaires",
    "à lire aussi",
    "vous aimerez aussi",
    "comentarios",
    "también te puede",
    "te puede interesar",
    "artículos relacionados",
    "commenti",
    "leggi anche",
];

/// The most words of such a heading.
const MAX_ASIDE: usize = 6;

/// Whether a line is such a heading: `27 Comments`, `You might also like`.
pub(super) fn is_aside(text: &str) -> bool {
    let words = words(text);
    if words.len() > MAX_ASIDE || text.contains(['"', '–', '—']) {
        return false;
    }
    let words: Vec<&str> =
        words.iter().map(|(_, _, word)| &**word).filter(|word| number(word).is_none()).collect();
    let text = words.join(" ");
    let begins =
        |aside| text.strip_prefix(aside).is_some_and(|rest: &str| rest.is_empty() || rest.starts_with(' '));
    ASIDES.into_iter().any(begins)
}

/// Small words that names and titles have, too.
static SMALL: WordList = WordList::new(
    "and the of feat ft with x vs de la le et y from in for to featuring as by a an on at und der die das di del du",
);

/// Ordinal numbers from one on, a row for each number.
const ORDINALS: [&str; 12] = [
    "first pilot primo prima primer primera primeiro premier première erste ersten erster erstes pierwszy pierwszym pierwszej eerste",
    "second seconda secondo segunda segundo deuxième seconde zweite zweiten zweiter drugi drugim drugiej tweede",
    "third terzo terza tercer tercera troisième dritte dritten dritter trzeci trzecim trzeciej derde",
    "fourth quarto quarta cuarto cuarta quatrième vierte vierten vierter czwarty czwartym vierde",
    "fifth quinto quinta cinquième fünfte fünften fünfter piąty piątym vijfde",
    "sixth sesto sesta sexto sexta sixième sechste sechsten sechster szósty szóstym zesde",
    "seventh settimo settima séptimo séptima septième siebte siebten siebter siódmy siódmym zevende",
    "eighth ottavo ottava octavo octava huitième achte achten achter ósmy ósmym achtste",
    "ninth nono nona noveno novena neuvième neunte neunten neunter dziewiąty negende",
    "tenth decimo decima décimo décima dixième zehnte zehnten zehnter dziesiąty tiende",
    "eleventh undicesimo undécimo onzième elfte elften",
    "twelfth dodicesimo duodécimo douzième zwölfte zwölften",
];

/// Cardinal numbers from one on, and Roman ones.
const CARDINALS: [&str; 12] = [
    "one uno una un une eins i",
    "two due deux zwei dos ii",
    "three tre trois drei tres iii",
    "four quattro quatre vier cuatro iv",
    "five cinque cinq fünf cinco v",
    "six sei sechs seis vi",
    "seven sette sept sieben siete vii",
    "eight otto huit acht ocho viii",
    "nine nove neuf neun nueve ix",
    "ten dieci dix zehn diez x",
    "eleven undici onze elf once xi",
    "twelve dodici douze zwölf doce xii",
];

/// The number that each word is, and whether it is an ordinal one.
static NUMBERS: LazyLock<HashMap<&str, (u16, bool)>> = LazyLock::new(|| {
    let rows = |rows: [&'static str; 12], is_ordinal| {
        (1..).zip(rows).flat_map(move |(number, row)| {
            row.split_ascii_whitespace().map(move |word| (word, (number, is_ordinal)))
        })
    };
    rows(CARDINALS, false).chain(rows(ORDINALS, true)).collect()
});

/// Whether a word is in a short list of words.
pub(super) fn is_in(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

/// The number that a lower-case word is, and whether it is an ordinal one.
pub(super) fn number(word: &str) -> Option<(u16, bool)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let is_ordinal = is_in("st nd rd th ª º a o er re e ère ème eme", &word[digits..]);
        let number =
            word[..digits].parse().ok().filter(|_| digits <= 3 && (is_ordinal || digits == word.len()))?;
        return Some((number, is_ordinal));
    }
    NUMBERS.get(word).copied()
}

/// The beginning and the end of a word in its text, and the word in small letters.
pub(super) type Word<'t> = (usize, usize, Cow<'t, str>);

/// The word in small letters.
pub(super) fn lower_case(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The words of a text, with the place of each.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push((begin, at, lower_case(&text[begin..at])));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether one of the words of a text is in a short list.
pub(super) fn has_word(text: &str, list: &str) -> bool {
    words(text).iter().any(|(_, _, word)| is_in(list, word))
}

/// How many words begin with a small letter, of those that do not do so in names, and how many there are.
fn small_words(text: &str) -> (usize, usize) {
    let (mut small, mut all) = (0, 0);
    for word in text.split_whitespace() {
        let Some(first) = word.chars().find(|letter| letter.is_alphanumeric()) else { continue };
        if first.is_alphabetic() && !SMALL.has(&lower_case(word)) {
            all += 1;
            small += usize::from(first.is_lowercase());
        }
    }
    (small, all)
}

/// Whether a text can be a name: most of its words begin with capital letters, or it is short.
pub(super) fn is_name_like(text: &str) -> bool {
    let (small, all) = small_words(text);
    text.contains(char::is_alphanumeric) && (small * 3 <= all || all <= 2 || (small == all && all <= 4))
}

/// Whether a text is a sentence or a part of one: it has many words, most of them small.
pub(super) fn is_sentence(text: &str) -> bool {
    let (small, all) = small_words(text);
    all >= 3 && small * 2 > all
}

/// Whether a text runs over the end of a sentence.
pub(super) fn has_sentence_end(text: &str) -> bool {
    sentence_ends(text).next().is_some()
}

/// The places behind the signs that end sentences, but for the last one. The dot of `Mr. Big` and `T. Rex` ends none.
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', '!', '?', '…']).filter_map(|(at, sign)| {
        let end = at + sign.len();
        let behind = text[end..].trim_start_matches(['"', ')', ']']);
        let next = behind.trim_start();
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_word = word.chars().count() >= 3 && !is_in("feat mrs vol", &lower_case(word));
        let begins = next.starts_with(|letter: char| letter.is_uppercase() || "\"(“".contains(letter));
        (is_word && begins && next.len() < behind.len()).then_some(text.len() - behind.len())
    })
}

/// Whether a text in brackets or behind a dash names a version or guests, as part of a title does.
pub(super) fn is_version(part: &str) -> bool {
    part.split_whitespace().count() <= 6
        && !part.contains('"')
        && Title::parse(&format!("x ({part})")).song == "x"
}

/// Whether a text is a day: `Sep 19`, `21 de noviembre`, `15/11/2022`.
pub(super) fn is_day(text: &str) -> bool {
    const MONTHS: &str = "jan feb mar mär apr may mai jun jul aug sep oct okt nov dec dez ene abr ago dic fév avr juin juil aoû déc \
        gen mag giu lug set ott";
    let words = words(text);
    let is_month =
        |word: &str| word.chars().count() >= 3 && MONTHS.split(' ').any(|month| word.starts_with(month));
    let is_number = |word: &str| word.starts_with(|digit: char| digit.is_ascii_digit());
    let (mut months, mut numbers) = (0, 0);
    for (_, _, word) in &words {
        months += usize::from(is_month(word));
        numbers += usize::from(is_number(word));
    }
    let others = words
        .iter()
        .filter(|(_, _, word)| !is_month(word) && !is_number(word) && !is_in("de of", word))
        .count();
    let is_date = months == 1 || (numbers == 3 && text.contains(['/', '.', '-']));
    is_date && numbers > 0 && others == 0
}

/// Whether a text is a year, perhaps with the mark of a footnote.
pub(super) fn is_year(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}
