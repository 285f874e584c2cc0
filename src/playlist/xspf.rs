//! XSPF 1 (<https://www.xspf.org/spec>), an XML format. Elements are written in the order of the
//! specification and read in any order. Durations are in milliseconds.

use super::table::{Columns, row};
use super::values::{identifier, milliseconds};
use super::{Names, Track, Tracklist};
use crate::text::sanitize;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::io;

const NAMESPACE: &str = "http://xspf.org/ns/0/";

/// Characters that a URL must have percent-encoded.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

#[expect(clippy::expect_used, reason = "writing strings to a Vec cannot fail")]
pub(super) fn write(playlist: &Tracklist) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write_document(&mut writer, playlist).expect("writing to a Vec cannot fail");
    String::from_utf8(writer.into_inner()).expect("XML made of strings is UTF-8") + "\n"
}

fn write_document(writer: &mut Writer<Vec<u8>>, playlist: &Tracklist) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let attributes = [("version", "1"), ("xmlns", NAMESPACE)];
    let list = writer.create_element("playlist").with_attributes(attributes);
    list.write_inner_content(|writer| {
        write_element(writer, "title", &playlist.title)?;
        let tracks = writer.create_element("trackList");
        tracks.write_inner_content(|writer| {
            playlist.tracks.iter().try_for_each(|track| write_track(writer, track))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn write_track(writer: &mut Writer<Vec<u8>>, track: &Track) -> io::Result<()> {
    let element = writer.create_element("track");
    element.write_inner_content(|writer| {
        if let Some(location) = &track.location {
            write_element(writer, "location", &address(location))?;
        }
        if let Some(mbid) = track.mbid {
            write_element(writer, "identifier", &identifier(mbid))?;
        }
        if let Some(isrc) = track.isrc {
            write_element(writer, "identifier", &format!("isrc:{isrc}"))?;
        }
        write_element(writer, "title", &track.title)?;
        write_element(writer, "creator", &track.artist)?;
        if let Some(info) = &track.info {
            write_element(writer, "info", &address(info))?;
        }
        if let Some(album) = &track.album {
            write_element(writer, "album", album)?;
        }
        if let Some(length) = track.length {
            write_element(writer, "duration", &milliseconds(length).to_string())?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Control characters, which XML cannot have, are spelled out.
fn write_element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let text = sanitize::lines(text);
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// The location as a URL. A path becomes a `file:` URL.
fn address(location: &str) -> String {
    if location.contains("://") {
        return utf8_percent_encode(location, NOT_IN_ADDRESSES).to_string();
    }
    const NOT_IN_PATHS: &AsciiSet = &NOT_IN_ADDRESSES.add(b'%').add(b'?').add(b'#');
    let encode = |path: &str| utf8_percent_encode(path, NOT_IN_PATHS).to_string();
    let mut letters = location.chars();
    let is_drive = matches!(
        (letters.next(), letters.next(), letters.next()),
        (Some('a'..='z' | 'A'..='Z'), Some(':'), Some('/' | '\\'))
    );
    let first = location.split('/').next().unwrap_or_default();
    match location.strip_prefix(r"\\") {
        // Paths of Windows, on a server or a drive.
        Some(path) => format!("file://{}", encode(&path.replace('\\', "/"))),
        None if is_drive => format!("file:///{}", encode(&location.replace('\\', "/"))),
        None if location.starts_with('/') => format!("file://{}", encode(location)),
        // What precedes a colon would be a scheme.
        None if first.contains(':') => format!("./{}", encode(location)),
        None => encode(location),
    }
}

/// The elements of a track that are read.
const ELEMENTS: [&str; 7] = ["identifier", "title", "creator", "album", "duration", "location", "info"];
const IDENTIFIER: usize = 0;

/// Reads the tracks. A track without title has the name of its file.
pub(super) fn read(text: &str, names: &Names) -> Result<Tracklist, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let columns = Columns::by_headings(&row(1, &ELEMENTS), &[]);
    let (mut list, mut cells) = (Tracklist::default(), vec![String::new(); ELEMENTS.len()]);
    // The open elements and the text of the innermost one so far.
    let (mut path, mut content) = (Vec::new(), String::new());
    let (mut line, mut counted, mut is_read) = (1, 0, false);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                path.push(element.local_name().as_ref().to_owned());
                content.clear();
                if path.len() == 1 && path[0] != "playlist" {
                    return Err(format!(
                        "this is XML, but `{}` and no XSPF playlist",
                        sanitize::line(&path[0])
                    ));
                }
                if is_at(&path, &["playlist", "trackList", "track"]) {
                    let at = (reader.buffer_position() as usize).min(text.len());
                    line += text.as_bytes()[counted..at].iter().filter(|byte| **byte == b'\n').count();
                    counted = at;
                }
            }
            Event::Text(text) => content += &text.xml10_content(),
            Event::CData(text) => content += &text.xml10_content(),
            // Entities interrupt the text. Only those of XML itself are known; others are dropped.
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => content.push(letter),
                _ => content += resolve_predefined_entity(&entity.xml10_content()).unwrap_or_default(),
            },
            Event::End(_) => {
                let known =
                    ELEMENTS.iter().position(|name| is_at(&path, &["playlist", "trackList", "track", name]));
                if let Some(element) =
                    known.filter(|element| cells[*element].is_empty() || *element == IDENTIFIER)
                {
                    // A track has several identifiers.
                    let separator = if cells[element].is_empty() { "" } else { ";" };
                    cells[element] += &format!("{separator}{}", content.trim());
                } else if is_at(&path, &["playlist", "title"]) {
                    content.trim().clone_into(&mut list.title);
                } else if is_at(&path, &["playlist", "trackList", "track"]) {
                    let track = columns.track(&row(line, &cells), true, names);
                    list.add(track.unwrap_or_else(|| Track { line: Some(line), ..Track::default() }));
                    cells.fill(String::new());
                }
                is_read |= path.len() == 1;
                path.pop();
                content.clear();
            }
            Event::Eof if is_read && path.is_empty() => return Ok(list),
            Event::Eof => return Err("the XML ends too soon".to_owned()),
            _ => {}
        }
    }
}

fn is_at(path: &[String], elements: &[&str]) -> bool {
    path.len() == elements.len() && path.iter().zip(elements).all(|(one, other)| one == other)
}
