//! What a column of a list holds, as its heading says it in the languages and spellings of exporting programs.

use crate::text::fold;
use foldhash::HashMap;
use std::sync::LazyLock;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Artist,
    Album,
    Length,
    Isrc,
    Mbid,
    /// A URI that names a recording, as in XSPF.
    Identifier,
    Location,
    /// The URL of a web page.
    Info,
}

/// What a word of a heading says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Song,
    Title,
    /// Often the heading of a column of numbers.
    Track,
    Artist,
    Album,
    Name,
    Length,
    Isrc,
    Mbid,
    Identifier,
    Location,
    Address,
    /// The key of a database, unless it is that of MusicBrainz.
    Id,
    /// Says nothing by itself: an article, a unit.
    Filler,
}

/// The words of headings. A word that is not here makes a heading unknown: `Track number`, `Artist genres`.
const WORDS: [(Word, &str); 14] = [
    (
        Word::Song,
        "song songs lied lieder cancion canciones chanson chansons canzone brano brani musica sang lat laten latens \
         parca sarki faixa faixas traccia tracce piosenka utwor utworu skladba pisen kappale recording nummernaam \
         песня композиция κομμάτι κομματιού τραγούδι 曲 曲目 歌曲 歌名 노래 곡 الأغنية أغنية",
    ),
    (
        Word::Title,
        "title titles titel titre titulo titolo tytul nazev baslik otsikko cim название τίτλος タイトル 标题 標題 제목",
    ),
    (Word::Track, "track tracks piste pista nummer spor трек トラック"),
    (
        Word::Artist,
        "artist artists artistas artista artiste artistes artisti artiest artiesten artistens artysta wykonawca \
         künstler künstlerin kunstner interpret interpreten interprete interpretes performer performers creator band \
         singer sanatçı şarkıcı umelec esiintyjä előadó исполнитель артист καλλιτέχνη καλλιτέχνης アーティスト 歌手 \
         艺人 藝人 艺术家 藝術家 演出者 아티스트 가수 الفنان الفنانين فناني",
    ),
    (
        Word::Album,
        "album albums albumets albumdeki release releases plak альбом άλμπουμ アルバム 专辑 專輯 앨범 الألبوم",
    ),
    (
        Word::Name,
        "name names namen nom noms nome nomi nombre nombres naam namn navn nazwa isim ad adı nimi név имя όνομα 名 名前 \
         名称 名稱 이름 اسم أسماء",
    ),
    (
        Word::Length,
        "total length duration dauer länge durée duración durata duur längd süre süresi duração διάρκεια 时长 長さ",
    ),
    (Word::Isrc, "isrc"),
    (Word::Mbid, "mbid musicbrainz"),
    (Word::Id, "id"),
    (Word::Identifier, "identifier identifiers"),
    (Word::Location, "location path file filename pfad datei chemin fichier ruta percorso"),
    (Word::Address, "url uri link href info"),
    (
        Word::Filler,
        "s n l d de del della dell la le des du da do der di van von het op of the τα in ms millis milliseconds \
         seconds sec time credit master metadata",
    ),
];

static KNOWN: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let words = WORDS
        .into_iter()
        .flat_map(|(kind, words)| words.split_whitespace().map(move |word| (fold(word), kind)));
    words.collect()
});

/// Longer headings are texts.
const MAX_LENGTH: usize = 60;

/// What a column with this heading holds, and how well the heading says it: 0 is best.
pub(super) fn field(heading: &str) -> Option<(Field, u8)> {
    let mut words = Vec::new();
    if heading.len() > MAX_LENGTH {
        return None;
    }
    for word in split(heading) {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !add_words(&fold(&word), true, &mut words) {
            return None;
        }
    }
    let has = |word| words.contains(&word);
    let of_track = !has(Word::Artist) && !has(Word::Album);
    Some(match () {
        () if has(Word::Isrc) => (Field::Isrc, 0),
        () if has(Word::Id) && !has(Word::Mbid) => return None,
        () if has(Word::Mbid) => (Field::Mbid, 0),
        () if has(Word::Identifier) => (Field::Identifier, 0),
        () if has(Word::Location) => (Field::Location, 0),
        () if has(Word::Address) => (Field::Info, 0),
        () if has(Word::Length) => (Field::Length, 0),
        // One column with both.
        () if has(Word::Artist) && has(Word::Title) => (Field::Title, 1),
        () if has(Word::Artist) => (Field::Artist, u8::from(has(Word::Album))),
        () if has(Word::Album) => (Field::Album, 0),
        () if has(Word::Song) => (Field::Title, 0),
        () if has(Word::Track) && (has(Word::Title) || has(Word::Name)) => (Field::Title, 0),
        () if has(Word::Title) => (Field::Title, 1),
        () if has(Word::Track) => (Field::Title, 2),
        () if has(Word::Name) => (Field::Title, 3),
        () => return None,
    })
    .filter(|(field, _)| of_track || matches!(field, Field::Title | Field::Artist | Field::Album))
}

/// The words of a heading: `artistName`, `artist_name` and `Artist name` have two.
fn split(heading: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in heading.chars() {
        if !letter.is_alphanumeric() || (was_small && letter.is_uppercase()) {
            words.push(String::new());
        }
        if letter.is_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.push(letter));
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Adds the known words that a folded word consists of: several in `trackname`, `künstlername` and `トラック名`.
fn add_words(text: &str, is_whole: bool, words: &mut Vec<Word>) -> bool {
    if text.is_empty() {
        return !is_whole;
    }
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8()).rev();
    for end in ends {
        let known =
            KNOWN.get(&text[..end]).filter(|word| (is_whole && end == text.len()) || **word != Word::Filler);
        if let Some(word) = known
            && add_words(&text[end..], false, words)
        {
            words.push(*word);
            return true;
        }
    }
    false
}
