//! What a column of a list holds, as its heading says it in the languages and spellings of exporting programs.

use crate::text::{fold, is_number};
use foldhash::HashMap;
use std::sync::LazyLock;

/// What a column holds. An identifier is a URI, as in XSPF; the info is the URL of a web page. The fields from
/// the season on say how a show uses a song; playlists have none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Artist,
    Album,
    Length,
    Isrc,
    Mbid,
    Identifier,
    Location,
    Info,
    Season,
    Episode,
    EpisodeTitle,
    /// Season and episode, such as `S01E02`.
    Code,
    Scene,
    Time,
    Usage,
    Composer,
    /// The number of a row.
    Number,
    Verdict,
    Text,
}

/// What a word of a heading says. A track is often a number, an id the key of a database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Song,
    Title,
    Track,
    Name,
    Id,
    Of(Field),
    Filler,
}

/// The words of headings. A word that is not here makes a heading unknown: `Track number`, `Artist genres`. Plurals
/// such as `Songs` are headings of counts.
const WORDS: [(Word, &str); 23] = [
    (Word::Song, "song lied cancion chanson canzone brano musica sang lat laten latens"),
    (
        Word::Song,
        "parca sarki faixa traccia piosenka utwor utworu skladba pisen kappale recording nummernaam",
    ),
    (Word::Song, "песня композиция κομμάτι κομματιού τραγούδι 曲 曲目 歌曲 歌名 노래 곡 الأغنية أغنية"),
    (
        Word::Title,
        "title titel titre titulo titolo tytul nazev baslik otsikko cim название τίτλος タイトル 标题 標題 제목",
    ),
    (Word::Track, "track piste pista nummer spor трек トラック"),
    (
        Word::Name,
        "name names namen nom noms nome nomi nombre nombres naam namn navn nazwa isim ad adı nimi név имя όνομα",
    ),
    (Word::Name, "名 名前 名称 名稱 이름 اسم أسماء"),
    (Word::Of(Field::Artist), ARTIST),
    (
        Word::Of(Field::Album),
        "album albums albumets albumdeki release releases альбом άλμπουμ アルバム 专辑 專輯 앨범 الألبوم",
    ),
    (
        Word::Of(Field::Length),
        "total length duration dauer länge durée duración durata duur süre süresi duração διάρκεια 長さ 时长",
    ),
    (Word::Of(Field::Location), "location path file filename pfad datei chemin fichier ruta percorso"),
    (Word::Of(Field::Info), "url uri link href info"),
    (
        Word::Filler,
        "s n l d de del della dell la le des du da do der di van von het op of the τα credit master metadata",
    ),
    (Word::Filler, "songs in ms millis milliseconds seconds sec by music"),
    (
        Word::Of(Field::Season),
        "season s series staffel saison stagione temporada sezon sæson säsong seizoen сезон",
    ),
    (
        Word::Of(Field::Episode),
        "episode ep folge épisode episodio capítulo capitolo chapter episódio odcinek bölüm aflevering avsnitt серия",
    ),
    (Word::Of(Field::Code), "code sxxexx"),
    (
        Word::Of(Field::Scene),
        "scene szene scena escena scène description context beschreibung descripción descrizione",
    ),
    (Word::Of(Field::Time), "time timecode timestamp tc start zeit tiempo"),
    (Word::Of(Field::Usage), "usage use nutzung verwendung utilisation uso"),
    (
        Word::Of(Field::Composer),
        "composer composers composed writer writers written songwriter songwriters lyricist komponist komponisten \
         compositeur compositeurs compositor compositores compositore compositori autor auteur",
    ),
    (Word::Of(Field::Number), "cue number no nr num seq sequence position pos index numéro número numero"),
    (Word::Of(Field::Verdict), "verdict certainty"),
];

const ARTIST: &str = "artist artists artistas artista artiste artistes artisti artiest artiesten artistens artysta wykonawca \
    künstler künstlerin kunstner interpret interpreten interprete interpretes performer performers performed creator band singer \
    sanatçı şarkıcı umelec esiintyjä előadó исполнитель артист καλλιτέχνη καλλιτέχνης アーティスト 歌手 艺人 藝人 艺术家 \
    藝術家 演出者 아티스트 가수 الفنان الفنانين فناني";

/// Words that programs do not translate.
const CODES: [(Word, &str); 7] = [
    (Word::Of(Field::Isrc), "isrc"),
    (Word::Of(Field::Mbid), "mbid"),
    (Word::Of(Field::Mbid), "musicbrainz"),
    (Word::Of(Field::Identifier), "identifier"),
    (Word::Of(Field::Identifier), "identifiers"),
    (Word::Of(Field::Text), "text"),
    (Word::Id, "id"),
];

static KNOWN: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let words = WORDS.into_iter().chain(CODES);
    words.flat_map(|(kind, words)| words.split_whitespace().map(move |word| (fold(word), kind))).collect()
});

/// The fields of uses in a show, in the order in which they count if a heading names several: `Episode code`,
/// `Season number`.
const USES: [Field; 10] = [
    Field::Code,
    Field::Composer,
    Field::Usage,
    Field::Time,
    Field::Scene,
    Field::Verdict,
    Field::Text,
    Field::Episode,
    Field::Season,
    Field::Number,
];

/// What a column with this heading holds, and how well the heading says it: 0 is best. `artistName`,
/// `artist_name` and `Artist name` are the same.
pub(crate) fn field(heading: &str) -> Option<(Field, u8)> {
    const MAX_LENGTH: usize = 60;
    if heading.len() > MAX_LENGTH {
        return None;
    }
    let (mut spaced, mut was_small) = (String::new(), false);
    for letter in heading.chars() {
        spaced.extend((was_small && letter.is_uppercase()).then_some(' '));
        spaced.push(if letter.is_alphanumeric() { letter } else { ' ' });
        was_small = letter.is_lowercase();
    }
    let folded = fold(&spaced);
    let mut words = Vec::new();
    if !folded.split(' ').all(|word| is_number(word) || add_words(word, true, &mut words)) {
        return None;
    }
    let has = |word| words.contains(&word);
    let of = |field| has(Word::Of(field));
    let is_track = has(Word::Song) || has(Word::Track);
    let is_name = has(Word::Title) || has(Word::Name);
    let of_track = !of(Field::Artist) && !of(Field::Album);
    let codes = [Field::Isrc, Field::Mbid, Field::Identifier, Field::Location, Field::Info, Field::Length];
    match codes.into_iter().find(|code| of(*code)) {
        _ if has(Word::Id) && !of(Field::Mbid) => None,
        Some(code) => of_track.then_some((code, 0)),
        // One column with both.
        None if of(Field::Artist) && has(Word::Title) => Some((Field::Title, 1)),
        None if of(Field::Artist) => Some((Field::Artist, u8::from(of(Field::Album)))),
        None if of(Field::Album) => Some((Field::Album, 0)),
        // A column with the title of the show is none with that of the season.
        None if of(Field::Season) && is_name => None,
        // `Episode title`; `No. in season`.
        None if of(Field::Episode) && is_name && !is_track => Some((Field::EpisodeTitle, 0)),
        None if of(Field::Season) && of(Field::Number) && folded.contains(" in ") => {
            Some((Field::Episode, 0))
        }
        None if of(Field::Time) && is_track => Some((Field::Length, 1)),
        None if of(Field::Number) && is_name => Some((Field::Title, 0)),
        None if USES.into_iter().any(of) => USES.into_iter().find(|field| of(*field)).map(|field| (field, 0)),
        None if has(Word::Song) => Some((Field::Title, 0)),
        None if has(Word::Track) && is_name => Some((Field::Title, 0)),
        None => {
            let rank = [Word::Title, Word::Track, Word::Name].into_iter().position(has)?;
            Some((Field::Title, rank as u8 + 1))
        }
    }
}

/// Whether a word counts only if it stands alone.
fn is_short(word: Word) -> bool {
    matches!(word, Word::Filler | Word::Of(Field::Number | Field::Text | Field::Usage))
}

/// Adds the known words that a folded word consists of: several in `trackname`, `künstlername` and `トラック名`.
fn add_words(text: &str, is_whole: bool, words: &mut Vec<Word>) -> bool {
    let mut ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8()).rev();
    ends.any(|end| {
        let known = KNOWN.get(&text[..end]).filter(|word| is_whole && end == text.len() || !is_short(**word));
        let is_known = known.is_some_and(|_| end == text.len() || add_words(&text[end..], false, words));
        words.extend(known.filter(|_| is_known));
        is_known
    })
}
