//! Makes text of the bytes of a file, whatever program wrote it.

/// The letters that Windows-1252 has instead of the control characters 0x80 to 0x9f.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The text of a file in UTF-8, UTF-16 with a byte order mark, or Windows-1252, which includes Latin-1. The error
/// is the encoding that a web page states, if it is another one.
pub(super) fn decode(bytes: &[u8]) -> Result<String, String> {
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => windows_1252(bytes)?,
        },
    };
    // Old programs end lines with a carriage return alone.
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

fn windows_1252(bytes: &[u8]) -> Result<String, String> {
    const START: usize = 2_000;
    const READ: [&str; 6] = ["utf-8", "utf8", "iso-8859-1", "windows-1252", "latin1", "us-ascii"];
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]).to_ascii_lowercase();
    let stated = start.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let is_end = |letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    let stated = stated.and_then(|rest| rest.split(is_end).next()).filter(|name| !name.is_empty());
    if let Some(name) = stated.filter(|name| !READ.contains(name)) {
        return Err(name.to_owned());
    }
    let high: Vec<char> = WINDOWS_1252.chars().collect();
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => high[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    Ok(bytes.iter().map(letter).collect())
}
