//! XSPF 1 (<https://www.xspf.org/spec>), an XML format. Elements are written in the order of the
//! specification and read in any order. Durations are in milliseconds.

use super::table::Columns;
use super::values::{identifier, milliseconds};
use super::{Names, Track, Tracklist};
use crate::text::sanitize;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::io;

const NAMESPACE: &str = "http://xspf.org/ns/0/";

/// Paths of elements.
const LIST: &str = "/playlist";
const TITLE: &str = "/playlist/title";
const TRACK: &str = "/playlist/trackList/track";
const FIELD: &str = "/playlist/trackList/track/";

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

/// Reads the tracks. A track without title has the name of its file.
pub(super) fn read(text: &str, names: &Names) -> Result<Tracklist, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut list, mut fields, mut line, mut start) = (Tracklist::default(), Vec::new(), 1, 1);
    // The open elements, such as `/playlist/title`, and the text of the innermost one so far.
    let (mut path, mut content, mut is_read) = (String::new(), String::new(), false);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        line += event.matches('\n').count();
        match event {
            Event::Start(element) => {
                let element = element.local_name();
                if path.is_empty() && element.as_ref() != "playlist" {
                    let name = sanitize::line(element.as_ref());
                    return Err(format!("this is XML, but `{name}` and no XSPF playlist"));
                }
                path.push('/');
                path += element.as_ref();
                content.clear();
                if path == TRACK {
                    start = line;
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
                if path == TRACK {
                    let (columns, cells) = Columns::of_object(start, std::mem::take(&mut fields));
                    let track = columns.track(&cells, true, names);
                    list.add(track.unwrap_or_else(|| Track { line: Some(start), ..Track::default() }));
                } else if path == TITLE {
                    content.trim().clone_into(&mut list.title);
                } else if let Some(name) = path.strip_prefix(FIELD).filter(|name| !name.contains('/')) {
                    fields.push((name.to_owned(), content.trim().to_owned()));
                }
                is_read |= path == LIST;
                path.truncate(path.rfind('/').unwrap_or(0));
                content.clear();
            }
            Event::Eof if is_read && path.is_empty() => return Ok(list),
            Event::Eof => return Err("the XML ends too soon".to_owned()),
            _ => {}
        }
    }
}
